"""Before an event is open: the demo, a new event, or a file."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Event
from checkin_app.ui.background import AtOnce
from checkin_app.ui.first_run_page import FirstRunPage
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.new_event_form import NewEventForm


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialog answers: the last of the list."""
    return [None]


@pytest.fixture
def page(qtbot: QtBot, answer: list[Path | None]) -> FirstRunPage:
    """The page on a computer that has opened nothing yet."""
    made = FirstRunPage("", AtOnce(), lambda *_: answer[-1])
    qtbot.addWidget(made)
    made.resize(1_000, 640)
    made.show()
    return made


def _button(page: FirstRunPage, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert button is not None
    return button


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
    page = FirstRunPage("/events/R&D days.checkin", AtOnce())
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
    form = _describe(page, " Clusters Meet Regions ")
    first, days = form.findChild(QDateEdit), form.findChild(QSpinBox)
    zone = form.findChild(QComboBox)
    assert first is not None
    assert days is not None
    assert zone is not None
    first.setDate(QDate(2023, 12, 31))
    days.setValue(2)
    zone.setCurrentText("Europe/Rome")
    with qtbot.waitSignal(page.event_described) as told:
        _button(page, "create").click()
    assert told.args is not None
    event = told.args[0]
    assert isinstance(event, Event)
    assert (event.name, event.zone) == ("Clusters Meet Regions", "Europe/Rome")
    assert [day.date for day in event.days] == [date(2023, 12, 31), date(2024, 1, 1)]


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
