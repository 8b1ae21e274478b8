"""What the pages of the words of letters show: each letter and language, its words, its fields, a letter in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import abort, current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from app.casework.errors import Refused
from app.casework.letter_wordings import FIELDS, LOCALES, Version, Wording, check, last_versions, versions_of
from app.casework.outbox import Letter
from app.casework.recipients import LetterKind, Recipient, administrators_on, everybody_on
from app.extensions import db
from app.post.examples import example
from app.post.wording import standard
from app.web.access import current_viewer
from app.web.admin.letter_texts_forms import WordingForm
from app.web.clock import now, today
from app.web.mail_words import Block, blocks_of, letter_words
from app.web.views import Confirmation, Link
from app.web.wording import moment

FIELD_WORDS: dict[str, Callable[[], str]] = {
    "agency": lambda: _("cơ quan nhận thư"),
    "agencies": lambda: _("số cơ quan có việc quá hạn"),
    "day": lambda: _("ngày tính"),
    "holder": lambda: _("họ tên người nhận"),
    "jobs": lambda: _("số việc tự chạy lỡ hẹn"),
    "late": lambda: _("số việc quá hạn"),
    "matters": lambda: _("số hồ sơ có việc quá hạn"),
    "month": lambda: _("tháng của thư"),
    "near": lambda: _("số việc sắp đến hạn"),
    "oldest": lambda: _("việc cũ nhất đã quá hạn bao nhiêu ngày"),
    "reports": lambda: _("số báo cáo chưa gửi"),
    "scope": lambda: _("toàn tỉnh, hoặc cơ quan nhận thư"),
    "soon": lambda: _("sắp đến hạn là bao nhiêu ngày làm việc"),
    "when": lambda: _("giờ và ngày"),
}


LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}  # each in its own words


@dataclass(frozen=True, slots=True)
class KindLine:
    """One letter of the list, with its languages: name, what stands, address."""

    words: str
    languages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One setting of the words: when and who, and what was set."""

    head: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingPage:
    """What stands around the form. ``letter`` is None while what was typed cannot stand in a letter."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    fields: tuple[tuple[str, str], ...]
    others: tuple[Link, ...]
    reset_url: str
    letter: Letter | None
    blocks: tuple[Block, ...]
    versions: tuple[VersionLine, ...]
    back: str


def kind_lines() -> list[KindLine]:
    """Every letter whose words can be set."""
    last = last_versions(db.session())
    return [
        KindLine(
            letter_words(kind),
            tuple(
                (LANGUAGES[locale], _standing(last.get((kind.value, locale))), _url(kind, locale)) for locale in LOCALES
            ),
        )
        for kind in FIELDS
    ]


def _standing(version: Version | None) -> str:
    if version is None or version.wording is None:
        return _("lời của phần mềm")
    return _("lời của tỉnh, đặt %(when)s", when=moment(version.at))


def kind_or_404(kind: str, locale: str) -> LetterKind:
    """The letter of a link, in a language there is."""
    if locale not in LOCALES:
        abort(404)
    return next((one for one in FIELDS if one.value == kind), None) or abort(404)


def words_now(kind: LetterKind, locale: str) -> tuple[Wording, int]:
    """The words that hold, and the number of their version (0: nobody ever set any)."""
    last = next(iter(versions_of(db.session(), kind, locale)), None)
    return (last.wording if last else None) or own_words(kind, locale), last.turn if last else 0


def own_words(kind: LetterKind, locale: str) -> Wording:
    """The program's words of a letter."""
    with force_locale(locale):
        return standard(kind)


def wording_form(kind: LetterKind, locale: str) -> WordingForm:
    """The form, with the words that hold."""
    words, turn = words_now(kind, locale)
    return WordingForm(subject=words.subject, opening=words.opening, closing=words.closing, version=turn)


def wording_page(kind: LetterKind, locale: str, form: WordingForm) -> WordingPage:
    """What stands around the form, with a letter in the words that are typed."""
    title, index = f"{letter_words(kind)}, {LANGUAGES[locale]}", url_for("admin.letter_texts")
    versions = versions_of(db.session(), kind, locale)
    own, letter = bool(versions and versions[0].wording), _letter(kind, locale, form.said())
    return WordingPage(
        title=title,
        lede=_("Bảng việc, điều luật, nơi nhận và phần chân thư do phần mềm lập, không sửa và không bỏ được."),
        crumbs=(Link(_("Lời thư"), index), Link(title, "")),
        fields=tuple((f"{{{name}}}", FIELD_WORDS[name]()) for name in FIELDS[kind]),
        others=tuple(Link(LANGUAGES[one], _url(kind, one)) for one in LOCALES if one != locale),
        reset_url=url_for("admin.reset_letter_text", kind=kind.value, locale=locale) if own else "",
        letter=letter,
        blocks=blocks_of(letter.text) if letter else (),
        versions=tuple(map(_version, versions)),
        back=index,
    )


def _version(one: Version) -> VersionLine:
    head = _("Lần %(n)s, %(when)s, %(who)s", n=one.turn, when=moment(one.at), who=one.by)
    if one.wording is None:
        return VersionLine(head, (_("Trở về lời của phần mềm."),))
    said = (one.wording.subject, one.wording.opening, one.wording.closing)
    return VersionLine(head, tuple(filter(None, said)))


def _letter(kind: LetterKind, locale: str, words: Wording) -> Letter | None:
    """A letter in these words to somebody it really goes to; its duties are invented: they are not this desk's."""
    try:
        check(kind, words)
    except Refused:
        return None
    base_url = current_app.config["SETTINGS"].base_url
    to = replace(_somebody(kind), locale=locale)
    return example(db.session(), to, at=now(), day=today(), base_url=base_url, own=words)


def _somebody(kind: LetterKind) -> Recipient:
    listed = administrators_on if kind is LetterKind.JOB_ALARM else everybody_on
    found = (one for one in listed(db.session(), today()) if one.kind is kind)
    nobody = Recipient(kind, 0, _("Cơ quan ví dụ"), "", account_id=current_viewer().account_id, holder=_("Họ và tên"))
    return next(found, nobody)


def resetting(kind: LetterKind, locale: str) -> Confirmation:
    """The question before the program's words hold again."""
    words = own_words(kind, locale)
    return Confirmation(
        question=_("Trở về lời của phần mềm?"),
        verb=_("Trở về lời của phần mềm"),
        back=_url(kind, locale),
        explained=(
            _("Tiêu đề: %(words)s", words=words.subject),
            _("Lời đã đặt vẫn giữ trong các lần trước. Thư đã gửi không đổi."),
        ),
    )


def _url(kind: LetterKind, locale: str) -> str:
    return url_for("admin.letter_text", kind=kind.value, locale=locale)
