"""Doors of the people of a petition or case."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.content_lines import OF
from app.casework.permissions import Deed
from app.web.access import get_visible_matter, may
from app.web.acting import Answer
from app.web.cases import parties, respondents, room
from app.web.drafting import drafted

WRITES = (Deed.WORK_CASE, Deed.TRIAGE, Deed.REGISTER_PETITION)


@room.route("/ho-so/<ref>/cac-ben", methods=["GET", "POST"])
@may(*WRITES)
def parties_of_file(ref: str) -> Answer:
    return parties.opened(get_visible_matter(ref, *OF))


@room.route("/ho-so/<ref>/cac-ben/them", methods=["GET", "POST"])
@may(*WRITES)
@drafted("party", _l("Thêm người"))
def add_party(ref: str) -> Answer:
    return parties.added(get_visible_matter(ref, *OF))


@room.route("/ho-so/<ref>/cac-ben/<int(max=9999):number>", methods=["GET", "POST"])
@may(*WRITES)
@drafted("party_changed", _l("Sửa người trong hồ sơ"))
def change_party(ref: str, number: int) -> Answer:
    return parties.changed(get_visible_matter(ref, *OF), number)


@room.route("/ho-so/<ref>/cac-ben/<int(max=9999):number>/thoi", methods=["GET", "POST"])
@may(*WRITES)
def end_party(ref: str, number: int) -> Answer:
    return parties.ended(get_visible_matter(ref, *OF), number)


@room.route("/ho-so/<ref>/bi-khieu-nai/them", methods=["GET", "POST"])
@may(*WRITES)
@drafted("respondent", _l("Thêm bên bị khiếu nại, tố cáo, phản ánh"))
def add_respondent(ref: str) -> Answer:
    return respondents.added(get_visible_matter(ref, *OF))


@room.route("/ho-so/<ref>/bi-khieu-nai/<int(max=9999):number>", methods=["GET", "POST"])
@may(*WRITES)
@drafted("respondent_changed", _l("Sửa bên bị khiếu nại, tố cáo, phản ánh"))
def change_respondent(ref: str, number: int) -> Answer:
    return respondents.changed(get_visible_matter(ref, *OF), number)


@room.route("/ho-so/<ref>/bi-khieu-nai/<int(max=9999):number>/thoi", methods=["GET", "POST"])
@may(*WRITES)
def end_respondent(ref: str, number: int) -> Answer:
    return respondents.ended(get_visible_matter(ref, *OF), number)


@room.route("/ho-so/<ref>/thoi-loai/<code>", methods=["GET", "POST"])
@may(Deed.WATCH_PROVINCE)
def let_in(ref: str, code: str) -> Answer:
    return respondents.let_in(get_visible_matter(ref, *OF), code)
