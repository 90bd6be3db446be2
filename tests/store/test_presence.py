"""Presence follows from entries, exits and what was taken back; at most one entry of a person is open at a place."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain.checkin import Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import DeskOpened, Entered, Fact, Left, ParticipantAdded, Stamp, Voided
from checkin_app.domain.participant import Participant
from checkin_app.store import log, presence, voids
from checkin_app.store.database import EventFile
from tests.domain.programmes import D1, D2, ENTRANCE, LAB, OPENING, iasi
from tests.store.event_files import append, asked, first_bad, tried

TEN = iasi(21, "10:00")


class Door:
    """Records what happens at a door, a minute after what happened before."""

    def __init__(self, file: EventFile) -> None:
        self.file = file
        self.at = TEN

    def record(self, fact: Fact, *, after: float = 1) -> str:
        self.at += timedelta(minutes=after)
        return append(self.file, fact, stamp=Stamp("desk", self.at, D1, "Operator"))[0]

    def enter(
        self, who: str = "ana", where: Checkpoint = OPENING, *, after: float = 1, forced: str = ""
    ) -> str:
        return self.record(Entered(who, where, Reason.ADMITTED, forced), after=after)

    def leave(self, entry: str, who: str = "ana", where: Checkpoint = OPENING) -> str:
        return self.record(Left(who, where, entry))

    def void(self, record: str) -> str:
        return self.record(Voided(record))

    def states(self) -> list[tuple[str, datetime | None]]:
        """Ana's entries at the opening that count: record, end."""
        with self.file.reading() as connection:
            return [
                (entry.record, entry.left_at) for entry in presence.entries_at(connection, "ana", OPENING)
            ]

    def inside(self, where: Checkpoint = OPENING, since: datetime | None = None) -> int:
        with self.file.reading() as connection:
            return presence.count_open(connection, where, since=since)


@pytest.fixture
def door(file: EventFile) -> Door:
    door = Door(file)
    door.record(DeskOpened("The door", "a computer", "an event for tests"), after=0)
    for name in ("ana", "ben"):
        door.record(ParticipantAdded(Participant(id=name, given=name), f"code of {name}"), after=0)
    return door


def test_that_an_entry_is_open_until_the_person_leaves(door: Door) -> None:
    entry = door.enter(forced="Invited")
    assert door.states() == [(entry, None)]
    assert door.inside() == 1
    door.leave(entry)
    assert door.states() == [(entry, door.at)]
    assert door.inside() == 0


def test_that_an_entry_says_where_when_and_at_which_desk(door: Door) -> None:
    record = door.enter(forced="Invited")
    with door.file.reading() as connection:
        (entry,) = presence.entries_at(connection, "ana", OPENING)
    assert (entry.record, entry.participant, entry.checkpoint) == (record, "ana", OPENING)
    assert (entry.entered_at, entry.desk, entry.forced) == (door.at, "The door", "Invited")


def test_that_people_and_checkpoints_are_kept_apart(door: Door) -> None:
    door.enter()
    door.enter("ben")
    door.enter(where=LAB)
    door.enter(where=Checkpoint(D2))
    door.enter(where=ENTRANCE)
    assert [door.inside(where) for where in (OPENING, LAB, ENTRANCE, Checkpoint(D2))] == [2, 1, 1, 1]


def test_that_a_next_entry_ends_the_one_before_it(door: Door) -> None:
    first, second = door.enter(), door.enter()
    assert door.states() == [(first, door.at), (second, None)]
    assert door.inside() == 1


def test_that_the_database_itself_forbids_two_open_entries(door: Door) -> None:
    door.enter()
    twin = "INSERT INTO presence SELECT 'twin', participant, day, session, entered_at, desk, operator, forced, {} FROM presence"
    with pytest.raises(exc.IntegrityError, match="UNIQUE"), door.file.writing() as connection:
        connection.execute(sa.text(twin.format("NULL, NULL, NULL")))
    with door.file.writing() as connection:
        connection.execute(sa.text(twin.format("entered_at, NULL, NULL")))


# -- taking back ---------------------------------------------------------------------------------------------


def test_that_a_voided_entry_does_not_count(door: Door) -> None:
    entry = door.enter()
    void = door.void(entry)
    assert door.states() == []
    assert door.inside() == 0
    with door.file.reading() as connection:
        assert voids.voided_by(connection, entry) == void
        assert voids.voided_by(connection, void) is None


def test_that_a_voided_exit_leaves_the_person_inside(door: Door) -> None:
    entry = door.enter()
    door.void(door.leave(entry))
    assert door.states() == [(entry, None)]


def test_that_a_voided_undo_brings_everything_back(door: Door) -> None:
    entry = door.enter()
    exit_ = door.leave(entry)
    ended = door.states()
    void = door.void(exit_)
    door.void(void)
    assert door.states() == ended
    with door.file.reading() as connection:
        assert voids.voided_by(connection, exit_) is None
    door.void(door.void(entry))
    assert door.states() == ended


def test_that_undo_and_redo_can_go_on_for_ever(door: Door) -> None:
    entry = door.enter()
    for _ in range(3):
        void = door.void(entry)
        assert door.inside() == 0
        door.void(void)
        assert door.inside() == 1
    assert first_bad(door.file.path) is None


def test_that_the_earlier_entry_is_open_again_when_the_one_that_ended_it_is_voided(door: Door) -> None:
    first, second = door.enter(), door.enter()
    void = door.void(second)
    assert door.states() == [(first, None)]
    door.void(void)
    assert [end is None for _, end in door.states()] == [False, True]


def test_that_entries_of_the_same_instant_are_not_mixed_up(door: Door) -> None:
    """Three overridden entries in a row, with a clock that stands still; the second one ended the first."""
    first = door.enter(after=0)
    second = door.enter(after=0)
    third = door.enter(after=0)
    door.void(third)
    assert dict(door.states()) == {first: door.at - timedelta(minutes=1), second: None}
    assert door.inside() == 1


def test_that_an_exit_is_not_taken_for_an_entry_of_the_same_instant(door: Door) -> None:
    first = door.enter()
    door.leave(first)
    left_at = door.at
    second = door.enter(after=0)
    door.void(second)
    assert door.states() == [(first, left_at)]


def test_that_voiding_the_ended_one_of_two_entries_leaves_the_other(door: Door) -> None:
    first, second = door.enter(), door.enter()
    door.void(first)
    assert door.states() == [(second, None)]
    door.void(second)
    assert door.states() == []
    assert first_bad(door.file.path) is None


# -- asking --------------------------------------------------------------------------------------------------


def test_that_an_open_entry_is_the_latest_even_if_the_clock_went_back(door: Door) -> None:
    first = door.enter()
    door.leave(first)
    second = door.enter(after=-30)
    with door.file.reading() as connection:
        assert presence.latest_entries(connection, ["ana", "ben"], OPENING)["ana"].record == second
        assert [entry.record for entry in presence.entries_at(connection, "ana", OPENING)] == [second, first]


def test_that_latest_entries_are_asked_for_the_people_of_a_list(door: Door) -> None:
    door.enter()
    ben = door.enter("ben")
    with door.file.reading() as connection:
        assert set(presence.latest_entries(connection, ["ben"], OPENING)) == {"ben"}
        assert presence.latest_entries(connection, [], OPENING) == {}
        assert presence.latest_entries(connection, ["ben"], LAB) == {}
        assert presence.latest_entries(connection, ["ana", "ben"], OPENING)["ben"].record == ben


def test_that_people_entries_and_those_inside_are_counted_apart(door: Door) -> None:
    first = door.enter()
    door.leave(first)
    second = door.enter()
    since = door.at
    door.leave(second)
    door.enter()
    door.enter("ben")
    door.void(door.enter("ben"))
    with door.file.reading() as connection:
        assert presence.count_people(connection, OPENING) == 2
        assert presence.count_entries(connection, OPENING, TEN) == 4
        assert presence.count_entries(connection, OPENING, since) == 3
        assert presence.count_entries(connection, OPENING, since + timedelta(microseconds=1)) == 2
        assert presence.count_open(connection, OPENING) == 2
        assert presence.count_open(connection, OPENING, since=door.at) == 0


def test_that_entries_are_listed_in_the_order_of_time_and_by_day(door: Door) -> None:
    later, earlier = door.enter(), door.enter("ben", after=-5)
    elsewhere = door.enter("ben", Checkpoint(D2))
    with door.file.reading() as connection:
        assert [entry.record for entry in presence.all_entries(connection)] == [earlier, elsewhere, later]
        assert [entry.record for entry in presence.all_entries(connection, D2)] == [elsewhere]


def test_that_the_days_of_each_person_are_known(door: Door) -> None:
    door.enter(where=Checkpoint(D2, "CONFERENCE"))
    door.enter()
    door.enter(where=LAB)
    door.void(door.enter("ben"))
    with door.file.reading() as connection:
        assert presence.days_present(connection) == {"ana": [D1, D2]}
        assert presence.days_present(connection, ["ben"]) == {}


@pytest.mark.parametrize("direction", ["take back", "restore"])
def test_that_only_acts_that_changed_presence_can_be_taken_back_or_restored(
    door: Door, direction: str
) -> None:
    opened = DeskOpened("x", "y", "z")
    with tried(door.file) as connection:
        (record,) = log.append(connection, Stamp("another", TEN, D1, ""), [(log.new_id(), opened)])
        act = {
            "restore": lambda: presence.restore(connection, (record, opened)),
            "take back": lambda: presence.take_back(connection, record, (record, opened)),
        }[direction]
        with pytest.raises(LookupError):
            act()


def test_that_the_truth_of_presence_is_in_the_file_as_instants_in_utc(door: Door) -> None:
    door.enter()
    assert asked(door.file.path, "SELECT day, session, entered_at FROM presence") == [
        ("2023-11-21", "OPENING", "2023-11-21T08:01:00.000000Z")
    ]
