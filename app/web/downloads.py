"""A file made for somebody, to keep: no copy stays on the way."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from app.casework.outbox import Attachment


def as_file(file: Attachment) -> Response:
    """The answer that hands a file over."""
    answer = send_file(
        BytesIO(file.content), mimetype=file.media_type, as_attachment=True, download_name=file.name, conditional=False,
        etag=False,
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer
