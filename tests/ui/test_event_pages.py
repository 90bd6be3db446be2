"""The pages of an open event together: what leads from the Attendance page to others, to the printer, and back."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.app.event_pages import EventPages, make_pages
from checkin_app.bootstrap import Services
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.print_job import JobState
from checkin_app.services.clock import HandClock
from checkin_app.services.spooler import Paper
from checkin_app.settings import Settings
from checkin_app.ui.attendance.correction_bar import CorrectionBar
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.background import AtOnce, Lease
from checkin_app.ui.devices import Devices
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.main_window import MainWindow
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.rail import Page
from tests.clipped import clipped
from tests.services.paper_printer import PaperPrinter

from .conftest import CONFERENCE, EVENT, JOERG, PEOPLE, SECOND

T = TypeVar("T", bound=QWidget)
SIZES = (QSize(1093, 614), QSize(1366, 768), QSize(1920, 1080))


@dataclass
class Opened:
    """An open event: its pages, its services, and what it would print on."""

    window: MainWindow
    made: EventPages
    services: Services
    printer: PaperPrinter
    qtbot: QtBot
    told: list[str] = field(default_factory=list[str])

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind, or of a kind and an object name, on the Attendance page."""
        found = self.made.attendance.findChild(kind, name) if name else self.made.attendance.findChild(kind)
        assert found is not None, name or kind
        return found

    def click(self, name: str) -> None:
        """Click a button of the Attendance page by its object name."""
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def show(self, part: Part) -> None:
        """Show a part of the Attendance page."""
        self.made.shell.show_page(Page.ATTENDANCE)
        self.made.attendance.show_part(part)

    def page(self) -> QWidget:
        """The page that is seen."""
        stack = self.made.shell.findChild(QStackedWidget, "pages")
        seen = stack.currentWidget() if stack else None
        assert seen is not None
        return seen

    def prints(self) -> PrintDesk:
        """What drives the print queue."""
        found = self.made.shell.findChild(PrintDesk)
        assert found is not None
        return found

    def person_shown(self) -> str:
        """Whom the People page shows."""
        name = self.made.people.findChild(QLabel, "personName")
        assert name is not None
        return name.text()


@pytest.fixture
def printer() -> PaperPrinter:
    """The printer of this computer."""
    return PaperPrinter()


@pytest.fixture
def services(event_file: Path, clock: HandClock, printer: PaperPrinter) -> Iterator[Services]:
    """Real services, which print on that printer; Ștefan came to the conference."""
    created = bootstrap.create_event(event_file, EVENT, desk="Main entrance", computer="tests", clock=clock)
    people = [created.roster.add(person) for person in PEOPLE]
    created.checkin.check_in(people[0].id, CONFERENCE)
    created.close()
    made = bootstrap.open_services(
        event_file, desk="Main entrance", computer="tests", clock=clock, spooler=printer
    )
    yield made
    made.close()


@pytest.fixture
def opened(services: Services, printer: PaperPrinter, devices: Devices, qtbot: QtBot) -> Iterator[Opened]:
    """The event's window, as the program makes it."""
    background, parent = Lease(AtOnce()), QObject()
    kept = KeptSettings(Settings(computer="tests", desk="Main entrance"), background, "", parent)
    made = make_pages(services, EVENT, kept, background, devices, lambda *_: None)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_content(made.shell)
    seen = Opened(window, made, services, printer, qtbot)
    made.shell.told.connect(seen.told.append)
    window.resize(SIZES[1])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield seen
    background.end()


def _evening(opened: Opened, clock: HandClock) -> FiguresTable:
    """The second day is over; a walk-in has no organisation, and there were too many in the room."""
    walk_in = opened.services.roster.add(replace(JOERG, given="Doina", family="Rusu", organisation=""))
    opened.services.checkin.check_in(walk_in.id, Checkpoint(SECOND))
    for number in range(3):
        guest = opened.services.roster.add(replace(JOERG, given=f"Guest {number}"))
        opened.services.attendance.correct(guest.id, CONFERENCE, present=True, reason="Paper list")
    clock.instant += timedelta(hours=9)
    opened.show(Part.END_OF_DAY)
    return opened.find(FiguresTable, "findings")


def _choose(table: FiguresTable, kind: str) -> None:
    table.selectRow([row[0] for row in table.figures().rows].index(kind))


def test_that_a_no_show_is_opened_on_the_people_page(opened: Opened) -> None:
    opened.show(Part.NO_SHOWS)
    table = opened.find(FiguresTable, "noShowsTable")
    table.selectRow([row[0] for row in table.figures().rows].index("Popescu, Ana"))
    opened.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.page() is opened.made.imports
    assert opened.person_shown() == "Ana Popescu"


def test_that_who_has_no_organisation_is_opened_on_the_people_page(opened: Opened, clock: HandClock) -> None:
    _choose(_evening(opened, clock), "No organisation")
    opened.click("findingPerson")
    assert opened.page() is opened.made.imports
    assert opened.person_shown() == "Doina Rusu"


def test_that_too_many_in_a_room_open_the_programme(opened: Opened, clock: HandClock) -> None:
    _choose(_evening(opened, clock), "Too many in the room")
    opened.click("findingFix")
    assert type(opened.page()).__name__ == "ProgrammePage"


def test_that_the_keys_for_undo_and_redo_mean_the_corrections_of_the_page(opened: Opened) -> None:
    opened.show(Part.MATRIX)
    table = opened.find(QTableView, "attendanceTable")
    names = [
        table.model().headerData(row, Qt.Orientation.Vertical) for row in range(table.model().rowCount())
    ]
    cell = table.model().index(names.index("Popescu, Ana"), 1)
    table.setFocus()
    table.setCurrentIndex(cell)
    opened.qtbot.keyClick(table, Qt.Key.Key_Return)
    opened.find(QLineEdit, "correctionReason").setText("Signed the paper list")
    opened.click("correctionGo")
    assert cell.data() == "✓ 09:14"
    opened.qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell.data() == "○"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    opened.qtbot.keyClick(table, Qt.Key.Key_Z, both)
    assert cell.data() == "✓ 09:14"
    assert len(opened.services.attendance.of_person(_id(opened, "Popescu"))) == 1


def _id(opened: Opened, family: str) -> str:
    people = (person.participant for person in opened.services.roster.people())
    return next(person.id for person in people if person.family == family)


def test_that_leaving_the_page_loses_no_part_and_no_choice(opened: Opened) -> None:
    opened.show(Part.NO_SHOWS)
    box = opened.find(ChoiceBox, "noShowsAt")
    box.show_value(CONFERENCE)
    box.activated.emit(box.currentIndex())
    opened.made.shell.show_page(Page.CHECKIN)
    opened.made.shell.show_page(Page.ATTENDANCE)
    assert opened.find(FiguresTable, "noShowsTable").isVisible()
    assert box.value() == CONFERENCE


@pytest.mark.parametrize(
    ("wish", "title", "paper"),
    [
        ("signatures.print", "Signature lists", Paper(210, 297)),
        ("certificates.print", "Certificates", Paper(297, 210)),
        ("report.print", "Attendance report", Paper(210, 297)),
    ],
)
def test_that_each_paper_is_printed_through_the_queue(
    wish: str, title: str, paper: Paper, opened: Opened
) -> None:
    opened.show(Part.PAPERS)
    opened.click(wish)
    ((sent, size, content),) = opened.printer.sent
    assert title in sent
    assert size == paper
    assert content.startswith(b"%PDF")
    (job,) = opened.prints().jobs
    assert (job.title, job.state) == (title, JobState.SENT)
    opened.printer.print_all()
    opened.prints().listen()
    assert [each.state for each in opened.prints().jobs] == [JobState.CONFIRMED]


def test_that_a_paper_is_not_lost_without_a_printer(opened: Opened) -> None:
    opened.printer.is_there = False
    opened.show(Part.PAPERS)
    opened.click("report.print")
    assert opened.printer.sent == []
    (job,) = opened.prints().jobs
    assert job.title == "Attendance report"
    assert opened.prints().pdf_of(job).read_bytes().startswith(b"%PDF")


def test_that_a_paper_that_cannot_be_set_is_told_and_nothing_is_queued(opened: Opened) -> None:
    opened.services.programme.change(replace(EVENT, days=()))
    opened.show(Part.PAPERS)
    opened.click("signatures.print")
    assert opened.told
    assert opened.prints().jobs == ()
    assert opened.printer.sent == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}×{size.height()}")
def test_that_no_part_is_cut_off_at_any_size(size: QSize, opened: Opened, clock: HandClock) -> None:
    _choose(_evening(opened, clock), "No organisation")
    found: dict[str, list[str]] = {}
    opened.window.resize(size)
    for part in Part:
        opened.show(part)
        opened.qtbot.wait(1)
        found[part] = list(clipped(opened.made.attendance))
    assert {part: told for part, told in found.items() if told} == {}
    assert opened.window.size() == size


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}×{size.height()}")
def test_that_a_question_is_read_whole_at_any_size(size: QSize, opened: Opened) -> None:
    long = replace(
        JOERG, given="Wilhelmina Alexandrina", family="Featherstonehaugh-Montgomery", organisation=""
    )
    opened.services.roster.add(long)
    opened.window.resize(size)
    opened.show(Part.MATRIX)
    opened.made.changes.people_changed.emit()
    table = opened.find(QTableView, "attendanceTable")
    table.doubleClicked.emit(table.model().index(0, 1))
    opened.qtbot.wait(1)
    assert "Featherstonehaugh" in opened.find(CorrectionBar).text()
    assert list(clipped(opened.made.attendance)) == []


def test_that_everything_on_the_page_that_is_pressed_or_filled_in_has_a_name(opened: Opened) -> None:
    nameless: list[str] = []
    for part in Part:
        opened.show(part)
        for kind in (QPushButton, QLineEdit, QTableView, ChoiceBox):
            for widget in opened.made.attendance.findChildren(kind):
                words = widget.text() if isinstance(widget, QPushButton) else ""
                inside = widget.objectName().startswith("qt_")
                if widget.isVisible() and not inside and not (words or widget.accessibleName()):
                    nameless.append(f"{part}: {type(widget).__name__} {widget.objectName()}")
    assert nameless == []
