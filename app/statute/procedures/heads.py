"""What heads owe by their office: so many days of reception in a period, and one day of reception from plan to end.

Two procedures for matters of an agency. A *duty* is one period of one agency, a month or a week, and counts the days
its head received in person. A *session* is one planned day: its schedule is posted in time, again when it is moved, an
online one is prepared step by step, and what the head concluded is written and sent (LTCD 12, 15, 18, 24; NĐ 154
Điều 16-26).
"""

from __future__ import annotations

from app.statute.procedures.intake import OPTIONAL_REASON, REASON, at_the_reform
from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import REFORM

IN_PERSON = ("LTCD 12.5", "LTCD 15.2", "LTCD 18.2")
POSTED = ("LTCD 24.4",)
DAY = FieldSpec("day", FieldKind.DATE)
POSTING = (FieldSpec("where", FieldKind.TEXT, required=False), FieldSpec("posted_by", FieldKind.TEXT, required=False))
RUNNING = ("running",)

RECEPTION_DUTY: tuple[Edge, ...] = (
    Edge("period_opened", (NOTHING,), "running", "officer", IN_PERSON),
    Edge("held_in_person", RUNNING, SAME, "officer", IN_PERSON),
    Edge("held_empty", RUNNING, SAME, "officer", IN_PERSON, (OPTIONAL_REASON,)),
    Edge("held_by_deputy", RUNNING, SAME, "officer", IN_PERSON, (REASON,)),
    Edge("held_unscheduled", RUNNING, SAME, "officer", ("LTCD 18.3",), (OPTIONAL_REASON,)),
    Edge("cancelled", RUNNING, SAME, "officer", POSTED, (REASON,), notifies=(Party.PUBLIC,)),
    Edge("period_closed", RUNNING, "period_over", "officer", IN_PERSON),
    Edge("closed", ("period_over",), "closed", "officer", IN_PERSON),
)

ON_SCHEDULE = ("planned", "published", "postponed")
ONLINE = ("online_decided", "online_published", "online_notified", "online_tested", "online_connected")
# A day that was never posted, or never wholly prepared, is held all the same; what is missing stays owed (LTCD 24.4).
HELD_FROM = (*ON_SCHEDULE, *ONLINE)
ENDED = ("session_held", "conclusion_pending", "conclusion_issued", "tasks_open")

SESSION: tuple[Edge, ...] = (
    Edge("planned", (NOTHING,), "planned", "officer", POSTED, (DAY,)),
    # Decided and posted on one day: what was posted is the online day.
    Edge("online_decided", ON_SCHEDULE, "online_decided", "head", ("ND154 20", "ND154 18"),
         (DAY, FieldSpec("ground", FieldKind.CHOICE, choices="online_reception")), document=True, from_on=REFORM),
    *at_the_reform(
        Edge("schedule_posted", ("planned", "postponed"), "published", "officer", POSTED, POSTING,
             notifies=(Party.PUBLIC,)),
        "LTCD 24.4", "ND154 11.2", "ND154 29.1.d",
    ),
    # Online reception passes through the posting too (NĐ 154 Điều 19.3).
    Edge("schedule_posted", ("online_decided",), "online_published", "officer", ("ND154 19.3", "LTCD 24.4"),
         POSTING, notifies=(Party.PUBLIC,), from_on=REFORM),
    Edge("postponed", ("planned", "published", "postponed"), "postponed", "head", POSTED, (DAY, REASON),
         notifies=(Party.PUBLIC,)),
    # An online day that is moved is posted, told and tried out again.
    Edge("postponed", ONLINE, "online_decided", "head", ("ND154 19.3", "LTCD 24.4"), (DAY, REASON),
         notifies=(Party.PUBLIC,), from_on=REFORM),
    Edge("online_notified", ("online_published",), "online_notified", "officer", ("ND154 23.1 đoạn 1",),
         notifies=(Party.CITIZEN, Party.COMPETENT_BODY), from_on=REFORM),
    Edge("online_tested", ("online_notified",), "online_tested", "officer", ("ND154 23.1 đoạn 2",), from_on=REFORM),
    Edge("online_connected", ("online_tested",), "online_connected", "officer", ("ND154 23.1 đoạn 3",), from_on=REFORM),
    *at_the_reform(
        Edge("session_held", HELD_FROM, "session_held", "officer", ("LTCD 25.2",),
             (FieldSpec("chair", FieldKind.CHOICE, choices="chairs"),)),
        "ND154 25.2", "ND154 27.1",
    ),
    Edge("held_empty", HELD_FROM, "held_empty", "officer", ("LTCD 24",), (OPTIONAL_REASON,)),
    Edge("cancelled", (*ON_SCHEDULE, *ONLINE), "cancelled", "head", POSTED, (REASON,), notifies=(Party.PUBLIC,)),
    Edge("not_held", (*ON_SCHEDULE, *ONLINE), "not_held", "officer", ("LTCD 24",), (REASON,)),
    Edge("recording_stored", ENDED, SAME, "officer", ("ND154 24.1", "ND154 18.2.c"), needs=("online_decided",),
         from_on=REFORM),
    Edge("recording_stored", ("closed",), SAME, "officer", ("ND154 24.1", "ND154 18.2.c"), needs=("online_decided",),
         answers="session_held", from_on=REFORM),
    Edge("conclusion_drafted", ("session_held",), "conclusion_pending", "handler", ("ND154 26.3",),
         notifies=(Party.INSPECTORATE,), from_on=REFORM),
    Edge("conclusion_issued", ("session_held", "conclusion_pending"), "conclusion_issued", "head", ("ND154 25.2",),
         document=True, notifies=(Party.HANDLING_BODY, Party.CITIZEN), from_on=REFORM),
    Edge("tasks_given", ("conclusion_issued",), "tasks_open", "handler", ("ND154 25.2",),
         notifies=(Party.HANDLING_BODY,), from_on=REFORM),
    Edge("task_done", ("tasks_open",), SAME, "handler", ("ND154 25.2",), notifies=(Party.CITIZEN,), from_on=REFORM),
    *at_the_reform(
        Edge("closed", ("session_held", "held_empty", "cancelled", "not_held"), "closed", "officer", ("LTCD 25.2",)),
        "ND154 27.1",
    ),
    Edge("closed", ("conclusion_pending", "conclusion_issued", "tasks_open"), "closed", "officer", ("ND154 25.2",),
         from_on=REFORM),
)  # fmt: skip
