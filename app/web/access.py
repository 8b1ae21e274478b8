"""Who may enter: every view says so with one of these decorators, and a view that says nothing is refused.

    @blueprint.get("/don/<ref>")
    @may(Deed.READ_MATTERS)
    def petition(ref: str) -> str: ...

The decorator stands *under* the route. It marks the view (``__access__``); the guard before each request does the
rest. What somebody may do to one matter is asked in the room: :func:`get_visible_matter`, then ``viewer.may(deed,
matter.agency_id)`` or the deed itself, which refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.casework.accounts import AccountHolder, who_is
from app.casework.entering import Entered
from app.casework.permissions import ALLOWED, Deed, Viewer, visible
from app.extensions import db, logins
from app.records.agencies import Level
from app.records.matters import Matter, MatterKind
from app.web.clock import today

P = ParamSpec("P")
R = TypeVar("R")

NOBODY = Viewer(account_id=0, roles=())
FRAMEWORK_FILES = ("static", "bootstrap.static")  # style sheets and icons: the same for everybody


@dataclass(frozen=True, slots=True)
class Access:
    """Who may enter a view: everybody, whoever is signed in, or whoever may do one of ``deeds`` somewhere."""

    everybody: bool = False
    deeds: frozenset[Deed] = frozenset()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What Flask-Login keeps: which account, at which epoch. A higher epoch signs everybody out of the account."""

    account_id: int
    epoch: int
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return f"{self.account_id}:{self.epoch}"


class UndeclaredView(RuntimeError):
    """A view without ``@public``, ``@signed_in`` or ``@may``: a mistake of ours, told as an error 500."""


class SignInFirst(Exception):
    """A form was sent by somebody who is not signed in (any more); :mod:`app.web.errors` says what becomes of it."""


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody may enter, signed in or not."""
    return _declared(view, Access(everybody=True))


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Whoever is signed in may enter, whatever their role."""
    return _declared(view, Access())


def may(*deeds: Deed) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Whoever is allowed one of ``deeds`` at some agency may enter; where exactly is checked on the object."""
    if not deeds:
        message = "may() needs a deed"
        raise ValueError(message)

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        return _declared(view, Access(deeds=frozenset(deeds)))

    return declare


def _declared(view: Callable[P, R], access: Access) -> Callable[P, R]:
    view.__access__ = access  # type: ignore[attr-defined]
    return view


def current_person() -> AccountHolder | None:
    """Who is signed in, with name, settings and the roles held today (one query a request), or None."""
    if not isinstance(logged_in(), SignedIn):
        return None
    person: AccountHolder | None = g.get("person")
    return person


def logged_in() -> object:
    """What Flask-Login has for this request; the first look loads it, see :func:`_load`."""
    return current_user._get_current_object()  # noqa: SLF001 - the documented way to what a proxy stands for


def current_viewer() -> Viewer:
    """Who is looking, for ``visible()`` and for deeds (``by=``). A viewer without roles when nobody is signed in."""
    person = current_person()
    return person.viewer if person else NOBODY


def forget_person() -> None:
    """The account changed during this request (sign-in, sign-out, settings): ask again when next asked."""
    g.pop("entered", None)
    g.pop("person", None)
    g.pop("_login_user", None)


def communes_mediating() -> frozenset[int]:
    """The communes where whoever is signed in takes land disputes. Known with the person: no statement of its own."""
    person = current_person()
    roles = person.roles if person else ()
    return frozenset(one.agency_id for one in roles if one.level is Level.COMMUNE and Deed.MEDIATE in ALLOWED[one.kind])


def mediates_somewhere(viewer: Viewer) -> bool:
    """Whether land disputes are of this person's work: at a commune, or watching the province."""
    return viewer.may(Deed.WATCH_PROVINCE) or bool(communes_mediating())


def get_visible_matter(ref: str, *kinds: MatterKind) -> Matter:
    """The matter with this opaque id (of one of ``kinds``, when given), if the viewer may see it.

    Aborts with 404 otherwise: a matter that is hidden and one that does not exist look the same.
    """
    wanted = select(Matter).where(Matter.ref == ref, visible(current_viewer()))
    if kinds:
        wanted = wanted.where(Matter.kind.in_(kinds))
    matter = db.session.scalar(wanted)
    if matter is None:
        abort(404)
    return matter


def require(deed: Deed, agency_id: int | None = None) -> None:
    """Abort with 403 unless the viewer may do ``deed`` (at this agency, when given)."""
    if not current_viewer().may(deed, agency_id):
        abort(403)


def local_path(target: str | None) -> str | None:
    """``target`` if it is a path on this site, else None: nobody is sent elsewhere by a link to the sign-in page."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(ord(letter) < ord(" ") for letter in target):
        return None
    return target


def init_app(app: Flask) -> None:
    """Install the guard and the loader of who is signed in."""
    app.config["SESSION_PROTECTION"] = None  # our session is a row with a random token: nothing to tie to an address
    logins.user_loader(_load)
    for endpoint in FRAMEWORK_FILES:
        app.view_functions[endpoint] = _as_public(app.view_functions[endpoint])
    app.before_request(_guard)


def _as_public(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def file(**where: Any) -> Any:
        return view(**where)

    return public(file)


def _load(stored: str) -> SignedIn | None:
    account_id, _, epoch = stored.partition(":")
    user = SignedIn(int(account_id), int(epoch))
    entered: Entered | None = g.get("entered")
    came_in = entered.holder if entered else None
    if came_in is None or came_in.account_id != user.account_id:
        came_in = who_is(db.session(), user.account_id, on=today())
    g.person = came_in if came_in and came_in.epoch == user.epoch else None
    return user if g.person else None


def _guard() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: Flask answers 404 or 405
    access = getattr(current_app.view_functions[request.endpoint], "__access__", None)
    if access is None:
        raise UndeclaredView(request.endpoint)
    if access.everybody:
        return None
    if current_person() is None:
        if request.method == "POST":
            raise SignInFirst
        return redirect(url_for("accounts.sign_in", next=asked_for()))
    if access.deeds and not any(current_viewer().may(deed) for deed in access.deeds):
        abort(403)
    return None


def asked_for() -> str | None:
    """The page to come back to after signing in: the one asked for, or the one a form was on."""
    if request.method in {"GET", "HEAD"}:
        return request.full_path.rstrip("?") if request.path != "/" else None
    referrer = urlsplit(request.referrer or "")
    return local_path(referrer.path) if referrer.netloc == request.host else None
