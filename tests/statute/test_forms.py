"""The annexed forms: in use from a day, never two at once."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute import groups
from app.statute.forms import PAPER_FORMS, TITLES, Paper, form_on
from app.statute.instruments import cite


@pytest.mark.parametrize(("paper", "number"), [*zip(Paper, ("01/TCD", "02/TCD", "03/TCD"), strict=True)])
def test_the_decrees_forms_are_in_use_from_its_first_day(paper: Paper, number: str) -> None:
    form = form_on(paper, date(2026, 7, 1))
    assert form is not None
    assert (form.number, form.title) == (number, TITLES[paper])
    assert form_on(paper, date(2026, 6, 30)) is None


def test_every_provision_behind_a_form_can_be_cited() -> None:
    assert all(cite(form.provision).startswith("NĐ 154/2026/NĐ-CP, Điều") for form in PAPER_FORMS)
    assert cite(groups.PROVISION)
