"""LibreOffice opens the exported workbook and gives the same cells back, sheet by sheet."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checkin_app.bootstrap import open_services
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.long_work import result_of
from tests.stories.command_line import done

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.machine,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="no soffice on this machine"),
]
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Comma, quote, UTF-8, from the first row on, as shown, every sheet into a file of its own."""


def converted(book: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Each sheet's cells as LibreOffice shows them, by the sheet's name."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        EVERY_SHEET,
        "--outdir",
        str(folder),
        str(book),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # a tool of the machine
    sheets: dict[str, list[list[str]]] = {}
    for file in folder.glob(f"{book.stem}-*.csv"):
        with file.open(encoding="utf-8", newline="") as text:
            sheets[file.stem.removeprefix(f"{book.stem}-")] = list(csv.reader(text))
    return sheets


def as_shown(table: ExportTable) -> list[list[str]]:
    """The rows as a spreadsheet shows them: it knows no zones."""
    return [
        [re.sub(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[+-]\d\d:\d\d$", r"\1", cell) for cell in row]
        for row in [table.headers, *table.texts()]
    ]


def test_that_libreoffice_shows_the_same_cells(tmp_path: Path) -> None:
    done("demo", tmp_path, "--no-window")
    event = tmp_path / "clusters-meet-regions.checkin"
    done("add", event, "--given", "=1+1", "--family", "'=2", "--organisation", "<b>&amp; _x0041_")
    services = open_services(event, desk="Front", computer="tests")
    result_of(services.attendance.export("attendance", tmp_path / "book.xlsx"))
    tables = {
        "Matrix": services.attendance.table("attendance"),
        "People": services.attendance.table("people"),
        "Scans": services.attendance.table("scans"),
    }
    services.close()
    sheets = converted(tmp_path / "book.xlsx", tmp_path)
    assert set(sheets) == {*tables, "Summary"}
    for name, table in tables.items():
        shown = [
            [cell.removeprefix("'") if cell.startswith("''") else cell for cell in row]
            for row in sheets[name]
        ]
        assert shown == as_shown(table), name
