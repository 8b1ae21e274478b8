"""The index of the search: one row a visit, petition, case or mediation, in words already folded."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record

DAY_SHIFT = 40  # bits for the id of the matter, below its day
MATTER_MASK = (1 << DAY_SHIFT) - 1


class SearchRow(Record):
    """What one matter is found by, kept in step by :mod:`app.casework.search.keeping`.

    ``place`` is the order of every answer in one number: the day the matter was opened, then its id. ``tokens`` is a
    tsvector on PostgreSQL and the content of an FTS5 table on SQLite; ``names`` are the people and places in one line,
    for what was mistyped. Of a sealed matter there is its code, its numbers and its field, and nothing else.

    ``agency_id`` has the matter, ``origin_agency_id`` wrote it in its register, where that is another one: they lead a
    question of one agency, and never decide what is shown.
    """

    __tablename__ = "search_rows"

    place: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), unique=True)
    tokens: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
    names: Mapped[str] = mapped_column(Text, default="")
    agency_id: Mapped[int] = mapped_column(Key)
    origin_agency_id: Mapped[int | None] = mapped_column(Key)
