"""Bands, progress, joined buttons, chips, tables and the news of changes."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.errors import NotPossible
from checkin_app.ui.background import AtOnce, TwoThreads
from checkin_app.ui.band import Band, Kind
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.chip import Chip
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.main_window import TITLE, MainWindow
from checkin_app.ui.segments import Segments
from checkin_app.ui.table_view import TableView


def _steps(count: int, result: str = "done") -> Generator[tuple[int, int], None, str]:
    for number in range(count):
        yield number + 1, count
    return result


def _failing(error: Exception) -> Generator[tuple[int, int], None, str]:
    yield 0, 1
    raise error


@pytest.fixture
def band(qtbot: QtBot) -> Band:
    """In a window of its own."""
    made = Band()
    qtbot.addWidget(made)
    return made


def test_that_the_band_is_not_there_while_all_is_well(band: Band) -> None:
    assert band.isHidden()
    assert band.text() == ""


def test_that_an_error_stays_until_it_is_closed(band: Band) -> None:
    band.tell("The disk is full.", Kind.ERROR)
    assert band.text() == "The disk is full."
    assert not any(timer.isActive() for timer in band.findChildren(QTimer))
    close = band.findChild(QPushButton)
    assert close is not None
    close.click()
    assert band.text() == ""


def test_that_a_notice_goes_by_itself_and_an_error_after_it_does_not(band: Band) -> None:
    band.tell("Backed up.")
    timers = [timer for timer in band.findChildren(QTimer) if timer.isActive()]
    assert len(timers) == 1
    timers[0].timeout.emit()
    assert band.text() == ""
    band.tell("Backed up.")
    band.tell("The disk is full.", Kind.ERROR)
    assert not timers[0].isActive()


def test_that_work_tells_how_far_it_is_and_how_it_ended(qtbot: QtBot) -> None:
    bar = JobBar(AtOnce())
    qtbot.addWidget(bar)
    assert bar.isHidden()
    with qtbot.waitSignal(bar.ended):
        bar.run(_steps(4), "Saving …", lambda result: f"It is {result}.")
    assert bar.text() == "It is done."
    assert not bar.is_busy
    progress = bar.findChild(QProgressBar)
    assert progress is not None
    assert (progress.value(), progress.maximum()) == (4, 4)


def test_that_a_foreseen_failure_is_told_where_the_work_is(qtbot: QtBot) -> None:
    bar = JobBar(AtOnce())
    qtbot.addWidget(bar)
    bar.run(_failing(NotPossible("There is no badge to print")), "…", str)
    assert bar.text() == "There is no badge to print. Nothing was changed."
    with pytest.raises(ZeroDivisionError):
        bar.run(_failing(ZeroDivisionError()), "…", str)
    assert bar.text() == "It did not work."


def test_that_work_can_be_stopped_and_only_one_runs_at_a_time(qtbot: QtBot) -> None:
    threads, closed = TwoThreads(), list[str]()
    bar = JobBar(threads)
    qtbot.addWidget(bar)

    def endless() -> Generator[tuple[int, int], None, str]:
        try:
            while True:
                yield 1, 2
        finally:
            closed.append("closed")

    bar.run(endless(), "Saving …", str)
    bar.run(_steps(1, "the second"), "…", str)
    assert bar.is_busy
    bar.cancel()
    assert bar.text() == "Stopped. Nothing was written."
    qtbot.waitUntil(lambda: closed == ["closed"])
    threads.close()
    assert bar.text() == "Stopped. Nothing was written."


def test_that_a_stop_of_nothing_says_nothing(qtbot: QtBot) -> None:
    bar = JobBar(AtOnce())
    qtbot.addWidget(bar)
    bar.cancel()
    assert bar.text() == ""
    bar.tell("Marked.")
    assert bar.text() == "Marked."


def test_that_one_of_joined_buttons_is_always_down(qtbot: QtBot) -> None:
    segments = Segments([(1, "One"), (2, "Two"), (3, "Three")], "Number")
    qtbot.addWidget(segments)
    told: list[object] = []
    segments.chosen.connect(told.append)
    segments.button(2).click()
    segments.show_choice(3)
    assert told == [2]
    assert [segments.button(n).isChecked() for n in (1, 2, 3)] == [False, False, True]
    assert [segments.button(n).property("place") for n in (1, 2, 3)] == ["first", "middle", "last"]


def test_that_a_chip_is_as_wide_as_what_it_says(qtbot: QtBot) -> None:
    short, long = Chip("All days"), Chip("Exchange visitor", "#006d77")
    for chip in (short, long):
        qtbot.addWidget(chip)
        assert not chip.grab().isNull()
    assert short.sizeHint().width() < long.sizeHint().width()
    assert long.accessibleName() == "Exchange visitor"
    grabbed = long.grab().toImage()
    assert "#006d77" in {grabbed.pixelColor(x, grabbed.height() // 2).name() for x in range(grabbed.width())}


def test_that_an_empty_table_says_what_to_do(qtbot: QtBot) -> None:
    model = QStringListModel([])
    table = TableView(model, "Numbers")
    qtbot.addWidget(table)
    table.resize(300, 200)
    empty = table.grab().toImage()
    table.say_when_empty("Nothing here yet. Import a list.")
    said = table.grab().toImage()
    assert said != empty
    model.setStringList(["one", "two"])
    assert table.grab().toImage() != said


def test_that_a_seen_page_is_renewed_at_once_and_an_unseen_one_later(qtbot: QtBot) -> None:
    page, changes, asked = QWidget(), Changes(), list[str]()
    qtbot.addWidget(page)
    freshness = Freshness(page, lambda: asked.append("asked"), changes.people_changed)
    changes.people_changed.emit()
    changes.people_changed.emit()
    assert asked == []
    page.show()
    assert asked == ["asked"]
    page.hide()
    page.show()
    assert asked == ["asked"]
    changes.people_changed.emit()
    changes.badges_changed.emit()
    assert asked == ["asked", "asked"]
    freshness.spoil()
    assert len(asked) == 3


def test_that_the_window_shows_one_thing_at_a_time(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    first, second = QWidget(), QWidget()
    gone: list[str] = []
    first.destroyed.connect(lambda: gone.append("first"))
    window.show_content(first)
    assert window.windowTitle() == TITLE
    window.show_content(second, "Clusters Meet Regions")
    assert window.windowTitle().startswith("Clusters Meet Regions")
    qtbot.waitUntil(lambda: bool(gone))
    assert (window.minimumWidth(), window.minimumHeight()) == (960, 560)


def test_that_the_window_tells_above_whatever_it_shows(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.tell("Backed up.")
    assert window.band.text() == "Backed up."
    window.tell_error("The disk is full.")
    assert window.band.property("kind") == "error"
    with qtbot.waitSignal(window.closed):
        window.close()
