"""Text is split into rows and cells as it was meant, and a slip of a quotation mark is found, not swallowed."""

import contextlib
import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.services.text_tables import DELIMITERS, MOST_ROWS, guess_delimiter, read_rows_of_text

ROWS = [
    ("Nume", "Prenume", "E-mail", "Organizație"),
    ("Popescu", "Ion", "ion@example.org", "Flax, Hemp and Sons"),
    ("Țăranu", "Ștefan", "", "Asociația «In»; Iași | Cluj"),
    ("O'Neil", 'Ana "Anca"', "ana@example.org", "two\nlines"),
]


def written(rows: list[tuple[str, ...]], delimiter: str, line_end: str = "\r\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue()


def unquoted(rows: list[tuple[str, ...]], delimiter: str) -> str:
    return "\n".join(delimiter.join(row) for row in rows)


def refusal(text: str, delimiter: str | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        read_rows_of_text(text, "list.csv", delimiter)
    assert refused.value.source == "list.csv"
    return refused.value


# -- delimiters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_that_every_delimiter_and_line_end_is_recognised(delimiter: str, line_end: str) -> None:
    found = read_rows_of_text(written(ROWS, delimiter, line_end), "list.csv")
    assert found.delimiter == delimiter
    assert found.rows == ROWS


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;Org\nPop, Ana;Flax, Ltd\nPop, Ion;Hemp, Ltd\n", ";"),
        ("Nume\tTelefon\nAna\t07,23\nIon\t07;24\n", "\t"),
        ("Nume|Telefon, mobil\nAna|0723\nIon|0724\n", "|"),
        ("Participants, 2023; list\n\nNume;Prenume;E-mail\nPop;Ana;a@b\nPop;Ion;c@d\n", ";"),
        ("x;y;z\n1;2;3\n4;5;6\n", ";"),
        ("Nume,Prenume\n", ","),
    ],
)
def test_that_the_delimiter_is_the_one_that_makes_a_table(text: str, delimiter: str) -> None:
    assert guess_delimiter(text) == delimiter


def test_that_a_single_column_of_names_with_commas_stays_one_column() -> None:
    found = read_rows_of_text("Full name\nPop, Ana\nPop, Ion\n", "list.csv")
    assert found.rows == [("Full name",), ("Pop, Ana",), ("Pop, Ion",)]


def test_that_a_line_for_excel_tells_the_delimiter() -> None:
    found = read_rows_of_text("sep=|\nName|a;b\nAna|1;2\n", "list.csv")
    assert found.delimiter == "|"
    assert found.rows == [(), ("Name", "a;b"), ("Ana", "1;2")]


@pytest.mark.parametrize(
    ("told", "delimiter"), [(";", ";"), ("tab", "\t"), ("\\t", "\t"), ("\t", "\t"), ("Pipe", "|"), ("#", "#")]
)
def test_that_a_told_delimiter_is_used(told: str, delimiter: str) -> None:
    found = read_rows_of_text(written(ROWS, delimiter), "list.csv", told)
    assert found.rows == ROWS


@pytest.mark.parametrize("told", [",;", '"', "\n", "semi"])
def test_that_an_impossible_delimiter_is_refused(told: str) -> None:
    assert refusal("a,b", told).problem == f"«{told}» cannot be a delimiter."


def test_that_blank_lines_keep_their_place() -> None:
    found = read_rows_of_text("Nume,Prenume\n\nPop,Ana\n\n\nPop,Ion\n", "list.csv")
    assert found.rows == [("Nume", "Prenume"), (), ("Pop", "Ana"), (), (), ("Pop", "Ion")]


def test_that_only_the_beginning_of_a_long_file_is_counted() -> None:
    text = written(ROWS[:1] + [("Pop", "Ana", "a@b", "x;y|z")] * 20_000, ",")
    assert guess_delimiter(text) == ","


# -- mistakes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Nume,Prenume\nPop,"Ana\n', 2),
        ('Nume,Prenume\nPop,Ana\nPop,"Ion\nPop,Li\nPop,Ng\n', 3),
        ('Nume,Prenume\n"Pop,Ana\n"Pop",Ion\n', 2),
        ('Nume,Prenume\n"a\nb",Ana\n"c\nd","Ion\n', 5),
        ('Nume,Prenume\nPop,"Ana"x\n', 2),
        ('Nume,Prenume\n"Nelu" Pop,Ion\n', 2),
        ('Nume,Prenume\n"a ""b"" c",Ana\nPop,"Ion ""x""\n', 3),
        ('"Nume,Prenume\nPop,Ana\n', 1),
    ],
)
def test_that_an_open_quotation_mark_is_found_where_it_was_opened(text: str, line: int) -> None:
    refused = refusal(text, ",")
    assert refused.where == f"line {line}"
    assert "quotation mark" in refused.problem


def test_that_quotation_marks_within_a_cell_are_text() -> None:
    found = read_rows_of_text('Nume,Prenume\nPop,Ana "Anca" Maria\n', "list.csv")
    assert found.rows[1] == ("Pop", 'Ana "Anca" Maria')


def test_that_a_nul_is_refused_with_its_line() -> None:
    assert refusal("Nume,Prenume\nPop,A\0na\n").where == "line 2"


def test_that_a_line_that_never_ends_is_refused() -> None:
    assert refusal("Nume,Prenume\n" + "x" * 1_000_001).where == "line 2"
    assert refusal("Nume,Prenume\n" + "x," * 600_000).where == "line 2"


def test_that_a_cell_that_never_ends_is_refused() -> None:
    refused = refusal('Nume,Prenume\nPop,"' + "x\n" * 100_000 + '"')
    assert (refused.problem, refused.where) == ("A cell is too long.", "line 2")


def test_that_a_file_with_too_many_rows_is_refused() -> None:
    most = "Nume\n" + "Pop\n" * MOST_ROWS
    assert len(read_rows_of_text(most + "\n\n", "list.csv").rows) == MOST_ROWS + 3
    refused = refusal(most + "Ng\n")
    assert refused.where == f"line {MOST_ROWS + 2}"
    assert "200,000" in refused.remedy


# -- properties ----------------------------------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(DELIMITERS))
def test_that_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, ...]], delimiter: str) -> None:
    text = written(rows, delimiter)
    assert read_rows_of_text(text, "list.csv", delimiter).rows == rows


@given(st.text(max_size=60))
def test_that_any_text_is_split_or_refused(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert read_rows_of_text(text, "list.csv").delimiter in DELIMITERS


@given(st.integers(0, 2**32), st.sampled_from(DELIMITERS))
def test_that_a_delimiter_is_recognised_among_signs_that_look_like_it(seed: int, delimiter: str) -> None:
    chance = random.Random(seed)
    noise = [sign for sign in (*DELIMITERS, " ") if sign != delimiter]
    rows = [("Nume", "Prenume", "Funcție")]
    rows += [
        tuple("x".join(chance.choices(noise, k=chance.randint(0, 3))) + "y" for _ in range(3))
        for _ in range(chance.randint(1, 12))
    ]
    assert guess_delimiter(unquoted(rows, delimiter)) == delimiter
