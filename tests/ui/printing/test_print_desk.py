"""Driving the print queue: nothing is lost, nothing is sent twice, nothing holds up the window, and it ends with the event."""

import threading
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from checkin_app.bootstrap import Services
from checkin_app.domain.errors import BadInput, CheckinError, NotPossible
from checkin_app.domain.print_job import JobState
from checkin_app.services.badges import Only
from checkin_app.services.print_queue import Document
from checkin_app.services.spooler import Fate, Heard, NoSpooler, Paper
from checkin_app.ui.background import AtOnce, Lease, TwoThreads
from checkin_app.ui.printing.print_desk import PrintDesk
from tests.services.paper_printer import PaperPrinter
from tests.ui.printing.conftest import A4, MakeDocument


def states(prints: PrintDesk) -> list[JobState]:
    return [job.state for job in prints.jobs]


def kept(signal: object) -> list[object]:
    """What a signal says from now on."""
    heard: list[object] = []
    signal.connect(heard.append)  # type: ignore[attr-defined]  # a SignalInstance
    return heard


def ticks(prints: PrintDesk) -> list[bool]:
    """Whether the clock runs that asks the spooler, and the one that looks at the printer."""
    return [timer.isActive() for timer in prints.findChildren(QTimer)]


def test_that_a_document_is_queued_sent_and_confirmed(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument, services: Services
) -> None:
    queued = kept(prints.queued)
    marked: list[bool] = []
    prints.badges_changed.connect(lambda: marked.append(True))
    prints.print(document())
    assert states(prints) == [JobState.SENT]
    assert len(queued) == 1
    assert marked == []
    printer.print_all()
    prints.listen()
    assert states(prints) == [JobState.CONFIRMED]
    assert marked == [True]
    assert services.badges.faces(only=Only.UNPRINTED) == []


def test_that_without_a_printer_the_computers_default_one_is_meant(
    prints: PrintDesk, document: MakeDocument
) -> None:
    prints.print(document())
    assert prints.jobs[0].printer == "Desk"


def test_that_the_printer_that_was_chosen_is_remembered(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.has_second = True
    chosen = kept(prints.printer_chosen)
    prints.print(document("One"), "Upstairs")
    prints.print(document("Two"))
    assert chosen == ["Upstairs"]
    assert [job.printer for job in prints.jobs] == ["Upstairs", "Upstairs"]


def test_that_what_is_drawn_for_printing_leaves_nothing_but_the_job(
    prints: PrintDesk, document: MakeDocument
) -> None:
    drawn: list[Path] = []

    def draw(path: Path) -> Generator[tuple[int, int], None, Document]:
        drawn.append(path)
        path.write_bytes(document().pdf.read_bytes())
        yield 1, 1
        return Document("Drawn", path, A4)

    prints.print_drawn(draw)
    assert [job.title for job in prints.jobs] == ["Drawn"]
    assert not drawn[0].exists()
    assert prints.pdf_of(prints.jobs[0]).stat().st_size > 0


def test_that_a_document_that_cannot_be_drawn_is_told_and_not_queued(prints: PrintDesk) -> None:
    def draw(_path: Path) -> Generator[tuple[int, int], None, Document]:
        yield 0, 1
        raise BadInput("logo.png", "The picture is damaged.")

    failed = kept(prints.failed)
    prints.print_drawn(draw)
    assert [str(error) for error in failed] == [str(BadInput("logo.png", "The picture is damaged."))]
    assert prints.jobs == ()


def test_that_an_error_that_nobody_foresaw_reaches_the_crash_hook(prints: PrintDesk) -> None:
    def draw(_path: Path) -> Generator[tuple[int, int], None, Document]:
        yield 0, 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        prints.print_drawn(draw)


def test_that_a_failed_job_is_tried_again_elsewhere_and_the_choice_for_others_stays(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there, printer.has_second = False, True
    prints.print(document(), "Desk")
    (failed,) = prints.failures
    prints.retry(failed.id, "Upstairs")
    where = {job.state: job.printer for job in prints.jobs}
    assert where == {JobState.SENT: "Upstairs", JobState.GIVEN_UP: "Desk"}
    assert prints.printer == "Desk"


def test_that_people_settle_what_they_have_seen(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.tells = False
    prints.print(document())
    marked: list[bool] = []
    prints.badges_changed.connect(lambda: marked.append(True))
    prints.confirm(prints.jobs[0].id)
    assert states(prints) == [JobState.CONFIRMED]
    assert marked == [True]
    prints.deny(prints.jobs[0].id, "Crumpled")
    assert (prints.jobs[0].state, prints.jobs[0].why) == (JobState.FAILED, "Crumpled")
    prints.give_up(prints.jobs[0].id)
    assert states(prints) == [JobState.GIVEN_UP]
    assert prints.failures == ()


def test_that_what_waits_at_one_printer_is_withdrawn_before_it_is_sent_to_another(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.has_second = True
    prints.print(document(), "Desk")
    prints.deny(prints.jobs[0].id, "The printer is jammed.")
    assert printer.cancelled == ["1"]
    prints.retry(prints.failures[0].id, "Upstairs")
    assert [job.printer for job in prints.under_way] == ["Upstairs"]
    prints.deny("nothing", "")


def test_that_a_silent_spooler_does_not_keep_people_from_saying_what_they_saw(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    prints.print(document())
    printer.answers = False
    prints.deny(prints.jobs[0].id, "Crumpled")
    assert [job.why for job in prints.failures] == ["Crumpled"]
    assert printer.cancelled == []


def test_that_what_cannot_be_is_told(prints: PrintDesk, document: MakeDocument) -> None:
    prints.print(document())
    failed = kept(prints.failed)
    prints.retry(prints.jobs[0].id)
    (error,) = failed
    assert isinstance(error, NotPossible)
    assert "Only a job that failed" in error.why


def test_that_the_clocks_run_only_while_something_is_on_its_way(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    assert ticks(prints) == [False, False]
    prints.print(document())
    assert ticks(prints) == [True, True]
    printer.print_all()
    prints.listen()
    assert ticks(prints) == [False, False]


def test_that_a_printer_in_trouble_is_told_of_only_where_somebody_prints(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.trouble = "It is out of paper."
    prints.look()
    assert prints.trouble == ""
    prints.print(document())
    assert prints.trouble == "It is out of paper."
    printer.trouble = ""
    prints.look()
    assert prints.trouble == ""


def test_that_a_printer_that_is_gone_and_a_silent_spooler_are_troubles(
    prints: PrintDesk, printer: PaperPrinter
) -> None:
    prints.choose_printer("Desk")
    assert prints.trouble == ""
    printer.is_there = False
    prints.look()
    assert prints.trouble == "There is no such printer any more."
    printer.answers = False
    prints.look()
    assert prints.trouble == "It does not answer."
    assert prints.printers == ()


def test_that_a_failed_job_has_the_printer_looked_at(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    prints.print(document(), "Desk")
    printer.trouble = "It has stopped."
    printer.jobs = {"1": Heard(Fate.WAITING, "It has stopped.")}
    told: list[bool] = []
    prints.trouble_changed.connect(lambda: told.append(True))
    prints.listen()
    assert told == [True]
    assert prints.trouble == "It has stopped."


def test_that_where_no_printer_is_set_up_a_job_says_so_and_stays(
    prints: PrintDesk, printer: PaperPrinter, document: MakeDocument
) -> None:
    printer.is_there = False
    prints.print(document())
    (job,) = prints.failures
    assert job.why == "No printer is set up on this computer."


def test_that_in_practice_nothing_is_printed_and_that_is_told(
    services: Services, document: MakeDocument
) -> None:
    services.print_queue._spooler = NoSpooler("In practice nothing is printed.")
    prints = PrintDesk(services.print_queue, AtOnce(), "Desk")
    prints.start()
    told = kept(prints.told)
    prints.print(document())
    assert told == ["In practice nothing is printed."]
    assert prints.jobs == ()
    assert prints.trouble == ""


def test_that_what_was_on_its_way_when_the_event_was_closed_is_gone_on_with(
    services: Services, printer: PaperPrinter, document: MakeDocument
) -> None:
    services.print_queue.enqueue(document(), "Desk")
    prints = PrintDesk(services.print_queue, AtOnce())
    prints.start()
    assert states(prints) == [JobState.QUEUED]
    prints.listen()
    assert states(prints) == [JobState.SENT]
    assert len(printer.sent) == 1
    prints.end()
    assert ticks(prints) == [False, False]
    prints.listen()
    prints.look()
    assert states(prints) == [JobState.SENT]


class _SlowPrinter(PaperPrinter):
    """Takes its time over sending, until it is let go on."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = threading.Event()

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:
        self.may_go_on.wait(10)
        return super().send(printer, pdf, title, paper)


@pytest.fixture
def slow(services: Services) -> _SlowPrinter:
    """A printer that the window must not wait for."""
    services.print_queue._spooler = printer = _SlowPrinter()
    return printer


@pytest.fixture
def threads() -> Generator[TwoThreads]:
    """The background of the running window."""
    made = TwoThreads()
    yield made
    made.close()


def test_that_a_slow_printer_holds_up_neither_the_window_nor_the_desk_and_gets_everything_once(
    services: Services, slow: _SlowPrinter, threads: TwoThreads, document: MakeDocument, qtbot: QtBot
) -> None:
    documents = [document(title) for title in ("One", "Two", "Three")]
    prints = PrintDesk(services.print_queue, threads)
    prints.start()
    for each in documents:
        prints.print(each)
    qtbot.waitUntil(lambda: len(prints.jobs) == 3)
    for _ in range(5):
        prints.listen()
    answers: list[int] = []
    threads.ask(lambda: len(services.roster.people()), answers.append)
    qtbot.waitUntil(lambda: answers == [5])
    assert slow.sent == []
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: states(prints) == [JobState.SENT] * 3)
    for _ in range(3):
        prints.listen()
    qtbot.waitUntil(lambda: not prints._listens)
    assert sorted(title.split(" ")[0] for title, *_ in slow.sent) == ["One", "Three", "Two"]
    prints.end()


def test_that_the_event_can_be_closed_while_the_printer_is_waited_for_and_nothing_is_lost(
    services: Services, slow: _SlowPrinter, threads: TwoThreads, document: MakeDocument, qtbot: QtBot
) -> None:
    lease = Lease(threads)
    prints = PrintDesk(services.print_queue, lease)
    prints.start()
    prints.print(document())
    qtbot.waitUntil(lambda: len(prints.jobs) == 1)
    lease.end()
    prints.end()
    slow.may_go_on.set()
    _settled(threads, qtbot)
    assert prints.jobs[0].state is JobState.QUEUED, "its answer came to nobody"
    again = PrintDesk(services.print_queue, AtOnce())
    again.start()
    again.listen()
    assert states(again) == [JobState.SENT]
    assert len(slow.sent) == 1, "it is found at the printer, and not sent again"
    again.end()


def _settled(threads: TwoThreads, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_that_a_failure_to_save_is_told_and_the_spooler_is_asked_again(
    services: Services, printer: PaperPrinter, document: MakeDocument
) -> None:
    background = AtOnce()
    prints = PrintDesk(services.print_queue, background)
    failed: list[CheckinError] = []
    prints.failed.connect(failed.append)
    prints.print(document())
    usual: Callable[..., object] = services.print_queue.note
    printer.print_all()

    def refuse(*_: object) -> object:
        raise NotPossible("The disk is full.")

    services.print_queue.note = refuse  # type: ignore[method-assign,assignment]
    prints.listen()
    assert [error.why for error in failed if isinstance(error, NotPossible)] == ["The disk is full."]
    assert states(prints) == [JobState.SENT]
    services.print_queue.note = usual  # type: ignore[method-assign,assignment]
    prints.listen()
    assert states(prints) == [JobState.CONFIRMED]
    prints.end()
