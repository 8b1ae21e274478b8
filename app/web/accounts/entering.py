"""Crossing the threshold: a new session token on the way in, no session at all on the way out."""

from __future__ import annotations

from typing import cast

from flask import redirect, session
from flask_login import login_user
from werkzeug.wrappers import Response

from app.records.people import Account
from app.web.access import SignedIn, forget_person
from app.web.kept import after_signing_in
from app.web.sessions import StoredSession


def enter(account: Account, target: str) -> Response:
    """Sign the account in under a fresh token and go to ``target``, a path of ours, or to the form kept for it."""
    cast("StoredSession", session).rotate(account.id)
    forget_person()
    login_user(SignedIn(account.id, account.epoch))
    return redirect(after_signing_in(target))


def leave() -> None:
    """Forget who is signed in; the session's row goes with the answer."""
    session.clear()
    forget_person()
