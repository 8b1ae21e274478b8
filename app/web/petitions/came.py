"""How a petition came, who signed it, in what language: the lines of its page."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.casework.petition_files import PetitionFile, Related, Splitting
from app.records.petitions import Source
from app.statute.groups import is_group, provisions_on
from app.statute.instruments import cite_all
from app.web.views import Fact
from app.web.wording import day, number, spoken, words


def came_facts(file: PetitionFile) -> Iterator[Fact]:
    """Source, who forwarded, signatures, language; only what there is to say."""
    said = (
        (_("Nguồn"), _source(file)),
        (_("Số bưu gửi, mã trên cổng"), file.source_reference),
        (_("Số người đứng đơn"), _signatories(file)),
        (_("Ngôn ngữ"), file.language),
        (_("Bản dịch tiếng Việt"), _translated(file)),
        (_("Nội dung bản dịch"), file.translation),
        (_("Cơ quan có thẩm quyền"), file.competent),
    )
    yield from (Fact(name, text) for name, text in said if text)


def _source(file: PetitionFile) -> str:
    if file.source is not Source.FORWARDED or file.forwarder is None:
        return words(file.source)
    no = _("văn bản số %(no)s", no=file.forward_document) if file.forward_document else _("chưa ghi số văn bản")
    on = _("ngày %(day)s", day=day(file.forwarded_on)) if file.forwarded_on else ""
    parts = (file.forwarder_name or words(file.forwarder), " ".join(filter(None, (no, on))))
    return _("%(who)s chuyển đến", who=", ".join(filter(None, parts)))


def _signatories(file: PetitionFile) -> str:
    if file.anonymous:
        return _("không ghi tên người gửi")
    if not is_group(file.signatories):
        return number(file.signatories)
    law = spoken(cite_all(provisions_on(file.received_on)))
    return _("%(n)s, đơn nhiều người (%(law)s)", n=number(file.signatories), law=law)


def _translated(file: PetitionFile) -> str:
    if not file.language:
        return ""
    if not (file.translated_by or file.translated_on or file.translation):
        return _("chưa có: đơn chưa đủ điều kiện thụ lý")
    on = _("ngày %(day)s", day=day(file.translated_on)) if file.translated_on else ""
    return " ".join(filter(None, (file.translated_by, on))) or _("đã có")


def how_split(one: Related) -> str:
    """How another petition belongs to the one on the page, when one was split; nothing otherwise."""
    told = {
        Splitting.PART: _("tách từ đơn này"),
        Splitting.WHOLE: _("đơn gốc đã tách"),
        Splitting.SIBLING: _("tách từ cùng một đơn"),
    }
    return told[one.split] if one.split else ""


__all__ = ["came_facts", "how_split"]
