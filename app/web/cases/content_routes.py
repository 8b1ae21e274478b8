"""Doors of the contents of a petition or case."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.content_lines import OF
from app.casework.permissions import Deed
from app.web.access import get_visible_matter, may
from app.web.acting import Answer
from app.web.cases import contents, room
from app.web.drafting import drafted

WRITES = (Deed.WORK_CASE, Deed.TRIAGE, Deed.REGISTER_PETITION)


@room.route("/ho-so/<ref>/noi-dung/them", methods=["GET", "POST"])
@may(*WRITES)
@drafted("content", _l("Thêm nội dung"))
def add_contents(ref: str) -> Answer:
    return contents.added(get_visible_matter(ref, *OF))


@room.route("/ho-so/<ref>/noi-dung/<int:number>", methods=["GET", "POST"])
@may(*WRITES)
@drafted("content_changed", _l("Sửa nội dung"))
def change_content(ref: str, number: int) -> Answer:
    return contents.changed(get_visible_matter(ref, *OF), number)


@room.route("/ho-so/<ref>/noi-dung/<int:number>/bo", methods=["GET", "POST"])
@may(*WRITES)
def strike_content(ref: str, number: int) -> Answer:
    return contents.struck(get_visible_matter(ref, *OF), number)
