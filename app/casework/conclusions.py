"""What the head concluded after a day of reception, and the tasks it gives: each a matter with a clock of its own.

The conclusion is the head's paper (NĐ 154 Điều 25.2). A task goes into the work of the agency that has it; where that
is no agency of the register, whoever gave it keeps it in hand. A task about a sealed visit is sealed with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit, identities, sessions
from app.casework.acts import Entry, arrive, record_act
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.exclusions import copy_exclusions
from app.casework.following import Hand, write
from app.casework.matters import Opening, move_custody, open_matter, short_title
from app.casework.permissions import Deed, Viewer, visible
from app.records.agencies import Agency
from app.records.conclusions import Conclusion, ConclusionTask
from app.records.matters import Matter, MatterKind
from app.records.reception import Chair, DayState, ReceptionDay, Visit
from app.statute.reception import conclusion_wanted
from app.statute.terms import Procedure

PREFIX = "NV"  # nhiệm vụ theo kết luận
CONCLUDED_FROM = ("session_held", "conclusion_pending")


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as the conclusion words it. ``agency_id``: who has it; else ``body``, as written.

    ``visit_id``: which visit of the day it is about.
    """

    what: str
    term_on: date
    agency_id: int | None = None
    body: str = ""
    visit_id: int | None = None
    contact_name: str = ""
    contact_post: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class NewConclusion:
    """The paper: its number, its day, who signed it, what it says, and what it gives to whom."""

    document_no: str
    issued_on: date
    signed_by: str
    content: str
    tasks: Sequence[NewTask] = ()


class TaskRefused(Exception):
    """A task that cannot be given: why, and which of them it is, from 0."""

    def __init__(self, refused: Refused, place: int) -> None:
        super().__init__(refused.sentence)
        self.refused, self.place = refused, place


def may_conclude(by: Viewer, day: ReceptionDay) -> bool:
    """Whether ``by`` may issue the conclusion of a day: the head of its agency, of a day the head held in person."""
    return by.may(Deed.ASSIGN, day.agency_id) and held_by_head(day)


def held_by_head(day: ReceptionDay) -> bool:
    """Whether a day is one the law wants a written conclusion of, when somebody came."""
    return day.state is DayState.HELD and day.chair is Chair.HEAD and conclusion_wanted(day.on)


def issue_conclusion(
    session: Session, day: ReceptionDay, new: NewConclusion, *, expected_version: int, by: Viewer, at: datetime,
    today: date,
) -> Conclusion:  # fmt: skip
    """Write down the conclusion of a day and give its tasks.

    Raises NotAllowed, ChangedMeanwhile, Refused naming the field, TaskRefused naming the task besides.
    """
    if not by.may(Deed.ASSIGN, day.agency_id):
        raise NotAllowed("Thông báo kết luận do thủ trưởng cơ quan tiếp công dân ban hành.")
    session.refresh(day, with_for_update=True)
    if day.version != expected_version:
        raise ChangedMeanwhile("Có người vừa thay đổi buổi tiếp này. Xem bản đang lưu ở trên rồi lưu lại nếu vẫn cần.")
    _check(session, day, new, today=today)
    made = Conclusion(
        reception_day_id=day.id, document_no=new.document_no.strip(), issued_on=new.issued_on,
        signed_by=new.signed_by.strip(), content=new.content.strip(), created_at=at,
        created_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.note(
        session, by=by.account_id or None, at=at, action="conclusion_issued", subject=made.ref,
        on=new.issued_on.isoformat(),
    )  # fmt: skip
    for place, task in enumerate(new.tasks):
        try:
            _give(session, day, made, task, place, by=by, at=at, today=today)
        except Refused as refused:
            raise TaskRefused(refused, place) from refused
    session.flush()
    _tell_the_day(session, day, made, bool(new.tasks), Hand(by, at, today))
    return made


def _tell_the_day(session: Session, day: ReceptionDay, made: Conclusion, tasks: bool, hand: Hand) -> None:  # noqa: FBT001 - said once, above
    """The log of the day says that it was concluded, once; that it has tasks keeps it open until they are over."""
    matter = sessions.held_matter(session, day)
    if matter is None or matter.stage not in CONCLUDED_FROM:
        return
    paper = (made.document_no, made.issued_on)
    write(session, matter, Entry("conclusion_issued", made.issued_on, {}, *paper), hand)
    write(session, matter, Entry("tasks_given" if tasks else "closed", made.issued_on), hand)


def record_task(
    session: Session, matter: Matter, act: str, on: date, *, by: Viewer, at: datetime, today: date,
    data: Mapping[str, object] | None = None, document_no: str = "", document_on: date | None = None, note: str = "",
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Record an act of a task; with the last task of its day over, the log of the day is closed.

    Raises as acts.record_act.
    """
    record_act(
        session, matter, act, on, by=by, at=at, today=today, data=data, document_no=document_no,
        document_on=document_on, note=note, expected_version=expected_version,
    )  # fmt: skip
    if not matter.open:
        _close_the_day(session, matter, Hand(by, at, today))


def _close_the_day(session: Session, matter: Matter, hand: Hand) -> None:
    of_day = select(Conclusion.reception_day_id).join(ConclusionTask, ConclusionTask.conclusion_id == Conclusion.id)
    day = session.get_one(ReceptionDay, session.scalars(of_day.where(ConclusionTask.matter_id == matter.id)).one())
    running = (
        select(Matter.id)
        .join(ConclusionTask, ConclusionTask.matter_id == Matter.id)
        .join(Conclusion, Conclusion.id == ConclusionTask.conclusion_id)
        .where(Conclusion.reception_day_id == day.id, Matter.open)
    )
    if session.scalar(running.limit(1)) is not None:
        return
    log = sessions.held_matter(session, day)
    if log is not None and log.stage == "tasks_open":
        write(session, log, Entry("closed", hand.today), hand)


def _check(session: Session, day: ReceptionDay, new: NewConclusion, *, today: date) -> None:
    if not held_by_head(day):
        raise Refused("Chỉ buổi tiếp do thủ trưởng trực tiếp tiếp mới có thông báo kết luận.")
    if not day.on <= new.issued_on <= today:
        raise Refused("Nhập ngày ban hành từ ngày tiếp %(day)s đến hôm nay.", field="issued_on", day=day.on)
    if not new.document_no.strip():
        raise Refused("Nhập số, ký hiệu thông báo kết luận.", field="document_no")
    number = (Conclusion.reception_day_id == day.id, Conclusion.document_no == new.document_no.strip())
    if session.scalar(select(Conclusion.id).where(*number)) is not None:
        raise Refused("Buổi tiếp này đã có thông báo kết luận số đó.", field="document_no")


def _give(
    session: Session, day: ReceptionDay, made: Conclusion, task: NewTask, place: int, *, by: Viewer, at: datetime,
    today: date,
) -> None:  # fmt: skip
    body, visit = _body(session, task, made.issued_on), _visit(session, day, task, by)
    if visit is not None and visit.sealed and body is not None and body.id != day.agency_id:
        raise Refused(
            "Lượt tiếp này giữ bí mật: giao cho đơn vị mình theo dõi; gửi nơi khác bằng văn bản mật.", field="body"
        )
    opening = Opening(
        kind=MatterKind.CONCLUSION_TASK, agency_id=day.agency_id, on=made.issued_on, series=None, prefix=PREFIX,
        procedure=Procedure.CONCLUSION_TASK, title=short_title(task.what),
    )  # fmt: skip
    matter = open_matter(session, opening, by=by, at=at)
    session.add(
        ConclusionTask(
            matter_id=matter.id, conclusion_id=made.id, position=place + 1, visit_id=visit.id if visit else None,
            body="" if body else task.body.strip(), what=task.what.strip(), contact_name=task.contact_name.strip(),
            contact_post=task.contact_post.strip(), contact_phone=task.contact_phone.strip(),
        )
    )  # fmt: skip
    session.flush()
    paper = f"{made.document_no} ({made.issued_on:%d/%m/%Y})"
    if body is not None:
        move_custody(session, matter, body, on=made.issued_on, by=by, at=at, document=paper)
    given = Entry("task_given", made.issued_on, {"term_on": task.term_on}, made.document_no, made.issued_on)
    arrive(session, matter, given, by=by, at=at, today=today)
    if visit is not None and visit.sealed:
        copy_exclusions(session, visit, matter)
        shown = identities.people_shown(session, [visit.id])[visit.id]
        as_before = shown[0].shown_as if shown else identities.DENOUNCER
        identities.seal_matter(session, matter, by=by.account_id or None, at=at, shown_as=as_before)


def _body(session: Session, task: NewTask, on: date) -> Agency | None:
    if not task.what.strip():
        raise Refused("Nhập nội dung việc giao.", field="what")
    if task.agency_id is None:
        if not task.body.strip():
            raise Refused("Chọn hoặc nhập cơ quan được giao.", field="body")
        return None
    body = session.get(Agency, task.agency_id)
    if body is None or body.from_on > on or (body.until_on is not None and body.until_on < on):
        raise Refused("Chọn cơ quan đang hoạt động.", field="body")
    return body


def _visit(session: Session, day: ReceptionDay, task: NewTask, by: Viewer) -> Matter | None:
    """The visit a task is about, as far as ``by`` may see it: a hidden one is not there."""
    if task.visit_id is None:
        return None
    of_the_day = select(Matter).join(Visit, Visit.matter_id == Matter.id)
    of_the_day = of_the_day.where(Matter.id == task.visit_id, Visit.reception_day_id == day.id, visible(by))
    found = session.scalar(of_the_day)
    if found is None:
        raise Refused("Chọn một lượt tiếp của buổi này.", field="visit")
    return found


__all__ = [
    "NewConclusion",
    "NewTask",
    "TaskRefused",
    "held_by_head",
    "issue_conclusion",
    "may_conclude",
    "record_task",
]
