"""The named readings of the law in words: the question, the answer that holds here, the other one, and who chose."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.calendars import PolicyChosen, policy_choices
from app.casework.settled import YES
from app.extensions import db
from app.statute.instruments import cite_all
from app.statute.policies import DEFAULT, READINGS, Reading
from app.web.rules import certainty_short
from app.web.wording import spoken


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """One question. ``taken``: the answer that holds here, ``other``: the one that does not; ``source``: who chose."""

    id: str
    question: str
    taken: str
    other: str
    chosen: str
    source: str
    cite: str
    sure: str


def reading_parts() -> tuple[ReadingPart, ...]:
    """Every reading, with what this installation has chosen."""
    chosen = policy_choices(db.session())
    return tuple(_part(one, chosen.get(one.policy)) for one in READINGS)


def _part(reading: Reading, choice: PolicyChosen | None) -> ReadingPart:
    default, other = spoken(reading.answer), spoken(reading.otherwise) if reading.otherwise else ""
    kept = choice is None or not reading.policy or (choice.value == YES) is getattr(DEFAULT, reading.policy)
    return ReadingPart(
        id=reading.id,
        question=spoken(reading.question),
        taken=default if kept else other,
        other=other if kept else default,
        chosen=_chosen(reading, choice, kept=kept),
        source=choice.source if choice else "",
        cite=spoken(cite_all(reading.provisions)),
        sure=certainty_short(reading.certainty),
    )


def _chosen(reading: Reading, choice: PolicyChosen | None, *, kept: bool) -> str:
    if not reading.policy:
        return _("Không đổi được bằng cài đặt; chỉ đổi bằng một bản phần mềm mới.")
    if choice is None:
        return _("Theo mặc định của phần mềm.")
    return _("Đơn vị quản trị chọn như mặc định.") if kept else _("Đơn vị quản trị chọn khác mặc định.")
