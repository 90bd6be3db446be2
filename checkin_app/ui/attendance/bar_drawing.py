"""Draws a bar chart onto anything that can be painted on: the window, a picture, an SVG or a page."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from checkin_app.ui import theme
from checkin_app.ui.attendance.chart import Chart, steps_to

_GAP, _LINE = 0.22, 22
"""The part of a bar's place that stays free, and the height of a line of text in pixels at the usual size."""
_BETWEEN_STEPS = 44
_WIDEST_BAR = 64
_SIDE, _LYING = 18, 1.9
"""The margin beside lying bars, and the height of one in lines of text."""


@dataclass(frozen=True, slots=True)
class Pens:
    """What a chart is drawn with: its colours, and how large its letters are (pixels of the device)."""

    colours: theme.Colours
    pixels: int

    def letters(self, *, strong: bool = False, larger: float = 1.0) -> QFont:
        """A font in proportion."""
        return theme.font(round(self.pixels * larger), theme.STRONG if strong else QFont.Weight.Normal)

    def part(self, number: int) -> QColor:
        """The colour of a part of the bars."""
        series = theme.SERIES[self.colours.panel]
        return QColor(series[number % len(series)])

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.pixels * _LINE / 13


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the bars stand: their area, and the highest value of each scale."""

    area: QRectF
    top: int
    running_top: int

    def height_of(self, value: float, top: int) -> float:
        """Where a value lies, from above."""
        return self.area.bottom() - self.area.height() * value / max(top, 1)

    def bar(self, number: int, count: int) -> QRectF:
        """The place of a bar, over the whole height."""
        step = self.area.width() / max(count, 1)
        width = min(step * (1 - _GAP), _WIDEST_BAR)
        return QRectF(
            self.area.left() + step * (number + 0.5) - width / 2, self.area.top(), width, self.area.height()
        )

    def bar_at(self, left: float, count: int) -> int | None:
        """Which bar is there; None beside all of them."""
        if not count or not self.area.left() <= left <= self.area.right():
            return None
        return min(int((left - self.area.left()) / (self.area.width() / count)), count - 1)


def plot_of(chart: Chart, area: QRectF, pens: Pens) -> Plot:
    """Where the bars of a chart stand in an area."""
    metrics = QFontMetricsF(pens.letters())
    running_top = max((*chart.running[-1:], chart.capacity or 0), default=0)
    side = metrics.horizontalAdvance(f"{max(chart.highest, 10):,}") + pens.pixels
    right = metrics.horizontalAdvance(f"{running_top:,}") + pens.pixels if chart.running else pens.pixels / 2
    head = pens.line * (3.6 if _has_legend(chart) else 2.5)
    inner = area.adjusted(side, head, -right, -pens.line * 1.3)
    room = max(int(inner.height() // (_BETWEEN_STEPS * pens.pixels / 13)), 2)
    top = steps_to(chart.highest, room)[-1]
    return Plot(inner, top, steps_to(running_top, room)[-1] if running_top else 0)


def draw(painter: QPainter, chart: Chart, area: QRectF, pens: Pens, *, chosen: int | None = None) -> None:
    """Draw the whole chart; the bar `chosen` is lifted out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot = plot_of(chart, area, pens)
    _heading(painter, chart, area, pens)
    if not chart.parts:
        painter.setFont(pens.letters(larger=1.2))
        painter.setPen(QColor(pens.colours.muted))
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(plot.area, wrapped, chart.empty)
    elif chart.sideways:
        _lying(painter, chart, plot.area, pens, chosen)
    else:
        _standing(painter, chart, plot, pens, chosen)


def _standing(painter: QPainter, chart: Chart, plot: Plot, pens: Pens, chosen: int | None) -> None:
    _scale(painter, chart, plot, pens)
    if chosen is not None and chosen < len(chart.parts):
        place = plot.bar(chosen, len(chart.parts)).adjusted(-4, 0, 4, 0)
        painter.fillRect(place, QColor(pens.colours.selected))
    for number, parts in enumerate(chart.parts):
        _bar(painter, plot, plot.bar(number, len(chart.parts)), parts, pens)
    _labels(painter, chart, plot, pens)
    _running(painter, chart, plot, pens)


def _lying(painter: QPainter, chart: Chart, area: QRectF, pens: Pens, chosen: int | None) -> None:
    """As many bars as there is room for, each under its name with its number behind it."""
    room = max(int(area.height() // (pens.line * _LYING)), 1)
    shown = min(len(chart.labels), room)
    step = min(area.height() / shown, pens.line * _LYING * 1.4)
    left, right = _SIDE * pens.pixels / 13, area.right() + pens.pixels / 2
    number_room = (
        QFontMetricsF(pens.letters(strong=True)).horizontalAdvance(f"{chart.highest:,}") + pens.pixels
    )
    if shown < len(chart.labels):
        painter.setFont(pens.letters())
        painter.setPen(QColor(pens.colours.muted))
        below = QRectF(left, area.bottom(), right - left, pens.line * 1.3)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, f"and {len(chart.labels) - shown:,} more")
    for number in range(shown):
        people, top = sum(chart.parts[number]), area.top() + number * step
        row = QRectF(left, top, right - left, step)
        if number == chosen:
            painter.fillRect(row.adjusted(-4, 0, 0, 0), QColor(pens.colours.selected))
        painter.setFont(pens.letters())
        painter.setPen(QColor(pens.colours.text))
        name = QFontMetricsF(pens.letters()).elidedText(
            chart.labels[number], Qt.TextElideMode.ElideRight, row.width()
        )
        painter.drawText(QRectF(left, top, row.width(), step * 0.58), Qt.AlignmentFlag.AlignVCenter, name)
        width = (row.width() - number_room) * people / max(chart.highest, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.part(0))
        bar = QRectF(left, top + step * 0.6, max(width, 1.0), step * 0.26)
        painter.drawRoundedRect(bar, 2, 2)
        painter.setFont(pens.letters(strong=True))
        painter.setPen(QColor(pens.colours.text))
        place = QRectF(
            bar.right() + pens.pixels / 2, bar.center().y() - pens.line / 2, number_room, pens.line
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{people:,}")


def _has_legend(chart: Chart) -> bool:
    return any(chart.groups) or bool(chart.running)


def _heading(painter: QPainter, chart: Chart, area: QRectF, pens: Pens) -> None:
    line = QRectF(area.left(), area.top(), area.width(), pens.line)
    elide = Qt.TextElideMode.ElideRight
    for text, letters, colour in (
        (chart.title, pens.letters(strong=True, larger=1.15), pens.colours.text),
        (chart.about, pens.letters(), pens.colours.muted),
    ):
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(letters).elidedText(text, elide, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        line.translate(0, pens.line)
    if chart.parts and _has_legend(chart):
        _legend(painter, chart, line, pens)


def _legend(painter: QPainter, chart: Chart, line: QRectF, pens: Pens) -> None:
    metrics, left, size = QFontMetricsF(pens.letters()), line.left(), pens.pixels * 0.8
    painter.setFont(pens.letters())
    named = [(group, pens.part(number)) for number, group in enumerate(chart.groups) if group]
    if chart.running:
        named.insert(0, ("Running total", QColor(pens.colours.text)))
    for number, (name, colour) in enumerate(named):
        is_line = bool(chart.running) and number == 0
        mark = QRectF(left, line.center().y() - size / 2, size, size)
        if is_line:
            painter.setPen(QPen(colour, max(pens.pixels / 7, 1.5)))
            painter.drawLine(
                QLineF(mark.left(), mark.center().y(), mark.right() + size / 2, mark.center().y())
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(mark, 2, 2)
        left += size * (2.1 if is_line else 1.5)
        painter.setPen(QColor(pens.colours.text))
        room = min(metrics.horizontalAdvance(name) + 1, line.right() - left)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, line.top(), room, line.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        left += room + pens.pixels
        if left > line.right() - pens.pixels * 3:
            break


def _scale(painter: QPainter, chart: Chart, plot: Plot, pens: Pens) -> None:
    painter.setFont(pens.letters())
    step = pens.line
    room = max(int(plot.area.height() // (_BETWEEN_STEPS * pens.pixels / 13)), 2)
    for value in steps_to(chart.highest, room):
        at = plot.height_of(value, plot.top)
        painter.setPen(QPen(QColor(pens.colours.line), 1))
        painter.drawLine(QLineF(plot.area.left(), at, plot.area.right(), at))
        painter.setPen(QColor(pens.colours.muted))
        place = QRectF(0, at - step / 2, plot.area.left() - pens.pixels / 2, step)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")
    for value in steps_to(plot.running_top, room) if chart.running else ():
        at = plot.height_of(value, plot.running_top)
        place = QRectF(plot.area.right() + pens.pixels / 2, at - step / 2, 10 * pens.pixels, step)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{value:,}")


def _bar(painter: QPainter, plot: Plot, place: QRectF, parts: tuple[int, ...], pens: Pens) -> None:
    below = 0
    painter.setPen(Qt.PenStyle.NoPen)
    for number, people in enumerate(parts):
        if people:
            top, bottom = plot.height_of(below + people, plot.top), plot.height_of(below, plot.top)
            gap = 1.0 if below else 0.0
            painter.setBrush(pens.part(number))
            painter.drawRect(QRectF(place.left(), top, place.width(), max(bottom - top - gap, 0.5)))
            below += people


def _labels(painter: QPainter, chart: Chart, plot: Plot, pens: Pens) -> None:
    metrics = QFontMetricsF(pens.letters())
    widest = max(metrics.horizontalAdvance(each) for each in chart.labels) + pens.pixels
    every = max(1, -(-int(widest * len(chart.labels)) // max(int(plot.area.width()), 1)))
    painter.setFont(pens.letters())
    painter.setPen(QColor(pens.colours.muted))
    for number in range(0, len(chart.labels), every):
        middle = plot.bar(number, len(chart.labels)).center().x()
        place = QRectF(middle - widest, plot.area.bottom() + pens.pixels * 0.3, 2 * widest, pens.line)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, chart.labels[number])


def _running(painter: QPainter, chart: Chart, plot: Plot, pens: Pens) -> None:
    if not chart.running:
        return
    count, thickness = len(chart.running), max(pens.pixels / 7, 1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chart.capacity:
        at = plot.height_of(chart.capacity, plot.running_top)
        ink = QColor(pens.colours.red.ink)
        painter.setPen(QPen(ink, thickness, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(plot.area.left(), at, plot.area.right(), at))
        painter.setFont(pens.letters(strong=True))
        place = QRectF(plot.area.left() + pens.pixels / 2, at - pens.line, plot.area.width(), pens.line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"Room for {chart.capacity:,}")
    points = [
        QPointF(plot.bar(number, count).center().x(), plot.height_of(total, plot.running_top))
        for number, total in enumerate(chart.running)
    ]
    for colour, width in ((pens.colours.panel, 3 * thickness), (pens.colours.text, thickness)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawPolyline(QPolygonF(points))
    painter.setBrush(QColor(pens.colours.text))
    painter.drawEllipse(points[-1], thickness * 1.6, thickness * 1.6)
