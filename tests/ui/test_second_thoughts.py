"""Acts are taken back and put back by keyboard, decisions have a reason, and what did not reach the disk says so."""

import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.app import Program
from checkin_app.bootstrap import Services
from checkin_app.domain.checkin import Reason
from checkin_app.services.clock import HandClock
from checkin_app.services.scan_lines import ScanLine
from checkin_app.settings import Settings
from checkin_app.store import database
from checkin_app.ui.background import AtOnce
from checkin_app.ui.found_list import FoundList
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.people_table import PERSON
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.scan_list import ScanList, button_text
from checkin_app.ui.verdict_card import VerdictCard

from .conftest import EVENT, PEOPLE

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
IMPATIENT_MS = 50


class Volunteer:
    """Somebody at the keyboard of the open window, who reads what it says."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = program.window

    @property
    def services(self) -> Services:
        """What the window works on."""
        assert self.program._services is not None
        return self.program._services

    @property
    def caret(self) -> QWidget:
        """Where the keys go."""
        widget = self.window.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.caret, key, modifier)

    def write(self, text: str) -> None:
        """Letters, wherever the caret is."""
        QTest.keyClicks(self.caret, text)

    def look_for(self, text: str) -> None:
        """Type a name and wait until the search has begun."""
        self.write(text)
        box = self.caret
        assert isinstance(box, ScanBox)
        box.paused.emit(box.text())

    def scan(self, family: str) -> None:
        """Scan somebody's badge with a scanner that types."""
        people = self.services.roster.people()
        self.write(next(p.code for p in people if p.participant.family == family))
        self.press(Qt.Key.Key_Return)

    def reads(self, name: str) -> str:
        """The text of a label that can be seen."""
        label = self.window.findChild(QLabel, name)
        assert label is not None
        return label.text() if label.isVisible() else ""

    @property
    def word(self) -> str:
        """The verdict."""
        return self.reads("verdictWord")

    @property
    def lines(self) -> list[ScanLine]:
        """The last scans, the newest first."""
        return self.services.checkin.last_scans()


@pytest.fixture
def event_file(tmp_path: Path, clock: HandClock) -> Path:
    """An event file with people, closed."""
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    return path


@pytest.fixture
def volunteer(
    qapp: QApplication,
    qtbot: QtBot,
    clock: HandClock,
    event_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Volunteer]:
    """Ioana at the open window, on a computer that waits for nobody."""
    monkeypatch.setitem(database.PRAGMAS, "busy_timeout", IMPATIENT_MS)
    options = Namespace(event=event_file, now=clock, desk="Main entrance", operator="Ioana")
    program = Program(qapp, Settings(computer="tests"), AtOnce(), options)
    program.start()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    yield Volunteer(program)
    program.close()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# -- undo and redo -------------------------------------------------------------------------------------------


def test_that_acts_are_taken_back_and_put_back_by_keyboard_one_after_the_other(volunteer: Volunteer) -> None:
    for family in ("Țăranu", "Müller"):
        volunteer.scan(family)
    counted = [volunteer.reads("counterIn")]
    for modifier in (CONTROL, CONTROL, CONTROL_SHIFT, CONTROL_SHIFT):
        volunteer.press(Qt.Key.Key_Z, modifier)
        counted.append(volunteer.reads("counterIn"))
    assert counted == ["2", "1", "0", "1", "2"]
    assert (volunteer.word, volunteer.reads("verdictName")) == ("Counts again", "Jörg Müller")


def test_that_card_and_line_say_what_was_taken_back(volunteer: Volunteer) -> None:
    volunteer.scan("Țăranu")
    volunteer.press(Qt.Key.Key_Z, CONTROL)
    assert (volunteer.word, volunteer.reads("verdictName")) == ("Taken back", "Ștefan Țăranu")
    assert "The entry of 09:14:07" in volunteer.reads("verdictDetail")
    scans = volunteer.window.findChild(ScanList)
    assert scans is not None
    line = scans.model().index(0, 0)
    assert line.data(Qt.ItemDataRole.StatusTipRole) == "Taken back"
    assert "taken back" in line.data()
    assert button_text(line.data(Qt.ItemDataRole.UserRole)) == "Redo"


def test_that_what_cannot_be_redone_or_undone_is_told_in_a_sentence(volunteer: Volunteer) -> None:
    volunteer.press(Qt.Key.Key_Z, CONTROL_SHIFT)
    assert volunteer.window.band.text().startswith("There is nothing to redo.")
    volunteer.press(Qt.Key.Key_Z, CONTROL)
    assert volunteer.window.band.text().startswith("There is nothing to undo")
    volunteer.scan("Țăranu")
    volunteer.press(Qt.Key.Key_Z, CONTROL)
    volunteer.scan("Țăranu")
    volunteer.press(Qt.Key.Key_Z, CONTROL_SHIFT)
    assert volunteer.window.band.text().startswith("The person has come or gone since")
    assert volunteer.reads("counterIn") == "1"


# -- editing -------------------------------------------------------------------------------------------------


def _chosen_on_the_people_page(volunteer: Volunteer) -> str:
    page = volunteer.window.findChild(PeoplePage)
    assert page is not None
    assert page.isVisible()
    table = page.findChild(QTableView, "peopleTable")
    assert table is not None
    (row,) = table.selectionModel().selectedRows()
    return row.data(PERSON).participant.family


def test_that_f2_leads_from_a_verdict_to_the_person(volunteer: Volunteer) -> None:
    volunteer.scan("Müller")
    volunteer.press(Qt.Key.Key_F2)
    assert _chosen_on_the_people_page(volunteer) == "Müller"
    volunteer.press(Qt.Key.Key_1, CONTROL)
    assert volunteer.reads("verdictName") == "Jörg Müller"


def test_that_f2_leads_from_the_chosen_one_of_a_search_to_the_person(volunteer: Volunteer) -> None:
    volunteer.scan("Müller")
    volunteer.look_for("pop")
    volunteer.press(Qt.Key.Key_F2)
    assert volunteer.reads("counterIn") == "1"
    volunteer.press(Qt.Key.Key_Down)
    volunteer.press(Qt.Key.Key_F2)
    assert _chosen_on_the_people_page(volunteer) in {"Popa", "Popescu"}


# -- notes and decisions -------------------------------------------------------------------------------------


def test_that_a_decision_without_a_reason_is_asked_for_one_and_recorded_with_it(volunteer: Volunteer) -> None:
    volunteer.scan("Ng")
    assert volunteer.reads("reasonLacking") == ""
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    volunteer.write("   ")
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    assert "the reason is recorded" in volunteer.reads("reasonLacking")
    assert volunteer.reads("counterIn") == "0"
    volunteer.write("Day changed")
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    newest = volunteer.lines[0]
    assert (newest.reason, newest.forced, newest.operator) == (Reason.NOT_THIS_DAY, "Day changed", "Ioana")
    assert volunteer.reads("counterIn") == "1"


def test_that_the_next_question_begins_without_the_hint(volunteer: Volunteer) -> None:
    volunteer.scan("Ng")
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    volunteer.press(Qt.Key.Key_Escape)
    volunteer.scan("Ng")
    assert volunteer.reads("reasonLacking") == ""


# -- not saved -----------------------------------------------------------------------------------------------


def _expect_alarm_then_exactly_one_record(volunteer: Volunteer, before: int) -> None:
    """Called while the trouble is over again but nobody has retried yet."""
    assert volunteer.word == "NOT SAVED — do not let in yet"
    unsaved = volunteer.program._shell
    assert unsaved is not None
    promised = unsaved._reception._unsaved
    assert promised is not None
    volunteer.press(Qt.Key.Key_Return)
    assert volunteer.word == "Checked in"
    assert len(volunteer.lines) == before + 1
    assert volunteer.lines[0].record == promised[1]
    assert volunteer.reads("counterIn") == "1"


def test_that_a_locked_file_is_an_alarm_and_a_retry_records_once(
    volunteer: Volunteer, event_file: Path
) -> None:
    other = sqlite3.connect(event_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    volunteer.scan("Țăranu")
    assert "Another program is writing" in volunteer.reads("verdictDetail")
    volunteer.press(Qt.Key.Key_Return)
    assert volunteer.word == "NOT SAVED — do not let in yet"
    other.execute("ROLLBACK")
    other.close()
    _expect_alarm_then_exactly_one_record(volunteer, 0)


def test_that_a_full_disk_is_an_alarm_and_a_retry_records_once(volunteer: Volunteer) -> None:
    file = volunteer.services.event_file._file
    with file._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    written = 0
    while not volunteer.word.startswith("NOT SAVED"):
        volunteer.scan("Popa")
        volunteer.services.checkin._recent.clear()
        written = len(volunteer.lines)
        assert written < 50, "the disk never got full"
    with file._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    assert "The disk is full" in volunteer.reads("verdictDetail")
    volunteer.press(Qt.Key.Key_Return)
    assert volunteer.word == "Stop — cancelled"
    assert len({line.record for line in volunteer.lines}) == len(volunteer.lines) == written + 1


# -- a whole morning -----------------------------------------------------------------------------------------


def _check_in_a_misspelt_name_and_undo(volunteer: Volunteer) -> None:
    """«popesku» leads to Popescu, whose entry is taken back."""
    volunteer.look_for("popesku")
    assert "Nobody like «popesku»" in volunteer.reads("nobodyFound")
    volunteer.press(Qt.Key.Key_Down)
    volunteer.press(Qt.Key.Key_Return)
    found = volunteer.window.findChild(FoundList)
    assert found is not None
    assert found.model().rowCount() == 1
    volunteer.press(Qt.Key.Key_Return)
    assert (volunteer.word, volunteer.reads("verdictName")) == ("Checked in — read the note", "Ana Popescu")
    volunteer.press(Qt.Key.Key_Return)
    card = volunteer.window.findChild(VerdictCard)
    assert card is not None
    assert card.is_outlined
    volunteer.press(Qt.Key.Key_Z, CONTROL)
    assert (volunteer.word, volunteer.reads("counterIn")) == ("Taken back", "0")


def _add_a_walk_in_who_looks_like_somebody(volunteer: Volunteer) -> None:
    """The hint is seen, and the new person added all the same."""
    volunteer.press(Qt.Key.Key_N, CONTROL)
    volunteer.write("Anna")
    volunteer.press(Qt.Key.Key_Tab)
    volunteer.write("Popesku")
    QTest.qWait(200)
    assert volunteer.reads("lookalikesSaid").startswith("1 person looks like this")
    volunteer.press(Qt.Key.Key_Tab)
    volunteer.write("Agro Lab")
    volunteer.press(Qt.Key.Key_Tab)
    assert isinstance(volunteer.caret, QComboBox)
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    assert (volunteer.word, volunteer.reads("verdictName")) == ("Checked in", "Anna Popesku")


def _let_in_somebody_of_another_day(volunteer: Volunteer) -> None:
    """With a reason."""
    volunteer.write("ng")
    volunteer.press(Qt.Key.Key_Return)
    assert volunteer.word == "Ask: not registered for this day"
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    assert isinstance(volunteer.caret, QLineEdit)
    volunteer.write("Day changed")
    volunteer.press(Qt.Key.Key_Return, CONTROL)
    assert volunteer.word == "Checked in — let in by you"
    assert volunteer.reads("counterIn") == "2"


def _check_out_and_switch_the_session(volunteer: Volunteer) -> None:
    """The next session has its own numbers."""
    volunteer.press(Qt.Key.Key_F7)
    volunteer.write("ng")
    volunteer.press(Qt.Key.Key_Return)
    assert volunteer.word == "Checked out"
    volunteer.press(Qt.Key.Key_F7)
    volunteer.press(Qt.Key.Key_F6)
    assert volunteer.program._post is not None
    assert volunteer.program._post.checkpoint is not None
    assert volunteer.program._post.checkpoint.session == "D2-MATCH"
    assert (volunteer.word, volunteer.reads("counterIn")) == ("Ready to scan", "0")
    assert [line.operator for line in volunteer.lines] == ["Ioana"] * len(volunteer.lines)


def test_that_a_volunteer_needs_no_mouse(volunteer: Volunteer) -> None:
    _check_in_a_misspelt_name_and_undo(volunteer)
    _add_a_walk_in_who_looks_like_somebody(volunteer)
    _let_in_somebody_of_another_day(volunteer)
    _check_out_and_switch_the_session(volunteer)
