"""How the registers are laid out on paper: their columns, by the days each layout is in use.

The number of a form stands in :mod:`app.statute.forms` and only where it was read. A line of the register is printed
in the layout of its own day: a period across a change of the law is printed as two books.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.statute.forms import REFORM_OF_2026
from app.statute.terms import Term
from app.statute.time_limits.shape import Certainty


class Register(StrEnum):
    """A book an agency keeps."""

    VISITS = "visits"  # sổ tiếp công dân
    PETITIONS = "petitions"  # sổ theo dõi đơn


class Item(StrEnum):
    """What a column of a register holds."""

    NUMBER = "number"
    DAY = "day"
    PEOPLE = "people"  # name and address in one cell
    NAME = "name"
    ADDRESS = "address"
    PAPER = "paper"  # identity paper
    CONTENT = "content"
    REQUEST = "request"
    KIND = "kind"
    KIND_AND_COUNT = "kind_and_count"
    COUNT = "count"
    SETTLER = "settler"
    COMPETENT = "competent"
    GUIDED = "guided"
    ACCEPTED = "accepted"  # who accepted, or to whom it was transferred
    ACCEPTED_HERE = "accepted_here"
    TRANSFERRED = "transferred"
    HANDLING = "handling"
    FOLLOWED = "followed"
    NOTE = "note"
    SOURCE = "source"
    FIELD = "field"
    STAGE = "stage"
    DOCUMENT = "document"
    HOLDER = "holder"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, its heading, and the heading over several (None: it stands alone)."""

    item: Item
    title: Term
    group: Term | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of the layout of a register. ``provisions``: the rules it is kept by; empty: no rule was read."""

    register: Register
    columns: tuple[Column, ...]
    provisions: tuple[str, ...]
    certainty: Certainty
    note: Term  # what somebody must know who relies on it
    from_on: date
    until_on: date | None = None
    checked_on: date = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Book:
    """Days that are printed in one layout, both ends included."""

    layout: Layout
    from_on: date
    until_on: date


LAW_OF_2013: Final = date(2014, 7, 1)
CIRCULAR_OF_2021: Final = date(2021, 11, 15)
_DAY: Final = timedelta(days=1)
_HANDLED: Final = Term("Hướng xử lý", "How it was handled")

LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        Register.VISITS,
        (
            Column(Item.NUMBER, Term("STT", "No.")),
            Column(Item.DAY, Term("Ngày tiếp", "Received on")),
            Column(Item.NAME, Term("Họ tên", "Name")),
            Column(Item.ADDRESS, Term("Địa chỉ", "Address")),
            Column(Item.COUNT, Term("Số lượng người", "Number of people")),
            Column(Item.CONTENT, Term("Nội dung sự việc", "Content")),
            Column(Item.SETTLER, Term("Quá trình xem xét, giải quyết", "Considered and settled before by")),
            Column(Item.REQUEST, Term("Yêu cầu, đề nghị", "Request")),
            Column(Item.HANDLING, Term("Việc tiếp nhận, xử lý", "Taken in and handled")),
            Column(Item.FOLLOWED, Term("Tóm tắt kết quả", "Result in short")),
            Column(Item.NOTE, Term("Ghi chú", "Note")),
        ),
        ("LTCD 25.2", "TT06_2014 16"),
        Certainty.INTERPRETATION,
        Term(
            "Các cột theo nội dung phải ghi; bảng mẫu của sổ chưa đọc được.",
            "The columns follow what must be recorded; the form of the register itself was not read.",
        ),
        LAW_OF_2013,
        CIRCULAR_OF_2021 - _DAY,
    ),
    Layout(
        Register.VISITS,
        (
            Column(Item.NUMBER, Term("STT", "No.")),
            Column(Item.DAY, Term("Ngày tiếp", "Received on")),
            Column(Item.PEOPLE, Term("Họ tên - Địa chỉ", "Name - Address")),
            Column(Item.PAPER, Term("CMND/Hộ chiếu của công dân", "Identity card/Passport")),
            Column(Item.CONTENT, Term("Nội dung vụ việc", "Content")),
            Column(Item.KIND_AND_COUNT, Term("Phân loại đơn/Số người", "Kind/Number of people")),
            Column(Item.SETTLER, Term("Cơ quan đã giải quyết", "Settled before by")),
            Column(Item.ACCEPTED_HERE, Term("Thụ lý để giải quyết", "Accepted"), _HANDLED),
            Column(Item.GUIDED, Term("Trả lại đơn và hướng dẫn", "Returned and guided"), _HANDLED),
            Column(
                Item.TRANSFERRED,
                Term("Chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền", "Transferred to the competent body"),
                _HANDLED,
            ),
            Column(Item.FOLLOWED, Term("Theo dõi kết quả giải quyết", "Follow-up")),
            Column(Item.NOTE, Term("Ghi chú", "Note")),
        ),
        ("LTCD 25.2",),
        Certainty.UNVERIFIED,
        Term(
            "Các cột theo bản chép công khai của mẫu năm 2021; văn bản gốc chưa đọc được nên không nêu số mẫu.",
            "The columns follow a public copy of the form of 2021; its own text was not read, so no number is cited.",
        ),
        CIRCULAR_OF_2021,
        REFORM_OF_2026 - _DAY,
    ),
    Layout(
        Register.VISITS,
        (
            Column(Item.NUMBER, Term("STT", "No.")),
            Column(Item.DAY, Term("Ngày tiếp", "Received on")),
            Column(Item.PEOPLE, Term("Họ tên, địa chỉ", "Name, address")),
            Column(Item.PAPER, Term("CCCD/CMND/Hộ chiếu", "Identity paper")),
            Column(Item.CONTENT, Term("Nội dung đơn", "Content")),
            Column(Item.KIND, Term("Loại đơn", "Kind")),
            Column(Item.COUNT, Term("Số người cùng nội dung", "People with the same content")),
            Column(Item.SETTLER, Term("Cơ quan đã giải quyết", "Settled before by")),
            Column(Item.COMPETENT, Term("Thuộc thẩm quyền", "Within competence")),
            Column(Item.GUIDED, Term("Hướng dẫn đến cơ quan", "Guided to")),
            Column(Item.ACCEPTED, Term("Cơ quan thụ lý", "Accepted by")),
            Column(Item.FOLLOWED, Term("Theo dõi kết quả giải quyết", "Follow-up")),
            Column(Item.NOTE, Term("Ghi chú", "Note")),
        ),
        ("ND154 27.1", "LTCD 25.2"),
        Certainty.VERIFIED,
        Term(
            "Mẫu không có cột yêu cầu, đề nghị mà Luật đòi: yêu cầu ghi dưới nội dung.",
            "The form has no column for the request, which the Law demands: it stands under the content.",
        ),
        REFORM_OF_2026,
    ),
    Layout(
        Register.PETITIONS,
        (
            Column(Item.NUMBER, Term("STT", "No.")),
            Column(Item.DAY, Term("Ngày nhận", "Received on")),
            Column(Item.SOURCE, Term("Nguồn đơn, nơi chuyển", "Source, forwarded by")),
            Column(Item.PEOPLE, Term("Họ tên, địa chỉ", "Name, address")),
            Column(Item.COUNT, Term("Số người ký", "Signatories")),
            Column(Item.CONTENT, Term("Nội dung đơn", "Content")),
            Column(Item.KIND, Term("Loại đơn", "Kind")),
            Column(Item.FIELD, Term("Lĩnh vực", "Field")),
            Column(Item.STAGE, Term("Tình trạng xử lý", "Stage"), _HANDLED),
            Column(Item.DOCUMENT, Term("Số, ngày văn bản", "Document, date"), _HANDLED),
            Column(Item.HOLDER, Term("Cơ quan đang giữ", "Held by"), _HANDLED),
            Column(Item.FOLLOWED, Term("Theo dõi kết quả giải quyết", "Follow-up")),
            Column(Item.NOTE, Term("Ghi chú", "Note")),
        ),
        (),
        Certainty.INTERPRETATION,
        Term(
            "Văn bản đã đọc không có mẫu sổ đơn: các cột theo cách phân loại và xử lý đơn.",
            "No form of this register was found in what was read: the columns follow how petitions are handled.",
        ),
        LAW_OF_2013,
    ),
)


def layout_on(register: Register, day: date) -> Layout:
    """The layout a line of ``day`` is printed in; a day before every layout has the oldest. ValueError on two."""
    mine = [one for one in LAYOUTS if one.register is register]
    found = [one for one in mine if one.from_on <= day and (one.until_on is None or day <= one.until_on)]
    if len(found) > 1:
        message = f"two layouts of {register} on {day}"
        raise ValueError(message)
    return found[0] if found else min(mine, key=lambda one: one.from_on)


def books(register: Register, first: date, last: date) -> Iterator[Book]:
    """The days from ``first`` to ``last``, both included, cut where the layout changes; the oldest come first."""
    while first <= last:
        layout = layout_on(register, first)
        until = last if layout.until_on is None else min(layout.until_on, last)
        yield Book(layout, first, until)
        first = until + _DAY


__all__ = ["LAYOUTS", "Book", "Column", "Item", "Layout", "Register", "books", "layout_on"]
