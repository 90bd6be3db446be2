"""Badges at a real print server: what came out is known, what did not is not lost, and sizes are what they should be."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin_app.domain.participant import Participant
from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.badges import Only
from checkin_app.services.cups import Cups
from checkin_app.services.print_queue import Document, PrintQueueService
from checkin_app.services.spooler import Fate, Paper, SpoolerRefused
from checkin_app.store.database import EventFile
from tests.services.conftest import empty, empty_once, file, folder
from tests.store.event_files import Desk, result_of
from tests.stories.print_server import MISSING, WHY_SKIPPED, PrintServer, server
from tests.stories.squares import edges, squares

__all__ = ["empty", "empty_once", "file", "folder", "server"]

pytestmark = [pytest.mark.machine, pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=WHY_SKIPPED)]
A4 = Paper(210, 297)
PATIENCE_S = 60


@pytest.fixture
def printer(server: PrintServer) -> Iterator[str]:
    server.add_printer("Desk")
    yield "Desk"
    if any(each.name == "Desk" for each in Cups(server.server).printers()):
        server.remove_printer("Desk")


@pytest.fixture
def desk(file: EventFile) -> Desk:
    desk = Desk(file)
    for given, family in (("Ștefan", "Țăranu"), ("Ελένη", "Παππά"), ("Li", "Ng")):
        desk.roster.add(Participant(id="", given=given, family=family))
    return desk


@pytest.fixture
def queue(desk: Desk, server: PrintServer, tmp_path: Path) -> PrintQueueService:
    return PrintQueueService(desk.journal, Cups(server.server), tmp_path / "prints")


def badges(desk: Desk, folder: Path) -> Document:
    faces = tuple(desk.badges.faces(only=Only.UNPRINTED))
    pdf = folder / "badges.pdf"
    result_of(desk.badges.save_pdf(faces, pdf))
    return Document("Badges for Iași", pdf, A4, faces, "avery-l4785", "classic")


def listen_until(queue: PrintQueueService, holds: Callable[[PrintJob], bool]) -> PrintJob:
    """Ask the spooler, as the window does, until the newest job is as it should be."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        queue.note(queue.listen())
        newest = queue.jobs()[0]
        if holds(newest):
            return newest
        time.sleep(0.2)
    pytest.fail(f"still {queue.jobs()[0]}")


def is_in(state: JobState) -> Callable[[PrintJob], bool]:
    return lambda job: job.state is state


def test_that_badges_are_marked_when_the_spooler_has_printed_them(
    queue: PrintQueueService, printer: str, server: PrintServer, desk: Desk, tmp_path: Path
) -> None:
    before = len(server.files())
    queue.enqueue(badges(desk, tmp_path), printer)
    listen_until(queue, is_in(JobState.CONFIRMED))
    assert len(server.files()) == before + 1
    assert desk.badges.faces(only=Only.UNPRINTED) == []


@pytest.mark.parametrize(
    "paper", [A4, Paper(62, 100), Paper(101.6, 76.2)], ids=lambda paper: f"{paper.width}"
)
def test_that_what_comes_out_has_the_size_it_was_drawn_in(
    queue: PrintQueueService, printer: str, server: PrintServer, tmp_path: Path, paper: Paper
) -> None:
    """Two squares of 10 mm, whose edges are found again within 0.2 mm."""
    pdf = squares(tmp_path / "squares.pdf", paper)
    queue.enqueue(Document("Squares", pdf, paper), printer)
    listen_until(queue, is_in(JobState.CONFIRMED))
    drawn, printed = edges(pdf, paper), edges(server.files()[-1], paper)
    assert printed == pytest.approx(drawn, abs=0.2)


def test_that_a_stopped_printer_is_waited_for_and_nothing_is_marked_meanwhile(
    queue: PrintQueueService, printer: str, server: PrintServer, desk: Desk, tmp_path: Path
) -> None:
    server.stop_printer(printer)
    queue.enqueue(badges(desk, tmp_path), printer)
    waiting = listen_until(queue, lambda job: job.why != "")
    assert (waiting.state, waiting.why) == (JobState.SENT, "It has stopped: somebody paused it.")
    assert len(desk.badges.faces(only=Only.UNPRINTED)) == 3
    server.start_printer(printer)
    listen_until(queue, is_in(JobState.CONFIRMED))
    assert desk.badges.faces(only=Only.UNPRINTED) == []


def test_that_a_printer_that_is_removed_fails_its_jobs_and_another_prints_them(
    queue: PrintQueueService, printer: str, server: PrintServer, desk: Desk, tmp_path: Path
) -> None:
    server.stop_printer(printer)
    queue.enqueue(badges(desk, tmp_path), printer)
    listen_until(queue, is_in(JobState.SENT))
    server.remove_printer(printer)
    failed = listen_until(queue, is_in(JobState.FAILED))
    assert "does not know it any more" in failed.why
    assert len(desk.badges.faces(only=Only.UNPRINTED)) == 3

    desk.wait()
    queue.enqueue(badges(desk, tmp_path), printer)
    refused = listen_until(queue, is_in(JobState.FAILED))
    assert refused.why == "There is no such printer any more."

    server.add_printer("Upstairs")
    desk.wait()
    queue.retry(refused.id, "Upstairs")
    listen_until(queue, is_in(JobState.CONFIRMED))
    server.remove_printer("Upstairs")
    assert desk.badges.faces(only=Only.UNPRINTED) == []


def test_that_a_job_cancelled_in_the_printing_system_is_no_printed_job(
    queue: PrintQueueService, printer: str, server: PrintServer, desk: Desk, tmp_path: Path
) -> None:
    server.stop_printer(printer)
    queue.enqueue(badges(desk, tmp_path), printer)
    sent = listen_until(queue, is_in(JobState.SENT))
    server.cancel(f"{printer}-{sent.spooler_job}")
    failed = listen_until(queue, is_in(JobState.FAILED))
    assert failed.why == "It was cancelled in the printing system."
    assert len(desk.badges.faces(only=Only.UNPRINTED)) == 3


def test_that_a_job_that_was_withdrawn_is_not_printed_when_the_printer_goes_on(
    queue: PrintQueueService, printer: str, server: PrintServer, desk: Desk, tmp_path: Path
) -> None:
    before = len(server.files())
    server.stop_printer(printer)
    queue.enqueue(badges(desk, tmp_path), printer)
    queue.withdraw(listen_until(queue, is_in(JobState.SENT)))
    failed = listen_until(queue, is_in(JobState.FAILED))
    assert failed.why == "It was cancelled in the printing system."
    server.start_printer(printer)
    desk.wait()
    queue.retry(failed.id)
    listen_until(queue, is_in(JobState.CONFIRMED))
    assert len(server.files()) == before + 1


def test_that_printers_are_told_by_their_title_with_what_troubles_them(
    printer: str, server: PrintServer
) -> None:
    spooler = Cups(server.server)
    (ready,) = spooler.printers()
    assert (ready.name, ready.title, ready.trouble) == ("Desk", "Desk printer", "")
    server.stop_printer(printer)
    (stopped,) = spooler.printers()
    assert stopped.trouble == "It has stopped: somebody paused it."


def test_that_a_print_server_that_does_not_answer_is_told_from_one_without_printers(
    server: PrintServer,
) -> None:
    assert Cups(server.server).printers() == []
    with pytest.raises(SpoolerRefused, match="does not answer"):
        Cups("127.0.0.1:9").printers()
    assert Cups(server.server).hear("Desk", "4711").fate is Fate.FAILED
