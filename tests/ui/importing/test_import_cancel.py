"""With the threads of the running window: an import shows how far it is, lets scans through, and can be stopped whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Verdict
from checkin_app.services.remembered_columns import RememberedColumns
from checkin_app.services.roster_source import pasted_source
from checkin_app.ui.background import TwoThreads
from checkin_app.ui.importing.import_wizard import ImportServices, ImportWizard
from checkin_app.ui.job_bar import JobBar
from tests.ui.conftest import CONFERENCE, Desk

MANY = 4_000
LIST = "Prenume,Nume,E-mail\n" + "".join(f"Ana{n},Marin,p{n}@example.org\n" for n in range(MANY))
_PATIENCE_MS = 60_000


@pytest.fixture
def threads() -> Iterator[TwoThreads]:
    """As in the window; ended with the test."""
    made = TwoThreads()
    yield made
    made.close()


@pytest.fixture
def wizard(desk: Desk, threads: TwoThreads, tmp_path: Path, qtbot: QtBot) -> ImportWizard:
    """The import with a long list, about to be written."""
    services = ImportServices(
        desk.services.roster, desk.services.roster_import, RememberedColumns(tmp_path / "columns.toml")
    )
    made = ImportWizard(services, threads, desk.changes, desk.post)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.take(pasted_source(LIST))
    for _ in range(3):
        qtbot.waitUntil(lambda: not bar(made).is_busy, timeout=_PATIENCE_MS)
        made.go_on()
    return made


def bar(wizard: ImportWizard) -> JobBar:
    found = wizard.findChild(JobBar)
    assert found is not None
    return found


def test_that_a_stopped_import_leaves_nobody_behind(
    wizard: ImportWizard, desk: Desk, threads: TwoThreads, qtbot: QtBot
) -> None:
    assert bar(wizard).is_busy
    next(button for button in bar(wizard).findChildren(QPushButton) if button.text() == "Cancel").click()
    assert not bar(wizard).is_busy
    qtbot.waitUntil(lambda: not threads.is_busy, timeout=_PATIENCE_MS)
    ended: list[int] = []
    threads.ask(lambda: len(desk.services.roster.people()), ended.append)
    qtbot.waitUntil(lambda: bool(ended), timeout=_PATIENCE_MS)
    assert ended == [5]
    again = wizard.findChild(QPushButton, "importNext")
    assert again is not None
    assert again.isEnabled()


def test_that_a_scan_is_answered_while_a_list_is_being_written(
    wizard: ImportWizard, desk: Desk, threads: TwoThreads, qtbot: QtBot
) -> None:
    code = desk.code("Popescu")
    verdicts: list[Verdict] = []
    threads.ask(lambda: desk.services.checkin.scan(code, CONFERENCE), verdicts.append)
    qtbot.waitUntil(lambda: bool(verdicts), timeout=_PATIENCE_MS)
    assert verdicts[0].admitted
    assert bar(wizard).is_busy
    qtbot.waitUntil(lambda: not bar(wizard).is_busy, timeout=_PATIENCE_MS)
    assert len(desk.services.roster.people()) == 5 + MANY
