"""Every key that does something, in one table: the foot line, the help and the tests all read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin_app.domain.checkin import Reason
from checkin_app.ui import looks
from checkin_app.ui.looks import LOOKS, Look


@dataclass(frozen=True, slots=True)
class Key:
    """`at_desk` is for keys of the Check-in page alone, `on_people` for those of the People page; `foot_…` is what the foot line of those pages says, if the key has a place there."""

    keys: str
    meaning: str
    at_desk: bool = False
    on_people: bool = False
    foot_at_desk: str = ""
    foot_elsewhere: str = ""


KEYS: Sequence[Key] = (
    Key("Ctrl+1 … Ctrl+6", "open a page", foot_elsewhere="pages"),
    Key("Ctrl+F or F3", "go to the scan box", foot_at_desk="scan box", foot_elsewhere="scan box"),
    Key("Ctrl+Z", "undo the last check-in; on People, the last change", foot_at_desk="undo", foot_elsewhere="undo"),
    Key("Ctrl+Shift+Z", "redo what was undone last"),
    Key("Ctrl+N", "add a walk-in", foot_at_desk="walk-in", foot_elsewhere="walk-in"),
    Key("Ctrl+P", "print the badge of the person who is shown or chosen"),
    Key("F6", "next checkpoint; Shift+F6 the one before", foot_at_desk="checkpoint"),
    Key("F7", "entry or exit", foot_at_desk="entry/exit"),
    Key("F4", "camera on or off; elsewhere go to it"),
    Key("F8", "mute the sounds, or hear them again", foot_elsewhere="mute"),
    Key("F11", "full screen", foot_elsewhere="full screen"),
    Key("F1", "this help", foot_elsewhere="help"),
    Key("Enter", "check in the chosen one; retry what was not saved", at_desk=True, foot_at_desk="check in"),
    Key("↑ ↓", "choose another one", at_desk=True),
    Key("Alt+2 … Alt+9", "check in the second to ninth one", at_desk=True),
    Key("Ctrl+Enter", "let in anyway, with a reason; in the walk-in sheet: save and check in", at_desk=True, foot_at_desk="let in anyway"),
    Key("Ctrl+Shift+Enter", "in the walk-in sheet: save, check in and print the badge", at_desk=True),
    Key("F2", "edit the person who is shown or chosen", at_desk=True),
    Key("↓ or Enter in the search", "go to the table", on_people=True),
    Key("Shift+↑ ↓, Ctrl+A", "choose several, or everybody who is shown", on_people=True),
    Key("F2 or Enter", "edit the chosen person; Esc in a field restores it", on_people=True),
    Key("Delete", "remove the chosen people", on_people=True),
    Key("Esc", "empty the scan box, then the card", at_desk=True),
)  # fmt: skip

FOOT_ORDER = ("Enter", "Ctrl+Enter", "Ctrl+Z", "Ctrl+N", "F6", "F7", "Ctrl+F or F3", "F8", "F11", "F1")

COLOURS: Sequence[tuple[Look, str]] = (
    (LOOKS[Reason.ADMITTED], "Let in."),
    (looks.WITH_NOTE, "Let in, and read the note."),
    (LOOKS[Reason.ALREADY_IN], "Was here before: look at the name."),
    (LOOKS[Reason.NOT_THIS_DAY], "Hatched edge: you decide."),
    (LOOKS[Reason.UNKNOWN], "Do not let in; look up the name."),
    (LOOKS[Reason.LEFT], "Counted as gone."),
    (looks.NOT_SAVED, "Wait, and retry."),
)
"""One look of every kind, and what staff do when they see it."""


def foot(*, at_desk: bool) -> list[tuple[str, str]]:
    """(key, what it does) for the foot line of the Check-in page, or of the others."""
    ordered = sorted(KEYS, key=lambda key: FOOT_ORDER.index(key.keys) if key.keys in FOOT_ORDER else -1)
    pairs = [(key.keys, key.foot_at_desk if at_desk else key.foot_elsewhere) for key in ordered]
    return [(keys.removesuffix(" or F3"), meaning) for keys, meaning in pairs if meaning]
