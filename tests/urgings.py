"""A province whose inspectorate urges: letters drafted and issued, and who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.casework import urging, urging_issue
from app.casework.papers.urging import urging_sheet
from app.casework.permissions import HeldRole, Viewer
from app.casework.urged import letter_of
from app.casework.urging_issue import Issuing
from app.paper.official import made
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.urgings import Urging
from tests.lateness import Province, a_province

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
LATE, VERY_LATE = date(2026, 10, 30), date(2026, 8, 3)
ISSUING = Issuing("45/TTr-VP", TODAY, date(2026, 12, 7), ("process", "reason"))
LATER = date(2026, 12, 21)


@dataclass(frozen=True)
class Set:
    """A province, who urges in it, and who answers."""

    province: Province
    watcher: Viewer
    head: Viewer

    def draft(self, session: Session, *duties: Obligation, today: date = TODAY) -> urging.Drafted:
        return urging.draft(session, [one.id for one in duties], by=self.watcher, today=today, at=AT)

    def issued(self, session: Session, *duties: Obligation, issuing: Issuing = ISSUING) -> Urging:
        return self.issue(session, self.draft(session, *duties).refs[0], issuing=issuing)

    def issue(self, session: Session, ref: str, *, issuing: Issuing = ISSUING, today: date = TODAY) -> Urging:
        letter = letter_of(session, self.watcher, ref)
        items = urging_issue.standing(session, letter, by=self.watcher, today=today)
        sheet = urging_sheet(
            urging_issue.facts_of(session, letter, items, issuing, today=today), number=issuing.number, on=issuing.on
        )
        return urging_issue.issue(
            session, ref, issuing, made(sheet, title="Đôn đốc", at=AT), seen=[one.id for one in items],
            expected_version=letter.version, by=self.watcher, today=today, at=AT,
        )  # fmt: skip


def a_set(session: Session) -> Set:
    """The province, its supervisor and the head of UBND xã Ia Dom."""
    province = a_province(session)
    return Set(
        province,
        Viewer(province.supervisor.id, (HeldRole(RoleKind.SUPERVISOR, province.inspectorate.id),)),
        Viewer(province.head_of_ia_dom.id, (HeldRole(RoleKind.HEAD, province.ia_dom.id),)),
    )
