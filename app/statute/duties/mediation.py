"""Duties of the commune in mediating a land dispute: answer the request, mediate in time, send the record at once."""

from __future__ import annotations

from dataclasses import replace

from app.statute.duties.shape import LAND_MEDIATION, Duty
from app.statute.terms import Term

MADE = ("mediation_succeeded", "mediation_unsettled", "mediation_absent_again")  # each makes a record
GIVEN_UP = {"mediation_withdrawn": "withdrawn"}
SEND = Duty(
    "dd.mediation_record_send", Term("Gửi biên bản hòa giải cho các bên", "Send the record to the sides"),
    LAND_MEDIATION, ("dd.mediation_record_send",), MADE[0], frozenset({"mediation_record_sent"}),
)  # fmt: skip

ROWS: tuple[Duty, ...] = (
    Duty("dd.mediation_notice", Term("Thông báo thụ lý hoặc không thụ lý", "Give notice of acceptance or refusal"),
         LAND_MEDIATION, ("dd.mediation_notice",), "received",
         frozenset({"mediation_accepted", "mediation_refused"}), ended_by=GIVEN_UP),
    Duty("dd.mediation", Term("Hòa giải và lập biên bản", "Mediate, and make the record"), LAND_MEDIATION,
         ("dd.mediation",), "received", frozenset(MADE),
         ended_by={**GIVEN_UP, "mediation_refused": "not_accepted"}),
    *(replace(SEND, trigger=made) for made in MADE),
)  # fmt: skip
