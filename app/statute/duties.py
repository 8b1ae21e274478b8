"""Which act starts which limit, and which acts satisfy or end it.

A duty names the limit(s) behind it; several are readings of one disputed limit: the earliest date is due, all are kept.
Which version of a limit governs is settled by the day the clock starts; a limit with no version on that day starts no
duty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.statute.terms import Procedure, Term


@dataclass(frozen=True, slots=True)
class Duty:
    """One row. ``starts_at`` names a date field of the triggering act, for limits counted back from an event."""

    id: str
    term: Term
    procedures: frozenset[Procedure]
    limits: tuple[str, ...]
    trigger: str
    satisfied_by: frozenset[str]
    intake: bool = False  # runs before any case exists
    starts_at: str = ""
    else_at: str = ""  # the act whose day stands in when the field is empty; without it, the duty does not start
    if_fact: str = ""  # only when this fact holds ("forwarder=press": has that value)
    if_act: str = ""  # only when this act is in the log
    by_trigger: bool = False  # the triggering act itself satisfies it
    ended_by: dict[str, str] = field(default_factory=dict)  # act -> reason


COMPLAINTS = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)
DISCIPLINE = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})
FIRST, SECOND = frozenset({Procedure.COMPLAINT_FIRST}), frozenset({Procedure.COMPLAINT_SECOND})
DENUNCIATION = frozenset({Procedure.DENUNCIATION})
PETITIONS = frozenset(Procedure) - {Procedure.RECEPTION}

HANDLED = frozenset(
    {"accepted", "not_accepted", "guided", "transferred", "returned", "filed", "not_processed", "kept_for_inspection",
     "answered"}
)  # fmt: skip
CUT_OFF = {
    "court_accepted": "court",
    "taken_over": "taken_over",
    "second_complaint_lodged": "second_instance",
    "acceptance_annulled": "acceptance_annulled",
}
DECREES_ON_ACCEPTANCE = ("kn.accept_decree_pre2026", "kn.accept_decree_2026")
ACCEPT = Term("Thụ lý hoặc thông báo không thụ lý", "Accept, or give notice of non-acceptance")
RESOLVE = Term("Ra quyết định giải quyết", "Issue the decision")
SEND = Term("Gửi quyết định giải quyết", "Send the decision")


def _accept(duty: str, procedures: frozenset[Procedure], law: str) -> Duty:
    """Acceptance of a complaint: the law's limit and the decree's, one duty (the strict one is due)."""
    return Duty(
        duty, ACCEPT, procedures, (law, *DECREES_ON_ACCEPTANCE), "received", HANDLED - {"answered"}, intake=True,
        ended_by={"discontinued": "withdrawn"},
    )  # fmt: skip


def _sending(duty: str, term: Term, procedures: frozenset[Procedure], limit: str, trigger: str) -> Duty:
    return Duty(duty, term, procedures, (limit,), trigger, frozenset({"sent"}))


DUTIES: tuple[Duty, ...] = (
    Duty("tcd.unhandled_45_days", Term("Xử lý đơn, không quá 45 ngày", "Handle the petition within 45 days"),
         PETITIONS, ("tcd.unhandled_45_days",), "received", HANDLED, intake=True,
         ended_by={"delay_justified": "good_reason", "discontinued": "withdrawn"}),
    Duty("tcd.reception_reply", Term("Thông báo kết quả tiếp nhận cho công dân", "Tell the citizen what became of it"),
         PETITIONS - {Procedure.FEEDBACK}, ("tcd.reception_reply",), "received", HANDLED, intake=True,
         if_fact="at_desk", ended_by={"discontinued": "withdrawn"}),
    Duty("tcd.reception_reply", Term("Trả lời người kiến nghị, phản ánh", "Answer the person"),
         frozenset({Procedure.FEEDBACK}), ("tcd.reception_reply",), "received", HANDLED, intake=True),
    Duty("tcd.reception_reply", Term("Trả lời người được tiếp", "Answer the visitor"),
         frozenset({Procedure.RECEPTION}), ("tcd.reception_reply",), "received",
         frozenset({"answered", "guided", "transferred", "refused", "petition_registered"}), intake=True),
    Duty("tcd.refusal_notice", Term("Thông báo từ chối tiếp", "Give notice of the refusal"),
         frozenset({Procedure.RECEPTION}), ("tcd.refusal_notice",), "refused", frozenset({"refusal_notified"}),
         intake=True, starts_at="ground_complete_on", if_fact="written_refusal"),
    _accept("kn.accept_first", FIRST, "kn.accept_first_law"),
    _accept("kn.accept_second", SECOND, "kn.accept_second_law"),
    _accept("kn.disc_accept", DISCIPLINE, "kn.disc_accept_law"),
    Duty("kn.resolve_first", RESOLVE, FIRST, ("kn.resolve_first",), "accepted", frozenset({"decided", "discontinued"}),
         ended_by=CUT_OFF),
    Duty("kn.resolve_second", RESOLVE, SECOND, ("kn.resolve_second",), "accepted",
         frozenset({"decided", "discontinued"}), ended_by=CUT_OFF),
    Duty("kn.disc_resolve", RESOLVE, DISCIPLINE, ("kn.disc_resolve",), "accepted",
         frozenset({"decided", "discontinued"}), ended_by=CUT_OFF),
    Duty("kn.dialogue_notice", Term("Báo trước về buổi đối thoại", "Give notice of the dialogue"), COMPLAINTS,
         ("kn.dialogue_notice",), "dialogue_notified", frozenset(), starts_at="dialogue_on", else_at="dialogue_held",
         by_trigger=True),
    _sending("kn.send_first_decision", SEND, FIRST, "kn.send_first_decision", "decided"),
    _sending("kn.send_second_decision", SEND, SECOND, "kn.send_second_decision", "decided"),
    _sending("kn.disc_send_second", SEND, frozenset({Procedure.DISCIPLINE_SECOND}), "kn.disc_send_second", "decided"),
    _sending("kn.send_suspension_decision", Term("Gửi quyết định tạm đình chỉ", "Send the suspension"), COMPLAINTS,
             "kn.send_suspension_decision", "suspended"),
    _sending("kn.send_discontinuance_decision", Term("Gửi quyết định đình chỉ", "Send the discontinuance"), COMPLAINTS,
             "kn.send_suspension_decision", "discontinued"),
    _sending("kn.send_resume_decision", Term("Gửi quyết định tiếp tục giải quyết", "Send the resumption"), COMPLAINTS,
             "kn.send_resume_decision", "resumed"),
    Duty("kn.publish_second_decision", Term("Công khai quyết định giải quyết lần hai", "Publish the second decision"),
         SECOND, ("kn.publish_second_decision",), "decided", frozenset({"published"})),
    Duty("kn.front_notification", Term("Báo kết quả cho Mặt trận đã chuyển đơn", "Tell the Front the result"),
         COMPLAINTS, ("kn.front_notification",), "decided", frozenset({"forwarder_notified"}),
         if_fact="forwarder=front"),
    Duty("kn.enforcement_direction", Term("Chỉ đạo tổ chức thi hành", "Direct the enforcement"), COMPLAINTS,
         ("kn.enforcement_direction",), "in_force", frozenset({"enforcement_directed", "enforced"}),
         ended_by={"closed": "nothing_to_enforce"}),
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
    _sending("tc.acceptance_notice_denouncer",
             Term("Thông báo việc thụ lý cho người tố cáo", "Notify the denouncer"), DENUNCIATION,
             "tc.acceptance_notice_denouncer", "accepted"),
    _sending("tc.content_notice_denounced",
             Term("Thông báo nội dung tố cáo cho người bị tố cáo", "Notify the denounced"),
             DENUNCIATION, "tc.content_notice_denounced", "accepted"),
    Duty("tc.resolution", Term("Ban hành kết luận nội dung tố cáo", "Issue the conclusion"), DENUNCIATION,
         ("tc.resolution",), "accepted", frozenset({"concluded", "discontinued"}), ended_by=CUT_OFF),
    _sending("tc.suspension_notice", Term("Gửi quyết định tạm đình chỉ", "Send the suspension"), DENUNCIATION,
             "tc.suspension_notice", "suspended"),
    _sending("tc.termination_notice", Term("Gửi quyết định đình chỉ", "Send the discontinuance"), DENUNCIATION,
             "tc.termination_notice", "discontinued"),
    _sending("tc.conclusion_send", Term("Gửi kết luận đến người bị tố cáo và cơ quan liên quan", "Send the conclusion"),
             DENUNCIATION, "tc.conclusion_send", "concluded"),
    _sending("tc.conclusion_notice_denouncer",
             Term("Thông báo kết luận cho người tố cáo", "Tell the denouncer the result"),
             DENUNCIATION, "tc.conclusion_notice_denouncer", "concluded"),
    Duty("tc.conclusion_handling", Term("Xử lý theo kết luận", "Handle the conclusion"), DENUNCIATION,
         ("tc.conclusion_handling",), "concluded", frozenset({"handled"})),
    Duty("tc.publication_conclusion",
         Term("Công khai kết luận nội dung tố cáo", "Publish the conclusion"), DENUNCIATION,
         ("tc.publication_conclusion",), "concluded", frozenset({"published"})),
)  # fmt: skip

DUTY_TERMS: dict[str, Term] = {duty.id: duty.term for duty in reversed(DUTIES)}


def duties_of(procedure: Procedure) -> tuple[Duty, ...]:
    """The rows of one procedure."""
    return tuple(duty for duty in DUTIES if procedure in duty.procedures)
