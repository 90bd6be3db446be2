"""The print queue: nothing is printed before somebody has said so, nothing is lost, nothing is printed twice."""

from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput, NotFound, NotPossible
from checkin_app.domain.participant import Participant, ReplacedBecause
from checkin_app.domain.print_job import JobState, PrintJob, mark_of
from checkin_app.services.badges import Only
from checkin_app.services.print_queue import Document, Outcome, PrintQueueService
from checkin_app.services.spooler import Fate, Heard, NoSpooler, Paper, Sides
from checkin_app.store import verification
from checkin_app.store.database import EventFile
from tests.services.paper_printer import PaperPrinter
from tests.store.event_files import Desk, first_bad, replaced, result_of, tables_of

A4 = Paper(210, 297)


@pytest.fixture
def desk(file: EventFile) -> Desk:
    """A desk with two people whose badges were never printed."""
    desk = Desk(file)
    desk.roster.add(Participant(id="", given="Ana", family="Țîrdea", organisation="Cluster Moldova"))
    desk.roster.add(Participant(id="", given="Li", family="Ng"))
    return desk


@pytest.fixture
def printer() -> PaperPrinter:
    return PaperPrinter()


@pytest.fixture
def queue(desk: Desk, printer: PaperPrinter, tmp_path: Path) -> PrintQueueService:
    return PrintQueueService(desk.journal, printer, tmp_path / "prints")


@pytest.fixture
def document(desk: Desk, tmp_path: Path) -> Document:
    """The badges of everybody who has none yet."""
    pdf = tmp_path / "badges.pdf"
    faces = desk.badges.faces(only=Only.UNPRINTED)
    result_of(desk.badges.save_pdf(faces, pdf))
    return Document("Badges", pdf, A4, tuple(faces), "avery-l4785", "classic")


def go_on(queue: PrintQueueService) -> list[PrintJob]:
    """What the window does every few seconds."""
    return queue.note(queue.listen())


def unprinted(desk: Desk) -> list[str]:
    return sorted(face.name_given for face in desk.badges.faces(only=Only.UNPRINTED))


def test_that_a_job_goes_from_queued_to_sent_to_confirmed(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    states = [queue.enqueue(document, "Desk").state]
    states += [job.state for job in go_on(queue)]
    assert go_on(queue) == [], "nothing new is heard"
    printer.print_all()
    states += [job.state for job in go_on(queue)]
    assert states == [JobState.QUEUED, JobState.SENT, JobState.CONFIRMED]
    assert go_on(queue) == []
    assert [job.state for job in queue.jobs()] == [JobState.CONFIRMED]


def test_that_badges_are_printed_when_they_came_out_and_not_before(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    assert unprinted(desk) == ["Ana", "Li"]
    printer.print_all()
    go_on(queue)
    assert unprinted(desk) == []


def test_that_a_badge_remembers_what_was_printed_on_it(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    ana = desk.guest("Ana")
    desk.roster.edit(replaced(ana, organisation="Changed after it was sent"))
    printer.print_all()
    go_on(queue)
    now = {face.name_given: mark_of(face) for face in desk.badges.faces(only=Only.ALL)}
    printed = {face.name_given: mark_of(face) for face in document.faces}
    assert now["Li"] == printed["Li"]
    assert now["Ana"] != printed["Ana"]


def test_that_the_spooler_gets_the_very_file_on_its_very_paper(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    pdf = document.pdf.read_bytes()
    queue.enqueue(replaced(document, paper=Paper(62, 100, Sides.LONG_EDGE)), "Desk")
    document.pdf.unlink()
    go_on(queue)
    ((_, paper, content),) = printer.sent
    assert content == pdf
    assert paper == Paper(62, 100, Sides.LONG_EDGE)


def test_that_a_printer_that_vanished_is_a_visible_failure_and_nothing_is_marked(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    printer.is_there = False
    queue.enqueue(document, "Desk")
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.FAILED, "There is no such printer any more.")
    assert unprinted(desk) == ["Ana", "Li"]
    assert go_on(queue) == [], "a failed job stays as it is"


def test_that_a_job_that_the_spooler_lost_fails(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    printer.lose_all("It was cancelled in the printing system.")
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.FAILED, "It was cancelled in the printing system.")
    assert unprinted(desk) == ["Ana", "Li"]


def test_that_what_a_job_waits_for_is_told_once(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    printer.jobs = {"1": Heard(Fate.WAITING, "It is out of paper.")}
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.SENT, "It is out of paper.")
    assert go_on(queue) == []


def test_that_a_silent_spooler_fails_nothing_that_was_sent(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    printer.answers = False
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.SENT, "It does not answer.")
    printer.answers = True
    printer.print_all()
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.CONFIRMED, "")


def test_that_a_failed_job_is_tried_again_at_the_same_printer_or_another(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    failed = _fail(queue, printer, document)
    again = queue.retry(failed.id)
    assert (again.state, again.printer, again.codes) == (JobState.QUEUED, "Desk", failed.codes)
    assert {job.id: job.state for job in queue.jobs()}[failed.id] is JobState.GIVEN_UP
    go_on(queue)
    printer.print_all()
    go_on(queue)
    assert unprinted(desk) == []
    assert queue.pdf_of(again).read_bytes() == queue.pdf_of(failed).read_bytes()


def test_that_another_printer_may_take_a_failed_job(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    failed = _fail(queue, printer, document)
    assert queue.retry(failed.id, "Upstairs").printer == "Upstairs"


def _fail(queue: PrintQueueService, printer: PaperPrinter, document: Document) -> PrintJob:
    printer.is_there = False
    queue.enqueue(document, "Desk")
    (failed,) = go_on(queue)
    printer.is_there = True
    return failed


def test_that_a_crash_after_sending_prints_nothing_twice(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    """The spooler has it, but the program ended before it could remember that."""
    queue.hand_over(queue.enqueue(document, "Desk"))
    assert len(printer.sent) == 1
    (job,) = go_on(queue)
    assert (job.state, job.spooler_job) == (JobState.SENT, "1")
    assert len(printer.sent) == 1


def test_that_jobs_of_another_desk_are_shown_and_left_alone(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk, tmp_path: Path
) -> None:
    queue.enqueue(document, "Desk")
    other = PrintQueueService(desk.beside("Back").journal, printer, tmp_path / "elsewhere")
    assert other.listen() == []
    assert [job.title for job in other.jobs()] == ["Badges"]
    with pytest.raises(NotPossible, match="not on this computer"):
        other.pdf_of(other.jobs()[0])


def test_that_a_spooler_that_does_not_tell_leaves_it_to_people(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    printer.tells = False
    job = queue.enqueue(document, "Desk")
    go_on(queue)
    assert go_on(queue) == []
    assert unprinted(desk) == ["Ana", "Li"]
    assert queue.confirm(job.id).state is JobState.CONFIRMED
    assert unprinted(desk) == []


def test_that_somebody_who_looked_knows_better_than_the_spooler(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    job = queue.enqueue(document, "Desk")
    go_on(queue)
    printer.print_all()
    go_on(queue)
    denied = queue.deny(job.id, "The last page is crumpled.")
    assert (denied.state, denied.why) == (JobState.FAILED, "The last page is crumpled.")
    assert queue.give_up(job.id).state is JobState.GIVEN_UP


def test_that_what_was_settled_while_the_spooler_was_asked_stays_settled(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    job = queue.enqueue(document, "Desk")
    go_on(queue)
    printer.lose_all("Lost")
    heard = queue.listen()
    queue.confirm(job.id)
    assert queue.note(heard) == []
    assert queue.jobs()[0].state is JobState.CONFIRMED


def test_that_what_cannot_be_is_refused(queue: PrintQueueService, document: Document) -> None:
    job = queue.enqueue(document, "Desk")
    with pytest.raises(NotPossible, match="queued already"):
        queue.confirm(job.id)
    with pytest.raises(NotPossible, match="Only a job that failed"):
        queue.retry(job.id)
    with pytest.raises(NotFound):
        queue.give_up("nothing")
    with pytest.raises(NotFound):
        queue.retry("nothing")


def test_that_a_folder_that_cannot_be_made_is_told_before_anything_is_queued(
    desk: Desk, printer: PaperPrinter, document: Document, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    queue = PrintQueueService(desk.journal, printer, tmp_path / "file" / "prints")
    with pytest.raises(BadInput, match="no folder for printing"):
        queue.enqueue(document, "Desk")
    assert queue.jobs() == []


def test_that_a_job_whose_file_is_gone_fails_with_a_sentence(
    queue: PrintQueueService, document: Document
) -> None:
    queue.pdf_of(queue.enqueue(document, "Desk")).unlink()
    (job,) = go_on(queue)
    assert job.state is JobState.FAILED
    assert "print it anew" in job.why


def test_that_a_badge_replaced_while_it_is_printed_is_not_the_one_that_was_printed(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    queue.enqueue(document, "Desk")
    go_on(queue)
    desk.badges.reissue(desk.guest("Ana").id, ReplacedBecause.MISSPELT)
    printer.print_all()
    go_on(queue)
    assert unprinted(desk) == ["Ana"]


def test_that_printers_are_listed(queue: PrintQueueService) -> None:
    assert [printer.name for printer in queue.printers()] == ["Desk"]


def test_that_the_queue_follows_from_the_log(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk, tmp_path: Path
) -> None:
    failed = _fail(queue, printer, document)
    queue.retry(failed.id)
    go_on(queue)
    printer.print_all()
    go_on(queue)
    assert first_bad(desk.file.path) is None
    replayed = tmp_path / "replayed.checkin"
    result_of(verification.rebuild(desk.file, replayed))
    assert tables_of(replayed)["print_job"] == tables_of(desk.file.path)["print_job"]


def test_that_an_outcome_is_news_only_if_something_changed(
    queue: PrintQueueService, document: Document
) -> None:
    job = queue.enqueue(document, "Desk")
    assert not Outcome(job, JobState.QUEUED).is_news
    assert Outcome(job, JobState.SENT, "1").is_news
    assert Outcome(job, JobState.QUEUED, why="It does not answer.").is_news


def test_that_without_a_printer_the_computers_default_one_is_meant(
    queue: PrintQueueService, printer: PaperPrinter, document: Document
) -> None:
    queue.enqueue(document, "")
    (job,) = go_on(queue)
    assert (job.state, job.printer) == (JobState.SENT, "Desk")
    printer.is_there = False
    queue.enqueue(document, "")
    (job,) = go_on(queue)
    assert (job.state, job.why) == (JobState.FAILED, "No printer is set up on this computer.")


def test_that_a_pdf_can_be_kept_before_it_is_queued(queue: PrintQueueService, document: Document) -> None:
    job = queue.keep(document.pdf)
    document.pdf.unlink()
    queued = queue.enqueue(document, "Desk", job)
    assert queued.id == job
    assert queue.pdf_of(queued).stat().st_size > 0


def test_that_only_where_nothing_can_be_printed_there_is_a_reason_for_it(
    queue: PrintQueueService, desk: Desk, tmp_path: Path
) -> None:
    assert queue.why_nothing == ""
    assert queue.is_told
    practice = PrintQueueService(desk.journal, NoSpooler("In practice nothing is printed."), tmp_path)
    assert practice.why_nothing == "In practice nothing is printed."


def test_that_pdfs_of_jobs_settled_two_weeks_ago_are_deleted_and_no_others(
    queue: PrintQueueService, printer: PaperPrinter, document: Document, desk: Desk
) -> None:
    printer.is_there = False
    failed = queue.enqueue(document, "Desk")
    given_up = queue.enqueue(document, "Desk")
    go_on(queue)
    queue.give_up(given_up.id)
    printer.is_there = True
    printed = queue.enqueue(document, "Desk")
    go_on(queue)
    printer.print_all()
    go_on(queue)
    desk.wait(minutes=13 * 24 * 60)
    assert queue.clear() == 0
    late = queue.enqueue(document, "Desk")
    go_on(queue)
    printer.print_all()
    go_on(queue)
    desk.wait(minutes=2 * 24 * 60)
    assert queue.clear() == 2
    for gone in (printed, given_up):
        with pytest.raises(NotPossible, match="not on this computer"):
            queue.pdf_of(gone)
    for job in (failed, late):
        assert queue.pdf_of(job).is_file()
    assert queue.clear() == 0
