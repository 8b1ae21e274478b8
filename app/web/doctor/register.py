"""What the doctor looks at in the register: whether it opens, is brought up, and has what it needs to work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from secrets import token_hex

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Engine, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.casework.calendars import working_calendar
from app.casework.installation import Lacks, lacks
from app.casework.job_desk import has_run, missed_jobs
from app.casework.recipients import administrators_on
from app.casework.search.keeping import missing, near_index
from app.extensions import MIGRATIONS, read_only, writing
from app.records.settings import Mark
from app.web.clock import ZONE
from app.web.doctor.finding import Finding, doubtful, fine, wrong
from app.web.wording import number

NAMED = 5


@cache
def heads() -> frozenset[str]:
    """The migrations this program was written for."""
    return frozenset(ScriptDirectory(str(MIGRATIONS)).get_heads())


def is_brought_up(engine: Engine) -> bool:
    """Whether the database answers and every migration ran. Raises ``SQLAlchemyError`` when it does not answer."""
    with read_only(), engine.connect() as connection:
        return heads() == set(MigrationContext.configure(connection).get_current_heads())


def database_findings(engine: Engine) -> Iterator[Finding]:
    """Whether the register opens, is brought up to date, and can be written to."""
    name, place = "database", engine.url.render_as_string(hide_password=True)
    try:
        brought_up = is_brought_up(engine)
    except SQLAlchemyError:
        yield wrong(
            name, _("Không mở được cơ sở dữ liệu %(place)s.", place=place),
            _("Xem lại DATABASE_URL và máy chủ cơ sở dữ liệu có đang chạy không."),
        )  # fmt: skip
        return
    yield fine(name, _("Mở được cơ sở dữ liệu %(place)s.", place=place))
    if not brought_up:
        yield wrong(
            "migrations", _("Cơ sở dữ liệu chưa đúng phiên bản của chương trình."),
            _("Chạy: flask --app wsgi db upgrade"),
        )  # fmt: skip
        return
    yield fine("migrations", _("Cơ sở dữ liệu đúng phiên bản của chương trình."))
    yield _writable(engine)


def _writable(engine: Engine) -> Finding:
    try:
        with writing(), engine.connect() as connection, connection.begin() as transaction:
            connection.execute(insert(Mark).values(name=f"doctor {token_hex(8)}", value=""))
            transaction.rollback()
    except SQLAlchemyError:
        return wrong(
            "writing", _("Không ghi được vào cơ sở dữ liệu."),
            _("Xem lại quyền của tài khoản cơ sở dữ liệu, chỗ trống trên đĩa, hoặc tiến trình khác đang giữ tệp."),
        )  # fmt: skip
    return fine("writing", _("Ghi được vào cơ sở dữ liệu."))


def register_findings(session: Session, *, at: datetime, production: bool) -> Iterator[Finding]:
    """Whether the register has what it needs to work: years, people, agencies, running jobs, letters let go."""
    today = at.astimezone(ZONE).date()
    yield from _calendar(session, today.year)
    found = lacks(session, today=today)
    yield _administrators(found)
    if found.administrators and not administrators_on(session, today):
        yield doubtful(
            "alarm", _("Không quản trị viên nào có địa chỉ thư: việc tự chạy lỡ hẹn thì không ai được báo."),
            _("Nhập địa chỉ thư cho tài khoản quản trị viên."),
        )  # fmt: skip
    yield from _agencies(found)
    yield _jobs(session, at)
    yield from _search(session)
    yield from _letters(found)
    if found.demonstration and production:
        yield wrong(
            "demonstration", _("Cơ sở dữ liệu này chứa dữ liệu minh họa, không dùng làm bản chính thức được."),
            _("Đặt DATABASE_URL đến một cơ sở dữ liệu mới."),
        )  # fmt: skip


def _calendar(session: Session, year: int) -> Iterator[Finding]:
    name, calendar = "calendar", working_calendar(session)
    for one in (year, year + 1):
        if not calendar.knows(one):
            tell = wrong if one == year else doubtful
            yield tell(
                name, _("Chưa có lịch ngày nghỉ của năm %(year)s: hạn rơi vào năm đó chưa tính được.", year=one),
                _("Nhập lịch ngày nghỉ của năm khi có thông báo."),
            )  # fmt: skip
        elif not calendar.is_official(one):
            yield doubtful(
                name, _("Lịch ngày nghỉ của năm %(year)s là dự kiến.", year=one),
                _("Sửa lại khi có thông báo chính thức; hạn chưa đến được tính lại."),
            )  # fmt: skip
        else:
            yield fine(name, _("Có lịch ngày nghỉ chính thức của năm %(year)s.", year=one))


def _administrators(found: Lacks) -> Finding:
    if not found.administrators:
        return wrong(
            "administrators", _("Không có quản trị viên nào đăng nhập được."),
            _("Mở trang /cai-dat, hoặc chạy: flask --app wsgi accounts create và accounts give-role."),
        )  # fmt: skip
    count = found.administrators
    said = ngettext("Có %(n)s quản trị viên.", "Có %(n)s quản trị viên.", count, n=number(count))
    return fine("administrators", said)


def _agencies(found: Lacks) -> Iterator[Finding]:
    name = "agencies"
    if not found.agencies:
        yield wrong(name, _("Chưa có đơn vị nào."), _("Mở trang /cai-dat, hoặc chạy: flask --app wsgi agencies load"))
        return
    yield fine(name, _("Có %(n)s đơn vị đang hoạt động.", n=number(found.agencies)))
    if found.unreachable:
        some = ", ".join(found.unreachable[:NAMED]) + (" …" if len(found.unreachable) > NAMED else "")
        yield doubtful(
            name, _("%(n)s đơn vị không có ai nhận được thư: %(names)s", n=number(len(found.unreachable)), names=some),
            _("Nhập địa chỉ thư của đơn vị, hoặc của tài khoản thủ trưởng."),
        )  # fmt: skip


def _jobs(session: Session, at: datetime) -> Finding:
    if not has_run(session):
        return doubtful(
            "jobs", _("Việc tự chạy chưa chạy lần nào."), _("Khởi động máy chủ: flask --app wsgi serve")
        )  # fmt: skip
    missed = missed_jobs(session, now=at)
    if missed:
        return wrong(
            "jobs", _("Việc tự chạy lỡ hẹn: %(names)s.", names=", ".join(missed)),
            _("Xem máy chủ có đang chạy không, rồi mở trang Việc tự chạy và nhật ký của máy chủ."),
        )  # fmt: skip
    return fine("jobs", _("Việc tự chạy đều đúng hẹn."))


def _search(session: Session) -> Iterator[Finding]:
    name, lacking = "search", missing(session)
    if lacking:
        yield doubtful(
            name, _("Tra cứu chưa có %(n)s hồ sơ.", n=number(lacking)), _("Chạy: flask --app wsgi search rebuild")
        )  # fmt: skip
    else:
        yield fine(name, _("Tra cứu có đủ mọi hồ sơ."))
    if not near_index(session):
        yield doubtful(
            name, _("Cơ sở dữ liệu không có phần mở rộng pg_trgm: tra cứu gần đúng (gõ sai chính tả) chậm hơn."),
            _("Cài gói postgresql-contrib, chạy CREATE EXTENSION pg_trgm, rồi: flask --app wsgi search rebuild"),
        )  # fmt: skip


def _letters(found: Lacks) -> Iterator[Finding]:
    if found.held:
        yield doubtful(
            "letters", _("%(n)s thư đầu tiên chờ Thanh tra tỉnh xác nhận trước khi gửi.", n=number(found.held)),
            _("Thanh tra tỉnh mở Thư đã gửi rồi cho gửi, hoặc chạy: flask --app wsgi oversight letters."),
        )  # fmt: skip
