"""After the decision on a complaint: sending, publication, effect, enforcement, file. Luật Khiếu nại, NĐ 75, NĐ 124."""

from __future__ import annotations

from dataclasses import replace

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Counting, Owner, TimeLimit, Unit, Variant

_PUBLISH = TimeLimit(
    id="kn.publish_second_decision",
    term="Công khai quyết định giải quyết khiếu nại lần hai",
    english="Publish the second decision",
    owner=Owner.RESOLVER,
    starts="second_decision_issued",
    satisfied_by=("decision_published",),
    length=15,
    unit=Unit.CALENDAR_DAYS,
    provisions=("ND75 12.1", "LKN 41.2", "LKN 41.3"),
    in_force_from=since.DECREE_75,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn 15 ngày, kể từ khi có quyết định giải quyết khiếu nại",
    note=(
        "By meeting, posting or mass media, one or more (Art. 41.2); the own portal is mandatory where there is "
        "one (NĐ 75 Art. 12.3)."
    ),
)

_POSTING = TimeLimit(
    id="kn.publication_posting_min",
    term="Thời gian niêm yết, đăng tải tối thiểu quyết định giải quyết khiếu nại",
    english="Shortest time the decision stays posted",
    owner=Owner.RESOLVER,
    starts="posting_start",
    satisfied_by=("posting_end",),
    length=15,
    unit=Unit.CALENDAR_DAYS,
    counting=Counting.DURATION,
    provisions=("ND75 12.3", "ND75 12.4"),
    in_force_from=since.DECREE_75,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.DISPUTED,
    checked_on=since.CHECKED_ON,
    quote="thời gian niêm yết quyết định giải quyết khiếu nại ít nhất là 15 ngày, kể từ ngày niêm yết",
    note=(
        "A shortest time, not a due date: taken down no earlier than the day after. That the day of posting counts "
        "as day one is an exception to day zero. Radio and television at least twice, print in at least two "
        "issues."
    ),
)

_MEETING = TimeLimit(
    id="kn.publication_meeting_notice",
    term="Thông báo trước cuộc họp công khai quyết định giải quyết khiếu nại",
    english="Give notice before the meeting that publishes the decision",
    owner=Owner.RESOLVER,
    starts="publication_meeting_date",
    satisfied_by=("meeting_notice_sent",),
    length=3,
    unit=Unit.WORKING_DAYS,
    counting=Counting.BEFORE,
    provisions=("ND75 12.2",),
    in_force_from=since.DECREE_75,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Thời gian thông báo phải trước 3 ngày làm việc.",
)

_HANDOVER = TimeLimit(
    id="kn.file_handover",
    term="Bàn giao hồ sơ giải quyết khiếu nại cho lưu trữ",
    english="Hand the file over to the archive",
    owner=Owner.VERIFIER,
    starts="file_closed",
    satisfied_by=("file_handed_over",),
    length=30,
    unit=Unit.CALENDAR_DAYS,
    provisions=("TT07_2013 23.2",),
    in_force_from=since.CIRCULAR_07_2013,
    in_force_until=since.BEFORE_DECREE_124,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    quote="Trong thời hạn ba mươi ngày, kể từ thời điểm đóng hồ sơ",
    note=(
        "The file opens on acceptance and closes when both sending and publication are complete (TT 07/2013 Art. 23.1)."
    ),
)

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="kn.send_first_decision",
        term="Gửi quyết định giải quyết khiếu nại lần đầu",
        english="Send the first decision",
        owner=Owner.RESOLVER,
        starts="first_decision_issued",
        satisfied_by=("first_decision_sent_to_all_recipients",),
        length=3,
        unit=Unit.WORKING_DAYS,
        provisions=("LKN 32",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="Trong thời hạn 03 ngày làm việc, kể từ ngày có quyết định giải quyết khiếu nại",
        note=(
            "Recipients: complainant, head of the direct superior, interested persons, the body that forwarded the "
            "petition, the state inspectorate of the same level."
        ),
    ),
    TimeLimit(
        id="kn.send_second_decision",
        term="Gửi quyết định giải quyết khiếu nại lần hai",
        english="Send the second decision",
        owner=Owner.RESOLVER,
        starts="second_decision_issued",
        satisfied_by=("second_decision_sent_to_all_recipients",),
        length=7,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 41.1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="Trong thời hạn 07 ngày, kể từ ngày có quyết định giải quyết khiếu nại",
        note=(
            "Recipients: complainant, respondent, first resolver, interested persons, the body that forwarded the "
            "petition."
        ),
    ),
    _PUBLISH,
    replace(
        _PUBLISH,
        provisions=("ND124 12", "LKN 41.2", "LKN 41.3"),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        quote="",
        note=(
            "By meeting, posting or mass media, one or more (Art. 41.2); the own portal is mandatory where there is "
            "one. NĐ 124 was read only in an English digest."
        ),
    ),
    _POSTING,
    replace(
        _POSTING,
        provisions=("ND124 12",),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        quote="",
        note=(
            "As in NĐ 75; online at least 15 consecutive days. Read only in an English digest. That the day of "
            "posting counts as day one is an exception to day zero."
        ),
    ),
    _MEETING,
    replace(
        _MEETING,
        provisions=("ND124 12",),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        quote="",
        note="NĐ 75 said working days; the English digest of NĐ 124 says only 3 days: the unit is unverified.",
    ),
    TimeLimit(
        id="kn.first_decision_effective",
        term="Quyết định giải quyết lần đầu có hiệu lực pháp luật",
        english="The first decision takes legal effect",
        owner=Owner.EVENT,
        starts="first_decision_issued",
        satisfied_by=("in_force",),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        counting=Counting.EFFECT,
        variants=(Variant("remote_area", 45, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),),
        provisions=("LKN 44.1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành mà người khiếu nại không khiếu nại lần hai",
        note=(
            "Only if there is no second complaint. Runs from issue, while the complainant's time (Art. 33) runs from "
            "receipt: check both before enforcing. In remote areas at most 45 days."
        ),
    ),
    TimeLimit(
        id="kn.second_decision_effective",
        term="Quyết định giải quyết lần hai có hiệu lực pháp luật",
        english="The second decision takes legal effect",
        owner=Owner.EVENT,
        starts="second_decision_issued",
        satisfied_by=("in_force",),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        counting=Counting.EFFECT,
        variants=(Variant("remote_area", 45, Unit.CALENDAR_DAYS, "vùng sâu, vùng xa đi lại khó khăn"),),
        provisions=("LKN 44.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="Quyết định giải quyết khiếu nại lần hai có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành",
        note=("In remote areas at most 45 days. The words at once of Art. 44.4: see kn.enforceable_at_once."),
    ),
    TimeLimit(
        id="kn.enforcement_direction",
        term="Chỉ đạo tổ chức thi hành quyết định đã có hiệu lực",
        english="Direct the enforcement of the decision in force",
        owner=Owner.RESOLVER,
        starts="decision_became_effective",
        satisfied_by=("enforcement_document_issued",),
        length=5,
        unit=Unit.WORKING_DAYS,
        provisions=("ND124 31",),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        quote="[EN] No later than 5 business days of the effective date of the complaint-handling decision",
        note=(
            "Read in an English digest; discipline included. The document names who enforces, what, by when and the "
            "report back: that date is typed from the document."
        ),
    ),
    TimeLimit(
        id="kn.front_notification",
        term="Thông báo kết quả cho Mặt trận Tổ quốc, tổ chức thành viên đã chuyển đơn",
        english="Tell the Fatherland Front body that forwarded the complaint",
        owner=Owner.RESOLVER,
        starts="decision_issued",
        satisfied_by=("result_notice_sent_to_front_organisation",),
        length=7,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 66.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trong thời hạn 07 ngày, kể từ ngày có quyết định giải quyết phải thông báo bằng văn bản",
        note="Only when the Front or a member organisation forwarded the complaint; discipline included.",
    ),
    TimeLimit(
        id="kn.front_recommendation_answer",
        term="Trả lời kiến nghị của Mặt trận Tổ quốc, tổ chức thành viên",
        english="Answer the recommendation of the Fatherland Front body",
        owner=Owner.RESOLVER,
        starts="front_recommended",
        satisfied_by=("front_recommendation_answered",),
        length=7,
        unit=Unit.CALENDAR_DAYS,
        provisions=("LKN 66.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        checked_on=since.CHECKED_ON,
        note=(
            "Last limb of Art. 66.2, found in a second reading and not quoted; only when the Front does not agree with "
            "the result and recommends. Its words count the seven days from the decision. Nobody can answer what was "
            "not yet asked, and the Front itself may hear of the decision on the seventh day: read as seven days from "
            "the recommendation."
        ),
    ),
    _HANDOVER,
    replace(
        _HANDOVER,
        provisions=("ND124 30",),
        in_force_from=since.DECREE_124,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        quote="",
        note="As in the circular before it; the article of NĐ 124 is from memory.",
    ),
)
