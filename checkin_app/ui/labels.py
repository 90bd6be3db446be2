"""Text on the screen: always plain, never markup; what is too long shrinks, then wraps, then ends in an ellipsis."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QSizePolicy

from checkin_app.ui import theme

Measure = Callable[[str], float]


def label(role: str, text: str = "", *, wraps: bool = False) -> QLabel:
    """A line of text; `role` is what the style sheet knows it by."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    return made


def give_margin(box: QAbstractSpinBox) -> None:
    """Keep the text of a spin box off its border, which its style sheet cannot."""
    box.lineEdit().setTextMargins(_FIELD_MARGIN, 0, 0, 0)


def hint(text: str) -> str:
    """Text for a tool tip: Qt takes what looks like markup for markup, and names may look like anything."""
    return f"<span>{escape(text)}</span>" if text else ""


_FIELD_MARGIN = 8
_CALMER = 0.75
"""The part of the largest size down to which one line is tried before two."""
_SENSE_ENDS = (". ", ", ", "; ", " · ", " — ")


def in_two(text: str, measure: Measure, width: float) -> tuple[str, str]:
    """The text in two halves whose wider one is as narrow as can be; ("…", "") where there is nowhere to cut.

    It is cut where the sense makes a pause if both halves fit into `width` then, else at any space or hyphen.
    """
    pauses = [i + len(end) for end in _SENSE_ENDS for i in range(len(text)) if text.startswith(end, i)]
    anywhere = [i + 1 for i, letter in enumerate(text[:-1]) if letter in " -‐–"]
    for cuts in (pauses, anywhere):
        halves = [(text[:cut].rstrip(" ·"), text[cut:].lstrip(" ")) for cut in cuts if text[cut:].strip()]
        best = min(halves, key=lambda pair: max(measure(pair[0]), measure(pair[1])), default=None)
        if best and (cuts is anywhere or max(measure(best[0]), measure(best[1])) <= width):
            return best
    return text, ""


def _filled(text: str, measure: Measure, width: float) -> tuple[str, str]:
    """A text too long for two lines, cut so that the first is whole and only the second has to end in time."""
    cuts = [i + 1 for i, letter in enumerate(text[:-1]) if letter in " -‐–"]
    fitting = [cut for cut in cuts if measure(text[:cut].rstrip()) <= width]
    cut = max(fitting, default=0)
    return (text[:cut].rstrip(), text[cut:]) if cut else in_two(text, measure, width)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a text and the size of its letters in logical pixels."""

    lines: tuple[str, ...]
    pixels: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text may be set: from `largest` down to `smallest` logical pixels, on up to two lines."""

    largest: int
    smallest: int
    weight: QFont.Weight = QFont.Weight.Bold
    lines: int = 2

    def metrics(self, pixels: int) -> QFontMetricsF:
        """The measures of these letters at one size."""
        return QFontMetricsF(theme.font(pixels, self.weight))


def fit_text(text: str, letters: Letters, width: float, height: float) -> Fitted:
    """A text in the largest letters that fit: one line, or two; elided at the smallest size as the last resort.

    One line in somewhat smaller letters is calmer than two.
    """
    for pixels in _sizes(letters):
        metrics = letters.metrics(abs(pixels))
        if metrics.horizontalAdvance(text) <= width and metrics.height() <= height:
            return Fitted((text,), abs(pixels), is_whole=True)
        if pixels < 0 and 2 * metrics.height() <= height:
            halves = in_two(text, metrics.horizontalAdvance, width)
            if halves[1] and all(metrics.horizontalAdvance(half) <= width for half in halves):
                return Fitted(halves, -pixels, is_whole=True)
    metrics = letters.metrics(letters.smallest)
    two = letters.lines > 1 and 2 * metrics.height() <= height
    pair = _filled(text, metrics.horizontalAdvance, width) if two else (text, "")
    lines = tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in pair if line)
    return Fitted(lines, letters.smallest, is_whole=False)


def _sizes(letters: Letters) -> Iterator[int]:
    """The sizes in the order of trying; a negative one may be set on two lines."""
    least = round(letters.largest * _CALMER) if letters.lines > 1 else letters.smallest
    yield from range(letters.largest, max(letters.smallest, least) - 1, -1)
    if letters.lines > 1:
        yield from range(-letters.largest, -letters.smallest + 1)


class FittedLabel(QLabel):
    """A name, a word or a sentence, as large as its place allows."""

    def __init__(self, role: str, letters: Letters) -> None:
        super().__init__()
        self._usual = letters
        self._letters = letters
        self._fitted = Fitted((), letters.smallest, is_whole=True)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.grow(1.0)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def grow(self, factor: float) -> None:
        """Use letters so many times as large as usual, where there is room for them."""
        largest = theme.scaled(round(self._usual.largest * factor))
        self._letters = replace(self._usual, largest=largest, smallest=theme.scaled(self._usual.smallest))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """The height of the text in letters as large as the width allows."""
        return QSize(100, self._height_of(fit_text(self.text(), self._letters, self.width(), math.inf)))

    def minimumSizeHint(self) -> QSize:
        """The height of the text in the smallest letters."""
        small = replace(self._letters, largest=self._letters.smallest)
        return QSize(40, self._height_of(fit_text(self.text(), small, self.width(), math.inf)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new place."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines from the top."""
        painter = QPainter(self)
        painter.setFont(theme.font(self._fitted.pixels, self._letters.weight))
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self._letters.metrics(self._fitted.pixels)
        for number, line in enumerate(self._fitted.lines):
            painter.drawText(QPointF(0, number * metrics.height() + metrics.ascent()), line)
        painter.end()

    def _height_of(self, fitted: Fitted) -> int:
        return math.ceil(max(1, len(fitted.lines)) * self._letters.metrics(fitted.pixels).height())

    def _fit(self) -> None:
        self._fitted = fit_text(self.text(), self._letters, self.width(), self.height())
        self.setToolTip("" if self._fitted.is_whole else hint(self.text()))
        self.update()


class ElidedLabel(QLabel):
    """One line of text that ends in an ellipsis where it does not fit; the tool tip then has the whole."""

    def __init__(self, role: str, text: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def whole_text(self) -> str:
        """The text before anything was left out."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out more, or less."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the letters were changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(hint(self._whole) if shown != self._whole else "")
