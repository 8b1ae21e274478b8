"""What is counted of a decision or a conclusion carried out: what was to be recovered and returned, and was; people.

The figures are those of the forms 01, 02, 03 and 04/KQGQ of Thông tư 02/2021/TT-TTCP, by their columns, so that a
report adds up what stands on the files. The forms of Thông tư 01/2024/TT-TTCP have 01 and 02/KQGQ unchanged; whether
it keeps 03 and 04 was not held against its text. They have one column for people handled: discipline and other
administrative handling are written down apart, and both count there, which is our reading. Money is reported in
millions of đồng and kept in đồng; land in square metres, kept in hundredths of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.statute.terms import DENUNCIATIONS, Procedure, Term

COMPLAINTS = frozenset(
    {
        Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND,
    }
)  # fmt: skip


class Unit(StrEnum):
    """What a figure counts. Land is kept in hundredths of a square metre: two decimals, exactly."""

    MONEY = "money"  # đồng
    LAND = "land"  # m², in hundredths
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a form. ``columns``: where it stands, by form; ``within``: the figure it is a part of."""

    code: str
    term: Term
    unit: Unit
    columns: Mapping[str, int]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What one document says of one thing. ``owed``: the heading whose figures it fulfils, one for one.

    ``both``: what is owed and what was done of it, told together.
    """

    code: str
    term: Term
    figures: tuple[Figure, ...]
    owed: str = ""
    both: Term | None = None


MONEY, LAND = Term("Tiền", "Money"), Term("Đất", "Land")
ORG_MONEY, ORG_LAND = (
    Term("Tiền cho tổ chức", "Money to organisations"),
    Term("Đất cho tổ chức", "Land to organisations"),
)
ONE_MONEY, ONE_LAND = Term("Tiền cho cá nhân", "Money to individuals"), Term("Đất cho cá nhân", "Land to individuals")
PEOPLE = Term("Số người", "People")
OFFICIALS = Term("Trong đó số cán bộ, công chức, viên chức", "Of them officials and public employees")
CASES = Term("Số vụ", "Cases")


def _columns(first: int = 0, second: int = 0, third: int = 0, fourth: int = 0) -> dict[str, int]:
    named = {"01/KQGQ": first, "02/KQGQ": second, "03/KQGQ": third, "04/KQGQ": fourth}
    return {form: column for form, column in named.items() if column}


HEADINGS: tuple[Heading, ...] = (
    Heading(
        "recover_due", Term("Phải thu hồi cho Nhà nước", "To be recovered for the State"),
        (Figure("money", MONEY, Unit.MONEY, _columns(7, 3, 11, 3)),
         Figure("land", LAND, Unit.LAND, _columns(8, 4, 12, 4))),
    ),
    Heading(
        "recovered", Term("Đã thu hồi cho Nhà nước", "Recovered for the State"),
        (Figure("money", MONEY, Unit.MONEY, _columns(second=5, fourth=5)),
         Figure("land", LAND, Unit.LAND, _columns(second=6, fourth=6))),
        owed="recover_due", both=Term("Thu hồi cho Nhà nước", "Recovery for the State"),
    ),
    Heading(
        "return_due", Term("Phải trả lại cho tổ chức, cá nhân", "To be returned to organisations, individuals"),
        (Figure("org_money", ORG_MONEY, Unit.MONEY, _columns(9, 7, 13, 9)),
         Figure("org_land", ORG_LAND, Unit.LAND, _columns(10, 8, 14, 10)),
         Figure("orgs", Term("Số tổ chức phải được trả lại quyền lợi", "Organisations to have their rights back"),
                Unit.COUNT, _columns(first=13, third=17, fourth=7)),
         Figure("one_money", ONE_MONEY, Unit.MONEY, _columns(11, 9, 15, 11)),
         Figure("one_land", ONE_LAND, Unit.LAND, _columns(12, 10, 16, 12)),
         Figure("ones", Term("Số cá nhân phải được trả lại quyền lợi", "Individuals to have their rights back"),
                Unit.COUNT, _columns(first=14, third=18, fourth=8))),
    ),
    Heading(
        "returned", Term("Đã trả lại cho tổ chức, cá nhân", "Returned to organisations, individuals"),
        (Figure("org_money", ORG_MONEY, Unit.MONEY, _columns(second=11, fourth=15)),
         Figure("org_land", ORG_LAND, Unit.LAND, _columns(second=12, fourth=16)),
         Figure("orgs", Term("Số tổ chức đã được trả lại quyền lợi", "Organisations that have their rights back"),
                Unit.COUNT, _columns(fourth=13)),
         Figure("one_money", ONE_MONEY, Unit.MONEY, _columns(second=13, fourth=17)),
         Figure("one_land", ONE_LAND, Unit.LAND, _columns(second=14, fourth=18)),
         Figure("ones", Term("Số cá nhân đã được trả lại quyền lợi", "Individuals who have their rights back"),
                Unit.COUNT, _columns(fourth=14))),
        owed="return_due", both=Term("Trả lại", "Return"),
    ),
    Heading(
        "handling_proposed", Term("Kiến nghị xử lý hành chính", "Administrative handling proposed"),
        (Figure("people", PEOPLE, Unit.COUNT, _columns(first=15, third=19)),
         Figure("officials", OFFICIALS, Unit.COUNT, _columns(first=16, third=20), within="people")),
    ),
    Heading(
        "disciplined", Term("Đã xử lý kỷ luật", "Disciplined"),
        (Figure("people", PEOPLE, Unit.COUNT, _columns(second=15, fourth=20)),
         Figure("officials", OFFICIALS, Unit.COUNT, _columns(second=16, fourth=21), within="people")),
    ),
    Heading(
        "handled", Term("Đã xử lý hành chính khác", "Handled administratively otherwise"),
        (Figure("orgs", Term("Số tổ chức", "Organisations"), Unit.COUNT, _columns(fourth=19)),
         Figure("people", PEOPLE, Unit.COUNT, _columns(second=15, fourth=20)),
         Figure("officials", OFFICIALS, Unit.COUNT, _columns(second=16, fourth=21), within="people")),
    ),
    Heading(
        "to_investigators", Term("Chuyển cơ quan điều tra", "Referred to investigators"),
        (Figure("cases", CASES, Unit.COUNT, _columns(first=17, third=21)),
         Figure("people", PEOPLE, Unit.COUNT, _columns(first=18, third=22)),
         Figure("officials", OFFICIALS, Unit.COUNT, _columns(first=19, third=23), within="people")),
    ),
    Heading(
        "prosecuted", Term("Đã khởi tố", "Prosecuted"),
        (Figure("cases", CASES, Unit.COUNT, _columns(second=17, fourth=22)),
         Figure("people", PEOPLE, Unit.COUNT, _columns(second=18, fourth=23)),
         Figure("officials", OFFICIALS, Unit.COUNT, _columns(second=19, fourth=24), within="people")),
    ),
)  # fmt: skip
LAID_DOWN: Final = Term(
    "Các cột theo mẫu 01 đến 04/KQGQ của Thông tư 02/2021/TT-TTCP. Thông tư 01/2024/TT-TTCP giữ nguyên hay đổi mẫu nào"
    " chưa được đối chiếu với văn bản.",
    "The columns are those of forms 01 to 04/KQGQ of Circular 02/2021/TT-TTCP. Which of them Circular 01/2024/TT-TTCP"
    " kept or changed was not held against its text.",
)
"""How sure the forms are: said wherever figures are written down for them."""
_BY_CODE = {one.code: one for one in HEADINGS}
LARGEST: Mapping[Unit, int] = {Unit.MONEY: 10**15, Unit.LAND: 10**13, Unit.COUNT: 10**6}


def heading(code: str) -> Heading:
    """A heading by its code. Raises KeyError for an unknown one."""
    return _BY_CODE[code]


def forms_of(procedure: str | None) -> tuple[str, ...]:
    """The forms the figures of a case of this procedure go into; none where the forms count nothing of it."""
    if procedure in COMPLAINTS:
        return ("01/KQGQ", "02/KQGQ")
    return ("03/KQGQ", "04/KQGQ") if procedure in DENUNCIATIONS else ()


def headings_of(procedure: str | None) -> tuple[Heading, ...]:
    """The headings whose figures the forms of a procedure have."""
    forms = forms_of(procedure)
    return tuple(one for one in HEADINGS if figures_of(one, forms))


def figures_of(one: Heading, forms: Iterable[str]) -> tuple[Figure, ...]:
    """The figures of a heading that stand in one of these forms."""
    return tuple(figure for figure in one.figures if set(figure.columns) & set(forms))


__all__ = [
    "HEADINGS",
    "LAID_DOWN",
    "LARGEST",
    "Figure",
    "Heading",
    "Unit",
    "figures_of",
    "forms_of",
    "heading",
    "headings_of",
]
