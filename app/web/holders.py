"""Whose hands a matter is in: on its page, and as a filter of a list (a person by an opaque id, oneself, nobody)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.casework.accounts import colleagues
from app.casework.overdue import Holder
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.people import Account, RoleKind
from app.statute.assessment import OpenAct
from app.statute.procedures.inspections import BY_WHO_INSPECTED
from app.statute.procedures.tasks import BY_THE_GIVER
from app.statute.terms import ACT_VERBS
from app.web.access import current_viewer
from app.web.clock import today as web_today
from app.web.lists import asked, options
from app.web.wording import term, words

FIELD = "nguoi"
MYSELF = "toi"
NO_ACCOUNT = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has the matter, and what the viewer may do about it. Empty addresses are not offered."""

    assignee: str
    take: str = ""
    assign: str = ""
    release: str = ""


def holding_of(matter: Matter, assignee: str, viewer: Viewer) -> Holding:
    """Who has the matter, and what the viewer may do about it."""
    head = viewer.may(Deed.ASSIGN, matter.agency_id)
    work = Deed.WORK_CASE if matter.kind is MatterKind.CASE else Deed.TRIAGE
    free = matter.assignee_id is None and not matter.sealed and viewer.may(work, matter.agency_id)
    mine = matter.assignee_id == viewer.account_id
    return Holding(
        assignee=assignee,
        take=url_for("cases.take", ref=matter.ref) if matter.open and free else "",
        assign=url_for("cases.assign", ref=matter.ref) if matter.open and head else "",
        release=url_for("cases.release", ref=matter.ref) if matter.assignee_id and (head or mine) else "",
    )


def holder_asked() -> int | Holder | None:
    """The person a list is narrowed to. Somebody nobody knows holds nothing."""
    wanted = asked(FIELD)
    if not wanted:
        return None
    if wanted == Holder.NOBODY:
        return Holder.NOBODY
    if wanted == MYSELF:
        return current_viewer().account_id
    return db.session.scalar(select(Account.id).where(Account.ref == wanted)) or NO_ACCOUNT


def holder_options(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The lines of the filter. A person chosen by a link from elsewhere stands among them by name."""
    lines = [(Holder.NOBODY.value, _("Chưa ai giữ"))]
    if viewer.may(Deed.WORK_CASE):
        lines.insert(0, (MYSELF, _("Tôi")))
    wanted = asked(FIELD)
    if wanted and all(wanted != value for value, _words in lines):
        name = db.session.scalar(select(Account.full_name).where(Account.ref == wanted))
        lines += [(wanted, name)] if name else []
    return options(lines)


def whose_words(matter: Matter, following: OpenAct, viewer: Viewer) -> str:
    """Who records the next act, for somebody who cannot: by name to colleagues; the agency whose act it is alone."""
    if following.act in BY_WHO_INSPECTED | BY_THE_GIVER:
        return _("Việc tiếp theo, “%(act)s”, do %(agency)s ghi.", act=term(ACT_VERBS, following.act),
                 agency=db.session.get_one(Agency, matter.origin_agency_id).name)  # fmt: skip
    at = (matter.agency_id, RoleKind(following.role))
    names = colleagues(db.session(), *at, on=web_today()) if matter.agency_id in viewer.agencies() else []
    who = _("%(role)s, %(agency)s", role=words(at[1]), agency=db.session.get_one(Agency, matter.agency_id).name)
    return _("Việc tiếp theo, “%(act)s”, do người khác ghi: %(who)s.", act=term(ACT_VERBS, following.act),
             who=f"{who} ({', '.join(names)})" if names else who)  # fmt: skip
