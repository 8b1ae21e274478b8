"""How a decision or a conclusion is carried out: the panel of the case, its page, and the forms of its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.casework import enforcement, ledger
from app.casework.enforcement import EntryLine
from app.casework.timeline import last_change
from app.extensions import db
from app.records.enforcement import EnforcementEntry
from app.records.matters import Matter
from app.statute.assessment import ActFact
from app.statute.enforcement import LAID_DOWN, Figure, Heading, Unit, figures_of, forms_of, heading, headings_of
from app.web.access import current_viewer
from app.web.acting import CONFLICT, Answer, Way
from app.web.cases.enforcement_forms import CorrectEntryForm, EntryForm, WithdrawEntryForm, area, form_of
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import finish_draft
from app.web.forms import Form, sentence_of
from app.web.views import Link
from app.web.wording import day, decimal, moment, number, spoken

Totals = Mapping[tuple[str, str], int]
PLACES = 2


@dataclass(frozen=True, slots=True)
class Balance:
    """One figure that is owed: what is due, what was done, what is left. ``note``: what does not add up."""

    words: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry, in words. ``gone``: it counts no more."""

    heading: str
    document: str
    figures: tuple[str, ...]
    facts: str
    tag: str
    reason: str
    gone: bool
    correct_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class EnforcementPanel:
    """What ``parts/_enforcement.html`` prints of a case: totals, and where they are written down."""

    balances: tuple[Balance, ...]
    people: tuple[str, ...]
    url: str
    writes: bool


@dataclass(frozen=True, slots=True)
class EnforcementPage:
    """The page: totals, entries, and the headings one can add under."""

    code: str
    crumbs: tuple[Link, ...]
    totals: EnforcementPanel
    entries: tuple[EntryView, ...]
    adds: tuple[Link, ...]
    closed: str
    forms: str
    laid_down: str
    back: str


def enforcement_panel(matter: Matter, log: Sequence[ActFact]) -> EnforcementPanel | None:
    """The totals of a case on its page; nothing before its decision, or conclusion. ``log``: the acts that count."""
    if enforcement.closed_because(matter, log) is not None:
        return None
    return _panel(matter, enforcement.entries_of(db.session(), matter))


def _panel(matter: Matter, lines: Sequence[EntryLine]) -> EnforcementPanel:
    found = enforcement.totals(lines)
    return EnforcementPanel(
        balances=tuple(_balances(matter, found)),
        people=tuple(_people(matter, found)),
        url=url_for("cases.enforcement", ref=matter.ref),
        writes=enforcement.may_write(matter, current_viewer()),
    )


def _balances(matter: Matter, found: Totals) -> Iterator[Balance]:
    forms = forms_of(matter.procedure)
    for done in (one for one in headings_of(matter.procedure) if one.owed):
        owed = heading(done.owed)
        counted = {figure.code for figure in figures_of(done, forms)}
        both = {figure.code: figure for figure in (*figures_of(done, forms), *figures_of(owed, forms))}
        for code, figure in both.items():
            due, got = found.get((owed.code, code), 0), found.get((done.code, code), 0)
            words = f"{spoken(done.both or owed.term)}: {spoken(figure.term).lower()}"
            if code not in counted and due:  # the forms ask how many are owed, never how many were done
                yield Balance(words, _("phải %(due)s", due=amount_words(figure, due)), "")
            elif due or got:
                yield _balance(words, figure, due, got)


def _balance(words: str, figure: Figure, due: int, done: int) -> Balance:
    note = ""
    if done > due:
        note = _("nhiều hơn số phải làm, xem lại") if due else _("chưa ghi số phải làm")
    said = {"due": amount_words(figure, due), "done": amount_words(figure, done)}
    if not due:
        return Balance(words, _("đã %(done)s", **said), note)
    if not done:
        return Balance(words, _("phải %(due)s · chưa làm", **said), note)
    if done > due:
        return Balance(words, _("phải %(due)s · đã %(done)s", **said), note)
    left = amount_words(figure, due - done)
    return Balance(words, _("phải %(due)s · đã %(done)s · còn %(left)s", **said, left=left), note)


def _people(matter: Matter, found: Totals) -> Iterator[str]:
    """What is only counted: who was handled, what went to investigators."""
    forms = forms_of(matter.procedure)
    paired = {one.owed for one in headings_of(matter.procedure)}
    for one in headings_of(matter.procedure):
        if one.owed or one.code in paired:
            continue
        said = {figure.code: found.get((one.code, figure.code), 0) for figure in figures_of(one, forms)}
        if any(said.values()):
            yield f"{spoken(one.term)}: {'; '.join(_figures(one, said))}"


def _figures(one: Heading, said: Mapping[str, int]) -> Iterator[str]:
    for figure in one.figures:
        if said.get(figure.code):
            yield f"{spoken(figure.term).lower()} {amount_words(figure, said[figure.code])}"


def amount_words(figure: Figure, amount: int) -> str:
    """1.250.000.000 đồng; 1.234,5 m²; 3."""
    if figure.unit is Unit.MONEY:
        return _("%(n)s đồng", n=number(amount))
    if figure.unit is Unit.LAND:
        value = area(amount)
        places = next(places for places in range(PLACES + 1) if round(value, places) == value)
        return f"{decimal(value, places)}\N{NO-BREAK SPACE}m²"
    return number(amount)


# ---- the page


def enforcement_page(matter: Matter) -> str:
    """Everything the page says. Aborts with 404 where the forms count nothing."""
    if not enforcement.is_counted(matter):
        abort(404)
    session = db.session()
    lines = enforcement.entries_of(session, matter)
    closed = enforcement.closed_because(matter, ledger.counted(ledger.log_of(session, matter)))
    totals = _panel(matter, lines)
    writes = totals.writes and closed is None
    page = EnforcementPage(
        code=matter.code,
        crumbs=_crumbs(matter, _("Kết quả thi hành")),
        totals=totals,
        entries=tuple(_view(line, matter, writes=writes) for line in lines),
        adds=tuple(_add(one, matter) for one in headings_of(matter.procedure)) if writes else (),
        closed=sentence_of(closed) if closed else "",
        forms=", ".join(forms_of(matter.procedure)),
        laid_down=spoken(LAID_DOWN),
        back=url_for("cases.page", ref=matter.ref),
    )
    return render_template("cases/enforcement.html", page=page)


def _add(one: Heading, matter: Matter) -> Link:
    return Link(spoken(one.term), url_for("cases.add_enforcement", ref=matter.ref, heading=one.code))


def _view(line: EntryLine, matter: Matter, *, writes: bool) -> EntryView:
    open_to = writes and line.counts
    tags = {line.corrects_id is not None: _("ghi lại"), line.withdrawn: _("bỏ dòng đã ghi"), line.answered: _("đã sửa")}
    return EntryView(
        heading=spoken(heading(line.heading).term),
        document=_paper(line),
        figures=tuple(_figures(heading(line.heading), line.figures)),
        facts=" · ".join(filter(None, (line.by, moment(line.typed_at) if not matter.sealed else ""))),
        tag=tags.get(True, ""),
        reason=line.reason,
        gone=not line.counts,
        correct_url=url_for("cases.correct_enforcement", ref=matter.ref, entry=line.ref) if open_to else "",
        withdraw_url=url_for("cases.withdraw_enforcement", ref=matter.ref, entry=line.ref) if open_to else "",
    )


def _paper(line: EntryLine | EnforcementEntry) -> str:
    return _("Số %(no)s ngày %(day)s", no=line.document_no, day=day(line.document_on))


def _crumbs(matter: Matter, *names: str) -> tuple[Link, ...]:
    return (Link(matter.code, url_for("cases.page", ref=matter.ref)), *(Link(name, "") for name in names))


# ---- its forms


def added(matter: Matter, code: str) -> Answer:
    """The answer to the form of what a document says under a heading. Aborts with 404 for an unknown one."""
    one = _heading(matter, code)
    if closed := _closed(matter, spoken(one.term)):
        return closed
    form = form_of(one, forms_of(matter.procedure))(data=_seen(matter))
    if form.validate_on_submit() and _done(matter, form, lambda: _record(matter, form)):
        flash(_("Đã ghi “%(what)s”.", what=spoken(one.term)))
        return redirect(url_for("cases.enforcement", ref=matter.ref))
    return _form_page("cases/enforcement_form.html", matter, form, spoken(one.term))


def _record(matter: Matter, form: EntryForm) -> None:
    enforcement.record(
        db.session(), matter, form.said(), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def corrected(matter: Matter, ref: str) -> Answer:
    """The answer to the form that says an entry right."""
    entry = _entry(matter, ref)
    one = heading(entry.heading)
    title = _("Sửa “%(what)s”", what=spoken(one.term))
    if closed := _closed(matter, title, ref):
        return closed
    said = next(line for line in enforcement.entries_of(db.session(), matter) if line.ref == ref)
    paper: dict[str, str | date] = {"document_no": entry.document_no, "document_on": entry.document_on}
    form = form_of(one, forms_of(matter.procedure), CorrectEntryForm)(data={**said.figures, **paper, **_seen(matter)})
    if form.validate_on_submit() and _done(matter, form, lambda: _correct(matter, ref, form)):
        flash(_("Đã sửa. Dòng cũ vẫn đọc được."))
        return redirect(url_for("cases.enforcement", ref=matter.ref))
    return _form_page("cases/enforcement_form.html", matter, form, title)


def _correct(matter: Matter, ref: str, form: EntryForm) -> None:
    reason = form["reason"].data or ""
    enforcement.correct(
        db.session(), _entry(matter, ref), form.said(), reason, by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def withdrawn(matter: Matter, ref: str) -> Answer:
    """The answer to the form that lets an entry count no more."""
    entry = _entry(matter, ref)
    title = _("Bỏ “%(what)s”", what=spoken(heading(entry.heading).term))
    if closed := _closed(matter, title, ref):
        return closed
    form = WithdrawEntryForm(data=_seen(matter))
    if form.validate_on_submit() and _done(matter, form, lambda: _withdraw(matter, ref, form)):
        flash(_("Đã bỏ. Dòng cũ vẫn đọc được."))
        return redirect(url_for("cases.enforcement", ref=matter.ref))
    return _form_page("cases/enforcement_withdraw.html", matter, form, title, _paper(entry))


def _withdraw(matter: Matter, ref: str, form: WithdrawEntryForm) -> None:
    enforcement.withdraw(
        db.session(), _entry(matter, ref), form.reason.data or "", by=current_viewer(), at=now(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form."""

    title: str
    subject: str
    said: str
    way: Way


def _form_page(template: str, matter: Matter, form: Form, title: str, said: str = "") -> str:
    page = FormPage(title, matter.code, said, _way(matter, title))
    meanwhile = changed_since(matter, form, lambda _rows: {})
    return render_template(template, page=page, form=form, way=page.way, meanwhile=meanwhile)


def _way(matter: Matter, title: str) -> Way:
    back = url_for("cases.enforcement", ref=matter.ref)
    return Way(back=back, crumbs=(*_crumbs(matter), Link(_("Kết quả thi hành"), back), Link(title, "")))


def _seen(matter: Matter) -> dict[str, int]:
    return {"expected_version": matter.version, "mark": last_change(db.session(), matter.id)}


def _heading(matter: Matter, code: str) -> Heading:
    return next((one for one in headings_of(matter.procedure) if one.code == code), None) or abort(404)


def _entry(matter: Matter, ref: str) -> EnforcementEntry:
    return enforcement.entry_by(db.session(), matter, ref) or abort(404)


def _done(matter: Matter, form: Form, deed: Callable[[], None]) -> bool:
    with committing(form) as done:
        deed()
        finish_draft(matter)
    return bool(done)


def _closed(matter: Matter, title: str, ref: str = "") -> Answer | None:
    """Why nothing can be written: 403 for somebody who works no cases here, 409 too early, or once it was answered."""
    if not enforcement.may_write(matter, current_viewer()):
        abort(403)
    session = db.session()
    refused = enforcement.closed_because(matter, ledger.counted(ledger.log_of(session, matter)))
    lines = enforcement.entries_of(session, matter) if ref and refused is None else []
    answered = any(line.ref == ref and not line.counts for line in lines)
    if refused is None and not answered:
        return None
    why = sentence_of(refused) if refused else _("Dòng này đã được sửa. Hãy sửa dòng mới nhất.")
    page = render_template(
        "acting/closed.html", title=title, why=why, way=_way(matter, title), subject=matter.code, both=()
    )
    return page, CONFLICT


__all__ = ["EnforcementPanel", "added", "corrected", "enforcement_page", "enforcement_panel", "withdrawn"]
