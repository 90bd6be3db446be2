"""The demo event: a real programme, an invented roster, and the first one and a half days at its desk."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from checkin_app import paths
from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Status
from checkin_app.services.checkin import CheckinService
from checkin_app.services.clock import HandClock
from checkin_app.services.journal import Progress
from checkin_app.services.programme_file import read_programme
from checkin_app.services.roster import Person, RosterService
from checkin_app.services.roster_import import RosterImportService

FILE_NAME = "clusters-meet-regions.checkin"
OPENS_AT = time(9, 14, 7)
"""On the second morning, when people are arriving; local to the event."""
SHARE_WHO_COME = 0.86
MINUTES_AROUND_DOORS = (-20, 75, 15)
"""Earliest, latest and most frequent arrival, counted from the opening of the first session's doors."""


def demo_event() -> Event:
    """The programme of the demo event."""
    return read_programme(paths.demo() / "programme.toml")


def demo_roster() -> Path:
    """The invented roster of the demo event."""
    return paths.demo() / "roster.csv"


def begins_at(event: Event) -> datetime:
    """The evening before the demo event, when its file is made."""
    return event.instant(event.days[0].date - timedelta(days=1), time(18))


def opens_at(event: Event) -> datetime:
    """When the demo's window opens, UTC."""
    return event.instant(event.days[1].date, OPENS_AT)


def fill(roster_import: RosterImportService, roster: Path) -> Progress:
    """Import a roster file as it stands; yields (people done, people to do)."""
    from checkin_app.services.roster_files import read_roster

    plan = roster_import.prepare(read_roster(roster))
    yield from roster_import.carry_out(plan, roster.name)


def live_until(checkin: CheckinService, roster: RosterService, clock: HandClock, until: datetime) -> Progress:
    """Check people in, and some of them out, as they arrive on the first days, up to an instant (UTC).

    The same arrivals every time. Yields (arrivals done, arrivals to do).
    """
    event = checkin.event
    arrivals = [arrival for arrival in _arrivals(event, roster.people()) if arrival[0] <= until]
    for done, (at, badge_code) in enumerate(arrivals, 1):
        clock.instant = at
        checkpoint = checkin.checkpoint_now()
        if checkpoint is None:
            continue
        verdict = checkin.scan(badge_code, checkpoint)
        if done % 40 == 0 and verdict.admitted:
            checkin.undo(reason="Wrong queue")
        elif done % 25 == 0 and verdict.admitted:
            clock.instant = at + timedelta(minutes=1)
            checkin.scan(badge_code, checkpoint, direction=Direction.EXIT)
        yield done, len(arrivals)
    clock.instant = until


def _arrivals(event: Event, people: list[Person]) -> list[tuple[datetime, str]]:
    """When whose badge is read, in the order of time: now and then somebody comes on a day they are not registered for."""
    by_name = sorted(people, key=lambda person: person.participant.external_id)
    return sorted(
        arrival
        for day in event.days
        for arrival in _arrivals_on(event, day.date, by_name, Random(day.date.toordinal()))  # noqa: S311  # a story, no secret
    )


def _arrivals_on(
    event: Event, on: date, people: list[Person], chance: Random
) -> Iterator[tuple[datetime, str]]:
    day = event.day(on)
    if day is None or not day.sessions:
        return
    doors = event.instant(on, day.sessions[0].starts) - event.doors
    earliest, latest, usual = MINUTES_AROUND_DOORS
    for person in people:
        comes, minutes = chance.random(), chance.triangular(earliest, latest, usual)
        registered = person.participant.is_registered_on(on)
        if person.participant.status is Status.ACTIVE and comes < (SHARE_WHO_COME if registered else 0.03):
            yield doors + timedelta(minutes=minutes), person.code
