"""What leaves the program: tables that others can read, saved where people want them."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.page import Part

from .conftest import Attendance


@pytest.fixture(autouse=True)
def _shown(attendance: Attendance) -> None:
    attendance.page.show_part(Part.PAPERS)


def test_that_the_matrix_is_saved_as_csv(attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / "matrix.csv"
    attendance.click("attendance.csv")
    assert attendance.job() == f"Saved matrix.csv in {tmp_path}"
    with attendance.chooser.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 6
    assert any("Țăranu" in cell for row in rows for cell in row)
    assert attendance.chooser.suggestions == ["attendance.csv"]


@pytest.mark.parametrize("kind", [table[0] for table in sentences.TABLES])
def test_that_everything_offered_is_saved_as_excel(kind: str, attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / f"{kind}.xlsx"
    attendance.click(f"{kind}.xlsx")
    assert attendance.job().startswith("Saved")
    book = load_workbook(attendance.chooser.path)
    assert book.active is not None
    assert book.active.max_row > 1
    book.close()


def test_that_no_file_chosen_means_nothing_is_written(attendance: Attendance, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*.csv"))
    attendance.click("scans.csv")
    assert attendance.job() == ""
    assert set(tmp_path.rglob("*.csv")) == before


def test_that_a_file_that_cannot_be_written_is_told(attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / "no such folder" / "matrix.csv"
    attendance.click("attendance.csv")
    assert "cannot be written" in attendance.job()
