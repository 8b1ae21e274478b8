"""How a decision or a conclusion is carried out: what documents say was recovered, returned, and who was handled.

An entry is never changed: it is corrected by another that says why, or withdrawn by one; what was typed first stays to
be read. Numbers only: no name of anybody stands here, so of a sealed matter nothing is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, ledger
from app.casework.acts import hold
from app.casework.content_lines import is_resolved
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.permissions import Deed, Viewer
from app.records.enforcement import EnforcementEntry, EnforcementFigure
from app.records.matters import Matter, MatterKind
from app.records.people import Account
from app.statute.assessment import ActFact
from app.statute.enforcement import LARGEST, Heading, figures_of, forms_of, heading, headings_of
from app.statute.procedures import provisions_of, resolutions_of

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says under one heading: figures by their code, in whole units."""

    heading: str
    figures: Mapping[str, int]
    document_no: str
    document_on: date


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry with who typed it. ``answered``: it was corrected or withdrawn, and counts no more.

    ``reason`` is empty in a sealed matter: a reason is free text.
    """

    id: int
    ref: str
    heading: str
    figures: Mapping[str, int]
    document_no: str
    document_on: date
    corrects_id: int | None
    withdrawn: bool
    reason: str
    typed_at: datetime
    by: str
    answered: bool

    @property
    def counts(self) -> bool:
        """Whether its figures are part of the totals."""
        return not self.answered and not self.withdrawn


def may_write(matter: Matter, by: Viewer) -> bool:
    """Whether ``by`` writes down how this case is carried out: whoever works its cases."""
    return matter.kind is MatterKind.CASE and by.may(Deed.WORK_CASE, matter.agency_id)


def is_counted(matter: Matter) -> bool:
    """Whether the forms count anything of a matter: a case of a complaint or of a denunciation."""
    return matter.kind is MatterKind.CASE and bool(forms_of(matter.procedure))


def closed_because(matter: Matter, log: Iterable[ActFact]) -> OutOfOrder | None:
    """Why nothing can be written yet; None once the decision, or the conclusion, is recorded."""
    if not is_counted(matter):
        return OutOfOrder("Hồ sơ loại này không có kết quả thi hành để ghi.")
    if not is_resolved(matter, log):
        said = min(resolutions_of(matter.procedure or ""))
        return OutOfOrder(
            "Chưa ghi quyết định giải quyết hoặc kết luận, nên chưa có kết quả thi hành để ghi.",
            provisions=provisions_of(matter.procedure or "", said),
        )
    return None


def entries_of(session: Session, matter: Matter) -> list[EntryLine]:
    """Every entry of a matter as it was typed, the latest document first. Two statements."""
    rows = session.execute(
        select(EnforcementEntry, Account.full_name)
        .outerjoin(Account, Account.id == EnforcementEntry.by_id)
        .where(EnforcementEntry.matter_id == matter.id)
        .order_by(EnforcementEntry.document_on.desc(), EnforcementEntry.id.desc())
    ).all()
    if not rows:
        return []
    answered = {row.EnforcementEntry.corrects_id for row in rows}
    figures: dict[int, dict[str, int]] = {}
    mine = select(EnforcementFigure).where(EnforcementFigure.entry_id.in_([row.EnforcementEntry.id for row in rows]))
    for one in session.scalars(mine):
        figures.setdefault(one.entry_id, {})[one.figure] = one.amount
    return [_line(row.EnforcementEntry, row.full_name, figures, answered, sealed=matter.sealed) for row in rows]


def _line(
    row: EnforcementEntry, name: str | None, figures: Mapping[int, Mapping[str, int]], answered: set[int | None], *,
    sealed: bool,
) -> EntryLine:  # fmt: skip
    return EntryLine(
        row.id, row.ref, row.heading, figures.get(row.id, {}), row.document_no, row.document_on, row.corrects_id,
        row.withdrawn, "" if sealed else row.reason, row.typed_at, name or "", row.id in answered,
    )  # fmt: skip


def totals(lines: Iterable[EntryLine]) -> dict[tuple[str, str], int]:
    """What the entries that count add up to, by heading and figure."""
    found: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.counts:
            found.update({(line.heading, figure): amount for figure, amount in line.figures.items()})
    return dict(found)


# ---- writing


def record(
    session: Session, matter: Matter, said: Said, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> EnforcementEntry:  # fmt: skip
    """Write down what a document says.

    Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, Refused on a field.
    """
    _take(session, matter, by=by, expected_version=expected_version)
    _check(session, matter, said, today=today)
    row = _written(session, matter, said, by=by, at=at)
    _note(session, matter, row, "enforcement_recorded", by=by, at=at)
    return row


def correct(
    session: Session, entry: EnforcementEntry, said: Said, reason: str, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> EnforcementEntry:  # fmt: skip
    """Answer an entry by one that says it right; the first stays to be read. Raises as :func:`record`."""
    matter = session.get_one(Matter, entry.matter_id)
    _take(session, matter, by=by, expected_version=expected_version)
    _check_answerable(session, entry, reason)
    _check(session, matter, said, today=today, instead_of=entry)
    row = _written(session, matter, said, by=by, at=at, corrects=entry, reason=reason)
    _note(session, matter, row, "enforcement_corrected", by=by, at=at)
    return row


def withdraw(
    session: Session, entry: EnforcementEntry, reason: str, *, by: Viewer, at: datetime,
    expected_version: int | None = None,
) -> EnforcementEntry:  # fmt: skip
    """Let an entry typed by mistake count no more. Raises as :func:`record`."""
    matter = session.get_one(Matter, entry.matter_id)
    _take(session, matter, by=by, expected_version=expected_version)
    _check_answerable(session, entry, reason)
    said = Said(entry.heading, {}, entry.document_no, entry.document_on)
    row = _written(session, matter, said, by=by, at=at, corrects=entry, reason=reason, withdrawn=True)
    _note(session, matter, row, "enforcement_withdrawn", by=by, at=at)
    return row


def entry_by(session: Session, matter: Matter, ref: str) -> EnforcementEntry | None:
    """An entry of this matter by its opaque id."""
    mine = (EnforcementEntry.ref == ref, EnforcementEntry.matter_id == matter.id)
    return session.scalar(select(EnforcementEntry).where(*mine))


def _take(session: Session, matter: Matter, *, by: Viewer, expected_version: int | None) -> None:
    hold(session, matter, by=by, expected_version=expected_version)
    if not may_write(matter, by):
        raise NotAllowed("Không có quyền ghi kết quả thi hành ở đơn vị đang giữ hồ sơ.")
    closed = closed_because(matter, ledger.counted(ledger.log_of(session, matter)))
    if closed is not None:
        raise closed
    flag_modified(matter, "stage")


def _check(
    session: Session, matter: Matter, said: Said, *, today: date, instead_of: EnforcementEntry | None = None
) -> None:
    if said.heading not in {one.code for one in headings_of(matter.procedure)}:
        raise Refused("Chọn một mục trong danh sách.", field="heading")
    if not said.document_no.strip():
        raise Refused("Nhập số, ký hiệu văn bản.", field="document_no")
    if said.document_on > today:
        raise Refused("Ngày văn bản %(day)s chưa đến.", field="document_on", day=said.document_on)
    if said.document_on < matter.opened_on:
        raise Refused("Nhập ngày văn bản không sớm hơn ngày thụ lý %(day)s.", field="document_on", day=matter.opened_on)
    _check_figures(heading(said.heading), forms_of(matter.procedure), said.figures)
    for line in entries_of(session, matter):
        same = (line.heading, line.document_no, line.document_on) == (
            said.heading, said.document_no.strip(), said.document_on,
        )  # fmt: skip
        if same and line.counts and (instead_of is None or line.id != instead_of.id):
            raise Refused("Văn bản này đã ghi ở mục này rồi: sửa dòng đã ghi.", field="document_no")


def _check_figures(one: Heading, forms: Sequence[str], figures: Mapping[str, int]) -> None:
    asked = {figure.code: figure for figure in figures_of(one, forms)}
    given = {code: amount for code, amount in figures.items() if amount}
    if not given or not set(given) <= set(asked):
        raise Refused("Nhập ít nhất một số liệu.", field=next(iter(asked)))
    for code, amount in given.items():
        figure = asked[code]
        if not 0 < amount <= LARGEST[figure.unit]:
            raise Refused("Số này quá lớn. Xem lại số đã nhập và đơn vị.", field=code)
        if figure.within and amount > given.get(figure.within, 0):
            raise Refused(
                "“Trong đó” không được lớn hơn tổng %(whole)s.", field=code, whole=given.get(figure.within, 0)
            )


def _check_answerable(session: Session, entry: EnforcementEntry, reason: str) -> None:
    answer = select(EnforcementEntry.id).where(EnforcementEntry.corrects_id == entry.id)
    if entry.withdrawn or session.scalar(answer) is not None:
        raise ChangedMeanwhile("Dòng này đã được sửa. Hãy sửa dòng mới nhất.")
    if not reason.strip():
        raise Refused("Nhập lý do sửa.", field="reason")


def _written(
    session: Session, matter: Matter, said: Said, *, by: Viewer, at: datetime,
    corrects: EnforcementEntry | None = None, reason: str = "", withdrawn: bool = False,
) -> EnforcementEntry:  # fmt: skip
    row = EnforcementEntry(
        matter_id=matter.id, heading=said.heading, document_no=said.document_no.strip(), document_on=said.document_on,
        corrects_id=corrects.id if corrects else None, withdrawn=withdrawn, reason=reason.strip()[:LONGEST_REASON],
        typed_at=at, by_id=by.account_id or None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        EnforcementFigure(entry_id=row.id, figure=code, amount=amount)
        for code, amount in said.figures.items()
        if amount
    )
    session.flush()
    return row


def _note(session: Session, matter: Matter, row: EnforcementEntry, action: str, *, by: Viewer, at: datetime) -> None:
    audit.note(
        session, by=by.account_id or None, at=at, action=action, matter=matter, subject=row.ref, heading=row.heading
    )


__all__ = [
    "LONGEST_REASON",
    "EntryLine",
    "Said",
    "closed_because",
    "correct",
    "entries_of",
    "entry_by",
    "is_counted",
    "may_write",
    "record",
    "totals",
    "withdraw",
]
