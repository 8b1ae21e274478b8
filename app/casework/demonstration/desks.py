"""The agencies of the demonstration with the people who work there, from ``desks.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from app.casework.accounts import create_account, give_role
from app.casework.agencies import agency_by_code
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.names import People
from app.casework.demonstration.stories import Place, Setting
from app.casework.folding import fold
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.records.agencies import Agency, Level, RemoteArea
from app.records.people import Account, RoleKind

DESKS = Path(__file__).with_name("desks.yaml")
DOMAIN = "example.invalid"  # reserved: no letter can ever arrive there
BAN_TCD = "ban-tcd"
STAFF = {"officers": RoleKind.OFFICER, "handlers": RoleKind.HANDLER}


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency as the demonstration plays it: the place, who lives there, who works there."""

    agency_id: int
    code: str
    name: str
    head_title: str
    place: Place
    lives: Mapping[People, int]
    weight: int
    officers: tuple[Viewer, ...]
    handlers: tuple[Viewer, ...]
    head: Viewer | None
    remote: bool
    reserved: frozenset[int]  # accounts of the sign-in cards, whose open work is told one by one

    @property
    def resolves(self) -> bool:
        """Whether it decides cases itself, instead of receiving for others only."""
        return self.code != BAN_TCD

    @property
    def is_commune(self) -> bool:
        return self.place.setting is not Setting.OFFICE

    def handler(self, chance: Chance, *, open_work: bool) -> Viewer:
        """Somebody who works on files here. Whoever has a sign-in card gets no open file by chance."""
        free = [one for one in self.handlers if not open_work or one.account_id not in self.reserved]
        return chance.one(free or self.handlers)

    def village(self, chance: Chance) -> str:
        """Where somebody of this place lives."""
        if self.place.setting is Setting.OFFICE:
            return chance.one(self.place.villages)
        return f"{chance.one(self.place.villages)}, {self.place.name}"


@cache
def _page() -> dict[str, list[dict[str, Any]]]:
    page: dict[str, list[dict[str, Any]]] = yaml.load(DESKS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return page


def _staff(row: Mapping[str, Any]) -> Iterator[tuple[str, RoleKind]]:
    for group, kind in STAFF.items():
        yield from ((name, kind) for name in row[group])
    if "head" in row:
        yield row["head"], RoleKind.HEAD


@dataclass(frozen=True, slots=True)
class _Hiring:
    """One run of giving everybody an account and roles."""

    session: Session
    chance: Chance
    first_day: date
    at: datetime
    accounts: dict[str, Account] = field(default_factory=dict)
    roles: dict[int, list[HeldRole]] = field(default_factory=dict)
    reserved: set[int] = field(default_factory=set)

    def account(self, username: str, name: str, email: str) -> Account:
        if username not in self.accounts:
            made = create_account(
                self.session, username=username, full_name=name, email=email, demonstration=True, by=SYSTEM, at=self.at
            )
            made.ref = self.chance.ref()
            self.accounts[username] = made
        return self.accounts[username]

    def hire(self, username: str, name: str, email: str, kind: RoleKind, agency: Agency) -> int:
        account = self.account(username, name, email)
        first_day = max(self.first_day, agency.from_on)
        give_role(self.session, account, kind, agency, from_on=first_day, by=SYSTEM, at=self.at)
        self.roles.setdefault(account.id, []).append(HeldRole(kind, agency.id))
        return account.id

    def working_at(self, agency: Agency, kind: RoleKind) -> tuple[Viewer, ...]:
        wanted = HeldRole(kind, agency.id)
        return tuple(Viewer(account_id, tuple(held)) for account_id, held in self.roles.items() if wanted in held)


def staff_desks(session: Session, chance: Chance, *, first_day: date, at: datetime) -> dict[str, Desk]:
    """Give everybody of the demonstration an account and roles; the desks by the code of their agency."""
    hiring = _Hiring(session, chance, first_day, at)
    for card in _page()["cards"]:
        agency = agency_by_code(session, card["agency"])
        hiring.reserved.add(hiring.hire(card["username"], card["name"], card["email"], RoleKind(card["role"]), agency))
    agencies = {row["agency"]: agency_by_code(session, row["agency"]) for row in _page()["desks"]}
    for row in _page()["desks"]:
        agency = agencies[row["agency"]]
        agency.email = row.get("email", "")
        for name, kind in _staff(row):
            hiring.hire(_username(name, row["domain"]), name, _email(name, row["domain"]), kind, agency)
        if "remote" in row:
            session.add(RemoteArea(agency_id=agency.id, document=row["remote"], from_on=max(first_day, agency.from_on)))
    session.flush()
    return {row["agency"]: _desk(row, agencies[row["agency"]], hiring) for row in _page()["desks"]}


def _desk(row: Mapping[str, Any], agency: Agency, hiring: _Hiring) -> Desk:
    heads = hiring.working_at(agency, RoleKind.HEAD)
    return Desk(
        agency_id=agency.id,
        code=agency.code,
        name=agency.name,
        head_title=agency.head_title,
        place=Place(
            setting=Setting(row["setting"]),
            name=agency.place if agency.level is Level.COMMUNE else agency.name,
            villages=row["villages"], streets=row["streets"],
            sign=row["sign"], issuer=row.get("issuer", row["sign"]),
        ),
        lives={People(who): part for who, part in row["lives"].items()},
        weight=row["weight"],
        officers=hiring.working_at(agency, RoleKind.OFFICER),
        handlers=hiring.working_at(agency, RoleKind.HANDLER),
        head=heads[0] if heads else None,
        remote="remote" in row,
        reserved=frozenset(hiring.reserved),
    )  # fmt: skip


def _given(name: str) -> str:
    return ".".join(fold(name).replace("'", "").split()[-2:])


def _username(name: str, domain: str) -> str:
    return f"{_given(name)}.{domain}"


def _email(name: str, domain: str) -> str:
    return f"{_given(name)}@{domain}.{DOMAIN}"
