"""What a split may not tell: no list, no trail, no number, no ready-made word leads to the denunciation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.casework import identities, petitions
from app.casework.errors import Refused
from app.casework.identities import Person
from app.casework.inbox import Filters, State, inbox
from app.casework.long_waiting import long_waiting
from app.casework.national_database import Wanted, counts, entries, every_entry
from app.casework.petition_files import petition_file
from app.casework.petition_register import petition_register, petition_tally, whole_petition_register
from app.casework.register import Period
from app.casework.respondents import NewRespondent
from app.casework.same_content import came_through
from app.casework.search.finding import Asked, find
from app.casework.search.keeping import forget_words
from app.casework.splitting import Part, split_petition
from app.casework.trail import TrailFilters, trail
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from app.records.search import SearchRow
from tests.makers import HOA, VIETNAM, Unit, a_petition, a_unit, a_viewer, an_agency, at, classify

RECEIVED, SPLIT = date(2026, 7, 6), date(2026, 7, 13)
LATE = RECEIVED + timedelta(days=60)
LAND = Part(PetitionKind.COMPLAINT, "Khiếu nại quyết định thu hồi đất số 12", "land")
ROAD = Part(PetitionKind.FEEDBACK, "Đề nghị sửa đường liên thôn", "construction")
BRIBE = Part(PetitionKind.DENUNCIATION, "Ông Bảy nhận tiền khi đo đất", "officials")
JULY = Period(date(2026, 7, 1), date(2026, 7, 31))


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def split(session: Session, unit: Unit, *parts: Part, **others: Any) -> tuple[Matter, Matter]:
    """The rest, and what was taken out of it; split a week after the whole came."""
    whole = others.pop("whole", None) or a_petition(session, unit, on=RECEIVED, content="Đất và ông Bảy", **others)
    given: dict[str, Any] = {"on": SPLIT, "by": unit.handler, "at": at(SPLIT), "today": SPLIT}
    (hidden,) = split_petition(session, whole, parts or (LAND, BRIBE), **given).hidden
    session.commit()
    return whole, hidden


def outsiders(session: Session, unit: Unit) -> dict[str, Any]:
    """Who sees that there is a sealed petition, and may not open it."""
    return {
        "a colleague": a_viewer(session, unit.agency, RoleKind.HANDLER),
        "the head": unit.head,
        "the inspectorate": a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR),
    }


# ---- what the records say


def test_the_trail_shows_what_is_sealed_apart_and_the_rest_as_if_nothing_was_taken_out(
    session: Session, unit: Unit
) -> None:
    auditor = a_viewer(session, an_agency(session, "Sở Nội vụ"), RoleKind.AUDITOR)
    rest, hidden = split(session, unit)
    told = trail(session, auditor, filters=TrailFilters(VIETNAM)).rows
    assert [row.action for row in told if row.code == rest.code and row.at >= at(SPLIT)] == ["act_recorded"]
    assert "petition_split" not in {row.action for row in told}
    assert hidden.code not in {row.code for row in told}
    kept = trail(session, auditor, filters=TrailFilters(VIETNAM, kept=True)).rows
    assert {row.code for row in kept} == {hidden.code}


def test_what_was_taken_out_was_typed_when_the_whole_was(session: Session, unit: Unit) -> None:
    for one in split(session, unit):
        received = select(Act.typed_late_days).where(Act.matter_id == one.id, Act.act == "received")
        assert session.scalars(received).one() == 0


def test_no_ready_made_reason_says_that_the_petition_was_split(session: Session, unit: Unit) -> None:
    rest, _hidden = split(session, unit)
    assert session.get_one(Petition, rest.id).classification_reason == LAND.content
    why = Part(LAND.kind, LAND.content, LAND.field, reason="Không đồng ý quyết định thu hồi")
    rest, _hidden = split(session, unit, why, BRIBE)
    assert session.get_one(Petition, rest.id).classification_reason == "Không đồng ý quyết định thu hồi"


def test_a_part_against_the_head_of_another_agency_of_whoever_splits_is_taken_out_all_the_same(
    session: Session, unit: Unit
) -> None:
    below = an_agency(session, "UBND xã Ia Nan", under=unit.agency)
    both = a_viewer(session, unit.agency, RoleKind.HANDLER)
    twice = type(both)(both.account_id, (*both.roles, *a_viewer(session, below, RoleKind.HANDLER).roles))
    against = Part(BRIBE.kind, BRIBE.content, BRIBE.field, respondents=[NewRespondent(below.id, is_head=True)])
    whole = a_petition(session, unit, on=RECEIVED)
    done = split_petition(session, whole, (LAND, against), on=SPLIT, by=twice, at=at(SPLIT), today=SPLIT)
    assert (done.stays, done.hidden[0].stage, done.hidden[0].agency_id) == (True, "received", unit.agency.id)


def test_what_was_taken_out_is_not_sent_back_to_who_passed_the_whole_on(session: Session, unit: Unit) -> None:
    first = a_unit(session, "UBND xã Ia Nan")
    given: dict[str, Any] = {"at": at(SPLIT), "today": SPLIT}
    sent = a_petition(session, first, on=RECEIVED, kind=PetitionKind.FEEDBACK)
    whole = petitions.transfer(
        session, sent, RECEIVED, to_agency_id=unit.agency.id, document_no="5/PC", by=first.handler, **given
    )
    assert whole is not None
    _rest, hidden = split(session, unit, whole=whole)
    assert came_through(session, hidden) == {first.agency.id}
    assert session.get_one(Petition, hidden.id).forwarded_from_id is None
    with pytest.raises(Refused) as refused:
        petitions.transfer(
            session, hidden, SPLIT, to_agency_id=first.agency.id, document_no="6/PC", by=unit.handler, **given
        )
    assert refused.value.field == "to_agency"


# ---- what lists show


def test_the_list_of_what_waits_long_puts_no_sealed_petition_beside_what_came_on_its_day(
    session: Session, unit: Unit
) -> None:
    rest, hidden = split(session, unit)
    for who, viewer in outsiders(session, unit).items():
        page = long_waiting(session, viewer, today=LATE)
        assert [row.ref for row in page.rows] == ([rest.ref] if who != "a colleague" else []), who
        assert [row.ref for row in page.kept] == ([hidden.ref] if who != "a colleague" else []), who
        assert sum(page.counts.values()) == len(page.rows) + len(page.kept)


def test_the_inbox_tells_no_day_no_source_and_no_number_of_signatories(session: Session, unit: Unit) -> None:
    said: dict[str, Any] = {"source": Source.FORWARDED, "forwarder": Forwarder.PRESS, "signatories": 37}
    rest, hidden = split(session, unit, **said)
    for who, viewer in outsiders(session, unit).items():
        rows = {row.ref: row.told for row in inbox(session, viewer, filters=Filters()).rows}
        assert rows == ({} if who == "the inspectorate" else {rest.ref: True, hidden.ref: False}), who
        by_source = inbox(session, viewer, filters=Filters(source=Source.FORWARDED)).rows
        assert hidden.ref not in {row.ref for row in by_source}, who
        assert petition_file(session, viewer, hidden).opens is False, who
    assert petition_file(session, unit.handler, hidden).opens


def test_a_closed_one_stands_where_it_closed_and_not_where_it_came(session: Session, unit: Unit) -> None:
    _rest, hidden = split(session, unit)
    later = [a_petition(session, unit, on=RECEIVED + timedelta(days=n)) for n in (20, 40)]
    for one, closed_on in zip((hidden, *later), (RECEIVED + timedelta(days=30), LATE, LATE), strict=True):
        one.open, one.closed_on = False, closed_on
    session.commit()
    closed = inbox(session, unit.head, filters=Filters(state=State.CLOSED)).rows
    assert [row.ref for row in closed] == [later[1].ref, hidden.ref, later[0].ref]


def test_the_register_and_the_national_database_list_what_is_sealed_for_whoever_may_open_it(
    session: Session, unit: Unit
) -> None:
    rest, hidden = split(session, unit, signatories=37)
    here: dict[str, Any] = {"agency_id": unit.agency.id}
    day = Period(RECEIVED, RECEIVED)
    for who, viewer in outsiders(session, unit).items():
        shown = {line.ref for line in petition_register(session, viewer, period=JULY, **here).lines}
        assert (
            shown == {line.ref for line in whole_petition_register(session, viewer, period=JULY, **here)} == {rest.ref}
        )
        tally = petition_tally(session, viewer, period=day, **here)
        assert (tally.petitions, tally.signatories, tally.kept) == (1, 37, 1), who
        assert petition_tally(session, viewer, period=Period(SPLIT, SPLIT), **here).kept == 1, who
        assert hidden.ref not in {row.ref for row in entries(session, viewer, Wanted()).rows}
        assert hidden.ref not in {row.ref for row, _people in every_entry(session, viewer, Wanted())}
        assert counts(session, viewer)[0].kept == 1, who
    mine = {line.ref for line in petition_register(session, unit.handler, period=JULY, **here).lines}
    assert mine == {rest.ref, hidden.ref}
    assert petition_tally(session, unit.handler, period=day, **here).kept == 0


def test_the_search_puts_a_sealed_petition_by_its_year(session: Session, unit: Unit) -> None:
    rest, hidden = split(session, unit)
    places = dict(session.execute(select(SearchRow.matter_id, SearchRow.place)).all())
    newer = a_petition(session, unit, on=date(2026, 1, 2), kind=PetitionKind.COMPLAINT)
    session.commit()
    answered = [hit.matter_id for hit in find(session, unit.handler, Asked("Đ")).hits]
    assert places[hidden.id] < places[rest.id]
    assert answered == [rest.id, newer.id, hidden.id]
    assert session.scalars(select(SearchRow.matter_id)).all().count(hidden.id) == 1


# ---- what else tells the same


def test_petitions_of_the_same_content_are_sealed_with_it(session: Session, unit: Unit) -> None:
    first, again, other = (a_petition(session, unit, on=RECEIVED) for _ in range(3))
    session.get_one(Petition, again.id).duplicate_of_id = first.id
    classify(session, unit, again, PetitionKind.DENUNCIATION)
    assert [one.sealed for one in (first, again, other)] == [True, True, False]
    assert session.get_one(Petition, first.id).content == ""


def test_who_asks_for_secrecy_is_hidden_in_their_other_petitions_of_that_content_and_nobody_else(
    session: Session, unit: Unit
) -> None:
    mine, again = (a_petition(session, unit, on=RECEIVED) for _ in range(2))
    theirs = a_petition(session, unit, on=RECEIVED, people=[Person("Người khác")])
    for one in (again, theirs):
        session.get_one(Petition, one.id).duplicate_of_id = mine.id
    identities.seal_matter(session, again, by=None, at=at(SPLIT), shown_as=identities.SECRECY_ASKED)
    assert [one.sealed for one in (mine, again, theirs)] == [True, True, False]


def test_whoever_signed_a_list_is_found_until_it_is_sealed(session: Session, unit: Unit) -> None:
    many = [Person(f"Zqwi Thị Số{n}") for n in range(600)]
    one = a_petition(session, unit, on=RECEIVED, listed=[*many, Person("Rơ Mah H’Canary")], signatories=602)
    session.commit()
    assert [hit.matter_id for hit in find(session, unit.officer, Asked("ro mah h'canary")).hits] == [one.id]
    assert [hit.matter_id for hit in find(session, unit.officer, Asked("Zqwi Thị")).hits] == [one.id]
    classify(session, unit, one, PetitionKind.DENUNCIATION)
    session.commit()
    for viewer in (unit.officer, unit.handler, unit.head):
        assert find(session, viewer, Asked("ro mah h'canary")).hits == ()


def test_the_words_of_what_was_sealed_leave_the_pages_of_the_index(sqlite_session: Session) -> None:
    here = a_unit(sqlite_session)
    one = a_petition(sqlite_session, here, on=RECEIVED, content="zqcanary", people=[HOA])
    sqlite_session.commit()
    classify(sqlite_session, here, one, PetitionKind.DENUNCIATION)
    sqlite_session.commit()
    forget_words(sqlite_session)
    pages = sqlite_session.scalars(text("SELECT block FROM search_index_data")).all()
    assert pages
    assert not [page for page in pages if b"zqcanary" in page]
