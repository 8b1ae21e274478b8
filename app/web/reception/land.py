"""A visit about a dispute over land: what the commune took of it for mediation, and where it takes it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from app.casework.mediation_list import mediations_of_visit
from app.casework.permissions import Viewer
from app.extensions import db
from app.records.matters import Matter
from app.statute.terms import STAGES
from app.web.access import communes_mediating, mediates_somewhere
from app.web.views import RelatedLink
from app.web.wording import term

LAND = "land"
FROM_A_VISIT = "luot-tiep"  # in the address of a new mediation


def land_disputes(matter: Matter, viewer: Viewer) -> Iterator[RelatedLink]:
    """What came of a visit in mediations; while nothing did, where its commune takes one. Of a sealed visit nothing."""
    if matter.sealed or matter.field not in {None, LAND} or not mediates_somewhere(viewer):
        return
    found = mediations_of_visit(db.session(), viewer, matter.id)
    for one in found:
        name = _("Hòa giải %(code)s", code=one.code)
        yield RelatedLink(name, url_for("mediations.page", ref=one.ref), term(STAGES, one.stage))
    if not found and matter.agency_id in communes_mediating():
        url = f"{url_for('mediations.new')}?{FROM_A_VISIT}={matter.ref}"
        yield RelatedLink(_("Nhận hòa giải tranh chấp đất đai"), url, _("khi hai bên tranh chấp đất với nhau"))
