"""The duties somebody sees, narrowed: with a look at the matter of each only where something of it is asked for.

Among a million matters a look at the matter of everything late costs ten times what counting it does. Whoever watches
the province sees all but what is hidden from them, which is little: it is left out by its number
(:func:`app.casework.permissions.visible_by_id`), and the index of the duties tells the rest.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select
from sqlalchemy.orm import InstrumentedAttribute

from app.casework.overdue import Filters, at_agencies, matters_narrowed, narrowed
from app.casework.permissions import Deed, Viewer, visible, visible_by_id
from app.records.cases import Case
from app.records.matters import Matter
from app.records.obligations import Obligation


def looks_at_matters(viewer: Viewer, filters: Filters) -> bool:
    """Whether what ``viewer`` sees of the duties, narrowed, cannot be told by the duties alone."""
    return bool(matters_narrowed(filters)) or not viewer.may(Deed.WATCH_PROVINCE)


def duties_seen(
    viewer: Viewer, filters: Filters, today: date, *columns: SQLColumnExpression[Any], of_matters: bool = False
) -> Select[Any]:
    """``columns`` of the duties ``viewer`` sees, narrowed; ``of_matters``: some are of the matter."""
    asked = select(*columns).select_from(Obligation).where(*narrowed(filters, today))
    if of_matters or looks_at_matters(viewer, filters):
        asked = asked.join(Matter, Matter.id == Obligation.matter_id)
    return asked.where(seen(viewer, Obligation.matter_id))


def running_seen(
    viewer: Viewer, filters: Filters, today: date, *columns: SQLColumnExpression[Any], of_matters: bool = False
) -> Select[Any]:
    """The same of duties that are open: so is the matter of each (the ledger closes none in which somebody owes)."""
    asked = duties_seen(viewer, filters, today, *columns, of_matters=of_matters).where(Obligation.open)
    return asked.where(Matter.open) if of_matters or looks_at_matters(viewer, filters) else asked


def cases_seen(viewer: Viewer, filters: Filters, *columns: SQLColumnExpression[Any]) -> Select[Any]:
    """``columns`` of the cases ``viewer`` sees, narrowed by what of ``filters`` speaks of a case."""
    asked = select(*columns).select_from(Case).where(seen(viewer, Case.matter_id))
    if filters.agency_id is None and filters.level is None and not looks_at_matters(viewer, filters):
        return asked
    return asked.join(Matter, Matter.id == Case.matter_id).where(
        *matters_narrowed(filters), *at_agencies(filters, Matter.agency_id)
    )


def seen(viewer: Viewer, matter_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The WHERE clause of the rows whose matter ``viewer`` sees; the matter is in the statement, or they watch all."""
    return visible_by_id(viewer, matter_id) if viewer.may(Deed.WATCH_PROVINCE) else visible(viewer)
