"""What the top bar shows of loudspeaker and camera: an icon, its words, and whether somebody should look at it."""

from dataclasses import dataclass

from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.device_wording import CAMERA_OFF_AGAIN, CAMERA_RESTS, SOUNDS_MUTED, SOUNDS_ON
from checkin_app.ui.wording import Sentence


@dataclass(frozen=True, slots=True)
class Face:
    """`icon` names a file in resources/icons; `name` is what a screen reader calls it, `hint` says more."""

    icon: str
    name: str
    hint: Sentence
    is_warning: bool = False


def sound_face(*, is_muted: bool, why_silent: Sentence | None) -> Face:
    """How the loudspeaker stands; wanting silence outweighs not being able to make a sound."""
    if is_muted:
        return Face("volume-x", "Sounds are muted", SOUNDS_MUTED, is_warning=True)
    if why_silent is not None:
        return Face("volume-x", "No sounds can be heard", why_silent, is_warning=True)
    return Face("volume-2", "Sounds are on", SOUNDS_ON)


def camera_face(state: CameraState, *, is_wanted: bool, is_resting: bool) -> Face | None:
    """How the desk's camera stands; None where nobody wants it."""
    if not is_wanted:
        return None
    if is_resting:
        return Face("camera", "The camera rests", CAMERA_RESTS)
    if state.is_trouble:
        return Face("camera-off", "The camera does not work", SAYS[state], is_warning=True)
    return Face("camera", "The camera is on", Sentence(SAYS[state].happened, CAMERA_OFF_AGAIN))
