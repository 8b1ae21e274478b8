"""Drafts: sealed, their owner's alone, the last typed wins, and they go when they are saved, discarded or old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.drafts import (
    KEPT_FOR,
    LARGEST,
    MOST_OF_A_FORM,
    Sealer,
    Unreadable,
    discard,
    drafts_of,
    finish,
    forget_old_drafts,
    open_draft,
    own_draft,
    own_drafts,
    save_draft,
    whose,
)
from app.casework.errors import NotFound, Refused
from app.records.documents import Document
from app.records.drafts import Draft
from tests.makers import Unit, a_unit, a_visit

SEALER = Sealer("a secret of this installation, long enough", "drafts")
FOR_FORMS = Sealer("a secret of this installation, long enough", "kept forms")
AT = datetime(2026, 11, 23, 2, 14, 32, tzinfo=UTC)
TYPED = {"full_name": ["CHIMYEN Tên"], "kind": ["denunciation"], "grounds": ["a", "b"]}


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def saved(session: Session, unit: Unit, **others: Any) -> Draft:
    given: dict[str, Any] = {
        "account_id": unit.officer.account_id, "form": "visit", "path": "/tiep-dan/ghi", "matter_id": None,
        "values": TYPED, "ref": None, "saves": 1, "sealer": SEALER, "at": AT,
    }  # fmt: skip
    return save_draft(session, **{**given, **others})


def a_file(session: Session, draft: Draft) -> Document:
    file = Document(
        draft_id=draft.id, name="don.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
        stored_as=f"ab/{draft.ref}", added_at=AT,
    )  # fmt: skip
    session.add(file)
    session.flush()
    return file


def test_what_was_typed_comes_back_and_lies_there_unreadable(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    session.expire_all()
    assert open_draft(draft, sealer=SEALER) == TYPED
    assert b"CHIMYEN" not in draft.content
    assert b"denunciation" not in draft.content


def test_another_key_or_another_purpose_opens_nothing(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    for other in (Sealer("another secret of another installation", "drafts"), FOR_FORMS):
        with pytest.raises(Unreadable, match="khóa của phần mềm đã thay đổi"):
            open_draft(draft, sealer=other)


def test_a_late_saving_never_covers_a_later_one(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    later = saved(session, unit, ref=draft.ref, saves=3, values={"full_name": ["Ba"]})
    late = saved(session, unit, ref=draft.ref, saves=2, values={"full_name": ["Hai"]}, at=AT + timedelta(seconds=9))
    assert late is later
    assert (late.saves, late.saved_at) == (3, AT)
    assert open_draft(late, sealer=SEALER) == {"full_name": ["Ba"]}


def test_an_unknown_draft_somebody_elses_and_one_of_another_form_look_the_same(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    for changed in ({"ref": "unknown"}, {"account_id": unit.handler.account_id}, {"form": "petition"}):
        with pytest.raises(NotFound, match="Không có bản nháp này"):
            saved(session, unit, **{"ref": draft.ref, "saves": 2, **changed})
    assert own_draft(session, unit.handler.account_id, draft.ref) is None
    assert own_draft(session, unit.officer.account_id, draft.ref) is draft
    assert whose(session, draft.ref) == unit.officer.account_id
    assert whose(session, "") is None


def test_of_more_than_enough_drafts_of_a_form_the_oldest_goes(session: Session, unit: Unit) -> None:
    other = saved(session, unit, form="petition", at=AT - timedelta(days=1))
    drafts = [saved(session, unit, at=AT + timedelta(minutes=n)) for n in range(MOST_OF_A_FORM + 1)]
    left = drafts_of(session, unit.officer.account_id, "visit", None)
    assert [one.ref for one in left] == [one.ref for one in reversed(drafts[1:])]
    assert own_draft(session, unit.officer.account_id, other.ref)


def test_a_draft_too_long_is_refused(session: Session, unit: Unit) -> None:
    with pytest.raises(Refused, match="Nội dung dài quá"):
        saved(session, unit, values={"content": ["x" * LARGEST]})
    assert session.scalars(select(Draft)).all() == []


def test_drafts_about_a_matter_name_it_only_while_it_is_visible(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    saved(session, unit, form="act:closed", matter_id=visit.id)
    (line,) = own_drafts(session, unit.officer)
    assert (line.code, line.gone) == (visit.code, False)
    assert drafts_of(session, unit.officer.account_id, "act:closed", visit.id)
    assert drafts_of(session, unit.officer.account_id, "act:closed", None) == []
    visit.agency_id = visit.origin_agency_id = a_unit(session, "UBND xã khác").agency.id
    session.flush()
    (line,) = own_drafts(session, unit.officer)
    assert (line.code, line.gone) == ("", True)


def test_a_draft_that_was_saved_goes_and_its_files_become_the_matters(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    file = a_file(session, draft)
    visit = a_visit(session, unit)
    finish(session, draft, visit, by=unit.officer, at=AT)
    session.refresh(file)
    assert (file.draft_id, file.matter_id) == (None, visit.id)
    assert own_draft(session, unit.officer.account_id, draft.ref) is None


def test_a_discarded_draft_takes_its_files_along(session: Session, unit: Unit) -> None:
    draft = saved(session, unit)
    a_file(session, draft)
    discard(session, draft)
    assert session.scalars(select(Document)).all() == []
    assert session.scalars(select(Draft)).all() == []


def test_a_draft_nobody_touches_for_thirty_days_is_forgotten(session: Session, unit: Unit) -> None:
    old = saved(session, unit, at=AT - KEPT_FOR)
    a_file(session, old)
    young = saved(session, unit, at=AT - KEPT_FOR + timedelta(seconds=1))
    assert forget_old_drafts(session, at=AT) == 1
    assert session.scalars(select(Draft.ref)).all() == [young.ref]
