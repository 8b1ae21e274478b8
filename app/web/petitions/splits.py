"""A petition of several contents, split: the form, what is said of it before it is done, and the deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length

from app.casework import identities
from app.casework.agencies import agencies_on
from app.casework.errors import Refused
from app.casework.file_names import numbered
from app.casework.foreseeing import foresee_part
from app.casework.petitions import procedure_of
from app.casework.respondents import foresee_keeping_out
from app.casework.shared_files import originals_of
from app.casework.splitting import FEWEST, MOST, Part, Split, check_parts, split_petition, stays, still_told
from app.casework.timeline import last_change
from app.extensions import db
from app.records.documents import Audience, Document
from app.records.matters import Matter
from app.records.petitions import Petition, PetitionKind
from app.statute.instruments import cite_all
from app.statute.procedures import provisions_of
from app.statute.terms import FIELDS, STAGES, Procedure
from app.web.access import current_viewer
from app.web.act_forms import TicksField
from app.web.acting import Answer
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import finish_draft
from app.web.enclosed import facts_of
from app.web.foreseen import CLOCKS, Foreseen, started, told
from app.web.forms import (
    ChoiceField,
    Form,
    LineField,
    ListField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
    refused_into_form,
)
from app.web.people import RespondentFields, not_later, the_day
from app.web.petitions.deeds import crumbs, page_or_list
from app.web.petitions.forms import LONGEST_TEXT
from app.web.views import Change, Confirmation, Link
from app.web.wording import choices, day, spoken, term, term_choices, words

NOT_TYPED = frozenset({"csrf_token", "step", "version", "mark"})


class PartForm(RespondentFields, Form):
    """One content of a petition."""

    class Meta(Form.Meta):
        csrf = False  # the form around it carries the token

    kind = ChoiceField(_l("Loại đơn"), [Needed(_l("Chọn loại đơn."))], kind=PetitionKind)
    content = TextField(_l("Nội dung"), [Needed(_l("Ghi nội dung của đơn tách ra.")), Length(max=LONGEST_TEXT)])
    request = TextField(_l("Yêu cầu, đề nghị"), [Length(max=LONGEST_TEXT)])
    field = ListField(_l("Lĩnh vực"), [Needed(_l("Chọn lĩnh vực."))], empty=_l("Chọn lĩnh vực"))
    competent = LineField(_l("Cơ quan có thẩm quyền"), [Length(max=200)])
    reason = LineField(_l("Căn cứ phân loại"), [Length(max=LONGEST_TEXT)])
    files = TicksField(_l("Tệp đi cùng"))

    def part(self) -> Part:
        """The content as typed, once the form is valid."""
        return Part(
            kind=PetitionKind(self.kind.data), content=self.content.data or "", field=str(self.field.data),
            request=self.request.data or "", competent=self.competent.data or "", respondents=self.respondents(),
            files=tuple(self.files.data or ()), reason=self.reason.data or "",
        )  # fmt: skip


class SplitForm(Form):
    """The contents of a petition, two at least."""

    parts = FieldList(FormField(PartForm), min_entries=FEWEST, max_entries=MOST)
    on = VietnameseDateField(_l("Ngày tách đơn"), [Needed(_l("Nhập ngày tách đơn."))])
    version = VersionField()
    mark = VersionField()

    def validate_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, today(), _("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(today())))


@dataclass(frozen=True, slots=True)
class SplitPage:
    """What stands around the form."""

    code: str
    crumbs: tuple[Link, ...]
    back: str
    law: str
    sealed: bool
    content: str
    agencies: tuple[str, ...]
    more: bool
    moving: str  # the fields that move a clock
    troubles: tuple[str, ...]  # of the contents together


def split_form(matter: Matter) -> SplitForm:
    """The form, with its lists; one more content when it was asked for."""
    form = SplitForm(data={"on": today(), "version": matter.version, "mark": last_change(db.session(), matter.id)})
    if request.form.get("step") == "add" and len(form.parts.entries) < MOST:
        form.parts.append_entry()
    agencies = [(str(one.id), one.name) for one in agencies_on(db.session(), today())]
    files = [(one.ref, _file_words(one)) for one in originals_of(db.session(), matter)]
    for line in form.parts:
        part: Any = line.form
        part.kind.choices = choices(PetitionKind)
        part.field.choices = part.field.with_empty(term_choices(FIELDS))
        part.respondent_agency.choices = part.respondent_agency.with_empty(agencies)
        part.files.choices = [SelectChoice(*one) for one in files]
    return form


def _file_words(one: Document) -> str:
    name = one.name if one.audience is Audience.MATTER else numbered(one)
    return f"{name} · {facts_of(one.media_type, one.size)}"


def split_page(matter: Matter, form: SplitForm) -> SplitPage:
    """Everything the page shows, for the viewer of this request."""
    row = db.session.get_one(Petition, matter.id)
    return SplitPage(
        code=matter.code,
        crumbs=crumbs(matter, _("Tách đơn")),
        back=url_for("petitions.page", ref=matter.ref),
        law=_law(matter),
        sealed=matter.sealed,
        content="\n".join(filter(None, (row.content, row.request, row.translation))),
        agencies=tuple(one.name for one in agencies_on(db.session(), today())),
        more=len(form.parts.entries) < MOST,
        moving=" ".join(["on", *(f"parts-{place}-kind" for place in range(len(form.parts.entries)))]),
        troubles=tuple(str(one) for one in form.parts.errors if isinstance(one, str)),
    )


def _law(matter: Matter) -> str:
    return spoken(cite_all(provisions_of(matter.procedure or Procedure.TRIAGE, "split", today())))


def readable(matter: Matter) -> bool:
    """Whether the person of this request may read what the petition is about."""
    return not matter.sealed or identities.may_open(db.session(), matter, viewer=current_viewer(), at=now())


# ---- before it is done


def parts_typed(form: SplitForm) -> list[Part]:
    """The contents as typed into a valid form."""
    lines: Any = form.parts
    return [line.form.part() for line in lines]


def split_asked(matter: Matter, form: SplitForm) -> Confirmation:
    """What the split will do: it cannot be undone."""
    parts = parts_typed(form)
    return Confirmation(
        question=_("Tách đơn %(code)s thành %(n)s nội dung?", code=matter.code, n=len(parts)),
        verb=_("Tách đơn"),
        back=url_for("petitions.page", ref=matter.ref),
        explained=tuple(_explained(matter, parts)),
        changes=(_whole(matter, parts), *(_change(matter, part, stay=stays(matter, parts)) for part in parts)),
    )


def kept_typed(form: SplitForm) -> list[tuple[str, str]]:
    """What was typed, to travel with the confirmation, and how the petition stood when that was asked."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_TYPED]
    return [*typed, ("version", str(form.version.data)), ("mark", str(form.mark.data))]


def _explained(matter: Matter, parts: list[Part]) -> Iterator[str]:
    received = db.session.get_one(Petition, matter.id).received_on
    yield _("Thời hạn của mỗi đơn tính từ ngày nhận đơn ban đầu, %(day)s. Không hoàn tác được.", day=day(received))
    if matter.sealed or not any(part.denunciation for part in parts):
        return
    yield _(
        "Tố cáo được giữ kín: người tố cáo, lời tố cáo và tệp rời khỏi đơn này; không trang nào nối hai đơn với nhau."
        " Tệp không chọn cho nội dung nào khác cũng đi theo tố cáo."
    )
    yield from filter(None, (_away(matter, part) for part in parts if part.denunciation))
    for words_left in still_told(db.session(), matter):
        yield _("Vẫn đọc được như đã ghi: “%(note)s”", note=words_left)


def _away(matter: Matter, part: Part) -> str:
    """From whom a denunciation split off is hidden because it is about their head, and where it goes."""
    found = foresee_keeping_out(db.session(), matter, part.respondents, on=today(), by_classifying=True)
    if found is None:
        return ""
    hidden = _("Không ai ở %(agency)s thấy đơn tố cáo tách ra.", agency=", ".join(one.name for one in found.agencies))
    return f"{hidden} {_('Đơn ấy chuyển đến %(agency)s.', agency=found.above.name)}" if found.above else hidden


def _whole(matter: Matter, parts: list[Part]) -> Change:
    before = term(STAGES, matter.stage)
    if stays(matter, parts):
        return Change(_("Đơn %(code)s", code=matter.code), before, _("Ở lại, chỉ với nội dung không phải tố cáo"))
    after = term(STAGES, "split")
    if not matter.sealed and all(part.denunciation for part in parts):
        after = _("%(after)s, được giữ kín", after=after)
    return Change(_("Đơn %(code)s", code=matter.code), before, after)


def _change(matter: Matter, part: Part, *, stay: bool) -> Change:
    if matter.sealed or part.denunciation:
        after = [_("Đơn riêng, được giữ kín")]
    else:
        after = [_("Ở lại đơn này") if stay else _("Đơn riêng")]
    first = _first_due(matter, part)
    if first is not None:
        after.append(_("hạn gần nhất %(day)s: %(duty)s", day=day(first[0]), duty=first[1]))
    what = _("%(kind)s, %(field)s", kind=words(part.kind), field=term(FIELDS, part.field).lower())
    return Change(what, "", " · ".join(after), part.competent)


def _first_due(matter: Matter, part: Part) -> tuple[Any, str] | None:
    found = foresee_part(db.session(), matter, procedure_of(part.kind), today(), today=today())
    owed = [(duty.due_on, spoken(duty.term)) for duty in found.duties if duty.is_owed and duty.due_on]
    return min(owed, default=None)


def foretold(matter: Matter, form: SplitForm) -> Foreseen:
    """The clocks that will run of each content, as far as its kind is chosen."""
    if form.on.data is None:
        return Foreseen(_("Nhập “%(label)s” để xem các thời hạn.", label=form.on.label.text))
    if not any(kind for _number, kind in _kinds(form)):
        return Foreseen(_("Chọn loại đơn của từng nội dung để xem các thời hạn."))
    return told(form, lambda: list(_clocks(matter, form)))


def _kinds(form: SplitForm) -> Iterator[tuple[int, PetitionKind | None]]:
    lines: Any = form.parts
    for number, line in enumerate(lines, start=1):
        yield number, PetitionKind(line.form.kind.data) if line.form.kind.data else None


def _clocks(matter: Matter, form: SplitForm) -> Iterator[Change]:
    on = min(the_day(form.on), today())
    for number, kind in _kinds(form):
        found = [foresee_part(db.session(), matter, procedure_of(kind), on, today=today())] if kind else []
        for one in started(found):
            yield replace(one, what=_("Nội dung %(n)s: %(what)s", n=number, what=one.what))


# ---- the answers


def page(matter: Matter, form: SplitForm) -> str:
    """The form to fill in; its clocks alone for the script that asks for them."""
    it = foretold(matter, form)
    if request.form.get("step") == CLOCKS:
        return render_template("acting/clocks.html", it=it)
    return render_template("petitions/split.html", form=form, page=split_page(matter, form), clocks=it)


def asked(matter: Matter, form: SplitForm) -> str:
    """What the split will do, before it is done; the form again when it cannot be done so."""
    try:
        check_parts(db.session(), matter, parts_typed(form))
    except Refused as refused:
        refused_into_form(form, refused)
        return page(matter, form)
    it = replace(split_asked(matter, form), meanwhile=changed_since(matter, form, lambda _rows: {}, version="version"))
    return render_template("acting/confirm.html", it=it, form=form, kept=kept_typed(form))


def done(matter: Matter, form: SplitForm) -> Answer:
    """Split as typed into a valid form, and lead back to the petition."""
    code, version, parts, on = matter.code, form.version.data, parts_typed(form), the_day(form.on)
    with committing(form) as saved:
        found = split_petition(
            db.session(), matter, parts, on=on, expected_version=version, by=current_viewer(), at=now(), today=today()
        )
        finish_draft(None)
    if not saved:
        return page(matter, form)
    _say(code, found)
    return redirect(page_or_list(matter))


def _say(code: str, found: Split) -> None:
    """What was done, by codes alone."""
    if found.parts:
        named = ", ".join(part.code for part in found.parts)
        flash(_("Đã tách đơn %(code)s thành các đơn %(named)s.", code=code, named=named))
    if found.hidden:
        named = ", ".join(part.code for part in found.hidden)
        flash(_("Đã mở riêng, giữ kín: %(named)s.", named=named))
