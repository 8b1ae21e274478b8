"""What was written down of a petition, in words: on its page, and beside every decision about it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from app.casework.identities import may_open
from app.casework.permissions import Viewer
from app.casework.petition_files import PetitionFile
from app.extensions import db
from app.records.matters import Matter
from app.web.clock import now
from app.web.petitions.came import came_facts
from app.web.views import Fact
from app.web.wording import day, words


def sealed_url(matter: Matter, viewer: Viewer) -> str:
    """Where a grantee opens the sealed page; nothing for anybody else."""
    if not matter.sealed or not may_open(db.session(), matter, viewer=viewer, at=now()):
        return ""
    return url_for("cases.sealed", ref=matter.ref)


def facts_of(matter: Matter, file: PetitionFile) -> Iterator[Fact]:
    said = (
        (_("Nội dung"), file.content),
        (_("Yêu cầu, đề nghị"), file.request),
        (_("Ngày nhận"), day(file.received_on)),
        (_("Ngày viết đơn"), day(file.written_on)),
        (_("Loại đơn"), words(file.kind) if file.kind else _("Chưa phân loại")),
        (_("Về hành vi của cán bộ, công chức"), _("Có") if file.officials_conduct else ""),
        (_("Lý do phân loại"), file.reason),
        (_("Nơi xảy ra vụ việc"), file.place),
        (_("Vùng sâu, vùng xa"), _("Có") if matter.facts.get("remote_area") else ""),
    )
    yield from (Fact(name, text) for name, text in said if text)
    if file.opens:
        yield from came_facts(file)


def parties_of(file: PetitionFile) -> Iterator[Fact]:
    if file.contested:
        yield Fact(_("Quyết định, hành vi bị khiếu nại"), file.contested)
