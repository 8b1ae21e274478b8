"""The papers of the desk."""

from __future__ import annotations

from typing import Final

from app.statute.papers.shape import OfficialPaper

RECEPTION_PAPERS: Final[tuple[OfficialPaper, ...]] = ()
