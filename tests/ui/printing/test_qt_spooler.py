"""The spooler where there is no CUPS: true size, crisp codes, nothing twice, and nobody is told more than is known."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from checkin_app.bootstrap import Services
from checkin_app.domain.print_job import JobState
from checkin_app.services.print_queue import PrintQueueService
from checkin_app.services.spooler import Fate, Paper, Sides, SpoolerRefused
from checkin_app.ui.background import AtOnce, TwoThreads
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.printing.qt_spooler import QtSpooler, named_printer, spooler_of_this_computer
from tests.stories.squares import edges, squares
from tests.ui.printing.conftest import A4, MakeDocument


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """What comes out of the printer."""
    return tmp_path / "out.pdf"


@pytest.fixture
def paper_tray(out: Path) -> Callable[[str], QPrinter]:
    """Stands for a printer: what it prints becomes a PDF."""

    def make(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    return make


@pytest.fixture
def spooler(tmp_path: Path, paper_tray: Callable[[str], QPrinter]) -> QtSpooler:
    (tmp_path / "prints").mkdir()
    return QtSpooler(tmp_path / "prints", paper_tray)


@pytest.mark.parametrize(
    "paper", [A4, Paper(62, 100), Paper(101.6, 76.2), Paper(215.9, 279.4)], ids=lambda paper: f"{paper.width}"
)
def test_that_what_comes_out_has_the_size_it_was_drawn_in(
    paper: Paper, spooler: QtSpooler, tmp_path: Path, out: Path
) -> None:
    drawn = squares(tmp_path / "squares.pdf", paper)
    spooler.send("Tray", drawn, "Squares", paper)
    assert edges(out, paper) == pytest.approx(edges(drawn, paper), abs=0.2)


def test_that_every_page_comes_out(
    spooler: QtSpooler, document: MakeDocument, out: Path, tmp_path: Path
) -> None:
    pages = pypdfium2.PdfDocument.new()
    one = pypdfium2.PdfDocument(document().pdf)
    for _ in range(3):
        pages.import_pages(one)
    pages.save(tmp_path / "three.pdf")
    spooler.send("Tray", tmp_path / "three.pdf", "Three", Paper(210, 297, Sides.LONG_EDGE))
    assert len(pypdfium2.PdfDocument(out)) == 3


def test_that_nothing_is_known_about_what_came_out(spooler: QtSpooler, tmp_path: Path) -> None:
    job = spooler.send("Tray", squares(tmp_path / "squares.pdf", A4), "Squares", A4)
    assert spooler.hear("Tray", job).fate is Fate.UNKNOWN
    assert not spooler.tells


def test_that_what_was_begun_is_found_again_after_a_crash(
    spooler: QtSpooler, tmp_path: Path, paper_tray: Callable[[str], QPrinter]
) -> None:
    assert spooler.find("Squares") == ""
    job = spooler.send("Tray", squares(tmp_path / "squares.pdf", A4), "Squares", A4)
    after = QtSpooler(tmp_path / "prints", paper_tray)
    assert after.find("Squares") == job
    assert after.find("Other") == ""


def test_that_a_file_that_is_no_pdf_is_refused(spooler: QtSpooler, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"not a PDF")
    with pytest.raises(SpoolerRefused, match="cannot be read"):
        spooler.send("Tray", tmp_path / "bad.pdf", "Bad", A4)
    assert spooler.find("Bad") == ""


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_printer_that_takes_nothing_is_told(tmp_path: Path) -> None:
    def unwilling(_name: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no folder" / "out.pdf"))
        return printer

    spooler = QtSpooler(tmp_path, unwilling)
    with pytest.raises(SpoolerRefused, match="did not take"):
        spooler.send("Tray", squares(tmp_path / "squares.pdf", A4), "Squares", A4)
    assert spooler.find("Squares") == ""


def test_that_a_printer_that_is_gone_is_told(tmp_path: Path) -> None:
    assert all(printer.name != "Gone" for printer in QtSpooler(tmp_path).printers())
    with pytest.raises(SpoolerRefused, match="no such printer"):
        named_printer("Gone")
    assert spooler_of_this_computer() is not None


def test_that_it_prints_in_the_workshop_and_people_say_what_came_out(
    services: Services, spooler: QtSpooler, document: MakeDocument, out: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    queue = PrintQueueService(services.print_queue._journal, spooler, tmp_path / "prints")
    threads = TwoThreads()
    prints = PrintDesk(queue, threads)
    prints.start()
    prints.print(document(), "Tray")
    qtbot.waitUntil(lambda: [job.state for job in prints.jobs] == [JobState.SENT], timeout=20_000)
    assert not prints.is_told
    assert len(pypdfium2.PdfDocument(out)) == 1
    prints.confirm(prints.jobs[0].id)
    qtbot.waitUntil(lambda: prints.jobs[0].state is JobState.CONFIRMED)
    prints.end()
    threads.close()
    again = PrintDesk(queue, AtOnce())
    again.start()
    assert [job.state for job in again.jobs] == [JobState.CONFIRMED]
