"""Files: kept whole or not at all, of a draft until it is saved, of a matter from then on."""

from __future__ import annotations

import io
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.casework import documents, identities, uploads
from app.casework.documents import DRAFT_ROOM, take_file
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.permissions import HeldRole, Viewer
from app.records.audit import AuditEntry
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests import papers
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_agency, at, classify

NOW = at(DAY)


def a_draft(session: Session, owner: Viewer) -> Draft:
    draft = Draft(account_id=owner.account_id, form="visit", path="/x", content=b"x", created_at=NOW, saved_at=NOW)
    session.add(draft)
    session.flush()
    return draft


def kept(folder: Path, told: bytes = papers.PDF, moment: datetime = NOW) -> uploads.Kept:
    return uploads.keep(folder, io.BytesIO(told), at=moment)


def files_on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# ---- bytes


def test_a_file_is_kept_whole_private_and_under_a_random_name(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    one = kept(folder)
    place = uploads.place_of(folder, one.stored_as)
    assert place.read_bytes() == papers.PDF
    assert (one.size, one.sha256) == (len(papers.PDF), sha256(papers.PDF).hexdigest())
    assert place.parent.name == one.stored_as[:2]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, place.parent)} == {0o700}
    assert kept(folder).stored_as != one.stored_as


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for told in (papers.EXE, b""):
        with pytest.raises(Refused):
            kept(tmp_path, told)
    monkeypatch.setattr(uploads, "LARGEST_FILE", 40)
    with pytest.raises(Refused, match="chia thành nhiều tệp"):
        kept(tmp_path)
    assert files_on_disk(tmp_path) == []


def test_a_folder_that_takes_nothing_is_told_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="Báo quản trị viên"):
        kept(tmp_path / "uploads")


def test_a_file_without_a_row_is_swept_after_a_day_and_one_with_a_row_never(session: Session, tmp_path: Path) -> None:
    unit, folder = a_unit(session), tmp_path / "uploads"
    draft = a_draft(session, unit.officer)
    here, lost = kept(folder), kept(folder)
    take_file(session, here, name="đơn.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    half = uploads.place_of(folder, lost.stored_as).with_name("half.part")
    half.write_bytes(b"%PDF")
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    assert uploads.sweep(session, folder, at=NOW + timedelta(hours=23)) == 0
    assert uploads.sweep(session, folder, at=NOW + timedelta(hours=25)) == 2
    assert files_on_disk(folder) == [uploads.place_of(folder, here.stored_as)]


def test_sweeping_before_anything_was_uploaded_is_nothing(session: Session, tmp_path: Path) -> None:
    assert uploads.sweep(session, tmp_path / "uploads", at=NOW) == 0


# ---- drafts


def test_the_files_of_a_draft_become_those_of_the_matter(session: Session, tmp_path: Path) -> None:
    unit = a_unit(session)
    draft = a_draft(session, unit.officer)
    for name in ("đơn.pdf", "ảnh.pdf"):
        take_file(session, kept(tmp_path), name=name, draft_id=draft.id, by=unit.officer, at=NOW)
    visit = a_visit(session, unit)
    assert documents.attach_draft_files(session, draft.id, visit, by=unit.officer, at=NOW) == 2
    lines = documents.matter_files(session, visit, viewer=unit.officer, at=NOW)
    assert [(line.name, line.code, line.opens) for line in lines] == [
        ("đơn.pdf", visit.code, True), ("ảnh.pdf", visit.code, True),
    ]  # fmt: skip
    assert documents.draft_files(session, draft.id) == []
    added = session.scalars(select(AuditEntry).where(AuditEntry.action == "document_added")).all()
    assert [entry.matter_id for entry in added] == [visit.id, visit.id]
    assert "đơn" not in str([(entry.subject, entry.detail) for entry in added])


def test_a_draft_holds_so_many_files_and_so_many_bytes(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = a_unit(session)
    draft = a_draft(session, unit.officer)
    monkeypatch.setattr(documents, "DRAFT_ROOM", documents.Room(files=2, megabytes=1))
    take_file(session, kept(tmp_path), name="1.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    big = kept(tmp_path, papers.PDF + bytes(1024 * 1024))
    with pytest.raises(Refused, match="cộng lại quá 1 MB"):
        take_file(session, big, name="2.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    take_file(session, kept(tmp_path), name="2.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    with pytest.raises(Refused, match="Đã đủ 2 tệp"):
        take_file(session, kept(tmp_path), name="3.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    assert (DRAFT_ROOM.files, DRAFT_ROOM.megabytes) == (20, 50)


def test_a_file_is_taken_out_of_its_own_draft_only(session: Session, tmp_path: Path) -> None:
    unit = a_unit(session)
    mine, other = a_draft(session, unit.officer), a_draft(session, unit.head)
    one = take_file(session, kept(tmp_path), name="1.pdf", draft_id=mine.id, by=unit.officer, at=NOW)
    assert not documents.drop_draft_file(session, other.id, one.ref)
    assert documents.drop_draft_file(session, mine.id, one.ref)
    assert not documents.drop_draft_file(session, mine.id, one.ref)
    take_file(session, kept(tmp_path), name="1.pdf", draft_id=mine.id, by=unit.officer, at=NOW)
    assert documents.discard_draft_files(session, mine.id) == 1


def test_the_file_of_a_draft_is_its_owners_alone(session: Session, tmp_path: Path) -> None:
    unit = a_unit(session)
    supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    draft = a_draft(session, unit.officer)
    one = take_file(session, kept(tmp_path), name="1.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    assert documents.find_file(session, one.ref, viewer=unit.officer) is one
    for viewer in (unit.head, supervisor):
        with pytest.raises(NotFound):
            documents.find_file(session, one.ref, viewer=viewer)


# ---- matters


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def test_whoever_works_on_a_matter_adds_to_it(session: Session, unit: Unit, tmp_path: Path) -> None:
    case = a_case(session, unit)
    take_file(session, kept(tmp_path), name="biên bản.pdf", matter=case, by=unit.handler, at=NOW)
    for stranger in (unit.officer, a_unit(session, "UBND xã Ia Krêl").handler):
        with pytest.raises(NotAllowed):
            take_file(session, kept(tmp_path), name="x.pdf", matter=case, by=stranger, at=NOW)


def test_a_case_shows_the_files_of_its_petition_too(session: Session, unit: Unit, tmp_path: Path) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    take_file(session, kept(tmp_path), name="đơn.pdf", matter=petition, by=unit.handler, at=NOW)
    case = a_case(session, unit, petition=petition)
    take_file(session, kept(tmp_path), name="quyết định.pdf", matter=case, by=unit.handler, at=NOW)
    lines = documents.matter_files(session, case, viewer=unit.handler, at=NOW)
    assert [(line.name, line.code) for line in lines] == [("đơn.pdf", petition.code), ("quyết định.pdf", case.code)]


def test_another_agency_finds_no_file(session: Session, unit: Unit, tmp_path: Path) -> None:
    visit = a_visit(session, unit)
    one = take_file(session, kept(tmp_path), name="đơn.pdf", matter=visit, by=unit.officer, at=NOW)
    stranger = a_unit(session, "UBND xã Ia Krêl").head
    with pytest.raises(NotFound):
        documents.find_file(session, one.ref, viewer=stranger)
    assert documents.matter_files(session, visit, viewer=stranger, at=NOW) == []


def test_once_a_matter_is_sealed_its_files_are_numbers_opened_by_grantees_only(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    petition = a_petition(session, unit)
    for name in ("Rơ Mah Thoan tố cáo.pdf", "ảnh Rơ Mah Thoan.pdf"):
        one = take_file(session, kept(tmp_path), name=name, matter=petition, by=unit.handler, at=NOW)
    classify(session, unit, petition, PetitionKind.DENUNCIATION)
    lines = documents.matter_files(session, petition, viewer=unit.head, at=NOW)
    assert [(line.name, line.opens) for line in lines] == [("Tệp 1.pdf", False), ("Tệp 2.pdf", False)]
    with pytest.raises(NotAllowed):
        documents.open_file(session, one, viewer=unit.head, at=NOW)
    documents.open_file(session, one, viewer=unit.handler, at=NOW)
    opened = session.scalars(select(AuditEntry).where(AuditEntry.action == "document_opened")).one()
    assert (opened.account_id, opened.matter_id, opened.subject) == (unit.handler.account_id, petition.id, one.ref)
    with pytest.raises(NotAllowed):
        take_file(session, kept(tmp_path), name="x.pdf", matter=petition, by=unit.head, at=NOW)
    added = take_file(session, kept(tmp_path, papers.PNG), name="tên.png", matter=petition, by=unit.handler, at=NOW)
    assert added.name == "Tệp 3.png"


def test_a_draft_saved_as_a_sealed_visit_brings_numbers_not_names(session: Session, unit: Unit, tmp_path: Path) -> None:
    draft = a_draft(session, unit.officer)
    take_file(session, kept(tmp_path), name="Rơ Mah Thoan.pdf", draft_id=draft.id, by=unit.officer, at=NOW)
    visit = a_visit(session, unit, kind=PetitionKind.DENUNCIATION)
    documents.attach_draft_files(session, draft.id, visit, by=unit.officer, at=NOW)
    assert session.scalars(select(Document.name)).all() == ["Tệp 1.pdf"]
    (line,) = documents.matter_files(session, visit, viewer=unit.officer, at=NOW)
    assert line.opens


def test_the_excluded_agency_never_sees_a_file(session: Session, unit: Unit, tmp_path: Path) -> None:
    petition = a_petition(session, unit)
    one = take_file(session, kept(tmp_path), name="đơn.pdf", matter=petition, by=unit.handler, at=NOW)
    identities.seal_matter(session, petition, by=None, at=NOW)
    petition.excluded_agency_id = unit.agency.id
    both = Viewer(
        unit.handler.account_id,
        (*unit.handler.roles, HeldRole(RoleKind.SUPERVISOR, an_agency(session, "Thanh tra tỉnh").id)),
    )
    session.flush()
    for viewer in (unit.handler, unit.head, both):
        with pytest.raises(NotFound):
            documents.find_file(session, one.ref, viewer=viewer)
        assert documents.matter_files(session, petition, viewer=viewer, at=NOW) == []


# ---- at once


def test_files_that_come_at_once_take_a_place_each(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        owner = a_unit(session).officer
        draft_id = a_draft(session, owner).id
        session.commit()

    def one(number: int) -> None:
        with Session(engine) as session:
            take_file(session, kept(tmp_path), name=f"{number}.pdf", draft_id=draft_id, by=owner, at=NOW)
            session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(8)))
    with Session(engine) as session:
        assert [document.position for document in documents.draft_files(session, draft_id)] == list(range(1, 9))


def test_a_file_added_while_its_matter_is_being_sealed_is_a_number_too(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        unit = a_unit(session)
        matter_id = a_petition(session, unit).id
        session.commit()

    def add() -> str:
        with Session(engine) as session:
            matter = session.get_one(Matter, matter_id)
            told = take_file(session, kept(tmp_path), name="tên.pdf", matter=matter, by=unit.handler, at=NOW).name
            session.commit()
        return told

    with Session(engine) as session, ThreadPoolExecutor(1) as pool:
        matter = session.get_one(Matter, matter_id)
        identities.seal_matter(session, matter, by=None, at=NOW)
        identities.grant(session, matter, unit.handler.account_id, purpose="xử lý", by=None, at=NOW)
        adding = pool.submit(add)
        time.sleep(0.3)
        session.commit()
        assert adding.result(timeout=90) == "Tệp 1.pdf"
