"""A desk writes under its own name, in one transaction an act, with one clock."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from checkin_app.domain.errors import NotSaved
from checkin_app.domain.log import BadgeIssued
from checkin_app.services.clock import HandClock
from checkin_app.services.journal import Journal
from checkin_app.store.database import EventFile
from tests.domain.programmes import D1, D2, EVENT, iasi
from tests.store.event_files import COMPUTER, FRONT, Desk, asked, first_bad, opened
from tests.store.troubles import locked

CODE = "B" * 20


def journal(
    file: EventFile, *, desk: str = FRONT, computer: str = COMPUTER, at: datetime | None = None
) -> Journal:
    return Journal(
        file, HandClock(at or iasi(21, "09:40")), desk=desk, computer=computer, operator="Operator"
    )


def desks_in(path: Path) -> list[tuple[str, str]]:
    return asked(path, "SELECT name, computer FROM desk ORDER BY name, computer")


def test_that_an_act_is_one_transaction_with_one_stamp(file: EventFile) -> None:
    with journal(file).writing() as act:
        first = act.note(BadgeIssued(CODE, None))
        second = act.note(BadgeIssued("C" * 20, None))
    rows = asked(file.path, "SELECT id, at, day, operator FROM log ORDER BY position DESC LIMIT 2")
    assert rows == [
        (record, "2023-11-21T07:40:00.000000Z", "2023-11-21", "Operator") for record in (second, first)
    ]


def test_that_an_act_that_fails_leaves_nothing_not_even_its_desk(file: EventFile) -> None:
    def act() -> None:
        with journal(file, desk="New").writing() as act:
            act.note(BadgeIssued(CODE, None))
            raise KeyboardInterrupt

    before = file.count_records()
    with pytest.raises(KeyboardInterrupt):
        act()
    assert file.count_records() == before
    assert desks_in(file.path) == [(FRONT, COMPUTER)]


def test_that_a_new_desk_begins_its_own_chain(file: EventFile) -> None:
    with journal(file, desk="Back").writing() as act:
        act.note(BadgeIssued(CODE, None))
    desk = asked(file.path, "SELECT id FROM desk WHERE name = 'Back'")[0][0]
    assert asked(file.path, "SELECT seq, kind FROM log WHERE desk = ? ORDER BY seq", desk) == [
        (1, "desk_opened"),
        (2, "badge_issued"),
    ]
    assert first_bad(file.path) is None


def test_that_a_desk_goes_on_with_its_chain_after_a_restart(empty: Path) -> None:
    for _ in range(3):
        with opened(empty) as file, journal(file, desk="Back").writing() as act:
            act.note(BadgeIssued(f"{act.stamp.at} {file.count_records()}", None))
    assert desks_in(empty) == [("Back", COMPUTER), (FRONT, COMPUTER)]
    assert asked(empty, "SELECT max(seq) FROM log JOIN desk ON desk.id = desk WHERE name = 'Back'") == [(4,)]


def test_that_desks_of_the_same_name_on_two_computers_are_two(file: EventFile) -> None:
    for computer in ("one", "two"):
        with journal(file, computer=computer).writing():
            pass
    assert desks_in(file.path) == [(FRONT, COMPUTER), (FRONT, "one"), (FRONT, "two")]


def test_that_who_only_reads_opens_no_desk(file: EventFile) -> None:
    reader = journal(file, desk="Reader")
    assert reader.event() == EVENT
    with reader.reading() as connection:
        assert reader.desk_id(connection) == ""
    assert desks_in(file.path) == [(FRONT, COMPUTER)]


def test_that_a_desk_and_an_operator_can_change_while_the_program_runs(file: EventFile) -> None:
    pen = journal(file)
    pen.desk, pen.operator = "Side door", "Somebody else"
    with pen.writing() as act:
        act.note(BadgeIssued(CODE, None))
    assert ("Side door", COMPUTER) in desks_in(file.path)
    assert asked(file.path, "SELECT operator FROM log ORDER BY position DESC LIMIT 1") == [("Somebody else",)]


@pytest.mark.parametrize(("clock", "day"), [("03:59", D1), ("04:00", D2), ("00:30", D1), ("23:59", D2)])
def test_that_an_act_belongs_to_the_event_day_of_its_instant(
    file: EventFile, clock: str, day: object
) -> None:
    with journal(file, at=iasi(22, clock)).writing() as act:
        assert act.stamp.day == day


def test_that_instants_are_utc_whatever_zone_the_clock_is_in(file: EventFile) -> None:
    elsewhere = iasi(21, "09:40").astimezone(timezone(timedelta(hours=-5)))
    assert journal(file, at=elsewhere).now().tzinfo is UTC
    with journal(file, at=elsewhere).writing() as act:
        assert act.stamp.at == iasi(21, "09:40")


def test_that_an_act_may_be_given_the_instant_at_which_it_was_asked_for(file: EventFile) -> None:
    with journal(file).writing(now=iasi(21, "11:00")) as act:
        assert act.stamp.at == iasi(21, "11:00")


def test_that_an_act_knows_the_programme_and_the_key(file: EventFile) -> None:
    with journal(file).writing() as act:
        assert act.event == EVENT
        assert len(act.key) == 32
        assert act.key.hex() not in repr(act)


@pytest.mark.usefixtures("impatient")
def test_that_what_is_not_saved_says_under_which_record(front: Desk) -> None:
    with locked(front.file.path), pytest.raises(NotSaved) as caught, front.journal.writing("the record"):
        pytest.fail("nothing can be written now")
    assert caught.value.record == "the record"


def test_that_two_desks_of_one_name_and_computer_do_not_break_the_chain(file: EventFile) -> None:
    """The program was started twice."""
    one, other = journal(file), journal(file)
    with opened(file.path) as second_file:
        again = journal(second_file)
        for number, pen in enumerate((one, other, again, one, again, other)):
            with pen.writing() as act:
                act.note(BadgeIssued(f"{number}", None))
    assert first_bad(file.path) is None
    assert len(desks_in(file.path)) == 1
