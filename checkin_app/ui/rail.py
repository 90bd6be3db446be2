"""The rail on the left: the pages of the program."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint

WIDE, SLIM = 104, 72


class Page(StrEnum):
    """The pages in the order of their keys, Ctrl+1 to Ctrl+6."""

    CHECKIN = "Check-in"
    PEOPLE = "People"
    BADGES = "Badges"
    ATTENDANCE = "Attendance"
    PROGRAMME = "Programme"
    SETTINGS = "Settings"


_ICONS = {
    Page.CHECKIN: "scan",
    Page.PEOPLE: "users",
    Page.BADGES: "id-card",
    Page.ATTENDANCE: "list-checks",
    Page.PROGRAMME: "calendar-days",
    Page.SETTINGS: "settings",
}


class Rail(QFrame):
    """Wide with words, or slim with icons alone."""

    page_chosen = Signal(object)
    help_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._pages = list(Page)
        self._group = QButtonGroup(self)
        self._help = self._plain_button("Help", "Help  (F1)", "circle-question-mark")
        self._help.setObjectName("railHelp")
        self._help.clicked.connect(self.help_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(4)
        for number, page in enumerate(self._pages):
            if page is Page.SETTINGS:
                column.addStretch(1)
                column.addWidget(self._help)
            column.addWidget(self._button(page, number))
        self._group.idClicked.connect(self._choose)
        self.slim_down(is_slim=False)

    def _button(self, page: Page, number: int) -> QToolButton:
        button = self._plain_button(page.value, f"{page.value}  (Ctrl+{number + 1})", _ICONS[page])
        button.setObjectName(f"rail{page.name.capitalize()}")
        button.setCheckable(True)
        self._group.addButton(button, number)
        return button

    def _plain_button(self, words: str, tip: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(hint(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ButtonIcon(button, icon, "rail_text", 26)
        return button

    def slim_down(self, *, is_slim: bool) -> None:
        """Leave out the words, or have them back."""
        self.setFixedWidth(SLIM if is_slim else max(WIDE, theme.scaled(WIDE)))
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if is_slim else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        for button in (*self._group.buttons(), self._help):
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style)

    def show_page(self, page: Page) -> None:
        """Show which page is open."""
        self._group.button(self._pages.index(page)).setChecked(True)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.page_chosen.emit(self._pages[number])
