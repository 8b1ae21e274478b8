"""The demonstration: the same for the same seed, every history legal, nobody real, nothing sealed in the open."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.accounts import create_account
from app.casework.demonstration.fill import MARK, NOBODY_CAME, Filled, fill
from app.casework.demonstration.plan import Wanted
from app.casework.permissions import SYSTEM
from app.casework.signing_in import demonstration_accounts
from app.casework.uploads import place_of
from app.extensions import db
from app.records.agencies import Agency
from app.records.base import Record
from app.records.cases import Case
from app.records.documents import Document
from app.records.enforcement import EnforcementEntry
from app.records.file_notes import FileNote
from app.records.matters import Act, Matter, MatterKind, Series
from app.records.obligations import Obligation
from app.records.people import Account, RoleKind
from app.records.petitions import Petition, PetitionKind
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, Visit
from app.records.settings import Mark
from app.records.urgings import Urging
from app.statute.status import Status
from app.web.clock import ZONE
from tests.conftest import app_on, settings_at
from tests.provinces import EVENING, STRONG_SECRET, TODAY, WHOLE, a_shelf, read

NOW = EVENING
SMALL = Wanted(visits=14, petitions=22, cases=16)


def told(session: Session) -> list[tuple[Any, ...]]:
    """What must be equal in two runs of one seed."""
    session.flush()
    asked = (
        select(Account.ref, Account.username, Account.full_name).order_by(Account.id),
        select(Matter.ref, Matter.code, Matter.title, Matter.stage, Matter.opened_on, Matter.sealed).order_by(
            Matter.id
        ),
        select(Act.matter_id, Act.act, Act.on, Act.document_no, Act.typed_at, Act.by_id).order_by(Act.id),
        select(ReceptionDay.ref, ReceptionDay.on, ReceptionDay.state, ReceptionDay.chaired_by).order_by(
            ReceptionDay.id
        ),
        select(Obligation.matter_id, Obligation.duty, Obligation.due_on, Obligation.open).order_by(Obligation.id),
        select(FileNote.ref, FileNote.matter_id, FileNote.written_at).order_by(FileNote.id),
        select(EnforcementEntry.ref, EnforcementEntry.heading, EnforcementEntry.document_no).order_by(
            EnforcementEntry.id
        ),
    )
    return [tuple(row) for question in asked for row in session.execute(question)]


def names(session: Session, *, sealed: bool | None = None) -> list[Any]:
    identities = Record.metadata.tables["identities"]
    wanted = select(identities)
    return list(session.execute(wanted if sealed is None else wanted.where(identities.c.sealed == sealed)))


# ---- the same for the same seed


@pytest.mark.long
def test_one_seed_one_province(sqlite_province_url: str, postgresql_province_url: str) -> None:
    """Each of the two was filled by itself."""
    one, other = ([told(session) for session in read(url)] for url in (sqlite_province_url, postgresql_province_url))
    assert one == other
    assert len(one[0]) > 1000


def test_another_seed_another_province(sqlite_engine: Engine) -> None:
    """Of the people alone: the days of reception take their time and come of the same chance."""
    found = []
    for seed in (5, 6):
        with Session(sqlite_engine) as session:
            fill(session, NOBODY_CAME, seed=seed, today=TODAY, at=NOW)
            found.append(told(session))
            session.rollback()
    assert found[0] != found[1]


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (date(2025, 8, 20), SMALL),  # the register is seven weeks old
        (date(2026, 6, 28), Wanted(1, 2, 2)),  # a Sunday, before complaints could be suspended
        (date(2029, 3, 15), SMALL),  # a year nobody has a calendar of
        (TODAY, NOBODY_CAME),
    ],
)
def test_any_day_and_size(sqlite_session: Session, tmp_path: Path, today: date, wanted: Wanted) -> None:
    at = datetime(today.year, today.month, today.day, 9, tzinfo=ZONE)
    found = fill(sqlite_session, wanted, seed=3, today=today, at=at, shelf=a_shelf(tmp_path))
    accounts = sqlite_session.scalar(select(func.count()).select_from(Account)) or 0
    assert found == Filled(accounts, wanted.visits, wanted.petitions, wanted.cases)
    last = sqlite_session.scalar(select(func.max(Act.on)))
    typed = sqlite_session.scalar(select(func.max(Act.typed_at)))
    assert last is None or (last <= today and typed is not None and typed <= at)
    files = sqlite_session.scalars(select(Document)).all()
    assert [sha256(place_of(tmp_path, one.stored_as).read_bytes()).hexdigest() for one in files] == [
        one.sha256 for one in files
    ]
    letters = sqlite_session.scalars(select(Urging).order_by(Urging.id)).all()
    assert [bool(one.number) for one in letters].count(False) <= 1
    assert all(one.drafted_at <= at and (one.issued_on or today) <= today for one in letters)
    written = sqlite_session.scalars(select(FileNote.written_at)).all()
    reports = set(sqlite_session.scalars(select(Matter.id).where(Matter.kind == MatterKind.REPORT_DUTY)))
    of_files = [one for one in files if one.matter_id not in reports]
    assert (len(of_files), bool(written)) == ((0, False) if wanted == NOBODY_CAME else (3, True))  # one in two versions
    assert all(one <= at for one in (*written, *(one.added_at for one in files)))


@pytest.mark.soak
@pytest.mark.parametrize("ahead", range(0, 400, 7))
def test_make_run_fills_a_register_on_any_day(sqlite_session: Session, ahead: int) -> None:
    """What `make run` does on a fresh machine, on days to come: weeks, weekends, Tết, a provisional year."""
    at = datetime(2026, 11, 24, 9, tzinfo=ZONE) + timedelta(days=ahead)
    assert fill(sqlite_session, WHOLE, seed=1, today=at.date(), at=at).visits == WHOLE.visits


# ---- what is in it


def test_counts_and_mark(register: Session) -> None:
    kinds = Counter(register.scalars(select(Matter.kind)))
    asked = {MatterKind.VISIT: 240, MatterKind.PETITION: 200, MatterKind.CASE: 110}
    assert {kind: kinds[kind] for kind in asked} == asked
    assert register.get_one(Mark, MARK).value == "seed=1 today=2026-11-23"
    assert register.scalar(select(func.min(Matter.opened_on))) >= date(2025, 7, 1)  # type: ignore[operator]


def test_every_history_is_legal_and_its_ledger_right(register: Session) -> None:
    ground = ledger.ground_of(register)
    for matter in register.scalars(select(Matter)):
        found = ledger.assessed(matter, ledger.counted(ledger.log_of(register, matter)), today=TODAY, ground=ground)
        assert (matter.stage, matter.open) == (found.stage, not found.closed)
        rows = register.scalars(select(Obligation).where(Obligation.matter_id == matter.id, ~Obligation.superseded))
        standing = [row for row in rows if row.end_reason not in ledger.VANISHED]
        kept = sorted((row.duty, row.due_on or date.max, row.satisfied_on or date.max) for row in standing)
        law = sorted((duty.duty, duty.due_on or date.max, duty.satisfied_on or date.max) for duty in found.duties)
        assert kept == law


def test_every_state_is_there(register: Session) -> None:
    ground, seen = ledger.ground_of(register), Counter[tuple[str, Status]]()
    for matter in register.scalars(select(Matter)):
        found = ledger.assessed(matter, ledger.counted(ledger.log_of(register, matter)), today=TODAY, ground=ground)
        seen.update((matter.kind, duty.status) for duty in found.duties)
    assert {status for _, status in seen} == set(Status) - {Status.UNRECKONED}
    assert seen[MatterKind.CASE, Status.OVERDUE] > 10 < seen[MatterKind.CASE, Status.DUE_SOON]
    acts = set(register.scalars(select(Act.act)))
    assert acts >= {
        "suspended", "resumed", "extended", "withdrawn", "discontinued", "transferred", "guided", "filed", "returned",
        "not_accepted", "dialogue_held", "court_accepted", "closed", "refused", "second_complaint_lodged", "published",
    }  # fmt: skip
    assert register.scalar(select(Obligation.id).where(Obligation.frozen_days_late > 0, Obligation.open))
    late = select(func.min(Obligation.due_on)).where(Obligation.open, Obligation.paused_on.is_(None))
    assert register.scalar(late) < TODAY - timedelta(days=90)  # type: ignore[operator]
    unheld = select(Matter.id).join(Obligation, Obligation.matter_id == Matter.id).where(
        Matter.kind == MatterKind.CASE, Matter.assignee_id.is_(None), Obligation.open, Obligation.due_on < TODAY
    )  # fmt: skip
    assert register.scalar(unheld.limit(1))
    assert register.scalar(select(Case.matter_id).where(Case.previous_case_id.is_not(None)).limit(1))
    assert register.scalar(select(func.max(Act.typed_late_days))) > 0  # type: ignore[operator]


def test_numbers_have_no_gap_and_follow_the_days(register: Session) -> None:
    rows = register.execute(
        select(
            Matter.origin_agency_id, Matter.kind, Matter.procedure, Matter.year, Matter.number, Matter.opened_on,
            Petition.split_from_id,
        )
        .outerjoin(Petition, Petition.matter_id == Matter.id)
        .where(Matter.number.is_not(None))
        .order_by(Matter.number)
    )  # fmt: skip
    registers: dict[tuple[Any, ...], list[tuple[int, date | None]]] = {}
    for agency, kind, procedure, year, number, on, split_from in rows:
        own = {MatterKind.PETITION: Series.PETITION, MatterKind.MEDIATION: Series.MEDIATION}
        series = {MatterKind.VISIT: Series.VISIT, **own}.get(kind)
        series = series or (Series.FEEDBACK if procedure == "feedback" else Series.COMPLAINT)
        registers.setdefault((agency, series, year), []).append(
            (number or 0, None if split_from else on)  # a part keeps the day of the whole, and is numbered later
        )
    for lines in registers.values():
        assert [number for number, _ in lines] == list(range(1, len(lines) + 1))
        assert [on for _, on in lines if on] == sorted(on for _, on in lines if on)


def test_the_people_on_the_cards(register: Session) -> None:
    cards = {kind: account.full_name for kind, (account, _) in demonstration_accounts(register, on=TODAY).items()}
    assert cards == {
        RoleKind.OFFICER: "Siu H'Lan", RoleKind.HANDLER: "Nguyễn Thị Thu Hà", RoleKind.HEAD: "Trần Quốc Bảo",
        RoleKind.SUPERVISOR: "Lê Thị Minh Nguyệt", RoleKind.COORDINATOR: "Phạm Văn Đức",
        RoleKind.OBSERVER: "Võ Thị Kim Liên", RoleKind.AUDITOR: "Đặng Hoài Nam",
        RoleKind.ADMINISTRATOR: "Huỳnh Gia Khánh",
    }  # fmt: skip
    mine = select(Matter.id, func.min(Obligation.due_on)).where(Matter.open, Account.username == "thu.ha")
    mine = mine.join(Account, Account.id == Matter.assignee_id).outerjoin(
        Obligation, (Obligation.matter_id == Matter.id) & Obligation.open & Obligation.paused_on.is_(None)
    )
    due = [on for _, on in register.execute(mine.group_by(Matter.id))]
    calendar = ledger.ground_of(register).calendar
    soon = [on for on in due if on and on >= TODAY and calendar.working_days_between(TODAY, on) <= 5]
    assert (len(due), sum(bool(on and on < TODAY) for on in due), len(soon)) == (9, 2, 4)
    ia_dom = select(func.count()).select_from(Visit).join(Matter, Matter.id == Visit.matter_id)
    ia_dom = ia_dom.join(Agency, Agency.id == Matter.origin_agency_id).where(Agency.code == "23872")
    assert register.scalar(ia_dom.where(Visit.received_on == TODAY)) == 3
    assert register.scalar(ia_dom.where(Visit.received_on > TODAY - timedelta(days=7))) > 6  # type: ignore[operator]


def test_late_agencies_of_every_kind_of_head(register: Session) -> None:
    """A head's account, an address only, and neither: each has something late for the monthly letter."""
    late = select(Obligation.agency_id).where(Obligation.open, Obligation.due_on < TODAY)
    agencies = register.scalars(select(Agency).where(Agency.id.in_(late))).all()
    headed = set(register.scalars(select(Record.metadata.tables["roles"].c.agency_id).where(
        Record.metadata.tables["roles"].c.kind == RoleKind.HEAD)))  # fmt: skip
    assert {(agency.id in headed, bool(agency.email)) for agency in agencies} == {
        (True, False), (False, True), (False, False),
    }  # fmt: skip


# ---- nobody real, nothing sealed in the open


def test_nobody_is_real(register: Session) -> None:
    people = names(register)
    assert len(people) > 200
    assert all(row.paper_number.startswith("000") or not row.paper_number for row in people)
    assert all(row.phone.startswith("0000 ") or not row.phone for row in people)
    addresses = {*register.scalars(select(Account.email)), *register.scalars(select(Agency.email))}
    assert all(address.endswith(".example.invalid") for address in addresses if address)
    accounts = register.scalars(select(Account)).all()
    assert all(account.demonstration and account.password_hash is None for account in accounts)


def test_nothing_sealed_leaks(register: Session) -> None:
    sealed = register.scalars(select(Matter).where(Matter.sealed)).all()
    denounced = register.scalars(select(Petition.matter_id).where(Petition.kind == PetitionKind.DENUNCIATION)).all()
    assert len(sealed) > 30
    assert set(denounced) <= {matter.id for matter in sealed}
    assert all(not matter.title and matter.number is None for matter in sealed)
    ids = [matter.id for matter in sealed]
    rows = register.scalars(select(Petition).where(Petition.matter_id.in_(ids))).all()
    assert all(not (row.content or row.request or row.classification_reason or row.contested) for row in rows)
    hidden = {row.full_name for row in names(register, sealed=True)} - {
        row.full_name for row in names(register, sealed=False)
    }
    contents = Record.metadata.tables["sealed_contents"]
    secrets = {row.content for row in register.execute(select(contents)) if row.content}
    open_text = "\n".join(
        str(row) for name, table in Record.metadata.tables.items()
        if name not in ("identities", "sealed_contents", "sealed_lines") for row in register.execute(select(table))
    )  # fmt: skip
    assert not [text for text in hidden | secrets if text in open_text]


def test_a_denounced_head_is_kept_out(register: Session) -> None:
    rows = register.scalars(select(Matter).where(Matter.excluded_agency_id.is_not(None))).all()
    cases = [matter for matter in rows if matter.kind is MatterKind.CASE]
    province = register.scalars(select(Agency.id).where(Agency.code == "ubnd-tinh")).one()
    assert len(cases) == 2
    assert {matter.agency_id for matter in cases} == {province}
    assert all(matter.sealed for matter in rows)


# ---- the command


def run(app: Flask, *arguments: str) -> Result:
    app.config["CLOCK"] = lambda: NOW
    return app.test_cli_runner().invoke(args=["demo", "fill", *arguments])


def test_fill_once(app: Flask) -> None:
    few = ("--seed", "7", "--visits", "0", "--petitions", "0", "--cases", "0")
    first = run(app, *few, "--json")
    assert first.exit_code == 0, first.output
    said = json.loads(first.output)
    assert {name: said[name] for name in ("seed", "visits", "petitions", "cases")} == {
        "seed": 7, "visits": 0, "petitions": 0, "cases": 0,
    }  # fmt: skip
    again = run(app, *few)
    assert (again.exit_code, "Đã có dữ liệu minh họa" in again.output) == (1, True)
    assert run(app, *few, "--if-empty").exit_code == 0
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Account)) == said["accounts"]


def test_real_data_is_left_alone(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        create_account(db.session(), username="an", full_name="Nguyễn Văn An", by=SYSTEM, at=NOW)
        db.session.commit()
    refused = run(sqlite_app, "--visits", "1", "--petitions", "0", "--cases", "0")
    assert (refused.exit_code, "cơ sở dữ liệu trống" in refused.output) == (1, True)
    assert run(sqlite_app, "--if-empty").exit_code == 0
    with sqlite_app.app_context():
        assert db.session.get(Mark, MARK) is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--petitions", "1", "--cases", "2"), "số đơn phải không nhỏ hơn"),
        (("--today", "2025-07-02"), "kể từ 01/07/2025"),
        (("--visits", "-1"), "visits"),
    ],
)
def test_what_cannot_be_filled(sqlite_app: Flask, arguments: tuple[str, ...], sentence: str) -> None:
    refused = run(sqlite_app, *arguments)
    assert (refused.exit_code, sentence in refused.output) == (1, True), refused.output


def test_production_refuses(sqlite_url: str, tmp_path: Path) -> None:
    settings = settings_at(
        sqlite_url, tmp_path, APP_ENV="production", SECRET_KEY=STRONG_SECRET, BASE_URL="https://tiepdan.example.invalid"
    )
    for app in app_on(settings):
        refused = run(app)
        assert (refused.exit_code, "APP_ENV" in refused.output) == (1, True)
        assert run(app, "--if-empty").exit_code == 0
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Account)) == 0


# ---- days of reception


def test_every_desk_has_days_held_empty_cancelled_by_a_deputy_and_ahead(register: Session) -> None:
    days = register.scalars(select(ReceptionDay).where(ReceptionDay.starts_at.is_not(None))).all()
    heads = [day for day in days if day.kind is ReceptionKind.HEAD]
    assert {day.state for day in heads} == set(DayState)
    assert {day.chair for day in heads} == {Chair.HEAD, Chair.DEPUTY}
    assert all(day.reason for day in days if day.chair is Chair.DEPUTY or day.state is DayState.CANCELLED)
    ahead = {(day.agency_id, day.on.month) for day in days if day.on > TODAY and day.rule_id is None}
    assert {month for _, month in ahead} == {11, 12, 1}
    assert {agency for agency, month in ahead if month == 1} == {day.agency_id for day in days}


def test_only_the_days_left_for_the_sign_in_cards_have_no_outcome(register: Session) -> None:
    past = select(ReceptionDay).where(ReceptionDay.on < TODAY, ReceptionDay.state == DayState.PLANNED)
    assert {day.kind for day in register.scalars(past)} <= {ReceptionKind.HEAD, ReceptionKind.REGULAR}
    assert len(register.scalars(past).all()) <= 2


def test_groups_have_their_mandate_but_for_some(register: Session) -> None:
    groups = register.scalars(select(Visit).where(Visit.people_count >= 5)).all()
    assert {bool(visit.mandate) for visit in groups} == {True, False}
