"""The logos that an event has, for the heads of its papers."""

from checkin_app.domain.badge_look import Picture
from checkin_app.store import designs
from checkin_app.store.database import Connection


def logos_of(connection: Connection) -> tuple[Picture, ...]:
    """The logos of the event's own badge designs, each once, in the order of the designs' names."""
    named = list(dict.fromkeys(own.logo for own in designs.all_own(connection) if own.logo))
    known = designs.pictures(connection, named)
    return tuple(known[each] for each in named if each in known)
