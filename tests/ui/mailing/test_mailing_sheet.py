"""The sheet of tickets by e-mail: seen before it is sent, sent once, stopped and gone on with."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from checkin_app.domain.ticket_mail import Wording
from checkin_app.ui.background import TwoThreads
from checkin_app.ui.badges.badges_page import BadgeServices, BadgesPage
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.mailing.mailing_area import MailingArea
from checkin_app.ui.mailing.mailing_sheet import MailingSheet
from checkin_app.ui.printing.print_desk import PrintDesk
from tests.services.mail_server import PostOffice, running
from tests.ui.conftest import EVENT, Desk
from tests.ui.mailing.conftest import own, part, press, rows, said, send


def test_that_the_list_says_who_gets_a_ticket_and_who_cannot(sheet: MailingSheet) -> None:
    assert [name for name, _, _ in rows(sheet)] == ["Müller, Jörg", "Popescu, Ana", "Țăranu, Ștefan"]
    assert part(sheet, QPushButton, "mailSend").text().strip() == "Send 3 tickets"
    press(sheet, "siftTrouble")
    assert rows(sheet) == [("Ng, Li", "", "No e-mail address")]
    press(sheet, "siftAll")
    assert ("Popa, Maria", "", "May not come") in rows(sheet)


def test_that_a_message_is_seen_as_it_goes_out(sheet: MailingSheet) -> None:
    part(sheet, QTableView, "recipients").selectRow(0)
    assert part(sheet, ElidedLabel, "letterTo").whole_text() == "Jörg Müller  <joerg@xn--bcher-kva.example>"
    assert part(sheet, ElidedLabel, "letterSubject").whole_text() == f"Your ticket for {EVENT.name}"
    assert part(sheet, QPlainTextEdit, "letterText").toPlainText().startswith("Dear Jörg Müller,")


def test_that_tickets_are_sent_and_each_is_told(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.refuses["ana@example.org"] = "550 no such mailbox"
    send(sheet, qtbot)
    assert said(sheet) == "2 sent, 1 refused."
    assert sorted(office.recipients) == ["joerg@xn--bcher-kva.example", "stefan@example.org"]
    press(sheet, "siftSent")
    assert [state for _, _, state in rows(sheet)] == ["Sent Wed 22 Nov, 09:14"] * 2
    press(sheet, "siftTrouble")
    assert ("Popescu, Ana", "ana@example.org", "Refused: 550 no such mailbox") in rows(sheet)
    assert not part(sheet, QPushButton, "mailSend").isEnabled()


def test_that_a_ticket_is_sent_again_only_when_it_is_asked_for(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    send(sheet, qtbot)
    press(sheet, "siftSent")
    assert not part(sheet, QPushButton, "mailAgain").isEnabled()
    part(sheet, QTableView, "recipients").selectRow(1)
    press(sheet, "mailAgain")
    assert part(sheet, QPushButton, "mailSend").text().strip() == "Send 1 ticket"
    send(sheet, qtbot)
    assert office.recipients.count("ana@example.org") == 2
    assert len(office.messages) == 4


def test_that_a_stopped_run_goes_on_where_it_stopped(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    sheet._sender.noted.connect(sheet._sender.stop)
    send(sheet, qtbot)
    assert said(sheet) == "1 sent, 2 still to send. Send again to go on with them."
    sheet._sender.noted.disconnect(sheet._sender.stop)
    send(sheet, qtbot)
    assert sorted(office.recipients) == sorted(
        ["joerg@xn--bcher-kva.example", "stefan@example.org", "ana@example.org"]
    )


def test_that_a_run_that_waits_is_stopped_at_once(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.later = dict.fromkeys(["stefan@example.org", "ana@example.org", "joerg@xn--bcher-kva.example"], 9)
    with qtbot.waitSignal(
        sheet._sender.moved, timeout=10_000, check_params_cb=lambda text: "come later" in text
    ):
        press(sheet, "mailSend")
    assert part(sheet, QPushButton, "mailStop").isVisible()
    press(sheet, "mailStop")
    assert said(sheet) == "0 sent, 3 still to send. Send again to go on with them."


def test_that_a_server_that_is_down_is_told_and_everybody_kept(
    mailed: Desk, sheet: MailingSheet, qtbot: QtBot
) -> None:
    with running(PostOffice()) as gone:
        pass
    sheet._account.learn(own(gone))
    send(sheet, qtbot)
    assert said(sheet).startswith(f"There is no mail server at localhost, port {gone.port}.")
    assert said(sheet).endswith("3 still to send. Send again to go on with them.")
    assert len(mailed.services.mailing.due()) == 3


def test_that_a_dry_run_sends_nothing_and_says_what_would_go_out(
    sheet: MailingSheet, office: PostOffice
) -> None:
    press(sheet, "mailRehearse")
    job = sheet.findChild(JobBar)
    assert job is not None
    assert job.text() == "Dry run: 3 messages would go out, as the list shows. Nothing was sent."
    assert all(state.startswith("Would be sent, ") for _, _, state in rows(sheet))
    assert office.sessions == 0


def test_that_a_wrong_placeholder_is_told_and_nothing_sent(sheet: MailingSheet, office: PostOffice) -> None:
    part(sheet, QPlainTextEdit, "mailText").setPlainText("Dear {forename}")
    press(sheet, "mailSend")
    assert "«{forename}» is no placeholder" in part(sheet, QLabel, "mailWrong").text()
    assert office.sessions == 0


def test_that_the_wording_is_kept_when_typing_pauses(mailed: Desk, sheet: MailingSheet, qtbot: QtBot) -> None:
    part(sheet, QLineEdit, "mailSubject").clear()
    qtbot.keyClicks(part(sheet, QLineEdit, "mailSubject"), "Biletul")
    qtbot.waitUntil(lambda: mailed.services.mailing.wording().subject == "Biletul", timeout=5_000)
    assert mailed.services.mailing.wording() == Wording("Biletul", sheet._form.wording().text)


def test_that_a_placeholder_is_put_in_where_the_caret_is(sheet: MailingSheet) -> None:
    text = part(sheet, QPlainTextEdit, "mailText")
    text.setPlainText("")
    action = next(each for each in sheet._form._menu.actions() if each.text().startswith("{programme}"))
    action.trigger()
    assert text.toPlainText() == "{programme}"
    sheet._form.tell()


def test_that_a_missing_server_is_told_with_the_way_there(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    sheet._account.learn(own(office, mail_host=""))
    assert "Set up the mail server" in part(sheet, QLabel, "mailLacks").text()
    assert not part(sheet, QPushButton, "mailSend").isEnabled()
    with qtbot.waitSignal(sheet.settings_requested):
        press(sheet, "mailSettings")


def test_that_a_missing_password_is_asked_for_and_written_nowhere(
    sheet: MailingSheet, office: PostOffice, qtbot: QtBot
) -> None:
    office.user, office.password = "me", "secret"
    sheet._account.learn(own(office, mail_user="me"))
    assert part(sheet, QLabel, "mailLacks").text() == "Password of me at localhost"
    assert not part(sheet, QPushButton, "mailSend").isEnabled()
    field = part(sheet, QLineEdit, "mailPassword")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(field, "secret")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    send(sheet, qtbot)
    assert len(office.messages) == 3


def test_that_practice_sends_nothing(sheet: MailingSheet) -> None:
    sheet.show_practice()
    sheet._show_account()
    assert "nothing is sent" in part(sheet, QLabel, "mailLacks").text()
    assert not part(sheet, QPushButton, "mailSend").isEnabled()


def test_that_the_sheet_takes_the_place_of_the_badges_and_gives_it_back(
    mailed: Desk, prints: PrintDesk, office: PostOffice, qtbot: QtBot
) -> None:
    services = BadgeServices(mailed.services.badges, mailed.services.designs)
    badges = BadgesPage(services, prints, mailed.background, mailed.changes, mailed.post)
    account = MailAccount(own(office), mailed.background, mailed.post)
    area = MailingArea(
        badges, mailed.services.mailing, mailed.background, mailed.changes, mailed.post, account
    )
    qtbot.addWidget(area)
    assert area.currentWidget() is badges
    part(badges, QPushButton, "mailTickets").click()
    assert isinstance(area.currentWidget(), MailingSheet)
    part(area, QPushButton, "mailBack").click()
    assert area.currentWidget() is badges
    area.show_practice()
    part(badges, QPushButton, "mailTickets").click()
    assert not part(area, QPushButton, "mailSend").isEnabled()


def test_that_the_window_goes_on_while_tickets_are_sent(
    mailed: Desk, office: PostOffice, qtbot: QtBot
) -> None:
    """On the threads of the running window: a message in the workshop, its note where all writing is done."""
    background = TwoThreads()
    account = MailAccount(own(office), background, mailed.post)
    sheet = MailingSheet(mailed.services.mailing, background, mailed.changes, mailed.post, account)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: len(rows(sheet)) == 3, timeout=5_000)
    send(sheet, qtbot)
    qtbot.waitUntil(lambda: rows(sheet) == [], timeout=5_000)
    background.close()
    assert len(office.messages) == 3
    assert mailed.services.mailing.due() == []


def test_that_a_ticket_with_a_letter_that_no_font_has_is_told_of(mailed: Desk, sheet: MailingSheet) -> None:
    person = replace(mailed.person("Popescu"), given="देवी")
    mailed.services.roster.edit(person)
    mailed.changes.people_changed.emit()
    table = part(sheet, QTableView, "recipients")
    table.selectRow([name for name, _, _ in rows(sheet)].index("Popescu, देवी"))
    assert any("no font has «द»" in label.text() for label in sheet.findChildren(QLabel))
    press(sheet, "mailRehearse")
    assert any("look at the ticket" in state for _, _, state in rows(sheet))
