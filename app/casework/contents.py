"""Contents of a petition or case, line by line: added, put in other words, taken out when written down by mistake.

Withdrawing one is an act (``withdrawn_part``), and so is finding out what there is to it: see ``content_lines``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, identities, ledger
from app.casework.acts import hold
from app.casework.content_lines import OF, ContentLine, is_resolved, lines_of
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.identities.lines import rows_of, words_of, write
from app.casework.permissions import Deed, Viewer
from app.casework.persons import LineWords
from app.records.contents import Content
from app.records.matters import Matter, MatterKind
from app.statute.assessment import ActFact
from app.statute.procedures import TERMINAL_STAGES, resolutions_of
from app.statute.procedures import provisions_of as articles_of
from app.statute.terms import Procedure

MOST = 60  # contents of one matter
LONGEST = 20_000
ACCEPTED = "accepted"


def may_write(matter: Matter, by: Viewer) -> bool:
    """Whether ``by`` keeps the contents of a matter: who has its petition at the desk, who works the case."""
    if matter.kind is MatterKind.CASE:
        return by.may(Deed.WORK_CASE, matter.agency_id)
    at = matter.agency_id
    return matter.kind in OF and (by.may(Deed.REGISTER_PETITION, at) or by.may(Deed.TRIAGE, at))


def closed_because(matter: Matter, log: Sequence[ActFact]) -> OutOfOrder | None:
    """Why the contents of a matter are not changed any more; None while they are. ``log``: the acts that count."""
    if is_resolved(matter, log):
        procedure = matter.procedure or Procedure.TRIAGE
        said = min(resolutions_of(procedure))
        return OutOfOrder(
            "Đã có kết quả giải quyết từng nội dung: không thêm, sửa, bỏ nội dung nữa.",
            provisions=articles_of(procedure, said),
        )  # fmt: skip
    if matter.kind is MatterKind.PETITION and matter.stage == ACCEPTED:
        return OutOfOrder("Đơn đã được thụ lý: nội dung phải giải quyết ghi ở vụ việc.")
    if not matter.open or matter.stage in TERMINAL_STAGES:
        return OutOfOrder("Hồ sơ đã kết thúc, không ghi thêm nội dung.")
    return None


def add_contents(
    session: Session,
    matter: Matter,
    lines: Sequence[LineWords],
    *,
    since_on: date,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> None:
    """Write further contents down. Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, Refused on ``text``."""
    _take(session, matter, by=by, at=at, expected_version=expected_version)
    if not lines or not all(one.text.strip() for one in lines):
        raise Refused("Nhập nội dung.", field="text")
    if len(rows_of(session, matter)) + len(lines) > MOST:
        raise Refused("Một hồ sơ nhiều nhất %(most)s nội dung.", field="text", most=MOST)
    _check_day(since_on, today)
    added = identities.add_lines(session, matter, lines, since_on=since_on)
    for row in added:
        _note(session, matter, "content_added", row.position, by=by, at=at)
    session.flush()


def change_content(
    session: Session,
    matter: Matter,
    position: int,
    words: LineWords,
    *,
    since_on: date,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> None:
    """Put a content in other words; what it said before stays to be read. Raises as :func:`add_contents`."""
    _take(session, matter, by=by, at=at, expected_version=expected_version)
    row = _standing(session, matter, position)
    if not words.text.strip():
        raise Refused("Nhập nội dung.", field="text")
    _check_day(since_on, today)
    before = words_of(session, [row])[row.id]
    earlier = before.earlier
    if before.text != words.text.strip():
        earlier = _after(earlier, f"{today:%d/%m/%Y}: {before.text}")
    fresh = LineWords(words.text.strip(), words.concerns.strip(), words.document.strip(), earlier)
    if (fresh, since_on) == (replace(before, found=""), row.since_on):
        return
    write(session, matter, row, fresh)
    row.since_on = since_on
    _note(session, matter, "content_changed", position, by=by, at=at)
    session.flush()


def strike_content(
    session: Session,
    matter: Matter,
    position: int,
    reason: str,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> None:
    """Take out what was written down by mistake; it stays to be read, struck out. Raises as :func:`add_contents`.

    A case keeps one content at least: without any there is nothing to resolve. Refused on ``reason``.
    """
    _take(session, matter, by=by, at=at, expected_version=expected_version)
    row = _standing(session, matter, position)
    if not reason.strip():
        raise Refused("Nhập lý do bỏ nội dung.", field="reason")
    if matter.kind is MatterKind.CASE and len(_all_standing(session, matter)) == 1:
        raise Refused("Vụ việc phải còn ít nhất một nội dung để giải quyết.", field="reason")
    words = words_of(session, [row])[row.id]
    told = _after(words.earlier, f"{today:%d/%m/%Y}: {reason.strip()}")
    write(session, matter, row, LineWords(words.text, words.concerns, words.document, told))
    row.struck = True
    _note(session, matter, "content_struck", position, by=by, at=at)
    session.flush()


def _take(session: Session, matter: Matter, *, by: Viewer, at: datetime, expected_version: int | None) -> None:
    """Hold a matter whose contents are to change: two people at them see each other's change."""
    hold(session, matter, by=by, expected_version=expected_version)
    if not may_write(matter, by):
        raise NotAllowed("Không có quyền ghi nội dung ở đơn vị đang giữ hồ sơ.")
    if matter.sealed and not identities.may_open(session, matter, viewer=by, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    closed = closed_because(matter, ledger.acts_of(session, matter))
    if closed is not None:
        raise closed
    flag_modified(matter, "stage")


def _all_standing(session: Session, matter: Matter) -> list[ContentLine]:
    log = ledger.acts_of(session, matter)
    return [line for line in lines_of(session, matter, log) if line.stands]


def _standing(session: Session, matter: Matter, position: int) -> Content:
    if position not in {line.position for line in _all_standing(session, matter)}:
        raise ChangedMeanwhile("Nội dung này không còn phải giải quyết. Mở lại hồ sơ để xem.")
    return next(row for row in rows_of(session, matter) if row.position == position)


def _check_day(since_on: date, today: date) -> None:
    if since_on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="since_on", day=since_on)


def _after(earlier: str, line: str) -> str:
    return "\n".join(filter(None, (earlier, line)))


def _note(session: Session, matter: Matter, action: str, position: int, *, by: Viewer, at: datetime) -> None:
    audit.note(session, by=by.account_id or None, at=at, action=action, matter=matter, n=position)


__all__ = ["LONGEST", "MOST", "add_contents", "change_content", "closed_because", "may_write", "strike_content"]
