"""A simulated year with its tally: ``python -m tests.year [--seed N] [--agencies 160] [--short]``.

Three schedulers work at once on one PostgreSQL database. Time stands still while they work and goes on when they are
done, to the next moment at which something is due. The seed draws what falls due, what is settled, how the mail server
answers each attempt and who is killed (as by ``kill -9``) about when; where exactly, the machine draws.
"""

from __future__ import annotations

import argparse
import logging
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.casework.jobs import ALARM, DELIVERY, DUE_NOTICES, FLAGS, OLD_SESSIONS, RECEPTION, RECKONING, REPORTS
from app.casework.recipients import LetterKind
from app.config import Settings
from app.records.jobs import JobRun
from app.records.notices import LetterAttempt, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.scheduler import JOBS, STALE_AFTER
from tests import postgres
from tests.conftest import at_server, engine_at, migrated, settings_at, sqlalchemy_url
from tests.year import expected
from tests.year import plan as plans
from tests.year.days import A_DAY
from tests.year.office import Moody, moody_server
from tests.year.plan import Plan
from tests.year.process import Waker, started
from tests.year.tally import Tally
from tests.year.world import World

log = logging.getLogger(__name__)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROCESSES = 3
NIGHT, OPENS, POST_LEAVES, CLOSES, LAST_LOOK = time(0, 5), time(7), time(8), time(16, 30), time(16, 45)
NOON = time(12)  # from then on nobody dies and the mail server takes all, when the server goes off in the evening
A_MINUTE = timedelta(minutes=1)
AT_MOST = 300  # seconds a moment may take on the busiest machine
AT_ALL_TIMES = (RECKONING, DELIVERY)
AT_NIGHT = (RECEPTION, REPORTS, FLAGS, DUE_NOTICES, OLD_SESSIONS)
IN_THE_MORNING = tuple(name for name in JOBS if name not in {ALARM, *AT_ALL_TIMES, *AT_NIGHT})
STUCK = DUE_NOTICES  # what does not wake on a stuck day: it writes no letter, and only an alarm tells of it


class House:
    """The schedulers, the mail server and the database of one run."""

    def __init__(self, settings: Settings, engine: Engine, office: Moody, plan: Plan, *, dying: float) -> None:
        self.settings, self.engine, self.office, self.plan, self.dying = settings, engine, office, plan, dying
        self.draw = random.Random(f"deaths {plan.seed}")  # noqa: S311 - who dies, not a secret
        self.tally = Tally(plan, PROCESSES)
        self.world = World(plan)
        self.wakers: list[Waker] = []

    def run(self) -> Tally:
        """The whole of it."""
        with Session(self.engine) as session:
            self.world.settle_in(session, at(self.plan.days[0], OPENS))
            session.commit()
        self.wakers = [self._another() for _ in range(PROCESSES)]
        try:
            self._live_through()
        finally:
            for waker in self.wakers:
                waker.go_home()
        self._judge()
        return self.tally

    def _live_through(self) -> None:
        before: date | None = None
        for day, after in zip(self.plan.days, (*self.plan.days[1:], None), strict=True):
            with Session(self.engine) as session:
                self.world.settle(session, day, at(day, NIGHT))
                session.commit()
            if day.day == 1:
                log.info("%s: %s letters so far", day, len(self.office.letters))
            away = [one is None or abs(one - day) > A_DAY for one in (before, after)]
            self._go_through(day, back=away[0] and before is not None, goes_off=away[1])
            before = day

    # ---- what happens

    def _go_through(self, day: date, *, back: bool, goes_off: bool) -> None:
        """The daily jobs after midnight, what the morning writes, then the post until nothing waits or offices close.

        ``back``: the server was off, and whoever administers hears of it first. ``goes_off``: it will be, and what
        waits all day would be too old when it is back, which no plan can foretell: the afternoon is quiet. Late in
        the day somebody looks whether any job missed its time.
        """
        if back:
            self._until_done(at(day, NIGHT), at(day, NIGHT), (ALARM,))
        at_night = [name for name in AT_NIGHT if name != STUCK or day not in self.plan.stuck]
        self._until_done(at(day, NIGHT), at(day, OPENS), at_night)
        self._until_done(at(day, OPENS), at(day, POST_LEAVES), IN_THE_MORNING)
        waits = self._deliver(at(day, POST_LEAVES), at(day, NOON))
        self.office.quiet = goes_off
        self._deliver(waits, at(day, CLOSES))
        self._moment(at(day, LAST_LOOK), AT_ALL_TIMES)
        self._moment(at(day, LAST_LOOK), (ALARM,))
        self.office.quiet = False

    def _until_done(self, now: datetime, before: datetime, names: Sequence[str]) -> None:
        """Wake jobs, and again while one of them has died over its work."""
        self._moment(now, names)
        while (begun := list(self._begun_again())) and (now := max(*begun, now + A_MINUTE)) < before:
            self._moment(now, names)

    def _deliver(self, now: datetime | None, before: datetime) -> datetime | None:
        """Wake jobs while something waits: a letter put off, or one whose bearer died, goes on its way again.

        When the next thing is due after ``before``; None when nothing waits.
        """
        while now is not None and now < before:
            self._moment(now, (*IN_THE_MORNING, *AT_ALL_TIMES))
            due = [*self._letters_due(), *self._begun_again()]
            now = max(min(due), now + A_MINUTE) if due else None
        return now

    def _begun_again(self) -> Iterator[datetime]:
        with Session(self.engine) as session:
            begun = session.scalar(select(func.min(JobRun.claimed_at)).where(JobRun.finished_at.is_(None)))
        if begun is not None:
            yield begun + STALE_AFTER

    def _letters_due(self) -> Iterator[datetime]:
        queued = func.min(OutboxLetter.next_try_at).filter(OutboxLetter.state == LetterState.QUEUED)
        claimed = func.min(OutboxLetter.claimed_at).filter(OutboxLetter.state == LetterState.CLAIMED)
        daily = select(queued, claimed).where(OutboxLetter.kind != LetterKind.JOB_ALARM)  # those go with their own job
        with Session(self.engine) as session:  # in one look: the last commit of who was killed may still be on its way
            again, held = session.execute(daily).one()
        yield from (at for at in (again, held and held + STALE_AFTER) if at)

    def _moment(self, now: datetime, names: Sequence[str]) -> None:
        """Everybody wakes at once; perhaps one of them is killed while they work."""
        self.tally.moments += 1
        for waker in self.wakers:
            waker.line.send((now, self._shuffled(names), not self.office.quiet))
        dies = self.draw.random() < self.dying and not self.office.quiet
        victim = self.draw.choice(self.wakers) if dies else None
        until = monotonic() + self.draw.uniform(0, 0.3)
        working = {waker.line: waker for waker in self.wakers}
        while working:
            ready = wait(list(working), max(0.0, until - monotonic()) if victim else AT_MOST)
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
        self.tally.expected.update(expected.letters(self.plan))
        self.tally.moods = self.office.moods
        self.tally.take(self.office.letters)
        with Session(self.engine) as session:
            self.tally.faults.extend(self._faults(session))

    def _faults(self, session: Session) -> Iterator[str]:
        yield from (f"did not arrive: {one}" for one in self.tally.missing)
        yield from (f"should not have arrived: {one}" for one in self.tally.others)
        for letter in session.scalars(select(OutboxLetter).where(OutboxLetter.state != LetterState.SENT)):
            when = letter.claimed_at or letter.next_try_at
            yield f"not sent: {letter.kind} {letter.period}, {letter.state} {letter.last_error}, {when}"
        if set(self.tally.copies) != set(session.scalars(select(OutboxLetter.message_id))):
            yield "what arrived is not what the outbox says it sent"
        late = select(OutboxLetter.message_id).join(LetterAttempt, LetterAttempt.letter_id == OutboxLetter.id)
        self.tally.silent.update(session.scalars(late.where(LetterAttempt.error == "TimeoutError")))
        if self.tally.unexplained:
            yield f"arrived again without a reason: {self.tally.repeated - self.tally.struck}"
        for run in session.scalars(select(JobRun).where(JobRun.failures > 0)):
            yield f"a job failed by itself: {run.job} of {run.period}, {run.failures} times, {run.error}"
        yield from self._flag_faults(session)

    def _flag_faults(self, session: Session) -> Iterator[str]:
        rows = select(Obligation.agency_id, Flag.due_on, Flag.raised_on)
        found = session.execute(rows.join(Flag, Flag.obligation_id == Obligation.id))
        raised = Counter((agency_id, due_on, day) for agency_id, due_on, day in found)
        due = Counter((self.world.agencies[agency], due_on, day) for agency, due_on, day in self.plan.flags())
        self.tally.flags = raised.total()
        if raised != due:
            yield f"flags: missing {due - raised}, others {raised - due}"


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)


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
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
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
