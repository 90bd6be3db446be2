"""Wording the message: what is wrong is told at once, and only what can be sent is told to anybody."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.ticket_mail import PLACEHOLDERS, USUAL_WORDING, Wording
from checkin_app.ui.mailing.wording_form import WordingForm
from tests.ui.mailing.conftest import part


@pytest.fixture
def form(qtbot: QtBot) -> WordingForm:
    made = WordingForm()
    qtbot.addWidget(made)
    made.show_wording(USUAL_WORDING)
    made.show()
    return made


@pytest.fixture
def told(form: WordingForm) -> list[Wording]:
    """What the form has told so far."""
    heard: list[Wording] = []
    form.worded.connect(heard.append)
    return heard


def subject(form: WordingForm) -> QLineEdit:
    return part(form, QLineEdit, "mailSubject")


def text(form: WordingForm) -> QPlainTextEdit:
    return part(form, QPlainTextEdit, "mailText")


def wrong(form: WordingForm) -> str:
    return part(form, QLabel, "mailWrong").text()


def test_that_the_wording_is_shown_from_its_beginning(form: WordingForm) -> None:
    assert form.wording() == USUAL_WORDING
    assert subject(form).cursorPosition() == 0
    assert form.is_well


def test_that_showing_a_wording_is_no_change_of_it(form: WordingForm, told: list[Wording]) -> None:
    form.show_wording(Wording("Biletul", "Stimate {name}"))
    form.tell()
    assert told == []


def test_that_a_wording_is_told_once_however_often_it_is_looked_at(
    form: WordingForm, told: list[Wording]
) -> None:
    text(form).setPlainText("Dear {name}")
    form.tell()
    form.tell()
    assert told == [Wording(USUAL_WORDING.subject, "Dear {name}")]


def test_that_a_wording_is_told_trimmed(form: WordingForm, told: list[Wording]) -> None:
    subject(form).setText("  Your ticket ")
    form.tell()
    assert [each.subject for each in told] == ["Your ticket"]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("subject", "", "Subject"),
        ("subject", "{nickname}", "«{nickname}» is no placeholder"),
        ("subject", "x" * 201, "Subject"),
        ("text", " \n ", "Text"),
        ("text", "Dear {forename}", "«{forename}» is no placeholder"),
        ("text", "x" * 20_001, "Text"),
    ],
)
def test_that_what_cannot_be_sent_is_told_beside_the_field_and_to_nobody_else(
    form: WordingForm, told: list[Wording], name: str, typed: str, said: str
) -> None:
    subject(form).setText(typed) if name == "subject" else text(form).setPlainText(typed)
    form.tell()
    assert said in wrong(form)
    assert not form.is_well
    assert told == []


def test_that_the_complaint_goes_when_the_word_is_right(form: WordingForm, told: list[Wording]) -> None:
    text(form).setPlainText("Dear {forename}")
    form.tell()
    text(form).setPlainText("Dear {given_name}")
    form.tell()
    assert form.is_well
    assert wrong(form) == ""
    assert [each.text for each in told] == ["Dear {given_name}"]


def test_that_every_placeholder_is_offered_with_what_it_stands_for(form: WordingForm) -> None:
    menu = part(form, QPushButton, "mailPlaceholder").menu()
    assert [action.text() for action in menu.actions()] == [
        f"{{{name}}}   {meaning}" for name, meaning in PLACEHOLDERS.items()
    ]


def test_that_every_placeholder_that_is_offered_can_be_sent(form: WordingForm) -> None:
    text(form).clear()
    for action in part(form, QPushButton, "mailPlaceholder").menu().actions():
        action.trigger()
    form.tell()
    assert form.is_well
    assert text(form).toPlainText() == "".join(f"{{{name}}}" for name in PLACEHOLDERS)


def test_that_a_placeholder_takes_the_place_of_what_is_chosen(form: WordingForm) -> None:
    text(form).setPlainText("somebody")
    text(form).selectAll()
    part(form, QPushButton, "mailPlaceholder").menu().actions()[0].trigger()
    assert text(form).toPlainText() == "{given_name}"
    form.tell()


def test_that_what_is_being_typed_is_not_overwritten_by_what_was_read(
    form: WordingForm, qtbot: QtBot
) -> None:
    """Somebody adds a guest at another page while the organiser is in the middle of a sentence."""
    subject(form).clear()
    qtbot.keyClicks(subject(form), "Bilet")
    form.show_wording(Wording("Another", "Text"))
    assert subject(form).text() == "Bilet"
    form.tell()


def test_that_tab_leaves_the_text(form: WordingForm, qtbot: QtBot) -> None:
    """Nobody needs a tab in a letter, and without this nobody came out again by the keyboard."""
    before = text(form).toPlainText()
    text(form).setFocus()
    qtbot.keyClick(text(form), Qt.Key.Key_Tab)
    assert text(form).toPlainText() == before
    assert text(form).tabChangesFocus()
