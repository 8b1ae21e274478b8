"""Contents line by line: none is left out of a resolution, none withdrawn is asked for, sealed words stay sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import acts, contents, identities, ledger, petitions
from app.casework.content_lines import ContentLine, lines_of
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.persons import LineWords
from app.casework.search.finding import Asked, find
from app.records.audit import AuditEntry
from app.records.contents import Content
from app.records.matters import Act, Matter
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_act, at, found_of_each

THEN = DAY + timedelta(days=7)
END = DAY + timedelta(days=20)
THREE = ("Thu hồi đất không đúng diện tích", "Không mời khi kiểm đếm", "Tính thiếu tiền cây cà phê")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def lines(session: Session, matter: Matter) -> tuple[ContentLine, ...]:
    return lines_of(session, matter, ledger.counted(ledger.log_of(session, matter)))


def add(session: Session, matter: Matter, *texts: str, by: Any, **others: Any) -> None:
    given = {"since_on": THEN, "at": at(THEN), "today": THEN, **others}
    contents.add_contents(session, matter, [LineWords(one) for one in texts], by=by, **given)


def a_case_of(session: Session, unit: Unit, kind: PetitionKind = PetitionKind.COMPLAINT, *texts: str) -> Matter:
    petition = a_petition(session, unit, kind=kind, lines=texts or THREE)
    return a_case(session, unit, petition=petition)


def ready(session: Session, unit: Unit, case: Matter) -> Matter:
    """Verified, and only the resolution is left."""
    an_act(session, case, "verifying", DAY + timedelta(days=1), by=unit.handler)
    an_act(session, case, "reported", THEN, by=unit.handler)
    return case


def resolve(session: Session, unit: Unit, case: Matter, act: str, findings: dict[str, Any]) -> Act:
    return acts.record_act(
        session, case, act, END, by=unit.head, at=at(END), today=END, data={"findings": findings}, document_no="9/QĐ"
    )


# ---- from the petition into the case


def test_what_a_petition_says_line_by_line_is_what_the_case_resolves(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit)
    assert [(one.position, one.text, one.since_on) for one in lines(session, case)] == [
        (number, text, DAY) for number, text in enumerate(THREE, start=1)
    ]


def test_a_petition_without_lines_is_one_content_as_it_was_received(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    assert [one.text for one in lines(session, case)] == ["Khiếu nại quyết định thu hồi đất số 12"]


def test_only_what_was_accepted_is_in_the_case_and_the_petition_says_which(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, lines=THREE)
    case = a_case(session, unit, petition=petition, contents=[1, 3])
    assert [one.text for one in lines(session, case)] == [THREE[0], THREE[2]]
    assert [one.accepted for one in lines(session, petition)] == [True, False, True]
    with pytest.raises(OutOfOrder, match="ghi ở vụ việc"):
        add(session, petition, "Thêm nữa", by=unit.officer)


def test_a_corrected_day_of_acceptance_does_not_forget_which_contents_were_accepted(
    session: Session, unit: Unit
) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, lines=THREE)
    case = a_case(session, unit, petition=petition, contents=[2])
    accepted = session.scalars(select(Act).where(Act.matter_id == case.id)).one()
    acts.correct_act(
        session, accepted, on=DAY + timedelta(days=1), by=unit.handler, at=at(THEN), today=THEN, note="Nhầm ngày"
    )
    twin = session.scalars(select(Act).where(Act.matter_id == petition.id).order_by(Act.id.desc())).first()
    assert twin is not None
    assert (twin.on, twin.data["contents"]) == (DAY + timedelta(days=1), [2])


def test_a_content_that_is_not_there_is_not_accepted(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, lines=THREE)
    with pytest.raises(Refused) as refused:
        a_case(session, unit, petition=petition, contents=[1, 9])
    assert refused.value.field == "contents"


def test_a_transferred_petition_takes_its_contents_along(session: Session, unit: Unit) -> None:
    there = a_unit(session, "UBND xã Ia Nan")
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, lines=THREE)
    forwarded = petitions.transfer(
        session, petition, DAY, to_agency_id=there.agency.id, by=unit.handler, at=at(DAY), today=DAY, document_no="8/PC"
    )
    assert forwarded is not None
    assert [one.text for one in lines(session, forwarded)] == list(THREE)


# ---- no resolution leaves one out


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (PetitionKind.COMPLAINT, "decided"),
        (PetitionKind.DENUNCIATION, "concluded"),
        (PetitionKind.FEEDBACK, "answered"),
    ],
)
def test_a_resolution_that_leaves_a_content_out_is_refused_and_names_it(
    session: Session, unit: Unit, kind: PetitionKind, act: str
) -> None:
    case = a_case_of(session, unit, kind)
    if kind is not PetitionKind.FEEDBACK:
        ready(session, unit, case)
    whole = found_of_each(session, case, act)["findings"]
    for missing in ("1", "2", "3"):
        with pytest.raises(Refused, match=f"nội dung {missing}") as refused:
            resolve(session, unit, case, act, {n: one for n, one in whole.items() if n != missing})
        assert refused.value.field == f"finding_{missing}"
    with pytest.raises(Refused, match="nội dung 2"):
        resolve(session, unit, case, act, {**whole, "2": {}})
    with pytest.raises(Refused, match="Chọn một căn cứ"):
        resolve(session, unit, case, act, {**whole, "2": {**whole["2"], "finding": "maybe"}})
    resolve(session, unit, case, act, whole)
    assert all(one.finding for one in lines(session, case))


def test_a_decision_says_what_becomes_of_the_contested_decision_in_each_content(session: Session, unit: Unit) -> None:
    case = ready(session, unit, a_case_of(session, unit))
    findings = found_of_each(session, case, "decided")["findings"]
    del findings["3"]["remedy"]
    with pytest.raises(Refused) as refused:
        resolve(session, unit, case, "decided", findings)
    assert refused.value.field == "remedy_3"


def test_the_verdict_on_a_denunciation_is_what_its_contents_are(session: Session, unit: Unit) -> None:
    case = ready(session, unit, a_case_of(session, unit, PetitionKind.DENUNCIATION))
    said = found_of_each(session, case, "concluded", "right", "wrong", "no_ground")["findings"]
    assert resolve(session, unit, case, "concluded", said).data["verdict"] == "partly_right"


def test_what_was_withdrawn_is_not_asked_for_and_until_it_is_taken_back_cannot_be_resolved(
    session: Session, unit: Unit
) -> None:
    case = ready(session, unit, a_case_of(session, unit))
    withdrawn = an_act(session, case, "withdrawn_part", THEN, by=unit.handler, data={"contents": ["2"]})
    assert [one.stands for one in lines(session, case)] == [True, False, True]
    whole = found_of_each(session, case, "decided")["findings"]
    assert set(whole) == {"1", "3"}
    with pytest.raises(Refused, match="Nội dung 2 không còn"):
        resolve(session, unit, case, "decided", {**whole, "2": whole["1"]})
    acts.correct_act(session, withdrawn, withdraw=True, by=unit.handler, at=at(THEN), today=THEN, note="Ghi nhầm hồ sơ")
    assert all(one.stands for one in lines(session, case))
    with pytest.raises(Refused, match="nội dung 2"):
        resolve(session, unit, case, "decided", whole)


def test_which_contents_were_withdrawn_is_corrected_until_the_others_are_resolved(session: Session, unit: Unit) -> None:
    case = ready(session, unit, a_case_of(session, unit))
    told = an_act(session, case, "withdrawn_part", THEN, by=unit.handler, data={"contents": ["2"]})
    hand: dict[str, Any] = {"by": unit.handler, "at": at(THEN), "today": THEN, "note": "Gõ nhầm nội dung"}
    for wrong, sentence in ((["1", "2", "3"], "rút toàn bộ"), (["4"], "Chọn lại nội dung")):
        with pytest.raises(Refused, match=sentence):
            acts.correct_act(session, told, data={"contents": wrong}, **hand)
    again = acts.correct_act(session, told, data={"contents": ["3"]}, **hand)
    assert [one.stands for one in lines(session, case)] == [True, True, False]
    resolve(session, unit, case, "decided", found_of_each(session, case, "decided")["findings"])
    late = {**hand, "at": at(END), "today": END}
    with pytest.raises(OutOfOrder, match="bỏ kết quả đó trước"):
        acts.correct_act(session, again, data={"contents": ["2"]}, **late)
    acts.correct_act(session, again, data={"contents": [3]}, document_no="7/BB", **late)  # what it names stays


def test_withdrawing_every_content_is_withdrawing_the_whole(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit)
    with pytest.raises(Refused, match="rút toàn bộ") as refused:
        an_act(session, case, "withdrawn_part", THEN, by=unit.handler, data={"contents": [1, 2, 3]})
    assert refused.value.field == "contents"


# ---- corrections


def test_a_finding_is_corrected_by_another_line_of_the_log_and_none_is_lost_with_a_new_day(
    session: Session, unit: Unit
) -> None:
    case = ready(session, unit, a_case_of(session, unit))
    first = resolve(session, unit, case, "decided", found_of_each(session, case, "decided")["findings"])
    other = found_of_each(session, case, "decided", "wrong", "right", "right")["findings"]
    with pytest.raises(Refused, match="nội dung 3"):
        correct(session, unit, first, data={"findings": {n: one for n, one in other.items() if n != "3"}})
    second = correct(session, unit, first, data={"findings": other})
    assert [one.finding["finding"] for one in lines(session, case) if one.finding] == ["wrong", "right", "right"]
    correct(session, unit, second, on=END - timedelta(days=1))
    assert [one.finding["finding"] for one in lines(session, case) if one.finding] == ["wrong", "right", "right"]
    assert first.data["findings"]["1"]["finding"] == "right"


def correct(session: Session, unit: Unit, act: Act, **others: Any) -> Act:
    return acts.correct_act(session, act, by=unit.head, at=at(END), today=END, note="Sửa kết quả", **others)


def test_what_was_resolved_before_contents_were_kept_is_not_asked_for_them_when_it_is_corrected(
    session: Session, unit: Unit
) -> None:
    case = ready(session, unit, a_case(session, unit))
    kept = session.scalars(select(Content).where(Content.matter_id == case.id)).one()
    session.delete(kept)
    session.flush()
    decided = resolve(session, unit, case, "decided", {})
    identities.add_lines(session, case, [LineWords("Như đơn đã nhận")], since_on=DAY)  # as the migration leaves it
    assert correct(session, unit, decided, on=END - timedelta(days=1)).data == {}
    with pytest.raises(OutOfOrder, match="Đã có kết quả"):
        add(session, case, "Thêm nữa", by=unit.handler)


# ---- added, changed, taken out


def test_a_content_is_added_changed_and_taken_out_and_all_stays_to_be_read(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit)
    version = case.version
    add(session, case, "Chậm trả tiền", by=unit.handler)
    assert case.version > version
    said: dict[str, Any] = {"by": unit.handler, "at": at(THEN), "today": THEN}
    contents.change_content(session, case, 4, LineWords("Chậm trả tiền 6 tháng"), since_on=DAY, **said)
    contents.strike_content(session, case, 2, "Ghi hai lần", **said)
    found = lines(session, case)
    assert (found[3].text, found[3].earlier, found[3].since_on) == (
        "Chậm trả tiền 6 tháng", f"{THEN:%d/%m/%Y}: Chậm trả tiền", DAY
    )  # fmt: skip
    assert (found[1].stands, found[1].text, found[1].earlier) == (False, THREE[1], f"{THEN:%d/%m/%Y}: Ghi hai lần")
    trail = session.execute(
        select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.action.startswith("content_"))
    ).all()
    assert [(row.action, row.detail) for row in trail] == [
        ("content_added", {"n": 4}), ("content_changed", {"n": 4}), ("content_struck", {"n": 2}),
    ]  # fmt: skip


def test_the_last_content_of_a_case_is_not_taken_out(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    with pytest.raises(Refused, match="ít nhất một nội dung"):
        contents.strike_content(session, case, 1, "Nhầm", by=unit.handler, at=at(THEN), today=THEN)


def test_what_cannot_be_written_is_refused_at_its_field(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit)
    for texts, others, field in (
        (["  "], {}, "text"),
        (["x"] * 58, {}, "text"),
        (["x"], {"since_on": THEN + timedelta(days=1)}, "since_on"),
    ):
        with pytest.raises(Refused) as refused:
            add(session, case, *texts, by=unit.handler, **others)
        assert refused.value.field == field
    for reader in (unit.officer, a_unit(session, "UBND xã Ia Nan").handler):
        with pytest.raises(Exception, match="Không"):
            add(session, case, "Thêm", by=reader)
    with pytest.raises(ChangedMeanwhile):
        add(session, case, "Thêm", by=unit.handler, expected_version=case.version - 1)


# ---- sealed, and found


def test_the_words_of_a_sealed_denunciation_stand_behind_its_seal_alone(session: Session, unit: Unit) -> None:
    case = ready(
        session, unit, a_case_of(session, unit, PetitionKind.DENUNCIATION, "canary nhận tiền", "canary ký khống")
    )
    add(session, case, "canary thêm", by=unit.handler)
    whole = found_of_each(session, case, "concluded")["findings"]
    whole["1"] |= {"basis": "canary sổ sách", "evidence": "canary biên bản"}
    act = resolve(session, unit, case, "concluded", whole)
    assert "canary" not in str(act.data)
    assert [one.text for one in lines(session, case)] == ["", "", ""]
    page = identities.open_sealed(session, case, viewer=unit.handler, at=at(END))
    told = {number: words for part in page.parts if part.code == case.code for number, words in part.lines}
    assert [told[number].text for number in (1, 2, 3)] == ["canary nhận tiền", "canary ký khống", "canary thêm"]
    assert told[1].found == f"{END:%d/%m/%Y}: canary sổ sách. canary biên bản"


def test_without_a_grant_nobody_opens_or_writes_the_contents_of_a_sealed_matter(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit, PetitionKind.DENUNCIATION)
    with pytest.raises(NotAllowed):
        identities.open_lines(session, case, viewer=unit.head, at=at(THEN))
    with pytest.raises(NotAllowed):
        add(session, case, "Thêm", by=unit.head)
    assert identities.open_lines(session, case, viewer=unit.handler, at=at(THEN))[2].text == THREE[1]


def test_lines_written_before_a_petition_is_sealed_go_behind_the_seal_with_it(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, lines=["canary"])
    assert session.scalars(select(Content.text)).all() == ["canary"]
    petitions.classify(
        session, petition, PetitionKind.DENUNCIATION, on=DAY, reason="Tố cáo", field="officials", by=unit.handler,
        at=at(DAY), today=DAY,
    )  # fmt: skip
    assert session.scalars(select(Content.text)).all() == [""]


def test_a_case_is_found_by_the_words_of_its_contents_and_a_sealed_one_is_not(session: Session, unit: Unit) -> None:
    case = a_case_of(session, unit)
    sealed = a_case_of(session, unit, PetitionKind.DENUNCIATION)
    session.commit()
    found = {hit.matter_id for hit in find(session, unit.head, Asked("cay ca phe")).hits}
    assert case.id in found
    assert sealed.id not in found
