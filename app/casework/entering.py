"""Who comes in with a token: the session, the account and its roles of that day, in one statement made once.

Every page begins with it. Making a statement costs ten times what asking it does, so its values are parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import Session

from app.casework.accounts import AccountHolder, held_or_headed, holder_from
from app.casework.installation import DEMONSTRATION
from app.records.agencies import Agency
from app.records.people import Account, Role, WebSession
from app.records.settings import Mark

_DAY: Any = bindparam("day")
_STATEMENT = (
    select(
        WebSession.id, WebSession.data, WebSession.account_id, WebSession.seen_at,
        exists().where(Mark.name == DEMONSTRATION).label("demonstration"),
        Account.username, Account.full_name, Account.locale, Account.theme, Account.epoch,
        Role.kind, Role.agency_id, Agency.name, Agency.level, Role.from_on, Role.until_on,
    )
    .outerjoin(Account, and_(Account.id == WebSession.account_id, Account.locked_at.is_(None)))
    .outerjoin(
        Role, and_(Role.account_id == Account.id, held_or_headed(_DAY)),
    )
    .outerjoin(Agency, Agency.id == Role.agency_id)
    .where(WebSession.token_hash == bindparam("token_hash"), WebSession.expires_at > bindparam("at"))
    .order_by(Role.from_on, Role.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that is good, and whose it is: nobody's yet, or nobody's any more when the account is locked."""

    id: int
    data: dict[str, Any]
    account_id: int | None
    seen_at: datetime
    demonstration: bool  # whether the installation holds demonstration data
    holder: AccountHolder | None


def entering(session: Session, token_hash: str, *, on: date, at: datetime) -> Entered | None:
    """The session with this hash of a token, unless it is over; ``on`` decides which roles are held. One statement."""
    rows = session.connection().execute(_STATEMENT, {"token_hash": token_hash, "day": on, "at": at}).all()
    if not rows:
        return None
    first = rows[0]
    holder = None if first.username is None else holder_from(first.account_id, rows, on=on)
    return Entered(first.id, first.data, first.account_id, first.seen_at, bool(first.demonstration), holder)
