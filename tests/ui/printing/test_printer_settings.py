"""The settings of printing: which printer, what is the matter with it, and what comes out at check-in."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.services.spooler import NoSpooler, Paper
from checkin_app.settings import PrintOn, Settings
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.printing.printer_settings import PrinterSettings
from checkin_app.ui.segments import Segments
from tests.services.paper_printer import PaperPrinter
from tests.ui.conftest import Desk


@pytest.fixture
def section(prints: PrintDesk, desk: Desk, qtbot: QtBot) -> PrinterSettings:
    own = Settings(computer="tests", badge_sheet="brother-dk11202", badge_template="sticker")
    made = PrinterSettings(own, prints, desk.services.designs, desk.background)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def told(section: PrinterSettings) -> dict[str, object]:
    """What was changed."""
    changes: dict[str, object] = {}
    section.changed.connect(changes.__setitem__)
    return changes


def box(section: PrinterSettings, name: str) -> QComboBox:
    found = section.findChild(QComboBox, name)
    assert found is not None
    return found


def choices(found: QComboBox) -> list[str]:
    return [found.itemText(number) for number in range(found.count())]


def choose(found: QComboBox, value: str) -> None:
    found.setCurrentIndex(found.findData(value))
    found.activated.emit(found.currentIndex())


def said(section: PrinterSettings, name: str) -> str:
    found = section.findChild(QLabel, name)
    assert found is not None
    return "" if found.isHidden() else found.text()


def test_that_a_printer_is_chosen_and_remembered(
    section: PrinterSettings, prints: PrintDesk, printer: PaperPrinter
) -> None:
    printer.has_second = True
    prints.look()
    found = box(section, "printerChoice")
    assert choices(found) == [
        "The computer's default printer",
        "Desk printer (default)",
        "Printer upstairs",
    ]
    choose(found, "Upstairs")
    assert prints.printer == "Upstairs"
    printer.has_second = False
    prints.look()
    assert found.currentText() == "Upstairs (not there now)"
    assert said(section, "printerTrouble") == "There is no such printer any more."


def test_that_a_printer_says_what_is_the_matter_with_it(
    section: PrinterSettings, prints: PrintDesk, printer: PaperPrinter
) -> None:
    assert said(section, "printerTrouble") == ""
    printer.trouble = "It is out of paper."
    prints.look()
    assert said(section, "printerTrouble") == "It is out of paper."


def test_that_check_in_sheet_and_design_are_told_at_once(
    section: PrinterSettings, told: dict[str, object]
) -> None:
    when = section.findChild(Segments, "printOnCheckin")
    assert when is not None
    when.button(PrintOn.UNPRINTED).click()
    assert box(section, "printTemplate").currentData() == "sticker"
    choose(box(section, "printSheet"), "avery-l4785")
    choose(box(section, "printTemplate"), "classic")
    assert told == {
        "print_on_checkin": PrintOn.UNPRINTED,
        "badge_sheet": "avery-l4785",
        "badge_template": "classic",
    }


def test_that_a_sheet_of_several_labels_is_warned_of(section: PrinterSettings) -> None:
    assert "never waits" in said(section, "printLabels")
    choose(box(section, "printSheet"), "avery-l4785")
    assert "10 labels" in said(section, "printLabels")


def test_that_the_events_own_designs_are_offered(section: PrinterSettings, desk: Desk) -> None:
    designs = desk.services.designs
    designs.save(designs.copy("classic"))
    section.hide()
    section.show()
    assert "Classic band, our own" in choices(box(section, "printTemplate"))
    assert box(section, "printTemplate").currentData() == "sticker"


def test_that_a_test_page_goes_to_the_printer(section: PrinterSettings, printer: PaperPrinter) -> None:
    button = section.findChild(QPushButton, "printTestPage")
    assert button is not None
    button.click()
    ((title, paper, content),) = printer.sent
    assert title.startswith("Test page (")
    assert paper == Paper(62, 100)
    assert content.startswith(b"%PDF")


def test_that_in_practice_no_test_page_is_offered(desk: Desk, qtbot: QtBot) -> None:
    desk.services.print_queue._spooler = NoSpooler("In practice nothing is printed.")
    prints = PrintDesk(desk.services.print_queue, desk.background)
    section = PrinterSettings(Settings(computer="tests"), prints, desk.services.designs, desk.background)
    qtbot.addWidget(section)
    button = section.findChild(QPushButton, "printTestPage")
    assert button is not None
    assert not button.isEnabled()
    assert said(section, "printerTrouble") == "In practice nothing is printed."
