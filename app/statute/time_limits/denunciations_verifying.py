"""Denunciations being verified, and clear cases handled at once: Luật Tố cáo 25/2018/QH14, NĐ 31/2019."""

from __future__ import annotations

from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty, Owner, PausedBy, TimeLimit, Unit

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id="tc.verification_duration",
        term="Báo cáo kết quả xác minh nội dung tố cáo",
        english="Report on the verification",
        owner=Owner.VERIFIER,
        starts="verification_assigned",
        satisfied_by=("verification_report_submitted",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LTC 31.2.đ",),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        paused_by=(PausedBy.SUSPENSION, PausedBy.EXPERT),
        pause_provisions=("LTC 34.2", "ND31 15.4"),
        quote="Thời gian tiến hành xác minh",
        note="The date is the one written in the assignment. Not compared with the full text of Luật 136/2025 Art. 3.",
    ),
    TimeLimit(
        id="tc.clear_case_immediate",
        term="Xác minh ngay vụ việc tố cáo rõ ràng",
        english="Verify a clear case at once",
        owner=Owner.RESOLVER,
        starts="clear_case_received",
        satisfied_by=("verification_started",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("LTC 43.1.b",),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        quote="người giải quyết tố cáo tiến hành ngay việc xác minh nội dung tố cáo",
        note="Sector management only. Not compared with the full text of Luật 136/2025 Art. 3.",
    ),
    TimeLimit(
        id="tc.clear_case_measures",
        term="Đình chỉ hành vi vi phạm, lập biên bản, xử lý vụ việc tố cáo rõ ràng",
        english="Stop the violation, record it and handle a clear case",
        owner=Owner.RESOLVER,
        starts="clear_case_received",
        satisfied_by=("violation_recorded", "handling_decision_issued"),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("LTC 43.1.b",),
        in_force_from=since.LAW_ON_DENUNCIATIONS,
        in_force_until=None,
        certainty=Certainty.UNVERIFIED,
        checked_on=since.CHECKED_ON,
        note=(
            '"Kịp thời" (promptly): no number. Found in a second reading, its wording was not kept. Not compared with '
            "the full text of Luật 136/2025 Art. 3."
        ),
    ),
    TimeLimit(
        id="tc.provide_information",
        term="Cung cấp thông tin, tài liệu theo yêu cầu của người giải quyết, người xác minh",
        english="Provide the information and documents the resolver or verifier asks for",
        owner=Owner.RESPONDENT,
        starts="information_request_made",
        satisfied_by=("information_provided",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("ND31 13.3",),
        in_force_from=since.DECREE_31,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        note=(
            "No number: the date is the one in the request. Inferred unchanged from 01/07/2026: NĐ 156 does not amend "
            "Art. 13. Found in a second reading, its wording was not kept."
        ),
    ),
    TimeLimit(
        id="tc.crime_report",
        term="Báo cáo người giải quyết khi xác minh thấy dấu hiệu tội phạm",
        english="Report signs of a crime found while verifying to the resolver",
        owner=Owner.VERIFIER,
        starts="crime_signs_found_by_verifier",
        satisfied_by=("crime_signs_reported",),
        length=0,
        unit=Unit.IMMEDIATELY,
        provisions=("ND31 16.3",),
        in_force_from=since.DECREE_31,
        in_force_until=None,
        certainty=Certainty.INTERPRETATION,
        checked_on=since.CHECKED_ON,
        note=(
            "At once. Inferred unchanged from 01/07/2026: NĐ 156 does not amend Art. 16. Found in a second reading, "
            "its wording was not kept."
        ),
    ),
)
