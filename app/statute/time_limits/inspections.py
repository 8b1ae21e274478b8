"""What an inspection leaves to be done by a day: what it recommended, and its result told to who gathers it."""

from __future__ import annotations

from app.statute.time_limits.shape import Certainty, Owner, TimeLimit, Unit
from app.statute.time_limits.since import LAW_ON_COMPLAINTS, PLAN_CHECKED_ON, PLAN_OF_MASS_WORK

RECOMMENDATION = "kt.recommendation"
RESULT = "kt.result"

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id=RECOMMENDATION,
        term="Thực hiện kiến nghị sau kiểm tra và báo cáo",
        english="Carry out what an inspection recommended, and report it",
        owner=Owner.RESOLVER,
        starts="inspection_recommended",
        satisfied_by=("recommendation_reported_done",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("GIAO",),
        in_force_from=LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.ORDERED,
        checked_on=PLAN_CHECKED_ON,
        note="No text read gives a number of days: the last day is the one the conclusion of the inspection names.",
    ),
    TimeLimit(
        id=RESULT,
        term="Báo cáo kết quả kiểm tra về Sở Nội vụ",
        english="Report the result of the year’s inspections to the Department of Home Affairs",
        owner=Owner.RESOLVER,
        starts="inspection_plan_approved",
        satisfied_by=("inspection_result_reported",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("KHDV III.2", "KHDV III.3"),
        in_force_from=PLAN_OF_MASS_WORK,
        in_force_until=None,
        certainty=Certainty.ORDERED,
        checked_on=PLAN_CHECKED_ON,
        quote="báo cáo kết quả về Sở Nội vụ trước ngày 01/11/2015 để tổng hợp",
        note=(
            "Before 1 November: the last day is 31 October, of every year by our reading. A plan names a day: a day "
            "off moves nothing. The text binds Sở Tư pháp and Thanh tra tỉnh; another agency tells its own in its "
            "report of the year (KHDV III.4)."
        ),
    ),
)
