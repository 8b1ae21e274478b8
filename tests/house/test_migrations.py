"""Migrations: numbered, one head, up and down with data on both databases, and in step with the records."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, Table, Text, cast, inspect, select, text
from sqlalchemy.exc import DBAPIError

from app.extensions import MIGRATIONS
from app.records.base import Record
from tests.conftest import with_migrations
from tests.house.rows import a_row_in_every_table

WRITTEN_ONCE = ("acts", "audit_entries")
ONE_A_CASE = ("contents", "sealed_lines")  # made by 0019 from what each case is about


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def files() -> list[Path]:
    return sorted((MIGRATIONS / "versions").glob("*.py"))


def test_revisions_are_numbered_without_a_gap_in_one_line() -> None:
    in_order = [revision.revision for revision in reversed(list(scripts().walk_revisions()))]
    assert in_order == [f"{number:04}" for number in range(1, len(files()) + 1)]
    assert len(scripts().get_heads()) == 1


def test_a_file_is_named_after_its_number_and_subject() -> None:
    for file in files():
        assert re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", file.name), file.name


def test_the_current_head_file_names_the_head() -> None:
    number, *words = (MIGRATIONS / ".current-head").read_text(encoding="utf-8").split()
    assert f"{number}_{'_'.join(words)}.py" == files()[-1].name


def test_a_migration_imports_nothing_of_the_application() -> None:
    for file in files():
        assert not re.search(r"^\s*(from|import) app\b", file.read_text(encoding="utf-8"), re.MULTILINE), file.name


def test_the_records_hold_nothing_the_migrations_lack(engine: Engine) -> None:
    with_migrations(engine, command.check)


def test_every_closed_set_has_the_check_of_its_members(engine: Engine) -> None:
    for table in Record.metadata.tables.values():
        wanted = {str(check.name): members(check) for check in closed_sets(table)}
        found = {
            str(check["name"]): frozenset(re.findall(r"'([^']*)'", check["sqltext"]))
            for check in inspect(engine).get_check_constraints(table.name)
        }
        assert {name: found.get(name) for name in wanted} == wanted, table.name


def test_down_and_up_again(passing_engine: Engine) -> None:
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
    with_migrations(passing_engine, command.downgrade, "base")
    assert set(inspect(passing_engine).get_table_names()) == {"alembic_version"}
    with_migrations(passing_engine, command.upgrade, "head")
    assert triggers(passing_engine) >= {f"{table}:trigger" for table in WRITTEN_ONCE}


def test_every_migration_after_the_first_keeps_rows_and_triggers(passing_engine: Engine) -> None:
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
        before = counts(connection)
    guarded = triggers(passing_engine)
    with_migrations(passing_engine, command.downgrade, "0001")
    stayed = set(inspect(passing_engine).get_table_names())
    with_migrations(passing_engine, command.upgrade, "head")
    with passing_engine.connect() as connection:
        kept = {*stayed, *ONE_A_CASE}
        assert counts(connection) == {table: n if table in kept else 0 for table, n in before.items()}
    assert triggers(passing_engine) == guarded


def test_the_heads_denounced_beside_the_first_are_kept_out_from_0010_on(passing_engine: Engine) -> None:
    tables = Record.metadata.tables
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
        for name, key in (("matters", "id"), ("visits", "matter_id")):
            row = dict(connection.execute(select(tables[name])).mappings().one())
            told_apart = {"ref": "x2", "code": "y2"} if name == "matters" else {}
            connection.execute(tables[name].insert(), {**row, **told_apart, key: 2})
        connection.execute(tables["matters"].update().values(excluded_agency_id=1))
        connection.execute(tables["petitions"].update().values(visit_id=2))
        connection.execute(tables["respondents"].update().values(agency_id=2, is_head=True))
    with_migrations(passing_engine, command.downgrade, "0009")
    with_migrations(passing_engine, command.upgrade, "head")
    with passing_engine.connect() as connection:
        hidden = connection.execute(select(tables["matter_exclusions"])).all()
    assert sorted(map(tuple, hidden)) == [(1, 2), (2, 2)]  # the petition, and the visit it was taken at


def test_every_case_from_before_0019_has_what_its_petition_says_as_its_one_content(passing_engine: Engine) -> None:
    tables = Record.metadata.tables
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
        for name in ("sealed_lines", "contents", "sealed_contents"):
            connection.execute(tables[name].delete())
        again(connection, "matters", id=2, ref="x2", code="y2", sealed=False)
        again(connection, "matters", id=3, ref="x3", code="y3")
        for matter_id in (2, 3):
            again(connection, "petitions", matter_id=matter_id, content="" if matter_id == 3 else "Thu hồi đất")
            again(connection, "cases", matter_id=matter_id)
            again(connection, "case_petitions", petition_id=matter_id, case_id=matter_id)
        connection.execute(
            tables["sealed_contents"].insert(),
            {"matter_id": 3, "content": "Nhận tiền", "request": "", "papers": "", "note": ""},
        )
    with_migrations(passing_engine, command.downgrade, "0018")
    with_migrations(passing_engine, command.upgrade, "head")
    with passing_engine.connect() as connection:
        lines = connection.execute(select(tables["contents"]).order_by(tables["contents"].c.matter_id)).all()
        hidden = connection.execute(select(tables["sealed_lines"])).all()
    assert [(row.matter_id, row.position, row.text) for row in lines] == [(1, 1, ""), (2, 1, "Thu hồi đất"), (3, 1, "")]
    by_line = {row.id: row.matter_id for row in lines}
    assert {by_line[row.content_id]: row.text for row in hidden} == {1: "Như đơn đã nhận", 3: "Nhận tiền"}


def test_a_petition_whose_acceptance_was_annulled_before_0020_goes_on(passing_engine: Engine) -> None:
    tables = Record.metadata.tables
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
    with_migrations(passing_engine, command.downgrade, "0019")
    with passing_engine.begin() as connection:
        told = {"procedure": "complaint_first", "open": False}
        again(connection, "matters", id=2, ref="x2", code="y2", kind="petition", stage="accepted", **told)
        again(connection, "matters", id=3, ref="x3", code="y3", kind="case", stage="not_accepted", **told)
        again(connection, "matters", id=4, ref="x4", code="y4", kind="petition", stage="not_accepted", **told)
        again(connection, "petitions", matter_id=2)
        again(connection, "cases", matter_id=3)
        again(connection, "case_petitions", petition_id=2, case_id=3)
        again(connection, "acts", id=2, matter_id=3, act="acceptance_annulled", document_no="9/QĐ", corrects_id=None)
        if passing_engine.dialect.name == "postgresql":  # the rows above told their keys themselves
            connection.execute(text("SELECT setval(pg_get_serial_sequence('acts', 'id'), 2)"))
    with_migrations(passing_engine, command.downgrade, "0019")
    with_migrations(passing_engine, command.upgrade, "head")
    matters, acts = tables["matters"].c, tables["acts"].c
    with passing_engine.connect() as connection:
        found = connection.execute(select(matters.stage, matters.open).where(matters.id > 1).order_by(matters.id)).all()
        line = connection.execute(select(acts.act, acts.document_no).where(acts.matter_id == 2)).all()
    annulled = "acceptance_annulled"
    assert [tuple(row) for row in found] == [(annulled, True), (annulled, False), ("not_accepted", False)]
    assert [tuple(row) for row in line] == [(annulled, "9/QĐ")]


def test_what_0020_opened_again_is_among_the_open_of_the_search(passing_engine: Engine) -> None:
    tables = Record.metadata.tables
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
        told = {"kind": "petition", "procedure": "complaint_first"}
        again(connection, "matters", id=2, ref="x2", code="y2", stage="acceptance_annulled", open=True, **told)
        again(connection, "matters", id=3, ref="x3", code="y3", stage="accepted", open=False, **told)
        for matter_id in (2, 3):
            again(connection, "search_rows", matter_id=matter_id, place=matter_id, tokens="=closed =petition x")
    with_migrations(passing_engine, command.downgrade, "0027")
    with_migrations(passing_engine, command.upgrade, "head")
    rows = tables["search_rows"].c
    with passing_engine.connect() as connection:
        asked = select(cast(rows.tokens, Text)).where(rows.matter_id > 1).order_by(rows.matter_id)
        found = [set(said.replace("'", "").split()) for said in connection.scalars(asked)]
        assert found == [{"=open", "=petition", "x"}, {"=closed", "=petition", "x"}]
        if passing_engine.dialect.name == "sqlite":
            under = text("SELECT rowid FROM search_index WHERE search_index MATCH :word")
            assert list(connection.scalars(under, {"word": '"=closed"'})) == [3]


def test_rows_of_the_search_from_before_0025_are_led_by_their_agencies(passing_engine: Engine) -> None:
    with passing_engine.begin() as connection:
        a_row_in_every_table(connection)
        connection.execute(Record.metadata.tables["matters"].update().values(agency_id=2))
    with_migrations(passing_engine, command.downgrade, "0024")
    with_migrations(passing_engine, command.upgrade, "head")
    with passing_engine.connect() as connection:
        row = connection.execute(select(Record.metadata.tables["search_rows"])).one()
        assert (row.agency_id, row.origin_agency_id) == (2, 1)
        if passing_engine.dialect.name == "sqlite":
            under = text("SELECT rowid FROM search_by_agency WHERE search_by_agency MATCH :word")
            found = [connection.scalar(under, {"word": f'"{agency}.{row.tokens}"'}) for agency in (1, 2, 3)]
            assert found == [row.place, row.place, None]


def again(connection: Connection, name: str, **others: object) -> None:
    """The first row of a table once more, with these columns told otherwise; as it was before what came later."""
    table, there = Record.metadata.tables[name], {one["name"] for one in inspect(connection).get_columns(name)}
    columns = [one for one in table.c if one.name in there]
    row = dict(connection.execute(select(*columns)).mappings().first() or {})
    connection.execute(table.insert(), row | others)


@pytest.fixture
def copied_migrations(tmp_path: Path) -> Config:
    """Our migrations in a folder where a test may add to them."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in [MIGRATIONS / "env.py", MIGRATIONS / "script.py.mako", MIGRATIONS / ".current-head", *files()]:
        shutil.copyfile(file, folder / file.relative_to(MIGRATIONS))
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("revision_environment", "true")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


@pytest.fixture
def copied_tables(copied_migrations: Config) -> Config:
    """Our migrations and one more, that makes SQLite copy the tables others point at."""
    folder = Path(str(copied_migrations.get_main_option("script_location")))
    (folder / "versions" / "9999_copied.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = '9999', {scripts().get_current_head()!r}, None, None\n"
        "def upgrade():\n"
        "    for table in ('acts', 'audit_entries', 'matters', 'accounts', 'agencies'):\n"
        "        with op.batch_alter_table(table, recreate='always') as batch:\n"
        "            batch.add_column(sa.Column('added', sa.Integer()))\n"
        "def downgrade():\n"
        "    for table in ('acts', 'audit_entries', 'matters', 'accounts', 'agencies'):\n"
        "        with op.batch_alter_table(table, recreate='always') as batch:\n"
        "            batch.drop_column('added')\n",
        encoding="utf-8",
    )
    return copied_migrations


def test_a_new_revision_takes_the_next_number_and_is_noted(copied_migrations: Config, sqlite_engine: Engine) -> None:
    folder = Path(str(copied_migrations.get_main_option("script_location")))
    following = f"{len(files()) + 1:04}"
    copied_migrations.attributes["engine"] = sqlite_engine
    command.revision(copied_migrations, message="a remark")
    assert (folder / "versions" / f"{following}_a_remark.py").exists()
    assert (folder / ".current-head").read_text(encoding="utf-8") == f"{following} a remark\n"


def test_copying_a_table_loses_no_row_and_no_trigger(copied_tables: Config, sqlite_engine: Engine) -> None:
    with sqlite_engine.begin() as connection:
        a_row_in_every_table(connection)
        before = counts(connection)
    guarded = triggers(sqlite_engine)
    copied_tables.attributes["engine"] = sqlite_engine
    for deed, target in ((command.upgrade, "head"), (command.downgrade, "-1")):
        deed(copied_tables, target)
        with sqlite_engine.connect() as connection:
            assert counts(connection) == before
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert triggers(sqlite_engine) == guarded


@pytest.mark.parametrize("table", WRITTEN_ONCE)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_is_written_once_can_be_neither_changed_nor_deleted(engine: Engine, table: str, statement: str) -> None:
    with engine.begin() as connection:
        a_row_in_every_table(connection)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="is append-only"):
        connection.execute(text(statement.format(table)))


def closed_sets(table: Table) -> list[CheckConstraint]:
    named = (check for check in table.constraints if isinstance(check, CheckConstraint))
    return [check for check in named if getattr(check, "_type_bound", False)]


def members(check: CheckConstraint) -> frozenset[str]:
    return frozenset(re.findall(r"'([^']*)'", str(check.sqltext.compile(compile_kwargs={"literal_binds": True}))))


def counts(connection: Connection) -> dict[str, int]:
    return {
        name: len(connection.execute(select(table.primary_key.columns.values()[0])).all())
        for name, table in Record.metadata.tables.items()
    }


def triggers(engine: Engine) -> set[str]:
    of = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        rows = connection.execute(text(of[engine.dialect.name])).all()
    return {f"{table}:{name}" for table, name in rows} | {f"{table}:trigger" for table, _name in rows}
