"""The contents of a matter as its log leaves them: which stand, which were withdrawn, what was found of each.

And what an act may say of them: a resolution says what was found of every content that stands, or it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.casework import ledger
from app.casework.act_data import checked_fields
from app.casework.errors import OutOfOrder, Refused
from app.casework.identities.lines import hide_found
from app.records.contents import Content
from app.records.matters import Act, Matter, MatterKind
from app.statute.assessment import ActFact
from app.statute.findings import verdict_of
from app.statute.procedures import Edge, FieldKind, provisions_of, resolutions_of
from app.statute.procedures.contents import BASIS, EVIDENCE, FINDING, NAMED
from app.statute.terms import Procedure
from app.statute.withdrawals import contents_withdrawn, said_by, wholly

OF = (MatterKind.PETITION, MatterKind.CASE)
FINDINGS = "findings"  # in what a resolution says: by number of the content, what was found
VERDICT = "verdict"
IN_WORDS = (BASIS, EVIDENCE)
WITHDRAWN = "withdrawn_part"


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One content. Of a sealed matter without its words. ``accepted``: the case of this petition has it."""

    position: int
    text: str
    concerns: str
    document: str
    earlier: str
    since_on: date
    struck: bool
    accepted: bool
    withdrawn_on: date | None
    finding: Mapping[str, Any] | None

    @property
    def stands(self) -> bool:
        """Whether it is to be resolved: neither taken out nor withdrawn."""
        return not self.struck and self.withdrawn_on is None


def lines_of(session: Session, matter: Matter, log: Iterable[ActFact]) -> tuple[ContentLine, ...]:
    """The contents of a matter in order; ``log``: the acts that count. One statement, however many there are."""
    if matter.kind not in OF:
        return ()
    in_case = aliased(Content)
    rows = session.execute(
        select(Content, in_case.id.label("in_case"))
        .outerjoin(in_case, in_case.accepted_from_id == Content.id)
        .where(Content.matter_id == matter.id)
        .order_by(Content.position)
    ).all()
    return tuple(_lines(rows, matter, list(log))) if rows else ()


def _lines(rows: Sequence[Any], matter: Matter, log: list[ActFact]) -> Iterator[ContentLine]:
    withdrawn = contents_withdrawn(log)
    found = findings_in(matter, log)
    for row in rows:
        one = row.Content
        yield ContentLine(
            one.position, one.text, one.concerns, one.document, one.earlier, one.since_on, one.struck,
            row.in_case is not None, withdrawn.get(one.position), found.get(str(one.position)),
        )  # fmt: skip


def findings_in(matter: Matter, log: Iterable[ActFact]) -> Mapping[str, Mapping[str, Any]]:
    """What the resolution of a matter says of its contents, by number; empty before it, and where it says nothing."""
    said: list[Any] = [fact.data.get(FINDINGS) for fact in log if fact.act in resolutions_of(_procedure(matter))]
    return (said[-1] if said else None) or {}


def is_resolved(matter: Matter, log: Iterable[ActFact]) -> bool:
    """Whether the resolution of a matter was recorded, whatever it says of its contents."""
    return any(fact.act in resolutions_of(_procedure(matter)) for fact in log)


def _procedure(matter: Matter) -> str:
    return matter.procedure or Procedure.TRIAGE


# ---- what an act says of them


def with_contents(
    session: Session, matter: Matter, edge: Edge, data: Mapping[str, Any], *, on: date, log: Sequence[ActFact]
) -> dict[str, Any]:
    """What an act says, with its contents checked. Raises Refused on the field of the content that lacks something.

    The numbers it names are of contents that stand; of a resolution every content that stands has its finding, and
    the verdict of the whole is what these make of it.
    """
    kept = {name: value for name, value in data.items() if name != FINDINGS}
    names = any(spec.kind is FieldKind.CONTENTS for spec in edge.fields) and bool(kept.get(NAMED.name))
    if not edge.each_content and not names:
        return kept
    standing = [line for line in lines_of(session, matter, log) if line.stands]
    if names and _names_all(edge, kept, standing):
        _check_some_go_on(edge, kept, log, on)
        del kept[NAMED.name]  # who withdraws every content withdraws everything
    if not edge.each_content or not standing:
        return kept
    return {**kept, **resolved(session, matter, edge, data.get(FINDINGS) or {}, lines=standing, on=on)}


def said_again(
    session: Session, matter: Matter, edge: Edge, act: Act, data: Mapping[str, object] | None, *, on: date
) -> dict[str, Any]:
    """What an entry says once it is corrected by ``data``, with its contents checked. Raises as :func:`with_contents`.

    A resolution leaves out none of the contents it was about before; what it found is not overtaken by another
    withdrawal. One from before contents were kept says nothing of them, and is not asked.
    """
    said = {**act.data, **(data or {})}
    log = ledger.acts_of(session, matter)
    if _numbers(said) != _numbers(act.data):
        _check_still_open(matter, act, log)
        if _names_all(edge, said, nameable_again(session, matter, act)):
            _check_some_go_on(edge, {}, log, on)
    if not edge.each_content or not said.get(FINDINGS):
        return said
    lines = lines_of(session, matter, log)
    known = findings_in(matter, log) or {str(line.position) for line in lines if line.stands}
    judged = [line for line in lines if str(line.position) in known]
    return {**said, **resolved(session, matter, edge, said[FINDINGS], lines=judged, on=on)}


def _numbers(data: Mapping[str, Any]) -> set[str]:
    return {str(one) for one in data.get(NAMED.name) or ()}


def _check_still_open(matter: Matter, act: Act, log: Sequence[ActFact]) -> None:
    if is_resolved(matter, log):
        raise OutOfOrder(
            "Đã có kết quả giải quyết từng nội dung: bỏ kết quả đó trước rồi mới sửa nội dung được rút.",
            field=NAMED.name, provisions=provisions_of(_procedure(matter), act.act),
        )  # fmt: skip


def nameable_again(session: Session, matter: Matter, act: Act) -> list[ContentLine]:
    """The contents an entry may name once it is corrected: those that stand when it is not counted."""
    rows = ledger.log_of(session, matter)
    entry = ledger.entry_of(rows, act.id)
    others = [fact for fact in ledger.counted(rows) if fact.ref != entry]
    return [line for line in lines_of(session, matter, others) if line.stands]


def _names_all(edge: Edge, kept: Mapping[str, Any], standing: Sequence[ContentLine]) -> bool:
    """Whether a withdrawal in part names every content. Raises Refused for a content that is not there."""
    known = {str(line.position) for line in standing}
    named = _numbers(kept)
    if not named <= known:
        raise Refused("Chọn lại nội dung: có nội dung không còn ở hồ sơ này.", field=NAMED.name)
    return edge.act == WITHDRAWN and named == known


def _check_some_go_on(edge: Edge, kept: Mapping[str, Any], log: Sequence[ActFact], on: date) -> None:
    """Raise Refused where a withdrawal of every content would be by everybody: that is one of the whole."""
    act = ActFact(edge.act, on, {name: value for name, value in kept.items() if name != NAMED.name})
    said = said_by(act)
    if said is None or wholly([*log, act]).count() >= said.of:
        raise Refused("Rút hết mọi nội dung là rút toàn bộ đơn: ghi việc đó thay việc này.", field=NAMED.name)


def resolved(
    session: Session, matter: Matter, edge: Edge, findings: Mapping[str, Any], *, lines: Sequence[ContentLine],
    on: date,
) -> dict[str, Any]:  # fmt: skip
    """What a resolution says of these contents. Raises Refused, naming the first one that lacks its finding.

    Of a sealed matter on what ground it was found goes behind the seal: a log is never changed, and read by more.
    """
    said = {str(line.position): _found(edge, findings.get(str(line.position)) or {}, line, on) for line in lines}
    unknown = sorted(set(findings) - set(said))
    if unknown:
        raise Refused("Nội dung %(n)s không còn phải giải quyết. Mở lại trang rồi làm lại.", n=", ".join(unknown))
    told = {FINDINGS: _codes_only(session, matter, said, on) if matter.sealed else said}
    if any(spec.name == VERDICT for spec in edge.fields):
        return {**told, VERDICT: verdict_of(str(one[FINDING]) for one in said.values())}
    return told


def _codes_only(session: Session, matter: Matter, said: Mapping[str, dict[str, Any]], on: date) -> dict[str, Any]:
    grounds = {n: ". ".join(filter(None, (one.get(BASIS), one.get(EVIDENCE)))) for n, one in said.items()}
    hide_found(session, matter, {int(n): f"{on:%d/%m/%Y}: {words}" for n, words in grounds.items() if words})
    return {n: {name: code for name, code in one.items() if name not in IN_WORDS} for n, one in said.items()}


def _found(edge: Edge, said: Mapping[str, Any], line: ContentLine, on: date) -> dict[str, Any]:
    try:
        return checked_fields(edge.each_content, said, on)
    except Refused as refused:
        lacks, refused.field = not said.get(refused.field or ""), f"{refused.field}_{line.position}"
        if lacks:
            raise Refused("Nhập kết quả của nội dung %(n)s.", field=refused.field, n=line.position) from refused
        raise


__all__ = [
    "FINDINGS",
    "OF",
    "VERDICT",
    "WITHDRAWN",
    "ContentLine",
    "findings_in",
    "is_resolved",
    "lines_of",
    "nameable_again",
    "resolved",
    "said_again",
    "with_contents",
]
