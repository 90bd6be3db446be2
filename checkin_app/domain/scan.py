"""Tells a scanner, which types a whole code within a blink, from a person at the same keyboard.

A run is a row of key strokes of which none comes later than the gap after the one before. Its strokes are held back
until it is known whose they are: replayed, each once and in order, if a person's; dropped if a scanner's.
"""

from dataclasses import dataclass
from enum import Enum, auto

from checkin_app.domain.code import LENGTH, LONGEST_TEXT, Misread, read

GAP_MS = 35
SHORTEST_BURST = 6
"""Keys at scanner speed from which no person is typing; a command among them is none of theirs."""
SHORTEST_SCAN = LENGTH
"""Keys at scanner speed that are a scan if Enter or Tab ends them, whatever they say."""
SHORTEST_NUMBER = 8
"""Keys of a number, such as an EAN or a telephone number, that Enter ends: no person types so many at this pace."""
SCANNER_PACE_MS = 12
"""A key, on the average of the whole run; the fastest typists on record need about 60, keys that repeat 30."""
LONGEST_HELD = LONGEST_TEXT
"""Strokes; a run that is longer is nobody's typing and no badge, and its beginning is enough to say so."""
LONGEST_HICCUP_MS = 150
"""A foreign code may be so long that the computer comes late with some of it; no beginning is left to tell by."""
LATEST_KEY_MS = 200
"""In the midst of what a scanner types, a busy machine may bring a key so late, though it was pressed in time."""
_LATEST_SUFFIX_GAPS = 2


class StrokeKind(Enum):
    """What a key does; keys that only modify others are no strokes."""

    PRINTABLE = auto()
    END = auto()
    """Enter and Tab, with which scanners end a code."""
    COMMAND = auto()
    """A key with Ctrl, Alt or Meta held down."""
    OTHER = auto()
    """Arrows, Backspace, Escape, function keys, text from an input method, a key that repeats by itself."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One press of a key, at a time in milliseconds since whenever.

    `letter` is what a US keyboard has at that place, '' where the place is not known. The text of an END is '\\t' for
    Tab.
    """

    at_ms: int
    text: str
    letter: str
    kind: StrokeKind


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanner typed: read as a US keyboard by the places of the keys, '' if one is not known; and as text."""

    by_position: str
    typed: str


class Held(Enum):
    """What becomes of the strokes that were held back until now."""

    KEPT = auto()
    REPLAYED = auto()
    DROPPED = auto()


class Fate(Enum):
    """What becomes of the stroke that was just made, once the held ones were seen to."""

    HELD = auto()
    PASSED = auto()
    DROPPED = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, in the order of the fields; `stroke` says nothing where a gap has passed and no key was pressed."""

    held: Held = Held.KEPT
    stroke: Fate = Fate.PASSED
    scanned: Scanned | None = None


class _Phase(Enum):
    TYPING = auto()
    """It may yet turn out either way."""
    FOREIGN = auto()
    """A scanner, and no badge: dropped, and told when it ends, so that ten lines are told once."""
    TOLD = auto()
    """What follows a badge without a gap: another badge, a second suffix, or nothing of ours."""


class Burst:
    """Follows the strokes; `gap_ms` is the longest time between two keys of a scanner.

    Where the times are those of delivery (not `knows_times`), typing that a busy program gets in heaps looks fast, so
    only what nobody types in a heap is taken for a scan.
    """

    def __init__(self, gap_ms: int = GAP_MS, *, knows_times: bool = True) -> None:
        self.gap_ms = gap_ms
        self._knows_times = knows_times
        self._last_at = 0
        self._scanned_at: int | None = None
        self._other_at: int | None = None
        self._begin()

    @property
    def is_running(self) -> bool:
        """Whether `gap_passed` should be called when the patience is at its end."""
        return self._phase is not _Phase.TYPING or self._keys > 0

    @property
    def patience_ms(self) -> int:
        """How long to wait for a key: as long as it may have been pressed, and amid what a scanner types longer."""
        is_amid = self._is_fast() and not self._is_badge() and not self._is_number()
        return max(self._longest_pause, LATEST_KEY_MS) if is_amid else self._longest_pause

    @property
    def _longest_pause(self) -> int:
        """How long the run goes on without a key: the gap, but in the midst of a foreign code longer."""
        is_amid = self._phase is _Phase.FOREIGN and not self._has_ended
        return max(self.gap_ms, LONGEST_HICCUP_MS) if is_amid else self.gap_ms

    def press(self, stroke: Stroke) -> Decision:
        """A key was pressed. A clock that goes back neither ends a run nor begins one."""
        before = self._passed(stroke.at_ms, self._longest_pause)
        self._last_at = stroke.at_ms
        now = self._take(stroke)
        held = now.held if before.held is Held.KEPT else before.held
        return Decision(held, now.stroke, before.scanned or now.scanned)

    def gap_passed(self, at_ms: int) -> Decision:
        """No key has come until then; nothing happens while there is patience."""
        return self._passed(at_ms, self.patience_ms)

    def _passed(self, at_ms: int, longest: int) -> Decision:
        if not self.is_running or at_ms - self._last_at <= longest:
            return Decision()
        match self._phase:
            case _Phase.TYPING if self._is_badge() or self._is_number():
                decision = Decision(Held.DROPPED, scanned=self._reading())
            case _Phase.TYPING:
                decision = self._flushed()
            case _Phase.FOREIGN:
                decision = Decision(scanned=self._reading())
            case _Phase.TOLD:
                decision = Decision(scanned=self._reading() if self._is_badge() else None)
        if decision.scanned or self._phase is _Phase.TOLD:
            self._scanned_at = self._last_at
        self._begin()
        return decision

    def _begin(self) -> None:
        self._phase = _Phase.TYPING
        self._strokes: list[Stroke] = []
        self._keys = 0
        self._has_ended = False

    def _take(self, stroke: Stroke) -> Decision:
        match self._phase:
            case _Phase.TYPING:
                return self._type(stroke)
            case _Phase.FOREIGN:
                self._has_ended = stroke.kind is StrokeKind.END
                self._remember(stroke)
                return Decision(stroke=Fate.DROPPED)
            case _Phase.TOLD:
                return self._follow(stroke)

    def _type(self, stroke: Stroke) -> Decision:
        scanned_at, self._scanned_at = self._scanned_at, None
        match stroke.kind:
            case StrokeKind.PRINTABLE:
                self._keys += 1
                return self._hold(stroke)
            case StrokeKind.END:
                return self._end(stroke, scanned_at)
            case StrokeKind.COMMAND if self._keys >= SHORTEST_BURST:
                return Decision(stroke=Fate.DROPPED)
            case StrokeKind.OTHER if self._keys >= SHORTEST_BURST:
                return self._hold(stroke)
            case StrokeKind.COMMAND | StrokeKind.OTHER:
                self._other_at = stroke.at_ms
                return self._flushed()

    def _hold(self, stroke: Stroke) -> Decision:
        self._remember(stroke)
        is_long = len(self._strokes) > LONGEST_HELD
        has_lines = any(held.kind is StrokeKind.END for held in self._strokes)
        if is_long or (has_lines and self._keys >= SHORTEST_SCAN):
            return self._swallow()
        return Decision(stroke=Fate.HELD)

    def _end(self, stroke: Stroke, scanned_at: int | None) -> Decision:
        if self._keys >= SHORTEST_SCAN:
            if not self._is_badge():
                self._remember(stroke)
                self._has_ended = True
                return self._swallow()
            return self._told()
        if self._keys >= SHORTEST_BURST and stroke.text != "\t":
            return self._hold(stroke)
        is_suffix = (
            not self._keys
            and scanned_at is not None
            and stroke.at_ms - scanned_at <= _LATEST_SUFFIX_GAPS * self.gap_ms
        )
        decision = Decision(stroke=Fate.DROPPED) if is_suffix else self._flushed()
        self._begin()
        return decision

    def _follow(self, stroke: Stroke) -> Decision:
        if stroke.kind is not StrokeKind.END:
            self._remember(stroke)
            return Decision(stroke=Fate.DROPPED)
        if self._is_badge():
            return self._told()
        self._strokes.clear()
        return Decision(stroke=Fate.DROPPED)

    def _told(self) -> Decision:
        scanned = self._reading()
        self._phase = _Phase.TOLD
        self._strokes.clear()
        return Decision(Held.DROPPED, Fate.DROPPED, scanned)

    def _swallow(self) -> Decision:
        self._phase = _Phase.FOREIGN
        return Decision(Held.DROPPED, Fate.DROPPED)

    def _flushed(self) -> Decision:
        """The keys stay counted: whoever made them at scanner speed goes on being a scanner."""
        held = Held.REPLAYED if self._strokes else Held.KEPT
        self._strokes.clear()
        return Decision(held, Fate.PASSED)

    def _remember(self, stroke: Stroke) -> None:
        if len(self._strokes) <= LONGEST_HELD:
            self._strokes.append(stroke)

    def _reading(self) -> Scanned:
        told = [s for s in self._strokes if s.kind in (StrokeKind.PRINTABLE, StrokeKind.END)][:LONGEST_HELD]
        letters = ["\n" if stroke.kind is StrokeKind.END else stroke.letter for stroke in told]
        texts = ["\n" if stroke.kind is StrokeKind.END else stroke.text for stroke in told]
        return Scanned("".join(letters) if all(letters) else "", "".join(texts)[:LONGEST_HELD])

    def _is_number(self) -> bool:
        """Whether it is the number of some other code: whole, mostly digits, at a scanner's pace, ended by Enter.

        Names and sentences that a tool inserts have letters, and tools that expand abbreviations begin with Backspace.
        """
        keys = [stroke for stroke in self._strokes if stroke.kind is StrokeKind.PRINTABLE]
        if len(keys) < SHORTEST_NUMBER or self._strokes[-1].kind is not StrokeKind.END or not self._is_fast():
            return False
        if self._other_at is not None and self._strokes[0].at_ms - self._other_at <= self.gap_ms:
            return False
        digits = sum((stroke.letter or stroke.text).isdecimal() for stroke in keys)
        return 2 * digits >= len(keys)

    def _is_fast(self) -> bool:
        """Whether nobody types like that: the whole run is held, has no other keys, and is at a scanner's pace."""
        kinds = [stroke.kind for stroke in self._strokes]
        is_whole = kinds.count(StrokeKind.PRINTABLE) == self._keys >= SHORTEST_BURST
        if not (self._knows_times and is_whole and StrokeKind.OTHER not in kinds):
            return False
        return self._strokes[-1].at_ms - self._strokes[0].at_ms <= SCANNER_PACE_MS * (len(kinds) - 1)

    def _is_badge(self) -> bool:
        """Whether it reads as twenty letters of the alphabet by place, as text or by a letter map; whosever badge."""
        reading = self._reading()
        return any(not isinstance(read(text, b""), Misread) for text in (reading.by_position, reading.typed))
