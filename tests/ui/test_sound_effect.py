"""A sound is played by a program of the system, which may do what it likes: the desk goes on."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checkin_app import paths
from checkin_app.ui import sound_effect
from checkin_app.ui.sound_effect import LONGEST_S, PLAYERS, SystemSound

IN, NOTE = (paths.resources() / "sounds" / f"{name}.wav" for name in ("in", "note"))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Writes down how it was called, then waits as one does for a sound system that hangs."""
    made = tmp_path / "paplay"
    made.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\nexec sleep 60\n')
    made.chmod(0o755)
    return made


@pytest.fixture
def sound(program: Path) -> Iterator[SystemSound]:
    made = SystemSound(IN, str(program))
    yield made
    made.close()


def _calls(program: Path, qtbot: QtBot, count: int) -> list[str]:
    file = program.with_name("calls")
    qtbot.waitUntil(lambda: file.exists() and len(file.read_text().splitlines()) == count)
    return file.read_text().splitlines()


def test_that_a_sound_is_played_as_loud_as_wanted(sound: SystemSound, program: Path, qtbot: QtBot) -> None:
    sound.set_strength(0.125)
    sound.play()
    (call,) = _calls(program, qtbot, 1)
    assert "--volume=32768" in call
    assert call.endswith(str(IN))


def test_that_a_sound_that_is_being_played_is_not_begun_anew(
    sound: SystemSound, program: Path, qtbot: QtBot
) -> None:
    sound.play()
    sound.play()
    assert sound.is_playing
    qtbot.waitUntil(lambda: not sound.is_playing)
    sound.play()
    assert len(_calls(program, qtbot, 2)) == 2


def test_that_programs_that_hang_do_not_pile_up_and_are_ended(sound: SystemSound, qtbot: QtBot) -> None:
    for _ in range(5):
        sound.play()
        qtbot.waitUntil(lambda: not sound.is_playing)
    assert len(sound._at_work()) <= 3
    began = time.monotonic()
    qtbot.waitUntil(lambda: not sound._at_work(), timeout=round(LONGEST_S * 2_000))
    assert time.monotonic() - began < LONGEST_S + 1


def test_that_silence_ends_what_is_played(sound: SystemSound) -> None:
    sound.play()
    sound.silence()
    assert not sound.is_playing
    assert sound._at_work() == []


def test_that_a_file_that_is_no_sound_is_broken(tmp_path: Path, program: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    assert SystemSound(tmp_path / "bad.wav", str(program)).is_broken
    assert SystemSound(tmp_path / "gone.wav", str(program)).is_broken
    assert not SystemSound(NOTE, str(program)).is_broken


def test_that_a_program_that_is_gone_is_no_error(tmp_path: Path) -> None:
    sound = SystemSound(IN, str(tmp_path / "paplay"))
    sound.play()
    assert not sound.is_playing


@pytest.mark.parametrize(
    ("there", "chosen"), [(set(PLAYERS), "paplay"), ({"pw-play"}, "pw-play"), (set(), "")]
)
def test_that_the_better_program_is_chosen(
    there: set[str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    assert sound_effect.player() == chosen
