"""The steps in db/migrations give exactly the tables that the program describes, whole or not at all."""

import ast
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import exc

from checkin_app import paths
from checkin_app.domain.errors import EventFileRefused, NotSaved
from checkin_app.settings import Settings, save
from checkin_app.store import migrations, opening
from checkin_app.store.database import EventFile
from checkin_app.store.schema import CREATE_SEARCH, DERIVED, SEARCH_TABLE, metadata
from tests.store.event_files import GUESTS, Desk, asked, beside, change, copied, first_bad, opened, tables_of

SCRIPTS = sorted((paths.migrations() / "versions").glob("[0-9]*.py"))


def layout_of(connection: sa.Connection) -> dict[tuple[str, str], list[str]]:
    """Every table and index with the parts of its definition; constraints may stand in any order."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {(row.type, row.name): sorted(re.split(r"\s*,\s*|\s*\)\s*|\s+\(\s*", row.sql)) for row in rows}


def test_that_a_migrated_file_has_the_tables_that_the_program_describes(file: EventFile) -> None:
    described = sa.create_engine("sqlite://")
    with described.connect() as connection, file.reading() as migrated:
        metadata.create_all(connection)
        connection.exec_driver_sql(CREATE_SEARCH)
        there = layout_of(migrated)
        assert there.pop(("table", "alembic_version"))
        assert there == layout_of(connection)
    described.dispose()


def test_that_alembic_finds_nothing_to_change(file: EventFile) -> None:
    def is_table_of_ours(_thing: object, name: str | None, kind: str, _there: bool, _other: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith(SEARCH_TABLE))

    with file.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": is_table_of_ours, "compare_type": True, "compare_server_default": True},
        )
        assert compare_metadata(context, metadata) == []


def test_that_the_newest_step_is_the_one_the_program_names(file: EventFile) -> None:
    assert SCRIPTS[-1].name.startswith(f"{migrations.HEAD}_")
    assert migrations.known_revisions() == {script.name[:4] for script in SCRIPTS}
    with file.reading() as connection:
        assert migrations.revision_of(connection) == migrations.HEAD


def test_that_an_empty_file_is_at_no_step(folder: Path) -> None:
    path = folder / "empty"
    sqlite3.connect(path).close()
    path.touch()
    with opened(path) as file, file.reading() as connection:
        assert migrations.revision_of(connection) is None


def imports_of(script: Path) -> set[str]:
    names = set[str]()
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
    return names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_that_a_step_imports_nothing_of_ours(script: Path) -> None:
    """A step of last year must do next year what it did last year."""
    assert imports_of(script) <= {"sqlalchemy", "alembic"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_that_a_step_says_in_its_name_and_first_line_what_it_does(script: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z][a-z_]+\.py", script.name)
    assert ast.get_docstring(ast.parse(script.read_text(encoding="utf-8")))


def test_that_every_constraint_has_a_name(file: EventFile) -> None:
    """A later step can only change what it can name."""
    with file.reading() as connection:
        for table in metadata.tables.values():
            for key in sa.inspect(connection).get_foreign_keys(table.name):
                assert key["name"] == f"fk_{table.name}_participant"
            for rule in sa.inspect(connection).get_unique_constraints(table.name):
                assert rule["name"]


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_that_every_table_is_strict(file: EventFile, table: sa.Table) -> None:
    """A value of another type cannot be smuggled in."""
    column = next(column for column in table.columns if isinstance(column.type, sa.Text))
    text = ", ".join(["x'00'" if each is column else "'777'" for each in table.columns])
    with (
        pytest.raises(exc.IntegrityError, match="cannot store BLOB value in TEXT"),
        file.writing() as connection,
    ):
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({text})")


def test_that_every_table_but_the_log_is_derived_from_it() -> None:
    assert {table.name for table in DERIVED} == set(metadata.tables) - {"log"}


# -- steps to come -------------------------------------------------------------------------------------------

NEXT = "9000"
NEXT_STEP = '''"""Invented, for tests."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{after}"


def upgrade() -> None:
    op.add_column("desk", sa.Column("colour", sa.Text))
    op.execute("UPDATE desk SET colour = 'teal'")
    {more}
'''


@pytest.fixture
def steps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the steps, to which more can be added."""
    copy = folder / "migrations"
    shutil.copytree(paths.migrations(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(paths, "migrations", lambda: copy)
    return copy


def add_step(steps: Path, monkeypatch: pytest.MonkeyPatch, more: str = "pass") -> None:
    text = NEXT_STEP.format(number=NEXT, after=migrations.HEAD, more=more)
    (steps / "versions" / f"{NEXT}_desks_have_colours.py").write_text(text)
    monkeypatch.setattr(migrations, "HEAD", NEXT)


def test_that_an_older_file_is_brought_to_the_newest_step(
    told: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = asked(told, "SELECT * FROM log")
    add_step(steps, monkeypatch)
    opening.open_existing(told).close()
    assert asked(told, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert set(asked(told, "SELECT colour FROM desk")) == {("teal",)}
    assert asked(told, "SELECT * FROM log") == records
    assert beside(told) == []


@pytest.mark.parametrize(
    "fault", ["1 / 0", "op.execute('INSERT INTO nowhere VALUES (1)')", "raise KeyboardInterrupt"]
)
def test_that_a_step_that_fails_leaves_the_file_as_it_was(
    told: Path, steps: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    before = tables_of(told)
    add_step(steps, monkeypatch, fault)
    with pytest.raises((ZeroDivisionError, NotSaved, KeyboardInterrupt)):
        opening.open_existing(told)
    assert tables_of(told) == before
    assert beside(told) == []
    monkeypatch.undo()
    opening.open_existing(told).close()


def test_that_the_program_of_yesterday_refuses_the_file_of_tomorrow(
    told: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(steps, monkeypatch)
    opening.open_existing(told).close()
    monkeypatch.undo()
    with pytest.raises(EventFileRefused, match="newer version"):
        opening.open_existing(told)


def test_that_a_file_of_today_is_opened_without_any_step(told: Path) -> None:
    records = asked(told, "SELECT count(*) FROM log")
    for _ in range(2):
        file = opening.open_existing(told)
        Desk(file).checkin.last_scans()
        file.close()
    assert asked(told, "SELECT count(*) FROM log") == records
    assert first_bad(told) is None


# -- the copy before a step ----------------------------------------------------------------------------------


@pytest.fixture
def of_yesterday(empty: Path) -> Path:
    """A file as step 0001 left it, with a morning at its desk."""
    with opened(empty) as file:
        desk = Desk(file)
        for guest in GUESTS:
            desk.roster.add(guest)
        desk.scan("Ana")
    change(
        empty,
        "DROP TABLE merged",
        "DROP TABLE told_apart",
        "DROP INDEX ix_log_prints",
        "DROP TABLE print_job",
        "ALTER TABLE badge DROP COLUMN printed_as",
        "DROP TABLE picture",
        "DROP TABLE own_template",
        "DROP TABLE ticket",
        "DROP TABLE ticket_text",
        "DROP TABLE certificate",
        "UPDATE alembic_version SET version_num = '0001'",
    )
    return empty


def copies(home: Path) -> list[Path]:
    return sorted((home / "backups").glob("*"))


def test_that_a_file_of_the_first_version_is_copied_brought_to_today_and_verifies(
    of_yesterday: Path, home: Path
) -> None:
    before = tables_of(of_yesterday)
    file = opening.open_existing(of_yesterday)
    assert len(Desk(file).roster.people()) == len(GUESTS)
    file.close()
    assert first_bad(of_yesterday) is None
    (copy,) = copies(home)
    assert copy.name == f"{of_yesterday.stem} before update {migrations.HEAD}.checkin"
    assert tables_of(copy) == before
    after = tables_of(of_yesterday)
    assert {name: after[name] for name in before if name not in {"alembic_version", "badge"}} == {
        name: rows for name, rows in before.items() if name not in {"alembic_version", "badge"}
    }
    assert after["badge"] == [(*row, None) for row in before["badge"]], "nobody knows what was printed then"


def test_that_a_file_of_today_is_not_copied_when_it_is_opened(told: Path, home: Path) -> None:
    opening.open_existing(told).close()
    assert copies(home) == []


def test_that_an_earlier_copy_is_kept_beside_the_next(of_yesterday: Path, home: Path) -> None:
    aside = copied(of_yesterday, of_yesterday.with_name("aside"))
    opening.open_existing(of_yesterday).close()
    copied(aside, of_yesterday)
    opening.open_existing(of_yesterday).close()
    assert [copy.name.removesuffix(".checkin")[-4:] for copy in copies(home)] == [" (2)", migrations.HEAD]


def test_that_the_copy_is_where_the_settings_want_it(of_yesterday: Path, home: Path, folder: Path) -> None:
    chosen = folder / "own copies"
    save(replace(Settings(), backup_folder=str(chosen)), paths.settings_file())
    opening.open_existing(of_yesterday).close()
    assert len(list(chosen.iterdir())) == 1
    assert copies(home) == []


def test_that_without_a_copy_there_is_no_step(of_yesterday: Path, home: Path) -> None:
    home.mkdir()
    (home / "backups").write_text("no folder")
    before = tables_of(of_yesterday)
    with pytest.raises(EventFileRefused, match="No backup was made"):
        opening.open_existing(of_yesterday)
    assert tables_of(of_yesterday) == before


def test_that_a_damaged_log_is_not_brought_to_today(of_yesterday: Path) -> None:
    change(of_yesterday, "UPDATE log SET body = '{}' WHERE position = 3")
    with pytest.raises(EventFileRefused, match="does not verify"):
        opening.open_existing(of_yesterday)
    assert asked(of_yesterday, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_that_a_file_of_the_first_version_verifies_without_being_touched(of_yesterday: Path) -> None:
    whole = of_yesterday.read_bytes()
    assert first_bad(of_yesterday) is None
    assert of_yesterday.read_bytes() == whole
    change(of_yesterday, "UPDATE participant SET given = 'Somebody'")
    assert first_bad(of_yesterday) is not None
