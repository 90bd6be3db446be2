"""Loudspeaker and camera in the whole window: keys, pills, other pages, practice, and the next event."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap, paths, settings
from checkin_app.app import Program
from checkin_app.domain.event import Day, Event
from checkin_app.services.clock import HandClock
from checkin_app.settings import Settings
from checkin_app.ui.background import AtOnce
from checkin_app.ui.camera_view import CameraView
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.device_pill import DevicePill
from checkin_app.ui.devices import Devices
from checkin_app.ui.rail import Page
from checkin_app.ui.segments import Segments
from checkin_app.ui.shell import Shell
from checkin_app.ui.sounds import TROUBLES, SoundTrouble
from checkin_app.ui.toast import Toast

from .camera_samples import BUILT_IN, ON_A_CABLE, FakeCameras, badge, frame, scene
from .conftest import EVENT, FIRST, PEOPLE
from .loudspeaker import Loudspeaker


class Window:
    """The program with its event open, and what a person does with it."""

    def __init__(self, program: Program, cameras: FakeCameras, qtbot: QtBot) -> None:
        self.program = program
        self.cameras = cameras
        self._qtbot = qtbot

    @property
    def shell(self) -> Shell:
        """The pages of the event that is open, once they are shown and those before them deleted."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shell = self.program.window.findChild(Shell)
        assert shell is not None
        return shell

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.shell.window(), key)

    def pill(self, name: str) -> DevicePill:
        pill = self.shell.findChild(DevicePill, name)
        assert pill is not None
        return pill

    def word(self) -> str:
        label = self.shell.findChild(QLabel, "verdictWord")
        assert label is not None
        return label.text()

    def people(self, family: str) -> str:
        """The badge's code of the one person with that family name."""
        services = self.program._services
        assert services is not None
        return next(each.code for each in services.roster.people() if each.participant.family == family)

    def hold_up(self, code: str) -> None:
        """Let the camera see a badge until its picture has been looked at."""
        reader = self.program._devices.camera.reader
        with self._qtbot.waitSignal(reader.picture_changed):
            self.cameras.sink.setVideoFrame(frame(scene((badge(code, 260), (640, 400)))))


@pytest.fixture
def event_file(tmp_path: Path, clock: HandClock) -> Path:
    """An event file with people, closed."""
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    return path


Start = Callable[..., Window]


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    clock: HandClock,
    event_file: Path,
    cameras: FakeCameras,
    devices: Devices,
) -> Iterator[Start]:
    """Opens the window with these devices."""
    running: list[Program] = []

    def begin(**own: object) -> Window:
        options = Namespace(event=event_file, now=clock, desk="", operator="")
        chosen = Settings(**{"computer": "tests"} | own)  # type: ignore[arg-type]  # the test knows them
        program = Program(qapp, chosen, AtOnce(), options, devices=devices)
        running.append(program)
        program.start()
        program.window.activateWindow()
        return Window(program, cameras, qtbot)

    yield begin
    for program in running:
        program.close()
        program.window.close()
        program.window.deleteLater()
        devices.setParent(None)
        program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(start: Start) -> Window:
    """With the usual settings."""
    return start()


def _scan(window: Window, family: str) -> None:
    window.shell.take_scan("", window.people(family))


# -- sounds --------------------------------------------------------------------------------------------------


def test_that_a_verdict_is_heard_at_the_desk_and_on_every_other_page(
    window: Window, loudspeaker: Loudspeaker
) -> None:
    _scan(window, "Țăranu")
    window.shell.show_page(Page.PEOPLE)
    _scan(window, "Popescu")
    toast = window.shell.findChild(Toast)
    assert toast is not None
    assert toast.isVisible()
    assert loudspeaker.heard == ["in", "note"]


def test_that_f8_mutes_is_remembered_and_shown_everywhere(window: Window, loudspeaker: Loudspeaker) -> None:
    window.press(Qt.Key.Key_F8)
    _scan(window, "Țăranu")
    assert loudspeaker.heard == []
    assert not settings.load(paths.settings_file()).settings.sounds
    assert window.pill("soundPill").accessibleName() == "Sounds are muted"
    switch = window.shell.findChild(Segments, "soundSwitch")
    assert switch is not None
    assert switch.button(False).isChecked()
    window.press(Qt.Key.Key_F8)
    assert settings.load(paths.settings_file()).settings.sounds
    assert window.pill("soundPill").accessibleName() == "Sounds are on"
    assert switch.button(True).isChecked()


def test_that_the_pill_mutes_without_taking_the_caret(window: Window, loudspeaker: Loudspeaker) -> None:
    before = window.shell.focusWidget()
    window.pill("soundPill").click()
    assert loudspeaker.is_muted
    assert window.shell.focusWidget() is before


def test_that_a_desk_that_was_muted_starts_muted(start: Start, loudspeaker: Loudspeaker) -> None:
    window = start(sounds=False, volume=30)
    assert (loudspeaker.is_muted, loudspeaker.volume) == (True, 30)
    assert window.pill("soundPill").accessibleName() == "Sounds are muted"


def test_that_the_pill_says_why_nothing_can_be_heard(window: Window, loudspeaker: Loudspeaker) -> None:
    loudspeaker.break_down(SoundTrouble.NO_DEVICE)
    pill, sentence = window.pill("soundPill"), TROUBLES[SoundTrouble.NO_DEVICE]
    assert sentence.happened in pill.toolTip()
    assert str(sentence) == pill.accessibleDescription()
    loudspeaker.break_down(None)
    assert pill.accessibleName() == "Sounds are on"


def test_that_a_change_in_the_settings_does_not_undo_what_f8_did(
    window: Window, loudspeaker: Loudspeaker
) -> None:
    window.press(Qt.Key.Key_F8)
    sizes = next(each for each in window.shell.findChildren(Segments) if each.accessibleName() == "Text size")
    sizes.button(110).click()
    assert loudspeaker.is_muted
    assert not settings.load(paths.settings_file()).settings.sounds
    sizes.button(100).click()


# -- camera --------------------------------------------------------------------------------------------------


def test_that_f4_turns_the_camera_on_at_the_desk_and_off_again(window: Window) -> None:
    assert window.pill("cameraPill").isHidden()
    window.press(Qt.Key.Key_F4)
    assert window.cameras.opened == BUILT_IN
    assert window.pill("cameraPill").isVisible()
    window.press(Qt.Key.Key_F4)
    assert window.cameras.opened is None
    assert window.pill("cameraPill").isHidden()


def test_that_a_badge_before_the_camera_is_checked_in_and_heard_once(
    window: Window, loudspeaker: Loudspeaker
) -> None:
    window.press(Qt.Key.Key_F4)
    for _ in range(3):
        window.hold_up(window.people("Țăranu"))
    assert window.word() == "Checked in"
    assert loudspeaker.heard == ["in"]
    services = window.program._services
    assert services is not None
    assert len(services.checkin.last_scans()) == 1


def test_that_a_scan_of_a_badge_that_is_before_the_camera_is_the_same_scan(
    window: Window, loudspeaker: Loudspeaker
) -> None:
    window.press(Qt.Key.Key_F4)
    window.hold_up(window.people("Țăranu"))
    _scan(window, "Țăranu")
    assert loudspeaker.heard == ["in"]


def test_that_f4_on_another_page_goes_to_the_desk_with_the_camera_on(window: Window) -> None:
    window.shell.show_page(Page.BADGES)
    window.press(Qt.Key.Key_F4)
    assert window.shell.is_at_desk
    assert window.cameras.opened == BUILT_IN
    window.shell.show_page(Page.BADGES)
    assert window.cameras.opened is None
    assert window.pill("cameraPill").accessibleName() == "The camera rests"
    window.press(Qt.Key.Key_F4)
    assert window.cameras.opened == BUILT_IN


def test_that_the_pill_does_what_f4_does(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    window.pill("cameraPill").click()
    assert window.cameras.opened is None


def test_that_a_camera_that_is_refused_is_told_and_scans_go_on(window: Window) -> None:
    window.cameras.permission = False
    window.press(Qt.Key.Key_F4)
    pill = window.pill("cameraPill")
    assert pill.accessibleName() == "The camera does not work"
    assert "privacy settings" in pill.toolTip()
    _scan(window, "Țăranu")
    assert window.word() == "Checked in"


def test_that_the_camera_of_the_settings_is_used(start: Start) -> None:
    window = start(camera=ON_A_CABLE.id)
    window.press(Qt.Key.Key_F4)
    assert window.cameras.opened == ON_A_CABLE


def test_that_practice_and_coming_back_find_the_camera_on_and_never_open_it_twice(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    window.program.practise(True)
    assert not window.shell.isHidden()
    assert window.cameras.opened == BUILT_IN
    view = window.shell.findChild(CameraView)
    assert view is not None
    window.hold_up(window.people("Țăranu"))
    assert window.word() == "Checked in"
    window.program.practise(False)
    assert not window.shell.isHidden()
    assert window.cameras.opened == BUILT_IN
    services = window.program._services
    assert services is not None
    assert services.checkin.last_scans() == []


def test_that_another_event_takes_the_camera_over(window: Window, tmp_path: Path, clock: HandClock) -> None:
    window.press(Qt.Key.Key_F4)
    other = tmp_path / "other.checkin"
    event = Event("Spring days", "Europe/Rome", (Day(FIRST),))
    bootstrap.create_event(other, event, desk="A", computer="tests", clock=clock).close()
    window.program.open_event(other)
    assert window.shell.findChild(CheckinPage) is not None
    assert window.cameras.opened == BUILT_IN


def test_that_closing_lets_go_of_everything(
    window: Window, devices: Devices, loudspeaker: Loudspeaker
) -> None:
    window.press(Qt.Key.Key_F4)
    window.program.close()
    assert window.cameras.opened is None
    assert not devices.camera.is_wanted
    assert loudspeaker._is_closed


def test_that_a_hidden_window_lets_go_of_the_camera(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    window.program.window.hide()
    assert window.cameras.opened is None
    window.program.window.show()
    assert window.cameras.opened == BUILT_IN


def test_that_trying_the_camera_in_the_settings_records_nothing(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    window.shell.show_page(Page.SETTINGS)
    button = window.shell.findChild(QPushButton, "tryCamera")
    assert button is not None
    button.click()
    assert window.cameras.opened == BUILT_IN
    window.hold_up(window.people("Țăranu"))
    services = window.program._services
    assert services is not None
    assert services.checkin.last_scans() == []
    window.shell.show_page(Page.CHECKIN)
    assert window.cameras.opened == BUILT_IN
    assert not button.isChecked()


def test_that_the_pills_are_buttons_with_names(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    for pill in window.shell.top_bar.findChildren(QToolButton):
        assert pill.accessibleName()
        assert pill.accessibleDescription()
        assert min(pill.width(), pill.height()) >= 44
