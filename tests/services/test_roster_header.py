"""The list is found below titles and above blank rows, and its headers are told apart."""

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import RosterTable
from checkin_app.services.roster_header import Row, find_header, table_with_header

SHAPE = RosterTable("list.csv", (), (), encoding="utf-8", delimiter=";")
HEADERS = ("Nume", "Prenume", "E-mail")
ANA = ("Pop", "Ana", "ana@example.org")
ION = ("Pop", "Ion", "")


def table(*rows: Row, header_row: int | None = None) -> RosterTable:
    return table_with_header(rows, SHAPE, header_row)


def refusal(*rows: Row, header_row: int | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        table(*rows, header_row=header_row)
    assert refused.value.source == "list.csv"
    return refused.value


def test_that_headers_in_the_first_row_are_found() -> None:
    found = table(HEADERS, ANA, ION)
    assert (found.headers, found.rows, found.first_row) == (HEADERS, (ANA, ION), 2)


def test_that_how_the_file_was_read_is_kept() -> None:
    found = table(HEADERS, ANA)
    assert (found.source, found.encoding, found.delimiter) == ("list.csv", "utf-8", ";")


@pytest.mark.parametrize(
    "above",
    [
        [("Lista participanților",)],
        [("Participants of the conference, 21-23 November 2023", "", "")],
        [("Conference",), (), ("Iași", "21.11.2023"), ()],
        [(), ()],
        [("E-mail list",)],
        [("Printed", "2023-11-20"), ("By", "Ana")],
    ],
)
def test_that_titles_above_the_headers_are_passed_over(above: list[Row]) -> None:
    found = table(*above, HEADERS, ANA, ION)
    assert found.headers == HEADERS
    assert found.rows == (ANA, ION)
    assert found.first_row == len(above) + 2


def test_that_headers_in_an_unknown_language_are_the_first_full_row() -> None:
    rows = [
        ("Osallistujat",),
        ("Etunimi", "Sukunimi", "Osoite"),
        ("Aino", "Virtanen", "Turku"),
        ("Eino", "Korhonen", "Oulu"),
    ]
    assert find_header(rows, "list.csv") == 1


def test_that_a_person_is_never_taken_for_the_headers() -> None:
    refused = refusal(ANA, ("Ng", "Li", "li@example.org"))
    assert refused.problem == "No row names the columns."
    assert refused.where == "row 1"


def test_that_a_known_word_among_the_people_does_not_move_the_headers() -> None:
    rows = [("Sukunimi", "Etunimi", "E-mail"), ("Institut", "Participant", "x"), ("Pop", "Ana", "x")]
    assert find_header(rows, "list.csv") == 0


def test_that_the_row_with_the_headers_can_be_told() -> None:
    found = table(HEADERS, ("a", "b", "c"), ANA, header_row=2)
    assert (found.headers, found.rows, found.first_row) == (("a", "b", "c"), (ANA,), 3)


def test_that_a_list_may_have_no_headers() -> None:
    found = table(ANA, ION, header_row=0)
    assert found.headers == ("Column 1", "Column 2", "Column 3")
    assert (found.rows, found.first_row) == ((ANA, ION), 1)


@pytest.mark.parametrize("row", [-1, 3, 99])
def test_that_a_row_that_there_is_not_is_refused(row: int) -> None:
    assert refusal(HEADERS, ANA, header_row=row).problem == f"There is no row {row}; the last one is 2."


def test_that_an_empty_table_is_refused() -> None:
    assert refusal().problem == "There is nothing in it."
    assert refusal((), (" ", "")).problem == "There is nothing in it."


def test_that_headers_without_people_are_an_empty_list() -> None:
    assert table(HEADERS).rows == ()


def test_that_headers_are_cleaned() -> None:
    assert table((" Nume\n", "'=Prenume", "E-mail\u200b"), ANA).headers == ("Nume", "=Prenume", "E-mail")


@pytest.mark.parametrize("second", ["E-mail", "e-MAIL", " E-mail "])
def test_that_two_equal_headers_are_refused_by_name(second: str) -> None:
    refused = refusal(("Title",), ("Nume", "E-mail", second), ANA)
    assert refused.problem == f"Two columns have the header «{second.strip()}»: columns 2 and 3."
    assert refused.where == "row 2"


def test_that_a_column_without_a_header_is_called_by_its_place_if_it_holds_anything() -> None:
    found = table(("Nume", "", "E-mail", ""), ("Pop", "x", "a@b", ""), ("Ng", "", "", ""))
    assert found.headers == ("Nume", "Column 2", "E-mail")
    assert found.rows == (("Pop", "x", "a@b"), ("Ng", "", ""))


def test_that_columns_with_neither_header_nor_content_are_left_out() -> None:
    found = table(("", "Nume", " ", "E-mail"), ("", "Pop", "", "a@b"), ("", "Ng"))
    assert found.headers == ("Nume", "E-mail")
    assert found.rows == (("Pop", "a@b"), ("Ng",))


def test_that_cells_beyond_the_headers_stay_where_they_are_seen() -> None:
    assert table(("Nume", "E-mail"), ("Pop", "a@b", "surplus")).rows == (("Pop", "a@b", "surplus"),)
    assert table(("Nume", "", "E-mail"), ("Pop", "", "a@b", "surplus")).rows == (("Pop", "a@b", "surplus"),)


def test_that_blank_rows_keep_their_place() -> None:
    assert table(HEADERS, (), ANA, ("",), ION).rows == ((), ANA, ("",), ION)
