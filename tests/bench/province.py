"""A province of any number of matters, for what is measured: quickly made, in words as officers write them.

Of ten matters eight are petitions, one is a visit and one a case. Three of ten are open, of the latest eight years;
each of these owes one duty, a quarter of them late and flagged (7.5 % of all). What was settled was done within four
months, one in five late (6 % of all in the latest year); cases have the acts of their way. One in twenty denounces
somebody and is sealed, a fifth of these hidden from the agency denounced. Of nine that are open eight have somebody who
holds them; at the one agency with an officer, a handler and a head the handler holds one in ten.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from app.casework.demonstration.names import JRAI_FAMILY, JRAI_MEN, JRAI_WOMEN, KINH_FAMILY, KINH_MEN, KINH_WOMEN
from app.casework.folding import fold
from app.casework.search.keeping import place_of
from app.casework.search.tokens import Told, names, tokens
from app.records.agencies import Agency, Level
from app.records.base import Record
from app.records.cases import Case
from app.records.identities import Identity
from app.records.matters import Act, Matter, MatterKind, MatterPerson, PersonRole
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import Account, Role, RoleKind
from app.records.petitions import Petition, PetitionKind, Source
from app.records.reception import Visit, VisitOutcome
from app.records.search import SearchRow
from app.statute.terms import FIELDS
from tests.bench.pouring import index_made_afterwards, pour

FIRST, TODAY = date(2016, 11, 23), date(2026, 11, 23)
IN_FORCE = date(2012, 7, 1)  # the law on complaints
SEED = 7
AT_ONCE = 5_000
PLACES = (
    "Ia Dom", "Đắk Đoa", "Chư Păh", "Pleiku", "An Khê", "Mang Yang", "Kông Chro", "Ia Grai", "Chư Prông", "Đức Cơ",
    "Chư Sê", "Krông Pa", "Ayun Pa", "Phú Thiện", "Ia Pa", "Kbang", "Đak Pơ", "Chư Pưh", "Quy Nhơn", "Hoài Nhơn",
)  # fmt: skip
ABOUT = (
    "Không đồng ý diện tích bị thu hồi để làm đường tại {noi}, thửa {n} tờ bản đồ {m} rộng hơn số đo khi kiểm kê",
    "Mức bồi thường đất trồng cây lâu năm tại {noi} thấp hơn các hộ liền kề cùng vị trí, đất đai ổn định từ lâu",
    "Khiếu nại đất đai: chậm cấp giấy chứng nhận quyền sử dụng đất cho thửa {n} tại {noi}, nộp hồ sơ nhiều lần",
    "Đề nghị sửa đường vào làng ở {noi}, mùa mưa lầy lội không đi lại được, học sinh phải nghỉ học",
    "Đề nghị được hưởng chế độ người có công, hồ sơ nộp tại {noi} từ lâu chưa được trả lời",
    "Phản ánh trại chăn nuôi xả thải ra suối ở {noi}, mùi hôi, cá chết, ảnh hưởng {n} hộ dân",
    "Tranh chấp ranh giới thửa đất số {n} với hộ liền kề tại {noi}, đã hòa giải không thành",
    "Khiếu nại quyết định xử phạt vi phạm hành chính về trật tự xây dựng tại {noi}, nhà xây trên đất ở",
    "Kiến nghị thủy điện xả nước làm ngập rẫy cà phê, hồ tiêu của {n} hộ ở {noi}, chưa được bồi thường",
)  # fmt: skip


WHO = ((RoleKind.SUPERVISOR, 1), (RoleKind.HANDLER, 2), (RoleKind.HEAD, 2), (RoleKind.OFFICER, 2))  # bench1, bench2 …
THE_HANDLER, THEIR_AGENCY = 2, 2
HOLDERS = range(11, 51)  # accounts of those who hold what is open elsewhere
COMMUNES = 135  # of the agencies, the others are departments
PROCEDURES = {
    MatterKind.VISIT: "reception", MatterKind.PETITION: "feedback", MatterKind.CASE: "complaint_first",
}  # fmt: skip
RUNNING_STAGES = ("accepted", "verifying", "accepted", "dialogue", "verification_reported")
RULES = ("kn.resolve_first", "kn.resolve_second", "tc.resolution", "kn.send_first_decision", "tcd.unhandled_45_days")
KINDS = (PetitionKind.COMPLAINT, PetitionKind.COMPLAINT, PetitionKind.FEEDBACK)
PEOPLE = 20_000
MOMENT = datetime(2025, 7, 1, tzinfo=UTC)
POURED: tuple[type[Record], ...] = (
    Matter, Visit, Petition, Case, MatterPerson, Act, Obligation, Flag, SearchRow,
)  # fmt: skip
THEIRS = "agency_id || '.' || replace(tokens, ' ', ' ' || agency_id || '.')"  # each word under its agency
Rows = dict[type[Record], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class One:
    """A petition as it is made up."""

    number: int
    on: date
    agency: int
    person: int
    name: str
    place: str
    content: str
    field: str
    form: MatterKind
    kind: PetitionKind
    recent: bool  # of the latest eight years
    code: str
    paper: str

    @property
    def turn(self) -> int:
        """The number without what decides the form."""
        return self.number // 10

    @property
    def running(self) -> bool:
        return self.recent and self.turn % 8 < 3

    @property
    def late(self) -> bool:
        return self.running and self.turn % 32 in {0, 9, 18}

    @property
    def done_on(self) -> date:
        """Within four months."""
        return min(self.on + timedelta(days=10 + self.turn % 110), TODAY)

    @property
    def due_on(self) -> date:
        """Late ones since up to 400 days, the others within 90; of what was settled one in five after it was due."""
        if not self.running:
            return self.done_on + timedelta(days=-7 if self.turn % 5 == 0 else 9)
        some = self.turn * 7 + self.number % 10
        return TODAY - timedelta(days=1 + some % 400) if self.late else TODAY + timedelta(days=some % 90)

    @property
    def denounces(self) -> bool:
        return self.form is not MatterKind.VISIT and self.turn % 21 == 3

    @property
    def holder(self) -> int | None:
        if not self.running:
            return None
        if self.agency == THEIR_AGENCY:
            return THE_HANDLER if self.number % 10 == 0 else None
        return None if self.turn % 9 == 2 else HOLDERS[self.agency % len(HOLDERS)]


def fill(engine: Engine, petitions: int, agencies: int = 160, *, searched: bool = True) -> None:
    """Fill an empty, migrated register with ``petitions``, the same ones for the same number.

    ``searched`` False: without the rows of the search, which take most of the time.
    """
    chance = random.Random(SEED)  # noqa: S311 - invented data
    poured = POURED if searched else tuple(one for one in POURED if one is not SearchRow)
    with engine.begin() as connection:
        _people_and_places(connection, agencies, chance)
        put_back = _put_aside(connection) if searched else []
        with index_made_afterwards(connection, poured):
            for rows in _batches(petitions, agencies, chance, poured):
                pour(connection, rows)
        for statement in put_back:
            connection.exec_driver_sql(statement)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _put_aside(connection: Connection) -> list[str]:
    """Take the index of the search away while rows are poured in; what makes it again, and fills it."""
    if connection.dialect.name == "sqlite":
        drop = "TRIGGER"
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name LIKE 'search_rows_%'").all()
        again = [
            "INSERT INTO search_index (search_index) VALUES ('rebuild')",
            "INSERT INTO search_near (search_near) VALUES ('rebuild')",
            f"INSERT INTO search_by_agency (rowid, tokens) SELECT place, {THEIRS} FROM search_rows ORDER BY place",  # noqa: S608
        ]
    else:
        drop, again = "INDEX", []
        rows = connection.exec_driver_sql(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_search_rows_%%'"
        ).all()
    for name, _made in rows:
        connection.exec_driver_sql(f"DROP {drop} {name}")
    return [made for _name, made in rows] + again


def _people_and_places(connection: Connection, agencies: int, chance: random.Random) -> None:
    connection.execute(
        insert(Agency),
        [
            {"id": one, "code": f"b{one}", "name": f"UBND xã {PLACES[one % len(PLACES)]} {one}",
             "level": Level.COMMUNE if one <= COMMUNES else Level.DEPARTMENT, "from_on": FIRST,
             "ref": f"agency{one}", "place": f"xã {PLACES[one % len(PLACES)]}"}
            for one in range(1, agencies + 1)
        ],
    )  # fmt: skip
    for number, (kind, agency) in enumerate(WHO, start=1):
        connection.execute(
            insert(Account).values(
                id=number, username=f"bench{number}", full_name="Người đo", ref=f"a{number}", created_at=MOMENT
            )
        )
        connection.execute(insert(Role).values(account_id=number, agency_id=agency, kind=kind, from_on=FIRST))
    connection.execute(
        insert(Account),
        [
            {"id": one, "username": f"holder{one}", "full_name": "Người giữ", "ref": f"a{one}", "created_at": MOMENT}
            for one in HOLDERS
        ],
    )  # fmt: skip
    everybody = _names(random.Random(SEED), PEOPLE)  # noqa: S311 - invented data
    connection.execute(
        insert(Identity),
        [
            {"id": one, "full_name": name, "folded_name": fold(name), "created_at": MOMENT,
             "address": f"xã {PLACES[chance.randrange(len(PLACES))]}"}
            for one, name in enumerate(everybody, start=1)
        ],
    )  # fmt: skip


def _names(chance: random.Random, number: int) -> Iterator[str]:
    for _ in range(number):
        if chance.random() < 0.3:
            yield f"{chance.choice(JRAI_FAMILY)} {chance.choice(JRAI_MEN + JRAI_WOMEN)}"
        else:
            yield f"{chance.choice(KINH_FAMILY)} {chance.choice(KINH_MEN + KINH_WOMEN)}"


def _batches(petitions: int, agencies: int, chance: random.Random, poured: tuple[type[Record], ...]) -> Iterator[Rows]:
    names_of_all = list(_names(random.Random(SEED), PEOPLE))  # noqa: S311 - the identities made above
    rows: Rows = {table: [] for table in poured}
    for number in range(1, petitions + 1):
        one = _one(number, petitions, agencies, names_of_all, chance)
        _matter(one, rows)
        _owed(one, rows)
        _around(one, rows)
        if len(rows[Matter]) == AT_ONCE or number == petitions:
            yield rows
            rows = {table: [] for table in poured}


def _one(number: int, petitions: int, agencies: int, everybody: list[str], chance: random.Random) -> One:
    agency, person = chance.randrange(1, agencies + 1), chance.randrange(PEOPLE)
    place = PLACES[agency % len(PLACES)]
    on = FIRST + timedelta(days=number * (TODAY - FIRST).days // petitions)
    return One(
        number=number,
        on=on,
        agency=agency,
        person=person,
        name=everybody[person],
        place=place,
        content=chance.choice(ABOUT).format(noi=place, n=chance.randrange(1, 900), m=chance.randrange(1, 90)),
        field=chance.choice(list(FIELDS)),
        form={3: MatterKind.VISIT, 7: MatterKind.CASE}.get(number % 10, MatterKind.PETITION),
        kind=chance.choice(KINDS),
        recent=number > petitions * 0.2,
        code=f"Đ-{number:07d}/{on.year}",
        paper=f"{chance.randrange(1, 3000)}/TB-UBND" if number % 3 == 0 else "",
    )


def _matter(one: One, rows: Rows) -> None:
    rows[Matter].append(
        {"id": one.number, "ref": f"bench{one.number}", "kind": one.form, "procedure": _procedure(one),
         "stage": RUNNING_STAGES[one.turn % 5] if one.running else "closed", "agency_id": one.agency,
         "origin_agency_id": one.agency, "code": one.code, "year": one.on.year, "number": one.number,
         "title": "" if one.denounces else one.content[:160], "field": one.field,
         "place_id": None if one.turn % 10 == 0 else 1 + one.turn % COMMUNES, "sealed": one.denounces,
         "excluded_agency_id": 1 + one.turn % 150 if one.denounces and one.turn % 5 == 0 else None,
         "open": one.running, "facts": {}, "opened_on": one.on, "version": 1, "created_at": MOMENT,
         "closed_on": None if one.running else one.done_on, "assignee_id": one.holder}
    )  # fmt: skip
    if one.form is MatterKind.VISIT:
        rows[Visit].append(
            {"matter_id": one.number, "received_on": one.on, "people_count": 1, "kind": one.kind,
             "content": one.content, "outcome": VisitOutcome.NOTED}
        )  # fmt: skip
    elif one.form is MatterKind.CASE:
        rows[Case].append({"matter_id": one.number, "accepted_on": one.on})
    else:
        rows[Petition].append(
            {"matter_id": one.number, "source": Source.POST, "received_on": one.on, "signatories": 1, "kind": one.kind,
             "content": one.content, "officials_conduct": one.turn % 12 == 5}
        )  # fmt: skip


def _procedure(one: One) -> str:
    if one.denounces:
        return "denunciation"
    return "complaint_first" if one.kind is PetitionKind.COMPLAINT else PROCEDURES[one.form]


def _owed(one: One, rows: Rows) -> None:
    """The act that began the matter, those of the way of a case, and what is due by the first."""
    acts = [("accepted", one.on), *(_way(one) if one.form is MatterKind.CASE else ())]
    rows[Act].extend(
        {"id": one.number * 10 + place, "matter_id": one.number, "act": act, "on": on, "data": {},
         "document_no": "" if place else one.paper, "typed_at": MOMENT}
        for place, (act, on) in enumerate(acts)
    )  # fmt: skip
    rule = RULES[one.turn % 7 % 5]
    rows[Obligation].append(
        {"id": one.number, "matter_id": one.number, "agency_id": one.agency, "duty": rule,
         "rule": rule, "trigger_act_id": one.number * 10, "started_on": one.on, "raw_due_on": one.due_on,
         "due_on": one.due_on, "also": [], "open": one.running, "certainty": "verified", "rule_from": IN_FORCE,
         "satisfied_on": None if one.running else one.done_on, "judged_at": MOMENT}
    )  # fmt: skip
    if one.late:
        rows[Flag].append({"obligation_id": one.number, "due_on": one.due_on, "raised_on": one.due_on})


def _way(one: One) -> Iterator[tuple[str, date]]:
    """The acts of a case after its acceptance: as far as its stage says, or to its end."""
    whole = (("verifying", 5), ("reported", 20), ("decided", 26), ("sent", 29), ("in_force", 60), ("enforced", 90))
    reached = one.turn % 3 if one.running else len(whole) - one.turn % 3
    for act, after in whole[:reached]:
        yield act, min(one.on + timedelta(days=after + one.turn % 9), TODAY)


def _around(one: One, rows: Rows) -> None:
    rows[MatterPerson].append(
        {"matter_id": one.number, "identity_id": one.person + 1, "role": PersonRole.PETITIONER, "position": 1,
         "shown_as": one.name}
    )  # fmt: skip
    if SearchRow not in rows:
        return
    said = Told(
        matter_id=one.number, code=one.code, numbers=(one.paper,) if one.paper else (), kinds=(FIELDS[one.field].vi,),
        people=(one.name,), places=(f"UBND xã {one.place} {one.agency}", f"xã {one.place}"), title=one.content[:160],
        text=(one.content,), agencies=frozenset({one.agency}),
        traits=(one.form, "open" if one.running else "closed", one.field),
    )  # fmt: skip
    rows[SearchRow].append(
        {"place": place_of(one.on, one.number), "matter_id": one.number, "tokens": tokens(said), "names": names(said),
         "agency_id": one.agency, "origin_agency_id": None}
    )  # fmt: skip
