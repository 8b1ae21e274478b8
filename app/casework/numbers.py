"""Numbers without a gap, per agency, register and year; and random codes where a gap would tell."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.records.matters import Counter, Matter, Series

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 and O, 1 and I: read out over the telephone
RANDOM_LENGTH = 6
PREFIXES = {
    Series.VISIT: "LT", Series.PETITION: "Đ", Series.COMPLAINT: "KN", Series.FEEDBACK: "KNPA", Series.MEDIATION: "HG"
}  # fmt: skip
DENUNCIATION = "TC"


def take_number(session: Session, *, agency_id: int, series: Series, year: int) -> int:
    """The next number of a register, in the caller's transaction: rolled back, it was never taken.

    The row of the counter stays locked until the transaction ends, so two processes wait for each other.
    """
    session.flush()
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    taken = (
        dialect.insert(Counter)
        .values(agency_id=agency_id, series=series, year=year, last=1)
        .on_conflict_do_update(
            index_elements=[Counter.agency_id, Counter.series, Counter.year], set_={"last": Counter.last + 1}
        )
        .returning(Counter.last)
    )
    return int(session.execute(taken).scalar_one())


def code_of(series: Series, number: int, year: int) -> str:
    """The code of a numbered line: ``KN-0137/2026``, ``KNPA-0012/2026``, ``Đ-0588/2026``, ``LT-0412/2026``."""
    return f"{PREFIXES[series]}-{number:04d}/{year}"


def complaint_code(number: int, year: int) -> str:
    """``KN-0137/2026``."""
    return code_of(Series.COMPLAINT, number, year)


def denunciation_code() -> str:
    """``TC-9M2Q41``: random, since a missing number in a series would betray a hidden row."""
    return random_code(DENUNCIATION)


def random_code(prefix: str) -> str:
    """A code that says nothing of when and where it was given."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))


def free_random_code(session: Session, prefix: str) -> str:
    """A random code that no matter of the province carries."""
    while True:
        code = random_code(prefix)
        if session.scalar(select(Matter.id).where(Matter.code == code).limit(1)) is None:
            return code
