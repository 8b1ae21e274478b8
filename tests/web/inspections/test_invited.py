"""What the invited see: the inspections they are invited to, the paper that invites them, and nothing else."""

from __future__ import annotations

from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.casework.inspections import plans
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionInvitation, InspectionPlan, InspectionRecommendation
from app.records.matters import Matter
from app.records.people import RoleKind
from tests import inspections as given
from tests.inspections import coded
from tests.lateness import a_duty
from tests.makers import an_agency
from tests.web.conftest import Browse
from tests.web.desks import at_the_desk, looking, somebody

OK, FORBIDDEN = 200, 403
OPEN_TO_GUESTS = {
    "accounts.home", "accounts.account", "accounts.sign_out", "inspections.invitations", "inspections.inspection",
    "inspections.invitation_paper", "inspections.conclusion_paper",
}  # fmt: skip


def invited(app: Flask) -> tuple[Browse, str, str]:
    """The guest's browser, the inspection it is invited to, and another of the same plan."""
    with looking(app) as session:
        field = given.a_field(session)
        it = given.announced(session, field)
        other = given.planned(field)
        plan = session.get_one(InspectionPlan, it.plan_id)
        second = plans.add_inspection(
            session, plan.ref, other, paper=given.CHANGE, by=field.inspector, at=given.AT, today=given.TODAY
        )
        session.add(
            InspectionInvitation(
                inspection_id=it.id, agency_id=field.guest.roles[0].agency_id, number="7/GM", file_name="Giấy mời.docx",
                issued_on=given.TODAY, meets_on=given.TODAY, sha256="0" * 64, content=b"PK", issued_at=given.AT,
            )
        )  # fmt: skip
        somebody(
            session, session.get_one(Agency, field.guest.roles[0].agency_id), RoleKind.OBSERVER, username="dan.van"
        )
        a_duty(session, field.unit, given.TODAY)
        session.commit()
        refs = it.ref, second.ref
    return at_the_desk(app, "dan.van"), *refs


def test_the_invited_see_their_inspection_and_no_other(sqlite_app: Flask) -> None:
    guest, mine, other = invited(sqlite_app)
    with looking(sqlite_app) as session:
        paper = session.scalars(select(InspectionInvitation.ref)).one()
    listed = guest.open("/moi-kiem-tra")
    assert f"/kiem-tra/cuoc/{mine}" in listed.html
    assert other not in listed.html
    guest.open(f"/kiem-tra/cuoc/{other}", 404)
    page = guest.open(f"/kiem-tra/cuoc/{mine}")
    links = {str(one.get("href")) for one in page.all("a")}
    assert not [one for one in links if one.startswith(("/ho-so", "/vu-viec", "/don", "/qua-han", "/kiem-tra/han"))]
    assert guest.client.post(
        f"/kiem-tra/cuoc/{mine}/giay-moi/{paper}", data={"csrf_token": page.csrf_token}
    ).data == b"PK"  # fmt: skip
    strange = guest.client.post(f"/kiem-tra/cuoc/{other}/giay-moi/{paper}", data={"csrf_token": page.csrf_token})
    assert strange.status_code == 404


def opened_to(app: Flask, browse: Browse, there: dict[str, tuple[Any, ...]]) -> set[tuple[str, str]]:
    """The routes of the room, with their addresses, that answer somebody with a page or a file; all others refuse."""
    token, opened = browse.open("/tai-khoan").csrf_token, set()
    for rule in (one for one in app.url_map.iter_rules() if one.endpoint.startswith("inspections.")):
        names = sorted(rule.arguments & there.keys())
        for values in product(*(there[name] for name in names)):
            known: dict[str, Any] = {"act": "found_carried_out", **dict(zip(names, values, strict=True))}
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
            for method in sorted({"GET", "POST"} & set(rule.methods or ())):
                data = {"csrf_token": token} if method == "POST" else None
                answer = browse.client.open(address, method=method, data=data)
                assert answer.status_code in {200, 403, 404}, (address, answer.status_code)
                if answer.status_code == OK:
                    opened.add((rule.endpoint, address))
    return opened


def test_every_address_of_the_room_is_shut_to_the_invited_but_its_own_inspection_and_paper(sqlite_app: Flask) -> None:
    """Every route of the room, with what is there: the plan, both inspections, the term, the lines, the papers."""
    guest, mine, other = invited(sqlite_app)
    with looking(sqlite_app) as session:
        it = session.scalars(select(Inspection).where(Inspection.ref == mine)).one()
        front = coded(session, "mat-tran", "Ủy ban MTTQ tỉnh", Level.PARTY)
        strange = InspectionInvitation(
            inspection_id=it.id, agency_id=front.id, number="8/GM", file_name="Giấy mời.docx", issued_on=given.TODAY,
            meets_on=given.TODAY, sha256="0" * 64, content=b"NOT THEIRS", issued_at=given.AT,
        )  # fmt: skip
        session.add(strange)
        session.flush()
        plan = session.get_one(InspectionPlan, it.plan_id).ref
        asked = session.scalars(select(InspectionRecommendation)).one()
        term, row = session.get_one(Matter, asked.matter_id).ref, asked.id
        paper, theirs = (one.ref for one in session.scalars(select(InspectionInvitation).order_by("id")))
        session.commit()
    assert "8/GM" not in guest.open(f"/kiem-tra/cuoc/{mine}").html
    assert "MTTQ" not in guest.open(f"/kiem-tra/cuoc/{mine}").html
    there = {"ref": (plan, mine, other, term), "invited": (paper, theirs), "row": (row,)}
    opened = opened_to(sqlite_app, guest, there)
    assert opened == {
        ("inspections.invitations", "/moi-kiem-tra"), ("inspections.inspection", f"/kiem-tra/cuoc/{mine}"),
        ("inspections.invitation_paper", f"/kiem-tra/cuoc/{mine}/giay-moi/{paper}"),
    }  # fmt: skip


def test_every_other_door_is_shut_to_the_invited(sqlite_app: Flask) -> None:
    """Every route that asks for a deed asks for one the invited do not have, but theirs; what is left needs no role."""
    guest, mine, _other = invited(sqlite_app)
    token, shut = guest.open(f"/kiem-tra/cuoc/{mine}").csrf_token, 0
    for rule in sqlite_app.url_map.iter_rules():
        access = getattr(sqlite_app.view_functions[rule.endpoint], "__access__", None)
        if access is None or access.everybody or not access.deeds or rule.endpoint in OPEN_TO_GUESTS:
            continue
        ways = rule._converters
        names: dict[str, Any] = {name: min(getattr(ways[name], "items", {"1"})) for name in rule.arguments}
        with sqlite_app.test_request_context():
            address = sqlite_app.url_for(rule.endpoint, **names)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = guest.client.open(address, method=method, data={"csrf_token": token} if method == "POST" else None)
        assert answer.status_code == FORBIDDEN, (rule.endpoint, answer.status_code)
        shut += 1
    assert shut > 100


def test_before_the_decision_no_address_of_the_room_tells_a_unit_of_it(sqlite_app: Flask) -> None:
    """Nor anybody of another unit, then or later: what opens is what they may do for their own agency."""
    with looking(sqlite_app) as session:
        field = given.a_field(session)
        plan, it = given.a_plan(session, field)
        somebody(session, field.unit, RoleKind.HEAD, username="chu.tich")
        somebody(session, an_agency(session, "UBND xã Ia Krêl"), RoleKind.HEAD, username="xa.khac")
        session.commit()
        there = {"ref": (plan.ref, it.ref), "invited": ("x",), "row": (1,)}
    own = {
        ("inspections.index", "/kiem-tra"), ("inspections.plan_new", "/kiem-tra/ke-hoach/moi"),
        ("inspections.proposals", "/kiem-tra/de-xuat"),
    }  # fmt: skip
    for name in ("chu.tich", "xa.khac"):
        browse = at_the_desk(sqlite_app, name)
        assert opened_to(sqlite_app, browse, there) == own
        for _endpoint, address in sorted(own):
            assert it.subject not in browse.open(address).html
