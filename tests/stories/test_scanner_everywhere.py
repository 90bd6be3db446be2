"""A scanner at a real window: on every keyboard layout, whatever is open, a scan is told once and changes nothing.

Key codes are sent to a virtual screen, so what the keys type is up to the layout, as it is with a real scanner.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.capture import CaptureManager

import checkin_app
from checkin_app.domain.code import Genuine, make, read, read_first
from checkin_app.domain.scan import GAP_MS, LATEST_KEY_MS, SCANNER_PACE_MS
from tests.stories.stopwatch import Tally, longest_gaps
from tests.stories.virtual_screen import (
    BACKSPACE,
    CONTROL,
    ENTER,
    LEFT,
    MISSING,
    RIGHT,
    TAB,
    WHY_SKIPPED,
    VirtualScreen,
    keys_for,
    virtual_screen,
)

pytestmark = [pytest.mark.machine, pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=WHY_SKIPPED)]

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
SCANS = int(os.environ.get("CHECKIN_SCANS", "5"))
"""For each layout, Caps Lock and state; 100 take a quarter of an hour and are for releases."""

KEY = bytes(32)
LAYOUTS = ("us", "fr", "de", "gr", "bg")
STATES = ("box", "field", "combo", "menu", "confirm", "table")
SENTENCE = "the quick brown fox jumps over lazy dogs"
LONGEST_ANSWER_S, LATEST_KEY_S = 60, 10
ATTEMPTS = 8
BATCH, BUSY = 10, 6
TALLY = Tally()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the window told: scans and times of keys since it was last asked, and all that a key could have changed."""

    scans: list[list[str]]
    times: list[int]
    look: dict[str, Any]

    def and_then(self, later: "Seen") -> "Seen":
        """What was told on both occasions, and how it looked at the end."""
        return Seen(self.scans + later.scans, self.times + later.times, later.look)


class TargetWindow:
    """The window of `scan_target` in a process of its own, spoken to in lines."""

    def __init__(self, screen: VirtualScreen, *options: str) -> None:
        self.screen = screen
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.stories.scan_target", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=screen.environment,
            cwd=CHECKOUT,
        )
        assert self._answer() == "ready"

    def show(self, state: str) -> Seen:
        return self._ask(f"state {state}")

    def look(self, after_ms: int = 100) -> Seen:
        return self._ask(f"look {after_ms}")

    def look_for_keys(self, count: int, after_ms: int = LATEST_KEY_MS + 100) -> Seen:
        """Look so long after so many keys have come: a key that never comes is a failure, whoever lost it.

        A foreign code is told only when no late key of a further line can be on its way any more.
        """
        seen, deadline = self.look(0), time.monotonic() + LATEST_KEY_S
        while len(seen.times) < count and time.monotonic() < deadline:
            seen = seen.and_then(self.look(10))
        return seen.and_then(self.look(after_ms))

    def be_busy(self, for_ms: int) -> None:
        self._say(f"busy {for_ms}")
        assert self._answer() == "busy"

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        assert self._process.wait(timeout=20) == 0

    def _ask(self, line: str) -> Seen:
        self._say(line)
        return Seen(**self._answer())

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], LONGEST_ANSWER_S)
        assert ready, "the window does not answer"
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="module", autouse=True)
def _say_what_was_played(request: pytest.FixtureRequest) -> Iterator[None]:
    """However the tests end: a machine that stalls often proves little."""
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    assert isinstance(capture, CaptureManager)
    with capture.global_and_fixture_disabled():
        print(f"\n{TALLY}")


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualScreen]:
    with virtual_screen() as started:
        yield started


@pytest.fixture(scope="module")
def shared_window(screen: VirtualScreen) -> Iterator[TargetWindow]:
    """One for all tests, so that layouts are switched while it runs."""
    window = TargetWindow(screen)
    yield window
    window.close()


@pytest.fixture
def window(shared_window: TargetWindow) -> TargetWindow:
    shared_window.screen.use_layout("us")
    return shared_window


def codes(count: int) -> list[str]:
    return [make(KEY) for _ in range(count)]


def keys_of_scans(scanned: list[str], *, end: int | None = ENTER) -> list[list[str]]:
    """Every second scanner sends small letters, as some do."""
    return [keys_for(code if number % 2 else code.lower(), end=end) for number, code in enumerate(scanned)]


@dataclass(frozen=True, slots=True)
class Played:
    """What was seen before and after some scans, and for each the longest time between two of its keys."""

    before: Seen
    after: Seen
    gaps: list[int]

    @property
    def is_sound(self) -> bool:
        """Whether every scan came as a scanner sends it: one that stops in the middle is none."""
        return max(self.gaps) <= GAP_MS


def play(
    window: TargetWindow, state: str, scans: list[list[str]], *, delay_ms: int = 2, pause_ms: int = 45
) -> Played:
    """Scan once in that state, and count."""
    before = window.show(state)
    window.screen.scan_all(scans, delay_ms=delay_ms, pause_ms=pause_ms)
    after = window.look_for_keys(sum(map(len, scans)))
    played = Played(before, after, longest_gaps(after.times, scans))
    TALLY.batches += 1
    TALLY.sent += len(scans)
    TALLY.told += len(after.scans)
    TALLY.stalled += sum(gap > GAP_MS for gap in played.gaps)
    TALLY.slowest_ms = max(TALLY.slowest_ms, *played.gaps)
    return played


def scan(
    window: TargetWindow, state: str, scans: list[list[str]], *, delay_ms: int = 2, pause_ms: int = 45
) -> tuple[Seen, Seen]:
    """What was seen before and after the scans; all are played again if the keyboard stalled in one of them."""
    for _ in range(ATTEMPTS):
        played = play(window, state, scans, delay_ms=delay_ms, pause_ms=pause_ms)
        if played.is_sound:
            return played.before, played.after
        TALLY.repeated += 1
    pytest.fail("this machine is too busy to play a scanner")


# -- scans -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("caps_lock", [False, True], ids=["", "Caps Lock"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_scans_are_told_once_and_change_nothing_whatever_is_open(
    window: TargetWindow, layout: str, caps_lock: bool
) -> None:
    window.screen.use_layout(layout)
    if caps_lock:
        window.screen.toggle_caps_lock()
    try:
        for state in STATES:
            for begun in range(0, SCANS, BATCH):
                _scan_in(window, state, min(BATCH, SCANS - begun))
    finally:
        if caps_lock:
            window.screen.toggle_caps_lock()


def _scan_in(window: TargetWindow, state: str, count: int) -> None:
    """A batch in which the keyboard stalled is played again, but its other scans must have been told all the same."""
    for _ in range(ATTEMPTS):
        sent = codes(count)
        played = play(window, state, keys_of_scans(sent))
        _expect_every_sound_scan_once(played, sent, state)
        if played.is_sound:
            is_unchanged = played.after.look == played.before.look
            TALLY.changed += not is_unchanged
            assert [by_position for by_position, _ in played.after.scans] == sent, state
            assert is_unchanged, (state, played.before.look, played.after.look)
            return
        TALLY.repeated += 1
    pytest.fail("this machine is too busy to play a scanner")


def _expect_every_sound_scan_once(played: Played, sent: list[str], state: str) -> None:
    """Of the places of the keys and of what they typed; a scan in which the keyboard stalled may be told, but once."""
    sound = [code for code, gap in zip(sent, played.gaps, strict=True) if gap <= GAP_MS]
    by_position = Counter(code for code, _ in played.after.scans)
    as_typed = Counter(read(typed, KEY) for _, typed in played.after.scans)
    TALLY.lost += sum(by_position[code] == 0 for code in sound)
    TALLY.doubled += sum(by_position[code] > 1 for code in sent)
    assert [by_position[code] for code in sound] == [1] * len(sound), state
    assert [as_typed[Genuine(code)] for code in sound] == [1] * len(sound), state
    assert max(by_position[code] for code in sent) <= 1, state


@pytest.mark.parametrize("end", [TAB, None], ids=["Tab", "no suffix"])
@pytest.mark.parametrize("state", ["field", "confirm", "combo"])
def test_that_tab_and_no_suffix_do_as_well(window: TargetWindow, state: str, end: int | None) -> None:
    sent = codes(5)
    before, after = scan(window, state, keys_of_scans(sent, end=end), pause_ms=80)
    assert [by_position for by_position, _ in after.scans] == sent
    assert after.look == before.look


@pytest.mark.parametrize("delay_ms", [0, 8])
def test_that_scanners_may_be_slower_or_as_quick_as_can_be(window: TargetWindow, delay_ms: int) -> None:
    sent = codes(5)
    before, after = scan(window, "confirm", keys_of_scans(sent), delay_ms=delay_ms)
    assert [by_position for by_position, _ in after.scans] == sent
    assert after.look == before.look


@pytest.mark.parametrize("second", [str(ENTER), f"{CONTROL}+44"], ids=["Enter", "Ctrl+J"])
def test_that_a_second_suffix_presses_nothing(window: TargetWindow, second: str) -> None:
    (code,) = codes(1)
    before, after = scan(window, "confirm", [[*keys_for(code), second]])
    assert [by_position for by_position, _ in after.scans] == [code]
    assert after.look == before.look


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["https://www.example.org/yes?a-b"], id="an address"),
        pytest.param(["BEGIN:VCARD", "VERSION:3.0", "N:Popa", "END:VCARD"], id="a card"),
        pytest.param(["y n " * 1_000], id="4,000 letters"),
    ],
)
@pytest.mark.parametrize("state", ["field", "confirm"])
def test_that_foreign_codes_are_told_once_and_change_nothing(
    window: TargetWindow, state: str, lines: list[str]
) -> None:
    before, after = scan(window, state, [[key for line in lines for key in keys_for(line)]], delay_ms=0)
    assert len(after.scans) == 1
    assert not isinstance(read_first(after.scans[0], KEY), Genuine)
    assert after.look == before.look


@pytest.mark.parametrize("state", ["confirm", "field"])
def test_that_a_busy_program_takes_a_scan_whole(window: TargetWindow, state: str) -> None:
    """It sleeps from before the first key, and from some key in the middle."""
    for late_s in (0.0, 0.03):
        sent, before, after = _scan_while_busy(window, state, late_s)
        assert [by_position for by_position, _ in after.scans] == [sent]
        assert after.look == before.look


def _scan_while_busy(window: TargetWindow, state: str, late_s: float) -> tuple[str, Seen, Seen]:
    for _ in range(ATTEMPTS):
        (code,) = codes(1)
        keys, before = keys_for(code), window.show(state)
        window.screen.keyboard.begin(keys, delay_ms=2)
        time.sleep(late_s)
        window.be_busy(200)
        window.screen.keyboard.wait()
        after = window.look_for_keys(len(keys), after_ms=300)
        if max(longest_gaps(after.times, [keys])) <= GAP_MS:
            return code, before, after
        TALLY.stalled += 1
        TALLY.repeated += 1
    pytest.fail("this machine is too busy to play a scanner")


@pytest.mark.parametrize("state", ["confirm", "field"])
def test_that_scans_stay_whole_where_everything_else_is_busy(window: TargetWindow, state: str) -> None:
    """Keys that wait between the screen and the program are fetched before a run is taken to be over."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(BUSY)]
    try:
        for _ in range(max(1, SCANS // 5)):
            _scan_in(window, state, BATCH)
    finally:
        for process in others:
            process.kill()
            process.wait(timeout=20)


# -- typing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delay_ms", [8, 30, 120])
def test_that_typing_arrives_letter_for_letter(window: TargetWindow, delay_ms: int) -> None:
    window.show("box")
    window.screen.press(keys_for(SENTENCE, end=None), delay_ms=delay_ms)
    seen = window.look(2 * LATEST_KEY_MS)
    assert (seen.look["box"], seen.scans) == (SENTENCE, [])


TYPED = {
    "box": [*keys_for("ana pop", end=None)],
    "field": [*keys_for("ana-", end=None), str(BACKSPACE), *keys_for("pop", end=None)],
    "combo": [*keys_for("gu", end=None)],
    "menu": [*keys_for("ns", end=None)],
    "confirm": [str(TAB), *keys_for(" ", end=None)],
    "table": [*keys_for("ana", end=None), str(TAB), *keys_for("b", end=None)],
}
"""What somebody types by hand in each state before pressing Enter."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_typing_does_the_same_in_every_state_with_the_filter_as_without(
    screen: VirtualScreen, layout: str
) -> None:
    screen.use_layout(layout)
    typed = {filtered: _typed_everywhere(screen, filtered=filtered) for filtered in (True, False)}
    assert typed[True] == typed[False]
    assert any(look["box"] for look in typed[True])


def _typed_everywhere(screen: VirtualScreen, *, filtered: bool) -> list[dict[str, Any]]:
    """How a window looks after each state was typed into at three paces, and once with Caps Lock."""
    window = TargetWindow(screen, *([] if filtered else ["--unfiltered"]))
    try:
        looks = [_typed_into(window, state, delay_ms) for state in TYPED for delay_ms in (8, 30, 120)]
        screen.toggle_caps_lock()
        looks += [_typed_into(window, state, 30) for state in TYPED]
        screen.toggle_caps_lock()
    finally:
        window.close()
    return [look for both in looks for look in both]


def _typed_into(window: TargetWindow, state: str, delay_ms: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after Enter; what comes at a scanner's pace is shown once late keys can no longer be meant."""
    wait_ms = 2 * LATEST_KEY_MS if delay_ms <= SCANNER_PACE_MS else 2 * GAP_MS
    window.show(state)
    window.screen.press(TYPED[state], delay_ms=delay_ms)
    typed = window.look(wait_ms)
    window.screen.press([str(ENTER)], delay_ms=delay_ms)
    entered = window.look(wait_ms)
    assert typed.scans + entered.scans == []
    return typed.look, entered.look


@pytest.mark.parametrize("delay_ms", [8, 30, 120])
def test_that_corrections_and_enter_arrive_in_their_places(window: TargetWindow, delay_ms: int) -> None:
    entered = window.show("box").look["counts"].get("entered", 0)
    edits = [*[LEFT] * 6, BACKSPACE, BACKSPACE, *keys_for("cu", end=None), RIGHT, BACKSPACE]
    window.screen.press([*keys_for("popesku maria", end=None), *map(str, edits)], delay_ms=delay_ms)
    assert window.look(200).look["box"] == "popescumaria"
    window.screen.press([str(ENTER)], delay_ms=delay_ms)
    assert window.look(200).look["counts"]["entered"] == entered + 1


@pytest.mark.parametrize("delay_ms", [8, 30, 120])
def test_that_dead_keys_arrive_in_their_places(window: TargetWindow, delay_ms: int) -> None:
    """On a French keyboard the key right of P is a circumflex that waits for its letter."""
    window.show("box")
    window.screen.use_layout("fr")
    window.screen.press(
        [*keys_for("for", end=None), "34", "26", *keys_for("t de g", end=None)], delay_ms=delay_ms
    )
    assert window.look(200).look["box"] == "forêt de g"


def test_that_typing_while_the_program_is_busy_is_not_joined(window: TargetWindow) -> None:
    """Twenty letters of the alphabet, typed by hand and delivered in heaps, are no scan."""
    (code,) = codes(1)
    window.show("field")
    field = window.look().look["field"]
    window.screen.keyboard.begin(keys_for(code.lower(), end=None), delay_ms=60)
    for _ in range(4):
        window.be_busy(300)
    window.screen.keyboard.wait()
    seen = window.look(300)
    assert (seen.look["field"], seen.scans) == (field + code.lower(), [])


# -- without the filter ----------------------------------------------------------------------------------------


def test_that_without_the_filter_the_same_scans_type_choose_and_press(screen: VirtualScreen) -> None:
    """So that all of the above is known to be able to fail."""
    screen.use_layout("us")
    window = TargetWindow(screen, "--unfiltered")
    try:
        changed = {state: _changed_by_scans(window, state) for state in STATES}
    finally:
        window.close()
    assert changed["box"] >= {"box", "counts"}
    assert changed["field"] >= {"field"}
    assert changed["combo"] >= {"list open"}
    assert changed["menu"] >= {"menu open"}
    assert changed["confirm"] >= {"counts"}
    assert changed["table"] >= {"cells"}


def _changed_by_scans(window: TargetWindow, state: str) -> set[str]:
    before, after = scan(window, state, keys_of_scans(codes(3)))
    assert after.scans == []
    return {name for name, value in after.look.items() if value != before.look[name]}
