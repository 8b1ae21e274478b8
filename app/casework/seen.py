"""The duties somebody sees, narrowed: with a look at the matter of each only where something of it is asked for.

Among a million matters a look at the matter of everything late costs ten times what counting it does. What somebody
sees is told by the numbers of the matters (:func:`app.casework.permissions.visible_by_id`): for whoever watches the
province those left out, which are few; for anybody else those of their agency. The index of the duties tells the rest.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, select

from app.casework.overdue import Filters, at_agencies, matters_narrowed, narrowed
from app.casework.permissions import Viewer, visible_by_id
from app.records.cases import Case
from app.records.matters import Matter
from app.records.obligations import Obligation


def looks_at_matters(filters: Filters) -> bool:
    """Whether what ``filters`` leave of the duties cannot be told by the duties alone."""
    return bool(matters_narrowed(filters))


def duties_seen(viewer: Viewer, filters: Filters, today: date, *columns: SQLColumnExpression[Any]) -> Select[Any]:
    """``columns`` of the duties ``viewer`` sees, narrowed."""
    asked = select(*columns).select_from(Obligation).where(*narrowed(filters, today))
    if looks_at_matters(filters):
        asked = asked.join(Matter, Matter.id == Obligation.matter_id)
    return asked.where(visible_by_id(viewer, Obligation.matter_id))


def running_seen(
    viewer: Viewer, filters: Filters, today: date, *columns: SQLColumnExpression[Any], of_matters: bool = False
) -> Select[Any]:
    """The same of duties that are open: so is the matter of each (the ledger closes none in which somebody owes).

    ``of_matters``: some of ``columns`` are of the matter.
    """
    asked = select(*columns).select_from(Obligation).where(Obligation.open, *narrowed(filters, today))
    if of_matters or looks_at_matters(filters):
        asked = asked.join(Matter, Matter.id == Obligation.matter_id).where(Matter.open)
    return asked.where(visible_by_id(viewer, Obligation.matter_id, Matter.open))


def cases_seen(viewer: Viewer, filters: Filters, *columns: SQLColumnExpression[Any]) -> Select[Any]:
    """``columns`` of the cases ``viewer`` sees, narrowed by what of ``filters`` speaks of a case."""
    asked = select(*columns).select_from(Case).where(visible_by_id(viewer, Case.matter_id))
    narrow = [*matters_narrowed(filters), *at_agencies(filters, Matter.agency_id)]
    return asked.join(Matter, Matter.id == Case.matter_id).where(*narrow) if narrow else asked
