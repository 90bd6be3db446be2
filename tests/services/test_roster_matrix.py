"""Whatever the language of the headers, the encoding and the delimiter: the right people in the right columns.

Where nothing in the file decides, it is asked about, and the right answer is among those offered.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checkin_app.domain.roster import Field, guess_columns, read_rows
from checkin_app.domain.roster_headers import LANGUAGES, synonyms
from checkin_app.services.roster_source import Reading, ReadList, file_source, read_list
from tests.domain.programmes import D1, D3, EVENT
from tests.services.roster_samples import as_csv

DELIMITERS = (",", ";", "\t", "|")
PEOPLE = {
    "cp1250": (("Ștefan", "Țăranu", "Asociația Înfrățirea Târgoviște"), ("Łukasz", "Wiśniewski", "Gdańsk")),
    "cp1252": (("Hélène", "Lefèvre", "Générale des Fibres"), ("Nicolò", "Rivière", "Società di Forlì")),
    "cp1253": (("Γιώργος", "Παπαδόπουλος", "Δήμος Αθηναίων"), ("Ελένη", "Νικολάου", "Αγροτεχνική")),
    "cp1251": (("Йордан", "Петров", "Община Пловдив"), ("Цветелина", "Георгиева", "Коноп ООД")),
}
"""Whom an old code page can write; Unicode can write them all."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", *PEOPLE)
OLD = str.maketrans("șțȘȚ", "şţŞŢ")
FIELDS = (
    Field.EXTERNAL_ID, Field.GIVEN, Field.FAMILY, Field.BADGE_NAME, Field.EMAIL, Field.ORGANISATION, Field.JOB_TITLE,
    Field.COUNTRY, Field.CATEGORY, Field.DAYS, Field.SESSIONS, Field.NOTE,
)  # fmt: skip


def headers(language: str, which: int) -> list[str]:
    """The first, second or third word of a language for every field."""
    strong = ([word for word in synonyms(field)[language] if not word.endswith("?")] for field in FIELDS)
    return [words[min(which, len(words) - 1)].capitalize() for words in strong]


def rows(people: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, ...]]:
    for number, (given, family, organisation) in enumerate(people, 1):
        note = 'Asks, "always"; for | more\nand again' if number == 1 else ""
        mail = f"person{number}@example.org"
        yield (
            f"X{number}", given, family, given, mail, organisation, "Clerk", "Romania", "Public", "1,3", "MATCHMAKING", note,
        )  # fmt: skip


def writable() -> Iterator[tuple[str, str, str]]:
    """(language, encoding, whose letters) of everything that an encoding can write."""
    for language in LANGUAGES:
        for encoding in ENCODINGS:
            for letters in PEOPLE if encoding not in PEOPLE else (encoding,):
                text = "".join("".join(headers(language, which)) for which in range(3))
                try:
                    text.encode(encoding)
                except UnicodeEncodeError:
                    continue
                yield language, encoding, letters


def answered(path: Path, right: str) -> ReadList:
    """The list as read; a question is answered, which must have been possible."""
    found = _finished(path, Reading())
    if found.candidates:
        assert right in [each.encoding for each in found.candidates]
        found = _finished(path, Reading(encoding=right))
    return found


def _finished(path: Path, reading: Reading) -> ReadList:
    work = read_list(file_source(path), reading)
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


COMBINATIONS = list(writable())


def test_that_the_matrix_is_whole() -> None:
    assert {language for language, _, _ in COMBINATIONS} == set(LANGUAGES)
    assert {encoding for _, encoding, _ in COMBINATIONS} == set(ENCODINGS)
    assert len(COMBINATIONS) >= 6 * 3 * 4 + 5 * 3


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize(("language", "encoding", "letters"), COMBINATIONS)
def test_that_the_right_people_come_in_the_right_columns(
    language: str, encoding: str, letters: str, delimiter: str, tmp_path: Path
) -> None:
    for which in range(3):
        heads = headers(language, which)
        written = [
            [cell.translate(OLD) if encoding == "cp1250" else cell for cell in row]
            for row in rows(PEOPLE[letters])
        ]
        path = tmp_path / f"list{which}.csv"
        path.write_bytes(as_csv([heads, *written], delimiter, encoding))
        read = answered(path, encoding)
        table = read.table
        assert table.delimiter == delimiter
        columns = guess_columns(table.headers, table.rows, EVENT)
        assert columns == {field.value: header for field, header in zip(FIELDS, heads, strict=True)}
        found, problems = read_rows(table, columns, EVENT)
        assert problems == []
        assert [(row.given, row.family, row.organisation) for row in found] == list(PEOPLE[letters])
        first = replace(found[0], row=0)
        assert (first.external_id, first.email, first.job_title, first.country, first.category) == (
            "X1", "person1@example.org", "Clerk", "Romania", "Public",
        )  # fmt: skip
        assert first.days == {D1, D3}
        assert first.sessions == {"MATCHMAKING"}
        assert first.note == 'Asks, "always"; for | more and again'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", range(3))
def test_that_one_column_with_the_whole_name_is_understood_in_every_language(
    language: str, which: int, tmp_path: Path
) -> None:
    header = [word for word in synonyms(Field.FULL_NAME)[language] if not word.endswith("?")][which]
    for delimiter in DELIMITERS:
        path = tmp_path / "list.csv"
        path.write_bytes(as_csv([(header, "E-mail"), ("Ana Maria POP", "ana@example.org")], delimiter))
        table = answered(path, "utf-8").table
        columns = guess_columns(table.headers, table.rows, EVENT)
        assert columns == {"full_name": header, "email": "E-mail"}
        (person,), _ = read_rows(table, columns, EVENT)
        assert (person.given, person.family) == ("Ana Maria", "POP")
