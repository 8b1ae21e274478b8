"""What happened in a matter, act by act, the latest on top: entries for ``parts/_timeline.html``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.ledger import WITHDRAWN_ENTRY, paper_of
from app.casework.timeline import ActRow, ObligationRow
from app.casework.twins import IN_TWO_LOGS
from app.statute.assessment import OpenAct
from app.statute.procedures.orders import NAMED
from app.statute.terms import ACT_VERBS, ACTS, Procedure
from app.web.act_fields import written
from app.web.dues import duty_words, why_url
from app.web.putting_right import PutRight
from app.web.views import DueWords, Link, Mark, TimelineEntry
from app.web.wording import day, number, term

ACCEPTED = "accepted"


FilesOf = Mapping[int, Sequence[Link]]  # by the line of the log they were said to belong to


def history(
    acts: Sequence[ActRow], rows: Sequence[ObligationRow], *, own: int, ways: Mapping[int, PutRight],
    files: FilesOf,
) -> tuple[TimelineEntry, ...]:  # fmt: skip
    """Every line of the log. Of a corrected entry the last line counts and carries the badges; all stay readable.

    Acceptance is one act in two logs: of the petition, which it answers, and of the case ``own``, which it opens; so is
    what annuls it. ``ways``: how the viewer can put a line right, by its id. A file stays with its entry however that
    is corrected.
    """
    corrected = {act.corrects_id: act for act in acts if act.corrects_id}
    opens_a_case = any(act.act == ACCEPTED and act.matter_id == own for act in acts)
    log = _Log({act.id: act for act in acts}, corrected, set(), [row for row in rows if not row.superseded])
    elsewhere = [act for act in acts if opens_a_case and act.matter_id != own]
    answers = log.answers
    answers.update(act.id for act in elsewhere if act.act in IN_TWO_LOGS or log.root(act).act in IN_TWO_LOGS)
    filed: dict[int, list[Link]] = {}
    for line, links in files.items():
        if line in log.by_id:
            filed.setdefault(log.root(log.by_id[line]).id, []).extend(links)
    return tuple(_entry(act, log, ways.get(act.id, PutRight()), filed) for act in acts if act.id not in answers)


@dataclass(frozen=True, slots=True)
class _Log:
    """The lines by id, which line corrects which, acceptances told elsewhere, and the obligations that were met."""

    by_id: Mapping[int, ActRow]
    corrected: Mapping[int, ActRow]
    answers: set[int]
    done: Sequence[ObligationRow]

    def root(self, act: ActRow) -> ActRow:
        """The entry a line belongs to: itself, or the line it corrects."""
        while act.corrects_id is not None:
            act = self.by_id[act.corrects_id]
        return act

    def last(self, entry: int | None) -> ActRow | None:
        """How an entry reads by now: itself, or its last correction."""
        found = self.by_id.get(entry) if entry is not None else None
        while found is not None and found.id in self.corrected:
            found = self.corrected[found.id]
        return found

    def entries_of(self, act: ActRow) -> set[int]:
        """The entries by which obligations know what this line says."""
        return {self.root(act).id} | (self.answers if act.act == ACCEPTED else set())


def coming(act: OpenAct, due_on: date | None) -> TimelineEntry:
    """The next act, as it stands above what happened."""
    return TimelineEntry(day=due_on, title=term(ACT_VERBS, act.act), next_act=True)


def _entry(act: ActRow, log: _Log, put_right: PutRight, files: FilesOf) -> TimelineEntry:
    corrected = log.corrected.get(act.id)
    satisfied = [] if corrected else [row for row in log.done if row.satisfied_act_id in log.entries_of(act)]
    return TimelineEntry(
        day=act.on,
        title=_title(act, log.root(act)),
        lines=tuple(_lines(act, corrected, log)),
        by=act.by,
        badges=tuple(_badges(satisfied)),
        late=tuple(_late(satisfied)),
        pause=act.act == "suspended",
        typed_late=_typed_late(act.typed_late_days),
        ways=put_right.ways,
        stays=put_right.stays,
        files=() if corrected else tuple(link for entry in log.entries_of(act) for link in files.get(entry, ())),
    )


def _title(act: ActRow, root: ActRow) -> str:
    words = term(ACTS, root.act)
    if act.act == WITHDRAWN_ENTRY:
        return _("Bỏ mục đã ghi: %(act)s", act=words)
    return _("%(act)s (ghi lại)", act=words) if act.corrects_id else words


def _lines(act: ActRow, corrected: ActRow | None, log: _Log) -> Iterator[str]:
    yield from _document(act)
    if (given := log.last(act.data.get(NAMED))) is not None:
        yield _("Về hạn giao theo văn bản %(papers)s", papers=paper_of(given))
    yield from written(act.procedure or Procedure.TRIAGE, act.act, act.data, sealed=act.sealed)
    if act.note:
        yield act.note
    if corrected is not None:
        undone = corrected.act == WITHDRAWN_ENTRY
        yield _("Mục này không còn tính, đã bỏ.") if undone else _("Mục này không còn tính, đã sửa.")


def _late(satisfied: Sequence[ObligationRow]) -> Iterator[Link]:
    for row in satisfied:
        if _days_late(row):
            words = _("%(duty)s: hạn %(day)s", duty=duty_words(row.procedure, row.duty), day=day(row.due_on))
            yield Link(words, why_url(row.id))


def _document(act: ActRow) -> Iterator[str]:
    if act.document_no and act.document_on:
        yield _("Số %(no)s ngày %(day)s", no=act.document_no, day=day(act.document_on))
    elif act.document_no:
        yield _("Số %(no)s", no=act.document_no)


def _days_late(row: ObligationRow) -> int:
    return max((row.satisfied_on - row.due_on).days, 0) if row.satisfied_on and row.due_on else 0


def _badges(satisfied: Sequence[ObligationRow]) -> Iterator[DueWords]:
    days = max((_days_late(row) for row in satisfied), default=0)
    if days:
        yield DueWords(Mark.LATE, ngettext("trễ %(n)s ngày", "trễ %(n)s ngày", days, n=number(days)))
    elif any(row.due_on for row in satisfied):
        yield DueWords(Mark.MET, _("đúng hạn"))


def _typed_late(days: int) -> str:
    return ngettext("nhập muộn %(n)s ngày", "nhập muộn %(n)s ngày", days, n=number(days)) if days > 0 else ""
