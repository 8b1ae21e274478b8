"""Duties in complaints, administrative and of discipline, both instances."""

from __future__ import annotations

from app.statute.duties.shape import (
    COMPLAINTS,
    CUT_OFF,
    DISCIPLINE,
    FIRST,
    HANDLED,
    SECOND,
    SETTLED,
    SPLIT,
    Duty,
    sending,
)
from app.statute.terms import Procedure, Term

DECREES_ON_ACCEPTANCE = ("kn.accept_decree_pre2026", "kn.accept_decree_2026")
ACCEPT = Term("Thụ lý hoặc thông báo không thụ lý", "Accept, or give notice of non-acceptance")
RESOLVE = Term("Ra quyết định giải quyết", "Issue the decision")
RESOLVE_AFTER_COURT = Term(
    "Ra quyết định giải quyết sau khi Tòa án đình chỉ vụ án", "Issue the decision after the court discontinued the suit"
)
INFORMATION = Term("Cung cấp thông tin, tài liệu theo yêu cầu", "Provide the information asked for")
SEND = Term("Gửi quyết định giải quyết", "Send the decision")


def _accept(duty: str, procedures: frozenset[Procedure], law: str) -> Duty:
    """Acceptance of a complaint: the law's limit and the decree's, one duty (the strict one is due)."""
    return Duty(
        duty, ACCEPT, procedures, (law, *DECREES_ON_ACCEPTANCE), "received", HANDLED - {"answered"}, intake=True,
        ended_by={"discontinued": "withdrawn", **SPLIT},
    )  # fmt: skip


def _resolve_after_court(rule: str, procedures: frozenset[Procedure]) -> Duty:
    """The decision, when a suit that stopped the case came to nothing before there was one (LKN 11.9)."""
    return Duty(
        rule, RESOLVE_AFTER_COURT, procedures, (rule,), "court_discontinued", frozenset({"decided", "discontinued"}),
        not_after="decided", ended_by=CUT_OFF,
    )  # fmt: skip


def _information(rule: str, procedures: frozenset[Procedure]) -> Duty:
    return Duty(
        rule, INFORMATION, procedures, (rule,), "information_requested", frozenset({"information_provided"}),
        one_each=True, ended_by=SETTLED | CUT_OFF,
    )  # fmt: skip


ROWS: tuple[Duty, ...] = (
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
    sending("kn.send_first_decision", SEND, FIRST, "kn.send_first_decision", "decided"),
    sending("kn.send_second_decision", SEND, SECOND, "kn.send_second_decision", "decided"),
    sending("kn.disc_send_second", SEND, frozenset({Procedure.DISCIPLINE_SECOND}), "kn.disc_send_second", "decided"),
    sending("kn.send_suspension_decision", Term("Gửi quyết định tạm đình chỉ", "Send the suspension"), COMPLAINTS,
             "kn.send_suspension_decision", "suspended"),
    sending("kn.send_discontinuance_decision", Term("Gửi quyết định đình chỉ", "Send the discontinuance"), COMPLAINTS,
             "kn.send_suspension_decision", "discontinued"),
    sending("kn.send_resume_decision", Term("Gửi quyết định tiếp tục giải quyết", "Send the resumption"), COMPLAINTS,
             "kn.send_resume_decision", "resumed"),
    Duty("kn.publish_second_decision", Term("Công khai quyết định giải quyết lần hai", "Publish the second decision"),
         SECOND, ("kn.publish_second_decision",), "decided", frozenset({"published"})),
    Duty("kn.front_notification", Term("Báo kết quả cho Mặt trận đã chuyển đơn", "Tell the Front the result"),
         COMPLAINTS, ("kn.front_notification",), "decided", frozenset({"forwarder_notified"}),
         if_fact="forwarder=front"),
    Duty("kn.enforcement_direction", Term("Chỉ đạo tổ chức thi hành", "Direct the enforcement"), COMPLAINTS,
         ("kn.enforcement_direction",), "in_force", frozenset({"enforcement_directed", "enforced"}),
         ended_by={"closed": "nothing_to_enforce", **CUT_OFF}),
    _resolve_after_court("kn.resolve_first_after_court", FIRST),
    _resolve_after_court("kn.resolve_second_after_court", SECOND),
    _resolve_after_court("kn.disc_resolve_after_court", DISCIPLINE),
    _information("kn.provide_information", FIRST | SECOND),
    _information("kn.disc_provide_information", DISCIPLINE),
    Duty("kn.decide_at_once", Term("Ra ngay quyết định, khiếu nại đã thấy đúng", "Decide at once: found right"), FIRST,
         ("kn.decide_at_once",), "found_right", frozenset({"decided"}),
         ended_by={"discontinued": "discontinued", **CUT_OFF}),
    Duty("kn.issue_suspension", Term("Ban hành ngay quyết định tạm đình chỉ", "Issue the suspension at once"),
         COMPLAINTS, ("kn.issue_suspension",), "suspension_ground_arose", frozenset({"suspended"}),
         ended_by=SETTLED | CUT_OFF),
    Duty("kn.issue_discontinuance", Term("Ban hành ngay quyết định đình chỉ", "Issue the discontinuance at once"),
         COMPLAINTS, ("kn.issue_discontinuance",), "withdrawn", frozenset({"discontinued"}), intake=True,
         ended_by=dict.fromkeys(HANDLED, "handled_otherwise") | {"decided": "decided"} | CUT_OFF),
    Duty("kn.issue_resumption", Term("Ban hành ngay quyết định tiếp tục giải quyết", "Issue the resumption at once"),
         COMPLAINTS, ("kn.issue_resumption",), "suspension_ground_ceased", frozenset({"resumed"}),
         ended_by=SETTLED | CUT_OFF),
    Duty("kn.lift_stay", Term("Hủy bỏ ngay việc tạm đình chỉ thi hành", "Lift the stay at once"), FIRST | SECOND,
         ("kn.lift_stay",), "stay_reason_ceased", frozenset({"stay_lifted"}), one_each=True,
         ended_by=SETTLED | CUT_OFF),
    Duty("kn.publication_meeting_notice",
         Term("Báo trước cuộc họp công khai", "Give notice of the publication meeting"), SECOND,
         ("kn.publication_meeting_notice",), "publication_meeting_called", frozenset(), starts_at="meeting_on",
         else_at="published", by_trigger=True),
    Duty("kn.front_recommendation_answer",
         Term("Trả lời kiến nghị của Mặt trận", "Answer the Front’s recommendation"), COMPLAINTS,
         ("kn.front_recommendation_answer",), "front_recommended", frozenset({"front_recommendation_answered"}),
         if_fact="forwarder=front", one_each=True),
)  # fmt: skip
