"""Ten real timelines, as the press and the courts published them: what each is short of, and what the register says.

Dates and facts only; people by initials, in the notes. A date known by its month or year only is entered as the last
day of it, so that no clock starts too early. Where the register cannot carry something yet, the test says what it does
instead.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN
from app.statute.deadlines import due
from app.statute.reception import head_days_on
from app.statute.reckoning import StepKind
from app.statute.time_limits import limit_in_force

Row = tuple[str, str] | tuple[str, str, dict[str, object]]


def found_of(procedure: str, acts: list[Row], today: str, **facts: object) -> Assessment:
    log = [ActFact(row[0], date.fromisoformat(row[1]), row[2] if len(row) > 2 else {}) for row in acts]
    return assess(procedure, facts, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def ledger(found: Assessment) -> set[tuple[str, str | None, str, int | None]]:
    return {
        (one.duty, one.due_on.isoformat() if one.due_on else None, one.status.value, one.days_late)
        for one in found.duties
    }


def last_day(rule: str, on: str, *facts: str) -> date | None:
    day = date.fromisoformat(on)
    return due(limit_in_force(rule, day), day, calendar=BUILT_IN, variants=facts).due_on


def test_rc13_no_day_of_the_complaint_is_known_only_until_when_it_could_be_made() -> None:
    """Quận 9, TP.HCM: decisions of 14/02 and 05/5/2020; Mr N.V.V complained, nobody published when."""
    assert last_day("kn.limitation_first_complaint", "2020-05-05") == date(2020, 8, 3)

    nothing = found_of("complaint_first", [], "2020-08-03")
    assert {act.act for act in nothing.open_acts} == {"received"}
    with pytest.raises(ActRefused, match="chưa được tiếp nhận"):  # a result is not entered before its receipt
        found_of("complaint_first", [("decided", "2020-05-05")], "2020-08-03")


def test_rc16_a_decision_of_a_town_that_ended_five_days_later_comes_before_the_province() -> None:
    """Thị xã Ayun Pa, Gia Lai: decision 25/6/2025; Mr N.T.N is received by the provincial Chairman on 15/10/2025."""
    assert last_day("kn.limitation_second_complaint_after_decision", "2025-06-25") == date(2025, 7, 25)
    assert last_day("kn.send_first_decision", "2025-06-25") == date(2025, 6, 30)  # the town's own last day

    october = found_of(
        "reception_duty", [("period_opened", "2025-10-01"), ("held_in_person", "2025-10-15")], "2025-11-01",
        level="province",
    )  # fmt: skip
    assert ledger(october) == {("tcd.province_head_days", "2025-10-31", "met", None)}
    assert head_days_on("district", date(2025, 10, 15)) is None  # nobody owes the town's days any more
    received = found_of("reception", [("received", "2025-10-15")], "2025-11-01", by_head=True)
    assert ledger(received) == {("tcd.reception_reply", "2025-10-29", "overdue", 3)}


@pytest.mark.parametrize("replied", ["2024-11-21", "2024-11-22"])
def test_rc17_and_rc18_who_was_answered_comes_again_in_a_month_without_a_day(replied: str) -> None:
    """Pleiku and An Khê, Gia Lai: written replies; N.V.H, N.V.T and Đ.T.V are received again in 02/2025."""
    answered = found_of("feedback", [("received", replied), ("answered", replied)], "2025-02-28")
    assert answered.closed

    again = found_of("reception", [("received", "2025-02-28"), ("answered", "2025-02-28")], "2025-03-31")
    assert again.closed
    # What was answered is no ground to refuse yet: that one came with the decree of 2026.
    with pytest.raises(ActRefused, match="01/07/2026"):
        found_of("reception", [("received", "2025-02-28"), ("refused", "2025-02-28", {"ground": "4.1.h"})],
                 "2025-03-31")  # fmt: skip


def test_rc19_one_denunciation_of_three_officials_is_one_petition_until_it_is_split() -> None:
    """Huyện Ia Pa, Gia Lai: N.D.S denounces three officials for 2014-2022, received in 02/2025."""
    found = found_of("denunciation", [("received", "2025-02-28"), ("classified", "2025-02-28")], "2025-03-31")

    (handling,) = [one for one in found.duties if one.duty == "tc.initial_handling"]
    assert (handling.due_on, handling.days_late) == (date(2025, 3, 11), 20)
    split = found_of("reception", [("received", "2025-02-28"), ("split_requested", "2025-02-28")], "2025-03-31")
    assert split.stage == "split_requested"
    assert {act.act for act in split.open_acts} == {"petitions_split"}


def test_rc24_a_result_called_a_notice_and_no_step_before_it() -> None:
    """Huyện Nhà Bè: notice of 20/4/2016 that the complaint of N.N.M is not upheld; land taken in 2015."""
    with pytest.raises(ActRefused, match="Đã tiếp nhận"):
        found_of("complaint_first", [("received", "2016-04-20"), ("decided", "2016-04-20")], "2016-12-31")

    # The missing steps are entered on the only day known: no lateness is made up, the sending stays owed.
    found = found_of(
        "complaint_first", [("received", "2016-04-20"), ("accepted", "2016-04-20"), ("decided", "2016-04-20")],
        "2016-12-31",
    )  # fmt: skip
    late = {one.duty for one in found.duties if one.days_late}
    assert late == {"kn.send_first_decision"}
    (sending,) = [one for one in found.duties if one.duty == "kn.send_first_decision"]
    assert [step.amount for step in sending.reckoning if step.kind is StepKind.PROVISIONAL] == [2016]


def test_rc25_a_case_goes_to_court_without_a_second_complaint() -> None:
    """Hà Nội: a commune's decision of 05/12/2017, judged on 20/11/2018 and, on appeal, on 19/4/2019."""
    found = found_of(
        "complaint_first",
        [("received", "2017-12-05"), ("accepted", "2017-12-05"), ("decided", "2017-12-05"), ("sent", "2017-12-05"),
         ("court_accepted", "2018-11-20")],
        "2019-04-19",
    )  # fmt: skip

    assert found.stage == "in_litigation"
    assert last_day("kn.lawsuit_after_decision", "2017-12-05") == date(2018, 12, 5)
    assert "second_complaint_lodged" not in {act.act for act in found.open_acts}
    # Hearings and judgments have no acts of their own: they are documents of the case.
    assert not {act.act for act in found.open_acts} & {"judged", "appealed"}


def test_rc26_who_is_not_answered_sues_the_silence() -> None:
    """Đồng Nai: judgments of 28/9/2018 and 25/4/2019 about a complaint nobody resolved."""
    accepted: list[Row] = [("received", "2018-01-05"), ("accepted", "2018-01-10"), ("court_accepted", "2018-09-28")]
    found = found_of("complaint_first", accepted, "2019-04-25")

    (resolving,) = [one for one in found.duties if one.duty == "kn.resolve_first"]
    assert (resolving.status.value, resolving.end_reason, resolving.days_late) == ("ended", "court", 231)
    # Never accepted, it cannot go to court in the register: the desk says why it does not accept it.
    with pytest.raises(ActRefused):
        found_of("complaint_first", [("received", "2018-01-05"), ("court_accepted", "2018-09-28")], "2019-04-25")
    not_accepted: list[Row] = [("received", "2018-01-05"), ("not_accepted", "2018-09-28", {"ground": "KN11_9"})]
    assert found_of("complaint_first", not_accepted, "2019-04-25").stage == "not_accepted"


def test_rc27_the_day_a_superior_sets_is_another_clock_than_the_laws() -> None:
    """Bắc Từ Liêm, Hà Nội: the city told the district to report before 31/10/2020 on what the press forwarded."""
    found = found_of("feedback", [("received", "2020-10-01"), ("accepted", "2020-10-05")], "2020-11-02",
                     forwarder="press", superior_deadline="2020-10-31")  # fmt: skip

    # The law's own clock is met, and the superior's day is not reckoned: nothing of it is in the ledger yet.
    assert ledger(found) == {("tcd.reception_reply", "2020-10-15", "met", None)}
    assert date(2020, 10, 31) not in {one.due_on for one in found.duties}


def test_rc28_the_press_forwarded_a_petition_and_never_heard_again() -> None:
    """Ayun Pa, Gia Lai: Mrs T.T.M.T; an article on 06/4/2018, a letter of the paper on 19/4/2018, no reply."""
    silent = found_of("feedback", [("received", "2018-04-19")], "2018-12-31", forwarder="press")

    assert ledger(silent) == {("tcd.reception_reply", "2018-05-08", "overdue", 237)}
    (reply,) = silent.duties  # 25/4, 30/4 and 01/5 are off, by a calendar nobody held against the notices
    assert [step.amount for step in reply.reckoning if step.kind is StepKind.PROVISIONAL] == [2018]
    answered = found_of(
        "feedback", [("received", "2018-04-19"), ("answered", "2018-06-01"), ("forwarder_notified", "2018-06-01")],
        "2018-12-31", forwarder="press",
    )  # fmt: skip
    assert ledger(answered) == {("tcd.reception_reply", "2018-05-08", "met_late", 24)}
