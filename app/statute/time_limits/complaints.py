"""Handling of complaints, from acceptance to the decision: Luật Khiếu nại, NĐ 124/2020 and NĐ 155/2026, TT 07/2013."""

from __future__ import annotations

from dataclasses import replace

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Counting, Owner, PausedBy, TimeLimit, Unit, Variant


def after_court(limit: TimeLimit, rule: str) -> TimeLimit:
    """The limit of a decision anew, from the day the court discontinued the suit: the complaint goes on (LKN 11.9)."""
    return replace(
        limit,
        id=rule,
        term=f"{limit.term}, sau khi Tòa án đình chỉ vụ án",
        english=f"{limit.english}, after the court discontinued the suit",
        starts="court_discontinued_the_suit",
        provisions=("LKN 11.9", *limit.provisions),
        certainty=Certainty.INTERPRETATION,
        quote="",
        note=(
            "The law lets the complaint go on when the court discontinues the suit (Art. 11.9) and does not say from "
            "when its time runs: read as the whole limit, from the court's decision."
        ),
    )


_RESOLVE_FIRST = TimeLimit(
    id="kn.resolve_first",
    term="Ra quyết định giải quyết khiếu nại lần đầu",
    english="Decide a first complaint",
    owner=Owner.RESOLVER,
    starts="first_accepted",
    satisfied_by=("first_decision_issued", "discontinuance_decision_issued"),
    length=30,
    unit=Unit.CALENDAR_DAYS,
    variants=(
        Variant("complex", 45, Unit.CALENDAR_DAYS, "vụ việc phức tạp"),
        Variant("remote_area", 45, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),
        Variant(
            "remote_area_complex",
            60,
            Unit.CALENDAR_DAYS,
            "vụ việc phức tạp ở vùng sâu, vùng xa đi lại khó khăn",
        ),
    ),
    provisions=("LKN 28",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=None,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    paused_by=(PausedBy.SUSPENSION,),
    pause_provisions=("LKN 11a.1", "ND124 28b.2"),
    pauses_count_from=since.REFORM,
    transitional=("ND155 22.1",),
    quote="Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý",
    note=(
        "Complexity switches the ceiling, it is not an extension; from 01/07/2026 it needs one of the seven "
        "grounds, in writing on file (NĐ 124 Art. 3a). Suspension stops the clock only from 01/07/2026 (Art. 11a; "
        "NĐ 124 Art. 28b.2), also in cases accepted before and undecided (NĐ 155 Art. 22.1)."
    ),
)

_RESOLVE_SECOND = TimeLimit(
    id="kn.resolve_second",
    term="Ra quyết định giải quyết khiếu nại lần hai",
    english="Decide a second complaint",
    owner=Owner.RESOLVER,
    starts="second_accepted",
    satisfied_by=("second_decision_issued", "discontinuance_decision_issued"),
    length=45,
    unit=Unit.CALENDAR_DAYS,
    variants=(
        Variant("complex", 60, Unit.CALENDAR_DAYS, "vụ việc phức tạp"),
        Variant("remote_area", 60, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),
        Variant(
            "remote_area_complex",
            70,
            Unit.CALENDAR_DAYS,
            "vụ việc phức tạp ở vùng sâu, vùng xa đi lại khó khăn",
        ),
    ),
    provisions=("LKN 37",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=None,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    paused_by=(PausedBy.SUSPENSION,),
    pause_provisions=("LKN 11a.1", "ND124 28b.2"),
    pauses_count_from=since.REFORM,
    transitional=("ND155 22.1",),
    quote="Thời hạn giải quyết khiếu nại lần hai không quá 45 ngày, kể từ ngày thụ lý",
    note="Complexity and suspension as for the first complaint (kn.resolve_first).",
)

_PROVIDE = TimeLimit(
    id="kn.provide_information",
    term="Cung cấp thông tin, tài liệu, giải trình theo yêu cầu",
    english="Provide information, documents or an explanation on request",
    owner=Owner.RESPONDENT,
    starts="information_request_made",
    satisfied_by=("information_provided",),
    length=7,
    unit=Unit.CALENDAR_DAYS,
    provisions=("LKN 12.1.đ", "LKN 13.1.c", "LKN 13.2.c", "LKN 14.1.a", "LKN 15.1.a"),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=None,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="trong thời hạn 07 ngày, kể từ ngày có yêu cầu",
    note=(
        "Administrative complaints. TT 07/2013 said 7 working days from receipt of the request "
        "(kn.provide_information_circular); NĐ 124 Art. 21-23 were not read."
    ),
)

_VERIFICATION_CAP = TimeLimit(
    id="kn.verification_extension_cap",
    term="Kết thúc xác minh đã gia hạn, trong thời hạn giải quyết khiếu nại",
    english="End an extended verification within the time for the decision",
    owner=Owner.VERIFIER,
    starts="verification_end_date_in_decision",
    satisfied_by=("verification_report_submitted",),
    length=None,
    unit=Unit.NO_NUMBER,
    provisions=("TT07_2013 7.3",),
    in_force_from=since.CIRCULAR_02_2016,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Việc gia hạn không làm cho thời gian giải quyết vượt quá thời hạn giải quyết khiếu nại.",
    note=(
        "Bounded by the limit for the decision, which it never moves; by a decision to extend the verification. "
        "Added to the circular by TT 02/2016."
    ),
)

ROWS: tuple[TimeLimit, ...] = (
    _RESOLVE_FIRST,
    _RESOLVE_SECOND,
    after_court(_RESOLVE_FIRST, "kn.resolve_first_after_court"),
    after_court(_RESOLVE_SECOND, "kn.resolve_second_after_court"),
    TimeLimit(
        id="kn.dialogue_notice",
        term="Thông báo về việc tổ chức đối thoại",
        english="Give notice of the dialogue",
        owner=Owner.RESOLVER,
        starts="dialogue_date",
        satisfied_by=("dialogue_notice_sent",),
        length=5,
        unit=Unit.CALENDAR_DAYS,
        counting=Counting.BEFORE,
        provisions=("ND124 28.1", "ND155 11"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trước ngày đối thoại ít nhất 05 ngày",
        note=(
            "To the complainant, representative, respondent, interested persons and agencies; discipline included. "
            "Also in cases accepted before 01/07/2026 and undecided (NĐ 155 Art. 22.1); before that day a written "
            "notice was required (Art. 30.2) without a number of days, and a notice given then is never late."
        ),
    ),
    _PROVIDE,
    replace(
        _PROVIDE,
        id="kn.disc_provide_information",
        term="Cung cấp thông tin, tài liệu, giải trình theo yêu cầu (kỷ luật)",
        english="Provide information, documents or an explanation on request (discipline)",
        certainty=Certainty.DISPUTED,
        note="Whether the 7 days of the articles on administrative complaints bind in discipline is disputed.",
    ),
    replace(
        _PROVIDE,
        id="kn.provide_information_circular",
        term="Cung cấp thông tin, tài liệu, giải trình (thời hạn theo Thông tư, đến 09/12/2020)",
        english="Provide information, documents or an explanation (limit of the circular, until 09/12/2020)",
        starts="information_request_received",
        unit=Unit.WORKING_DAYS,
        provisions=("TT07_2013 10.4", "TT07_2013 11.2"),
        in_force_from=since.CIRCULAR_07_2013,
        in_force_until=since.BEFORE_DECREE_124,
        certainty=Certainty.DISPUTED,
        quote="",
        note="Counted from receipt of the request, beside the 7 calendar days of the Law from the request.",
    ),
    _VERIFICATION_CAP,
    replace(
        _VERIFICATION_CAP,
        provisions=("ND124 18",),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        quote="",
        note="As in the circular before it; the article of NĐ 124 is from memory.",
    ),
    TimeLimit(
        id="kn.emergency_stay_max",
        term="Thời gian tạm đình chỉ thi hành quyết định hành chính bị khiếu nại",
        english="Longest stay of the contested administrative decision",
        owner=Owner.RESOLVER,
        starts="stay_decision_issued",
        satisfied_by=("stay_lifted_or_case_decided",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LKN 35",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="Thời hạn tạm đình chỉ không vượt quá thời gian còn lại của thời hạn giải quyết.",
        note=(
            "At most what is left of the limit for the decision; lifted at once when the reason ceases. Not the "
            "suspension of the case (Art. 11a): it does not stop the clock."
        ),
    ),
    TimeLimit(
        id="kn.send_suspension_decision",
        term="Gửi quyết định tạm đình chỉ, đình chỉ giải quyết khiếu nại",
        english="Send the decision to suspend or discontinue the case",
        owner=Owner.RESOLVER,
        starts="suspension_or_discontinuance_decision_issued",
        satisfied_by=("decision_sent",),
        length=3,
        unit=Unit.WORKING_DAYS,
        provisions=("ND124 28b.1", "ND155 12"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trong thời hạn 03 ngày làm việc, kể từ ngày ban hành",
        note=(
            "The decision itself is issued at once, on the same day. Complainant dead or dissolved: send to the "
            "commune People's Committee of the last residence or head office."
        ),
    ),
    TimeLimit(
        id="kn.send_resume_decision",
        term="Gửi quyết định tiếp tục giải quyết khiếu nại",
        english="Send the decision to resume the case",
        owner=Owner.RESOLVER,
        starts="resume_decision_issued",
        satisfied_by=("decision_sent",),
        length=3,
        unit=Unit.WORKING_DAYS,
        provisions=("ND124 28b.2", "ND155 12"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trong thời hạn 03 ngày làm việc, kể từ ngày ban hành",
        note=(
            "The decision itself is issued at once when the ground ceases; the limit for the decision runs again "
            "from the day it is issued."
        ),
    ),
    TimeLimit(
        id="kn.national_db_update",
        term="Cập nhật vụ việc khiếu nại vào Cơ sở dữ liệu quốc gia",
        english="Update the national database on the complaint",
        owner=Owner.RESOLVER,
        starts="case_event",
        satisfied_by=("national_db_synced",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("ND124 30a.2", "ND155 13"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote=(
            "được cập nhật kịp thời trên Cơ sở dữ liệu quốc gia về tiếp công dân, xử lý đơn, "
            "giải quyết khiếu nại, tố cáo"
        ),
        note='"Kịp thời" (promptly): no number of hours or days. An internal target must be shown as internal.',
    ),
)
