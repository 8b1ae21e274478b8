"""``flask search``: what the index lacks, and making it anew."""

from __future__ import annotations

import json

from flask import Flask
from sqlalchemy import delete, select, text

from app.records.search import SearchRow
from tests.makers import a_petition, a_unit
from tests.web.desks import looking


def test_what_is_missing_is_told_and_made_good(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    with looking(app) as records:
        unit = a_unit(records)
        a_petition(records, unit)
        a_petition(records, unit)
        records.commit()
        records.execute(text("DELETE FROM search_rows"))
        records.commit()
    assert json.loads(run(args=["search", "check", "--json"]).output) == {"missing": 2, "near": True}
    doctor = {one["name"]: one["state"] for one in json.loads(run(args=["doctor", "--json"]).output)["checks"]}
    assert doctor["search"] == "warning"
    assert json.loads(run(args=["search", "rebuild", "--json"]).output) == {"indexed": 2}
    assert json.loads(run(args=["search", "check", "--json"]).output) == {"missing": 0, "near": True}
    assert run(args=["search", "rebuild", "--if-missing"]).output == ""
    with looking(app) as records:
        first = records.scalars(select(SearchRow.matter_id)).first()
        records.execute(delete(SearchRow).where(SearchRow.matter_id == first))
        records.commit()
    assert json.loads(run(args=["search", "rebuild", "--if-missing", "--json"]).output) == {"indexed": 1}
    assert json.loads(run(args=["search", "check", "--json"]).output) == {"missing": 0, "near": True}
