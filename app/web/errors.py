"""Pages for what went wrong: what happened, and what to do next. They need neither the database nor a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.extensions import db
from app.web import kept
from app.web.access import SignInFirst, current_person, local_path
from app.web.forms import sentence_of
from app.web.navigation import navigation
from app.web.views import Link

Answer = tuple[str | Response, int]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page says. ``act``: the one thing to do; without it, the first page."""

    title: str
    sentences: tuple[str, ...]
    act: Link | None = None


def bad_request() -> Trouble:
    return Trouble(
        _("Chưa đọc được yêu cầu"), (_("Mở lại trang trước rồi làm lại."),), previous(_("Mở lại trang trước"))
    )


def forbidden() -> Trouble:
    return Trouble(
        _("Vai hiện tại không mở được trang này"),
        (_("Trang này dành cho vai khác hoặc cơ quan khác. Cần dùng trang này thì báo quản trị viên giao vai."),),
    )


def missing() -> Trouble:
    return Trouble(
        _("Không có trang này"),
        (_("Địa chỉ có thể gõ sai, hồ sơ đã chuyển đi, hoặc hồ sơ không thuộc phạm vi được xem."),),
        _list_here(),
    )


def wrong_method() -> Trouble:
    return Trouble(
        _("Trang này không mở theo cách đó"), (_("Mở lại từ danh sách, không dùng địa chỉ đã lưu."),), _list_here()
    )


def changed() -> Trouble:
    return Trouble(
        _("Hồ sơ vừa có thay đổi"),
        (_("Có người vừa lưu cùng hồ sơ. Mở lại để xem thay đổi rồi làm lại."),),
        previous(_("Mở lại trang trước")),
    )


def too_large() -> Trouble:
    return Trouble(
        _("Tệp hoặc nội dung gửi lên lớn quá"),
        (_("Chưa lưu gì. Quay lại, chọn tệp nhỏ hơn, chia thành nhiều tệp hoặc rút ngắn nội dung rồi gửi lại."),),
        previous(_("Quay lại trang trước")),
    )


def too_many() -> Trouble:
    again = previous(_("Mở lại trang trước")) or Link(_("Mở lại trang"), request.path)
    return Trouble(_("Nhiều yêu cầu quá trong một lúc"), (_("Chờ một phút rồi mở lại trang."),), again)


def broken() -> Trouble:
    return Trouble(
        _("Máy chủ gặp lỗi"),
        (
            _("Việc vừa làm chưa được lưu. Chờ một phút, quay lại trang trước rồi làm lại."),
            _("Còn lỗi thì báo quản trị viên."),
        ),
        previous(_("Quay lại trang trước")),
    )


def previous(words: str) -> Link | None:
    """Where somebody came from, if it was a page of ours and another one than this."""
    referrer = urlsplit(request.referrer or "")
    path = local_path(referrer.path) if referrer.netloc == request.host else None
    if path is None or (path == request.path and request.method == "GET"):
        return None
    return Link(words, f"{path}?{referrer.query}" if referrer.query else path)


def _list_here() -> Link | None:
    """The list of the room somebody stands in, when their navigation has it."""
    person = current_person()
    here = next((entry for entry in navigation(person.viewer) if entry.here), None) if person else None
    return Link(_("Về trang %(page)s", page=here.words), here.url) if here else None


TROUBLES = {
    400: bad_request,
    403: forbidden,
    404: missing,
    405: wrong_method,
    409: changed,
    413: too_large,
    429: too_many,
    500: broken,
}


def session_over() -> Trouble:
    """A form came without the token of its session, and nobody can be told to have typed it: nothing was kept."""
    keep = _("Chưa lưu gì. Bấm nút quay lại của trình duyệt để lấy lại nội dung đã nhập, chép ra, rồi làm lại.")
    if current_person() is not None:
        return Trouble(_("Trang đã mở quá lâu"), (keep, _("Tải lại trang trước khi gửi lại.")))
    referrer = urlsplit(request.referrer or "")
    back = local_path(referrer.path) if referrer.netloc == request.host else None
    again = Link(_("Đăng nhập lại"), url_for("accounts.sign_in", next=back))
    return Trouble(_("Phiên làm việc đã hết"), (keep,), again)


def page(trouble: Trouble, code: int) -> Answer:
    """The page of a trouble, with its status; for a script that asked for JSON, the same words as data."""
    act = trouble.act or Link(_("Về trang đầu"), url_for("accounts.home"))
    error_id = g.get("error_id")
    if request.headers.get("Accept") == "application/json":
        said = {"title": trouble.title, "sentences": trouble.sentences, "act": act.url, "error_id": error_id}
        return jsonify(said), code
    return render_template("errors/trouble.html", trouble=trouble, act=act, code=code, error_id=error_id), code


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:  # noqa: PLR2004 (a redirect is no trouble)
        return error
    body, code = page(TROUBLES.get(error.code, bad_request)(), error.code)
    return current_app.make_response(
        (body, code, [header for header in error.get_headers() if header[0] in {"Allow", "Retry-After"}])
    )


def _late(_error: CSRFError | SignInFirst) -> Any:
    """A form whose session is over, or of an earlier session: mostly a page left open overnight."""
    return kept.answer() or page(session_over(), 400)


def _refused(refused: Refused) -> Answer:
    """A refusal no form took: it says itself what to do."""
    if isinstance(refused, NotFound):
        return page(missing(), 404)
    back = previous(_("Quay lại trang trước"))
    if isinstance(refused, NotAllowed):
        return page(Trouble(_("Chưa được phép"), (sentence_of(refused),), back), 403)
    if isinstance(refused, ChangedMeanwhile):
        return page(Trouble(changed().title, (sentence_of(refused),), back), 409)
    return page(Trouble(_("Chưa làm được"), (sentence_of(refused),), back), 400)


def _broken(_error: Exception) -> Answer:
    """An error of ours. The layout asks the database for nothing here: the database may be the reason."""
    g.shell_without_database = True
    g.pop("person", None)
    try:
        db.session.rollback()
    finally:
        return page(broken(), 500)  # noqa: B012 (whatever the database says, the page is shown)


def init_app(app: Flask) -> None:
    """Register every page of trouble."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _late)
    app.register_error_handler(SignInFirst, _late)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(500, _broken)
