"""Who came onto the roster with an import."""

from collections.abc import Iterable
from dataclasses import replace

from checkin_app.domain.participant import Participant
from checkin_app.domain.roster import RosterRow, new_participant


def those_added(rows: Iterable[RosterRow], roster: Iterable[Participant]) -> list[str]:
    """The ids of the people who are as these new rows made them, in the roster's order; whoever was edited since is not."""
    made = {new_participant(row, "") for row in rows}
    return [person.id for person in roster if replace(person, id="") in made]
