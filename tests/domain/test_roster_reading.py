"""Rows of a roster become people, cell by cell, or are refused with a reason that names row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Category
from checkin_app.domain.participant import Status
from checkin_app.domain.roster import Problem, RosterRow, RosterTable, guess_columns, read_rows
from checkin_app.domain.text import clean
from tests.domain.programmes import D1, D2, D3, EVENT

ALL_CODES = frozenset(session.code for _, session in EVENT.sessions())


def table(headers: Sequence[str], *rows: Sequence[str], first_row: int = 2) -> RosterTable:
    return RosterTable("list.csv", tuple(headers), tuple(map(tuple, rows)), first_row)


def read(
    headers: Sequence[str], *rows: Sequence[str], columns: Mapping[str, str] | None = None
) -> tuple[list[RosterRow], list[Problem]]:
    roster = table(headers, *rows)
    return read_rows(roster, columns or guess_columns(headers, rows, EVENT), EVENT)


def person(headers: Sequence[str], *cells: str) -> RosterRow:
    rows, problems = read(headers, cells)
    assert problems == []
    return rows[0]


def problem(headers: Sequence[str], *cells: str) -> Problem:
    rows, problems = read(headers, cells)
    assert rows == []
    assert len(problems) == 1
    return problems[0]


# -- the whole row -------------------------------------------------------------------------------------------


def test_that_a_full_row_becomes_a_person() -> None:
    headers = (
        *(
            "External id",
            "Given name",
            "Family name",
            "Badge name",
            "E-mail",
            "Organisation",
            "Job title",
            "Country",
        ),
        *("Category", "Days", "Sessions", "Note", "Status", "Telefon"),
    )
    cells = (
        *("A1", " Ștefan ", "Țăranu", "Fane", "fane@example.org", "HempClub", "Director", "Romania"),
        *("exchange VISITOR", "1,3", "lab", "Speaks Greek", "Cancelled", "0723"),
    )
    assert person(headers, *cells) == RosterRow(
        row=2,
        given="Ștefan",
        family="Țăranu",
        badge_name="Fane",
        external_id="A1",
        email="fane@example.org",
        organisation="HempClub",
        job_title="Director",
        country="Romania",
        category="Exchange visitor",
        note="Speaks Greek",
        status=Status.CANCELLED,
        days=frozenset({D1, D3}),
        stated_days=frozenset({D1, D3}),
        sessions=frozenset({"LAB"}),
        declined=ALL_CODES - {"LAB"},
        extra=(("Telefon", "0723"),),
    )


def test_that_only_a_name_is_needed() -> None:
    assert person(("Name",), "Ion Popescu") == RosterRow(row=2, given="Ion", family="Popescu")


def test_that_rows_are_numbered_as_in_their_file() -> None:
    roster = table(("Name",), ("Ana Pop",), (), ("",), ("Ion Pop",), first_row=5)
    rows, _ = read_rows(roster, {"full_name": "Name"}, EVENT)
    assert [row.row for row in rows] == [5, 8]


def test_that_blank_rows_are_passed_over() -> None:
    rows, problems = read(("Name", "Note"), (), ("", ""), (" ", "\u200b"), ("Ana Pop", ""))
    assert [row.name for row in rows] == ["Ana Pop"]
    assert problems == []


def test_that_short_rows_are_filled_up() -> None:
    assert person(("Name", "Note", "Telefon"), "Ana Pop") == RosterRow(row=2, given="Ana", family="Pop")


@pytest.mark.parametrize(
    "cells",
    [
        ("Total", "57"),
        ("TOTAL:", "57"),
        ("Total: 57", ""),
        ("", "Total"),
        ("Totale", "57 / 60"),
        ("Total participanți", "57"),
        ("Σύνολο", "57"),
        ("Summe", "57,00"),
        ("Grand total", ""),
    ],
)
def test_that_a_row_of_totals_is_no_person(cells: tuple[str, ...]) -> None:
    assert read(("Name", "E-mail"), cells) == ([], [])


def test_that_a_person_called_like_a_total_is_a_person() -> None:
    assert person(("First name", "Last name"), "Sum", "Li").name == "Sum Li"
    assert person(("Name", "E-mail"), "Total", "t@example.org").family == "Total"


# -- names ---------------------------------------------------------------------------------------------------


def test_that_two_name_columns_win_over_the_whole_name() -> None:
    headers = ("First name", "Last name", "Full name")
    assert person(headers, "Ana Maria", "Pop", "Ana Pop").given == "Ana Maria"
    assert person(headers, "", "", "Ana Pop") == RosterRow(row=2, given="Ana", family="Pop")
    assert person(headers, "Ana", "", "Ana Maria Pop").name == "Ana Maria Pop"


def test_that_one_part_of_a_name_is_enough() -> None:
    assert person(("First name", "Last name"), "", "Pop").name == "Pop"
    assert person(("First name", "Last name"), "Madonna", "").name == "Madonna"


def test_that_the_badge_name_is_a_name_if_there_is_no_other() -> None:
    found = person(("Name", "Badge name"), "", "Ana Pop")
    assert (found.given, found.family, found.badge_name) == ("Ana", "Pop", "Ana Pop")


def test_that_the_header_tells_which_name_comes_first() -> None:
    assert person(("Cognome e nome",), "Rossi Maria").family == "Rossi"
    assert person(("Nome e cognome",), "Maria Rossi").family == "Rossi"


@pytest.mark.parametrize(
    ("headers", "column"),
    [(("First name", "Last name", "Note"), "Last name"), (("Full name", "Telefon", "Note"), "Full name")],
)
def test_that_a_row_without_a_name_is_refused(headers: tuple[str, ...], column: str) -> None:
    assert problem(headers, "", "", "vegetarian") == Problem(2, column, "The row has no name.")


@pytest.mark.parametrize("header", ["First name", "Last name", "Full name", "Badge name"])
def test_that_a_name_beyond_the_limit_is_refused_and_never_cut(header: str) -> None:
    assert person((header, "zzz"), "x" * 200)
    refused = problem((header, "zzz"), "x" * 201)
    assert refused == Problem(2, header, "The name has 201 characters; at most 200 are possible.")


def test_that_other_cells_may_be_long_but_not_endless() -> None:
    assert person(("Name", "Note"), "Ana Pop", "x" * 32_767).note == "x" * 32_767
    assert (
        problem(("Name", "Note"), "Ana Pop", "x" * 32_768).reason == "A cell has more than 32,767 characters."
    )


def test_that_names_are_cleaned() -> None:
    found = person(("First name", "Last name"), "S\u0326tefan\u200b", "\u202ePop\u00a0 Ionescu")
    assert found.name == "Ștefan Pop Ionescu"


def test_that_the_apostrophe_that_protects_a_cell_goes_again() -> None:
    found = person(("First name", "Last name", "Telefon"), "'=Ana", "'t Hooft", "'+40 723")
    assert (found.given, found.family, found.extra) == ("=Ana", "'t Hooft", (("Telefon", "+40 723"),))


# -- days ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "days", "stated"),
    [
        ("", None, None),
        ("all", None, {D1, D2, D3}),
        ("1,2,3", None, {D1, D2, D3}),
        ("1-3", None, {D1, D2, D3}),
        ("2", {D2}, {D2}),
        ("21.11.2023; 23.11.2023", {D1, D3}, {D1, D3}),
        ("none", set[date](), set[date]()),
    ],
)
def test_that_a_list_of_days_is_read(cell: str, days: set[date] | None, stated: set[date] | None) -> None:
    found = person(("Name", "Days"), "Ana Pop", cell)
    assert found.days == days
    assert found.stated_days == stated


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("x", "", ""), {D1}),
        (("yes", "no", "yes"), {D1, D3}),
        (("1", "0", "0"), {D1}),
        (("✓", "✓", "✓"), None),
        (("no", "no", "no"), set[date]()),
        (("", "no", ""), set[date]()),
        (("", "", ""), None),
    ],
)
def test_that_yes_and_no_columns_are_read(cells: tuple[str, ...], days: set[date] | None) -> None:
    headers = ("Name", "Day 1", "Ziua 2", "23.11.2023")
    assert person(headers, "Ana Pop", *cells).days == days


def test_that_a_row_without_any_mark_says_nothing_about_days() -> None:
    assert person(("Name", "Day 1", "Day 2"), "Ana Pop", "", "").stated_days is None


def test_that_a_day_that_there_is_not_is_refused() -> None:
    refused = problem(("Name", "Zile"), "Ana Pop", "1,5")
    assert refused == Problem(2, "Zile", "There is no day 5; the event has 3 days.")


def test_that_a_mark_that_is_neither_yes_nor_no_is_refused() -> None:
    columns = {"full_name": "Name", "day:1": "First"}
    rows, problems = read(("Name", "First"), ("Ana Pop", "online"), columns=columns)
    assert (rows, problems) == ([], [Problem(2, "First", "«online» is neither yes nor no.")])


# -- sessions, status, category ------------------------------------------------------------------------------


def test_that_an_unknown_session_is_refused() -> None:
    refused = problem(("Name", "Sessions"), "Ana Pop", "YOGA")
    assert (refused.row, refused.column) == (2, "Sessions")
    assert "«YOGA»" in refused.reason


def test_that_a_column_for_one_session_says_nothing_about_the_others() -> None:
    headers = ("Name", "MATCHMAKING", "TOUR")
    rows, _ = read(headers, ("Ana Pop", "yes", "no"), ("Ion Pop", "", "x"))
    assert [(row.sessions, row.declined) for row in rows] == [({"MATCHMAKING"}, {"TOUR"}), ({"TOUR"}, set())]


def test_that_a_session_mark_that_is_neither_yes_nor_no_is_refused() -> None:
    columns = {"full_name": "Name", "session:TOUR": "Tour"}
    _, problems = read(("Name", "Tour"), ("Ana Pop", "bus"), columns=columns)
    assert problems == [Problem(2, "Tour", "«bus» is neither yes nor no.")]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("", None),
        ("Attending", Status.ACTIVE),
        ("Not Attending", Status.CANCELLED),
        ("anulat", Status.CANCELLED),
        ("Storniert", Status.CANCELLED),
        ("barred", Status.BARRED),
    ],
)
def test_that_the_state_of_a_registration_is_read(cell: str, status: Status | None) -> None:
    assert person(("Name", "Status"), "Ana Pop", cell).status == status


def test_that_an_unknown_state_is_refused() -> None:
    columns = {"full_name": "Name", "status": "Status"}
    _, problems = read(("Name", "Status"), ("Ana Pop", "sleepy"), columns=columns)
    assert problems == [Problem(2, "Status", "«sleepy» is not understood; use active, cancelled, barred.")]


def test_that_a_category_is_written_as_the_event_writes_it() -> None:
    rows, _ = read(("Name", "Category"), ("A B", "PUBLIC"), ("C D", "Presă"), ("E F", "presa"), ("G H", ""))
    assert [row.category for row in rows] == ["Public", "Presă", "Presă", ""]


def test_that_the_categories_of_one_event_do_not_leak_into_another() -> None:
    read(("Name", "Category"), ("A B", "press"))
    other = replace(EVENT, categories=(Category("PRESS"),))
    roster = table(("Name", "Category"), ("A B", "press"))
    rows, _ = read_rows(roster, {"full_name": "Name", "category": "Category"}, other)
    assert rows[0].category == "PRESS"


# -- e-mail and extra columns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.Pop@Example.org", "Ana.Pop@Example.org"),
        ("Ana Pop <ana@example.org>", "ana@example.org"),
        ("<ana@example.org>", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("n/a", ""),
        ("-", ""),
        ("ana at example", "ana at example"),
        ("a@example.org, b@example.org", "a@example.org, b@example.org"),
    ],
)
def test_that_an_address_is_taken_out_of_what_surrounds_it(cell: str, address: str) -> None:
    rows, _ = read(("Name", "E-mail"), ("Ana Pop", cell), ("Ion Pop", "ion@example.org"))
    assert rows[0].email == address


def test_that_something_that_is_no_address_is_kept_and_noted() -> None:
    rows, problems = read(("Name", "E-mail"), ("Ana Pop", "ana at example"), ("Ion Pop", "ion@example.org"))
    assert problems == []
    assert rows[0].doubts == (Problem(2, "E-mail", "«ana at example» is no e-mail address."),)
    assert rows[1].doubts == ()


def test_that_extra_columns_keep_their_order_and_leave_blanks_out() -> None:
    found = person(("Name", "B", "A", "C"), "Ana Pop", "1", "", "3")
    assert found.extra == (("B", "1"), ("C", "3"))


def test_that_a_word_of_two_alphabets_is_noted() -> None:
    found = person(("First name", "Last name"), "Ana", "Pоpescu")
    assert found.doubts == (
        Problem(2, "Last name", "«Pоpescu» mixes letters of two alphabets that look alike."),
    )
    whole = person(("Full name",), "Ana Pоpescu")
    assert whole.doubts[0].column == "Full name"


# -- mistakes of the file ------------------------------------------------------------------------------------


def test_that_a_row_longer_than_its_headers_is_refused() -> None:
    refused = problem(("Name", "Organisation"), "Ana Pop", "Flax", "Hemp and Sons")
    assert refused.row == 2
    assert refused.reason.startswith("The row has 3 cells, but there are 2 headers")


def test_that_blank_cells_beyond_the_headers_do_no_harm() -> None:
    assert person(("Name", "Organisation"), "Ana Pop", "Flax", "", "").organisation == "Flax"


def test_that_all_problems_of_a_row_are_told() -> None:
    _, problems = read(("Name", "Days", "Sessions"), ("", "9", "YOGA"))
    assert [found.column for found in problems] == ["Name", "Days", "Sessions"]


def test_that_a_problem_in_one_row_leaves_the_others_alone() -> None:
    rows, problems = read(("Name", "Days"), ("Ana Pop", "1"), ("Ion Pop", "9"), ("Li Ng", "2"))
    assert [row.row for row in rows] == [2, 4]
    assert [found.row for found in problems] == [3]


def test_that_a_table_without_names_is_refused_with_its_columns() -> None:
    with pytest.raises(BadInput) as refused:
        read(("Telefon", "E-mail"), ("0723", "ana@example.org"))
    assert refused.value.source == "list.csv"
    assert "«Telefon», «E-mail»" in refused.value.problem
    assert "full_name=COLUMN" in refused.value.remedy


def test_that_a_column_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadInput, match="There is no column «Nume»"):
        read(("Name",), ("Ana Pop",), columns={"full_name": "Nume"})


# -- properties ----------------------------------------------------------------------------------------------

CELLS = st.text(max_size=12)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6)
COLUMNS = {"given": "A", "family": "B", "days": "C", "sessions": "D", "extra:E": "E"}


@given(TABLES)
def test_that_every_row_is_a_person_a_problem_or_blank(rows: list[tuple[str, ...]]) -> None:
    found, problems = read(("A", "B", "C", "D", "E"), *rows, columns=COLUMNS)
    numbers = {row.row for row in found}
    refused = {each.row for each in problems}
    assert numbers.isdisjoint(refused)
    for number, cells in enumerate(rows, 2):
        if clean(cells[0]) and number not in numbers | refused:
            assert (
                clean(cells[0]).casefold().startswith(("t", "s", "g", "i", "a", "n", "σ"))
            )  # a row of totals


@given(TABLES)
def test_that_everything_read_is_clean(rows: list[tuple[str, ...]]) -> None:
    found, _ = read(("A", "B", "C", "D", "E"), *rows, columns=COLUMNS)
    for row in found:
        for text in (row.given, row.family, *(value for _, value in row.extra)):
            assert text == clean(text)
