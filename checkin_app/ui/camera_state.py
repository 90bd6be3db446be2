"""Where the camera stands, and what is said about it."""

from collections.abc import Mapping
from enum import StrEnum

from checkin_app.ui.wording import Sentence


class CameraState(StrEnum):
    """Whether the camera reads badges, and if not, why."""

    OFF = "off"
    STARTING = "starting"
    RUNNING = "running"
    NO_CAMERA = "no camera"
    REFUSED = "refused"
    """The system, or another program that has the camera, does not let us have it."""
    LOST = "lost"
    """It ran, and then it was pulled out or fell silent."""
    NO_DECODER = "decoder missing"
    NO_LIBRARY = "library missing"
    """Qt's part for cameras cannot be loaded."""

    @property
    def is_trouble(self) -> bool:
        """Whether somebody wants the camera and does not have it."""
        return self not in (CameraState.OFF, CameraState.STARTING, CameraState.RUNNING)


SAYS: Mapping[CameraState, Sentence] = {
    CameraState.OFF: Sentence("The camera is off.", "Press F4 to read badges with it."),
    CameraState.STARTING: Sentence("The camera is starting."),
    CameraState.RUNNING: Sentence("Hold the badge, or the phone, into the picture."),
    CameraState.NO_CAMERA: Sentence(
        "No camera was found.", "Plug one in: it starts by itself. The scanner works as ever."
    ),
    CameraState.REFUSED: Sentence(
        "The camera may not be used now.",
        "Close other programs that use it, or allow it in the system's privacy settings, then press F4 twice.",
    ),
    CameraState.LOST: Sentence(
        "The camera is gone.", "Check its cable: it goes on by itself. The scanner works as ever."
    ),
    CameraState.NO_DECODER: Sentence(
        "This installation cannot read badges from a picture.",
        "Install the program again, with zxing-cpp. The scanner works as ever.",
    ),
    CameraState.NO_LIBRARY: Sentence(
        "This computer lacks a part that cameras need.",
        "On Debian and Ubuntu install libpulse0, then start the program again. The scanner works as ever.",
    ),
}
"""What happened, and what to do about it."""
