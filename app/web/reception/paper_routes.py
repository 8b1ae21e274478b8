"""Doors of the papers printed from a visit. Of a sealed one they are behind a page that asks, and a post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import Matter, MatterKind
from app.web.access import get_visible_matter, may
from app.web.acting import Answer
from app.web.commits import committing
from app.web.forms import Form
from app.web.reception import room
from app.web.reception.appointment_pages import slip_page
from app.web.reception.minutes import minutes_page
from app.web.reception.notices import notice_page
from app.web.reception.papers import Opened, opened, opening_asked, unsealed
from app.web.reception.promises import promise_page
from app.web.reception.receipts import receipt_page


@dataclass(frozen=True, slots=True)
class Printed:
    """One kind of paper: its name, what fills it, its template."""

    words: Any
    made: Callable[[Opened], Any]
    template: str


RECEIPT = Printed(_l("Giấy biên nhận"), receipt_page, "reception/receipt.html")
PAPERS = {
    "thong-bao-tu-choi": Printed(_l("Thông báo từ chối tiếp"), notice_page, "reception/refusal_notice.html"),
    "hen-tra-loi": Printed(_l("Phiếu hẹn trả lời"), promise_page, "reception/promise.html"),
    "ban-ghi": Printed(_l("Bản ghi nội dung tiếp công dân"), minutes_page, "reception/minutes.html"),
    "phieu-hen": Printed(_l("Phiếu hẹn"), slip_page, "reception/slip.html"),
}
QUOTED = ", ".join(f'"{name}"' for name in PAPERS)


@room.route("/tiep-dan/<ref>/bien-nhan", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
def receipt(ref: str) -> Answer:
    return _printed(get_visible_matter(ref, MatterKind.VISIT), RECEIPT)


@room.route(f"/tiep-dan/<ref>/in/<any({QUOTED}):paper>", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
def paper(ref: str, paper: str) -> Answer:
    return _printed(get_visible_matter(ref, MatterKind.VISIT), PAPERS[paper])


def _printed(matter: Matter, it: Printed) -> Answer:
    """The paper; of a sealed visit the question first, and only a post opens it: that is written in the trail."""
    if not matter.sealed:
        if request.method == "POST":
            return redirect(url_for(request.endpoint or "", **(request.view_args or {})))
        return render_template(it.template, page=it.made(unsealed(matter)))
    if request.method == "GET":
        asked = opening_asked(matter, str(it.words))
        return render_template("reception/paper_sealed.html", page=asked, form=Form(), code=matter.code, words=it.words)
    with committing():
        page = it.made(opened(matter))
    return render_template(it.template, page=page)
