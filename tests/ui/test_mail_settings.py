"""The mail server is set up, tried, and its password kept out of the settings."""

from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app.settings import MailSecurity, Settings
from checkin_app.ui.background import AtOnce
from checkin_app.ui.mail_settings import MailSettings
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.segments import Segments
from tests.services.mail_server import PostOffice, running
from tests.services.test_mail_password import Memory


@pytest.fixture(autouse=True)
def memory() -> Iterator[Memory]:
    """A keyring of the test's own."""
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


class Told:
    """What the section has told, taken into its settings as the page does."""

    def __init__(self, section: MailSettings, own: Settings) -> None:
        self.section, self.own = section, own
        section.changed.connect(self.take)

    def take(self, name: str, value: object) -> None:
        changed: dict[str, object] = {name: value}
        self.own = replace(self.own, **changed)  # type: ignore[arg-type]  # the section knows their kinds
        self.section.learn(self.own)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    own = Settings(computer="tests")
    section = MailSettings(own, AtOnce())
    qtbot.addWidget(section)
    section.resize(760, 500)
    section.show()
    return Told(section, own)


def fill(told: Told, name: str, text: str) -> None:
    field = told.section.findChild(QLineEdit, name)
    assert field is not None
    field.setText(text)
    field.editingFinished.emit()


def choose(told: Told, security: MailSecurity) -> None:
    segments = told.section.findChild(Segments, "mailSecurity")
    assert segments is not None
    segments.button(security).click()


def result(told: Told) -> str:
    found = told.section.findChild(QLabel, "mailResult")
    assert found is not None
    return found.text()


def set_up(told: Told, office: PostOffice) -> None:
    fill(told, "mailHost", "localhost")
    fill(told, "mailSender", "tickets@example.org")
    choose(told, MailSecurity.NONE)
    port = told.section.findChild(QSpinBox, "mailPort")
    assert port is not None
    port.setValue(office.port)


def try_it(told: Told) -> str:
    button = told.section.findChild(QPushButton, "mailTry")
    assert button is not None
    button.click()
    assert button.isEnabled()
    return result(told)


def test_that_everything_is_told_as_it_is_set(told: Told) -> None:
    with running(PostOffice()) as office:
        set_up(told, office)
        fill(told, "mailSenderName", " The organiser ")
        fill(told, "mailUser", "me")
    assert (told.own.mail_host, told.own.mail_port) == ("localhost", office.port)
    assert (told.own.mail_sender_name, told.own.mail_user) == ("The organiser", "me")
    assert told.own.mail_security is MailSecurity.NONE


def test_that_the_usual_port_follows_the_encryption(told: Told) -> None:
    choose(told, MailSecurity.TLS)
    assert told.own.mail_port == 465
    choose(told, MailSecurity.STARTTLS)
    assert told.own.mail_port == 587


def test_that_a_port_of_ones_own_stays(told: Told) -> None:
    port = told.section.findChild(QSpinBox, "mailPort")
    assert port is not None
    port.setValue(2525)
    choose(told, MailSecurity.TLS)
    assert told.own.mail_port == 2525


def test_that_the_connection_is_tried_and_nothing_sent(told: Told) -> None:
    with running(PostOffice(user="me", password="secret")) as office:  # noqa: S106  # invented
        set_up(told, office)
        fill(told, "mailUser", "me")
        fill(told, "mailAccountPassword", "wrong")
        assert "does not accept this user and password" in try_it(told)
        fill(told, "mailAccountPassword", "secret")
        assert try_it(told) == mail_wording.SERVER_WORKS
    assert office.messages == []


def test_that_what_is_missing_is_told(told: Told) -> None:
    assert "Mail server: Its name is missing" in try_it(told)


def test_that_an_open_way_across_the_network_is_warned_of_and_refused(told: Told) -> None:
    fill(told, "mailHost", "smtp.example.org")
    fill(told, "mailSender", "tickets@example.org")
    choose(told, MailSecurity.NONE)
    warning = told.section.findChild(QLabel, "mailUnencrypted")
    assert warning is not None
    assert warning.isVisible()
    assert "Without encryption" in try_it(told)
    fill(told, "mailHost", "localhost")
    assert warning.isHidden()


def test_that_the_password_goes_to_the_keyring_and_to_no_setting(told: Told, memory: Memory) -> None:
    fill(told, "mailHost", "smtp.example.org")
    fill(told, "mailUser", "me")
    fill(told, "mailAccountPassword", "s3cret")
    assert list(memory.kept.values()) == ["s3cret"]
    assert "s3cret" not in str(told.own)
    field = told.section.findChild(QLineEdit, "mailAccountPassword")
    assert field is not None
    assert field.text() == ""
    again = MailSettings(told.own, AtOnce())
    again.account.recall()
    assert again.account.password == "s3cret"  # noqa: S105  # invented
    again.deleteLater()


def test_that_without_a_keyring_it_is_said_that_the_password_is_asked_for(qtbot: QtBot) -> None:
    keyring.set_keyring(fail.Keyring())
    section = MailSettings(Settings(computer="tests", mail_user="me"), AtOnce())
    qtbot.addWidget(section)
    section.show()
    assert any(label.text() == mail_wording.NO_KEYRING for label in section.findChildren(QLabel))
    assert section.account.lacks_password


def test_that_another_server_does_not_get_the_password_of_the_first(told: Told) -> None:
    fill(told, "mailHost", "smtp.example.org")
    fill(told, "mailUser", "me")
    fill(told, "mailAccountPassword", "secret")
    fill(told, "mailHost", "smtp.example.net")
    assert told.section.account.password == ""


# -- as it is shown, by keyboard, and read aloud ---------------------------------------------------------------


def test_that_what_is_set_is_shown(qtbot: QtBot) -> None:
    own = Settings(
        computer="tests",
        mail_host="smtp.example.org",
        mail_port=2525,
        mail_security=MailSecurity.TLS,
        mail_user="me",
        mail_sender="tickets@example.org",
        mail_sender_name="The organiser",
        mail_per_minute=12,
    )
    section = MailSettings(own, AtOnce())
    qtbot.addWidget(section)
    lines = {each.objectName(): each.text() for each in section.findChildren(QLineEdit)}
    assert lines["mailHost"] == "smtp.example.org"
    assert (lines["mailUser"], lines["mailSender"]) == ("me", "tickets@example.org")
    assert (lines["mailSenderName"], lines["mailAccountPassword"]) == ("The organiser", "")
    numbers = {each.objectName(): each.value() for each in section.findChildren(QSpinBox)}
    assert numbers == {"mailPort": 2525, "mailPerMinute": 12}
    segments = section.findChild(Segments, "mailSecurity")
    assert segments is not None
    assert segments.button(MailSecurity.TLS).isChecked()


def test_that_opening_the_settings_changes_none(told: Told) -> None:
    assert told.own == Settings(computer="tests")


def test_that_the_rate_is_told(told: Told) -> None:
    rate = told.section.findChild(QSpinBox, "mailPerMinute")
    assert rate is not None
    rate.setValue(5)
    assert told.own.mail_per_minute == 5
    assert (rate.minimum(), rate.maximum()) == (1, 1_000)


def test_that_a_kept_password_is_seen_to_be_there_but_never_shown(told: Told) -> None:
    fill(told, "mailHost", "smtp.example.org")
    fill(told, "mailUser", "me")
    fill(told, "mailAccountPassword", "s3cret")
    field = told.section.findChild(QLineEdit, "mailAccountPassword")
    assert field is not None
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert set(field.placeholderText()) == {"•"}
    assert len(field.placeholderText()) != len("s3cret"), "not even how long it is"
    assert "s3cret" not in " ".join(label.text() for label in told.section.findChildren(QLabel))


def test_that_an_empty_password_field_forgets_nothing(told: Told) -> None:
    """Tab goes through it, and that must not be the end of the password."""
    fill(told, "mailHost", "smtp.example.org")
    fill(told, "mailUser", "me")
    fill(told, "mailAccountPassword", "s3cret")
    fill(told, "mailAccountPassword", "")
    assert told.section.account.password == "s3cret"  # noqa: S105  # invented


def test_that_every_field_is_read_aloud_by_its_name(told: Told) -> None:
    buddies = {each.buddy(): each.text() for each in told.section.findChildren(QLabel) if each.buddy()}
    fields = [*told.section.findChildren(QLineEdit), *told.section.findChildren(QSpinBox)]
    named = {each.objectName(): each.accessibleName() or buddies.get(each, "") for each in fields}
    named.pop("qt_spinbox_lineedit", None)
    assert {name for name, words in named.items() if not words} == set()


@pytest.mark.parametrize(
    ("host", "security", "is_warned"),
    [
        ("smtp.example.org", MailSecurity.STARTTLS, False),
        ("smtp.example.org", MailSecurity.NONE, True),
        ("127.0.0.1", MailSecurity.NONE, False),
        ("192.168.0.4", MailSecurity.NONE, True),
    ],
)
def test_that_only_an_open_way_out_of_this_computer_is_warned_of(
    told: Told,
    host: str,
    security: MailSecurity,
    is_warned: bool,  # a case
) -> None:
    fill(told, "mailHost", host)
    choose(told, security)
    warning = told.section.findChild(QLabel, "mailUnencrypted")
    assert warning is not None
    assert warning.isVisible() is is_warned


def test_that_a_server_that_is_down_is_told_in_red_and_a_good_one_in_green(told: Told) -> None:
    with running(PostOffice()) as office:
        set_up(told, office)
        assert try_it(told) == mail_wording.SERVER_WORKS
    label = told.section.findChild(QLabel, "mailResult")
    assert label is not None
    assert label.property("role") == "good"
    assert try_it(told).startswith(f"There is no mail server at localhost, port {office.port}.")
    assert label.property("role") == "error"


def test_that_an_error_that_nobody_foresaw_leaves_the_button_usable_and_is_not_hidden(told: Told) -> None:
    with pytest.raises(ZeroDivisionError):
        told.section._tell_failure(ZeroDivisionError())
    button = told.section.findChild(QPushButton, "mailTry")
    assert button is not None
    assert button.isEnabled()
