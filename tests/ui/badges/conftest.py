"""The Badges page, with the printer of the print queue's tests."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checkin_app.ui.badges.badges_page import BadgeServices, BadgesPage
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.printing.print_desk import PrintDesk
from tests.ui.conftest import Desk
from tests.ui.printing.conftest import printer, prints, services

__all__ = ["answer", "page", "printer", "prints", "services"]


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialogs answer: the last of the list."""
    return [None]


@pytest.fixture
def page(desk: Desk, prints: PrintDesk, qtbot: QtBot, answer: list[Path | None]) -> BadgesPage:
    """Four people may come, none of their badges is printed."""
    services = BadgeServices(desk.services.badges, desk.services.designs)
    dialogs = FileDialogs(lambda *_: answer[-1], lambda *_: answer[-1])
    made = BadgesPage(services, prints, desk.background, desk.changes, desk.post, dialogs)
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    with qtbot.waitExposed(made):
        made.show()
    return made
