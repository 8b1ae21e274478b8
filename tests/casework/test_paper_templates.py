"""The province's templates on both databases: one way for every day, none before today, nothing issued ever changes."""

from __future__ import annotations

import io
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import uploads
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.papers import keeping, templates
from app.casework.papers.composing import joint_passages
from app.casework.papers.examples import example_of
from app.casework.papers.facts import facts_of
from app.casework.papers.fields import context_of
from app.casework.papers.shape import laid_out
from app.casework.permissions import HeldRole, Viewer
from app.paper.province import filled
from app.records.audit import AuditEntry
from app.records.documents import Document
from app.records.papers import PaperTemplate, PaperTemplateUse
from app.records.people import RoleKind
from app.statute.papers import TEMPLATED, papers_of
from tests.casework.test_papers import SEALER, a_denunciation, composed, the_paper, typed_of
from tests.makers import DAY, Unit, a_case, a_unit, an_act, at
from tests.paper.test_province import template as a_file
from tests.web.petitions.test_canary import CANARY

PAPER = the_paper("complaint_accepted")
NOW = at(DAY)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def administrator(unit: Unit) -> Viewer:
    return Viewer(unit.head.account_id, (HeldRole(RoleKind.ADMINISTRATOR, unit.agency.id),))


def added(session: Session, by: Viewer, name: str = "mẫu.docx", content: bytes = b"x") -> PaperTemplate:
    return templates.add_template(session, PAPER, content + name.encode(), name=name, by=by, at=NOW)


def used(session: Session, it: PaperTemplate | None, by: Viewer, first: int, last: int | None = None) -> None:
    templates.use_template(
        session, PAPER, it, from_on=on(first), until_on=on(last) if last is not None else None,
        expected=templates.seen(templates.uses_of(session, PAPER)), by=by, at=NOW, today=DAY,
    )  # fmt: skip


def by_day(session: Session, days: int) -> list[str]:
    """What the paper is made from on each of these days; "-" is the built-in layout."""
    found = (templates.template_on(session, PAPER, on(day)) for day in range(days))
    return [one.name[0] if one else "-" for one in found]


def test_every_day_has_one_way_to_be_made_without_gap_or_overlap(session: Session, administrator: Viewer) -> None:
    first, second = added(session, administrator, "a.docx"), added(session, administrator, "b.docx")
    assert by_day(session, 3) == ["-", "-", "-"]
    used(session, first, administrator, 1)
    assert by_day(session, 4) == ["-", "a", "a", "a"]
    used(session, second, administrator, 2, 3)
    assert by_day(session, 6) == ["-", "a", "b", "b", "a", "a"]
    used(session, None, administrator, 3, 3)
    assert by_day(session, 6) == ["-", "a", "b", "-", "a", "a"]
    used(session, first, administrator, 0)
    assert by_day(session, 6) == ["a"] * 6
    assert len(session.scalars(select(PaperTemplateUse)).all()) == 1
    spans = templates.spans_of(session, templates.uses_of(session, PAPER))
    assert [(one.from_on, one.until_on, one.template) for one in spans] == [
        (None, on(-1), None), (DAY, None, first),
    ]  # fmt: skip
    assert templates.used_on(session, DAY) == {PAPER.code: first}


def test_days_gone_by_stay_as_they_were(session: Session, administrator: Viewer) -> None:
    it = added(session, administrator)
    with pytest.raises(Refused, match="hôm nay trở đi") as told:
        used(session, it, administrator, -1)
    assert told.value.field == "from_on"
    with pytest.raises(Refused, match="không sớm hơn"):
        used(session, it, administrator, 3, 2)


def test_two_who_change_it_at_once_see_each_other(session: Session, administrator: Viewer) -> None:
    it = added(session, administrator)
    read = templates.seen(templates.uses_of(session, PAPER))
    used(session, it, administrator, 1)
    with pytest.raises(ChangedMeanwhile):
        templates.use_template(
            session, PAPER, None, from_on=DAY, until_on=None, expected=read, by=administrator, at=NOW, today=DAY
        )


def test_only_an_administrator_changes_templates_and_each_change_is_written_down(
    session: Session, unit: Unit, administrator: Viewer
) -> None:
    with pytest.raises(NotAllowed):
        added(session, unit.handler)
    it = added(session, administrator)
    with pytest.raises(Refused, match="đã được tải lên"):
        added(session, administrator)
    with pytest.raises(NotAllowed):
        used(session, it, unit.head, 0)
    used(session, it, administrator, 0, 5)
    used(session, None, administrator, 2, 5)
    told = session.scalars(select(AuditEntry).where(AuditEntry.action.like("template_%")).order_by(AuditEntry.id)).all()
    assert [one.action for one in told] == ["template_uploaded", "template_used", "template_withdrawn"]
    assert {one.subject for one in told} == {it.ref}
    assert told[1].detail == {"paper": PAPER.code, "on": DAY.isoformat(), "until": on(5).isoformat()}


def test_what_was_issued_from_a_template_never_changes(
    session: Session, unit: Unit, administrator: Viewer, tmp_path: Path
) -> None:
    it = templates.add_template(session, PAPER, a_file("{{ number }}"), name="a.docx", by=administrator, at=NOW)
    used(session, it, administrator, 0)
    case = a_case(session, unit, document_no="15/TB-UBND")
    passages = composed(session, case, PAPER, unit)
    fields = example_of(PAPER, DAY).fields
    sheet = laid_out(PAPER, passages, number="15/TB-UBND", on=DAY)
    content = filled(it.content, fields, context_of(fields, PAPER, passages, sheet), title="Thông báo", at=NOW)
    kept = uploads.keep(tmp_path, io.BytesIO(content), at=NOW)
    row = keeping.issue(
        session, case, PAPER, typed_of(passages), kept, number="15/TB-UBND", on=DAY, sealer=SEALER, by=unit.handler,
        at=NOW, expected_version=0, today=DAY,
    )  # fmt: skip
    other = templates.add_template(session, PAPER, a_file("Khác"), name="b.docx", by=administrator, at=NOW)
    for change in (other, None, it):
        used(session, change, administrator, 0)
        document = session.get_one(Document, row.document_id)
        told = uploads.place_of(tmp_path, document.stored_as).read_bytes()
        assert told == content
        assert document.sha256 == sha256(content).hexdigest()


def test_a_template_of_a_joint_paper_is_given_nothing_of_the_denouncer(session: Session, unit: Unit) -> None:
    petition = a_denunciation(session, unit)
    case = a_case(session, unit, petition=petition, document_no="3/QĐ-UBND")
    an_act(session, case, "verifying", DAY, by=unit.handler, data={"how": "team"}, note=f"{CANARY} ghi chú")
    looked = 0
    for matter in (petition, case):
        facts = facts_of(session, matter, viewer=unit.handler, today=DAY)
        for paper in papers_of(matter.kind.value, matter.procedure, DAY):
            if paper.joint:
                passages = joint_passages(paper, facts)
                fields = example_of(paper, DAY).fields
                assert {one.name for one in passages} - {"signing", "post", "signer_post"} <= {
                    one.name for one in fields
                }
                assert CANARY not in str(context_of(fields, paper, passages, laid_out(paper, passages)))
                looked += 1
    assert looked > 10


def test_every_paper_has_an_example_whose_fields_are_text_lists_and_rows_of_text() -> None:
    for paper in TEMPLATED:
        for one in example_of(paper, max(DAY, paper.from_on)).fields:
            assert one.label.vi
            assert one.label.en
            flat = one.example if isinstance(one.example, list) else [one.example]
            assert all(isinstance(cell, str) for row in flat for cell in (row if isinstance(row, list) else [row]))
