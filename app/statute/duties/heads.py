"""Duties of heads by their office: how many days of reception in a period, and a day's schedule posted in time."""

from __future__ import annotations

from dataclasses import replace

from app.statute.duties.shape import Duty
from app.statute.terms import Procedure, Term

HELD = frozenset({"held_in_person", "held_empty"})  # a day nobody came to counts; a deputy's and a cancelled one do not
IN_PERSON = Term("Thủ trưởng trực tiếp tiếp công dân đủ số ngày", "The head receives in person, as many days as due")
POST = Term("Niêm yết lịch tiếp công dân", "Post the schedule of reception")
POST_ONLINE = Term("Công bố lịch tiếp công dân trực tuyến", "Publish the schedule of online reception")
NOTIFY = Term("Thông báo buổi tiếp trực tuyến, chuẩn bị điểm cầu", "Tell all of the online day, prepare its points")
TRY_OUT = Term("Kết nối thử thành công", "Try the connection out")
DUTY, SESSION = frozenset({Procedure.RECEPTION_DUTY}), frozenset({Procedure.RECEPTION_SESSION})
OFF = {"postponed": "moved", "cancelled": "day_cancelled", "not_held": "day_passed"}


def _days(level: str, *rules: str) -> Duty:
    return Duty(
        rules[-1], IN_PERSON, DUTY, rules, "period_opened", HELD, if_fact=f"level={level}",
        ended_by={"period_closed": "period_over"},
    )  # fmt: skip


def _online(rule: str, term: Term, done: str) -> tuple[Duty, Duty]:
    """Owed of a day that is to be held online, and again when such a day is moved."""
    decided = Duty(
        rule, term, SESSION, (rule,), "online_decided", frozenset({done}), starts_at="day", ended_by=OFF
    )  # fmt: skip
    return decided, replace(decided, trigger="postponed", after="online_decided")


POSTED = Duty(
    "tcd.publish_schedule", POST, SESSION, ("tcd.publish_schedule",), "planned", frozenset({"schedule_posted"}),
    starts_at="day", ended_by={**OFF, "online_decided": "held_online", "closed": "never_posted"},
)  # fmt: skip
ROWS: tuple[Duty, ...] = (
    _days("province", "tcd.province_head_days"),
    _days("district", "tcd.district_head_days"),
    _days("commune", "tcd.commune_head_days_until_2026", "tcd.commune_head_days"),
    _days("agency", "tcd.agency_head_days"),
    _days("public_unit", "tcd.public_unit_head_days_until_2026", "tcd.public_unit_head_days"),
    POSTED,
    replace(POSTED, trigger="postponed", not_after="online_decided"),
    # An online day is posted by a rule of its own (NĐ 154 Điều 19.3), also when its plan was posted before.
    *_online("tcd.online_publish", POST_ONLINE, "schedule_posted"),
    *_online("tcd.online_notify", NOTIFY, "online_notified"),
    *_online("tcd.online_trial", TRY_OUT, "online_tested"),
    Duty("tcd.online_record", Term("Lưu bản ghi âm, ghi hình buổi tiếp trực tuyến", "Keep the recording"), SESSION,
         ("tcd.online_record",), "session_held", frozenset({"recording_stored"}), if_act="online_decided"),
)  # fmt: skip
