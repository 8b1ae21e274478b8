"""The catalogue of official papers: one row for a paper on a day, citations that resolve, acts the workflow knows."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.instruments import INSTRUMENTS, cite_formally
from app.statute.papers import PAPERS, OfficialPaper, paper_on, papers_of
from app.statute.papers.bases import ISSUED_ON, bases_on, written_out
from app.statute.terms import ACTS, PROCEDURES, Procedure

TODAY = date(2026, 11, 23)
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)


@each_paper
def test_a_row_names_what_the_law_knows(paper: OfficialPaper) -> None:
    assert set(paper.acts) <= set(ACTS)
    assert paper.procedures <= set(PROCEDURES)
    assert all(cite_formally(one) for one in paper.provisions)
    assert set(paper.bases) <= set(INSTRUMENTS)
    assert paper.form_of in {"", *INSTRUMENTS}
    assert paper.name.vi
    assert paper.name.en
    assert paper.note.en
    assert paper_on(paper.code, paper.from_on) == paper


@pytest.mark.parametrize("procedure", Procedure)
def test_no_two_papers_of_a_matter_share_an_address(procedure: Procedure) -> None:
    for subject in ("visit", "petition", "case"):
        slugs = [one.slug for one in papers_of(subject, procedure, TODAY)]
        assert len(slugs) == len(set(slugs))


def test_the_forms_of_the_decree_hold_from_the_reform_on() -> None:
    accepted = paper_on("complaint_accepted", date(2026, 7, 1))
    assert accepted is not None
    model = accepted.model_on(TODAY)
    assert model is not None
    assert model.vi == "Mẫu số 03 (NĐ 155/2026/NĐ-CP)"
    assert model.en.startswith("Form no. 03 (Decree 155/2026")
    assert paper_on("complaint_accepted", date(2026, 6, 30)) is None


def test_a_paper_rests_on_what_is_in_force_on_its_day() -> None:
    keys = ("LTCD", "ND64", "ND154")
    before, after = list(bases_on(keys, date(2026, 6, 30))), list(bases_on(keys, date(2026, 7, 1)))
    assert ["64/2014" in line for line in before] == [False, True]
    assert ["154/2026" in line for line in after] == [False, True]
    assert after[0] == "Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013"
    assert "Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định" in after[1]


def test_a_day_under_ten_and_the_first_two_months_have_two_figures() -> None:
    assert written_out(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert written_out(date(2026, 8, 5)) == "ngày 05 tháng 8 năm 2026"
    assert set(ISSUED_ON) <= set(INSTRUMENTS)
