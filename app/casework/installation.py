"""The first run of a province's own installation, and what an installation lacks.

The first run has four steps, kept in a mark so that it goes on where it stopped: the administrator, the agencies, the
mail, the check. It is open while nobody has ever administered, and once it is over it never opens again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from app.casework.accounts import create_account, give_role, held_on
from app.casework.agencies import AgencyLine, agencies_on, load_agencies
from app.casework.agency_list import agency_rows
from app.casework.audit import note
from app.casework.errors import ChangedMeanwhile, OutOfOrder, Refused
from app.casework.once import insert_once, rows_of
from app.casework.permissions import SYSTEM
from app.casework.settled import settled
from app.records.agencies import Agency, Level
from app.records.notices import LetterState, OutboxLetter
from app.records.people import Account, Role, RoleKind
from app.records.settings import Mark

MARK = "first_run"  # value: the step to do next and the administrator's account, "mail:1"; at the end "done"
DEMONSTRATION = "demonstration"


class Step(StrEnum):
    """What is to be done next in the first run, in this order."""

    ADMINISTRATOR = "administrator"
    AGENCIES = "agencies"
    MAIL = "mail"
    CHECK = "check"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """A first run that is not over. ``account_id``: the administrator's, once there is one."""

    step: Step
    account_id: int | None = None

    @property
    def nobody_administers(self) -> bool:
        return self.step in {Step.ADMINISTRATOR, Step.AGENCIES}


@dataclass(frozen=True, slots=True)
class Lacks:
    """What an installation has and lacks on a day. ``unreachable``: names of agencies nobody can be written to."""

    administrators: int
    agencies: int
    unreachable: tuple[str, ...]
    held: int
    demonstration: bool


def first_run(session: Session) -> FirstRun | None:
    """Where the first run stands; None when it is over, or somebody administers without it."""
    kept = settled(session).marks.get(MARK)
    if kept is None:
        administered = session.scalar(select(exists().where(Role.kind == RoleKind.ADMINISTRATOR)))
        return None if administered else FirstRun(Step.ADMINISTRATOR)
    step, _colon, account_id = kept.partition(":")
    return None if step == Step.DONE else FirstRun(Step(step), int(account_id))


def make_administrator(
    session: Session, *, username: str, full_name: str, email: str, password: str, at: datetime
) -> Account:
    """The first account. It administers as soon as there is an agency to do it at.

    Raises :class:`Refused` on what was typed, :class:`ChangedMeanwhile` when somebody was faster.
    """
    _expect(session, Step.ADMINISTRATOR)
    account = create_account(
        session, username=username, full_name=full_name, email=email, password=password, by=SYSTEM, at=at
    )
    begun = insert_once(session, Mark).values(name=MARK, value=f"{Step.AGENCIES}:{account.id}")
    if not rows_of(session.execute(begun)):
        raise ChangedMeanwhile("Vừa có người tạo quản trị viên. Tải lại trang để xem.")
    note(session, by=None, at=at, action="first_run", subject=f"account:{account.id}", step=Step.ADMINISTRATOR.value)
    return account


def settle_agencies(session: Session, lines: Sequence[AgencyLine], *, today: date, at: datetime) -> Agency:
    """Load the agencies (none: those that are there) and give the administrator the role at the first of them.

    Answers that agency. Raises :class:`Refused` when a parent is missing or no agency exists on ``today``.
    """
    running = _expect(session, Step.AGENCIES)
    if lines:
        load_agencies(session, lines, at=at)
    found = agencies_on(session, today)
    if not found:
        raise Refused("Danh sách không có đơn vị nào đang hoạt động hôm nay. Xem lại ngày bắt đầu.", field="file")
    account = session.get_one(Account, running.account_id)
    give_role(
        session, account, RoleKind.ADMINISTRATOR, found[0], from_on=today, document="Cài đặt lần đầu", by=SYSTEM, at=at
    )
    _advance(session, running, Step.MAIL, at=at)
    return found[0]


def pass_mail(session: Session, *, at: datetime) -> None:
    """The mail was looked at. Raises :class:`OutOfOrder` when that is not the step."""
    _advance(session, _expect(session, Step.MAIL), Step.CHECK, at=at)


def finish(session: Session, *, at: datetime) -> None:
    """The first run is over, for ever. Raises :class:`OutOfOrder` when that is not the step."""
    _advance(session, _expect(session, Step.CHECK), Step.DONE, at=at)


def levels_of(lines: Sequence[AgencyLine]) -> dict[Level, int]:
    """How many agencies of each level a list has, the highest level first."""
    counted = Counter(line.level for line in lines)
    return {level: counted[level] for level in Level if counted[level]}


def agencies_there(session: Session) -> int:
    """How many agencies the register has, of whatever day."""
    return session.scalar(select(func.count()).select_from(Agency)) or 0


def lacks(session: Session, *, today: date) -> Lacks:
    """What the installation has and lacks, in a fixed number of statements."""
    administering = (
        select(func.count(Role.account_id.distinct()))
        .join(Account, Account.id == Role.account_id)
        .where(Role.kind == RoleKind.ADMINISTRATOR, held_on(today), Account.locked_at.is_(None))
    )
    held = select(func.count()).select_from(OutboxLetter).where(OutboxLetter.state == LetterState.HELD)
    rows = [row for row in agency_rows(session, today) if row.runs_on(today)]
    return Lacks(
        administrators=session.scalar(administering) or 0,
        agencies=len(rows),
        unreachable=tuple(row.name for row in rows if row.unreachable),
        held=session.scalar(held) or 0,
        demonstration=DEMONSTRATION in settled(session).marks,
    )


def _expect(session: Session, step: Step) -> FirstRun:
    running = first_run(session)
    if running is None or running.step is not step:
        raise OutOfOrder("Bước này đã xong. Tải lại trang để làm bước tiếp theo.")
    return running


def _advance(session: Session, running: FirstRun, step: Step, *, at: datetime) -> None:
    """Go on to ``step``, unless somebody did meanwhile."""
    value = step.value if step is Step.DONE else f"{step}:{running.account_id}"
    was = f"{running.step}:{running.account_id}"
    moved = update(Mark).where(Mark.name == MARK, Mark.value == was).values(value=value)
    if not rows_of(session.execute(moved.execution_options(synchronize_session=False))):
        raise ChangedMeanwhile("Vừa có người làm xong bước này. Tải lại trang để xem.")
    note(session, by=running.account_id, at=at, action="first_run", subject="installation", step=running.step.value)
