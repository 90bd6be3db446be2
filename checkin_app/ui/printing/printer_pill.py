"""The printer in the top bar: a quiet button to the print queue, amber when something did not come out."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QToolButton

from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint
from checkin_app.ui.printing import print_wording
from checkin_app.ui.printing.print_desk import PrintDesk

_HEIGHT, _WIDTH = 44, 48


class PrinterPill(QToolButton):
    """Shows how printing goes; it takes no caret, so that a click on it disturbs no scan."""

    def __init__(self, desk: PrintDesk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("printerPill")
        self.setProperty("role", "device")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFixedHeight(theme.scaled(_HEIGHT))
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self._icon = ButtonIcon(self, "printer", "text", 22)
        desk.jobs_changed.connect(self._show)
        desk.trouble_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        failed, coming, trouble = len(self._desk.failures), len(self._desk.under_way), self._desk.trouble
        is_amber = bool(failed or trouble)
        self.setProperty("warning", is_amber)
        self._icon.change("printer-x" if is_amber else "printer", "amber.text" if is_amber else "text")
        number = failed or coming
        self.setText(str(number) if number else "")
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if number else style.ToolButtonIconOnly)
        said = print_wording.pill(coming, failed, trouble, self._desk.why_nothing)
        self.setAccessibleName(said)
        self.setAccessibleDescription("Opens the print queue.")
        self.setToolTip(hint(said))
        theme.polish(self)
