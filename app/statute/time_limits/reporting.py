"""When a report is due: by the province's plan, by the circular on periodic reports, by a paper that asks for one.

None of them is counted from an event: a text names a day of the year, or a paper does. The circular was read for its
periods and not for its due days of each level: that day is the province's own (``app.statute.policies``), shown so.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from app.statute.time_limits.shape import Certainty, Counting, Owner, TimeLimit, Unit
from app.statute.time_limits.since import CIRCULAR_01_2024, LAW_ON_COMPLAINTS, PLAN_OF_MASS_WORK

PLAN_OWN: Final = "bc.plan_own"
PLAN_HALF: Final = "bc.plan_half"
PLAN_YEAR: Final = "bc.plan_year"
INSPECTORATE: Final = "bc.inspectorate"
PROVINCE: Final = "bc.province"
AD_HOC: Final = "bc.ad_hoc"
RETURNED: Final = "bc.returned"
READ_ON: Final = date(2026, 11, 30)
EVERY_YEAR: Final = (
    "The plan read is that of 2015. That its days stand in the plan of every later year is our reading; the province "
    "confirms it with its own plan."
)

# Each of these asks whoever handles for a report, and has no number of days of its own.
_sent = partial(
    TimeLimit, owner=Owner.HANDLING_BODY, satisfied_by=("report_sent",), length=None, unit=Unit.NO_NUMBER,
    in_force_until=None, checked_on=READ_ON,
)  # fmt: skip
_planned = partial(
    _sent, starts="report_asked", provisions=("KHDV III.4",), in_force_from=PLAN_OF_MASS_WORK,
    certainty=Certainty.INTERPRETATION, counting=Counting.NAMED,
)  # fmt: skip
_periodic = partial(
    _sent, starts="report_asked", provisions=("TT01_2024 7.1",), in_force_from=CIRCULAR_01_2024,
    certainty=Certainty.UNVERIFIED, counting=Counting.NAMED,
)  # fmt: skip

ROWS: tuple[TimeLimit, ...] = (
    _planned(
        id=PLAN_OWN,
        term="Ban hành và gửi kế hoạch công tác dân vận của cơ quan",
        english="Issue and send the agency’s own plan of mass work",
        note=f"The plan names no day: never so many days late. {EVERY_YEAR}",
    ),
    _planned(
        id=PLAN_HALF,
        term="Gửi báo cáo 6 tháng về công tác dân vận",
        english="Send the half-year report on mass work",
        quote="Định kỳ 6 tháng (10/6), một năm (01/11) báo cáo UBND tỉnh",
        note=f"10 June, through Sở Nội vụ, which gathers (III.1). {EVERY_YEAR}",
    ),
    _planned(
        id=PLAN_YEAR,
        term="Gửi báo cáo năm về công tác dân vận",
        english="Send the annual report on mass work",
        quote="Định kỳ 6 tháng (10/6), một năm (01/11) báo cáo UBND tỉnh",
        note=f"1 November, through Sở Nội vụ, which gathers (III.1). {EVERY_YEAR}",
    ),
    _periodic(
        id=INSPECTORATE,
        term="Gửi báo cáo định kỳ về tiếp công dân, giải quyết khiếu nại, tố cáo",
        english="Send the periodic report on reception, complaints and denunciations",
        note=(
            "The circular closes the figures on the 14th of the last month; its due days of each level were not read. "
            "The last day here is the province's own, so many working days after the figures are closed."
        ),
    ),
    _periodic(
        id=PROVINCE,
        term="Gửi báo cáo định kỳ của tỉnh về Thanh tra Chính phủ",
        english="Send the province’s periodic report to the Government Inspectorate",
        note=(
            "The circular closes the figures on the 14th of the last month; by when the province sends its own report "
            "was not read. The last day here is internal, so many working days after the figures are closed."
        ),
    ),
    _sent(
        id=AD_HOC,
        term="Gửi báo cáo đột xuất theo văn bản yêu cầu",
        english="Send a report a paper asked for",
        starts="report_asked",
        provisions=("GIAO",),
        in_force_from=LAW_ON_COMPLAINTS,
        certainty=Certainty.ORDERED,
        note="The last day is the one the paper names; a day off moves nothing.",
    ),
    _sent(
        id=RETURNED,
        term="Gửi lại báo cáo đã bị trả lại",
        english="Send again a report that was returned",
        starts="report_returned",
        provisions=("GIAO",),
        in_force_from=LAW_ON_COMPLAINTS,
        certainty=Certainty.ORDERED,
        note="Whoever gathers sets it when a report is returned, beside the day it was due, never in its place.",
    ),
)
