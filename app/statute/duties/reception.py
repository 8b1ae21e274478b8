"""Duties of the desk and of triage, which run before any case exists, and of whoever transferred, or settled."""

from __future__ import annotations

from app.statute.duties.shape import COMPLAINTS, DENUNCIATION, FEEDBACK, HANDLED, PETITIONS, RECEPTION, SPLIT, Duty
from app.statute.terms import Term

RECEIVED_ANSWERS = frozenset(
    {"answered", "guided", "transferred", "refused", "petition_registered", "explained_settled"}
)  # fmt: skip
ON_THE_SPOT = RECEIVED_ANSWERS | {"answer_promised", "proposed", "lower_level_reported"}
REFUSAL_NOTICE = Term("Thông báo từ chối tiếp", "Give notice of the refusal")
ANSWER_VISITOR = Term("Trả lời người được tiếp", "Answer the visitor")
REPORT_BACK = Term("Báo kết quả cho nơi đã chuyển đơn", "Report the result to whoever transferred")
# Whoever transfers under Luật Tiếp công dân: the Board, deputies. Luật Tố cáo and the Front have rules of their own.
TRANSFERORS = ("ban_tcd", "deputy")

ROWS: tuple[Duty, ...] = (
    Duty("tcd.unhandled_45_days", Term("Xử lý đơn, không quá 45 ngày", "Handle the petition within 45 days"),
         PETITIONS, ("tcd.unhandled_45_days",), "received", HANDLED | {"proposed", "lower_level_reported"}, intake=True,
         ended_by={"delay_justified": "good_reason", "discontinued": "withdrawn", **SPLIT}),
    Duty("tcd.reception_reply", Term("Thông báo kết quả tiếp nhận cho công dân", "Tell the citizen what became of it"),
         PETITIONS - FEEDBACK, ("tcd.reception_reply",), "received", HANDLED, intake=True,
         if_fact="at_desk", ended_by={"discontinued": "withdrawn", **SPLIT}),
    Duty("tcd.reception_reply", Term("Trả lời người kiến nghị, phản ánh", "Answer the person"),
         FEEDBACK, ("tcd.reception_reply",), "received", HANDLED, intake=True, ended_by=SPLIT),
    *(
        Duty("tcd.reception_reply", ANSWER_VISITOR, RECEPTION, ("tcd.reception_reply",), trigger, RECEIVED_ANSWERS,
             intake=True)
        for trigger in ("received", "reception_ordered")
    ),
    Duty("tcd.head_answer_2026", Term("Trả lời ngay, hoặc nêu thời hạn và người cần liên hệ",
                                      "Answer on the spot, or name a term and a person to contact"),
         RECEPTION, ("tcd.head_answer_2026",), "received", ON_THE_SPOT, intake=True, if_fact="by_head"),
    Duty("tcd.receipt", Term("Giao giấy biên nhận tài liệu", "Give a receipt for the papers"), RECEPTION,
         ("tcd.receipt",), "papers_taken", frozenset({"receipt_given"}), intake=True),
    Duty("tcd.refusal_explained", Term("Giải thích lý do từ chối tiếp", "Explain the refusal"), RECEPTION,
         ("tcd.refusal_explained",), "refused", frozenset({"refusal_explained"}), intake=True,
         ended_by={"reception_ordered": "head_disagreed"}),
    Duty("tcd.refusal_notice", REFUSAL_NOTICE, RECEPTION, ("tcd.refusal_notice",), "refused",
         frozenset({"refusal_notified"}), intake=True, starts_at="ground_complete_on", if_fact="written_refusal",
         ended_by={"reception_ordered": "head_disagreed"}),
    Duty("tcd.inform_citizen", Term("Báo kết quả cho công dân đã đề nghị", "Tell the citizen who asked the result"),
         PETITIONS - FEEDBACK, ("tcd.inform_citizen",), "result_received", frozenset({"citizen_informed"}),
         intake=True, if_act="result_asked"),
    *(
        Duty("tcd.report_back", REPORT_BACK, procedures, ("tcd.report_back",), settled,
             frozenset({"forwarder_notified"}), if_fact=f"forwarder={who}")
        for procedures, settled in ((COMPLAINTS, "decided"), (DENUNCIATION, "concluded"))
        for who in TRANSFERORS
    ),
)  # fmt: skip
