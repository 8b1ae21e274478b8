"""The second transcription of the digest on complaints: rule, length, unit, counting, first and last day in force.

A line per version; to change the law, add a line and a row, never edit a past one. Then what lengthens a limit: rule,
fact, length.
"""

from __future__ import annotations

COMPLAINTS = """
kn.limitation_first_complaint 90 calendar_days after 2012-07-01 -
kn.limitation_second_complaint_after_decision 30 calendar_days after 2012-07-01 2020-12-09
kn.limitation_second_complaint_after_decision 30 calendar_days after 2020-12-10 -
kn.limitation_second_complaint_after_overdue 30 calendar_days after 2012-07-01 2020-12-09
kn.limitation_second_complaint_after_overdue 30 calendar_days after 2020-12-10 -
kn.accept_first_law 10 calendar_days after 2012-07-01 2016-12-04
kn.accept_first_law 10 calendar_days after 2016-12-05 -
kn.accept_decree_2026 7 working_days after 2026-07-01 -
kn.accept_decree_pre2026 10 working_days after 2016-12-05 2020-12-09
kn.accept_decree_pre2026 10 working_days after 2020-12-10 2026-06-30
kn.accept_second_law 10 calendar_days after 2012-07-01 2016-12-04
kn.accept_second_law 10 calendar_days after 2016-12-05 -
kn.resolve_first 30 calendar_days after 2012-07-01 -
kn.resolve_second 45 calendar_days after 2012-07-01 -
kn.send_first_decision 3 working_days after 2012-07-01 -
kn.send_second_decision 7 calendar_days after 2012-07-01 -
kn.publish_second_decision 15 calendar_days after 2012-11-20 2020-12-09
kn.publish_second_decision 15 calendar_days after 2020-12-10 -
kn.publication_posting_min 15 calendar_days duration 2012-11-20 2020-12-09
kn.publication_posting_min 15 calendar_days duration 2020-12-10 -
kn.publication_meeting_notice 3 working_days before 2012-11-20 2020-12-09
kn.publication_meeting_notice 3 working_days before 2020-12-10 -
kn.dialogue_notice 5 calendar_days before 2026-07-01 -
kn.provide_information 7 calendar_days after 2012-07-01 -
kn.verification_extension_cap - no_number after 2016-12-05 2020-12-09
kn.verification_extension_cap - no_number after 2020-12-10 -
kn.emergency_stay_max - no_number after 2012-07-01 -
kn.send_suspension_decision 3 working_days after 2026-07-01 -
kn.send_resume_decision 3 working_days after 2026-07-01 -
kn.readmit_after_discontinuance_pre2026 30 calendar_days after 2012-07-01 2026-06-30
kn.first_decision_effective 30 calendar_days effect 2012-07-01 -
kn.second_decision_effective 30 calendar_days effect 2012-07-01 -
kn.enforcement_direction 5 working_days after 2020-12-10 -
kn.front_notification 7 calendar_days after 2012-07-01 -
kn.file_handover 30 calendar_days after 2013-12-16 2020-12-09
kn.file_handover 30 calendar_days after 2020-12-10 -
kn.disc_limitation_first 15 calendar_days after 2012-07-01 -
kn.disc_limitation_second 10 calendar_days after 2012-07-01 -
kn.disc_accept_law 10 calendar_days after 2012-07-01 2016-12-04
kn.disc_accept_law 10 calendar_days after 2016-12-05 -
kn.disc_resolve 30 calendar_days after 2012-07-01 -
kn.disc_send_first - no_number after 2012-07-01 -
kn.disc_send_second 7 calendar_days after 2012-07-01 -
kn.disc_decision_effective 30 calendar_days effect 2012-07-01 -
kn.lawsuit_after_decision 1 years after 2016-07-01 -
kn.lawsuit_after_overdue 1 years after 2016-07-01 -
kn.front_recommendation_answer 7 calendar_days after 2012-07-01 -
kn.national_db_update - no_number after 2026-07-01 -
kn.decide_at_once 0 immediately after 2012-07-01 -
kn.lift_stay 0 immediately after 2012-07-01 -
kn.issue_suspension 0 immediately after 2026-07-01 -
kn.issue_discontinuance - no_number after 2012-07-01 2026-06-30
kn.issue_discontinuance 0 immediately after 2026-07-01 -
kn.issue_resumption 0 immediately after 2026-07-01 -
kn.enforceable_at_once 0 immediately effect 2012-07-01 -
kn.disc_enforceable_at_once 0 immediately effect 2012-07-01 -
kn.disc_announce - no_number after 2012-07-01 -
kn.disc_provide_information 7 calendar_days after 2012-07-01 -
kn.provide_information_circular 7 working_days after 2013-12-16 2020-12-09
kn.mandate_authenticated - no_number after 2026-07-01 2026-12-31
kn.mandate_authenticated - no_number after 2027-01-01 -
kn.resolve_first_after_court 30 calendar_days after 2012-07-01 -
kn.resolve_second_after_court 45 calendar_days after 2012-07-01 -
kn.disc_resolve_after_court 30 calendar_days after 2012-07-01 -
"""

VARIANTS = """
kn.limitation_second_complaint_after_decision remote_area 45
kn.limitation_second_complaint_after_overdue remote_area 45
kn.resolve_first complex 45
kn.resolve_first remote_area 45
kn.resolve_first remote_area_complex 60
kn.resolve_second complex 60
kn.resolve_second remote_area 60
kn.resolve_second remote_area_complex 70
kn.resolve_first_after_court complex 45
kn.resolve_first_after_court remote_area 45
kn.resolve_first_after_court remote_area_complex 60
kn.resolve_second_after_court complex 60
kn.resolve_second_after_court remote_area 60
kn.resolve_second_after_court remote_area_complex 70
kn.first_decision_effective remote_area 45
kn.second_decision_effective remote_area 45
kn.disc_limitation_second dismissal 30
kn.disc_resolve complex 45
kn.disc_resolve_after_court complex 45
"""
