"""What the pages of drafts show: which form, about what, since when. Never what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.drafts import KEPT_FOR, DraftRow, own_drafts
from app.extensions import db
from app.records.drafts import Draft
from app.web.access import current_viewer
from app.web.drafting import ASKED, form_words, typed_words
from app.web.views import Confirmation, Empty

FROM_LIST = "danh-sach"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list; without ``open_url`` it can only be discarded."""

    form: str
    about: str
    typed: str
    open_url: str
    discard_url: str


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """Bản nháp của tôi."""

    lede: str
    lines: tuple[DraftLine, ...]
    empty: Empty


def drafts_page() -> DraftsPage:
    """All drafts of the person signed in."""
    return DraftsPage(
        lede=_("Chỉ tài khoản này đọc được. Bản nháp không gõ tiếp trong %(n)s ngày thì tự xóa.", n=KEPT_FOR.days),
        lines=tuple(_line(row) for row in own_drafts(db.session(), current_viewer())),
        empty=Empty(_("Không có bản nháp nào.")),
    )


def _line(row: DraftRow) -> DraftLine:
    return DraftLine(
        form=form_words(row.form),
        about=_("Hồ sơ không còn thuộc phạm vi được xem. Chỉ bỏ được bản nháp.") if row.gone else row.code,
        typed=typed_words(row.saved_at),
        open_url="" if row.gone else f"{row.path}?{ASKED}={row.ref}",
        discard_url=url_for("drafts.discard_page", ref=row.ref, tu=FROM_LIST),
    )


def discard_asked(draft: Draft, back: str) -> Confirmation:
    """The page that asks before a draft is thrown away."""
    return Confirmation(
        question=_("Bỏ bản nháp này?"),
        verb=_("Bỏ nháp"),
        back=back,
        explained=(
            _("%(form)s, gõ lúc %(when)s.", form=form_words(draft.form), when=typed_words(draft.saved_at)),
            _("Nội dung đã gõ và tệp kèm theo bị xóa, không lấy lại được."),
        ),
    )
