"""The cameras of the computer itself, as far as there are any where the tests run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtMultimedia import QVideoSink
from pytestqt.qtbot import QtBot

import checkin_app
from checkin_app.ui.camera import CameraReader
from checkin_app.ui.camera_device import CameraMode, QtCameras, barred_devices, best_mode
from checkin_app.ui.camera_state import CameraState

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent


# -- the best mode -------------------------------------------------------------------------------------------


def best(*modes: CameraMode) -> CameraMode | None:
    place = best_mode(modes)
    return None if place is None else modes[place]


def test_that_720_lines_are_best() -> None:
    vga, hd, full = CameraMode(640, 480, 30), CameraMode(1280, 720, 30), CameraMode(1920, 1080, 30)
    assert best(vga, hd, full) == hd
    assert best(full, vga) == vga
    assert best(full) == full


def test_that_a_smooth_picture_is_better_than_a_large_one() -> None:
    slow, smooth = CameraMode(1280, 720, 10), CameraMode(640, 480, 30)
    assert best(slow, smooth) == smooth
    assert best(slow, CameraMode(640, 480, 5)) == slow


def test_that_more_than_thirty_pictures_a_second_are_no_gain() -> None:
    usual, fast = CameraMode(1280, 720, 30), CameraMode(1280, 720, 60)
    assert best(usual, fast) == usual
    assert best(CameraMode(1280, 720, 20), usual) == usual


def test_that_the_wider_picture_is_taken_of_two_as_high() -> None:
    assert best(CameraMode(960, 720, 30), CameraMode(1280, 720, 30)) == CameraMode(1280, 720, 30)


def test_that_a_camera_without_modes_is_left_to_itself() -> None:
    assert best() is None


@given(
    st.lists(
        st.builds(CameraMode, st.integers(1, 4_000), st.integers(1, 3_000), st.floats(1, 120)), min_size=1
    )
)
def test_that_a_smooth_mode_is_taken_wherever_there_is_one(modes: list[CameraMode]) -> None:
    taken = best(*modes)
    assert taken in modes
    assert taken is not None
    assert (taken.fps >= 15) is any(mode.fps >= 15 for mode in modes)


# -- cameras that the system hides ---------------------------------------------------------------------------


def test_that_video_devices_that_may_not_be_used_are_found(tmp_path: Path) -> None:
    for name in ("video0", "video1", "audio0", "null"):
        (tmp_path / name).touch()
    mine = tmp_path / "video1"
    assert barred_devices(tmp_path, lambda file: file == mine) == [tmp_path / "video0"]
    assert barred_devices(tmp_path, lambda _file: True) == []


def test_that_a_system_without_such_a_folder_hides_nothing(tmp_path: Path) -> None:
    assert barred_devices(tmp_path / "none", lambda _file: False) == []


# -- this computer -------------------------------------------------------------------------------------------


def test_that_cameras_can_be_listed_whatever_this_machine_has(qtbot: QtBot) -> None:
    cameras = QtCameras()
    assert cameras.missing_part() == cameras.missing_part() == ""
    for device in cameras.devices():
        assert device.id
        assert device.name
    assert cameras.are_barred() in (True, False)
    assert qtbot is not None


def test_that_closing_what_was_never_opened_is_no_error(qtbot: QtBot) -> None:
    cameras = QtCameras()
    cameras.close()
    cameras.close()
    assert isinstance(cameras.make_sink(), QVideoSink)
    assert qtbot is not None


def test_that_the_permission_is_known_at_once_where_nobody_needs_to_be_asked(qtbot: QtBot) -> None:
    answers: list[bool] = []
    QtCameras().ask_permission(answers.append)
    if sys.platform == "linux":
        assert answers == [True]
    assert qtbot is not None


@pytest.mark.skipif(any(Path("/dev").glob("video*")), reason="this machine has a camera")
def test_that_a_machine_without_a_camera_is_told_so(qtbot: QtBot) -> None:
    reader = CameraReader()
    reader.start()
    assert reader.state is CameraState.NO_CAMERA
    assert reader.devices() == []
    reader.close()
    assert qtbot is not None


def test_that_a_missing_library_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # This is what importing comes to where a shared library that it needs is missing.
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    reader = CameraReader()
    reader.start()
    assert reader.state is CameraState.NO_LIBRARY
    assert "QtMultimedia" in reader.detail
    reader.close()
    assert qtbot is not None


def test_that_nothing_of_the_camera_is_loaded_before_it_is_wanted() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; application = QApplication([])\n"
        "from checkin_app.ui.camera import CameraReader; from checkin_app.ui.camera_view import CameraView\n"
        "reader, view = CameraReader(), CameraView(); reader.stop()\n"
        "print([name for name in ('PySide6.QtMultimedia', 'zxingcpp', 'PIL') if name in sys.modules])\n"
        "reader.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.strip() == "[]", done.stderr
