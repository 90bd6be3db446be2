"""A desk follows the programme by the clock and its room until somebody chooses by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui.desk_post import DeskPost

from .conftest import CONFERENCE, EVENT, MATCHMAKING, SECOND


@pytest.fixture
def post(clock: HandClock) -> Iterator[DeskPost]:
    """Follows the clock of the test."""
    made = DeskPost(EVENT, clock)
    yield made
    made.deleteLater()


@pytest.fixture
def moves(post: DeskPost) -> list[Checkpoint | None]:
    """Where the desk went."""
    seen: list[Checkpoint | None] = []
    post.moved.connect(lambda: seen.append(post.checkpoint))
    return seen


def test_that_the_desk_follows_the_clock(
    post: DeskPost, clock: HandClock, moves: list[Checkpoint | None]
) -> None:
    assert post.checkpoint == CONFERENCE
    post.tick()
    clock.instant += timedelta(hours=4, minutes=30)
    post.tick()
    post.tick()
    assert moves == [MATCHMAKING]


def test_that_a_choice_by_hand_stays_whatever_the_clock_says(post: DeskPost, clock: HandClock) -> None:
    post.choose(Checkpoint(SECOND))
    clock.instant += timedelta(hours=5)
    post.tick()
    assert (post.checkpoint, post.is_by_hand) == (Checkpoint(SECOND), True)
    post.follow_clock()
    assert (post.checkpoint, post.is_by_hand) == (MATCHMAKING, False)


def test_that_stepping_goes_round_the_whole_programme(post: DeskPost) -> None:
    listed = list(EVENT.checkpoints())
    for _ in listed:
        post.step(1)
    assert post.checkpoint == CONFERENCE
    post.step(-1)
    assert post.checkpoint == listed[listed.index(CONFERENCE) - 1]


def test_that_outside_the_days_there_is_nothing_to_scan_for(clock: HandClock) -> None:
    clock.instant = datetime.fromisoformat("2023-12-24T12:00:00+02:00")
    post = DeskPost(EVENT, clock)
    assert post.checkpoint is None
    post.step(1)
    assert post.checkpoint is not None
    post.deleteLater()


def test_that_a_desk_in_a_room_follows_that_room(clock: HandClock) -> None:
    clock.instant += timedelta(hours=4, minutes=30)
    post = DeskPost(EVENT, clock, "Great Hall")
    assert post.checkpoint == Checkpoint(SECOND)
    post.stand_in("Ceahlău")
    assert (post.checkpoint, post.room) == (MATCHMAKING, "Ceahlău")
    post.deleteLater()


def test_that_a_programme_that_is_the_same_changes_nothing(
    post: DeskPost, moves: list[Checkpoint | None]
) -> None:
    post.learn(replace(EVENT))
    assert not moves


def test_that_a_session_that_is_gone_gives_way_to_the_clock(
    post: DeskPost, moves: list[Checkpoint | None]
) -> None:
    post.choose(MATCHMAKING)
    second = replace(EVENT.days[1], sessions=EVENT.days[1].sessions[:1])
    post.learn(replace(EVENT, days=(EVENT.days[0], second)))
    assert moves == [MATCHMAKING, CONFERENCE]
    assert not post.is_by_hand


def test_that_turning_round_is_told_once(post: DeskPost) -> None:
    turns: list[Direction] = []
    post.turned.connect(lambda: turns.append(post.direction))
    post.turn(Direction.EXIT)
    post.turn(Direction.EXIT)
    post.turn(Direction.ENTRY)
    assert turns == [Direction.EXIT, Direction.ENTRY]
