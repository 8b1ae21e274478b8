"""The closed lists of the law on complaints, transcribed a second time: code, provision, first and last day."""

from __future__ import annotations

from datetime import date

from app.statute.grounds import (
    COMPLAINT_DISCONTINUED,
    COMPLAINT_NOT_ACCEPTED,
    COMPLAINT_SUSPENDED,
    COMPLEXITY,
    complexity_letter,
)

TRANSCRIBED = """
KN11_1A LKN 11.1 2012-07-01 -
KN11_1B LKN 11.1 2012-07-01 -
KN11_1C LKN 11.1 2012-07-01 -
KN11_1D LKN 11.1 2012-07-01 -
KN11_2 LKN 11.2 2012-07-01 -
KN11_3 LKN 11.3 2012-07-01 -
KN11_4 LKN 11.4 2012-07-01 -
KN11_5 LKN 11.5 2012-07-01 -
KN11_6 LKN 11.6 2012-07-01 -
KN11_7 LKN 11.7 2012-07-01 -
KN11_8 LKN 11.8 2012-07-01 -
KN11_9 LKN 11.9 2012-07-01 -
TDC_BKK LKN 11a.1.a 2026-07-01 -
TDC_CHO_KQ LKN 11a.1.b 2026-07-01 -
DC_RUT LKN 11a.2.a 2026-07-01 -
DC_CHET LKN 11a.2.b 2026-07-01 -
DC_GIAI_THE LKN 11a.2 2026-07-01 -
DC_RUT_CU LKN 10 2012-07-01 2026-06-30
"""


def test_every_ground_is_transcribed_twice() -> None:
    lists = {**COMPLAINT_NOT_ACCEPTED, **COMPLAINT_SUSPENDED, **COMPLAINT_DISCONTINUED}
    found = [f"{code} {one.provision} {one.from_on} {one.until_on or '-'}" for code, one in lists.items()]

    assert found == TRANSCRIBED.strip().splitlines()


def test_whether_a_discontinued_complaint_may_be_taken_up_again_is_disputed_since_the_reform() -> None:
    ground = COMPLAINT_NOT_ACCEPTED["KN11_8"]

    assert not ground.is_disputed_on(date(2026, 6, 30))
    assert ground.is_disputed_on(date(2026, 7, 1))
    assert ground.holds_on(date(2026, 7, 1))  # still offered: a supervisor decides
    assert [code for code, one in COMPLAINT_NOT_ACCEPTED.items() if one.disputed_from] == ["KN11_8"]


def test_there_are_seven_written_grounds_of_complexity() -> None:
    assert list(COMPLEXITY) == ["a", "b", "c", "d", "đ", "e", "g"]
    codes = ["PT_a", "PT_b", "PT_c", "PT_d", "PT_dd", "PT_e", "PT_g"]
    assert [complexity_letter(code) for code in codes] == list(COMPLEXITY)
