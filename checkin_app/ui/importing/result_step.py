"""The last step: what was done, how to take it back, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.roster import ImportPlan
from checkin_app.services.roster_import import Imported, UndoneImport
from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.labels import label

_WIDEST = 760


class ResultStep(QWidget):
    """Tells what is wished for next."""

    undo_requested = Signal()
    badges_requested = Signal()
    another_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("circle-check", "accent", 52)
        self._title = label("title", wraps=True)
        self._title.setObjectName("importResult")
        self._said = label("muted", wraps=True)
        self._numbers = {name: label("number") for name in ("new", "updated", "same", "problem")}
        self._badges = QPushButton("Print badges for the new people")
        self._badges.setObjectName("printNewBadges")
        self._badges.setProperty("role", "primary")
        ButtonIcon(self._badges, "printer", "on_accent", 18)
        self._undo = QPushButton(words.UNDO)
        self._undo.setObjectName("undoImport")
        self._undo_icon = ButtonIcon(self._undo, "undo-2", "text", 18)
        self._save = QPushButton("Save the problem rows …")
        ButtonIcon(self._save, "download", "text", 18)
        self._another = QPushButton("Import another list")
        ButtonIcon(self._another, "file-input", "text", 18)
        self._arrange()
        self._badges.clicked.connect(self.badges_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._save.clicked.connect(self.save_requested)
        self._another.clicked.connect(self.another_requested)

    def _arrange(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(10)
        for pair in ((self._badges, self._undo), (self._save, self._another)):
            beside = QHBoxLayout()
            beside.setSpacing(10)
            for button in pair:
                beside.addWidget(button)
            beside.addStretch(1)
            buttons.addLayout(beside)
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(self._icon)
        heading.addWidget(self._title, 1)
        middle = QWidget()
        middle.setMaximumWidth(theme.scaled(_WIDEST))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addStretch(1)
        column.addLayout(heading)
        column.addLayout(self._tiles())
        column.addWidget(self._said)
        column.addLayout(buttons)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def _tiles(self) -> QHBoxLayout:
        """The counts, each over its word."""
        numbers = QHBoxLayout()
        numbers.setSpacing(14)
        captions = ("added", "changed", "the same", "with problems, left out")
        for (name, number), caption in zip(self._numbers.items(), captions, strict=True):
            number.setObjectName(f"result{name.capitalize()}")
            tile = QFrame()
            tile.setProperty("role", "panel")
            inside = QVBoxLayout(tile)
            inside.setContentsMargins(18, 12, 18, 14)
            inside.setSpacing(0)
            inside.addWidget(number)
            inside.addWidget(label("muted", caption))
            numbers.addWidget(tile, 1)
        return numbers

    def focus_first(self) -> None:
        """Put the caret where work goes on."""
        (self._another if self._badges.isHidden() else self._badges).setFocus()

    def show_result(self, imported: Imported, plan: ImportPlan, source: str) -> None:
        """Show how the import ended."""
        problems = len({problem.row for problem in plan.problems})
        counts = (imported.new, imported.updated, len(plan.same), problems)
        for number, count in zip(self._numbers.values(), counts, strict=True):
            number.setText(f"{count:,}")
        self._title.setText(words.done(source, anything=bool(imported.record)))
        self._said.setText(words.AFTER_IMPORT)
        self._icon.show_icon("circle-check", "accent")
        self._badges.setVisible(bool(imported.new))
        self._offer_undo(words.UNDO, "undo-2", is_possible=bool(imported.record))
        self._save.setVisible(bool(problems))

    def show_undone(self, undone: UndoneImport, *, again: bool) -> None:
        """Show that the import was taken back; or, `again`, that the taking back was."""
        self._title.setText(words.IMPORTED_AGAIN if again else words.TAKEN_BACK)
        self._said.setText(words.AFTER_IMPORT if again else words.undone(undone))
        self._icon.show_icon("circle-check" if again else "undo-2", "accent")
        self._badges.setVisible(again)
        self._offer_undo(
            words.UNDO if again else words.REDO,
            "undo-2" if again else "redo-2",
            is_possible=bool(undone.record),
        )

    def _offer_undo(self, said: str, icon: str, *, is_possible: bool) -> None:
        self._undo.setText(f"  {said}")
        self._undo_icon.change(icon, "text")
        self._undo.setVisible(is_possible)
