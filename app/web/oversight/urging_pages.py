"""What the pages of urging show, every word ready: the list by reply date, one letter, one that is to be issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Date, Select, bindparam

from app.casework import urged
from app.casework.calendars import working_calendar
from app.casework.forwarded import MOST, ForwardedRow, board_of, forwarded
from app.casework.permissions import Deed, Viewer
from app.casework.urged import ANSWERING, Explained, ItemRow, UrgedRow
from app.casework.urging import may_write
from app.casework.urging_replies import may_explain, may_take
from app.extensions import db
from app.records.urgings import Track, Urging, UrgingPaper
from app.statute.calendar import WorkingCalendar
from app.statute.instruments import cite_all
from app.statute.terms import FIELDS, PROCEDURES, STAGES, Procedure
from app.statute.urging import ASKED, DUTIES
from app.web.clock import today
from app.web.dues import duty_words, running_badge
from app.web.enclosed import size_words
from app.web.lists import asked, list_foot, page_url, place_asked, row_number
from app.web.navigation import counts
from app.web.rules import cited
from app.web.views import DueWords, Empty, Foot, Link, Mark
from app.web.wording import day, days_late, foot, moment, number, spoken, term, words

BELOW = "truoc"  # in the list of those answered; that of those not answered goes on as every list of dates


@dataclass(frozen=True, slots=True)
class UrgedLine:
    """A letter of the list. ``next``: the next step, where there is one."""

    badge: DueWords | None
    title: str
    url: str
    about: str
    agency: str
    matters: str
    said: str
    next: Link | None


@dataclass(frozen=True, slots=True)
class ForwardedLine:
    """A petition the Reception Board forwarded and has no result of."""

    id: int
    url: str
    code: str
    kind: str
    title: str
    sealed: bool
    agency: str
    since: str
    waited: str


@dataclass(frozen=True, slots=True)
class UrgingList:
    """The letters: to be issued, not answered, answered."""

    lede: str
    drafts: tuple[UrgedLine, ...]
    waiting: tuple[UrgedLine, ...]
    answered: tuple[UrgedLine, ...]
    foot: Foot | None
    empty: Empty | None
    forwarded: tuple[ForwardedLine, ...]
    waiting_foot: Foot | None
    most: str


@dataclass(frozen=True, slots=True)
class UrgedItem:
    """A matter of a letter. ``now``: what became of it; ``explained``: what the agency said, each with who and when."""

    badge: DueWords
    url: str
    code: str
    kind: str
    title: str
    sealed: bool
    duty: str
    cite: str
    now: str
    explained: tuple[tuple[str, str], ...]
    explain_url: str


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file of the letter: taken by a button, since who took it is written down."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class UrgingPage:
    """One letter that was issued."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    badge: DueWords | None
    facts: tuple[tuple[str, str], ...]
    reply: tuple[str, ...]
    items: tuple[UrgedItem, ...]
    files: tuple[LetterFile, ...]
    links: tuple[Link, ...]
    actions: tuple[Link, ...]
    again_url: str
    again_words: str


@counts("oversight.urging", lambda: {"today": today()})
def waiting(viewer: Viewer) -> Select[int] | None:
    """Letters to issue, replies that are late; for who was urged, what is not answered."""
    return urged.waiting_count(viewer, bindparam("today", type_=Date))


def list_page(viewer: Viewer) -> UrgingList:
    """The letters ``viewer`` may read, the first reply due on top."""
    session, below = db.session(), row_number(asked(BELOW))
    line = _lines(viewer, working_calendar(session))
    drafts = () if below or place_asked() else tuple(map(line, urged.drafts(session, viewer)))
    after = place_asked()
    waiting_now = urged.unanswered(session, viewer, after=after)
    open_ones = () if below else tuple(map(line, waiting_now.rows))
    done = urged.answered(session, viewer, below=below)
    board = None if below or after else board_of(session, viewer)
    elsewhere = tuple(map(_forwarded, forwarded(session, viewer, board))) if board else ()
    nothing = not (drafts or open_ones or done.rows or elsewhere)
    return UrgingList(
        lede=_("Thư đôn đốc, văn bản đề nghị và trả lời. Ai chưa trả lời đứng trước, theo hạn trả lời."),
        drafts=drafts, waiting=open_ones, waiting_foot=_waiting_foot(waiting_now, after) if open_ones else None,
        most=_("Chỉ hiện %(n)s đơn chờ lâu nhất.", n=number(MOST)) if len(elsewhere) == MOST else "",
        answered=tuple(map(line, done.rows)),
        foot=_foot(len(done.rows), done.total, done.next, below) if done.rows else None,
        empty=_none(viewer) if nothing else None, forwarded=elsewhere,
    )  # fmt: skip


def _waiting_foot(found: urged.UrgedPage, after: tuple[date, int] | None) -> Foot:
    last = found.rows[-1]
    here = "oversight.urging"
    onward = page_url(here, (last.reply_due_on, last.id)) if found.next and last.reply_due_on else None
    first = page_url(here) if after else None
    return list_foot(len(found.rows), found.total, _("thư"), next_url=onward, first_url=first)


def _forwarded(row: ForwardedRow) -> ForwardedLine:
    waited = (today() - row.on).days
    return ForwardedLine(
        id=row.matter_id, url=url_for("cases.open", ref=row.ref), code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE), title=term(FIELDS, row.field), sealed=row.sealed,
        agency=row.agency, since=day(row.on),
        waited=ngettext("%(n)s ngày chưa có kết quả", "%(n)s ngày chưa có kết quả", waited, n=number(waited)),
    )  # fmt: skip


def _foot(shown: int, total: int, onward: int | None, below: int | None) -> Foot:
    here = "oversight.urging"
    next_url = url_for(here, **{BELOW: onward}) if onward else None  # type: ignore[arg-type]
    return foot(shown, total, _("thư"), next_url=next_url, first_url=url_for(here) if below else None)


def _none(viewer: Viewer) -> Empty:
    if viewer.may(Deed.URGE):
        return Empty(
            _("Chưa có thư đôn đốc nào."), Link(_("Chọn việc quá hạn để đôn đốc"), url_for("oversight.overdue"))
        )
    return Empty(_("Không có thư đôn đốc, văn bản đề nghị nào."))


def _lines(viewer: Viewer, calendar: WorkingCalendar) -> Callable[[UrgedRow], UrgedLine]:
    return lambda row: UrgedLine(
        badge=reply_badge(row.reply_due_on, row.replied_on, calendar),
        title=title_words(row.track, row.number) if row.number else _("Thư chưa ban hành"),
        url=url_for("oversight.urging_letter", ref=row.ref),
        about=" · ".join(filter(None, (turn_words(row.turn), words(row.track), day(row.issued_on)))),
        agency=row.agency,
        matters=ngettext("%(n)s việc", "%(n)s việc", row.matters, n=number(row.matters)),
        said=_said(row),
        next=_next(row, viewer),
    )


def turn_words(turn: int) -> str:
    """Which time it is, from the second on."""
    return _("đôn đốc lần %(n)s", n=turn) if turn > 1 else ""


def _said(row: UrgedRow) -> str:
    if row.replied_on:
        return _("Trả lời ngày %(day)s", day=day(row.replied_on))
    return _("Đã báo cáo Chủ tịch UBND tỉnh ngày %(day)s", day=day(row.reported_on)) if row.reported_on else ""


def _next(row: UrgedRow, viewer: Viewer) -> Link | None:
    """The next step, for who takes it."""
    here = url_for("oversight.urging_letter", ref=row.ref)
    if row.by_agency_id not in viewer.agencies():
        explains = row.replied_on is None and row.agency_id in viewer.agencies(*ANSWERING)
        return Link(_("Giải trình"), here) if explains else None
    if row.issued_on is None:
        return Link(_("Ban hành"), here)
    if row.replied_on is None:
        return Link(_("Ghi trả lời"), url_for("oversight.urging_reply", ref=row.ref))
    return None


def reply_badge(due_on: date | None, replied_on: date | None, calendar: WorkingCalendar) -> DueWords | None:
    """How a reply stands: how long it has, how late it is, or came."""
    if due_on is None:
        return None
    if replied_on is None:
        return running_badge(due_on, today(), calendar)
    late = (replied_on - due_on).days
    if late <= 0:
        return DueWords(Mark.MET, _("đã trả lời, đúng hạn"), day(replied_on))
    said = ngettext("trả lời trễ %(n)s ngày", "trả lời trễ %(n)s ngày", late, n=number(late))
    return DueWords(Mark.LATE, said, day(replied_on))


# ---- one letter


def letter_page(viewer: Viewer, urging: Urging) -> UrgingPage:
    """One letter that was issued."""
    session = db.session()
    row = urged.row_of(session, urging)
    said = urged.explanations_of(session, urging)
    items = urged.items_of(session, viewer, urging)
    return UrgingPage(
        title=title_words(urging.track, row.number),
        lede=" · ".join(
            filter(None, (_("gửi %(agency)s", agency=row.agency), turn_words(row.turn), day(row.issued_on)))
        ),
        crumbs=crumbs(row.number),
        badge=reply_badge(row.reply_due_on, row.replied_on, working_calendar(session)),
        facts=tuple(_facts(urging, row)),
        reply=tuple(_reply(urging)),
        items=tuple(_item(urging, one, said, viewer) for one in items),
        files=tuple(_files(viewer, urging)),
        links=tuple(_around(viewer, urging, row)),
        actions=tuple(_actions(viewer, urging)),
        again_url=_again(viewer, urging, row, items),
        again_words=_("Soạn văn bản đề nghị lần sau") if row.track is Track.BOARD else _("Soạn thư đôn đốc lần sau"),
    )


def title_words(track: Track, number_said: str) -> str:
    """What a letter is called: Thanh tra tỉnh urges, Ban Tiếp công dân asks (NĐ 154/2026 Đ.32)."""
    if track is Track.BOARD:
        return _("Văn bản đề nghị số %(number)s", number=number_said)
    return _("Công văn đôn đốc số %(number)s", number=number_said)


def crumbs(here: str) -> tuple[Link, ...]:
    """The way back from a letter."""
    return (Link(_("Đôn đốc"), url_for("oversight.urging")), Link(here, ""))


def _facts(urging: Urging, row: UrgedRow) -> Iterator[tuple[str, str]]:
    yield _("Nơi ban hành"), row.by_agency
    yield _("Nơi nhận"), row.agency
    yield _("Căn cứ"), basis_words(urging.track)
    yield _("Yêu cầu báo cáo"), "; ".join(spoken(said) for code, said in ASKED.items() if code in urging.asked)
    if urging.more:
        yield _("Yêu cầu thêm"), urging.more
    yield _("Hạn trả lời"), _("%(day)s (hạn nội bộ, không phải hạn luật định)", day=day(row.reply_due_on))
    if row.reported_on:
        told = _("số %(number)s ngày %(day)s", number=row.report_number, day=day(row.reported_on))
        yield _("Báo cáo Chủ tịch UBND tỉnh"), told


def basis_words(track: Track) -> str:
    """Under what the letter is written."""
    duty = DUTIES[track.value]
    return "; ".join(filter(None, (spoken(cite_all(duty.paper.provisions)), spoken(duty.plan) if duty.plan else "")))


def _reply(urging: Urging) -> Iterator[str]:
    if urging.replied_on is None:
        return
    numbered = _("Số %(number)s, ngày %(day)s", number=urging.reply_number, day=day(urging.replied_on))
    yield numbered if urging.reply_number else _("Ngày %(day)s", day=day(urging.replied_on))
    yield urging.reply_words


def _item(urging: Urging, row: ItemRow, said: Sequence[Explained], viewer: Viewer) -> UrgedItem:
    explains = may_explain(viewer, urging)
    own = [one for one in said if one.item_id == row.id]
    return UrgedItem(
        badge=_item_badge(row),
        url=url_for("cases.open", ref=row.ref) if row.opens else "",
        code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        title=term(FIELDS, row.field),
        sealed=row.sealed,
        duty=duty_words(row.procedure, row.duty) if row.duty else _("Kết quả giải quyết đơn đã chuyển"),
        cite=cited(row.rule, row.rule_from, "") if row.rule else "",
        now=_now(row),
        explained=tuple((one.words, ", ".join(filter(None, (one.by, moment(one.at))))) for one in own),
        explain_url=url_for("oversight.urging_explain", ref=urging.ref, item=row.id) if explains else "",
    )


def _item_badge(row: ItemRow) -> DueWords:
    """As it stood when the letter was issued."""
    if row.due_on is None:
        return DueWords(Mark.SOON, _("chuyển ngày %(day)s", day=day(row.since_on)))
    return DueWords(Mark.OVER, days_late(row.days_late or 0), day(row.due_on))


def _now(row: ItemRow) -> str:
    if row.satisfied_on:
        return _("Đã xong ngày %(day)s", day=day(row.satisfied_on))
    if row.ended_on:
        return _("Không còn phải làm từ %(day)s", day=day(row.ended_on))
    return _("Chưa xong. Khi ban hành: %(stage)s", stage=term(STAGES, row.stage).lower())


def _files(viewer: Viewer, urging: Urging) -> Iterator[LetterFile]:
    for one in urged.files_of(db.session(), urging):
        if may_take(viewer, urging, one.paper):
            url = url_for("oversight.urging_file", ref=urging.ref, paper=one.paper.value)
            verb = _("Tải văn bản đã ban hành") if one.paper is UrgingPaper.LETTER else _("Tải văn bản trả lời")
            yield LetterFile(f"{verb} ({size_words(one.size)})", url)
    if urging.reported_on is None and may_write(viewer, urging):
        yield LetterFile(_("Tải dự thảo báo cáo Chủ tịch UBND tỉnh"), url_for("oversight.report_draft", ref=urging.ref))


def _around(viewer: Viewer, urging: Urging, row: UrgedRow) -> Iterator[Link]:
    """The letters before and after this one."""
    before = db.session.get(Urging, urging.follows_id) if urging.follows_id else None
    if before is not None:
        yield Link(
            _("Lần trước: số %(number)s", number=before.number or ""),
            url_for("oversight.urging_letter", ref=before.ref),
        )
    if row.next_ref and may_write(viewer, urging):
        yield Link(_("Thư lần sau"), url_for("oversight.urging_letter", ref=row.next_ref))


def _actions(viewer: Viewer, urging: Urging) -> Iterator[Link]:
    if not may_write(viewer, urging):
        return
    if urging.replied_on is None:
        yield Link(_("Ghi trả lời"), url_for("oversight.urging_reply", ref=urging.ref))
    if urging.reported_on is None and (
        urging.track is Track.INSPECTORATE or viewer.may(Deed.ASSIGN, urging.by_agency_id)
    ):
        yield Link(_("Ghi báo cáo Chủ tịch UBND tỉnh"), url_for("oversight.urging_report", ref=urging.ref))


def _again(viewer: Viewer, urging: Urging, row: UrgedRow, items: Sequence[ItemRow]) -> str:
    """Where a second letter is drafted, once the reply is late or did not end the matter."""
    late = urging.replied_on is not None or (urging.reply_due_on is not None and urging.reply_due_on < today())
    running = any(one.satisfied_on is None and one.ended_on is None for one in items)
    fits = may_write(viewer, urging) and not row.next_ref
    return url_for("oversight.urge_again", ref=urging.ref) if fits and late and running else ""
