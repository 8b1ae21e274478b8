"""Settling a reading or a text: with a source and a reason, by an administrator, one after the other, told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.casework.calendars import chosen_policies
from app.casework.choices import CHOSEN, Why, choose, last_changes, take_back
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.held_texts import unsure_texts
from app.casework.permissions import Viewer
from app.casework.settled import settled
from app.extensions import db
from app.records.audit import AuditEntry
from app.records.people import RoleKind
from app.records.settings import PolicyChoice
from tests.makers import a_unit, a_viewer

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
WHY = Why("Công văn 12/TTT-NV ngày 20/11/2026", "Thanh tra tỉnh hướng dẫn")
NAME = "roll_ceilings"


@pytest.fixture
def administrator(session: Session) -> Viewer:
    return a_viewer(session, a_unit(session).agency, RoleKind.ADMINISTRATOR)


def seen(session: Session, name: str = NAME) -> int:
    change = last_changes(session).get(name)
    return change.id if change else 0


def test_a_choice_holds_is_told_and_is_taken_back(session: Session, administrator: Viewer) -> None:
    choose(session, NAME, "yes", WHY, seen=0, by=administrator, at=AT)
    assert chosen_policies(session).roll_ceilings
    change = last_changes(session)[NAME]
    assert (change.reason, change.chosen, change.at) == (WHY.reason, True, AT)
    take_back(session, NAME, "Văn bản đã bị thu hồi", seen=change.id, by=administrator, at=AT)
    assert not chosen_policies(session).roll_ceilings
    assert not last_changes(session)[NAME].chosen


@pytest.mark.parametrize(
    ("why", "field"), [(Why("", "Lý do rõ"), "source"), (Why("...", "Lý do rõ"), "source"),
                       (Why("CV 12/TTT", "-"), "reason")],
)  # fmt: skip
def test_no_source_or_no_reason_settles_nothing(session: Session, administrator: Viewer, why: Why, field: str) -> None:
    with pytest.raises(Refused) as refused:
        choose(session, NAME, "yes", why, seen=0, by=administrator, at=AT)
    assert refused.value.field == field
    assert session.get(PolicyChoice, NAME) is None


def test_the_same_again_by_the_same_source_changes_nothing(session: Session, administrator: Viewer) -> None:
    choose(session, NAME, "yes", WHY, seen=0, by=administrator, at=AT)
    with pytest.raises(Refused, match="không có gì thay đổi"):
        choose(session, NAME, "yes", WHY, seen=seen(session), by=administrator, at=AT)
    choose(session, NAME, "yes", Why("Nghị quyết 3/NQ-HĐND", "Nguồn mới"), seen=seen(session), by=administrator, at=AT)


def test_who_read_an_older_page_is_told(session: Session, administrator: Viewer) -> None:
    choose(session, NAME, "yes", WHY, seen=0, by=administrator, at=AT)
    with pytest.raises(ChangedMeanwhile):
        choose(session, NAME, "no", WHY, seen=0, by=administrator, at=AT)
    with pytest.raises(ChangedMeanwhile):
        take_back(session, NAME, "Không còn dùng", seen=0, by=administrator, at=AT)


def test_what_was_never_chosen_cannot_be_taken_back(session: Session, administrator: Viewer) -> None:
    with pytest.raises(Refused, match="đang theo mặc định"):
        take_back(session, NAME, "Không còn dùng", seen=0, by=administrator, at=AT)


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind is not RoleKind.ADMINISTRATOR])
def test_nobody_else_settles_anything(session: Session, kind: RoleKind) -> None:
    somebody = a_viewer(session, a_unit(session).agency, kind)
    with pytest.raises(NotAllowed):
        choose(session, NAME, "yes", WHY, seen=0, by=somebody, at=AT)
    with pytest.raises(NotAllowed):
        take_back(session, NAME, "Không còn dùng", seen=0, by=somebody, at=AT)


def test_every_text_that_is_not_sure_can_be_held_against_its_original(session: Session, administrator: Viewer) -> None:
    texts = unsure_texts()
    assert all(len(text.name) <= 60 for text in texts.values())
    for text in texts.values():
        choose(session, text.name, "yes", WHY, seen=0, by=administrator, at=AT)
    assert dict(settled(session).held) == dict.fromkeys(texts, WHY.source)


def test_of_two_at_once_one_settles_it_and_the_other_is_told(app: Flask) -> None:
    with app.app_context(), Session(db.engine) as session:
        administrator = a_viewer(session, a_unit(session).agency, RoleKind.ADMINISTRATOR)
        session.commit()
        engine = db.engine
    together = Barrier(2)

    def settle(value: str) -> str:
        with Session(engine) as session:
            together.wait()
            try:
                choose(session, NAME, value, WHY, seen=0, by=administrator, at=AT)
                session.commit()
            except (ChangedMeanwhile, IntegrityError):
                return "told"
        return "settled"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(settle, ["yes", "no"]))
    assert said == ["settled", "told"]
    with Session(engine) as session:
        assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == CHOSEN)).all()) == 1
