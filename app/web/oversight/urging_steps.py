"""What the doors of urging do: letters drafted from a list, one issued, an entry typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from app.casework import overdue, urging, urging_issue
from app.casework.errors import Refused
from app.casework.file_types import WORD
from app.casework.outbox import Attachment
from app.casework.papers.linking import padded
from app.casework.papers.urging import (
    report_paper,
    report_passages,
    report_sheet,
    urging_paper,
    urging_passages,
    urging_sheet,
)
from app.casework.urged import items_of
from app.casework.urging import Drafted, may_write
from app.casework.urging_issue import Issuing, standing
from app.casework.urging_replies import Reply
from app.extensions import db
from app.records.urgings import Urging, UrgingFile, UrgingItem
from app.statute.urging import ASKED
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import Form, refused_into_form, sentence_of
from app.web.lists import row_number
from app.web.oversight.dues import agencies_of, filters_asked
from app.web.oversight.urging_drafts import draft_page, proposed_reply_day
from app.web.oversight.urging_forms import ChooseForm, IssueForm, ReplyForm
from app.web.oversight.urging_pages import title_words
from app.web.paper_files import PaperFile, TemplateWords, paper_file, words_before
from app.web.wording import number

Answer = str | Response
CHOSEN, THEN, ALL, LOOK = "chon", "then", "all", "look"


# ---- from the list


def chosen() -> Response:
    """Drafts of what was chosen; where they are issued, or back to the list with why not."""
    form = ChooseForm()
    if not form.validate_on_submit():
        abort(400)
    ids = _all_of_the_list() if request.form.get(THEN) == ALL else _ticked()
    return _drafted(form, urging.draft, ids, _to_the_list())


def chosen_requests() -> Response:
    """The same of the Reception Board, of what it forwarded."""
    form = ChooseForm()
    if not form.validate_on_submit():
        abort(400)
    return _drafted(form, urging.draft_requests, _ticked(), redirect(url_for("oversight.urging")))


def _ticked() -> list[int]:
    rows = (row_number(one) for one in request.form.getlist(CHOSEN))
    return [row for row in rows if row is not None]


def _all_of_the_list() -> list[int]:
    """Every row of the list as it was narrowed: its address came along."""
    viewer = current_viewer()
    filters = filters_asked(agencies_of(viewer, today()))
    found = overdue.overdue(db.session(), viewer, today=today(), filters=filters, limit=urging.MOST + 1)
    return [row.id for row in found.rows]


def _to_the_list() -> Response:
    return redirect(url_for("oversight.overdue", **request.args.to_dict()))  # type: ignore[arg-type]


def _drafted(form: ChooseForm, deed: Callable[..., Drafted], ids: Sequence[int], back: Response) -> Response:
    """Where to go after the drafts were made: to the one, to the list of several, or ``back`` with why not."""
    if not ids:
        flash(_("Chọn ít nhất một việc."), "over")
        return back
    made_now = Drafted((), ())
    with committing(form) as done:
        made_now = deed(db.session(), ids, by=current_viewer(), today=today(), at=now())
    for _field, sentence in () if done else form.problems():
        flash(sentence, "over")
    for one in made_now.left_out:
        flash(f"{one.code}: {sentence_of(one.why)}", "over")
    if not made_now.refs:
        return back
    if len(made_now.refs) == 1:
        return redirect(url_for("oversight.urging_letter", ref=made_now.refs[0]))
    n = len(made_now.refs)
    flash(ngettext("Đã soạn %(n)s thư. Xem lại từng thư rồi ban hành.",
                   "Đã soạn %(n)s thư. Xem lại từng thư rồi ban hành.", n, n=number(n)))  # fmt: skip
    return redirect(url_for("oversight.urging"))


# ---- issuing


def issuing(letter: Urging) -> Answer:
    """The answer to GET and POST of a letter that has no number yet: the question, a look, and issuing it."""
    if not may_write(current_viewer(), letter):
        abort(404)
    items = standing(db.session(), letter, by=current_viewer(), today=today())
    form = _issue_form(letter, items)
    said = form.said() if form.validate_on_submit() else None
    if said is None or request.form.get(THEN) == LOOK:
        return _question(letter, items, form)
    ref = letter.ref
    try:
        content = _file(letter, items, said).content
    except Refused as refused:  # what the province's template cannot be filled in with
        refused_into_form(form, refused)
        return _question(letter, items, form)
    with committing(form) as done:
        urging_issue.issue(
            db.session(), ref, said, content, seen=form.items_seen(), expected_version=form.expected_version.data,
            by=current_viewer(), today=today(), at=now(),
        )  # fmt: skip
    if not done:
        return _question(letter, standing(db.session(), letter, by=current_viewer(), today=today()), form)
    flash(_("Đã ban hành công văn số %(number)s.", number=said.number))
    return redirect(url_for("oversight.urging_letter", ref=ref))


def _issue_form(letter: Urging, items: Sequence[UrgingItem]) -> IssueForm:
    on = today()
    return IssueForm(
        data={
            "expected_version": letter.version, "seen": _seen(items), "issued_on": on,
            "reply_due_on": proposed_reply_day(on), "asked": list(ASKED),
        }
    )  # fmt: skip


def _seen(items: Sequence[UrgingItem]) -> str:
    return ".".join(str(item.id) for item in items)


def _question(letter: Urging, items: Sequence[UrgingItem], form: IssueForm) -> str:
    """The page that asks, with the letter as it would go; what is looked at is what stands in it now."""
    form.seen.raw_data, form.seen.data = None, _seen(items)
    form.expected_version.raw_data, form.expected_version.data = None, letter.version
    held = select(func.count()).select_from(UrgingItem).where(UrgingItem.urging_id == letter.id)
    page = draft_page(letter, chosen=db.session.scalar(held) or 0, standing=len(items))
    said = form.said() or Issuing("", today(), proposed_reply_day(today()) or today(), tuple(form.asked.data or ()))
    facts = urging_issue.facts_of(db.session(), letter, items, said, today=today())
    words = words_before(lambda: _file(letter, items, said), form) if items else TemplateWords()
    return render_template("oversight/urging_draft.html", page=page, form=form, sheet=urging_sheet(facts), words=words)


def _file(letter: Urging, items: Sequence[UrgingItem], said: Issuing) -> PaperFile:
    """The letter as it is issued. Raises Refused."""
    facts = urging_issue.facts_of(db.session(), letter, items, said, today=today())
    sheet = urging_sheet(facts, number=padded(said.number), on=said.on)
    return paper_file(urging_paper(letter.track), urging_passages(facts), sheet, on=said.on)


# ---- entries


def reply_of(form: ReplyForm) -> Reply:
    """What was typed of a reply, and the file that came with it."""
    sent = form.files.data
    name = getattr(sent, "filename", "") or ""
    file = (name, sent.read()) if name else None
    return Reply(form.number.data or "", form.replied_on.data or today(), form.words.data or "", file)


def entry_page(letter: Urging, form: Form, title: str, verb: str, *, item: int | None = None) -> str:
    """The page on which something about a letter is typed; of one matter of it, that matter."""
    rows = items_of(db.session(), current_viewer(), letter) if item is not None else []
    about = next((row for row in rows if row.id == item), None)
    if item is not None and about is None:
        abort(404)
    return render_template(
        "oversight/urging_entry.html", form=form, title=title, verb=verb, lede=_letter_words(letter),
        code=about.code if about else "", sealed=any(row.sealed for row in rows),
        back=url_for("oversight.urging_letter", ref=letter.ref),
    )  # fmt: skip


def _letter_words(letter: Urging) -> str:
    return title_words(letter.track, letter.number) if letter.number else _("Thư chưa ban hành")


def as_attachment(file: UrgingFile) -> Attachment:
    """A file of a letter, to hand over."""
    return Attachment(file.name, file.media_type, file.content)


def drafted_report(ref: str) -> Attachment:
    """The draft of what the chairman of the province is told of a letter. Raises NotFound, NotAllowed, OutOfOrder."""
    session, by = db.session(), current_viewer()
    letter = urging.written_by(session, ref, by=by)
    facts, paper = urging_issue.report_facts(session, letter, by=by, today=today()), report_paper(letter.track)
    file = paper_file(paper, report_passages(facts), report_sheet(facts), on=today())
    urging.note(session, letter, "urging_report_taken", by=by, at=now())
    return Attachment(f"{paper.name.vi}.docx", WORD.media_type, file.content)
