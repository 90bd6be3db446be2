"""What the pills show is told by more than a colour, and says what to do."""

import pytest

from checkin_app.domain.badge import contrast
from checkin_app.ui import icons, theme
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.device_faces import Face, camera_face, sound_face
from checkin_app.ui.sounds import TROUBLES, SoundTrouble

SOUND_FACES = [
    sound_face(is_muted=False, why_silent=None),
    sound_face(is_muted=True, why_silent=None),
    *(sound_face(is_muted=False, why_silent=sentence) for sentence in TROUBLES.values()),
]
CAMERA_FACES = [
    face
    for state in CameraState
    for rests in (False, True)
    if (face := camera_face(state, is_wanted=True, is_resting=rests))
]


@pytest.mark.parametrize("face", SOUND_FACES + CAMERA_FACES)
def test_that_every_face_has_an_icon_a_name_and_a_sentence(face: Face) -> None:
    assert (icons.folder() / f"{face.icon}.svg").exists()
    assert face.name
    assert face.hint.happened.endswith(".")
    assert face.hint.remedy.endswith(".")


def test_that_a_warning_has_another_icon_too() -> None:
    for faces in (SOUND_FACES, CAMERA_FACES):
        calm = {face.icon for face in faces if not face.is_warning}
        assert not calm & {face.icon for face in faces if face.is_warning}


def test_that_muting_outweighs_trouble() -> None:
    muted = sound_face(is_muted=True, why_silent=TROUBLES[SoundTrouble.NO_DEVICE])
    assert muted == sound_face(is_muted=True, why_silent=None)


@pytest.mark.parametrize("state", list(CameraState))
def test_that_a_camera_nobody_wants_is_not_shown(state: CameraState) -> None:
    assert camera_face(state, is_wanted=False, is_resting=False) is None


@pytest.mark.parametrize("state", [state for state in CameraState if state.is_trouble])
def test_that_trouble_with_the_camera_is_said_as_at_the_desk(state: CameraState) -> None:
    face = camera_face(state, is_wanted=True, is_resting=False)
    assert face is not None
    assert (face.hint, face.is_warning) == (SAYS[state], True)


def test_that_a_camera_that_rests_is_no_trouble_whatever_it_was() -> None:
    for state in CameraState:
        face = camera_face(state, is_wanted=True, is_resting=True)
        assert face is not None
        assert not face.is_warning


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_that_the_icons_can_be_seen(colours: theme.Colours) -> None:
    assert contrast(colours.amber.text, colours.amber.ground) >= 4.5
    assert contrast(colours.text, colours.panel) >= 4.5
