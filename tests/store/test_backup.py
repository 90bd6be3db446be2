"""A backup is a whole, verified event file or it is not there; and of many the right ones are kept."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import backup, opening
from checkin_app.store.backup import DAILY, LATEST, name_for, superfluous
from tests.store.event_files import (
    Desk,
    asked,
    beside,
    change,
    copied,
    first_bad,
    tables_of,
)
from tests.store.troubles import files_no_longer_than, locked, without_privileges

# -- making --------------------------------------------------------------------------------------------------


def content_of(path: Path) -> dict[str, list[object]]:
    return {name: rows for name, rows in tables_of(path).items() if not name.startswith("sqlite_stat")}


def test_that_a_backup_holds_everything_verifies_and_is_one_file(told: Path, folder: Path) -> None:
    target = folder / "copy.checkin"
    assert backup.make(told, target) == target
    assert content_of(target) == content_of(told)
    assert first_bad(target) is None
    assert beside(target) == [told.name]


def test_that_a_backup_can_be_worked_with(told: Path, folder: Path) -> None:
    target = backup.make(told, folder / "copy.checkin")
    file = opening.open_existing(target)
    Desk(file).badges.issue_spares(1)
    file.close()
    assert first_bad(target) is None
    assert beside(target) == [told.name]


def test_that_a_backup_of_a_backup_is_the_same(told: Path, folder: Path) -> None:
    first = backup.make(told, folder / "first.checkin")
    second = backup.make(first, folder / "second.checkin")
    assert content_of(second) == content_of(told)


def test_that_what_is_still_in_the_write_ahead_log_is_in_the_backup(front: Desk, folder: Path) -> None:
    """A plain copy of the file alone would hold nothing of it."""
    path = front.file.path
    front.badges.issue_spares(100)
    plain = copied(path, folder / "plain.checkin")
    assert asked(plain, "SELECT count(*) FROM badge") == [(0,)]
    target = backup.make(path, folder / "copy.checkin")
    assert asked(target, "SELECT count(*) FROM badge") == [(105,)]
    assert content_of(target) == content_of(path)


def test_that_desks_go_on_while_a_backup_is_made(front: Desk, folder: Path) -> None:
    with front.file.reading(), locked(front.file.path):
        backup.make(front.file.path, folder / "copy.checkin")
    front.scan("Ana")
    assert asked(folder / "copy.checkin", "SELECT count(*) FROM log WHERE kind = 'entered'") == [(0,)]


def test_that_the_event_file_is_not_touched_by_its_backup(told: Path, folder: Path) -> None:
    before = told.read_bytes()
    backup.make(told, folder / "copy.checkin")
    assert told.read_bytes() == before
    assert beside(told) == ["copy.checkin"]


def test_that_erased_rows_do_not_travel_with_a_backup(told: Path, folder: Path) -> None:
    name = "Überraschungsgast"
    change(told, f"UPDATE desk SET name = '{name}'")
    change(told, "PRAGMA secure_delete = OFF", "UPDATE desk SET name = 'x'")
    target = backup.make(told, folder / "copy.checkin")
    assert name.encode() not in target.read_bytes()


# -- never half a file ---------------------------------------------------------------------------------------


def refusal_of(source: Path, target: Path) -> EventFileRefused:
    """Why no backup was made, having seen that nothing is left of it."""
    before = sorted(each.name for each in target.parent.iterdir()) if target.parent.is_dir() else None
    with pytest.raises(EventFileRefused) as caught:
        backup.make(source, target)
    after = sorted(each.name for each in target.parent.iterdir()) if target.parent.is_dir() else None
    assert after == before
    assert caught.value.path == str(target)
    return caught.value


def test_that_a_backup_never_takes_the_place_of_a_file(told: Path, folder: Path) -> None:
    target = folder / "copy.checkin"
    target.write_bytes(b"somebody's thesis")
    assert "already" in refusal_of(told, target).why
    assert target.read_bytes() == b"somebody's thesis"
    assert "already" in refusal_of(told, told).why


def test_that_a_backup_into_no_folder_is_refused(told: Path, folder: Path) -> None:
    assert "folder" in refusal_of(told, folder / "nowhere" / "copy.checkin").why


def test_that_a_backup_of_no_file_is_refused(folder: Path) -> None:
    refusal_of(folder / "nothing.checkin", folder / "copy.checkin")


def test_that_a_folder_that_may_not_be_written_is_said(told: Path, plain_folder: Path) -> None:
    source = copied(told, plain_folder / "event.checkin")
    closed = plain_folder / "closed"
    closed.mkdir(mode=0o555)
    with without_privileges():
        assert "No backup was made" in refusal_of(source, closed / "copy.checkin").why


@pytest.mark.parametrize("room", [0, 4096, 50_000, 100_000])
def test_that_a_full_disk_leaves_no_half_backup(told: Path, folder: Path, room: int) -> None:
    target = folder / "backups" / "copy.checkin"
    target.parent.mkdir()
    with files_no_longer_than(room):
        assert "No backup was made" in refusal_of(told, target).why
    backup.make(told, target)


def test_that_what_an_interrupted_backup_left_is_replaced(told: Path, folder: Path) -> None:
    (folder / "copy.checkin.part").write_bytes(b"half of a backup")
    backup.make(told, folder / "copy.checkin")
    assert beside(told) == ["copy.checkin"]


def test_that_an_interruption_leaves_nothing(
    told: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "_sync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        backup.make(told, folder / "copy.checkin")
    assert beside(told) == []


BROKEN: dict[str, Callable[[Path], object]] = {
    "a changed record": lambda path: change(path, "UPDATE log SET operator = 'x' WHERE position = 7"),
    "a missing record": lambda path: change(path, "DELETE FROM log WHERE position = 7"),
    "a missing last record": lambda path: change(path, "DELETE FROM log WHERE position = (SELECT max(position) FROM log)"),
    "a planted trigger": lambda path: change(path, "CREATE TRIGGER t AFTER INSERT ON log BEGIN SELECT 1; END"),
    "a newer version": lambda path: change(path, "UPDATE alembic_version SET version_num = '9999'"),
    "no log": lambda path: change(path, "DROP TABLE log"),
    "nothing of ours": lambda path: shutil.copyfile(__file__, path),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_that_a_broken_file_is_not_called_a_backup(
    told: Path, folder: Path, fault: Callable[[Path], object]
) -> None:
    fault(told)
    assert "No backup was made" in refusal_of(told, folder / "copy.checkin").why


def test_that_the_refusal_says_which_record_is_broken(told: Path, folder: Path) -> None:
    change(told, "UPDATE log SET operator = 'x' WHERE position = 7")
    assert ", record 7:" in refusal_of(told, folder / "copy.checkin").why


# -- names and rotation --------------------------------------------------------------------------------------

EVENT_FILE = Path("/somewhere/Clusters Meet Regions.checkin")
TIMES = st.datetimes(datetime(2023, 11, 1), datetime(2024, 2, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001


def kept_of(times: list[datetime]) -> set[datetime]:
    names = {name_for(EVENT_FILE, at): at for at in times}
    gone = superfluous(names, EVENT_FILE)
    assert len(gone) == len(set(gone))
    return set(times) - {names[name] for name in gone}


def test_that_a_backup_is_named_after_the_event_and_its_time() -> None:
    at = datetime(2023, 11, 22, 9, 14, 7)  # noqa: DTZ001
    assert name_for(EVENT_FILE, at) == "Clusters Meet Regions 2023-11-22 091407.checkin"


@given(st.lists(TIMES, unique=True, max_size=80))
def test_that_twelve_and_seven_daily_backups_are_kept(times: list[datetime]) -> None:
    kept = kept_of(times)
    newest_first = sorted(times, reverse=True)
    assert set(newest_first[:LATEST]) <= kept
    days = sorted({at.date() for at in times}, reverse=True)[:DAILY]
    assert {max(at for at in times if at.date() == day) for day in days} <= kept
    assert len(kept) == min(len(times), len(kept)) <= LATEST + DAILY
    assert LATEST == 12
    assert DAILY == 7


@given(st.lists(TIMES, unique=True, max_size=80))
def test_that_what_is_kept_is_kept_the_next_time_too(times: list[datetime]) -> None:
    kept = kept_of(times)
    assert kept_of(sorted(kept)) == kept


@given(st.lists(TIMES, unique=True, min_size=1, max_size=40))
def test_that_deleting_after_each_backup_keeps_as_much_as_deleting_at_the_end(times: list[datetime]) -> None:
    folder: list[datetime] = []
    for at in sorted(times):
        folder = sorted(kept_of([*folder, at]))
    assert set(folder) == kept_of(times)


def test_that_a_week_of_backups_every_ten_minutes_keeps_the_evenings() -> None:
    start = datetime(2023, 11, 20, 8)  # noqa: DTZ001
    times = [start + timedelta(days=day, minutes=10 * step) for day in range(10) for step in range(60)]
    kept = kept_of(times)
    assert len(kept) == LATEST + DAILY - 1
    assert {at.date() for at in kept} == {date(2023, 11, 23) + timedelta(days=n) for n in range(7)}


@pytest.mark.parametrize(
    "name",
    [
        "Clusters Meet Regions.checkin",
        "Clusters Meet Regions 2023-11-22.checkin",
        "Clusters Meet Regions 2023-11-22 091407.txt",
        "Clusters Meet Regions 2023-13-22 091407.checkin",
        "Clusters Meet Regions 2023-11-22 091407 copy.checkin",
        "Another event 2023-11-22 091407.checkin",
        "Clusters Meet Regions 2 2023-11-22 091407.checkin",
        "thesis.doc",
    ],
)
def test_that_files_that_are_no_backups_of_this_event_are_left_alone(name: str) -> None:
    many = [name_for(EVENT_FILE, datetime(2023, 12, 1) + timedelta(hours=n)) for n in range(40)]  # noqa: DTZ001
    assert name not in superfluous([name, *many], EVENT_FILE)
