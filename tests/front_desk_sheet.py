"""Sets the guide's front-desk page as a sheet of paper, with the verdicts in their colours: `make screens` renews it."""

import re
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableCell,
)

from checkin_app.ui import looks
from checkin_app.ui.looks import LOOKS, Look
from checkin_app.ui.theme import LIGHT

_DOTS_PER_INCH = 96
_SHOWN_WIDTH = 340
_CRISP = 2.5
"""Dots of the picture for each pixel of the page."""
_IMAGE = QTextDocument.ResourceType.ImageResource.value
_OWN_LOOKS = tuple(value for value in vars(looks).values() if isinstance(value, Look))


def set_sheet(page: Path, out: Path) -> None:
    """Set a page of Markdown on A4; its tables are as wide as the paper, and words of the verdict card are in colour."""
    document = QTextDocument()
    document.setDefaultFont(QFont("Inter", 10))
    text = page.read_text("utf-8")
    document.setMarkdown(text)  # forgets the pictures that it was given before
    for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        document.addResource(_IMAGE, QUrl(name), _small(page.parent / name))
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _fit(frame)
    writer = QPdfWriter(str(out))
    writer.setTitle("Front desk")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(14, 12, 14, 12), QPageLayout.Unit.Millimeter)
    document.setPageSize(writer.pageLayout().paintRectPixels(_DOTS_PER_INCH).size().toSizeF())
    document.print_(writer)


def _small(picture: Path) -> QImage:
    width = round(_SHOWN_WIDTH * _CRISP)
    small = QImage(str(picture)).scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(_CRISP)
    return small


def _fit(table: QTextTable) -> None:
    shape = table.format().toTableFormat()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    widths = (42, 58)
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, width) for width in widths]
    )
    table.setFormat(shape)
    for row in range(1, table.rows()):
        _colour(table.cellAt(row, 0))


def _colour(cell: QTextTableCell) -> None:
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    shown = next(
        (look for look in (*_OWN_LOOKS, *LOOKS.values()) if cursor.selectedText().startswith(look.word)), None
    )
    if shown is None:
        return
    fill = LIGHT.fill(shown.family)
    ground = cell.format()
    ground.setBackground(QColor(fill.ground))
    cell.setFormat(ground)
    letters = QTextCharFormat()
    letters.setForeground(QColor(fill.text))
    cursor.mergeCharFormat(letters)
