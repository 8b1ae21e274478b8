"""The facts that choose a longer limit: said of a case, on a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Length, Optional

from app.casework.cases import state_facts
from app.casework.foreseeing import foresee_facts
from app.casework.permissions import Deed, Viewer
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter
from app.statute.terms import Procedure
from app.web.access import current_viewer
from app.web.act_fields import choices
from app.web.act_forms import TicksField
from app.web.acting import Way
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.foreseen import CLOCKS, Foreseen, clock_changes, told
from app.web.forms import Form, LineField, VersionField
from app.web.views import Change, Meanwhile

COMPLAINT = ("result_differs", "remote_area", "complex_grounds")
FACTS_OF: dict[str, tuple[str, ...]] = {
    Procedure.COMPLAINT_FIRST: COMPLAINT,
    Procedure.COMPLAINT_SECOND: COMPLAINT,
    Procedure.DISCIPLINE_FIRST: (*COMPLAINT, "dismissal"),
    Procedure.DISCIPLINE_SECOND: (*COMPLAINT, "dismissal"),
    Procedure.DENUNCIATION: ("complex_grounds", "several_places"),
    Procedure.DENUNCIATION_FURTHER: ("complex_grounds",),
    Procedure.DENUNCIATION_OVERDUE: ("complex_grounds",),
}


class TickField(BooleanField):
    """One tick."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, **options)


class FactsForm(Form):
    """The facts of a case; only those its procedure knows are shown."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    result_differs = TickField(_l("Kết quả xác minh khác yêu cầu của người khiếu nại"))
    remote_area = TickField(_l("Ở vùng sâu, vùng xa đi lại khó khăn"))
    several_places = TickField(_l("Phải xác minh ở nhiều nơi"))
    dismissal = TickField(_l("Quyết định kỷ luật buộc thôi việc"))
    complex_grounds = TicksField(_l("Vụ việc phức tạp vì"), [Optional()])
    document_no = LineField(_l("Số văn bản xác định tình tiết"), [Optional(), Length(max=80)])

    def facts(self, names: tuple[str, ...]) -> dict[str, Any]:
        """What was said."""
        return {name: self[name].data for name in names}


def facts_form(matter: Matter) -> FactsForm:
    """The form with the facts as they stand."""
    mark = last_change(db.session(), matter.id)
    form = FactsForm(data={**matter.facts, "expected_version": matter.version, "mark": mark})
    form.complex_grounds.choices = choices("complexity", today())
    return form


def names_of(matter: Matter) -> tuple[str, ...]:
    """The facts the procedure of a case knows."""
    return FACTS_OF.get(matter.procedure or "", ())


def may_state(matter: Matter, viewer: Viewer) -> bool:
    """Whether the viewer may say the facts of an open case."""
    return matter.open and bool(names_of(matter)) and viewer.may(Deed.WORK_CASE, matter.agency_id)


def facts_page(matter: Matter, form: FactsForm, way: Way) -> str:
    """The page with the form, or only the clocks when it is they that are asked for."""
    clocks = facts_foreseen(matter, form)
    if request.form.get("step") == CLOCKS:
        return render_template("acting/clocks.html", it=clocks)
    around = {"code": matter.code, "names": names_of(matter), "meanwhile": facts_meanwhile(matter, form)}
    return render_template("cases/facts.html", form=form, way=way, clocks=clocks, **around)


def facts_meanwhile(matter: Matter, form: FactsForm) -> Meanwhile:
    """Who changed what since the form was opened, and which facts hold now."""
    return changed_since(matter, form, lambda _rows: {name: matter.facts.get(name) for name in names_of(matter)})


def facts_foreseen(matter: Matter, form: FactsForm) -> Foreseen:
    """What saying these facts will do to the clocks: to those that run, for what was judged stays judged."""
    known = {value for value, _words in choices("complexity", today())}
    grounds = [one for one in form.complex_grounds.data or () if one in known]
    said = {name: grounds if name == "complex_grounds" else one for name, one in form.facts(names_of(matter)).items()}

    def changes() -> tuple[Change, ...]:
        return clock_changes(*foresee_facts(db.session(), matter, said, today=today()), judged_stays=True)

    return told(form, changes)


def stated(matter: Matter, form: FactsForm) -> None:
    """Say what the form says. Raises as cases.state_facts."""
    state_facts(
        db.session(), matter, form.facts(names_of(matter)), by=current_viewer(), at=now(), today=today(),
        document_no=form.document_no.data or "", expected_version=form.expected_version.data,
    )  # fmt: skip


def facts_words(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that hold, a line each."""
    said = {
        "result_differs": _("Kết quả xác minh khác yêu cầu của người khiếu nại"),
        "remote_area": _("Ở vùng sâu, vùng xa đi lại khó khăn"),
        "several_places": _("Phải xác minh ở nhiều nơi"),
        "dismissal": _("Quyết định kỷ luật buộc thôi việc"),
    }
    complexity = dict(choices("complexity", today()))
    grounds = [complexity[code] for code in facts.get("complex_grounds") or () if code in complexity]
    return (*(words for name, words in said.items() if facts.get(name)), *grounds)
