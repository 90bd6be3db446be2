"""Sheets are read as a person sees them, whatever program wrote them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_safety import MOST_ROWS
from checkin_app.services.workbooks import read_sheet, text_of
from tests.services.roster_samples import HEADERS, PEOPLE, as_ods, as_xls, as_xlsx, sheet_xml, with_part

ROWS = [tuple(HEADERS), *PEOPLE]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Ion", "Ion"),
        (42.0, "42"),
        (42, "42"),
        (-3.0, "-3"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (40723123456.0, "40723123456"),
        (1e20, "1e+20"),
        (float("inf"), ""),
        (float("nan"), ""),
        (True, "yes"),
        (False, "no"),
        (date(2023, 11, 21), "2023-11-21"),
        (datetime(2023, 11, 21), "2023-11-21"),  # noqa: DTZ001  # cells have no zone
        (datetime(2023, 11, 21, 9, 5), "2023-11-21 09:05"),  # noqa: DTZ001
        (datetime(2023, 11, 21, 9, 5, 7), "2023-11-21 09:05:07"),  # noqa: DTZ001
        (time(9, 0), "09:00"),
        (time(9, 0, 30), "09:00:30"),
        (timedelta(hours=30), "30:00"),
        (timedelta(minutes=5, seconds=7), "00:05:07"),
    ],
)
def test_that_a_cell_reads_as_a_person_would_type_it(cell: Any, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_that_every_kind_of_workbook_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    sheets: dict[str, Any] = {"List": ROWS}
    data = {"xlsx": as_xlsx(**sheets), "xls": as_xls(**sheets), "ods": as_ods(tmp_path, **sheets)}[kind]
    found = read_sheet(data, f"list.{kind}")
    assert found.rows == ROWS
    assert (found.sheet, found.sheets) == ("List", ("List",))


def test_that_numbers_dates_and_flags_come_as_text() -> None:
    row = [42.0, date(2023, 11, 21), True, 1.3, None, "x"]
    assert read_sheet(as_xlsx(List=[row]), "list.xlsx").rows == [("42", "2023-11-21", "yes", "1.3", "", "x")]


def test_that_blank_rows_keep_their_place_and_those_at_the_end_go() -> None:
    rows = [[], ["Nume"], [None], ["Pop"], [" "], []]
    assert read_sheet(as_xlsx(List=rows), "list.xlsx").rows == [(), ("Nume",), (), ("Pop",)]


def test_that_the_first_visible_sheet_with_data_is_taken() -> None:
    data = as_xlsx(Empty=[], hiddenValues=[["x"]], People=ROWS, Other=[["y"]])
    found = read_sheet(data, "list.xlsx")
    assert (found.sheet, found.rows) == ("People", ROWS)
    assert found.sheets == ("Empty", "hiddenValues", "People", "Other")


def test_that_a_hidden_sheet_is_better_than_none() -> None:
    assert read_sheet(as_xlsx(Empty=[], hiddenPeople=ROWS), "list.xlsx").sheet == "hiddenPeople"


def test_that_a_sheet_can_be_named() -> None:
    data = as_xlsx(One=[["x"]], hiddenTwo=ROWS)
    assert read_sheet(data, "list.xlsx", "hiddenTwo").rows == ROWS


def test_that_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput) as refused:
        read_sheet(as_xlsx(One=[["x"]], Two=[["y"]]), "list.xlsx", "Three")
    assert refused.value.problem == "There is no sheet «Three»."
    assert refused.value.remedy == "The sheets are: «One», «Two»."


def test_that_an_empty_sheet_or_workbook_is_refused() -> None:
    data = as_xlsx(One=[["x"]], Two=[[" "]])
    with pytest.raises(BadInput, match="The sheet «Two» is empty"):
        read_sheet(data, "list.xlsx", "Two")
    with pytest.raises(BadInput, match="no sheet with anything in it"):
        read_sheet(as_xlsx(One=[], Two=[[None]]), "list.xlsx")


def test_that_a_sheet_with_too_many_rows_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, MOST_ROWS + 1002))
    data = with_part(as_xlsx(List=ROWS), "xl/worksheets/sheet1.xml", sheet_xml(rows=rows))
    with pytest.raises(BadInput) as refused:
        read_sheet(data, "list.xlsx")
    assert refused.value.where == "sheet «List»"
    assert "200,000" in refused.value.remedy


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, as_xls(L=ROWS)[:900]]
)
def test_that_a_damaged_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="damaged"):
        read_sheet(data, "list.xls")


@pytest.mark.parametrize("step", range(0, 5632, 256))
def test_that_any_broken_byte_of_an_old_workbook_ends_in_rows_or_a_refusal(step: int) -> None:
    data = bytearray(as_xls(List=ROWS))
    for place in range(step, min(step + 256, len(data)), 16):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        try:
            rows = read_sheet(bytes(broken), "list.xls").rows
        except BadInput:
            continue
        assert isinstance(rows, list)
