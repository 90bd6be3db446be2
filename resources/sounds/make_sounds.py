#!/usr/bin/env python3
"""Makes the sounds of the desk's verdicts: a few short tones each, equally loud, the same bytes every time.

Run it with a folder, or without one to make the sounds beside this file.
"""

import math
import struct
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
"""Samples a second; each has 16 bits, and there is one channel."""

LOUDNESS = 0.25
"""The A-weighted root mean square of a steady tone, where full scale is 1: room for the loudest peak, and some."""

FADE_IN, FADE_OUT = 0.004, 0.016
"""Seconds: an edge shorter than this is heard as a click."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """The strength of each partial, lowest first, and the seconds in which a tone dies to about a third."""

    partials: tuple[float, ...]
    dies_in: float


@dataclass(frozen=True, slots=True)
class Tone:
    """A pitch in Hz, when it begins and how long it lasts, in seconds; `weight` makes it louder than the rest."""

    pitch: float
    begins: float
    lasts: float
    timbre: Timbre
    weight: float = 1.0


BELL = Timbre((1.0, 0.28, 0.12, 0.05), 0.22)
HORN = Timbre((1.0, 0.5, 0.34, 0.2, 0.1), 1.5)
BUZZ = Timbre((0.5, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2), 3.0)
TICK = Timbre((1.0, 0.6, 0.4), 0.008)

D5, FSHARP5, G5, A5, C6, D6, E6, G6 = (
    587.33,
    739.99,
    783.99,
    880.0,
    1046.5,
    1174.66,
    1318.51,
    1567.98,
)
LOW, LOW_BESIDE = 138.0, 144.0
"""A low pitch and one so near that the two beat: the roughness of a refusal."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "in": (Tone(G5, 0.0, 0.12, BELL), Tone(C6, 0.1, 0.2, BELL)),
    "note": (Tone(C6, 0.0, 0.13, BELL), Tone(E6, 0.12, 0.13, BELL), Tone(G6, 0.24, 0.24, BELL)),
    "again": (Tone(A5, 0.0, 0.1, BELL), Tone(A5, 0.16, 0.14, BELL)),
    "ask": (Tone(D5, 0.0, 0.3, HORN), Tone(FSHARP5, 0.34, 0.32, HORN)),
    "stop": (Tone(LOW, 0.0, 0.7, BUZZ), Tone(LOW_BESIDE, 0.0, 0.7, BUZZ)),
    "misread": (Tone(1_400.0, 0.0, 0.05, TICK, weight=2.6),),
    "out": (Tone(C6, 0.0, 0.12, BELL), Tone(G5, 0.1, 0.2, BELL)),
    "alarm": tuple(Tone(D6 if turn % 2 else A5, 0.2 * turn, 0.19, HORN) for turn in range(6)),
}
"""What each verdict sounds like: told apart by the number of tones, their pace and their direction, not by pitch alone."""


def a_weight(pitch: float) -> float:
    """How loud an ear finds a pitch, compared with 1 kHz; the A curve of IEC 61672-1."""
    square = pitch * pitch
    above = 12_194.0**2 * square * square
    middle = math.sqrt((square + 107.7**2) * (square + 737.9**2))
    return above / ((square + 20.6**2) * middle * (square + 12_194.0**2)) * 10 ** (2.0 / 20)


def wave_of(tone: Tone) -> list[float]:
    """The tone's samples, as loud as every other tone.

    The partials are shifted as Schroeder proposed (IEEE Trans. Inf. Theory 16, 1970), so that their peaks do not meet.
    """
    partials = [
        (tone.pitch * number, share, math.pi * number * (number - 1) / len(tone.timbre.partials))
        for number, share in enumerate(tone.timbre.partials, 1)
    ]
    heard = math.sqrt(sum((share * a_weight(pitch)) ** 2 / 2 for pitch, share, _ in partials))
    strength = LOUDNESS * tone.weight / heard
    return [
        strength
        * envelope(number / RATE, tone)
        * sum(
            share * math.sin(2 * math.pi * pitch * number / RATE + shift) for pitch, share, shift in partials
        )
        for number in range(round(tone.lasts * RATE))
    ]


def envelope(second: float, tone: Tone) -> float:
    """How loud a tone is at a time after its beginning: a soft edge on both sides, dying away between them."""
    rising = min(1.0, second / FADE_IN)
    falling = min(1.0, (tone.lasts - second) / FADE_OUT)
    soft = math.sin(math.pi / 2 * rising) ** 2 * math.sin(math.pi / 2 * falling) ** 2
    return soft * math.exp(-second / tone.timbre.dies_in)


def samples(tones: tuple[Tone, ...]) -> list[float]:
    """All tones of a sound added up; tones that sound together share the loudness of one."""
    together = math.sqrt(sum(tone.begins == tones[0].begins for tone in tones))
    length = max(round((tone.begins + tone.lasts) * RATE) for tone in tones)
    mixed = [0.0] * length
    for tone in tones:
        for at, value in enumerate(wave_of(tone), round(tone.begins * RATE)):
            mixed[at] += value / together
    return mixed


def write(name: str, folder: Path) -> Path:
    """Write one sound as `<name>.wav`; ValueError if it would be louder than a file can say."""
    mixed = samples(SOUNDS[name])
    if max(map(abs, mixed)) >= 1:
        raise ValueError(f"«{name}» is too loud: {max(map(abs, mixed)):.2f}")
    file = folder / f"{name}.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(mixed)}h", *(round(value * 32_767) for value in mixed)))
    return file


def main() -> None:
    """Make every sound in the folder named on the command line, or beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        write(name, folder)


if __name__ == "__main__":
    main()
