"""Before an event is open: the demo, a new event, or a file."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Event
from checkin_app.ui.background import AtOnce
from checkin_app.ui.first_run_page import FirstRunPage
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.new_event_form import NewEventForm
from checkin_app.ui.zone_box import ZoneBox


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialog answers: the last of the list."""
    return [None]


@pytest.fixture
def page(qtbot: QtBot, answer: list[Path | None]) -> FirstRunPage:
    """The page on a computer that has opened nothing yet."""
    made = FirstRunPage((), AtOnce(), lambda *_: answer[-1])
    qtbot.addWidget(made)
    made.resize(1_000, 640)
    made.show()
    return made


def _button(page: FirstRunPage, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert button is not None
    return button


def _line(page: FirstRunPage, name: str) -> QLineEdit:
    line = page.findChild(QLineEdit, name)
    assert line is not None
    return line


def _date(page: FirstRunPage, name: str) -> QDateEdit:
    box = page.findChild(QDateEdit, name)
    assert box is not None
    return box


def _describe(page: FirstRunPage, name: str) -> NewEventForm:
    _button(page, "createEvent").click()
    form = page.findChild(NewEventForm)
    assert form is not None
    field = page.findChild(QLineEdit, "eventName")
    assert field is not None
    field.setText(name)
    return form


def test_that_three_ways_lead_in(page: FirstRunPage) -> None:
    shown = {
        name
        for name in ("openAgain", "openDemo", "createEvent", "openEvent")
        if _button(page, name).isVisible()
    }
    assert shown == {"openDemo", "createEvent", "openEvent"}


def test_that_the_demo_is_asked_for(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.demo_requested):
        _button(page, "openDemo").click()


def test_that_a_chosen_file_is_told(page: FirstRunPage, answer: list[Path | None], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.file_chosen):
        _button(page, "openEvent").click()
    answer.append(Path("some.checkin"))
    with qtbot.waitSignal(page.file_chosen) as told:
        _button(page, "openEvent").click()
    assert told.args == [Path("some.checkin")]


def test_that_the_last_event_is_one_click_away(qtbot: QtBot) -> None:
    page = FirstRunPage(("/events/R&D days.checkin",), AtOnce())
    qtbot.addWidget(page)
    page.show()
    assert _button(page, "openAgain").text().strip() == "Open R&&D days again"
    with qtbot.waitSignal(page.file_chosen) as told:
        _button(page, "openAgain").click()
    assert told.args == [Path("/events/R&D days.checkin")]


def test_that_an_event_without_a_name_cannot_be_created(page: FirstRunPage) -> None:
    _describe(page, "   ")
    assert not _button(page, "create").isEnabled()
    _describe(page, "Clusters")
    assert _button(page, "create").isEnabled()


def test_that_a_described_event_has_its_days_place_and_zone(page: FirstRunPage, qtbot: QtBot) -> None:
    form = _describe(page, " Clusters  Meet Regions ")
    for name, text in (("eventPlace", "Iași"), ("eventOrganiser", "CLUSTERO"), ("eventProject", "HempClub")):
        _line(page, name).setText(text)
    _date(page, "eventFirst").setDate(QDate(2023, 12, 31))
    _date(page, "eventLast").setDate(QDate(2024, 1, 1))
    zone = form.findChild(ZoneBox)
    assert zone is not None
    zone.setCurrentText("europe/rome")
    with qtbot.waitSignal(page.event_described) as told:
        _button(page, "create").click()
    assert told.args is not None
    event = told.args[0]
    assert isinstance(event, Event)
    assert (event.name, event.zone) == ("Clusters Meet Regions", "Europe/Rome")
    assert (event.place, event.organiser, event.project) == ("Iași", "CLUSTERO", "HempClub")
    assert [day.date for day in event.days] == [date(2023, 12, 31), date(2024, 1, 1)]


def test_that_an_event_that_begins_on_another_day_is_as_long_as_it_was(page: FirstRunPage) -> None:
    form = _describe(page, "x")
    first, last = _date(page, "eventFirst"), _date(page, "eventLast")
    first.setDate(QDate(2023, 11, 21))
    last.setDate(QDate(2023, 11, 24))
    first.setDate(QDate(2024, 3, 1))
    assert len(form.described_event().days) == 4
    assert last.date() == QDate(2024, 3, 4)
    last.setDate(QDate(2024, 2, 1))
    assert [day.date for day in form.described_event().days] == [date(2024, 3, 1)]
    days = form.findChild(QLabel, "eventDays")
    assert days is not None
    assert days.text() == "1 day: Fri 1 Mar"


def test_that_events_opened_earlier_are_at_hand(qtbot: QtBot) -> None:
    paths = ("/a/Now.checkin", "/a/R&D.checkin", "/a/An event with a very long name.checkin")
    page = FirstRunPage(paths, AtOnce())
    qtbot.addWidget(page)
    page.show()
    buttons = page.findChildren(QPushButton, "openRecent")
    assert [button.text() for button in buttons] == ["R&&D", "An event with a very …"]
    with qtbot.waitSignal(page.file_chosen) as told:
        buttons[0].click()
    assert told.args == [Path("/a/R&D.checkin")]


def test_that_one_can_go_back_from_the_form(page: FirstRunPage) -> None:
    form = _describe(page, "x")
    assert form.isVisible()
    next(b for b in form.findChildren(QPushButton) if b.text() == "Back").click()
    assert not form.isVisible()
    assert _button(page, "openDemo").isVisible()


def test_that_a_programme_file_can_be_taken_instead(
    page: FirstRunPage, answer: list[Path | None], qtbot: QtBot
) -> None:
    form = _describe(page, "x")
    take = next(b for b in form.findChildren(QPushButton) if "programme file" in b.text())
    take.click()
    answer.append(Path("programme.toml"))
    with qtbot.waitSignal(page.programme_chosen) as told:
        take.click()
    assert told.args == [Path("programme.toml")]


def test_that_work_that_ends_with_an_event_file_opens_it(page: FirstRunPage, qtbot: QtBot) -> None:
    def making() -> Generator[tuple[int, int], None, Path]:
        yield 1, 2
        return Path("made.checkin")

    with qtbot.waitSignal(page.file_chosen) as told:
        page.run(making(), "Making the demo event …")
    assert told.args == [Path("made.checkin")]
    job = page.findChild(JobBar)
    assert job is not None
    assert "made.checkin" in job.text()
