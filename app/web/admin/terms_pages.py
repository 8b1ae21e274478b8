"""What the pages of the internal terms show: each with its number, where it comes from, and who set it last."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.errors import NotFound
from app.casework.internal_terms import TermNow, term_now, terms_now
from app.extensions import db
from app.web.admin.terms_forms import TermForm
from app.web.rules import length_words
from app.web.views import Link
from app.web.wording import moment, number, spoken


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of the list."""

    words: str
    does: str
    length: str
    ground: str
    last: str
    url: str


@dataclass(frozen=True, slots=True)
class TermPage:
    """What stands around the form of one."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    help: str
    back: str


def term_lines() -> list[TermLine]:
    """Every internal term."""
    return [_line(one) for one in terms_now(db.session())]


def _line(one: TermNow) -> TermLine:
    default = length_words(one.default, one.term.unit)
    return TermLine(
        words=spoken(one.term.words),
        does=spoken(one.term.does),
        length=length_words(one.days, one.term.unit),
        ground=_("Căn cứ: %(source)s", source=one.source) if one.source else _("Theo mặc định của phần mềm."),
        last=" · ".join(filter(None, (
            _("Mặc định %(length)s", length=default) if one.days != one.default else "",
            _("đổi lúc %(when)s, %(who)s", when=moment(one.at), who=one.by) if one.at else "",
        ))),
        url=url_for("admin.internal_term", name=one.term.name),
    )  # fmt: skip


def term_or_404(name: str) -> TermNow:
    """The term of a link."""
    try:
        return term_now(db.session(), name)
    except NotFound:
        abort(404)


def term_form(now: TermNow) -> TermForm:
    """The form, with what holds."""
    return TermForm(days=now.days, source=now.source)


def term_page(now: TermNow) -> TermPage:
    """What stands around the form of one."""
    words, back = spoken(now.term.words), url_for("admin.internal_terms")
    limits = {"least": number(now.term.least), "most": number(now.term.most)}
    return TermPage(
        title=words,
        lede=spoken(now.term.does),
        crumbs=(Link(_("Hạn nội bộ"), back), Link(words, "")),
        help=_("Từ %(least)s đến %(most)s.", **limits)
        + " "
        + _("Mặc định %(length)s.", length=length_words(now.default, now.term.unit)),
        back=back,
    )
