"""Every step of a reckoning has its words, on the command line and on screen."""

from __future__ import annotations

from app.statute.reckoning import Step, StepKind, in_words
from app.web import why_steps

SAID_APART = {StepKind.START, StepKind.DUE}  # the act that started it; the sum


def test_every_step_of_a_reckoning_is_worded() -> None:
    assert all(in_words(Step(kind)) for kind in StepKind)
    assert set(StepKind) - SAID_APART == set(why_steps._WORDS)
