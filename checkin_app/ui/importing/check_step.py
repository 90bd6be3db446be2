"""The fourth step: what the import would do, row by row, and what it shall do."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelection, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Event
from checkin_app.domain.roster import ImportPlan
from checkin_app.domain.roster_choices import RowChoice, with_choices
from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing import row_panel
from checkin_app.ui.importing.check_table import CheckModel, Line, Tab
from checkin_app.ui.importing.row_panel import RowPanel
from checkin_app.ui.labels import label
from checkin_app.ui.segments import let_tab_reach
from checkin_app.ui.table_view import TableView

_TABS = {
    Tab.ALIKE: "Look alike",
    Tab.NEW: "New",
    Tab.CHANGED: "Update",
    Tab.SAME: "Same",
    Tab.PROBLEM: "Problem",
}
_EMPTY = {
    Tab.ALIKE: "Nobody in the list looks like somebody on the roster.",
    Tab.NEW: "Nobody in the list is new.",
    Tab.CHANGED: "The list changes nobody who is on the roster.",
    Tab.SAME: "Nobody in the list is on the roster just as the list says.",
    Tab.PROBLEM: "Every row could be understood.",
}


class CheckStep(QWidget):
    """Holds the choices; tells when they changed, and when problem rows shall be saved."""

    decided = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._lines: Mapping[Tab, Sequence[Line]] = {}
        self._event: Event | None = None
        self._choices: dict[int, RowChoice] = {}
        self._tab = Tab.NEW
        self._tabs = QButtonGroup(self)
        for tab in Tab:
            button = QPushButton()
            button.setObjectName(f"tab{tab.name.capitalize()}")
            button.setProperty("role", "chip")
            button.setCheckable(True)
            self._tabs.addButton(button, int(tab))
        self._model = CheckModel()
        self._table = TableView(self._model, "Rows of the list")
        self._table.setObjectName("checkTable")
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._panel = RowPanel()
        self._made = label("muted", wraps=True)
        self._made.setObjectName("newCategories")
        self._save = QPushButton("Save these rows …")
        self._save.setObjectName("saveProblems")
        ButtonIcon(self._save, "download", "text", 18)
        keeps_its_place = self._save.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self._save.setSizePolicy(keeps_its_place)
        self._arrange()
        self._tabs.idClicked.connect(self._choose_tab)
        self._save.clicked.connect(self.save_requested)
        self._panel.decided.connect(self._decide)
        self._table.selectionModel().selectionChanged.connect(self._show_chosen)

    def _arrange(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(8)
        for button in self._tabs.buttons():
            tabs.addWidget(button)
        tabs.addStretch(1)
        tabs.addWidget(self._save)
        header = self._table.horizontalHeader()
        for column, width in enumerate((58, 196, 200, 176)):
            header.resizeSection(column, theme.scaled(width))
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._panel.setFixedWidth(row_panel.width())
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._table, 1)
        body.addWidget(self._panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tabs)
        column.addLayout(body, 1)
        column.addWidget(self._made)

    @property
    def plan(self) -> ImportPlan | None:
        """The plan with what was decided."""
        return with_choices(self._plan, self._choices) if self._plan else None

    def focus_first(self) -> None:
        """Put the caret where work begins."""
        self._table.setFocus()

    def show_plan(self, plan: ImportPlan, lines: Mapping[Tab, Sequence[Line]], event: Event) -> None:
        """Show another plan by the lines of its tabs, with nothing decided yet; what needs a decision comes first."""
        self._plan, self._lines, self._event, self._choices = plan, lines, event, {}
        for tab in Tab:
            self._tabs.button(int(tab)).setText(f"{_TABS[tab]}   {len(lines[tab]):,}")
        self._tabs.button(int(Tab.ALIKE)).setVisible(bool(plan.possible_duplicates))
        self._made.setText(words.new_categories(plan.new_categories))
        self._made.setVisible(bool(plan.new_categories))
        self.show_tab(next((tab for tab in Tab if lines[tab]), Tab.NEW))

    def show_tab(self, tab: Tab) -> None:
        """Show the rows of one kind, the first of them chosen."""
        if self._plan is None or self._event is None:
            return
        self._tab = tab
        self._tabs.button(int(tab)).setChecked(True)
        let_tab_reach(self._tabs)
        self._table.say_when_empty(_EMPTY[tab])
        lines = self._lines[tab]
        self._model.show(lines, self._choices, tab)
        self._panel.setVisible(bool(lines) and tab is not Tab.PROBLEM)
        self._save.setVisible(tab is Tab.PROBLEM and bool(self._plan.problems))
        if lines:
            self._table.selectRow(0)

    @Slot(int)
    def _choose_tab(self, number: int) -> None:
        self.show_tab(Tab(number))

    @Slot(QItemSelection, QItemSelection)
    def _show_chosen(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        ranges = self._table.selectionModel().selection()  # one by one takes seconds where there are many
        rows = [
            row
            for each in map(ranges.at, range(ranges.size()))
            for row in range(each.top(), each.bottom() + 1)
        ]
        if self._event is not None and self._panel.isVisibleTo(self):
            self._panel.show_lines([self._model.line(row) for row in rows], self._choices, self._event)

    @Slot(object)
    def _decide(self, choices: dict[int, RowChoice]) -> None:
        self._choices |= choices
        self._model.renew()
        self.decided.emit()
