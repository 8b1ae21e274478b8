"""The named readings of the law in words: the question, the answer that holds here, the other one, and who chose."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.calendars import PolicyChosen, policy_choices
from app.casework.settled import NO, YES, settled
from app.extensions import db
from app.statute.disputed_pairs import every_reading, pair_answers
from app.statute.instruments import cite_all
from app.statute.policies import DEFAULT, Reading
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
    return tuple(_part(one, chosen.get(one.policy)) for one in every_reading())


def answers(reading: Reading) -> dict[str, str]:
    """The answers of a reading, by the value that chooses them; the one that holds where none is chosen first."""
    if reading.pair:
        said = {value: spoken(words) for value, words in pair_answers(reading).items()}
        return {_default(reading): said[_default(reading)], **said}
    ours = _default(reading)
    other = spoken(reading.otherwise) if reading.otherwise else ""
    return {ours: spoken(reading.answer), (NO if ours == YES else YES): other}


def _default(reading: Reading) -> str:
    """What holds where nobody chose: of a pair, the answer for all limits that differ."""
    if reading.pair:
        return settled(db.session()).policies.of_limits
    return YES if not reading.policy or getattr(DEFAULT, reading.policy) else NO


def _part(reading: Reading, choice: PolicyChosen | None) -> ReadingPart:
    said, default = answers(reading), _default(reading)
    value = choice.value if choice is not None and reading.policy and choice.value in said else default
    others = [] if reading.pair else [words for other, words in said.items() if other != value and words]
    return ReadingPart(
        id=reading.id,
        question=spoken(reading.question),
        taken=said[value],
        other="".join(others),
        chosen=_chosen(reading, choice, kept=value == default),
        source=choice.source if choice else "",
        cite=spoken(cite_all(reading.provisions)),
        sure=certainty_short(reading.certainty),
    )


def _chosen(reading: Reading, choice: PolicyChosen | None, *, kept: bool) -> str:
    if not reading.policy:
        return _("Không đổi được bằng cài đặt; chỉ đổi bằng một bản phần mềm mới.")
    if reading.pair:
        return _("Theo cách hiểu chung cho các hạn khác nhau.") if choice is None else _("Chọn riêng cho các hạn này.")
    if choice is None:
        return _("Theo mặc định của phần mềm.")
    return _("Đơn vị quản trị chọn như mặc định.") if kept else _("Đơn vị quản trị chọn khác mặc định.")
