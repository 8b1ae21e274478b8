"""The words of the field: procedures, acts, stages, fields of matter, grounds. Code, Vietnamese, English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.statute import terms_of_inspections as inspections
from app.statute import terms_of_mediation as mediation
from app.statute import terms_of_orders as orders
from app.statute import terms_of_reception as reception
from app.statute import terms_of_reporting as reporting
from app.statute.words import Term

Value = Term | date | int | str  # what may stand in a sentence


def in_vietnamese(template: str, values: Mapping[str, Value]) -> str:
    """``template`` with its values: terms of law in Vietnamese, days as 30/11/2026."""
    return template % {name: _said(value) for name, value in values.items()} if values else template


def _said(value: Value) -> str | int:
    if isinstance(value, Term):
        return value.vi
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class Procedure(StrEnum):
    """A way a matter goes."""

    COMPLAINT_FIRST = "complaint_first"
    COMPLAINT_SECOND = "complaint_second"
    DISCIPLINE_FIRST = "discipline_first"
    DISCIPLINE_SECOND = "discipline_second"
    DENUNCIATION = "denunciation"
    DENUNCIATION_FURTHER = "denunciation_further"  # tố cáo tiếp: against a resolution
    DENUNCIATION_OVERDUE = "denunciation_overdue"  # tố cáo tiếp: against its delay
    FEEDBACK = "feedback"
    TRIAGE = "triage"  # a petition nobody has classified yet
    RECEPTION = "reception"  # a visit
    RECEPTION_DUTY = "reception_duty"  # the days a head must receive in a period
    RECEPTION_SESSION = "reception_session"  # a planned day of reception
    CONCLUSION_TASK = "conclusion_task"  # a task of the head's conclusion after such a day
    LAND_MEDIATION = "land_mediation"  # a dispute over land before the commune; never a complaint
    INSPECTION_RECOMMENDATION = "inspection_recommendation"  # what an inspection recommended to an agency
    INSPECTION_RESULT = "inspection_result"  # what a year's inspections found, told to who gathers it
    REPORT_DUTY = "report_duty"  # a report an agency owes


DENUNCIATIONS = frozenset({Procedure.DENUNCIATION, Procedure.DENUNCIATION_FURTHER, Procedure.DENUNCIATION_OVERDUE})
"""Whatever hides its author: ask this set, never one member."""


PROCEDURES: dict[str, Term] = {
    Procedure.COMPLAINT_FIRST: Term("Khiếu nại lần đầu", "First complaint"),
    Procedure.COMPLAINT_SECOND: Term("Khiếu nại lần hai", "Second complaint"),
    Procedure.DISCIPLINE_FIRST: Term("Khiếu nại kỷ luật lần đầu", "First complaint against discipline"),
    Procedure.DISCIPLINE_SECOND: Term("Khiếu nại kỷ luật lần hai", "Second complaint against discipline"),
    Procedure.DENUNCIATION: Term("Tố cáo", "Denunciation"),
    Procedure.DENUNCIATION_FURTHER: Term("Tố cáo tiếp về việc giải quyết", "Further denunciation of a resolution"),
    Procedure.DENUNCIATION_OVERDUE: Term("Tố cáo tiếp do quá hạn", "Further denunciation of a delay"),
    Procedure.FEEDBACK: Term("Kiến nghị, phản ánh", "Feedback"),
    Procedure.TRIAGE: Term("Đơn chưa phân loại", "Petition not yet classified"),
    Procedure.RECEPTION: Term("Lượt tiếp", "Visit"),
    Procedure.RECEPTION_DUTY: Term("Tiếp công dân định kỳ của người đứng đầu", "Reception by the head"),
    Procedure.RECEPTION_SESSION: Term("Buổi tiếp công dân", "Day of reception"),
    Procedure.CONCLUSION_TASK: Term("Việc theo kết luận tiếp công dân", "Task of a conclusion"),
    Procedure.LAND_MEDIATION: Term("Hòa giải tranh chấp đất đai", "Mediation of a land dispute"),
    Procedure.INSPECTION_RECOMMENDATION: Term("Kiến nghị sau kiểm tra", "Recommendation of an inspection"),
    Procedure.INSPECTION_RESULT: Term("Kết quả kiểm tra trong năm", "Result of a year’s inspections"),
    Procedure.REPORT_DUTY: Term("Báo cáo phải nộp", "Report owed"),
}

# The act as the timeline names it.
ACTS: dict[str, Term] = {
    "received": Term("Tiếp nhận", "Received"),
    "classified": Term("Phân loại", "Classified"),
    "supplement_requested": Term("Yêu cầu bổ sung", "Supplement requested"),
    "supplemented": Term("Đã bổ sung", "Supplemented"),
    "guided": Term("Hướng dẫn", "Guided"),
    "transferred": Term("Chuyển đơn", "Transferred"),
    "returned": Term("Trả lại đơn", "Returned"),
    "filed": Term("Lưu đơn", "Filed"),
    "not_processed": Term("Không xử lý", "Not processed"),
    "kept_for_inspection": Term("Chuyển thanh tra, kiểm tra", "Kept for inspection"),
    "referred_to_investigators": Term("Chuyển cơ quan điều tra", "Referred to investigators"),
    "crime_signs_found": Term("Phát hiện dấu hiệu tội phạm", "Signs of a crime found"),
    "harm_imminent": Term("Phát hiện nguy cơ gây thiệt hại", "Imminent harm found"),
    "harm_prevented": Term("Ngăn chặn hoặc báo Công an ngăn chặn", "Harm prevented, or the police told"),
    "refused": Term("Từ chối tiếp", "Reception refused"),
    "refusal_notified": Term("Thông báo từ chối tiếp", "Refusal notified"),
    "petition_registered": Term("Nhận đơn", "Petition taken"),
    "not_accepted": Term("Thông báo không thụ lý", "Not accepted"),
    "accepted": Term("Thụ lý", "Accepted"),
    "acceptance_annulled": Term("Hủy thụ lý", "Acceptance annulled"),
    "found_right": Term("Kiểm tra lại, khiếu nại đúng", "Found right on checking again"),
    "verifying": Term("Giao xác minh", "Verification assigned"),
    "verification_extended": Term("Gia hạn xác minh", "Verification extended"),
    "information_requested": Term("Yêu cầu cung cấp thông tin, tài liệu", "Information asked for"),
    "information_provided": Term("Đã cung cấp thông tin, tài liệu", "Information provided"),
    "first_report_requested": Term(
        "Yêu cầu người giải quyết lần đầu báo cáo", "Report of the first resolver asked for"
    ),
    "first_report_received": Term("Người giải quyết lần đầu đã báo cáo", "Report of the first resolver received"),
    "council_convened": Term("Lập hội đồng", "Council convened"),
    "council_advised": Term("Hội đồng cho ý kiến", "Council gave its opinion"),
    "extended": Term("Gia hạn giải quyết", "Extended"),
    "expert_requested": Term("Trưng cầu giám định", "Expert assessment requested"),
    "expert_answered": Term("Có kết luận giám định", "Expert assessment received"),
    "dialogue_notified": Term("Mời đối thoại", "Dialogue notified"),
    "dialogue_held": Term("Đối thoại", "Dialogue held"),
    "reported": Term("Báo cáo kết quả xác minh", "Verification reported"),
    "suspension_ground_arose": Term("Có căn cứ tạm đình chỉ", "Ground for suspension arose"),
    "suspended": Term("Tạm đình chỉ", "Suspended"),
    "suspension_ground_ceased": Term("Hết căn cứ tạm đình chỉ", "Ground of the suspension gone"),
    "resumed": Term("Tiếp tục giải quyết", "Resumed"),
    "withdrawn_part": Term("Rút một phần", "Withdrawn in part"),
    "withdrawn": Term("Rút toàn bộ", "Withdrawn"),
    "withdrawal_set_aside": Term("Rút nhưng vẫn phải giải quyết", "Withdrawn, yet to be resolved"),
    "discontinued": Term("Đình chỉ", "Discontinued"),
    "stay_ordered": Term("Tạm đình chỉ thi hành quyết định bị khiếu nại", "Contested decision stayed"),
    "stay_reason_ceased": Term("Hết lý do tạm đình chỉ thi hành", "Reason for the stay gone"),
    "stay_lifted": Term("Hủy tạm đình chỉ thi hành", "Stay lifted"),
    "decided": Term("Quyết định giải quyết", "Decided"),
    "concluded": Term("Kết luận nội dung tố cáo", "Concluded"),
    "answered": Term("Trả lời", "Answered"),
    "sent": Term("Gửi văn bản", "Sent"),
    "forwarder_notified": Term("Báo nơi chuyển đơn", "Forwarder told"),
    "front_recommended": Term("Mặt trận kiến nghị", "Recommendation of the Front"),
    "front_recommendation_answered": Term("Trả lời kiến nghị của Mặt trận", "Front’s recommendation answered"),
    "clear_case_found": Term("Xác định vụ việc rõ ràng", "Found a clear case"),
    "handled_at_once": Term("Xử lý ngay vụ việc rõ ràng", "Clear case handled at once"),
    "handled": Term("Xử lý theo kết luận", "Conclusion handled"),
    "handling_result": Term("Có kết quả xử lý", "Result of handling there"),
    "handling_result_reported": Term("Báo kết quả xử lý", "Result of handling reported"),
    "published": Term("Công khai", "Published"),
    "followed_up": Term("Theo dõi, đôn đốc thực hiện", "Followed up"),
    "followup_reported": Term("Báo cáo việc thực hiện kết luận", "Follow-up reported"),
    "in_force": Term("Có hiệu lực pháp luật", "In force"),
    "enforcement_directed": Term("Chỉ đạo thi hành", "Enforcement directed"),
    "enforced": Term("Thi hành xong", "Enforced"),
    "publication_meeting_called": Term("Thông báo cuộc họp công khai", "Publication meeting called"),
    "announced": Term("Công bố trong cơ quan", "Announced to the staff"),
    "second_complaint_lodged": Term("Khiếu nại lần hai", "Second complaint lodged"),
    "no_re_resolution": Term("Thông báo không giải quyết lại", "No re-resolution"),
    "report_requested": Term("Yêu cầu báo cáo việc chậm giải quyết", "Report on the delay asked for"),
    "delay_report_demanded": Term("Cấp trên yêu cầu báo cáo", "Report demanded by the superior"),
    "delay_reported": Term("Báo cáo việc chậm giải quyết", "Delay reported"),
    "responsibility_considered": Term("Xem xét trách nhiệm người giải quyết", "Resolver’s responsibility considered"),
    "supervised": Term("Theo dõi, đôn đốc cấp dưới giải quyết", "Resolving below supervised"),
    "lower_file_requested": Term("Yêu cầu hồ sơ của cấp dưới", "File of the body below asked for"),
    "lower_resolved": Term("Cấp dưới đã giải quyết xong", "Resolved below"),
    "stop_ordered": Term("Yêu cầu cấp dưới chấm dứt, chuyển hồ sơ", "Body below told to stop and hand over"),
    "taken_over": Term("Cấp trên giải quyết", "Taken over by the superior"),
    "court_accepted": Term("Tòa án thụ lý", "Court accepted"),
    "court_discontinued": Term("Tòa án đình chỉ vụ án", "Court discontinued the suit"),
    "delay_justified": Term("Ghi lý do chính đáng", "Good reason recorded"),
    "closed": Term("Đóng hồ sơ", "Closed"),
    "file_handed_over": Term("Bàn giao hồ sơ cho lưu trữ", "File handed to the archive"),
    **reception.ACTS,
    **mediation.ACTS,
    **orders.ACTS,
    **inspections.ACTS,
    **reporting.ACTS,
}

# The act as a button: a verb with its object.
ACT_VERBS: dict[str, Term] = {
    "received": Term("Ghi tiếp nhận", "Record the receipt"),
    "classified": Term("Phân loại đơn", "Classify the petition"),
    "supplement_requested": Term("Yêu cầu bổ sung", "Ask for the missing papers"),
    "supplemented": Term("Ghi đã bổ sung", "Record the supplement"),
    "guided": Term("Hướng dẫn người nộp đơn", "Guide the petitioner"),
    "transferred": Term("Chuyển đơn", "Transfer the petition"),
    "returned": Term("Trả lại đơn", "Return the petition"),
    "filed": Term("Lưu đơn", "File the petition"),
    "not_processed": Term("Ghi không xử lý", "Record as not processed"),
    "kept_for_inspection": Term("Chuyển thanh tra, kiểm tra", "Pass on for inspection"),
    "referred_to_investigators": Term("Chuyển cơ quan điều tra", "Refer to investigators"),
    "crime_signs_found": Term("Ghi phát hiện dấu hiệu tội phạm", "Record signs of a crime"),
    "harm_imminent": Term("Ghi phát hiện nguy cơ gây thiệt hại", "Record imminent harm"),
    "harm_prevented": Term("Ghi đã ngăn chặn hoặc báo Công an", "Record what prevents it"),
    "refused": Term("Từ chối tiếp", "Refuse to receive"),
    "refusal_notified": Term("Ghi thông báo từ chối tiếp", "Record the refusal notice"),
    "petition_registered": Term("Nhận đơn", "Take the petition"),
    "not_accepted": Term("Thông báo không thụ lý", "Give notice of non-acceptance"),
    "accepted": Term("Thụ lý", "Accept"),
    "acceptance_annulled": Term("Hủy thụ lý", "Annul the acceptance"),
    "found_right": Term("Ghi kiểm tra lại, khiếu nại đúng", "Record the complaint as right"),
    "verifying": Term("Giao xác minh", "Assign verification"),
    "verification_extended": Term("Gia hạn xác minh", "Extend verification"),
    "information_requested": Term("Yêu cầu cung cấp thông tin, tài liệu", "Ask for information"),
    "information_provided": Term("Ghi đã cung cấp thông tin, tài liệu", "Record the information provided"),
    "first_report_requested": Term("Yêu cầu người giải quyết lần đầu báo cáo", "Ask the first resolver to report"),
    "first_report_received": Term("Ghi báo cáo của người giải quyết lần đầu", "Record the first resolver’s report"),
    "council_convened": Term("Lập hội đồng", "Convene a council"),
    "council_advised": Term("Ghi ý kiến của hội đồng", "Record the council’s opinion"),
    "extended": Term("Gia hạn giải quyết", "Extend the time limit"),
    "expert_requested": Term("Trưng cầu giám định", "Request an expert assessment"),
    "expert_answered": Term("Ghi kết luận giám định", "Record the expert assessment"),
    "dialogue_notified": Term("Mời đối thoại", "Give notice of the dialogue"),
    "dialogue_held": Term("Ghi biên bản đối thoại", "Record the dialogue"),
    "reported": Term("Báo cáo kết quả xác minh", "Report the verification"),
    "suspension_ground_arose": Term("Ghi có căn cứ tạm đình chỉ", "Record a ground for suspension"),
    "suspended": Term("Tạm đình chỉ giải quyết", "Suspend"),
    "suspension_ground_ceased": Term("Ghi hết căn cứ tạm đình chỉ", "Record that the ground is gone"),
    "resumed": Term("Tiếp tục giải quyết", "Resume"),
    "withdrawn_part": Term("Ghi rút một phần", "Record a withdrawal in part"),
    "withdrawn": Term("Ghi rút toàn bộ", "Record the withdrawal"),
    "withdrawal_set_aside": Term("Ghi vẫn phải giải quyết", "Record that it is resolved all the same"),
    "discontinued": Term("Đình chỉ giải quyết", "Discontinue"),
    "stay_ordered": Term("Tạm đình chỉ thi hành quyết định bị khiếu nại", "Stay the contested decision"),
    "stay_reason_ceased": Term("Ghi hết lý do tạm đình chỉ thi hành", "Record that the reason for the stay is gone"),
    "stay_lifted": Term("Hủy tạm đình chỉ thi hành", "Lift the stay"),
    "decided": Term("Ra quyết định giải quyết", "Issue the decision"),
    "concluded": Term("Ban hành kết luận", "Issue the conclusion"),
    "answered": Term("Trả lời", "Answer"),
    "sent": Term("Ghi đã gửi văn bản", "Record the sending"),
    "forwarder_notified": Term("Báo kết quả cho nơi chuyển đơn", "Tell the forwarder the result"),
    "front_recommended": Term("Ghi kiến nghị của Mặt trận", "Record the Front’s recommendation"),
    "front_recommendation_answered": Term("Trả lời kiến nghị của Mặt trận", "Answer the Front’s recommendation"),
    "clear_case_found": Term("Ghi vụ việc rõ ràng, xử lý ngay", "Record a clear case"),
    "handled_at_once": Term("Xử lý ngay vụ việc rõ ràng", "Handle the clear case"),
    "handled": Term("Xử lý theo kết luận", "Handle the conclusion"),
    "handling_result": Term("Ghi đã có kết quả xử lý", "Record the result of handling"),
    "handling_result_reported": Term("Ghi đã báo kết quả xử lý", "Record the report on the result"),
    "published": Term("Ghi công khai", "Record the publication"),
    "followed_up": Term("Giao theo dõi, đôn đốc", "Assign the follow-up"),
    "followup_reported": Term("Ghi báo cáo việc thực hiện kết luận", "Record the follow-up report"),
    "in_force": Term("Ghi có hiệu lực", "Record as in force"),
    "enforcement_directed": Term("Chỉ đạo thi hành", "Direct the enforcement"),
    "enforced": Term("Ghi thi hành xong", "Record the enforcement"),
    "publication_meeting_called": Term(
        "Thông báo cuộc họp công khai quyết định", "Call the meeting that publishes the decision"
    ),
    "announced": Term("Ghi công bố trong cơ quan", "Record the announcement to the staff"),
    "second_complaint_lodged": Term("Ghi khiếu nại lần hai", "Record a second complaint"),
    "no_re_resolution": Term("Thông báo không giải quyết lại", "Give notice of no re-resolution"),
    "report_requested": Term("Yêu cầu cấp dưới báo cáo", "Ask the body below to report"),
    "delay_report_demanded": Term("Ghi cấp trên yêu cầu báo cáo", "Record the superior’s demand"),
    "delay_reported": Term("Ghi báo cáo việc chậm giải quyết", "Record the report on the delay"),
    "responsibility_considered": Term("Xem xét trách nhiệm người giải quyết", "Consider the resolver’s responsibility"),
    "supervised": Term("Theo dõi, đôn đốc cấp dưới giải quyết", "Supervise the body below"),
    "lower_file_requested": Term("Yêu cầu hồ sơ của cấp dưới", "Ask for the file of the body below"),
    "lower_resolved": Term("Ghi cấp dưới đã giải quyết xong", "Record that it was resolved below"),
    "stop_ordered": Term("Yêu cầu cấp dưới chấm dứt, chuyển hồ sơ", "Order the body below to stop and hand over"),
    "taken_over": Term("Ghi cấp trên lấy lên giải quyết", "Record the take-over"),
    "court_accepted": Term("Ghi Tòa án thụ lý", "Record acceptance by the court"),
    "court_discontinued": Term("Ghi Tòa án đình chỉ vụ án", "Record that the court discontinued the suit"),
    "delay_justified": Term("Ghi lý do chính đáng", "Record the good reason"),
    "closed": Term("Đóng hồ sơ", "Close the file"),
    "file_handed_over": Term("Ghi đã bàn giao hồ sơ cho lưu trữ", "Record the handover to the archive"),
    **reception.ACT_VERBS,
    **mediation.ACT_VERBS,
    **orders.ACT_VERBS,
    **inspections.ACT_VERBS,
    **reporting.ACT_VERBS,
}

STAGES: dict[str, Term] = {
    "received": Term("Đã tiếp nhận", "Received"),
    "screening": Term("Đang xem xét điều kiện thụ lý", "Screening"),
    "initial_screening": Term("Xử lý ban đầu", "Initial screening"),
    "needs_supplement": Term("Chờ bổ sung", "Waiting for papers"),
    "redirected": Term("Đã hướng dẫn hoặc trả đơn", "Redirected"),
    "guided": Term("Đã hướng dẫn", "Guided"),
    "transferred": Term("Đã chuyển cơ quan có thẩm quyền", "Transferred"),
    "filed": Term("Đã lưu đơn", "Filed"),
    "not_processed": Term("Không xử lý", "Not processed"),
    "kept_for_inspection": Term("Đã chuyển thanh tra, kiểm tra", "Kept for inspection"),
    "refused": Term("Đã từ chối tiếp", "Refused"),
    "refusal_notified": Term("Đã thông báo từ chối tiếp", "Refusal notified"),
    "petition_registered": Term("Đã nhận đơn", "Petition taken"),
    "not_accepted": Term("Không thụ lý", "Not accepted"),
    "accepted": Term("Đã thụ lý", "Accepted"),
    "acceptance_annulled": Term("Đã hủy thụ lý", "Acceptance annulled"),
    "verifying": Term("Đang xác minh", "Verifying"),
    "dialogue": Term("Đối thoại", "Dialogue"),
    "awaiting_decision": Term("Chờ ban hành quyết định", "Awaiting decision"),
    "verification_reported": Term("Đã báo cáo kết quả xác minh", "Verification reported"),
    "decided": Term("Đã có quyết định giải quyết", "Decided"),
    "sent": Term("Đã gửi quyết định", "Sent"),
    "concluded": Term("Đã kết luận nội dung tố cáo", "Concluded"),
    "handling_conclusion": Term("Đang xử lý kết luận", "Handling the conclusion"),
    "handled_at_once": Term("Đã xử lý ngay", "Handled at once"),
    "published": Term("Đã công khai", "Published"),
    "monitoring": Term("Theo dõi, đôn đốc thực hiện", "Monitoring"),
    "answered": Term("Đã trả lời", "Answered"),
    "suspended": Term("Tạm đình chỉ giải quyết", "Suspended"),
    "discontinued": Term("Đình chỉ giải quyết", "Discontinued"),
    "terminated": Term("Đình chỉ giải quyết tố cáo", "Discontinued"),
    "second_complaint": Term("Đã khiếu nại lần hai", "Second complaint"),
    "in_litigation": Term("Đang khởi kiện tại Tòa án", "In litigation"),
    "in_force": Term("Có hiệu lực pháp luật", "In force"),
    "enforcing": Term("Đang thi hành", "Enforcing"),
    "enforced": Term("Đã thi hành", "Enforced"),
    "taken_over": Term("Cấp trên trực tiếp đã lấy vụ việc", "Taken over"),
    "further_review": Term("Đang xem xét tố cáo tiếp", "Further denunciation under review"),
    "no_re_resolution": Term("Không giải quyết lại", "No re-resolution"),
    "overdue_review": Term("Đang xem xét việc chậm giải quyết", "Delay under review"),
    "report_requested": Term("Chờ cấp dưới báo cáo", "Waiting for the report from below"),
    "delay_reported": Term("Cấp dưới đã báo cáo việc chậm giải quyết", "Delay reported from below"),
    "supervised": Term("Theo dõi, đôn đốc cấp dưới giải quyết", "Resolving below supervised"),
    "lower_resolved": Term("Cấp dưới đã giải quyết xong", "Resolved below"),
    "stop_ordered": Term("Đã yêu cầu cấp dưới chấm dứt, chuyển hồ sơ", "Body below told to stop"),
    "closed": Term("Đóng hồ sơ", "Closed"),
    **reception.STAGES,
    **mediation.STAGES,
    **inspections.STAGES,
    **reporting.STAGES,
}

FIELDS: dict[str, Term] = {
    "land": Term("Đất đai", "Land"),
    "resettlement": Term("Bồi thường, tái định cư", "Compensation and resettlement"),
    "construction": Term("Xây dựng, trật tự đô thị", "Construction"),
    "environment": Term("Môi trường", "Environment"),
    "policy": Term("Chế độ, chính sách", "Social policy"),
    "officials": Term("Cán bộ, công chức, công vụ", "Officials and public duty"),
    "finance": Term("Tài chính, ngân sách", "Finance"),
    "market": Term("Kinh doanh, chợ", "Trade and markets"),
    "education_health": Term("Giáo dục, y tế", "Education and health"),
    "judicial": Term("Tư pháp, thi hành án", "Justice and enforcement"),
    "corruption": Term("Tham nhũng, lãng phí", "Corruption and waste"),
    "other": Term("Lĩnh vực khác", "Other"),
}

# Who must be told of an act (app.statute.procedures.shape.Party).
PARTIES: dict[str, Term] = {
    "complainant": Term("người khiếu nại", "the complainant"),
    "respondent": Term("người bị khiếu nại", "the person complained of"),
    "denouncer": Term("người tố cáo", "the denouncer"),
    "denouncer_by_notice": Term("người tố cáo, bằng thông báo riêng", "the denouncer, by a notice of its own"),
    "denounced": Term("người bị tố cáo", "the denounced person"),
    "citizen": Term("công dân", "the citizen"),
    "interested": Term("người có quyền, nghĩa vụ liên quan", "those with related rights and duties"),
    "forwarder": Term("nơi đã chuyển đơn đến", "whoever forwarded the petition"),
    "inspectorate": Term("cơ quan thanh tra nhà nước cùng cấp", "the inspectorate of the same level"),
    "superior": Term("cấp trên trực tiếp", "the direct superior"),
    "lower_resolver": Term("người giải quyết cấp dưới", "the resolver below"),
    "competent_body": Term("cơ quan có thẩm quyền", "the competent body"),
    "handling_body": Term("cơ quan có trách nhiệm thực hiện", "the body that must carry it out"),
    "resolver": Term("người giải quyết tố cáo", "the resolver"),
    "verifier": Term("người xác minh", "the verifier"),
    "managing_body": Term("cơ quan quản lý người bị tố cáo", "the body managing the denounced"),
    "investigators": Term("cơ quan điều tra, viện kiểm sát", "investigators and the procuracy"),
    "public": Term("công khai", "the public"),
    "representative": Term("người đại diện, người được ủy quyền", "the representative or agent"),
    "related_body": Term("cơ quan, tổ chức hữu quan", "the bodies concerned"),
    "commune": Term(
        "UBND cấp xã nơi cư trú cuối cùng hoặc nơi có trụ sở chính, khi người khiếu nại đã chết, tổ chức không còn",
        "the commune of the last residence or head office, when the complainant is dead or dissolved",
    ),
    "sides": Term("các bên tranh chấp", "both sides of the dispute"),
    "staff": Term("toàn thể cán bộ, công chức của cơ quan", "all staff of the agency"),
}

__all__ = [
    "ACTS",
    "ACT_VERBS",
    "FIELDS",
    "PARTIES",
    "PROCEDURES",
    "STAGES",
    "Procedure",
    "Term",
    "Value",
    "in_vietnamese",
]
