"""The checklist ticks itself, leads to where things are done, and goes when it is not needed any more."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import paths, settings
from checkin_app.domain.code import LENGTH
from checkin_app.domain.readiness import Step
from checkin_app.settings import Settings
from checkin_app.ui.checklist import Checklist
from checkin_app.ui.desk_side import BEFORE_PEOPLE_COME, DeskSide
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.labels import label
from checkin_app.ui.preparation import Preparation
from checkin_app.ui.rail import Page
from checkin_app.ui.scanner_settings import ScannerSettings

from .conftest import CONFERENCE, EVENT, Desk


@pytest.fixture
def side(desk: Desk, qtbot: QtBot) -> DeskSide:
    """What stands beside the verdict, with the checklist on it."""
    made = DeskSide()
    qtbot.addWidget(made)
    made.resize(300, 600)
    kept = KeptSettings(Settings(computer="tests"), desk.background, "", made)
    Preparation(made, desk.services.readiness, desk.background, desk.changes, kept)
    made.show()
    return made


def _step(side: DeskSide, step: Step) -> QPushButton:
    button = side.findChild(QPushButton, f"step {step.value}")
    assert button is not None
    return button


def _to_do(side: DeskSide) -> list[Step]:
    return [step for step in Step if _step(side, step).accessibleName().endswith("to do")]


def _preparation(side: DeskSide) -> Preparation:
    made = side.findChild(Preparation)
    assert made is not None
    return made


def test_that_what_is_done_is_ticked_and_follows_what_happens(side: DeskSide, desk: Desk) -> None:
    assert side.checklist.isVisible()
    assert _to_do(side) == [Step.BADGES, Step.SCANNER, Step.SOUNDS]
    desk.services.badges.mark_printed(desk.services.badges.faces(), sheet="avery-l4785", template="classic")
    desk.changes.badges_changed.emit()
    assert _to_do(side) == [Step.SCANNER, Step.SOUNDS]
    desk.services.programme.change(replace(EVENT, days=()))
    desk.changes.programme_changed.emit()
    assert _to_do(side) == [Step.PROGRAMME, Step.SCANNER, Step.SOUNDS]


def test_that_the_list_goes_when_all_is_done(side: DeskSide, desk: Desk) -> None:
    desk.services.badges.mark_printed(desk.services.badges.faces(), sheet="avery-l4785", template="classic")
    desk.changes.badges_changed.emit()
    _preparation(side).note_scanner()
    assert side.checklist.isVisible()
    _preparation(side).note_sounds()
    assert not side.checklist.isVisible()
    assert side.scans.isVisible()


def test_that_the_list_makes_way_for_the_first_scan(side: DeskSide, desk: Desk) -> None:
    desk.services.checkin.check_in(desk.person("Țăranu").id, CONFERENCE)
    side.scans.show_scans(desk.services.checkin.last_scans(), EVENT)
    assert not side.checklist.isVisible()
    side.scans.show_scans((), EVENT)
    assert side.checklist.isVisible()


def test_that_the_list_can_be_sent_away_for_good(side: DeskSide, desk: Desk) -> None:
    dismiss = side.findChild(QPushButton, "dismissChecklist")
    assert dismiss is not None
    dismiss.click()
    assert not settings.load(paths.settings_file()).settings.checklist
    desk.changes.people_changed.emit()
    assert not side.checklist.isVisible()


@pytest.mark.parametrize(
    ("step", "page"),
    [(Step.PROGRAMME, Page.PROGRAMME), (Step.PEOPLE, Page.PEOPLE), (Step.BADGES, Page.BADGES), (Step.SCANNER, Page.SETTINGS), (Step.SOUNDS, Page.SETTINGS)],
)  # fmt: skip
def test_that_every_step_leads_to_where_it_is_done(
    side: DeskSide, qtbot: QtBot, step: Step, page: Page
) -> None:
    with qtbot.waitSignal(_preparation(side).page_requested) as told:
        _step(side, step).click()
    assert told.args == [page]


def test_that_the_heading_says_which_list_it_is(side: DeskSide) -> None:
    headings = [each.text() for each in side.findChildren(type(label("section")))]
    assert BEFORE_PEOPLE_COME in headings


def test_that_the_whole_list_says_that_scanning_is_next(qtbot: QtBot) -> None:
    made = Checklist()
    qtbot.addWidget(made)
    made.show_steps(dict.fromkeys(Step, True))
    assert made.is_complete
    assert "scan the first badge" in " ".join(each.text() for each in made.findChildren(type(label("x"))))


def test_that_a_scan_in_the_test_box_proves_the_scanner_and_rubbish_does_not(qtbot: QtBot) -> None:
    made = ScannerSettings(35)
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.proved):
        made.show_scan("", "rubbish that is no badge")
    with qtbot.waitSignal(made.proved):
        made.show_scan("B" * LENGTH, "B" * LENGTH)
