"""Workbooks hold real times and numbers, are read alike by other programs, and are the same bytes every time."""

import tracemalloc
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel
from python_calamine import CalamineWorkbook

from checkin_app.domain.errors import BadInput
from checkin_app.services import workbook_writing
from checkin_app.services.export_files import write
from checkin_app.services.export_tables import ExportTable, Form
from checkin_app.services.workbook_safety import WorkbookKind, inspect_workbook
from checkin_app.services.workbook_writing import serial
from tests.domain.programmes import D1, EVENT, LAB, OPENING
from tests.store.event_files import Desk, result_of

WINTER = timezone(timedelta(hours=2))
NIGHT = datetime(2023, 11, 22, 0, 30, 10, 999_999, WINTER)
TIMES = ExportTable(
    "Times",
    ("Id", "Clock", "Instant", "Date", "Count"),
    (("a", NIGHT, NIGHT, NIGHT, 3), ("b", "", "", "", 0)),
    (Form.ID, Form.CLOCK, Form.INSTANT, Form.DATE),
    frozen=2,
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_that_times_are_times_and_numbers_numbers(out: Path) -> None:
    result_of(write(TIMES, out))
    with closing(openpyxl.load_workbook(out)) as book:
        first, second = book["Times"].iter_rows(min_row=2)
        shown = datetime(2023, 11, 22, 0, 30, 10)  # noqa: DTZ001  # spreadsheets know no zones
        assert [cell.value for cell in first] == ["a", shown, shown, shown, 3]
        assert [cell.number_format for cell in first[1:4]] == [
            "hh:mm:ss",
            "yyyy\\-mm\\-dd\\ hh:mm:ss",
            "yyyy\\-mm\\-dd",
        ]
        assert [cell.value for cell in second] == ["b", None, None, None, 0]


def test_that_the_same_cells_are_texts_in_a_csv_file(out: Path) -> None:
    assert list(TIMES.texts()) == [
        ("a", "00:30:10", "2023-11-22 00:30:10+02:00", "2023-11-22", "3"),
        ("b", "", "", "", "0"),
    ]
    result_of(write(TIMES, out.with_suffix(".csv")))
    assert "a,00:30:10,2023-11-22 00:30:10+02:00,2023-11-22,3" in out.with_suffix(".csv").read_text()


def test_that_headers_and_names_stay_in_sight_and_every_column_filters(out: Path) -> None:
    result_of(write(TIMES, out, title="Fish & Chips"))
    with closing(openpyxl.load_workbook(out)) as book:
        sheet = book["Times"]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:E3")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.left.text == "Fish && Chips · Times"
        assert sheet.column_dimensions["A"].width == 6
        assert sheet.column_dimensions["C"].width == 27


def test_that_ids_take_little_room(out: Path) -> None:
    ids = ExportTable("T", ("Id",), (("9b1e7a52-0c63-4a5e-93b4-6a5cf1c3a9d1",),), (Form.ID,))
    result_of(write(ids, out))
    with closing(openpyxl.load_workbook(out)) as book:
        assert book["T"].column_dimensions["A"].width == 10


def test_that_the_same_tables_are_the_same_bytes(out: Path) -> None:
    result_of(write(TIMES, out))
    other = out.with_name("other.xlsx")
    result_of(write(TIMES, other))
    assert out.read_bytes() == other.read_bytes()


def test_that_our_own_import_finds_nothing_wrong_with_it(out: Path) -> None:
    result_of(write(TIMES, out, beside=(ExportTable("Empty", ("a",), ()),)))
    assert inspect_workbook(out.read_bytes(), out.name) is WorkbookKind.XLSX


def test_that_every_part_is_sound_xml(out: Path) -> None:
    odd = ExportTable("<&\"'>", ("<b>", "&amp;"), (("]]>", "\x00\x1f\r"),))
    result_of(write(odd, out, title="<&>\"'"))
    with zipfile.ZipFile(out) as archive:
        for part in archive.namelist():
            ET.fromstring(archive.read(part))  # noqa: S314  # written here


ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=6))
def test_that_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    out = tmp_path_factory.getbasetemp() / "any.xlsx"
    result_of(write(ExportTable("Any", ("a", "b"), tuple(rows)), out))
    read = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python(skip_empty_area=False)
    told = [[workbook_writing.as_text(cell) for cell in row] for row in rows]
    while told and not any(told[-1]):
        told.pop()
    assert [[unescaped(str(cell)) for cell in row] for row in read[1:]] == told


def unescaped(text: str) -> str:
    """What Excel shows of `_x0007_`, which readers leave as it stands."""
    parts = workbook_writing.re.split(r"_x([0-9A-F]{4})_", text)
    return "".join(chr(int(part, 16)) if place % 2 else part for place, part in enumerate(parts))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  # spreadsheets know no zones
def test_that_a_time_is_read_as_it_was_written(local: datetime) -> None:
    read = from_excel(serial(local))
    assert read == local.replace(microsecond=0)


def test_that_midnight_is_a_whole_day(out: Path) -> None:
    assert serial(datetime(1900, 3, 1, tzinfo=UTC)) == 61
    assert out.suffix == ".xlsx"


@pytest.mark.parametrize("rows", [9, 10, 11])
def test_that_more_rows_than_a_sheet_has_are_refused(
    out: Path, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_writing, "MOST_ROWS", 10)
    table = ExportTable("T", ("a",), (("x",),) * rows)
    if rows < 10:
        assert list(write(table, out))[-1] == (rows, rows)
        return
    with pytest.raises(BadInput, match="more than a spreadsheet can hold"):
        result_of(write(table, out))
    assert list(out.parent.iterdir()) == []


def test_that_more_columns_than_a_sheet_has_are_refused(out: Path) -> None:
    widest = ExportTable("T", tuple(f"c{number}" for number in range(16_384)), (("x",) * 16_384,))
    result_of(write(widest, out))
    with closing(openpyxl.load_workbook(out)) as book:
        assert book["T"].max_column == 16_384
    with pytest.raises(BadInput, match="c16384"):
        result_of(write(ExportTable("T", (*widest.headers, "c16384"), ()), out))


def test_that_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def most(rows: int) -> int:
        table = ExportTable("Long", ("a", "b"), (("some text", "x" * 100),) * rows)
        tracemalloc.start()
        result_of(write(table, tmp_path / f"{rows}.xlsx"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(600)
    assert most(4000) < most(1000) + 100_000


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (702, "ZZ1"), (703, "AAA1")]
)
def test_that_columns_are_lettered_as_spreadsheets_do(out: Path, number: int, letters: str) -> None:
    result_of(write(ExportTable("Wide", tuple(f"c{each}" for each in range(number)), ()), out))
    with closing(openpyxl.load_workbook(out)) as book:
        assert book["Wide"][letters].value == f"c{number - 1}"


def test_that_a_table_without_rows_still_filters_and_opens(out: Path) -> None:
    result_of(write(ExportTable("Empty", ("a", "b"), ()), out))
    with closing(openpyxl.load_workbook(out)) as book:
        assert (book["Empty"].auto_filter.ref, book["Empty"].max_row) == ("A1:B2", 1)
        assert book["Empty"].freeze_panes == "A2"


@pytest.mark.parametrize(
    ("text", "fits"),
    [("x" * 32_767, True), ("x" * 32_768, False), ("😀" * 16_383, True), ("😀" * 16_384, False)],
)
def test_that_a_text_longer_than_a_cell_is_refused_with_its_place(
    out: Path, text: str, fits: bool
) -> None:  # a case
    """A letter beyond the first plane counts as two."""
    table = ExportTable("T", ("Note",), (("short",), (text,)))
    if fits:
        result_of(write(table, out))
        return
    with pytest.raises(BadInput, match="row 3, column «Note»"):
        result_of(write(table, out))
    assert not out.exists()


def test_that_columns_are_wide_enough_to_read_and_no_wider_than_a_page(out: Path) -> None:
    table = ExportTable("T", ("Name", "Note"), (("Țăranu, Ștefan", "x" * 400),))
    assert workbook_writing.width_of(table, 0) == len("Țăranu, Ștefan") + 2
    assert workbook_writing.width_of(table, 1) == 52
    assert workbook_writing.width_of(ExportTable("T", ("Name",), ()), 0) == len("Name") + 4
    assert not out.exists()


# -- the workbook of an event ----------------------------------------------------------------------------------


def test_that_the_attendance_is_a_workbook_of_four_sheets(front: Desk, out: Path) -> None:
    front.scan("Ana")
    front.scan("Seán", LAB)
    front.scan("Li", LAB, force="Invited")
    front.scan("Jürgen")
    front.checkin.undo()
    result_of(front.attendance.export("attendance", out))
    with closing(openpyxl.load_workbook(out)) as book:
        assert book.sheetnames == ["Matrix", "People", "Scans", "Summary"]
        rows = {sheet.title: sheet.max_row - 1 for sheet in book.worksheets}
        assert rows == {"Matrix": 5, "People": 5, "Scans": 4, "Summary": 10}
        assert all(sheet.auto_filter.ref for sheet in book.worksheets)


def test_that_the_summary_counts_people_and_scans(front: Desk, out: Path) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    front.scan("Seán", LAB)
    front.scan("Li", LAB, force="Invited")
    front.checkin.scan("rubbish", LAB)
    front.scan("Jürgen")
    front.checkin.undo()
    result_of(front.attendance.export("attendance", out))
    with closing(openpyxl.load_workbook(out)) as book:
        header, *rows = [list(row) for row in book["Summary"].iter_rows(values_only=True)]
    told = {row[2]: dict(zip(header, row, strict=True)) for row in rows}
    opening, lab, day = told[OPENING.session], told[LAB.session], told["Day 1 (2023-11-21)"]
    assert [opening[name] for name in ("Expected", "Came", "Did not come", "Left early", "Taken back")] == [
        5, 1, 4, 1, 1,
    ]  # fmt: skip
    assert [lab[name] for name in ("Expected", "Came", "Let in by staff", "Refused", "Capacity")] == [
        3, 2, 1, 1, 3,
    ]  # fmt: skip
    assert (day["Came"], day["Organisations"], day["Countries"]) == (3, 1, 0)
    assert (f"{day['Date']:%Y-%m-%d}", day["Day"], f"{opening['Starts']:%H:%M}") == (
        D1.isoformat(),
        1,
        "09:30",
    )
    assert len(rows) == len(list(EVENT.checkpoints()))
