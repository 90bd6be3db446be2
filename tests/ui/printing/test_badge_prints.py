"""Badges at the desk: printed on demand and at check-in, as this computer is set, never twice, never in the way."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.errors import NotFound
from checkin_app.domain.print_job import JobState
from checkin_app.services.spooler import NoSpooler, Paper
from checkin_app.settings import PrintOn, Settings
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.printing.badge_prints import BadgePrints
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.walk_in_sheet import WalkInSheet
from tests.services.paper_printer import PaperPrinter
from tests.ui.conftest import CONFERENCE, EVENT, Desk, VerdictMaker

Begin = Callable[..., BadgePrints]


@pytest.fixture
def begin(desk: Desk, prints: PrintDesk) -> Begin:
    """Begins to print at check-in, with these settings."""

    def make(when: PrintOn = PrintOn.OFF, **own: str) -> BadgePrints:
        settings = replace(Settings(computer="tests", print_on_checkin=when), **own)  # type: ignore[arg-type]  # texts
        kept = KeptSettings(settings, desk.background, "", prints)
        made = BadgePrints(prints, desk.services.badges, kept, prints)
        desk.reception.decided.connect(made.note_verdict)
        return made

    return make


def scan(desk: Desk, family: str) -> None:
    """Scan a badge, long after what was scanned before."""
    desk.services.checkin._recent.clear()
    desk.reception.scan(desk.code(family))


def titles(prints: PrintDesk) -> list[str]:
    return sorted(job.title for job in prints.jobs)


def test_that_the_badge_of_the_person_who_is_shown_is_printed(
    begin: Begin, desk: Desk, prints: PrintDesk, printer: PaperPrinter
) -> None:
    begin(badge_sheet="brother-dk11202", badge_template="sticker").print_person(desk.person("Țăranu").id)
    (job,) = prints.jobs
    assert (job.title, job.state, job.codes) == (
        "Badge for Ștefan Țăranu",
        JobState.SENT,
        (desk.code("Țăranu"),),
    )
    assert (job.sheet, job.template) == ("brother-dk11202", "sticker")
    ((_, paper, content),) = printer.sent
    assert paper == Paper(62, 100)
    assert content.startswith(b"%PDF")


def test_that_somebody_can_have_a_second_copy(begin: Begin, desk: Desk, prints: PrintDesk) -> None:
    badge_prints = begin()
    for _ in range(2):
        badge_prints.print_person(desk.person("Țăranu").id)
    assert len(prints.jobs) == 2


def test_that_nobody_gets_no_badge(begin: Begin, desk: Desk, prints: PrintDesk) -> None:
    failed: list[Exception] = []
    prints.failed.connect(failed.append)
    badge_prints = begin()
    badge_prints.print_person("")
    badge_prints.print_person("unknown")
    assert [type(error) for error in failed] == [NotFound]
    badge_prints.print_person(desk.person("Popescu").id)
    assert titles(prints) == ["Badge for Ana Popescu"]


def test_that_nothing_is_printed_at_check_in_unless_it_is_wanted(
    begin: Begin, desk: Desk, prints: PrintDesk
) -> None:
    begin(PrintOn.OFF)
    scan(desk, "Țăranu")
    assert prints.jobs == ()


def test_that_who_has_no_badge_yet_gets_one_at_check_in(
    begin: Begin, desk: Desk, prints: PrintDesk, printer: PaperPrinter
) -> None:
    begin(PrintOn.UNPRINTED)
    scan(desk, "Țăranu")
    assert titles(prints) == ["Badge for Ștefan Țăranu"]
    printer.print_all()
    prints.listen()
    desk.reception.undo()
    scan(desk, "Țăranu")
    assert titles(prints) == ["Badge for Ștefan Țăranu"], "it is printed now"


def test_that_always_means_every_time_somebody_comes_in(
    begin: Begin, desk: Desk, prints: PrintDesk, printer: PaperPrinter
) -> None:
    begin(PrintOn.ALWAYS)
    scan(desk, "Țăranu")
    printer.print_all()
    prints.listen()
    desk.reception.undo()
    scan(desk, "Țăranu")
    assert titles(prints) == ["Badge for Ștefan Țăranu"] * 2


def test_that_a_badge_that_is_on_its_way_is_not_printed_again(
    begin: Begin, desk: Desk, prints: PrintDesk
) -> None:
    begin(PrintOn.ALWAYS)
    scan(desk, "Țăranu")
    desk.reception.undo()
    scan(desk, "Țăranu")
    assert len(prints.jobs) == 1


def test_that_the_same_scan_read_twice_prints_once(
    begin: Begin, desk: Desk, prints: PrintDesk, printer: PaperPrinter
) -> None:
    begin(PrintOn.ALWAYS)
    for _ in range(2):
        desk.reception.scan(desk.code("Țăranu"))
        printer.print_all()
        prints.listen()
    assert len(prints.jobs) == 1


@pytest.mark.parametrize("family", ["Ng", "Popa"])
def test_that_who_is_asked_about_or_stopped_gets_no_badge(
    family: str, begin: Begin, desk: Desk, prints: PrintDesk
) -> None:
    begin(PrintOn.ALWAYS)
    scan(desk, family)
    assert prints.jobs == ()


def test_that_who_goes_out_gets_no_badge(begin: Begin, desk: Desk, prints: PrintDesk) -> None:
    scan(desk, "Țăranu")
    begin(PrintOn.ALWAYS)
    desk.post.turn(Direction.EXIT)
    scan(desk, "Țăranu")
    assert desk.services.checkin.last_scans()[0].reason is Reason.LEFT
    assert prints.jobs == ()


def test_that_who_was_let_in_anyway_gets_one(begin: Begin, desk: Desk, prints: PrintDesk) -> None:
    begin(PrintOn.UNPRINTED)
    verdict = desk.services.checkin.scan(desk.code("Ng"), CONFERENCE)
    desk.reception.let_in(verdict, "The organiser agreed")
    assert titles(prints) == ["Badge for Li Ng"]


def test_that_a_failing_printer_fails_no_verdict(
    begin: Begin, desk: Desk, prints: PrintDesk, printer: PaperPrinter
) -> None:
    printer.is_there = False
    begin(PrintOn.UNPRINTED)
    verdicts: list[object] = []
    troubles: list[object] = []
    desk.reception.decided.connect(verdicts.append)
    for signal in (desk.reception.failed, desk.reception.saving_failed):
        signal.connect(troubles.append)
    scan(desk, "Țăranu")
    assert [verdict.reason for verdict in verdicts] == [Reason.ADMITTED]  # type: ignore[attr-defined]  # a Verdict
    assert troubles == []
    assert [job.title for job in prints.failures] == ["Badge for Ștefan Țăranu"]


def test_that_a_design_that_is_gone_is_told_and_the_next_badge_is_tried(
    begin: Begin, desk: Desk, prints: PrintDesk
) -> None:
    failed: list[Exception] = []
    prints.failed.connect(failed.append)
    begin(PrintOn.ALWAYS, badge_template="gone")
    scan(desk, "Țăranu")
    scan(desk, "Popescu")
    assert [str(error) for error in failed] == [str(NotFound("template", "gone"))] * 2


def test_that_in_practice_check_in_prints_nothing_and_says_nothing(
    begin: Begin, desk: Desk, prints: PrintDesk, verdict: VerdictMaker
) -> None:
    desk.services.print_queue._spooler = NoSpooler("In practice nothing is printed.")
    told: list[str] = []
    prints.told.connect(told.append)
    badge_prints = begin(PrintOn.ALWAYS)
    badge_prints.note_verdict(verdict(Reason.ADMITTED))
    assert told == []
    badge_prints.print_person(desk.person("Țăranu").id)
    assert told == ["In practice nothing is printed."]


def test_that_a_walk_in_with_a_badge_gets_it_once_also_where_check_in_prints(
    begin: Begin, desk: Desk, prints: PrintDesk, qtbot: QtBot
) -> None:
    sheet = WalkInSheet(desk.services.walk_in, desk.reception, desk.background, desk.changes, EVENT)
    qtbot.addWidget(sheet)
    badge_prints = begin(PrintOn.UNPRINTED)
    sheet.badge_requested.connect(badge_prints.print_person)
    for given, save in (("Doina", sheet.save_and_print), ("Radu", sheet.save)):
        sheet.begin(f"{given} Raileano")
        save()
    assert titles(prints) == ["Badge for Doina Raileano", "Badge for Radu Raileano"]
