"""An agency with its people at their browsers: for the tests of the rooms reception and petitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.casework import accounts
from app.casework.accounts import HASHER
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.extensions import db
from app.records.agencies import Agency, Level
from app.records.people import RoleKind
from tests.makers import Unit, an_agency
from tests.web.conftest import PASSWORD, THE_MORNING, Browse, Clock, Page

TODAY = THE_MORNING.date()
A_VISIT: Mapping[str, Any] = {
    "full_name": "Rơ Mah Thoan", "birth_year": "1959", "address": "Làng Bi, xã Ia Dom", "paper": "Căn cước",
    "paper_number": "064059001234", "people_count": "1", "kind": "complaint",
    "content": "Chưa đồng ý mức hỗ trợ cây cao su", "request": "Kiểm đếm lại số cây", "outcome": "petition_taken",
    "papers": "Đơn khiếu nại, 2 tờ", "within_competence": "yes", "received_on": "23/11/2026",
    "reception_kind": "regular", "then": "receipt",
}  # fmt: skip
A_PETITION: Mapping[str, Any] = {
    "source": "post", "received_on": "20/11/2026", "signatories": "1", "full_name": "Đinh Thị Hạnh",
    "paper": "Căn cước", "content": "Khiếu nại quyết định thu hồi 300 m² đất vườn",
}  # fmt: skip
CLASSIFIED: Mapping[str, Any] = {
    "kind": "complaint", "instance": "first", "field": "land", "officials_conduct": "no", "on": "23/11/2026",
    "reason": "Không đồng ý quyết định hành chính về đất của chính mình",
}  # fmt: skip
FOUND: Mapping[str, Any] = {"finding_1": "right", "remedy_1": "annulled"}  # of a complaint with one content


@cache
def _hash() -> str:
    """Made once: argon2 takes its time on purpose."""
    return HASHER.hash(PASSWORD)


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency; ``unit`` for the makers, ``who`` to sign in: officer, handler, head."""

    unit: Unit
    who: Mapping[RoleKind, str]

    @property
    def agency(self) -> Agency:
        return self.unit.agency


def a_desk(records: Session, name: str = "UBND xã Ia Dom", *, prefix: str = "dom", under: Agency | None = None) -> Desk:
    """An agency with an officer, a handler and a head who can sign in; committed."""
    agency = an_agency(records, name, under=under)
    kinds = (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    who = {kind: f"{prefix}.{kind.value}" for kind in kinds}
    viewers = [somebody(records, agency, kind, username=who[kind]) for kind in kinds]
    records.commit()
    return Desk(Unit(agency, *viewers), who)


def somebody(records: Session, agency: Agency, kind: RoleKind, *, username: str) -> Viewer:
    """A person with one role who can sign in with ``PASSWORD``; not committed."""
    account = accounts.create_account(
        records, username=username, full_name=f"Người {username}", by=SYSTEM, at=THE_MORNING
    )
    account.password_hash = _hash()
    records.flush()
    accounts.give_role(records, account, kind, agency, from_on=date(2025, 7, 1), by=SYSTEM, at=THE_MORNING)
    return Viewer(account.id, (HeldRole(kind, agency.id),))


def at_the_desk(app: Flask, username: str) -> Browse:
    """Somebody's browser, signed in."""
    app.config["CLOCK"] = Clock()
    browse = Browse(app)
    browse.enter(username)
    return browse


@contextmanager
def looking(app: Flask) -> Iterator[Session]:
    """A session on the database of ``app``, to prepare and to look. Commit what the pages shall see."""
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session


def an_inspector(app: Flask, records: Session) -> Browse:
    """The browser of somebody of Thanh tra tỉnh, signed in; committed."""
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    return at_the_desk(app, "thanh.tra")


def kept_on(page: Page) -> dict[str, Any]:
    """The hidden fields of the forms of a page, but the token: what a browser sends back untouched."""
    fields = {str(one.get("name")): str(one.get("value") or "") for one in page.all("input", type="hidden")}
    return {name: value for name, value in fields.items() if name != "csrf_token"}


def filled_in(browse: Browse, address: str, /, **typed: Any) -> Page:
    """Open a form, type into it and send it; on a page that asks whether to go on, go on."""
    page = browse.send(address, **{**kept_on(browse.open(address)), **typed})
    if not page.all("button", value="confirm"):
        return page
    return browse.send(address, **{**kept_on(page), "step": "confirm"})
