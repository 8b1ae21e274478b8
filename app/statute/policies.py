"""Named readings of the law where it leaves a choice, with the default we recommend.

A statutory number never stands here: those change by a release only. A reading with a ``policy`` may be chosen
otherwise by an administrator with a source (records.settings.PolicyChoice); what was judged before keeps the reading
it was judged under. The others are documented, and changed by a release.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from app.statute.terms import Term
from app.statute.time_limits.shape import Certainty

STRICT = "strict_reading"  # the reading for all limits that were not settled by themselves
EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True, slots=True)
class Policies:
    """The choices made; :data:`READINGS` says what each means and where it comes from.

    ``strict_reading``: of limits that differ the earlier is due; ``pairs``: which limit is due where those of one pair
    were settled by themselves, by the key of the pair (:mod:`app.statute.disputed_pairs`).
    ``file_order_held``: whether somebody here held against the text the order of a file, which we have from memory.
    ``soon_working_days``: from how many working days before the end a duty is called near due (ours, not the law's).
    ``urging_reply_working_days``: by when an urging letter asks for an answer; no text read gives a number.
    ``report_working_days``: how long after its figures are closed a report is due where the text read names no day;
    ``province_report_working_days``: the same of the province's own report to Thanh tra Chính phủ;
    ``report_reminder_working_days``: how long before its last day it is called to mind.
    ``late_too_long_days``: late for more than so many calendar days is told at once; ours too
    (:mod:`app.statute.internal_terms`).
    """

    roll_forward: bool = True
    roll_at_once: bool = True
    roll_ceilings: bool = False
    roll_backward: bool = True
    made_up_saturdays: bool = True
    half_open_pauses: bool = True
    posting_day_counts: bool = True
    effect_after_last_day: bool = True
    strict_reading: bool = True
    pairs: tuple[tuple[str, str], ...] = ()
    file_order_held: bool = False
    soon_working_days: int = 5
    urging_reply_working_days: int = 10
    report_working_days: int = 2
    province_report_working_days: int = 5
    report_reminder_working_days: int = 5
    late_too_long_days: int = 90

    @property
    def of_limits(self) -> str:
        """Which of limits that differ is due where they were not settled by themselves."""
        return EARLIER if self.strict_reading else LATER

    def of_pair(self, key: str) -> str:
        """Which limit of a pair is due: the earlier, the later, or the one of this name."""
        return next((value for name, value in self.pairs if name == key), self.of_limits)


DEFAULT = Policies()
MOVES_NO_DATE = frozenset({"file_order_held"})


def read_otherwise(policies: Policies) -> str:
    """A short fingerprint of the readings that move dates and are not the default; "" where there is none."""
    moving = (one for one in fields(Policies) if isinstance(one.default, bool) and one.name not in MOVES_NO_DATE)
    other = sorted(one.name for one in moving if getattr(policies, one.name) != one.default)
    other += [f"{key}={value}" for key, value in policies.pairs if value != policies.of_limits]
    return f"+{hashlib.sha256(' '.join(other).encode()).hexdigest()[:8]}" if other else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One question the law leaves open. ``policy`` names the field of :class:`Policies` that answers it, if any.

    ``pair``: of the question which of these limits is due, their names; its answer is one of ``Policies.pairs``.
    """

    id: str
    question: Term
    answer: Term  # the default
    provisions: tuple[str, ...]
    certainty: Certainty
    policy: str = ""
    otherwise: Term | None = None  # what the other choice means
    pair: tuple[str, ...] = ()


READINGS: tuple[Reading, ...] = (
    Reading(
        "day_zero", Term("Ngày xảy ra sự kiện có được tính không?", "Does the day of the event count?"),
        Term("Không; ngày thứ nhất là ngày liền sau.", "No; day one is the next day."),
        ("BLDS 147.2",), Certainty.VERIFIED,
    ),
    Reading(
        "calendar_days", Term("“Ngày” là ngày lịch hay ngày làm việc?", "Is a “day” a calendar or a working day?"),
        Term("Ngày lịch, cả ngày nghỉ; chỉ “ngày làm việc” mới bỏ ngày nghỉ.",
             "A calendar day, days off included; only “working days” leave them out."),
        ("BLDS 144.2", "BLDS 145.2"), Certainty.INTERPRETATION,
    ),
    Reading(
        "roll_forward",
        Term("Ngày cuối là ngày nghỉ thì hạn của cơ quan ở đâu?", "Where does an authority’s limit end on a day off?"),
        Term("Hết ngày làm việc kế tiếp; vẫn giữ ngày gốc để nhắc.",
             "At the end of the next working day; the raw day is kept to warn by."),
        ("BLDS 148.5",), Certainty.INTERPRETATION, "roll_forward",
        Term("Đúng ngày gốc, dù là ngày nghỉ.", "On the raw day, though it is a day off."),
    ),
    Reading(
        "roll_at_once",
        Term("Văn bản phải ban hành “ngay” mà hôm đó là ngày nghỉ thì hạn ở đâu?",
             "When is a paper due that is issued “at once”, where that day is a day off?"),
        Term("Hết ngày làm việc kế tiếp; việc phải làm tại chỗ và việc khẩn cấp thì không dời.",
             "At the end of the next working day; what is done on the spot, or is urgent, does not wait."),
        ("BLDS 148.5", "LKN 29.1.a", "LKN 35", "ND124 28b", "LTC 34.2"), Certainty.INTERPRETATION, "roll_at_once",
        Term("Đúng hôm đó, dù là ngày nghỉ.", "On that day, though it is a day off."),
    ),
    Reading(
        "roll_ceilings", Term("Trần 45 ngày xử lý đơn có dời khi rơi vào ngày nghỉ?", "Does the 45-day ceiling move?"),
        Term("Không dời: ngày thứ 45 là ngày an toàn cuối cùng.", "No: day 45 is the last safe day."),
        ("ND154 41.3.b",), Certainty.INTERPRETATION, "roll_ceilings",
        Term("Dời sang ngày làm việc kế tiếp.", "It moves to the next working day."),
    ),
    Reading(
        "roll_backward",
        Term("Hạn đếm lùi rơi vào ngày nghỉ thì dời về đâu?", "Where does a limit counted back move from a day off?"),
        Term("Về ngày làm việc liền trước.", "To the working day before."),
        ("BLDS 148.5",), Certainty.INTERPRETATION, "roll_backward",
        Term("Giữ đúng ngày đếm được.", "It stays on the day counted."),
    ),
    Reading(
        "made_up_saturdays",
        Term("Thứ Bảy làm bù có là ngày làm việc?", "Is a made-up Saturday a working day?"),
        Term("Có; ngày thường được hoán đổi là ngày nghỉ.", "Yes; the weekday swapped for it is a day off."),
        ("BLDS 148.5",), Certainty.INTERPRETATION, "made_up_saturdays",
        Term("Không: mọi thứ Bảy là ngày nghỉ.", "No: every Saturday is a day off."),
    ),
    Reading(
        "half_open_pauses",
        Term("Ngày ra quyết định tiếp tục có được tính vào thời hạn?", "Does the day of the resumption count?"),
        Term("Có: tạm dừng tính từ ngày tạm đình chỉ đến trước ngày tiếp tục; các lần chồng nhau gộp làm một.",
             "Yes: a pause runs from the suspension until before the resumption; overlapping ones count once."),
        ("LKN 11a.1", "ND124 28b.2", "LTC 34.2"), Certainty.INTERPRETATION, "half_open_pauses",
        Term("Không: ngày tiếp tục cũng thuộc thời gian tạm dừng.", "No: that day belongs to the pause too."),
    ),
    Reading(
        "extension_from_raw",
        Term("Gia hạn cộng vào ngày nào?", "To which day is an extension added?"),
        Term("Vào ngày cuối chưa dời; chỉ dời một lần, sau cùng.", "To the raw last day; it moves once, at the end."),
        ("LTC 30", "ND31 3"), Certainty.INTERPRETATION,
    ),
    Reading(
        "posting_day_counts",
        Term("Ngày niêm yết có được tính là ngày thứ nhất?", "Is the day of posting day one?"),
        Term("Có.", "Yes."), ("ND124 12", "ND31 6.2"), Certainty.DISPUTED, "posting_day_counts",
        Term("Không: đếm từ ngày liền sau.", "No: it is counted from the next day."),
    ),
    Reading(
        "effect_after_last_day",
        Term("“Sau 30 ngày” thì quyết định có hiệu lực ngày nào?", "When does a decision take effect “after 30 days”?"),
        Term("Ngày thứ 31, không dời.", "On day 31; it does not move."),
        ("LKN 44", "LKN 57.1"), Certainty.INTERPRETATION, "effect_after_last_day",
        Term("Ngay ngày thứ 30.", "On day 30 itself."),
    ),
    Reading(
        STRICT,
        Term("Luật và nghị định nêu hai hạn thì theo hạn nào?", "Which limit is due where law and decree differ?"),
        Term("Hạn sớm hơn; chỉ coi là chắc chắn quá hạn sau hạn muộn hơn.",
             "The earlier; it is certainly overdue only after the later."),
        ("LKN 27", "LKN 36.1", "LKN 50", "ND124 16.1"), Certainty.DISPUTED, STRICT,
        Term("Hạn muộn hơn.", "The later."),
    ),
    Reading(
        "version_by_trigger",
        Term("Áp dụng bản quy định nào khi pháp luật thay đổi?", "Which version governs when the law changes?"),
        Term("Bản có hiệu lực vào ngày bắt đầu tính, trừ khi điều khoản chuyển tiếp nói khác.",
             "The one in force on the day the clock starts, unless a transitional clause says otherwise."),
        ("ND155 22.1", "ND156 10.1"), Certainty.INTERPRETATION,
    ),
    Reading(
        "acceptance_day",
        Term("Ngày thụ lý là ngày nào?", "Which day is the day of acceptance?"),
        Term("Ngày ghi trên thông báo hoặc quyết định thụ lý.", "The date on the notice or decision of acceptance."),
        ("TT07_2013 23.1",), Certainty.INTERPRETATION,
    ),
    Reading(
        "file_order",
        Term("Các nhóm tài liệu của hồ sơ và thứ tự của chúng đã đối chiếu với điều luật chưa?",
             "Were the groups of papers of a file, and their order, held against the article?"),
        Term("Chưa: danh mục hồ sơ nói rõ điều đó.", "No: the index of a file says so."),
        ("LKN 34.1", "LTC 39.1"), Certainty.UNVERIFIED, "file_order_held",
        Term("Đã đối chiếu, theo nguồn đã ghi.", "They were, by the source that is given."),
    ),
)  # fmt: skip
