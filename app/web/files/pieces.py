"""Files in pieces: each piece answered with how much came, the last one as a whole file is."""

from __future__ import annotations

import io
from typing import BinaryIO

from flask import Response, current_app, jsonify, request
from werkzeug.wrappers import Response as Answered

from app.casework.documents import take_file
from app.casework.errors import Refused
from app.casework.file_types import FIELD
from app.casework.pieces import Sending, add_piece, arrived, forget, one_at_a_time, sending
from app.casework.uploads import keep
from app.extensions import db
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import now
from app.web.commits import committing
from app.web.enclosed import Untaken, chosen_act, folder
from app.web.files.taking import told
from app.web.forms import sentence_of


def piece_taken(to: Draft | Matter, back: str) -> Response | Answered:
    """Take the piece of this request. Its last one makes the file a document of ``to``."""
    name = request.form.get("name", "")
    try:
        sent = _sending(to, name)
        with one_at_a_time(folder(), sent) as file:
            rows = [one for one in (arrived(db.session(), sent),) if one is not None]
            if not rows and (came := add_piece(file, _piece(), sent, offset=_number("offset"), at=now())) < sent.size:
                return jsonify(came=came)
            rows = rows or _whole(file, to, name, sent)
            forget(folder(), sent)
    except Refused as refused:
        if refused.field != FIELD:
            raise
        return told([], [Untaken(name, sentence_of(refused))], back)
    return told(rows, [], back)


def _whole(file: BinaryIO, to: Draft | Matter, name: str, sent: Sending) -> list[Document]:
    """All of it is here: judged and kept as a file that came in one. What is refused is forgotten."""
    draft_id, matter = (to.id, None) if isinstance(to, Draft) else (None, to)
    rows: list[Document] = []
    file.seek(0)
    try:
        kept = keep(folder(), file, at=now())
        with committing():
            rows.append(
                take_file(
                    db.session(),
                    kept,
                    name=name,
                    draft_id=draft_id,
                    matter=matter,
                    of_act=chosen_act() if matter else None,
                    sent_as=sent.key,
                    by=current_viewer(),
                    at=now(),
                )
            )
    except Refused:
        forget(folder(), sent)
        raise
    return rows


def _sending(to: Draft | Matter, name: str) -> Sending:
    """Which file this is a piece of."""
    return sending(
        current_app.config["SETTINGS"].secret_key, account_id=current_viewer().account_id, to=to.ref, name=name,
        size=_number("size"), mark=request.form.get("mark", ""),
    )  # fmt: skip


def _piece() -> BinaryIO:
    file = request.files.get("piece")
    return file.stream if file else io.BytesIO()  # type: ignore[return-value]  # IO[bytes] it is


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000000000000") else 0


__all__ = ["piece_taken"]
