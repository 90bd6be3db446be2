"""Exported files say what the matrix says, run no formula, and appear only when they are complete."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell

from checkin_app.domain.errors import BadInput
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.text import bare_cell
from checkin_app.services.attendance import KINDS
from checkin_app.services.export_files import write
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.roster_files import read_roster
from checkin_app.services.roster_import import RosterImportService
from checkin_app.services.workbook_writing import width_of
from tests.domain.programmes import D1, DINNER, EVENT, LAB, OPENING
from tests.store.event_files import Desk, beside, copied, days, opened, result_of
from tests.store.troubles import files_no_longer_than, without_privileges

Rows = list[list[str]]


def exported(desk: Desk, kind: str, out: Path, *, for_excel: bool = False) -> Rows:
    result_of(desk.attendance.export(kind, out, for_excel=for_excel))
    return rows_of(out, for_excel=for_excel)


def rows_of(out: Path, *, for_excel: bool = False) -> Rows:
    """The cells of an exported file, as another program reads them."""
    if out.suffix.lower() == ".csv":
        with out.open(encoding="utf-8-sig" if for_excel else "utf-8", newline="") as file:
            return list(csv.reader(file, delimiter=";" if for_excel else ",", strict=True))
    with closing(openpyxl.load_workbook(out)) as book:
        return [[shown(cell) for cell in row] for row in book.worksheets[0].iter_rows()]


def shown(cell: Cell | MergedCell) -> str:
    """What a spreadsheet shows."""
    if isinstance(cell.value, datetime):
        formats = {"hh:mm:ss": "%H:%M:%S", "yyyy\\-mm\\-dd": "%Y-%m-%d"}
        return cell.value.strftime(formats.get(cell.number_format, "%Y-%m-%d %H:%M:%S"))
    return "" if cell.value is None else str(cell.value)


def told_here(text: str) -> str:
    """A spreadsheet knows no zones: an instant is told without its offset, by the clocks at the event."""
    return re.sub(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\+\d\d:\d\d$", r"\1", text)


@pytest.fixture(params=[".csv", ".xlsx"])
def out(folder: Path, request: pytest.FixtureRequest) -> Path:
    return folder / f"export{request.param}"


@pytest.fixture
def busy(front: Desk) -> Desk:
    """A desk after a morning and a night."""
    front.scan("Ana", OPENING)
    front.scan("Jürgen", OPENING)
    front.scan("Li", LAB, force="Invited")
    front.scan("Seán", LAB)
    front.scan_out("Ana", OPENING)
    front.checkin.undo()
    front.scan("Ελένη", LAB)
    front.go_to(22, "00:30")
    front.scan("Ana", DINNER)
    return front


# -- attendance ----------------------------------------------------------------------------------------------


def test_that_the_cells_agree_with_the_matrix(busy: Desk, out: Path) -> None:
    header, *rows = exported(busy, "attendance", out)
    matrix = busy.attendance.matrix()
    assert header[10:14] == ["Day 1 (2023-11-21)", "OPENING", "LAB", "DINNER"]
    assert len(header) == 10 + len(matrix.checkpoints)
    assert len(rows) == len(matrix.rows)
    for row, exported_row in zip(matrix.rows, rows, strict=True):
        assert exported_row[0] == row.participant.id
        assert exported_row[2:4] == [row.participant.given, row.participant.family]
        assert exported_row[9] == str(len(row.days_present))
        times = [cell.first_at and EVENT.local(cell.first_at).strftime("%H:%M:%S") for cell in row.cells]
        assert exported_row[10:] == [time or "" for time in times]


def test_that_times_are_those_of_the_clocks_at_the_event(busy: Desk, out: Path) -> None:
    header, ana, *_ = exported(busy, "attendance", out)
    told = dict(zip(header, ana, strict=True))
    assert (told["OPENING"], told["DINNER"], told["Day 1 (2023-11-21)"]) == (
        "09:40:10",
        "00:30:10",
        "09:40:10",
    )
    assert told["Day 2 (2023-11-22)"] == ""


def test_that_registered_days_are_numbers(busy: Desk, out: Path) -> None:
    header, *rows = exported(busy, "attendance", out)
    column = header.index("Registered days")
    assert [row[column] for row in rows] == ["1,2,3", "1,2,3", "1,2,3", "1", "1,2,3"]


# -- scans ---------------------------------------------------------------------------------------------------


def test_that_every_scan_is_a_row(busy: Desk, out: Path) -> None:
    header, *rows = exported(busy, "scans", out)
    lines = busy.attendance.scans()
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Record"] for row in told] == [line.record for line in lines]
    assert [row["Reason"] for row in told] == [line.reason.value for line in lines]
    assert [row["Admitted"] for row in told] == ["yes" if line.admitted else "no" for line in lines]
    assert [told_here(told[place]["Time"]) for place in (0, -1)] == [
        "2023-11-21 09:40:10",
        "2023-11-22 00:30:10",
    ]
    assert told[0]["Time (UTC)"] == "2023-11-21T07:40:10Z"
    assert (told[-1]["Day"], told[-1]["Checkpoint"]) == ("1", "DINNER")
    assert [row["Taken back"] for row in told].count("yes") == 1
    assert told[2]["Forced because"] == "Invited"
    assert {row["Desk"] for row in told} == {"Front"}


def test_that_scans_of_a_day_that_is_gone_say_its_date(busy: Desk, out: Path) -> None:
    busy.checkin.check_in(busy.guest("Seán").id, next(iter(EVENT.checkpoints())), force="for the list")
    busy.programme.change(replace(EVENT, days=EVENT.days[1:]))
    header, first, *_, last = exported(busy, "scans", out)
    assert dict(zip(header, first, strict=True))["Day"] == D1.isoformat()
    assert dict(zip(header, last, strict=True))["Checkpoint"] == f"day:{D1.isoformat()}"


# -- people --------------------------------------------------------------------------------------------------

ODD_PEOPLE = [
    Participant(id="", given="Nobody's", family="Day", days=frozenset()),
    Participant(
        id="",
        given="=1+1",
        family="@SUM(A1)",
        organisation="+40 232 123 456",
        note="-",
        email="a@example.org",
    ),
    Participant(
        id="", given="Comma, Quote", family='"Semi;colon"', sessions=frozenset({"LAB", "MATCHMAKING"})
    ),
    Participant(
        id="", given="Ștefan", family="Țăranu", status=Status.CANCELLED, days=days(1, 3), external_id="0042"
    ),
    Participant(id="", given="Extra", family="Columns", extra=(("=Diet", "=none"), ("Bus", "2"))),
    Participant(id="", given="'Apostrophe", family="'=both"),
    Participant(
        id="", given="Barred", family="Person", status=Status.BARRED, badge_name="Bibi", job_title="Boss"
    ),
]


@pytest.mark.parametrize("for_excel", [False, True])
def test_that_reading_the_exported_people_again_changes_nothing(
    front: Desk, out: Path, for_excel: bool
) -> None:
    for person in ODD_PEOPLE:
        front.roster.add(person)
    exported(front, "people", out, for_excel=for_excel)
    plan = RosterImportService(front.journal).prepare(read_roster(out))
    assert plan.problems == ()
    assert [update.changes for update in plan.updated] == []
    assert [row.name for row in plan.new] == []
    assert len(plan.same) == len(front.roster.people())


def test_that_an_exported_roster_makes_the_same_roster_elsewhere(
    front: Desk, out: Path, empty_once: Path, folder: Path
) -> None:
    for person in ODD_PEOPLE:
        front.roster.add(person)
    exported(front, "people", out)
    with opened(copied(empty_once, folder / "elsewhere.checkin")) as file:
        elsewhere = Desk(file)
        service = RosterImportService(elsewhere.journal)
        result_of(service.carry_out(service.prepare(read_roster(out)), out.name))
        copies = [replace(each.participant, id="") for each in elsewhere.roster.people()]
    originals = [replace(each.participant, id="") for each in front.roster.people()]
    assert [comparable(each) for each in copies] == [comparable(each) for each in originals]


def comparable(person: Participant) -> Participant:
    """An empty extra column is as good as none, and all days by name are as good as all."""
    extra = tuple((column, value) for column, value in person.extra if value)
    return replace(person, extra=extra, days=None if person.days == days(1, 2, 3) else person.days)


# -- formulas ------------------------------------------------------------------------------------------------

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "'=1", "\n=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_that_no_cell_of_a_csv_file_can_calculate(folder: Path, text: str) -> None:
    out = folder / "export.csv"
    result_of(write(ExportTable("People", (text, "b"), ((text, "x"), ("y", text))), out))
    for cell in (cell for row in rows_of(out) for cell in row):
        assert cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert [[bare_cell(cell) for cell in row] for row in rows_of(out)] == [
        [text, "b"],
        [text, "x"],
        ["y", text],
    ]


@pytest.mark.parametrize(
    "text",
    [
        *DANGEROUS,
        "http://example.org",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "{=1}",
        "1e5",
        "0042",
        "TRUE",
    ],
)
def test_that_every_cell_of_a_workbook_is_a_text(folder: Path, text: str) -> None:
    out = folder / "export.xlsx"
    result_of(write(ExportTable("People", ("a", text), ((text, "x"), ("y", text))), out))
    with closing(openpyxl.load_workbook(out)) as book:
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    shown = "''=1" if text == "'=1" else text
    assert cells[1].value in {shown, shown.replace("\r", "_x000D_")}


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(rows=TABLES, for_excel=st.booleans())
def test_that_any_text_comes_back_from_a_csv_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], for_excel: bool
) -> None:
    out = tmp_path_factory.getbasetemp() / "any.csv"
    result_of(write(ExportTable("Any", rows[0], tuple(rows[1:])), out, for_excel=for_excel))
    assert [[bare_cell(cell) for cell in row] for row in rows_of(out, for_excel=for_excel)] == [
        list(row) for row in rows
    ]


def test_that_a_csv_file_for_excel_has_a_mark_and_semicolons(front: Desk, folder: Path) -> None:
    out = folder / "export.csv"
    exported(front, "people", out, for_excel=True)
    assert out.read_bytes().startswith("\ufeffExternal id;Given name;".encode())
    exported(front, "people", out)
    assert out.read_bytes().startswith(b"External id,Given name,")


# -- files ---------------------------------------------------------------------------------------------------

LONG = ExportTable("Long", ("a", "b"), tuple((str(number), "x" * 20) for number in range(2000)))


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_kind_is_exported_to_both_kinds_of_files(busy: Desk, out: Path, kind: str) -> None:
    header, *rows = exported(busy, kind, out)
    table = busy.attendance.table(kind)
    assert tuple(header) == table.headers
    expected = [list(row) for row in table.texts()]
    if out.suffix == ".xlsx":
        expected = [[told_here(cell) for cell in row] for row in expected]
    assert [[bare_cell(cell) for cell in row] for row in rows] == expected


def test_that_nothing_can_be_exported_from_an_empty_event_too(folder: Path, empty: Path, out: Path) -> None:
    with opened(empty) as file:
        for kind in KINDS:
            header, *rows = exported(Desk(file), kind, out)
            assert header
            assert rows == []
    assert folder.is_dir()


def test_that_progress_is_told(out: Path) -> None:
    steps = list(write(LONG, out))
    assert len(steps) == 4
    assert steps[-1] == (2000, 2000)


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_large_export_is_the_same_from_another_process(
    busy: Desk, folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = folder / "here.csv", folder / "there.csv"
    result_of(busy.attendance.export(kind, here))
    monkeypatch.setattr("checkin_app.services.attendance._WORTH_A_PROCESS", 0)
    result_of(busy.attendance.export(kind, there, for_excel=False))
    assert there.read_bytes() == here.read_bytes()


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_that_a_cancelled_export_leaves_no_file(out: Path, steps: int) -> None:
    work = write(LONG, out)
    for _ in range(steps):
        next(work)
    assert not out.exists()
    work.close()
    assert list(out.parent.iterdir()) == []


def test_that_an_export_replaces_the_old_file_only_when_it_is_complete(out: Path) -> None:
    out.write_text("last week's")
    work = write(LONG, out)
    next(work)
    assert out.read_text() == "last week's"
    work.close()
    assert out.read_text() == "last week's"
    result_of(write(LONG, out))
    assert len(rows_of(out)) == 2001
    assert beside(out) == []


@pytest.mark.parametrize(
    "name", ["export", "export.txt", "export.pdf", "export.csv.bak", ".csv", "export.xls"]
)
def test_that_another_ending_is_refused_before_anything_is_written(
    front: Desk, folder: Path, name: str
) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(BadInput) as caught:
        front.attendance.export("people", folder / name)
    assert ".csv" in caught.value.remedy
    assert sorted(folder.iterdir()) == before


def test_that_endings_may_be_in_capitals(folder: Path) -> None:
    result_of(write(LONG, folder / "EXPORT.CSV"))
    result_of(write(LONG, folder / "EXPORT.XLSX"))
    assert len(rows_of(folder / "EXPORT.XLSX")) == 2001


def test_that_a_folder_that_is_not_there_is_said(out: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        result_of(write(LONG, out.parent / "nowhere" / out.name))
    assert list(out.parent.iterdir()) == []


def test_that_a_folder_that_may_not_be_written_is_said(out: Path, plain_folder: Path) -> None:
    plain_folder.chmod(0o555)
    with without_privileges(), pytest.raises(BadInput, match="cannot be written"):
        result_of(write(LONG, plain_folder / out.name))
    assert list(plain_folder.iterdir()) == []


def test_that_a_name_that_is_a_folder_is_said(out: Path) -> None:
    out.mkdir()
    with pytest.raises(BadInput, match="cannot be written"):
        result_of(write(LONG, out))
    assert list(out.parent.iterdir()) == [out]


def test_that_a_full_disk_leaves_no_half_file(out: Path) -> None:
    with files_no_longer_than(10_000), pytest.raises(BadInput, match="cannot be written"):
        result_of(write(LONG, out))
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("where", ["a cell", "a header"])
def test_that_what_a_workbook_cannot_hold_is_not_cut_silently(folder: Path, where: str) -> None:
    long = "x" * 32_768
    table = ExportTable(
        "Long",
        ("a", long if where == "a header" else "b"),
        (("1", "2"), ("3", long if where == "a cell" else "4")),
    )
    with pytest.raises(BadInput, match="more than a spreadsheet can hold") as caught:
        result_of(write(table, folder / "export.xlsx"))
    assert caught.value.where.startswith("row 3" if where == "a cell" else "row 1")
    assert list(folder.iterdir()) == []
    result_of(write(table, folder / "export.csv"))


def test_that_columns_are_wide_enough_to_read_and_not_wider_than_the_screen() -> None:
    table = ExportTable("T", ("a header", "b"), (("x", "y" * 300),))
    assert width_of(table, 0) == len("a header") + 4
    assert width_of(table, 1) == 52


def test_that_the_header_stays_in_sight_and_can_filter(busy: Desk, folder: Path) -> None:
    result_of(busy.attendance.export("people", folder / "export.xlsx"))
    with closing(openpyxl.load_workbook(folder / "export.xlsx")) as book:
        sheet = book.worksheets[0]
        assert sheet.title == "People"
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:M{len(busy.roster.people()) + 1}"
        assert sheet["A1"].font.bold


def test_that_a_csv_file_has_line_ends_that_every_program_reads(folder: Path) -> None:
    def lines() -> Iterator[bytes]:
        result_of(write(ExportTable("T", ("a",), (("b",),)), folder / "export.csv"))
        yield from io.BytesIO((folder / "export.csv").read_bytes())

    assert list(lines()) == [b"a\r\n", b"b\r\n"]
