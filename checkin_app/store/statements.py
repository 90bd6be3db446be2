"""Statements that every scan says, compiled once: SQLAlchemy writes them, SQLite is asked without its way there and back.

That way takes longer than SQLite itself; see docs/decisions. What comes back and what is raised is the same.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import sqlite

from checkin_app.store.schema import AnyRow

_DIALECT = sqlite.dialect(paramstyle="named")
_BY_PLACE = sqlite.dialect(paramstyle="qmark")
Values = Mapping[str, Any]


class Question:
    """A query whose columns are known by their names."""

    def __init__(self, query: sa.Select[*tuple[Any, ...]] | sa.TextualSelect) -> None:
        self._sql, self._given = _compiled(query)
        self._row: Any = namedtuple("Row", [column.name for column in query.selected_columns])  # type: ignore[misc]  # pyright: ignore[reportUntypedNamedTuple]  # the query names them  # noqa: PYI024

    def all(self, connection: sa.Connection, **values: Any) -> list[AnyRow]:  # noqa: ANN401  # what SQLite can hold
        """Every row."""
        found = _execute(connection, self._sql, self._given | values).fetchall()
        return [cast("AnyRow", self._row._make(row)) for row in found]

    def first(self, connection: sa.Connection, **values: Any) -> AnyRow | None:  # noqa: ANN401  # see `all`
        """The first row, if there is one."""
        found = _execute(connection, self._sql, self._given | values).fetchall()
        return cast("AnyRow", self._row._make(found[0])) if found else None


class Command:
    """An insert, update or delete. `columns` are those that an insert names, if it does not name all."""

    def __init__(self, statement: sa.Executable, columns: Collection[str] | None = None) -> None:
        self._sql, self._given = _compiled(statement, columns)

    def run(self, connection: sa.Connection, values: Values) -> None:
        """Once, with these values."""
        _execute(connection, self._sql, {**self._given, **values})

    def run_many(self, connection: sa.Connection, rows: Sequence[Values]) -> None:
        """Once for every row."""
        _execute_many(connection, self._sql, rows)


class RowCommand:
    """A command for very many rows, whose values are known by their places: the order of the table's columns."""

    def __init__(self, statement: sa.Executable, columns: Collection[str] | None = None) -> None:
        self._sql, _ = _compiled(statement, columns, _BY_PLACE)

    def run_many(self, connection: sa.Connection, rows: Sequence[Sequence[object]]) -> None:
        """Once for every row."""
        _execute_many(connection, self._sql, rows)


def _compiled(
    statement: Any,  # noqa: ANN401  # anything that can be compiled
    columns: Collection[str] | None = None,
    dialect: sa.Dialect = _DIALECT,
) -> tuple[str, dict[str, Any]]:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) if columns is not None else None)
    return str(compiled), {name: value for name, value in compiled.params.items() if value is not None}


def _execute(connection: sa.Connection, sql: str, values: Values) -> sqlite3.Cursor:
    try:
        return _driver(connection).execute(sql, values)
    except sqlite3.Error as failure:
        raise _told(sql, failure) from failure


def _execute_many(
    connection: sa.Connection, sql: str, rows: Sequence[Values] | Sequence[Sequence[Any]]
) -> None:
    try:
        _driver(connection).executemany(sql, rows)
    except sqlite3.Error as failure:
        raise _told(sql, failure) from failure


def _driver(connection: sa.Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _told(sql: str, failure: sqlite3.Error) -> BaseException:
    """The failure as SQLAlchemy raises it, without the values: they are personal data."""
    return exc.DBAPIError.instance(sql, None, failure, sqlite3.Error, hide_parameters=True)
