"""The People page on a real event, and how tests find what is in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.participant import Participant
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Choice
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.people_table import PeopleView
from checkin_app.ui.people.person_editing import PeopleServices
from checkin_app.ui.people.person_panel import PersonPanel
from checkin_app.ui.people.undo_bar import UndoBar
from tests.ui.conftest import Desk

T = TypeVar("T", bound=QWidget)


@dataclass(frozen=True)
class People:
    """The page that is seen, and its desk."""

    page: PeoplePage
    desk: Desk
    qtbot: QtBot

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind, or of a kind and an object name."""
        found = self.page.findChild(kind, name) if name else self.page.findChild(kind)
        assert found is not None, name or kind
        return found

    @property
    def table(self) -> PeopleView:
        """Its table."""
        return self.find(PeopleView)

    @property
    def panel(self) -> PersonPanel:
        """Its panel."""
        return self.find(PersonPanel)

    def names(self) -> list[str]:
        """Who is in the table, from top to bottom."""
        model = self.table.model()
        return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]

    def choose(self, *families: str) -> None:
        """Choose people by their family names."""
        self.table.choose({self.desk.person(family).id for family in families})

    def click(self, name: str) -> None:
        """Click a button by its object name."""
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def filter(self, choice: Choice) -> None:
        """Press a chip."""
        next(b for b in self.page.findChildren(QPushButton) if b.text() == choice.value).click()

    def person(self, family: str) -> Participant:
        """Somebody as the event file has them."""
        return self.desk.person(family)

    def said(self) -> str:
        """What the undo bar says; empty while it is hidden."""
        return self.find(UndoBar).text()

    def texts(self) -> list[str]:
        """Every text of the panel that is seen."""
        QApplication.processEvents()  # what was made a moment ago is seen only now
        labels = self.panel.findChildren(QLabel)
        return [label.text() for label in labels if label.text() and label.isVisible()]


@pytest.fixture
def people(desk: Desk, qtbot: QtBot, tmp_path: Path) -> People:
    """The page in a window of usual width; what is saved goes into the test's folder."""

    def save_as(_parent: QWidget, _title: str, suggestion: str, _kinds: str) -> Path:
        return tmp_path / suggestion

    had = desk.services
    services = PeopleServices(had.roster, had.checkin, had.badges, had.attendance)
    page = PeoplePage(services, desk.background, desk.changes, desk.post, save_as)
    qtbot.addWidget(page)
    page.resize(1_262, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return People(page, desk, qtbot)
