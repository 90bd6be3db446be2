"""Scanners and people at one keyboard: whatever they do, keys of people arrive and scans are told, each once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.code import ALPHABET, Genuine, make, read, read_first
from checkin_app.domain.scan import (
    GAP_MS,
    LONGEST_HELD,
    LONGEST_HICCUP_MS,
    SHORTEST_BURST,
    SHORTEST_SCAN,
    Burst,
    Decision,
    Fate,
    Held,
    Scanned,
    Stroke,
    StrokeKind,
)

KEY = bytes(range(32))
KEYBOARDS = json.loads((Path(__file__).parent / "keyboards.json").read_text(encoding="utf-8"))["layouts"]
CODE = make(KEY, lambda _: bytes.fromhex("0123456789abcd"))
LATER = 100 * GAP_MS
"""Milliseconds after which whatever was typed before is over."""


def key(text: str, *, place: str = "", at_ms: int = 0) -> Stroke:
    """A press of the key that types this; `↵` and `⇥` end, `⌫` is another key, `^` begins a command."""
    if text in ("↵", "⇥"):
        return Stroke(at_ms, "\t" if text == "⇥" else "\r", "", StrokeKind.END)
    if text == "⌫":
        return Stroke(at_ms, "", "", StrokeKind.OTHER)
    if text.startswith("^"):
        return Stroke(at_ms, text[1:], "", StrokeKind.COMMAND)
    return Stroke(at_ms, text, place or text.upper(), StrokeKind.PRINTABLE)


def timed(texts: Iterable[str], *, pace: int, start: int = 0) -> list[Stroke]:
    return [key(text, at_ms=start + number * pace) for number, text in enumerate(texts)]


@dataclass
class Desk:
    """Does what the decisions say, as a window would; `arrived` is what a field would have got."""

    burst: Burst = field(default_factory=Burst)
    arrived: list[Stroke] = field(default_factory=list)
    scans: list[Scanned] = field(default_factory=list)
    held: list[Stroke] = field(default_factory=list)

    def press(self, stroke: Stroke) -> Decision:
        decision = self.burst.press(stroke)
        self._obey(decision)
        match decision.stroke:
            case Fate.HELD:
                self.held.append(stroke)
            case Fate.PASSED:
                self.arrived.append(stroke)
            case Fate.DROPPED:
                pass
        return decision

    def wait(self, until_ms: int) -> None:
        self._obey(self.burst.gap_passed(until_ms))

    def _obey(self, decision: Decision) -> None:
        if decision.held is Held.REPLAYED:
            assert self.held, "nothing was held"
            self.arrived += self.held
        if decision.held is not Held.KEPT:
            self.held.clear()
        if decision.scanned is not None:
            self.scans.append(decision.scanned)

    def play(self, strokes: Sequence[Stroke], *, with_timer: bool = True) -> None:
        """Press all, look after each gap as a timer would, or only at the end as a busy program might."""
        for stroke, following in zip(strokes, [*strokes[1:], None], strict=True):
            self.press(stroke)
            due = stroke.at_ms + self.burst.patience_ms + 1
            if following is None or (with_timer and following.at_ms >= due):
                self.wait(due)
        assert self.held == []

    @property
    def text(self) -> str:
        return "".join(stroke.text for stroke in self.arrived)


@pytest.fixture
def desk() -> Desk:
    return Desk()


# -- a scan ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["↵", "⇥", ""], ids=["Enter", "Tab", "no suffix"])
@pytest.mark.parametrize("pace", [0, 1, 8, GAP_MS])
def test_that_a_scan_is_told_once_and_types_nothing(desk: Desk, end: str, pace: int) -> None:
    desk.play(timed(CODE + end, pace=pace))
    assert desk.scans == [Scanned(CODE, CODE)]
    assert desk.arrived == []


@pytest.mark.parametrize("end", ["↵", "⇥"])
def test_that_a_scan_is_told_with_its_last_key_and_not_a_gap_later(desk: Desk, end: str) -> None:
    decisions = [desk.press(stroke) for stroke in timed(CODE + end, pace=2)]
    assert decisions[:-1] == [Decision(stroke=Fate.HELD)] * 20
    assert decisions[-1] == Decision(Held.DROPPED, Fate.DROPPED, Scanned(CODE, CODE))


@pytest.mark.parametrize("ends", [["↵", "↵"], ["↵", "^j"], ["⇥", "↵"], ["↵", "⌫"]])
def test_that_a_second_suffix_goes_with_the_first(desk: Desk, ends: list[str]) -> None:
    desk.play(timed([*CODE, *ends], pace=2))
    assert desk.scans == [Scanned(CODE, CODE)]
    assert desk.arrived == []


@pytest.mark.parametrize("late", [GAP_MS + 1, 2 * GAP_MS])
@pytest.mark.parametrize("suffix", ["", "↵"], ids=["after none", "after another"])
def test_that_a_suffix_that_comes_a_little_late_still_presses_nothing(
    desk: Desk, late: int, suffix: str
) -> None:
    scan = timed([*CODE, *suffix], pace=2)
    desk.play([*scan, key("↵", at_ms=scan[-1].at_ms + late)])
    assert desk.arrived == []


def test_that_enter_by_hand_after_a_scan_is_enter(desk: Desk) -> None:
    scan = timed(CODE + "↵", pace=2)
    enter = key("↵", at_ms=scan[-1].at_ms + 2 * GAP_MS + 1)
    desk.play([*scan, enter])
    assert desk.arrived == [enter]


def test_that_only_the_first_enter_after_a_scan_can_be_its_suffix(desk: Desk) -> None:
    scan = timed(CODE, pace=2)
    ends = [key("↵", at_ms=scan[-1].at_ms + late) for late in (GAP_MS + 1, GAP_MS + 2)]
    desk.play([*scan, *ends])
    assert desk.arrived == ends[1:]


def test_that_scans_which_a_scanner_kept_and_sends_at_once_are_all_told(desk: Desk) -> None:
    codes = [make(KEY) for _ in range(5)]
    desk.play(timed("".join(f"{code}↵" for code in codes), pace=1))
    assert desk.scans == [Scanned(code, code) for code in codes]
    assert desk.arrived == []


def test_that_the_last_of_them_may_lack_its_suffix(desk: Desk) -> None:
    desk.play(timed(f"{CODE}↵{CODE}", pace=1))
    assert desk.scans == [Scanned(CODE, CODE)] * 2


@pytest.mark.parametrize("layout", KEYBOARDS)
@pytest.mark.parametrize("case", ["upper", "lower", "upper+caps", "lower+caps"])
def test_that_a_scan_without_suffix_and_without_places_is_known_by_its_letters(
    desk: Desk, layout: str, case: str
) -> None:
    typed = CODE.translate(str.maketrans(ALPHABET, KEYBOARDS[layout][case]))
    desk.play([replace(stroke, letter="") for stroke in timed(typed, pace=5)])
    assert desk.scans == [Scanned("", typed)]
    assert read(desk.scans[0].typed, KEY) == Genuine(CODE)


def test_that_places_are_believed_where_the_text_says_nothing(desk: Desk) -> None:
    desk.play([key("ж", place=letter, at_ms=number) for number, letter in enumerate(CODE)])
    assert desk.scans == [Scanned(CODE, "ж" * 20)]


def test_that_places_are_told_whole_or_not_at_all(desk: Desk) -> None:
    strokes = timed(CODE + "↵", pace=2)
    desk.play([replace(strokes[0], letter=""), *strokes[1:]])
    assert desk.scans == [Scanned("", CODE)]


def test_that_the_gap_can_be_set_for_a_slow_scanner(desk: Desk) -> None:
    slow = timed(CODE + "↵", pace=90)
    desk.play(slow)
    assert desk.scans == []
    desk.burst.gap_ms = 120
    desk.play([replace(stroke, at_ms=stroke.at_ms + LATER) for stroke in slow])
    assert desk.scans == [Scanned(CODE, CODE)]


# -- what some other code says ---------------------------------------------------------------------------------

VCARD = "BEGIN:VCARD↵VERSION:3.0↵N:Popa↵TEL:1↵END:VCARD↵"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://example.org/yes?↵", id="an address"),
        pytest.param("https://example.org/yes?⇥", id="an address and Tab"),
        pytest.param(VCARD, id="a card, whose lines are short"),
        pytest.param(VCARD.removesuffix("↵"), id="a card without suffix"),
        pytest.param("BEGIN:VCARD↵FN:Ana Popa", id="a card of two lines without suffix"),
        pytest.param("y" * 20 + "↵", id="twenty times yes"),
        pytest.param(" " * 30 + "↵" * 5, id="spaces, which press buttons"),
        pytest.param("yes, no" + "a ⌫" * 1_500 + "↵", id="4,500 keys with Backspace among them"),
        pytest.param("x" * 4_000, id="4,000 letters without suffix"),
        pytest.param("x" * 4_000 + "↵y" * 100, id="4,000 letters and then lines"),
        pytest.param(f"{CODE}B↵", id="a badge and a letter"),
    ],
)
def test_that_foreign_codes_type_nothing_press_nothing_and_are_told_once(desk: Desk, text: str) -> None:
    desk.play(timed(text, pace=3))
    assert desk.arrived == []
    assert len(desk.scans) == 1
    assert len(desk.scans[0].typed) == len(desk.scans[0].by_position) <= LONGEST_HELD
    assert not isinstance(read_first((desk.scans[0].by_position, desk.scans[0].typed), KEY), Genuine)


def test_that_the_lines_of_a_foreign_code_are_told_as_lines(desk: Desk) -> None:
    desk.play(timed(VCARD, pace=3))
    assert desk.scans[0].typed == VCARD.replace("↵", "\n")


def test_that_commands_in_a_foreign_code_do_nothing(desk: Desk) -> None:
    desk.play(timed([*"abcdef", "^a", "^x", *"ghijklmn", "^q", *"opqrstuv", "↵", "^z", "↵"], pace=2))
    assert desk.arrived == []
    assert [scan.typed for scan in desk.scans] == ["abcdefghijklmnopqrstuv\n\n"]


def test_that_a_code_full_of_commands_gets_few_keys_through(desk: Desk) -> None:
    """What looks like a person at first is not held back again once it goes on too fast."""
    desk.play(timed([*"abc", "^a", *"def", "^x", *"ghi", "^v", *"jklmnopqrstuvw", "↵"], pace=2))
    assert "".join(stroke.text for stroke in desk.arrived) == "abca"
    assert len(desk.scans) == 1


def test_that_what_follows_a_badge_without_a_gap_is_dropped(desk: Desk) -> None:
    desk.play(timed([*CODE, "↵", *"yes", "↵", "^q", *" no"], pace=2))
    assert desk.scans == [Scanned(CODE, CODE)]
    assert desk.arrived == []


def test_that_a_badge_is_found_among_what_follows_a_badge(desk: Desk) -> None:
    desk.play(timed(f"{CODE}↵yes↵{CODE}↵no↵", pace=2))
    assert desk.scans == [Scanned(CODE, CODE)] * 2
    assert desk.arrived == []


def test_that_a_long_code_is_forgotten_but_for_its_beginning(desk: Desk) -> None:
    for stroke in timed("abcde" * 2_000, pace=1):
        desk.press(stroke)
        assert len(desk.held) <= LONGEST_HELD
    desk.wait(LATER * 10)
    assert [scan.typed for scan in desk.scans] == ["abcde" * 40]


@pytest.mark.parametrize("hiccup", [GAP_MS + 1, LONGEST_HICCUP_MS])
def test_that_a_foreign_code_that_stops_short_and_goes_on_is_one(desk: Desk, hiccup: int) -> None:
    first = timed("x" * 250, pace=2)
    second = timed("y" * 30, pace=2, start=first[-1].at_ms + hiccup)
    desk.play([*first, *second])
    assert desk.arrived == []
    assert len(desk.scans) == 1


def test_that_after_its_suffix_nobody_waits_for_more_of_a_foreign_code(desk: Desk) -> None:
    foreign = timed("https://example.org/↵", pace=2)
    typed = timed("ana", pace=100, start=foreign[-1].at_ms + GAP_MS + 1)
    desk.play([*foreign, *typed])
    assert desk.text == "ana"
    assert len(desk.scans) == 1


# -- a person --------------------------------------------------------------------------------------------------

SENTENCE = "the quick brown fox jumps over lazy dogs"


@pytest.mark.parametrize("pace", [0, 8, 30, GAP_MS, GAP_MS + 1, 120, 2_000])
def test_that_a_sentence_of_forty_letters_arrives_letter_for_letter(desk: Desk, pace: int) -> None:
    assert len(SENTENCE) == 40
    desk.play(timed(SENTENCE, pace=pace))
    assert desk.text == SENTENCE
    assert desk.scans == []


@pytest.mark.parametrize("pace", [0, 8, 30, 120])
def test_that_corrections_arrive_in_their_places(desk: Desk, pace: int) -> None:
    strokes = timed("popesku⌫⌫cu maria⌫⌫⌫⌫⌫", pace=pace)
    desk.play(strokes)
    assert desk.arrived == strokes


@pytest.mark.parametrize("text", ["Ana⇥Popescu⇥Cluster of the East⇥", "ng↵", "popescu↵"])
@pytest.mark.parametrize("pace", [8, 30, 120])
def test_that_forms_are_filled_in_and_sent(desk: Desk, text: str, pace: int) -> None:
    strokes = timed(text, pace=pace)
    desk.play(strokes)
    assert desk.arrived == strokes


def test_that_a_key_waits_no_longer_than_the_gap(desk: Desk) -> None:
    desk.press(key("a", at_ms=1_000))
    desk.wait(1_000 + GAP_MS)
    assert desk.arrived == []
    desk.wait(1_000 + GAP_MS + 1)
    assert desk.text == "a"


@pytest.mark.parametrize("text", ["↵", "⇥", "⌫", "^a"])
def test_that_other_keys_do_not_wait(desk: Desk, text: str) -> None:
    assert desk.press(key(text)) == Decision(stroke=Fate.PASSED)


@pytest.mark.parametrize("text", ["↵", "⇥", "⌫", "^a"])
def test_that_other_keys_come_after_what_was_typed_before_them(desk: Desk, text: str) -> None:
    desk.press(key("h", at_ms=0))
    desk.press(key("i", at_ms=9))
    assert desk.press(key(text, at_ms=20)) == Decision(Held.REPLAYED, Fate.PASSED)


def test_that_a_key_held_down_arrives_as_often_as_it_repeats(desk: Desk) -> None:
    """Keys that repeat by themselves count as other keys, and no number of them makes a burst."""
    first, *repeats = [key("⌫", at_ms=number * 30) for number in range(100)]
    typed = timed("Ion", pace=100)
    strokes = [*typed, *(replace(stroke, at_ms=stroke.at_ms + LATER) for stroke in (first, *repeats))]
    desk.play(strokes)
    assert desk.arrived == strokes


@pytest.mark.parametrize("length", [19, 21, 40])
def test_that_letters_of_the_alphabet_which_are_not_twenty_arrive(desk: Desk, length: int) -> None:
    text = (CODE * 2)[:length]
    desk.play(timed(text, pace=8))
    assert desk.text == text


def test_that_longer_typing_than_a_person_can_do_is_the_limit(desk: Desk) -> None:
    desk.play(timed("e" * LONGEST_HELD, pace=8))
    assert desk.text == "e" * LONGEST_HELD
    desk.play(timed("e" * (LONGEST_HELD + 1), pace=8, start=10 * LATER))
    assert len(desk.text) == LONGEST_HELD
    assert len(desk.scans) == 1


def test_that_a_key_pressed_into_a_scan_spoils_it_and_harms_nothing(desk: Desk) -> None:
    desk.play(timed(f"{CODE[:7]}o{CODE[7:]}↵", pace=2))
    assert desk.arrived == []
    assert [read(scan.typed, KEY) == Genuine(CODE) for scan in desk.scans] == [False]


# -- clocks ----------------------------------------------------------------------------------------------------


def test_that_a_clock_that_goes_back_in_a_scan_does_not_split_it(desk: Desk) -> None:
    strokes = timed(CODE + "↵", pace=2, start=10 * LATER)
    desk.play([*strokes[:9], *(replace(stroke, at_ms=stroke.at_ms - 9 * LATER) for stroke in strokes[9:])])
    assert desk.scans == [Scanned(CODE, CODE)]
    assert desk.arrived == []


def test_that_keys_delivered_together_are_told_apart_by_their_own_times(desk: Desk) -> None:
    typed, scan = timed("ana maria", pace=100), timed(CODE + "↵", pace=2, start=LATER)
    more = timed("popescu", pace=100, start=2 * LATER)
    desk.play([*typed, *scan, *more], with_timer=False)
    assert desk.text == "ana mariapopescu"
    assert desk.scans == [Scanned(CODE, CODE)]


def test_that_waiting_for_nothing_is_nothing(desk: Desk) -> None:
    assert not desk.burst.is_running
    desk.wait(LATER)
    desk.press(key("a", at_ms=LATER))
    assert desk.burst.is_running
    desk.wait(2 * LATER)
    assert not desk.burst.is_running
    desk.wait(3 * LATER)
    assert desk.text == "a"


# -- anybody, in any order -------------------------------------------------------------------------------------

GAPS = st.integers(20, 120)
LETTERS = st.sampled_from("aeiou șüé-1@")
"""With vowels: what consists of the sixteen letters, is twenty long and comes at scanner speed, is a badge."""


@st.composite
def typing(draw: st.DrawFn, gap: int) -> list[tuple[int, Stroke]]:
    """What a person types before a pause of any length over the gap, each key with its time after the last."""
    texts = draw(st.lists(st.one_of(LETTERS, st.just("⌫")), min_size=1, max_size=45))
    if draw(st.booleans()):
        texts.insert(draw(st.integers(0, min(5, len(texts)))), "^a")
    keys = sum(key(text).kind is StrokeKind.PRINTABLE for text in texts)
    if keys < SHORTEST_SCAN:
        is_number = 2 * texts.count("1") >= keys
        texts.append(draw(st.sampled_from(["⇥", "⌫"] if is_number else ["↵", "⇥", "⌫"])))
    pauses = draw(st.lists(st.integers(0, 2 * gap), min_size=len(texts), max_size=len(texts)))
    return [(pause, key(text)) for pause, text in zip(pauses, texts, strict=True)]


@st.composite
def scan(draw: st.DrawFn, gap: int) -> list[tuple[int, Stroke]]:
    """What a scanner sends for a badge."""
    code = make(KEY, draw(st.binary(min_size=7, max_size=7).map(lambda body: lambda _: body)))
    ends = draw(st.sampled_from([[], ["↵"], ["⇥"], ["↵", "↵"], ["↵", "^j"]]))
    pauses = draw(st.lists(st.integers(0, gap), min_size=20 + len(ends), max_size=20 + len(ends)))
    return [(pause, key(text)) for pause, text in zip(pauses, [*code, *ends], strict=True)]


@st.composite
def mornings(draw: st.DrawFn) -> tuple[int, list[tuple[bool, list[Stroke]]]]:
    """A gap, and by turns what people and scanners did; true for scanners."""
    gap = draw(GAPS)
    turns = draw(st.lists(st.booleans(), min_size=1, max_size=12))
    at_ms, done = 0, list[tuple[bool, list[Stroke]]]()
    for is_scan in turns:
        at_ms += 2 * gap + draw(st.integers(1, 3 * gap))
        strokes: list[Stroke] = []
        for pause, stroke in draw(scan(gap) if is_scan else typing(gap)):
            at_ms += pause
            strokes.append(replace(stroke, at_ms=at_ms))
        done.append((is_scan, strokes))
    return gap, done


@given(mornings(), st.booleans())
def test_that_every_key_of_a_person_arrives_once_and_in_order_and_every_scan_is_told_once(
    morning: tuple[int, list[tuple[bool, list[Stroke]]]], with_timer: bool
) -> None:
    gap, turns = morning
    desk = Desk(Burst(gap))
    desk.play([stroke for _, strokes in turns for stroke in strokes], with_timer=with_timer)
    assert desk.arrived == [stroke for is_scan, strokes in turns if not is_scan for stroke in strokes]
    codes = ["".join(stroke.text for stroke in strokes[:20]) for is_scan, strokes in turns if is_scan]
    assert desk.scans == [Scanned(code, code) for code in codes]


LETTERS_OF_A_SCANNER = st.sampled_from("abEY7 ?Ж")
OTHERS_OF_A_SCANNER = st.sampled_from(["↵", "⌫", "^a"])


@st.composite
def hostile(draw: st.DrawFn) -> list[str]:
    """Six letters, at least fourteen more among Enter, commands and other keys, and Enter at the end."""
    fewest = SHORTEST_SCAN - SHORTEST_BURST
    first = draw(st.lists(LETTERS_OF_A_SCANNER, min_size=SHORTEST_BURST, max_size=SHORTEST_BURST))
    letters = draw(st.lists(LETTERS_OF_A_SCANNER, min_size=fewest, max_size=2 * fewest))
    mixed = draw(st.permutations([*letters, *draw(st.lists(OTHERS_OF_A_SCANNER, max_size=2 * fewest))]))
    return [*first, *mixed, "↵"]


@given(hostile(), st.integers(0, GAP_MS))
def test_that_twenty_fast_keys_and_enter_let_nothing_through_whatever_is_among_them(
    texts: list[str], pace: int
) -> None:
    desk = Desk()
    desk.play(timed(texts, pace=pace))
    assert desk.arrived == []
    assert len(desk.scans) == 1


KINDS = ["↵", "⇥", "⌫", "^a", "e", "7", " ", *CODE]


@given(st.lists(st.tuples(st.integers(-5_000, 5_000), st.sampled_from(KINDS)), max_size=300))
def test_that_no_keys_at_no_times_are_doubled_or_put_out_of_order(steps: list[tuple[int, str]]) -> None:
    desk, at_ms, strokes = Desk(), 0, list[Stroke]()
    for step, text in steps:
        at_ms += step
        strokes.append(key(text, at_ms=at_ms))
        desk.press(strokes[-1])
    desk.wait(at_ms + LATER)
    assert desk.held == []
    numbers = {id(stroke): number for number, stroke in enumerate(strokes)}
    arrived = [numbers[id(stroke)] for stroke in desk.arrived]
    assert arrived == sorted(set(arrived))
    if not desk.scans and not any(text.startswith("^") or text == "↵" for _, text in steps):
        assert len(arrived) == len(strokes)
    assert all(len(scan.typed) <= LONGEST_HELD for scan in desk.scans)
