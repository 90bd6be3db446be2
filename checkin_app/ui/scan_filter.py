"""Takes scans out of everything typed into the program, wherever the caret is, and lets the rest through unchanged.

It watches the events of windows, not of widgets, which would show every key twice. Qt asks about shortcuts
(ShortcutOverride) before it sends the key itself, so the fate of a key is decided then, and kept until the key comes.
"""

import sys
from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from shiboken6 import isValid

from checkin_app.domain.keyboard import Numbering, letter_at
from checkin_app.domain.scan import GAP_MS, LATEST_KEY_MS, Burst, Decision, Fate, Held, Stroke, StrokeKind

_Key = Qt.Key
_PRESSES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_WATCHED = _PRESSES | {QEvent.Type.KeyRelease, QEvent.Type.InputMethod}
_MODIFIERS = frozenset({
    _Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_Mode_switch,
    _Key.Key_CapsLock, _Key.Key_NumLock, _Key.Key_ScrollLock,
    _Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_Hyper_L, _Key.Key_Hyper_R,
})  # fmt: skip
_ENDS: Mapping[int, str] = {_Key.Key_Return: "\r", _Key.Key_Enter: "\r", _Key.Key_Tab: "\t"}
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMMANDING = _ALT_GR | Qt.KeyboardModifier.MetaModifier
_NUMBERINGS = {"windows": Numbering.SET_1, "cocoa": Numbering.MAC}
_WITHOUT_TIMES = frozenset({"windows"})
"""Where Qt stamps a key when it comes by, not when it was pressed."""

_PUNCTUAL_MS = 5

_Replayable = QKeyEvent | QInputMethodEvent


class ScanFilter(QObject):
    """Tells each scan once: read by the places of its keys ('' if not known), and as typed.

    `platform` is what Qt calls the system of windows, by default the one it runs on.
    """

    scanned = Signal(str, str)

    def __init__(
        self, parent: QObject | None = None, *, gap_ms: int = GAP_MS, platform: str | None = None
    ) -> None:
        super().__init__(parent)
        platform = platform or QGuiApplication.platformName()
        self._numbering = _NUMBERINGS.get(platform, Numbering.XKB)
        self._has_times = platform not in _WITHOUT_TIMES
        self._burst = Burst(gap_ms, knows_times=self._has_times)
        self._watches: QGuiApplication | None = None
        self._held: list[_Replayable] = []
        self._outbox: deque[_Replayable] = deque()
        self._is_sending = False
        self._is_fetching = False
        self._is_answer_old = False
        self._decided: tuple[int, int, int] | None = None
        self._fate = Fate.PASSED
        self._down: dict[int, Fate] = {}
        self._window: QWindow | None = None
        self._last_at = 0
        self._due_ms = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._gap = self._timer(self._look_once_more, Qt.TimerType.PreciseTimer)
        self._second_look = self._timer(self._end_run)
        self._rest = self._timer(self._send)

    @property
    def gap_ms(self) -> int:
        """The longest time between two keys of a scanner."""
        return self._burst.gap_ms

    @gap_ms.setter
    def gap_ms(self, gap_ms: int) -> None:
        self._burst.gap_ms = gap_ms

    def install(self, app: QGuiApplication) -> None:
        """Watch everything that is typed into this application from now on."""
        self.remove()
        app.installEventFilter(self)
        self._watches = app

    def remove(self) -> None:
        """Watch no longer; what is held is let go."""
        if self._watches is not None:
            self._watches.removeEventFilter(self)
            self._watches = None
        for timer in (self._gap, self._second_look, self._rest):
            timer.stop()
        self._replay()
        self._burst = Burst(self.gap_ms, knows_times=self._has_times)
        self._down.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called for every event of the program, so the first line turns nearly all of them away."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if isinstance(event, QInputMethodEvent):
            return not self._is_ours() and self._stops_composed(event)
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent) or self._is_ours():
            return False
        if kind not in _PRESSES:
            return self._stops_release(event)
        self._window = watched
        return self._stops_press(event, is_question=kind == QEvent.Type.ShortcutOverride)

    # -- deciding --------------------------------------------------------------------------------------------

    def _is_ours(self) -> bool:
        """Whether this is the event that is being replayed: the first to come by once one was sent."""
        is_ours, self._is_sending = self._is_sending, False
        return is_ours

    def _stops_press(self, event: QKeyEvent, *, is_question: bool) -> bool:
        if event.key() in _MODIFIERS:
            return False
        press = (event.timestamp(), event.key(), self._place(event))
        if is_question or press != self._decided:
            self._fate = self._decide(self._stroke(event))
        self._decided = press if is_question else None
        if self._fate is Fate.PASSED:
            self._down.pop(self._place(event), None)
            return False
        if is_question:
            event.accept()  # no shortcut is looked for, and the key comes as a key
            return True
        self._down[self._place(event)] = self._fate
        if self._fate is Fate.HELD:
            self._held.append(_copy(event))
        return True

    def _stops_release(self, event: QKeyEvent) -> bool:
        """A release follows its press: held after it, dropped with it, or passed if that was replayed already."""
        if event.key() in _MODIFIERS:
            return False
        fate = self._down.pop(self._place(event), None)
        if fate is Fate.HELD:
            self._held.append(_copy(event))
        return fate is not None

    def _stops_composed(self, event: QInputMethodEvent) -> bool:
        """Text that a dead key or an input method made; it is sent to a widget, and comes by once."""
        text = event.commitString()
        if not text:
            return False
        fate = self._decide(Stroke(self._now(), text, "", StrokeKind.OTHER))
        if fate is Fate.HELD:
            again = QInputMethodEvent()
            again.setCommitString(text, event.replacementStart(), event.replacementLength())
            self._held.append(again)
        return fate is not Fate.PASSED

    def _stroke(self, event: QKeyEvent) -> Stroke:
        at_ms = self._pressed_at(event)
        text = _ENDS.get(event.key(), event.text())
        return Stroke(at_ms, text, letter_at(self._numbering, self._code(event)), self._kind(event))

    def _pressed_at(self, event: QKeyEvent) -> int:
        """Where only the delivery is known, a key that comes before the end of the gap was seen has waited for us."""
        at_ms = event.timestamp() or self._now()
        is_waiting = self._gap.isActive() or self._second_look.isActive()
        if is_waiting and not self._has_times:
            return min(at_ms, self._last_at + self.gap_ms)
        return at_ms

    def _kind(self, event: QKeyEvent) -> StrokeKind:
        commanding = event.modifiers() & _COMMANDING
        if commanding and not (commanding == _ALT_GR and event.text().isprintable() and event.text()):
            return StrokeKind.COMMAND
        if event.key() in _ENDS:
            return StrokeKind.END
        # A key that is held down begins to repeat long after the gap; sooner, it is a letter that comes twice.
        repeats = event.isAutoRepeat() and not self._burst.is_running
        is_text = bool(event.text()) and event.text().isprintable()
        return StrokeKind.PRINTABLE if is_text and not repeats else StrokeKind.OTHER

    def _code(self, event: QKeyEvent) -> int:
        is_mac = self._numbering is Numbering.MAC
        return event.nativeVirtualKey() if is_mac else event.nativeScanCode()

    def _place(self, event: QKeyEvent) -> int:
        """What a press and its release have in common; keys that tests send have no place, but are one key."""
        return self._code(event) or -event.key()

    def _decide(self, stroke: Stroke) -> Fate:
        """The times of the events count, not those of their delivery, which a busy program puts off."""
        decision = self._burst.press(stroke)
        self._last_at = stroke.at_ms
        self._since.restart()
        self._second_look.stop()
        self._wait()
        self._settle(decision)
        return decision.stroke

    def _settle(self, decision: Decision) -> None:
        match decision.held:
            case Held.REPLAYED:
                self._replay()
            case Held.DROPPED:
                self._held.clear()
                self._down = dict.fromkeys(self._down, Fate.DROPPED)
            case Held.KEPT:
                pass
        if decision.scanned is not None:
            self.scanned.emit(decision.scanned.by_position, decision.scanned.typed)

    # -- waiting ---------------------------------------------------------------------------------------------

    def _timer(self, act: Callable[[], None], kind: Qt.TimerType = Qt.TimerType.CoarseTimer) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(kind)
        timer.timeout.connect(act)
        return timer

    def _now(self) -> int:
        """The present on the clock of the events."""
        return self._last_at + self._since.elapsed()

    def _wait(self) -> None:
        if self._burst.is_running:
            self._wait_for(self._burst.patience_ms + 1)
        else:
            self._gap.stop()

    def _wait_for(self, time_ms: int) -> None:
        self._due_ms = self._since.elapsed() + time_ms
        self._gap.start(time_ms)

    @Slot()
    def _look_once_more(self) -> None:
        """The program may have been busy, and keys may be waiting: they come before a timer without a time.

        On a busy machine keys may not even have reached the program; asking the window system for an answer brings
        them, because they come before it. If another gap passes meanwhile, that answer is too old for it.
        """
        self._is_answer_old = True
        if self._is_fetching:
            return
        self._is_fetching = True
        try:
            while self._is_answer_old:
                self._is_answer_old = False
                QGuiApplication.sync()
        finally:
            self._is_fetching = False
        if not self._burst.is_running or self._gap.isActive():
            return
        waited = self._since.elapsed()
        if waited - self._due_ms > _PUNCTUAL_MS and waited < LATEST_KEY_MS:
            self._wait_for(
                self.gap_ms
            )  # this program gets its turn late, and so may whatever brings the keys
        else:
            self._second_look.start(0)

    @Slot()
    def _end_run(self) -> None:
        decision = self._burst.gap_passed(self._now())
        self._wait()
        self._settle(decision)

    # -- replaying -------------------------------------------------------------------------------------------

    def _replay(self) -> None:
        self._outbox.extend(self._held)
        self._held.clear()
        self._down = {place: fate for place, fate in self._down.items() if fate is not Fate.HELD}
        self._send()

    @Slot()
    def _send(self) -> None:
        """Send what waits, each to whatever takes keys by then: the one before may have closed a menu.

        A replayed key may also open a dialog that does not return until it is closed; the rest follows inside it, once
        it has had the time to be shown.
        """
        while self._outbox:
            event = self._outbox.popleft()
            receiver = self._receiver_of(event)
            if self._outbox:
                self._rest.start(self.gap_ms)
            else:
                self._rest.stop()
            if receiver is not None:
                self._send_one(receiver, event)

    def _send_one(self, receiver: QObject, event: _Replayable) -> None:
        """What fails while a key is dealt with goes where it goes for other keys, and the next key is sent."""
        self._is_sending = self._watches is not None
        try:
            QCoreApplication.sendEvent(receiver, event)
        except Exception as error:  # noqa: BLE001  sendEvent raises what any widget raised
            sys.excepthook(type(error), error, error.__traceback__)
        finally:
            self._is_sending = False

    def _receiver_of(self, event: _Replayable) -> QObject | None:
        """A window hands its keys on to the menu or list that is open, as it does with real ones.

        If the focus was in a menu that has just closed, it is about to be where the menu came from.
        """
        if isinstance(event, QInputMethodEvent):
            return QGuiApplication.focusObject()
        window = QGuiApplication.focusWindow() or self._window
        while window is not None and not (isValid(window) and window.isVisible()):
            window = window.transientParent() if isValid(window) else None
        return window


def _copy(event: QKeyEvent) -> QKeyEvent:
    copied = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copied.setTimestamp(event.timestamp())
    return copied
