"""Somebody is edited in the panel: saved on leaving a field, restored by Esc, wrong texts told where they are."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.clock import HandClock
from checkin_app.ui.people.person_panel import Part
from checkin_app.ui.people.qr_picture import QrPicture
from checkin_app.ui.people.registrations import Registrations, TickBox
from tests.ui.conftest import FIRST, MATCHMAKING, SECOND, THIRD
from tests.ui.people.conftest import People


def _type(people: People, name: str, text: str) -> QLineEdit:
    field = people.find(QLineEdit, f"edit_{name}")
    field.setFocus()
    field.selectAll()
    people.qtbot.keyClicks(field, text)
    return field


def _leave(people: People, field: QWidget) -> None:
    people.qtbot.keyClick(field, Qt.Key.Key_Tab)


def _saved_marks(people: People) -> list[str]:
    labels = people.panel.findChildren(QLabel)
    return [label.text() for label in labels if label.property("role") == "saved" and label.isVisible()]


def _box(people: People, checkpoint: Checkpoint) -> QCheckBox:
    return people.find(Registrations).box(checkpoint)


# -- one field -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["given", "family", "badge_name", "email", "organisation", "job_title", "country", "external_id"]
)
def test_that_a_field_is_saved_when_it_is_left(name: str, people: People) -> None:
    people.choose("Popescu")
    field = _type(people, name, "Noua")
    before = people.panel.participant
    assert getattr(people.desk.services.roster.person(before).participant, name) != "Noua"
    _leave(people, field)
    assert getattr(people.desk.services.roster.person(before).participant, name) == "Noua"
    assert _saved_marks(people) == ["Saved"]
    assert "Changed «" in people.said()
    assert field.text() == "Noua"


def test_that_the_table_and_the_head_of_the_panel_follow(people: People) -> None:
    people.choose("Popescu")
    _leave(people, _type(people, "family", "Adam"))
    assert people.names()[0] == "Adam, Ana"
    assert people.find(QLabel, "personName").text() == "Ana Adam"
    assert [person.participant.family for person in people.table.chosen()] == ["Adam"]


def test_that_nothing_is_recorded_where_nothing_was_changed(people: People) -> None:
    people.choose("Popescu")
    history = people.desk.services.roster.history(people.panel.participant)
    field = people.find(QLineEdit, "edit_organisation")
    field.setFocus()
    _leave(people, field)
    assert people.desk.services.roster.history(people.panel.participant) == history
    assert people.said() == ""


def test_that_escape_restores_a_field(people: People) -> None:
    people.choose("Popescu")
    field = _type(people, "organisation", "Wrong")
    people.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Fibra"
    _leave(people, field)
    assert people.person("Popescu").organisation == "Fibra"


def test_that_a_wrong_text_is_told_at_the_field_and_stays_to_be_corrected(people: People) -> None:
    people.desk.services.roster.add(Participant(id="", family="Cher"))
    people.desk.changes.people_changed.emit()
    people.choose("Cher")
    field = people.find(QLineEdit, "edit_family")
    field.setFocus()
    field.selectAll()
    people.qtbot.keyClick(field, Qt.Key.Key_Delete)
    _leave(people, field)
    wrong = people.find(QLabel, "wrong_family")
    assert wrong.isVisible()
    assert "needs a name" in wrong.text()
    assert people.person("Cher").family == "Cher"
    people.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    people.qtbot.keyClicks(field, "Sarkisian")
    field.setFocus()
    _leave(people, field)
    assert not wrong.isVisible()


def test_that_what_another_desk_changed_meanwhile_stays(people: People) -> None:
    people.choose("Popescu")
    field = _type(people, "email", "ana@example.org")
    people.desk.services.roster.edit(replace(people.person("Popescu"), organisation="Cânepa"))
    _leave(people, field)
    person = people.person("Popescu")
    assert (person.email, person.organisation) == ("ana@example.org", "Cânepa")


def test_that_news_do_not_overwrite_what_is_being_typed(people: People) -> None:
    people.choose("Popescu")
    field = _type(people, "organisation", "Half typ")
    people.desk.reception.scan(people.desk.code("Țăranu"))
    assert field.text() == "Half typ"
    assert people.find(QLineEdit, "edit_country").text() == "Romania"


def test_that_a_note_of_several_lines_is_saved_when_it_is_left(people: People) -> None:
    people.choose("Țăranu")
    note = people.find(QPlainTextEdit, "edit_note")
    note.setFocus()
    people.qtbot.keyClicks(note, "Row 1")
    people.qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note.toPlainText() == ""
    people.qtbot.keyClicks(note, "Row 2")
    people.qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert people.person("Țăranu").note == "Row 2"


def test_that_category_and_status_are_saved_when_they_are_chosen(people: People) -> None:
    people.choose("Popescu")
    for name, row in (("category", 2), ("status", 1)):
        box = people.find(QComboBox, f"edit_{name}")
        box.setCurrentIndex(row)
        box.activated.emit(row)
    person = people.person("Popescu")
    assert (person.category, person.status) == ("Public", Status.CANCELLED)


def test_that_a_category_the_event_does_not_have_is_shown_and_kept(people: People) -> None:
    people.desk.services.roster.edit(replace(people.person("Popescu"), category="Press"))
    people.desk.changes.people_changed.emit()
    people.choose("Popescu")
    assert people.find(QComboBox, "edit_category").currentText() == "Press"
    _leave(people, _type(people, "country", "Italy"))
    assert people.person("Popescu").category == "Press"


def test_that_the_lists_own_columns_are_edited_too(people: People) -> None:
    roster = people.desk.services.roster
    roster.edit(replace(people.person("Popescu"), extra=(("Diet", "vegetarian"), ("Bus", "2"))))
    people.desk.changes.people_changed.emit()
    people.choose("Popescu")
    _leave(people, _type(people, "extra:Diet", "vegan"))
    assert people.person("Popescu").extra == (("Diet", "vegan"), ("Bus", "2"))
    people.choose("Ng")
    assert not {"Diet", "Bus"} & set(people.texts())


def test_that_organisations_of_the_roster_are_offered(people: People) -> None:
    people.choose("Ng")
    completer = people.find(QLineEdit, "edit_organisation").completer()
    assert completer is not None
    completer.setCompletionPrefix("fib")
    assert completer.currentCompletion() == "Fibra"


def test_that_every_field_has_a_name_for_those_who_do_not_see_it(people: People) -> None:
    people.choose("Ng")
    editors = people.panel.findChildren(QWidget)
    named = [each for each in editors if each.objectName().startswith("edit_")]
    assert len(named) >= 11
    assert all(each.accessibleName() for each in named)


# -- registrations -------------------------------------------------------------------------------------------


def test_that_days_are_ticked_as_registered_and_taken_off_by_a_click(people: People) -> None:
    people.choose("Popescu")
    assert all(_box(people, Checkpoint(day)).isChecked() for day in (FIRST, SECOND, THIRD))
    _box(people, Checkpoint(SECOND)).click()
    assert people.person("Popescu").days == {FIRST, THIRD}
    assert not _box(people, Checkpoint(SECOND)).isChecked()
    people.page.undo()
    assert people.person("Popescu").days is None
    assert _box(people, Checkpoint(SECOND)).isChecked()


def test_that_only_sessions_with_a_list_have_a_box_and_their_day_comes_with_them(people: People) -> None:
    people.choose("Ng")
    words = [box.accessibleName() for box in people.panel.findChildren(TickBox)]
    assert [each for each in words if "Matchmaking" in each] == ["14:00 Matchmaking"]
    assert not any("Conference" in each for each in words)
    _box(people, MATCHMAKING).click()
    person = people.person("Ng")
    assert (person.sessions, person.days) == ({"D2-MATCH"}, {SECOND, THIRD})
    assert _box(people, Checkpoint(SECOND)).isChecked()


# -- attendance, badge, history ------------------------------------------------------------------------------


def test_that_attendance_tells_times_places_and_absences(people: People, clock: HandClock) -> None:
    people.desk.reception.scan(people.desk.code("Țăranu"))
    clock.instant += timedelta(minutes=40)
    people.desk.post.choose(Checkpoint(SECOND))
    people.desk.reception.scan(people.desk.code("Țăranu"))
    people.choose("Țăranu")
    people.panel.show_part(Part.DAYS)
    texts = people.texts()
    assert {"Day 1 · Tue 21 Nov", "09:14  Conference", "09:54  Main entrance", "Desk: Main entrance"} <= set(
        texts
    )
    assert texts.count("Did not come, or not yet") == 2
    people.choose("Ng")
    assert people.texts().count("Not registered") == 2


def test_that_the_badge_on_the_screen_can_be_scanned(people: People) -> None:
    people.choose("Popescu")
    people.panel.show_part(Part.BADGE)
    picture = people.find(QrPicture).grab()
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(data, "PNG")
    found = zxingcpp.read_barcodes(Image.open(BytesIO(bytes(data.data().data()))))
    code = people.desk.code("Popescu")
    assert [each.text for each in found] == [code]
    assert people.find(QLabel, "badgeCode").text().replace("-", "") == code
    assert people.find(QLabel, "badgeCode").text().count("-") == 3


def test_that_a_badge_is_replaced_for_a_reason_and_only_when_it_is_meant(people: People) -> None:
    people.choose("Popescu")
    people.panel.show_part(Part.BADGE)
    old = people.desk.code("Popescu")
    people.click("replaceBadge")
    assert people.page.focusWidget() is not people.find(QPushButton, "replaceNow")
    next(b for b in people.panel.findChildren(QPushButton) if b.text() == "Keep the old one").click()
    assert people.desk.code("Popescu") == old
    people.click("replaceBadge")
    next(b for b in people.panel.findChildren(QPushButton) if b.text() == "Damaged").click()
    people.click("replaceNow")
    new = people.desk.code("Popescu")
    assert new != old
    assert people.find(QLabel, "badgeCode").text().replace("-", "") == new
    assert "new code" in people.said()
    people.panel.show_part(Part.HISTORY)
    assert f"Badge replaced (damaged): code ends in {new[-5:]}" in people.texts()


def test_that_a_question_about_one_badge_is_not_asked_about_the_next_one(people: People) -> None:
    people.choose("Popescu")
    people.panel.show_part(Part.BADGE)
    people.click("replaceBadge")
    people.choose("Ng")
    assert not people.find(QPushButton, "replaceNow").isVisible()


def test_that_printing_asks_for_this_badge(people: People) -> None:
    people.choose("Popescu")
    people.panel.show_part(Part.BADGE)
    with people.qtbot.waitSignal(people.page.print_requested) as wish:
        people.click("printBadge")
    assert wish.args == [(people.person("Popescu").id,)]


def test_that_the_history_tells_everything_in_words_the_newest_first(people: People) -> None:
    people.choose("Țăranu")
    _leave(people, _type(people, "organisation", "Canepa"))
    people.desk.reception.scan(people.desk.code("Țăranu"))
    people.desk.reception.undo()
    people.panel.show_part(Part.HISTORY)
    texts = people.texts()
    said = [text for text in texts if "Organisation:" in text or "Checked in" in text or "Added" in text]
    assert said == [
        "Checked in: Day 2 · Conference (taken back)",
        "Organisation: «HempClub» → «Canepa»",
        "Added by hand",
    ]
    assert "Wed 22 Nov, 09:14 · Main entrance" in texts


# -- somebody new --------------------------------------------------------------------------------------------


def test_that_somebody_new_is_added_and_shown(people: People) -> None:
    people.click("addPerson")
    assert people.page.focusWidget() is people.find(QLineEdit, "edit_given")
    people.qtbot.keyClicks(people.find(QLineEdit, "edit_given"), "Zoe")
    people.qtbot.keyClicks(people.find(QLineEdit, "edit_family"), "Adam")
    _box(people, Checkpoint(FIRST)).click()
    people.qtbot.keyClick(
        people.find(QLineEdit, "edit_family"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert people.names()[0] == "Adam, Zoe"
    assert people.person("Adam").days == {SECOND, THIRD}
    assert people.find(QLabel, "personName").text() == "Zoe Adam"
    assert people.said() == "Added Zoe Adam."
    people.page.undo()
    assert "Adam, Zoe" not in people.names()
    people.page.redo_last()
    assert "Adam, Zoe" in people.names()


def test_that_nobody_is_added_without_a_name(people: People) -> None:
    people.click("addPerson")
    people.click("addToRoster")
    assert any("needs a name" in text for text in people.texts())
    assert len(people.names()) == 5


def test_that_adding_can_be_given_up(people: People) -> None:
    people.click("addPerson")
    people.qtbot.keyClicks(people.find(QLineEdit, "edit_given"), "Zoe")
    next(b for b in people.panel.findChildren(QPushButton) if b.text() == "Cancel").click()
    assert any("Choose somebody" in text for text in people.texts())
    people.click("addPerson")
    assert people.find(QLineEdit, "edit_given").text() == ""
    people.choose("Ng")
    assert people.find(QLineEdit, "edit_given").text() == "Li"
    assert not people.find(QPushButton, "addToRoster").isVisible()


# -- little room ---------------------------------------------------------------------------------------------


def test_that_the_panel_lies_over_the_table_where_there_is_little_room(people: People) -> None:
    people.page.resize(1_021, 518)
    assert not people.panel.isVisible()
    people.choose("Popescu")
    assert not people.panel.isVisible()
    people.qtbot.keyClick(people.table, Qt.Key.Key_F2)
    assert people.panel.isVisible()
    assert people.page.focusWidget() is people.find(QLineEdit, "edit_given")
    people.qtbot.keyClick(people.find(QLineEdit, "edit_given"), Qt.Key.Key_Escape)
    assert not people.panel.isVisible()
    assert people.page.focusWidget() is people.table
    people.click("chosenDetails")
    assert people.panel.isVisible()
    people.page.resize(1_400, 700)
    assert people.panel.isVisible()
    assert people.panel.geometry().left() > people.table.geometry().right()


def test_that_somebody_is_ready_to_be_edited_at_every_size(people: People) -> None:
    for width in (1_021, 1_400):
        people.page.resize(width, 518)
        people.page.show_person(people.person("Müller").id)
        assert people.panel.isVisible()
        assert people.page.focusWidget() is people.find(QLineEdit, "edit_given")
        assert people.find(QLineEdit, "edit_given").text() == "Jörg"
