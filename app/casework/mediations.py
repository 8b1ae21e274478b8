"""Taking a land dispute for mediation at the commune where the land lies. Never a complaint, and counted with none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.acts import Entry, append
from app.casework.errors import NotAllowed, Refused
from app.casework.identities import Person
from app.casework.matters import Opening, open_matter, short_title
from app.casework.permissions import Deed, Viewer, visible
from app.records.agencies import Agency, Level
from app.records.matters import Matter, MatterKind, PersonRole, Series
from app.records.mediations import Mediation
from app.statute.terms import Procedure

FIELD = "land"


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot in dispute, as its papers write it. ``area``: in m²."""

    address: str
    sheet_no: str = ""
    parcel_no: str = ""
    area: str = ""
    land_kind: str = ""
    certificate_no: str = ""


@dataclass(frozen=True, slots=True)
class NewMediation:
    """A request as received. ``visit``: the opaque id of the visit it came from."""

    received_on: date
    plot: Plot
    dispute: str
    requesters: Sequence[Person]
    others: Sequence[Person]
    request: str = ""
    visit: str = ""


def mediates(by: Viewer, agency: Agency) -> bool:
    """Whether ``by`` may take a dispute at an agency: only a commune mediates."""
    return agency.level is Level.COMMUNE and by.may(Deed.MEDIATE, agency.id)


def take_dispute(
    session: Session, new: NewMediation, *, agency_id: int, by: Viewer, at: datetime, today: date
) -> Matter:
    """Write a request for mediation into the commune's register. Raises NotAllowed, OutOfOrder, Refused."""
    agency = session.get_one(Agency, agency_id)
    if not mediates(by, agency):
        raise NotAllowed("Chỉ UBND cấp xã nơi có đất hòa giải tranh chấp đất đai.")
    _check(new, agency, today)
    matter = open_matter(session, _opening(new, agency_id), by=by, at=at)
    session.add(_row(matter, new, _visit_id(session, new.visit, agency_id, by)))
    identities.attach_people(session, matter, new.requesters, PersonRole.REQUESTER, at=at)
    identities.attach_people(session, matter, new.others, PersonRole.OTHER_SIDE, at=at)
    append(session, matter, Entry("received", new.received_on), by=by, at=at, today=today)
    session.flush()
    return matter


def _check(new: NewMediation, agency: Agency, today: date) -> None:
    if not agency.from_on <= new.received_on <= today:
        raise Refused(
            "Nhập ngày nhận từ %(day)s, ngày đơn vị hoạt động, đến hôm nay.", field="received_on", day=agency.from_on
        )
    if not new.dispute.strip():
        raise Refused("Nhập nội dung tranh chấp.", field="dispute")
    if not new.plot.address.strip():
        raise Refused("Nhập địa chỉ thửa đất.", field="plot_address")
    if not new.requesters:
        raise Refused("Nhập bên yêu cầu hòa giải.", field="full_name")
    if not new.others:
        raise Refused("Nhập bên kia: hòa giải cần đủ hai bên.", field="other_side")


def _opening(new: NewMediation, agency_id: int) -> Opening:
    return Opening(
        kind=MatterKind.MEDIATION, agency_id=agency_id, on=new.received_on, series=Series.MEDIATION,
        procedure=Procedure.LAND_MEDIATION, title=short_title(new.dispute), field=FIELD,
        place_id=agency_id,
    )  # fmt: skip


def _row(matter: Matter, new: NewMediation, visit_id: int | None) -> Mediation:
    plot = new.plot
    return Mediation(
        matter_id=matter.id, visit_id=visit_id, received_on=new.received_on, sheet_no=plot.sheet_no.strip(),
        parcel_no=plot.parcel_no.strip(), area=plot.area.strip(), address=plot.address.strip(),
        land_kind=plot.land_kind.strip(), certificate_no=plot.certificate_no.strip(), dispute=new.dispute.strip(),
        request=new.request.strip(),
    )  # fmt: skip


def visit_of(session: Session, ref: str, *, by: Viewer) -> Matter | None:
    """The open visit behind ``ref`` that a dispute may be said to come from, as far as ``by`` may see it."""
    wanted = select(Matter).where(Matter.ref == ref, Matter.kind == MatterKind.VISIT, ~Matter.sealed, visible(by))
    return session.scalar(wanted) if ref else None


def _visit_id(session: Session, ref: str, agency_id: int, by: Viewer) -> int | None:
    visit = visit_of(session, ref, by=by)
    return visit.id if visit is not None and visit.agency_id == agency_id else None


__all__ = ["NewMediation", "Plot", "mediates", "take_dispute", "visit_of"]
