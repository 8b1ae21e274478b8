"""Working through the petitions that wait, one after the other, without the list between them.

The filters of the list travel in the address, and where in it one stands (``sau``): what was left undecided is not
offered again until one begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from app.casework.inbox import Key, next_one, place_in_queue
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.lists import AFTER, place_asked
from app.web.petitions.filters import FILTERS, agencies_of, filters_asked

WORKING = "lan-luot"  # in the address: one is working through the queue


@dataclass(frozen=True, slots=True)
class Queue:
    """Where one stands: on to the next petition, or back to the list."""

    next_url: str
    list_url: str


def working_through() -> bool:
    """Whether this page is one of a queue being worked through."""
    return WORKING in request.args


def kept() -> dict[str, Any]:
    """What the addresses of a queue carry along."""
    names = (*FILTERS, WORKING, AFTER) if working_through() else ()
    return {name: request.args[name] for name in names if request.args.get(name)}


def first_url() -> str:
    """Where the list as it is filtered begins to be worked through."""
    filters: dict[str, Any] = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return url_for("petitions.next_petition", **{**filters, WORKING: "1"})


def queue_at(matter: Matter) -> Queue:
    """Around a petition: its own place is where the next one is looked for."""
    filters = {name: value for name, value in kept().items() if name in FILTERS}
    return Queue(
        url_for("petitions.next_petition", **{**filters, WORKING: "1", AFTER: place_words(matter)}),
        url_for("petitions.inbox", **filters),
    )


def place_words(matter: Matter) -> str:
    """Where a petition stands, as an address carries it: once it is decided on, it stands elsewhere."""
    key = place_in_queue(db.session(), matter)
    return f"{key.on.isoformat()}.{key.id}"


def standing_at(matter: Matter) -> dict[str, Any]:
    """What the addresses of acts on this petition carry, so that the next one is found when it is decided on."""
    return {**kept(), AFTER: place_words(matter)} if working_through() else {}


def onward(target: str) -> str:
    """Where to go when a petition is done with: to the next one while working through the queue, else ``target``."""
    return url_for("petitions.next_petition", **kept()) if working_through() else target


def next_address() -> str:
    """The page of the next petition that waits; the list, with a word, when none is left."""
    viewer, place = current_viewer(), place_asked()
    filters = filters_asked(agencies_of(viewer))
    ref = next_one(db.session(), viewer, filters=filters, after=Key(*place) if place else None)
    carried = {name: value for name, value in kept().items() if name != AFTER}
    if ref is not None:
        return url_for("petitions.triage", ref=ref, **{**carried, WORKING: "1"})
    left = _("Không còn đơn nào chờ sau đơn này. Đơn để lại, nếu có, vẫn trong danh sách.")
    flash(left if place else _("Không có đơn chờ."))
    return url_for("petitions.inbox", **{name: value for name, value in carried.items() if name != WORKING})
