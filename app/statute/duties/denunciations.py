"""Duties in denunciations: the first one, and both kinds of further ones (tố cáo tiếp)."""

from __future__ import annotations

from app.statute.duties.shape import CUT_OFF, DENUNCIATION, FURTHER, HANDLED, OVERDUE, SPLIT, Duty, sending
from app.statute.terms import DENUNCIATIONS, Procedure, Term

RESOLUTION_OF: dict[Procedure, str] = {  # the duty to conclude, and its limit
    Procedure.DENUNCIATION: "tc.resolution",
    Procedure.DENUNCIATION_FURTHER: "tc.re_resolution",
    Procedure.DENUNCIATION_OVERDUE: "tc.superior_takeover_resolution",
}
CONCLUDE = Term("Ban hành kết luận nội dung tố cáo", "Issue the conclusion")
AGAIN = Term("Giải quyết lại, ban hành kết luận nội dung tố cáo", "Resolve again: issue the conclusion")
TAKEN_OVER = Term("Cấp trên trực tiếp ban hành kết luận nội dung tố cáo", "The superior issues the conclusion")
ENDED = {**CUT_OFF, "discontinued": "discontinued"}


def _resolving(procedure: Procedure, term: Term) -> Duty:
    rule = RESOLUTION_OF[procedure]
    return Duty(rule, term, frozenset({procedure}), (rule,), "accepted",
                frozenset({"concluded", "discontinued", "handled_at_once"}), ended_by=CUT_OFF)  # fmt: skip


BEFORE_ACCEPTANCE: tuple[Duty, ...] = (
    Duty("tc.initial_handling", Term("Xử lý ban đầu, kiểm tra điều kiện thụ lý", "Initial handling"), DENUNCIATION,
         ("tc.initial_handling",), "received", HANDLED - {"answered", "returned"}, intake=True, ended_by=SPLIT),
    Duty("tc.further_denunciation_review", Term("Xem xét tố cáo tiếp", "Review the further denunciation"), FURTHER,
         ("tc.further_denunciation_review",), "received", HANDLED, intake=True),
    Duty("tc.overdue_superior_request",
         Term("Yêu cầu cấp dưới báo cáo việc chậm giải quyết", "Ask the body below to report on the delay"), OVERDUE,
         ("tc.overdue_superior_request",), "received", HANDLED, intake=True),
    Duty("tc.transfer_out_of_competence", Term("Chuyển tố cáo không thuộc thẩm quyền", "Transfer out of competence"),
         DENUNCIATION, ("tc.transfer_out_of_competence",), "received", frozenset({"transferred"}), intake=True,
         if_act="transferred"),
    Duty("tc.transfer_notice_denouncer",
         Term("Thông báo việc chuyển cho người tố cáo", "Tell the denouncer of the transfer"), DENUNCIATION,
         ("tc.transfer_notice_denouncer",), "received", frozenset({"sent"}), intake=True, if_act="transferred",
         answered_after="transferred", sends="transferred"),
    Duty("tc.refusal_notice", Term("Thông báo ngay việc không thụ lý", "Give notice of non-acceptance at once"),
         DENUNCIATIONS, ("tc.refusal_notice",), "not_accepted", frozenset(), starts_at="decided_on", by_trigger=True,
         intake=True),
    *(
        Duty("tc.press_forward_result_notice", Term("Báo kết quả cho nơi chuyển tố cáo", "Tell the forwarder"),
             DENUNCIATIONS, ("tc.press_forward_result_notice",), "received", frozenset({"forwarder_notified"}),
             intake=True, if_fact=f"forwarder={who}", ended_by=SPLIT)
        for who in ("press", "agency")
    ),
)  # fmt: skip

AT_ONCE: tuple[Duty, ...] = (
    Duty("tc.crime_transfer_intake", Term("Chuyển ngay cơ quan điều tra", "Refer to investigators at once"),
         DENUNCIATIONS, ("tc.crime_transfer_intake",), "crime_signs_found",
         frozenset({"referred_to_investigators", "transferred"}), not_after="concluded", intake=True),
    Duty("tc.crime_transfer_after_conclusion",
         Term("Chuyển ngay cơ quan điều tra sau kết luận", "Refer to investigators at once, after the conclusion"),
         DENUNCIATIONS, ("tc.crime_transfer_after_conclusion",), "crime_signs_found",
         frozenset({"referred_to_investigators"}), after="concluded"),
    Duty("tc.crime_report", Term("Báo cáo ngay dấu hiệu tội phạm", "Report signs of a crime at once"), DENUNCIATIONS,
         ("tc.crime_report",), "crime_signs_found", frozenset(), starts_at="found_on", after="verifying",
         not_after="concluded", by_trigger=True),
    Duty("tc.harm_prevention", Term("Ngăn chặn hoặc báo Công an ngăn chặn", "Prevent the harm, or tell the police"),
         DENUNCIATIONS, ("tc.harm_prevention",), "harm_imminent", frozenset({"harm_prevented"}), intake=True),
    Duty("tc.resume_decision", Term("Ra ngay quyết định tiếp tục giải quyết", "Decide to resume at once"),
         DENUNCIATIONS, ("tc.resume_decision",), "suspension_ground_ceased", frozenset({"resumed"}), ended_by=ENDED),
    Duty("tc.clear_case_immediate", Term("Xác minh ngay vụ việc rõ ràng", "Verify the clear case at once"),
         DENUNCIATIONS, ("tc.clear_case_immediate",), "clear_case_found", frozenset({"verifying", "handled_at_once"}),
         not_said="about=public_duty", ended_by=ENDED),
)  # fmt: skip

RESOLVING: tuple[Duty, ...] = (
    sending("tc.acceptance_notice_denouncer",
             Term("Thông báo việc thụ lý cho người tố cáo", "Notify the denouncer"), DENUNCIATIONS,
             "tc.acceptance_notice_denouncer", "accepted", "denouncer"),
    sending("tc.content_notice_denounced",
             Term("Thông báo nội dung tố cáo cho người bị tố cáo", "Notify the denounced"),
             DENUNCIATIONS, "tc.content_notice_denounced", "accepted", "denounced"),
    _resolving(Procedure.DENUNCIATION, CONCLUDE),
    _resolving(Procedure.DENUNCIATION_FURTHER, AGAIN),
    _resolving(Procedure.DENUNCIATION_OVERDUE, TAKEN_OVER),
    sending("tc.suspension_notice", Term("Gửi quyết định tạm đình chỉ", "Send the suspension"), DENUNCIATIONS,
             "tc.suspension_notice", "suspended", "denouncer", "denounced"),
    sending("tc.termination_notice", Term("Gửi quyết định đình chỉ", "Send the discontinuance"), DENUNCIATIONS,
             "tc.termination_notice", "discontinued", "denouncer", "denounced"),
    Duty("tc.overdue_resolver_report",
         Term("Báo cáo cấp trên việc chậm giải quyết", "Report to the superior on the delay"), DENUNCIATIONS,
         ("tc.overdue_resolver_report",), "delay_report_demanded", frozenset({"delay_reported"})),
)  # fmt: skip

CONCLUDED: tuple[Duty, ...] = (
    sending("tc.conclusion_send", Term("Gửi kết luận đến người bị tố cáo và cơ quan liên quan", "Send the conclusion"),
             DENUNCIATIONS, "tc.conclusion_send", "concluded", "denounced", "bodies"),
    sending("tc.conclusion_notice_denouncer",
             Term("Thông báo kết luận cho người tố cáo", "Tell the denouncer the result"),
             DENUNCIATIONS, "tc.conclusion_notice_denouncer", "concluded", "denouncer"),
    Duty("tc.conclusion_handling", Term("Xử lý theo kết luận", "Handle the conclusion"), DENUNCIATIONS,
         ("tc.conclusion_handling",), "concluded", frozenset({"handled"})),
    Duty("tc.handling_result_report", Term("Báo kết quả xử lý cho người giải quyết", "Report the result of handling"),
         DENUNCIATIONS, ("tc.handling_result_report",), "handling_result", frozenset({"handling_result_reported"})),
    Duty("tc.publication_conclusion",
         Term("Công khai kết luận nội dung tố cáo", "Publish the conclusion"), DENUNCIATIONS,
         ("tc.publication_conclusion",), "concluded", frozenset({"published"}), concerns="papers_posted=conclusion"),
    Duty("tc.publication_decision",
         Term("Công khai quyết định xử lý hành vi vi phạm", "Publish the decision on the violation"), DENUNCIATIONS,
         ("tc.publication_decision",), "handled", frozenset({"published"}), said="handling=decision",
         again="handled_at_once", concerns="papers_posted=decision"),
    Duty("tc.monthly_followup_report",
         Term("Báo cáo hằng tháng việc thực hiện kết luận", "Report every month on the execution"), DENUNCIATIONS,
         ("tc.monthly_followup_report",), "followed_up", frozenset({"followup_reported"}), again="followup_reported",
         ended_by={"closed": "followup_over"}),
)  # fmt: skip

ROWS: tuple[Duty, ...] = (*BEFORE_ACCEPTANCE, *AT_ONCE, *RESOLVING, *CONCLUDED)
