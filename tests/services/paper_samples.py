"""Events with invented people for papers, and what stands on the pages."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from checkin_app.domain.attendance import Matrix, matrix
from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from tests.domain.programmes import EVENT
from tests.services.badge_samples import NAMES
from tests.store.event_files import replaced

FUNDED = replaced(
    EVENT,
    place="Iași, Romania",
    project="HempClub · ClusterXChange, grant 101102784",
    organiser="North-East Regional Development Agency",
)


def people(count: int) -> list[Participant]:
    """Invented people, each family name with a number so that all are different."""
    return [a_person(number) for number in range(count)]


def a_person(number: int = 0, **fields: str) -> Participant:
    given, family = NAMES[number % len(NAMES)]
    usual = {
        "given": given,
        "family": f"{family} N{number:03}",
        "organisation": "Hemp Cluster",
        "country": "Romania",
    }
    return Participant(id=f"p{number}", **(usual | fields))  # type: ignore[arg-type]  # texts


def a_matrix(roster: Sequence[Participant], entries: Sequence[Entry] = (), event: Event = FUNDED) -> Matrix:
    return matrix(event, roster, entries)


def pages_of(pdf: Path) -> list[str]:
    """What a reader copies out of each page, spaces and line ends folded."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
