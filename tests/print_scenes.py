"""Scenes of printing for `tests.screens`: the queue with a job in every state, the pill, and the settings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from checkin_app.domain.checkin import Reason
from checkin_app.domain.event import Event
from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.demo import opens_at
from checkin_app.services.spooler import Printer
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.printing.print_desk import PrintDesk, Printers
from checkin_app.ui.printing.printer_pill import PrinterPill
from checkin_app.ui.printing.printer_settings import PrinterSettings
from checkin_app.ui.rail import Page
from checkin_app.ui.settings_page import SettingsPage
from checkin_app.ui.shell import Shell
from checkin_app.ui.verdict_card import VerdictCard
from checkin_app.ui.walk_in_sheet import WalkInSheet
from tests.screen_stage import Scene, Stage

READY = Printer("Desk", "Brother QL-820NWB at the desk", is_default=True)
OTHERS = (
    Printer("Office", "Kyocera ECOSYS in the office"),
    Printer("Hall", "HP LaserJet, Great Hall", trouble="It is out of paper."),
)


def _job(
    event: Event, minutes: int, title: str, state: JobState, why: str = "", printer: str = "Desk"
) -> PrintJob:
    at = opens_at(event) - timedelta(minutes=minutes)
    return PrintJob(
        id=f"{title} {minutes}", title=title, printer=printer, state=state, desk="desk", queued_at=at,
        moved_at=at, width=62, height=100, sides="one-sided", why=why,
    )  # fmt: skip


def _jobs(event: Event) -> tuple[PrintJob, ...]:
    return (
        _job(event, 0, "Badge for María de los Ángeles Fernández-Villaverde y Gutiérrez", JobState.QUEUED),
        _job(event, 1, "Badge for Ștefan Țăranu", JobState.SENT, "It is out of paper."),
        _job(event, 4, "Badge for Eleni Papadopoulou", JobState.FAILED, "The printing system does not know it any more: it was deleted, perhaps with its printer."),
        _job(event, 9, "Badge for Li Ng", JobState.CONFIRMED),
        _job(event, 26, "214 badges", JobState.CONFIRMED, printer="Office"),
        _job(event, 31, "214 badges", JobState.GIVEN_UP, printer="Hall"),
    )  # fmt: skip


def _desk(stage: Stage, jobs: tuple[PrintJob, ...], printer: Printer) -> PrintDesk:
    desk = stage.program.window.findChild(PrintDesk)
    assert desk is not None
    desk._printer = printer.name
    desk._show_printers(Printers((printer, *OTHERS)))
    desk._show_jobs(jobs)
    desk.end()
    return desk


def _queue(page: Page, *, open_jobs: bool = True, trouble: str = "It is out of paper.") -> Scene:
    def scene(stage: Stage) -> None:
        stage.find(Shell).show_page(page)
        jobs = _jobs(stage.event) if open_jobs else ()
        _desk(stage, jobs, replace(READY, trouble=trouble))
        stage.find(PrinterPill).click()

    return scene


def _at_the_printer(stage: Stage) -> None:
    """Two on their way, nothing wrong."""
    _desk(stage, _jobs(stage.event)[:2], READY)


def _failed(stage: Stage) -> None:
    """The pill is amber, and the desk goes on."""
    _desk(stage, _jobs(stage.event), READY)


def _settings(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.SETTINGS)
    _desk(stage, (), replace(READY, trouble="It is out of paper."))
    QApplication.processEvents()
    page = stage.find(SettingsPage)
    page.show_section(page._sections.index(stage.find(PrinterSettings)))


def _shown(stage: Stage) -> None:
    """The card of somebody whose badge can be printed."""
    stage.find(VerdictCard).show_verdict(stage.verdict(Reason.ADMITTED), stage.event)


def _walk_in(stage: Stage) -> None:
    stage.find(CheckinPage).begin_walk_in()
    stage.find(WalkInSheet).begin("Doina Raileano")


SCENES: Mapping[str, Scene] = {
    "printing-queue": _queue(Page.CHECKIN),
    "printing-queue-empty": _queue(Page.PEOPLE, open_jobs=False, trouble=""),
    "printing-under-way": _at_the_printer,
    "printing-failed": _failed,
    "printing-settings": _settings,
    "printing-card": _shown,
    "printing-walk-in": _walk_in,
}
