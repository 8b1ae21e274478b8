"""What a complaint owes at once ("ngay"), and what has no number: Luật Khiếu nại, NĐ 124/2020 and NĐ 155/2026.

The law gives "ngay" no day: that it is the same day, and the next working day after a day off, is how we read it.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Counting, Owner, TimeLimit, Unit

_DISCONTINUE_AT_ONCE = TimeLimit(
    id="kn.issue_discontinuance",
    term="Ban hành ngay quyết định đình chỉ khi người khiếu nại rút toàn bộ",
    english="Issue the discontinuance at once when the whole complaint is withdrawn",
    owner=Owner.RESOLVER,
    starts="complaint_wholly_withdrawn",
    satisfied_by=("discontinuance_decision_issued",),
    length=0,
    unit=Unit.IMMEDIATELY,
    provisions=("ND124 28b.1", "ND155 12"),
    in_force_from=since.REFORM,
    in_force_until=None,
    certainty=Certainty.INTERPRETATION,
    checked_on=since.CHECKED_ON,
    by_a_paper=True,
    note=(
        "Also in cases accepted before 01/07/2026 and undecided (NĐ 155 Art. 22.1). At once is read as the same day, "
        "on a day off the next working day. The other grounds of Art. 11a.2 (death, dissolution) have no act that "
        "starts them."
    ),
)
_CERTIFIED_MANDATE = TimeLimit(
    id="kn.mandate_authenticated",
    term="Văn bản ủy quyền khiếu nại của cá nhân được công chứng hoặc chứng thực",
    english="An individual's mandate is notarised (công chứng) or certified (chứng thực)",
    owner=Owner.CITIZEN,
    starts="mandate_given",
    satisfied_by=("mandate_authenticated",),
    length=None,
    unit=Unit.NO_NUMBER,
    provisions=("ND124 5.3", "ND155 21.2"),
    in_force_from=since.REFORM,
    in_force_until=since.NOTARISED_MANDATES_LAST_DAY,
    certainty=Certainty.VERIFIED,
    checked_on=since.CHECKED_ON,
    note="Either form until 31/12/2026. One content is not given to several agents (Art. 5.3).",
)

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="kn.decide_at_once",
        term="Ra ngay quyết định giải quyết khi kiểm tra lại thấy khiếu nại đúng",
        english="Decide at once when the complaint, checked again, is right",
        owner=Owner.RESOLVER,
        starts="complaint_found_right",
        satisfied_by=("first_decision_issued",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LKN 29.1.a",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        by_a_paper=True,
        note=(
            "Found in a second reading. First administrative complaints only. Counted from the day the check found "
            "the complaint right; at once is read as the same day, on a day off the next working day."
        ),
    ),
    TimeLimit(
        id="kn.lift_stay",
        term="Hủy bỏ ngay việc tạm đình chỉ thi hành khi không còn lý do",
        english="Lift the stay of the contested decision at once when its reason is gone",
        owner=Owner.RESOLVER,
        starts="reason_for_stay_gone",
        satisfied_by=("stay_lifted",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LKN 35",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        by_a_paper=True,
        note=(
            "At once is read as the same day, on a day off the next working day. The stay never stops the clock of "
            "the case."
        ),
    ),
    TimeLimit(
        id="kn.issue_suspension",
        term="Ban hành ngay quyết định tạm đình chỉ khi có căn cứ",
        english="Issue the suspension at once when there is a ground",
        owner=Owner.RESOLVER,
        starts="ground_for_suspension_arose",
        satisfied_by=("suspension_decision_issued",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("ND124 28b.1", "ND155 12"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        by_a_paper=True,
        note=(
            "Also in cases accepted before 01/07/2026 and undecided (NĐ 155 Art. 22.1). At once is read as the same "
            "day, on a day off the next working day; the clock stands from the decision, not from the ground. "
            "Evidence goes on file (Art. 28a.4)."
        ),
    ),
    replace(
        _DISCONTINUE_AT_ONCE,
        term="Đình chỉ giải quyết và thông báo khi người khiếu nại rút đơn (quy định đến 30/6/2026)",
        english="Stop and give notice when the complaint is withdrawn (until 30/06/2026)",
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LKN 10",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=since.BEFORE_REFORM,
        certainty=Certainty.VERIFIED,
        by_a_paper=False,
        note="Art. 10 in the wording of 2011: stop and notify in writing, without a number of days.",
    ),
    _DISCONTINUE_AT_ONCE,
    TimeLimit(
        id="kn.issue_resumption",
        term="Ban hành ngay quyết định tiếp tục giải quyết khi không còn căn cứ tạm đình chỉ",
        english="Issue the resumption at once when the ground of the suspension is gone",
        owner=Owner.RESOLVER,
        starts="ground_for_suspension_gone",
        satisfied_by=("resume_decision_issued",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("ND124 28b.2", "ND155 12"),
        in_force_from=since.REFORM,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        quote="phải ban hành ngay",
        by_a_paper=True,
        note=(
            "At once is read as the same day, on a day off the next working day. The limit for the decision runs "
            "again from the resumption itself."
        ),
    ),
    TimeLimit(
        id="kn.enforceable_at_once",
        term="Quyết định đã có hiệu lực pháp luật được thi hành ngay",
        english="A decision in legal effect is enforced at once",
        owner=Owner.EVENT,
        starts="decision_became_effective",
        satisfied_by=("enforceable",),
        length=0,
        unit=Unit.IMMEDIATELY,
        counting=Counting.EFFECT,
        provisions=("LKN 44.4",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        checked_on=since.CHECKED_ON,
        note=(
            "Read here as: enforceable from the day of its effect. Another reading, that the second decision takes "
            "effect at once when issued, stands against the thirty days of Art. 44.2."
        ),
    ),
    TimeLimit(
        id="kn.disc_enforceable_at_once",
        term="Quyết định kỷ luật đã có hiệu lực pháp luật được thi hành ngay",
        english="A decision on discipline in legal effect is enforced at once",
        owner=Owner.EVENT,
        starts="decision_became_effective",
        satisfied_by=("enforceable",),
        length=0,
        unit=Unit.IMMEDIATELY,
        counting=Counting.EFFECT,
        provisions=("LKN 57.2",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.DISPUTED,
        checked_on=since.CHECKED_ON,
        note="As kn.enforceable_at_once; the other reading stands against the thirty days of Art. 57.1.",
    ),
    TimeLimit(
        id="kn.disc_announce",
        term="Công bố quyết định giải quyết khiếu nại kỷ luật đến toàn thể cán bộ, công chức trong cơ quan",
        english="Announce the decision on discipline to all staff of the agency",
        owner=Owner.HEAD,
        starts="decision_became_effective",
        satisfied_by=("announced_to_staff",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LKN 58.1",),
        in_force_from=since.LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.VERIFIED,
        checked_on=since.CHECKED_ON,
        note="No number of days in the law: never shown as legally overdue.",
    ),
    _CERTIFIED_MANDATE,
    replace(
        _CERTIFIED_MANDATE,
        term="Văn bản ủy quyền khiếu nại của cá nhân được chứng thực",
        english="An individual's mandate is certified (chứng thực)",
        in_force_from=since.NOTARISED_MANDATES_ENDED,
        in_force_until=None,
        note="The words on notarisation (công chứng) end with 31/12/2026 (NĐ 155 Art. 21.2).",
    ),
)
