"""The program as a whole: what it opens, what it refuses, and that it goes on when something breaks."""

import logging
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap, paths, settings
from checkin_app.app import Program, _parser
from checkin_app.bootstrap import Services
from checkin_app.domain.event import Checkpoint, Day, Event
from checkin_app.services.clock import HandClock, SetClock
from checkin_app.settings import Look, Settings
from checkin_app.ui import theme
from checkin_app.ui.background import AtOnce, Background, TwoThreads
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.checklist import Checklist
from checkin_app.ui.first_run_page import FirstRunPage
from checkin_app.ui.foot_line import FootLine
from checkin_app.ui.main_window import MainWindow
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.programme.page import ProgrammePage
from checkin_app.ui.rail import Page
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.scanner_settings import ScannerSettings
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_page import SettingsPage
from checkin_app.ui.shell import Shell

from .conftest import CONFERENCE, EVENT, FIRST, PEOPLE, SECOND

Start = Callable[..., Program]


def _options(event: Path | None = None, **given: object) -> Namespace:
    return Namespace(**{"event": event, "now": None, "desk": "", "operator": ""} | given)


@pytest.fixture
def start(qapp: QApplication, clock: HandClock) -> Iterator[Start]:
    """Starts the program as `main` does, with the test's clock, and closes it afterwards."""
    running: list[tuple[Program, Background]] = []

    def begin(
        event: Path | None = None,
        own: Settings | None = None,
        background: Background | None = None,
        save_as: Callable[..., Path | None] = lambda *_: None,
        **given: object,
    ) -> Program:
        background = background or AtOnce()
        options = _options(event, **{"now": clock} | given)
        program = Program(qapp, own or Settings(computer="tests"), background, options, save_as)
        running.append((program, background))
        program.start()
        return program

    yield begin
    for program, background in running:
        program.close()
        if isinstance(background, TwoThreads):
            background.close()
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def event_file(tmp_path: Path, clock: HandClock) -> Path:
    """An event file with people, closed."""
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    return path


def _services(program: Program) -> Services:
    assert program._services is not None
    return program._services


def _word(program: Program) -> str:
    label = program.window.findChild(QLabel, "verdictWord")
    assert label is not None
    return label.text()


def _code(program: Program, family: str) -> str:
    people = _services(program).roster.people()
    return next(person.code for person in people if person.participant.family == family)


def _scan(program: Program, text: str) -> None:
    box = program.window.findChild(ScanBox)
    assert box is not None
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def _first_run(program: Program) -> FirstRunPage:
    page = program.window.findChild(FirstRunPage)
    assert page is not None
    return page


def test_that_without_an_event_the_first_run_page_opens(start: Start) -> None:
    program = start()
    assert _first_run(program).isVisible()
    assert program.window.findChild(Shell) is None


def test_that_the_event_asked_for_opens_at_its_desk(
    start: Start, event_file: Path, qapp: QApplication
) -> None:
    program = start(event_file)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert program.window.windowTitle().startswith("Clusters Meet Regions")
    assert program.window.findChild(FirstRunPage) is None
    assert _word(program) == "Ready to scan"


def test_that_the_last_event_opens_again_by_itself(start: Start, event_file: Path) -> None:
    start(event_file).close()
    kept = settings.load(paths.settings_file()).settings
    assert kept.last_event == str(event_file.resolve())
    again = start(own=kept)
    assert again.window.findChild(Shell) is not None


def test_that_events_opened_earlier_are_offered_as_long_as_they_are_there(
    start: Start, event_file: Path, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.checkin")
    start(event_file, own=Settings(computer="t", recent_events=(gone,))).close()
    kept = settings.load(paths.settings_file()).settings
    assert kept.recent_events == (str(event_file.resolve()), gone)
    page = _first_run(start(own=replace(kept, last_event=gone)))
    again = page.findChild(QPushButton, "openAgain")
    assert again is not None
    assert again.text().strip() == "Open event again"


def test_that_a_new_event_opens_on_its_programme(start: Start, tmp_path: Path, qapp: QApplication) -> None:
    program = start(save_as=lambda *_: tmp_path / "new.checkin")
    program.create_event(EVENT)
    qapp.processEvents()
    page = program.window.findChild(ProgrammePage)
    assert page is not None
    assert page.isVisible()
    program.open_event(tmp_path / "new.checkin")
    qapp.processEvents()
    assert any(desk.isVisible() for desk in program.window.findChildren(CheckinPage))


def test_that_a_scanner_once_proved_and_a_list_sent_away_are_remembered(
    start: Start, event_file: Path, qapp: QApplication
) -> None:
    program = start(event_file)
    qapp.processEvents()
    scanner = program.window.findChild(ScannerSettings)
    checklist = program.window.findChild(Checklist)
    assert scanner is not None
    assert checklist is not None
    assert checklist.isVisible()
    scanner.show_scan("B" * 20, "B" * 20)
    checklist.dismissed.emit()
    page = program.window.findChild(SettingsPage)
    assert page is not None
    page.settings_changed.emit(Settings(computer="t", volume=10))
    kept = settings.load(paths.settings_file()).settings
    assert (kept.scanner_tested, kept.checklist, kept.volume) == (True, False, 10)
    program.open_event(event_file)
    qapp.processEvents()
    assert all(not each.isVisible() for each in program.window.findChildren(Checklist))


def test_that_a_last_event_that_is_gone_leads_to_the_first_run_page(start: Start, tmp_path: Path) -> None:
    program = start(own=Settings(computer="t", last_event=str(tmp_path / "gone.checkin")))
    assert _first_run(program).isVisible()
    assert program.window.band.text() == ""


def test_that_a_foreign_file_is_refused_with_a_sentence_and_not_touched(start: Start, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.checkin"
    foreign.write_text("no event at all")
    program = start(foreign)
    assert "was not opened" in program.window.band.text()
    assert foreign.read_text() == "no event at all"
    assert _first_run(program).isVisible()


def test_that_a_badge_is_scanned_and_recorded_under_desk_and_operator(start: Start, event_file: Path) -> None:
    program = start(event_file, desk="Side door", operator="Ioana")
    _scan(program, _code(program, "Țăranu"))
    assert _word(program) == "Checked in"
    (line,) = _services(program).checkin.last_scans()
    assert (line.desk, line.operator) == ("Side door", "Ioana")


def test_that_it_all_works_with_the_two_threads(start: Start, event_file: Path, qtbot: QtBot) -> None:
    program = start(event_file, background=TwoThreads())
    qtbot.waitUntil(lambda: program._services is not None)
    _scan(program, _code(program, "Țăranu"))
    qtbot.waitUntil(lambda: _word(program) == "Checked in")
    shell = program.window.findChild(Shell)
    assert shell is not None
    for page in Page:
        shell.show_page(page)
        qtbot.wait(20)


def test_that_a_desk_named_for_this_run_is_not_kept(start: Start, event_file: Path) -> None:
    settings.save(Settings(computer="t", desk="Front desk"), paths.settings_file())
    start(event_file, desk="Side door")
    assert settings.load(paths.settings_file()).settings.desk == "Front desk"


def test_that_another_name_for_the_desk_holds_for_the_next_scan_and_is_kept(
    start: Start, event_file: Path
) -> None:
    program = start(event_file)
    page = program.window.findChild(SettingsPage)
    assert page is not None
    field = page.findChild(QLineEdit, "settingsDesk")
    assert field is not None
    field.setText("Balcony")
    field.editingFinished.emit()
    _scan(program, _code(program, "Țăranu"))
    assert _services(program).checkin.last_scans()[0].desk == "Balcony"
    assert settings.load(paths.settings_file()).settings.desk == "Balcony"


def test_that_colours_and_text_size_change_while_it_runs(start: Start, event_file: Path) -> None:
    program = start(event_file)
    page = program.window.findChild(SettingsPage)
    assert page is not None
    segments = {each.accessibleName(): each for each in page.findChildren(Segments)}
    segments["Colours"].button(Look.DARK).click()
    assert theme.colours() is theme.DARK
    segments["Text size"].button(150).click()
    assert theme.scaled(100) == 150
    assert settings.load(paths.settings_file()).settings.text_percent == 150


def test_that_another_room_changes_what_is_scanned_for(start: Start, event_file: Path) -> None:
    program = start(event_file, own=Settings(computer="t", room="Ceahlău"))
    assert program._post is not None
    assert program._post.checkpoint == Checkpoint(SECOND)
    page = program.window.findChild(SettingsPage)
    assert page is not None
    rooms = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Room")
    rooms.setCurrentIndex(rooms.findData("Great Hall"))
    rooms.activated.emit(rooms.currentIndex())
    assert program._post.checkpoint == CONFERENCE


def test_that_a_backup_is_made_when_an_event_opens(start: Start, event_file: Path) -> None:
    program = start(event_file)
    assert len(list(paths.backup_folder().glob("*.checkin"))) == 1
    foot = program.window.findChild(FootLine)
    assert foot is not None
    assert any("Backup 09:14" in label.text() for label in foot.findChildren(QLabel))


def test_that_a_backup_that_fails_is_told_and_the_desk_goes_on(start: Start, event_file: Path) -> None:
    paths.backup_folder().parent.mkdir(parents=True)
    paths.backup_folder().write_text("in the way")
    program = start(event_file)
    assert "No backup was made" in program.window.band.text()
    _scan(program, _code(program, "Țăranu"))
    assert _word(program) == "Checked in"


def test_that_settings_that_cannot_be_saved_are_told_and_hold_for_now(start: Start, event_file: Path) -> None:
    paths.settings_file().parent.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().parent.write_text("in the way")
    program = start(event_file)
    assert "could not be saved" in program.window.band.text()
    assert program.window.findChild(CheckinPage) is not None


def test_that_complaints_about_the_settings_are_told(qapp: QApplication, qtbot: QtBot) -> None:
    program = Program(qapp, Settings(computer="t"), AtOnce(), _options())
    qtbot.addWidget(program.window)
    program.start(("volume = 900 should be less.",))
    assert program.window.band.text() == "volume = 900 should be less."


def test_that_an_error_nobody_foresaw_is_written_down_told_and_survived(
    start: Start, event_file: Path, logged_warnings: list[logging.LogRecord]
) -> None:
    program = start(event_file)
    for number in (1, 2):
        program.tell_unexpected(ZeroDivisionError, ZeroDivisionError("a test"), None)
        assert f"number {number}" in program.window.band.text()
    assert [record.getMessage() for record in logged_warnings] == [
        "Unexpected error number 1",
        "Unexpected error number 2",
    ]
    assert all(record.exc_info for record in logged_warnings)
    logged_warnings.clear()
    _scan(program, _code(program, "Țăranu"))
    assert _word(program) == "Checked in"


def test_that_a_new_event_is_made_where_it_is_wanted_and_opened(start: Start, tmp_path: Path) -> None:
    wanted = tmp_path / "new.checkin"
    program = start(save_as=lambda *_: wanted)
    program.create_event(Event("Spring days", "Europe/Rome", (Day(FIRST),)))
    assert wanted.exists()
    assert program.window.windowTitle().startswith("Spring days")


def test_that_a_new_event_without_a_place_for_it_is_not_made(start: Start) -> None:
    program = start()
    program.create_event(Event("Spring days", "Europe/Rome", (Day(FIRST),)))
    assert _first_run(program).isVisible()


def test_that_a_new_event_never_replaces_a_file(start: Start, tmp_path: Path) -> None:
    taken = tmp_path / "taken.checkin"
    taken.write_text("precious")
    program = start(save_as=lambda *_: taken)
    program.create_event(Event("Spring days", "Europe/Rome", (Day(FIRST),)))
    assert "was not opened" in program.window.band.text()
    assert taken.read_text() == "precious"


def test_that_an_event_is_made_from_a_programme_file(start: Start, tmp_path: Path) -> None:
    wanted = tmp_path / "demo.checkin"
    program = start(save_as=lambda *_: wanted)
    program.create_from_programme(paths.demo() / "programme.toml")
    assert _services(program).programme.event.name == "Clusters Meet Regions"


def test_that_a_wrong_programme_file_is_told_with_its_line(start: Start, tmp_path: Path) -> None:
    wrong = tmp_path / "programme.toml"
    wrong.write_text('[event]\nname = "x"\nzone = "Nowhere"\n', encoding="utf-8")
    program = start()
    program.create_from_programme(wrong)
    assert "programme.toml" in program.window.band.text()
    assert _first_run(program).isVisible()


def test_that_the_demo_event_opens_at_its_own_hour(start: Start) -> None:
    program = start()
    button = program.window.findChild(QPushButton, "openDemo")
    assert button is not None
    button.click()
    assert program.window.windowTitle().startswith("Clusters Meet Regions")
    services = _services(program)
    assert services.programme.event.local(services.checkin.now()).strftime("%d %H:%M") == "22 09:14"
    assert len(services.roster.people()) > 200


def test_that_a_programme_changed_by_others_is_learned(start: Start, event_file: Path) -> None:
    program = start(event_file)
    services = _services(program)
    services.programme.change(Event(EVENT.name, EVENT.zone, EVENT.days[:2]))
    program._looks.timeout.emit()
    assert program._post is not None
    assert len(program._post.programme.days) == 2


def test_that_a_closed_program_leaves_one_file(start: Start, event_file: Path) -> None:
    program = start(event_file)
    _scan(program, _code(program, "Țăranu"))
    program.close()
    assert [path.name for path in event_file.parent.glob("event.checkin*")] == ["event.checkin"]


def test_that_the_arguments_are_those_of_the_command_line(event_file: Path) -> None:
    read = _parser().parse_args(
        [str(event_file), "--now", "2023-11-22T09:14:07", "--desk", "A", "--operator", "B"]
    )
    assert (read.event, read.desk, read.operator) == (event_file, "A", "B")
    assert isinstance(read.now, SetClock)
    assert read.now.in_zone("Europe/Bucharest")() >= datetime.fromisoformat("2023-11-22T09:14:07+02:00")


def test_that_a_time_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        _parser().parse_args(["--now", "tomorrow"])
    assert ended.value.code == 2
    assert "--now" in capsys.readouterr().err


RUN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from checkin_app import app

class Brief(QApplication):
    def exec(self):
        QTimer.singleShot(700, self.quit)
        return QApplication.exec()

app.QApplication = Brief
sys.exit(app.main(sys.argv[1:]))
"""


def test_that_the_window_starts_and_ends_as_a_program_of_its_own(event_file: Path) -> None:
    settings.save(
        Settings(computer="t", sounds=False), paths.settings_file()
    )  # sound systems talk to the terminal
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(event_file), "--now", "2023-11-22T09:14:07"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in event_file.parent.glob("event.checkin*")] == ["event.checkin"]
    assert (paths.log_folder() / "checkin.log").exists()


@pytest.mark.parametrize(
    ("room", "fills_it"), [(QSize(1366, 768), True), (QSize(1280, 1024), True), (QSize(1920, 1080), False)]
)
def test_that_the_window_fills_a_screen_on_which_it_would_not_fit(
    qtbot: QtBot, room: QSize, *, fills_it: bool
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_fitting(room)
    assert window.isMaximized() == fills_it


def test_that_badges_of_people_chosen_on_the_people_page_are_printed_on_the_badges_page(
    start: Start, event_file: Path
) -> None:
    program = start(event=event_file)
    shell, page = program.window.findChild(Shell), program.window.findChild(PeoplePage)
    assert shell is not None
    assert page is not None
    shell.show_page(Page.PEOPLE)
    QTest.qWait(10)
    page.choose_rows([1, 3])
    button, count = page.findChild(QPushButton, "chosenPrint"), program.window.findChild(QLabel, "badgeCount")
    assert button is not None
    assert count is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    QTest.qWait(300)
    assert count.text() == "2 badges on 1 page"
