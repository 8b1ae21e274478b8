"""The words of a report an agency owes: its acts and stages."""

from __future__ import annotations

from app.statute.words import Term

# The act as the timeline names it.
ACTS: dict[str, Term] = {
    "report_asked": Term("Yêu cầu báo cáo", "Report asked for"),
    "report_sent": Term("Gửi báo cáo", "Report sent"),
    "report_returned": Term("Trả lại báo cáo để sửa", "Report returned for correction"),
    "report_accepted": Term("Nhận báo cáo", "Report accepted"),
    "report_lifted": Term("Thôi yêu cầu báo cáo", "Report asked for no more"),
}

# The act as a button: a verb with its object.
ACT_VERBS: dict[str, Term] = {
    "report_asked": Term("Yêu cầu báo cáo", "Ask for the report"),
    "report_sent": Term("Gửi báo cáo", "Send the report"),
    "report_returned": Term("Trả lại để sửa", "Return for correction"),
    "report_accepted": Term("Nhận báo cáo", "Accept the report"),
    "report_lifted": Term("Thôi yêu cầu báo cáo", "Ask for the report no more"),
}

STAGES: dict[str, Term] = {
    "report_due": Term("Chưa gửi báo cáo", "Report not sent yet"),
    "report_sent": Term("Đã gửi báo cáo", "Report sent"),
    "report_returned": Term("Báo cáo bị trả lại", "Report returned"),
    "report_accepted": Term("Báo cáo đã được nhận", "Report accepted"),
    "report_lifted": Term("Thôi yêu cầu báo cáo", "Asked for no more"),
}
