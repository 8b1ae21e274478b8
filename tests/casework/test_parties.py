"""The people of a file in their parts: added, put right, ended, with what they act by; sealed with what is sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities, parties
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.identities.parties import open_parties, parties_in
from app.casework.permissions import visible
from app.casework.persons import Mandate, NewParty, PartyRow, Person, Typed
from app.casework.search.finding import Asked, find
from app.casework.search.lines import lines
from app.casework.splitting import Part, split_petition
from app.records.audit import AuditEntry
from app.records.matters import Matter, PersonRole
from app.records.petitions import PetitionKind
from app.statute.mandates import Standing
from tests.makers import DAY, HOA, Unit, a_case, a_petition, a_unit, at

THEN = DAY + timedelta(days=7)
BLIP = Person("Siu Blíp Kỳ Nhông", 1980, "Làng Yă, xã Ia Dom", "Căn cước", "064080009999", phone="0905 333 444")
LETTER = Mandate("certified", "12/CT", DAY, THEN, "Khiếu nại quyết định số 12")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def add(session: Session, matter: Matter, unit: Unit, role: PersonRole, person: Person = BLIP, **others: Any) -> None:
    new = NewParty(role, person, others.pop("mandate", Mandate()), others.pop("since_on", DAY))
    parties.add(session, matter, new, **{"by": unit.handler, "at": at(THEN), "today": THEN, **others})


def people(session: Session, matter: Matter) -> list[tuple[str, PersonRole]]:
    rows = parties_in(session, matter, opened=True)
    return [(one.person.full_name if one.person else "", one.role) for one in rows]


def the(session: Session, matter: Matter, position: int) -> PartyRow:
    return next(one for one in parties_in(session, matter, opened=True) if one.position == position)


def test_people_stand_in_their_parts_and_only_those_it_is_of_in_lists_and_search(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    second = replace(BLIP, full_name="Rơ Châm Bảy Màu", paper_number="064080001111")
    add(session, case, unit, PersonRole.WITNESS)
    add(session, case, unit, PersonRole.PETITIONER, second)
    assert people(session, case) == [
        (HOA.full_name, PersonRole.PETITIONER), (BLIP.full_name, PersonRole.WITNESS),
        (second.full_name, PersonRole.PETITIONER),
    ]  # fmt: skip
    shown = [one.shown_as for one in identities.people_shown(session, [case.id])[case.id]]
    assert shown == [HOA.full_name, second.full_name]
    assert [one.full_name for one in identities.known_people(session, case)] == shown
    session.commit()
    assert [hit.matter_id for hit in find(session, unit.handler, Asked("Bảy Màu")).hits] == [case.id]
    assert find(session, unit.handler, Asked("Kỳ Nhông")).hits == ()
    assert identities.earlier_people(session, Typed(BLIP.full_name), within=visible(unit.handler)) == []


def test_who_is_put_right_keeps_what_was_written_and_the_trail_says_no_name(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    add(session, case, unit, PersonRole.AUTHORIZED, mandate=LETTER)
    right = NewParty(PersonRole.AUTHORIZED, replace(BLIP, full_name="Siu Blíp"), replace(LETTER, until_on=None), DAY)
    parties.change(session, case, 2, right, by=unit.handler, at=at(THEN), today=THEN)
    now = the(session, case, 2)
    assert (now.person, now.mandate, now.role) == (right.person, right.mandate, PersonRole.AUTHORIZED)
    for words in ("13/07/2026: Siu Blíp Kỳ Nhông", "12/CT", "đến 13/07/2026"):
        assert words in now.earlier
    parties.change(session, case, 2, right, by=unit.handler, at=at(THEN), today=THEN)  # the same again is no change
    told = session.execute(
        select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.action.startswith("party"))
    ).all()
    assert [tuple(one) for one in told] == [("party_added", {"n": 2}), ("party_changed", {"n": 2})]


def test_who_has_no_part_any_more_stays_to_be_read_and_somebody_speaks_to_the_end(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    done: dict[str, Any] = {"by": unit.handler, "at": at(THEN), "today": THEN}
    with pytest.raises(Refused, match="ít nhất một người đứng đơn"):
        parties.end(session, case, 1, on=THEN, reason="Ghi nhầm", **done)
    add(session, case, unit, PersonRole.PETITIONER)
    with pytest.raises(Refused) as early:
        parties.end(session, case, 2, on=DAY - timedelta(days=1), reason="Ghi nhầm", **done)
    assert early.value.field == "on"
    parties.end(session, case, 2, on=THEN, reason="Ghi nhầm", **done)
    assert (the(session, case, 2).ended_on, the(session, case, 2).end_reason) == (THEN, "Ghi nhầm")
    with pytest.raises(ChangedMeanwhile):
        parties.end(session, case, 2, on=THEN, reason="Lần nữa", **done)


def test_who_was_ended_stands_in_no_list_and_is_still_found(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    add(session, case, unit, PersonRole.PETITIONER)
    parties.end(session, case, 2, on=THEN, reason="Ghi nhầm", by=unit.handler, at=at(THEN), today=THEN)
    assert [one.shown_as for one in identities.people_shown(session, [case.id])[case.id]] == [HOA.full_name]
    assert identities.known_people(session, case) == [HOA]
    assert identities.known_people_of(session, [case.id]) == {case.id: [HOA]}
    session.commit()
    hits = find(session, unit.handler, Asked("Kỳ Nhông")).hits
    assert [hit.matter_id for hit in hits] == [case.id]
    assert [line.people for line in lines(session, unit.handler, hits)] == [(HOA.full_name,)]


def test_who_was_ended_stands_on_the_sealed_page_no_more(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION)
    add(session, petition, unit, PersonRole.PETITIONER)
    case = a_case(session, unit, petition=petition, on=THEN)
    done: dict[str, Any] = {"viewer": unit.handler, "at": at(THEN)}
    assert [one.full_name for one in identities.open_sealed(session, case, **done).people] == [
        HOA.full_name, BLIP.full_name
    ]  # fmt: skip
    parties.end(session, case, 2, on=THEN, reason="Ghi nhầm", by=unit.handler, at=at(THEN), today=THEN)
    assert [one.full_name for one in identities.open_sealed(session, case, **done).people] == [HOA.full_name]


def failing(session: Session, matter: Matter, day: date = THEN) -> list[tuple[int, Standing]]:
    rows = parties_in(session, matter)
    return [(one.position, one.standing) for one in parties.failing(session, matter, rows, day)]


def test_a_mandate_that_is_missing_or_over_is_said_and_blocks_nothing(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    add(session, case, unit, PersonRole.AUTHORIZED)
    add(session, case, unit, PersonRole.LAWYER, mandate=LETTER)
    add(session, case, unit, PersonRole.INTERESTED)
    assert failing(session, case) == [(2, Standing.MISSING)]
    assert failing(session, case, THEN + timedelta(days=1)) == [(2, Standing.MISSING), (3, Standing.OVER)]
    parties.end(session, case, 2, on=THEN, reason="Thôi", by=unit.handler, at=at(THEN), today=THEN)
    assert failing(session, case) == []


@pytest.mark.parametrize(
    ("role", "mandate", "field"),
    [
        (PersonRole.WITNESS, LETTER, "mandate_kind"),
        (PersonRole.AUTHORIZED, Mandate(number="12"), "mandate_kind"),
        (PersonRole.AUTHORIZED, Mandate("notarised", given_on=date(2027, 1, 1)), "mandate_kind"),
        (PersonRole.AUTHORIZED, replace(LETTER, until_on=DAY - timedelta(days=1)), "mandate_until_on"),
        (PersonRole.OTHER_SIDE, Mandate(), "role"),
    ],
)
def test_a_paper_is_one_of_the_part_and_of_its_day(
    session: Session, unit: Unit, role: PersonRole, mandate: Mandate, field: str
) -> None:
    later = date(2027, 2, 1)
    with pytest.raises(Refused) as refused:
        add(session, a_case(session, unit), unit, role, mandate=mandate, today=later, at=at(later))
    assert refused.value.field == field


def test_a_group_names_as_many_representatives_as_its_size_asks(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, signatories=8)
    rows = parties_in(session, petition)
    found = parties.group_of(session, petition, rows, DAY)
    assert found is not None
    assert (found.people, found.named, found.fewest, found.most) == (8, 0, 1, 2)
    add(session, petition, unit, PersonRole.REPRESENTATIVE)
    assert parties.group_of(session, petition, parties_in(session, petition), DAY) is None
    assert failing(session, petition) == [(0, Standing.MISSING)]  # one paper is enough for all of them
    assert parties.signed(session, a_case(session, unit)) == 1


def test_the_people_of_a_petition_go_into_its_case_with_what_they_act_by(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    add(session, petition, unit, PersonRole.AUTHORIZED, mandate=LETTER)
    case = a_case(session, unit, petition=petition, on=THEN)
    assert the(session, case, 2).mandate == LETTER
    with pytest.raises(OutOfOrder, match="ghi ở vụ việc"):
        add(session, petition, unit, PersonRole.WITNESS)


def test_of_a_sealed_matter_nobody_is_told_without_opening_and_each_opening_is_written_down(
    session: Session, unit: Unit
) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    add(session, petition, unit, PersonRole.AUTHORIZED, mandate=LETTER)
    identities.seal_matter(session, petition, by=None, at=at(THEN))
    identities.grant(session, petition, unit.handler.account_id, purpose="xác minh", by=None, at=at(THEN))
    add(session, petition, unit, PersonRole.PETITIONER, replace(BLIP, full_name="Nay H’Lan"))
    rows = parties_in(session, petition)
    assert all(one.person is None and not one.mandate.number and not one.mandate.scope for one in rows)
    assert [one.shown_as for one in identities.people_shown(session, [petition.id])[petition.id]] == [
        identities.DENOUNCER, identities.DENOUNCER,
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        open_parties(session, petition, viewer=unit.head, at=at(THEN))
    with pytest.raises(NotAllowed):
        add(session, petition, unit, PersonRole.WITNESS, by=unit.head)
    opened = open_parties(session, petition, viewer=unit.handler, at=at(THEN))
    assert [one.person.full_name for one in opened if one.person] == [HOA.full_name, BLIP.full_name, "Nay H’Lan"]
    page = identities.open_sealed(session, petition, viewer=unit.handler, at=at(THEN))
    assert BLIP.full_name not in [one.full_name for one in page.people]  # a receipt is written from these
    entries = select(AuditEntry.action).where(AuditEntry.action == "sealed_opened")
    assert len(session.scalars(entries).all()) == 2


def test_who_stands_beside_a_petition_goes_behind_the_seal_of_what_is_taken_out_of_it(
    session: Session, unit: Unit
) -> None:
    petition = a_petition(session, unit)
    add(session, petition, unit, PersonRole.WITNESS)
    parts = [
        Part(PetitionKind.COMPLAINT, "Khiếu nại thu hồi đất", "land"),
        Part(PetitionKind.DENUNCIATION, "Tố cáo ông Phó nhận tiền", "officials"),
    ]
    done = split_petition(session, petition, parts, on=THEN, by=unit.handler, at=at(THEN), today=THEN)
    assert people(session, petition) == [(HOA.full_name, PersonRole.PETITIONER)]
    assert (BLIP.full_name, PersonRole.WITNESS) in people(session, done.hidden[0])
