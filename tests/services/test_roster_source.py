"""A list is read as it was told or found out, and an encoding that nothing decides is left to the organiser."""

import hashlib
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.roster_source import (
    Reading,
    ReadList,
    RosterSource,
    file_source,
    pasted_source,
    read_list,
)
from tests.services.roster_samples import as_csv, as_xlsx


def read(source: RosterSource, reading: Reading | None = None) -> ReadList:
    work = read_list(source, reading or Reading())
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def saved(folder: Path, data: bytes, name: str = "list.csv") -> RosterSource:
    (folder / name).write_bytes(data)
    return file_source(folder / name)


def test_that_a_file_is_read_with_its_digest(tmp_path: Path) -> None:
    data = as_csv([("Nume", "Prenume"), ("Pop", "Ana")])
    found = read(saved(tmp_path, data))
    assert found.table.rows == (("Pop", "Ana"),)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.candidates == ()


def test_that_pasted_text_is_read_as_told() -> None:
    source = pasted_source("Nume|Prenume\nPop|Ana")
    assert read(source).table.headers == ("Nume", "Prenume")
    assert read(source, Reading(delimiter=",", header_row=0)).table.headers == ("Column 1",)


def test_that_every_part_of_the_reading_counts(tmp_path: Path) -> None:
    text = saved(tmp_path, as_csv([("x",), ("Nume", "Prenume"), ("Țăranu", "Ștefan")], "#", "utf-16"))
    told = Reading(delimiter="#", encoding="utf-16", header_row=2)
    assert read(text, told).table.rows == (("Țăranu", "Ștefan"),)
    book = saved(tmp_path, as_xlsx(A=[["Nume"], ["Pop"]], B=[["Nume"], ["Ng"]]), "list.xlsx")
    assert read(book, Reading(sheet="B")).table.rows == (("Ng",),)


def test_that_an_open_encoding_comes_with_the_ways_to_read_it(tmp_path: Path) -> None:
    source = saved(tmp_path, "Nome;Cognome\nIrmã;Bæk".encode("cp1252"))
    found = read(source)
    read_as = {each.encoding: each.words for each in found.candidates}
    assert read_as["cp1252"] == ("Irmã", "Bæk")
    assert found.table.encoding == found.candidates[0].encoding
    answered = read(source, Reading(encoding="cp1252"))
    assert answered.candidates == ()
    assert answered.table.rows == (("Irmã", "Bæk"),)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 \xe3\xcf",
        b"PK\x03\x04 broken \xe3",
        b"Nume,E-mail,e-mail\nP\xe3p,a@b,c@d\n",
        b'Nume\n"B\xe6k\nIrm\xe3\n',
    ],
)
def test_that_a_file_that_is_bad_in_any_encoding_is_refused_and_no_question_asked(
    data: bytes, tmp_path: Path
) -> None:
    with pytest.raises(BadInput):
        read(saved(tmp_path, data))
