"""The province's templates of papers: kept as uploaded, used from a day until a day, withdrawn.

Every day of every kind of paper has exactly one way to be made: the template set last by then, or the built-in layout.
A change reaches the days from its first one on, none before today, and nothing that was issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.file_names import tidied
from app.casework.file_types import WORD
from app.casework.permissions import Deed, Viewer
from app.records.papers import PaperTemplate, PaperTemplateUse
from app.records.people import Account
from app.statute.papers import OfficialPaper

A_DAY = timedelta(days=1)
Uses = Mapping[date, int | None]
"""By the day it begins on: the template used from then on, None for the built-in layout."""


@dataclass(frozen=True, slots=True)
class Span:
    """A kind of paper is made from ``template`` (None: the built-in one) on these days, both counted; None: no end."""

    from_on: date | None
    until_on: date | None
    template: PaperTemplate | None

    def holds_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A template in the list, and who uploaded it."""

    template: PaperTemplate
    by: str


def template_on(session: Session, paper: OfficialPaper, day: date) -> PaperTemplate | None:
    """What a paper is made from on a day; None: the built-in layout."""
    last = (
        select(PaperTemplateUse.template_id)
        .where(PaperTemplateUse.paper == paper.code, PaperTemplateUse.from_on <= day)
        .order_by(PaperTemplateUse.from_on.desc())
        .limit(1)
    )
    found = session.scalar(last)
    return session.get_one(PaperTemplate, found) if found is not None else None


def used_on(session: Session, day: date) -> dict[str, PaperTemplate]:
    """What each kind of paper is made from on a day, by its code; only those with a template of the province."""
    wanted = (
        select(PaperTemplateUse.paper, PaperTemplate)
        .outerjoin(PaperTemplate, PaperTemplate.id == PaperTemplateUse.template_id)
        .where(PaperTemplateUse.from_on <= day)
        .order_by(PaperTemplateUse.from_on)
    )
    last = {paper: template for paper, template in session.execute(wanted)}  # noqa: C416 - rows, the last of a paper counts
    return {paper: template for paper, template in last.items() if template is not None}


def templates_of(session: Session, paper: OfficialPaper) -> list[Uploaded]:
    """The templates of a kind of paper, the newest first."""
    wanted = (
        select(PaperTemplate, Account.full_name)
        .outerjoin(Account, Account.id == PaperTemplate.uploaded_by_id)
        .where(PaperTemplate.paper == paper.code)
        .order_by(PaperTemplate.id.desc())
    )
    return [Uploaded(template, name or "") for template, name in session.execute(wanted)]


def uses_of(session: Session, paper: OfficialPaper) -> dict[date, int | None]:
    """From which day on a kind of paper is made from what."""
    wanted = select(PaperTemplateUse.from_on, PaperTemplateUse.template_id).where(PaperTemplateUse.paper == paper.code)
    return {on: template for on, template in session.execute(wanted.order_by(PaperTemplateUse.from_on))}  # noqa: C416


def spans_of(session: Session, uses: Uses) -> list[Span]:
    """The same as spans, from the beginning on without a gap."""
    ids = {one for one in uses.values() if one is not None}
    known = {one.id: one for one in session.scalars(select(PaperTemplate).where(PaperTemplate.id.in_(ids)))}
    begun: list[tuple[date | None, int | None]] = [(None, None), *sorted(uses.items())]
    ends = [on - A_DAY for on, _template in begun[1:] if on is not None]
    return [
        Span(on, until, known[template] if template is not None else None)
        for (on, template), until in zip(begun, [*ends, None], strict=True)
    ]


def seen(uses: Uses) -> str:
    """A mark of how the uses stood when a page was made."""
    return sha256(repr(sorted(uses.items())).encode()).hexdigest()[:16]


def covered(uses: Uses, template_id: int | None, *, from_on: date, until_on: date | None) -> dict[date, int | None]:
    """The uses once ``template_id`` covers these days; without an end, all days from then on."""
    kept = {on: one for on, one in uses.items() if on < from_on or (until_on is not None and on > until_on)}
    kept[from_on] = template_id
    if until_on is not None:
        kept.setdefault(until_on + A_DAY, _standing(uses, until_on + A_DAY))
    return _without_repeats(kept, from_on)


def _standing(uses: Uses, day: date) -> int | None:
    return next((uses[on] for on in sorted(uses, reverse=True) if on <= day), None)


def _without_repeats(uses: Uses, from_on: date) -> dict[date, int | None]:
    """Days that change nothing go, but for those of the past: they stay as they were set."""
    found: dict[date, int | None] = {}
    before: int | None = None
    for on in sorted(uses):
        if uses[on] != before or on < from_on:
            found[on] = uses[on]
        before = uses[on]
    return found


# --- deeds ----------------------------------------------------------------------------------------------------------


def add_template(
    session: Session, paper: OfficialPaper, content: bytes, *, name: str, by: Viewer, at: datetime
) -> PaperTemplate:
    """Keep a template that was looked through and tried. Nothing uses it yet. Raises NotAllowed, Refused."""
    _allowed(by)
    digest = sha256(content).hexdigest()
    same = select(PaperTemplate.name).where(PaperTemplate.paper == paper.code, PaperTemplate.sha256 == digest)
    if (known := session.scalar(same.limit(1))) is not None:
        raise Refused("Tệp này đã được tải lên rồi: “%(name)s”.", field="file", name=known)
    template = PaperTemplate(
        paper=paper.code, name=tidied(name, WORD.media_type), content=content, sha256=digest, uploaded_at=at,
        uploaded_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(template)
    session.flush()
    _note(session, template, "template_uploaded", by=by, at=at, sha256=digest)
    return template


def check_days(*, from_on: date, until_on: date | None, today: date, within: Span | None = None) -> None:
    """Raises Refused, naming the field. ``within``: the span that is cut short, where one is."""
    if within is not None and not within.holds_on(from_on):
        raise Refused("Nhập ngày trong thời gian dùng mẫu này.", field="from_on")
    if from_on < today:
        raise Refused("Nhập ngày từ hôm nay trở đi: văn bản của ngày đã qua không đổi.", field="from_on")
    if until_on is not None and until_on < from_on:
        raise Refused("Nhập ngày cuối không sớm hơn ngày đầu.", field="until_on")


def use_template(
    session: Session, paper: OfficialPaper, template: PaperTemplate | None, *, from_on: date, until_on: date | None,
    expected: str, by: Viewer, at: datetime, today: date,
) -> None:  # fmt: skip
    """Make a kind of paper from ``template`` (None: the built-in layout again) on these days.

    ``expected``: the mark of the uses that were read (:func:`seen`). Raises NotAllowed, Refused naming the field,
    ChangedMeanwhile.
    """
    _allowed(by)
    check_days(from_on=from_on, until_on=until_on, today=today)
    session.execute(select(PaperTemplate.id).where(PaperTemplate.paper == paper.code).with_for_update())
    uses = uses_of(session, paper)
    if seen(uses) != expected:
        raise ChangedMeanwhile("Có người vừa đổi mẫu của văn bản này. Tải lại trang để xem.")
    withdrawn = template or session.get(PaperTemplate, _standing(uses, from_on) or 0)
    _write(session, paper, covered(uses, template.id if template else None, from_on=from_on, until_on=until_on), by, at)
    if withdrawn is not None:
        action = "template_used" if template else "template_withdrawn"
        until = {"until": until_on.isoformat()} if until_on else {}
        _note(session, withdrawn, action, by=by, at=at, on=from_on.isoformat(), **until)


def _write(session: Session, paper: OfficialPaper, wanted: Uses, by: Viewer, at: datetime) -> None:
    rows = session.scalars(select(PaperTemplateUse).where(PaperTemplateUse.paper == paper.code)).all()
    for row in rows:
        if row.from_on not in wanted:
            session.delete(row)
        elif row.template_id != wanted[row.from_on]:
            row.template_id, row.set_at, row.set_by_id = wanted[row.from_on], at, by.account_id or None
    known = {row.from_on for row in rows}
    session.add_all(
        PaperTemplateUse(paper=paper.code, from_on=on, template_id=template, set_at=at, set_by_id=by.account_id or None)
        for on, template in wanted.items()
        if on not in known
    )
    session.flush()


def template_with_ref(session: Session, ref: str) -> PaperTemplate | None:
    """The template of a link."""
    return session.scalar(select(PaperTemplate).where(PaperTemplate.ref == ref))


def _allowed(by: Viewer) -> None:
    if not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên đổi được mẫu văn bản.")


def _note(session: Session, template: PaperTemplate, action: str, *, by: Viewer, at: datetime, **detail: str) -> None:
    audit.note(
        session,
        by=by.account_id or None,
        at=at,
        action=action,
        matter=None,
        subject=template.ref,
        paper=template.paper,
        **detail,
    )
