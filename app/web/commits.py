"""The one way the web changes anything.

    form = AcceptForm()
    if form.validate_on_submit():
        with committing(form) as done:
            accept(db.session(), matter, form.on.data, by=current_viewer(), at=now(), today=today())
        if done:
            return redirect(...)
    return render_template(...)

Everything outside such a block only reads: pages, and posts too. Inside it a writing transaction begins afresh (what
was read before is read again), and it ends with the block: committed, or rolled back on any error. What a person can
mend (:class:`~app.casework.errors.Refused`, two people at once) is put into ``form`` and ``done`` is false; without a
form, and for "not yours" and "not there", it goes on to the error pages.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from flask import Flask, g
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.extensions import db, read_only, writing
from app.web.forms import Form, refused_into_form


class committing:  # noqa: N801 (reads as a statement: with committing(form) as done)
    """A writing transaction. True afterwards when it was committed."""

    def __init__(self, form: Form | None = None) -> None:
        self.form = form
        self.committed = False
        self._mode = ExitStack()

    def __bool__(self) -> bool:
        return self.committed

    def __enter__(self) -> Self:
        db.session.rollback()  # ends the reading transaction of the page
        self._mode.enter_context(writing())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        with self._mode:
            if error is None:
                error = self._commit()
            if error is not None:
                db.session.rollback()
        self.committed = error is None
        return error is None or self._told(error, raised=kind is not None)

    def _commit(self) -> Exception | None:
        try:
            db.session.commit()
        except (IntegrityError, StaleDataError, Refused) as error:
            return error
        except BaseException:
            db.session.rollback()
            raise
        return None

    def _told(self, error: BaseException, *, raised: bool) -> bool:
        """Whether the error was put before the person; otherwise it goes on."""
        refused = changed_meanwhile() if isinstance(error, IntegrityError | StaleDataError) else error
        if self.form is not None and isinstance(refused, Refused) and not isinstance(refused, NotAllowed | NotFound):
            refused_into_form(self.form, refused)
            return True
        if raised and refused is error:
            return False
        raise refused from error


def changed_meanwhile() -> ChangedMeanwhile:
    """What somebody reads when two people saved the same thing at once."""
    return ChangedMeanwhile(
        _("Chưa lưu được: có người vừa thay đổi cùng hồ sơ. Mở lại trang để xem thay đổi rồi làm lại.")
    )


def init_app(app: Flask) -> None:
    """Put every request in reading mode; :class:`committing` is the only way out of it."""
    app.before_request_funcs.setdefault(None, []).insert(0, _only_read)  # before any other hook reads
    app.teardown_request(_leave)


def _only_read() -> None:
    g.reading = ExitStack()
    g.reading.enter_context(read_only())


def _leave(_error: BaseException | None) -> None:
    reading: ExitStack | None = g.pop("reading", None)
    if reading is not None:
        reading.close()
