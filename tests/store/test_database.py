"""What is written is on the disk, whole, or it is said that it is not; and nothing in a file runs by itself."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain.errors import EventFileRefused, NotSaved
from checkin_app.domain.log import BadgeIssued
from checkin_app.store import database, log, programme
from checkin_app.store.database import PRAGMAS, EventFile, connect, why
from tests.store.event_files import (
    STAMP,
    Desk,
    append,
    asked,
    beside,
    change,
    copied,
    first_bad,
    opened,
    tables_of,
)
from tests.store.troubles import files_no_longer_than, locked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Here, for once, on a real disk."""
    made = tmp_path / "event"
    made.mkdir()
    return made


CODES = [letter * 20 for letter in "BCDFGHJKLNPRSTVX"]


def spare(number: int = 0) -> BadgeIssued:
    return BadgeIssued(CODES[number], None)


def codes_in(path: Path) -> list[str]:
    return [code for (code,) in asked(path, "SELECT code FROM badge ORDER BY code")]


# -- settings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "wanted"), PRAGMAS.items())
def test_that_every_connection_runs_with_every_setting(file: EventFile, name: str, wanted: str | int) -> None:
    with file.reading() as reader, file.writing() as writer:
        for connection in (reader, writer):
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == wanted


def test_that_acknowledged_records_are_synced_to_the_disk() -> None:
    assert PRAGMAS["synchronous"] == 2
    assert PRAGMAS["journal_mode"] == "wal"
    assert PRAGMAS["fullfsync"] == PRAGMAS["checkpoint_fullfsync"] == 1


IMPOSSIBLE = {
    "busy_timeout": -5,
    "journal_mode": "sideways",
    "synchronous": 77,
    "mmap_size": "no_number_but_a_word",
}


@pytest.mark.parametrize("name", PRAGMAS)
def test_that_a_file_is_refused_where_a_setting_does_not_take(
    empty: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = empty.read_bytes()
    monkeypatch.setitem(PRAGMAS, name, IMPOSSIBLE.get(name, 77))
    with pytest.raises(EventFileRefused, match=name):
        connect(empty)
    assert empty.read_bytes() == before
    assert beside(empty) == []


def test_that_a_setting_nobody_knows_is_not_believed(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRAGMAS, "perfect_safety", 1)
    with pytest.raises(EventFileRefused, match="perfect_safety is unknown"):
        connect(empty)


def test_that_the_refusal_says_what_to_do(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRAGMAS, "journal_mode", "sideways")
    with pytest.raises(EventFileRefused) as caught:
        connect(empty)
    assert caught.value.path == str(empty)
    assert "journal_mode is wal, not sideways" in caught.value.why
    assert "own disk" in caught.value.remedy


def test_that_opening_a_file_that_is_not_there_makes_none(folder: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(folder / "nothing.checkin")
    assert list(folder.iterdir()) == []


# -- reading -------------------------------------------------------------------------------------------------


def test_that_a_reader_sees_one_state_and_waits_for_nobody(file: EventFile) -> None:
    with file.reading() as reader:
        before = reader.execute(sa.select(sa.func.count()).select_from(log.log)).scalar()
        append(file, spare())
        with file.writing() as writer:
            log.append(writer, STAMP, [(log.new_id(), spare(1))])
            after = reader.execute(sa.select(sa.func.count()).select_from(log.log)).scalar()
    assert after == before


def test_that_nothing_can_be_written_while_reading(file: EventFile) -> None:
    before = file.count_records()
    with pytest.raises(EventFileRefused, match="read-only"), file.reading() as connection:
        log.append(connection, STAMP, [(log.new_id(), spare())])
    assert file.count_records() == before


def test_that_records_are_counted(file: EventFile) -> None:
    before = file.count_records()
    append(file, spare(), spare(1))
    assert file.count_records() == before + 2


def test_that_a_page_found_damaged_while_reading_is_said_in_a_sentence(told: Path) -> None:
    root, size = asked(
        told,
        "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = 'badge'",
    )[0]
    with told.open("r+b") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * size)
    with opened(told) as file:
        with pytest.raises(EventFileRefused, match="damaged") as caught, file.reading() as connection:
            connection.exec_driver_sql("SELECT * FROM badge").all()
        assert "backup" in caught.value.remedy


def test_that_a_wrong_question_of_our_own_stays_a_bug(file: EventFile) -> None:
    with pytest.raises(exc.OperationalError, match="no such table"), file.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


# -- writing -------------------------------------------------------------------------------------------------


def test_that_what_was_written_is_there_for_another_program_at_once(file: EventFile) -> None:
    append(file, spare())
    assert codes_in(file.path) == CODES[:1]


@pytest.mark.parametrize(
    "interruption", [KeyboardInterrupt, SystemExit, GeneratorExit, ValueError, RecursionError]
)
def test_that_an_interrupted_act_leaves_nothing(file: EventFile, interruption: type[BaseException]) -> None:
    before = tables_of(file.path)

    def act() -> None:
        with file.writing() as connection:
            log.append(connection, STAMP, [(log.new_id(), spare())])
            raise interruption

    with pytest.raises(interruption):
        act()
    assert tables_of(file.path) == before
    append(file, spare())
    assert codes_in(file.path) == CODES[:1]


def test_that_a_generator_closed_in_the_middle_of_an_act_leaves_nothing(file: EventFile) -> None:
    def working() -> Iterator[int]:
        with file.writing() as connection:
            log.append(connection, STAMP, [(log.new_id(), spare())])
            yield 1
            log.append(connection, STAMP, [(log.new_id(), spare(1))])

    work = working()
    next(work)
    work.close()  # type: ignore[attr-defined]  # it is a generator
    assert codes_in(file.path) == []
    append(file, spare(2))


def test_that_an_act_is_there_whole_or_not_at_all(file: EventFile) -> None:
    """The second fact breaks a rule of the tables: the first one goes with it."""
    before = tables_of(file.path)
    with pytest.raises(exc.IntegrityError), file.writing() as connection:
        log.append(
            connection, STAMP, [(log.new_id(), spare()), (log.new_id(), BadgeIssued(CODES[1], "nobody"))]
        )
    assert tables_of(file.path) == before


def test_that_a_rule_broken_by_ourselves_is_not_called_a_full_disk(file: EventFile) -> None:
    record = append(file, spare())[0]
    with pytest.raises(exc.IntegrityError), file.writing("some record") as connection:
        log.append(connection, STAMP, [(record, spare(1))])


# -- several writers -----------------------------------------------------------------------------------------


def test_that_a_second_writer_waits_and_then_sees_what_the_first_one_wrote(file: EventFile) -> None:
    begun, seen = Signal(), list[int]()

    def second() -> None:
        with opened(file.path) as other:
            begun.set()
            with other.writing() as connection:
                seen.append(connection.exec_driver_sql("SELECT count(*) FROM badge").scalar_one())
                log.append(connection, STAMP, [(log.new_id(), spare(1))])

    thread = Thread(target=second)
    with file.writing() as connection:
        thread.start()
        assert begun.wait(10)
        log.append(connection, STAMP, [(log.new_id(), spare())])
    thread.join()
    assert seen == [1]
    assert codes_in(file.path) == CODES[:2]


def test_that_writers_who_read_first_never_fail_for_it(file: EventFile) -> None:
    """With a plain BEGIN, who reads and then writes is told BUSY_SNAPSHOT at once, whatever the timeout."""
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with opened(file.path) as other:
                desk = Desk(other, name=f"desk {number}")
                for _ in range(10):
                    desk.badges.issue_spares(1)
        except BaseException as failure:  # noqa: BLE001  # shown below, in the test's own thread
            failures.append(failure)

    threads = [Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert asked(file.path, "SELECT desk.name, max(seq), count(*) FROM log JOIN desk ON desk.id = log.desk "
                 "WHERE desk.name LIKE 'desk%' GROUP BY 1") == [(f"desk {n}", 11, 11) for n in range(3)]  # fmt: skip
    assert first_bad(file.path) is None


@pytest.mark.usefixtures("impatient")
def test_that_a_locked_file_is_not_saved_and_a_retry_records_once(empty: Path) -> None:
    with opened(empty) as file:
        record = log.new_id()
        with locked(empty), pytest.raises(NotSaved) as caught, file.writing(record) as connection:
            log.append(connection, STAMP, [(record, spare())])
        assert caught.value.record == record
        assert "Another program is writing" in caught.value.why
        assert codes_in(empty) == []
        with file.writing(record) as connection:
            log.append(connection, STAMP, [(record, spare())])
        assert codes_in(empty) == CODES[:1]


@pytest.mark.usefixtures("impatient")
def test_that_a_desk_can_scan_again_once_a_lock_is_gone(empty: Path) -> None:
    with opened(empty) as file:
        desk = Desk(file)
        with locked(empty), pytest.raises(NotSaved):
            desk.badges.issue_spares(1)
        assert len(desk.badges.issue_spares(1)) == 1


# -- the disk ------------------------------------------------------------------------------------------------


def test_that_a_full_disk_is_not_saved_and_what_was_saved_stays(file: EventFile) -> None:
    append(file, spare())
    before = tables_of(file.path)
    with file.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    desk = Desk(file)
    with pytest.raises(NotSaved, match="The disk is full"):
        desk.badges.issue_spares(1000)
    assert tables_of(file.path) == before
    with file.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    desk.badges.issue_spares(1000)
    assert first_bad(file.path) is None


@pytest.mark.parametrize("room", [0, 100, 5000, 30_000])
def test_that_a_disk_that_fails_in_the_middle_of_a_write_is_not_saved(file: EventFile, room: int) -> None:
    desk = Desk(file)
    desk.badges.issue_spares(1)
    before = tables_of(file.path)
    size = file.path.with_name(file.path.name + "-wal").stat().st_size
    with files_no_longer_than(size + room), pytest.raises(NotSaved, match="The disk"):
        desk.badges.issue_spares(500)
    assert tables_of(file.path) == before
    desk.badges.issue_spares(1)
    assert first_bad(file.path) is None


def test_that_a_commit_whose_answer_was_lost_is_not_saved_twice(
    front: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can happen that the disk has the commit and the program hears of a failure."""
    record = log.new_id()
    dialect: Any = front.file._writer.dialect
    commit = dialect.do_commit

    def commit_and_lose_the_answer(connection: Any) -> None:
        commit(connection)
        failure = sqlite3.OperationalError("disk I/O error")
        failure.sqlite_errorname = "SQLITE_IOERR_FSYNC"
        raise failure

    code, checkpoint = front.code_of("Ana"), front.checkin.checkpoint_now()
    assert checkpoint is not None
    monkeypatch.setattr(dialect, "do_commit", commit_and_lose_the_answer)
    with pytest.raises(NotSaved, match="The disk does not answer") as caught:
        front.checkin.scan(code, checkpoint, record=record)
    monkeypatch.undo()
    assert caught.value.record == record
    front.wait(seconds=1)
    verdict = front.checkin.scan(code, checkpoint, record=record)
    assert verdict.admitted
    assert verdict.record == record
    assert asked(front.file.path, "SELECT count(*) FROM log WHERE kind = 'entered'") == [(1,)]


# -- the file itself -----------------------------------------------------------------------------------------


def remove(path: Path) -> None:
    path.unlink()


def move_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.checkin"))


def put_another_in_its_place(path: Path) -> None:
    other = path.with_name("other.checkin")
    shutil.copyfile(path, other)
    other.replace(path)


@pytest.mark.parametrize("loss", [remove, move_away, put_another_in_its_place])
def test_that_nothing_is_green_when_the_file_is_gone(empty: Path, loss: Any) -> None:
    file = EventFile(empty)
    append(file, spare())
    loss(empty)
    with pytest.raises(NotSaved, match="moved, removed or replaced") as caught, file.writing("a record"):
        pytest.fail("nothing may be written")
    assert caught.value.record == "a record"
    file.close()


def test_that_a_closed_event_is_one_file(empty: Path) -> None:
    with opened(empty) as file:
        append(file, spare())
        with file.reading() as connection:
            programme.read(connection)
        assert beside(empty) == ["event.checkin-shm", "event.checkin-wal"]
    assert beside(empty) == []
    assert codes_in(empty) == CODES[:1]


def test_that_everything_is_in_the_one_file_even_if_another_program_is_still_reading_it(empty: Path) -> None:
    """Somebody copies the document the moment the program has ended."""
    with closing(sqlite3.connect(empty)) as other:
        with opened(empty) as file:
            append(file, spare())
            other.execute("SELECT * FROM badge").fetchall()
        assert empty.with_name(f"{empty.name}-wal").stat().st_size == 0
        assert codes_in(copied(empty, empty.with_name("copy.checkin"))) == CODES[:1]


def test_that_an_event_that_was_only_read_is_one_file_again_and_unchanged(told: Path) -> None:
    before = told.read_bytes()
    with opened(told) as file, file.reading() as connection:
        programme.read(connection)
    assert beside(told) == []
    assert told.read_bytes() == before


def test_that_who_only_reads_leaves_the_write_ahead_log_to_the_writer(file: EventFile) -> None:
    append(file, spare())
    size = file.path.with_name("event.checkin-wal").stat().st_size
    with opened(file.path) as other:
        other.count_records()
    assert file.path.with_name("event.checkin-wal").stat().st_size == size > 0


def test_that_what_a_killed_program_left_is_there_when_the_file_is_opened_again(
    empty: Path, folder: Path
) -> None:
    killed = folder / "killed"
    killed.mkdir()
    with opened(empty) as file:
        append(file, spare())
        for each in folder.glob("event.checkin*"):
            shutil.copyfile(each, killed / each.name)
    survivor = killed / "event.checkin"
    with opened(survivor) as file, file.reading() as connection:
        assert connection.exec_driver_sql("SELECT code FROM badge").scalars().all() == CODES[:1]
    assert beside(survivor) == []
    assert codes_in(survivor) == CODES[:1]


def test_that_closing_twice_or_without_ever_using_it_does_no_harm(empty: Path) -> None:
    file = EventFile(empty)
    file.close()
    file.close()
    assert beside(empty) == []


# -- what is planted in a file -------------------------------------------------------------------------------

STEALING = "CREATE TRIGGER thief AFTER INSERT ON badge BEGIN DELETE FROM participant; END"
DECEIVING = "CREATE TRIGGER thief INSTEAD OF INSERT ON badge BEGIN SELECT 1; END"


def test_that_a_trigger_planted_while_the_file_is_open_does_not_run(front: Desk) -> None:
    people = front.roster.people()
    change(front.file.path, STEALING)
    with pytest.raises(NotSaved, match="tried to run by itself"):
        front.badges.issue_spares(1)
    assert front.roster.people() == people
    change(front.file.path, "DROP TRIGGER thief")
    front.badges.issue_spares(1)
    assert front.roster.people() == people


def test_that_a_view_planted_while_the_file_is_open_is_not_believed(front: Desk) -> None:
    change(
        front.file.path,
        "ALTER TABLE badge RENAME TO hidden",
        "CREATE VIEW badge AS SELECT * FROM hidden",
    )
    with pytest.raises(EventFileRefused, match="tried to run by itself"):
        front.roster.people()
    change(front.file.path, DECEIVING)
    with pytest.raises(NotSaved):
        front.badges.issue_spares(1)


def test_that_planted_triggers_do_not_run_on_a_bare_connection_either(told: Path) -> None:
    change(told, STEALING)
    with closing(connect(told)) as connection, pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        connection.execute("INSERT INTO badge (code, issued_at) VALUES ('x', 'y')")
    assert asked(told, "SELECT count(*) FROM participant")[0][0] > 0


# -- sentences -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", database._WHY)
def test_that_every_known_failure_has_a_sentence(name: str) -> None:
    failure = sqlite3.OperationalError("some words of SQLite")
    failure.sqlite_errorname = f"{name}_OF_SOME_KIND"
    assert why(failure).endswith(".")
    assert "SQLITE" not in why(failure)


def test_that_an_unknown_failure_keeps_its_own_words() -> None:
    assert "no such table: x" in why(sqlite3.OperationalError("no such table: x"))
    assert why(None)
