"""A chart and, beside it, the table of the same numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.ui import theme, wording
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.chart import Chart
from checkin_app.ui.attendance.chart_view import ChartView, SaveChart
from checkin_app.ui.attendance.figures_table import FiguresTable


class ChartAndTable(QWidget):
    """`save_requested` carries the chart and the ending of a kind of file; the button for it lies elsewhere."""

    save_requested = Signal(object, str)
    failed = Signal(object)

    def __init__(self, name: str, table: str, *, narrowest: int, shares: tuple[int, int]) -> None:
        super().__init__()
        self.chart = ChartView(name)
        self.table = FiguresTable(f"{name} as a table")
        self.table.setObjectName(table)
        self.table.say_when_empty(sentences.READING_FIGURES)
        self.table.setMinimumWidth(theme.scaled(narrowest))
        self.save = SaveChart()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.chart, shares[0])
        row.addWidget(self.table, shares[1])
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.save.wanted.connect(self._wish_to_save)

    def show_figures(
        self, chart: Chart, headers: Sequence[str], rows: Sequence[tuple[str | int, ...]]
    ) -> None:
        """Show these numbers in both ways."""
        self.chart.show_chart(chart)
        self.save.setEnabled(bool(chart.parts))
        self.table.show_figures(headers, rows)
        self.table.say_when_empty(chart.empty)

    def tell_failure(self, error: Exception) -> None:
        """The numbers could not be read."""
        if not isinstance(error, CheckinError):
            raise error
        self.table.say_when_empty(str(wording.failure(error)))
        self.failed.emit(error)

    @Slot(QModelIndex)
    def _choose(self, row: QModelIndex) -> None:
        labels = self.chart.chart().labels
        label = row.siblingAtColumn(0).data()
        self.chart.choose(labels.index(label) if label in labels else None)

    @Slot(str)
    def _wish_to_save(self, ending: str) -> None:
        self.save_requested.emit(self.chart.chart(), ending)
