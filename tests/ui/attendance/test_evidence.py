"""Who did not come, and what is to be put right at the end of a day."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from checkin_app.domain.checkin import Direction
from checkin_app.domain.end_of_day import FindingKind, Remedy
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui.attendance import correction_wording
from checkin_app.ui.attendance.correction_bar import CorrectionBar
from checkin_app.ui.attendance.end_of_day_view import FIXES
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from tests.ui.conftest import CONFERENCE, FIRST, JOERG, SECOND

from .conftest import Attendance


@pytest.fixture
def no_shows(attendance: Attendance) -> FiguresTable:
    attendance.page.show_part(Part.NO_SHOWS)
    return attendance.find(FiguresTable, "noShowsTable")


@pytest.fixture
def findings(attendance: Attendance, clock: HandClock) -> FiguresTable:
    """The second day when it is over; Li was let in without being registered, a walk-in has no organisation."""
    desk = attendance.desk
    desk.post.turn(Direction.ENTRY)
    desk.services.checkin.check_in(desk.person("Ng").id, CONFERENCE, force="The organiser agreed")
    walk_in = desk.services.roster.add(replace(JOERG, given="Doina", family="Rusu", organisation=""))
    desk.services.checkin.check_in(walk_in.id, Checkpoint(SECOND))
    clock.instant += timedelta(hours=9)
    attendance.page.show_part(Part.END_OF_DAY)
    return attendance.find(FiguresTable, "findings")


def _names(table: FiguresTable, column: int = 0) -> list[str]:
    return [str(row[column]) for row in table.figures().rows]


def _kinds(table: FiguresTable) -> set[str]:
    return set(_names(table))


def _choose(attendance: Attendance, table: FiguresTable, kind: FindingKind, who: str = "") -> None:
    wanted = correction_wording.FOUND[kind]
    rows = table.figures().rows
    table.selectRow(next(n for n, row in enumerate(rows) if row[0] == wanted and who in str(row[1])))
    assert attendance.find(QLabel, "findingSaid").text()


def test_that_those_who_came_nowhere_are_listed_by_name(
    no_shows: FiguresTable, attendance: Attendance
) -> None:
    assert _names(no_shows) == ["Ng, Li", "Popescu, Ana"]
    assert attendance.find(QLabel, "noShowsCount").text() == "2 people did not come"


def test_that_those_missing_at_one_session_are_listed(no_shows: FiguresTable, attendance: Attendance) -> None:
    attendance.choose(attendance.find(ChoiceBox, "noShowsAt"), CONFERENCE)
    assert _names(no_shows) == ["Popescu, Ana"]


def test_that_a_no_show_is_opened_and_the_list_is_saved(
    no_shows: FiguresTable, attendance: Attendance, tmp_path: Path
) -> None:
    opened: list[str] = []
    attendance.page.person_requested.connect(opened.append)
    no_shows.selectRow(1)
    no_shows.setFocus()
    attendance.qtbot.keyClick(no_shows, Qt.Key.Key_Return)
    assert opened == [attendance.desk.person("Popescu").id]
    attendance.chooser.path = tmp_path / "no-shows.csv"
    attendance.click("noShowsCsv")
    with attendance.chooser.path.open(encoding="utf-8", newline="") as file:
        assert [row["Family name"] for row in csv.DictReader(file)] == ["Ng", "Popescu"]


def test_that_a_list_of_nobody_cannot_be_saved(no_shows: FiguresTable, attendance: Attendance) -> None:
    attendance.choose(attendance.find(ChoiceBox, "noShowsAt"), Checkpoint(SECOND, "D2-MATCH"))
    assert no_shows.empty_text() == correction_wording.NO_NO_SHOWS
    assert not attendance.find(QPushButton, "noShowsXlsx").isEnabled()


def test_that_the_check_finds_what_a_funder_would_ask_about(findings: FiguresTable) -> None:
    assert _kinds(findings) == {
        correction_wording.FOUND[kind]
        for kind in (
            FindingKind.NOT_REGISTERED,
            FindingKind.FORCED,
            FindingKind.NO_EXIT,
            FindingKind.ABSENT,
            FindingKind.NO_ORGANISATION,
        )
    }


def test_that_one_kind_of_finding_is_looked_at_alone(findings: FiguresTable, attendance: Attendance) -> None:
    attendance.choose(attendance.find(ChoiceBox, "findingKind"), FindingKind.FORCED)
    assert _names(findings, 1) == ["Ng, Li"]
    assert "The organiser agreed" in correction_wording.finding(
        attendance.desk.post.programme, attendance.page.end_of_day.shown[0]
    )


def test_that_who_was_let_in_is_put_on_the_list(findings: FiguresTable, attendance: Attendance) -> None:
    _choose(attendance, findings, FindingKind.NOT_REGISTERED)
    attendance.click("findingRegister")
    assert SECOND in (attendance.desk.person("Ng").days or ())
    assert correction_wording.FOUND[FindingKind.NOT_REGISTERED] not in _kinds(findings)
    attendance.page.undo()
    assert correction_wording.FOUND[FindingKind.NOT_REGISTERED] in _kinds(findings)


def test_that_an_exit_is_recorded_by_hand(findings: FiguresTable, attendance: Attendance) -> None:
    _choose(attendance, findings, FindingKind.NO_EXIT, "Țăranu")
    attendance.click("findingFix")
    attendance.find(QLineEdit, "correctionReason").setText("Seen leaving")
    attendance.click("correctionGo")
    assert attendance.find(CorrectionBar).text() == correction_wording.SAY_WHEN
    attendance.find(QLineEdit, "correctionTime").setText("12:10")
    attendance.click("correctionGo")
    assert attendance.find(CorrectionBar).text() == ""
    left = [
        row[1] for row in findings.figures().rows if row[0] == correction_wording.FOUND[FindingKind.NO_EXIT]
    ]
    assert "Țăranu, Ștefan" not in left


def test_that_who_has_to_come_every_day_is_recorded_as_there(
    findings: FiguresTable, attendance: Attendance
) -> None:
    _choose(attendance, findings, FindingKind.ABSENT, "Popescu")
    findings.setFocus()
    attendance.qtbot.keyClick(findings, Qt.Key.Key_Return)
    attendance.find(QLineEdit, "correctionReason").setText("Signed the paper list")
    attendance.click("correctionGo")
    assert correction_wording.FOUND[FindingKind.ABSENT] not in _kinds(findings)


def test_that_the_button_of_a_line_puts_it_right(findings: FiguresTable, attendance: Attendance) -> None:
    opened: list[str] = []
    attendance.page.person_requested.connect(opened.append)
    row = _names(findings).index(correction_wording.FOUND[FindingKind.NO_ORGANISATION])
    last = findings.visualRect(findings.model().index(row, 4))
    findings.scrollTo(findings.model().index(row, 4))
    last = findings.visualRect(findings.model().index(row, 4))
    attendance.qtbot.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=last.center())
    assert opened == [attendance.desk.person("Rusu").id]
    attendance.click("findingPerson")
    assert len(opened) == 2


def test_that_too_many_in_a_room_lead_to_the_programme(
    findings: FiguresTable, attendance: Attendance
) -> None:
    asked: list[bool] = []
    attendance.page.programme_requested.connect(lambda: asked.append(True))
    desk = attendance.desk
    for number in range(3):
        person = desk.services.roster.add(replace(JOERG, given=f"Guest {number}"))
        desk.services.attendance.correct(person.id, CONFERENCE, present=True, reason="Paper list")
    desk.changes.attendance_changed.emit()
    _choose(attendance, findings, FindingKind.OVER_CAPACITY)
    attendance.click("findingFix")
    assert asked == [True]


def test_that_another_day_has_findings_of_its_own(findings: FiguresTable, attendance: Attendance) -> None:
    attendance.choose(attendance.find(ChoiceBox, "endOfDay"), FIRST)
    assert _kinds(findings) == {correction_wording.FOUND[FindingKind.ABSENT]}
    counted = attendance.find(QLabel, "findingCount").text()
    assert counted == correction_wording.findings_counted(len(_names(findings)))


def test_that_every_finding_and_remedy_has_its_words() -> None:
    assert set(correction_wording.FOUND) == set(FindingKind)
    assert set(correction_wording.REMEDIES) == set(Remedy)
    assert set(Remedy) - set(FIXES) == {Remedy.CORRECT_CAPACITY, Remedy.EDIT_PERSON}
    assert "Nothing" in correction_wording.findings_counted(0)
    assert "Day 2" in correction_wording.nothing_found("Day 2")
