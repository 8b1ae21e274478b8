"""What an act will do to stage and clocks, told before it is done: beside its form as one types, and to confirm it.

A page with a form of its own takes :func:`told` and the macro ``foreseen`` of ``parts/_foreseen.html``; a form marked
``data-foreseen`` asks again by itself (``js/foreseen.js``) whenever something is typed (in the fields it names, if it
names any), with ``step`` as :data:`CLOCKS`, and without the script by a button whose ``step`` is :data:`LOOK`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from app.casework import foreseeing, ledger
from app.casework.acts import Entry
from app.casework.errors import Refused
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import Assessment, DutyState, Scope, Status
from app.statute.effects import ClockChange, Effect
from app.statute.effects import clock_changes as compared
from app.statute.terms import STAGES
from app.web.act_forms import ActForm, Entered
from app.web.clock import today
from app.web.dues import SUSPENDED
from app.web.forms import Form, sentence_of
from app.web.rules import certainly_words, cited
from app.web.views import Change, Why
from app.web.whys import why_of
from app.web.wording import due_words, spoken, term

# What a form is sent for: its page with the clocks as typed, these alone, or its page to type on.
LOOK, CLOCKS, EDIT = "look", "clocks", "edit"
ASKED = frozenset({LOOK, CLOCKS, EDIT})
CONFIRM = "confirm"


def is_asked() -> bool:
    """Whether the form of this request was sent to see the clocks, or to type on; not to be saved."""
    return request.form.get("step") in ASKED


EFFECTS: Mapping[Effect, Callable[[], str]] = {
    Effect.MET: lambda: _("Xong"),
    Effect.MET_LATE: lambda: _("Xong, trễ"),
    Effect.PAUSED: lambda: _("Tạm dừng"),
    Effect.RESUMED: lambda: _("Chạy tiếp"),
    Effect.MOVED: lambda: _("Đổi hạn"),
    Effect.STARTED: lambda: _("Bắt đầu tính"),
    Effect.OWED_AGAIN: lambda: _("Lại phải làm"),
    Effect.ENDED: lambda: _("Thôi phải làm"),
    Effect.GONE: lambda: _("Không còn"),
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What stands beside a form: a sentence, the lines "cũ → mới", and what is not typed yet."""

    words: str
    changes: tuple[Change, ...] = ()
    wanting: str = ""


def foresee(
    matter: Matter, entered: Entered, facts: Mapping[str, object] = foreseeing.NO_FACTS, scope: Scope | None = None
) -> tuple[Change, ...]:
    """What the act will do to stage and clocks, before it is done. Raises Refused, OutOfOrder."""
    found = foreseeing.foresee(db.session(), matter, _entry(entered), today=today(), facts=facts, scope=scope)
    return clock_changes(*found)


def check_witnessed(matter: Matter, entered: Entered) -> None:
    """What the deed refuses of an act typed late without its document: not promised first. Raises Refused."""
    foreseeing.check_witnessed(db.session(), matter, _entry(entered), today=today())


def _entry(entered: Entered) -> Entry:
    return Entry(entered.act, entered.on, entered.data, entered.document_no, entered.document_on)


def foresee_acceptance(matter: Matter, entered: Entered, facts: Mapping[str, object]) -> tuple[Change, ...]:
    """What accepting a petition will start: the clocks of the case, too. ``facts``: those the form adds.

    Raises Refused, OutOfOrder.
    """
    return foresee(matter, entered, facts, Scope.WHOLE)


def told_of_act(form: ActForm, act: str, foreseeing_it: Callable[[Entered], Sequence[Change]]) -> Foreseen:
    """The same of a form that may be half typed: a refusal is said in its words, or what is missing for an answer."""
    if form.on.data is None:
        return Foreseen(_("Nhập “%(label)s” để xem các thời hạn.", label=form.on.label.text))
    return told(form, lambda: foreseeing_it(form.entered(act)), names=form.said)


def told(form: Form, foreseeing_it: Callable[[], Sequence[Change]], names: Sequence[str] = ()) -> Foreseen:
    """What saving a form would do. ``names``: the fields that may be wanting."""
    missing = [str(form[name].label.text) for name in names if form[name].flags.required and not form[name].data]
    wanting = _("Chưa nhập “%(labels)s”; nhập rồi có thể khác.", labels="”, “".join(missing)) if missing else ""
    try:
        changes = tuple(foreseeing_it())
    except Refused as refused:
        return Foreseen(sentence_of(refused), wanting=wanting)
    return Foreseen(_summed_up(changes), changes, wanting)


def _summed_up(changes: Sequence[Change]) -> str:
    """Xong 1 · Bắt đầu 2 · Thành quá hạn 1."""
    counted = Counter(change.effect for change in changes if change.effect)
    counted.update(change.late for change in changes if change.late)
    summed = " · ".join(f"{words} {n}" for words, n in counted.items())
    return f"{summed}." if summed else _("Không thời hạn nào thay đổi.")


def started(found: Iterable[Assessment]) -> tuple[Change, ...]:
    """The clocks that would run of matters that are not there yet."""
    changes = ((one, after.stage) for after in found for one in compared((), after.duties))
    return tuple(_line(one, "", stage) for one, stage in changes if one.after and one.after.is_owed)


def clock_changes(before: Assessment, after: Assessment, *, judged_stays: bool = False) -> tuple[Change, ...]:
    """The lines "cũ → mới": the stage, and every duty that starts, ends or moves.

    ``judged_stays``: what is done or over keeps its judgement, whatever the law would say of it now.
    """
    stage = Change(_("Giai đoạn"), term(STAGES, before.stage), term(STAGES, after.stage))
    found = compared(before.duties, after.duties)
    told = (one for one in found if not (judged_stays and one.before and not one.before.is_owed))
    lines = (_line(one, before.stage, after.stage) for one in told)
    return (*((stage,) if before.stage != after.stage else ()), *lines)


def _line(change: ClockChange, stage: str, then: str) -> Change:
    shown = change.after or change.before
    assert shown is not None  # noqa: S101 - one of the two is there
    late = change.becomes_late and shown.status is not Status.MET_LATE  # that one says so itself
    return Change(
        term({shown.duty: shown.term}, shown.duty), _state(change.before, stage), _state(change.after, then),
        _cited(shown), _why(change.after), EFFECTS[change.effect](), _("Thành quá hạn") if late else "",
    )  # fmt: skip


def _cited(state: DutyState) -> str:
    """Where the law says so, how sure that is, and of a disputed limit from when it is late for certain."""
    also = tuple((one.rule, one.due_on, spoken(one.citation)) for one in state.also)
    certain = certainly_words(state.due_on, also, today(), running=state.is_owed)
    return ". ".join(part for part in (cited(state.rule, state.rule_from, state.certainty), certain) if part)


def _why(state: DutyState | None) -> Why | None:
    """Why the date it will have is what it is; nothing for what is over then."""
    if state is None or not state.is_owed:
        return None
    return why_of(state, today=today(), calendar=ledger.ground_of(db.session()).calendar)


def _state(state: DutyState | None, stage: str) -> str:
    if state is None:
        return ""
    words = due_words(
        state.status.value, due_on=state.due_on, left=state.working_days_left, late=state.days_late,
        paused_on=state.paused_on, done_on=state.satisfied_on, suspended=stage == SUSPENDED,
    )  # fmt: skip
    return _("%(words)s (%(date)s)", words=words.words, date=words.date) if words.date else words.words
