"""The columns of the table of people, and what their cells say."""

from enum import IntEnum

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Status
from checkin_app.services.roster import Person
from checkin_app.ui import wording


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    ORGANISATION = 1
    CATEGORY = 2
    DAYS = 3
    CAME = 4
    BADGE = 5


HEADERS = ("Name", "Organisation", "Category", "Registered for", "Came on", "Badge")


def words(person: Person, column: Column, event: Event) -> str:
    """What a cell says."""
    participant = person.participant
    match column:
        case Column.NAME:
            return wording.sorted_name(participant)
        case Column.ORGANISATION:
            return participant.organisation
        case Column.CATEGORY:
            return participant.category
        case Column.DAYS:
            is_active = participant.status is Status.ACTIVE
            return (
                wording.days_registered(event, participant) if is_active else participant.status.capitalize()
            )
        case Column.CAME:
            return ", ".join(wording.day_name(event, on) for on in person.present) or "–"
        case Column.BADGE:
            return wording.printed(event, person.printed_at)
