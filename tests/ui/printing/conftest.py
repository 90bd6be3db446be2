"""The small event of the window's tests, with a printer that prints when it is told to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from checkin_app import bootstrap
from checkin_app.bootstrap import Services
from checkin_app.services.badges import Only
from checkin_app.services.clock import HandClock
from checkin_app.services.long_work import result_of
from checkin_app.services.print_queue import Document
from checkin_app.services.spooler import Paper
from checkin_app.ui.printing.print_desk import PrintDesk
from tests.services.paper_printer import PaperPrinter
from tests.ui.conftest import EVENT, PEOPLE, Desk

A4 = Paper(210, 297)
MakeDocument = Callable[..., Document]


@pytest.fixture
def printer() -> PaperPrinter:
    """The printer of this computer."""
    return PaperPrinter()


@pytest.fixture
def services(event_file: Path, clock: HandClock, printer: PaperPrinter) -> Iterator[Services]:
    """Real services, which print on that printer."""
    created = bootstrap.create_event(event_file, EVENT, desk="Main entrance", computer="tests", clock=clock)
    for person in PEOPLE:
        created.roster.add(person)
    created.close()
    made = bootstrap.open_services(
        event_file, desk="Main entrance", computer="tests", clock=clock, spooler=printer
    )
    yield made
    made.close()


@pytest.fixture
def prints(desk: Desk) -> Iterator[PrintDesk]:
    """Drives the queue; it works at once instead of in the background."""
    made = PrintDesk(desk.services.print_queue, desk.background)
    made.start()
    yield made
    made.end()


@pytest.fixture
def document(services: Services, clock: HandClock, tmp_path: Path) -> MakeDocument:
    """Makes everybody’s badges, under a title, ten seconds after what happened before."""

    def make(title: str = "Badges") -> Document:
        clock.instant += timedelta(seconds=10)
        pdf = tmp_path / f"{title}.pdf"
        faces = tuple(services.badges.faces(only=Only.ALL))
        result_of(services.badges.save_pdf(faces, pdf))
        return Document(title, pdf, A4, faces, "avery-l4785", "classic")

    return make
