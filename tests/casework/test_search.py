"""The search: what a person expects to find, in one order on both databases, and only what they may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.casework.mediations import NewMediation, Plot, take_dispute
from app.casework.permissions import Viewer
from app.casework.persons import Person
from app.casework.search.finding import Asked, Hit, find
from app.casework.search.likely import distance, likely
from app.casework.search.lines import lines
from app.casework.search.tokens import Told, bare_part, tokens
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from tests.conftest import engine_at
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_agency, at


def refs(session: Session, viewer: Viewer, typed: str, **narrowed: Any) -> list[str]:
    """The codes found, in order."""
    hits = find(session, viewer, Asked(typed, **narrowed)).hits
    return [line.code for line in lines(session, viewer, hits)]


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, "UBND xã Đắk Đoa")


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


# ---- what a person expects


ASKED_OF_BOTH = (
    "khieu nai dat dai", "Khiếu nại đất đai", "Đắk Đoa", "dak doa", "nguyen van duoc", "Nguyễn Văn Được", "1159",
    "1159/TB-UBND", "đất", "dat", "thủy điện", "Siu H'Lai", "Trần Thị Hoà",
)  # fmt: skip
MISTYPED = ("nguyen van duok", "khieu nia", "thui dien", "sui hlai")


@pytest.fixture
def province(session: Session) -> dict[str, Any]:
    return a_province(session)


def a_province(session: Session) -> dict[str, Any]:
    """Some forty matters of three agencies, as officers write them down."""
    doa, dom = a_unit(session, "UBND xã Đắk Đoa"), a_unit(session, "UBND xã Ia Dom")
    people = ("Nguyễn Văn Được", "Nguyễn Văn Đước", "Siu H'Lai", "Trần Thị Hòa", "Trần Thị Hoà", "Rơ Châm Hơ")
    about = (
        "Khiếu nại đất đai: thu hồi 300 m² đất vườn không bồi thường",
        "Được cấp giấy chứng nhận nhưng văn bản ghi sai tên người",
        "Kiến nghị thủy điện xả nước làm ngập rẫy cà phê",
        "Đất ruộng dài 20 mét bị lấn, đã hòa giải không thành",
        "Tranh chấp ranh giới thửa đất số 12 ở làng Đak Doa cũ",
    )
    made: list[Matter] = []
    for number in range(30):
        unit = (doa, dom)[number % 2]
        one = a_petition(
            session, unit, on=DAY - timedelta(days=number % 7), people=[Person(people[number % len(people)])],
            content=about[number % len(about)],
        )  # fmt: skip
        made.append(one)
    made += [a_visit(session, dom, people=[Person(people[number])], content=about[number]) for number in range(5)]
    case = a_case(session, dom, document_no="1159/TB-UBND-NC")
    other = a_case(session, doa, document_no="1159/TB-UBND")
    session.commit()
    return {"doa": doa, "dom": dom, "made": made, "case": case, "other": other}


def people_of(session: Session, viewer: Viewer, typed: str) -> list[str]:
    hits = find(session, viewer, Asked(typed), limit=100).hits
    return [line.people[0] for line in lines(session, viewer, hits)]


def test_names_are_found_without_marks_and_ranked_by_marks(
    session: Session, province: dict[str, Any], supervisor: Viewer
) -> None:
    assert len(province["made"]) > 30
    without = people_of(session, supervisor, "nguyen van duoc")
    assert {*without[:12]} == {"Nguyễn Văn Được", "Nguyễn Văn Đước"}
    with_marks = people_of(session, supervisor, "Nguyễn Văn Được")
    assert sorted(with_marks) == sorted(without)
    first = with_marks.index("Nguyễn Văn Đước")
    assert "Nguyễn Văn Được" not in with_marks[first:]
    assert set(with_marks[:first]) == {"Nguyễn Văn Được"}


def test_a_person_stands_above_a_text_that_has_the_words(
    session: Session, province: dict[str, Any], supervisor: Viewer
) -> None:
    assert province
    for typed in ("van duoc", "VĂN ĐƯỢC"):
        assert people_of(session, supervisor, typed)[0].startswith("Nguyễn Văn Đư")


def test_a_tone_counts_on_whichever_vowel_it_was_put(
    session: Session, province: dict[str, Any], supervisor: Viewer
) -> None:
    assert province
    assert people_of(session, supervisor, "Trần Thị Hòa") == people_of(session, supervisor, "Trần Thị Hoà")


def test_names_of_the_highlands_are_found_however_they_are_typed(
    session: Session, province: dict[str, Any], supervisor: Viewer
) -> None:
    assert province
    for typed in ("Siu H'Lai", "siu hlai", "siu h lai", "SIU H’LAI"):
        assert set(people_of(session, supervisor, typed)) == {"Siu H'Lai"}


def test_a_place_is_found_with_and_without_marks(
    session: Session, province: dict[str, Any], supervisor: Viewer
) -> None:
    doa = province["doa"].agency.id
    hits = [one.matter_id for one in find(session, supervisor, Asked("Đắk Đoa"), limit=100).hits]
    agencies = [session.get_one(Matter, one).agency_id for one in hits]
    assert set(agencies[:15]) == {doa}  # written as typed; after them a text with Đak Doa
    assert hits == [one.matter_id for one in find(session, supervisor, Asked("đắk đoa"), limit=100).hits]
    assert set(hits) == {one.matter_id for one in find(session, supervisor, Asked("dak doa"), limit=100).hits}


def test_words_side_by_side_stand_above_words_apart(session: Session, unit: Unit) -> None:
    together = a_petition(session, unit, on=DAY - timedelta(days=9), content="Khiếu nại đất đai ở làng")
    apart = a_petition(session, unit, content="Khiếu nại ranh giới đất, chiều dài thửa đo sai")
    session.commit()
    assert refs(session, unit.handler, "khieu nai dat dai") == [together.code, apart.code]


VARIANTS = (
    "1159/TB-UBND-NC", "1159/TB-UBND", "1159", "1159 tb ubnd", "số 1159/TB-UBND", "thông báo số 1159", "1159/tb",
    "thông báo số 1159/TB-UBND ngày 06/7/2026",
)  # fmt: skip


def test_a_number_is_found_by_its_variants_and_by_no_other(session: Session, unit: Unit) -> None:
    cases = [a_case(session, unit, document_no=number) for number in ("1159/TB-UBND-NC", "1159/TB-UBND")]
    session.commit()
    for typed in VARIANTS:
        hits = find(session, unit.handler, Asked(typed, kind=MatterKind.CASE)).hits
        assert [one.matter_id for one in hits] == [case.id for case in reversed(cases)], typed
    for typed in ("1159/QĐ-UBND", "159/TB-UBND", "11590"):
        assert refs(session, unit.handler, typed) == [], typed


def test_a_code_is_found_however_it_is_typed(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    session.commit()
    assert case.code.startswith("KN-0001/")
    for typed in (case.code, "kn 1", "KN-1/2026", "kn0001", "KN-0001"):
        assert refs(session, unit.handler, typed)[0] == case.code, typed


def test_filters_narrow(session: Session, province: dict[str, Any], supervisor: Viewer) -> None:
    def kinds(**narrowed: Any) -> set[Any]:
        hits = find(session, supervisor, Asked("dat", **narrowed), limit=200).hits
        return {
            (it.kind, it.agency_id, it.open, it.field) for it in (session.get_one(Matter, o.matter_id) for o in hits)
        }

    doa = province["doa"].agency.id
    assert {one[0] for one in kinds(kind=MatterKind.VISIT)} == {MatterKind.VISIT}
    assert {one[1] for one in kinds(agency_id=doa)} == {doa}
    assert {one[2] for one in kinds(open=False)} <= {False}
    assert {one[2] for one in kinds(open=True)} == {True}
    assert {one[3] for one in kinds(field="land")} == {"land"}
    assert kinds(year=DAY.year) == kinds()
    assert kinds(year=DAY.year - 1) == set()


def test_pages_follow_each_other_without_a_gap(session: Session, province: dict[str, Any], supervisor: Viewer) -> None:
    assert province
    for typed in ("Đắk Đoa", "nguyen van duoc", "dat", "Khiếu nại đất đai"):
        every = find(session, supervisor, Asked(typed), limit=200)
        seen: list[Hit] = []
        after = None
        while True:
            page = find(session, supervisor, Asked(typed), after=after, limit=4)
            assert page.total == len(every.hits)
            seen += page.hits
            after = page.next
            if after is None:
                break
        assert tuple(seen) == every.hits


def test_both_databases_answer_in_the_same_order(sqlite_url: str, postgresql_url: str) -> None:
    def order(url: str) -> list[Any]:
        engine = engine_at(url)
        with Session(engine) as session:
            a_province(session)
            supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
            session.commit()
            found = [find(session, supervisor, Asked(typed), limit=200) for typed in ASKED_OF_BOTH]
            guesses = [likely(session, supervisor, Asked(typed)) for typed in MISTYPED]
        engine.dispose()
        return [*((it.hits, it.total) for it in found), guesses]

    on_sqlite, on_postgresql = order(sqlite_url), order(postgresql_url)
    assert all(hits for hits, _total in on_sqlite[:-1])
    assert all(on_sqlite[-1])
    assert on_sqlite == on_postgresql


# ---- bad input


BAD = (
    "", "   ", "'", '"', "* AND (", "NEAR(a b)", "a:b", "!!", "\\", "%_%", "-", "😀", "a" * 5000, "& | !", "'; --",
)  # fmt: skip


def test_nothing_typed_breaks_the_index(session: Session, unit: Unit) -> None:
    a_petition(session, unit)
    session.commit()
    for typed in BAD:
        find(session, unit.officer, Asked(typed))
        assert likely(session, unit.officer, Asked(typed)) == [], typed


def test_many_words_are_cut_to_twelve(session: Session, unit: Unit) -> None:
    a_petition(session, unit, content="một hai ba bốn năm sáu bảy tám chín mười")
    session.commit()
    assert len(find(session, unit.officer, Asked("mot hai ba bon nam sau bay tam chin muoi " * 3)).words) == 12


# ---- what was likely meant


MEANT = {
    "nguyen van duok": "Nguyễn Văn Được",
    "khieu nia dat dai": "Khiếu nại đất đai",
    "nguyễm": "Nguyễn",
    "dak doaa": "Đắk Đoa",
}


def test_a_mistyped_word_is_answered_by_what_was_likely_meant(session: Session, unit: Unit) -> None:
    a_petition(session, unit, people=[Person("Nguyễn Văn Được")], content="Khiếu nại đất đai ở xã")
    session.commit()
    for typed, meant in MEANT.items():
        assert refs(session, unit.officer, typed) == []
        assert likely(session, unit.officer, Asked(typed)) == [meant]
        assert len(refs(session, unit.officer, meant)) == 1


def test_without_trigrams_postgresql_guesses_all_the_same(session: Session, unit: Unit) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("DROP INDEX ix_search_rows_names"))
    a_petition(session, unit, people=[Person("Nguyễn Văn Được")])
    session.flush()
    session.commit()
    assert likely(session, unit.officer, Asked("nguyem van duoc")) == ["Nguyễn Văn Được"]


def test_letters_changed_about_are_one_mistake() -> None:
    assert distance("nia", "nai") == distance("duok", "duoc") == distance("doaa", "doa") == 1
    assert distance("", "ab") == 2
    assert distance("same", "same") == 0


def test_the_deeper_slices_of_postgresql_give_the_same_order(
    session: Session, province: dict[str, Any], supervisor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert province
    for typed in ("Đắk Đoa", "nguyen van duoc", "dat"):
        every = find(session, supervisor, Asked(typed), limit=200)
        monkeypatch.setattr("app.casework.search.index.AS_THEY_STAND", 3)
        monkeypatch.setattr("app.casework.search.index.FURTHER", 4)
        monkeypatch.setattr("app.casework.search.index.AT_ONCE", 2)
        assert find(session, supervisor, Asked(typed), limit=200).hits == every.hits
        page = find(session, supervisor, Asked(typed), limit=2)
        assert page.hits == every.hits[:2]
        assert page.total == len(every.hits) or page.more
        monkeypatch.undo()


def test_a_land_mediation_is_found_by_its_sides_its_plot_and_its_certificate(session: Session, unit: Unit) -> None:
    plot = Plot("Thôn Chư Bồ, xã Ia Dom", "12", "345", "2040", "LNC", "CK 123456")
    new = NewMediation(DAY, plot, "Lấn ranh giới", [Person("Ksor H’Lan", 1971)], [Person("Rơ Châm Tuih")])
    matter = take_dispute(session, new, agency_id=unit.agency.id, by=unit.officer, at=at(DAY), today=DAY)
    session.commit()
    for typed in ("ksor h'lan", "ro cham tuih", "chu bo", "thua 345", "CK 123456", matter.code):
        assert refs(session, unit.officer, typed) == [matter.code], typed
    assert refs(session, unit.officer, "ksor", kind=MatterKind.MEDIATION) == [matter.code]
    other = a_unit(session, "UBND xã Ia Nan")
    assert refs(session, other.officer, "ksor h'lan") == []


def test_the_words_of_a_row_by_themselves_are_the_same_from_either_database() -> None:
    told = Told(
        matter_id=7, code="KN-0137/2026", numbers=("1159/TB-UBND",), people=("Siu H'Lai", "Nguyễn Văn Được"),
        places=("UBND xã Ia Dom",), title="Chậm cấp giấy", text=("Thửa 12 rộng hơn số đo",), agencies=frozenset({3}),
    )  # fmt: skip
    written = tokens(told)
    given_back = " ".join(f"'{one}'" for one in sorted(written.split()))  # as PostgreSQL prints a tsvector
    alone = {one for one in written.split() if one.isalpha()}
    for row in (written, given_back):
        words = bare_part(row).split()
        assert {one for one in words if one.isalpha()} == alone
        assert len(words) < len(written.split())
