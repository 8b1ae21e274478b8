"""The page of one file of a matter: looked at in its frame, what is known of it, its versions, and its two forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, Optional

from app.casework import ledger, versions
from app.casework.case_files import colleagues
from app.casework.documents import FileLine
from app.casework.errors import Refused
from app.casework.file_types import JPEG, PDF, PNG
from app.casework.identities import may_open
from app.casework.uploads import LARGEST_FILE, MEGABYTE, keep
from app.casework.version_rows import whole
from app.extensions import db
from app.records.documents import Audience, Document
from app.records.matters import Matter
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.act_forms import TicksField
from app.web.clock import now, today
from app.web.commits import committing
from app.web.enclosed import ACCEPTED, facts_of, folder
from app.web.file_panel import MatterFile, acts_to_choose, file_row, files_of
from app.web.forms import ChoiceField, Form, ListField, Needed, TextField, refused_into_form, sentence_of
from app.web.headers import frame_files
from app.web.views import Link
from app.web.wording import choices, moment, term, words

Answer = str | Response | tuple[str, int]
IMAGES = frozenset({JPEG.media_type, PNG.media_type})
FITTED = "#view=FitH&navpanes=0"  # what the PDF viewers of browsers read


class OneFileField(FileField):
    """One file, chosen in a form that is no draft."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)


class VersionForm(Form):
    """The file that takes the place of another, and why."""

    files = OneFileField(_l("Tệp mới"), [Needed(_l("Chọn tệp mới."))])
    reason = TextField(_l("Lý do thay"), [Needed(_l("Nhập lý do thay tệp.")), Length(max=versions.LONGEST_REASON)])


class PlaceForm(Form):
    """To which act a file belongs."""

    of_act = ListField(_l("Thuộc bước"), [Optional()], empty=_l("không thuộc bước nào"))


class ReadersForm(PlaceForm):
    """… and who opens it."""

    audience = ChoiceField(_l("Ai mở được"), [Needed(_l("Chọn ai mở được tệp."))], kind=Audience)
    readers = TicksField(_l("Người được nêu tên"), [Optional()])


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the file, the one on the page among them."""

    words: str
    url: str
    facts: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class ViewPage:
    """What ``files/view.html`` prints. ``image``, ``pdf``: a browser shows it itself; ``why_not``: nothing is shown."""

    file: MatterFile
    code: str
    crumbs: tuple[Link, ...]
    frame: str
    image: bool
    pdf: bool
    why_not: str
    facts: tuple[tuple[str, str], ...]
    versions: tuple[VersionRow, ...]
    newest: str
    replace_url: str
    change_url: str
    back: str


def view_page(document: Document) -> str:
    """The page of a file the viewer may know of. Aborts with 404 for one of a draft."""
    matter = _matter(document)
    lines = {line.ref: line for line in files_of(matter)}
    if document.ref not in lines:
        abort(404)
    frame_files()
    return render_template("files/view.html", page=_seen(document, matter, lines))


def _matter(document: Document) -> Matter:
    return db.session.get_one(Matter, document.matter_id) if document.matter_id is not None else abort(404)


def _seen(document: Document, matter: Matter, lines: dict[str, FileLine]) -> ViewPage:
    session, line = db.session(), lines[document.ref]
    file = file_row(line, matter)
    changes = versions.may_change(session, document, matter, by=current_viewer(), at=now())
    replaced = changes and versions.why_not_replaced(session, document) is None
    family = [lines[one.ref] for one in whole(session, [document]) if one.ref in lines]
    newest = family[-1]
    return ViewPage(
        file=file,
        code=matter.code,
        crumbs=_crumbs(matter, file.name),
        frame=file.url + (FITTED if line.media_type == PDF.media_type and not file.asks else ""),
        image=line.media_type in IMAGES,
        pdf=line.media_type == PDF.media_type,
        why_not=_why_not(matter, line),
        facts=tuple(_facts(document, line, matter)),
        versions=tuple(_version(one) for one in reversed(family)) if len(family) > 1 else (),
        newest=url_for("files.view", ref=newest.ref) if newest.ref != document.ref else "",
        replace_url=url_for("files.replace", ref=document.ref) if replaced else "",
        change_url=url_for("files.change", ref=document.ref) if changes else "",
        back=url_for("cases.open", ref=matter.ref),
    )


def _crumbs(matter: Matter, *names: str) -> tuple[Link, ...]:
    return (Link(matter.code, url_for("cases.open", ref=matter.ref)), *(Link(name, "") for name in names))


def _why_not(matter: Matter, line: FileLine) -> str:
    if line.opens:
        return ""
    if matter.sealed and not may_open(db.session(), matter, viewer=current_viewer(), at=now()):
        return _("Tệp được giữ bí mật: chỉ người có quyền xem phần bảo mật mở được.")
    return _("Tệp này chỉ người được nêu tên mở được.")


def _facts(document: Document, line: FileLine, matter: Matter) -> Iterator[tuple[str, str]]:
    yield _("Hồ sơ"), f"{words(line.kind)} {line.code}"
    yield _("Loại, dung lượng"), facts_of(line.media_type, line.size)
    if line.opens or not matter.sealed:
        yield _("Thêm bởi"), ", ".join(filter(None, (line.added_by, moment(line.added_at))))
    yield _("Thuộc bước"), term(ACTS, line.act) if line.act in ACTS else _("không thuộc bước nào")
    yield _("Ai mở được"), _audience_words(document, line)
    if line.opens:
        yield "SHA-256", line.sha256


def _audience_words(document: Document, line: FileLine) -> str:
    if line.named:
        names = ", ".join(versions.reader_names(db.session(), document)) if line.opens else ""
        some = _("người thêm tệp, thủ trưởng")
        return _("%(some)s và %(names)s", some=some, names=names) if names else _("chỉ %(some)s", some=some)
    return words(Audience.MATTER)


def _version(line: FileLine) -> VersionRow:
    said = line.opens or not line.sealed
    return VersionRow(
        words=_("Bản %(n)s", n=line.version),
        url=url_for("files.view", ref=line.ref),
        facts=", ".join(filter(None, (line.added_by if said else "", moment(line.added_at) if said else ""))),
        sha256=line.sha256 if line.opens else "",
        reason=line.reason,
    )


# ---- its next version


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form of a file."""

    title: str
    name: str
    crumbs: tuple[Link, ...]
    back: str
    accept: str = ACCEPTED
    megabytes: int = LARGEST_FILE // MEGABYTE


def replace_page(document: Document) -> Answer:
    """The answer to the form that brings another version. Aborts with 403 for who does not work on the file."""
    matter, form = _changed(document), VersionForm()
    if (why := versions.why_not_replaced(db.session(), document)) is not None:
        return _closed(document, matter, why)
    if form.validate_on_submit() and (made := _replaced(document, form)):
        flash(_("Đã thay tệp. Bản trước vẫn được giữ."))
        return redirect(url_for("files.view", ref=made))
    return render_template("files/replace.html", page=_around(document, matter, _("Thay bằng bản mới")), form=form)


def _replaced(document: Document, form: VersionForm) -> str:
    """The new version, by its opaque id; "" when it was refused, which the form then says."""
    sent: Any = form.files.data
    made = ""
    try:
        kept = keep(folder(), sent.stream, at=now())  # on disk before any transaction begins
    except Refused as refused:
        refused_into_form(form, refused)
        return ""
    with committing(form):
        made = versions.add_version(
            db.session(), document, kept, name=sent.filename or "", reason=form.reason.data or "",
            by=current_viewer(), at=now(),
        ).ref  # fmt: skip
    return made if not form.problems() else ""


def _closed(document: Document, matter: Matter, why: Refused) -> Answer:
    way = {"back": url_for("files.view", ref=document.ref), "crumbs": _crumbs(matter, _("Thay bằng bản mới"))}
    told = {"title": _("Thay bằng bản mới"), "why": sentence_of(why), "way": way, "subject": matter.code, "both": ()}
    return render_template("acting/closed.html", **told), 409


def _changed(document: Document) -> Matter:
    """The matter of a file the viewer may change something of. Aborts with 403."""
    matter = _matter(document)
    if not versions.may_change(db.session(), document, matter, by=current_viewer(), at=now()):
        abort(403)
    return matter


def _around(document: Document, matter: Matter, title: str) -> FormPage:
    back = url_for("files.view", ref=document.ref)
    return FormPage(title, document.name, (*_crumbs(matter), Link(document.name, back), Link(title, "")), back)


# ---- its act, and who opens it


def change_page(document: Document) -> Answer:
    """The answer to the form of what a file belongs to and who opens it. Aborts with 403."""
    matter = _changed(document)
    form = _place_form(document, matter)
    if form.validate_on_submit() and _said(document, form):
        flash(_("Đã lưu."))
        return redirect(url_for("files.view", ref=document.ref))
    return render_template("files/change.html", page=_around(document, matter, _("Sửa thông tin tệp")), form=form)


def _place_form(document: Document, matter: Matter) -> PlaceForm:
    session = db.session()
    log = ledger.log_of(session, matter)
    acts = [(str(number), said) for number, said in acts_to_choose(ledger.counted(log))]
    placed = {"of_act": str(ledger.entry_of(log, document.act_id) or "")}
    if not versions.may_say_who(document, matter, by=current_viewer()):
        form = PlaceForm(data=placed)
    else:
        named = versions.readers_of(session, document)
        form = ReadersForm(data={**placed, "audience": document.audience, "readers": [str(one) for one in named]})
        people = colleagues(session, matter, today())
        form.audience.choices = choices(Audience)
        form.readers.choices = [SelectChoice(str(one.id), one.full_name) for one in people]
    form.of_act.choices = form.of_act.with_empty(acts)
    return form


def _said(document: Document, form: PlaceForm) -> bool:
    session = db.session()
    hand: dict[str, Any] = {"by": current_viewer(), "at": now()}
    with committing(form) as done:
        versions.belongs_to(session, document, int(form.of_act.data) if form.of_act.data else None, **hand)
        if isinstance(form, ReadersForm):
            readers = [int(one) for one in form.readers.data or ()]
            versions.opened_by(session, document, Audience(form.audience.data), readers, **hand)
    return bool(done)


__all__ = ["change_page", "replace_page", "view_page"]
