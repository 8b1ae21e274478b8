"""Every route declares who may enter. One that declares nobody is a mistake, not a public page."""

from __future__ import annotations

from flask import Flask

MARK = "__access__"


def test_every_route_declares_who_may_enter(sqlite_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in sqlite_app.url_map.iter_rules()}
    assert {name for name in endpoints if not hasattr(sqlite_app.view_functions[name], MARK)} == set()


def test_every_route_leads_to_a_view(sqlite_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in sqlite_app.url_map.iter_rules()}
    assert endpoints == set(sqlite_app.view_functions)
