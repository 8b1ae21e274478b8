"""Complaints against disciplinary decisions on cán bộ, công chức: Luật Khiếu nại, Điều 47-58."""

from __future__ import annotations

from dataclasses import replace

from app.statute.time_limits import since
from app.statute.time_limits.complaints import after_court
from app.statute.time_limits.shape import Certainty, Counting, Owner, PausedBy, TimeLimit, Unit, Variant

_RESOLVE = TimeLimit(
    id="kn.disc_resolve",
    term="Ra quyết định giải quyết khiếu nại quyết định kỷ luật",
    english="Decide a complaint against discipline",
    owner=Owner.RESOLVER,
    starts="accepted",
    satisfied_by=("decision_issued", "discontinuance_decision_issued"),
    length=30,
    unit=Unit.CALENDAR_DAYS,
    variants=(Variant("complex", 45, Unit.CALENDAR_DAYS, "vụ việc phức tạp"),),
    provisions=("LKN 50 đoạn 3",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=None,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    paused_by=(PausedBy.SUSPENSION,),
    pause_provisions=("LKN 11a.1", "ND124 28b.2"),
    pauses_count_from=since.REFORM,
    transitional=("ND155 22.1",),
    quote="Thời hạn giải quyết khiếu nại không quá 30 ngày, kể từ ngày thụ lý",
    note=(
        "Each instance alike; no remote-area variant. Suspension stops the clock only from 01/07/2026 (Art. 11a; "
        "NĐ 124 Art. 28b.2), also in cases accepted before and undecided (NĐ 155 Art. 22.1)."
    ),
)

_ACCEPT = TimeLimit(
    id="kn.disc_accept_law",
    term="Thụ lý khiếu nại quyết định kỷ luật (thời hạn theo Luật)",
    english="Accept a complaint against discipline (limit of the Law)",
    owner=Owner.RESOLVER,
    starts="complaint_received",
    satisfied_by=("notice_of_acceptance_or_refusal_issued",),
    length=10,
    unit=Unit.CALENDAR_DAYS,
    provisions=("LKN 50 đoạn 2",),
    in_force_from=since.LAW_ON_COMPLAINTS,
    in_force_until=since.BEFORE_CIRCULAR_02_2016,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn 10 ngày, kể từ ngày nhận được đơn khiếu nại",
    note="Both instances. A refusal with written reasons also ends it.",
)

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="kn.disc_limitation_first",
        term="Thời hiệu khiếu nại lần đầu quyết định kỷ luật",
        english="Limitation period for a first complaint against discipline",
        owner=Owner.CITIZEN,
        starts="official_received_disciplinary_decision",
        satisfied_by=("first_complaint_received",),
        length=15,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 48 đoạn 1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        paused_by=(PausedBy.OBSTACLE,),
        pause_provisions=("LKN 48 đoạn 3",),
        quote="Thời hiệu khiếu nại lần đầu là 15 ngày, kể từ ngày cán bộ, công chức nhận được quyết định kỷ luật.",
        note="Days of an objective obstacle are not counted (Art. 48 para. 3).",
    ),
    TimeLimit(
        id="kn.disc_limitation_second",
        term="Thời hiệu khiếu nại lần hai quyết định kỷ luật",
        english="Limitation period for a second complaint against discipline",
        owner=Owner.CITIZEN,
        starts="official_received_first_decision",
        satisfied_by=("second_complaint_received",),
        length=10,
        unit=Unit.CALENDAR_DAYS,
        variants=(Variant("dismissal", 30, Unit.CALENDAR_DAYS, "quyết định kỷ luật buộc thôi việc"),),
        provisions=("LKN 48 đoạn 2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        paused_by=(PausedBy.OBSTACLE,),
        pause_provisions=("LKN 48 đoạn 3",),
        quote="Thời hiệu khiếu nại lần hai là 10 ngày, kể từ ngày cán bộ, công chức nhận được quyết định giải quyết",
        note="Days of an objective obstacle are not counted (Art. 48 para. 3).",
    ),
    _ACCEPT,
    replace(
        _ACCEPT,
        in_force_from=since.CIRCULAR_02_2016,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        note=(
            "Both instances. Conflicts with the limit of TT 07/2013 Art. 5.1, then NĐ 124 Art. 16.1, which applies as "
            "well: the earlier date is due, both are kept. A refusal with written reasons also ends it."
        ),
    ),
    _RESOLVE,
    after_court(_RESOLVE, "kn.disc_resolve_after_court"),
    TimeLimit(
        id="kn.disc_send_first",
        term="Gửi quyết định giải quyết lần đầu (kỷ luật)",
        english="Send the first decision (discipline)",
        owner=Owner.RESOLVER,
        starts="first_decision_issued",
        satisfied_by=("decision_sent",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LKN 54.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote=(
            "Quyết định giải quyết khiếu nại lần đầu phải được gửi cho người khiếu nại và cơ quan, tổ chức hữu quan."
        ),
        note="No number of days in the law: an internal target may be set, never shown as legally overdue.",
    ),
    TimeLimit(
        id="kn.disc_send_second",
        term="Gửi quyết định giải quyết lần hai (kỷ luật)",
        english="Send the second decision (discipline)",
        owner=Owner.RESOLVER,
        starts="second_decision_issued",
        satisfied_by=("decision_sent",),
        length=7,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 56.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trong thời hạn 07 ngày, kể từ ngày ban hành",
        note=(
            "Decided by a Minister or the provincial Chairman: also to the Inspector General of the Government and "
            "the Minister of Home Affairs."
        ),
    ),
    TimeLimit(
        id="kn.disc_decision_effective",
        term="Quyết định giải quyết khiếu nại kỷ luật có hiệu lực pháp luật",
        english="The decision on discipline takes legal effect",
        owner=Owner.EVENT,
        starts="decision_issued",
        satisfied_by=("in_force",),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        counting=Counting.EFFECT,
        provisions=("LKN 57.1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành mà người khiếu nại không khiếu nại lần hai",
        note=(
            "First decision: only if there is no second complaint. Second decision: 30 days in any case; the words at "
            "once of Art. 57.2 are taken to mean enforcement of a decision already in force. It is then announced to "
            "all staff (Art. 58.1, no number of days)."
        ),
    ),
)
