"""The Programme page: shown, changed, asked about, and taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Admits, Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.programme.act_bar import DEAF_MS, ActBar
from checkin_app.ui.programme.side_panel import Showing, SidePanel
from checkin_app.ui.programme.timeline import Timeline
from tests.ui.conftest import CONFERENCE, EVENT, FIRST, MATCHMAKING, SECOND, THIRD

from .conftest import Seen


def days(seen: Seen) -> list[str]:
    listed = seen.find(QListWidget, "programmeDays")
    return [listed.item(row).text() for row in range(listed.count())]


def choose_day(seen: Seen, row: int) -> None:
    seen.find(QListWidget, "programmeDays").setCurrentRow(row)


def type_line(seen: Seen, text: str) -> None:
    line = seen.find(QLineEdit, "quickAdd")
    line.setText(text)
    line.textEdited.emit(text)
    line.returnPressed.emit()


def check_in(seen: Seen, family: str = "Țăranu") -> None:
    seen.desk.services.checkin.check_in(seen.desk.person(family).id, CONFERENCE, force="on time")
    seen.desk.changes.attendance_changed.emit()


def answer(seen: Seen, name: str, qtbot: QtBot) -> None:
    qtbot.wait(DEAF_MS + 20)
    seen.click(name)


# -- looking -------------------------------------------------------------------------------------------------


def test_that_today_is_shown_with_its_sessions(seen: Seen) -> None:
    assert days(seen) == [
        "Day 1 · Tue 21 Nov · Services",
        "Day 2 · Wed 22 Nov · Conference",
        "Day 3 · Thu 23 Nov · Workshops",
    ]
    assert [block.code for block in seen.blocks()] == ["D2-CONF", "D2-MATCH"]
    assert "Great Hall" in seen.block("D2-CONF").accessibleName()
    about = seen.find(ElidedLabel)
    assert about.whole_text().startswith("Clusters Meet Regions · Iași")


def test_that_another_day_is_shown_when_it_is_chosen(seen: Seen) -> None:
    choose_day(seen, 0)
    assert [block.code for block in seen.blocks()] == ["D1-DUAL"]
    choose_day(seen, 2)
    assert seen.blocks() == []
    assert "No sessions on this day" in seen.find(Timeline).says_empty()


def test_that_what_the_desk_scans_for_is_marked(seen: Seen) -> None:
    assert "this desk scans for it" in seen.block("D2-CONF").accessibleName()
    seen.desk.post.choose(MATCHMAKING)
    assert "this desk scans for it" not in seen.block("D2-CONF").accessibleName()
    assert "this desk scans for it" in seen.block("D2-MATCH").accessibleName()


def test_that_a_line_shows_now_on_the_day_of_today_alone(seen: Seen, clock: HandClock) -> None:
    line = seen.find(QFrame, "nowLine")
    assert line.isVisible()
    before = line.y()
    clock.instant += timedelta(hours=2)
    seen.desk.post.follow_clock()
    assert line.y() > before
    choose_day(seen, 0)
    assert not line.isVisible()


def test_that_a_click_opens_the_session_and_esc_goes_back_to_the_day(seen: Seen, qtbot: QtBot) -> None:
    assert seen.find(SidePanel).showing is Showing.DAY
    seen.block("D2-MATCH").click()
    assert seen.find(SidePanel).showing is Showing.SESSION
    assert (seen.text("sessionTitle"), seen.text("sessionStarts"), seen.text("sessionRoom")) == (
        "Matchmaking",
        "14:00",
        "Ceahlău",
    )
    qtbot.keyClick(seen.block("D2-MATCH"), Qt.Key.Key_Escape)
    assert seen.find(SidePanel).showing is Showing.DAY


def test_that_a_changed_programme_from_elsewhere_is_shown(seen: Seen) -> None:
    seen.desk.services.programme.change(replace(EVENT, name="Another", days=EVENT.days[1:]))
    seen.desk.post.learn(seen.event)
    assert len(days(seen)) == 2
    assert seen.find(ElidedLabel).whole_text().startswith("Another")


def test_that_an_event_without_days_says_what_to_do_and_gets_today_as_its_first(seen: Seen) -> None:
    seen.desk.services.programme.change(replace(EVENT, days=()))
    seen.desk.changes.programme_changed.emit()
    assert "no days yet" in seen.find(Timeline).says_empty()
    assert not seen.find(QPushButton, "quickAddButton").isEnabled()
    assert not seen.page.grab().isNull()
    seen.click("addDay")
    assert [day.date for day in seen.event.days] == [SECOND]


# -- adding --------------------------------------------------------------------------------------------------


def test_that_a_typed_line_becomes_a_session_and_can_be_taken_back(seen: Seen) -> None:
    type_line(seen, "11:00-12:30 Press lunch @ great hall (40) [registered]")
    (day,) = [day for day in seen.event.days if day.date == SECOND]
    (added,) = [each for each in day.sessions if each.code == "D2-PRESS"]
    assert (added.title, added.room, added.capacity) == ("Press lunch", "Great Hall", 40)
    assert added.admits is Admits.REGISTERED
    assert seen.text("quickAdd") == ""
    assert "Added «Press lunch»" in seen.says()
    assert [block.code for block in seen.blocks()] == ["D2-CONF", "D2-PRESS", "D2-MATCH"]
    seen.click("actUndo")
    assert seen.event == EVENT
    assert seen.says().startswith("Taken back: Added «Press lunch»")
    seen.page.redo_last()
    assert seen.event.session("D2-PRESS") == added


def test_that_a_line_is_read_along_and_its_faults_are_told_at_enter_alone(seen: Seen) -> None:
    says = seen.find(ElidedLabel, "quickAddSays")
    line = seen.find(QLineEdit, "quickAdd")
    for text, told in (("11", "Time, title"), ("11-12 Press (9)", "11:00–12:00 · Press · 9 seats")):
        line.setText(text)
        line.textEdited.emit(text)
        assert told in says.whole_text()
    type_line(seen, "11-10 Press")
    assert "ends before it begins" in says.whole_text()
    assert seen.text("quickAdd") == "11-10 Press"
    assert seen.event == EVENT


def test_that_a_double_click_on_free_time_offers_a_session_there(seen: Seen) -> None:
    timeline = seen.find(Timeline)
    block = seen.block("D2-MATCH")
    timeline.choose_gap(QPoint(block.x() + 5, timeline.y_of(9 * 60)))
    assert seen.text("quickAdd") == "13:00-14:00  @ Ceahlău"
    choose_day(seen, 2)
    timeline.choose_gap(QPoint(5, 0))
    assert seen.text("quickAdd") == "09:00-10:00 "


# -- changing ------------------------------------------------------------------------------------------------


def test_that_a_field_is_saved_when_it_is_left(seen: Seen) -> None:
    seen.block("D2-MATCH").click()
    seen.write("sessionTitle", "  ECCP   matchmaking ")
    seen.write("sessionSeats", "90")
    changed = seen.event.session("D2-MATCH")
    assert changed is not None
    assert (changed.title, changed.capacity) == ("ECCP matchmaking", 90)
    seen.write("sessionSeats", "")
    seen.page.undo()
    seen.page.undo()
    assert seen.text("sessionSeats") == ""
    seen.page.undo()
    assert seen.event == EVENT
    seen.page.undo()
    assert seen.says() == "Nothing was changed here yet."


def test_that_a_new_start_keeps_the_length(seen: Seen) -> None:
    seen.block("D2-MATCH").click()
    seen.write("sessionStarts", "15.30")
    moved = seen.event.session("D2-MATCH")
    assert moved is not None
    assert (moved.starts, moved.ends) == (time(15, 30), time(18, 30))
    assert "is now 15:30–18:30" in seen.says()


def test_that_what_cannot_be_is_told_beside_the_field_and_not_saved(seen: Seen) -> None:
    seen.block("D2-MATCH").click()
    problem = seen.find(QLabel, "sessionProblem")
    for name, text, told in (
        ("sessionEnds", "late", "times like"),
        ("sessionEnds", "17:00", ""),
        ("sessionSeats", "many", "number"),
        ("sessionSeats", "", ""),
        ("sessionTitle", " ", "title"),
    ):
        seen.write(name, text)
        assert (told in problem.text()) if told else problem.isHidden()
    assert seen.event == EVENT


def test_that_the_service_has_the_last_word_and_the_fields_come_back(seen: Seen) -> None:
    seen.block("D2-MATCH").click()
    seen.write("sessionCode", "D2 MATCH")
    assert "cannot hold" in seen.says()
    assert seen.text("sessionCode") == "D2-MATCH"
    seen.write("sessionEnds", "13:00")
    assert "ends before" in seen.says()
    assert seen.text("sessionEnds") == "17:00"


def test_that_who_may_enter_is_chosen_among_the_categories(seen: Seen) -> None:
    seen.block("D2-CONF").click()
    who = seen.find(QComboBox, "sessionWho")
    who.setCurrentIndex(2)
    who.activated.emit(2)
    assert seen.event == EVENT, "nobody is chosen yet"
    panel = seen.find(SidePanel)
    box = next(b for b in panel.findChildren(type(panel.session_form._certificate)) if b.text() == "Public")
    box.click()
    changed = seen.event.session("D2-CONF")
    assert changed is not None
    assert (changed.admits, changed.categories) == (Admits.CATEGORIES, ("Public",))
    who.setCurrentIndex(1)
    who.activated.emit(1)
    changed = seen.event.session("D2-CONF")
    assert changed is not None
    assert (changed.admits, changed.categories) == (Admits.REGISTERED, ())


def test_that_a_change_somewhere_else_is_not_overwritten(seen: Seen) -> None:
    seen.block("D2-MATCH").click()
    seen.desk.services.programme.change(replace(EVENT, place="Bacău"))
    seen.write("sessionTitle", "Other")
    assert "changed elsewhere meanwhile" in seen.says()
    assert seen.event == replace(EVENT, place="Bacău")


# -- moving --------------------------------------------------------------------------------------------------


def test_that_alt_and_arrows_move_by_five_minutes_and_arrows_go_from_session_to_session(
    seen: Seen, qtbot: QtBot
) -> None:
    seen.block("D2-MATCH").setFocus()
    qtbot.keyClick(seen.block("D2-MATCH"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = seen.event.session("D2-MATCH")
    assert moved is not None
    assert (moved.starts, moved.ends) == (time(14, 5), time(17, 5))
    assert seen.page.window().focusWidget() is seen.block("D2-MATCH")
    qtbot.keyClick(seen.block("D2-MATCH"), Qt.Key.Key_Up)
    assert seen.page.window().focusWidget() is seen.block("D2-CONF")
    qtbot.keyClick(seen.block("D2-CONF"), Qt.Key.Key_Right)
    assert seen.page.window().focusWidget() is seen.block("D2-MATCH")
    qtbot.keyClick(seen.block("D2-MATCH"), Qt.Key.Key_Return)
    assert seen.find(SidePanel).showing is Showing.SESSION


def drag(seen: Seen, code: str, minutes: int) -> None:
    """Take hold of a session, move it in two goes, and let go."""
    block = seen.block(code)
    start, left = QPointF(20, 12), Qt.MouseButton.LeftButton

    def mouse(kind: QEvent.Type, way: float, held: Qt.MouseButton) -> QMouseEvent:
        at = start + QPointF(0, way)
        return QMouseEvent(kind, start, at, left, held, Qt.KeyboardModifier.NoModifier)

    whole = minutes * block.minute
    block.mousePressEvent(mouse(QEvent.Type.MouseButtonPress, 0, left))
    for way in (whole / 2, whole):
        block.mouseMoveEvent(mouse(QEvent.Type.MouseMove, way, left))
    block.mouseReleaseEvent(mouse(QEvent.Type.MouseButtonRelease, whole, Qt.MouseButton.NoButton))


def test_that_dragging_moves_in_steps_of_five_minutes(seen: Seen) -> None:
    drag(seen, "D2-MATCH", 32)
    moved = seen.event.session("D2-MATCH")
    assert moved is not None
    assert (moved.starts, moved.ends) == (time(14, 30), time(17, 30))
    drag(seen, "D2-MATCH", 1)
    assert seen.event.session("D2-MATCH") == moved, "a click that trembles moves nothing"


# -- asking --------------------------------------------------------------------------------------------------


def test_that_a_session_that_people_have_entered_is_asked_about_before_its_time_changes(
    seen: Seen, qtbot: QtBot
) -> None:
    check_in(seen)
    seen.block("D2-CONF").click()
    seen.write("sessionEnds", "12:30")
    assert "1 person has entered «Conference» already" in seen.says()
    assert seen.event == EVENT
    answer(seen, "actKeep", qtbot)
    assert seen.text("sessionEnds") == "13:00"
    assert seen.event == EVENT
    seen.write("sessionTitle", "The conference")
    assert seen.event != EVENT, "a title is nothing to ask about"
    seen.write("sessionEnds", "12:30")
    answer(seen, "actGo", qtbot)
    changed = seen.event.session("D2-CONF")
    assert changed is not None
    assert changed.ends == time(12, 30)


def test_that_a_changed_code_takes_entries_and_registrations_along(seen: Seen, qtbot: QtBot) -> None:
    check_in(seen)
    seen.block("D2-CONF").click()
    seen.write("sessionCode", "D2-PLENARY")
    assert "go over to the new code" in seen.says()
    answer(seen, "actGo", qtbot)
    assert seen.desk.services.checkin.counter(Checkpoint(SECOND, "D2-PLENARY")).people == 1
    assert seen.text("sessionCode") == "D2-PLENARY"
    assert seen.block("D2-PLENARY").isChecked()
    seen.page.undo()
    assert seen.event == EVENT
    assert seen.desk.services.checkin.counter(CONFERENCE).people == 1


def test_that_a_session_goes_at_once_if_nobody_would_miss_it(seen: Seen, qtbot: QtBot) -> None:
    seen.block("D2-CONF").setFocus()
    qtbot.keyClick(seen.block("D2-CONF"), Qt.Key.Key_Delete)
    assert [block.code for block in seen.blocks()] == ["D2-MATCH"]
    assert seen.says() == "«Conference» removed."
    seen.click("actUndo")
    assert seen.event == EVENT


def test_that_a_session_with_people_is_asked_about_before_it_goes(seen: Seen, qtbot: QtBot) -> None:
    check_in(seen)
    seen.block("D2-CONF").click()
    seen.click("removeSession")
    assert "1 person has entered. Attendance is kept" in seen.says()
    bar = seen.find(ActBar)
    assert seen.page.window().focusWidget() is seen.find(QPushButton, "actKeep")
    qtbot.keyClick(seen.find(QPushButton, "actGo"), Qt.Key.Key_Space)
    assert bar.is_asking, "keys are not heard at once"
    answer(seen, "actGo", qtbot)
    assert seen.event.session("D2-CONF") is None
    present = seen.desk.services.roster.person(seen.desk.person("Țăranu").id).present
    assert present == (SECOND,)


def test_that_esc_leaves_things_as_they_are(seen: Seen, qtbot: QtBot) -> None:
    check_in(seen)
    seen.block("D2-CONF").click()
    seen.click("removeSession")
    qtbot.wait(DEAF_MS + 20)
    qtbot.keyClick(seen.find(QPushButton, "actKeep"), Qt.Key.Key_Escape)
    assert not seen.find(ActBar).is_asking
    assert seen.event == EVENT


# -- days ----------------------------------------------------------------------------------------------------


def test_that_days_are_added_renamed_copied_and_removed(seen: Seen, qtbot: QtBot) -> None:
    seen.click("addDay")
    later = THIRD + timedelta(days=1)
    assert [day.date for day in seen.event.days] == [FIRST, SECOND, THIRD, later]
    seen.write("dayTitle", "Excursion")
    assert seen.event.days[3].title == "Excursion"
    choose_day(seen, 1)
    seen.find(QDateEdit, "copyDate").setDate(QDate(later.year, later.month, later.day))
    seen.click("copyDay")
    assert [each.code for each in seen.event.days[3].sessions] == ["D4-CONFERENCE", "D4-MATCHMAKING"]
    assert [block.code for block in seen.blocks()] == ["D4-CONFERENCE", "D4-MATCHMAKING"]
    seen.click("removeDay")
    assert "Day 4 has 2 sessions" in seen.says()
    answer(seen, "actGo", qtbot)
    assert seen.event == EVENT
    choose_day(seen, 2)
    seen.click("removeDay")
    assert len(seen.event.days) == 2, "an empty day goes at once"


def test_that_a_day_gets_another_date_after_asking_if_people_came(seen: Seen, qtbot: QtBot) -> None:
    box = seen.find(QDateEdit, "dayDate")
    box.setDate(QDate(2023, 11, 21))
    box.editingFinished.emit()
    assert "a day of the event already" in seen.says()
    assert box.date().day() == 22
    check_in(seen)
    box.setDate(QDate(2023, 11, 25))
    box.editingFinished.emit()
    assert "1 person has come on Day 2 already" in seen.says()
    answer(seen, "actGo", qtbot)
    assert [day.date.day for day in seen.event.days] == [21, 23, 25]
    seen.page.undo()
    assert seen.event == EVENT


def test_that_a_day_is_copied_to_another_one_only(seen: Seen) -> None:
    seen.find(QDateEdit, "copyDate").setDate(QDate(2023, 11, 22))
    seen.click("copyDay")
    assert "another day" in seen.says()
    assert seen.event == EVENT


# -- conflicts -----------------------------------------------------------------------------------------------


def test_that_a_conflict_is_told_and_leads_to_its_session(seen: Seen) -> None:
    choose_day(seen, 0)
    type_line(seen, "10:00-11:00 Tour @ Great Hall")
    assert "has a conflict" in seen.block("D1-DUAL").accessibleName()
    choose_day(seen, 2)
    seen.click("showConflict")
    assert seen.block("D1-DUAL").isChecked()
    seen.page.undo()
    assert not seen.find(QPushButton, "showConflict").isVisible()


def test_that_several_conflicts_are_listed(seen: Seen) -> None:
    type_line(seen, "10:00-11:00 Tour @ Great Hall")
    type_line(seen, "10:00-11:00 Walk @ Great Hall")
    listed = seen.find(QListWidget, "conflicts")
    assert listed.count() == 3
    assert listed.isVisible()
    listed.itemClicked.emit(listed.item(2))
    assert seen.block("D2-TOUR").isChecked()


# -- looks ---------------------------------------------------------------------------------------------------


def test_that_the_page_gives_the_timeline_its_room_in_a_small_window(seen: Seen) -> None:
    seen.page.resize(1_000, 500)
    assert seen.find(Timeline).width() >= 380
    assert not seen.page.grab().isNull()


def test_that_the_day_is_chosen_by_date_from_elsewhere(seen: Seen) -> None:
    seen.page.show_day(date(2023, 11, 21))
    assert [block.code for block in seen.blocks()] == ["D1-DUAL"]
