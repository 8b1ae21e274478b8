"""The words of letters an administrator may set: subject, opening and closing, in each language; each change a version.

A passage is plain words with fields in braces. Which fields a letter has stands here; every one of them is an agency, a
day or a count: none comes from a matter or from anybody who came. What the law has a letter say (its duties with their
articles) and who it goes to are no words of this kind, and cannot be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import Deed, Viewer
from app.casework.recipients import LetterKind
from app.records.notices import LONGEST_SUBJECT_SET, LetterWording
from app.records.people import Account

LOCALES = ("vi", "en")
LONGEST_PASSAGE = 1500
TAG = re.compile(r"\{([^{}]*)\}")

_OF_A_MONTH = ("month", "day", "late", "matters", "oldest", "agency")
FIELDS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.MONTHLY_PROVINCE: (*_OF_A_MONTH, "agencies"),
    LetterKind.MONTHLY_AGENCY: _OF_A_MONTH,
    LetterKind.WEEKLY: ("day", "late", "near", "soon", "agency", "holder"),
    LetterKind.GRAVE_PROVINCE: ("day", "late", "agency", "scope"),
    LetterKind.GRAVE_AGENCY: ("day", "late", "agency", "scope"),
    LetterKind.JOB_ALARM: ("when", "jobs"),
    LetterKind.REPORT_REMINDER: ("day", "reports", "agency"),
}
"""What may stand in the words of each letter; a letter that is not here has words of its own that nobody sets."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a letter, with fields in braces. ``closing`` may be empty."""

    subject: str
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Version:
    """One setting: ``wording`` is None where the words of the program were taken up again."""

    turn: int
    wording: Wording | None
    at: datetime
    by: str


def wording_of(session: Session, kind: str, locale: str) -> Wording | None:
    """The words somebody set for a letter in a language; None: those of the program."""
    last = (
        select(LetterWording)
        .where(LetterWording.kind == kind, LetterWording.locale == locale)
        .order_by(LetterWording.turn.desc())
        .limit(1)
    )
    row = session.scalar(last)
    return _words(row) if row is not None else None


def versions_of(session: Session, kind: LetterKind, locale: str) -> list[Version]:
    """Every setting of the words of a letter in a language, the newest first."""
    wanted = (
        select(LetterWording, Account.full_name)
        .outerjoin(Account, Account.id == LetterWording.set_by_id)
        .where(LetterWording.kind == kind, LetterWording.locale == locale)
        .order_by(LetterWording.turn.desc())
    )
    return [Version(row.turn, _words(row), row.set_at, name or "") for row, name in session.execute(wanted)]


def last_versions(session: Session) -> dict[tuple[str, str], Version]:
    """The last setting of each letter and language that was ever set. One statement."""
    last = (
        select(LetterWording.kind, LetterWording.locale, func.max(LetterWording.turn).label("turn"))
        .group_by(LetterWording.kind, LetterWording.locale)
        .subquery()
    )
    wanted = (
        select(LetterWording, Account.full_name)
        .join(last, (last.c.kind == LetterWording.kind) & (last.c.locale == LetterWording.locale)
              & (last.c.turn == LetterWording.turn))
        .outerjoin(Account, Account.id == LetterWording.set_by_id)
    )  # fmt: skip
    return {
        (row.kind, row.locale): Version(row.turn, _words(row), row.set_at, name or "")
        for row, name in session.execute(wanted)
    }


def check(kind: LetterKind, wording: Wording) -> None:
    """Raises Refused, naming the passage it is about and the field it does not know."""
    for refused in problems(kind, wording):
        raise refused


def problems(kind: LetterKind, wording: Wording) -> Iterator[Refused]:
    """What is wrong with the words of a letter: the first of each passage."""
    for name, text in (("subject", wording.subject), ("opening", wording.opening), ("closing", wording.closing)):
        found = _problem(kind, name, text)
        if found is not None:
            yield found


def _problem(kind: LetterKind, passage: str, text: str) -> Refused | None:
    if not text:
        return None if passage == "closing" else Refused("Nhập mục này.", field=passage)
    longest = LONGEST_SUBJECT_SET if passage == "subject" else LONGEST_PASSAGE
    if len(text) > longest:
        return Refused("Viết không quá %(most)s ký tự.", field=passage, most=longest)
    known = ", ".join(f"{{{one}}}" for one in FIELDS[kind])
    for field in TAG.findall(text):
        if field not in FIELDS[kind]:
            return Refused(
                "Không có trường {%(name)s} ở thư này. Dùng được: %(known)s.", field=passage, name=field, known=known
            )
    if set("{}") & set(TAG.sub("", text)):
        return Refused("Dấu { và } chỉ dùng từng cặp quanh tên một trường. Dùng được: %(known)s.",
                       field=passage, known=known)  # fmt: skip
    return None


def set_wording(
    session: Session, kind: LetterKind, locale: str, wording: Wording | None, *, seen: int, by: Viewer, at: datetime
) -> None:
    """The words of a letter from now on; None: those of the program again. ``seen``: the version that was read.

    What was sent keeps its words; what waits is written anew when it goes. Raises NotAllowed, Refused naming the
    passage, ChangedMeanwhile.
    """
    if not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên đổi được lời thư.")
    if wording is not None:
        check(kind, wording)
    before = next(iter(versions_of(session, kind, locale)), None)
    if (before.turn if before else 0) != seen:
        raise ChangedMeanwhile("Có người vừa đổi lời thư này. Tải lại trang để xem.")
    if wording == (before.wording if before else None):
        return
    words = wording or Wording("", "", "")
    session.add(
        LetterWording(
            kind=kind.value, locale=locale, turn=seen + 1, own=wording is not None, subject=words.subject,
            opening=words.opening, closing=words.closing, set_at=at, set_by_id=by.account_id or None,
        )
    )  # fmt: skip
    session.flush()
    action = "letter_worded" if wording else "letter_wording_reset"
    audit.note(
        session, by=by.account_id or None, at=at, action=action, subject=f"wording:{kind.value}", kind=kind.value,
        locale=locale, turn=seen + 1,
    )  # fmt: skip


def _words(row: LetterWording) -> Wording | None:
    return Wording(row.subject, row.opening, row.closing) if row.own else None
