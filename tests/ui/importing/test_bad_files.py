"""No file can do harm in the window: each bad one gets its sentence, and event and roster are as they were."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from checkin_app.services.remembered_columns import RememberedColumns
from checkin_app.services.roster_source import file_source
from checkin_app.ui import wording
from checkin_app.ui.importing.import_wizard import ImportServices, ImportWizard
from tests.services.roster_samples import as_csv, as_xlsx
from tests.services.test_roster_files import BAD, refusal
from tests.ui.conftest import Desk


@pytest.fixture
def wizard(desk: Desk, tmp_path: Path, qtbot: QtBot) -> ImportWizard:
    """The import over an event with five people."""
    services = ImportServices(
        desk.services.roster, desk.services.roster_import, RememberedColumns(tmp_path / "columns.toml")
    )
    made = ImportWizard(services, desk.background, desk.changes, desk.post)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def trouble(wizard: ImportWizard) -> str:
    said = wizard.findChild(QLabel, "importTrouble")
    assert said is not None
    return said.text() if said.isVisible() else ""


@pytest.mark.parametrize("what", BAD)
def test_that_a_bad_file_gets_the_same_sentence_as_on_the_command_line(
    what: str, wizard: ImportWizard, desk: Desk, event_file: Path, tmp_path: Path
) -> None:
    before, people = event_file.read_bytes(), desk.services.roster.people()
    path = tmp_path / "list.xlsx"
    path.write_bytes(BAD[what][0])
    wizard.take(file_source(path))
    assert trouble(wizard) == str(wording.failure(refusal(path)))
    for _ in range(4):
        wizard.go_on()
    assert desk.services.roster.people() == people
    assert event_file.read_bytes() == before


def test_that_a_good_file_after_a_bad_one_is_read(wizard: ImportWizard, tmp_path: Path) -> None:
    for data in (as_xlsx(A=[["x"]])[:900], as_csv([("Nume", "Prenume"), ("Pop", "Ana")])):
        (tmp_path / "list.xlsx").write_bytes(data)
        wizard.take(file_source(tmp_path / "list.xlsx"))
    assert trouble(wizard) == ""
