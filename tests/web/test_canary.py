"""A denouncer whose every field is a unique string appears nowhere but on the sealed page, for its grantee.

The whole house is walked: every link each role is offered, the letters, the commands and every table. Whatever is built
later is walked too, without a line changed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.casework import contents, file_notes, identities, parties, petitions
from app.casework.permissions import Viewer
from app.casework.persons import LineWords, Mandate, NewParty, Person
from app.extensions import db
from app.post import monthly
from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind, PersonRole
from app.records.notices import OutboxLetter
from app.records.people import Account, RoleKind
from app.records.petitions import PetitionKind
from app.web.clock import ZONE
from tests.kept import kept
from tests.makers import an_agency
from tests.web.conftest import Browse
from tests.web.desks import A_VISIT, Desk, a_desk, at_the_desk, looking, somebody
from tests.web.petitions.test_canary import CANARY, FOLDED, SECRETS
from tests.web.walk import LINK, Kind, kind_of

LATER = datetime(2027, 2, 15, 8, 0, tzinfo=ZONE)  # everything about the denunciation is late by then
# Whom it is against stands in `respondents`: the agency must know; no page shows it without a grant.
VAULT = {"identities", "sealed_contents", "sealed_lines", "note_words", "party_details", "respondents"}
MOST_PAGES = 150
# On SQLite many; on PostgreSQL, which pages show whatever the same deeds and templates give them, two suffice.
MOST_OF_A_KIND = {True: 6, False: 2}


@pytest.fixture
def desk(app: Flask) -> Desk:
    """A commune where a denunciation was typed, classified and accepted, and everybody who could look."""
    with looking(app) as records:
        found = a_desk(records, under=an_agency(records, "UBND tỉnh"))
        for kind in RoleKind:
            somebody(records, found.agency, kind, username=f"khac.{kind.value}")
        somebody(records, found.agency, RoleKind.OFFICER, username="dang.go")
        records.execute(update(Account).values(email="ai.do@example.invalid"))
        records.commit()
    typing = at_the_desk(app, "dang.go")
    token = typing.open("/tiep-dan/ghi").csrf_token
    half_typed = {"csrf_token": token, "draft_path": "/tiep-dan/ghi", **SECRETS}
    assert typing.client.post("/nhap", data=half_typed).status_code == 200  # a colleague's draft lies there all along
    officer = at_the_desk(app, found.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    officer.send(
        "/tiep-dan/ghi",
        **{**A_VISIT, **SECRETS, "agency": str(found.agency.id), "kind": "denunciation", "then": "page"},
    )
    with looking(app) as records:
        petition = records.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
        petitions.classify(
            records, petition, PetitionKind.DENUNCIATION, reason=f"{CANARY} lý do", field="officials",
            on=date(2026, 11, 23), by=found.unit.handler,
            at=datetime(2026, 11, 23, 8, 30, tzinfo=ZONE), today=date(2026, 11, 23),
        )  # fmt: skip
        write_more(records, petition, found.unit.handler)
        petitions.accept(
            records, petition, date(2026, 11, 23), document_no="12/QĐ-UBND", by=found.unit.handler,
            at=datetime(2026, 11, 23, 9, 0, tzinfo=ZONE), today=date(2026, 11, 23),
        )  # fmt: skip
        records.commit()
    return found


def write_more(records: Session, petition: Matter, by: Viewer) -> None:
    """What else is written of a denunciation while it is worked on."""
    at, today = datetime(2026, 11, 23, 8, 40, tzinfo=ZONE), date(2026, 11, 23)
    words = LineWords(f"{CANARY} hành vi", f"{CANARY} người bị tố cáo", f"{CANARY} đơn bổ sung")
    contents.add_contents(records, petition, [words], since_on=today, by=by, at=at, today=today)
    file_notes.write_note(records, petition, f"{CANARY} ghi chú", by=by, at=at)
    beside = Person(f"{CANARY} luật sư", 1980, f"{CANARY} phố", "Căn cước", f"{CANARY}77", phone=f"{CANARY}88")
    paper = Mandate("lawyer", f"{CANARY} giấy", today, today, f"{CANARY} phạm vi")
    for role in (PersonRole.LAWYER, PersonRole.PETITIONER, PersonRole.REPRESENTATIVE):
        kept = paper if role is PersonRole.LAWYER else Mandate()
        parties.add(records, petition, NewParty(role, beside, kept), by=by, at=at, today=today)
    parties.end(records, petition, 4, on=today, reason=f"{CANARY} thôi", by=by, at=at, today=today)


def unpacked(file: bytes) -> str:
    """What stands in the parts of a workbook; nothing of anything else."""
    if not is_zipfile(BytesIO(file)):
        return ""
    with ZipFile(BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def walked(browse: Browse) -> Iterator[tuple[str, str]]:
    """Every page somebody can come to by links, with its address and headers in the text.

    Of one kind the first :data:`MOST_OF_A_KIND`: the articles of the law and the days of a calendar are hundreds.
    """
    most = MOST_OF_A_KIND[browse.app.config["SETTINGS"].database_url.startswith("sqlite")]
    waiting, met, kinds = ["/"], set[str](), Counter[Kind]()
    while waiting and kinds.total() < MOST_PAGES:
        path = waiting.pop(0)
        kind = None if path in met else kind_of(browse.app, path)
        met.add(path)
        if kind is None or kinds[kind] == most:
            continue
        kinds[kind] += 1
        answer = browse.client.get(path, follow_redirects=True)
        yield path, f"{answer.request.url}\n{answer.headers}\n{unpacked(answer.data) or answer.text}"
        if answer.mimetype == "text/html":
            waiting += [unescape(link) for link in LINK.findall(answer.text)]


@pytest.mark.long
def test_no_page_anybody_is_led_to_holds_the_denouncer(app: Flask, desk: Desk) -> None:
    workbooks: list[str] = []
    for username in [*desk.who.values(), *(f"khac.{kind.value}" for kind in RoleKind)]:
        pages = dict(walked(at_the_desk(app, username)))
        workbooks += [path for path, told in pages.items() if "<worksheet" in told]
        assert len(pages) > 1
        assert [path for path, told in pages.items() if FOLDED in told.lower()] == []
    assert any(path.startswith("/so-tiep-cong-dan/bang-tinh") for path in workbooks)


def test_no_letter_and_no_command_holds_the_denouncer(app: Flask, desk: Desk) -> None:
    with app.app_context():
        sessions = sessionmaker(db.engine, expire_on_commit=False)
        monthly.write(sessions, period="2027-02", today=LATER.date(), at=LATER, base_url="http://localhost")
    with looking(app) as records:
        letters = list(records.scalars(select(OutboxLetter)))
        assert letters
        told = "\n".join(one.subject + one.body_text + one.body_html for one in letters)
        assert "TC-" in told
        assert FOLDED not in told.lower()
    told = app.test_cli_runner().invoke(args=["oversight", "overdue", "--json", "--today", "2027-02-15"]).output
    assert "TC-" in told
    assert FOLDED not in told.lower()
    assert desk.agency.id


def test_no_table_but_the_vault_holds_the_denouncer(app: Flask, desk: Desk) -> None:
    with app.app_context():
        url = db.engine.url
    engine = create_engine(url)
    with Session(engine) as session:
        holding = {
            table
            for table, rows in kept(session)
            if any(CANARY in str(value) or FOLDED in str(value) for row in rows for value in row)
        }
    engine.dispose()
    assert holding == VAULT
    assert desk.agency.id


def test_only_the_grantee_reads_the_denouncer_and_each_reading_is_written_down(app: Flask, desk: Desk) -> None:
    with looking(app) as records:
        matter = records.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
        by, at = desk.unit.head.account_id, datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
        identities.grant(records, matter, desk.unit.handler.account_id, purpose="xác minh", by=by, at=at)
        records.commit()
    path = f"/ho-so/{matter.ref}/nguoi-to-cao"
    for kind in (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD):
        browse = at_the_desk(app, desk.who[kind])
        token = browse.open("/tai-khoan").csrf_token
        answer = browse.client.post(path, data={"csrf_token": token})
        granted = kind is RoleKind.HANDLER
        assert (FOLDED in answer.text.lower()) is granted, kind
        assert not granted or "no-store" in answer.headers["Cache-Control"]
    with looking(app) as records:
        opened = select(AuditEntry).where(AuditEntry.account_id == desk.unit.handler.account_id)
        assert any("seal" in entry.action for entry in records.scalars(opened))
