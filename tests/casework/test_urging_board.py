"""What the Reception Board forwarded: asked for in writing, then reported to the chairman, never before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy.orm import Session

from app.casework import petitions, urging, urging_issue, urging_replies
from app.casework.errors import NotAllowed, OutOfOrder
from app.casework.forwarded import forwarded
from app.casework.papers.urging import report_sheet, urging_sheet
from app.casework.petitions import BAN_TCD
from app.casework.urged import letter_of
from app.casework.urging_issue import Issuing
from app.paper.official import made
from app.records.matters import Matter
from app.records.petitions import PetitionKind
from app.records.urgings import Urging, UrgingFile, UrgingPaper
from app.statute.grounds import COMPLAINT_NOT_ACCEPTED
from tests.makers import DAY, Unit, a_petition, a_unit, at

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Board:
    """The Reception Board with a petition it forwarded to a commune."""

    unit: Unit
    receiver: Unit
    petition: Matter

    def request(self, session: Session) -> str:
        return urging.draft_requests(session, [self.petition.id], by=self.unit.handler, today=TODAY, at=AT).refs[0]

    def issue(self, session: Session, ref: str) -> Urging:
        letter = letter_of(session, self.unit.handler, ref)
        items = urging_issue.standing(session, letter, by=self.unit.handler, today=TODAY)
        said = Issuing("31/BTCD", TODAY, date(2026, 12, 7), ("result",))
        sheet = urging_sheet(
            urging_issue.facts_of(session, letter, items, said, today=TODAY), number=said.number, on=TODAY
        )
        return urging_issue.issue(
            session, ref, said, made(sheet, title="Đề nghị", at=AT), seen=[one.id for one in items],
            expected_version=letter.version, by=self.unit.handler, today=TODAY, at=AT,
        )  # fmt: skip


@pytest.fixture
def board(session: Session) -> Board:
    unit, receiver = a_unit(session, "Ban Tiếp công dân tỉnh"), a_unit(session, "UBND xã Chư Sê")
    unit.agency.code = BAN_TCD
    return Board(unit, receiver, forwarded_petition(session, unit, receiver))


def forwarded_petition(session: Session, unit: Unit, receiver: Unit, *, on: date = DAY) -> Matter:
    """A complaint the Board received and forwarded on a day."""
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, on=on)
    petitions.transfer(
        session, petition, on, by=unit.handler, at=at(on), today=on, to_agency_id=receiver.agency.id,
        reason=next(iter(COMPLAINT_NOT_ACCEPTED)), document_no="5/PC-BTCD",
    )  # fmt: skip
    return petition


def test_the_board_asks_in_writing_for_what_it_forwarded(session: Session, board: Board) -> None:
    assert [one.matter_id for one in forwarded(session, board.unit.handler, board.unit.agency.id)] == [
        board.petition.id
    ]
    letter = board.issue(session, board.request(session))
    file = session.get_one(UrgingFile, (letter.id, UrgingPaper.LETTER))
    document = Document(BytesIO(file.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    said = " ".join((*(one.text for one in document.paragraphs), *cells))
    assert letter.agency_id == board.receiver.agency.id
    assert all(words in said for words in (board.petition.code, f"{DAY:%d/%m/%Y}", "31/BTCD"))
    assert file.name == "Văn bản đề nghị 31-BTCD.docx"
    assert "đôn đốc" not in said  # the decree has the Board ask, not urge
    assert board.petition.stage == "urged"
    assert forwarded(session, board.unit.handler, board.unit.agency.id) == []
    assert letter_of(session, board.receiver.head, letter.ref) is letter


def test_only_the_board_asks_and_only_its_head_reports_after_a_request(session: Session, board: Board) -> None:
    told: dict[str, Any] = {"number": "8/BC-BTCD", "on": TODAY, "today": TODAY, "at": AT}
    with pytest.raises(NotAllowed):
        urging.draft_requests(session, [board.petition.id], by=board.receiver.handler, today=TODAY, at=AT)
    ref = board.request(session)
    with pytest.raises(OutOfOrder) as refused:
        urging_replies.report_up(session, ref, by=board.unit.head, **told)
    assert refused.value.provisions == ("ND154 32.1 đoạn 2",)
    board.issue(session, ref)
    with pytest.raises(NotAllowed):
        urging_replies.report_up(session, ref, by=board.unit.handler, **told)
    urging_replies.report_up(session, ref, by=board.unit.head, **told)
    assert board.petition.stage == "reported_to_chair"


def test_the_board_asks_again_once_the_reply_day_is_past_and_the_report_names_the_request(
    session: Session, board: Board
) -> None:
    first, by = board.issue(session, board.request(session)), board.unit.handler
    with pytest.raises(OutOfOrder):  # its reply day has not passed
        urging.draft_again(session, first.ref, by=by, today=TODAY, at=AT)
    later = date(2026, 12, 8)
    again = urging.draft_again(session, first.ref, by=by, today=later, at=AT)
    items = urging_issue.standing(session, again, by=by, today=later)
    assert (again.turn, [one.matter_id for one in items]) == (2, [board.petition.id])
    asked = urging_issue.facts_of(session, again, items, Issuing("", later, later, ("result",)), today=later)
    assert "Văn bản đề nghị giải quyết số 31/BTCD" in str(urging_sheet(asked))
    told = str(report_sheet(urging_issue.report_facts(session, first, by=by, today=later)))
    for words in ("Chủ tịch Ủy ban nhân dân tỉnh", "31/BTCD", board.petition.code, "kiểm tra trách nhiệm", "BÁO CÁO"):
        assert words in told
    with pytest.raises(OutOfOrder):
        urging_issue.report_facts(session, again, by=by, today=later)
