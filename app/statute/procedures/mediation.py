"""A dispute over land before the commune: from the request to the record, or the withdrawal (Luật Đất đai, Điều 235).

Every session is an act that says who sat and who stayed away; its number is that of its minutes. A record that one side
objects to in writing is looked at again, and ends in a record of its own. Nobody closes it: it is over with its result,
once the record has gone out, so its last stage stays what became of it. Never a complaint: it has no stage of one.
"""

from __future__ import annotations

from app.statute.procedures.intake import REASON
from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import LAND_LAW

AT_THE_COMMUNE = ("LDD 235",)
BY_THE_DECREE = ("ND102 105",)
SIDES = (Party.SIDES,)
TO_MEDIATE = ("mediation_accepted", "mediating", "mediation_objected")

PLACE = FieldSpec("place", FieldKind.TEXT, required=False)
CHAIRED_BY = FieldSpec("chaired_by", FieldKind.TEXT)
MEMBERS = FieldSpec("members", FieldKind.TEXT)
SAID = FieldSpec("account", FieldKind.TEXT, required=False)
AGREED = FieldSpec("account", FieldKind.TEXT)
ABSENT = FieldSpec("absent", FieldKind.CHOICES, choices="sides")
NEXT = FieldSpec("next_authority", FieldKind.CHOICE, choices="next_authorities")
SAT = (PLACE, CHAIRED_BY, MEMBERS)

LAND_MEDIATION: tuple[Edge, ...] = (
    Edge("received", (NOTHING,), "received", "officer", AT_THE_COMMUNE, from_on=LAND_LAW),
    Edge("mediation_accepted", ("received",), "mediation_accepted", "handler", BY_THE_DECREE, document=True,
         notifies=SIDES, from_on=LAND_LAW),
    Edge("mediation_refused", ("received",), "mediation_refused", "handler", BY_THE_DECREE, (REASON,), document=True,
         notifies=SIDES, from_on=LAND_LAW),
    Edge("mediation_council", TO_MEDIATE, SAME, "head", AT_THE_COMMUNE, document=True, from_on=LAND_LAW),
    Edge("mediation_held", TO_MEDIATE, "mediating", "handler", BY_THE_DECREE, (*SAT, SAID), from_on=LAND_LAW,
         needs=("mediation_council",)),
    Edge("mediation_absent", TO_MEDIATE, "mediating", "handler", BY_THE_DECREE, (ABSENT, *SAT), from_on=LAND_LAW,
         needs=("mediation_council",)),
    Edge("mediation_succeeded", TO_MEDIATE, "mediation_succeeded", "handler", AT_THE_COMMUNE, (*SAT, AGREED),
         document=True, notifies=SIDES, from_on=LAND_LAW, needs=("mediation_council",)),
    Edge("mediation_unsettled", TO_MEDIATE, "mediation_failed", "handler", ("LDD 235", "LDD 236"), (*SAT, SAID, NEXT),
         document=True, notifies=SIDES, from_on=LAND_LAW, needs=("mediation_council",)),
    Edge("mediation_absent_again", TO_MEDIATE, "mediation_failed", "handler", ("ND102 105", "LDD 236"),
         (ABSENT, *SAT, NEXT), document=True, notifies=SIDES, from_on=LAND_LAW, needs=("mediation_absent",)),
    Edge("mediation_record_sent", ("mediation_succeeded", "mediation_failed", "mediation_objected"), SAME, "handler",
         AT_THE_COMMUNE, notifies=SIDES, from_on=LAND_LAW),
    Edge("mediation_objected", ("mediation_succeeded",), "mediation_objected", "officer", BY_THE_DECREE, (REASON,),
         from_on=LAND_LAW),
    Edge("mediation_withdrawn", ("received", *TO_MEDIATE), "mediation_withdrawn", "officer", AT_THE_COMMUNE, (REASON,),
         from_on=LAND_LAW),
)  # fmt: skip
