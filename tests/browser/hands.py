"""Hands that wait until a page is read: nothing is pressed, typed or chosen on a page that is still loading.

A text stands on a page before the scripts of the page listen, and on a busy machine long before: what is done in
between is not heard, and a test fails by chance. A test cannot forget to wait: whoever reaches for the keyboard of a
page or acts on a place of it waits first. On a page that is read it costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Keyboard, Locator, Page

ACTS = ("check", "clear", "click", "evaluate", "fill", "focus", "hover", "press", "press_sequentially", "select_option",
        "set_input_files", "tap", "uncheck")  # fmt: skip
NEXT_FRAME = """() => new Promise(drawn => {
  requestAnimationFrame(() => requestAnimationFrame(drawn));
  setTimeout(drawn, 2000);
})"""


def wait_until_read(page: Page) -> None:
    """Until the scripts of ``page`` have run and, where its address ends in a place of it, the focus went there."""
    page.wait_for_load_state()
    if "#" in page.url:
        try:
            page.evaluate(NEXT_FRAME)
        except Error:  # it has just gone on to another page
            wait_until_read(page)


def make_hands_wait() -> None:
    """Begin to wait, in this process."""
    for name in ACTS:
        setattr(Locator, name, _once_read(getattr(Locator, name)))
    keyboard: Callable[[Page], Keyboard] = Page.keyboard.fget  # type: ignore[attr-defined]

    def reached_for(page: Page) -> Keyboard:
        wait_until_read(page)
        return keyboard(page)

    Page.keyboard = property(reached_for)  # type: ignore[assignment, method-assign]


def make_browsers_patient(milliseconds: float) -> None:
    """Begin to wait so long for pages and places of them: a busy machine is no fault."""
    new_context = Browser.new_context

    def patient(browser: Browser, **settings: Any) -> BrowserContext:
        context = new_context(browser, **settings)
        context.set_default_timeout(milliseconds)
        return context

    Browser.new_context = patient  # type: ignore[assignment, method-assign]


def _once_read(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def once_read(place: Locator, *arguments: Any, **named: Any) -> Any:
        wait_until_read(place.page)
        return act(place, *arguments, **named)

    return once_read
