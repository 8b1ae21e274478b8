"""A file after it came: its next version, who opens it, the act it belongs to; and what is shared goes whole."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import documents, identities, uploads, versions
from app.casework.documents import FileLine, matter_files, take_file
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.casework.permissions import Viewer
from app.casework.shared_files import originals_of, share_files, take_behind_the_seal
from app.casework.split_families import withdraw_open_copies
from app.records.audit import AuditEntry
from app.records.documents import Audience, Document
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests import papers
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at

NOW, LATER = at(DAY), at(DAY + timedelta(days=1))
FIRST, SECOND = papers.PDF, papers.PDF + b"%2\n"


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def kept(folder: Path, told: bytes) -> uploads.Kept:
    return uploads.keep(folder, io.BytesIO(told), at=NOW)


def a_file(session: Session, folder: Path, matter: Matter, by: Viewer, **others: Any) -> Document:
    given = {"name": "bà Hòa.pdf", **others}
    return take_file(session, kept(folder, FIRST), matter=matter, by=by, at=NOW, **given)


def replaced(session: Session, folder: Path, one: Document, by: Viewer, **others: Any) -> Document:
    given = {"name": "bản ký.pdf", "reason": "Bản có chữ ký", "by": by, "at": LATER, **others}
    return versions.add_version(session, one, kept(folder, SECOND), **given)


def seen(session: Session, matter: Matter, viewer: Viewer) -> list[FileLine]:
    return matter_files(session, matter, viewer=viewer, at=LATER)


def test_a_new_version_takes_the_place_of_the_old_one_which_stays(session: Session, unit: Unit, tmp_path: Path) -> None:
    case = a_case(session, unit)
    act = an_act(session, case, "verifying", DAY, by=unit.handler)
    first = a_file(session, tmp_path, case, unit.handler, of_act=act.id)
    with pytest.raises(Refused, match="lý do") as lacks:
        replaced(session, tmp_path, first, unit.handler, reason=" ")
    assert lacks.value.field == "reason"
    with pytest.raises(Refused, match="giống hệt"):
        versions.add_version(
            session, first, kept(tmp_path, FIRST), name="x.pdf", reason="Thử", by=unit.handler, at=LATER
        )
    second = replaced(session, tmp_path, first, unit.handler)
    told = [(one.version, one.act, one.reason, one.sha256, one.replaced_by) for one in seen(session, case, unit.head)]
    assert told == [
        (1, "verifying", "", first.sha256, second.ref), (2, "verifying", "Bản có chữ ký", second.sha256, None),
    ]  # fmt: skip
    with pytest.raises(ChangedMeanwhile, match="đã có bản thay"):
        replaced(session, tmp_path, first, unit.handler)
    trail = session.scalars(select(AuditEntry).where(AuditEntry.action == "document_replaced")).one()
    assert (trail.subject, trail.detail) == (second.ref, {"before": first.sha256})
    with pytest.raises(NotAllowed):
        replaced(session, tmp_path, second, a_viewer(session, an_agency(session), RoleKind.HANDLER))
    with pytest.raises(NotFound):
        versions.belongs_to(
            session, second, an_act(session, a_case(session, unit), "verifying", DAY, by=unit.handler).id,
            by=unit.handler, at=LATER,
        )  # fmt: skip
    versions.belongs_to(session, second, None, by=unit.handler, at=LATER)
    assert seen(session, case, unit.head)[1].act == ""


def test_a_file_kept_for_some_is_opened_by_them_its_author_and_the_head(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    case = a_case(session, unit)
    author, named = (a_viewer(session, unit.agency, RoleKind.HANDLER) for _ in range(2))
    one = a_file(session, tmp_path, case, author)
    hand: dict[str, Any] = {"by": author, "at": LATER}
    stranger = a_viewer(session, an_agency(session, "UBND xã khác"), RoleKind.HANDLER)
    with pytest.raises(Refused, match="đang làm việc") as refused:
        versions.opened_by(session, one, Audience.NAMED, [stranger.account_id], **hand)
    assert refused.value.field == "readers"
    versions.opened_by(session, one, Audience.NAMED, [named.account_id], **hand)
    inspector = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    for viewer, opens in ((author, True), (named, True), (unit.head, True), (unit.handler, False), (inspector, False)):
        (line,) = seen(session, case, viewer)
        assert (line.opens, line.name) == (opens, "bà Hòa.pdf" if opens else "Tệp 1.pdf")
        if not opens:
            with pytest.raises(NotAllowed, match="nêu tên"):
                documents.open_file(session, one, viewer=viewer, at=LATER)
    with pytest.raises(NotAllowed, match="thủ trưởng hoặc người thêm"):
        versions.opened_by(session, one, Audience.MATTER, [], by=named, at=LATER)
    second = replaced(session, tmp_path, one, named)
    assert versions.readers_of(session, second) == {named.account_id}
    assert not any(line.opens for line in seen(session, case, unit.handler))
    versions.opened_by(session, second, Audience.MATTER, [named.account_id], by=unit.head, at=LATER)
    assert [line.opens for line in seen(session, case, unit.handler)] == [False, True]
    assert not versions.readers_of(session, second)


def test_being_named_opens_nothing_sealed_to_who_holds_no_grant(session: Session, unit: Unit, tmp_path: Path) -> None:
    case = a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.DENUNCIATION))
    named, granted = (a_viewer(session, unit.agency, RoleKind.HANDLER) for _ in range(2))
    one = a_file(session, tmp_path, case, unit.handler)
    hand: dict[str, Any] = {"by": unit.head.account_id, "at": NOW}
    identities.grant(session, case, granted.account_id, purpose="xác minh", **hand)
    versions.opened_by(session, one, Audience.NAMED, [named.account_id], by=unit.handler, at=LATER)
    opens = {viewer.account_id: seen(session, case, viewer)[0].opens for viewer in (named, granted, unit.handler)}
    assert opens == {named.account_id: False, granted.account_id: False, unit.handler.account_id: True}
    versions.opened_by(session, one, Audience.NAMED, [granted.account_id], by=unit.handler, at=LATER)
    assert seen(session, case, granted)[0].opens
    assert replaced(session, tmp_path, one, unit.handler).name == "Tệp 2.pdf"


def test_what_goes_behind_a_seal_goes_in_all_its_versions(session: Session, unit: Unit, tmp_path: Path) -> None:
    whole = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    first = a_file(session, tmp_path, whole, unit.handler)
    versions.opened_by(session, first, Audience.NAMED, [unit.officer.account_id], by=unit.handler, at=NOW)
    replaced(session, tmp_path, first, unit.handler)
    files = originals_of(session, whole)
    assert [file.sha256 for file in files] == [kept(tmp_path, SECOND).sha256]
    hidden = a_petition(session, unit, kind=PetitionKind.DENUNCIATION)
    share_files(session, files, hidden, by=unit.handler, at=LATER)
    later = uploads.keep(tmp_path, io.BytesIO(FIRST + b"%3\n"), at=NOW)
    versions.add_version(session, files[0], later, name="ba.pdf", reason="Bản rõ hơn", by=unit.handler, at=LATER)
    withdraw_open_copies(session, [hidden.id])
    assert session.scalars(select(Document.id).where(Document.matter_id == whole.id)).all() == []
    mine = session.scalars(select(Document).where(Document.matter_id == hidden.id).order_by(Document.id)).all()
    assert [(one.supersedes_id, one.audience) for one in mine] == [(None, "named"), (mine[0].id, "named")]

    other = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    replaced(session, tmp_path, a_file(session, tmp_path, other, unit.handler), unit.handler)
    take_behind_the_seal(session, originals_of(session, other), hidden, by=unit.handler, at=LATER)
    assert session.scalars(select(Document.id).where(Document.matter_id == other.id)).all() == []
