"""Whom an agency stands under, from a day until a day. The tree has no cycle on any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import SYSTEM, Deed, Viewer
from app.records.agencies import Agency, AgencyParent

A_DAY = timedelta(days=1)


def only_administrators(by: Viewer) -> None:
    """Raises NotAllowed for everybody but an administrator and the program itself."""
    if by is not SYSTEM and not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên được thay đổi đơn vị.")


def unchanged_since(agency: Agency, expected_version: int | None) -> None:
    """Raises ChangedMeanwhile when somebody saved the agency after it was read (None: nobody looked)."""
    if expected_version not in {None, agency.version}:
        raise ChangedMeanwhile("Chưa lưu: có người vừa sửa đơn vị này. Xem lại rồi lưu lại.")


def hold_the_tree(session: Session) -> None:
    """Nobody else moves an agency in the tree until this transaction ends: two half-cycles would make one.

    A lock that lets matters be written meanwhile: they only refer to agencies.
    """
    session.execute(select(Agency.id).order_by(Agency.id).with_for_update(key_share=True)).all()


def put_under(
    session: Session, agency: Agency, superior: Agency | None, *,
    from_on: date, expected_version: int | None = None, by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """From ``from_on`` the agency stands under ``superior`` (None: nobody), until then under whom it stood.

    Raises NotAllowed, ChangedMeanwhile, Refused on ``from_on`` or ``parent``.
    """
    only_administrators(by)
    hold_the_tree(session)
    session.refresh(agency)
    unchanged_since(agency, expected_version)
    if not agency.existed_on(from_on):
        raise Refused("Nhập ngày trong thời gian đơn vị hoạt động, từ %(day)s.", field="from_on", day=agency.from_on)
    if superior is not None and not superior.existed_on(from_on):
        raise Refused("Đơn vị cấp trên không hoạt động vào ngày này. Chọn đơn vị khác.", field="parent")
    before = _row_on(session, agency.id, from_on)
    if (before.parent_id if before else None) == (superior.id if superior else None):
        raise Refused("Từ ngày này đơn vị đã ở đúng vị trí đó.", field="parent")
    replace_parent(session, agency.id, superior.id if superior else None, from_on=from_on)
    refuse_a_cycle(session, from_on, field="parent")
    flag_modified(agency, "name")  # another parent is another version of the agency
    audit.note(
        session, by=by.account_id or None, at=at, action="agency_moved", subject=f"agency:{agency.code}",
        under=superior.code if superior else "", on=from_on.isoformat(),
    )  # fmt: skip
    session.flush()


def replace_parent(session: Session, agency_id: int, parent_id: int | None, *, from_on: date) -> None:
    """Another parent from ``from_on`` until the next change that is already written down."""
    rows = session.scalars(select(AgencyParent).where(AgencyParent.agency_id == agency_id)).all()
    later = min((row.from_on for row in rows if row.from_on > from_on), default=None)
    for row in rows:
        if row.from_on < from_on and (row.until_on is None or row.until_on >= from_on):
            row.until_on = from_on - A_DAY
    same_day = next((row for row in rows if row.from_on == from_on), None)
    until_on = later - A_DAY if later else None
    if parent_id is None:
        if same_day is not None:
            same_day.until_on = from_on - A_DAY  # written down, and never in force
    elif same_day is not None:
        same_day.parent_id, same_day.until_on = parent_id, until_on
    else:
        session.add(AgencyParent(agency_id=agency_id, parent_id=parent_id, from_on=from_on, until_on=until_on))
    session.flush()


def refuse_a_cycle(session: Session, from_on: date, *, field: str) -> None:
    """Raises Refused on ``field`` when some agency stands above itself on ``from_on`` or any day after."""
    running = or_(AgencyParent.until_on.is_(None), AgencyParent.until_on >= from_on)
    rows = session.scalars(select(AgencyParent).where(running)).all()
    for day in {from_on, *(row.from_on for row in rows if row.from_on > from_on)}:
        above = {
            row.agency_id: row.parent_id
            for row in rows
            if row.from_on <= day and (row.until_on is None or row.until_on >= day)
        }
        if any(_above_itself(agency_id, above) for agency_id in above):
            raise Refused(
                "Chọn đơn vị khác: đơn vị này đang trực thuộc, trực tiếp hay qua cấp trung gian.", field=field
            )


def _above_itself(agency_id: int, above: dict[int, int]) -> bool:
    seen: set[int] = set()
    here: int | None = agency_id
    while here is not None and here not in seen:
        seen.add(here)
        here = above.get(here)
    return here is not None


def _row_on(session: Session, agency_id: int, day: date) -> AgencyParent | None:
    rows = session.scalars(select(AgencyParent).where(AgencyParent.agency_id == agency_id))
    return next((row for row in rows if row.from_on <= day and (row.until_on is None or row.until_on >= day)), None)
