"""A simulated year with its tally: ``python -m tests.year [--seed N] [--agencies 160] [--short]``.

Three schedulers work at once on one PostgreSQL database. Time stands still while they work and goes on when they are
done, to the next moment at which something is due. The seed draws what falls due, what is settled, how the mail server
answers each attempt and who is killed (as by ``kill -9``) about when; where exactly, the machine draws.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from multiprocessing.connection import wait
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from app.casework import backlog
from app.casework.jobs import DELIVERY, GRAVE_LETTERS, RECEPTION, REPORT_REMINDERS, REPORTS, WEEKLY_LETTERS
from app.config import Settings
from app.records.jobs import JobRun
from app.records.notices import LetterAttempt, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.scheduler import JOBS, STALE_AFTER
from tests import postgres
from tests.conftest import at_server, engine_at, migrated, settings_at, sqlalchemy_url
from tests.lateness import a_duty, an_agency, an_official
from tests.year import plan as plans
from tests.year.office import Moody, moody_server
from tests.year.plan import Expected, Plan
from tests.year.process import Waker, started

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROCESSES = 3
OPENS, CLOSES = 8, 17
AT_MOST = 300  # seconds a moment may take on the busiest machine
SUBJECT = re.compile(r"tháng (\d\d/\d{4})\b.*\(([\d.]+) việc\)")
NO_PART_OF_THE_PLAN = {RECEPTION, REPORTS, REPORT_REMINDERS, WEEKLY_LETTERS, GRAVE_LETTERS}
WOKEN = tuple(name for name in JOBS if name not in NO_PART_OF_THE_PLAN)
NOT_DELIVERY = tuple(name for name in WOKEN if name != DELIVERY)


@dataclass
class Tally:
    """What became of the year. ``struck``: letters whose process died with them in hand, how often."""

    plan: Plan
    moments: int = 0
    killed: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    expected: Counter[Expected] = field(default_factory=Counter)
    arrived: Counter[Expected] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    moods: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    flags: int = 0

    @property
    def repeated(self) -> Counter[str]:
        """Letters that arrived more than once: how often too many."""
        return Counter({one: copies - 1 for one, copies in self.copies.items() if copies > 1})

    @property
    def unexplained(self) -> int:
        """How many copies no death and no silence between the server's 250 and our confirm accounts for."""
        return (self.repeated - self.struck - self.silent).total()

    def __str__(self) -> str:
        moods = ", ".join(f"{mood} {number}" for mood, number in sorted(self.moods.items()))
        missing, others = self.expected - self.arrived, self.arrived - self.expected
        after = (self.repeated & self.struck).total()
        too_late = ((self.repeated - self.struck) & self.silent).total()
        lines = [
            f"seed {self.plan.seed}: {len(self.plan.bodies)} agencies, {len(self.plan.days)} days with a server",
            f"{PROCESSES} schedulers, woken at {self.moments} moments",
            f"killed {self.killed} times, {self.struck.total()} of them with a letter in hand",
            f"mail server: {moods}",
            f"letters that should arrive {self.expected.total()}: missing {missing.total()}, others {others.total()}",
            f"arrived again {self.repeated.total()}",
            f"  killed between the server's 250 and our confirm {after}",
            f"  the server's answer came too late {too_late}",
            f"  without a reason {self.unexplained}",
            f"flags {self.flags}",
        ]
        return "\n".join([*lines, *(self.faults or ["no fault"])])


class House:
    """The schedulers, the mail server and the database of one run."""

    def __init__(self, settings: Settings, engine: Engine, office: Moody, plan: Plan, *, dying: float) -> None:
        self.settings, self.engine, self.office, self.plan, self.dying = settings, engine, office, plan, dying
        self.draw = random.Random(f"deaths {plan.seed}")  # noqa: S311 - who dies, not a secret
        self.tally = Tally(plan)
        self.duties: list[int] = []
        self.wakers: list[Waker] = []

    def run(self) -> Tally:
        """The whole of it."""
        self._settle_in()
        self.wakers = [self._another() for _ in range(PROCESSES)]
        for day in self.plan.days:
            self._settle_duties(day)
            self._go_through(day)
        for waker in self.wakers:
            waker.go_home()
        self._judge()
        return self.tally

    # ---- what happens

    def _settle_in(self) -> None:
        with Session(self.engine) as session:
            top = an_agency(session, "UBND tỉnh")
            bodies = {}
            for body in self.plan.bodies:
                agency = an_agency(session, f"UBND xã số {body.number}", email=body.address, under=top)
                if body.head:
                    an_official(session, RoleKind.HEAD, agency, body.head)
                bodies[body.number] = agency
            for address in self.plan.supervisors:
                an_official(session, RoleKind.SUPERVISOR, top, address)
            self.duties = [a_duty(session, bodies[one.agency], one.due_on).id for one in self.plan.owed]
            backlog.mark_confirmed(session, at=at(self.plan.days[0], OPENS))
            session.commit()

    def _settle_duties(self, day: date) -> None:
        done = [number for number, duty in zip(self.duties, self.plan.owed, strict=True) if duty.done_on == day]
        with Session(self.engine) as session:
            values = {"open": False, "satisfied_on": day}
            session.execute(update(Obligation).where(Obligation.id.in_(done)).values(**values))
            session.commit()

    def _go_through(self, day: date) -> None:
        """What is due at eight, then whatever is due again later, until nothing is or the office closes."""
        now: datetime | None = at(day, OPENS)
        self._moment(at(day, OPENS), NOT_DELIVERY)
        while now is not None and now < at(day, CLOSES):
            self._moment(now, WOKEN)
            now = self._next_due(now)

    def _next_due(self, now: datetime) -> datetime | None:
        with Session(self.engine) as session:
            queued = select(func.min(OutboxLetter.next_try_at)).where(OutboxLetter.state == LetterState.QUEUED)
            claimed = select(func.min(OutboxLetter.claimed_at)).where(OutboxLetter.state == LetterState.CLAIMED)
            begun = select(func.min(JobRun.claimed_at)).where(JobRun.finished_at.is_(None))
            again, letter, job = (session.scalar(one) for one in (queued, claimed, begun))
        due = [again, letter and letter + STALE_AFTER, job and job + STALE_AFTER]
        return max((min(found), now + timedelta(minutes=1))) if (found := [one for one in due if one]) else None

    def _moment(self, now: datetime, names: tuple[str, ...]) -> None:
        """Everybody wakes at once; perhaps one of them is killed while they work."""
        self.tally.moments += 1
        for waker in self.wakers:
            waker.line.send((now, self._shuffled(names)))
        victim = self.draw.choice(self.wakers) if self.draw.random() < self.dying else None
        until = time.monotonic() + self.draw.uniform(0, 0.3)
        working = {waker.line: waker for waker in self.wakers}
        while working:
            ready = wait(list(working), max(0.0, until - time.monotonic()) if victim else AT_MOST)
            if not ready:
                assert victim, "they do not get on with their work"
                victim.process.kill()
                victim = None
            for line in ready:
                waker = working.pop(line)  # type: ignore[call-overload]
                victim = None if waker is victim else victim
                self._heard(waker)

    def _shuffled(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.draw.sample(names, len(names)))

    def _heard(self, waker: Waker) -> None:
        try:
            waker.line.recv()
        except (EOFError, ConnectionResetError):
            waker.process.join()
            self._note_a_death(waker)
            self.wakers[self.wakers.index(waker)] = self._another()

    def _note_a_death(self, waker: Waker) -> None:
        self.tally.killed += 1
        mine = OutboxLetter.claimed_by.startswith(f"{waker.process.pid}.")
        with Session(self.engine) as session:
            held = session.scalars(
                select(OutboxLetter.message_id).where(OutboxLetter.state == LetterState.CLAIMED, mine)
            )
            self.tally.struck.update(held)

    def _another(self) -> Waker:
        return started(self.settings, self.draw.randrange(2**32), self.dying)

    # ---- what came of it

    def _judge(self) -> None:
        tally = self.tally
        tally.expected.update(self.plan.letters())
        tally.moods = self.office.moods
        first = {letter["Message-ID"]: letter for letter in reversed(self.office.letters)}
        tally.copies.update(letter["Message-ID"] for letter in self.office.letters)
        tally.arrived.update(_read(letter["To"], letter["Subject"]) for letter in first.values())
        with Session(self.engine) as session:
            tally.faults.extend(self._faults(session, set(first)))

    def _faults(self, session: Session, arrived: set[str]) -> Iterator[str]:
        missing, others = self.tally.expected - self.tally.arrived, self.tally.arrived - self.tally.expected
        yield from (f"did not arrive: {one}" for one in missing)
        yield from (f"should not have arrived: {one}" for one in others)
        if unsent := session.scalars(select(OutboxLetter.id).where(OutboxLetter.state != LetterState.SENT)).all():
            yield f"not sent: letters {list(unsent)}"
        if arrived != set(session.scalars(select(OutboxLetter.message_id))):
            yield "what arrived is not what the outbox says it sent"
        late = select(OutboxLetter.message_id).join(LetterAttempt, LetterAttempt.letter_id == OutboxLetter.id)
        self.tally.silent.update(session.scalars(late.where(LetterAttempt.error == "TimeoutError")))
        if self.tally.unexplained:
            yield f"arrived again without a reason: {self.tally.repeated - self.tally.struck}"
        yield from self._flag_faults(session)

    def _flag_faults(self, session: Session) -> Iterator[str]:
        raised = Counter((row.obligation_id, row.raised_on) for row in session.scalars(select(Flag)))
        due = Counter((self.duties[place], day) for place, day in self.plan.flags())
        self.tally.flags = raised.total()
        if raised != due:
            yield f"flags: missing {due - raised}, others {raised - due}"


def _read(address: str, subject: str) -> Expected:
    found = SUBJECT.search(subject)
    assert found, subject
    return Expected(str(address), found[1], int(found[2].replace(".", "")))


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def simulated(plan: Plan, database_url: str, folder: Path, *, dying: float) -> Tally:
    """The tally of ``plan`` on a migrated, empty database. ``dying``: how often they die, from 0 to 1."""
    engine = engine_at(database_url)
    try:
        with moody_server(plan.seed) as office:
            settings = settings_at(
                database_url, folder, MAIL_URL=office.url, MAIL_FROM="tiepdan@gialai.example",
                BASE_URL="https://tiepdan.example",
            )  # fmt: skip
            return House(settings, engine, office, plan, dying=dying).run()
    finally:
        engine.dispose()


def main() -> int:
    """Run it on a PostgreSQL of its own and print the tally; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--agencies", type=int, help="160 in a year")
    parser.add_argument("--short", action="store_true", help="two turns of a month instead of a year")
    parser.add_argument("--dying", type=float, default=0.05)
    asked = parser.parse_args()
    agencies = {"agencies": asked.agencies} if asked.agencies else {}
    plan = (plans.short if asked.short else plans.whole)(asked.seed, **agencies)
    cluster = postgres.start()
    try:
        at_server(cluster.url, "CREATE DATABASE year")
        url = sqlalchemy_url(cluster.url, "year")
        migrated(url)
        with tempfile.TemporaryDirectory() as folder:
            tally = simulated(plan, url, Path(folder), dying=asked.dying)
    finally:
        cluster.stop()
    print(tally)  # noqa: T201 - it is what the command is for
    return 1 if tally.faults else 0
