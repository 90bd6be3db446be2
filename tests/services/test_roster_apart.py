"""A long list that is read and compared in another process gives what a short one gives in this one."""

import multiprocessing
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import RosterTable, guess_columns
from checkin_app.services import roster_apart
from checkin_app.services.long_work import result_of
from checkin_app.services.roster_apart import guess_columns_apart, read_list_apart
from checkin_app.services.roster_source import Reading, RosterSource, file_source, pasted_source, read_list
from tests.domain.programmes import EVENT
from tests.services.import_samples import imported
from tests.services.roster_samples import as_csv, as_xlsx
from tests.store.event_files import Desk

HEADERS = (
    "Given name",
    "Family name",
    "ID",
    "Organisation",
    "Category",
    "E-mail",
    "Sessions",
    "Days",
    "Diet",
    "Status",
)
ROWS = (
    ("Ana", "Țîrdea", "A-1", "Cluster Moldova", "Speaker", "", "", "", "", ""),
    ("Li", "Ng", "A-2", "", "Public", "li@example.org", "MATCHMAKING", "21.11.2023", "none", "cancelled"),
    ("Ann", "Tirdea", "A-3", "Cluster Moldova", "", "no address", "", "", "", ""),
    ("", "", "A-4", "Nobody", "", "", "", "", "", ""),
    ("Аna", "Mixed", "A-5", "", "New category", "", "", "", "", ""),
    ("Twin", "One", "", "Same", "", "", "", "", "", ""),
    ("Twin", "One", "", "Same", "", "", "", "", "", ""),
    ("Bad", "Day", "A-6", "", "", "", "", "31.12.1999", "", ""),
)


@pytest.fixture(autouse=True)
def _every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_apart, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(roster_apart, "_PART", 3)


def same_apart(source: RosterSource, reading: Reading | None = None) -> bool:
    reading = reading or Reading()
    found = result_of(read_list_apart(source, reading))
    assert multiprocessing.active_children()
    return found == result_of(read_list(source, reading)) and bool(found.table.rows)


def saved(folder: Path, name: str, data: bytes) -> RosterSource:
    (folder / name).write_bytes(data)
    return file_source(folder / name)


def test_that_files_of_every_kind_and_pasted_text_are_read_alike(tmp_path: Path) -> None:
    table = [HEADERS, *ROWS]
    assert same_apart(saved(tmp_path, "list.csv", as_csv(table)))
    assert same_apart(saved(tmp_path, "list.tsv", as_csv(table, "\t", "utf-16")))
    assert same_apart(saved(tmp_path, "list.xlsx", as_xlsx(List=[list(row) for row in table])))
    assert same_apart(pasted_source("Nume|Prenume\nPop|Ana"), Reading(delimiter="|", header_row=1))


def test_that_an_open_encoding_comes_with_its_candidates(tmp_path: Path) -> None:
    source = saved(tmp_path, "list.csv", "Nome;Cognome\nIrmã;Bæk".encode("cp1252"))
    assert same_apart(source)
    assert result_of(read_list_apart(source, Reading())).candidates


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("quote.csv", b'Name;City\n"Pop;Rome\nNg;Oslo\n'),
        ("nul.csv", b"Name;City\nPop\0;Rome\n"),
        ("book.xlsx", b"PK\x03\x04 no workbook"),
        ("page.csv", b"<html><table></table></html>"),
        ("empty.csv", b" \n"),
    ],
)
def test_that_a_bad_file_is_refused_in_the_same_words(tmp_path: Path, name: str, data: bytes) -> None:
    source = saved(tmp_path, name, data)
    with pytest.raises(BadInput) as here:
        result_of(read_list(source, Reading()))
    with pytest.raises(BadInput) as elsewhere:
        result_of(read_list_apart(source, Reading()))
    assert vars(elsewhere.value) == vars(here.value)


def test_that_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        result_of(read_list_apart(file_source(tmp_path / "gone.csv"), Reading()))


def test_that_columns_are_guessed_alike() -> None:
    table = RosterTable("list.csv", HEADERS, ROWS)
    assert result_of(guess_columns_apart(table, EVENT)) == guess_columns(HEADERS, ROWS, EVENT)


def test_that_the_plan_is_the_same_in_all_its_parts(front: Desk) -> None:
    known = tuple((*row[:5], "") for row in ROWS[:2])
    imported(front, known, HEADERS[:6])
    table = RosterTable("list.csv", HEADERS, (*ROWS, *(("Same", "Same", "A-9", *[""] * 7),) * 2))
    plan = front.imports.prepare(table)
    assert all((plan.new, plan.updated, plan.same, plan.problems, plan.doubts, plan.new_categories))
    assert result_of(front.imports.compare(table)) == plan


def test_that_likenesses_cross_too(front: Desk) -> None:
    table = RosterTable(
        "list.csv", ("Given name", "Family name"), (("Jurgen", "Mueller"), ("Elena", "Nobody"))
    )
    plan = front.imports.prepare(table)
    assert plan.possible_duplicates
    assert result_of(front.imports.compare(table)) == plan


def test_that_corrections_of_the_columns_count(front: Desk) -> None:
    table = RosterTable("list.csv", ("Given name", "Family name"), (("Jurgen", "Mueller"),))
    (row,) = result_of(front.imports.compare(table, ["given=Family name", "family=Given name"])).new
    assert (row.given, row.family) == ("Mueller", "Jurgen")
    with pytest.raises(BadInput, match="no column"):
        result_of(front.imports.compare(table, ["given=Nowhere"]))


def test_that_many_rows_arrive_in_parts_between_which_others_have_their_turn(front: Desk) -> None:
    table = RosterTable("list.csv", HEADERS, tuple(("G", f"F{n}", f"I{n}", *[""] * 7) for n in range(1200)))
    comparing = front.imports.compare(table)
    steps = list(comparing)
    assert len(steps) == 4
    assert {total for _, total in steps} == {1}


def test_that_the_process_is_free_again_for_other_work(front: Desk) -> None:
    comparing = front.imports.compare(RosterTable("list.csv", HEADERS, ROWS))
    next(comparing)
    comparing.close()
    before = len(multiprocessing.active_children())
    assert result_of(guess_columns_apart(RosterTable("list.csv", HEADERS, ROWS), EVENT))
    assert len(multiprocessing.active_children()) == before
