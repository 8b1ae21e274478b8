"""Online reception of citizens: decided by the head, prepared step by step by the central point (NĐ 154 Điều 16-24).

Each step is an act in the log of the day's matter, so that what is late is late like anything else. The record beside
it keeps what the acts do not say: who was told of what when, the points, the trials that failed, the hour. Of the
recording only where it is kept: no file, no address with a password.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, sessions
from app.casework.acts import Entry
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.following import Hand, write
from app.casework.permissions import Deed
from app.casework.postings import Posting, post_days
from app.records.matters import Matter
from app.records.online import OnlineDay, OnlinePoint, OnlineTrial
from app.records.reception import DayState, ReceptionDay, ReceptionKind
from app.statute.grounds import ONLINE_CONDITIONS, ONLINE_DENUNCIATION, ONLINE_GROUNDS

LOOKS_SECRET = re.compile(r"mật\s*khẩu|passw|pass\s*[:=]|pwd", re.IGNORECASE)
OTHER_PLACE = ("ND154 19.2",)


@dataclass(frozen=True, slots=True)
class Decision:
    """The head's decision. ``open_denouncer``, ``secrecy``: what a denunciation needs besides (Điều 20.4)."""

    document_no: str
    decided_on: date
    ground: str
    conditions: Collection[str] = ()
    other_place: str = ""
    open_denouncer: bool = False
    secrecy: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point: whose, where, who is there."""

    body: str
    place: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """How an online day stands: the record, its points (the central one first), its trials (the last one last)."""

    day: ReceptionDay
    matter: Matter
    online: OnlineDay | None
    points: Sequence[OnlinePoint] = field(default=())
    trials: Sequence[OnlineTrial] = field(default=())

    @property
    def version(self) -> int:
        """What the forms of its steps were opened with."""
        return self.online.version if self.online else 0


def preparation_of(session: Session, day: ReceptionDay) -> Preparation | None:
    """How a day is prepared to be held online; None for a day that cannot be: no day of the head on the schedule."""
    matter = sessions.session_of(session, day)
    if matter is None or day.kind is not ReceptionKind.HEAD:
        return None
    online = session.get(OnlineDay, day.id)
    if online is None:
        return Preparation(day, matter, None)
    points = session.scalars(select(OnlinePoint).where(OnlinePoint.day_id == day.id).order_by(OnlinePoint.position))
    trials = session.scalars(select(OnlineTrial).where(OnlineTrial.day_id == day.id).order_by(OnlineTrial.id))
    return Preparation(day, matter, online, tuple(points), tuple(trials))


def is_online(session: Session, day_id: int) -> bool:
    """Whether a day is held online."""
    return session.scalar(select(OnlineDay.day_id).where(OnlineDay.day_id == day_id)) is not None


def coming_online(session: Session, agency_id: int, today: date) -> list[ReceptionDay]:
    """The planned days of an agency, from today on, that are to be held online, in order."""
    wanted = select(ReceptionDay).join(OnlineDay, OnlineDay.day_id == ReceptionDay.id)
    ahead = (ReceptionDay.agency_id == agency_id, ReceptionDay.on >= today, ReceptionDay.state == DayState.PLANNED)
    return list(session.scalars(wanted.where(*ahead).order_by(ReceptionDay.on, ReceptionDay.id)))


def decide(session: Session, it: Preparation, decision: Decision, hand: Hand) -> OnlineDay:
    """The head decides that a day on the schedule is held online. Raises NotAllowed, OutOfOrder, Refused naming it."""
    if not hand.by.may(Deed.ASSIGN, it.day.agency_id):
        raise NotAllowed("Quyết định tiếp công dân trực tuyến do thủ trưởng ban hành.")
    if it.online is not None:
        raise ChangedMeanwhile("Buổi tiếp này đã có quyết định tiếp trực tuyến. Mở lại trang để xem.")
    _check_decision(it, decision)
    entry = Entry(
        "online_decided", decision.decided_on, {"day": it.day.on, "ground": decision.ground},
        decision.document_no, decision.decided_on,
    )  # fmt: skip
    write(session, _held(session, it), entry, hand)
    made = OnlineDay(
        day_id=it.day.id, decision_no=decision.document_no.strip(), decided_on=decision.decided_on,
        ground=decision.ground, conditions=sorted(decision.conditions), other_place=decision.other_place.strip(),
    )  # fmt: skip
    session.add(made)
    it.day.posted_on, it.day.posted_where, it.day.posted_by = None, "", ""  # an online day is posted as such
    _told(session, it, "decided", hand)
    return made


def _check_decision(it: Preparation, decision: Decision) -> None:
    if it.day.state is not DayState.PLANNED:
        raise Refused("Buổi tiếp đã có kết quả hoặc đã hủy: không chuyển sang trực tuyến được nữa.")
    ground = ONLINE_GROUNDS.get(decision.ground)
    if ground is None or not ground.holds_on(decision.decided_on):
        raise Refused("Chọn một căn cứ còn hiệu lực vào ngày của bước này.", field="ground")
    if decision.ground == ONLINE_DENUNCIATION and not (decision.open_denouncer and decision.secrecy):
        raise Refused(
            "Tố cáo chỉ tiếp trực tuyến khi người tố cáo không yêu cầu giữ bí mật và bảo đảm được bí mật.",
            field="ground", provisions=(ground.provision,),
        )  # fmt: skip
    if set(decision.conditions) != set(ONLINE_CONDITIONS) and not decision.other_place.strip():
        raise Refused(
            "Chưa đủ điều kiện tại nơi tiếp: nhập nơi khác có đủ điều kiện.", field="other_place",
            provisions=OTHER_PLACE,
        )  # fmt: skip


def set_points(session: Session, it: Preparation, points: Sequence[Point], version: int, hand: Hand) -> None:
    """Name the points, the central one first. Raises NotAllowed, ChangedMeanwhile, Refused."""
    online = _kept(session, it, version, hand)
    named = [one for one in points if one.body.strip()]
    if not named:
        raise Refused("Nhập điểm cầu trung tâm.", field="body")
    session.execute(delete(OnlinePoint).where(OnlinePoint.day_id == online.day_id))
    session.add_all(
        OnlinePoint(
            day_id=online.day_id, position=place, body=one.body.strip(), place=one.place.strip(), who=one.who.strip()
        )
        for place, one in enumerate(named)
    )
    _changed(session, it, online, "points", hand)


def publish(
    session: Session, it: Preparation, on: date, *, where: str, posted_by: str, version: int, hand: Hand
) -> None:  # fmt: skip
    """The schedule of the online day was published. Raises NotAllowed, ChangedMeanwhile, OutOfOrder, Refused."""
    online = _kept(session, it, version, hand)
    posting = Posting(on, where.strip(), posted_by.strip())
    post_days(session, [it.day], posting, by=hand.by, at=hand.at, today=hand.today)
    _changed(session, it, online, "published", hand)


def tell(
    session: Session, it: Preparation, *, citizen: date | None, bodies: date | None, prepared: date | None,
    version: int, hand: Hand,
) -> bool:  # fmt: skip
    """Who was told when, and when system and points were ready; the step is done with the last of the three.

    Whether it is done now. Raises NotAllowed, ChangedMeanwhile, OutOfOrder, Refused naming the field.
    """
    online = _kept(session, it, version, hand)
    for name, on in (("citizen", citizen), ("bodies", bodies), ("prepared", prepared)):
        if on is not None and on > hand.today:
            raise Refused("Ngày %(day)s chưa đến.", field=name, day=on)
    online.citizen_told_on, online.bodies_told_on, online.prepared_on = citizen, bodies, prepared
    done = None not in (citizen, bodies, prepared)
    if done and it.matter.stage == "online_published":
        last = max(on for on in (citizen, bodies, prepared) if on)
        write(session, _held(session, it), Entry("online_notified", last), hand)
    _changed(session, it, online, "told", hand)
    return done


def try_out(
    session: Session, it: Preparation, on: date, *, succeeded: bool, note: str, version: int, hand: Hand
) -> None:  # fmt: skip
    """A trial of the connection. One that failed is kept and satisfies nothing. Raises as :func:`tell`."""
    online = _kept(session, it, version, hand)
    if on > hand.today:
        raise Refused("Ngày %(day)s chưa đến.", field="on", day=on)
    if not succeeded and not note.strip():
        raise Refused("Ghi điểm cầu nào không kết nối được, vì sao.", field="note")
    if succeeded:
        write(session, _held(session, it), Entry("online_tested", on), hand)
    session.add(OnlineTrial(day_id=online.day_id, on=on, succeeded=succeeded, note=note.strip()))
    _changed(session, it, online, "tried_out", hand)


def connect(session: Session, it: Preparation, at: time, *, version: int, hand: Hand) -> None:
    """Every point was connected, picture and sound, at an hour of the day itself. Raises as :func:`tell`."""
    online = _kept(session, it, version, hand)
    write(session, _held(session, it), Entry("online_connected", it.day.on), hand)
    online.connected_at = at
    _changed(session, it, online, "connected", hand)


def identify(session: Session, it: Preparation, participants: str, *, version: int, hand: Hand) -> None:
    """Who took part was identified (Điều 21.4). Raises NotAllowed, ChangedMeanwhile, Refused."""
    online = _kept(session, it, version, hand)
    if it.day.on > hand.today:
        raise Refused("Ngày tiếp %(day)s chưa đến.", field="participants", day=it.day.on)
    if not participants.strip():
        raise Refused("Nhập những người tham dự đã kiểm tra giấy tờ, mỗi dòng một người.", field="participants")
    online.participants, online.identified_at = participants.strip(), hand.at
    _changed(session, it, online, "identified", hand)


def keep_recording(
    session: Session, it: Preparation, on: date, *, reference: str, version: int, hand: Hand
) -> None:  # fmt: skip
    """Where the recording is kept. Raises NotAllowed, ChangedMeanwhile, OutOfOrder, Refused naming ``reference``."""
    online = _kept(session, it, version, hand)
    if not reference.strip():
        raise Refused("Nhập nơi lưu và ký hiệu bản ghi.", field="reference")
    if LOOKS_SECRET.search(reference):
        raise Refused("Chỉ ghi nơi lưu và ký hiệu: không ghi mật khẩu, không ghi liên kết có mã.", field="reference")
    write(session, _held(session, it), Entry("recording_stored", on), hand)
    online.recording = reference.strip()
    _changed(session, it, online, "recorded", hand)


def start_again(session: Session, day: ReceptionDay) -> None:
    """A day that was moved is posted, told and tried out again: what was done for the old date counts no more."""
    online = session.get(OnlineDay, day.id)
    if online is not None:
        online.citizen_told_on = online.bodies_told_on = online.prepared_on = None
        online.connected_at = None


def refuse_secret_denouncer(session: Session, day: ReceptionDay) -> None:
    """A denouncer who asks for secrecy is never received online (Điều 20.4). Raises Refused on ``secret``."""
    if is_online(session, day.id):
        raise Refused(
            "Buổi này tiếp trực tuyến: người tố cáo yêu cầu giữ bí mật không tiếp trực tuyến, mời tiếp ở buổi khác.",
            field="secret", provisions=(ONLINE_GROUNDS[ONLINE_DENUNCIATION].provision,),
        )  # fmt: skip


def _held(session: Session, it: Preparation) -> Matter:
    session.flush()
    session.refresh(it.matter, with_for_update=True)
    return it.matter


def _kept(session: Session, it: Preparation, version: int, hand: Hand) -> OnlineDay:
    """The record of a day, for changing, in the hands of whoever keeps the schedule."""
    if not hand.by.may(Deed.PLAN_RECEPTION, it.day.agency_id):
        raise NotAllowed("Không có quyền lập lịch tiếp công dân ở đơn vị này.")
    if it.online is None:
        raise Refused("Buổi tiếp này chưa có quyết định tiếp trực tuyến.")
    session.refresh(it.online, with_for_update=True)
    if it.online.version != version:
        raise ChangedMeanwhile("Có người vừa thay đổi việc chuẩn bị buổi tiếp này. Mở lại trang để xem rồi làm lại.")
    return it.online


def _changed(session: Session, it: Preparation, online: OnlineDay, what: str, hand: Hand) -> None:
    flag_modified(online, "conditions")  # the version moves with every step
    _told(session, it, what, hand)


def _told(session: Session, it: Preparation, what: str, hand: Hand) -> None:
    audit.note(
        session, by=hand.by.account_id or None, at=hand.at, action="online_day_prepared", subject=it.day.ref,
        matter=it.matter, step=what,
    )  # fmt: skip
    session.flush()
