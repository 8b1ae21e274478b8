"""Who finds what: hidden matters change nothing, sealing empties the row at once, deeds keep it in step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.casework import assignments, custodies, identities, petitions
from app.casework.custodies import Passing
from app.casework.matters import move_custody
from app.casework.permissions import Headed, Viewer, like, visible
from app.casework.persons import Person
from app.casework.petitions import NewRespondent
from app.casework.search.finding import Asked, find
from app.casework.search.keeping import missing, rebuild
from app.casework.search.likely import likely
from app.casework.search.lines import lines
from app.records.matters import Assignment, Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.records.search import SearchRow
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_act, an_agency, at, classify

CANARY = Person("Kơ Nari Bí Mật", address="làng Canarỵ, xã Đắk Đoa")


def refs(session: Session, viewer: Viewer, typed: str, **narrowed: Any) -> list[str]:
    """The codes found, in order."""
    hits = find(session, viewer, Asked(typed, **narrowed)).hits
    return [line.code for line in lines(session, viewer, hits)]


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, "UBND xã Đắk Đoa")


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


# ---- only what one may see


def test_another_agency_finds_nothing_and_is_suggested_nothing(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Ia Dom")
    a_petition(session, unit, people=[Person("Nguyễn Văn Được")])
    session.commit()
    for viewer in (other.officer, other.handler, other.head, Viewer(0, ())):
        assert refs(session, viewer, "nguyen van duoc") == []
        assert likely(session, viewer, Asked("nguyen van duok")) == []


def hidden(session: Session, unit: Unit) -> Matter:
    """A petition that turns out to be a denunciation of the head of ``unit``."""
    superior = an_agency(session, "UBND tỉnh")
    assert superior
    one = a_petition(session, unit, people=[CANARY], content="Nội dung chim hoàng yến về sổ sách")
    session.commit()
    assert refs(session, unit.officer, "chim hoàng yến") == [one.code]
    against = NewRespondent(agency_id=unit.agency.id, is_head=True)
    classify(session, unit, one, PetitionKind.DENUNCIATION, field="officials", respondents=[against])
    session.commit()
    return one


def test_a_hidden_denunciation_changes_nothing_for_those_it_is_hidden_from(session: Session, unit: Unit) -> None:
    for number in range(3):
        a_petition(session, unit, people=[Person(f"Hoàng Yến {number}")], content="Khiếu nại sổ sách")
    session.commit()
    asked = ("hoang yen", "so sach", "to cao", "canary", "TC", "officials")

    def seen() -> list[Any]:
        everybody = (unit.officer, unit.handler, unit.head)
        found = [find(session, one, Asked(typed)) for one in everybody for typed in asked]
        guesses = [likely(session, one, Asked(f"{typed}z")) for one in everybody for typed in asked]
        return [*((it.hits, it.total) for it in found), guesses]

    before = seen()
    hidden(session, unit)
    assert seen() == before


def test_sealing_takes_name_and_content_out_of_the_index_in_its_own_transaction(
    session: Session, unit: Unit, supervisor: Viewer
) -> None:
    one = a_petition(session, unit, people=[CANARY], content="Nội dung chim hoàng yến", title="Hoàng yến")
    session.commit()
    assert refs(session, unit.handler, "ko nari bi mat") == [one.code]
    classify(session, unit, one, PetitionKind.DENUNCIATION, field="officials")
    session.rollback()
    assert refs(session, unit.handler, "ko nari bi mat") == [one.code]
    classify(session, unit, one, PetitionKind.DENUNCIATION, field="officials")
    session.commit()
    row = session.scalars(select(SearchRow).where(SearchRow.matter_id == one.id)).one()
    held = f"{row.tokens} {row.names}"
    assert not [word for word in ("nari", "hoang", "yen", "canary", "doa") if word in held]
    for viewer in (unit.officer, unit.handler, unit.head, supervisor):
        for typed in ("ko nari bi mat", "chim hoàng yến", "canary"):
            assert refs(session, viewer, typed) == []
    for viewer in (unit.handler, unit.head, supervisor):
        assert refs(session, viewer, one.code) == [one.code]
        assert refs(session, viewer, "tố cáo công chức") == [one.code]
    assert refs(session, a_viewer(session, unit.agency, RoleKind.OFFICER), one.code) == []


def test_a_whole_chain_is_sealed_together(session: Session, unit: Unit) -> None:
    a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN, people=[CANARY], content="chim hoàng yến")
    session.commit()
    assert len(refs(session, unit.officer, "hoang yen")) == 2
    petition = session.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
    classify(session, unit, petition, PetitionKind.DENUNCIATION, field="officials")
    session.commit()
    assert refs(session, unit.handler, "hoang yen") == []
    held = " ".join(f"{row.tokens} {row.names}" for row in session.scalars(select(SearchRow)))
    assert "nari" not in held
    assert "hoang" not in held


def test_a_grantee_of_another_agency_finds_the_matter_by_its_code(session: Session, unit: Unit) -> None:
    one = hidden(session, a_unit(session, "UBND xã Ia Dom"))
    session.refresh(one)
    assert refs(session, unit.handler, one.code) == []
    identities.grant(session, one, unit.handler.account_id, purpose="xác minh", by=None, at=at(DAY))
    session.commit()
    assert refs(session, unit.handler, one.code) == [one.code]


# ---- in step


def test_custody_takes_the_search_with_it(session: Session, unit: Unit) -> None:
    other, third = a_unit(session, "UBND xã Ia Dom"), a_unit(session, "UBND xã Ia Grai")
    one, two = (a_petition(session, unit, content="Khiếu nại con suối") for _ in range(2))
    session.commit()
    move_custody(session, one, other.agency, on=DAY, by=unit.head, at=at(DAY))
    custodies.move_all(session, [two], Passing(third.agency, DAY, "1/QĐ"), by=unit.head, at=at(DAY))
    session.commit()
    assert refs(session, other.officer, "con suoi") == [one.code]
    assert refs(session, third.officer, "con suoi") == [two.code]
    assert set(refs(session, unit.officer, "con suoi")) == {one.code, two.code}  # written in its register


def test_an_act_brings_its_number_and_closing_closes(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    session.commit()
    an_act(session, case, "verifying", DAY, by=unit.handler, document_no="77/QĐ-XM")
    session.commit()
    assert refs(session, unit.handler, "77/QD-XM") == [case.code]
    assert refs(session, unit.handler, "77/QD-XM", open=False) == []


def test_a_new_name_of_an_agency_is_found(session: Session, unit: Unit) -> None:
    one = a_petition(session, unit)
    session.commit()
    unit.agency.name = "UBND xã Kông Bờ La"
    session.commit()
    assert refs(session, unit.officer, "kong bo la") == [one.code]
    assert refs(session, unit.officer, "dak doa") == []


def test_what_deeds_kept_is_what_a_rebuild_makes(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Ia Dom")
    a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN)
    case = a_case(session, unit)
    session.commit()
    a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified={"field": "officials"})
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    petitions.transfer(
        session, petition, DAY, by=unit.handler, at=at(DAY), today=DAY, to_agency_id=other.agency.id, document_no="5/PC"
    )
    assignments.take(session, case, by=unit.handler, at=at(DAY))
    session.commit()
    kept = rows(session)
    assert missing(session) == 0
    session.execute(text("DELETE FROM search_rows"))
    session.commit()
    assert missing(session) == len(kept)
    assert list(rebuild(session))[-1] == len(kept)
    assert rows(session) == kept


def rows(session: Session) -> dict[int, tuple[Any, ...]]:
    found = session.execute(select(SearchRow.matter_id, SearchRow.place, SearchRow.tokens, SearchRow.names))
    return {row.matter_id: (row.place, sorted(str(row.tokens).split()), row.names) for row in found}


def test_visible_is_asked_and_not_only_the_index(session: Session, unit: Unit) -> None:
    """A row whose tokens let somebody in who may not see the matter still shows them nothing."""
    one = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified={"field": "officials"})
    session.commit()
    colleague = a_viewer(session, unit.agency, RoleKind.OFFICER)  # who typed it in was let into it
    assert session.scalar(select(Matter.id).where(Matter.id == one.id, visible(colleague))) is None
    assert f"@{unit.agency.id}" in str(session.scalars(select(SearchRow.tokens)).one())
    assert refs(session, colleague, one.code) == []


def test_a_row_that_is_said_to_be_of_another_agency_shows_that_agency_nothing(
    session: Session, unit: Unit, supervisor: Viewer
) -> None:
    """The agency in the index leads and narrows; it never shows."""
    other = a_unit(session, "UBND xã Ia Dom")
    one = a_petition(session, unit, people=[Person("Nguyễn Văn Được")])
    session.commit()
    row = session.scalars(select(SearchRow)).one()
    wrong = str(row.tokens).replace(f"@{unit.agency.id}", f"@{other.agency.id}")
    session.execute(update(SearchRow).values(agency_id=other.agency.id, origin_agency_id=None, tokens=wrong))
    session.commit()
    for viewer in (other.officer, other.handler, other.head, Viewer(0, ())):
        for typed in ("nguyen van duoc", "Nguyễn Văn Được", one.code):
            assert find(session, viewer, Asked(typed)).total == 0
        assert likely(session, viewer, Asked("nguyen van duok")) == []
    assert refs(session, unit.officer, "nguyen van duoc") == []  # it narrows too much: less is shown, never more
    assert refs(session, supervisor, "nguyen van duoc") == [one.code]
    assert list(rebuild(session)) == [1]
    assert refs(session, unit.officer, "nguyen van duoc") == [one.code]


def test_two_agencies_and_a_matter_beside_them_are_one_list(
    session: Session, unit: Unit, supervisor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.casework.search.index.AS_THEY_STAND", 3)
    monkeypatch.setattr("app.casework.search.index.AT_ONCE", 2)
    second, third, elsewhere = (a_unit(session, f"UBND xã Ia {name}") for name in ("Dom", "Grai", "Pa"))
    for number, one in enumerate((unit, second, third, elsewhere) * 2):
        a_petition(session, one, on=DAY - timedelta(days=number % 5), content="Khiếu nại con suối")
    session.commit()
    moved = session.scalars(select(Matter).where(Matter.agency_id == third.agency.id).limit(1)).one()
    move_custody(session, moved, second.agency, on=DAY, by=third.head, at=at(DAY))
    kept = session.scalars(select(Matter).where(Matter.agency_id == elsewhere.agency.id).limit(1)).one()
    kept.assignee_id = unit.handler.account_id
    session.add(Assignment(matter_id=kept.id, account_id=kept.assignee_id, from_at=at(DAY)))
    session.commit()
    both = Viewer(unit.handler.account_id, (*unit.handler.roles, *second.handler.roles))

    def found(viewer: Viewer, **narrowed: Any) -> list[int]:
        return [hit.matter_id for hit in find(session, viewer, Asked("con suoi", **narrowed), limit=100).hits]

    seen = set(session.scalars(select(Matter.id).where(visible(both))))
    wanted = [one for one in found(supervisor) if one in seen]
    assert len(wanted) == 6
    assert {moved.id, kept.id} < set(wanted)
    assert found(both) == wanted
    page = find(session, both, Asked("con suoi"), limit=2)
    hits = list(page.hits)
    while page.next:
        page = find(session, both, Asked("con suoi"), after=page.next, limit=2)
        hits += page.hits
    assert [hit.matter_id for hit in hits] == wanted
    of_second = [one for one in wanted if one in found(second.officer)]
    assert len(of_second) == 3
    assert found(supervisor, agency_id=second.agency.id) == of_second
    assert found(both, agency_id=second.agency.id) == of_second
    assert found(both, agency_id=elsewhere.agency.id) == [kept.id]


# ---- one statement for everybody with such roles


def test_a_statement_for_somebody_alike_shows_what_each_may_see(
    session: Session, unit: Unit, supervisor: Viewer
) -> None:
    other = a_unit(session, "UBND xã Ia Dom")
    for one in (unit, other):
        a_petition(session, one)
        classify(session, one, a_petition(session, one), PetitionKind.DENUNCIATION, field="officials")
    hidden(session, unit)
    both = Viewer(unit.head.account_id, (*unit.officer.roles, *other.head.roles))
    viewers = (unit.officer, unit.handler, unit.head, other.officer, other.head, both, supervisor, Viewer(0, ()))
    seen = []
    for viewer in viewers:
        anybody, values = like(viewer)
        alike = set(session.connection().scalars(select(Matter.id).where(visible(anybody)), values))
        assert alike == set(session.scalars(select(Matter.id).where(visible(viewer))))
        seen.append(alike)
    assert like(unit.officer)[0] is like(other.officer)[0]
    assert seen[0] != seen[3]
    assert len({frozenset(one) for one in seen}) > 4


def test_what_somebody_headed_before_stays_hidden_from_them_in_such_a_statement(session: Session, unit: Unit) -> None:
    one = hidden(session, unit)
    above = a_unit(session, "Ban Tiếp công dân tỉnh")
    one.agency_id = above.agency.id
    session.commit()
    then = (Headed(unit.agency.id, DAY - timedelta(days=90), DAY - timedelta(days=1)),)
    viewer = Viewer(above.head.account_id, above.head.roles, then)
    for who in (above.head, viewer):
        anybody, values = like(who)
        shown = session.connection().scalars(select(Matter.id).where(visible(anybody)), values).all()
        assert (one.id in shown) is (who is above.head)
