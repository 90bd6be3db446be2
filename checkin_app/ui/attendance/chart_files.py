"""Saves a chart as a picture, as a drawing, or as a page: always in dark ink on white, whatever the window wears."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from checkin_app.domain.errors import BadInput
from checkin_app.services.whole_file import whole_file
from checkin_app.ui import theme
from checkin_app.ui.attendance.bar_drawing import Pens, draw
from checkin_app.ui.attendance.chart import Chart

KINDS = {".png": "PNG (*.png)", ".svg": "SVG (*.svg)", ".pdf": "PDF (*.pdf)"}
_WIDTH, _HEIGHT, _LETTERS, _MARGIN = 1200, 675, 16, 28
"""Pixels; on paper 96 of them are an inch."""
_SHARPER = 2
_DPI = 96


def save(chart: Chart, out: Path) -> Path:
    """Write the chart into a file of the kind that its name says; BadInput for another kind."""
    makers: dict[str, Callable[[Chart], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}
    make = makers.get(out.suffix.lower())
    if make is None:
        raise BadInput(out.name, f"«{out.suffix}» is no kind of picture.", remedy="Use .png, .svg or .pdf.")
    made = make(chart)
    with whole_file(out) as unfinished:
        unfinished.write_bytes(made)
    return out


def _png(chart: Chart) -> bytes:
    image = QImage(_WIDTH * _SHARPER, _HEIGHT * _SHARPER, QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.panel)
    image.setDevicePixelRatio(_SHARPER)
    _paint(chart, image)
    with _Memory() as memory:
        QImageWriter(memory, QByteArray(b"png")).write(image)
        return memory.written()


def _svg(chart: Chart) -> bytes:
    with _Memory() as memory:
        drawing = QSvgGenerator()
        drawing.setOutputDevice(memory)
        drawing.setSize(QSize(_WIDTH, _HEIGHT))
        drawing.setViewBox(QRectF(0, 0, _WIDTH, _HEIGHT))
        drawing.setTitle(chart.title)
        drawing.setDescription(chart.about)
        _paint(chart, drawing)
        return memory.written()


def _pdf(chart: Chart) -> bytes:
    with _Memory() as memory:
        page = QPdfWriter(memory)
        page.setTitle(chart.title)
        page.setResolution(_DPI)
        points = QSizeF(_WIDTH * 72 / _DPI, _HEIGHT * 72 / _DPI)
        paper = QPageSize(points, QPageSize.Unit.Point)
        page.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))
        _paint(chart, page)
        return memory.written()


class _Memory(QBuffer):
    """Open while it is in use."""

    def written(self) -> bytes:
        """What is in it."""
        return bytes(self.data().data())

    def __enter__(self) -> Self:
        self.open(QIODevice.OpenModeFlag.ReadWrite)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _paint(chart: Chart, on: QPaintDevice) -> None:
    painter = QPainter(on)
    area = QRectF(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN)
    painter.fillRect(QRectF(0, 0, _WIDTH, _HEIGHT), theme.LIGHT.panel)
    draw(painter, chart, area, Pens(theme.LIGHT, _LETTERS))
    painter.end()
