"""What a row of the catalogue of papers says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.statute.forms import Paper, form_on
from app.statute.instruments import INSTRUMENTS, cite, cite_in_english
from app.statute.terms import Term
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import LAW_ON_RECEPTION


class Subject(StrEnum):
    """What a paper is made from: a kind of matter."""

    VISIT = "visit"
    PETITION = "petition"
    CASE = "case"


class Signing(StrEnum):
    """How a paper is signed (NĐ 30/2020, Phụ lục I, mục II.7)."""

    HEAD = "head"  # người đứng đầu trực tiếp ký
    COLLECTIVE = "collective"  # TM. thay mặt tập thể
    DEPUTY = "deputy"  # KT. ký thay
    BY_ORDER = "by_order"  # TL. thừa lệnh
    BY_MANDATE = "by_mandate"  # TUQ. thừa ủy quyền
    ACTING = "acting"  # Q. quyền


SIGNINGS: Final[dict[Signing, Term]] = {
    Signing.HEAD: Term("Người đứng đầu trực tiếp ký", "The head signs"),
    Signing.COLLECTIVE: Term("TM. (thay mặt tập thể)", "TM. (on behalf of the collective)"),
    Signing.DEPUTY: Term("KT. (cấp phó ký thay)", "KT. (a deputy for the head)"),
    Signing.BY_ORDER: Term("TL. (thừa lệnh)", "TL. (by order)"),
    Signing.BY_MANDATE: Term("TUQ. (thừa ủy quyền)", "TUQ. (by mandate)"),
    Signing.ACTING: Term("Q. (quyền)", "Q. (acting head)"),
}
MARKS: Final[dict[Signing, str]] = {
    Signing.COLLECTIVE: "TM.",
    Signing.DEPUTY: "KT.",
    Signing.BY_ORDER: "TL.",
    Signing.BY_MANDATE: "TUQ.",
    Signing.ACTING: "Q.",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper (tên loại): its words in capitals and what its number ends in; both empty: an official letter.

    ``symbol`` is empty where NĐ 30/2020, Phụ lục III names none: it is written by whoever gives the number.
    """

    words: str
    symbol: str


NOTICE: Final = Kind("THÔNG BÁO", "TB")
MINUTES: Final = Kind("BIÊN BẢN", "BB")
TRANSFER: Final = Kind("PHIẾU CHUYỂN", "PC")
COVER: Final = Kind("PHIẾU GỬI", "PG")
DECISION: Final = Kind("QUYẾT ĐỊNH", "QĐ")
INVITATION: Final = Kind("GIẤY MỜI", "GM")
REPORT: Final = Kind("BÁO CÁO", "BC")
LETTER: Final = Kind("", "")
# No name of a kind in NĐ 30/2020, Phụ lục III: the ending of its number is written by hand.
FINDINGS: Final = Kind("KẾT LUẬN", "")


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One version of one paper.

    ``procedures``: of which it speaks (every one, when empty); ``acts``: the lines of the log it goes with, the first
    of them is written down with its number; ``bases``: the instruments it rests on (căn cứ), those in force on its day
    are printed; ``form``: the form the law annexes, else ``form_number`` with the instrument ``form_of`` it is annexed
    to; ``recipients``: nơi nhận; ``numbered``: it gets a number (some are
    only signed and dated); ``joint``: it goes to others than whoever denounced, and cannot say who that is;
    ``of_written_refusals``: only of a visit refused on a ground that is notified in writing;
    ``signers``: who signs it side by side, instead of the head; ``tells``: it tells of an act that another paper was
    made for, so the number of the act is not its own; ``aside``: made only when somebody decides so, never because the
    stage would want it.
    """

    code: str
    slug: str
    name: Term
    kind: Kind
    about: str
    subjects: frozenset[Subject]
    acts: tuple[str, ...]
    provisions: tuple[str, ...]
    certainty: Certainty
    note: Term
    procedures: frozenset[str] = frozenset()
    bases: tuple[str, ...] = ()
    form: Paper | None = None
    form_number: str = ""
    form_of: str = ""
    recipients: tuple[str, ...] = ()
    signing: Signing = Signing.HEAD
    signers: tuple[str, ...] = ()
    numbered: bool = True
    joint: bool = False
    of_written_refusals: bool = False
    tells: bool = False
    aside: bool = False
    from_on: date = LAW_ON_RECEPTION
    until_on: date | None = None
    checked_on: date = date(2026, 11, 29)

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def model_on(self, day: date) -> Term | None:
        """Mẫu số 03 (NĐ 155/2026/NĐ-CP), Form no. 03 (…); None where no form was read."""
        if self.form is not None:
            made = form_on(self.form, day)
            if made is None:
                return None
            where = cite_in_english(made.provision)
            return Term(f"Mẫu {made.number} ({cite(made.provision)})", f"Form {made.number} ({where})")
        if not self.form_number:
            return None
        annexed = INSTRUMENTS[self.form_of]
        return Term(f"Mẫu số {self.form_number} ({annexed.short})", f"Form no. {self.form_number} ({annexed.english})")

    def fits(self, procedure: str | None) -> bool:
        return not self.procedures or procedure in self.procedures
