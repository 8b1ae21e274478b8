"""Official papers of a matter: being written, and issued; and the templates of the province they are made from.

What was issued is a document and is never made anew.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, closed_set, new_ref


class PaperState(StrEnum):
    DRAFT = "draft"  # đang soạn
    ISSUED = "issued"  # đã ban hành


class MatterPaper(Record):
    """One paper. ``content``: what somebody typed over what was generated, sealed: it may name a denouncer.

    At most one of a kind is being written for a matter. ``number``, ``issued_on`` and the document come together.
    """

    __tablename__ = "matter_papers"
    __table_args__ = (
        Index("uq_matter_papers_draft", "matter_id", "paper", unique=True,
              postgresql_where=text("state = 'draft'"), sqlite_where=text("state = 'draft'")),
        CheckConstraint("(state = 'issued') = (document_id IS NOT NULL)", name="issued_with_its_document"),
        CheckConstraint("(state = 'issued') = (issued_on IS NOT NULL)", name="issued_on_a_day"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    paper: Mapped[str] = mapped_column(Code)  # a code of app.statute.papers
    state: Mapped[PaperState] = mapped_column(closed_set(PaperState, "paper_state"), default=PaperState.DRAFT)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), unique=True)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class PaperTemplate(Record):
    """A province's own template of a kind of paper, as it was uploaded. Never changed: another one is uploaded."""

    __tablename__ = "paper_templates"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    paper: Mapped[str] = mapped_column(Code, index=True)  # a code of app.statute.papers
    name: Mapped[str] = mapped_column(String(200))  # of the file
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class PaperTemplateUse(Record):
    """From this day on a kind of paper is made from this template, or from the built-in one, until the next such day.

    A use has no end of its own, so two can neither overlap nor leave a gap.
    """

    __tablename__ = "paper_template_uses"
    __table_args__ = (UniqueConstraint("paper", "from_on"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper: Mapped[str] = mapped_column(Code)  # a code of app.statute.papers
    from_on: Mapped[date]
    template_id: Mapped[int | None] = mapped_column(ForeignKey("paper_templates.id"))  # none: the built-in one
    set_at: Mapped[datetime]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
