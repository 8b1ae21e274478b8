"""Who resolves a petition: from the level of the agency it is about, and the law of the day it came.

The answer is relative to that agency: its own head, the head of the agency directly above, whoever took over what an
abolished agency did. Rows are dated; a row is never edited when the law changes. What was not read in its own text
(NĐ 141/2025, Art. 17-21 of Luật Khiếu nại as amended by Luật 136/2025) is an interpretation or unverified, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.statute.eligibility_table import DISCIPLINE, FEEDBACK
from app.statute.terms import Procedure, Term
from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty


class Who(StrEnum):
    """Who resolves, as seen from the agency a petition is about."""

    ITS_HEAD = "its_head"
    SUPERIOR = "superior"  # the head of the agency directly above
    MINISTER = "minister"  # above the province
    PRIME_MINISTER = "prime_minister"
    SUCCESSOR = "successor"  # whoever took over what the abolished agency did
    PARTY = "party"  # the competent body of the Party


class About(StrEnum):
    """What of an agency a petition is about."""

    HEAD = "head"  # its head or a deputy, in person
    MEMBER = "member"  # somebody who works there
    AGENCY = "agency"  # the agency itself: its decision, its act


@dataclass(frozen=True, slots=True)
class Competence:
    """One row: petitions of these procedures about this at an agency of these levels are resolved by ``who``."""

    procedures: frozenset[Procedure]
    levels: frozenset[str]
    about: frozenset[About]
    who: Who
    provisions: tuple[str, ...]
    from_on: date
    until_on: date | None = None
    certainty: Certainty = Certainty.VERIFIED
    note: Term | None = None

    def holds(self, procedure: str | None, level: str, about: About, day: date) -> bool:
        fits = procedure in self.procedures and level in self.levels and about in self.about
        return fits and self.from_on <= day and (self.until_on is None or day <= self.until_on)


WORDS: Final[dict[str, Term]] = {
    Who.ITS_HEAD: Term("Người đứng đầu chính cơ quan ấy", "The head of that very agency"),
    Who.SUPERIOR: Term("Người đứng đầu cơ quan cấp trên trực tiếp", "The head of the agency directly above"),
    Who.MINISTER: Term("Bộ trưởng quản lý ngành, lĩnh vực", "The minister in charge of the field"),
    Who.PRIME_MINISTER: Term("Thủ tướng Chính phủ", "The Prime Minister"),
    Who.SUCCESSOR: Term("Cơ quan tiếp nhận chức năng, nhiệm vụ của cơ quan đã giải thể",
                        "Whoever took over the functions of the abolished agency"),
    Who.PARTY: Term("Cơ quan có thẩm quyền của Đảng", "The competent body of the Party"),
}  # fmt: skip

LEVELS: Final = ("province", "department", "district", "commune")
PROVINCE, DEPARTMENT, DISTRICT, COMMUNE = (frozenset({one}) for one in LEVELS)
EVERY_LEVEL: Final = frozenset(LEVELS)
PARTY: Final = frozenset({"party"})
FIRST, SECOND = frozenset({Procedure.COMPLAINT_FIRST}), frozenset({Procedure.COMPLAINT_SECOND})
DISCIPLINE_FIRST, DISCIPLINE_SECOND = (
    frozenset({Procedure.DISCIPLINE_FIRST}), frozenset({Procedure.DISCIPLINE_SECOND})
)  # fmt: skip
FIRST_DENUNCIATION: Final = frozenset({Procedure.DENUNCIATION})
ANYTHING: Final = frozenset(About)
HEAD, MEMBER, AGENCY = (frozenset({one}) for one in About)
LAST, TWO_TIERS = since.DISTRICTS_LAST_DAY, since.TWO_TIERS
KN, TC = since.LAW_ON_COMPLAINTS, since.LAW_ON_DENUNCIATIONS
OURS, UNREAD = Certainty.INTERPRETATION, Certainty.UNVERIFIED

_NO_DISTRICT: Final = Term(
    "Từ 01/7/2025 không còn cấp huyện. NĐ 141/2025 và phần sửa đổi của Luật 136/2025 chưa đọc được toàn văn.",
    "From 01/07/2025 there is no district level. Decree 141/2025 and the amendments of Law 136/2025 were not read.",
)
_TAKEN_OVER: Final = Term(
    "Cơ quan đã giải thể: việc đang dở do cơ quan nhận chức năng, hoặc xã nơi phát sinh, giải quyết (trả lời của Thanh "
    "tra Chính phủ qua báo chí; chưa đọc văn bản).",
    "The agency was abolished: whoever took over its functions, or the commune where the matter arose, resolves (an "
    "answer of the Government Inspectorate in the press; its text was not read).",
)
_DERIVED: Final = Term(
    "Suy ra từ cấp trên trực tiếp sau khi bỏ cấp huyện.", "Derived from the direct superior once districts ended."
)
_FEEDBACK: Final = Term(
    "Luật chỉ nói cơ quan có thẩm quyền: hiểu là cơ quan mà kiến nghị, phản ánh nói đến.",
    "The law only says the competent body: read as the one the feedback is about.",
)

COMPLAINTS: tuple[Competence, ...] = (
    Competence(FIRST, COMMUNE, ANYTHING, Who.ITS_HEAD, ("LKN 17",), KN, LAST),
    Competence(FIRST, COMMUNE, ANYTHING, Who.ITS_HEAD, ("LKN 17",), TWO_TIERS, certainty=OURS, note=_NO_DISTRICT),
    Competence(SECOND, COMMUNE, ANYTHING, Who.SUPERIOR, ("LKN 7.1",), KN, LAST),
    Competence(SECOND, COMMUNE, ANYTHING, Who.SUPERIOR, ("LKN 7.1", "ND124 38.3"), TWO_TIERS, certainty=OURS,
               note=_NO_DISTRICT),
    Competence(FIRST, DISTRICT, ANYTHING, Who.ITS_HEAD, ("LKN 7.1",), KN, LAST),
    Competence(SECOND, DISTRICT, ANYTHING, Who.SUPERIOR, ("LKN 21.2",), KN, LAST),
    Competence(FIRST | SECOND, DISTRICT, ANYTHING, Who.SUCCESSOR, ("LKN 7.1",), TWO_TIERS, certainty=UNREAD,
               note=_TAKEN_OVER),
    Competence(FIRST, DEPARTMENT, ANYTHING, Who.ITS_HEAD, ("LKN 20.1",), KN),
    Competence(SECOND, DEPARTMENT, ANYTHING, Who.SUPERIOR, ("LKN 21.2",), KN),
    Competence(FIRST, PROVINCE, ANYTHING, Who.ITS_HEAD, ("LKN 21.1",), KN),
    Competence(SECOND, PROVINCE, ANYTHING, Who.MINISTER, ("LKN 7.3", "LKN 23.3"), KN),
    Competence(DISCIPLINE_FIRST, EVERY_LEVEL - DISTRICT, ANYTHING, Who.ITS_HEAD, ("LKN 51",), KN),
    Competence(DISCIPLINE_SECOND, EVERY_LEVEL - DISTRICT - PROVINCE, ANYTHING, Who.SUPERIOR, ("LKN 51",), KN),
    Competence(DISCIPLINE_SECOND, PROVINCE, ANYTHING, Who.MINISTER, ("LKN 51",), KN,
               note=Term("Bộ trưởng Bộ Nội vụ.", "The Minister of Home Affairs.")),
    Competence(DISCIPLINE_FIRST, DISTRICT, ANYTHING, Who.ITS_HEAD, ("LKN 51",), KN, LAST),
    Competence(DISCIPLINE_SECOND, DISTRICT, ANYTHING, Who.SUPERIOR, ("LKN 51",), KN, LAST),
    Competence(DISCIPLINE, DISTRICT, ANYTHING, Who.SUCCESSOR, ("LKN 51",), TWO_TIERS, certainty=UNREAD,
               note=_TAKEN_OVER),
)  # fmt: skip

DENOUNCED: tuple[Competence, ...] = (
    Competence(FIRST_DENUNCIATION, COMMUNE, MEMBER, Who.ITS_HEAD, ("LTC 12.1", "LTC 13.1"), TC),
    Competence(FIRST_DENUNCIATION, DEPARTMENT, MEMBER, Who.ITS_HEAD, ("LTC 12.1", "LTC 13.3"), TC),
    Competence(FIRST_DENUNCIATION, PROVINCE, MEMBER, Who.ITS_HEAD, ("LTC 12.1", "LTC 13.4"), TC),
    Competence(FIRST_DENUNCIATION, DISTRICT, MEMBER, Who.ITS_HEAD, ("LTC 12.1",), TC, LAST),
    Competence(FIRST_DENUNCIATION, COMMUNE, HEAD, Who.SUPERIOR, ("LTC 12.1", "LTC 13.2.a"), TC, LAST),
    Competence(FIRST_DENUNCIATION, COMMUNE, HEAD, Who.SUPERIOR, ("LTC 12.1",), TWO_TIERS, certainty=OURS,
               note=_DERIVED),
    Competence(FIRST_DENUNCIATION, DEPARTMENT, HEAD, Who.SUPERIOR, ("LTC 12.1", "LTC 13.4"), TC),
    Competence(FIRST_DENUNCIATION, DISTRICT, HEAD, Who.SUPERIOR, ("LTC 12.1", "LTC 13.4"), TC, LAST),
    Competence(FIRST_DENUNCIATION, PROVINCE, HEAD, Who.PRIME_MINISTER, ("LTC 13.8.a",), TC),
    Competence(FIRST_DENUNCIATION, COMMUNE, AGENCY, Who.SUPERIOR, ("LTC 12.6",), TC, LAST),
    Competence(FIRST_DENUNCIATION, COMMUNE, AGENCY, Who.SUPERIOR, ("LTC 12.6",), TWO_TIERS, certainty=OURS,
               note=_DERIVED),
    Competence(FIRST_DENUNCIATION, DEPARTMENT, AGENCY, Who.SUPERIOR, ("LTC 12.6", "LTC 13.4"), TC),
    Competence(FIRST_DENUNCIATION, DISTRICT, AGENCY, Who.SUPERIOR, ("LTC 12.6", "LTC 13.4"), TC, LAST),
    Competence(FIRST_DENUNCIATION, PROVINCE, AGENCY, Who.PRIME_MINISTER, ("LTC 12.6",), TC, certainty=OURS,
               note=Term("Cấp trên trực tiếp của UBND tỉnh.", "The direct superior of the province.")),
    Competence(FIRST_DENUNCIATION, DISTRICT, ANYTHING, Who.SUCCESSOR, ("LTC 12.5",), TWO_TIERS, certainty=UNREAD,
               note=_TAKEN_OVER),
    Competence(FIRST_DENUNCIATION, PARTY, ANYTHING, Who.PARTY, ("TT05_2021 15",), since.CIRCULARS_OF_2021,
               since.BEFORE_REFORM),
    Competence(FIRST_DENUNCIATION, PARTY, ANYTHING, Who.PARTY, ("TT05_2021 15",), since.REFORM, certainty=UNREAD,
               note=Term("Chưa rõ TT 05/2021 còn áp dụng từ 01/7/2026 hay không.",
                         "Whether Circular 05/2021 outlived 01/07/2026 is not established.")),
)  # fmt: skip

REPORTED: tuple[Competence, ...] = (
    Competence(FEEDBACK, EVERY_LEVEL - DISTRICT, ANYTHING, Who.ITS_HEAD, ("LTCD 26.2",), since.LAW_ON_RECEPTION,
               certainty=OURS, note=_FEEDBACK),
    Competence(FEEDBACK, DISTRICT, ANYTHING, Who.ITS_HEAD, ("LTCD 26.2",), since.LAW_ON_RECEPTION, LAST,
               certainty=OURS, note=_FEEDBACK),
    Competence(FEEDBACK, DISTRICT, ANYTHING, Who.SUCCESSOR, ("LTCD 26.2",), TWO_TIERS, certainty=UNREAD,
               note=_TAKEN_OVER),
)  # fmt: skip

COMPETENCES: tuple[Competence, ...] = (*COMPLAINTS, *DENOUNCED, *REPORTED)


def competence_on(procedure: str | None, level: str, about: About, day: date) -> Competence | None:
    """Who resolves a petition received on a day; None where no text says (not classified, a further denunciation).

    Raises ValueError when two rows govern one day.
    """
    found = [row for row in COMPETENCES if row.holds(procedure, level, about, day)]
    if len(found) > 1:
        message = f"two rows of competence for {procedure} about {about} of a {level} on {day}"
        raise ValueError(message)
    return found[0] if found else None


__all__ = ["COMPETENCES", "WORDS", "About", "Competence", "Who", "competence_on"]
