"""The people of a petition or case in their parts (các bên): added, put right, ended; and mandates that fail.

Respondents: :mod:`app.casework.respondent_changes`; contents and withdrawals name people by their place here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.chains import chain_of
from app.casework.content_lines import OF
from app.casework.contents import may_write
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.identities import parties
from app.casework.permissions import Viewer
from app.casework.persons import Mandate, NewParty, PartyRow
from app.casework.speaking import SPEAKING, signed
from app.records.matters import Matter, MatterKind, PersonRole
from app.records.reception import Visit
from app.statute.groups import is_group, provisions_on, representation_of
from app.statute.mandates import PAPERS, Standing, offered_on, standing_on

MOST = 60  # people of one matter, beside a list of signatories
OFFERED = (
    PersonRole.PETITIONER, PersonRole.REPRESENTATIVE, PersonRole.AUTHORIZED, PersonRole.LAWYER,
    PersonRole.LEGAL_REPRESENTATIVE, PersonRole.INTERESTED, PersonRole.WITNESS,
)  # fmt: skip
TAKEN = "accepted"  # the stage of a petition that became a case


@dataclass(frozen=True, slots=True)
class Failing:
    """A mandate that is missing or over. ``position`` 0: of a group, not of one of its people."""

    position: int
    role: PersonRole
    standing: Standing
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class GroupOf:
    """A group whose representatives are too few or too many for its size (LTCD 29)."""

    people: int
    named: int
    fewest: int
    most: int
    provisions: tuple[str, ...]


def may_keep(session: Session, matter: Matter, viewer: Viewer, *, at: datetime) -> bool:
    """Whether ``viewer`` writes the people of a matter: who keeps its contents, behind its seal as well."""
    if matter.kind not in OF or not may_write(matter, viewer):
        return False
    return not matter.sealed or identities.may_open(session, matter, viewer=viewer, at=at)


def closed_because(matter: Matter) -> OutOfOrder | None:
    """Why the people of a matter are not written any more; None while they are."""
    if matter.kind is MatterKind.PETITION and matter.stage == TAKEN:
        return OutOfOrder("Đơn đã được thụ lý: các bên ghi ở vụ việc.")
    return None if matter.open else OutOfOrder("Hồ sơ đã kết thúc, không ghi thêm các bên.")


def add(
    session: Session, matter: Matter, new: NewParty, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Write somebody down. Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, and Refused naming the field."""
    take(session, matter, by=by, at=at, expected_version=expected_version)
    _check(new, today)
    there = parties.parties_in(session, matter)
    if len(there) >= MOST:
        raise Refused("Một hồ sơ nhiều nhất %(most)s người ngoài danh sách ký.", field="full_name", most=MOST)
    new = replace(new, since_on=new.since_on or today)
    position = parties.add_party(session, matter, new, shown_as=identities.shown_in(session, matter), at=at)
    _note(session, matter, "party_added", position, by=by, at=at)


def change(
    session: Session, matter: Matter, position: int, new: NewParty, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Put somebody right; what was written before stays to be read. Raises as :func:`add`."""
    take(session, matter, by=by, at=at, expected_version=expected_version)
    _check(new, today)
    before = _standing(session, matter, position)
    if (before.role, before.person, before.mandate, before.since_on) == (
        new.role, new.person, new.mandate, new.since_on
    ):  # fmt: skip
        return
    earlier = "\n".join(filter(None, (before.earlier, f"{today:%d/%m/%Y}: {said_before(before)}")))
    shown_as = identities.shown_in(session, matter)
    parties.change_party(session, matter, position, new, earlier=earlier, shown_as=shown_as, at=at)
    _note(session, matter, "party_changed", position, by=by, at=at)


def end(
    session: Session, matter: Matter, position: int, *, on: date, reason: str, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Somebody has no part any more: a mandate taken back, a mistake. Raises as :func:`add`.

    Somebody who speaks must be left: without anybody there is no complaint and no denunciation.
    """
    take(session, matter, by=by, at=at, expected_version=expected_version)
    one = _standing(session, matter, position)
    check_end(on, reason, since=one.since_on, today=today)
    left = [it for it in parties.parties_in(session, matter) if it.ended_on is None and it.position != position]
    if one.role in SPEAKING and not any(it.role in SPEAKING for it in left):
        raise Refused("Hồ sơ phải còn ít nhất một người đứng đơn. Ghi người thay trước.", field="reason")
    parties.end_party(session, matter, position, on=on, reason=reason.strip())
    _note(session, matter, "party_ended", position, by=by, at=at)


def check_end(on: date, reason: str, *, since: date | None, today: date) -> None:
    """Raises Refused, naming the field. ``since``: when somebody came into the file."""
    if not reason.strip():
        raise Refused("Nhập lý do.", field="reason")
    if on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="on", day=on)
    if since is not None and on < since:
        raise Refused("Nhập ngày không sớm hơn ngày có trong hồ sơ, %(day)s.", field="on", day=since)


def said_before(one: PartyRow) -> str:
    """What was written of somebody, in one line: it stays with what is written now."""
    who, paper = one.person, one.mandate
    if who is None:
        return ""
    told = (
        who.full_name, str(who.birth_year or ""), who.address, who.paper_number, who.phone,
        PAPERS[paper.kind].words.vi if paper.kind in PAPERS else "", paper.number,
        f"{paper.given_on:%d/%m/%Y}" if paper.given_on else "",
        f"đến {paper.until_on:%d/%m/%Y}" if paper.until_on else "", paper.scope,
    )  # fmt: skip
    return ", ".join(filter(None, told))


# ---- what fails


def failing(session: Session, matter: Matter, rows: Sequence[PartyRow], day: date) -> tuple[Failing, ...]:
    """The mandates of those who act for others that are missing or over on a day. It blocks nothing."""
    return tuple(_failing(session, matter, rows, day))


def _failing(session: Session, matter: Matter, rows: Sequence[PartyRow], day: date) -> Iterator[Failing]:
    acting = [one for one in rows if one.ended_on is None]
    speaking = [one for one in acting if one.role is PersonRole.REPRESENTATIVE]
    papered = any(one.mandate.kind for one in speaking) or (bool(speaking) and _brought_to_a_visit(session, matter))
    if speaking and not papered:
        yield Failing(0, PersonRole.REPRESENTATIVE, Standing.MISSING)
    for one in acting:
        paper = bool(one.mandate.kind) or (one.role is PersonRole.REPRESENTATIVE)  # of a group one paper is enough
        found = standing_on(day, one.role, paper=paper, until_on=one.mandate.until_on)
        if found in {Standing.MISSING, Standing.OVER}:
            yield Failing(one.position, one.role, found, one.mandate.until_on)


def _brought_to_a_visit(session: Session, matter: Matter) -> bool:
    """Whether the group brought its paper when it came. Of what is sealed that is behind the seal."""
    ids = [one.id for one in chain_of(session, matter) if one.kind is MatterKind.VISIT]
    return (
        session.scalar(select(Visit.matter_id).where(Visit.matter_id.in_(ids), Visit.mandate != "").limit(1))
        is not None
    )


def group_of(session: Session, matter: Matter, rows: Sequence[PartyRow], day: date) -> GroupOf | None:
    """The group of a matter when it names too few or too many representatives; None when all is well."""
    people = signed(session, matter)
    wanted = representation_of(people)
    named = sum(one.role is PersonRole.REPRESENTATIVE and one.ended_on is None for one in rows)
    if wanted is None or not is_group(people) or wanted.allows(named):
        return None
    return GroupOf(people, named, wanted.fewest, wanted.most, provisions_on(day))


# ---- what they share


def take(session: Session, matter: Matter, *, by: Viewer, at: datetime, expected_version: int | None) -> None:
    """Hold a matter whose people are written. Raises as :func:`add`."""
    hold(session, matter, by=by, expected_version=expected_version)
    if not may_keep(session, matter, by, at=at):
        raise NotAllowed("Không có quyền ghi các bên của hồ sơ này.")
    closed = closed_because(matter)
    if closed is not None:
        raise closed
    flag_modified(matter, "stage")


def _check(new: NewParty, today: date) -> None:
    if new.role not in OFFERED and new.role not in SPEAKING:
        raise Refused("Chọn tư cách tham gia.", field="role")
    if not new.person.full_name.strip():
        raise Refused("Nhập họ và tên.", field="full_name")
    if new.since_on is not None and new.since_on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="since_on", day=new.since_on)
    _check_mandate(new, today)


def _check_mandate(new: NewParty, today: date) -> None:
    paper = new.mandate
    if not paper.kind:
        if paper != Mandate():
            raise Refused("Chọn loại giấy tờ ủy quyền, đại diện.", field="mandate_kind")
        return
    if paper.kind not in PAPERS or new.role not in PAPERS[paper.kind].roles:
        raise Refused("Giấy tờ này không phải của tư cách đã chọn.", field="mandate_kind")
    if paper.given_on is not None and paper.given_on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="mandate_given_on", day=paper.given_on)
    if paper.kind not in offered_on(paper.given_on or today):
        raise Refused(
            "Loại giấy tờ này không còn được lập vào ngày %(day)s.", field="mandate_kind", day=paper.given_on or today
        )
    if paper.until_on is not None and paper.given_on is not None and paper.until_on < paper.given_on:
        raise Refused("Nhập ngày hết hạn không sớm hơn ngày lập %(day)s.", field="mandate_until_on", day=paper.given_on)


def _standing(session: Session, matter: Matter, position: int) -> PartyRow:
    rows = parties.parties_in(session, matter, opened=True)
    found = next((one for one in rows if one.position == position and one.ended_on is None), None)
    if found is None:
        raise ChangedMeanwhile("Người này không còn trong hồ sơ. Mở lại hồ sơ để xem.")
    return found


def _note(session: Session, matter: Matter, action: str, position: int, *, by: Viewer, at: datetime) -> None:
    audit.note(session, by=by.account_id or None, at=at, action=action, matter=matter, n=position)
    session.flush()


__all__ = [
    "MOST",
    "OFFERED",
    "SPEAKING",
    "Failing",
    "GroupOf",
    "add",
    "change",
    "check_end",
    "closed_because",
    "end",
    "failing",
    "group_of",
    "may_keep",
    "signed",
    "take",
]
