"""Badges go to the print queue, and count as printed when they have come out."""

from checkin_app.domain.print_job import JobState
from checkin_app.ui.badges.badges_page import BadgesPage
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.programme.act_bar import ActBar
from tests.services.paper_printer import PaperPrinter
from tests.ui.badges import seen
from tests.ui.conftest import Desk


def test_that_badges_go_to_the_print_queue_and_count_as_printed_when_they_came_out(
    page: BadgesPage, prints: PrintDesk, printer: PaperPrinter, desk: Desk
) -> None:
    prints.badges_changed.connect(desk.changes.badges_changed)
    assert seen.box(page, "Printer").currentText() == "Desk printer"
    seen.button(page, "printBadges").click()
    (job,) = prints.jobs
    assert (job.title, job.state, len(job.codes)) == ("4 badges", JobState.SENT, 4)
    assert (job.width, job.height) == (210, 297)
    assert seen.count(page) == "4 badges on 1 page"
    printer.print_all()
    prints.listen()
    assert seen.count(page) == "0 badges"
    assert not seen.button(page, "printBadges").isEnabled()


def test_that_badges_that_are_on_their_way_are_not_printed_twice_unasked(
    page: BadgesPage, prints: PrintDesk
) -> None:
    seen.button(page, "printBadges").click()
    seen.button(page, "printBadges").click()
    bar = page.findChild(ActBar)
    assert bar is not None
    assert bar.is_asking
    assert len(prints.jobs) == 1
    seen.button(page, "actGo").click()
    assert len(prints.jobs) == 2


def test_that_nothing_can_be_printed_without_a_printer(
    page: BadgesPage, prints: PrintDesk, printer: PaperPrinter
) -> None:
    printer.is_there = False
    prints.look()
    button = seen.button(page, "printBadges")
    assert not button.isEnabled()
    assert "Save a PDF" in button.toolTip()
    assert seen.button(page, "saveBadges").isEnabled()
