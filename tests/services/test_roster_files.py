"""Roster files of every kind, encoding and delimiter are read right; bad ones get a sentence and nothing else."""

import codecs
import contextlib
import os
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.roster import RosterTable, guess_columns, new_participant, plan_import, read_rows
from checkin_app.domain.roster_headers import OWN_HEADERS
from checkin_app.domain.text import clean, fold, safe_cell, with_commas_below
from checkin_app.services import export_tables
from checkin_app.services.roster_files import read_bytes_roster, read_roster, read_text_roster
from tests.domain.programmes import EVENT
from tests.services.roster_samples import (
    HEADERS,
    PEOPLE,
    archive_of,
    as_csv,
    as_ods,
    as_xls,
    as_xlsx,
    sheet_xml,
    with_part,
)

ROWS = (HEADERS, *PEOPLE)
OLD = str.maketrans("șțȘȚ", "şţŞŢ")

LISTS = {
    "cp1250": (("Prenume", "Nume", "Organizație"), ("Ștefan", "Țăranu", "Asociația «Flax»"), ("Łukasz", "Wiśniewski", "Iași")),
    "cp1252": (("Prénom", "Nom", "Société"), ("Hélène", "Lefèvre", "Générale"), ("Nicolò", "Muñoz", "Forlì")),
    "cp1253": (("Όνομα", "Επώνυμο", "Φορέας"), ("Γιώργος", "Παπαδόπουλος", "Δήμος"), ("Ελένη", "Νίκου", "Αθήνα")),
    "cp1251": (("Name", "Surname", "Company"), ("Йордан", "Петров", "Община"), ("Цветелина", "Георгиева", "София")),
    "iso-8859-2": (("Prenume", "Nume", "Organizație"), ("Małgorzata", "Gołębiowska", "Łódź"), ("Grześ", "Dąbrowski", "Iași")),
}  # fmt: skip
"""A list for each old code page; Unicode can carry every one of them."""


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def people(table: RosterTable) -> list[tuple[str, str, str]]:
    """Given name, family name and organisation, as an import would read them."""
    rows, problems = read_rows(table, guess_columns(table.headers, table.rows, EVENT), EVENT)
    assert problems == []
    return [(row.given, row.family, row.organisation) for row in rows]


def refusal(path: Path, **options: Any) -> BadInput:
    with pytest.raises(BadInput) as refused:
        read_roster(path, **options)
    assert refused.value.source in {path.name, str(path)}
    assert refused.value.problem
    return refused.value


# -- encodings and delimiters --------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("code_page", LISTS)
def test_that_every_old_code_page_and_delimiter_is_read(
    code_page: str, delimiter: str, tmp_path: Path
) -> None:
    header, *expected = LISTS[code_page]
    rows = [tuple(cell.translate(OLD) for cell in row) for row in (header, *expected)]
    found = read_roster(saved(tmp_path, "list.csv", as_csv(rows, delimiter, code_page)))
    assert people(found) == expected
    assert (found.encoding, found.delimiter) == (code_page, delimiter)
    assert found.headers == rows[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark"])
@pytest.mark.parametrize("letters", LISTS)
def test_that_every_unicode_and_delimiter_is_read(
    letters: str, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    header, *expected = LISTS[letters]
    if encoding == "utf-16-be-mark":
        data = codecs.BOM_UTF16_BE + as_csv((header, *expected), delimiter, "utf-16-be")
    else:
        data = as_csv((header, *expected), delimiter, encoding)
    found = read_roster(saved(tmp_path, "list.csv", data))
    assert people(found) == expected
    assert found.headers == header


def test_that_cells_with_line_breaks_and_delimiters_stay_whole(tmp_path: Path) -> None:
    rows = [HEADERS, ("Ana", "Pop", "", 'Flax, Hemp; "Sons" | Co\nLtd')]
    for delimiter in (",", ";", "\t", "|"):
        found = read_roster(saved(tmp_path, "list.csv", as_csv(rows, delimiter)))
        assert found.rows == (rows[1],)


def test_that_romanian_cedillas_become_commas_and_turkish_ones_stay(tmp_path: Path) -> None:
    rows = [
        ("Prenume", "Nume", "Organizaţie"),
        ("Ştefan", "Ţăranu", "Iaşi"),
        ("Ilieş", "Pop", ""),
        ("Ayşe", "Güneş", ""),
    ]
    found = read_roster(saved(tmp_path, "list.csv", as_csv(rows, ";", "cp1250")))
    assert people(found) == [("Ștefan", "Țăranu", "Iași"), ("Ilieș", "Pop", ""), ("Ayşe", "Güneş", "")]
    assert found.headers[2] == "Organizaţie"


def test_that_an_exported_roster_is_taken_as_it_stands() -> None:
    rows = [tuple(OWN_HEADERS.values()), ("", "Ştefan", "Ţăranu", *[""] * 10)]
    assert read_bytes_roster(as_csv(rows), "people.csv").rows == (rows[1],)
    assert read_bytes_roster(as_xlsx(People=rows), "people.xlsx").rows == (rows[1],)


def test_that_an_ambiguous_file_is_asked_about_and_the_answer_taken(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.csv", "Nome;Cognome\nIrmã;Bæk".encode("cp1252"))
    assert "--encoding" in refusal(path).remedy
    assert people(read_roster(path, encoding="cp1252")) == [("Irmã", "Bæk", "")]


def test_that_a_told_delimiter_is_taken(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.csv", b"First name#Last name\nAna#Pop\n")
    assert people(read_roster(path, delimiter="#")) == [("Ana", "Pop", "")]


# -- kinds of files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls", "ods"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", ""])
def test_that_a_wrong_ending_does_not_matter(kind: str, ending: str, tmp_path: Path) -> None:
    sheets: dict[str, Any] = {"List": ROWS}
    data = {
        "csv": as_csv(ROWS, ";"),
        "xlsx": as_xlsx(**sheets),
        "xls": as_xls(**sheets),
        "ods": as_ods(tmp_path, **sheets),
    }[kind]
    found = read_roster(saved(tmp_path, f"people.{ending}", data))
    assert (found.headers, found.rows) == (HEADERS, PEOPLE)
    assert found.sheet == ("" if kind == "csv" else "List")


def test_that_numbers_dates_and_flags_of_a_workbook_are_text() -> None:
    from datetime import date

    rows: list[tuple[Any, ...]] = [
        ("ID", "Full name", "Days", "21.11.2023", "Telefon"),
        (42.0, "Ana Pop", None, True, 40723123456.0),
        (43.0, "Ion Pop", date(2023, 11, 22), False, None),
    ]
    found = read_bytes_roster(as_xlsx(List=rows), "list.xlsx")
    assert found.rows == (
        ("42", "Ana Pop", "", "yes", "40723123456"),
        ("43", "Ion Pop", "2023-11-22", "no", ""),
    )


def test_that_rows_of_a_workbook_are_numbered_as_it_shows_them() -> None:
    found = read_bytes_roster(as_xlsx(List=[["Our list"], [], HEADERS, [], *PEOPLE]), "list.xlsx")
    assert found.first_row == 4
    rows, _ = read_rows(found, guess_columns(found.headers, found.rows, EVENT), EVENT)
    assert [row.row for row in rows] == [5, 6, 7]


def test_that_a_sheet_can_be_chosen() -> None:
    data = as_xlsx(Cover=[["Conference"]], People=ROWS)
    assert read_bytes_roster(data, "list.xlsx").sheet == "Cover"
    found = read_bytes_roster(data, "list.xlsx", sheet="People")
    assert (found.rows, found.sheets) == (PEOPLE, ("Cover", "People"))


def test_that_an_unknown_sheet_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.xlsx", as_xlsx(People=ROWS))
    assert "«People»" in refusal(path, sheet="Leute").remedy
    text = saved(tmp_path, "list.csv", as_csv(ROWS))
    assert "text file" in refusal(text, sheet="Leute").problem


def test_that_the_row_with_the_headers_can_be_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.csv", as_csv([("Ana", "Pop"), ("Ion", "Pop")]))
    assert read_roster(path, header_row=0).headers == ("Column 1", "Column 2")
    assert read_roster(path, header_row=2).headers == ("Ion", "Pop")


def test_that_pasted_text_is_read() -> None:
    found = read_text_roster("Prenume\tNume\nȘtefan\tȚăranu\n")
    assert (found.source, found.headers, found.rows) == (
        "pasted text",
        ("Prenume", "Nume"),
        (("Ștefan", "Țăranu"),),
    )
    assert read_text_roster("\ufeffName;Firma\nAna Pop;Flax", delimiter=";").headers == ("Name", "Firma")
    with pytest.raises(BadInput, match="nothing in it"):
        read_text_roster(" \n")


# -- bad files -----------------------------------------------------------------------------------------------

_LIST = as_xlsx(List=ROWS)
BAD = {
    "empty": (b"", "The file is empty."),
    "blank": (b" \r\n\t\n", "There is nothing in the file."),
    "only separators": (b";;;\n;;;\n", "There is nothing in it."),
    "mark only": (codecs.BOM_UTF8, "There is nothing in the file."),
    "open quotation mark": (b'Nume,Prenume\nPop,"Ana\nPop,Ion\n', "A quotation mark is opened"),
    "NUL": (b"Nume,Prenume\nPop,A\0na\n", "It contains the character NUL."),
    "equal headers": (b"Nume,E-mail,e-mail\nPop,a@b,c@d\n", "Two columns have the header «e-mail»"),
    "no headers": (b"Ana,Pop,ana@example.org\n", "No row names the columns."),
    "one endless line": (b"x" * 2_000_000, "The line has 2,000,000 characters"),
    "endless separators": (b"Nume\n" + b"x," * 1_000_000, "The line has 2,000,000 characters"),
    "endless cell": (b'Nume,Note\nAna,"' + b"x\n" * 200_000 + b'"\n', "A cell is too long."),
    "zip bomb": (with_part(_LIST, "xl/media/a.png", b"\0" * 9_000_000), "It unpacks to more than 200 times"),
    "far corner": (with_part(_LIST, "xl/worksheets/sheet1.xml", sheet_xml('<c r="XFD1048576"><v>1</v></c>')), "A sheet reaches"),
    "macros": (with_part(_LIST, "xl/vbaProject.bin", b"x"), "It contains macros"),
    "macros in an old workbook": (as_xls(List=ROWS) + "_VBA_PROJECT".encode("utf-16-le"), "It contains macros"),
    "archive of a list": (archive_of({"list.csv": b"Nume\nPop\n"}), "It is a packed archive"),
    "text document": (archive_of({"word/document.xml": b"<a/>"}), "It is a text document"),
    "cut off workbook": (_LIST[:3000], "It is damaged"),
    "cut off old workbook": (as_xls(List=ROWS)[:700], "It is damaged"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "It is a PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "It is a picture"),
    "database": (b"SQLite format 3\0rest", "It is a database"),
    "web page": (b"\xef\xbb\xbf\n<HTML><table><tr><td>Nume", "It is a web page"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "It is an XML file"),
    "XML in UTF-16": ('<?xml version="1.0"?><Workbook/>'.encode("utf-16"), "It is an XML file"),
    "gzip": (b"\x1f\x8b\x08\0rest", "It is a packed archive"),
    "RTF": (b"{\\rtf1 Nume}", "It is a text document"),
    "damaged UTF-8": ("Nume\nȘtefan\nȚăranu\nMureș\n".encode() + b"Ia\xc8i\n", "It is UTF-8 with a damaged letter."),
    "noise": (bytes(range(128, 256)) * 20, ""),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_a_bad_file_gets_a_sentence(what: str, ending: str, tmp_path: Path) -> None:
    data, problem = BAD[what]
    refused = refusal(saved(tmp_path, f"list.{ending}", data))
    assert refused.problem.startswith(problem)
    assert refused.problem.endswith(".")
    assert str(refused).startswith(f"list.{ending}")


def test_that_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.csv").problem == "There is no such file."
    assert refusal(tmp_path).problem == "It is a folder, not a file."


def test_that_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    assert refusal(path).problem == "It has 300 MB; at most 200 MB are read."


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="Only a usual user can be refused a file."
)
def test_that_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.csv", b"Nume\nPop\n")
    path.chmod(0)
    assert "cannot be read" in refusal(path).problem


# -- the way home --------------------------------------------------------------------------------------------

CODES = [session.code for _, session in EVENT.sessions()]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10).map(clean)
PARTICIPANTS = st.lists(
    st.builds(
        Participant,
        id=st.just("x"),
        given=TEXTS,
        family=TEXTS.filter(bool),
        badge_name=TEXTS,
        external_id=TEXTS,
        email=st.sampled_from(["", "", "ana@example.org", "Ion@example.org"]),
        organisation=TEXTS,
        job_title=TEXTS,
        country=TEXTS,
        category=st.sampled_from(["", "Public", "Press", "'=x"]),
        note=TEXTS,
        status=st.sampled_from([status for status in Status if status is not Status.REMOVED]),
        days=st.none() | st.frozensets(st.sampled_from([day.date for day in EVENT.days])),
        sessions=st.frozensets(st.sampled_from(CODES)),
        extra=st.just(()) | st.builds(lambda value: (("Telefon", value),), TEXTS.filter(bool)),
    ),
    max_size=4,
    unique_by=(
        lambda person: person.external_id or object(),
        lambda person: (person.email, fold(person.name)),
    ),
).map(lambda people: [replace(person, id=f"p{number}") for number, person in enumerate(people)])


@given(PARTICIPANTS, st.booleans())
def test_that_any_roster_that_is_exported_imports_again_as_the_same(
    roster: list[Participant], excel: bool
) -> None:
    exported = export_tables.people(EVENT, roster)
    rows = [exported.headers, *([safe_cell(cell) for cell in row] for row in exported.texts())]
    data = as_csv(rows, ";", "utf-8-sig") if excel else as_csv(rows)
    table = read_bytes_roster(data, "people.csv")
    columns = guess_columns(table.headers, table.rows, EVENT)
    found, problems = read_rows(table, columns, EVENT)
    plan = plan_import(found, problems, roster, columns=columns, event=EVENT)
    assert (plan.new, plan.updated, plan.problems) == ((), (), ())
    assert {same.participant_id for same in plan.same} == {person.id for person in roster}


# -- properties ----------------------------------------------------------------------------------------------

NAMES = st.text(
    st.one_of(st.sampled_from("=+-@'\"’;,|\tșțŞąłéüЖя "), st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=12,
)
ROSTERS = st.lists(
    st.tuples(NAMES, NAMES.filter(lambda name: bool(clean(name))), NAMES), min_size=1, max_size=6
)


@given(ROSTERS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_that_a_list_written_and_read_again_gives_only_the_same(
    roster: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    headers = ("First name", "Last name", "Company")
    cleaned = [tuple(map(clean, row)) for row in roster]
    written = as_csv([headers, *([safe_cell(cell) for cell in row] for row in cleaned)], delimiter, encoding)
    table = read_bytes_roster(written, "list.csv", delimiter=delimiter)
    columns = guess_columns(table.headers, table.rows, EVENT)
    rows, problems = read_rows(table, columns, EVENT)
    assert problems == []
    people = [new_participant(row, str(number)) for number, row in enumerate(rows)]
    assert len(plan_import(rows, [], people).same) == len(rows)
    for row in rows:
        given_name, family_name, organisation = cleaned[row.row - 2]
        assert with_commas_below(row.family) == with_commas_below(family_name) or not given_name
        assert with_commas_below(row.organisation) == with_commas_below(organisation)


@given(st.binary(max_size=300))
def test_that_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return  # a process for each would take too long; see test_workbook_process
    with contextlib.suppress(BadInput):
        table = read_bytes_roster(data, "list.csv")
        assert len({header.casefold() for header in table.headers}) == len(table.headers)


# -- files that are made to be too much ----------------------------------------------------------------------


def test_that_a_hundred_megabytes_without_a_line_end_are_refused_in_seconds(tmp_path: Path) -> None:
    path = saved(tmp_path, "list.csv", b"Nume\n" + b"x" * 100_000_000)
    began = time.perf_counter()
    refused = refusal(path)
    assert (refused.where, refused.problem) == (
        "line 2",
        "The line has 100,000,000 characters, so it cannot be a row of a list.",
    )
    assert time.perf_counter() - began < 30


def test_that_a_cell_of_forty_megabytes_is_refused_whatever_holds_it(tmp_path: Path) -> None:
    text = random.Random(1).randbytes(20_000_000).hex()
    lines = "\n".join(text[at : at + 100_000] for at in range(0, len(text), 100_000))
    cell = saved(tmp_path, "list.csv", f'Nume,Note\nPop,"{lines}"\n'.encode())
    assert refusal(cell).problem == "A cell is too long."
    second_row = f"{_inline('Nume')}</row><row>{_inline(text)}"
    for cells in (_inline(text), second_row):
        book = with_part(_LIST, "xl/worksheets/sheet1.xml", sheet_xml(cells))
        refused = refusal(saved(tmp_path, "list.xlsx", book))
        assert refused.problem == "A cell is too long."
        assert refused.where.startswith("sheet «List», row ")


def _inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'
