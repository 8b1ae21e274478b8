"""Sequences a clerk types, one act id after another: the lawful ones are taken, the others refused with an article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN

FIRST, SECOND, DISCIPLINE = "complaint_first", "complaint_second", "discipline_first"
DENUNCIATION, FEEDBACK = "denunciation", "feedback"
TODAY = date(2026, 11, 23)


def typed(line: str) -> list[ActFact]:
    """Acts of 2026 from "received 07-01 accepted 07-09"; "+3" is three days after the act before."""
    words, acts, day = line.split(), [], TODAY
    for act, on in zip(words[::2], words[1::2], strict=True):
        day = day + timedelta(days=int(on)) if on.startswith("+") else date.fromisoformat(f"2026-{on}")
        data: dict[str, object] = {"days": 30, "criteria": ["a", "b"]} if act == "extended" else {}
        acts.append(ActFact(act, day, data))
    return acts


def assessed(procedure: str, line: str, today: date = TODAY, **facts: object) -> Assessment:
    return assess(procedure, facts, typed(line), today=today, calendar=BUILT_IN)


def duty(found: Assessment, name: str) -> DutyState:
    return next(one for one in found.duties if one.duty == name)


LAWFUL = [
    (DENUNCIATION, ("received 07-01 classified +2 accepted +5 sent +1 verifying +1 extended +25 expert_requested +1 "
     "expert_answered +9 suspended +1 resumed +9 reported +9 concluded +2 sent +2 handled +1 published +1 closed +9")),
    (DENUNCIATION, ("received 07-01 accepted 07-08 verifying 07-09 expert_requested 07-14 suspended 07-20 "
     "expert_answered 07-22 expert_requested 07-23 expert_answered 08-10 resumed 08-12 concluded 08-20")),
    (DENUNCIATION, "received 07-01 classified 07-02 withdrawn 07-03 not_accepted 07-06 sent 07-06 closed 07-07"),
    (DENUNCIATION, "received 07-01 supplement_requested 07-02 withdrawn 07-06 not_accepted 07-07 closed 07-08"),
    (DENUNCIATION, "received 07-01 guided 07-01 sent 07-02 closed 07-02"),
    (DENUNCIATION, "received 07-01 kept_for_inspection 07-06 closed 07-07"),
    (DENUNCIATION, "received 07-01 transferred 07-06 sent 07-06 closed 07-07"),
    (DENUNCIATION, ("received 07-01 accepted 07-08 verifying 07-09 withdrawn 07-20 discontinued 07-21 sent 07-22 "
     "closed 07-23")),
    (DENUNCIATION, ("received 07-01 accepted 07-08 verifying 07-09 concluded 08-03 sent 08-04 published 08-05 "
     "followed_up 08-06 handled 08-07 closed 08-20")),
    (DENUNCIATION, "received 07-01 accepted 07-08 taken_over 09-08 sent 09-09 closed 09-10"),
    (FIRST, ("received 07-01 supplement_requested +1 supplemented +1 accepted +5 verifying +1 verification_extended +5 "
     "dialogue_notified +5 dialogue_held +6 reported +1 decided +1 sent +2 in_force +31 enforced +9 closed +1")),
    (FIRST, "received 07-01 accepted 07-08 decided 07-10 sent 07-13 closed 07-13"),  # plainly right, decided at once
    (FIRST, "received 07-01 withdrawn 07-03 discontinued 07-03 sent 07-06 closed 07-06"),
    (FIRST, "received 07-01 supplement_requested 07-02 withdrawn 07-06 discontinued 07-07 sent 07-08 closed 07-08"),
    (FIRST, "received 05-04 accepted 05-12 withdrawn 05-20 discontinued 05-21 sent 05-22 closed 05-22"),
    (FIRST, "received 07-01 accepted 07-08 acceptance_annulled 07-10 sent 07-10 closed 07-13"),
    (FIRST, "received 07-01 accepted 07-08 acceptance_annulled 07-10 transferred 07-10 sent 07-10 closed 07-13"),
    (FIRST, "received 07-01 accepted 07-08 decided 07-20 court_accepted 07-21 sent 07-22 closed 07-23"),
    (FIRST, "received 07-01 accepted 07-08 verifying 07-09 second_complaint_lodged 08-10 closed 08-11"),
    (SECOND, ("received 07-01 accepted 07-08 verifying 07-09 reported 08-03 dialogue_notified 08-04 dialogue_held 08-10"
     " decided 08-12 sent 08-13 closed 08-14 published 08-20")),
    (FEEDBACK, "received 07-01 classified 07-02 accepted 07-03 answered 07-13 sent 07-13 closed 07-14"),
    (FEEDBACK, "received 07-01 guided 07-02 sent 07-02 forwarder_notified 07-02 closed 07-03"),
    (FEEDBACK, "received 07-01 returned 07-02 sent 07-02 closed 07-03"),
    (FEEDBACK, "received 07-01 filed 07-02 closed 07-03"),
]  # fmt: skip


@pytest.mark.parametrize(("procedure", "line"), LAWFUL)
def test_a_lawful_way_is_taken_to_its_end(procedure: str, line: str) -> None:
    found = assessed(procedure, line)

    assert found.history.acts[-1].act == line.split()[-2]


REFUSED = [
    (FIRST, "received 07-01 discontinued 07-03", "discontinued", "Điều 11a"),  # nothing was withdrawn
    (FIRST, "received 05-04 accepted 05-12 discontinued 05-20", "discontinued", "Điều 10"),  # before the reform
    (FIRST, "received 07-01 accepted 07-08 second_complaint_lodged 08-07", "second_complaint_lodged", "Điều 33"),
    (FIRST, "received 07-01 accepted 07-08 decided 07-20 sent 07-21 in_force 08-19", "in_force", "Điều 44"),
    (SECOND, "received 07-01 accepted 07-08 verifying 07-09 published 07-10", "published", "Điều 41"),
    (DISCIPLINE, "received 07-01 accepted 07-08 court_accepted 07-10", "court_accepted", "Điều 57"),
    (DENUNCIATION, "received 07-01 accepted 07-08 expert_answered 07-10", "expert_answered", "Điều 15"),
    (DENUNCIATION, "received 07-01 accepted 07-08 expert_requested 07-09 expert_answered 07-10 expert_answered 07-13",
     "expert_answered", "Điều 15"),
    (DENUNCIATION, "received 07-01 accepted 07-08 extended 07-20 extended 07-21 extended 07-22", "extended", "Điều 30"),
    (DENUNCIATION, "received 07-01 accepted 07-08 verifying 07-09 concluded 08-03 withdrawn 08-04", "withdrawn",
     "Điều 33"),
    (DENUNCIATION, "received 07-01 accepted 07-08 suspended 07-10 concluded 07-20", "concluded", "Điều 35"),
    (DENUNCIATION, "received 07-01 accepted 07-08 closed 07-20", "closed", "Điều 39"),
    (FEEDBACK, "received 07-01 extended 07-02", "extended", "Điều 26"),
]  # fmt: skip


@pytest.mark.parametrize(("procedure", "line", "act", "article"), REFUSED)
def test_an_unlawful_step_is_refused_with_its_article(procedure: str, line: str, act: str, article: str) -> None:
    with pytest.raises(ActRefused) as caught:
        assessed(procedure, line)

    assert caught.value.act == act
    assert article in caught.value.article


def test_a_third_extension_is_refused_for_being_the_third() -> None:
    with pytest.raises(ActRefused, match="2 lần"):
        assessed(DENUNCIATION, "received 07-01 accepted 07-08 extended 07-20 extended 07-21 extended 07-22")


def test_a_dismissal_may_go_to_court() -> None:
    found = assessed(DISCIPLINE, "received 07-01 accepted 07-08 court_accepted 07-10", dismissal=True)

    assert duty(found, "kn.disc_resolve").end_reason == "court"


def test_acts_of_one_day_are_taken_in_an_order_the_law_allows() -> None:
    line = "received 07-01 accepted 07-08 verifying 07-09 suspended 07-20 reported 07-20"
    also = "received 07-01 accepted 07-08 verifying 07-09 reported 07-20 withdrawn 07-20 discontinued 07-20"

    assert [act.act for act in assessed(DENUNCIATION, line).history.acts[-2:]] == ["reported", "suspended"]
    assert assessed(DENUNCIATION, also).stage == "terminated"


def test_many_acts_of_one_day_that_lead_nowhere_are_refused_at_once() -> None:
    sent = " sent 07-20" * 200

    with pytest.raises(ActRefused) as caught:
        assessed(DENUNCIATION, f"received 07-01 accepted 07-08 closed 07-20{sent}")

    assert caught.value.act == "closed"


def test_two_assessments_at_once_stop_the_clock_until_the_last_answer() -> None:
    line = (
        "received 09-01 accepted 09-07 verifying 09-08 expert_requested 09-14 expert_requested 09-20 "
        "expert_answered 09-28"
    )
    waiting = assessed(DENUNCIATION, line, date(2026, 9, 30))
    answered = assessed(DENUNCIATION, f"{line} expert_answered 10-05")

    assert duty(waiting, "tc.resolution").status == "paused"
    assert duty(answered, "tc.resolution").due_on == date(2026, 10, 28)  # 07/10 and [14/9, 05/10)


def test_a_dialogue_without_its_day_counts_back_from_the_day_it_was_held() -> None:
    line = "received 07-01 accepted 07-08 verifying 07-09 dialogue_notified 07-20"

    assert "kn.dialogue_notice" not in {one.duty for one in assessed(FIRST, line).duties}
    notice = duty(assessed(FIRST, f"{line} dialogue_held 07-28"), "kn.dialogue_notice")
    assert (notice.due_on, notice.status) == (date(2026, 7, 23), "met")


def test_nobody_is_invited_to_a_dialogue_that_is_over() -> None:
    acts = [*typed("received 07-01 accepted 07-08 verifying 07-09"),
            ActFact("dialogue_notified", date(2026, 7, 20), {"dialogue_on": "2026-07-17"})]  # fmt: skip

    with pytest.raises(ActRefused) as caught:
        assess(FIRST, {}, acts, today=TODAY, calendar=BUILT_IN)

    assert "Điều 30" in caught.value.article


def test_a_criterion_nobody_knows_does_not_make_a_complaint_complex() -> None:
    acts = [*typed("received 07-01"), ActFact("accepted", date(2026, 7, 8), {"complex_grounds": ["z"]})]

    with pytest.raises(ActRefused):
        assess(FIRST, {}, acts, today=TODAY, calendar=BUILT_IN)


@pytest.mark.parametrize(
    ("procedure", "line", "act", "shut_on", "open_on"),
    [
        (FIRST, "received 07-01 accepted 07-08 decided 07-20 sent 07-21", "in_force", "08-19", "08-20"),
        (FIRST, "received 07-01 accepted 07-08", "second_complaint_lodged", "08-07", "08-10"),
    ],
)
def test_an_act_is_open_from_its_day_on(procedure: str, line: str, act: str, shut_on: str, open_on: str) -> None:
    def opens(day: str) -> set[str]:
        return {one.act for one in assessed(procedure, line, date.fromisoformat(f"2026-{day}")).open_acts}

    assert act not in opens(shut_on)
    assert act in opens(open_on)


def test_no_third_extension_is_offered_and_a_late_typed_one_still_is() -> None:
    line = "received 07-01 accepted 07-08 extended 07-20"

    assert "extended" in {one.act for one in assessed(DENUNCIATION, line).open_acts}
    assert "extended" not in {one.act for one in assessed(DENUNCIATION, f"{line} extended 07-21").open_acts}
