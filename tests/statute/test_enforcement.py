"""What is counted of a decision carried out: every column of the forms that counts it, each once."""

from __future__ import annotations

from collections import Counter

import pytest

from app.statute.enforcement import HEADINGS, forms_of, heading, headings_of
from app.statute.terms import Procedure

# Of the forms of TT 02/2021/TT-TTCP: the columns on what was recovered, returned, on people handled and prosecuted.
COLUMNS = {
    "01/KQGQ": range(7, 20), "02/KQGQ": range(3, 20), "03/KQGQ": range(11, 24), "04/KQGQ": range(3, 25),
}  # fmt: skip
TWO_HEADINGS = {("02/KQGQ", 15), ("02/KQGQ", 16), ("04/KQGQ", 20), ("04/KQGQ", 21)}  # discipline, and other handling


@pytest.mark.parametrize("form", COLUMNS)
def test_every_column_of_a_form_is_filled_from_one_figure(form: str) -> None:
    filled = Counter(one.columns[form] for kind in HEADINGS for one in kind.figures if form in one.columns)
    assert set(filled) == set(COLUMNS[form])
    assert {(form, column) for column, times in filled.items() if times > 1} <= TWO_HEADINGS


def test_what_is_part_of_a_figure_and_what_fulfils_a_heading_are_there() -> None:
    for one in HEADINGS:
        codes = [figure.code for figure in one.figures]
        assert len(codes) == len(set(codes))
        assert {figure.within for figure in one.figures} <= {"", *codes}
        if one.owed:
            assert {figure.code for figure in heading(one.owed).figures} == set(codes)


def test_a_complaint_a_denunciation_and_a_feedback_have_their_forms() -> None:
    assert forms_of(Procedure.DISCIPLINE_SECOND) == ("01/KQGQ", "02/KQGQ")
    assert forms_of(Procedure.DENUNCIATION_FURTHER) == ("03/KQGQ", "04/KQGQ")
    assert headings_of(Procedure.FEEDBACK) == ()
