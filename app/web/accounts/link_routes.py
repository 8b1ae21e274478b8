"""The door of a link for one use: whoever has it sets the password of one account, without being signed in."""

from __future__ import annotations

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app.casework import invitations
from app.casework.errors import NotFound
from app.extensions import csrf, db, limiter
from app.web.access import current_person, public
from app.web.accounts import room
from app.web.accounts.entering import leave
from app.web.accounts.forms import ChoosePasswordForm
from app.web.clock import now
from app.web.commits import committing

GONE = 404  # used, over, withdrawn or never there: one page, so that nobody learns which


@room.route("/dat-mat-khau/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30 per minute")
def choose_password(token: str) -> Response:
    form = ChoosePasswordForm()
    try:
        if form.validate_on_submit() and _chosen(token, form):
            return _unseen("accounts/password_chosen.html")
    except NotFound:
        return _unseen("accounts/link_over.html", GONE, days=invitations.VALID_FOR.days)
    found = invitations.invited(db.session(), token, at=now())
    if found is None:
        return _unseen("accounts/link_over.html", GONE, days=invitations.VALID_FOR.days)
    return _unseen("accounts/choose_password.html", form=form, invited=found)


# No referrer leaves this page, and the guard of every form asks for one: the form checks its token itself.
csrf.exempt(choose_password)


def _chosen(token: str, form: ChoosePasswordForm) -> bool:
    with committing(form) as done:
        invitations.use_link(db.session(), token, form.password.data or "", at=now())
    if done and current_person() is not None:
        leave()  # whoever was signed in here goes: the next to sign in is the owner of the new password
    return bool(done)


def _unseen(template: str, code: int = 200, **shown: object) -> Response:
    """A page whose address is a secret: it is kept nowhere and told to nobody."""
    answer = make_response(render_template(template, **shown), code)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer
