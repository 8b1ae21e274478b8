"""Protection of the denouncer: Luật Tố cáo 25/2018/QH14 Điều 47-58, NĐ 31/2019 Điều 7-8, TT 145/2020/TT-BCA."""

from __future__ import annotations

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Owner, TimeLimit, Unit, Variant

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="tc.protection_consideration",
        term="Xem xét đề nghị bảo vệ người tố cáo",
        english="Consider the request for protection",
        owner=Owner.RESOLVER,
        starts="protection_request_received",
        satisfied_by=("protection_decision", "protection_request_forwarded", "protection_refusal_notice"),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LTC 51.1", "ND31 7.1"),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        quote="kịp thời quyết định áp dụng biện pháp bảo vệ theo thẩm quyền",
        note=(
            '"Kịp thời" (promptly): no number. Decide within power or ask the competent body. Inferred unchanged from '
            "01/07/2026."
        ),
    ),
    TimeLimit(
        id="tc.protection_urgent",
        term="Đề nghị áp dụng ngay biện pháp bảo vệ trong trường hợp khẩn cấp",
        english="Ask for protection at once in an urgent case",
        owner=Owner.RESOLVER,
        starts="urgent_protection_request",
        satisfied_by=("protection_request_forwarded", "protection_decision"),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("ND31 7.2", "LTC 50.3"),
        in_force_from=since.DECREE_31,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        quote="cơ quan có thẩm quyền áp dụng biện pháp bảo vệ ngay lập tức, sau đó gửi văn bản",
        note="The written request follows. Inferred unchanged from 01/07/2026.",
    ),
    TimeLimit(
        id="tc.protection_execute",
        term="Tổ chức thực hiện biện pháp bảo vệ",
        english="Carry out the protection",
        owner=Owner.HANDLING_BODY,
        starts="protection_decision",
        satisfied_by=("protection_started",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LTC 52.4",),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote="phải tổ chức thực hiện ngay việc bảo vệ",
        note="Owed by the body that protects. Not compared with the full text of Luật 136/2025 Art. 3.",
    ),
    TimeLimit(
        id="tc.protection_cannot_comply",
        term="Báo cáo việc không thực hiện được yêu cầu bảo vệ, nêu rõ lý do",
        english="Report that the requested protection cannot be given, and why",
        owner=Owner.HANDLING_BODY,
        starts="protection_impossible",
        satisfied_by=("inability_notice_sent",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LTC 53.2.a",),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote="phải báo cáo hoặc thông báo ngay bằng văn bản và nêu rõ lý do",
        note="Owed by the body asked to protect. Not compared with the full text of Luật 136/2025 Art. 3.",
    ),
    TimeLimit(
        id="tc.protection_police_urgent",
        term="Công an áp dụng ngay biện pháp bảo vệ trong trường hợp khẩn cấp (tham nhũng, lãng phí)",
        english="The police protect at once in an urgent case (corruption, waste)",
        owner=Owner.POLICE,
        starts="urgent_protection_request_received_by_police",
        satisfied_by=("protection_decision", "protection_started"),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("TT145 5.2.đ",),
        in_force_from=since.CIRCULAR_145,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        note=(
            "Corruption and waste only. Found in a second reading, its wording was not kept. Not compared with the "
            "full text of Luật 136/2025 Art. 3."
        ),
    ),
    TimeLimit(
        id="tc.protection_police_transfer",
        term="Công an chuyển ngay đề nghị bảo vệ không thuộc thẩm quyền (tham nhũng, lãng phí)",
        english="The police pass on at once a request for protection outside their power (corruption, waste)",
        owner=Owner.POLICE,
        starts="protection_request_received_by_police",
        satisfied_by=("protection_request_forwarded",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("TT145 5.3",),
        in_force_from=since.CIRCULAR_145,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        note=(
            "Corruption and waste only, where others are competent. Found in a second reading, its wording was not "
            "kept. Not compared with the full text of Luật 136/2025 Art. 3."
        ),
    ),
    TimeLimit(
        id="tc.protection_police_decision",
        term="Công an quyết định bảo vệ người tố cáo tham nhũng, lãng phí",
        english="The police decide on protection (corruption, waste)",
        owner=Owner.POLICE,
        starts="protection_request_received_by_police",
        satisfied_by=("protection_decision",),
        length=3,
        unit=Unit.WORKING_DAYS,
        variants=(
            Variant(
                "several_places",
                5,
                Unit.WORKING_DAYS,
                "vụ việc phức tạp, phải kiểm tra, xác minh tại nhiều địa điểm",
            ),
        ),
        provisions=("TT145 5.3",),
        in_force_from=since.CIRCULAR_145,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote="trong thời hạn 03 ngày làm việc kể từ ngày nhận được đề nghị, yêu cầu",
        note=(
            "Corruption and waste only. The 5 days are the total, not added. The circular still names the district "
            "police, abolished; not compared with the full text of Luật 136/2025 Art. 3."
        ),
    ),
    TimeLimit(
        id="tc.protection_police_refusal",
        term="Công an thông báo không áp dụng biện pháp bảo vệ (tham nhũng, lãng phí)",
        english="The police give notice that they do not protect (corruption, waste)",
        owner=Owner.POLICE,
        starts="protection_request_received_by_police",
        satisfied_by=("protection_refusal_notice",),
        length=3,
        unit=Unit.WORKING_DAYS,
        provisions=("TT145 5.4",),
        in_force_from=since.CIRCULAR_145,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote=("trong thời hạn 03 ngày làm việc, Thủ trưởng Công an các cấp có thẩm quyền phải thông báo bằng văn bản"),
        note="Corruption and waste only. Not compared with the full text of Luật 136/2025 Art. 3.",
    ),
    TimeLimit(
        id="tc.protection_end_notice_police",
        term="Thông báo cho Công an để chấm dứt biện pháp bảo vệ (tham nhũng, lãng phí)",
        english="Tell the police so that protection ends (corruption, waste)",
        owner=Owner.RESOLVER,
        starts="conclusion_or_termination",
        satisfied_by=("police_end_notice_sent",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("TT145 8.2", "LTC 54.2.a"),
        in_force_from=since.CIRCULAR_145,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote=(
            "phải thông báo ngay cho cơ quan Công an cấp có thẩm quyền để quyết định chấm dứt áp dụng biện pháp bảo vệ"
        ),
        note=(
            "Corruption and waste only. When the conclusion or termination is issued. Not compared with the full text "
            "of Luật 136/2025 Art. 3."
        ),
    ),
)
