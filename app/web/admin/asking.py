"""One way to change what holds for the whole installation: a form, the question with what would change, the deed.

The deed may move last days: the open duties follow at once, for some seconds; the rest follow by the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.casework.errors import Refused
from app.casework.moved_dates import Followed, Foreseen, Waiting, follow, is_up_to_date, waiting
from app.extensions import db
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import refused_into_form
from app.web.views import Change, Confirmation, Link
from app.web.wording import day, number

Answer = str | Response
CONFIRM, EDIT = "confirm", "edit"
SECONDS = 3  # a page waits no longer for the duties that follow
MOST_SHIFTS = 12


@dataclass(frozen=True, slots=True)
class AskingPage:
    """What stands around the form. ``facts``: what holds now, by name."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    verb: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """One change. ``check`` raises Refused for what the form alone cannot tell; ``moves``: last days may move."""

    template: str
    page: AskingPage
    check: Callable[[], None]
    question: Callable[[], Confirmation]
    do: Callable[[], None]
    said: str
    moves: bool = True

    def answer(self, form: Any) -> Answer:
        """The form; then the question; then it is done."""
        step = request.form.get("step")
        if step != EDIT and form.validate_on_submit() and self._checked(form):
            if step != CONFIRM:
                kept = [(one.name, one.raw_data[0]) for one in form if one.name != "csrf_token" and one.raw_data]
                return render_template("acting/confirm.html", it=self.question(), form=form, kept=kept)
            with committing(form) as done:
                self.do()
            if done:
                flash(" ".join((self.said, *(following() if self.moves else ()))))
                return redirect(self.page.back)
        return render_template(self.template, page=self.page, form=form)

    def _checked(self, form: Any) -> bool:
        try:
            self.check()
        except Refused as refused:
            refused_into_form(form, refused)
            return False
        return True


def seen_in(form: Any) -> int:
    """The version a page was made from; one nobody sent is none there is."""
    text = str(form.seen.data or "")
    return int(text) if text.isdecimal() else -1


def following() -> Iterator[str]:
    """Let the open duties follow what was just changed, for some seconds; say how far they came."""
    done, ends = Followed(), monotonic() + SECONDS
    step: Followed | None = done
    while step is not None and monotonic() < ends:
        with committing():
            step = follow(db.session(), today=today(), at=now())
        done += step or Followed()
    n = number(done.moved)
    if done.moved:
        yield ngettext("%(n)s hạn đang chạy đổi ngày cuối.", "%(n)s hạn đang chạy đổi ngày cuối.", done.moved, n=n)
    else:
        yield _("Không hạn đang chạy nào đổi ngày cuối.")
    if step is not None:
        yield _("Các hồ sơ còn lại đang được tính lại tự động.")


def still_waiting() -> Waiting | None:
    """How far the open duties have followed; None where all have."""
    session = db.session()
    if is_up_to_date(session, today=today()):
        return None
    found = waiting(session)
    return found if found.duties else None


def foreseen_words(found: Foreseen) -> Iterator[str]:
    """What a change would do to the open duties, in sentences: only what was counted is claimed."""
    yield _("Việc đã xong, đã kết thúc giữ nguyên hạn đã xét. Việc đang mở được tính lại ngay sau khi lưu.")
    n = number(found.moved)
    if found.moved:
        yield ngettext(
            "Tính thử: %(n)s hạn đang chạy sẽ có ngày cuối khác.",
            "Tính thử: %(n)s hạn đang chạy sẽ có ngày cuối khác.",
            found.moved,
            n=n,
        )
    elif not found.left:
        yield _("Tính thử: không hạn đang chạy nào đổi ngày cuối.")
    if found.left:
        yield _(
            "Mới tính thử %(looked)s hồ sơ; còn %(left)s hồ sơ có thể đổi, sẽ được tính khi lưu.",
            looked=number(found.matters), left=number(found.left),
        )  # fmt: skip


def shift_changes(found: Foreseen) -> Iterator[Change]:
    """From which last day to which, the most frequent first."""
    for (was, will), count in sorted(found.shifts.items(), key=lambda one: (-one[1], str(one[0])))[:MOST_SHIFTS]:
        words = ngettext("%(n)s hạn", "%(n)s hạn", count, n=number(count))
        yield Change(_("Ngày cuối"), day(was) or _("chưa tính được"), day(will) or _("chưa tính được"), words)
    more = sum(sorted(found.shifts.values(), reverse=True)[MOST_SHIFTS:])
    if more:
        yield Change(_("Ngày cuối"), "", "", ngettext("và %(n)s hạn khác", "và %(n)s hạn khác", more, n=number(more)))
