"""What stands around the form of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.held_texts import paper_key
from app.extensions import db
from app.paper.pdf import converter
from app.records.matters import Matter
from app.records.papers import MatterPaper
from app.records.people import Account
from app.statute.instruments import cite_all
from app.statute.papers import OfficialPaper
from app.web.rules import model_words, sure_short
from app.web.views import Confirmation, Link
from app.web.wording import moment, spoken


@dataclass(frozen=True, slots=True)
class WritePage:
    """The page of a paper being written. ``pdf``: LibreOffice is there; ``saved``: when, by whom it was last saved.

    ``template``: what is to be known of the province's template, when the file is made from one.
    """

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    sure: str
    note: str
    pdf: bool
    saved: str
    discard_url: str
    numbered: bool
    joint: str
    template: str


@dataclass(frozen=True, slots=True)
class LookPage:
    """The sheet alone, to print."""

    title: str
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """The sheet as it will be sent, and the question. ``dotted``: what of it is still to be filled in, by its label."""

    title: str
    crumbs: tuple[Link, ...]
    back: str
    dotted: tuple[str, ...]


def write_page(matter: Matter, paper: OfficialPaper, row: MatterPaper | None, template: str) -> WritePage:
    """The surroundings of the form."""
    title, back = spoken(paper.name), url_for("cases.open", ref=matter.ref)
    return WritePage(
        title=title, lede=" · ".join(filter(None, (model_words(paper), spoken(cite_all(paper.provisions))))),
        crumbs=_crumbs(matter, title), back=back, note=spoken(paper.note),
        sure=sure_short(paper.certainty, paper_key(paper.code)),
        pdf=converter() is not None, saved=saved_words(row),
        discard_url=url_for("papers.discard", ref=matter.ref, paper=paper.slug) if row else "",
        numbered=paper.numbered, joint=_joint(matter, paper), template=_template(template),
    )  # fmt: skip


def look_page(matter: Matter, paper: OfficialPaper) -> LookPage:
    """What stands above the sheet on the screen."""
    return LookPage(spoken(paper.name), _crumbs(matter, spoken(paper.name)))


def issue_page(matter: Matter, paper: OfficialPaper, dotted: tuple[str, ...]) -> IssuePage:
    """The question before a paper is issued."""
    title = _("Ban hành “%(paper)s”?", paper=spoken(paper.name))
    return IssuePage(title, _crumbs(matter, spoken(paper.name)), url_for("cases.open", ref=matter.ref), dotted)


def opening_asked(matter: Matter, paper: OfficialPaper) -> Confirmation:
    """What stands before a paper of a sealed matter that is handed to the very person."""
    name = spoken(paper.name)
    return Confirmation(
        question=_("Mở thông tin bảo mật để soạn %(paper)s?", paper=name[:1].lower() + name[1:]),
        verb=_("Mở và soạn văn bản"),
        back=url_for("cases.open", ref=matter.ref),
        explained=(
            _("Văn bản này nêu người được giữ bí mật và chỉ giao cho chính người ấy."),
            _("Lần mở này được ghi vào nhật ký."),
        ),
    )


def discarding(matter: Matter, paper: OfficialPaper) -> Confirmation:
    """The question before a draft goes."""
    return Confirmation(
        question=_("Bỏ bản thảo “%(paper)s” của hồ sơ %(code)s?", paper=spoken(paper.name), code=matter.code),
        verb=_("Bỏ bản thảo"),
        back=url_for("papers.write", ref=matter.ref, paper=paper.slug),
        explained=(_("Phần đã sửa mất đi; văn bản soạn lại từ hồ sơ. Văn bản đã ban hành không đổi."),),
    )


def _crumbs(matter: Matter, title: str) -> tuple[Link, ...]:
    return (Link(matter.code, url_for("cases.open", ref=matter.ref)), Link(title, ""))


def saved_words(row: MatterPaper | None) -> str:
    """Who saved the shared draft, when; empty while nobody has."""
    if row is None:
        return ""
    account = db.session.get(Account, row.changed_by_id) if row.changed_by_id else None
    return _("%(who)s lưu lúc %(when)s", who=account.full_name if account else "", when=moment(row.changed_at))


def _template(name: str) -> str:
    if not name:
        return ""
    return _("Tệp Word và PDF theo mẫu của tỉnh “%(name)s”. Xem trước trên màn hình theo bố cục có sẵn.", name=name)


def _joint(matter: Matter, paper: OfficialPaper) -> str:
    if not (paper.joint and matter.sealed):
        return ""
    return _(
        "Văn bản gửi nơi khác: không nêu tên, giấy tờ, địa chỉ của người được giữ bí mật. Nội dung để trống, "
        "ghi tay hoặc nhập phần không làm lộ người ấy."
    )
