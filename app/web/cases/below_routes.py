"""The door where the case of the body below is named."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import get_visible_matter, may
from app.web.acting import Answer
from app.web.cases import room
from app.web.cases.below import named_page
from app.web.drafting import drafted


@room.route("/ho-so/<ref>/vu-viec-cap-duoi", methods=["GET", "POST"])
@may(Deed.WORK_CASE, Deed.TRIAGE)
@drafted("below", _l("Nêu vụ việc của cấp dưới"))
def name_below(ref: str) -> Answer:
    return named_page(get_visible_matter(ref, MatterKind.CASE, MatterKind.PETITION))
