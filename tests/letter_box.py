"""Letters in the outbox, made by hand: for what does not depend on how they are written."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.casework.notices import LetterKind
from app.records.agencies import Agency
from app.records.notices import LetterState, OutboxLetter

NOW = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()
SECRET_WORDS = "KN-0001/2026 quá hạn 12 ngày"


def a_letter(session: Session, agency: Agency, *, period: str = "2026-11", **values: Any) -> OutboxLetter:
    """A monthly letter to an agency's own address, waiting to be sent unless ``values`` say otherwise; not flushed."""
    letter = OutboxLetter(
        **{
            "kind": LetterKind.MONTHLY_AGENCY, "recipient": f"agency:{agency.id}", "agency_id": agency.id,
            "period": period, "computed_on": TODAY, "to_address": "vanthu@pleiku.example",
            "subject": f"Việc quá hạn ({SECRET_WORDS})", "body_text": SECRET_WORDS, "body_html": SECRET_WORDS,
            "message_id": f"<{token_hex(8)}@tiepdan.example>", "state": LetterState.QUEUED, "next_try_at": NOW,
            "created_at": NOW, **values,
        }
    )  # fmt: skip
    session.add(letter)
    return letter
