"""The page of the search: the box with its filters, what was found and where it matched, what was likely meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from babel import Locale
from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from app.casework.agencies import AgencyName, agency_names_on
from app.casework.permissions import Deed, Viewer
from app.casework.search.finding import Asked, Found, Key, find
from app.casework.search.likely import likely
from app.casework.search.lines import lines
from app.extensions import db
from app.records.matters import MatterKind
from app.statute.terms import FIELDS
from app.web.access import current_viewer
from app.web.clock import today
from app.web.lists import AFTER, LARGEST_ROW, asked, known, member, options, row_number
from app.web.search.forms import FindForm
from app.web.search.questions import asked_before, keep
from app.web.search.results import ResultLine, result_lines
from app.web.views import FilterField, Foot, Link
from app.web.wording import number, term_choices, words

ASKED = "lan"  # in the address: the word under which the question is kept
KIND, AGENCY, YEAR, FIELD, STATE = "loai", "co-quan", "nam", "linh-vuc", "tinh-trang"
FILTERS = (KIND, AGENCY, YEAR, FIELD, STATE)
KINDS = (MatterKind.VISIT, MatterKind.PETITION, MatterKind.CASE, MatterKind.MEDIATION)
STATES = {"dang-xu-ly": True, "da-xong": False}
MOST_TIERS = 100  # far more than any question has
EARLIEST_YEAR = 2012  # before it nothing was written down with a calendar we know


@dataclass(frozen=True, slots=True)
class FindPage:
    """The page. ``said``: what was found, in a sentence; ``likely``: other spellings that find something."""

    filters: tuple[FilterField, ...]
    typed: str
    answered: bool = False
    said: str = ""
    lines: tuple[ResultLine, ...] = ()
    likely: tuple[str, ...] = ()
    foot: Foot | None = None
    without_filters: str = ""
    lost: bool = False


def address_of_answer(text: str, chosen: Mapping[str, str]) -> str:
    """Where the answer to ``text`` stands, narrowed as chosen. The address tells neither."""
    narrowed = {name: chosen[name] for name in FILTERS if chosen.get(name) and "\0" not in chosen[name]}
    return _url({ASKED: keep(text), **narrowed})


def find_page(form: FindForm) -> FindPage:
    """The page as its address asks, or with what is wrong with what was typed."""
    viewer = current_viewer()
    agencies = _agencies(viewer)
    typed = None if form.errors else asked_before(asked(ASKED)) if asked(ASKED) else None
    filters = _filters(agencies)
    if typed is None:
        lost = bool(asked(ASKED)) and not form.errors
        return FindPage(filters, form.q.data or "", lost=lost)
    question = _question(typed, agencies)
    narrowed = any(one.chosen for one in filters)
    found = find(db.session(), viewer, question, after=_place())
    nothing = not found.hits and _place() is None
    return FindPage(
        filters=filters,
        typed=typed,
        answered=True,
        said=_said(typed, found) if nothing else "",
        lines=_lines(viewer, found),
        likely=tuple(likely(db.session(), viewer, question, index=found.index)) if nothing and not narrowed else (),
        foot=None if nothing else _foot(found),
        without_filters=_url({ASKED: asked(ASKED)}) if narrowed else "",
    )


def _lines(viewer: Viewer, found: Found) -> tuple[ResultLine, ...]:
    wanted = tuple(word.bare for word in found.words)
    return result_lines(lines(db.session(), viewer, found.hits), wanted)


# --- the question -------------------------------------------------------------------------------------------------


def _question(text: str, agencies: tuple[AgencyName, ...]) -> Asked:
    year, agency = asked(YEAR), asked(AGENCY)
    return Asked(
        text=text,
        kind=member(MatterKind, KIND),
        agency_id=next((one.id for one in agencies if one.code == agency), None),
        field=known(FIELDS, FIELD),
        open=STATES.get(asked(STATE)),
        year=int(year) if year in {value for value, _words in _years()} else None,
    )


def _place() -> Key | None:
    """Where the page starts, or None for the first one (or an address nobody wrote)."""
    tier, _dot, place = asked(AFTER).partition(".")
    at, below = row_number(tier), row_number(place)
    return None if at is None or below is None or at > MOST_TIERS or below > LARGEST_ROW else Key(at, below)


# --- filters ------------------------------------------------------------------------------------------------------


def _agencies(viewer: Viewer) -> tuple[AgencyName, ...]:
    """The agencies somebody may choose among: all of them for a supervisor, else one's own, when there are several."""
    every, own = viewer.may(Deed.WATCH_PROVINCE), viewer.agencies()
    if not every and len(own) < 2:  # noqa: PLR2004 - nothing to choose between
        return ()
    all_there = agency_names_on(db.session(), today())
    if every:
        return all_there
    found = tuple(one for one in all_there if one.id in own)
    return found if len(found) > 1 else ()


def _filters(agencies: tuple[AgencyName, ...]) -> tuple[FilterField, ...]:
    """The filters; what was chosen is in the address, or came with a form that was refused."""
    fields = [replace(one, chosen=_chosen(one.name)) for one in _plain_filters(get_locale(), today().year)]
    if agencies:
        fields.insert(1, FilterField(AGENCY, _("Cơ quan"), _names(agencies, _("Mọi cơ quan")), _chosen(AGENCY)))
    return tuple(fields)


@lru_cache(maxsize=64)
def _names(agencies: tuple[AgencyName, ...], every: str) -> tuple[tuple[str, str], ...]:
    return options(((one.code, one.name) for one in agencies), every)


@lru_cache(maxsize=8)
def _plain_filters(_locale: Locale | None, _year: int) -> tuple[FilterField, ...]:
    """What is the same for everybody, in the language of the page."""
    kinds = options([(one.value, words(one)) for one in KINDS], _("Mọi loại"))
    states = options([("dang-xu-ly", _("Đang xử lý")), ("da-xong", _("Đã xong"))], _("Mọi tình trạng"))
    return (
        FilterField(KIND, _("Loại hồ sơ"), kinds, phone=True),
        FilterField(YEAR, _("Năm"), options(_years(), _("Mọi năm")), phone=True),
        FilterField(FIELD, _("Lĩnh vực"), options(term_choices(FIELDS), _("Mọi lĩnh vực"))),
        FilterField(STATE, _("Tình trạng"), states),
    )


def _chosen(name: str) -> str:
    return request.form.get(name, "") if request.method == "POST" else asked(name)


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(today().year, EARLIEST_YEAR - 1, -1)]


# --- what is said -------------------------------------------------------------------------------------------------


def _said(typed: str, found: Found) -> str:
    if not found.words:
        return _("Nhập ít nhất một chữ hoặc một số.")
    return _("Không thấy hồ sơ nào có “%(typed)s”.", typed=typed)


def _foot(found: Found) -> Foot:
    total = _("hơn %(n)s", n=number(found.total)) if found.more else number(found.total)
    said = _("Hiện %(shown)s trong %(total)s hồ sơ", shown=number(len(found.hits)), total=total)
    onward = Link(_("Trang tiếp theo"), _address(found.next)) if found.next else None
    return Foot(said, onward, Link(_("Về đầu danh sách"), _address(None)) if _place() else None)


def _address(after: Key | None) -> str:
    kept = {name: asked(name) for name in (ASKED, *FILTERS) if asked(name)}
    return _url({**kept, AFTER: f"{after.tier}.{after.place}"} if after else kept)


def _url(query: dict[str, Any]) -> str:
    return url_for("search.find", **query)
