"""Saved filters of the demonstration: two of whoever watches the province."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.demonstration.chance import Chance
from app.casework.saved_views import save_view
from app.records.people import Role, RoleKind

FILTERS = (("Đất đai", "linh-vuc=land"), ("Các sở", "cap=department"))


def save_filters(session: Session, chance: Chance, *, at: datetime) -> None:
    """Each supervisor's own."""
    watching = select(Role.account_id).where(Role.kind == RoleKind.SUPERVISOR).order_by(Role.account_id)
    for account_id in session.scalars(watching):
        for name, query in FILTERS:
            view = save_view(session, account_id=account_id, listed="backlog", name=name, query=query, at=at)
            view.ref = chance.ref()
