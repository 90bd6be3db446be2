"""Every state of the sheet: nobody there, nothing set up, in practice, under way, ended; by keyboard and read aloud."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin_app.domain.participant import Status
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.mailing.letter_view import LetterView
from checkin_app.ui.mailing.mailing_frame import Side
from checkin_app.ui.mailing.mailing_sheet import MailingSheet
from checkin_app.ui.mailing.ticket_picture import TicketPicture
from checkin_app.ui.mailing.wording_form import WordingForm
from checkin_app.ui.segments import Segments
from checkin_app.ui.table_view import TableView
from tests.services.mail_server import PostOffice
from tests.ui.conftest import Desk
from tests.ui.mailing.conftest import own, part, press, rows, said, send

SIFTS = ("siftDue", "siftSent", "siftTrouble", "siftAll")


def chips(sheet: MailingSheet) -> dict[str, str]:
    return {name: part(sheet, QPushButton, name).text() for name in SIFTS}


def ticket(sheet: MailingSheet) -> TicketPicture:
    found = sheet.findChild(TicketPicture)
    assert found is not None
    return found


def choose(sheet: MailingSheet, *places: int) -> None:
    """Choose rows, as somebody does who holds Ctrl."""
    table = part(sheet, QTableView, "recipients")
    table.setSelectionMode(QTableView.SelectionMode.MultiSelection)
    table.clearSelection()
    for place in places:
        table.selectRow(place)


# -- who is there --------------------------------------------------------------------------------------------


def test_that_an_event_without_people_says_so_and_offers_nothing_to_send(
    desk: Desk, sheet: MailingSheet
) -> None:
    desk.services.roster.remove([each.participant.id for each in desk.services.roster.people()])
    desk.changes.people_changed.emit()
    assert rows(sheet) == []
    assert part(sheet, TableView, "recipients").empty_text() == mail_wording.NOBODY_HERE
    assert part(sheet, QPushButton, "mailSend").text().strip() == "Send tickets"
    assert not part(sheet, QPushButton, "mailSend").isEnabled()
    press(sheet, "mailRehearse")
    job = sheet.findChild(JobBar)
    assert job is not None
    assert job.text() == "Dry run: there is nobody to send a ticket to."


def test_that_the_chips_count_everybody(sheet: MailingSheet) -> None:
    assert chips(sheet) == {
        "siftDue": "To send  3",
        "siftSent": "Sent  0",
        "siftTrouble": "Not reachable  1",
        "siftAll": "All  5",
    }


def test_that_the_counts_follow_the_sending(sheet: MailingSheet, office: PostOffice, qtbot: QtBot) -> None:
    office.refuses["stefan@example.org"] = "550 no such mailbox"
    send(sheet, qtbot)
    assert list(chips(sheet).values()) == ["To send  0", "Sent  2", "Not reachable  2", "All  5"]


def test_that_an_address_that_is_none_is_told_with_the_reason(mailed: Desk, sheet: MailingSheet) -> None:
    mailed.services.roster.edit(replace(mailed.person("Ng"), email="li at example.org"))
    mailed.changes.people_changed.emit()
    press(sheet, "siftTrouble")
    ((name, address, state),) = rows(sheet)
    assert (name, address) == ("Ng, Li", "li at example.org")
    assert state.startswith("Address cannot be used: «li at example.org»")


def test_that_an_address_that_was_given_meanwhile_makes_somebody_due(
    mailed: Desk, sheet: MailingSheet
) -> None:
    mailed.services.roster.edit(replace(mailed.person("Ng"), email="li@example.org"))
    mailed.changes.people_changed.emit()
    assert part(sheet, QPushButton, "mailSend").text().strip() == "Send 4 tickets"


def test_that_who_cancels_between_looking_and_sending_gets_nothing(
    mailed: Desk, sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    """Another desk did it: this sheet has not been told."""
    mailed.services.roster.edit(replace(mailed.person("Popescu"), status=Status.CANCELLED))
    send(sheet, qtbot)
    assert said(sheet) == "2 sent."
    assert "ana@example.org" not in office.recipients


def test_that_who_was_chosen_stays_chosen_when_the_list_is_read_again(
    mailed: Desk, sheet: MailingSheet
) -> None:
    part(sheet, QTableView, "recipients").selectRow(1)
    mailed.services.roster.edit(replace(mailed.person("Müller"), family="Zuse"))
    mailed.changes.people_changed.emit()
    chosen = part(sheet, QTableView, "recipients").selectionModel().selectedRows()
    assert [index.data() for index in chosen] == ["Popescu, Ana"]


# -- sending -------------------------------------------------------------------------------------------------


def test_that_a_server_that_goes_down_in_the_middle_loses_and_doubles_nothing(
    mailed: Desk, sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.drops = {2, 3}
    send(sheet, qtbot)
    assert f"localhost, port {office.port} hung up" in said(sheet)
    assert said(sheet).endswith("1 sent, 2 still to send. Send again to go on with them.")
    assert part(sheet, QLabel, "mailSaid").property("role") == "error"
    assert len(mailed.services.mailing.due()) == 2
    send(sheet, qtbot)
    assert said(sheet) == "2 sent."
    assert part(sheet, QLabel, "mailSaid").property("role") == "good"
    assert len(office.recipients) == len(set(office.recipients)) == 3


def test_that_one_line_that_drops_is_made_again_without_anybody_noticing(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.drops = {2}
    send(sheet, qtbot)
    assert said(sheet) == "3 sent."
    assert office.sessions == 2


def test_that_a_sender_who_is_not_let_send_ends_the_run_with_the_servers_words(
    mailed: Desk, sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.refuses_sender = "553 not your address"
    send(sheet, qtbot)
    assert f"localhost, port {office.port}: The mail server does not let tickets@example.org send" in said(
        sheet
    )
    assert "553 not your address" in said(sheet)
    assert len(mailed.services.mailing.due()) == 3


def test_that_a_wrong_password_ends_the_run_before_anything_is_sent(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.user, office.password = "me", "secret"
    sheet._account.learn(own(office, mail_user="me"))
    sheet._account.take_password("wrong")
    send(sheet, qtbot)
    assert "does not accept this user and password" in said(sheet)
    assert office.messages == []


def test_that_a_way_across_the_network_without_encryption_is_refused_with_a_sentence(
    sheet: MailingSheet, office: PostOffice
) -> None:
    sheet._account.learn(own(office, mail_host="smtp.example.org"))
    press(sheet, "mailSend")
    assert "Without encryption anybody on the way could read the codes" in said(sheet)
    assert part(sheet, QPushButton, "mailSend").isVisible()


def test_that_while_tickets_are_sent_they_can_be_stopped_and_not_sent_twice(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.later["joerg@xn--bcher-kva.example"] = 9
    with qtbot.waitSignal(
        sheet._sender.moved, timeout=10_000, check_params_cb=lambda text: "come later" in text
    ):
        press(sheet, "mailSend")
    bar = sheet._frame.findChild(QProgressBar)
    assert bar is not None
    assert part(sheet, QPushButton, "mailSend").isHidden()
    assert part(sheet, QPushButton, "mailStop").isVisible()
    assert not part(sheet, QPushButton, "mailRehearse").isEnabled()
    choose(sheet, 0)
    assert not part(sheet, QPushButton, "mailAgain").isEnabled()
    press(sheet, "mailStop")
    assert part(sheet, QPushButton, "mailSend").isVisible()
    assert part(sheet, QPushButton, "mailStop").isHidden()
    assert said(sheet).startswith("2 sent, 1 still to send.")


def test_that_going_back_to_the_badges_does_not_stop_the_sending(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([sheet._sender.ended, sheet.closed], timeout=10_000):
        press(sheet, "mailSend")
        press(sheet, "mailBack")
        sheet.hide()
    assert len(office.messages) == 3


def test_that_several_are_sent_again_at_once_and_nobody_else(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    send(sheet, qtbot)
    press(sheet, "siftSent")
    choose(sheet, 0, 2)
    press(sheet, "mailAgain")
    assert part(sheet, QPushButton, "mailSend").text().strip() == "Send 2 tickets"
    send(sheet, qtbot)
    assert sorted(office.recipients[3:]) == ["joerg@xn--bcher-kva.example", "stefan@example.org"]


def test_that_who_was_refused_is_tried_again_when_somebody_asks_for_it(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.refuses["ana@example.org"] = "550 mailbox disabled"
    send(sheet, qtbot)
    office.refuses.clear()
    press(sheet, "siftTrouble")
    choose(sheet, [state for _, _, state in rows(sheet)].index("Refused: 550 mailbox disabled"))
    press(sheet, "mailAgain")
    send(sheet, qtbot)
    assert said(sheet) == "1 sent."
    assert office.recipients[-1] == "ana@example.org"


@pytest.mark.parametrize("sift", ["siftDue", "siftTrouble"])
def test_that_what_was_never_sent_cannot_be_sent_again(sheet: MailingSheet, sift: str) -> None:
    press(sheet, sift)
    choose(sheet, 0)
    assert not part(sheet, QPushButton, "mailAgain").isEnabled()


def test_that_a_dry_run_is_forgotten_once_it_is_really_sent(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.refuses["ana@example.org"] = "451 greylisted"
    press(sheet, "mailRehearse")
    assert all(state.startswith("Would be sent") for _, _, state in rows(sheet))
    sheet._sender.noted.connect(sheet._sender.stop)
    send(sheet, qtbot)
    assert not any(state.startswith("Would be sent") for _, _, state in rows(sheet))


# -- practice ------------------------------------------------------------------------------------------------


def test_that_in_practice_the_dry_run_works_and_the_settings_are_not_pointed_to(
    sheet: MailingSheet, office: PostOffice
) -> None:
    sheet.show_practice()
    sheet._account.learn(own(office, mail_host=""))
    assert part(sheet, QLabel, "mailLacks").text() == mail_wording.PRACTICE
    assert part(sheet, QPushButton, "mailSettings").isHidden()
    assert part(sheet, QLineEdit, "mailPassword").isHidden()
    press(sheet, "mailRehearse")
    assert all(state.startswith("Would be sent") for _, _, state in rows(sheet))
    assert office.sessions == 0


def test_that_the_service_refuses_even_where_the_window_forgot_to(
    mailed: Desk, sheet: MailingSheet, office: PostOffice
) -> None:
    mailed.services.mailing.forbid("In practice nothing is sent.")
    press(sheet, "mailSend")
    assert said(sheet) == "In practice nothing is sent. Nothing was changed."
    assert office.sessions == 0


# -- one message as it goes out ------------------------------------------------------------------------------


def test_that_nobody_chosen_is_told_how_to_see_a_message(sheet: MailingSheet) -> None:
    part(sheet, Segments, "mailSides").button(Side.LETTER).click()
    assert not ticket(sheet).has_page()
    assert ticket(sheet).accessibleDescription() == "Choose somebody in the list to see what goes to them."
    assert part(sheet, QPlainTextEdit, "letterText").isHidden()


def test_that_choosing_somebody_turns_to_their_message_with_its_ticket(sheet: MailingSheet) -> None:
    part(sheet, QTableView, "recipients").selectRow(2)
    assert part(sheet, Segments, "mailSides").button(Side.LETTER).isChecked()
    view = sheet.findChild(LetterView)
    assert view is not None
    assert view.isVisible()
    assert ticket(sheet).has_page()
    shown = [each.whole_text() for each in view.findChildren(ElidedLabel)]
    assert any(text.startswith("Ticket Ștefan Țăranu.pdf, ") and text.endswith(" kB") for text in shown)


def test_that_the_ticket_is_drawn_as_dark_code_on_white_paper(sheet: MailingSheet) -> None:
    part(sheet, QTableView, "recipients").selectRow(0)
    picture = ticket(sheet).grab().toImage()
    across = range(picture.width() // 4, picture.width() * 3 // 4)
    lightness = {picture.pixelColor(x, y).lightness() for x in across for y in range(4, picture.height() - 4)}
    assert max(lightness) == 255
    assert min(lightness) < 80


def test_that_who_has_no_address_has_the_reason_in_place_of_a_message(sheet: MailingSheet) -> None:
    press(sheet, "siftTrouble")
    part(sheet, QTableView, "recipients").selectRow(0)
    assert not ticket(sheet).has_page()
    assert "no e-mail address" in ticket(sheet).accessibleDescription()
    assert not ticket(sheet).grab().isNull()


def test_that_a_message_is_shown_in_the_words_that_were_just_typed(sheet: MailingSheet) -> None:
    part(sheet, QPlainTextEdit, "mailText").setPlainText("Salut {given_name}!")
    form = sheet.findChild(WordingForm)
    assert form is not None
    form.tell()
    part(sheet, QTableView, "recipients").selectRow(1)
    assert part(sheet, QPlainTextEdit, "letterText").toPlainText() == "Salut Ana!\n"


def test_that_the_message_cannot_be_changed_for_one_person_alone(sheet: MailingSheet, qtbot: QtBot) -> None:
    part(sheet, QTableView, "recipients").selectRow(0)
    letter = part(sheet, QPlainTextEdit, "letterText")
    before = letter.toPlainText()
    qtbot.keyClicks(letter, "P.S.")
    assert letter.toPlainText() == before


def test_that_a_wrong_placeholder_turns_back_to_the_wording(sheet: MailingSheet, office: PostOffice) -> None:
    part(sheet, QTableView, "recipients").selectRow(0)
    part(sheet, QPlainTextEdit, "mailText").setPlainText("Dear {forename}")
    press(sheet, "mailSend")
    assert part(sheet, Segments, "mailSides").button(Side.WORDING).isChecked()
    assert part(sheet, QLabel, "mailWrong").isVisible()
    assert office.sessions == 0


# -- by keyboard, and read aloud -----------------------------------------------------------------------------


def test_that_everything_that_can_be_used_is_named(sheet: MailingSheet) -> None:
    nameless = [
        each.objectName() or type(each).__name__
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)
        for each in sheet.findChildren(kind)
        if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless in ([], ["QTableCornerButton"])


def test_that_the_field_for_the_password_is_read_aloud_as_whose_it_is(
    sheet: MailingSheet, office: PostOffice
) -> None:
    sheet._account.learn(own(office, mail_user="me"))
    assert part(sheet, QLineEdit, "mailPassword").accessibleName() == "Password of me at localhost"


def test_that_tab_reaches_every_part_of_the_sheet(sheet: MailingSheet, qtbot: QtBot) -> None:
    sheet.activateWindow()
    part(sheet, QPushButton, "mailBack").setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        focus = sheet.focusWidget()
        if focus is None or focus in reached:
            break
        reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    names = {each.objectName() for each in reached}
    assert {"mailBack", "mailRehearse", "mailSend", "recipients", "mailSubject", "mailText"} <= names


def test_that_a_part_of_the_list_is_chosen_by_the_keyboard(sheet: MailingSheet, qtbot: QtBot) -> None:
    qtbot.keyClick(part(sheet, QPushButton, "siftTrouble"), Qt.Key.Key_Space)
    assert [name for name, _, _ in rows(sheet)] == ["Ng, Li"]
    assert part(sheet, QPushButton, "siftTrouble").isChecked()
    assert not part(sheet, QPushButton, "siftDue").isChecked()


def test_that_arrows_walk_through_the_messages(sheet: MailingSheet, qtbot: QtBot) -> None:
    table = part(sheet, QTableView, "recipients")
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert part(sheet, ElidedLabel, "letterTo").whole_text().startswith("Ana Popescu")
