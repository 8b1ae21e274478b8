"""Mediation of a land dispute at the commune: Luật Đất đai, Điều 235-236; NĐ 102/2024, Điều 105.

No official text could be reached: every row is from memory and says so wherever its date is shown. The thirty days also
stand in copies of a province's list of procedures (1.012812), which is no text of law either.
"""

from __future__ import annotations

from app.statute.time_limits.shape import Certainty, Owner, TimeLimit, Unit
from app.statute.time_limits.since import LAND_CHECKED_ON, LAND_LAW

FROM_MEMORY = "From memory: neither the Law nor the decree could be read in an official text."

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="dd.mediation_notice",
        term="Thông báo thụ lý hoặc không thụ lý yêu cầu hòa giải tranh chấp đất đai",
        english="Give notice whether the request for mediation is accepted",
        owner=Owner.RECEIVER,
        starts="mediation_requested",
        satisfied_by=("notice_of_acceptance_or_refusal_issued",),
        length=3,
        unit=Unit.WORKING_DAYS,
        provisions=("ND102 105",),
        in_force_from=LAND_LAW,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note=FROM_MEMORY,
    ),
    TimeLimit(
        id="dd.mediation",
        term="Hòa giải tranh chấp đất đai tại cấp xã",
        english="Mediate the land dispute at the commune",
        owner=Owner.RESOLVER,
        starts="mediation_requested",
        satisfied_by=("mediation_record_made",),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LDD 235",),
        in_force_from=LAND_LAW,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note=(
            f"{FROM_MEMORY} Copies of a province's published list of procedures give the same length for 1.012812: "
            "“Không quá 30 ngày kể từ ngày nhận được đơn yêu cầu hòa giải tranh chấp đất đai”."
        ),
    ),
    TimeLimit(
        id="dd.mediation_record_send",
        term="Gửi biên bản hòa giải cho các bên tranh chấp",
        english="Send the record of the mediation to the sides",
        owner=Owner.RESOLVER,
        starts="mediation_record_made",
        satisfied_by=("record_sent",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LDD 235", "ND102 105"),
        in_force_from=LAND_LAW,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        by_a_paper=True,
        note=FROM_MEMORY,
    ),
    TimeLimit(
        id="dd.mediation_objection",
        term="Các bên có ý kiến bằng văn bản khác với biên bản hòa giải thành",
        english="A side objects in writing to the record of a settlement",
        owner=Owner.CITIZEN,
        starts="mediation_record_made",
        satisfied_by=("written_objection",),
        length=10,
        unit=Unit.CALENDAR_DAYS,
        provisions=("ND102 105",),
        in_force_from=LAND_LAW,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note=f"{FROM_MEMORY} The sides' own limit: nobody is late by it.",
    ),
)
