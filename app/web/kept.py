"""A form that comes too late is kept: its session is over, or its token is of an earlier one.

It is sealed into the browser's new session, bound to whoever typed it. Once they are signed in again their page opens
with everything as it was typed (``?khoi-phuc=1``); nothing is saved by itself. Another account gets nothing: signing
in drops it. Who typed is told by the mark of the session that every form carries, signed
(:func:`~app.web.sessions.account_of_forms`), or by the draft of the form.

Only what comes from a page of ours is kept, and no form with a password. A button whose address is no page has nothing
to keep: back to the page it stands on, with a word that nothing was done.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, flash, g, jsonify, redirect, request, session, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, Rule
from werkzeug.wrappers import Response

from app.casework.drafts import Unreadable, whose
from app.casework.errors import Refused
from app.extensions import db
from app.web.access import Access, asked_for, current_person, local_path
from app.web.drafting import REF, SAVES, SECRET, is_sent, sealer, worth_keeping
from app.web.sessions import KEPT, account_of_forms

BACK = "khoi-phuc"  # in the address: the page opens filled in with what was kept
PURPOSE = "kept forms"
UNAUTHORIZED = 401


def answer() -> Response | None:
    """What becomes of the form of this request. None: nothing of it can be kept, and the page of trouble says so."""
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return _over()  # a script asked: it says so on the page that is still open
    if not _from_our_page():
        return None
    typed = _typed()
    if not typed:
        return _nothing_was_done()
    return _keep(typed)


def _over() -> Response:
    words = _("Phiên làm việc đã hết. Bấm lưu để đăng nhập lại, nội dung còn nguyên.")
    told: Any = jsonify(over=True, words=words)
    told.status_code = UNAUTHORIZED
    return told  # type: ignore[no-any-return]


def _from_our_page() -> bool:
    origin = request.headers.get("Origin") or request.referrer or ""
    return urlsplit(origin).netloc == request.host


def _typed() -> dict[str, list[str]]:
    """What was typed into a form that is a page of ours; nothing for a button, and for a form with a password."""
    if any(SECRET.search(name) for name in request.form if name != "csrf_token") or not _is_a_page():
        return {}
    typed = worth_keeping(request.form)
    if not any(value for values in typed.values() for value in values):
        return {}
    return typed | {name: request.form.getlist(name) for name in (REF, SAVES) if name in request.form}


def _is_a_page() -> bool:
    """Whether the address the form was sent to is that of the page it stands on."""
    rule = _rule_of(request.path)
    return rule is not None and request.url_rule is not None and rule.rule == request.url_rule.rule


def _rule_of(path: str) -> Rule | None:
    """The page at a path, if there is one."""
    adapter: MapAdapter = current_app.create_url_adapter(request)  # type: ignore[assignment]  # there is a request
    try:
        return adapter.match(path, method="GET", return_rule=True)[0]
    except HTTPException:
        return None


def _keep(typed: dict[str, list[str]]) -> Response | None:
    account_id, person = _who_typed(), current_person()
    if account_id is None or (person is not None and person.account_id != account_id):
        return None
    try:
        sealed = sealer(PURPOSE).seal({"values": typed})
    except Refused:  # longer than anybody types
        return None
    session[KEPT] = {"account_id": account_id, "path": request.path, "sealed": sealed.decode("ascii")}
    back = f"{request.path}?{urlencode({BACK: 1})}"
    if person is not None:
        flash(_restored_words())
        return redirect(back)
    flash(_("Phiên làm việc đã hết. Đăng nhập lại, nội dung đã nhập còn nguyên."))
    return redirect(url_for("accounts.sign_in", next=back))


def _who_typed() -> int | None:
    """The account in whose session the form was made; failing that, the owner of its draft."""
    secret: str = current_app.config.get("WTF_CSRF_SECRET_KEY") or current_app.config["SECRET_KEY"]
    try:
        mark = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").loads(request.form.get("csrf_token", ""))
    except BadData:
        mark = ""
    found = account_of_forms(str(mark)) if mark else None
    return found if found is not None else whose(db.session(), request.form.get(REF, ""))


def _nothing_was_done() -> Response:
    """A button: back to where it stands, through the sign-in where that page asks for it."""
    referrer = urlsplit(request.referrer or "")
    page = local_path(referrer.path) if referrer.netloc == request.host else None
    rule = _rule_of(page) if page else None
    page = page if page and rule else url_for("accounts.home")
    if current_person() is not None or (rule and _is_public(rule)):
        flash(_("Trang đã mở quá lâu nên chưa làm gì. Làm lại nếu vẫn cần."))
        return redirect(f"{page}?{referrer.query}" if referrer.query and page == referrer.path else page)
    flash(_("Phiên làm việc đã hết. Việc vừa bấm chưa được làm. Đăng nhập lại rồi làm lại."))
    return redirect(url_for("accounts.sign_in", next=asked_for()))


def _is_public(rule: Rule) -> bool:
    access: Access | None = getattr(current_app.view_functions[rule.endpoint], "__access__", None)
    return access is not None and access.everybody


def _restored_words() -> str:
    return _("Nội dung đã được khôi phục. Kiểm tra rồi lưu.")


def after_signing_in(target: str) -> str:
    """Where to go: to the form kept for this account; else ``target``, unless it leads to somebody else's form."""
    kept = session.get(KEPT)
    if kept is not None:
        flash(_restored_words())
        return f"{kept['path']}?{urlencode({BACK: 1})}"
    return url_for("accounts.home") if urlsplit(target).query == urlencode({BACK: 1}) else target


def init_app(app: Flask) -> None:
    """Open kept forms before the views run. After the guard of access."""
    app.before_request(_bring_back)


def _bring_back() -> None:
    kept, person = session.get(KEPT), current_person()
    if kept is None or person is None or kept["path"] != request.path:
        return
    if is_sent():
        session.pop(KEPT)  # what was typed is with us again
    elif BACK in request.args and kept["account_id"] == person.account_id:
        g.brought_back = _opened(kept["sealed"])


def _opened(sealed: str) -> MultiDict[str, str] | None:
    try:
        values = sealer(PURPOSE).open(sealed.encode("ascii")).get("values")
    except Unreadable:
        return None
    several = values.items() if isinstance(values, dict) else ()
    return MultiDict((name, value) for name, values_of in several for value in values_of)
