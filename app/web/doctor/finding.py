"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing is."""

    OK = "ok"
    WARNING = "warning"  # it runs, and somebody should look
    FAULT = "fault"  # it does not do what it is there for


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is called for programs, how it is, what that means, what to do."""

    name: str
    state: State
    meaning: str
    todo: str = ""


def fine(name: str, meaning: str) -> Finding:
    return Finding(name, State.OK, meaning)


def doubtful(name: str, meaning: str, todo: str) -> Finding:
    return Finding(name, State.WARNING, meaning, todo)


def wrong(name: str, meaning: str, todo: str) -> Finding:
    return Finding(name, State.FAULT, meaning, todo)
