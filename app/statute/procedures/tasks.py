"""A task of the head's conclusion after a day of reception, from the paper to the result (NĐ 154 Điều 25).

Who gave it extends it, urges and takes it back; who has it sends the result to the citizen.
"""

from __future__ import annotations

from app.statute.procedures.intake import OPTIONAL_REASON, REASON
from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import REFORM

CONCLUDED = ("ND154 25.2",)
TERM_ON = FieldSpec("term_on", FieldKind.DATE)
OPEN = ("task_open",)
TOLD = (Party.HANDLING_BODY, Party.CITIZEN)
BY_THE_GIVER = frozenset({"task_given", "term_extended", "task_urged", "task_revoked"})

CONCLUSION_TASK: tuple[Edge, ...] = (
    Edge("task_given", (NOTHING,), "task_open", "officer", CONCLUDED, (TERM_ON,), document=True, notifies=TOLD,
         from_on=REFORM),
    Edge("result_sent", OPEN, "result_sent", "officer", CONCLUDED, document=True, notifies=(Party.CITIZEN,),
         from_on=REFORM),
    Edge("task_urged", OPEN, SAME, "officer", ("ND154 25.1 đoạn 2",), (OPTIONAL_REASON,),
         notifies=(Party.HANDLING_BODY,), from_on=REFORM),
    Edge("term_extended", OPEN, SAME, "head", CONCLUDED, (TERM_ON, OPTIONAL_REASON), document=True, notifies=TOLD,
         from_on=REFORM),
    Edge("task_revoked", OPEN, "task_revoked", "head", CONCLUDED, (REASON,), document=True, notifies=TOLD,
         from_on=REFORM),
    Edge("closed", ("result_sent", "task_revoked"), "closed", "officer", CONCLUDED, from_on=REFORM),
)  # fmt: skip
