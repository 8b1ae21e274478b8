"""The words an administrator sets: known fields only, versions kept, nothing of the law lost, what was sent stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from app.casework import backlog
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.letter_wordings import Wording, set_wording, versions_of, wording_of
from app.casework.permissions import HeldRole, Viewer
from app.casework.recipients import LetterKind
from app.config import Settings
from app.post.deliver import Delivery
from app.post.digests import write_weekly
from app.records.audit import AuditEntry
from app.records.notices import OutboxLetter
from app.records.people import RoleKind
from tests.lateness import CANARY, Province, a_duty, a_province
from tests.post.conftest import NOW

Sessions = sessionmaker[Session]
TODAY = NOW.date()
BASE = "https://tiepdan.example"
WEEKLY = LetterKind.WEEKLY
OURS = Wording("Nhắc {holder}: {late} <b>trễ</b>", "Kính đề nghị {agency} xem {late}.\nCảm ơn.", "Đường dây: 1022.")


@pytest.fixture
def province(engine: Engine) -> Province:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, TODAY - timedelta(days=12), code="KN-0001/2026")
        backlog.mark_confirmed(session, at=NOW)
        session.commit()
    return province


def boss(province: Province) -> Viewer:
    return Viewer(province.supervisor.id, (HeldRole(RoleKind.ADMINISTRATOR, province.inspectorate.id),))


def the_letter(sessions: Sessions) -> OutboxLetter:
    with sessions() as session:
        return session.scalars(select(OutboxLetter).order_by(OutboxLetter.id)).all()[-1]


def test_the_words_set_are_those_sent_beside_everything_the_law_asks_and_what_was_sent_stays(
    province: Province, sessions: Sessions, settings: Settings
) -> None:
    with sessions.begin() as session:
        set_wording(session, WEEKLY, "vi", OURS, seen=0, by=boss(province), at=NOW)
    write_weekly(sessions, today=TODAY, at=NOW, base_url=BASE)
    Delivery(sessions, settings, today=TODAY, clock=lambda: NOW).run()
    sent = the_letter(sessions)
    assert sent.subject.endswith("1 việc <b>trễ</b>")
    assert "Kính đề nghị UBND xã Ia Dom xem 1 việc." in sent.body_text
    assert "Luật" in sent.body_text  # the article of the duty, and the duty itself
    assert "KN-0001/2026" in sent.body_html
    assert "Đường dây: 1022." in sent.body_html
    assert CANARY not in sent.body_text + sent.body_html
    with sessions.begin() as session:
        set_wording(session, WEEKLY, "vi", None, seen=1, by=boss(province), at=NOW)
    assert the_letter(sessions).body_html == sent.body_html  # sent is sent
    write_weekly(sessions, today=TODAY + timedelta(days=7), at=NOW, base_url=BASE)
    assert the_letter(sessions).subject.startswith("Việc trong tuần của")


def test_what_is_typed_as_markup_is_words_in_the_letter(province: Province, sessions: Sessions) -> None:
    words = Wording("Nhắc", "<script>alert(1)</script> {holder}", "")
    with sessions.begin() as session:
        set_wording(session, WEEKLY, "vi", words, seen=0, by=boss(province), at=NOW)
    write_weekly(sessions, today=TODAY, at=NOW, base_url=BASE)
    assert "<script>" not in the_letter(sessions).body_html


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        (Wording("Thư {citizen}", "Mở đầu", ""), "subject", "{citizen}"),
        (Wording("Thư", "{late.__class__}", ""), "opening", "{late.__class__}"),
        (Wording("Thư", "{}", ""), "opening", "{}"),
        (Wording("Thư", "Mở đầu", "còn {late"), "closing", "từng cặp"),
        (Wording("", "Mở đầu", ""), "subject", "Nhập"),
        (Wording("Thư", "", ""), "opening", "Nhập"),
        (Wording("Thư" * 60, "Mở đầu", ""), "subject", "160"),
    ],
)
def test_a_field_the_letter_does_not_have_is_refused_by_name(
    province: Province, sessions: Sessions, words: Wording, field: str, said: str
) -> None:
    with sessions() as session, pytest.raises(Refused) as refused:
        set_wording(session, WEEKLY, "vi", words, seen=0, by=boss(province), at=NOW)
    assert refused.value.field == field
    assert said in refused.value.sentence


def test_every_version_is_kept_with_who_set_it_and_two_do_not_overwrite_one_another(
    province: Province, sessions: Sessions
) -> None:
    by = boss(province)
    with sessions.begin() as session:
        set_wording(session, WEEKLY, "vi", OURS, seen=0, by=by, at=NOW)
        with pytest.raises(ChangedMeanwhile):
            set_wording(session, WEEKLY, "vi", None, seen=0, by=by, at=NOW)
        set_wording(session, WEEKLY, "vi", None, seen=1, by=by, at=NOW)
        kept = versions_of(session, WEEKLY, "vi")
        assert [(one.turn, one.wording, one.by) for one in kept] == [
            (2, None, province.supervisor.full_name), (1, OURS, province.supervisor.full_name),
        ]  # fmt: skip
        assert wording_of(session, WEEKLY, "vi") is None
        assert versions_of(session, WEEKLY, "en") == []
        said = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "wording:weekly")).all()
        assert sorted(said) == ["letter_worded", "letter_wording_reset"]
        with pytest.raises(NotAllowed):
            set_wording(session, WEEKLY, "vi", OURS, seen=2, by=Viewer(by.account_id, ()), at=NOW)
