"""The words of what an inspection leaves: the acts and stages of a recommendation, and of the result of a year."""

from __future__ import annotations

from app.statute.words import Term

# The act as the timeline names it.
ACTS: dict[str, Term] = {
    "recommended": Term("Kiến nghị sau kiểm tra", "Recommended"),
    "carrying_out_reported": Term("Đơn vị báo cáo đã thực hiện", "The unit reports it carried it out"),
    "found_carried_out": Term("Xác nhận đã thực hiện", "Found carried out"),
    "found_not_carried_out": Term("Kiểm tra lại: chưa thực hiện", "Checked again: not carried out"),
    "recommendation_extended": Term("Gia hạn thực hiện kiến nghị", "Term extended"),
    "recommendation_withdrawn": Term("Rút kiến nghị", "Recommendation withdrawn"),
    "inspection_result_owed": Term("Phải báo cáo kết quả kiểm tra", "Result owed"),
    "inspection_result_sent": Term("Gửi kết quả kiểm tra về Sở Nội vụ", "Result sent to Sở Nội vụ"),
}

# The act as a button: a verb with its object.
ACT_VERBS: dict[str, Term] = {
    "recommended": Term("Kiến nghị", "Recommend"),
    "carrying_out_reported": Term("Báo cáo đã thực hiện kiến nghị", "Report that it was carried out"),
    "found_carried_out": Term("Xác nhận đã thực hiện", "Confirm that it was carried out"),
    "found_not_carried_out": Term("Ghi chưa thực hiện, đặt hạn mới", "Record not carried out, set a new term"),
    "recommendation_extended": Term("Gia hạn thực hiện", "Extend the term"),
    "recommendation_withdrawn": Term("Rút kiến nghị", "Withdraw the recommendation"),
    "inspection_result_owed": Term("Ghi hạn báo cáo kết quả", "Record the term of the result"),
    "inspection_result_sent": Term("Ghi đã gửi kết quả về Sở Nội vụ", "Record the result sent to Sở Nội vụ"),
}

STAGES: dict[str, Term] = {
    "recommendation_open": Term("Chờ đơn vị thực hiện", "To be carried out"),
    "recommendation_reported": Term("Đơn vị đã báo cáo, chờ xác nhận", "Reported, to be confirmed"),
    "recommendation_done": Term("Đã thực hiện", "Carried out"),
    "recommendation_withdrawn": Term("Đã rút kiến nghị", "Withdrawn"),
    "result_owed": Term("Chưa gửi kết quả", "Result not sent"),
    "inspection_result_sent": Term("Đã gửi kết quả về Sở Nội vụ", "Result sent to Sở Nội vụ"),
}
