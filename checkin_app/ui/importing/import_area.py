"""The People page, and in its place the import while it is open."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from checkin_app.services.roster_source import file_source
from checkin_app.ui.importing.import_wizard import ImportWizard
from checkin_app.ui.people.people_page import PeoplePage


class ImportArea(QStackedWidget):
    """Shows one of the two; the caret goes to the one that is shown."""

    badges_requested = Signal(object)
    imported = Signal()
    told = Signal(str)

    def __init__(self, people: PeoplePage, wizard: ImportWizard) -> None:
        super().__init__()
        self._people = people
        self._wizard = wizard
        self.addWidget(people)
        self.addWidget(wizard)
        people.import_requested.connect(self.show_import)
        people.print_requested.connect(self.badges_requested)
        wizard.closed.connect(self.show_people)
        wizard.badges_requested.connect(self.badges_requested)
        wizard.imported.connect(self.imported)
        wizard.told.connect(self.told)
        for field in people.findChildren(QLineEdit):  # a file is no text to search for
            field.setAcceptDrops(False)
        self.show_people()

    @Slot()
    def show_people(self) -> None:
        """Close the import, which is kept as it is."""
        self._turn_to(self._people)

    @Slot()
    def show_import(self) -> None:
        """Open the import where it was left."""
        self._turn_to(self._wizard)
        self._wizard.begin()

    @Slot()
    def undo(self) -> None:
        """What Ctrl+Z means on the People page; the import has an undo of its own."""
        if self.currentWidget() is self._people:
            self._people.undo()

    @Slot()
    def redo_last(self) -> None:
        """The same for Ctrl+Shift+Z."""
        if self.currentWidget() is self._people:
            self._people.redo_last()

    def take_file(self, path: Path) -> None:
        """Open the import with this list."""
        self.show_import()
        self._wizard.take(file_source(path))

    def _turn_to(self, widget: PeoplePage | ImportWizard) -> None:
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()
