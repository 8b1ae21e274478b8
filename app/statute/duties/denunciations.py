"""Duties in denunciations."""

from __future__ import annotations

from app.statute.duties.shape import CUT_OFF, DENUNCIATION, HANDLED, Duty, sending
from app.statute.terms import Term

ROWS: tuple[Duty, ...] = (
    Duty("tc.initial_handling", Term("Xử lý ban đầu, kiểm tra điều kiện thụ lý", "Initial handling"), DENUNCIATION,
         ("tc.initial_handling",), "received", HANDLED - {"answered", "returned"}, intake=True),
    Duty("tc.transfer_out_of_competence", Term("Chuyển tố cáo không thuộc thẩm quyền", "Transfer out of competence"),
         DENUNCIATION, ("tc.transfer_out_of_competence",), "received", frozenset({"transferred"}), intake=True,
         if_act="transferred"),
    *(
        Duty("tc.press_forward_result_notice", Term("Báo kết quả cho nơi chuyển tố cáo", "Tell the forwarder"),
             DENUNCIATION, ("tc.press_forward_result_notice",), "received", frozenset({"forwarder_notified"}),
             intake=True, if_fact=f"forwarder={who}")
        for who in ("press", "agency")
    ),
    sending("tc.acceptance_notice_denouncer",
             Term("Thông báo việc thụ lý cho người tố cáo", "Notify the denouncer"), DENUNCIATION,
             "tc.acceptance_notice_denouncer", "accepted"),
    sending("tc.content_notice_denounced",
             Term("Thông báo nội dung tố cáo cho người bị tố cáo", "Notify the denounced"),
             DENUNCIATION, "tc.content_notice_denounced", "accepted"),
    Duty("tc.resolution", Term("Ban hành kết luận nội dung tố cáo", "Issue the conclusion"), DENUNCIATION,
         ("tc.resolution",), "accepted", frozenset({"concluded", "discontinued"}), ended_by=CUT_OFF),
    sending("tc.suspension_notice", Term("Gửi quyết định tạm đình chỉ", "Send the suspension"), DENUNCIATION,
             "tc.suspension_notice", "suspended"),
    sending("tc.termination_notice", Term("Gửi quyết định đình chỉ", "Send the discontinuance"), DENUNCIATION,
             "tc.termination_notice", "discontinued"),
    sending("tc.conclusion_send", Term("Gửi kết luận đến người bị tố cáo và cơ quan liên quan", "Send the conclusion"),
             DENUNCIATION, "tc.conclusion_send", "concluded"),
    sending("tc.conclusion_notice_denouncer",
             Term("Thông báo kết luận cho người tố cáo", "Tell the denouncer the result"),
             DENUNCIATION, "tc.conclusion_notice_denouncer", "concluded"),
    Duty("tc.conclusion_handling", Term("Xử lý theo kết luận", "Handle the conclusion"), DENUNCIATION,
         ("tc.conclusion_handling",), "concluded", frozenset({"handled"})),
    Duty("tc.publication_conclusion",
         Term("Công khai kết luận nội dung tố cáo", "Publish the conclusion"), DENUNCIATION,
         ("tc.publication_conclusion",), "concluded", frozenset({"published"})),
)  # fmt: skip
