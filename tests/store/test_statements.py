"""What is said to SQLite directly gives and raises what SQLAlchemy gives and raises, in the same transaction."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain.errors import NotSaved
from checkin_app.store import opening
from checkin_app.store.database import EventFile
from checkin_app.store.schema import desk
from checkin_app.store.statements import Command, Question
from tests.store.event_files import asked

BY_ID = sa.select(desk.c.id, desk.c.name).where(desk.c.id == sa.bindparam("id"))
ROW = {"id": "1", "name": "Front", "computer": "mine", "opened_at": "now"}
INSERT = Command(sa.insert(desk))


class _ChangedOurMind(Exception):
    pass


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EventFile]:
    made = opening.create(tmp_path / "event.checkin")
    yield made
    made.close()


def test_that_a_row_is_known_by_its_columns_as_from_sqlalchemy(file: EventFile) -> None:
    with file.writing() as connection:
        INSERT.run(connection, ROW)
        ours = Question(BY_ID).first(connection, id="1")
        theirs = connection.execute(BY_ID, {"id": "1"}).one()
        assert ours is not None
        assert (ours.id, ours.name) == (theirs.id, theirs.name) == ("1", "Front")


def test_that_nothing_found_is_none(file: EventFile) -> None:
    with file.reading() as connection:
        assert Question(BY_ID).first(connection, id="1") is None
        assert Question(BY_ID).all(connection, id="1") == []


def test_that_what_a_query_says_itself_is_said(file: EventFile) -> None:
    with file.writing() as connection:
        INSERT.run_many(connection, [ROW | {"id": str(number)} for number in range(9)])
        few = Question(sa.select(desk.c.id).where(desk.c.name == "Front").order_by(desk.c.id).limit(2))
        assert [row.id for row in few.all(connection)] == ["0", "1"]


def test_that_it_is_taken_back_with_its_transaction(file: EventFile) -> None:
    with suppress(_ChangedOurMind), file.writing() as connection:
        INSERT.run(connection, ROW)
        raise _ChangedOurMind
    assert asked(file.path, "SELECT count(*) FROM desk") == [(0,)]


@pytest.mark.parametrize("rows", [[ROW, ROW], [ROW | {"name": None}]])
def test_that_a_broken_rule_is_raised_as_sqlalchemy_raises_it(
    file: EventFile, rows: list[dict[str, str]]
) -> None:
    with pytest.raises(exc.IntegrityError), file.writing() as connection:
        INSERT.run_many(connection, rows)
    with pytest.raises(exc.IntegrityError), file.writing() as connection:
        _insert_each(connection, rows)


def test_that_a_forgotten_value_is_an_error_and_no_null(file: EventFile) -> None:
    with pytest.raises(exc.ProgrammingError), file.writing() as connection:
        INSERT.run(connection, {"id": "1"})


def test_that_a_failure_of_the_disk_is_not_saved(file: EventFile) -> None:
    with file.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    rows = [ROW | {"id": str(number), "name": "long" * 100} for number in range(100)]
    with pytest.raises(NotSaved) as failure, file.writing("the record") as connection:
        INSERT.run_many(connection, rows)
    assert failure.value.record == "the record"


def _insert_each(connection: sa.Connection, rows: list[dict[str, str]]) -> None:
    for row in rows:
        INSERT.run(connection, row)


def test_that_the_message_of_a_failure_says_no_values(file: EventFile) -> None:
    with pytest.raises(exc.IntegrityError) as failure, file.writing() as connection:
        INSERT.run_many(connection, [ROW | {"name": "Ana Pop"}] * 2)
    assert "Ana Pop" not in str(failure.value)
