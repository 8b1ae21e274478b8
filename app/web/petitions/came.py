"""How a petition came, who signed it, in what language: the lines of its page, and what the law says follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.completing import may_complete
from app.casework.permissions import Viewer
from app.casework.petition_files import PetitionFile, Related, Splitting
from app.records.matters import Matter
from app.records.petitions import Source
from app.statute.groups import GROUP_FROM, is_group, provisions_on, representation_of
from app.statute.instruments import cite_all
from app.statute.procedures import provisions_of
from app.statute.terms import Procedure
from app.web.clock import today
from app.web.views import Fact
from app.web.wording import day, number, spoken, words


@dataclass(frozen=True, slots=True)
class Came:
    """What follows from how a petition came; where what was not known is added; its list of names."""

    notes: tuple[str, ...]
    complete_url: str
    signed_url: str
    signed_words: str


def came_of(matter: Matter, file: PetitionFile, viewer: Viewer, *, opens: bool) -> Came:
    """For the page of a petition; ``opens``: the viewer may read what it is about."""
    show = file.listed and not matter.sealed
    return Came(
        notes=tuple(_notes(matter, file)) if matter.open and file.opens else (),
        complete_url=url_for("petitions.complete", ref=matter.ref) if opens and may_complete(matter, viewer) else "",
        signed_url=url_for("petitions.signed", ref=matter.ref) if show else "",
        signed_words=_("Danh sách %(n)s người cùng đứng đơn", n=number(file.listed)),
    )


def _notes(matter: Matter, file: PetitionFile) -> Iterator[str]:
    wanted = representation_of(file.signatories)
    if wanted is not None:
        law = spoken(cite_all(provisions_on(file.received_on)))
        yield _(
            "Đơn nhiều người: người đứng đơn cử nhiều nhất %(most)s người đại diện bằng văn bản (%(law)s).",
            most=wanted.most, law=law,
        )  # fmt: skip
    if matter.facts.get("several_contents"):
        law = spoken(cite_all(provisions_of(matter.procedure or Procedure.TRIAGE, "split", today())))
        yield _(
            "Đơn có nhiều nội dung: hướng dẫn người gửi, tách thành các đơn riêng theo nơi có thẩm quyền (%(law)s).",
            law=law,
        )
    if file.language and not _has_translation(file):
        yield _("Chưa có bản dịch: yêu cầu bổ sung. Hạn vẫn tính từ ngày nhận đơn.")
    if file.source is Source.FORWARDED and (file.forwarder is None or not file.forward_document):
        yield _("Chưa ghi đủ nơi chuyển, số văn bản chuyển: bổ sung để biết phải báo kết quả cho ai.")


def list_help(on: date) -> str:
    """What stands by the list of names in a form: how to type it, and from how many people there are speakers."""
    law = spoken(cite_all(provisions_on(on)))
    return _(
        "Mỗi dòng một người: họ tên, rồi năm sinh và nơi ở nếu có; dán được từ bảng tính. Người ghi ở trên là người đại"
        " diện. Từ %(n)s người là đơn nhiều người, cử người đại diện (%(law)s).",
        n=GROUP_FROM, law=law,
    )  # fmt: skip


def several_help(on: date) -> str:
    """What follows when a petition has several contents."""
    law = spoken(cite_all(provisions_of(Procedure.TRIAGE, "split", on)))
    return _("Lưu xong thì tách thành các đơn riêng, thời hạn vẫn tính từ ngày nhận này (%(law)s).", law=law)


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
    if not _has_translation(file):
        return _("chưa có: đơn chưa đủ điều kiện thụ lý")
    on = _("ngày %(day)s", day=day(file.translated_on)) if file.translated_on else ""
    return " ".join(filter(None, (file.translated_by, on))) or _("đã có")


def _has_translation(file: PetitionFile) -> bool:
    return bool(file.translated_by or file.translated_on or file.translation)


def how_split(one: Related) -> str:
    """How another petition belongs to the one on the page, when one was split; nothing otherwise."""
    told = {
        Splitting.PART: _("tách từ đơn này"),
        Splitting.WHOLE: _("đơn gốc đã tách"),
        Splitting.SIBLING: _("tách từ cùng một đơn"),
    }
    return told[one.split] if one.split else ""


__all__ = ["Came", "came_facts", "came_of", "how_split", "list_help", "several_help"]
