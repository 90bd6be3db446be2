"""Where each session of a day stands on a timeline: its room's column, its lane there, its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin_app.domain.event import Day, Event, Session
from checkin_app.domain.programme_edits import minutes_into
from checkin_app.domain.text import fold

_HOUR = 60
_WHOLE_DAY = 24 * _HOUR
_USUAL_FROM, _USUAL_TO = 9, 17
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Placed:
    """A session between two minutes after the rollover; parallel ones in a room share its column in `lanes`."""

    session: Session
    column: int
    lane: int
    lanes: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`rooms` are the columns, each as many lanes wide as `lanes` says; `first` and `last` are whole hours.

    They are told in minutes after the rollover.
    """

    rooms: tuple[str, ...]
    lanes: tuple[int, ...]
    placed: tuple[Placed, ...]
    first: int
    last: int


def plan(event: Event, day: Day) -> Plan:
    """The timeline of a day."""
    rooms: dict[str, str] = {}
    for session in day.sessions:
        rooms.setdefault(fold(session.room), session.room)
    if len(rooms) > 1 and "" in rooms:  # sessions without a room stand on the right
        rooms[""] = rooms.pop("")
    placed: list[Placed] = []
    for column, key in enumerate(rooms):
        here = [_span(event, session) for session in day.sessions if fold(session.room) == key]
        placed += _in_lanes(column, here)
    first, last = _hours(event, [(each.begin, each.end) for each in placed])
    lanes = tuple(max(each.lanes for each in placed if each.column == column) for column in range(len(rooms)))
    return Plan(tuple(rooms.values()), lanes, tuple(placed), first, last)


_Span = tuple[int, int, Session]


def _span(event: Event, session: Session) -> _Span:
    begin, end = minutes_into(event, session.starts), minutes_into(event, session.ends)
    return begin, end if end > begin else min(begin + _HOUR, _WHOLE_DAY), session


def _in_lanes(column: int, spans: Sequence[_Span]) -> list[Placed]:
    """Sessions that overlap stand beside each other; those that do not have the column to themselves."""
    placed: list[Placed] = []
    group: list[tuple[_Span, int]] = []
    ends: list[int] = []
    for span in sorted(spans, key=lambda each: each[:2]):
        if ends and span[0] >= max(ends):
            placed += _placed(column, group)
            group, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= span[0]), len(ends))
        ends[lane : lane + 1] = [span[1]]
        group.append((span, lane))
    return placed + _placed(column, group)


def _placed(column: int, group: Sequence[tuple[_Span, int]]) -> list[Placed]:
    lanes = max((lane for _, lane in group), default=0) + 1
    return [Placed(session, column, lane, lanes, begin, end) for (begin, end, session), lane in group]


def _hours(event: Event, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From the hour before the first session to the one after the last; on an empty day the usual ones."""
    shift = event.rollover.minute  # whole hours of the clock, whatever the rollover
    hour = event.rollover.hour
    if not spans:
        return (_USUAL_FROM - hour) % 24 * _HOUR - shift, (_USUAL_TO - hour) % 24 * _HOUR - shift
    first = (min(begin for begin, _ in spans) + shift - _AROUND) // _HOUR * _HOUR - shift
    last = -(-(max(end for _, end in spans) + shift + _AROUND) // _HOUR) * _HOUR - shift
    return max(first, -shift), min(last, _WHOLE_DAY)
