"""Whatever becomes of a camera, the desk goes on and is told in plain words."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtMultimedia import QVideoFrame
from pytestqt.qtbot import QtBot

from checkin_app.ui.camera import PATIENCE_MS, CameraReader
from checkin_app.ui.camera_device import CameraDevice
from checkin_app.ui.camera_state import SAYS, CameraState
from tests.ui.camera_desk import BESIDE, HELD, Desk
from tests.ui.camera_samples import ANA, BEN, BUILT_IN, ON_A_CABLE, FakeCameras, frame, wall


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """One that has a built-in camera, which is off."""
    made = Desk(qtbot, FakeCameras(BUILT_IN))
    yield made
    made.reader.close()


# -- states --------------------------------------------------------------------------------------------------


def test_that_a_camera_is_off_until_it_is_wanted_and_runs_from_its_first_frame(desk: Desk) -> None:
    assert (desk.reader.state, desk.reader.sink) == (CameraState.OFF, None)
    desk.reader.start()
    assert desk.reader.state is CameraState.STARTING
    assert desk.reader.device == BUILT_IN
    desk.see()
    assert desk.reader.state is CameraState.RUNNING
    desk.reader.stop()
    assert (desk.reader.device, desk.cameras.opened) == (None, None)
    assert desk.states == [CameraState.STARTING, CameraState.RUNNING, CameraState.OFF]


def test_that_a_frame_that_is_none_does_not_count_as_running(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.start()
    desk.cameras.sink.setVideoFrame(frame(wall((320, 180))))
    qtbot.waitUntil(lambda: desk.reader.state is CameraState.RUNNING)
    desk.reader.stop()
    desk.reader.start()
    desk.cameras.sink.setVideoFrame(QVideoFrame())
    qtbot.wait(20)
    assert desk.reader.state is CameraState.STARTING


def test_that_the_chosen_camera_is_opened_or_else_the_first(desk: Desk) -> None:
    desk.cameras.plugged.append(ON_A_CABLE)
    assert desk.reader.devices() == [BUILT_IN, ON_A_CABLE]
    for wanted, opened in ((ON_A_CABLE.id, ON_A_CABLE), ("", BUILT_IN), ("/dev/video9", BUILT_IN)):
        desk.reader.start(wanted)
        assert desk.reader.device == desk.cameras.opened == opened


def test_that_a_camera_that_is_plugged_in_at_last_starts_by_itself(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeCameras())
    desk.reader.start()
    assert desk.reader.state is CameraState.NO_CAMERA
    with qtbot.waitSignal(desk.reader.devices_changed):
        desk.cameras.plug_in(ON_A_CABLE)
    desk.see(HELD)
    assert desk.codes == [ANA]
    desk.reader.close()


def test_that_a_camera_whose_cable_is_pulled_is_lost_and_goes_on_when_it_is_back(desk: Desk) -> None:
    desk.cameras.plugged.append(ON_A_CABLE)
    desk.reader.start(ON_A_CABLE.id)
    desk.see(HELD)
    desk.cameras.pull_out(ON_A_CABLE)
    assert desk.reader.state is CameraState.LOST
    assert desk.cameras.opened is None
    desk.cameras.plug_in(ON_A_CABLE)
    assert desk.reader.device == ON_A_CABLE
    desk.see(HELD, BESIDE, seconds=2)
    assert desk.codes == [ANA, BEN]


def test_that_a_lost_camera_is_not_replaced_by_another_behind_the_desks_back(desk: Desk) -> None:
    desk.reader.start()
    desk.see()
    desk.cameras.pull_out(BUILT_IN)
    desk.cameras.plug_in(ON_A_CABLE)
    assert (desk.reader.state, desk.cameras.opened) == (CameraState.LOST, None)
    desk.reader.start()
    assert desk.reader.device == ON_A_CABLE


def test_that_pulling_another_camera_changes_nothing(desk: Desk) -> None:
    desk.cameras.plugged.append(ON_A_CABLE)
    desk.reader.start()
    desk.see()
    desk.cameras.pull_out(ON_A_CABLE)
    assert desk.reader.state is CameraState.RUNNING
    desk.reader.stop()
    desk.cameras.plug_in(ON_A_CABLE)
    assert (desk.reader.state, desk.cameras.openings) == (CameraState.OFF, 1)


def test_that_a_camera_that_does_not_start_is_refused_in_the_systems_words(desk: Desk) -> None:
    desk.reader.start()
    desk.cameras.fail("Device or resource busy")
    assert desk.reader.state is CameraState.REFUSED
    assert desk.reader.detail == "Device or resource busy"
    desk.reader.start()
    assert (desk.reader.state, desk.reader.detail) == (CameraState.STARTING, "")


def test_that_a_camera_that_fails_while_it_runs_is_lost(desk: Desk) -> None:
    desk.reader.start()
    desk.see()
    desk.cameras.fail("No such device")
    assert (desk.reader.state, desk.reader.detail) == (CameraState.LOST, "No such device")
    desk.cameras.fail("No such device, once more")
    assert desk.reader.detail == "No such device"


def test_that_a_camera_that_falls_silent_is_lost_until_it_sends_again(desk: Desk, qtbot: QtBot) -> None:
    assert 2_000 <= PATIENCE_MS <= 10_000
    impatient = CameraReader(desk.cameras, desk.clock, patience_ms=60)
    impatient.start()
    qtbot.waitUntil(lambda: impatient.state is CameraState.REFUSED)
    desk.cameras.sink.setVideoFrame(frame(wall((320, 180))))
    assert impatient.state is CameraState.RUNNING
    qtbot.waitUntil(lambda: impatient.state is CameraState.LOST)
    desk.cameras.sink.setVideoFrame(frame(wall((320, 180))))
    assert impatient.state is CameraState.RUNNING
    impatient.close()


@pytest.mark.parametrize(("barred", "state"), [(True, CameraState.REFUSED), (False, CameraState.NO_CAMERA)])
def test_that_cameras_that_the_system_hides_are_told_from_none(
    barred: bool, state: CameraState, qtbot: QtBot
) -> None:
    desk = Desk(qtbot, FakeCameras())
    desk.cameras.barred = barred
    desk.reader.start()
    assert desk.reader.state is state
    desk.reader.close()


def test_that_a_user_who_forbids_the_camera_is_obeyed(desk: Desk) -> None:
    desk.cameras.permission = False
    desk.reader.start()
    assert (desk.reader.state, desk.cameras.opened) == (CameraState.REFUSED, None)


def test_that_a_user_may_take_time_to_answer(desk: Desk) -> None:
    desk.cameras.permission = None
    desk.reader.start()
    assert desk.cameras.opened is None
    desk.cameras.answer(allowed=True)
    assert (desk.reader.state, desk.cameras.opened) == (CameraState.STARTING, BUILT_IN)


def test_that_an_answer_after_the_camera_was_switched_off_opens_nothing(desk: Desk) -> None:
    desk.cameras.permission = None
    desk.reader.start()
    desk.reader.stop()
    desk.cameras.answer(allowed=True)
    assert (desk.reader.state, desk.cameras.opened) == (CameraState.OFF, None)


def test_that_two_questions_open_one_camera(desk: Desk) -> None:
    desk.cameras.permission = None
    desk.reader.start()
    desk.reader.start()
    desk.cameras.answer(allowed=True)
    assert desk.cameras.openings == 1


def test_that_a_missing_decoder_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    desk.reader.start()
    assert (desk.reader.state, desk.cameras.opened) == (CameraState.NO_DECODER, None)
    assert "zxing-cpp" in desk.reader.sentence.remedy


def test_that_a_missing_library_is_said_with_its_name(desk: Desk) -> None:
    desk.cameras.missing = "libpulse.so.0: cannot open shared object file"
    assert desk.reader.devices() == []
    desk.reader.start()
    assert desk.reader.state is CameraState.NO_LIBRARY
    assert "libpulse" in desk.reader.detail


# -- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(CameraState))
def test_that_every_state_has_a_plain_sentence_of_its_own(state: CameraState) -> None:
    sentence = SAYS[state]
    assert sentence.happened.endswith(".")
    assert [other for other in CameraState if SAYS[other].happened == sentence.happened] == [state]
    for word in ("error", "exception", "null", "device", "failed", "QCamera"):
        assert word not in str(sentence)


@pytest.mark.parametrize("state", [state for state in CameraState if state.is_trouble])
def test_that_every_trouble_says_what_to_do(state: CameraState) -> None:
    assert SAYS[state].remedy.endswith(".")


def test_that_there_are_five_troubles() -> None:
    fine = {CameraState.OFF, CameraState.STARTING, CameraState.RUNNING}
    assert {state for state in CameraState if not state.is_trouble} == fine
    assert len(CameraState) == len(SAYS) == 8


def test_that_a_device_is_a_plain_value() -> None:
    assert CameraDevice("/dev/video0", "Built-in camera") == BUILT_IN
