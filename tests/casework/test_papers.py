"""Papers of a matter, on both databases: written together, issued once, kept as sent, silent about denouncers."""

from __future__ import annotations

import io
from dataclasses import fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import uploads
from app.casework.corrections import undo
from app.casework.drafts import Sealer
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.papers import composing, keeping
from app.casework.papers.facts import Facts, NamedFacts, facts_of, named_facts
from app.casework.papers.linking import padded
from app.casework.papers.shape import Passage, laid_out, overlaid
from app.casework.papers.sides import post_of
from app.casework.persons import Person
from app.paper.official import made
from app.records.audit import AuditEntry
from app.records.documents import Document
from app.records.matters import Matter
from app.records.papers import MatterPaper, PaperState
from app.records.petitions import PetitionKind
from app.statute.papers import PAPERS, OfficialPaper, paper_on, papers_of
from app.statute.terms import DENUNCIATIONS
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_act, at
from tests.web.petitions.test_canary import CANARY

NOW = at(DAY)
SEALER = Sealer("a secret of thirty-two characters!", "papers")
HIDDEN = Person(full_name=f"{CANARY} Nguyễn", address=f"{CANARY} làng", paper_number="064171009999", phone="0905999888")


def the_paper(code: str) -> OfficialPaper:
    return paper_on(code, DAY) or pytest.fail(code)


def composed(session: Session, matter: Matter, paper: OfficialPaper, unit: Unit) -> tuple[Passage, ...]:
    if paper.joint:
        return composing.joint_passages(paper, facts_of(session, matter, viewer=unit.handler, today=DAY))
    named = named_facts(session, matter, viewer=unit.handler, at=NOW, today=DAY)
    return composing.named_passages(paper, named)


def typed_of(passages: tuple[Passage, ...]) -> dict[str, str]:
    return {one.name: one.text for one in passages}


def issued(
    session: Session, matter: Matter, paper: OfficialPaper, unit: Unit, folder: Path, *, number: str = "15/TB-UBND",
    on: date = DAY,
) -> MatterPaper:  # fmt: skip
    passages = composed(session, matter, paper, unit)
    content = made(laid_out(paper, passages, number=number, on=on), title=paper.name.vi, at=NOW)
    kept = uploads.keep(folder, io.BytesIO(content), at=NOW)
    row = keeping.draft_of(session, matter, paper)
    return keeping.issue(
        session, matter, paper, typed_of(passages), kept, number=number, on=on, sealer=SEALER, by=unit.handler, at=NOW,
        expected_version=row.version if row else 0, today=DAY,
    )  # fmt: skip


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def case(session: Session, unit: Unit) -> Matter:
    return a_case(session, unit, document_no="15/TB-UBND")


def test_every_paper_has_words_and_no_words_are_without_a_paper() -> None:
    assert {one.code for one in PAPERS if one.joint} == set(composing.JOINT)
    assert {one.code for one in PAPERS if not one.joint} == set(composing.NAMED)


# --- written


def test_what_was_typed_is_kept_sealed_and_the_next_colleague_goes_on_with_it(
    session: Session, unit: Unit, case: Matter
) -> None:
    paper = the_paper("complaint_accepted")
    typed = {**typed_of(composed(session, case, paper, unit)), "content": "Khiếu nại về việc: đất vườn."}
    keeping.save_draft(session, case, paper, typed, expected_version=0, sealer=SEALER, by=unit.handler, at=NOW)
    row = keeping.draft_of(session, case, paper)
    assert row is not None
    assert "đất vườn".encode() not in row.content
    again = overlaid(composed(session, case, paper, unit), keeping.typed_in(row, sealer=SEALER))
    assert "Khiếu nại về việc: đất vườn." in laid_out(paper, again).body
    with pytest.raises(ChangedMeanwhile):
        keeping.save_draft(session, case, paper, typed, expected_version=0, sealer=SEALER, by=unit.head, at=NOW)
    keeping.discard(session, case, paper, expected_version=row.version, by=unit.head, at=NOW)
    assert keeping.draft_of(session, case, paper) is None


def test_only_whoever_works_on_a_matter_writes_its_papers(session: Session, unit: Unit, case: Matter) -> None:
    stranger = a_unit(session, "UBND xã Ia Krái").handler
    with pytest.raises(NotAllowed):
        keeping.save_draft(
            session, case, the_paper("complaint_accepted"), {}, expected_version=0, sealer=SEALER, by=stranger, at=NOW
        )
    assert keeping.may_make(session, case, by=unit.handler, at=NOW)


# --- issued


def test_an_issued_paper_is_a_document_of_the_matter_tied_to_its_act(
    session: Session, unit: Unit, case: Matter, tmp_path: Path
) -> None:
    row = issued(session, case, the_paper("complaint_accepted"), unit, tmp_path)
    document = session.get_one(Document, row.document_id)
    told = uploads.place_of(tmp_path, document.stored_as).read_bytes()
    assert document.sha256 == sha256(told).hexdigest()
    assert document.matter_id == case.id
    assert document.name == "Thông báo thụ lý khiếu nại 15-TB-UBND.docx"
    (line,) = keeping.papers_kept(session, case)
    assert (line.act, line.number, line.state, line.sha256) == (
        "accepted", "15/TB-UBND", PaperState.ISSUED, document.sha256
    )  # fmt: skip
    assert keeping.draft_of(session, case, the_paper("complaint_accepted")) is None
    assert "paper_issued" in set(session.scalars(select(AuditEntry.action)))


def test_an_act_recorded_afterwards_finds_its_paper_by_the_number(session: Session, unit: Unit, tmp_path: Path) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    row = issued(session, petition, the_paper("complaint_not_accepted"), unit, tmp_path, number="16/TB-UBND")
    assert session.get_one(Document, row.document_id).act_id is None
    act = an_act(
        session, petition, "not_accepted", DAY, by=unit.handler, document_no="16/TB-UBND", data={"ground": "KN11_2"}
    )
    session.expire_all()
    assert session.get_one(Document, row.document_id).act_id == act.id


def test_a_number_is_entered_once_in_a_year_and_a_single_figure_gets_its_nought(
    session: Session, unit: Unit, case: Matter, tmp_path: Path
) -> None:
    paper = the_paper("complaint_accepted")
    assert padded(" 5/TB-UBND ") == "05/TB-UBND"
    assert padded("15/TB-UBND") == "15/TB-UBND"
    with pytest.raises(Refused, match="văn thư"):
        keeping.check_issue(session, case, paper, number=" ", on=DAY, today=DAY)
    with pytest.raises(Refused, match="chưa đến"):
        keeping.check_issue(session, case, paper, number="1/TB-UBND", on=date(2026, 7, 7), today=DAY)
    with pytest.raises(Refused, match="không sớm hơn"):
        keeping.check_issue(session, case, paper, number="1/TB-UBND", on=date(2026, 7, 1), today=DAY)
    issued(session, case, paper, unit, tmp_path)
    with pytest.raises(Refused, match="đã dùng"):
        keeping.check_issue(session, case, paper, number="15/tb-ubnd", on=DAY, today=DAY)


def test_what_a_paper_was_issued_for_is_not_undone(session: Session, unit: Unit, case: Matter, tmp_path: Path) -> None:
    issued(session, case, the_paper("complaint_verification"), unit, tmp_path, number="20/QĐ-UBND")
    line = an_act(session, case, "verifying", DAY, by=unit.handler, document_no="20/QĐ-UBND")
    later = an_act(session, case, "suspension_ground_arose", DAY, by=unit.handler, data={"ground": "TDC_BKK"})
    by: dict[str, Any] = {"by": unit.handler, "at": NOW, "today": DAY}
    with pytest.raises(OutOfOrder, match="đã ban hành"):
        undo(session, line, note="Nhầm", **by)
    assert undo(session, later, note="Nhầm", **by).corrects_id == later.id  # the paper is not its own, and older


def test_a_changed_template_does_not_reach_what_was_issued(
    session: Session, unit: Unit, case: Matter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = issued(session, case, the_paper("complaint_accepted"), unit, tmp_path)
    before = uploads.place_of(tmp_path, session.get_one(Document, row.document_id).stored_as).read_bytes()
    monkeypatch.setitem(composing.NAMED, "complaint_accepted", composing.NAMED["guidance"])
    monkeypatch.setattr("app.paper.official.FONT", "Arial")
    (line,) = keeping.papers_kept(session, case)
    document = session.get_one(Document, row.document_id)
    assert uploads.place_of(tmp_path, document.stored_as).read_bytes() == before
    assert line.sha256 == sha256(before).hexdigest()


# --- no denouncer in a joint paper


def test_what_a_joint_paper_is_given_has_no_place_for_a_person() -> None:
    names = {one.name for one in fields(Facts)}
    assert names.isdisjoint(one.name for one in fields(NamedFacts) if one.name not in names)
    assert "Person" not in str([one.type for one in fields(Facts)])
    assert names.isdisjoint({"people", "papers", "visit", "appointment"})


def a_denunciation(session: Session, unit: Unit) -> Matter:
    return a_petition(
        session, unit, kind=PetitionKind.DENUNCIATION, people=(HIDDEN,), content=f"{CANARY} tố cáo",
        request=f"{CANARY} yêu cầu", classified={"reason": f"{CANARY} lý do"},
    )  # fmt: skip


def test_no_joint_paper_of_a_sealed_matter_holds_the_denouncer(session: Session, unit: Unit) -> None:
    petition = a_denunciation(session, unit)
    case = a_case(session, unit, petition=petition, document_no="3/QĐ-UBND")
    for act, data in (("verifying", {"how": "team"}), ("extended", {"days": 30, "criteria": ["b", "e"]})):
        an_act(session, case, act, DAY, by=unit.handler, data=data, note=f"{CANARY} ghi chú")
    walked = set()
    for matter in (petition, case):
        facts = facts_of(session, matter, viewer=unit.handler, today=DAY)
        assert CANARY not in str(facts)
        for paper in papers_of(matter.kind.value, matter.procedure, DAY):
            if paper.joint:
                content = made(laid_out(paper, composing.joint_passages(paper, facts)), title=paper.name.vi, at=NOW)
                assert CANARY.encode() not in unzipped(content)
                walked.add(paper.code)
    assert {one.code for one in PAPERS if one.joint and one.fits(case.procedure)} - {"reception_conclusion"} == walked


def test_of_the_papers_of_a_denunciation_only_those_to_the_denouncer_can_say_who_that_is() -> None:
    of_denunciations = [one for one in PAPERS if one.procedures and one.procedures <= DENUNCIATIONS]
    assert {one.code for one in of_denunciations if not one.joint} == {
        "denunciation_accepted", "denunciation_not_accepted", "denouncer_cover", "conclusion_told",
    }  # fmt: skip


def test_a_notice_of_an_act_has_a_number_of_its_own_and_belongs_to_the_act(
    session: Session, unit: Unit, tmp_path: Path
) -> None:
    case = a_case(session, unit, petition=a_denunciation(session, unit), document_no="3/QĐ-UBND")
    row = issued(session, case, the_paper("denounced_told"), unit, tmp_path, number="16/TB-UBND")
    decision = issued(session, case, the_paper("denunciation_taken_up"), unit, tmp_path, number="3/QĐ-UBND")
    assert {one.act for one in keeping.papers_kept(session, case)} == {"accepted"}
    assert (row.number, decision.number) == ("16/TB-UBND", "03/QĐ-UBND")


def test_a_paper_handed_to_the_denouncer_is_opened_by_a_grantee_only(session: Session, unit: Unit) -> None:
    petition = a_denunciation(session, unit)
    with pytest.raises(NotAllowed):
        named_facts(session, petition, viewer=unit.head, at=NOW, today=DAY)
    assert not keeping.may_make(session, petition, by=unit.head, at=NOW)
    assert named_facts(session, petition, viewer=unit.handler, at=NOW, today=DAY).people == (HIDDEN,)
    assert "sealed_opened" in set(session.scalars(select(AuditEntry.action)))


def test_a_joint_paper_somebody_typed_the_name_into_is_refused(session: Session, unit: Unit) -> None:
    petition = a_denunciation(session, unit)
    paper = the_paper("denunciation_transfer")
    for text in (f"Đơn của bà {CANARY.upper()} NGUYỄN.", "Căn cước 0641 7100 9999", "gọi 0905 999 888"):
        with pytest.raises(Refused) as refused:
            keeping.check_names(session, petition, paper, {"content": text})
        assert refused.value.field == "content"
    keeping.check_names(session, petition, paper, {"content": "Ông A nhận tiền của dân."})


def test_a_file_of_a_sealed_matter_is_called_by_its_number(session: Session, unit: Unit, tmp_path: Path) -> None:
    petition = a_denunciation(session, unit)
    row = issued(session, petition, the_paper("denunciation_transfer"), unit, tmp_path, number="7/PC-UBND")
    assert row.number == "07/PC-UBND"
    assert session.get_one(Document, row.document_id).name == "Tệp 1.docx"


def unzipped(content: bytes) -> bytes:
    with ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_the_post_of_a_head_is_said_without_the_agency() -> None:
    assert post_of("Chủ tịch UBND xã", "UBND xã Ia Dom") == "Chủ tịch"
    assert post_of("Giám đốc sở", "Sở Nội vụ") == "Giám đốc"
    assert post_of("", "Thanh tra tỉnh") == "Thủ trưởng cơ quan"
