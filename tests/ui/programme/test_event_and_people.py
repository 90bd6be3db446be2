"""What is said about the event, its categories, the lists of sessions, and files."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Admits, Category
from checkin_app.services.programme_file import read_programme, write_programme
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.act_bar import DEAF_MS
from checkin_app.ui.programme.category_rows import CategoryRows
from checkin_app.ui.programme.registered_people import PAUSE_MS
from checkin_app.ui.programme.side_panel import Showing, SidePanel
from checkin_app.ui.zone_box import ZoneBox
from tests.ui.conftest import EVENT

from .conftest import Seen

# -- the event -----------------------------------------------------------------------------------------------


@pytest.fixture
def about(seen: Seen) -> Seen:
    """The page with the event's own form open."""
    seen.click("editEvent")
    return seen


def test_that_every_fact_about_the_event_can_be_changed(about: Seen) -> None:
    for name, text in (
        ("eventFormName", "Regions"),
        ("eventFormPlace", "Bacău"),
        ("eventFormProject", "HempClub"),
        ("eventFormOrganiser", "CLUSTERO"),
        ("eventFormRollover", "5"),
        ("eventFormDoors", "45"),
        ("eventFormCertificateDays", "3"),
    ):
        about.write(name, text)
    assert about.event == replace(
        EVENT,
        name="Regions",
        place="Bacău",
        project="HempClub",
        organiser="CLUSTERO",
        rollover=time(5),
        doors=timedelta(minutes=45),
        certificate_days=3,
    )
    for _ in range(7):
        about.page.undo()
    assert about.event == EVENT
    assert about.text("eventFormName") == EVENT.name


def test_that_impossible_facts_are_told_and_not_saved(about: Seen) -> None:
    problem = about.find(QLabel, "eventFormProblem")
    for name, text, told, good in (
        ("eventFormName", "", "needs a name", "Clusters Meet Regions"),
        ("eventFormRollover", "x", "like 04:00", "04:00"),
        ("eventFormDoors", "-1", "number", "30"),
        ("eventFormCertificateDays", "all", "number", ""),
    ):
        about.write(name, text)
        assert told in problem.text()
        about.write(name, good)
        assert problem.isHidden()
    about.write("eventFormCertificateDays", "9")
    assert "asks for 9 days" in about.says()
    assert about.event == EVENT


def test_that_a_zone_is_found_by_a_part_of_its_name_and_nonsense_changes_nothing(about: Seen) -> None:
    box = about.find(ZoneBox)
    box.setCurrentText("europe/rome")
    box.activated.emit(0)
    assert about.event.zone == "Europe/Rome"
    box.setCurrentText("Nowhere")
    box.activated.emit(0)
    assert box.currentText() == "Europe/Rome"
    completer = box.completer()
    assert completer is not None
    completer.setCompletionPrefix("uchares")
    assert completer.currentCompletion() == "Europe/Bucharest"


def test_that_an_old_name_of_a_zone_is_kept(qtbot: QtBot) -> None:
    box = ZoneBox()
    qtbot.addWidget(box)
    box.show_zone("Old_Name")
    assert box.zone == "Old_Name"


def test_that_categories_are_added_coloured_and_removed(about: Seen, qtbot: QtBot) -> None:
    line = about.find(QLineEdit, "newCategory")
    line.setText("  Guest  project ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert about.event.categories[-1] == Category("Guest project", "violet")
    line.setText("public")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "already" in about.find(QLabel, "categoryProblem").text()
    rows = about.find(CategoryRows)
    box = next(b for b in rows.findChildren(QComboBox) if b.accessibleName() == "Colour of Public")
    box.setCurrentText("#A1B2C3")
    box.activated.emit(0)
    assert about.event.categories[1] == Category("Public", "#a1b2c3")
    box = next(b for b in rows.findChildren(QComboBox) if b.accessibleName() == "Colour of Guest project")
    box.setCurrentText("mauve-ish")
    box.activated.emit(0)
    assert "no colour" in about.find(QLabel, "categoryProblem").text()
    remove = next(b for b in rows.findChildren(QToolButton) if b.accessibleName().endswith("Guest project"))
    remove.click()
    assert [category.name for category in about.event.categories] == ["Exchange visitor", "Public"]


def test_that_closing_leads_back_to_the_day(about: Seen) -> None:
    assert about.find(SidePanel).showing is Showing.EVENT
    about.find(QToolButton, "closePanel").click()
    assert about.find(SidePanel).showing is Showing.DAY


# -- the people of a session ---------------------------------------------------------------------------------


@pytest.fixture
def people(seen: Seen) -> Seen:
    """The page with the people of the matchmaking."""
    seen.block("D2-MATCH").click()
    seen.find(SidePanel).show_people()
    return seen


def listed(seen: Seen, name: str = "registeredList") -> list[str]:
    listed = seen.find(QListWidget, name)
    return [listed.item(row).text() for row in range(listed.count())]


def look_for(seen: Seen, text: str, qtbot: QtBot) -> None:
    seen.find(QLineEdit, "registeredSearch").setText(text)
    qtbot.wait(PAUSE_MS + 50)


def test_that_an_empty_list_says_what_to_do(people: Seen) -> None:
    assert listed(people) == []
    session = EVENT.session("D2-MATCH")
    assert session is not None
    assert "nobody would be let in" in sentences.nobody_registered(session)
    assert "needs none" in sentences.nobody_registered(replace(session, admits=Admits.EVERYONE))


def test_that_people_are_found_put_on_the_list_and_taken_off_it(people: Seen, qtbot: QtBot) -> None:
    look_for(people, "popes", qtbot)
    assert listed(people, "registeredFound") == ["Ana Popescu · Fibra"]
    qtbot.keyClick(people.find(QLineEdit, "registeredSearch"), Qt.Key.Key_Return)
    assert listed(people) == ["Ana Popescu · Fibra"]
    assert people.desk.person("Popescu").sessions == {"D2-MATCH"}
    assert "1 registered · 1 expected · nobody came yet" in people.find(QLabel, "registeredNumbers").text()
    look_for(people, "popes", qtbot)
    assert listed(people, "registeredFound") == ["Nobody else like «popes»"]
    shown = people.find(QListWidget, "registeredList")
    shown.setCurrentRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert people.desk.person("Popescu").sessions == frozenset()
    people.page.undo()
    assert people.desk.person("Popescu").sessions == {"D2-MATCH"}
    assert listed(people) == ["Ana Popescu · Fibra"]
    people.page.undo()
    assert listed(people) == []


def test_that_more_registered_people_than_seats_are_a_conflict(people: Seen, qtbot: QtBot) -> None:
    for name in ("popes", "mull"):
        look_for(people, name, qtbot)
        found = people.find(QListWidget, "registeredFound")
        found.itemClicked.emit(found.item(0))
    people.find(SidePanel)._turn(Showing.SESSION)
    people.write("sessionSeats", "1")
    assert "has a conflict" in people.block("D2-MATCH").accessibleName()


# -- files ---------------------------------------------------------------------------------------------------


def test_that_the_programme_is_written_to_a_file_and_brought_in_again(
    seen: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "programme.toml"
    seen.answers.append(out)
    seen.click("saveProgramme")
    assert read_programme(out) == EVENT
    assert "Saved programme.toml" in seen.says()
    seen.click("bringIn")
    assert seen.says() == sentences.SAME_FILE
    out.write_text(write_programme(replace(EVENT, days=EVENT.days[:1])), encoding="utf-8")
    seen.click("bringIn")
    assert "These sessions go: «Conference», «Matchmaking»." in seen.says()
    qtbot.wait(DEAF_MS + 20)
    seen.click("actGo")
    assert seen.event == replace(EVENT, days=EVENT.days[:1])
    seen.page.undo()
    assert seen.event == EVENT


def test_that_a_wrong_file_is_told_with_its_line(seen: Seen, tmp_path: Path) -> None:
    out = tmp_path / "wrong.toml"
    out.write_text('[event]\nname = "x"\nzone = "Mars"\n', encoding="utf-8")
    seen.answers.append(out)
    seen.click("bringIn")
    assert "wrong.toml" in seen.says()
    assert "line 3" in seen.says()


def test_that_nothing_happens_without_a_file(seen: Seen) -> None:
    seen.answers.append(None)
    seen.click("bringIn")
    seen.click("saveProgramme")
    assert seen.says() == ""


def test_that_a_folder_that_cannot_be_written_to_is_told(seen: Seen, tmp_path: Path) -> None:
    seen.answers.append(tmp_path / "nowhere" / "x.toml")
    seen.click("saveProgramme")
    assert "cannot be written" in seen.says()
