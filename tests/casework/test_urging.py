"""Urging: one letter an agency, nothing hidden in it, a number somebody gave, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import urging, urging_issue, urging_replies
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.papers.sides import post_of, signature_of
from app.casework.permissions import HeldRole, Viewer
from app.casework.urged import answered, drafts, items_of, letter_of, unanswered
from app.casework.urging_issue import Issuing
from app.casework.urging_replies import Reply
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.urgings import Urging, UrgingFile, UrgingItem, UrgingPaper
from tests.lateness import CANARY, a_duty, an_official
from tests.papers import PDF
from tests.urgings import AT, ISSUING, LATE, LATER, TODAY, VERY_LATE, Set, a_set


@pytest.fixture
def here(session: Session) -> Set:
    return a_set(session)


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


@pytest.mark.parametrize(
    ("typed", "agency", "above", "below"),
    [
        ("Ông Nguyễn Hữu Thịnh, Chánh Thanh tra", "Thanh tra tỉnh", "CHÁNH THANH TRA", "Nguyễn Hữu Thịnh"),
        ("Phan Thành Đạt, Phó Chánh Thanh tra tỉnh", "Thanh tra tỉnh", "PHÓ CHÁNH THANH TRA", "Phan Thành Đạt"),
        ("Hồ Sĩ Nguyên, Chủ tịch UBND xã", "Ủy ban nhân dân xã Ia Dom", "CHỦ TỊCH", "Hồ Sĩ Nguyên"),
        ("Hồ Sĩ Nguyên", "Ủy ban nhân dân xã Ia Dom", "THỦ TRƯỞNG CƠ QUAN", "Hồ Sĩ Nguyên"),
        ("", "Thanh tra tỉnh", "THỦ TRƯỞNG CƠ QUAN", ""),
    ],
)
def test_a_post_stands_above_a_signature_and_the_name_below(typed: str, agency: str, above: str, below: str) -> None:
    assert signature_of(typed, agency) == (above, below)


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
