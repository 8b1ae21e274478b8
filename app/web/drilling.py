"""Filters several lists share: the level of the agency, the field, the conduct of officials."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.casework.grouped import NO, YES
from app.casework.overdue import NO_FIELD, NoPlace
from app.casework.places import NO_PLACE
from app.records.agencies import Agency, Level
from app.statute.terms import FIELDS
from app.web.lists import asked, known, options
from app.web.views import FilterField
from app.web.wording import choices, term, term_choices

FIELD, LEVEL, CONDUCT, PLACE = "linh-vuc", "cap", "hanh-vi", "dia-ban"


def field_asked() -> str | None:
    """The field a list is narrowed to; ``NO_FIELD``: what has none yet."""
    return NO_FIELD if asked(FIELD) == NO_FIELD else known(FIELDS, FIELD)


def conduct_asked() -> bool | None:
    """Whether a list is narrowed to what is about the conduct of officials, or to what is not."""
    return {YES: True, NO: False}.get(asked(CONDUCT))


def place_asked_for(agencies: Iterable[Agency]) -> int | NoPlace | None:
    """The commune a list is narrowed to, by where it happened; ``NO_PLACE``: what nobody named one of."""
    if asked(PLACE) == NO_PLACE:
        return NoPlace.UNNAMED
    return next((one.id for one in _communes(agencies) if one.code == asked(PLACE)), None)


def place_filter(agencies: Iterable[Agency]) -> FilterField:
    """The communes among the agencies a list can be narrowed to."""
    lines = [(one.code, one.place or one.name) for one in _communes(agencies)]
    return FilterField(PLACE, _("Địa bàn"), options([*lines, (NO_PLACE, place_words("", NO_PLACE))]), asked(PLACE))


def _communes(agencies: Iterable[Agency]) -> list[Agency]:
    return [one for one in agencies if one.level is Level.COMMUNE]


def place_words(name: str, code: str) -> str:
    return _("Chưa nêu địa bàn") if code == NO_PLACE else name


def field_words(code: str) -> str:
    return _("Chưa nêu lĩnh vực") if code == NO_FIELD else term(FIELDS, code)


def conduct_words() -> dict[str, str]:
    return {YES: _("Về hành vi của cán bộ, công chức"), NO: _("Không về hành vi của cán bộ, công chức")}


def field_filter() -> FilterField:
    lines = [*term_choices(FIELDS), (NO_FIELD, field_words(NO_FIELD))]
    return FilterField(FIELD, _("Lĩnh vực"), options(lines), asked(FIELD))


def conduct_filter() -> FilterField:
    return FilterField(CONDUCT, _("Hành vi của cán bộ"), options(conduct_words().items()), asked(CONDUCT))


def level_filter(agencies: Iterable[Agency]) -> FilterField:
    """The levels there are agencies of."""
    there = {one.level for one in agencies}
    return FilterField(LEVEL, _("Cấp"), options(choices(one for one in Level if one in there)), asked(LEVEL))
