"""Forms that are drafts as one types: nothing typed is lost.

    @room.route("/tiep-dan/ghi", methods=["GET", "POST"])
    @may(Deed.LOG_VISIT)
    @drafted("visit", _l("Ghi lượt tiếp"))
    def log() -> Answer: ...

The template says ``<form data-draft>`` and takes ``parts/_draft.html``; ``js/draft.js`` saves to the room ``drafts``, a
button does without it. ``?nhap=<ref>`` opens the page filled in as it was typed: every
:class:`~app.web.forms.Form` of the page takes its values from there by itself, unvalidated. When the form is saved the
view calls :func:`finish_draft` inside ``committing``: the draft goes, its files become those of the matter.
A form about a matter has its opaque id as ``ref`` in the address, an act its code as ``act``, one about a day of
reception the opaque id of it as ``day``, a paper its name as ``paper``, what was carried out its ``heading``, or the
opaque id of its ``entry``. A page that stands behind a question is shown by a post that says ``then=open``: it opens
drafts as a page that is opened does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, ParamSpec, TypeVar

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from app.casework.drafts import Sealer, Unreadable, drafts_of, finish, open_draft, own_draft, save_draft
from app.extensions import db
from app.records.drafts import Draft
from app.records.matters import Matter
from app.statute.terms import ACT_VERBS
from app.web.access import Access, current_person, current_viewer, get_visible_matter
from app.web.clock import ZONE, now, today
from app.web.commits import committing
from app.web.forms import sentence_of
from app.web.wording import clock_time, moment, term

P = ParamSpec("P")
R = TypeVar("R")

ASKED = "nhap"  # in the address: the draft to go on with
REF, SAVES, SAVE_ONLY = "draft", "saves", "draft"  # fields of the form; and the value of the button `then`
OPEN = "open"  # another value of `then`: a page behind a question is opened
NEVER_KEPT = frozenset(
    {"csrf_token", REF, SAVES, "then", "step", "add_person", "add_other", "add_task", "find", "pick"}
)
SECRET = re.compile(r"pass|mat_khau|token|^current$", re.IGNORECASE)
PARTS = (
    "act",
    "day",
    "paper",
    "heading",
    "entry",
)  # of an address: what tells the drafts of one form apart, beside the matter
FORMS: dict[str, Any] = {}  # the words of each form that is a draft


def drafted(name: str, words: Any = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What this view shows is a draft as one types. ``name`` is kept with it; the words of an act come from the law."""
    if words is not None:
        FORMS[name] = words

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        view.__drafted__ = name  # type: ignore[attr-defined]
        return view

    return declare


@dataclass(frozen=True, slots=True)
class Place:
    """A form that is a draft: which one, where it is filled in, about which matter."""

    form: str
    path: str
    matter_id: int | None = None


def place_of(path: str) -> Place | None:
    """The form at a path of ours that is a draft; None when there is none.

    Aborts with 403 or 404 when this person may not open it or not see its matter.
    """
    adapter: MapAdapter = current_app.create_url_adapter(request)  # type: ignore[assignment]  # there is a request
    try:
        endpoint, where = adapter.match(path, method="GET")
    except HTTPException:
        return None
    form = form_at(endpoint, where)
    if form is None:
        return None
    access: Access = getattr(current_app.view_functions[endpoint], "__access__")  # noqa: B009 - a mark of ours
    if access.deeds and not any(current_viewer().may(deed) for deed in access.deeds):
        abort(403)
    return Place(form, path, get_visible_matter(where["ref"]).id if "ref" in where else None)


def form_at(endpoint: str | None, where: Mapping[str, Any] | None) -> str | None:
    """The name of the form of a view: "visit", "act:suspended" …; None when it is no draft."""
    name: str | None = getattr(current_app.view_functions.get(endpoint or ""), "__drafted__", None)
    part = next((where[one] for one in PARTS if one in where), "") if where else ""
    return f"{name}:{part}" if name and part else name


def form_words(form: str) -> str:
    """What a form is called: "Ghi lượt tiếp", "Thụ lý"."""
    name, _colon, part = form.partition(":")
    if name == "act":
        return term(ACT_VERBS, part) if part in ACT_VERBS else _("Việc khác")
    return str(FORMS.get(name, _("Biểu mẫu khác")))


def sealer(purpose: str = "drafts") -> Sealer:
    """What seals and opens the drafts of this installation (or what is kept for another purpose)."""
    known: dict[str, Sealer] = current_app.extensions.setdefault("sealers", {})
    if purpose not in known:
        known[purpose] = Sealer(current_app.config["SETTINGS"].secret_key, purpose)
    return known[purpose]


def worth_keeping(sent: MultiDict[str, str]) -> dict[str, list[str]]:
    """What was typed into a form, without tokens, passwords and buttons."""
    return {name: values for name, values in sent.lists() if name not in NEVER_KEPT and not SECRET.search(name)}


def keep_typed(place: Place, sent: MultiDict[str, str]) -> Draft:
    """Keep what was sent as a draft; call it inside ``committing``. Raises the refusals of ``save_draft``."""
    saves = sent.get(SAVES, "")
    return save_draft(
        db.session(), account_id=current_viewer().account_id, form=place.form, path=place.path,
        matter_id=place.matter_id, values=worth_keeping(sent), ref=sent.get(REF) or None,
        saves=int(saves) if saves.isascii() and saves.isdigit() and len(saves) < len("1000000") else 1,
        sealer=sealer(), at=now(),
    )  # fmt: skip


def finish_draft(matter: Matter | None, *, of_act: str = "") -> None:
    """The form of this request has been saved (as this matter, if it is one): its draft goes. Inside ``committing``.

    ``of_act``: the act it recorded, to whose line the files of the draft belong.
    """
    ref = request.form.get(REF)
    draft = own_draft(db.session(), current_viewer().account_id, ref, lock=True) if ref else None
    if draft is not None and draft.form == form_at(request.endpoint, request.view_args):
        finish(db.session(), draft, matter, of_act=of_act, by=current_viewer(), at=now())


# --- what the page shows ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Drafts of this form that wait: the newest can be opened or discarded here."""

    words: str
    open_url: str
    discard_url: str
    all_url: str


@dataclass(frozen=True, slots=True)
class Drafting:
    """What ``parts/_draft.html`` prints. ``owner`` tells the script whose words lie in the browser's own store."""

    path: str
    save_url: str
    ref: str
    saves: str
    owner: str
    state: str = ""
    trouble: str = ""
    note: DraftNote | None = None


def around() -> Drafting:
    """The drafting of the form of this page; asked by the template, worked out once."""
    if "drafting" not in g:
        g.drafting = _around()
    found: Drafting = g.drafting
    return found


def _around() -> Drafting:
    opened: Draft | None = g.get("opened_draft")
    kept: MultiDict[str, str] = (request.form if is_sent() else None) or g.get("brought_back") or MultiDict()
    return Drafting(
        path=request.path,
        save_url=url_for("drafts.save"),
        ref=opened.ref if opened else kept.get(REF, ""),
        saves=str(opened.saves) if opened else kept.get(SAVES, "0"),
        owner=_owner(),
        state=_("Bản nháp gõ lúc %(when)s", when=typed_words(opened.saved_at)) if opened else "",
        trouble=g.get("draft_trouble", ""),
        note=_note(),
    )


def _owner() -> str:
    key = current_app.config["SETTINGS"].secret_key.encode()[:64]
    return blake2b(str(current_viewer().account_id).encode(), key=key, digest_size=8, person=b"draft owner").hexdigest()


def _note() -> DraftNote | None:
    """The drafts that wait, unless one is being gone on with already."""
    if is_sent() or "brought_back" in g or (place := place_of(request.path)) is None:
        return None
    waiting = drafts_of(db.session(), current_viewer().account_id, place.form, place.matter_id)
    if not waiting:
        return None
    when = typed_words(waiting[0].saved_at)
    one = _("Có 1 bản nháp chưa lưu, gõ lúc %(when)s.", when=when)
    many = _("Có %(n)s bản nháp chưa lưu, bản mới nhất gõ lúc %(when)s.", n=len(waiting), when=when)
    newest = waiting[0].ref
    return DraftNote(
        words=one if len(waiting) == 1 else many,
        open_url=f"{request.path}?{ASKED}={newest}",
        discard_url=url_for("drafts.discard_page", ref=newest),
        all_url=url_for("drafts.index"),
    )


def typed_words(at: datetime) -> str:
    """09:14 hôm nay; 16:40 ngày 20/11/2026."""
    same_day = at.astimezone(ZONE).date() == today()
    return _("%(time)s hôm nay", time=clock_time(at)) if same_day else moment(at)


def saved_words(at: datetime) -> str:
    """Đã lưu nháp lúc 09:14:32."""
    return _("Đã lưu nháp lúc %(time)s", time=f"{at.astimezone(ZONE):%H:%M:%S}")


# --- before a page --------------------------------------------------------------------------------------------------


def init_app(app: Flask) -> None:
    """Open drafts before the views run, and save them for browsers without scripts. After the guard of access."""
    app.before_request(_bring_back)
    app.before_request(_save_without_script)
    app.jinja_env.globals.update(drafting=around)


def _bring_back() -> None:
    """``?nhap=<ref>``: the page opens filled in. Somebody else's draft, or one of another form, is not there."""
    ref = request.args.get(ASKED)
    if not ref or is_sent() or current_person() is None or not _is_drafted():
        return
    place = place_of(request.path)
    draft = own_draft(db.session(), current_viewer().account_id, ref)
    if draft is None or place is None or (draft.form, draft.matter_id) != (place.form, place.matter_id):
        abort(404)
    g.opened_draft = draft
    try:
        values = open_draft(draft, sealer=sealer())
    except Unreadable as unreadable:
        g.draft_trouble, values = sentence_of(unreadable), {}
    if values:
        g.brought_back = MultiDict((name, value) for name, several in values.items() for value in several)


def _save_without_script() -> Response | None:
    if request.method != "POST" or request.form.get("then") != SAVE_ONLY or not _is_drafted():
        return None
    place = place_of(request.path)
    if place is None:
        return None
    sent = request.form.copy()
    known = own_draft(db.session(), current_viewer().account_id, sent.get(REF, ""))
    sent[SAVES] = str(known.saves + 1) if known else "1"
    if known is None:
        sent.pop(REF, None)  # discarded or saved in another window: what is typed here becomes a draft of its own
    with committing():
        draft = keep_typed(place, sent)
        ref, words = draft.ref, saved_words(draft.saved_at)
    flash(words)
    return redirect(f"{place.path}?{ASKED}={ref}")


def is_sent() -> bool:
    """Whether a form was sent; opening a page behind a question is none."""
    return request.method == "POST" and request.form.get("then") != OPEN


def _is_drafted() -> bool:
    return form_at(request.endpoint, request.view_args) is not None
