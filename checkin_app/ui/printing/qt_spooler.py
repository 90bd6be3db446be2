"""The spooler where there is no CUPS, as on Windows: every page goes to the printer as a picture in its own dots.

It may be used in the workshop: a QPrinter is painted on in any thread (https://doc.qt.io/qt-6/threads-modules.html).
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from math import ceil
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from checkin_app import paths
from checkin_app.services import cups
from checkin_app.services.spooler import Fate, Heard, Paper, Printer, Sides, Spooler, SpoolerRefused

_FINEST = 600
"""Dots per inch; a finer printer gets each dot as a square of its own ones, which keeps codes crisp."""
_STRIP = 1_024
"""Rows of dots that are drawn at a time: a whole page would be 140 MB."""
_POINTS_PER_INCH = 72
_DUPLEX: Mapping[Sides, QPrinter.DuplexMode] = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}
_TROUBLES: Mapping[QPrinter.PrinterState, str] = {
    QPrinter.PrinterState.Aborted: "It has stopped.",
    QPrinter.PrinterState.Error: "It reports an error.",
}
_NO_PRINTER = "There is no such printer any more."
_NOT_TAKEN = "It did not take the job."
_UNREADABLE = "The PDF of this job cannot be read."


def named_printer(name: str) -> QPrinter:
    """The printer of that name, in its finest resolution; SpoolerRefused if it is gone."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise SpoolerRefused(name, _NO_PRINTER)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def spooler_of_this_computer() -> Spooler:
    """CUPS where it is, this one elsewhere."""
    return cups.Cups() if cups.is_there() else QtSpooler(paths.print_folder())


class QtSpooler:
    """Tells nothing about what came out. `folder` remembers what was begun, so that a crash prints nothing twice."""

    tells = False

    def __init__(self, folder: Path, printer_named: Callable[[str], QPrinter] = named_printer) -> None:
        self._folder = folder
        self._printer_named = printer_named

    def printers(self) -> list[Printer]:
        """See Spooler."""
        found = [
            Printer(
                info.printerName(),
                info.description() or info.printerName(),
                info.isDefault(),
                _TROUBLES.get(info.state(), ""),
            )
            for info in QPrinterInfo.availablePrinters()
        ]
        return sorted(found, key=lambda printer: (not printer.is_default, printer.title.casefold()))

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:
        """See Spooler."""
        device = self._printer_named(printer)
        document = QPdfDocument(None)  # type: ignore[call-overload,arg-type,unused-ignore]  # without a parent
        try:
            if document.load(str(pdf)) is not QPdfDocument.Error.None_:
                raise SpoolerRefused(printer, _UNREADABLE)
            _prepare(device, title, paper)
            self._note_of(title).touch()
            if not _paint(device, document):
                self._note_of(title).unlink()
                raise SpoolerRefused(printer, _NOT_TAKEN)
        finally:
            document.close()
        return title

    def find(self, title: str) -> str:
        """See Spooler."""
        return title if self._note_of(title).exists() else ""

    def hear(self, printer: str, job: str) -> Heard:  # noqa: ARG002  # see Spooler
        """See Spooler."""
        return Heard(Fate.UNKNOWN)

    def cancel(self, printer: str, job: str) -> None:
        """See Spooler; what Windows has taken, it prints."""

    def _note_of(self, title: str) -> Path:
        return self._folder / f"{sha256(title.encode()).hexdigest()[:32]}.sent"


def _prepare(device: QPrinter, title: str, paper: Paper) -> None:
    """Set a page up in the size it was made in, its corner at the corner of the paper."""
    size = QPageSize(
        QSizeF(paper.width, paper.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    device.setDocName(title)
    device.setFullPage(True)
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    )
    device.setFullPage(True)
    device.setDuplex(_DUPLEX[paper.sides])


def _paint(device: QPrinter, document: QPdfDocument) -> bool:
    """Paint all pages; False if the printer refuses one."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        for page in range(document.pageCount()):
            if page and not device.newPage():
                return False
            _paint_page(painter, document, page, device.resolution())
    finally:
        painter.end()
    return True


def _paint_page(painter: QPainter, document: QPdfDocument, page: int, resolution: int) -> None:
    dot = ceil(resolution / _FINEST)
    dots_per_point = resolution / dot / _POINTS_PER_INCH
    points = document.pagePointSize(page)
    whole = QSize(round(points.width() * dots_per_point), round(points.height() * dots_per_point))
    for top in range(0, whole.height(), _STRIP):
        strip = QRect(0, top, whole.width(), min(_STRIP, whole.height() - top))
        place = QRectF(0, top * dot, strip.width() * dot, strip.height() * dot)
        painter.drawImage(place, _drawn(document, page, whole, strip))


def _drawn(document: QPdfDocument, page: int, whole: QSize, strip: QRect) -> QImage:
    """A strip of a page on white, without grey edges, which a label printer would break up into dots."""
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(whole)
    # QPdfDocument reckons with QRect.right() and bottom(), which are one dot short: seen with Qt 6.11, tested for.
    options.setScaledClipRect(strip.adjusted(0, 0, 1, 1))
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.PathAliased)
    paper = QImage(strip.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, strip.size(), options))
    painter.end()
    return paper
