"""What the law desk shows: every reading with what holds here, and every text that is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.choices import LastChange, last_changes
from app.casework.held_texts import (
    COMPETENCE,
    GROUND,
    INSTRUMENT,
    LIMIT,
    LINE,
    PAPER,
    REGISTER,
    UnsureText,
    unsure_texts,
)
from app.casework.moved_dates import Waiting
from app.casework.settled import NO, YES
from app.extensions import db
from app.statute.disputed_pairs import every_reading
from app.statute.instruments import cite_all
from app.statute.policies import Reading
from app.statute.time_limits.shape import Certainty
from app.web.admin.asking import still_waiting
from app.web.admin.law_forms import ReadingForm
from app.web.law_readings import ReadingPart, answers, reading_parts
from app.web.lists import asked, member, options
from app.web.rules import certainty_short, entry_url, force_words, held_by, held_words, sure_short
from app.web.views import Empty, FilterBar, FilterField, Link
from app.web.wording import moment, spoken


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A reading. ``since``: who chose when, and why; the links are empty where nothing can be chosen."""

    part: ReadingPart
    since: str
    choose_url: str
    back_url: str


@dataclass(frozen=True, slots=True)
class LawPage:
    """``unsure``, ``held``: how many texts are not sure, how many of them somebody held against the original."""

    readings: tuple[ReadingLine, ...]
    unsure: int
    held: int
    waiting: Waiting | None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that is not sure."""

    words: str
    cite: str
    force: str
    sure: str
    held: str
    since: str
    url: str
    back_url: str
    entry: str


@dataclass(frozen=True, slots=True)
class TextsPage:
    """``groups``: by what the text is about."""

    filters: FilterBar
    groups: tuple[tuple[str, tuple[TextLine, ...]], ...]
    empty: Empty


def law_page() -> LawPage:
    """The readings, and how much is not sure."""
    changes, texts = last_changes(db.session()), unsure_texts()
    ordered = sorted(every_reading(), key=lambda one: not one.policy)  # what can be chosen first
    parts = {part.id: part for part in reading_parts()}
    return LawPage(
        readings=tuple(_reading(one, parts[one.id], changes.get(one.policy)) for one in ordered),
        unsure=len(texts),
        held=sum(bool(held_by(key)) for key in texts),
        waiting=still_waiting(),
    )


def _reading(reading: Reading, part: ReadingPart, change: LastChange | None) -> ReadingLine:
    if not reading.policy:
        return ReadingLine(part, "", "", "")
    return ReadingLine(
        part, since_words(change), url_for("admin.law_reading", reading=reading.id),
        url_for("admin.law_reading_back", reading=reading.id) if part.source else "",
    )  # fmt: skip


def since_words(change: LastChange | None) -> str:
    """Who chose last and when, and why."""
    if change is None:
        return ""
    said = {"when": moment(change.at), "who": change.by}
    words = _("Chọn lúc %(when)s, %(who)s.", **said) if change.chosen else _("Bỏ lúc %(when)s, %(who)s.", **said)
    return " ".join((words, _("Lý do: %(reason)s", reason=change.reason)))


def reading_or_404(name: str) -> Reading:
    """A reading that can be chosen."""
    return next((one for one in every_reading() if one.id == name and one.policy), None) or abort(404)


def reading_form(reading: Reading, holds: str, source: str) -> ReadingForm:
    """The form, with the answer that holds and its source."""
    form = ReadingForm(answer=holds, source=source, seen=seen_of(reading.policy))
    form.answer.choices = list(answers(reading).items())
    return form


def seen_of(name: str) -> str:
    """The last change of a choice, as its forms carry it."""
    change = last_changes(db.session()).get(name)
    return str(change.id if change else 0)


# --- texts that are not sure ----------------------------------------------------------------------------------------


def texts_page() -> TextsPage:
    """Every text that is not sure, those nobody held against the original first."""
    changes = last_changes(db.session())
    lines = [(one, _text(one, changes.get(one.name))) for one in unsure_texts().values() if _wanted(one)]
    groups = ((words, tuple(_of(kind, lines))) for kind, words in kinds().items())
    shown = tuple((words, found) for words, found in groups if found)
    return TextsPage(_bar(), shown, Empty(_("Không có quy định nào như vậy.")))


def kinds() -> dict[str, str]:
    """What a text may be."""
    return {
        LIMIT: _("Thời hạn"), PAPER: _("Mẫu văn bản"), LINE: _("Điều kiện xử lý đơn"), GROUND: _("Căn cứ, kết luận"),
        COMPETENCE: _("Thẩm quyền"), REGISTER: _("Sổ"), INSTRUMENT: _("Số hiệu, ngày hiệu lực của văn bản"),
    }  # fmt: skip


def _of(kind: str, lines: Iterable[tuple[UnsureText, TextLine]]) -> Iterator[TextLine]:
    found = [line for one, line in lines if one.kind == kind]
    return iter(sorted(found, key=lambda line: bool(line.held)))


def _wanted(one: UnsureText) -> bool:
    sure, held = member(Certainty, "chac-chan"), asked("xac-nhan")
    return (sure is None or one.certainty is sure) and (not held or (held == YES) is bool(held_by(one.key)))


def _bar() -> FilterBar:
    here = url_for("admin.law_texts")
    sure = options((one.value, certainty_short(one)) for one in (Certainty.UNVERIFIED, Certainty.DISPUTED))
    held = options([(NO, _("Chưa xác nhận")), (YES, _("Đã xác nhận"))])
    fields = (
        FilterField("chac-chan", _("Độ chắc chắn"), sure, asked("chac-chan"), phone=True),
        FilterField("xac-nhan", _("Xác nhận"), held, asked("xac-nhan"), phone=True),
    )
    return FilterBar(here, fields, clear=here)


def _text(one: UnsureText, change: LastChange | None) -> TextLine:
    held = held_by(one.key)
    return TextLine(
        words=spoken(one.words),
        cite=spoken(cite_all(one.provisions)),
        force=force_words(one.from_on, one.until_on),
        sure=sure_short(one.certainty, one.key),
        held=held_words(held),
        since=since_words(change) if held else "",
        url=url_for("admin.law_text", key=one.key),
        back_url=url_for("admin.law_text_back", key=one.key) if held else "",
        entry=_entry(one),
    )


def _entry(one: UnsureText) -> str:
    """Where the text is told of: the entry of a limit, the list of instruments; else nowhere."""
    if one.kind == INSTRUMENT:
        return url_for("help.instruments")
    return entry_url(one.rule) if one.rule else ""


def text_or_404(key: str) -> UnsureText:
    """A text that is not sure."""
    return unsure_texts().get(key) or abort(404)


def crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link(_("Luật"), url_for("admin.law")), *more)
