"""The official papers (văn bản) an agency issues about a visit, a petition or a case: which, when, by what form.

A paper that changes with the law is a new row; the old one ends. How a sheet is laid out: :mod:`app.paper.official`;
what a paper says: :mod:`app.casework.papers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.statute.papers.complaints import COMPLAINT_PAPERS
from app.statute.papers.denunciations import DENUNCIATION_PAPERS
from app.statute.papers.handling import HANDLING
from app.statute.papers.oversight import INSPECTION_PAPERS, URGING_PAPERS
from app.statute.papers.reception import RECEPTION_PAPERS
from app.statute.papers.shape import Kind, OfficialPaper, Signing, Subject

PAPERS: Final[tuple[OfficialPaper, ...]] = (*RECEPTION_PAPERS, *HANDLING, *COMPLAINT_PAPERS, *DENUNCIATION_PAPERS)
TEMPLATED: Final[tuple[OfficialPaper, ...]] = (*PAPERS, *URGING_PAPERS, *INSPECTION_PAPERS)
"""What a province may have templates of its own for: also letters and papers of inspections, of no file."""


def paper_on(code: str, day: date) -> OfficialPaper | None:
    """The row of a paper in use on a day, or None. Raises ValueError when the table has two."""
    found = [one for one in PAPERS if one.code == code and one.holds_on(day)]
    if len(found) > 1:
        message = f"two rows of the paper {code} on {day}"
        raise ValueError(message)
    return found[0] if found else None


def papers_of(subject: str, procedure: str | None, day: date) -> Iterator[OfficialPaper]:
    """The papers that may be made of a matter of this kind and procedure on a day, in the order of the table."""
    for one in PAPERS:
        if one.holds_on(day) and subject in one.subjects and one.fits(procedure):
            yield one


__all__ = [
    "INSPECTION_PAPERS",
    "PAPERS",
    "TEMPLATED",
    "URGING_PAPERS",
    "Kind",
    "OfficialPaper",
    "Signing",
    "Subject",
    "paper_on",
    "papers_of",
]
