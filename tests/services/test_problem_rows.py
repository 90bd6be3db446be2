"""Rows that could not be imported come back in a file in which they can be corrected, and then they are imported."""

from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import Problem, RosterRow, RosterTable, guess_columns, read_rows
from checkin_app.domain.roster_headers import OWN_HEADERS, PROBLEM_HEADERS
from checkin_app.services import problem_rows
from checkin_app.services.roster_files import read_bytes_roster, read_roster
from tests.domain.programmes import EVENT
from tests.services.roster_samples import as_csv

HEADERS = ("Nr. crt.", "Prenume", "Nume", "Zile", "Observații")
LIST = [
    ("LISTA",),
    HEADERS,
    ("1", "Ana", "Pop", "1", ""),
    (),
    ("2", "Ștefan", "Țăranu", "17", "=1+1"),
    ("3", "", "", "2", "nobody; really"),
    ("4", "Li", "Ng", "2", "", "too much"),
]


def read(table: RosterTable) -> tuple[list[RosterRow], list[Problem]]:
    return read_rows(table, guess_columns(table.headers, table.rows, EVENT), EVENT)


def saved(table: RosterTable, problems: list[Problem], out: Path) -> list[tuple[str, ...]]:
    for _ in problem_rows.save(table, problems, out):
        pass
    found = read_roster(out)
    assert found.headers[:2] == PROBLEM_HEADERS
    return list(found.rows)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_problem_rows_are_saved_with_number_and_reason(ending: str, tmp_path: Path) -> None:
    table = read_bytes_roster(as_csv(LIST, ";"), "list.csv")
    _, problems = read(table)
    rows = saved(table, problems, tmp_path / f"problems.{ending}")
    assert [row[0] for row in rows] == ["5", "6", "7"]
    assert "17" in rows[0][1]
    assert rows[0][2:6] == ("2", "Ștefan", "Țăranu", "17")
    assert rows[1][1] == "Nume: The row has no name."
    assert "too much" in rows[2]


def test_that_a_cell_that_could_calculate_is_harmless_in_the_file_and_the_same_again_after_it(
    tmp_path: Path,
) -> None:
    table = read_bytes_roster(as_csv(LIST, ";"), "list.csv")
    rows = saved(table, [Problem(5, "Zile", "no day")], tmp_path / "problems.csv")
    assert rows[0][6] == "'=1+1"


def test_that_the_corrected_file_brings_these_people_and_no_other_columns(tmp_path: Path) -> None:
    table = read_bytes_roster(as_csv(LIST, ";"), "list.csv")
    _, problems = read(table)
    out = tmp_path / "problems.csv"
    saved(table, problems, out)
    corrected = (
        out.read_text("utf-8").replace(",17,", ",2,").replace("too much", "").replace(",,,2,", ",Ion,Pop,2,")
    )
    again = read_bytes_roster(corrected.encode(), "problems.csv")
    rows, left = read(again)
    assert left == []
    assert [row.name for row in rows] == ["Ștefan Țăranu", "Ion Pop", "Li Ng"]
    assert not any(row.extra for row in rows)
    assert rows[0].note == "=1+1"


def test_that_an_exported_roster_stays_one_with_these_columns_before_it() -> None:
    row = ("", "Ştefan", "Ţăranu", *[""] * 10)
    headers = (*PROBLEM_HEADERS, *OWN_HEADERS.values(), "Telefon")
    table = read_bytes_roster(as_csv([headers, ("2", "odd", *row, "1")]), "problems.csv")
    columns = guess_columns(table.headers, table.rows, EVENT)
    assert set(columns.values()) == {*OWN_HEADERS.values(), "Telefon"}
    assert table.rows[0][3] == "Ştefan"


def test_that_reasons_from_the_time_before_make_room(tmp_path: Path) -> None:
    before = [(*PROBLEM_HEADERS, "Nume"), ("9", "old reason", "Pop"), ("10", "old reason", "Ng")]
    table = read_bytes_roster(as_csv(before), "problems.csv")
    rows = saved(table, [Problem(3, "Nume", "new reason"), Problem(3, "", "another")], tmp_path / "b.csv")
    assert rows == [("3", "Nume: new reason another", "Ng")]


def test_that_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    table = read_bytes_roster(as_csv(LIST, ";"), "list.csv")
    with pytest.raises(BadInput, match=r"Use \.csv or \.xlsx"):
        problem_rows.save(table, [], tmp_path / "problems.pdf")
