"""A file as it leaves: its type is our own judgement, nothing in it runs, no copy stays on the way."""

from __future__ import annotations

from flask import Response, send_file, url_for
from flask_babel import gettext as _

from app.casework.documents import find_file
from app.casework.errors import Refused
from app.casework.uploads import place_of
from app.extensions import db
from app.records.documents import Document
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.downloads import called
from app.web.enclosed import SHOWN, folder
from app.web.views import Confirmation
from app.web.wording import words

# No script, no form, nothing fetched, framed by no page but ours: a file of a citizen is looked at, never obeyed.
POLICY = "sandbox; default-src 'none'; frame-ancestors {page}"


def found(ref: str) -> Document:
    """The document, if the viewer may know of it. Raises NotFound."""
    return find_file(db.session(), ref, viewer=current_viewer())


def opening_asked(document: Document) -> Confirmation | None:
    """What stands before a file of a sealed matter; nothing for any other."""
    matter = db.session.get(Matter, document.matter_id) if document.matter_id is not None else None
    if matter is None or not matter.sealed:
        return None
    return Confirmation(
        question=_("Mở tệp bảo mật “%(name)s”?", name=document.name),
        verb=_("Mở tệp"),
        back=url_for("cases.open", ref=matter.ref),
        explained=(
            _("Tệp của %(kind)s %(code)s.", kind=words(matter.kind).lower(), code=matter.code),
            _("Người trong hồ sơ được giữ bí mật. Lần mở này được ghi vào nhật ký."),
        ),
    )


def served(document: Document, *, save: bool) -> Response:
    """The bytes of a document that was opened. Raises Refused when they are gone."""
    path = place_of(folder(), document.stored_as)
    if not path.is_file():
        raise Refused("Tệp này không còn trên máy chủ. Báo quản trị viên.")
    shown = document.media_type in SHOWN and not save
    answer = send_file(
        path, mimetype=document.media_type, as_attachment=not shown, download_name=document.name, conditional=False,
        etag=False,
    )  # fmt: skip
    called(answer, document.name, kept=not shown)
    answer.headers["Content-Security-Policy"] = POLICY.format(page="'self'" if shown else "'none'")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.pop("Last-Modified", None)
    return answer
