"""The print queue as people see it: what is said of every job, and that each button does what it says."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.print_job import JobState
from checkin_app.services.spooler import Fate, Heard, NoSpooler
from checkin_app.ui.background import AtOnce
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.printing.job_row import JobRow
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.printing.print_queue_panel import PrintQueuePanel
from checkin_app.ui.printing.printer_pill import PrinterPill
from checkin_app.ui.printing.queue_drawer import QueueDrawer
from tests.services.paper_printer import PaperPrinter
from tests.ui.conftest import Desk
from tests.ui.printing.conftest import MakeDocument


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Where the panel's dialog saves to."""
    return tmp_path / "saved.pdf"


@pytest.fixture
def panel(prints: PrintDesk, desk: Desk, saved: Path, qtbot: QtBot) -> PrintQueuePanel:
    made = PrintQueuePanel(prints, desk.post, lambda *_: saved)
    made.resize(440, 520)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def rows(panel: PrintQueuePanel) -> list[JobRow]:
    """From top to bottom."""
    places = {panel._column.indexOf(row): row for row in panel.findChildren(JobRow)}
    return [places[place] for place in sorted(places) if place >= 0]


def said(row: JobRow) -> str:
    return row.accessibleName()


def offered(row: JobRow) -> list[str]:
    """What somebody can do about a job, from left to right."""
    buttons = [button.text() for button in row.findChildren(QPushButton) if button.isVisibleTo(row)]
    return buttons + list(more(row))


def more(row: JobRow) -> dict[str, object]:
    button = row.findChild(QToolButton, "moreAboutJob")
    assert button is not None
    return {} if button.isHidden() else {action.text(): action for action in button.menu().actions()}


def click(row: JobRow, name: str) -> None:
    button = row.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisibleTo(row)
    button.click()


def choose(row: JobRow, words: str) -> None:
    more(row)[words].trigger()  # type: ignore[attr-defined]  # a QAction


def text(widget: QWidget, name: str) -> str:
    found = widget.findChild(QLabel, name)
    assert found is not None
    return found.whole_text() if isinstance(found, ElidedLabel) else found.text()


def test_that_an_empty_queue_says_what_it_is_for(panel: PrintQueuePanel) -> None:
    assert rows(panel) == []
    assert text(panel, "printQueueEmpty") == "Nothing is waiting to be printed."
    assert text(panel, "printQueueCount") == ""
    assert text(panel, "printerState") == "Desk printer: ready"


def test_that_a_job_at_the_printer_says_what_it_waits_for(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    prints.print(document())
    (row,) = rows(panel)
    assert said(row) == "Badges, 09:14. At the printer · Desk printer"
    assert text(panel, "printQueueCount") == "1 to come"
    assert offered(row) == ["It came out", "It did not", "Save as PDF …"]
    printer.trouble = "It is out of paper."
    printer.jobs = {"1": Heard(Fate.WAITING, "It is out of paper.")}
    prints.listen()
    assert said(row).endswith("It is out of paper")
    assert text(panel, "printerState") == "Desk printer: it is out of paper."


def test_that_a_job_that_came_out_can_still_be_crumpled(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    prints.print(document())
    printer.print_all()
    prints.listen()
    (row,) = rows(panel)
    assert said(row) == "Badges, 09:14. Printed · Desk printer"
    assert offered(row) == ["Save as PDF …", "It did not come out well"]
    choose(row, "It did not come out well")
    assert prints.failures[0].why == "Somebody looked: it did not come out well."
    assert offered(row)[0] == "Try again"


def test_that_a_failed_job_is_tried_again(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there = False
    prints.print(document(), "Desk")
    (row,) = rows(panel)
    assert said(row) == "Badges, 09:14. Not printed · Desk. There is no such printer any more"
    assert text(panel, "printQueueCount") == "1 not printed"
    assert offered(row) == ["Try again", "Save as PDF …", "It came out after all", "Give up"]
    printer.is_there = True
    click(row, "retryJob")
    assert {job.state for job in prints.jobs} == {JobState.SENT, JobState.GIVEN_UP}
    assert text(panel, "printQueueCount") == "1 to come"


def test_that_another_printer_takes_what_failed(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there, printer.has_second = False, True
    prints.look()
    prints.print(document(), "Desk")
    (row,) = rows(panel)
    other = row.findChild(QPushButton, "otherPrinter")
    assert other is not None
    (action,) = other.menu().actions()
    assert action.text() == "Printer upstairs"
    action.trigger()
    assert {job.printer for job in prints.under_way} == {"Upstairs"}


def test_that_people_say_what_came_out_where_the_printer_does_not(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.tells = False
    prints.print(document("One"))
    (row,) = rows(panel)
    assert "look at the paper" in said(row)
    click(row, "confirmJob")
    assert prints.jobs[0].state is JobState.CONFIRMED
    prints.print(document("Two"))
    click(rows(panel)[0], "denyJob")
    assert [job.title for job in prints.failures] == ["Two"]
    choose(rows(panel)[0], "It came out after all")
    assert prints.failures == ()


def test_that_what_nobody_wants_any_more_is_given_up(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there = False
    prints.print(document())
    (row,) = rows(panel)
    choose(row, "Give up")
    assert prints.jobs[0].state is JobState.GIVEN_UP
    assert offered(row) == []


def test_that_a_job_is_saved_as_the_pdf_it_is(
    panel: PrintQueuePanel, prints: PrintDesk, document: MakeDocument, saved: Path
) -> None:
    made = document()
    prints.print(made)
    told: list[str] = []
    panel.told.connect(told.append)
    choose(rows(panel)[0], "Save as PDF …")
    assert saved.read_bytes() == made.pdf.read_bytes()
    assert told == [f"Saved {saved.name} in {saved.parent}"]
    prints.pdf_of(prints.jobs[0]).unlink()
    choose(rows(panel)[0], "Save as PDF …")
    assert "not on this computer any more" in told[1]


def test_that_open_jobs_come_first_and_old_ones_are_left_out(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there = False
    prints.print(document("The first"))
    printer.is_there = True
    for number in range(22):
        prints.print(document(f"Later {number}"))
    printer.print_all()
    prints.listen()
    titles = [said(row).split(",")[0] for row in rows(panel)]
    assert titles == ["The first", *(f"Later {number}" for number in range(21, 1, -1))]


def test_that_in_practice_the_queue_says_so_kindly(desk: Desk, qtbot: QtBot) -> None:
    desk.services.print_queue._spooler = NoSpooler("In practice nothing is printed.")
    prints = PrintDesk(desk.services.print_queue, AtOnce())
    panel = PrintQueuePanel(prints, desk.post)
    pill = PrinterPill(prints)
    qtbot.addWidget(panel)
    qtbot.addWidget(pill)
    assert text(panel, "printQueueEmpty") == "In practice nothing is printed."
    assert text(panel, "printerState") == "In practice nothing is printed."
    assert not pill.property("warning")
    assert pill.accessibleName() == "Printer: in practice nothing is printed."


def test_that_a_job_with_markup_and_ampersands_in_its_title_is_named_as_it_is(
    panel: PrintQueuePanel, prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    prints.print(document("<b>R&D"))
    printer.lose_all("Lost")
    prints.listen()
    (row,) = rows(panel)
    assert said(row).startswith("<b>R&D, ")
    assert offered(row)[:1] == ["Try again"]


# -- the pill and the drawer ---------------------------------------------------------------------------------


def test_that_the_pill_is_quiet_until_something_did_not_come_out(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument, qtbot: QtBot
) -> None:
    pill = PrinterPill(prints)
    qtbot.addWidget(pill)
    assert (pill.property("warning"), pill.text()) == (False, "")
    prints.print(document())
    assert (pill.property("warning"), pill.text()) == (False, "1")
    printer.lose_all("It was cancelled in the printing system.")
    prints.listen()
    assert (pill.property("warning"), pill.text()) == (True, "1")
    assert pill.accessibleName() == "Printer: 1 not printed. Open the print queue."


def test_that_the_pill_is_amber_while_the_printer_is_in_trouble(
    prints: PrintDesk, printer: PaperPrinter, qtbot: QtBot
) -> None:
    pill = PrinterPill(prints)
    qtbot.addWidget(pill)
    prints.choose_printer("Desk")
    printer.trouble = "It has stopped: somebody paused it."
    prints.look()
    assert pill.property("warning")
    assert "It has stopped" in pill.accessibleName()
    printer.trouble = ""
    prints.look()
    assert not pill.property("warning")


def test_that_the_drawer_gives_the_caret_back(prints: PrintDesk, desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    field = QPushButton("Field", window)
    drawer = QueueDrawer(PrintQueuePanel(prints, desk.post), window)
    window.resize(1_000, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    drawer.turn()
    assert drawer.isVisible()
    assert drawer.isAncestorOf(window.focusWidget())
    window.resize(960, 560)
    assert window.rect().contains(drawer.geometry())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert window.focusWidget() is field
    drawer.turn()
    drawer.turn()
    assert not drawer.isVisible()
