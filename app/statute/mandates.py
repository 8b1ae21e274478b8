"""Papers by which somebody acts for another one in a complaint or a denunciation, and where one that fails matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.statute.groups import PROVISION as OF_A_GROUP
from app.statute.terms import Term

REPRESENTATIVE, AUTHORIZED, LAWYER, BY_LAW = "representative", "authorized", "lawyer", "legal_representative"


@dataclass(frozen=True, slots=True)
class MandatePaper:
    """One kind of paper. ``roles``: who has it; ``until_on``: the last day on which one is still made so."""

    words: Term
    provision: str
    roles: tuple[str, ...]
    until_on: date | None = None


PAPERS: Final[dict[str, MandatePaper]] = {
    "group": MandatePaper(
        Term("Văn bản cử người đại diện", "Paper that names the representatives"), OF_A_GROUP, (REPRESENTATIVE,)
    ),
    "certified": MandatePaper(
        Term("Giấy ủy quyền có chứng thực", "Power of attorney, certified"), "ND124 5.3", (AUTHORIZED, LAWYER)
    ),
    "notarised": MandatePaper(  # the words on notaries lapse on 01/01/2027 (NĐ 155 Điều 21.2)
        Term("Giấy ủy quyền có công chứng", "Power of attorney, notarised"), "ND124 5.3", (AUTHORIZED, LAWYER),
        date(2026, 12, 31),
    ),
    "of_the_head": MandatePaper(
        Term("Văn bản ủy quyền của người đứng đầu cơ quan, tổ chức", "Authorisation by the head of an organisation"),
        "LKN 12.1", (AUTHORIZED,),
    ),
    "by_law": MandatePaper(
        Term("Giấy tờ chứng minh là người đại diện theo pháp luật", "Proof of being the legal representative"),
        "LKN 12.1", (BY_LAW,),
    ),
    "lawyer": MandatePaper(
        Term("Thẻ luật sư và giấy yêu cầu, giấy ủy quyền", "Lawyer’s card and request or authorisation"), "LKN 12.1",
        (LAWYER,),
    ),
    "legal_aid": MandatePaper(
        Term("Thẻ và quyết định phân công trợ giúp pháp lý", "Card and order of legal aid"), "LKN 12.1", (LAWYER,)
    ),
}  # fmt: skip
IN_NEED: Final = frozenset({REPRESENTATIVE, AUTHORIZED, LAWYER, BY_LAW})

# Acts that rest on who speaks: taken from, held with or received from somebody whose paper is missing or over.
REST_ON_A_MANDATE: Final = frozenset(
    {"accepted", "withdrawn", "withdrawn_part", "dialogue_notified", "dialogue_held", "second_complaint_lodged"}
)


class Standing(StrEnum):
    """How the mandate of somebody stands on a day."""

    NOT_NEEDED = "not_needed"
    HELD = "held"
    MISSING = "missing"
    OVER = "over"


def standing_on(day: date, role: str, *, paper: bool, until_on: date | None) -> Standing:
    """How the mandate of somebody of ``role`` stands on a day: ``until_on`` is the last day it holds."""
    if role not in IN_NEED:
        return Standing.NOT_NEEDED
    if not paper:
        return Standing.MISSING
    return Standing.OVER if until_on is not None and until_on < day else Standing.HELD


def offered_on(day: date) -> dict[str, MandatePaper]:
    """The kinds of paper made on a day."""
    return {code: one for code, one in PAPERS.items() if one.until_on is None or day <= one.until_on}
