"""The filters of the petitions that wait, as an address carries them."""

from __future__ import annotations

from app.casework.agencies import agencies_on
from app.casework.inbox import Duplicates, Filters, State, Unclassified
from app.casework.permissions import Viewer
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import RoleKind
from app.records.petitions import PetitionKind, Source
from app.statute.terms import STAGES
from app.web.clock import today
from app.web.holders import holder_asked
from app.web.lists import asked, known, member

FILTERS = ("co-quan", "tinh-trang", "loai", "giai-doan", "nguon", "nguoi", "trung", "goi-y")
HINTED = "khac"


def agencies_of(viewer: Viewer) -> list[Agency]:
    """The agencies whose petitions somebody may choose among: their own, when there are several."""
    own = viewer.agencies(RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    return [one for one in agencies_on(db.session(), today()) if one.id in own] if len(own) > 1 else []


def filters_asked(agencies: list[Agency]) -> Filters:
    """The filters of the address; what is not known narrows nothing."""
    kind: PetitionKind | Unclassified | None = member(PetitionKind, "loai")
    return Filters(
        state=member(State, "tinh-trang") or State.OPEN,
        kind=kind or member(Unclassified, "loai"),
        stage=known(STAGES, "giai-doan"),
        source=member(Source, "nguon"),
        agency_id=next((one.id for one in agencies if one.code == asked("co-quan")), None),
        assignee=holder_asked(),
        duplicates=member(Duplicates, "trung"),
        hint_ignored=asked("goi-y") == HINTED,
    )
