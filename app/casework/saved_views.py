"""Saved filters: kept under a name for one person, renamed, removed. An unknown one and another's look the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.errors import NotFound, Refused
from app.records.saved_views import SavedView

MOST = 20  # of one list
LONGEST_NAME, LONGEST_QUERY = 60, 600


def views_of(session: Session, account_id: int, listed: str | None = None) -> Sequence[SavedView]:
    """The saved filters of somebody (of one list, or of all), by name."""
    wanted = select(SavedView).where(SavedView.account_id == account_id)
    if listed is not None:
        wanted = wanted.where(SavedView.listed == listed)
    return session.scalars(wanted.order_by(SavedView.listed, SavedView.name, SavedView.id)).all()


def own_view(session: Session, account_id: int, ref: str) -> SavedView:
    """A saved filter of somebody. Raises NotFound."""
    mine = (SavedView.ref == ref, SavedView.account_id == account_id)
    view = session.scalar(select(SavedView).where(*mine))
    if view is None:
        raise NotFound("Không tìm thấy bộ lọc này.")
    return view


def save_view(
    session: Session, *, account_id: int, listed: str, name: str, query: str, at: datetime
) -> SavedView:  # fmt: skip
    """Keep a filter under a name; the same name again says what it means from now on. Raises Refused."""
    name = _checked(name)
    if len(query) > LONGEST_QUERY:
        raise Refused("Bộ lọc dài quá, không lưu được. Bớt điều kiện.")
    mine = (SavedView.account_id == account_id, SavedView.listed == listed)
    view = session.scalar(select(SavedView).where(*mine, SavedView.name == name))
    if view is None:
        if (session.scalar(select(func.count()).select_from(SavedView).where(*mine)) or 0) >= MOST:
            raise Refused("Đã có %(n)s bộ lọc của danh sách này. Xóa bớt trước khi lưu thêm.", field="name", n=MOST)
        view = SavedView(account_id=account_id, listed=listed, name=name)
        session.add(view)
    view.query, view.saved_at = query, at
    session.flush()
    return view


def rename_view(session: Session, account_id: int, ref: str, name: str) -> SavedView:
    """Give a saved filter another name. Raises NotFound, Refused."""
    view, name = own_view(session, account_id, ref), _checked(name)
    same = (SavedView.account_id == account_id, SavedView.listed == view.listed, SavedView.name == name)
    if session.scalar(select(SavedView.id).where(*same, SavedView.id != view.id)) is not None:
        raise Refused("Đã có bộ lọc tên này. Chọn tên khác.", field="name")
    view.name = name
    session.flush()
    return view


def remove_view(session: Session, account_id: int, ref: str) -> None:
    """Forget a saved filter. Raises NotFound."""
    session.delete(own_view(session, account_id, ref))
    session.flush()


def _checked(name: str) -> str:
    """``name`` in one line. Raises Refused on ``name``."""
    plain = " ".join(name.split())
    if not plain:
        raise Refused("Nhập tên bộ lọc.", field="name")
    if len(plain) > LONGEST_NAME:
        raise Refused("Tên dài quá: nhiều nhất %(n)s ký tự.", field="name", n=LONGEST_NAME)
    return plain
