"""Pages for what went wrong: what happened, and what to do next. They need neither the database nor a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.extensions import db
from app.web.access import current_person, local_path
from app.web.forms import sentence_of
from app.web.views import Link

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page says. ``act``: the one thing to do; ``detail``: what to tell the administrator."""

    title: str
    sentences: tuple[str, ...]
    act: Link | None = None
    detail: str = ""


def bad_request() -> Trouble:
    return Trouble(_("Chưa đọc được yêu cầu"), (_("Quay lại trang trước, tải lại rồi làm lại."),))


def forbidden() -> Trouble:
    return Trouble(
        _("Vai hiện tại không mở được trang này"),
        (_("Trang này dành cho vai khác hoặc cơ quan khác. Cần dùng trang này thì báo quản trị viên giao vai."),),
    )


def missing() -> Trouble:
    return Trouble(
        _("Không có trang này"),
        (_("Địa chỉ có thể gõ sai, hồ sơ đã chuyển đi, hoặc hồ sơ không thuộc phạm vi được xem."),),
    )


def wrong_method() -> Trouble:
    return Trouble(_("Trang này không mở theo cách đó"), (_("Mở lại từ danh sách, không dùng địa chỉ đã lưu."),))


def too_large() -> Trouble:
    return Trouble(_("Tệp gửi lên lớn quá"), (_("Quay lại, chọn tệp nhỏ hơn hoặc chia thành nhiều tệp rồi gửi lại."),))


def too_many() -> Trouble:
    return Trouble(_("Nhiều yêu cầu quá trong một lúc"), (_("Chờ một phút rồi tải lại trang."),))


def broken() -> Trouble:
    return Trouble(
        _("Máy chủ gặp lỗi"),
        (
            _("Việc vừa làm chưa được lưu. Chờ một phút, quay lại trang trước rồi làm lại."),
            _("Còn lỗi thì báo quản trị viên."),
        ),
    )


TROUBLES = {
    400: bad_request,
    403: forbidden,
    404: missing,
    405: wrong_method,
    413: too_large,
    429: too_many,
    500: broken,
}


def session_over() -> Trouble:
    """A form came without the token of its session: mostly a page left open overnight."""
    keep = _("Chưa lưu gì. Bấm nút quay lại của trình duyệt để lấy lại nội dung đã nhập, chép ra, rồi làm lại.")
    if current_person() is not None:
        return Trouble(_("Trang đã mở quá lâu"), (keep, _("Tải lại trang trước khi gửi lại.")))
    referrer = urlsplit(request.referrer or "")
    back = local_path(referrer.path) if referrer.netloc == request.host else None
    again = Link(_("Đăng nhập lại"), url_for("accounts.sign_in", next=back))
    return Trouble(_("Phiên làm việc đã hết"), (keep,), again)


def page(trouble: Trouble, code: int) -> Answer:
    """The page of a trouble, with its status."""
    return render_template("errors/trouble.html", trouble=trouble, code=code, error_id=g.get("error_id")), code


def _http(error: HTTPException) -> Any:
    if error.code not in TROUBLES:
        return error  # redirects and the rare rest keep their own answer
    body, code = page(TROUBLES[error.code](), error.code)
    return current_app.make_response(
        (body, code, [header for header in error.get_headers() if header[0] in {"Allow", "Retry-After"}])
    )


def _csrf(_error: CSRFError) -> Answer:
    return page(session_over(), 400)


def _refused(refused: Refused) -> Answer:
    """A refusal no form took: it says itself what to do."""
    if isinstance(refused, NotFound):
        return page(missing(), 404)
    if isinstance(refused, NotAllowed):
        return page(Trouble(_("Chưa được phép"), (sentence_of(refused),)), 403)
    code = 409 if isinstance(refused, ChangedMeanwhile) else 400
    return page(Trouble(_("Chưa làm được"), (sentence_of(refused),)), code)


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
    for code in TROUBLES:
        if code != 500:  # noqa: PLR2004
            app.register_error_handler(code, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(500, _broken)
