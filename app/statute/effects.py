"""What one act more, another day or another fact does to the clocks: two ledgers of one matter held side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.statute.duty_states import DutyState
from app.statute.status import Status


class Effect(StrEnum):
    """What became of one duty."""

    MET = "met"
    MET_LATE = "met_late"
    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED = "moved"
    STARTED = "started"
    OWED_AGAIN = "owed_again"
    ENDED = "ended"
    GONE = "gone"  # what started it is no longer so: it was never owed


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One duty before and after; at least one of the two is there."""

    effect: Effect
    before: DutyState | None
    after: DutyState | None

    @property
    def becomes_late(self) -> bool:
        """Whether it is late now and was not before."""
        return _is_late(self.after) and not _is_late(self.before)


def clock_changes(before: tuple[DutyState, ...], after: tuple[DutyState, ...]) -> tuple[ClockChange, ...]:
    """Every duty that differs, in the order of ``after``, then what is gone. Both as of one day, under one calendar."""
    old = {_key(state): state for state in before}
    pairs = [(old.pop(_key(state), None), state) for state in after]
    found = ((_effect(was, state), was, state) for was, state in pairs)
    changed = [ClockChange(effect, was, state) for effect, was, state in found if effect is not None]
    return (*changed, *(ClockChange(Effect.GONE, state, None) for state in old.values()))


def _key(state: DutyState) -> tuple[object, ...]:
    """A duty is known by the line of the log that started it, whatever day that line is corrected to."""
    trigger = state.trigger
    return (state.duty, trigger.ref) if trigger.ref is not None else (state.duty, trigger.act, trigger.on)


def _effect(before: DutyState | None, after: DutyState) -> Effect | None:
    if after.satisfied_on is not None and (before is None or before.satisfied_on is None):
        return Effect.MET_LATE if after.status is Status.MET_LATE else Effect.MET
    if before is None:
        return Effect.STARTED if after.is_owed else None
    if before.is_owed != after.is_owed:
        return Effect.OWED_AGAIN if after.is_owed else Effect.ENDED
    if (before.status is Status.PAUSED) != (after.status is Status.PAUSED):
        return Effect.PAUSED if after.status is Status.PAUSED else Effect.RESUMED
    return Effect.MOVED if _dates(before) != _dates(after) else None


def _dates(state: DutyState) -> tuple[object, ...]:
    return state.due_on, state.paused_on, state.satisfied_on, state.ended_on, state.status


def _is_late(state: DutyState | None) -> bool:
    return state is not None and bool(state.days_late)
