"""Duties of heads by their office: how many days of reception in a period, and a day's schedule posted in time."""

from __future__ import annotations

from app.statute.duties.shape import Duty
from app.statute.terms import Procedure, Term

HELD = frozenset({"held_in_person", "held_empty"})  # a day nobody came to counts; a deputy's and a cancelled one do not
IN_PERSON = Term("Thủ trưởng trực tiếp tiếp công dân đủ số ngày", "The head receives in person, as many days as due")
POST = Term("Niêm yết lịch tiếp công dân", "Post the schedule of reception")
NOTIFY = Term("Thông báo buổi tiếp trực tuyến, chuẩn bị điểm cầu", "Tell all of the online day, prepare its points")
TRY_OUT = Term("Kết nối thử thành công", "Try the connection out")
DUTY, SESSION = frozenset({Procedure.RECEPTION_DUTY}), frozenset({Procedure.RECEPTION_SESSION})
OFF = {"postponed": "moved", "cancelled": "day_cancelled", "not_held": "day_passed"}


def _days(level: str, *rules: str) -> Duty:
    return Duty(
        rules[-1], IN_PERSON, DUTY, rules, "period_opened", HELD, if_fact=f"level={level}",
        ended_by={"period_closed": "period_over"},
    )  # fmt: skip


def _online(rule: str, term: Term, trigger: str, done: str) -> Duty:
    return Duty(
        rule, term, SESSION, (rule,), trigger, frozenset({done}), starts_at="day", if_act="online_decided",
        ended_by=OFF,
    )  # fmt: skip


ROWS: tuple[Duty, ...] = (
    _days("province", "tcd.province_head_days"),
    _days("district", "tcd.district_head_days"),
    _days("commune", "tcd.commune_head_days_until_2026", "tcd.commune_head_days"),
    _days("agency", "tcd.agency_head_days"),
    _days("public_unit", "tcd.public_unit_head_days_until_2026", "tcd.public_unit_head_days"),
    *(
        Duty("tcd.publish_schedule", POST, SESSION, ("tcd.publish_schedule",), trigger, frozenset({"schedule_posted"}),
             starts_at="day", ended_by=OFF)
        for trigger in ("planned", "postponed")
    ),
    *(
        _online(rule, term, trigger, done)
        for trigger in ("online_decided", "postponed")
        for rule, term, done in (
            ("tcd.online_notify", NOTIFY, "online_notified"), ("tcd.online_trial", TRY_OUT, "online_tested"),
        )
    ),
    Duty("tcd.online_record", Term("Lưu bản ghi âm, ghi hình buổi tiếp trực tuyến", "Keep the recording"), SESSION,
         ("tcd.online_record",), "session_held", frozenset({"recording_stored"}), if_act="online_decided"),
)  # fmt: skip
