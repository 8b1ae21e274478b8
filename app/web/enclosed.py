"""Files beside what is typed, and the files of a matter.

In a form that is a draft (:mod:`app.web.drafting`): mix :class:`EnclosedFields` into the form, put
``{{ enclosed_in(form) }}`` of ``parts/_files.html`` into its template and ``enctype="multipart/form-data"`` on it. The
script sends each file to the room ``files`` when it is chosen. Without it the files come with the form itself:
:func:`_take_what_came` puts them into the draft before the view runs, so a form that comes back with errors still has
them, and the view does nothing about files but call ``finish_draft``.

The files of a matter stand on its page: :mod:`app.web.file_panel`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.wrappers import Response
from wtforms import MultipleFileField
from wtforms.validators import StopValidation

from app.casework.documents import (
    DRAFT_ROOM,
    draft_files,
    drop_draft_file,
    take_file,
)
from app.casework.drafts import own_draft
from app.casework.errors import Refused
from app.casework.file_types import EXCEL, FIELD, JPEG, PDF, PNG, TYPES, WORD
from app.casework.uploads import LARGEST_FILE, MEGABYTE, Kept, keep
from app.extensions import db
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import now
from app.web.commits import committing
from app.web.drafting import ASKED, REF, SAVE_ONLY, SAVES, Place, around, form_at, keep_typed, place_of
from app.web.forms import sentence_of
from app.web.lists import LARGEST_ROW
from app.web.people import SENT
from app.web.wording import decimal, number

OF_ACT = "of_act"  # beside the files of a matter: the line of its log they belong to
DROP = "drop_file"  # the button that takes a file out, without a script
TRANSPORT = 2 * MEGABYTE  # what surrounds files on their way: names, the text of the form
ACCEPTED = ",".join(one for kind in TYPES.values() for one in (*kind.extensions, kind.media_type))
SHOWN = frozenset({PDF.media_type, JPEG.media_type, PNG.media_type})  # a browser shows them itself, safely
KINDS = {PDF.media_type: _l("PDF"), WORD.media_type: _l("Word"), EXCEL.media_type: _l("Excel")}


class FilesField(MultipleFileField):
    """Files chosen beside what is typed. They are in the draft by the time the form is looked at."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def pre_validate(self, _form: object) -> None:
        """Say which files were not taken, and why."""
        troubles: list[str] = g.get("file_troubles", [])
        if troubles:
            self.errors = [*self.errors, *troubles]
            raise StopValidation


class EnclosedFields:
    """The files of a form: a mixin of forms."""

    files = FilesField(_l("Bản chụp giấy tờ"))


# ---- what pages show


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a draft: name, kind and size in words; where to open it."""

    ref: str
    name: str
    facts: str
    url: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files of a form that is a draft. ``drop``: the name of the button that takes one out."""

    rows: tuple[FileRow, ...]
    upload: str
    accept: str
    drop: str
    most: int
    largest: int
    troubles: tuple[str, ...]


def enclosed() -> Enclosed:
    """The files of the draft of this page; asked by the template."""
    ref = around().ref
    draft = own_draft(db.session(), current_viewer().account_id, ref) if ref else None
    return Enclosed(
        rows=tuple(draft_row(one) for one in draft_files(db.session(), draft.id)) if draft else (),
        upload=url_for("files.add_to_draft", ref="REF"),
        accept=ACCEPTED,
        drop=DROP,
        most=DRAFT_ROOM.files,
        largest=LARGEST_FILE,
        troubles=tuple(g.get("file_troubles", ())),
    )


def draft_row(document: Document) -> FileRow:
    """A file of a draft."""
    shown, url = document.media_type in SHOWN, url_for("files.page", ref=document.ref)
    facts = facts_of(document.media_type, document.size)
    return FileRow(document.ref, document.name, facts, url, shown)


def facts_of(media_type: str, size: int) -> str:
    """PDF · 1,2 MB."""
    kind = KINDS.get(media_type) or _("Ảnh")
    return f"{kind} · {size_words(size)}"


def size_words(size: int) -> str:
    """1,2 MB; 340 KB. Never nothing: the smallest file is 1 KB."""
    if size >= MEGABYTE:
        return f"{decimal(size / MEGABYTE)} MB"
    return f"{number(max(1, round(size / 1024)))} KB"


# ---- taking


class Untaken(NamedTuple):
    """A file that was not taken, and why."""

    name: str
    why: str

    @property
    def words(self) -> str:
        return _("Chưa nhận “%(name)s”. %(why)s", name=self.name, why=self.why) if self.name else self.why


def folder() -> Path:
    """Where the bytes of documents lie."""
    path: Path = current_app.config["SETTINGS"].uploads_path
    return path


def put_on_disk(sent: Sequence[FileStorage]) -> tuple[list[tuple[str, Kept]], list[Untaken]]:
    """What was sent, on disk with its name, before any transaction begins; and what was not taken."""
    taken, troubles = [], [] if sent else [Untaken("", _("Chọn tệp rồi bấm thêm tệp."))]
    for file in sent:
        name = file.filename or ""
        try:
            taken.append((name, keep(folder(), file.stream, at=now())))  # type: ignore[arg-type]  # IO[bytes] it is
        except Refused as refused:
            troubles.append(Untaken(name, sentence_of(refused)))
    return taken, troubles


def take(
    files: Iterable[tuple[str, Kept]], *, draft_id: int | None = None, matter: Matter | None = None
) -> tuple[list[Document], list[Untaken]]:
    """Rows for files that are on disk; and what there is no room for. Inside ``committing``."""
    rows, troubles = [], []
    given: dict[str, Any] = {"draft_id": draft_id, "matter": matter, "of_act": chosen_act() if matter else None}
    for name, one in files:
        try:
            rows.append(take_file(db.session(), one, name=name, **given, by=current_viewer(), at=now()))
        except Refused as refused:
            if refused.field != FIELD:
                raise
            troubles.append(Untaken(name, sentence_of(refused)))
    return rows, troubles


def chosen_act() -> int | None:
    """The line of the log that the files of this request belong to, as chosen beside them."""
    typed = request.form.get(OF_ACT, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST_ROW)) else None


def sent_files() -> list[FileStorage]:
    """The files of this request; an empty field sends one without a name."""
    return [one for one in request.files.getlist(FIELD) if one.filename]


# ---- files that come with the form itself


def init_app(app: Flask) -> None:
    """Take files before the views run: after the guard of access, before drafts are saved without a script."""
    app.config["MAX_CONTENT_LENGTH"] = DRAFT_ROOM.megabytes * MEGABYTE + TRANSPORT
    app.before_request(_take_what_came)
    app.jinja_env.globals.update(enclosed=enclosed)


def _take_what_came() -> Response | None:
    if request.method != "POST" or form_at(request.endpoint, request.view_args) is None:
        return None
    sent, dropped = sent_files(), request.form.get(DROP)
    place = place_of(request.path) if (sent or dropped) and not _sent_before() else None
    if place is None:
        return None
    taken, troubles = put_on_disk(sent) if sent else ([], [])
    with committing():
        draft = _draft_of(place, typed_too=bool(dropped))
        ref, draft_id = draft.ref, draft.id
        troubles += take(taken, draft_id=draft_id)[1]
        if dropped:
            drop_draft_file(db.session(), draft_id, dropped)
    if dropped or request.form.get("then") == SAVE_ONLY:
        for one in troubles:
            flash(one.words, "over")
    g.file_troubles = [one.words for one in troubles]
    request.form = ImmutableMultiDict([*_without_ref(request.form), (REF, ref)])
    return redirect(f"{place.path}?{ASKED}={ref}#{FIELD}") if dropped else None


def _sent_before() -> bool:
    """Whether this very form was saved already: a slow line sends twice, and the view leads to what was saved."""
    return request.form.get("once", "") in session.get(SENT, {})


def _draft_of(place: Place, *, typed_too: bool) -> Draft:
    """The draft of the form of this request, made when there is none; ``typed_too``: with what is typed now."""
    sent = MultiDict(request.form)
    draft = own_draft(db.session(), current_viewer().account_id, sent.get(REF, ""), lock=True)
    if draft is None or (draft.form, draft.matter_id) != (place.form, place.matter_id):
        sent.pop(REF, None)
    elif not typed_too:
        return draft
    else:
        sent[SAVES] = str(draft.saves + 1)
    return keep_typed(place, sent)


def _without_ref(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.items(multi=True) if name != REF]
