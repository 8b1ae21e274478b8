"""The duty to send a report by the day a text or a paper names, and again by the day it was returned with.

A report that was sent is sent, though it comes back: what it then owes is a duty of its own, beside the first.
"""

from __future__ import annotations

from app.statute.duties.shape import REPORT_DUTY, Duty
from app.statute.terms import Term
from app.statute.time_limits.reporting import AD_HOC, INSPECTORATE, PLAN_HALF, PLAN_OWN, PLAN_YEAR, PROVINCE, RETURNED

SENT = frozenset({"report_sent"})
LIFTED = {"report_lifted": "report_lifted"}
SEND = Term("Gửi báo cáo", "Send the report")
SEND_PLAN = Term("Ban hành, gửi kế hoạch của cơ quan", "Issue and send the agency’s own plan")
SEND_OF_THE_PROVINCE = Term("Gửi báo cáo của tỉnh về Thanh tra Chính phủ", "Send the province’s report")
SEND_AGAIN = Term("Gửi lại báo cáo đã sửa", "Send the corrected report again")


def _owed(rule: str, words: Term = SEND) -> Duty:
    return Duty(
        rule, words, REPORT_DUTY, (rule,), "report_asked", SENT, if_fact=f"rule={rule}", given="term_on",
        ended_by=LIFTED,
    )  # fmt: skip


ROWS: tuple[Duty, ...] = (
    _owed(PLAN_OWN, SEND_PLAN),
    _owed(PLAN_HALF),
    _owed(PLAN_YEAR),
    _owed(INSPECTORATE),
    _owed(PROVINCE, SEND_OF_THE_PROVINCE),
    _owed(AD_HOC),
    Duty(RETURNED, SEND_AGAIN, REPORT_DUTY, (RETURNED,), "report_returned", SENT, given="term_on", ended_by=LIFTED),
)
