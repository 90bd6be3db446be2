"""Correcting from the first key to the last undo: by hand, at every kind of line, and never behind anybody's back."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from checkin_app.domain.checkin import Direction
from checkin_app.domain.end_of_day import Finding, FindingKind, Remedy
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui import theme
from checkin_app.ui.attendance import correction_wording
from checkin_app.ui.attendance.correction_bar import CorrectionBar
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.matrix_totals import MatrixTotals
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.people.undo_bar import UndoBar
from tests.ui.conftest import CONFERENCE, EVENT, JOERG, MORNING, SECOND, STEFAN, THIRD

from .conftest import Attendance

DAY_TWO = Checkpoint(SECOND)


def _keys(attendance: Attendance, name: str, text: str) -> None:
    """Type into a field and go on with Enter."""
    field = attendance.find(QLineEdit, name)
    assert field.hasFocus(), name
    attendance.qtbot.keyClicks(field, text)
    attendance.qtbot.keyClick(field, Qt.Key.Key_Return)


def _open(attendance: Attendance, family: str, column: int, key: Qt.Key = Qt.Key.Key_Return) -> CorrectionBar:
    attendance.table.setFocus()
    attendance.table.setCurrentIndex(attendance.cell(family, column))
    attendance.qtbot.keyClick(attendance.table, key)
    return attendance.find(CorrectionBar)


def _record(attendance: Attendance, reason: str = "Signed the paper list") -> None:
    attendance.find(QLineEdit, "correctionReason").setText(reason)
    attendance.click("correctionGo")


def _sign(attendance: Attendance, name: str, column: int) -> str:
    return attendance.matrix()[name][column]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2])
def test_that_a_correction_needs_no_mouse(key: Qt.Key, attendance: Attendance) -> None:
    bar = _open(attendance, "Popescu", 1, key)
    _keys(attendance, "correctionReason", "Signed the paper list")
    _keys(attendance, "correctionTime", "09:40")
    go = attendance.find(QPushButton, "correctionGo")
    assert go.hasFocus()
    attendance.qtbot.keyClick(go, Qt.Key.Key_Space)
    assert bar.text() == ""
    assert _sign(attendance, "Popescu, Ana", 1) == "✓ 09:40"
    assert attendance.table.hasFocus()


@pytest.mark.parametrize("field", ["correctionReason", "correctionTime"])
def test_that_escape_leaves_it_from_every_field(field: str, attendance: Attendance) -> None:
    bar = _open(attendance, "Popescu", 1)
    attendance.find(QLineEdit, "correctionReason").setText("Signed")
    attendance.find(QLineEdit, field).setFocus()
    attendance.qtbot.keyClick(attendance.find(QLineEdit, field), Qt.Key.Key_Escape)
    assert bar.text() == ""
    assert attendance.table.hasFocus()
    assert _sign(attendance, "Popescu, Ana", 1) == "○"


def test_that_the_reason_for_one_person_is_not_there_for_the_next(attendance: Attendance) -> None:
    _open(attendance, "Popescu", 1)
    attendance.find(QLineEdit, "correctionReason").setText("Signed the paper list")
    attendance.find(QLineEdit, "correctionTime").setText("09:40")
    _open(attendance, "Müller", 1)
    assert attendance.find(QLineEdit, "correctionReason").text() == ""
    assert attendance.find(QLineEdit, "correctionTime").text() == ""
    assert "Jörg Müller" in attendance.find(CorrectionBar).text()


def test_that_no_time_is_asked_where_an_entry_is_taken_back(attendance: Attendance) -> None:
    _open(attendance, "Müller", 1)
    assert not attendance.find(QLineEdit, "correctionTime").isVisible()
    _keys(attendance, "correctionReason", "Somebody else had the badge")
    assert attendance.find(QPushButton, "correctionGo").hasFocus()
    assert attendance.find(QPushButton, "correctionGo").text() == correction_wording.CORRECT[Fix.NEVER_CAME]


def test_that_without_a_time_somebody_came_now_or_at_the_beginning_of_what_is_over(
    attendance: Attendance, clock: HandClock
) -> None:
    attendance.page.show_day(SECOND)
    assert correction_wording.WITHOUT_A_TIME in _open(attendance, "Popescu", 1).text()
    _record(attendance)
    assert _sign(attendance, "Popescu, Ana", 1) == "✓ 10:04"
    attendance.page.undo()
    clock.instant += timedelta(hours=9)
    _open(attendance, "Popescu", 1)
    _record(attendance)
    assert _sign(attendance, "Popescu, Ana", 1) == "✓ 09:30"


def test_that_the_reason_is_kept_in_the_log(attendance: Attendance) -> None:
    _open(attendance, "Popescu", 1)
    _record(attendance, "  Signed the paper list, line 14  ")
    attendance.page.show_part(Part.PAPERS)
    rows = attendance.desk.services.attendance.table("scans").rows
    assert any("Signed the paper list, line 14" in map(str, row) for row in rows)


def test_that_several_corrections_are_undone_and_done_again_in_their_order(attendance: Attendance) -> None:
    for family in ("Popescu", "Müller"):
        _open(attendance, family, 1)
        _record(attendance)
    before = attendance.matrix()
    attendance.page.undo()
    assert _sign(attendance, "Müller, Jörg", 1) == "✓ 09:34"
    attendance.page.undo()
    assert _sign(attendance, "Popescu, Ana", 1) == "○"
    attendance.page.redo_last()
    attendance.page.redo_last()
    assert attendance.matrix() == before
    attendance.page.redo_last()
    assert "nothing to redo" in attendance.find(UndoBar).text()


def test_that_the_buttons_of_the_message_undo_and_redo(attendance: Attendance) -> None:
    _open(attendance, "Popescu", 1)
    _record(attendance)
    assert not attendance.find(QPushButton, "redoNow").isVisible()
    attendance.click("undoNow")
    assert _sign(attendance, "Popescu, Ana", 1) == "○"
    assert not attendance.find(QPushButton, "undoNow").isVisible()
    attendance.click("redoNow")
    assert _sign(attendance, "Popescu, Ana", 1).startswith("✓")


def test_that_undo_takes_a_whole_stay_back_and_redo_brings_it_with_its_exit(
    attendance: Attendance, clock: HandClock
) -> None:
    _open(attendance, "Popescu", 1)
    _record(attendance)
    clock.instant += timedelta(minutes=5)
    desk = attendance.desk
    desk.post.choose(DAY_TWO)
    desk.post.turn(Direction.EXIT)
    desk.reception.scan(desk.code("Popescu"))
    person = desk.person("Popescu").id
    (stay,) = desk.services.attendance.of_person(person)
    assert stay.left_at is not None
    attendance.page.undo()
    assert desk.services.attendance.of_person(person) == []
    attendance.page.redo_last()
    assert desk.services.attendance.of_person(person) == [stay]


def test_that_an_entry_taken_back_by_hand_is_not_brought_back_when_the_person_has_come_since(
    attendance: Attendance, clock: HandClock
) -> None:
    _open(attendance, "Țăranu", 1)
    _record(attendance, "Somebody else had the badge")
    clock.instant += timedelta(minutes=5)
    desk = attendance.desk
    desk.post.turn(Direction.ENTRY)
    desk.reception.scan(desk.code("Țăranu"))
    before = desk.services.attendance.of_person(desk.person("Țăranu").id)
    assert len(before) == 1
    attendance.page.undo()
    assert "has come or gone since" in attendance.find(UndoBar).text()
    assert desk.services.attendance.of_person(desk.person("Țăranu").id) == before


def test_that_somebody_corrected_at_another_desk_meanwhile_is_told_and_recorded_once(
    attendance: Attendance,
) -> None:
    bar = _open(attendance, "Popescu", 1)
    person = attendance.desk.person("Popescu")
    attendance.desk.services.attendance.correct(person.id, DAY_TWO, present=True, reason="The other desk")
    _record(attendance)
    assert "recorded there already" in bar.text()
    assert len(attendance.desk.services.attendance.of_person(person.id)) == 1


def test_that_a_correction_on_a_day_to_come_is_refused_and_changes_nothing(attendance: Attendance) -> None:
    bar = _open(attendance, "Popescu", 2)
    _record(attendance)
    assert bar.text()
    assert _sign(attendance, "Popescu, Ana", 2) == "○"
    attendance.click("correctionKeep")
    attendance.page.undo()
    assert "Nothing was changed on this page" in attendance.find(UndoBar).text()


def test_that_everything_in_the_bar_has_a_name_for_those_who_listen(attendance: Attendance) -> None:
    bar = _open(attendance, "Popescu", 1)
    for field in bar.findChildren(QLineEdit):
        assert field.accessibleName()
    for button in bar.findChildren(QPushButton):
        assert button.text()


# -- what is said ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fix", Fix)
@pytest.mark.parametrize("where", [DAY_TWO, CONFERENCE])
def test_that_every_question_names_who_where_and_what_is_known(fix: Fix, where: Checkpoint) -> None:
    asked = correction_wording.question(EVENT, Question(fix, STEFAN, where, "Came at 09:14:07"))
    assert asked.startswith("Ștefan Țăranu · Day 2")
    assert "Came at 09:14:07." in asked
    assert asked.endswith((".", "?"))
    assert ("Every entry of that day" in asked) == (fix is Fix.NEVER_CAME and where is DAY_TWO)
    assert "Ștefan Țăranu" in correction_wording.corrected(fix, STEFAN, "Day 2")


@pytest.mark.parametrize("kind", FindingKind)
def test_that_every_finding_is_a_sentence_about_what_a_funder_would_ask(kind: FindingKind) -> None:
    found = Finding(kind, CONFERENCE, replace(STEFAN, id="1"), "record", MORNING, "A reason", 1_204, 900)
    said = correction_wording.finding(EVENT, found)
    assert said.endswith(".")
    if kind is FindingKind.OVER_CAPACITY:
        assert "1,204 people" in said
        assert "900" in said
    else:
        assert "Ștefan Țăranu" in said
    headers, (row,) = correction_wording.findings_table(EVENT, [found])
    assert len(headers) == len(row)
    assert row[0] == correction_wording.FOUND[kind]
    assert not row[-1].endswith("…")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Nothing to put right"), (1, "1 thing to look at"), (1_500, "1,500 things to look at")],
)
def test_that_findings_are_counted_in_words(count: int, said: str) -> None:
    assert correction_wording.findings_counted(count) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 person did not come"), (2_000, "2,000 people did not come")]
)
def test_that_no_shows_are_counted_in_words(count: int, said: str) -> None:
    assert correction_wording.no_shows_counted(count) == said


# -- no-shows -------------------------------------------------------------------------------------------------


def test_that_a_no_show_is_listed_with_all_that_is_needed_to_ask_why(attendance: Attendance) -> None:
    attendance.page.show_part(Part.NO_SHOWS)
    table = attendance.find(FiguresTable, "noShowsTable")
    rows = {row[0]: row for row in table.figures().rows}
    assert rows["Popescu, Ana"][1:4] == ("Fibra", "Romania", "Exchange visitor")
    assert "Day 3" in str(rows["Ng, Li"][5])
    assert table.accessibleName() == "No-shows"


def test_that_a_no_show_who_comes_after_all_leaves_the_list(attendance: Attendance) -> None:
    attendance.page.show_part(Part.NO_SHOWS)
    desk = attendance.desk
    desk.post.turn(Direction.ENTRY)
    desk.reception.scan(desk.code("Popescu"))
    assert attendance.find(QLabel, "noShowsCount").text() == "1 person did not come"
    desk.reception.undo()
    assert attendance.find(QLabel, "noShowsCount").text() == "2 people did not come"


def test_that_those_missing_at_a_day_are_saved_for_excel(attendance: Attendance, tmp_path: Path) -> None:
    attendance.page.show_part(Part.NO_SHOWS)
    attendance.choose(attendance.find(ChoiceBox, "noShowsAt"), Checkpoint(THIRD))
    shown = [row[0] for row in attendance.find(FiguresTable, "noShowsTable").figures().rows]
    out = attendance.chooser.path = tmp_path / "no-shows.xlsx"
    attendance.click("noShowsXlsx")
    assert attendance.job() == f"Saved {out.name} in {tmp_path}"
    assert attendance.chooser.suggestions == ["no-shows.xlsx"]
    book = load_workbook(out)
    assert book.active is not None
    saved = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    book.close()
    assert len(shown) == 4
    assert all(any(str(name).split(",")[0] in row for row in saved) for name in shown)


def test_that_no_shows_whose_file_cannot_be_written_are_told(attendance: Attendance, tmp_path: Path) -> None:
    attendance.page.show_part(Part.NO_SHOWS)
    attendance.chooser.path = tmp_path / "no such folder" / "no-shows.csv"
    attendance.click("noShowsCsv")
    assert "cannot be written" in attendance.job()
    attendance.chooser.path = None
    attendance.click("noShowsCsv")
    assert list(tmp_path.rglob("no-shows*")) == []


def test_that_saved_no_shows_keep_names_and_commas_whole(attendance: Attendance, tmp_path: Path) -> None:
    added = replace(JOERG, given="Zoë", family="Șerban", organisation='Hanf, "Söhne" & Co')
    attendance.desk.services.roster.add(added)
    attendance.page.show_part(Part.NO_SHOWS)
    out = attendance.chooser.path = tmp_path / "no-shows.csv"
    attendance.click("noShowsCsv")
    with out.open(encoding="utf-8", newline="") as file:
        saved = {row["Family name"]: row["Organisation"] for row in csv.DictReader(file)}
    assert saved["Șerban"] == 'Hanf, "Söhne" & Co'


# -- the end of a day -----------------------------------------------------------------------------------------


@pytest.fixture
def findings(attendance: Attendance, clock: HandClock) -> FiguresTable:
    """The second day in the evening: Li was let in for a reason, a walk-in has no organisation, too many were in."""
    services = attendance.desk.services
    services.checkin.check_in(attendance.desk.person("Ng").id, CONFERENCE, force="The organiser agreed")
    walk_in = services.roster.add(replace(JOERG, given="Doina", family="Rusu", organisation=""))
    services.checkin.check_in(walk_in.id, DAY_TWO)
    for number in range(3):
        guest = services.roster.add(replace(JOERG, given=f"Guest {number}", family="Guest"))
        services.attendance.correct(guest.id, CONFERENCE, present=True, reason="Paper list")
    clock.instant += timedelta(hours=9)
    attendance.page.show_part(Part.END_OF_DAY)
    return attendance.find(FiguresTable, "findings")


def _row(findings: FiguresTable, kind: FindingKind) -> int:
    return [row[0] for row in findings.figures().rows].index(correction_wording.FOUND[kind])


BUTTONS = {
    FindingKind.NOT_REGISTERED: ("Put on the list", "findingRegister"),
    FindingKind.FORCED: ("Take the entry back", "findingFix"),
    FindingKind.NO_EXIT: ("Record the exit", "findingFix"),
    FindingKind.ABSENT: ("Record that they came", "findingFix"),
    FindingKind.OVER_CAPACITY: ("Open the programme", "findingFix"),
    FindingKind.NO_ORGANISATION: ("Open person", "findingPerson"),
}


@pytest.mark.parametrize("kind", FindingKind)
def test_that_each_finding_has_the_button_that_its_line_promises(
    kind: FindingKind, findings: FiguresTable, attendance: Attendance
) -> None:
    words, name = BUTTONS[kind]
    findings.selectRow(_row(findings, kind))
    assert findings.currentIndex().siblingAtColumn(4).data() == words
    button = attendance.find(QPushButton, name)
    assert button.isVisible()
    assert button.text().removesuffix(" …") == words
    named_nobody = kind is FindingKind.OVER_CAPACITY
    assert attendance.find(QPushButton, "findingPerson").isVisible() is not named_nobody


@pytest.mark.parametrize(
    ("kind", "fix"),
    [
        (FindingKind.FORCED, Fix.NEVER_CAME),
        (FindingKind.NO_EXIT, Fix.LEFT),
        (FindingKind.ABSENT, Fix.CAME),
    ],
)
def test_that_enter_on_a_finding_asks_for_the_reason_and_records_nothing(
    kind: FindingKind, fix: Fix, findings: FiguresTable, attendance: Attendance
) -> None:
    before = findings.figures()
    findings.selectRow(_row(findings, kind))
    findings.setFocus()
    attendance.qtbot.keyClick(findings, Qt.Key.Key_Enter)
    assert attendance.find(CorrectionBar).text()
    assert attendance.find(QPushButton, "correctionGo").text() == correction_wording.CORRECT[fix]
    attendance.qtbot.keyClick(attendance.find(QLineEdit, "correctionReason"), Qt.Key.Key_Escape)
    assert findings.figures() == before


def test_that_an_entry_for_a_reason_is_taken_back_and_brought_back(
    findings: FiguresTable, attendance: Attendance
) -> None:
    before = {tuple(row) for row in findings.figures().rows}
    row = findings.figures().rows[_row(findings, FindingKind.FORCED)]
    findings.selectRow(_row(findings, FindingKind.FORCED))
    attendance.click("findingFix")
    assert ".." not in attendance.find(CorrectionBar).text()
    _record(attendance, "It was another person")
    assert row not in findings.figures().rows
    attendance.page.undo()
    assert {tuple(row) for row in findings.figures().rows} == before


def test_that_nothing_is_pressed_beside_the_buttons_of_the_lines(
    findings: FiguresTable, attendance: Attendance
) -> None:
    index = findings.model().index(_row(findings, FindingKind.NOT_REGISTERED), 1)
    findings.scrollTo(index)
    place = findings.visualRect(index).center()
    attendance.qtbot.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert attendance.find(CorrectionBar).text() == ""
    assert "Li Ng" in attendance.find(QLabel, "findingSaid").text()


def test_that_without_a_line_chosen_there_is_a_hint_and_no_button(
    findings: FiguresTable, attendance: Attendance
) -> None:
    assert attendance.find(QLabel, "findingSaid").text() == correction_wording.CHOOSE_FINDING
    for name in ("findingFix", "findingRegister", "findingPerson"):
        assert not attendance.find(QPushButton, name).isVisible()
    assert findings.figures().rows


def test_that_the_kinds_of_findings_are_offered_with_their_numbers(
    findings: FiguresTable, attendance: Attendance
) -> None:
    box = attendance.find(ChoiceBox, "findingKind")
    everything = len(findings.figures().rows)
    assert box.itemText(0) == f"Everything  ({everything})"
    numbers = [int(box.itemText(place).rpartition("(")[2].rstrip(")")) for place in range(1, box.count())]
    assert sum(numbers) == everything
    assert all(numbers)


def test_that_the_last_column_looks_like_buttons(findings: FiguresTable) -> None:
    def colours(column: int) -> set[str]:
        picture = findings.viewport().grab(findings.visualRect(findings.model().index(0, column))).toImage()
        places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return {picture.pixelColor(x, y).name() for x, y in places}

    accent = QColor(theme.LIGHT.accent).name()
    assert accent in colours(4)
    assert accent not in colours(1)


def test_that_every_remedy_that_records_says_that_more_is_asked() -> None:
    asking = {remedy for remedy, words in correction_wording.REMEDIES.items() if words.endswith("…")}
    assert asking == set(Remedy) - {Remedy.CORRECT_CAPACITY, Remedy.EDIT_PERSON}


# -- the totals -----------------------------------------------------------------------------------------------


def test_that_the_totals_stay_under_their_columns_when_the_matrix_is_scrolled(attendance: Attendance) -> None:
    attendance.page.resize(760, 460)
    attendance.click("showSessions")
    totals, scroll = attendance.find(MatrixTotals), attendance.table.horizontalScrollBar()
    assert scroll.maximum() > 0
    before, texts = totals.grab().toImage(), attendance.totals()
    scroll.setValue(scroll.maximum())
    after = totals.grab().toImage()
    assert after != before
    assert attendance.totals() == texts
    side = attendance.table.viewport().x() - 4
    assert after.copy(0, 0, side, after.height()) == before.copy(0, 0, side, before.height())


def test_that_the_totals_are_heard_by_the_names_of_their_columns(attendance: Attendance) -> None:
    totals = attendance.find(MatrixTotals)
    assert totals.accessibleName() == "Everybody"
    assert "Day 2 · Main entrance: 2 of 3" in totals.accessibleDescription()


def test_that_a_correction_is_in_the_totals_at_once(attendance: Attendance) -> None:
    _open(attendance, "Popescu", 1)
    _record(attendance)
    assert attendance.totals()[1] == "3 of 3"
    attendance.page.undo()
    assert attendance.totals()[1] == "2 of 3"
