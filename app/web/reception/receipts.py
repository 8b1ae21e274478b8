"""The receipt for what was taken at the desk (Giấy biên nhận), of an open visit or of a sealed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.agencies import superior_of
from app.casework.identities import known_people, open_sealed
from app.casework.persons import Person
from app.casework.register import RegisterLine, register_line
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.reception import VisitOutcome
from app.statute.forms import TITLES, Paper, form_on
from app.statute.groups import is_group
from app.statute.instruments import cite
from app.web.access import current_person, current_viewer
from app.web.clock import ZONE, now
from app.web.views import Confirmation, Link
from app.web.wording import clock_time, day, words

TAKEN = {VisitOutcome.PETITION_TAKEN: "Đơn", VisitOutcome.STATEMENT_TAKEN: "Bản ghi lời trình bày"}


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """The paper. It is in Vietnamese whatever the language of the screen."""

    code: str
    crumbs: tuple[Link, ...]
    lede: str
    log_url: str
    superior: str
    agency: str
    place_and_day: str
    form_title: str
    form_title_upper: str
    form_number: str
    number_line: str
    when_and_where: str
    officer: str
    officer_part: str
    giver: tuple[str, ...]
    papers: tuple[str, ...]


def receipt_page(matter: Matter) -> ReceiptPage:
    """The receipt of a visit that is not sealed."""
    line = register_line(db.session(), current_viewer(), matter)
    return _receipt(matter, line, known_people(db.session(), matter), line.papers)


def sealed_receipt_page(matter: Matter) -> ReceiptPage:
    """The receipt of a sealed visit, for a grantee: the opening is written in the trail. Raises NotAllowed."""
    opened = open_sealed(db.session(), matter, viewer=current_viewer(), at=now())
    line = register_line(db.session(), current_viewer(), matter)
    papers = "\n".join(part.papers for part in opened.parts if part.papers)
    return _receipt(matter, line, opened.people, papers)


def opening_asked(matter: Matter) -> Confirmation:
    """What stands before the receipt of a sealed visit."""
    return Confirmation(
        question=_("Mở thông tin bảo mật để in giấy biên nhận?"),
        verb=_("Mở và xem giấy biên nhận"),
        back=url_for("reception.page", ref=matter.ref),
        explained=(_("Người đến được giữ bí mật. Lần mở này được ghi vào nhật ký."),),
    )


def _receipt(matter: Matter, line: RegisterLine, people: Sequence[Person], papers: str) -> ReceiptPage:
    session, on = db.session(), line.received_on
    agency = session.get_one(Agency, matter.origin_agency_id)
    superior = superior_of(session, agency.id, on)
    made, title = form_on(Paper.RECEIPT, on), TITLES[Paper.RECEIPT].vi
    at = matter.created_at.astimezone(ZONE)
    hour = clock_time(at) if at.date() == on else "…… giờ ……"  # typed in later: the hour is written by hand
    return ReceiptPage(
        code=matter.code,
        crumbs=(
            Link(_("Sổ tiếp công dân"), url_for("reception.register")),
            Link(matter.code, url_for("reception.page", ref=matter.ref)),
            Link(_("Giấy biên nhận"), ""),
        ),
        lede=_("Kiểm tra rồi in 2 bản, giao người nộp 1 bản. Chỉ nhận bản sao, không nhận bản gốc."),
        log_url=url_for("reception.log"),
        superior=superior.name.upper() if superior else "",
        agency=agency.name.upper(),
        place_and_day=f"{(agency.place or '…………').removeprefix('xã ').removeprefix('phường ')}, "
        f"ngày {on.day:02d} tháng {on.month:02d} năm {on.year}",
        form_title=title,
        form_title_upper=title.upper(),
        form_number=f"Mẫu {made.number} ({cite(made.provision)})" if made else "",
        number_line=f"Số: {line.receipt_no}/{on.year} · Lượt tiếp {matter.code}"
        if line.receipt_no is not None
        else f"Lượt tiếp {matter.code}",
        when_and_where=f"Hồi {hour}, ngày {day(on)}, tại nơi tiếp công dân của {agency.name}.",
        officer=line.officer,
        officer_part=_part(line),
        giver=(*_giver(people), *_group(line)),
        papers=tuple(_papers(line, papers)),
    )


def _part(line: RegisterLine) -> str:
    """The post of the officer, when it is the one who prints; left to be written by hand otherwise."""
    person = current_person()
    if person is None or person.full_name != line.officer or not person.roles:
        return "……………………"
    return words(person.roles[0].kind)


def _giver(people: Sequence[Person]) -> Iterator[str]:
    for person in people:
        born = f", sinh năm {person.birth_year}" if person.birth_year else ""
        yield f"Đã nhận của ông (bà): {person.full_name}{born}."
        number = f"{person.paper} số {person.paper_number}" if person.paper_number else "Giấy tờ: ……………………"
        issued = f", cấp ngày {day(person.paper_issued_on)}" if person.paper_issued_on else ""
        issuer = f", nơi cấp {person.paper_issued_by}" if person.paper_issued_by else ""
        yield f"{number}{issued}{issuer}."
        yield f"Địa chỉ: {person.address or '……………………'}."


def _group(line: RegisterLine) -> Iterator[str]:
    if is_group(line.people_count):
        mandate = f" (văn bản cử người đại diện: {line.mandate})" if line.mandate else ""
        yield f"Đại diện cho đoàn {line.people_count} người{mandate}."


def _papers(line: RegisterLine, papers: str) -> Iterator[str]:
    named = [one.strip() for one in papers.splitlines() if one.strip()]
    yield from named or ([TAKEN[line.outcome]] if line.outcome in TAKEN else [])
