"""The sounds that come with the program: made by a script, told apart by ear, equally loud, free of clicks."""

import math
import runpy
import struct
import subprocess
import sys
import wave
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from checkin_app import paths
from checkin_app.ui import looks

FOLDER = paths.resources() / "sounds"
MAKER = FOLDER / "make_sounds.py"
NAMES = {"again", "alarm", "ask", "in", "misread", "note", "out", "stop"}
MOST_BYTES = 400_000


@cache
def samples(name: str) -> tuple[float, ...]:
    """The sound as numbers from -1 to 1."""
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        count = file.getnframes()
        return tuple(value / 32_768 for value in struct.unpack(f"<{count}h", file.readframes(count)))


def filtered(signal: Sequence[float], radians: float, *, high: bool) -> list[float]:
    """Through a high pass or low pass of the first order, by the bilinear transform."""
    slope = 2 * 44_100
    gain = (slope if high else radians) / (slope + radians)
    rest = (slope - radians) / (slope + radians)
    made, before, last = [], 0.0, 0.0
    for value in signal:
        last = gain * (value - before if high else value + before) + rest * last
        before = value
        made.append(last)
    return made


def loudness(name: str) -> float:
    """The loudest eighth of a second in dB, A-weighted: the poles of IEC 61672-1 as filters, so unlike the maker's sums."""
    signal: Sequence[float] = samples(name)
    for radians in (129.4, 129.4, 676.7, 4_636.0):
        signal = filtered(signal, radians, high=True)
    for _ in range(2):
        signal = filtered(signal, 76_655.0, high=False)
    energy = [(1.2589 * value) ** 2 for value in signal]
    window = 44_100 // 8
    current = loudest = sum(energy[:window])
    for come, gone in zip(energy[window:], energy, strict=False):
        current += come - gone
        loudest = max(loudest, current)
    return 10 * math.log10(loudest / window)


@cache
def envelope(name: str) -> list[float]:
    """The loudness of every hundredth of a second."""
    signal = samples(name)
    return [
        math.sqrt(sum(v * v for v in signal[i : i + 441]) / 441) for i in range(0, len(signal) - 440, 441)
    ]


def pitch(signal: Sequence[float]) -> float:
    """Hz of the strongest of the semitones from 110 to 2,000 Hz."""
    candidates = [110 * 2 ** (step / 12) for step in range(51)]

    def strength(hertz: float) -> float:
        turn = 2 * math.pi * hertz / 44_100
        across = sum(value * math.cos(turn * at) for at, value in enumerate(signal))
        along = sum(value * math.sin(turn * at) for at, value in enumerate(signal))
        return across * across + along * along

    return max(candidates, key=strength)


@cache
def note_at(name: str, second: float) -> float:
    """The pitch in the twentieth of a second from there."""
    start = round(second * 44_100)
    return pitch(samples(name)[start : start + 2_205])


def test_that_every_sound_of_the_verdicts_is_there_and_no_other() -> None:
    assert {file.stem for file in FOLDER.glob("*.wav")} == NAMES
    tables = [*looks.LOOKS.values(), looks.WITH_NOTE, looks.LET_IN, looks.NOT_SAVED]
    assert {look.sound for look in tables} - {""} <= NAMES


def test_that_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(MAKER), str(tmp_path)], check=True, timeout=60)
    assert {file.name for file in tmp_path.iterdir()} == {f"{name}.wav" for name in NAMES}
    different = [name for name in NAMES if (tmp_path / f"{name}.wav").read_bytes() != read(name)]
    assert different == []


def read(name: str) -> bytes:
    return (FOLDER / f"{name}.wav").read_bytes()


def test_that_the_maker_needs_the_standard_library_only() -> None:
    isolated = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import runpy, sys; runpy.run_path(sys.argv[1])",
        str(MAKER),
    ]
    subprocess.run(isolated, check=True, timeout=60)


def test_that_a_sound_that_would_be_clipped_is_refused(tmp_path: Path) -> None:
    maker: dict[str, Any] = runpy.run_path(str(MAKER))
    shrill = maker["Tone"](880.0, 0.0, 0.1, maker["BELL"], weight=40.0)
    maker["SOUNDS"]["shrill"] = (shrill,)
    with pytest.raises(ValueError, match="shrill"):
        maker["write"]("shrill", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_they_are_small_and_short() -> None:
    assert sum(len(read(name)) for name in NAMES) < MOST_BYTES
    assert {name for name in NAMES if len(samples(name)) > 0.75 * 44_100} == {"alarm"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_that_a_sound_begins_and_ends_in_silence_and_is_never_clipped(name: str) -> None:
    signal = samples(name)
    assert max(map(abs, signal[:10] + signal[-10:])) < 0.02
    assert 0.3 < max(map(abs, signal)) < 0.97
    assert abs(sum(signal) / len(signal)) < 0.005


def test_that_they_are_equally_loud_but_for_the_click() -> None:
    measured = {name: loudness(name) for name in NAMES}
    click = measured.pop("misread")
    assert max(measured.values()) - min(measured.values()) < 3
    assert min(measured.values()) - 10 < click < min(measured.values())


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("in", [0, 10]),
        ("note", [0, 12, 24]),
        ("again", [0, 16]),
        ("ask", [0, 34]),
        ("stop", [0]),
        ("misread", [0]),
    ],
)
def test_that_each_tone_begins_when_it_should(name: str, starts: list[int]) -> None:
    loud = envelope(name)
    rises = [at for at, value in enumerate(loud) if value > 1.25 * max(loud[max(0, at - 3) : at], default=0)]
    firsts = [at for at in rises if at - 1 not in rises]
    assert all(any(abs(first - start) <= 1 for first in firsts) for start in starts), firsts


def test_that_coming_in_rises_and_going_out_falls() -> None:
    assert note_at("in", 0.02) < note_at("in", 0.16)
    assert note_at("out", 0.02) > note_at("out", 0.16)
    assert note_at("note", 0.02) < note_at("note", 0.16) < note_at("note", 0.3)


def test_that_already_in_is_the_same_note_twice() -> None:
    assert note_at("again", 0.02) == note_at("again", 0.18)


def test_that_a_refusal_is_one_long_low_buzz() -> None:
    loud = envelope("stop")
    assert len(loud) >= 65
    # A beat comes and goes, but there is no gap: it is one sound.
    assert min(loud[3:-4]) > 0.02
    assert note_at("stop", 0.1) < 1_000


def test_that_an_alarm_goes_on_for_longer_than_any_verdict() -> None:
    assert len(samples("alarm")) > 1.5 * max(len(samples(name)) for name in NAMES - {"alarm"})


def test_that_no_two_sounds_are_alike() -> None:
    for one, other in combinations(sorted(NAMES), 2):
        shapes = [[value / max(envelope(name)) for value in envelope(name)] for name in (one, other)]
        longest = max(map(len, shapes))
        padded = [shape + [0.0] * (longest - len(shape)) for shape in shapes]
        differs = sum(abs(a - b) for a, b in zip(*padded, strict=True)) / longest
        assert differs > 0.1 or note_at(one, 0.02) != note_at(other, 0.02), (one, other)
