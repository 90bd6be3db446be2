"""The event file is in custody: verified while desks work at it, backed up when something happened, closed as one file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checkin_app.domain.errors import EventFileRefused
from checkin_app.services.event_file import EventFileService, restore, verify_closed
from tests.domain.programmes import EVENT, iasi
from tests.store.event_files import Desk, asked, beside, change, first_bad, result_of


@pytest.fixture
def backups(folder: Path) -> Path:
    return folder / "backups"


def names_in(backups: Path) -> list[str]:
    return sorted(each.name for each in backups.iterdir()) if backups.is_dir() else []


# -- verifying -----------------------------------------------------------------------------------------------


def test_that_an_open_event_verifies(front: Desk) -> None:
    front.scan("Ana")
    found = result_of(front.custody.verify())
    assert found.ok
    assert found.records == front.file.count_records()


def test_that_a_change_behind_the_programs_back_is_found(front: Desk) -> None:
    front.scan("Ana")
    change(front.file.path, "UPDATE presence SET forced = 'x'")
    found = result_of(front.custody.verify())
    assert not found.ok
    assert found.first_bad is not None
    assert "«presence»" in found.first_bad.why


def test_that_a_closed_event_verifies_and_a_foreign_file_is_refused(told: Path, folder: Path) -> None:
    assert result_of(verify_closed(told)).ok
    (folder / "thesis").write_text("no event")
    with pytest.raises(EventFileRefused):
        result_of(verify_closed(folder / "thesis"))
    assert beside(told) == ["thesis"]


def test_that_a_broken_chain_is_told_not_refused(told: Path) -> None:
    change(told, "UPDATE log SET operator = 'x' WHERE position = 3")
    found = result_of(verify_closed(told))
    assert found.first_bad is not None
    assert found.first_bad.seq == 3


# -- backups -------------------------------------------------------------------------------------------------


def test_that_a_backup_can_be_made_where_one_likes(front: Desk, folder: Path) -> None:
    front.scan("Ana")
    target = front.custody.back_up(folder / "copy.checkin")
    assert first_bad(target) is None
    assert asked(target, "SELECT count(*) FROM presence") == [(1,)]
    with pytest.raises(EventFileRefused, match="already"):
        front.custody.back_up(target)


def test_that_a_backup_is_made_when_something_happened_and_only_then(front: Desk, backups: Path) -> None:
    assert front.custody.back_up_if_changed(backups) == front.clock.instant
    front.wait(minutes=10)
    assert front.custody.back_up_if_changed(backups) is None
    front.scan("Ana")
    front.wait(minutes=10)
    assert front.custody.back_up_if_changed(backups) == front.clock.instant
    assert names_in(backups) == ["event 2023-11-21 094000.checkin", "event 2023-11-21 100030.checkin"]
    assert all(first_bad(backups / name) is None for name in names_in(backups))


def test_that_another_desks_work_is_a_change(front: Desk, backups: Path) -> None:
    front.custody.back_up_if_changed(backups)
    front.beside("Back").scan("Ana")
    assert front.custody.back_up_if_changed(backups) is not None


def test_that_what_happens_within_the_second_of_a_backup_is_in_the_next_one(
    front: Desk, backups: Path
) -> None:
    front.custody.back_up_if_changed(backups)
    front.checkin.check_in(front.guest("Ana").id, EVENT_ENTRANCE)
    assert front.custody.back_up_if_changed(backups) is None
    front.wait(minutes=10)
    assert front.custody.back_up_if_changed(backups) is not None
    assert asked(backups / names_in(backups)[-1], "SELECT count(*) FROM presence") == [(1,)]


EVENT_ENTRANCE = next(iter(EVENT.checkpoints()))


def test_that_backups_rotate(front: Desk, backups: Path) -> None:
    for day in range(9):
        for _ in range(3):
            front.clock.instant += timedelta(hours=2)
            front.badges.issue_spares(1)
            front.custody.back_up_if_changed(backups)
        front.clock.instant = iasi(21, "09:40") + timedelta(days=day + 1)
    names = names_in(backups)
    assert len(names) == 15
    assert names[-1].startswith("event 2023-11-29")
    assert len({name[6:16] for name in names}) == 7


def test_that_other_files_in_the_folder_of_backups_are_left_alone(front: Desk, backups: Path) -> None:
    backups.mkdir()
    (backups / "thesis.doc").write_text("mine")
    front.custody.back_up_if_changed(backups)
    assert "thesis.doc" in names_in(backups)


def test_that_a_broken_event_is_not_backed_up_and_no_backup_is_deleted(front: Desk, backups: Path) -> None:
    front.custody.back_up_if_changed(backups)
    before = names_in(backups)
    change(front.file.path, "UPDATE log SET operator = 'x' WHERE position = 3")
    front.wait()
    front.badges.issue_spares(1)
    for _ in range(2):
        with pytest.raises(EventFileRefused, match="No backup was made"):
            front.custody.back_up_if_changed(backups)
    assert names_in(backups) == before


def test_that_a_folder_that_cannot_be_made_is_said(front: Desk, folder: Path) -> None:
    (folder / "backups").write_text("a file is in the way")
    with pytest.raises(EventFileRefused, match="No backup was made"):
        front.custody.back_up_if_changed(folder / "backups")


def test_that_backups_are_named_by_the_clocks_of_the_event(front: Desk, backups: Path) -> None:
    front.programme.change(replace(EVENT, zone="Asia/Tokyo"))
    front.custody.back_up_if_changed(backups)
    assert names_in(backups) == ["event 2023-11-21 164000.checkin"]


# -- the rest ------------------------------------------------------------------------------------------------


def test_that_the_foot_line_has_what_it_shows(front: Desk) -> None:
    assert front.custody.path == front.file.path
    assert front.custody.desk == "Front"


def test_that_closing_leaves_one_file(front: Desk) -> None:
    front.scan("Ana")
    EventFileService(front.file, front.journal).close()
    assert beside(front.file.path) == []
    assert first_bad(front.file.path) is None


# -- restoring -----------------------------------------------------------------------------------------------


def test_that_another_folder_gets_a_backup_though_nothing_has_happened(front: Desk, backups: Path) -> None:
    front.scan("Ana")
    assert front.custody.back_up_if_changed(backups)
    assert front.custody.back_up_if_changed(backups) is None
    assert front.custody.back_up_if_changed(backups.with_name("stick"))
    assert len(names_in(backups.with_name("stick"))) == 1


def test_that_a_backup_is_restored_to_a_new_file_that_verifies(front: Desk, folder: Path) -> None:
    front.scan("Ana")
    copy = front.custody.back_up(folder / "copy.checkin")
    before = copy.read_bytes()
    again = result_of(restore(copy, folder / "again.checkin"))
    assert again == folder / "again.checkin"
    assert copy.read_bytes() == before
    assert result_of(verify_closed(again)).ok


def test_that_a_backup_that_was_changed_is_not_restored(front: Desk, folder: Path) -> None:
    front.scan("Ana")
    copy = front.custody.back_up(folder / "copy.checkin")
    change(copy, "UPDATE log SET operator = 'x' WHERE position = 3")
    with pytest.raises(EventFileRefused, match="The backup was not restored: The log does not verify"):
        result_of(restore(copy, folder / "again.checkin"))
    assert not (folder / "again.checkin").exists()


def test_that_restoring_never_replaces_a_file(front: Desk, folder: Path) -> None:
    front.scan("Ana")
    copy = front.custody.back_up(folder / "copy.checkin")
    (folder / "precious").write_text("precious")
    with pytest.raises(EventFileRefused, match="There is a file of this name already"):
        result_of(restore(copy, folder / "precious"))
    assert (folder / "precious").read_text() == "precious"


def test_that_what_is_no_backup_is_not_restored(folder: Path) -> None:
    (folder / "thesis").write_text("no event")
    with pytest.raises(EventFileRefused, match="This is not an event file"):
        result_of(restore(folder / "thesis", folder / "again.checkin"))
