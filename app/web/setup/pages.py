"""What the pages of the first run show: one page of four steps, each with what was done or what is to be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app
from flask_babel import gettext as _

from app.casework.agencies import read_list
from app.casework.installation import FirstRun, Step, agencies_there, levels_of
from app.extensions import db
from app.records.people import Account
from app.web.clock import now
from app.web.doctor import Finding, State, examine
from app.web.mail_words import WayOut, way_out
from app.web.setup.forms import AdministratorForm, AgenciesForm, StepForm, TrialForm, Which
from app.web.views import DueWords, Mark
from app.web.wording import number, words

ORDER = (Step.ADMINISTRATOR, Step.AGENCIES, Step.MAIL, Step.CHECK)
BADGES = {State.OK: Mark.MET, State.WARNING: Mark.SOON, State.FAULT: Mark.OVER}


@dataclass(frozen=True, slots=True)
class StepHead:
    """A step in the list of steps. ``done``: what came of it."""

    number: int
    words: str
    here: bool
    done: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of the doctor's: how it is, what that means, what to do."""

    badge: DueWords
    meaning: str
    todo: str


@dataclass(frozen=True, slots=True)
class SetupPage:
    """The page. ``levels``: the built-in list in words; ``way``: where letters go out; ``lines``: the check."""

    steps: tuple[StepHead, ...]
    step: Step
    title: str
    levels: tuple[tuple[str, str], ...] = ()
    way: WayOut | None = None
    lines: tuple[CheckLine, ...] = ()


@dataclass(slots=True)
class Forms:
    """The forms of the page; the one that was sent comes with its errors."""

    administrator: AdministratorForm = field(default_factory=AdministratorForm)
    agencies: AgenciesForm = field(default_factory=lambda: AgenciesForm(which=Which.BUILT_IN.value))
    trial: TrialForm = field(default_factory=TrialForm)
    step: StepForm = field(default_factory=StepForm)


def setup_page(running: FirstRun) -> SetupPage:
    """The page as the first run stands."""
    step = running.step
    return SetupPage(
        steps=tuple(_head(running, one) for one in ORDER),
        step=step,
        title=_title(step),
        levels=_levels() if step is Step.AGENCIES else (),
        way=way_out(current_app.config["SETTINGS"]) if step is Step.MAIL else None,
        lines=tuple(_check_lines()) if step is Step.CHECK else (),
    )


def offer_lists(form: AgenciesForm) -> AgenciesForm:
    """The lists to choose from: what the register has already, when there is something."""
    there = agencies_there(db.session())
    built_in = _("Danh sách có sẵn của tỉnh Gia Lai (%(n)s đơn vị)", n=number(len(read_list())))
    form.which.choices = [
        (Which.BUILT_IN.value, built_in),
        (Which.FILE.value, _("Tệp danh sách của tỉnh")),
        *([(Which.THERE.value, _("Danh sách đã nạp (%(n)s đơn vị)", n=number(there)))] if there else []),
    ]
    return form


def address_of(running: FirstRun) -> str:
    """The administrator's own address, to try the mail with."""
    account = _administrator(running)
    return account.email if account else ""


def _administrator(running: FirstRun) -> Account | None:
    return db.session.get(Account, running.account_id) if running.account_id is not None else None


def _title(step: Step) -> str:
    said = {
        Step.ADMINISTRATOR: _("Quản trị viên"),
        Step.AGENCIES: _("Đơn vị"),
        Step.MAIL: _("Thư"),
        Step.CHECK: _("Kiểm tra"),
    }
    return said[step]


def _head(running: FirstRun, step: Step) -> StepHead:
    place, here = ORDER.index(step), ORDER.index(running.step)
    done = _done(running, step) if place < here else ""
    return StepHead(place + 1, _title(step), place == here, done)


def _done(running: FirstRun, step: Step) -> str:
    if step is Step.ADMINISTRATOR:
        account = _administrator(running)
        return (
            _("%(name)s, tên đăng nhập %(username)s", name=account.full_name, username=account.username)
            if account
            else ""
        )
    if step is Step.AGENCIES:
        return _("%(n)s đơn vị", n=number(agencies_there(db.session())))
    return way_out(current_app.config["SETTINGS"]).place


def _levels() -> tuple[tuple[str, str], ...]:
    return tuple((words(level), number(count)) for level, count in levels_of(read_list()).items())


def _check_lines() -> list[CheckLine]:
    found = examine(current_app.config["SETTINGS"], db.engine, at=now())
    return [_check_line(one) for one in sorted(found, key=lambda one: list(State)[::-1].index(one.state))]


def _check_line(one: Finding) -> CheckLine:
    said = {State.OK: _("tốt"), State.WARNING: _("lưu ý"), State.FAULT: _("lỗi")}
    return CheckLine(DueWords(BADGES[one.state], said[one.state]), one.meaning, one.todo)
