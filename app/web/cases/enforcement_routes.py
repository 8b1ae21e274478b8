"""Doors of how a decision or a conclusion is carried out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import get_visible_matter, may
from app.web.acting import Answer
from app.web.cases import enforcement as entries
from app.web.cases import room
from app.web.drafting import drafted


@room.get("/vu-viec/<ref>/thi-hanh")
@may(Deed.READ_MATTERS)
def enforcement(ref: str) -> Answer:
    """What documents say of a case carried out, and the totals of it."""
    return entries.enforcement_page(get_visible_matter(ref, MatterKind.CASE))


@room.route("/vu-viec/<ref>/thi-hanh/<heading>", methods=["GET", "POST"])
@may(Deed.WORK_CASE)
@drafted("enforcement", _l("Ghi kết quả thi hành"))
def add_enforcement(ref: str, heading: str) -> Answer:
    return entries.added(get_visible_matter(ref, MatterKind.CASE), heading)


@room.route("/vu-viec/<ref>/thi-hanh/dong/<entry>", methods=["GET", "POST"])
@may(Deed.WORK_CASE)
@drafted("enforcement_corrected", _l("Sửa kết quả thi hành"))
def correct_enforcement(ref: str, entry: str) -> Answer:
    return entries.corrected(get_visible_matter(ref, MatterKind.CASE), entry)


@room.route("/vu-viec/<ref>/thi-hanh/dong/<entry>/bo", methods=["GET", "POST"])
@may(Deed.WORK_CASE)
@drafted("enforcement_withdrawn", _l("Bỏ kết quả thi hành"))
def withdraw_enforcement(ref: str, entry: str) -> Answer:
    return entries.withdrawn(get_visible_matter(ref, MatterKind.CASE), entry)
