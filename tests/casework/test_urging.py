"""Urging: one letter an agency, nothing hidden in it, a number somebody gave, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import urging, urging_issue, urging_replies
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.flag_history import FlagStep, history, state_of
from app.casework.flags import raise_and_withdraw
from app.casework.notices import LetterKind, Recipient, monthly_notice, reckoning
from app.casework.overdue import Filters, Holder, overdue
from app.casework.papers.sides import post_of
from app.casework.papers.urging import urging_sheet
from app.casework.permissions import HeldRole, Viewer
from app.casework.urged import answered, drafts, items_of, last_urged, letter_of, unanswered, waiting_count
from app.casework.urging_issue import Issuing
from app.casework.urging_replies import Reply
from app.paper.official import made
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.records.urgings import Urging, UrgingFile, UrgingItem, UrgingPaper
from tests.lateness import CANARY, Province, a_duty, a_province, an_official
from tests.papers import PDF

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
LATE, VERY_LATE = date(2026, 10, 30), date(2026, 8, 3)
ISSUING = Issuing("45/TTr-VP", TODAY, date(2026, 12, 7), ("process", "reason"))
LATER = date(2026, 12, 21)


@dataclass(frozen=True)
class Set:
    """A province, who urges in it, and who answers."""

    province: Province
    watcher: Viewer
    head: Viewer

    def draft(self, session: Session, *duties: Obligation, today: date = TODAY) -> urging.Drafted:
        return urging.draft(session, [one.id for one in duties], by=self.watcher, today=today, at=AT)

    def issued(self, session: Session, *duties: Obligation, issuing: Issuing = ISSUING) -> Urging:
        return self.issue(session, self.draft(session, *duties).refs[0], issuing=issuing)

    def issue(self, session: Session, ref: str, *, issuing: Issuing = ISSUING, today: date = TODAY) -> Urging:
        letter = letter_of(session, self.watcher, ref)
        items = urging_issue.standing(session, letter, by=self.watcher, today=today)
        sheet = urging_sheet(
            urging_issue.facts_of(session, letter, items, issuing, today=today), number=issuing.number, on=issuing.on
        )
        return urging_issue.issue(
            session, ref, issuing, made(sheet, title="Đôn đốc", at=AT), seen=[one.id for one in items],
            expected_version=letter.version, by=self.watcher, today=today, at=AT,
        )  # fmt: skip


@pytest.fixture
def here(session: Session) -> Set:
    province = a_province(session)
    return Set(
        province,
        Viewer(province.supervisor.id, (HeldRole(RoleKind.SUPERVISOR, province.inspectorate.id),)),
        Viewer(province.head_of_ia_dom.id, (HeldRole(RoleKind.HEAD, province.ia_dom.id),)),
    )


def words_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def the_paper(session: Session, letter: Urging) -> str:
    kept = session.get_one(UrgingFile, (letter.id, UrgingPaper.LETTER))
    return words_of(kept.content)


def test_what_is_chosen_becomes_one_letter_for_each_agency(session: Session, here: Set) -> None:
    dom = [a_duty(session, here.province.ia_dom, day) for day in (LATE, VERY_LATE)]
    pleiku = a_duty(session, here.province.pleiku, LATE)
    made_now = here.draft(session, *dom, pleiku)
    assert len(made_now.refs) == 2
    told = {one.agency: one.matters for one in drafts(session, here.watcher)}
    assert told == {"UBND xã Ia Dom": 2, "UBND phường Pleiku": 1}


@pytest.mark.parametrize(
    ("title", "agency", "post"),
    [
        ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh", "Chánh Thanh tra"),
        ("Trưởng Ban Tiếp công dân tỉnh", "Ban Tiếp công dân tỉnh", "Trưởng Ban"),
        ("Chủ tịch UBND xã", "UBND xã Ia Dom", "Chủ tịch"),
    ],
)
def test_a_letter_is_signed_by_a_post_that_is_one(title: str, agency: str, post: str) -> None:
    assert post_of(title, agency) == post


def test_only_who_urges_drafts_letters(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    with pytest.raises(NotAllowed):
        urging.draft(session, [duty.id], by=here.head, today=TODAY, at=AT)


def test_what_is_not_late_stands_in_no_letter(session: Session, here: Set) -> None:
    assert here.draft(session, a_duty(session, here.province.ia_dom, TODAY)).refs == ()


def test_nothing_is_urged_twice_before_an_answer(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    here.issued(session, duty)
    again = here.draft(session, duty)
    assert again.refs == ()
    assert "45/TTr-VP" in again.left_out[0].why.sentence


def test_a_denunciation_against_a_head_goes_to_the_agency_above_and_is_hidden_from_his(
    session: Session, here: Set
) -> None:
    own, above = here.province.ia_dom, here.province.committee
    duty = a_duty(session, own, LATE, sealed=True, procedure="denunciation", against_the_head_of=own)
    letter = here.issued(session, duty)
    assert letter.agency_id == above.id
    chair = an_official(session, RoleKind.HEAD, above)
    assert letter_of(session, Viewer(chair.id, (HeldRole(RoleKind.HEAD, above.id),)), letter.ref) is letter
    with pytest.raises(NotFound):
        letter_of(session, here.head, letter.ref)


def test_a_letter_is_read_by_whom_it_goes_to_once_it_is_issued_and_by_no_other_agency(
    session: Session, here: Set
) -> None:
    ref = here.draft(session, a_duty(session, here.province.ia_dom, LATE)).refs[0]
    with pytest.raises(NotFound):
        letter_of(session, here.head, ref)
    letter = here.issue(session, ref)
    assert letter_of(session, here.head, ref) is letter
    officer = an_official(session, RoleKind.OFFICER, here.province.ia_dom)
    other = an_official(session, RoleKind.HEAD, here.province.pleiku)
    for kind, account, agency in (
        (RoleKind.OFFICER, officer, here.province.ia_dom),
        (RoleKind.HEAD, other, here.province.pleiku),
    ):
        with pytest.raises(NotFound):
            letter_of(session, Viewer(account.id, (HeldRole(kind, agency.id),)), ref)


def test_the_letter_says_what_is_owed_and_of_a_sealed_matter_its_code_alone(session: Session, here: Set) -> None:
    plain = a_duty(session, here.province.ia_dom, VERY_LATE, code="KN-0007/2026")
    sealed = a_duty(session, here.province.ia_dom, LATE, code="TC-3F9K", sealed=True, procedure="denunciation")
    said = the_paper(session, here.issued(session, plain, sealed))
    assert all(words in said for words in ("KN-0007/2026", "TC-3F9K", "30/10/2026", "45/TTr-VP", "lý do chậm"))
    assert "07/12/2026" in said
    assert "trách nhiệm" not in said  # was not asked
    assert "TC-3F9K\n–\n" in said  # and not even what kind of matter it is
    assert CANARY not in said


def test_a_second_of_the_same_day_of_two_writers_finds_what_changed_and_issues_nothing(
    session: Session, here: Set
) -> None:
    duty, other = a_duty(session, here.province.ia_dom, LATE), a_duty(session, here.province.ia_dom, VERY_LATE)
    ref = here.draft(session, duty, other).refs[0]
    letter = letter_of(session, here.watcher, ref)
    seen = [one.id for one in urging_issue.standing(session, letter, by=here.watcher, today=TODAY)]
    duty.open, duty.satisfied_on = False, TODAY
    session.flush()
    with pytest.raises(ChangedMeanwhile):
        urging_issue.issue(
            session, ref, ISSUING, b"x", seen=seen, expected_version=letter.version, by=here.watcher, today=TODAY,
            at=AT,
        )  # fmt: skip
    here.issue(session, ref)
    assert [one.obligation_id for one in items_of(session, here.watcher, letter)] == [other.id]


def test_a_matter_that_came_to_denounce_the_head_leaves_the_letter_to_his_agency(session: Session, here: Set) -> None:
    duty, other = a_duty(session, here.province.ia_dom, LATE), a_duty(session, here.province.ia_dom, VERY_LATE)
    ref = here.draft(session, duty, other).refs[0]
    session.get_one(Matter, duty.matter_id).excluded_agency_id = here.province.ia_dom.id
    session.flush()
    letter = here.issue(session, ref)
    assert [one.obligation_id for one in items_of(session, here.watcher, letter)] == [other.id]
    assert letter_of(session, here.head, ref) is letter


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": " "}, "number"),
        ({"on": TODAY + timedelta(days=1), "reply_due_on": LATER}, "issued_on"),
        ({"reply_due_on": TODAY}, "reply_due_on"),
        ({"asked": ()}, "asked"),
    ],
)
def test_a_letter_needs_its_number_its_day_a_reply_day_and_a_question(
    session: Session, here: Set, wrong: dict[str, object], field: str
) -> None:
    ref = here.draft(session, a_duty(session, here.province.ia_dom, LATE)).refs[0]
    with pytest.raises(Refused) as refused:
        here.issue(session, ref, issuing=replace(ISSUING, **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_number_is_given_once_a_year(session: Session, here: Set) -> None:
    here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    with pytest.raises(Refused) as refused:
        here.issued(session, a_duty(session, here.province.pleiku, LATE))
    assert refused.value.field == "number"


def test_what_was_owed_stands_as_it_stood(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    letter = here.issued(session, duty)
    duty.due_on, duty.open, duty.satisfied_on = LATER, False, TODAY
    session.flush()
    (item,) = items_of(session, here.watcher, letter)
    assert (item.due_on, item.days_late, item.satisfied_on) == (LATE, 24, TODAY)


def test_a_reply_is_recorded_once_with_its_number_and_its_file(session: Session, here: Set) -> None:
    letter = here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    reply = Reply("12/UBND-VP", TODAY, "Đang đối thoại, xong trước 15/12.", ("trả lời.pdf", PDF))
    with pytest.raises(NotAllowed):
        urging_replies.record_reply(session, letter.ref, reply, by=here.head, today=TODAY, at=AT)
    urging_replies.record_reply(session, letter.ref, reply, by=here.watcher, today=TODAY, at=AT)
    assert [one.reply_number for one in answered(session, here.watcher).rows] == ["12/UBND-VP"]
    assert unanswered(session, here.watcher).total == 0
    kept = urging_replies.take_file(session, letter.ref, UrgingPaper.REPLY, by=here.watcher, at=AT)
    assert kept.content == PDF
    with pytest.raises(NotFound):
        urging_replies.take_file(session, letter.ref, UrgingPaper.REPLY, by=here.head, at=AT)
    with pytest.raises(OutOfOrder):
        urging_replies.record_reply(session, letter.ref, reply, by=here.watcher, today=TODAY, at=AT)


def test_a_reply_is_not_of_before_the_letter_nor_of_tomorrow(session: Session, here: Set) -> None:
    letter = here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    for on in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            urging_replies.record_reply(
                session, letter.ref, Reply("1/UBND", on, "Xong"), by=here.watcher, today=TODAY, at=AT
            )


def test_a_second_letter_waits_for_the_reply_day_and_names_the_first(session: Session, here: Set) -> None:
    letter = here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    with pytest.raises(OutOfOrder):
        urging.draft_again(session, letter.ref, by=here.watcher, today=ISSUING.reply_due_on, at=AT)
    second = urging.draft_again(session, letter.ref, by=here.watcher, today=LATER, at=AT)
    assert (second.turn, second.follows_id) == (2, letter.id)
    with pytest.raises(OutOfOrder):
        urging.draft_again(session, letter.ref, by=here.watcher, today=LATER, at=AT)
    again = Issuing("60/TTr-VP", LATER, LATER + timedelta(days=9), ("result",))
    assert "45/TTr-VP" in the_paper(session, here.issue(session, second.ref, issuing=again, today=LATER))


def test_the_chairman_is_told_after_a_request_and_never_before(session: Session, here: Set) -> None:
    ref = here.draft(session, a_duty(session, here.province.ia_dom, LATE)).refs[0]
    told = {"number": "7/BC-TTr", "on": TODAY, "by": here.watcher, "today": TODAY, "at": AT}
    with pytest.raises(OutOfOrder) as refused:
        urging_replies.report_up(session, ref, **told)  # type: ignore[arg-type]
    assert refused.value.provisions
    here.issue(session, ref)
    assert urging_replies.report_up(session, ref, **told).reported_on == TODAY  # type: ignore[arg-type]


def test_a_draft_can_be_thrown_away_and_a_letter_cannot(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    urging.discard(session, here.draft(session, duty).refs[0], by=here.watcher, at=AT)
    assert session.scalar(select(func.count()).select_from(UrgingItem)) == 0
    with pytest.raises(OutOfOrder):
        urging.discard(session, here.issued(session, duty).ref, by=here.watcher, at=AT)


def test_a_flag_goes_from_raised_to_satisfied_and_tells_each_step(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    raise_and_withdraw(session, today=TODAY, at=AT)
    flag = session.scalars(select(Flag)).one()

    def now() -> FlagStep:
        return state_of(history(session, here.watcher, flag.id, today=TODAY))

    assert now() is FlagStep.RAISED
    assert urging_replies.acknowledge(session, flag.id, by=here.watcher, at=AT)
    assert session.scalars(select(AuditEntry.action).where(AuditEntry.matter_id == duty.matter_id)).all() == [
        "flag_acknowledged"
    ]
    assert not urging_replies.acknowledge(session, flag.id, by=here.watcher, at=AT)
    assert now() is FlagStep.ACKNOWLEDGED
    letter = here.issued(session, duty)
    assert now() is FlagStep.URGED
    item = items_of(session, here.head, letter)[0]
    urging_replies.explain(session, letter.ref, item.id, "Chờ kết quả đo đạc.", by=here.head, at=AT)
    assert now() is FlagStep.EXPLAINED
    urging_replies.report_up(session, letter.ref, number="7/BC", on=TODAY, by=here.watcher, today=TODAY, at=AT)
    assert now() is FlagStep.ESCALATED
    duty.open, duty.satisfied_on = False, TODAY
    session.flush()
    raise_and_withdraw(session, today=TODAY, at=AT)
    session.expire_all()
    assert now() is FlagStep.SATISFIED
    told = history(session, here.watcher, flag.id, today=TODAY)
    assert [one.step for one in told] == [
        FlagStep.RAISED, FlagStep.ACKNOWLEDGED, FlagStep.URGED, FlagStep.ESCALATED, FlagStep.EXPLAINED,
        FlagStep.SATISFIED,
    ]  # fmt: skip
    assert told[4].words == "Chờ kết quả đo đạc."


def test_what_was_urged_before_its_flag_went_up_stands_before_it(session: Session, here: Set) -> None:
    """From the list of the day, before the job of the next night."""
    here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    tomorrow = TODAY + timedelta(days=1)
    raise_and_withdraw(session, today=tomorrow, at=AT)
    flag = session.scalars(select(Flag)).one()
    told = history(session, here.watcher, flag.id, today=tomorrow)
    assert ([one.step for one in told], state_of(told)) == ([FlagStep.URGED, FlagStep.RAISED], FlagStep.URGED)


def test_only_who_urges_takes_note_of_a_flag_and_only_the_urged_explain(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    raise_and_withdraw(session, today=TODAY, at=AT)
    flag = session.scalars(select(Flag)).one()
    with pytest.raises(NotAllowed):
        urging_replies.acknowledge(session, flag.id, by=here.head, at=AT)
    letter = here.issued(session, duty)
    item = items_of(session, here.watcher, letter)[0]
    with pytest.raises(NotAllowed):
        urging_replies.explain(session, letter.ref, item.id, "Chờ đo đạc", by=here.watcher, at=AT)


def test_the_letters_nobody_answered_are_read_page_by_page_by_the_day_the_reply_is_due(
    session: Session, here: Set
) -> None:
    refs = []
    for number, due in enumerate((20, 7, 14), start=1):
        duty = a_duty(session, here.province.ia_dom, LATE)
        said = replace(ISSUING, number=f"{number}/TTr", reply_due_on=date(2026, 12, due))
        refs.append(here.issued(session, duty, issuing=said).ref)
    first = unanswered(session, here.watcher, limit=2)
    assert ([one.ref for one in first.rows], first.total) == ([refs[1], refs[2]], 3)
    last = first.rows[-1]
    assert last.reply_due_on is not None
    rest = unanswered(session, here.watcher, after=(last.reply_due_on, last.id), limit=2)
    assert ([one.ref for one in rest.rows], rest.next) == ([refs[0]], None)


def test_what_calls_for_work_is_counted_for_both_sides(session: Session, here: Set) -> None:
    def count(viewer: Viewer, today: date = TODAY) -> int:
        statement = waiting_count(viewer, today)
        assert statement is not None
        return session.scalar(statement) or 0

    ref = here.draft(session, a_duty(session, here.province.ia_dom, LATE)).refs[0]
    assert (count(here.watcher), count(here.head)) == (1, 0)
    here.issue(session, ref)
    assert (count(here.watcher), count(here.head)) == (0, 1)
    assert count(here.watcher, LATER) == 1  # the reply is late


def test_each_duty_knows_the_last_letter_about_it_and_the_trail_who_did_what(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    letter = here.issued(session, duty)
    assert last_urged(session, here.watcher, [duty.id])[duty.id].number == "45/TTr-VP"
    done = session.execute(
        select(AuditEntry.action, AuditEntry.account_id).where(AuditEntry.subject == f"urging:{letter.id}")
    ).all()
    by = here.watcher.account_id
    assert [tuple(row) for row in done] == [("urging_drafted", by), ("urging_issued", by)]


def test_what_is_late_and_in_nobodys_hands_reaches_the_head_and_the_inspectorate(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    assert session.get_one(Matter, duty.matter_id).assignee_id is None
    raise_and_withdraw(session, today=TODAY, at=AT)
    for viewer in (here.head, here.watcher):
        held_by_nobody = Filters(assignee=Holder.NOBODY)
        assert [one.id for one in overdue(session, viewer, today=TODAY, filters=held_by_nobody).rows] == [duty.id]
        assert session.scalars(select(Flag.obligation_id)).all() == [duty.id]
    ground = reckoning(session, period="2026-11", today=TODAY, unreached={})
    for kind, agency, account in (
        (LetterKind.MONTHLY_AGENCY, here.province.ia_dom, here.province.head_of_ia_dom),
        (LetterKind.MONTHLY_PROVINCE, here.province.inspectorate, here.province.supervisor),
    ):
        told = monthly_notice(session, Recipient(kind, agency.id, agency.name, "a@b.example", "vi", account.id), ground)
        assert told is not None
        assert [row.obligation_id for row in told.rows] == [duty.id]
