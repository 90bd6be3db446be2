"""Sample values for the tests of the rules: three invented days in Iași and the invented people who come."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Admits, Category, Checkpoint, Day, Event, Session
from checkin_app.domain.participant import Badge, Participant

D1, D2, D3 = date(2023, 11, 21), date(2023, 11, 22), date(2023, 11, 23)

_WINTER_IN_IASI = timezone(timedelta(hours=2))


def iasi(day: int, clock: str) -> datetime:
    """The UTC instant of a wall clock in Iași on a day of November 2023: two hours before it, all month long."""
    shown = datetime.combine(date(2023, 11, day), time.fromisoformat(clock), _WINTER_IN_IASI)
    return shown.astimezone(UTC)


def session(code: str, starts: str, ends: str, room: str = "Hall", **more: object) -> Session:
    """A session from one wall clock to another."""
    return Session(code, code.title(), time.fromisoformat(starts), time.fromisoformat(ends), room, **more)  # type: ignore[arg-type]  # passed on as it is


EVENT = Event(
    name="Three Days in Iași",
    zone="Europe/Bucharest",
    categories=(Category("Exchange visitor", "teal"), Category("Public")),
    days=(
        Day(
            D1,
            "Arrivals",
            (
                session("OPENING", "09:30", "12:30"),
                session(
                    *("LAB", "10:00", "11:30", "Lab"),
                    capacity=3,
                    admits=Admits.CATEGORIES,
                    categories=("Exchange visitor",),
                ),
                session("DINNER", "22:00", "01:30", "Cellar", capacity=3),
            ),
        ),
        Day(
            D2,
            "Conference",
            (
                session("CONFERENCE", "09:00", "13:00"),
                session("MATCHMAKING", "14:00", "17:00", capacity=3, admits=Admits.REGISTERED),
            ),
        ),
        Day(D3, "Bioeconomy", (session("TOUR", "10:00", "12:00", ""), session("CLOSING", "12:00", "13:00"))),
    ),
)

ENTRANCE = Checkpoint(D1)
OPENING = Checkpoint(D1, "OPENING")
LAB = Checkpoint(D1, "LAB")
DINNER = Checkpoint(D1, "DINNER")
CONFERENCE = Checkpoint(D2, "CONFERENCE")
MATCHMAKING = Checkpoint(D2, "MATCHMAKING")
TOUR = Checkpoint(D3, "TOUR")
CLOSING = Checkpoint(D3, "CLOSING")

WINDOWS = {
    ENTRANCE: (iasi(21, "04:00"), iasi(22, "04:00")),
    OPENING: (iasi(21, "09:00"), iasi(21, "12:30")),
    LAB: (iasi(21, "09:30"), iasi(21, "11:30")),
    DINNER: (iasi(21, "21:30"), iasi(22, "01:30")),
    Checkpoint(D2): (iasi(22, "04:00"), iasi(23, "04:00")),
    CONFERENCE: (iasi(22, "08:30"), iasi(22, "13:00")),
    MATCHMAKING: (iasi(22, "13:30"), iasi(22, "17:00")),
    Checkpoint(D3): (iasi(23, "04:00"), iasi(24, "04:00")),
    TOUR: (iasi(23, "09:30"), iasi(23, "12:00")),
    CLOSING: (iasi(23, "11:30"), iasi(23, "13:00")),
}
"""When one may enter, worked out by hand: from half an hour before a session to its end, or the whole day."""

ROLLOVERS = [iasi(day, "04:00") for day in range(19, 30)]

ANA = Participant(
    id="ana",
    given="Ana",
    family="Țîrdea",
    organisation="Cluster Moldova",
    category="Exchange visitor",
    sessions=frozenset({"MATCHMAKING"}),
)
"""May enter everywhere."""

BADGE = Badge(code="B" * 20, participant="ana", issued_at=iasi(1, "12:00"))


def entry(
    checkpoint: Checkpoint,
    entered_at: datetime,
    left_at: datetime | None = None,
    *,
    who: str = "ana",
    forced: str = "",
) -> Entry:
    """An entry at the main desk."""
    record = f"{who} {checkpoint.session} {entered_at}"
    return Entry(record, who, checkpoint, entered_at, "Main entrance", left_at, forced)
