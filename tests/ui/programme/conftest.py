"""The Programme page on the small event, with what tests ask of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Event
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.programme.act_bar import ActBar
from checkin_app.ui.programme.page import ProgrammePage
from checkin_app.ui.programme.session_block import SessionBlock
from tests.ui.conftest import Desk

T = TypeVar("T", bound=QWidget)


@dataclass
class Seen:
    """The page, its desk, and what the file dialogs answer."""

    page: ProgrammePage
    desk: Desk
    answers: list[Path | None] = field(default_factory=list)

    @property
    def event(self) -> Event:
        """The programme in the file."""
        return self.desk.services.programme.event

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind and name."""
        found = self.page.findChild(kind, name) if name else self.page.findChild(kind)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        """Press a button."""
        self.find(QPushButton, name).click()

    def write(self, name: str, text: str) -> None:
        """Fill a field and leave it."""
        line = self.find(QLineEdit, name)
        line.setText(text)
        line.textEdited.emit(text)
        line.editingFinished.emit()

    def text(self, name: str) -> str:
        """What is in a field."""
        return self.find(QLineEdit, name).text()

    def block(self, code: str) -> SessionBlock:
        """A session on the timeline."""
        (found,) = [each for each in self.blocks() if each.code == code]
        return found

    def blocks(self) -> list[SessionBlock]:
        """The sessions on the timeline."""
        return [each for each in self.page.findChildren(SessionBlock) if not each.isHidden()]

    def says(self) -> str:
        """What the bar says."""
        return self.find(ActBar).text()


@pytest.fixture
def seen(desk: Desk, qtbot: QtBot) -> Seen:
    """The page in a window of usual width, at the second morning."""
    answers: list[Path | None] = []
    dialogs = FileDialogs(lambda *_: answers[-1], lambda *_: answers[-1])
    services = desk.services
    made = ProgrammePage(
        services.programme, services.roster, desk.background, desk.changes, desk.post, dialogs
    )
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    made.show()
    return Seen(made, desk, answers)
