"""The sheet that goes with a monthly letter: every row of the letter, and how its figures are made (.xlsx).

The same notice gives the same bytes, whenever it is printed. Cells are written as what they are (text, day, number), so
nothing that stands in a cell is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.casework.folding import fold
from app.casework.notices import LateRow, LetterKind, MonthlyNotice
from app.casework.outbox import Attachment
from app.paper.late_words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_PART = 60  # of an agency's name in the name of the file
A4, WHOLE_WIDTH = 9, (1, 0)
MOST_LINKS = 65_530  # a sheet of Excel holds no more; the address itself stands in every row
AS_THEY_ARE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXT, DAY, NUMBER, LINK = "text", "day", "number", "link"
FORMATS = {
    TEXT: {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#dedbd4"},
    DAY: {"num_format": "dd/mm/yyyy", "align": "left", "valign": "top", "bottom": 1, "bottom_color": "#dedbd4"},
    NUMBER: {"num_format": "0", "valign": "top", "bottom": 1, "bottom_color": "#dedbd4"},
    LINK: {"font_color": "#1d4f86", "underline": 1, "valign": "top", "bottom": 1, "bottom_color": "#dedbd4"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#f6f5f2", "bottom": 2},
    "foot": {"bold": True, "valign": "top", "top": 2, "num_format": "0"},
    "title": {"bold": True, "font_size": 14, "valign": "top"},
    "name": {"bold": True, "text_wrap": True, "valign": "top"},
    "said": {"text_wrap": True, "valign": "top", "align": "left"},
    "day said": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
}

NOTES = (
    (
        _l("Một việc"),
        _l(
            "Một nghĩa vụ có thời hạn của một hồ sơ. Một hồ sơ có thể có nhiều việc. "
            "Căn cứ là điều luật đã dùng để tính hạn."
        ),
    ),
    (
        _l("Quá hạn"),
        _l(
            "Hạn trước ngày tính, chưa làm xong, không tạm đình chỉ. "
            "Số ngày quá hạn là ngày theo lịch, kể cả ngày nghỉ."
        ),
    ),
    (
        _l("Độ chắc chắn"),
        _l(
            "Đã đối chiếu: đã đọc trong văn bản. Theo cách hiểu: văn bản không nói rõ. Chưa đối chiếu: chưa đọc được "
            "văn bản gốc. Có hai cách hiểu: các văn bản nói khác nhau, hạn là hạn sớm hơn; chỉ chắc chắn quá hạn sau "
            "hạn muộn hơn."
        ),
    ),
    (
        _l("So với tháng trước"),
        _l(
            "Ngày so sánh là ngày gửi thư tháng trước; không có thư thì là ngày làm việc đầu tiên của tháng trước. "
            "Số của ngày đó lấy từ sổ hiện nay, nên khác thư tháng trước nếu có việc nhập muộn. "
            "Hồ sơ đã chuyển tính cho cơ quan đang giữ."
        ),
    ),
    (
        _l("Tố cáo"),
        _l(
            "Chỉ nêu mã hồ sơ, giai đoạn và hạn. Tố cáo thủ trưởng của một cơ quan không gửi cho cơ quan đó "
            "và không tính vào số nào của cơ quan đó; cơ quan cấp trên trực tiếp được gửi."
        ),
    ),
    (
        _l("Công dân"),
        _l("Bảng không nêu tên công dân và nội dung đơn. Mở đường dẫn và đăng nhập để xem hồ sơ."),
    ),
)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: float
    form: str


def overdue_sheet(notice: MonthlyNotice, *, base_url: str) -> Attachment:
    """The rows of ``notice`` as a workbook in its recipient's language, ready to print on A4."""
    locale = notice.recipient.locale
    file = BytesIO()
    with force_locale(locale):
        words = Words(locale, base_url)
        book = Workbook(file, AS_THEY_ARE)
        made = datetime.combine(notice.computed_on, time(), tzinfo=UTC)  # not now: the same rows, the same bytes
        book.set_properties({"title": _title(notice), "author": "Tiếp Dân", "created": made})
        formats = {name: book.add_format(form) for name, form in FORMATS.items()}
        _rows(book.add_worksheet(gettext("Việc quá hạn")), notice, words, formats)
        _notes(book.add_worksheet(gettext("Giải thích")), notice, words, formats)
        book.close()
    return Attachment(_file_name(notice), XLSX, file.getvalue())


def _file_name(notice: MonthlyNotice) -> str:
    whole = notice.recipient.kind is LetterKind.MONTHLY_PROVINCE
    about = "toàn tỉnh" if whole else notice.recipient.agency
    plain = re.sub(r"[^a-z0-9]+", "-", fold(about))[:LONGEST_PART].strip("-")
    return "-".join(part for part in ("viec-qua-han", notice.period, plain) if part) + ".xlsx"


def _title(notice: MonthlyNotice) -> str:
    year, month = notice.period.split("-")
    if notice.recipient.kind is LetterKind.MONTHLY_PROVINCE:
        return gettext("Việc quá hạn tháng %(month)s toàn tỉnh", month=f"{month}/{year}")
    return gettext("Việc quá hạn tháng %(month)s: %(agency)s", month=f"{month}/{year}", agency=notice.recipient.agency)


def _columns() -> list[_Column]:
    return [
        _Column(gettext("Mã hồ sơ"), 15, LINK),
        _Column(gettext("Loại"), 20, TEXT),
        _Column(gettext("Đơn vị"), 24, TEXT),
        _Column(gettext("Giai đoạn"), 20, TEXT),
        _Column(gettext("Việc phải làm"), 38, TEXT),
        _Column(gettext("Căn cứ"), 30, TEXT),
        _Column(gettext("Độ chắc chắn"), 24, TEXT),
        _Column(gettext("Tính từ ngày"), 12, DAY),
        _Column(gettext("Hạn"), 12, DAY),
        _Column(gettext("Số ngày quá hạn"), 10, NUMBER),
        _Column(gettext("Nhóm tuổi"), 15, TEXT),
        _Column(gettext("Đường dẫn"), 44, TEXT),
    ]


def _rows(sheet: Worksheet, notice: MonthlyNotice, words: Words, formats: dict[str, Any]) -> None:
    columns = _columns()
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, formats["head"])
    for number, row in enumerate(notice.rows, start=1):
        values = _values(row, words)
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            link = str(values[-1]) if column.form == LINK and number <= MOST_LINKS else ""
            _write(sheet, (number, place), value, link=link, form=formats[column.form])
    last = len(notice.rows)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for place in range(len(columns)):
        sheet.write_blank(last + 1, place, None, formats["foot"])
    sheet.write_string(last + 1, 0, gettext("Cộng"), formats["foot"])
    sheet.write_number(last + 1, 1, last, formats["foot"])
    sheet.freeze_panes(1, 1)
    _on_paper(sheet, notice)
    sheet.repeat_rows(0)


def _values(row: LateRow, words: Words) -> tuple[str | date | int, ...]:
    line = words.line(row)
    sure = "; ".join(part for part in (line.sure, line.certain) if part)
    said = (line.code, line.kind, line.agency, line.stage, line.rule, line.citation, sure)
    return (*said, row.started_on, row.due_on, row.days_late, line.age, line.link)


def _write(sheet: Worksheet, cell: tuple[int, int], value: str | date | int, *, form: Any, link: str = "") -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, datetime.combine(value, time()), form)
    elif isinstance(value, int):
        sheet.write_number(*cell, value, form)
    elif link:
        sheet.write_url(*cell, link, form, value)
    else:
        sheet.write_string(*cell, value, form)


def _on_paper(sheet: Worksheet, notice: MonthlyNotice) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(*WHOLE_WIDTH)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + _title(notice).replace("&", "&&"))
    sheet.set_footer("&L&A&R&P / &N")


def _notes(sheet: Worksheet, notice: MonthlyNotice, words: Words, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 96)
    sheet.write_string(0, 0, _title(notice), formats["title"])
    for number, (name, said) in enumerate(_facts(notice, words), start=2):
        sheet.write_string(number, 0, name, formats["name"])
        _write(sheet, (number, 1), said, form=formats["day said" if isinstance(said, date) else "said"])
    _on_paper(sheet, notice)


def _facts(notice: MonthlyNotice, words: Words) -> Iterator[tuple[str, str | date | int]]:
    since = notice.trend
    yield gettext("Nơi nhận"), notice.recipient.agency
    yield gettext("Tính đến ngày"), notice.computed_on
    yield gettext("Số việc quá hạn"), len(notice.rows)
    yield gettext("Số hồ sơ"), len({row.matter_id for row in notice.rows})
    yield gettext("So với ngày"), since.on
    yield gettext("Số việc quá hạn ngày đó"), since.before
    yield from words.changes(since)
    yield "", ""
    for name, said in NOTES:
        yield str(name), str(said)
