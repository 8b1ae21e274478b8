"""Duties of the reception desk and of triage: they run before any case exists."""

from __future__ import annotations

from app.statute.duties.shape import HANDLED, PETITIONS, Duty
from app.statute.terms import Procedure, Term

ROWS: tuple[Duty, ...] = (
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
)  # fmt: skip
