"""What the Programme page says: about lines it did not understand, about conflicts, and before something goes."""

from datetime import date

from checkin_app.domain.event import Admits, Day, Event, Session
from checkin_app.domain.programme_conflicts import Clash, Conflict
from checkin_app.domain.programme_line import EXAMPLE, NotUnderstood, SessionLine, Unclear
from checkin_app.services.programme import Numbers
from checkin_app.ui import wording
from checkin_app.ui.wording import Sentence

NO_DAYS = "The programme has no days yet. Add the first one on the left, or bring in a programme file."
NO_SESSIONS = "No sessions on this day yet. Type one above, for example:"
FREE_LINE = f"{EXAMPLE} [registered]"
HOW_TO_ADD = "Time, title, @ room, (seats), [registered] or [categories]. Enter adds it."


def unclear(found: NotUnderstood) -> Sentence:
    """What of a typed line is missing, or cannot be."""
    match found.why:
        case Unclear.NO_TIMES:
            return Sentence("Begin with two times.", "For example: 09:00-10:30 Opening @ Aula Magna")
        case Unclear.NO_SUCH_TIME:
            return Sentence(f"«{found.part}» is no time of day.", "Write it like 09:30.")
        case Unclear.ENDS_BEFORE:
            return Sentence(
                f"{found.part} ends before it begins.", "Only times of the night belong to the day before."
            )
        case Unclear.NO_TITLE:
            return Sentence("What is it called?", "Write a title after the times.")
        case Unclear.CAPACITY:
            return Sentence(f"({found.part}) seats are not possible.", "Write a number from 1 to 1000000.")
        case Unclear.UNKNOWN_CATEGORY:
            remedy = "Write [registered], or categories of this event."
            return Sentence(f"There is no category «{found.part}».", remedy)


def conflict(event: Event, found: Conflict) -> str:
    """What cannot be meant, in one line."""
    session, other = event.session(found.code), event.session(found.other)
    title = session.title if session else found.code
    beside = other.title if other else found.other
    match found.clash:
        case Clash.ROOM:
            room = session.room if session else ""
            return f"Two sessions in {room} at one time: «{title}» and «{beside}»"
        case Clash.HOST:
            host = session.host if session else ""
            return f"{host} would be in two places: «{title}» and «{beside}»"
        case Clash.CODE:
            return f"Two sessions have the code {found.code}"
        case Clash.ENDS_BEFORE:
            return f"«{title}» ends before it begins"
        case Clash.SEATS:
            seats = session.capacity if session else 0
            return f"«{title}» has {seats} seats, but {found.people} people are registered for it"


def day_line(event: Event, day: Day) -> tuple[str, str]:
    """The two lines by which a list of days names one."""
    sessions = "1 session" if len(day.sessions) == 1 else f"{len(day.sessions)} sessions"
    title = day.title or sessions
    return f"{wording.day_name(event, day.date)} · {wording.short_date(day.date)}", title


def block_line(session: Session) -> str:
    """The small line of a session on the timeline."""
    parts = [wording.session_times(session)]
    if session.capacity is not None:
        parts.append(f"{session.capacity} seats")
    if session.admits is Admits.REGISTERED:
        parts.append("registered only")
    elif session.admits is Admits.CATEGORIES:
        parts.append(", ".join(session.categories))
    return " · ".join(parts)


def block_name(session: Session, *, is_here: bool, is_in_conflict: bool) -> str:
    """Everything about a session on the timeline, for the tool tip and for screen readers."""
    parts = [session.title, block_line(session), session.room or "no room", session.host, session.code]
    if is_here:
        parts.append("this desk scans for it")
    if is_in_conflict:
        parts.append("has a conflict")
    return " · ".join(part for part in parts if part)


def people(count: int) -> str:
    """«1 person», «12 people»."""
    return "1 person" if count == 1 else f"{count} people"


def numbers_of_session(session: Session, numbers: Numbers) -> str:
    """How many people a session has, and how many it has room for."""
    seats = "" if session.capacity is None else f" for {session.capacity} seats"
    came = f"{numbers.came} came" if numbers.came else "nobody came yet"
    return f"{numbers.registered} registered{seats} · {numbers.expected} expected · {came}"


def numbers_of_day(numbers: Numbers) -> str:
    """How many people a day has."""
    came = f"{numbers.came} came through it" if numbers.came else "nobody came through it yet"
    return f"{people(numbers.expected)} expected at the entrance · {came}"


# -- before something changes --------------------------------------------------------------------------------


def before_change(session: Session, came: int, *, code_changes: bool) -> str:
    """What is asked before the time or the code of a session is changed that people have entered."""
    have = "has" if came == 1 else "have"
    kept = (
        "Their entries and registrations go over to the new code."
        if code_changes
        else "Their entries stay as they were recorded."
    )
    return f"{people(came)} {have} entered «{session.title}» already. {kept} Change it?"


def before_removal(session: Session, numbers: Numbers) -> str:
    """What is asked before a session goes that people have entered or are registered for."""
    parts = []
    if numbers.came:
        parts.append(f"{people(numbers.came)} {'has' if numbers.came == 1 else 'have'} entered")
    if numbers.registered:
        parts.append(f"{people(numbers.registered)} {'is' if numbers.registered == 1 else 'are'} registered")
    return f"«{session.title}»: {' and '.join(parts)}. Attendance is kept, but nobody can be scanned for it any more."


def before_day_goes(event: Event, day: Day, came: int) -> str:
    """What is asked before a day goes."""
    sessions = "1 session" if len(day.sessions) == 1 else f"{len(day.sessions)} sessions"
    parts = [f"{wording.day_name(event, day.date)} has {sessions}"]
    if came:
        parts.append(f"{people(came)} came")
    return f"{', and '.join(parts)}. Attendance is kept, but nobody can be scanned for this day any more."


def before_date(event: Event, day: Day, came: int) -> str:
    """What is asked before a day on which people came gets another date."""
    have = "has" if came == 1 else "have"
    which = wording.day_name(event, day.date)
    return f"{people(came)} {have} come on {which} already. Their attendance stays on {wording.short_date(day.date)}. Change the date?"


def before_file(event: Event, new: Event, came: int) -> str:
    """What is asked before a programme file takes the place of the programme."""
    gone = [session.title for _, session in event.sessions() if new.session(session.code) is None]
    if not gone:
        return "The file takes the place of the whole programme. Attendance is kept."
    named = ", ".join(f"«{title}»" for title in gone[:3]) + (" …" if len(gone) > 3 else "")
    entered = f" {people(came)} have entered them; attendance is kept." if came else ""
    return f"The file takes the place of the whole programme. These sessions go: {named}.{entered}"


# -- after something was changed -----------------------------------------------------------------------------


def added(session: Session) -> str:
    """What is said when a session was added."""
    return f"Added «{session.title}», {wording.session_times(session)}."


def moved(session: Session) -> str:
    """What is said when a session is at another time."""
    return f"«{session.title}» is now {wording.session_times(session)}."


def changed(title: str) -> str:
    """What is said when something about a session was changed."""
    return f"«{title}» changed."


def removed(title: str) -> str:
    """What is said when a session is gone."""
    return f"«{title}» removed."


def copied(event: Event, from_day: date, to: date) -> str:
    """What is said when a day was copied."""
    return f"{wording.day_name(event, from_day)} copied to {wording.short_date(to)}. The copies have codes of their own."


def understood(line: SessionLine) -> str:
    """What a line is understood as while it is typed."""
    parts = [f"{line.starts:%H:%M}–{line.ends:%H:%M}", line.title]
    if line.room:
        parts.append(line.room)
    if line.capacity is not None:
        parts.append(f"{line.capacity} seats")
    if line.admits is Admits.REGISTERED:
        parts.append("registered only")
    parts += line.categories
    return " · ".join(parts)


ABOUT_SESSIONS = (
    "Choose a session to edit it. Drag it, or press Alt with an arrow, to move it by five minutes."
)
ABOUT_CATEGORIES = "A category that people on the roster have keeps its name; they would lose it otherwise."
DAY_THERE_ALREADY = "That date is a day of the event already. Choose another date."


def nobody_registered(session: Session) -> str:
    """What stands where a session's list is empty."""
    if session.admits is Admits.REGISTERED:
        return "Nobody is on the list of this session yet, so nobody would be let in. Add people above, or import them with the roster."
    return "Nobody is on the list of this session. It needs none: who may enter follows from the day."


def day_added(on: date) -> str:
    """What is said when a day was added."""
    return f"Added {wording.short_date(on)}."


DAY_CHANGED = "The day is changed."
EVENT_CHANGED = "The event is changed."
FILE_TAKEN = "The programme is now as in the file."
SAME_FILE = "The programme is like that already."
COPY_ELSEWHERE = "Choose another day to copy this one to."
