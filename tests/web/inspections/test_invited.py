"""What the invited see: the inspections they are invited to, the paper that invites them, and nothing else."""

from __future__ import annotations

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
from tests.web.conftest import Browse
from tests.web.desks import at_the_desk, looking, somebody

FORBIDDEN = 403
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
    token, opened = guest.open(f"/kiem-tra/cuoc/{mine}").csrf_token, set()
    assert "8/GM" not in guest.open(f"/kiem-tra/cuoc/{mine}").html
    assert "MTTQ" not in guest.open(f"/kiem-tra/cuoc/{mine}").html
    rules = [one for one in sqlite_app.url_map.iter_rules() if one.endpoint.startswith("inspections.")]
    for rule in rules:
        for ref in (plan, mine, other, term):
            for invitation in (paper, theirs):
                known: dict[str, Any] = {"ref": ref, "row": row, "invited": invitation, "act": "found_carried_out"}
                with sqlite_app.test_request_context():
                    address = sqlite_app.url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
                for method in sorted({"GET", "POST"} & set(rule.methods or ())):
                    data = {"csrf_token": token} if method == "POST" else None
                    answer = guest.client.open(address, method=method, data=data)
                    if answer.status_code == 200:
                        opened.add((rule.endpoint, address))
                    assert answer.status_code in {200, 403, 404}, (address, answer.status_code)
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
