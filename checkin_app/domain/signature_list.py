"""Signature lists: who is expected at a day or session, or was there, in the order in which names are looked for."""

from dataclasses import dataclass
from datetime import datetime

from checkin_app.domain.attendance import CellState, Matrix
from checkin_app.domain.badge_programme import spoken_date
from checkin_app.domain.collation import language_of, sort_key
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant

MOST_BLANK_ROWS = 1000


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One line to sign on; `first_at` is when the person was first scanned there (UTC)."""

    participant: Participant
    first_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureList:
    """What is printed for one day or session; `hours` and `room` are empty for a day."""

    event: Event
    checkpoint: Checkpoint
    activity: str
    date: str
    hours: str = ""
    room: str = ""
    rows: tuple[SignatureRow, ...]

    @property
    def has_scans(self) -> bool:
        """Whether somebody was there already."""
        return any(row.first_at for row in self.rows)


def signature_list(matrix: Matrix, checkpoint: Checkpoint) -> SignatureList:
    """The list of one checkpoint: everybody who is expected there, and everybody who came without being so.

    NotFound if the programme has no such checkpoint any more.
    """
    column = matrix.place_of(checkpoint)
    rows = [
        SignatureRow(row.participant, row.cells[column].first_at)
        for row in matrix.rows
        if row.cells[column].state is not CellState.NOT_EXPECTED
    ]
    event, session = matrix.event, matrix.event.session_at(checkpoint)
    return SignatureList(
        event=event,
        checkpoint=checkpoint,
        activity=activity_of(event, checkpoint),
        date=f"{spoken_date(checkpoint.day)} {checkpoint.day.year}",
        hours=f"{session.starts:%H:%M}–{session.ends:%H:%M}" if session else "",
        room=session.room if session else "",
        rows=tuple(sorted(rows, key=lambda row: name_key(event, row.participant))),
    )


def name_key(event: Event, person: Participant) -> tuple[object, ...]:
    """What people are sorted by on paper: family name, then given name, as the event's language has its letters."""
    language = language_of(event.zone)
    family, given = (person.family, person.given) if person.family else (person.given, "")
    return sort_key(family, language), sort_key(given, language), person.id


def activity_of(event: Event, checkpoint: Checkpoint) -> str:
    """What happens there: the session's title, or «Day 2: Conference»."""
    session = event.session_at(checkpoint)
    if session:
        return session.title
    number, day = event.day_number(checkpoint.day), event.day(checkpoint.day)
    return f"Day {number}: {day.title}" if day and day.title else f"Day {number}"


def chosen_checkpoints(event: Event, *, day: int | None = None, session: str = "") -> tuple[Checkpoint, ...]:
    """One session, one day by its number, or every day; NotFound for one that is not in the programme."""
    if session:
        for on, each in event.sessions():
            if each.code == session and (day is None or event.numbered(day) == on):
                return (Checkpoint(on.date, session),)
        raise NotFound("session", session)
    if day is not None:
        on = event.numbered(day)
        if on is None:
            raise NotFound("day", str(day))
        return (Checkpoint(on.date),)
    if not event.days:
        raise NotPossible("The programme has no day yet.")
    return tuple(Checkpoint(on.date) for on in event.days)
