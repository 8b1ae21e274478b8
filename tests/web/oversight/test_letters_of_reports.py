"""Reminders of reports among the letters: Thanh tra reads them beside all others, the coordinator them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.casework.following import Hand
from app.casework.permissions import SYSTEM
from app.casework.recipients import LetterKind
from app.casework.report_rounds import open_period, periods_ahead
from app.extensions import db
from app.post.monthly import write
from app.post.report_reminders import write_due
from app.records.matters import Matter, MatterKind
from app.records.notices import LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from tests.lateness import Province, a_duty, a_province
from tests.makers import at
from tests.web.conftest import THE_MORNING, Browse
from tests.web.desks import at_the_desk, somebody

TODAY = THE_MORNING.date()
OPENED, BASE = date(2026, 10, 5), "http://127.0.0.1:8000"
REMINDER = "Nhắc gửi báo cáo: UBND phường Pleiku còn 1 báo cáo chưa gửi"
LIST, PREVIEW, ROUND = "/thu-da-gui", "/thu-da-gui/xem-truoc", "/thu-da-gui/chay-thu"


@dataclass
class Set:
    """Phường Pleiku and xã Ia Dom owe a report that is due in three working days, and are late with a case."""

    app: Flask
    records: Session
    province: Province

    def at(self, username: str) -> Browse:
        return at_the_desk(self.app, username)

    def write_letters(self) -> None:
        with self.app.app_context():
            sessions = sessionmaker(db.engine, expire_on_commit=False)
            write(sessions, period=f"{TODAY:%Y-%m}", today=TODAY, at=THE_MORNING, base_url=BASE)
            assert write_due(sessions, today=TODAY, at=THE_MORNING, base_url=BASE) == {"written": 2}

    def asked(self, door: str, **what: str) -> str:
        return f"{door}?" + urlencode({"day": f"{TODAY:%d/%m/%Y}", **what})


@pytest.fixture
def set_(sqlite_app: Flask, records: Session) -> Set:
    province = a_province(records)
    somebody(records, province.inspectorate, RoleKind.SUPERVISOR, username="giam.sat")
    somebody(records, province.committee, RoleKind.COORDINATOR, username="dieu.phoi")
    period = next(one for one in periods_ahead(records, OPENED) if one.form.code == "ttcp_year")
    open_period(records, period, Hand(SYSTEM, at(OPENED), OPENED))
    its_own = select(Matter.id).where(Matter.kind == MatterKind.REPORT_DUTY)
    for duty in records.scalars(select(Obligation).where(Obligation.matter_id.in_(its_own))):
        duty.due_on = TODAY + timedelta(days=3)
    for agency in (province.pleiku, province.ia_dom):
        a_duty(records, agency, TODAY - timedelta(days=9))
    records.commit()
    return Set(sqlite_app, records, province)


def test_a_supervisor_reads_reminders_of_reports_among_the_other_letters(set_: Set) -> None:
    set_.write_letters()
    browse = set_.at("giam.sat")
    page = browse.open(LIST)
    assert REMINDER in page.text("table")
    assert "Việc quá hạn tháng 11/2026: UBND phường Pleiku (1 việc)" in page.text("table")
    narrowed = browse.open(f"{LIST}?loai={LetterKind.REPORT_REMINDER}")
    assert "Hết danh sách: 2 thư." in narrowed.text()
    assert "Việc quá hạn" not in narrowed.text("table")


def test_a_coordinator_reads_reminders_of_reports_and_no_other_letter(set_: Set) -> None:
    set_.write_letters()
    browse = set_.at("dieu.phoi")
    page = browse.open(LIST)
    assert "Hết danh sách: 2 thư." in page.text()
    assert REMINDER in page.text("table")
    assert "Việc quá hạn" not in page.text("main")
    assert PREVIEW not in page.html
    refs = dict(set_.records.execute(select(OutboxLetter.kind, OutboxLetter.ref)).all())
    set_.records.rollback()
    assert "còn 1 báo cáo chưa gửi" in browse.open(f"{LIST}/{refs[LetterKind.REPORT_REMINDER]}").text()
    for door in (f"{LIST}/{refs[LetterKind.MONTHLY_AGENCY]}", f"{LIST}/{refs[LetterKind.MONTHLY_PROVINCE]}/html"):
        assert browse.client.get(door).status_code == 404
    assert browse.client.get(PREVIEW).status_code == 403


def test_a_coordinator_is_offered_no_button_that_is_the_inspectorate_s(set_: Set) -> None:
    set_.write_letters()
    letter = set_.records.scalars(select(OutboxLetter).where(OutboxLetter.kind == LetterKind.REPORT_REMINDER)).first()
    assert letter
    letter.state, ref = LetterState.FAILED, letter.ref
    set_.records.commit()
    assert "Gửi lại" in set_.at("giam.sat").open(f"{LIST}/{ref}").text("main")
    assert "Gửi lại" not in set_.at("dieu.phoi").open(f"{LIST}/{ref}").text("main")


def test_a_reminder_is_looked_at_before_it_goes(set_: Set) -> None:
    browse, place = set_.at("giam.sat"), f"{LetterKind.REPORT_REMINDER}.{set_.province.pleiku.id}.0"
    page = browse.open(set_.asked(PREVIEW, to=place))
    (article,) = page.all("article")
    set_.write_letters()
    wanted = select(OutboxLetter.body_text).where(OutboxLetter.agency_id == set_.province.pleiku.id)
    kept = set_.records.scalars(wanted.where(OutboxLetter.kind == LetterKind.REPORT_REMINDER)).one()
    set_.records.rollback()
    assert "\n\n".join("".join(block.itertext()) for block in article) + "\n" == kept
    early = browse.open(f"{PREVIEW}?" + urlencode({"to": place, "day": "02/10/2026"}))
    assert "không có báo cáo nào sắp đến hạn hoặc quá hạn" in early.text()


def test_a_dry_run_of_the_reminders_names_whom_they_would_go_to(set_: Set) -> None:
    page = set_.at("giam.sat").open(set_.asked(ROUND, kind=LetterKind.REPORT_REMINDER))
    assert "Địa chỉ chung, UBND phường Pleiku" in page.text("table")
    assert "Thủ trưởng, UBND xã Ia Dom" in page.text("table")
    assert "Hết danh sách: 2 thư." in page.text()
