"""The import lies where the people are: reached by button, key and drop, and never in the way of a scan."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.app import Program
from checkin_app.services.clock import HandClock
from checkin_app.settings import Settings
from checkin_app.ui.background import AtOnce
from checkin_app.ui.badges.who_panel import WhoPanel
from checkin_app.ui.importing.import_area import ImportArea
from checkin_app.ui.importing.import_wizard import ImportWizard
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.rail import Page
from checkin_app.ui.shell import Shell
from checkin_app.ui.table_view import TableView
from checkin_app.ui.toast import Toast
from tests.ui.conftest import EVENT, PEOPLE

LIST = "Prenume,Nume,Categoria\nIon,Marin,Press\nEva,Marin,Public\n"


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, clock: HandClock, tmp_path: Path) -> Iterator[Program]:
    """The program on an event with five people."""
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    options = Namespace(event=path, now=clock, desk="", operator="")
    running = Program(qapp, Settings(computer="tests"), AtOnce(), options, lambda *_: None)
    running.start()
    running.window.activateWindow()
    qtbot.waitUntil(running.window.isActiveWindow)  # keys go to an active window alone
    yield running
    running.close()
    running.window.close()
    running.window.deleteLater()
    running.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


T = TypeVar("T", bound=QWidget)


def find(program: Program, kind: type[T], name: str = "") -> T:
    found = program.window.findChild(kind, name) if name else program.window.findChild(kind)
    assert found is not None
    return found


def drop(place: QWidget, *urls: QUrl) -> bool:
    """Drop files as a file manager does; whether they were taken."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPoint(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(place, entered)
    if not entered.isAccepted():
        QApplication.sendEvent(place, QDragLeaveEvent())
        return False
    dropped = QDropEvent(QPointF(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(place, dropped)
    return dropped.isAccepted()


def saved(folder: Path, text: str = LIST) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def names(program: Program) -> set[str]:
    assert program._services is not None
    return {each.participant.name for each in program._services.roster.people()}


def opened(program: Program) -> ImportWizard:
    find(program, Shell).show_page(Page.PEOPLE)
    find(program, QPushButton, "importPeople").click()
    return find(program, ImportWizard)


def imported(program: Program, tmp_path: Path) -> ImportWizard:
    program.take_file(saved(tmp_path))
    wizard = find(program, ImportWizard)
    for _ in range(3):
        wizard.go_on()
    return wizard


def test_that_the_button_opens_the_import_and_esc_closes_it(program: Program) -> None:
    wizard = opened(program)
    assert wizard.isVisible()
    assert not find(program, PeoplePage).isVisible()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert find(program, PeoplePage).isVisible()
    assert not wizard.isVisible()


def test_that_an_empty_roster_says_how_a_list_comes_in(program: Program) -> None:
    assert program._services is not None
    for person in program._services.roster.people():
        program._services.roster.remove([person.participant.id])
    find(program, Shell).show_page(Page.PEOPLE)
    assert "Import a list" in find(program, TableView, "peopleTable")._empty


def test_that_a_list_dropped_anywhere_onto_the_window_is_read(program: Program, tmp_path: Path) -> None:
    assert drop(program.window, QUrl.fromLocalFile(str(saved(tmp_path))))
    wizard = find(program, ImportWizard)
    assert wizard.isVisible()
    read = find(program, TableView, "listPreview").model()
    assert [read.index(row, 0).data() for row in range(read.rowCount())] == ["Ion", "Eva"]


def test_that_the_place_for_drops_shows_that_it_takes_one(program: Program, tmp_path: Path) -> None:
    opened(program)
    zone = find(program, QFrame, "dropZone")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(saved(tmp_path)))])
    entered = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(zone, entered)
    assert zone.property("hovered") is True
    QApplication.sendEvent(zone, QDragLeaveEvent())
    assert zone.property("hovered") is False
    assert drop(zone, QUrl.fromLocalFile(str(saved(tmp_path))))


def test_that_what_is_no_file_on_this_computer_is_not_taken(program: Program) -> None:
    assert not drop(program.window, QUrl("https://example.org/list.csv"))
    assert not drop(program.window)


def test_that_a_dropped_event_is_opened(program: Program, tmp_path: Path, clock: HandClock) -> None:
    other = tmp_path / "other.CHECKIN"
    bootstrap.create_event(other, EVENT, desk="Office", computer="tests", clock=clock).close()
    assert drop(program.window, QUrl.fromLocalFile(str(other)))
    assert names(program) == set()


def test_that_a_bad_file_is_told_and_the_event_is_as_before(program: Program, tmp_path: Path) -> None:
    before = names(program)
    program.take_file(saved(tmp_path, "Nume,Prenume\nPop,A\0na\n"))
    told = find(program, QLabel, "importTrouble")
    assert told.isVisible()
    assert told.text().startswith("list.csv, line 2: It contains the character NUL.")
    assert names(program) == before


def test_that_the_people_page_shows_those_who_came(program: Program, tmp_path: Path) -> None:
    wizard = imported(program, tmp_path)
    assert names(program) >= {"Ion Marin", "Eva Marin"}
    wizard.close_up()
    assert find(program, QLabel, "peopleCount").text() == "7"


def test_that_the_desk_knows_a_new_category_at_once(program: Program, tmp_path: Path) -> None:
    imported(program, tmp_path)
    known = [category.name for category in find(program, Shell).post.programme.categories]
    assert "Press" in known


def test_that_badges_are_offered_for_the_new_people_only(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    imported(program, tmp_path)
    find(program, QPushButton, "printNewBadges").click()
    choices = find(program, WhoPanel)
    assert choices.isVisible()
    assert len(choices.who().people) == 2
    count = find(program, QLabel, "badgeCount")
    qtbot.waitUntil(lambda: count.text() == "2 badges on 1 page", timeout=3_000)
    only = find(program, QPushButton, "chosenPeople")
    assert only.text().strip() == "Only these 2 people"
    only.click()
    assert choices.who().people == ()
    assert not only.isVisible()
    qtbot.waitUntil(lambda: count.text() == "6 badges on 1 page", timeout=3_000)


def test_that_scans_go_on_while_a_list_is_being_imported(program: Program) -> None:
    assert program._services is not None
    wizard = opened(program)
    code = next(each.code for each in program._services.roster.people() if each.participant.given == "Ana")
    find(program, Shell).take_scan(code, code)
    toast = find(program, Toast)
    assert toast.isVisible()
    assert find(program, QLabel, "toastName").text() == "Ana Popescu"
    assert wizard.isVisible()


def test_that_tab_leads_through_the_whole_import(program: Program, tmp_path: Path) -> None:
    program.take_file(saved(tmp_path))
    wizard = find(program, ImportWizard)
    for _ in range(2):
        wizard.go_on()
    assert (program.window.focusWidget() or wizard).objectName() == "checkTable"
    reached: set[str] = set()
    for _ in range(40):
        QTest.keyClick(program.window.focusWidget() or wizard, Qt.Key.Key_Tab)
        reached.add((program.window.focusWidget() or wizard).objectName())
    assert {"checkTable", "actAdd", "tabNew", "importBack", "importNext", "closeImport"} <= reached


def test_that_the_page_comes_back_with_the_import_as_it_was(program: Program, tmp_path: Path) -> None:
    program.take_file(saved(tmp_path))
    shell, area = find(program, Shell), find(program, ImportArea)
    shell.show_page(Page.CHECKIN)
    shell.show_page(Page.PEOPLE)
    assert area.currentWidget() is find(program, ImportWizard)
    area.show_people()
    assert find(program, PeoplePage).isVisible()


def test_that_a_file_dropped_onto_a_field_is_no_text_for_it(program: Program) -> None:
    find(program, Shell).show_page(Page.PEOPLE)
    assert not any(field.acceptDrops() for field in find(program, PeoplePage).findChildren(QLineEdit))


def test_that_the_end_of_an_import_is_told_on_other_pages_too(program: Program, tmp_path: Path) -> None:
    program.take_file(saved(tmp_path))
    wizard = find(program, ImportWizard)
    for _ in range(2):
        wizard.go_on()
    find(program, Shell).show_page(Page.CHECKIN)
    wizard.go_on()
    told = [each.text() for each in program.window.band.findChildren(QLabel)]
    assert "Imported: list.csv. 2 people added, 0 changed." in told
