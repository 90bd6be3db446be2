"""The sender drives one run at a time, notes before it goes on, and lets nothing unforeseen pass in silence."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from checkin_app.domain.errors import NotSaved
from checkin_app.services.mail_run import MailRun
from checkin_app.services.mailing import Fate, Outcome
from checkin_app.ui.background import AtOnce, Failed, Job, Work
from checkin_app.ui.mailing.mail_sender import MailSender
from tests.services.mail_server import PostOffice
from tests.ui.conftest import Desk

T = TypeVar("T")
MakeRun = Callable[[], MailRun]


class FailingToSave:
    """A background whose database takes nothing any more, as on a full disk, while the workshop goes on."""

    def __init__(self) -> None:
        self._really = AtOnce()
        self.error: Exception | None = None

    def ask(self, call: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """See Background."""
        if self.error is not None and failed is not None:
            failed(self.error)
        else:
            self._really.ask(call, then, failed)

    def work(
        self,
        generator: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """See Background."""
        return self._really.work(generator, progress, then, failed, writes=writes)


class Ends(list[tuple[str, bool]]):
    """How the runs of a sender ended."""

    def take(self, said: str, well: bool) -> None:  # a signal's argument
        self.append((said, well))


@pytest.fixture
def background() -> FailingToSave:
    return FailingToSave()


@pytest.fixture
def sender(background: FailingToSave, qapp: QObject) -> Iterator[MailSender]:
    owner = QObject()
    yield MailSender(background, owner)
    owner.deleteLater()
    assert qapp


@pytest.fixture
def ends(sender: MailSender) -> Ends:
    ends = Ends()
    sender.ended.connect(ends.take)
    return ends


@pytest.fixture
def make_run(mailed: Desk, office: PostOffice) -> MakeRun:
    mailing = mailed.services.mailing
    return lambda: MailRun(mailing, office.server(), "", mailing.wording(), mailing.due())


def test_that_it_is_idle_until_a_run_begins(sender: MailSender, ends: Ends) -> None:
    assert not sender.is_busy
    assert sender.progress() == (0, 0)
    sender.stop()
    assert ends == []


def test_that_a_run_for_nobody_ends_at_once(
    sender: MailSender, ends: Ends, mailed: Desk, office: PostOffice
) -> None:
    mailing = mailed.services.mailing
    sender.start(MailRun(mailing, office.server(), "", mailing.wording(), []))
    assert ends == [("0 sent.", True)]
    assert not sender.is_busy
    assert office.sessions == 0


def test_that_a_second_run_does_not_begin_while_one_is_under_way(
    sender: MailSender, ends: Ends, make_run: MakeRun, office: PostOffice, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sender.ended, timeout=10_000):
        sender.start(make_run())
        sender.start(make_run())
    assert len(ends) == 1
    assert len(office.recipients) == len(set(office.recipients)) == 3


def test_that_each_message_is_noted_before_the_next_one_goes_out(
    sender: MailSender, make_run: MakeRun, mailed: Desk, office: PostOffice, qtbot: QtBot
) -> None:
    counted: list[tuple[int, int]] = []
    sender.noted.connect(
        lambda _: counted.append((len(office.messages), 3 - len(mailed.services.mailing.due())))
    )
    with qtbot.waitSignal(sender.ended, timeout=10_000):
        sender.start(make_run())
    assert counted == [(1, 1), (2, 2), (3, 3)]


def test_that_progress_counts_people(sender: MailSender, make_run: MakeRun, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    sender.moved.connect(lambda _: seen.append(sender.progress()))
    with qtbot.waitSignal(sender.ended, timeout=10_000):
        sender.start(make_run())
    assert [(done, total) for done, total in dict.fromkeys(seen)] == [(0, 3), (1, 3), (2, 3)]


def test_that_what_became_of_somebody_is_known_until_the_next_run(
    sender: MailSender, make_run: MakeRun, mailed: Desk, office: PostOffice, qtbot: QtBot
) -> None:
    office.refuses["ana@example.org"] = "550 no such mailbox"
    ana = mailed.person("Popescu").id
    with qtbot.waitSignal(sender.ended, timeout=10_000):
        sender.start(make_run())
    outcome = sender.outcome(ana)
    assert outcome is not None
    assert (outcome.fate, outcome.why) == (Fate.REFUSED, "550 no such mailbox")
    assert sender.outcome("somebody else") is None
    sender.start(make_run())
    assert sender.outcome(ana) is None


def test_that_a_disk_that_is_full_stops_the_run_after_one_message(
    sender: MailSender, background: FailingToSave, ends: Ends, make_run: MakeRun, office: PostOffice
) -> None:
    """Going on would send tickets of which nobody knows any more, and all of them a second time later."""
    background.error = NotSaved("r", "the disk is full")
    sender.start(make_run())
    ((said, well),) = ends
    assert not well
    assert said.startswith("Not saved: the disk is full.")
    assert said.endswith("0 sent, 3 still to send. Send again to go on with them.")
    assert len(office.messages) == 1
    assert not sender.is_busy


def test_that_an_error_that_nobody_foresaw_ends_the_run_and_reaches_the_crash_hook(
    sender: MailSender, background: FailingToSave, ends: Ends, make_run: MakeRun
) -> None:
    background.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        sender.start(make_run())
    assert ends == [("It did not work.", False)]
    assert not sender.is_busy


def test_that_an_outcome_that_comes_after_the_end_is_left_alone(sender: MailSender, ends: Ends) -> None:
    sender._note(Outcome("somebody", Fate.NOT_DUE))
    sender._go_on()
    assert ends == []
    assert sender.outcome("somebody") is None
