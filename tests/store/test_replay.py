"""The tables are a function of the log, whatever happens at an event and however it is replayed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from checkin_app.domain.checkin import Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.services.checkin import Counter
from checkin_app.store import chain, opening, presence
from checkin_app.store.database import EventFile
from checkin_app.store.schema import DERIVED, SEARCH_TABLE
from checkin_app.store.verification import rebuild
from tests.histories import CHECKPOINTS, HISTORIES, Step, World
from tests.store.event_files import IN_MEMORY, asked, beside, copied, first_bad, opened, result_of, tables_of
from tests.store.test_verification import chain_by_hand

COMPARED = ["log", *(table.name for table in DERIVED), f"{SEARCH_TABLE}_content"]
usual = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


@pytest.fixture(scope="module")
def blank_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new event file without a single record: copying it is quicker than laying it out two hundred times."""
    path = tmp_path_factory.mktemp("blank") / "blank.checkin"
    opening.create(path).close()
    return path


@contextmanager
def played(empty_once: Path, steps: list[Step]) -> Iterator[World]:
    """A world of its own in which these steps were tried."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = copied(empty_once, Path(folder) / "event.checkin")
        with opened(path) as file:
            world = World(file)
            world.play(steps)
            yield world


@settings(usual, max_examples=200)
@given(steps=HISTORIES)
def test_that_replaying_the_log_gives_equal_tables(
    empty_once: Path, blank_once: Path, steps: list[Step]
) -> None:
    with played(empty_once, steps) as world, pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "create", lambda target: EventFile(copied(blank_once, target)))
        file = world.desks[0].file
        replayed = file.path.with_name("replayed.checkin")
        result_of(rebuild(file, replayed))
        truth, again = tables_of(file.path), tables_of(replayed)
    for name in COMPARED:
        assert again[name] == truth[name], name


@settings(usual, max_examples=25)
@given(steps=HISTORIES)
def test_that_any_history_verifies_whatever_the_batches(empty_once: Path, steps: list[Step]) -> None:
    with played(empty_once, steps) as world, pytest.MonkeyPatch.context() as patch:
        path = world.desks[0].file.path
        assert chain_by_hand(path) is None
        patch.setattr(chain, "BATCH", 3)
        assert first_bad(path) is None


@settings(usual, max_examples=70)
@given(steps=HISTORIES)
def test_that_the_rules_of_presence_hold_in_any_history(empty_once: Path, steps: list[Step]) -> None:
    with played(empty_once, steps) as world:
        desk = world.desks[0]
        lines = desk.attendance.scans()
        with desk.journal.reading() as connection:
            entries = list(presence.all_entries(connection))
        counters = {checkpoint: desk.checkin.counter(checkpoint) for checkpoint in CHECKPOINTS}
        matrix = desk.attendance.matrix()
        now, event = desk.checkin.now(), desk.checkin.event
        last_scans = {each.journal.desk: each.checkin.last_scans(1000) for each in world.desks}

    came = {line.record for line in lines if line.admitted and not line.voided_by}
    assert {entry.record for entry in entries} == came, "every entry that counts, and no other, is presence"

    open_at = [(entry.participant, entry.checkpoint) for entry in entries if entry.left_at is None]
    assert len(open_at) == len(set(open_at)), "nobody is in a place twice"

    exits = [line for line in lines if line.reason is Reason.LEFT and not line.voided_by]
    assert all(line.participant is not None for line in exits)

    for row in matrix.rows:
        theirs = {entry.checkpoint.day for entry in entries if entry.participant == row.participant.id}
        assert set(row.days_present) == theirs

    for desk_name, last in last_scans.items():
        assert [line.record for line in last] == [line.record for line in lines if line.desk == desk_name][
            ::-1
        ]

    for checkpoint, counter in counters.items():
        here = [entry for entry in entries if entry.checkpoint == checkpoint]
        assert_counted(counter, checkpoint, here=here, inside=[e for e in here if e.is_inside(event, now)])


def assert_counted(
    counter: Counter, checkpoint: Checkpoint, *, here: list[presence.Entry], inside: list[presence.Entry]
) -> None:
    assert counter.people == len({entry.participant for entry in here}), checkpoint
    assert counter.inside == len(inside), checkpoint
    assert counter.last_ten_minutes <= len(here)


@settings(usual, max_examples=25)
@given(steps=HISTORIES)
def test_that_a_history_is_one_closed_file_and_goes_on_after_it_was_closed(
    empty_once: Path, steps: list[Step]
) -> None:
    half = len(steps) // 2
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = copied(empty_once, Path(folder) / "event.checkin")
        for part in (steps[:half], steps[half:]):
            with opened(path) as file:
                World(file).play(part)
            assert beside(path) == []
        rows = asked(path, "SELECT desk, count(*), max(seq) FROM log GROUP BY desk")
        assert all(count == highest for _, count, highest in rows)
        assert chain_by_hand(path) is None
