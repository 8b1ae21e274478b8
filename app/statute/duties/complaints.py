"""Duties in complaints, administrative and of discipline, both instances."""

from __future__ import annotations

from app.statute.duties.shape import COMPLAINTS, CUT_OFF, DISCIPLINE, FIRST, HANDLED, SECOND, Duty, sending
from app.statute.terms import Procedure, Term

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
         ended_by={"closed": "nothing_to_enforce"}),
)  # fmt: skip
