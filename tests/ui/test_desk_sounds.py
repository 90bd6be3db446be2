"""Every verdict is heard as the table of the looks says, once, and only where somebody wants to hear it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import checkin_app
from checkin_app import paths
from checkin_app.domain.checkin import Direction, Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui import looks
from checkin_app.ui.desk_sounds import DeskSounds
from checkin_app.ui.sounds import TROUBLES, Sounds, SoundTrouble

from .conftest import ANA, SECOND, Desk, VerdictMaker
from .loudspeaker import Loudspeaker

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent


@pytest.fixture
def sounds(loudspeaker: Loudspeaker, desk: Desk) -> Iterator[DeskSounds]:
    """Those of a desk that is open."""
    made = DeskSounds(loudspeaker)
    made.attend(desk.reception)
    yield made
    made.close()


# -- what is heard -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", list(Reason))
def test_that_every_verdict_has_the_sound_of_its_look(
    reason: Reason, sounds: DeskSounds, desk: Desk, verdict: VerdictMaker, loudspeaker: Loudspeaker
) -> None:
    assert sounds is not None
    desk.reception.decided.emit(verdict(reason))
    assert loudspeaker.heard == [looks.LOOKS[reason].sound]


@pytest.mark.parametrize(
    ("fields", "look"), [({"participant": ANA}, looks.WITH_NOTE), ({"forced": "Agreed"}, looks.LET_IN)]
)
def test_that_a_note_and_a_decision_of_staff_are_heard(
    fields: dict[str, object],
    look: looks.Look,
    sounds: DeskSounds,
    desk: Desk,
    verdict: VerdictMaker,
    loudspeaker: Loudspeaker,
) -> None:
    assert sounds is not None
    desk.reception.decided.emit(verdict(Reason.ADMITTED, **fields))
    assert loudspeaker.heard == [look.sound]


def test_that_a_badge_read_twice_is_heard_once(
    sounds: DeskSounds, desk: Desk, loudspeaker: Loudspeaker, clock: HandClock
) -> None:
    assert sounds is not None
    told: list[Verdict] = []
    desk.reception.decided.connect(told.append)
    for _ in range(3):
        desk.reception.scan(desk.code("Țăranu"))
    assert (len(told), loudspeaker.heard) == (3, ["in"])
    clock.instant += timedelta(minutes=5)
    desk.reception.scan(desk.code("Țăranu"))
    assert loudspeaker.heard == ["in", "again"]


def test_that_going_out_undoing_and_redoing_are_heard(
    sounds: DeskSounds, desk: Desk, loudspeaker: Loudspeaker
) -> None:
    assert sounds is not None
    desk.post.choose(Checkpoint(SECOND))
    desk.reception.scan(desk.code("Țăranu"))
    desk.post.turn(Direction.EXIT)
    desk.reception.scan(desk.code("Țăranu"))
    desk.reception.undo()
    desk.reception.redo_last()
    assert loudspeaker.heard == ["in", "out", looks.TAKEN_BACK.sound, looks.PUT_BACK.sound]


def test_that_what_was_not_saved_gives_the_alarm(
    sounds: DeskSounds, desk: Desk, loudspeaker: Loudspeaker
) -> None:
    assert sounds is not None
    desk.reception.saving_failed.emit(NotSaved("record", "The disk is full."))
    assert loudspeaker.heard == ["alarm"]


def test_that_every_sound_of_the_looks_came_with_the_program() -> None:
    table = [*looks.LOOKS.values(), looks.WITH_NOTE, looks.LET_IN, looks.NOT_SAVED, looks.TAKEN_BACK]
    there = {file.stem for file in (paths.resources() / "sounds").glob("*.wav")}
    assert {look.sound for look in [*table, looks.PUT_BACK]} == there


# -- whether anything is heard -------------------------------------------------------------------------------


def test_that_nothing_is_heard_while_muted_nor_afterwards(
    sounds: DeskSounds, desk: Desk, loudspeaker: Loudspeaker
) -> None:
    sounds.set(is_on=False, volume=80)
    assert sounds.is_muted
    desk.reception.scan(desk.code("Țăranu"))
    sounds.set(is_on=True, volume=80)
    assert loudspeaker.heard == []
    sounds.play("stop")
    assert loudspeaker.heard == ["stop"]


def test_that_turning_them_is_told(sounds: DeskSounds, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sounds.changed):
        sounds.set(is_on=False, volume=40)


def test_that_the_sound_system_is_met_after_the_desk_was_painted(
    sounds: DeskSounds, loudspeaker: Loudspeaker, qtbot: QtBot
) -> None:
    assert sounds is not None
    assert loudspeaker.times_prepared == 0
    qtbot.waitUntil(lambda: loudspeaker.times_prepared == 1)


def test_that_whoever_wants_silence_never_meets_the_sound_system(
    sounds: DeskSounds, loudspeaker: Loudspeaker, qtbot: QtBot
) -> None:
    sounds.set(is_on=False, volume=80)
    qtbot.wait(600)
    assert loudspeaker.times_prepared == 0


def test_that_before_an_event_is_open_nothing_is_loaded(loudspeaker: Loudspeaker, qtbot: QtBot) -> None:
    made = DeskSounds(loudspeaker)
    made.set(is_on=True, volume=80)
    qtbot.wait(600)
    assert loudspeaker.times_prepared == 0
    made.close()


def test_that_a_muted_desk_starts_without_loading_what_sounds_need() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; application = QApplication([])\n"
        "import checkin_app.app; from checkin_app.ui.devices import Devices\n"
        "from checkin_app.settings import Settings; devices = Devices(); devices.obey(Settings(sounds=False))\n"
        "devices.sounds.play('in'); print([n for n in ('PySide6.QtMultimedia', 'zxingcpp') if n in sys.modules])\n"
        "devices.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr


# -- trouble -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [each for each in SoundTrouble if each is not SoundTrouble.NO_ANSWER])
def test_that_trouble_is_told_and_stops_no_desk(
    trouble: SoundTrouble, sounds: DeskSounds, desk: Desk, loudspeaker: Loudspeaker
) -> None:
    told: list[None] = []
    sounds.changed.connect(lambda: told.append(None))
    loudspeaker.break_down(trouble)
    assert sounds.why_silent == TROUBLES[trouble]
    assert told
    desk.reception.scan(desk.code("Țăranu"))
    assert len(desk.services.checkin.last_scans()) == 1
    loudspeaker.break_down(None)
    assert sounds.why_silent is None


def test_that_a_sound_system_gets_a_moment_before_its_silence_counts(desk: Desk, qtbot: QtBot) -> None:
    loudspeaker = Loudspeaker()
    loudspeaker.break_down(SoundTrouble.NO_ANSWER)
    sounds = DeskSounds(loudspeaker, patience_ms=50)
    assert sounds.why_silent is None
    sounds.attend(desk.reception)
    assert sounds.why_silent is None
    qtbot.waitUntil(lambda: sounds.why_silent == TROUBLES[SoundTrouble.NO_ANSWER])
    sounds.close()


def test_that_real_sounds_that_are_not_met_yet_are_no_trouble(qtbot: QtBot) -> None:
    sounds = DeskSounds(Sounds(paths.resources() / "sounds"))
    assert (sounds.why_silent, sounds.is_muted) == (None, False)
    sounds.close()
    assert qtbot is not None
