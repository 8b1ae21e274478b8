"""Browser sessions as rows of ours: a random token in the cookie, its hash in the database.

A row is made only when something is stored. It lives twelve hours after it was last used; ``seen_at`` is brought up
to date at most every five minutes. All writing happens in short transactions of its own, after the page is made, so
a page that is only looked at stays read-only.

A session that ended keeps its row for a while, worth nothing as a cookie any more, with no more than the mark of its
forms: so a form sent after the end can be kept for whoever typed it, and for nobody else (:mod:`app.web.kept`).
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask, Request, Response, g, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import CallbackDict

from app.casework.entering import Entered, entering
from app.extensions import db, read_only, writing
from app.records.people import WebSession
from app.web.clock import now

LIFETIME = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
KEPT = "kept"  # a form that came too late, until its owner is back
MARK_OF_FORMS = "csrf_token"  # every form of a session carries it, signed
WITHOUT_SESSION = ("/static/", "/bootstrap/static/")
DEVICES = (
    (r"Edg/", "Edge"), (r"OPR/", "Opera"), (r"coc_coc_browser", "Cốc Cốc"), (r"Firefox/", "Firefox"),
    (r"Chrome/", "Chrome"), (r"Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    (r"Android", "Android"),
    (r"iPhone|iPad", "iOS"),
    (r"Windows", "Windows"),
    (r"Mac OS X", "macOS"),
    (r"Linux", "Linux"),
)


class StoredSession(CallbackDict[str, Any], SessionMixin):
    """The session of a request. ``row_id`` is empty until something was stored."""

    def __init__(self, row: Entered | None = None) -> None:
        super().__init__(row.data if row else None, lambda changed: setattr(changed, "modified", True))
        self.row_id = row.id if row else None
        self.account_id = row.account_id if row else None
        self.seen_at = row.seen_at if row else None
        self.modified = False
        self.new = row is None
        self.accessed = True
        self._rotate = False

    @property
    def rotating(self) -> bool:
        return self._rotate

    def rotate(self, account_id: int | None) -> None:
        """Begin again under a new token, for this account: at sign-in, so that an older token is worth nothing."""
        kept = {"_flashes": self["_flashes"]} if "_flashes" in self else {}
        if self.get(KEPT, {}).get("account_id") == account_id:  # nobody else gets what this person typed
            kept[KEPT] = self[KEPT]
        self.clear()
        self.update(kept)
        self.account_id = account_id
        self._rotate = True
        self.modified = True


class DatabaseSessions(SessionInterface):
    """Flask's sessions over ``web_sessions``."""

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        token = request.cookies.get(self.get_cookie_name(app))
        if not token or request.path.startswith(WITHOUT_SESSION):
            return StoredSession()
        try:
            return StoredSession(_entered(token))
        except SQLAlchemyError as down:
            g.session_failure = down  # raised as soon as an error page can be made: see _tell_of_failure
            return StoredSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not isinstance(session, StoredSession):
            return  # the database could not be asked who this is: there is nothing to keep
        response.vary.add("Cookie")
        if not session and session.row_id is None:
            return
        moment = now()
        if session.rotating or (session.row_id is None and session.modified):
            self._begin(app, session, response, moment)
        elif not session:
            self._end(app, session, response, moment)
        elif session.modified or session.seen_at is None or moment - session.seen_at >= SEEN_EVERY:
            _keep(session, moment)

    def _begin(self, app: Flask, session: StoredSession, response: Response, moment: datetime) -> None:
        token = secrets.token_urlsafe(32)
        with writing(), db.engine.begin() as connection:
            _retire(connection, session.row_id, moment)
            connection.execute(
                insert(WebSession).values(
                    token_hash=hashed(token),
                    account_id=session.account_id,
                    data=_plain(session),
                    device=device(request.headers.get("User-Agent", "")),
                    created_at=moment,
                    seen_at=moment,
                    expires_at=moment + LIFETIME,
                )
            )
        self._set_cookie(app, response, token)

    def _end(self, app: Flask, session: StoredSession, response: Response, moment: datetime) -> None:
        with writing(), db.engine.begin() as connection:
            _retire(connection, session.row_id, moment)
        response.delete_cookie(
            self.get_cookie_name(app),
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
        )

    def _set_cookie(self, app: Flask, response: Response, token: str) -> None:
        response.set_cookie(
            self.get_cookie_name(app), token,
            path=self.get_cookie_path(app), secure=self.get_cookie_secure(app), httponly=True, samesite="Lax",
        )  # fmt: skip


def _entered(token: str) -> Entered | None:
    moment = now()
    with read_only():
        g.entered = entering(db.session(), hashed(token), on=moment.date(), at=moment)
    return g.entered  # type: ignore[no-any-return]  # set just now


def _tell_of_failure() -> None:
    failure: SQLAlchemyError | None = g.get("session_failure")
    if failure is not None:
        raise failure


def hashed(token: str) -> str:
    """What the database keeps of a token: it cannot be turned back into a cookie."""
    return sha256(token.encode()).hexdigest()


def device(user_agent: str) -> str:
    """A browser and a system in two words, for the list of devices; never the whole header."""
    browser = next((name for pattern, name in DEVICES if re.search(pattern, user_agent)), "")
    system = next((name for pattern, name in SYSTEMS if re.search(pattern, user_agent)), "")
    return " · ".join(filter(None, (browser, system)))


def _keep(session: StoredSession, moment: datetime) -> None:
    values: dict[str, Any] = {"seen_at": moment, "expires_at": moment + LIFETIME}
    if session.modified:
        values["data"] = _plain(session)
    with writing(), db.engine.begin() as connection:
        connection.execute(update(WebSession).where(WebSession.id == session.row_id).values(values))


def _retire(connection: Connection, row_id: int | None, moment: datetime) -> None:
    """End a session: nobody enters with its token again. What it held goes, but for the mark of its forms."""
    row = connection.execute(select(WebSession.account_id, WebSession.data).where(WebSession.id == row_id)).first()
    if row is None:
        return
    if row.account_id is None:
        connection.execute(delete(WebSession).where(WebSession.id == row_id))
        return
    left = {MARK_OF_FORMS: row.data[MARK_OF_FORMS]} if MARK_OF_FORMS in row.data else {}
    connection.execute(update(WebSession).where(WebSession.id == row_id).values(expires_at=moment, data=left))


def account_of_forms(mark: str) -> int | None:
    """Whose session the forms with this mark were made in, over or not; None when nobody was signed in."""
    wanted = select(WebSession.account_id).where(
        WebSession.data[MARK_OF_FORMS].as_string() == mark, WebSession.account_id.is_not(None)
    )
    return db.session.scalar(wanted.order_by(WebSession.id.desc()).limit(1))


def _plain(session: StoredSession) -> dict[str, Any]:
    """The data as JSON carries it: a sentence waiting for its translation becomes text now."""
    data: dict[str, Any] = json.loads(json.dumps(dict(session), default=str))
    return data


def init_app(app: Flask) -> None:
    """Keep the sessions of ``app`` in the database; the cookie is Secure where people arrive over https."""
    secure = app.config["SETTINGS"].base_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-tiepdan" if secure else "tiepdan",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a token is good as long as its session
    )
    app.session_interface = DatabaseSessions()
    app.before_request_funcs.setdefault(None, []).insert(0, _tell_of_failure)
