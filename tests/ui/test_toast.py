"""On other pages than the desk the verdict is shown in small, and takes nothing from whoever works there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.ui import looks, theme
from checkin_app.ui.toast import Toast

from .conftest import ANA, EVENT, LI

VerdictMaker = Callable[..., Verdict]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a field that has the caret."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    QLineEdit(made).setFocus()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def toast(page: QWidget) -> Toast:
    return Toast(page)


def _text(toast: Toast, name: str) -> str:
    label = toast.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _button(toast: Toast, words: str) -> QAbstractButton:
    buttons = toast.findChildren(QAbstractButton)
    return next(b for b in buttons if (b.text() or b.accessibleName()).strip().startswith(words))


def test_that_nothing_is_shown_before_the_first_verdict(toast: Toast) -> None:
    assert not toast.isVisible()


def test_that_it_says_word_name_and_second_line_in_the_verdicts_colour(
    toast: Toast, verdict: VerdictMaker
) -> None:
    toast.show_verdict(verdict(Reason.ADMITTED), EVENT)
    assert _text(toast, "toastWord") == "Checked in"
    assert _text(toast, "toastName") == "Ștefan Țăranu"
    assert _text(toast, "toastDetail") == "09:14:07 · Day 2 · Conference · first time today"
    ground = toast.grab().toImage().pixelColor(toast.width() // 2, 6)
    assert ground.name().upper() == theme.LIGHT.teal.ground


@pytest.mark.parametrize("reason", Reason)
def test_that_every_verdict_can_be_shown_whole(
    toast: Toast, verdict: VerdictMaker, reason: Reason, page: QWidget
) -> None:
    toast.show_verdict(verdict(reason), EVENT)
    assert _text(toast, "toastWord") == looks.LOOKS[reason].word
    assert page.rect().contains(toast.geometry())
    for label in toast.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_that_it_lies_in_the_corner_and_keeps_to_it(
    toast: Toast, verdict: VerdictMaker, page: QWidget
) -> None:
    toast.show_verdict(verdict(Reason.ADMITTED), EVENT)
    for width, height in ((900, 600), (700, 400)):
        page.resize(width, height)
        assert 0 < width - toast.geometry().right() < 30
        assert 0 < height - toast.geometry().bottom() < 30


def test_that_it_never_takes_the_caret(toast: Toast, verdict: VerdictMaker, page: QWidget) -> None:
    field = page.findChild(QLineEdit)
    toast.show_verdict(verdict(Reason.NOT_THIS_DAY), EVENT)
    assert page.focusWidget() is field
    policies = {button.focusPolicy() for button in toast.findChildren(QAbstractButton)}
    assert policies == {Qt.FocusPolicy.NoFocus}


def test_that_an_admission_can_be_taken_back(toast: Toast, verdict: VerdictMaker, qtbot: QtBot) -> None:
    toast.show_verdict(verdict(Reason.ADMITTED, record="r1"), EVENT)
    with qtbot.waitSignal(toast.undo_requested) as asked:
        _button(toast, "Undo").click()
    assert asked.args == ["r1"]


def test_that_a_refusal_cannot_be_taken_back(toast: Toast, verdict: VerdictMaker) -> None:
    toast.show_verdict(verdict(Reason.ALREADY_IN), EVENT)
    assert not _button(toast, "Undo").isVisible()


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.may_be_overridden])
def test_that_what_staff_must_decide_is_sent_to_the_desk(
    reason: Reason, toast: Toast, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    toast.show_verdict(verdict(reason, participant=LI), EVENT)
    assert "Go to Check-in to decide" in _text(toast, "toastDetail")
    with qtbot.waitSignal(toast.desk_requested):
        _button(toast, "Go to Check-in").click()


def test_that_a_decision_that_was_made_asks_no_more(toast: Toast, verdict: VerdictMaker) -> None:
    toast.show_verdict(verdict(Reason.NOT_THIS_DAY, forced="Agreed"), EVENT)
    assert not _button(toast, "Go to Check-in").isVisible()
    assert "decide" not in _text(toast, "toastDetail")


def test_that_it_goes_when_the_table_says_so(toast: Toast, verdict: VerdictMaker, qtbot: QtBot) -> None:
    toast.show_verdict(verdict(Reason.MISREAD), EVENT)
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=5_000)


@pytest.mark.parametrize("reason", [Reason.UNKNOWN, Reason.FULL])
def test_that_what_stays_until_the_next_scan_has_no_clock(
    reason: Reason, toast: Toast, verdict: VerdictMaker
) -> None:
    toast.show_verdict(verdict(Reason.MISREAD), EVENT)
    toast.show_verdict(verdict(reason), EVENT)
    assert not toast._timer.isActive()


def test_that_it_can_be_closed_by_hand(toast: Toast, verdict: VerdictMaker) -> None:
    toast.show_verdict(verdict(Reason.UNKNOWN), EVENT)
    _button(toast, "Close").click()
    assert not toast.isVisible()


def test_that_a_note_is_shown(toast: Toast, verdict: VerdictMaker) -> None:
    toast.show_verdict(verdict(Reason.ADMITTED, participant=ANA), EVENT)
    assert ANA.note in [label.text() for label in toast.findChildren(QLabel) if label.isVisible()]


def test_that_a_failure_to_save_is_alarming_and_can_be_retried(toast: Toast, qtbot: QtBot) -> None:
    toast.show_unsaved(NotSaved("r1", "The disk is full."))
    assert _text(toast, "toastWord") == looks.NOT_SAVED.word
    assert "The disk is full." in _text(toast, "toastDetail")
    assert not toast._timer.isActive()
    with qtbot.waitSignal(toast.retry_requested):
        _button(toast, "Retry").click()
