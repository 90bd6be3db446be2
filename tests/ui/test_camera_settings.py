"""A camera is chosen and tried on the Settings page, which says why there is none; nothing tried is recorded."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.code import for_people
from checkin_app.ui import device_wording
from checkin_app.ui.camera_settings import CameraSettings
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.camera_view import CameraView

from .camera_desk import HELD, Desk
from .camera_samples import ANA, BUILT_IN, ON_A_CABLE, FakeCameras


@pytest.fixture
def desk(qtbot: QtBot, cameras: FakeCameras) -> Iterator[Desk]:
    """What the test puts before the camera."""
    made = Desk(qtbot, cameras)
    yield made
    made.reader.close()


@pytest.fixture
def section(desk: Desk, qtbot: QtBot) -> CameraSettings:
    """Not shown yet; the system's own choice."""
    made = CameraSettings(desk.reader, "")
    qtbot.addWidget(made)
    made.resize(760, 500)
    return made


@pytest.fixture
def changes(section: CameraSettings) -> list[tuple[str, object]]:
    """What the section has told."""
    told: list[tuple[str, object]] = []
    section.changed.connect(lambda name, value: told.append((name, value)))
    return told


def _list(section: CameraSettings) -> QComboBox:
    box = section.findChild(QComboBox, "cameraDevices")
    assert box is not None
    return box


def _names(section: CameraSettings) -> list[str]:
    return [_list(section).itemText(row) for row in range(_list(section).count())]


def _try(section: CameraSettings) -> QPushButton:
    button = section.findChild(QPushButton, "tryCamera")
    assert button is not None
    return button


def _result(section: CameraSettings) -> str:
    label = section.findChild(QLabel, "cameraResult")
    assert label is not None
    return label.text()


def _choose(section: CameraSettings, row: int) -> None:
    _list(section).setCurrentIndex(row)
    _list(section).activated.emit(row)


def test_that_nobody_looks_for_cameras_before_the_section_is_seen(section: CameraSettings) -> None:
    assert _names(section) == []
    section.show()
    assert _names(section) == [device_wording.OWN_CHOICE, BUILT_IN.name, ON_A_CABLE.name]


def test_that_a_choice_is_told_and_kept_when_cameras_come_and_go(
    section: CameraSettings, changes: list[tuple[str, object]], cameras: FakeCameras
) -> None:
    section.show()
    _choose(section, 2)
    assert changes == [("camera", ON_A_CABLE.id)]
    cameras.pull_out(ON_A_CABLE)
    assert _list(section).currentData() == ON_A_CABLE.id
    assert _list(section).currentText() == device_wording.not_connected(ON_A_CABLE.id)
    cameras.plug_in(ON_A_CABLE)
    assert _list(section).currentText() == ON_A_CABLE.name
    _choose(section, 0)
    assert changes[-1] == ("camera", "")


def test_that_trying_shows_the_picture_and_says_which_badge_was_read(
    section: CameraSettings, cameras: FakeCameras, desk: Desk
) -> None:
    section.show()
    _try(section).click()
    assert cameras.opened == BUILT_IN
    assert _result(section) == device_wording.CAMERA_TEST
    desk.see(HELD)
    view = section.findChild(CameraView)
    assert view is not None
    assert view.isVisible()
    assert "the badge that ends in" in _result(section)
    assert desk.pictures[-1].width() == view.picture_width


def test_that_a_code_that_is_no_badge_is_told_apart() -> None:
    assert device_wording.code_seen(ANA).endswith(f"the badge that ends in {for_people(ANA)[-5:]}.")
    assert "not that of a badge" in device_wording.code_seen("https://example.org")


def test_that_a_second_press_and_going_away_let_go_of_the_camera(
    section: CameraSettings, cameras: FakeCameras
) -> None:
    section.show()
    _try(section).click()
    _try(section).click()
    assert cameras.opened is None
    _try(section).click()
    assert cameras.opened == BUILT_IN
    section.hide()
    assert cameras.opened is None
    assert not section.is_trying


def test_that_another_camera_is_tried_at_once(section: CameraSettings, cameras: FakeCameras) -> None:
    section.show()
    _try(section).click()
    _choose(section, 2)
    assert cameras.opened == ON_A_CABLE


def test_that_the_desks_camera_is_left_alone_by_a_section_that_tries_nothing(
    section: CameraSettings, cameras: FakeCameras, desk: Desk
) -> None:
    section.show()
    desk.reader.start()
    section.hide()
    assert cameras.opened == BUILT_IN
    desk.see(HELD)
    assert _result(section) == ""


@pytest.mark.parametrize(
    ("break_it", "state"),
    [
        ({"plugged": []}, CameraState.NO_CAMERA),
        ({"plugged": [], "barred": True}, CameraState.REFUSED),
        ({"missing": "libpulse.so.0"}, CameraState.NO_LIBRARY),
    ],
)
def test_that_a_camera_that_cannot_be_used_is_explained_before_it_is_tried(
    break_it: dict[str, object], state: CameraState, section: CameraSettings, cameras: FakeCameras
) -> None:
    for name, value in break_it.items():
        setattr(cameras, name, value)
    section.show()
    assert _result(section) == str(SAYS[state])
    assert not _try(section).isEnabled()
    assert _list(section).currentText() == device_wording.OWN_CHOICE


def test_that_a_camera_that_is_plugged_in_can_be_tried_at_once(
    section: CameraSettings, cameras: FakeCameras
) -> None:
    cameras.plugged.clear()
    section.show()
    cameras.plug_in(ON_A_CABLE)
    assert _try(section).isEnabled()
    assert _result(section) == ""


def test_that_a_refusal_while_trying_is_said_in_the_view(
    section: CameraSettings, cameras: FakeCameras
) -> None:
    section.show()
    cameras.permission = False
    _try(section).click()
    says = section.findChild(QLabel, "cameraSays")
    assert says is not None
    assert says.text() == SAYS[CameraState.REFUSED].happened
