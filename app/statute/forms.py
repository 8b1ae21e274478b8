"""The forms the law annexes (mẫu): number, title, provision, and the days they are in use.

From the reform of 2026 the decree annexes three forms of reception. The numbers of the circulars before it were never
read in their own text, so no form is cited for an earlier day: the paper is printed with its title alone. How the
registers are laid out on a day: :mod:`app.statute.registers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.statute.terms import Term


class Paper(StrEnum):
    """A paper that may have a form."""

    REFUSAL_NOTICE = "refusal_notice"
    RECEIPT = "receipt"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One version of one form. ``provision`` is the rule the form is made for."""

    paper: Paper
    number: str
    title: Term
    provision: str
    from_on: date
    until_on: date | None = None
    checked_on: date = date(2026, 11, 23)

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


TITLES: dict[Paper, Term] = {
    Paper.REFUSAL_NOTICE: Term("Thông báo về việc từ chối tiếp công dân", "Notice of refusal to receive a citizen"),
    Paper.RECEIPT: Term("Giấy biên nhận thông tin, tài liệu", "Receipt for information and documents"),
    Paper.REGISTER: Term("Sổ tiếp công dân", "Register of citizen reception"),
}
REFORM_OF_2026 = date(2026, 7, 1)
PAPER_FORMS: tuple[PaperForm, ...] = (
    PaperForm(Paper.REFUSAL_NOTICE, "01/TCD", TITLES[Paper.REFUSAL_NOTICE], "ND154 4.3", REFORM_OF_2026),
    PaperForm(Paper.RECEIPT, "02/TCD", TITLES[Paper.RECEIPT], "ND154 15.4", REFORM_OF_2026),
    PaperForm(Paper.REGISTER, "03/TCD", TITLES[Paper.REGISTER], "ND154 27.1", REFORM_OF_2026),
)


def form_on(paper: Paper, day: date) -> PaperForm | None:
    """The form of ``paper`` in use on a day, or None when none is known. Raises ValueError when the table has two."""
    found = [form for form in PAPER_FORMS if form.paper is paper and form.holds_on(day)]
    if len(found) > 1:
        message = f"two forms of {paper} on {day}"
        raise ValueError(message)
    return found[0] if found else None
