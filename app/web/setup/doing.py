"""What the steps of the first run do. Each answers whether it is done; what is wrong stands in the form."""

from __future__ import annotations

from flask import current_app, flash, session
from flask_babel import gettext as _

from app.casework import installation, signing_in
from app.casework.accounts import good_email
from app.casework.agencies import AgencyLine, lines_of, read_list
from app.casework.errors import Refused
from app.config import Settings
from app.extensions import db
from app.post.transports import NotSent
from app.post.trial import send_a_test
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import refused_into_form
from app.web.mail_words import error_words, trial_done, trial_subject, trial_text
from app.web.setup.codes import fits, forget, setup_code
from app.web.setup.forms import AdministratorForm, AgenciesForm, CodeForm, TrialForm, Which
from app.web.setup.gate import PROVEN
from app.web.wording import clock_time

DOOR = "setup code"


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def make_the_code() -> None:
    """Somebody is at the first page: the code is there to be read."""
    setup_code(settings())


def admit(form: CodeForm, address: str) -> bool:
    """Whether the code typed in is the right one, tried no more often than a password."""
    right = fits(settings(), form.code.data or "")
    with committing():
        answer = signing_in.admitted(db.session(), DOOR, fits=right, address=address, at=now())
    if isinstance(answer, signing_in.Waiting):
        form.code.errors = [_("Đã nhập sai nhiều lần. Thử lại từ %(time)s.", time=clock_time(answer.until))]
    elif not answer:
        form.code.errors = [_("Mã cài đặt không đúng. Xem lại bằng lệnh setup-code.")]
    return answer is True


def make_administrator(form: AdministratorForm) -> bool:
    """The first account."""
    typed = {name: form[name].data or "" for name in ("username", "full_name", "email", "password")}
    with committing(form) as done:
        installation.make_administrator(db.session(), **typed, at=now())
    return bool(done)


def settle_agencies(form: AgenciesForm) -> bool:
    """The chosen list, and the administrator's role."""
    with committing(form) as done:
        installation.settle_agencies(db.session(), _lines(form), today=today(), at=now())
    return bool(done)


def _lines(form: AgenciesForm) -> list[AgencyLine]:
    if form.which.data is Which.THERE:
        return []
    return lines_of(form.text()) if form.which.data is Which.FILE else read_list()


def try_mail(form: TrialForm) -> bool:
    """Send a letter at once. No transaction is open meanwhile: a mail server may take its time."""
    try:
        address = good_email(form.email.data or "")
        send_a_test(settings(), address, subject=trial_subject(), text=trial_text(settings()), at=now())
    except Refused as refused:
        refused_into_form(form, refused)
        return False
    except NotSent as error:
        form.email.errors = [_("Không gửi được thư thử. %(why)s", why=error_words(error.why))]
        return False
    flash(trial_done(settings(), address))
    return True


def close() -> None:
    """The code opens nothing any more, and this browser forgets it."""
    forget(settings())
    session.pop(PROVEN, None)
