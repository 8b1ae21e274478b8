"""What a little province has not: made in a copy of it, so that the pages only few ever open are walked too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import choices, enforcement, letter_wordings, report_merging, respondent_changes, urging, urging_issue
from app.casework.account_changes import lock
from app.casework.agency_changes import add_remote_area
from app.casework.appointments import NewAppointment, make_appointment
from app.casework.documents import take_file
from app.casework.flags import raise_and_withdraw
from app.casework.held_texts import unsure_texts
from app.casework.inspections import plans
from app.casework.inspections.plans import Paper, Planned
from app.casework.overdue import Filters, overdue
from app.casework.papers import templates
from app.casework.papers.examples import example_of
from app.casework.permissions import HeldRole, Viewer
from app.casework.persons import Person
from app.casework.recipients import LetterKind
from app.casework.respondents import NewRespondent
from app.casework.settled import YES
from app.casework.signing_in import demonstration_accounts
from app.casework.uploads import keep
from app.casework.urged import letter_of
from app.extensions import db, writing
from app.paper.starter import starter
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionPlan
from app.records.matters import Matter, MatterKind
from app.records.people import Account, Role, RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionKind
from app.records.reports import ReportDuty, ReportRound, SentReport
from app.statute.inspections import InspectionKind
from app.statute.papers import PAPERS
from app.statute.policies import MOVES_NO_DATE, READINGS
from app.web.enclosed import folder
from tests.browser.conftest import NOW
from tests.makers import Unit, a_case, a_petition, a_visit, an_act
from tests.papers import PDF

AT = datetime.fromisoformat(NOW)
TODAY = AT.date()
LONG_AGO = date(2026, 8, 3)  # what waits longest stands first
TEMPLATE = "urging"
HELD_READING = next(one for one in READINGS if one.policy in MOVES_NO_DATE)
HELD_TEXT = next(iter(unsure_texts().values()))
TWELVE = tuple(Person(f"Siu {name}", 1960 + n) for n, name in enumerate("ABCDEFGHIKLM"))


SEED = 20261123
LINK = re.compile(r"https?://\S+?(/dat-mat-khau/\S+)")


@contextmanager
def drawn_the_same() -> Iterator[None]:
    """What is random comes out the same in every run: a page is as wide as the codes it shows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("random._urandom", Random(SEED).randbytes)  # noqa: S311 - what secrets are drawn from
        yield


def prepare(app: Flask) -> tuple[str, list[str]]:
    """Letters of this month, the rare matters, and a link to choose a password: that link, and where those stand."""
    rare = made_in(app)
    _ran(app, "oversight", "letters", "--month", "2026-11")
    said = _ran(app, "accounts", "create", "nguoi.moi", "--full-name", "Người Mới", "--link")
    link = LINK.search(said)
    assert link, said
    return link[1], rare


def _ran(app: Flask, *arguments: str) -> str:
    done = app.test_cli_runner().invoke(args=arguments)
    assert done.exit_code == 0, done.output
    return done.output


def made_in(app: Flask) -> list[str]:
    """A group without its mandate and expected again, a day of a head to conclude, a list of names, a remote area.

    And a case carried out, with a file, and a template of the province: their addresses, which lists have far down; and
    those of every inspection, as each step has a page of its own.
    """
    with app.app_context(), writing():
        session = db.session()
        cards = demonstration_accounts(session, on=TODAY)
        _at_the_desk(session, {kind: account for kind, (account, _agency) in cards.items()})
        handler = _viewer(session, cards[RoleKind.HANDLER][0])
        case, again = _carried_out(session, handler, folder()), _again(session, handler)
        _urged(session, _viewer(session, cards[RoleKind.SUPERVISOR][0]), handler)
        _for_administrators(
            session, cards[RoleKind.ADMINISTRATOR][0], [account.id for account, _agency in cards.values()]
        )
        merged, sent = _reported(session, _viewer(session, cards[RoleKind.COORDINATOR][0]))
        _last_year(session, _viewer(session, cards[RoleKind.SUPERVISOR][0]), handler)
        session.commit()
        refs, administrator = (case.ref, again.ref), cards[RoleKind.ADMINISTRATOR][0].ref
        planned = [f"/kiem-tra/ke-hoach/{ref}" for ref in session.scalars(select(InspectionPlan.ref))]
        planned += [f"{one}/ket-qua" for one in planned]
        inspected = [f"/kiem-tra/cuoc/{ref}" for ref in session.scalars(select(Inspection.ref))]
        inspected += [f"{one}/{paper}" for one in inspected for paper in ("ket-luan", "van-ban-ket-luan", "moi")]
        owed = select(Matter.ref).where(Matter.kind == MatterKind.INSPECTION_TERM)
        inspected += [f"/kiem-tra/han/{ref}" for ref in session.scalars(owed)]
    cases = [f"/vu-viec/{ref}" for ref in refs]
    reports = [f"/tong-hop-bao-cao/{merged}", *(f"/bao-cao-phai-nop/{ref}" for ref in sent)]
    of_administrators = [
        f"/quan-tri/mau-van-ban/{TEMPLATE}", f"/quan-tri/loi-thu/{LetterKind.WEEKLY}/vi",
        f"/quan-tri/luat/cach-hieu/{HELD_READING.id}", f"/quan-tri/luat/doi-chieu/{HELD_TEXT.key}",
        f"/quan-tri/tai-khoan/{administrator}",
    ]  # fmt: skip
    return [*cases, f"/vu-viec/{refs[0]}/thi-hanh", *of_administrators, *planned, *inspected, *reports]


def _last_year(session: Session, inspector: Viewer, unit: Viewer) -> None:
    """A plan of the year before, whose result was never sent."""
    year, by = TODAY.year - 1, inspector
    plan = plans.write_plan(session, inspector.roles[0].agency_id, year, by=by, at=AT)
    units = {unit.roles[0].agency_id: ""}
    held = Planned(InspectionKind.HEADS, "Trách nhiệm của thủ trưởng", date(year, 9, 1), date(year, 9, 30), units)
    plans.add_inspection(session, plan.ref, held, paper=None, by=by, at=AT, today=TODAY)
    paper = Paper("01/KH-TTr", date(year, 8, 3), "Ông Nguyễn Hữu Thịnh, Chánh Thanh tra")
    plans.approve(session, plan.ref, paper, by=by, at=AT, today=TODAY)


def _viewer(session: Session, account: Account) -> Viewer:
    held = session.scalars(select(Role).where(Role.account_id == account.id, Role.until_on.is_(None)))
    return Viewer(account.id, tuple(HeldRole(one.kind, one.agency_id) for one in held))


def _at_the_desk(session: Session, cards: dict[RoleKind, Account]) -> None:
    kinds = (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    officer, handler, head = (_viewer(session, cards[kind]) for kind in kinds)
    for who in (officer, head):
        agency = session.get_one(Agency, who.roles[0].agency_id)
        unit = Unit(agency, who, who, who)
        group = a_visit(session, unit, on=TODAY, people=TWELVE[:2], people_count=12)
        when = NewAppointment(TODAY, time(14), "Phòng 1", "Chủ tịch")
        make_appointment(session, group, when, by=who, at=AT, today=TODAY)
        a_visit(session, unit, on=TODAY, reception_kind=ReceptionKind.HEAD)
    desk = session.get_one(Agency, handler.roles[0].agency_id)
    many: dict[str, Any] = {"people": TWELVE[:2], "listed": TWELVE[2:], "signatories": 12}
    a_petition(session, Unit(desk, handler, handler, handler), on=LONG_AGO, **many)


def _carried_out(session: Session, handler: Viewer, folder: Path) -> Matter:
    """A case whose decision is being carried out, with a file."""
    agency = session.get_one(Agency, handler.roles[0].agency_id)
    head = Viewer(handler.account_id, (HeldRole(RoleKind.HEAD, agency.id),))
    case = a_case(session, Unit(agency, handler, handler, head), on=LONG_AGO)
    against = NewRespondent(None, "Ban quản lý dự án", is_head=False)
    respondent_changes.add(session, case, against, by=handler, at=AT, today=TODAY)
    for act, by in (("verifying", handler), ("reported", handler), ("decided", head)):
        an_act(session, case, act, LONG_AGO, by=by)
    said = enforcement.Said("recover_due", {"money": 1_000_000}, "12/QĐ-UBND", TODAY)
    enforcement.record(session, case, said, by=handler, at=AT, today=TODAY)
    take_file(session, keep(folder, BytesIO(PDF), at=AT), matter=case, name="quyết định.pdf", by=handler, at=AT)
    return case


def _again(session: Session, handler: Viewer) -> Matter:
    """A further denunciation; of which first one nobody has said yet. It is against the head of another no more."""
    agency = session.get_one(Agency, handler.roles[0].agency_id)
    unit = Unit(agency, handler, handler, handler)
    kind = PetitionKind.DENUNCIATION
    further = a_petition(session, unit, on=LONG_AGO, kind=kind, classified={"instance": "further"})
    case = a_case(session, unit, on=LONG_AGO, petition=further)
    others = select(Agency).where(Agency.level == Level.COMMUNE, Agency.id != agency.id).order_by(Agency.id.desc())
    denounced = NewRespondent(session.scalars(others.limit(1)).one().id, "", is_head=True)
    done: dict[str, Any] = {"by": handler, "at": AT, "today": TODAY}
    respondent_changes.add(session, case, denounced, **done)
    respondent_changes.end(session, case, 1, on=TODAY, reason="Ghi nhầm", **done)
    return case


def _urged(session: Session, supervisor: Viewer, handler: Viewer) -> None:
    """A letter to the agency of the handler, and one that waits for its number; flags of what is late."""
    raise_and_withdraw(session, today=TODAY, at=AT)
    late = overdue(session, supervisor, today=TODAY, filters=Filters(agency_id=handler.roles[0].agency_id)).rows
    for duty, number in ((late[0], "45/TTr-VP"), (late[1], "")):
        ref = urging.draft(session, [duty.id], by=supervisor, today=TODAY, at=AT).refs[0]
        letter = letter_of(session, supervisor, ref)
        seen = [one.id for one in urging_issue.standing(session, letter, by=supervisor, today=TODAY)]
        said = urging_issue.Issuing(number, TODAY, date(2026, 12, 8), ("process",))
        if number:
            urging_issue.issue(
                session, ref, said, b"PK", seen=seen, expected_version=letter.version, by=supervisor, today=TODAY,
                at=AT,
            )  # fmt: skip


def _reported(session: Session, coordinator: Viewer) -> tuple[str, list[str]]:
    """A draft of the province's report, and what was sent for it."""
    of_plan = select(ReportRound).where(ReportRound.collector == "coordinator")
    sent = select(ReportDuty.round_id).join(SentReport, SentReport.matter_id == ReportDuty.matter_id)
    rounds = session.scalars(of_plan.where(ReportRound.id.in_(sent)).order_by(ReportRound.id.desc())).all()
    draft = report_merging.make(session, rounds[0], by=coordinator, at=AT)
    duties = select(Matter.ref).join(ReportDuty, ReportDuty.matter_id == Matter.id).where(Matter.open)
    return draft.ref, list(session.scalars(duties.where(ReportDuty.round_id == rounds[0].id)))


def _for_administrators(session: Session, administrator: Account, cards: list[int]) -> None:
    by = _viewer(session, administrator)
    for agency in session.scalars(select(Agency).where(Agency.level == Level.PROVINCE)):  # the first of the list
        add_remote_area(session, agency, "QĐ 12/QĐ-TTg", from_on=date(2026, 1, 1), until_on=None, by=by, at=AT)
    names = select(Account).where(Account.id.not_in(cards)).order_by(Account.username)
    for account in session.scalars(names.limit(2)):
        lock(session, account, by=by, at=AT)
    why = choices.Why("CV 12/STP ngày 03/8/2026", "Đã đối chiếu với văn bản")
    for name in (HELD_READING.policy, HELD_TEXT.name):
        choices.choose(session, name, YES, why, seen=0, by=by, at=AT)
    words = letter_wordings.Wording("Việc trong tuần", "Thư của tuần này.", "")
    letter_wordings.set_wording(session, LetterKind.WEEKLY, "vi", words, seen=0, by=by, at=AT)
    paper = next(one for one in PAPERS if one.code == TEMPLATE)
    content = starter(paper, example_of(paper, TODAY).passages, at=AT)
    template = templates.add_template(session, paper, content, name="mẫu.docx", by=by, at=AT)
    templates.use_template(
        session, paper, template, from_on=TODAY, until_on=None, expected=templates.seen({}), by=by, at=AT, today=TODAY
    )
