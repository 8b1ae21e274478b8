"""Internal notes: for who works on the file at the agency that has it; never changed; sealed with what is sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import file_notes, identities
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.permissions import Viewer
from app.casework.search.finding import Asked, find
from app.casework.splitting import Part, split_petition
from app.casework.timeline import changes_after
from app.records.audit import AuditEntry
from app.records.file_notes import FileNote
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_agency, at

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def write(session: Session, matter: Matter, text: str, by: Viewer, on: object = DAY) -> None:
    file_notes.write_note(session, matter, text, by=by, at=at(DAY if on is DAY else NEXT))


def read(session: Session, matter: Matter, viewer: Viewer, *, opened: bool = False) -> list[str]:
    return [one.text for one in file_notes.notes_of(session, matter, viewer, at=at(DAY), opened=opened)]


def test_notes_are_read_by_handlers_and_heads_of_the_agency_that_has_the_file_and_by_nobody_else(
    session: Session, unit: Unit
) -> None:
    case = a_case(session, unit)
    version = case.version
    write(session, case, "Hẹn gặp ông Thoan thứ Năm", unit.handler)
    write(session, case, "  Hỏi lại bản đồ 2019 ", unit.head)
    assert read(session, case, unit.handler) == ["Hỏi lại bản đồ 2019", "Hẹn gặp ông Thoan thứ Năm"]
    assert read(session, case, unit.head) == read(session, case, unit.handler)
    assert case.version == version  # nobody else's form is stale for a note
    inspectorate = an_agency(session, "Thanh tra tỉnh")
    others = [
        unit.officer, a_viewer(session, inspectorate, RoleKind.SUPERVISOR),
        *(a_viewer(session, an_agency(session), kind) for kind in (RoleKind.HANDLER, RoleKind.HEAD)),
        *(a_viewer(session, unit.agency, kind) for kind in (RoleKind.ADMINISTRATOR, RoleKind.AUDITOR)),
    ]  # fmt: skip
    assert [read(session, case, one) for one in others] == [[]] * len(others)
    for one in (unit.officer, others[1]):
        with pytest.raises(NotAllowed):
            write(session, case, "Không được", one)


def test_a_note_is_struck_by_its_author_on_its_day_and_by_nobody_later(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    write(session, case, "Viết nhầm hồ sơ", unit.handler)
    ref = session.scalars(select(FileNote.ref)).one()
    with pytest.raises(NotAllowed, match="Chỉ người viết"):
        file_notes.strike_note(session, case, ref, by=unit.head, at=at(DAY))
    with pytest.raises(OutOfOrder, match="trong ngày"):
        file_notes.strike_note(session, case, ref, by=unit.handler, at=at(NEXT))
    file_notes.strike_note(session, case, ref, by=unit.handler, at=at(DAY))
    (row,) = file_notes.notes_of(session, case, unit.handler, at=at(DAY))
    assert (row.text, row.struck_at, row.strikes) == ("Viết nhầm hồ sơ", at(DAY), False)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (file_notes.LONGEST + 1)])
def test_a_note_says_something_and_is_short(session: Session, unit: Unit, text: str) -> None:
    with pytest.raises(Refused) as refused:
        write(session, a_case(session, unit), text, unit.handler)
    assert refused.value.field == "text"


def test_the_trail_says_that_a_note_was_written_and_never_what_and_the_search_finds_none(
    session: Session, unit: Unit
) -> None:
    case = a_case(session, unit)
    write(session, case, "Kỳ nhông bảy màu", unit.handler)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.detail) == ("note_written", {})
    assert changes_after(session, case.id, entry.id - 1) == []  # to others at the file it is no change
    found = find(session, unit.handler, Asked("Kỳ nhông bảy màu"))
    assert found.hits == ()


def test_a_sealed_file_has_its_notes_behind_the_seal_also_those_from_before(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    write(session, petition, "Bà Hòa gọi điện", unit.handler)
    identities.seal_matter(session, petition, by=unit.handler.account_id, at=at(DAY))
    assert not identities.may_open(session, petition, viewer=unit.handler, at=at(DAY))
    assert read(session, petition, unit.handler, opened=True) == []
    with pytest.raises(NotAllowed):
        write(session, petition, "Thêm", unit.handler)
    identities.grant(session, petition, unit.handler.account_id, purpose="xác minh", by=None, at=at(DAY))
    write(session, petition, "Gặp riêng", unit.handler)
    assert read(session, petition, unit.handler) == ["", ""]
    assert read(session, petition, unit.handler, opened=True) == ["Gặp riêng", "Bà Hòa gọi điện"]


def test_the_notes_of_a_petition_a_denunciation_is_taken_out_of_go_behind_its_seal(
    session: Session, unit: Unit
) -> None:
    petition = a_petition(session, unit)
    write(session, petition, "Trong đơn có tố cáo ông Phó", unit.handler)
    parts = [
        Part(PetitionKind.COMPLAINT, "Khiếu nại thu hồi đất", "land"),
        Part(PetitionKind.DENUNCIATION, "Tố cáo ông Phó nhận tiền", "officials"),
    ]
    done = split_petition(session, petition, parts, on=DAY, by=unit.handler, at=at(DAY), today=DAY)
    assert done.stays
    assert read(session, petition, unit.head) == []
    identities.grant(session, done.hidden[0], unit.handler.account_id, purpose="phân loại", by=None, at=at(DAY))
    assert read(session, done.hidden[0], unit.handler, opened=True) == ["Trong đơn có tố cáo ông Phó"]
