"""What the window says about loudspeaker and camera, beside the troubles in `sounds` and the states in `camera_state`."""

from checkin_app.domain.code import LENGTH, for_people
from checkin_app.ui.wording import Sentence

SOUNDS_ON = Sentence("Sounds are on.", "Press F8, or click here, to mute them.")
SOUNDS_MUTED = Sentence("Sounds are muted.", "Press F8, or click here, to hear them again.")
SOUNDS_OFF = Sentence("Sounds are muted.", "Turn them on here, or press F8 on any page.")
CAMERA_RESTS = Sentence(
    "The camera rests while another page is open.", "Press F4, or click here, to go back to Check-in."
)
CAMERA_OFF_AGAIN = "Press F4, or click here, to turn the camera off."
CAMERA_USE = "At the desk F4 turns the camera on and off. Pictures are looked at and forgotten; none is kept."
CAMERA_TEST = "Hold a badge into the picture: this is a test, nothing is recorded."
OWN_CHOICE = "The system's own choice"


def not_connected(device_id: str) -> str:
    """A camera that was chosen once and is not there now."""
    return f"The one chosen before ({device_id}), not connected"


def code_seen(code: str) -> str:
    """What the camera's test read; a badge is known to people by the end of its code."""
    if len(code) == LENGTH:
        return f"Camera OK: it read the badge that ends in {for_people(code)[-5:]}."
    return "Camera OK: it read a code, but not that of a badge."
