"""What stands beside a petition or case about its instances: what it follows, what may not be opened, who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.below import may_name
from app.casework.instance_chain import Earlier, Reading, Step, earlier_of, readings_of
from app.casework.instances import RELATIONS
from app.casework.permissions import Viewer
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.statute.terms import PROCEDURES, STAGES
from app.web.clock import ZONE
from app.web.views import RelatedLink
from app.web.wording import day, term

NOTHING = Earlier((), 0)


@dataclass(frozen=True, slots=True)
class InstancesPanel:
    """``earlier``: the cases it follows; ``said``: what is no link; ``name_url``: where the case below is named."""

    earlier: tuple[RelatedLink, ...] = ()
    said: tuple[str, ...] = ()
    name_url: str = ""


def instances_of(matter: Matter, viewer: Viewer) -> InstancesPanel:
    """The instances of a petition or case, for the viewer of this request."""
    session, follows = db.session(), matter.procedure in RELATIONS
    found = earlier_of(session, matter, viewer) if follows else NOTHING
    read = readings_of(session, matter, viewer) if matter.kind is MatterKind.CASE else []
    return InstancesPanel(
        earlier=tuple(map(_link, found.steps)),
        said=(*_stub(found), *map(_read, read)),
        name_url=url_for("cases.name_below", ref=matter.ref) if may_name(session, matter, viewer) else "",
    )


def _link(one: Step) -> RelatedLink:
    facts = (term(PROCEDURES, one.procedure), day(one.opened_on), one.agency, term(STAGES, one.stage))
    return RelatedLink(_("Vụ việc trước %(code)s", code=one.code), url_for("cases.open", ref=one.ref), ", ".join(facts))


def _stub(found: Earlier) -> tuple[str, ...]:
    return (_("Có vụ việc của cấp dưới, bạn không được mở."),) if found.hidden else ()


def _read(one: Reading) -> str:
    paper = _("văn bản số %(no)s", no=one.document_no)
    since = day(one.from_at.astimezone(ZONE).date())
    if not one.over:
        return _("%(agency)s đọc hồ sơ này từ %(day)s, theo %(paper)s.", agency=one.agency, day=since, paper=paper)
    if one.until_at is None:
        return _("%(agency)s đã đọc hồ sơ này từ %(day)s, theo %(paper)s; việc ở trên đã xong.", agency=one.agency,
                 day=since, paper=paper)  # fmt: skip
    until = day(one.until_at.astimezone(ZONE).date())
    return _("%(agency)s đã đọc hồ sơ này từ %(day)s đến %(until)s, theo %(paper)s.", agency=one.agency, day=since,
             until=until, paper=paper)  # fmt: skip
