"""A petition of several contents: each goes its own way from the day of the whole; a denunciation is linked to none."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities, petitions, uploads
from app.casework.documents import take_file
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.identities import Person, people_shown
from app.casework.identities.signing import signatories
from app.casework.permissions import visible
from app.casework.respondents import NewRespondent
from app.casework.split_families import parts_of
from app.casework.splitting import Part, Split, split_petition, still_told
from app.records.audit import AuditEntry
from app.records.documents import Document
from app.records.matters import Act, Matter, MatterPerson
from app.records.obligations import Obligation
from app.records.petitions import Petition, PetitionKind, Respondent, Source
from app.records.reception import Visit, VisitOutcome
from tests import papers
from tests.makers import DAY, HOA, Unit, a_petition, a_unit, a_visit, an_act, an_agency, at, classify

LATER = date(2026, 7, 13)
LAND = Part(PetitionKind.COMPLAINT, "Khiếu nại quyết định thu hồi đất số 12", "land", competent="UBND xã Ia Dom")
ROAD = Part(PetitionKind.FEEDBACK, "Đề nghị sửa đường liên thôn", "construction")
BRIBE = Part(PetitionKind.DENUNCIATION, "Ông Bảy nhận tiền khi đo đất", "officials")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def split(session: Session, unit: Unit, matter: Matter, *parts: Part, **others: Any) -> Split:
    return split_petition(session, matter, parts, on=LATER, by=unit.handler, at=at(LATER), today=LATER, **others)


def mixed(session: Session, unit: Unit, **others: Any) -> Matter:
    given: dict[str, Any] = {"content": "Khiếu nại thu hồi đất; ông Bảy nhận tiền; sửa đường", **others}
    return a_petition(session, unit, **given)


def a_file(session: Session, folder: Path, unit: Unit, matter: Matter, name: str) -> Document:
    one = uploads.keep(folder / "uploads", io.BytesIO(papers.PDF), at=at(DAY))
    return take_file(session, one, name=name, matter=matter, by=unit.officer, at=at(DAY))


def files_of(session: Session, matter: Matter) -> list[tuple[str, str]]:
    rows = session.scalars(select(Document).where(Document.matter_id == matter.id).order_by(Document.position))
    return [(row.name, row.stored_as) for row in rows]


def due(session: Session, matter: Matter, duty: str) -> date | None:
    mine = select(Obligation.due_on).where(Obligation.matter_id == matter.id, Obligation.open, Obligation.duty == duty)
    return session.scalar(mine)


# ---- what anybody may read


def test_each_part_runs_its_own_clocks_from_the_day_the_whole_was_received(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit, source=Source.POST, source_reference="RB123")
    done = split(session, unit, whole, LAND, ROAD)
    assert [part.procedure for part in done.parts] == ["complaint_first", "feedback"]
    rows = [session.get_one(Petition, part.id) for part in done.parts]
    assert [(row.received_on, row.source, row.source_reference) for row in rows] == [(DAY, Source.POST, "RB123")] * 2
    assert [due(session, part, "tcd.unhandled_45_days") for part in done.parts] == [date(2026, 8, 20)] * 2
    assert due(session, done.parts[0], "kn.accept_first") == date(2026, 7, 15)
    assert [part.code for part in done.parts] == ["Đ-0002/2026", "Đ-0003/2026"]
    assert done.parts[0].facts["competent"] == "UBND xã Ia Dom"


def test_the_whole_is_closed_as_split_and_shows_its_parts(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit)
    done = split(session, unit, whole, LAND, ROAD)
    assert (whole.stage, whole.open, done.stays, done.hidden) == ("split", False, False, ())
    assert parts_of(session, whole.id) == list(done.parts)
    ended = select(Obligation.end_reason).where(Obligation.matter_id == whole.id, ~Obligation.open)
    assert set(session.scalars(ended)) == {"split"}
    shown = people_shown(session, [part.id for part in done.parts])
    assert {one.shown_as for people in shown.values() for one in people} == {HOA.full_name}


def test_files_are_shared_and_not_copied(session: Session, unit: Unit, tmp_path: Path) -> None:
    whole = mixed(session, unit)
    scan = a_file(session, tmp_path, unit, whole, "don.pdf")
    done = split(session, unit, whole, Part(**given(LAND), files=[scan.ref]), Part(**given(ROAD), files=[scan.ref]))
    held = [files_of(session, one) for one in (whole, *done.parts)]
    assert held == [[("don.pdf", scan.stored_as)]] * 3
    assert len({row.ref for row in session.scalars(select(Document))}) == 3
    assert len([one for one in (tmp_path / "uploads").rglob("*") if one.is_file()]) == 1


def given(part: Part) -> dict[str, Any]:
    return {"kind": part.kind, "content": part.content, "field": part.field}


@pytest.mark.parametrize(
    "parts", [(LAND,), (LAND, Part(PetitionKind.FEEDBACK, " ", "land")), (LAND, Part(PetitionKind.FEEDBACK, "x", "?"))]
)
def test_a_split_needs_two_contents_said_in_full(session: Session, unit: Unit, parts: tuple[Part, ...]) -> None:
    with pytest.raises(Refused) as refused:
        split(session, unit, mixed(session, unit), *parts)
    assert refused.value.field == "parts"


def test_only_what_is_still_screened_is_split_and_only_by_who_handles_petitions(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit, kind=PetitionKind.COMPLAINT)
    with pytest.raises(NotAllowed):
        split_petition(session, whole, (LAND, ROAD), on=LATER, by=unit.officer, at=at(LATER), today=LATER)
    an_act(session, whole, "filed", DAY, by=unit.handler, data={"reason": "trùng"})
    with pytest.raises(OutOfOrder) as refused:
        split(session, unit, whole, LAND, ROAD)
    assert refused.value.article


# ---- a denunciation among the contents


def test_with_one_content_left_to_read_the_petition_stays_as_if_it_were_nothing_else(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    whole = mixed(session, unit, classified=None)
    scan, photo = (a_file(session, tmp_path, unit, whole, name) for name in ("don.pdf", "thua-dat.pdf"))
    land = Part(**given(LAND), files=[photo.ref])
    done = split(session, unit, whole, land, BRIBE)
    row = session.get_one(Petition, whole.id)
    assert (done.stays, done.parts, whole.sealed, whole.stage) == (True, (), False, "screening")
    assert (row.content, whole.title, row.kind) == (LAND.content, LAND.content, PetitionKind.COMPLAINT)
    acts = session.scalars(select(Act.act).where(Act.matter_id == whole.id).order_by(Act.id)).all()
    assert acts == ["received", "classified"]
    assert files_of(session, whole) == [("thua-dat.pdf", photo.stored_as)]
    assert files_of(session, done.hidden[0]) == [("Tệp 1.pdf", scan.stored_as)]


def test_the_denunciation_has_people_of_its_own_and_no_row_leads_to_it(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit, forward_document="88/CV-ĐBQH", forwarder_name="Đoàn ĐBQH", written_on=date(2026, 6, 1))
    (hidden,) = split(session, unit, whole, LAND, BRIBE).hidden
    assert hidden.sealed
    assert hidden.code.startswith("Đ-")
    assert hidden.number is None
    row = session.get_one(Petition, hidden.id)
    said = (row.content, row.split_from_id, row.visit_id, row.forward_document, row.forwarder_name, row.written_on)
    assert said == ("", None, None, "", "", None)
    people = {
        one: set(session.scalars(select(MatterPerson.identity_id).where(MatterPerson.matter_id == one.id)))
        for one in (whole, hidden)
    }
    assert people[whole].isdisjoint(people[hidden])
    assert due(session, hidden, "tc.initial_handling") is not None
    page = identities.open_sealed(session, hidden, viewer=unit.handler, at=at(LATER))
    assert [one.full_name for one in page.people] == [HOA.full_name]
    assert "88/CV-ĐBQH" in page.parts[0].note
    assert "ông Bảy nhận tiền" in page.parts[0].note


def test_with_several_contents_left_the_whole_names_only_those(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit, respondents=[NewRespondent(name="Ông Bảy")])
    done = split(session, unit, whole, LAND, BRIBE, ROAD)
    row = session.get_one(Petition, whole.id)
    assert (len(done.parts), len(done.hidden), whole.stage) == (2, 1, "split")
    assert row.content == f"{LAND.content}\n{ROAD.content}"
    assert session.scalars(select(Respondent.name).where(Respondent.matter_id == whole.id)).all() == []


def test_what_is_all_denunciation_is_sealed_with_its_parts(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit)
    other = Part(PetitionKind.DENUNCIATION, "Bà Tám lập hồ sơ khống", "officials")
    done = split(session, unit, whole, BRIBE, other)
    assert [one.sealed for one in (whole, *done.hidden)] == [True, True, True]
    assert (whole.stage, whole.title, session.get_one(Petition, whole.id).content) == ("split", "", "")
    assert parts_of(session, whole.id) == []


def test_the_parts_of_a_sealed_petition_are_sealed_and_only_a_grantee_splits_it(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit, secret=True)
    with pytest.raises(NotAllowed):
        split(session, unit, whole, LAND, ROAD)
    identities.grant(session, whole, unit.handler.account_id, purpose=identities.TRIAGING, by=None, at=at(DAY))
    done = split(session, unit, whole, LAND, ROAD)
    assert [(one.sealed, one.title) for one in done.hidden] == [(True, "")] * 2
    assert {one.shown_as for one in people_shown(session, [done.hidden[0].id])[done.hidden[0].id]} == {
        identities.SECRECY_ASKED
    }


def test_the_visit_it_was_handed_in_at_says_no_more_either(session: Session, unit: Unit, tmp_path: Path) -> None:
    visit = a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN, content="Đất, và ông Bảy", papers="Đơn tố cáo")
    scan = a_file(session, tmp_path, unit, visit, "don-to-cao.pdf")
    whole = session.scalars(select(Matter).join(Petition, Petition.matter_id == Matter.id)).one()
    (hidden,) = split(session, unit, whole, LAND, BRIBE).hidden
    row = session.get_one(Visit, visit.id)
    assert (row.content, row.papers, visit.title, visit.sealed) == (LAND.content, "", LAND.content, False)
    assert (files_of(session, visit), files_of(session, hidden)) == ([], [("Tệp 1.pdf", scan.stored_as)])


def test_what_nobody_takes_back_is_named_before_the_split(session: Session, unit: Unit) -> None:
    whole = mixed(session, unit)
    assert still_told(session, whole) == []
    an_act(session, whole, "supplement_requested", DAY, by=unit.handler, note="Hỏi thêm về ông Bảy")
    an_act(session, whole, "supplemented", DAY, by=unit.handler)
    assert still_told(session, whole) == ["Hỏi thêm về ông Bảy"]


def test_a_file_of_the_denunciation_goes_with_nothing_else(session: Session, unit: Unit, tmp_path: Path) -> None:
    whole = mixed(session, unit)
    scan = a_file(session, tmp_path, unit, whole, "don.pdf")
    with pytest.raises(Refused, match="cho biết ai tố cáo"):
        split(session, unit, whole, Part(**given(LAND), files=[scan.ref]), Part(**given(BRIBE), files=[scan.ref]))


def test_no_hash_in_the_trail_leads_from_the_denunciation_to_the_whole(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    whole = mixed(session, unit)
    scan = a_file(session, tmp_path, unit, whole, "don.pdf")
    (hidden,) = split(session, unit, whole, LAND, BRIBE).hidden
    told = [str(one.detail) for one in session.scalars(select(AuditEntry).where(AuditEntry.matter_id == hidden.id))]
    assert told
    assert not [one for one in told if scan.sha256 in one or whole.code in one]


def test_a_denunciation_of_the_head_goes_to_the_superior_and_out_of_sight(session: Session, unit: Unit) -> None:
    against = Part(**given(BRIBE), respondents=[NewRespondent(unit.agency.id, is_head=True)])
    (hidden,) = split(session, unit, mixed(session, unit), LAND, against).hidden
    assert hidden.agency_id != unit.agency.id
    assert session.scalar(select(Matter.id).where(Matter.id == hidden.id, visible(unit.head))) is None


def test_a_part_that_turns_out_a_denunciation_takes_what_tells_of_it_behind_the_seal(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    whole = mixed(session, unit)
    scan = a_file(session, tmp_path, unit, whole, "don.pdf")
    both = [Part(**given(one), files=[scan.ref]) for one in (LAND, ROAD)]
    land, road = split(session, unit, whole, *both).parts
    classify(session, unit, road, PetitionKind.DENUNCIATION, on=LATER)
    assert [one.sealed for one in (whole, land, road)] == [True, False, True]
    assert parts_of(session, whole.id) == []
    assert files_of(session, land) == []


# ---- a list of many, passed on with its files


def test_a_list_of_two_thousand_signatories_is_kept_in_few_statements(session: Session, unit: Unit) -> None:
    many = [Person(f"Người {n}", address=f"Làng {n % 7}") for n in range(1999)]
    whole = mixed(session, unit, listed=many, signatories=2000)
    assert [one.shown_as for one in people_shown(session, [whole.id])[whole.id]] == [HOA.full_name]
    assert [person.full_name for _place, person in signatories(session, whole, limit=2)] == ["Người 0", "Người 1"]
    (hidden,) = split(session, unit, whole, LAND, BRIBE).hidden
    page = identities.open_sealed(session, hidden, viewer=unit.handler, at=at(LATER))
    assert len(page.people) == 2000
    with pytest.raises(NotAllowed):
        signatories(session, hidden)


def test_a_petition_passed_on_takes_its_files_along(session: Session, unit: Unit, tmp_path: Path) -> None:
    other = an_agency(session, "Sở Xây dựng")
    whole = mixed(session, unit, kind=PetitionKind.FEEDBACK)
    scan = a_file(session, tmp_path, unit, whole, "don.pdf")
    passed = petitions.transfer(
        session, whole, LATER, to_agency_id=other.id, document_no="5/PC", by=unit.handler, at=at(LATER), today=LATER
    )
    assert passed is not None
    assert files_of(session, passed) == [("don.pdf", scan.stored_as)]
