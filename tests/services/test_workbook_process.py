"""A workbook that ends its reader, or never ends itself, costs one file and not the desk."""

import struct
import sys
from typing import Any

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_process import read_sheet_apart
from checkin_app.services.workbooks import read_sheet
from tests.services.roster_samples import HEADERS, PEOPLE, as_xls, as_xlsx

ROWS = [HEADERS, *PEOPLE]


def far_cell_in_an_old_workbook() -> bytes:
    """A small .xls in which one number claims to stand in row and column 65,536."""
    data = as_xls(List=[["Name", 12345.5]])
    record = struct.pack("<HHHH", 0x027E, 10, 0, 1)
    place = data.index(record) + 4
    return data[:place] + struct.pack("<HH", 0xFFFF, 0xFFFF) + data[place + 4 :]


def test_that_the_answer_is_the_same_as_without_a_process() -> None:
    for data in (as_xlsx(List=ROWS, Two=[["x"]]), as_xls(List=ROWS)):
        assert read_sheet_apart(data, "list.xlsx") == read_sheet(data, "list.xlsx")
    assert read_sheet_apart(as_xlsx(List=ROWS, Two=[["x"]]), "list.xlsx", "Two").rows == [("x",)]


def test_that_a_refusal_crosses_the_border_whole() -> None:
    with pytest.raises(BadInput) as refused:
        read_sheet_apart(as_xlsx(List=ROWS), "list.xlsx", "Nope")
    assert refused.value.source == "list.xlsx"
    assert refused.value.problem == "There is no sheet «Nope»."
    assert refused.value.remedy == "The sheets are: «List»."


@pytest.mark.skipif(sys.platform != "linux", reason="Memory is limited on Linux only.")
def test_that_a_file_that_ends_its_reader_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read_sheet_apart(far_cell_in_an_old_workbook(), "list.xls")
    assert refused.value.problem == "It is damaged and cannot be read."


def test_that_a_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(BadInput, match="could not be read within"):
        read_sheet_apart(as_xlsx(List=ROWS), "list.xlsx", most_seconds=0.001)


def test_that_a_failure_that_nobody_foresaw_is_not_called_a_damaged_file() -> None:
    no_bytes: Any = 5
    with pytest.raises(RuntimeError, match="TypeError"):
        read_sheet_apart(no_bytes, "list.xlsx")
