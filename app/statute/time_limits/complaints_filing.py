"""Limits of the complainant, of acceptance and of the lawsuit: Luật Khiếu nại, NĐ 124/2020, TT 07/2013, Luật TTHC."""

from __future__ import annotations

from dataclasses import replace

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Owner, PausedBy, TimeLimit, Unit, Variant

_AFTER_DECISION = TimeLimit(
    id="kn.limitation_second_complaint_after_decision",
    term="Thời hạn khiếu nại lần hai, kể từ ngày nhận quyết định lần đầu",
    english="Time to complain a second time after receiving the first decision",
    owner=Owner.CITIZEN,
    starts="complainant_received_first_decision",
    satisfied_by=("second_complaint_received",),
    length=30,
    unit=Unit.CALENDAR_DAYS,
    variants=(Variant("remote_area", 45, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),),
    provisions=("LKN 33.1",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="kể từ ngày nhận được quyết định giải quyết khiếu nại lần đầu mà người khiếu nại không đồng ý",
    note=(
        "Art. 33 has no rule on obstacles of its own; Art. 11.6 lets a legitimate reason excuse: record it. "
        "In remote areas the law says at most 45 days."
    ),
)
_AFTER_OVERDUE = TimeLimit(
    id="kn.limitation_second_complaint_after_overdue",
    term="Thời hạn khiếu nại lần hai khi lần đầu quá hạn không được giải quyết",
    english="Time to complain a second time when the first complaint was not resolved in time",
    owner=Owner.CITIZEN,
    starts="first_resolution_due_date_passed_undecided",
    satisfied_by=("second_complaint_received",),
    length=30,
    unit=Unit.CALENDAR_DAYS,
    variants=(Variant("remote_area", 45, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),),
    provisions=("LKN 33.1",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn 30 ngày, kể từ ngày hết thời hạn giải quyết khiếu nại quy định tại Điều 28",
    note="Art. 33 names Art. 28 alone; discipline rests on Art. 51.3, without a number of days.",
)
_ACCEPT_FIRST = TimeLimit(
    id="kn.accept_first_law",
    term="Thụ lý khiếu nại lần đầu (thời hạn theo Luật)",
    english="Accept a first complaint (limit of the Law)",
    owner=Owner.RESOLVER,
    starts="complaint_received_by_competent_authority",
    satisfied_by=("notice_of_acceptance_or_refusal_issued",),
    length=10,
    unit=Unit.CALENDAR_DAYS,
    provisions=("LKN 27",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=since.BEFORE_CIRCULAR_02_2016,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn 10 ngày, kể từ ngày nhận được khiếu nại thuộc thẩm quyền",
    note=(
        "What TT 07/2013 Art. 5.1 said before TT 02/2016 was not read; until then only the limit of the Law stands "
        "here."
    ),
)
_ACCEPT_SECOND = TimeLimit(
    id="kn.accept_second_law",
    term="Thụ lý khiếu nại lần hai (thời hạn theo Luật)",
    english="Accept a second complaint (limit of the Law)",
    owner=Owner.RESOLVER,
    starts="second_complaint_received",
    satisfied_by=("notice_of_acceptance_or_refusal_issued",),
    length=10,
    unit=Unit.CALENDAR_DAYS,
    provisions=("LKN 36.1",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=since.BEFORE_CIRCULAR_02_2016,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn 10 ngày, kể từ ngày nhận được đơn khiếu nại thuộc thẩm quyền giải quyết của mình",
    note="As for the first complaint (kn.accept_first_law).",
)
_ACCEPT_CIRCULAR = TimeLimit(
    id="kn.accept_decree_pre2026",
    term="Thụ lý khiếu nại (thời hạn theo văn bản dưới luật, đến 30/6/2026)",
    english="Accept a complaint (limit of the circular and decree, until 30/06/2026)",
    owner=Owner.RESOLVER,
    starts="complaint_received_by_competent_authority",
    satisfied_by=("notice_of_acceptance_or_refusal_issued",),
    length=10,
    unit=Unit.WORKING_DAYS,
    provisions=("TT07_2013 5.1",),
    in_force_from=since.CIRCULAR_02_2016,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.DISPUTED,
    checked_on=since.CHECKED_ON,
    quote=("Trong thời hạn 10 ngày làm việc, kể từ ngày nhận được khiếu nại quyết định hành chính, hành vi hành chính"),
    note=(
        "Both instances, discipline included. Conflicts with the 10 calendar days of the Law. The circular "
        "(as amended by TT 02/2016) was read; the original NĐ 124 Art. 16.1 is from memory."
    ),
)

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="kn.limitation_first_complaint",
        term="Thời hiệu khiếu nại lần đầu",
        english="Limitation period for a first complaint",
        owner=Owner.CITIZEN,
        starts="complainant_received_or_knew_of_decision_or_act",
        satisfied_by=("first_complaint_received",),
        length=90,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 9 đoạn 1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        paused_by=(PausedBy.OBSTACLE,),
        pause_provisions=("LKN 9 đoạn 2",),
        quote=(
            "Thời hiệu khiếu nại là 90 ngày, kể từ ngày nhận được quyết định hành chính "
            "hoặc biết được quyết định hành chính"
        ),
        note=(
            "Days of illness, natural disaster, enemy action, mission or study far away, or another objective "
            "obstacle are not counted (Art. 9 para. 2). Expiry without a legitimate reason is a ground for "
            "non-acceptance (Art. 11.6)."
        ),
    ),
    _AFTER_DECISION,
    replace(
        _AFTER_DECISION,
        provisions=("LKN 33.1", "ND124 4.1"),
        in_force_from=since.DECREE_124,
        in_force_until=None,
    ),
    _AFTER_OVERDUE,
    replace(
        _AFTER_OVERDUE,
        provisions=("LKN 33.1", "ND124 4"),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        note=(
            "The second-instance authority must accept and decide; its decision is a second-instance decision "
            "(NĐ 124 Art. 4, read in an English digest). Art. 33 names Art. 28 alone: that a complaint against "
            "discipline may go on after the time is out rests on Art. 51.3, without a number of days."
        ),
    ),
    _ACCEPT_FIRST,
    replace(
        _ACCEPT_FIRST,
        in_force_from=since.CIRCULAR_02_2016,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        note=(
            "Conflicts with the limit of TT 07/2013 Art. 5.1, then NĐ 124 Art. 16.1, which runs from the same day: the "
            "earlier date is due, both are kept. Wording read before Luật 136/2025; no account of that law mentions "
            "Art. 27."
        ),
    ),
    _ACCEPT_SECOND,
    replace(
        _ACCEPT_SECOND,
        in_force_from=since.CIRCULAR_02_2016,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        note=(
            "Conflicts with the limit of TT 07/2013 Art. 5.1, then NĐ 124 Art. 16.1: the earlier date is due, both "
            "are kept."
        ),
    ),
    _ACCEPT_CIRCULAR,
    replace(
        _ACCEPT_CIRCULAR,
        provisions=("ND124 16.1",),
        in_force_from=since.DECREE_124,
        in_force_until=since.BEFORE_REFORM,
        quote="",
        note=(
            "Both instances, discipline included. Conflicts with the 10 calendar days of the Law. The original "
            "wording of NĐ 124 Art. 16.1 was not read; an account of the administrative procedure that rests on it "
            "has the same 10 working days."
        ),
    ),
    TimeLimit(
        id="kn.accept_decree_2026",
        term="Thụ lý khiếu nại (thời hạn theo Nghị định)",
        english="Accept a complaint (limit of the Decree)",
        owner=Owner.RESOLVER,
        starts="complaint_received_by_competent_authority",
        satisfied_by=("notice_of_acceptance_or_refusal_issued",),
        length=7,
        unit=Unit.WORKING_DAYS,
        provisions=("ND124 16.1", "ND155 10"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        checked_on=since.CHECKED_ON,
        quote=(
            "Trong thời hạn 07 ngày làm việc, kể từ ngày nhận được khiếu nại quyết định hành chính, hành vi hành chính"
        ),
        note=(
            "Both instances, discipline included. The Law still says 10 calendar days: the earlier date is due, both "
            "are kept. Several complainants with a representative: accept only when all signatures and the "
            "appointment of the representative are there."
        ),
    ),
    TimeLimit(
        id="kn.readmit_after_discontinuance_pre2026",
        term="Thời hạn tiếp tục khiếu nại sau thông báo đình chỉ (quy định đến 30/6/2026)",
        english="Time to take up a complaint again after a notice of discontinuance (until 30/06/2026)",
        owner=Owner.CITIZEN,
        starts="discontinuance_notice_issued",
        satisfied_by=("complaint_resumed_by_complainant",),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 11.8",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=since.BEFORE_REFORM,
        certainty=Certainty.DISPUTED,
        checked_on=since.CHECKED_ON,
        quote="thông báo đình chỉ việc giải quyết khiếu nại mà sau 30 ngày người khiếu nại không tiếp tục khiếu nại",
        note=(
            "The wording was read. From 01/07/2026 the new Art. 10 bars re-examination of withdrawn content, except "
            "after threat or coercion; whether Art. 11.8 survives is not established: a supervisor decides."
        ),
    ),
    TimeLimit(
        id="kn.lawsuit_after_decision",
        term="Thời hiệu khởi kiện vụ án hành chính sau khi nhận quyết định giải quyết",
        english="Limitation period for an administrative lawsuit after the decision",
        owner=Owner.CITIZEN,
        starts="complainant_received_or_knew_of_first_or_second_decision",
        satisfied_by=("petition_filed_at_court",),
        length=1,
        unit=Unit.YEARS,
        provisions=("LTTHC 116.3.a",),
        in_force_from=since.LAW_ON_ADMINISTRATIVE_PROCEDURE,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        paused_by=(PausedBy.OBSTACLE,),
        pause_provisions=("LTTHC 116.4",),
        quote="01 năm kể từ ngày nhận được hoặc biết được quyết định giải quyết khiếu nại lần đầu hoặc",
        note=(
            "Force majeure and objective obstacles are not counted (Art. 116.4). Wording read before the amendments "
            "of 2025. In discipline only for dismissal (buộc thôi việc)."
        ),
    ),
    TimeLimit(
        id="kn.lawsuit_after_overdue",
        term="Thời hiệu khởi kiện vụ án hành chính khi quá hạn không được giải quyết",
        english="Limitation period for an administrative lawsuit when the complaint was not resolved in time",
        owner=Owner.CITIZEN,
        starts="resolution_due_date_passed_without_decision_or_reply",
        satisfied_by=("petition_filed_at_court",),
        length=1,
        unit=Unit.YEARS,
        provisions=("LTTHC 116.3.b",),
        in_force_from=since.LAW_ON_ADMINISTRATIVE_PROCEDURE,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        quote="01 năm kể từ ngày hết thời hạn giải quyết khiếu nại theo quy định của pháp luật",
        note="Wording read before the amendments of 2025. In discipline only for dismissal (buộc thôi việc).",
    ),
)
