"""Doors to the law: every rule, one rule, the procedures, the named readings. Whoever is signed in may read it."""

from __future__ import annotations

from flask import abort, render_template

from app.statute.terms import Procedure
from app.web.access import signed_in
from app.web.help import room
from app.web.help.instruments import instruments_page
from app.web.help.laws import law_page, rule_page
from app.web.help.readings import readings_page
from app.web.help.ways import way_page, ways


@room.get("/phap-luat")
@signed_in
def law() -> str:
    return render_template("help/law.html", page=law_page())


@room.get("/phap-luat/<rule>")
@signed_in
def rule(rule: str) -> str:
    return render_template("help/rule.html", page=rule_page(rule))


@room.get("/phap-luat/cach-hieu")
@signed_in
def readings() -> str:
    return render_template("help/readings.html", page=readings_page())


@room.get("/phap-luat/van-ban")
@signed_in
def instruments() -> str:
    return render_template("help/instruments.html", groups=instruments_page())


@room.get("/phap-luat/thu-tuc")
@signed_in
def procedures() -> str:
    return render_template("help/procedures.html", ways=ways())


@room.get("/phap-luat/thu-tuc/<procedure>")
@signed_in
def procedure(procedure: str) -> str:
    if procedure not in set(Procedure):
        abort(404)
    return render_template("help/procedure.html", page=way_page(Procedure(procedure)))
