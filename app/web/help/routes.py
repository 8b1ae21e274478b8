"""Doors: the map of keys, the components, the sprite of icons."""

from __future__ import annotations

from flask import Response, abort, current_app, render_template

from app.casework.permissions import Deed
from app.web.access import current_viewer, public
from app.web.headers import FOR_GOOD
from app.web.help import room
from app.web.help.pages import keys
from app.web.help.samples import components as every_component
from app.web.icons import sprite


@room.get("/tro-giup/phim-tat")
@public
def keyboard() -> str:
    return render_template("help/keyboard.html", keys=keys(search=current_viewer().may(Deed.READ_MATTERS)))


@room.get("/components")
@public
def components() -> str:
    """Every component of the look on one page, for whoever builds pages; in development only."""
    if current_app.config["SETTINGS"].production:
        abort(404)
    return render_template("help/components.html", **every_component())


@room.get("/bieu-tuong.svg")
@public
def icons() -> Response:
    return Response(sprite(), mimetype="image/svg+xml", headers={"Cache-Control": FOR_GOOD})
