"""A chart in the window, and the button that saves it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QToolTip

from checkin_app.ui import theme
from checkin_app.ui.attendance import chart_files, sentences
from checkin_app.ui.attendance.bar_drawing import Pens, draw, plot_of
from checkin_app.ui.attendance.chart import Chart, grouped_few
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint

_MARGIN, _LETTERS = 16, 13


class ChartView(QFrame):
    """Draws a chart in the window's colours; the table beside it says the same in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._chart = Chart("", "", (), (), ())
        self._chosen: int | None = None
        self.setObjectName("chart")
        self.setProperty("role", "panel")
        self.setMinimumSize(theme.scaled(300), theme.scaled(220))

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = grouped_few(chart)
        self.setAccessibleName(f"{self._name}: {chart.title}")
        self.setAccessibleDescription(chart.about if chart.parts else chart.empty)
        self.update()

    def chart(self) -> Chart:
        """What it shows."""
        return self._chart

    def choose(self, bar: int | None) -> None:
        """Lift a bar out."""
        self._chosen = bar
        self.update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(theme.scaled(640), theme.scaled(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel and the chart on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        draw(painter, self._chart, self._area(), self._pens(), chosen=self._chosen)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell what a bar stands for where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            plot = plot_of(self._chart, self._area(), self._pens())
            bar = plot.bar_at(event.pos().x(), len(self._chart.parts))
            said = "" if bar is None or self._chart.sideways else sentences.bar_in_words(self._chart, bar)
            QToolTip.showText(event.globalPos(), hint(said), self)
            return True
        return super().event(event)

    def _area(self) -> QRectF:
        margin = theme.scaled(_MARGIN)
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _pens(self) -> Pens:
        return Pens(theme.colours(), theme.scaled(_LETTERS))


class SaveChart(QPushButton):
    """`wanted` carries the ending of the kind of file."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Save chart")
        self.setObjectName("saveChart")
        self.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature
        ButtonIcon(self, "download", "text", 18)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        for ending, words in chart_files.KINDS.items():
            menu.addAction(words.partition(" ")[0]).setData(ending)
        self.setMenu(menu)
        menu.triggered.connect(self._tell)

    @Slot(QAction)
    def _tell(self, action: QAction) -> None:
        self.wanted.emit(str(action.data()))
