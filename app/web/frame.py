"""What the layout shows around every page: who is here, where they can go, in which language and light."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import g, get_template_attribute, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app.casework.accounts import AccountHolder
from app.casework.entering import Entered
from app.casework.installation import DEMONSTRATION
from app.casework.permissions import Deed
from app.casework.settled import marked
from app.extensions import db
from app.records.people import Theme
from app.web.access import current_person
from app.web.language import LANGUAGES, chosen
from app.web.navigation import LOG_VISIT, SEARCH, navigation
from app.web.theme import other_theme, theme
from app.web.views import Link, NavigationEntry, Shell
from app.web.wording import part_words


def demonstration() -> bool:
    """Whether this installation holds demonstration data; known with the session, where there is one."""
    entered: Entered | None = g.get("entered")
    return entered.demonstration if entered else marked(db.session(), DEMONSTRATION)


def frame() -> dict[str, Any]:
    """The context every template gets."""
    if g.get("shell_without_database"):
        return {"shell": Shell(chosen(), theme().value, demonstration=False)}
    person = current_person()
    if person is None:
        return {"shell": Shell(chosen(), theme().value, demonstration(), languages=_languages(), lights=_lights())}
    return {"shell": _around(person)}


def _around(person: AccountHolder) -> Shell:
    return Shell(
        locale=chosen(),
        theme=theme().value,
        demonstration=demonstration(),
        navigation=navigation(person.viewer),
        name=person.full_name,
        initials=initials(person.full_name),
        part=part_of(person),
        search_url=url_for(SEARCH.endpoint) if person.viewer.may(Deed.READ_MATTERS) else "",
        languages=_languages(),
        lights=_lights(),
        new_visit=url_for(LOG_VISIT.endpoint) if person.viewer.may(Deed.LOG_VISIT) else "",
    )


@lru_cache(maxsize=512)
def navigation_lines(entries: tuple[NavigationEntry, ...]) -> Markup:
    """The navigation as a page prints it: the same for many people on many pages, until a count changes."""
    lines: Markup = get_template_attribute("parts/_navigation.html", "lines")(entries)
    return lines


def initials(name: str) -> str:
    """The first letters of the last two words: Vietnamese names end with the given name."""
    return "".join(word[0] for word in name.split()[-2:]).upper()


def part_of(person: AccountHolder) -> str:
    """Role and agency as they stand beside the name: "Xử lý đơn, UBND phường Pleiku"; several roles, the first one."""
    if not person.roles:
        return ""
    role = person.roles[0]
    words = part_words(role.kind)
    return role.agency if words == role.agency else f"{words}, {role.agency}"


def _here() -> str | None:
    """Where a switch in the header leads back to."""
    return request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} and request.endpoint else None


def _lights() -> Link:
    """The switch to the other theme."""
    other = other_theme()
    words = _("Nền tối") if other is Theme.DARK else _("Nền sáng")
    return Link(words, url_for("accounts.theme", code=other.value, next=_here()))


def _languages() -> tuple[tuple[str, str, str], ...]:
    here = _here()
    return tuple((code, label, url_for("accounts.language", code=code, next=here)) for code, label in LANGUAGES.items())
