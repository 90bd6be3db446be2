"""All pages of badges in small, one under the other; only those that come into sight are drawn."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from checkin_app.ui import theme
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.badges.paper import Paper, fitted

WIDTH = 104
_THUMB = QSize(74, 98)
_NUMBER_HEIGHT = 22
_PAPER = Qt.ItemDataRole.UserRole


class PageStrip(QListWidget):
    """Tells which page is chosen, and which ones it lacks."""

    page_chosen = Signal(int)
    page_needed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageStrip")
        self.setAccessibleName("Pages")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Thumb(self))
        self.setFixedWidth(theme.scaled(WIDTH))
        self._size = QSize()
        self.currentRowChanged.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self.ask_for_visible)

    def show_draft(self, draft: Draft, page: int) -> None:
        """Show as many empty pages as the draft has; one of them is chosen."""
        sheet = draft.setup.sheet
        box = QSize(theme.scaled(_THUMB.width()), theme.scaled(_THUMB.height()))
        self._size = fitted(
            QRect(0, 0, round(sheet.page_width), round(sheet.page_height)).size().toSizeF(), box
        )
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.clear()
        for number in range(1, draft.pages + 1):
            item = QListWidgetItem(f"Page {number}")
            item.setSizeHint(QSize(0, self._size.height() + theme.scaled(_NUMBER_HEIGHT) + 14))
            self.addItem(item)
        self.setCurrentRow(page)
        self.blockSignals(False)  # noqa: FBT003  # Qt's own signature

    def show_paper(self, page: int, paper: Paper) -> None:
        """Show a page that has been drawn."""
        item = self.item(page)
        if item is not None:
            picture = paper.picture(self._size, self.devicePixelRatioF())
            item.setData(_PAPER, QPixmap.fromImage(picture))

    def choose(self, page: int) -> None:
        """Show which page is seen, without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.setCurrentRow(page)
        self.blockSignals(False)  # noqa: FBT003  # Qt's own signature
        self.viewport().update()
        self.ask_for_visible()

    @Slot()
    def ask_for_visible(self) -> None:
        """Tell which pages in sight are lacking, the upmost last: what is told last is drawn first."""
        if not self.isVisible() or not self.count():
            return
        top, bottom = self.indexAt(self.viewport().rect().topLeft()), self.viewport().rect().bottomLeft()
        last = self.indexAt(bottom).row() if self.indexAt(bottom).isValid() else self.count() - 1
        for row in range(last, max(top.row(), 0) - 1, -1):
            if self.item(row).data(_PAPER) is None:
                self.page_needed.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More pages may be in sight."""
        super().resizeEvent(event)
        self.ask_for_visible()

    def showEvent(self, event: QShowEvent) -> None:
        """The first pages are in sight."""
        super().showEvent(event)
        self.ask_for_visible()

    @property
    def size_of_page(self) -> QSize:
        """How large a page is in small, in logical pixels."""
        return self._size

    @Slot(int)
    def _choose(self, row: int) -> None:
        if row >= 0:
            self.page_chosen.emit(row)


class _Thumb(QStyledItemDelegate):
    """Paper with its number under it; a frame around the page that is seen."""

    def __init__(self, strip: PageStrip) -> None:
        super().__init__(strip)
        self._strip = strip

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]  # the stub is wider
        rect, size = option.rect, self._strip.size_of_page  # type: ignore[attr-defined]  # the stub lacks it
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # the stub lacks it
        colours = theme.colours()
        page = QRect(
            rect.left() + (rect.width() - size.width()) // 2, rect.top() + 7, size.width(), size.height()
        )
        painter.save()
        painter.setBrush(QColor("#FFFFFF"))
        painter.setPen(QColor(colours.line))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        picture = index.data(_PAPER)
        if picture is not None:
            painter.drawPixmap(page, picture)
        if is_chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_frame())
            painter.drawRoundedRect(page.adjusted(-4, -4, 3, 3), 4, 4)
        painter.setPen(QColor(colours.text if is_chosen else colours.muted))
        painter.setFont(theme.font(theme.scaled(12), theme.STRONG if is_chosen else theme.font(12).weight()))
        below = QRect(rect.left(), page.bottom() + 4, rect.width(), theme.scaled(_NUMBER_HEIGHT))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


def _frame() -> QPen:
    return QPen(QColor(theme.colours().accent), 2)
