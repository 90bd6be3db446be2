"""Only a sound event file of ours is opened; anything else is refused with a sentence and not touched."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import migrations, opening
from checkin_app.store.schema import APPLICATION_ID, DERIVED, metadata
from checkin_app.store.verification import verify
from tests.store.event_files import (
    Desk,
    asked,
    beside,
    change,
    copied,
    first_bad,
    make_event_file,
    opened,
    result_of,
    tables_of,
)
from tests.store.troubles import files_no_longer_than, locked, without_privileges


def refusal_of(path: Path) -> EventFileRefused:
    """Why a file is refused, having seen that neither it nor its folder was touched."""
    before = {
        each: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.glob("*") if each.is_file()
    }
    with pytest.raises(EventFileRefused) as caught:
        opening.open_existing(path)
    assert {
        each: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.glob("*") if each.is_file()
    } == before
    assert caught.value.path == str(path)
    assert caught.value.why.endswith(".")
    assert "SQLITE_" not in caught.value.why
    return caught.value


# -- new files -----------------------------------------------------------------------------------------------


def test_that_a_new_file_is_ours_sound_and_one_file(folder: Path) -> None:
    path = folder / "new.checkin"
    opening.create(path).close()
    opening.inspect(path)
    assert beside(path) == []
    assert asked(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert path.read_bytes()[68:72] == b"CHK1"


def test_that_a_new_file_can_be_used_and_opened_again(folder: Path) -> None:
    path = make_event_file(folder / "new.checkin")
    opening.open_existing(path).close()
    assert first_bad(path) is None


@pytest.mark.parametrize("there", [b"", b"somebody's thesis"])
def test_that_a_new_file_never_takes_the_place_of_another(folder: Path, there: bytes) -> None:
    path = folder / "taken.checkin"
    path.write_bytes(there)
    with pytest.raises(EventFileRefused, match="already"):
        opening.create(path)
    assert path.read_bytes() == there
    assert beside(path) == []


def test_that_a_new_file_in_no_folder_is_refused(folder: Path) -> None:
    with pytest.raises(EventFileRefused, match="folder does not exist"):
        opening.create(folder / "nowhere" / "new.checkin")
    assert list(folder.iterdir()) == []


def test_that_what_an_earlier_failure_left_does_not_get_into_a_new_file(told: Path) -> None:
    new = told.with_name("new.checkin")
    shutil.copyfile(told, told.with_name("new.checkin.part"))
    with opened(told) as file:
        Desk(file).badges.issue_spares(1)
        shutil.copyfile(told.with_name(f"{told.name}-wal"), told.with_name("new.checkin.part-wal"))
    opening.create(new).close()
    assert asked(new, "SELECT count(*) FROM log") == [(0,)]
    assert beside(new) == [told.name]


@pytest.mark.parametrize("size", [0, 1000, 8192, 50_000])
def test_that_a_disk_that_fails_leaves_no_half_made_file(folder: Path, size: int) -> None:
    path = folder / "new.checkin"
    with files_no_longer_than(size), pytest.raises(EventFileRefused):
        opening.create(path)
    assert list(folder.iterdir()) == []
    opening.create(path).close()


def no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_that_a_stick_without_hard_links_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    path = folder / "new.checkin"
    opening.create(path).close()
    opening.inspect(path)
    assert beside(path) == []


@pytest.mark.parametrize("link", [os.link, no_links])
def test_that_a_file_that_appears_meanwhile_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, link: Callable[..., None]
) -> None:
    path = folder / "new.checkin"

    def link_too_late(source: Path, target: Path) -> None:
        target.write_text("somebody was quicker")
        link(source, target)

    monkeypatch.setattr(os, "link", link_too_late)
    with pytest.raises(EventFileRefused, match="File exists"):
        opening.create(path)
    assert path.read_text() == "somebody was quicker"
    assert beside(path) == []


# -- foreign files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"S",
        b"Name,Family name\nAna,Test\n",
        b"SQLite format 3",
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + bytes(52),
        b"PK\x03\x04" + bytes(500),
        bytes(4096),
        Random(1).randbytes(10_000),
        "Ștefan".encode("utf-16") * 100,
    ],
)
def test_that_a_file_that_is_no_database_is_refused(folder: Path, content: bytes) -> None:
    path = folder / "file.checkin"
    path.write_bytes(content)
    assert ".checkin" in refusal_of(path).remedy


@pytest.mark.parametrize("application_id", [0, 1, 0x47504B47, APPLICATION_ID + 1, -1])
def test_that_a_database_of_another_program_is_refused(folder: Path, application_id: int) -> None:
    path = folder / "other.checkin"
    change(path, "CREATE TABLE log (x)", f"PRAGMA application_id = {application_id}")
    assert "another program" in refusal_of(path).why


def test_that_a_database_that_only_claims_to_be_ours_is_refused(folder: Path) -> None:
    path = folder / "claims.checkin"
    change(
        path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE alembic_version (version_num TEXT)"
    )
    refusal_of(path)
    change(path, f"INSERT INTO alembic_version VALUES ('{migrations.HEAD}')")
    assert "lacks its part" in refusal_of(path).why


def test_that_a_header_and_nothing_else_is_refused(told: Path) -> None:
    told.write_bytes(told.read_bytes()[:100])
    refusal_of(told)


def test_that_a_name_that_is_nothing_or_no_file_is_refused(folder: Path) -> None:
    for path in (folder / "nothing.checkin", folder):
        with pytest.raises(EventFileRefused, match="no such file"):
            opening.open_existing(path)
    assert list(folder.iterdir()) == []


def test_that_a_special_file_does_not_hang_the_desk(folder: Path) -> None:
    path = folder / "pipe.checkin"
    os.mkfifo(path)
    with pytest.raises(EventFileRefused, match="no such file"):
        opening.open_existing(path)


def test_that_a_file_that_may_not_be_read_is_refused(told: Path, plain_folder: Path) -> None:
    path = copied(told, plain_folder / "event.checkin")
    path.chmod(0)
    with without_privileges(), pytest.raises(EventFileRefused, match="cannot be read"):
        opening.open_existing(path)


# -- tampered files ------------------------------------------------------------------------------------------

PLANTED = {
    "a trigger": "CREATE TRIGGER planted AFTER INSERT ON log BEGIN DELETE FROM presence; END",
    "a trigger on the search index": "CREATE TRIGGER planted AFTER DELETE ON participant_search_content BEGIN SELECT 1; END",
    "a view": "CREATE VIEW planted AS SELECT * FROM log",
    "a table": "CREATE TABLE planted (x)",
    "a virtual table": "CREATE VIRTUAL TABLE planted USING fts5(x)",
    "a unique index that stops scans": "CREATE UNIQUE INDEX planted ON presence (record, day)",
    "an index of a function": "CREATE INDEX planted ON log (abs(seq))",
}


@pytest.mark.parametrize("statement", PLANTED.values(), ids=PLANTED)
def test_that_a_file_with_something_planted_is_refused_by_its_name(told: Path, statement: str) -> None:
    change(told, statement)
    refusal = refusal_of(told)
    assert "«planted" in refusal.why
    assert "backup" in refusal.remedy


def test_that_a_trigger_that_hides_behind_a_name_of_sqlite_is_refused(told: Path) -> None:
    change(
        told,
        "CREATE TRIGGER planted AFTER INSERT ON log BEGIN DELETE FROM presence; END",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = 'sqlite_planted', sql = replace(sql, 'planted', 'sqlite_planted') WHERE name = 'planted'",
    )
    assert "trigger «sqlite_planted»" in refusal_of(told).why


@pytest.mark.parametrize("kind", ["view", "virtual table"])
@pytest.mark.parametrize("table", ["void", "badge"])
def test_that_what_takes_the_place_of_a_table_is_refused(told: Path, kind: str, table: str) -> None:
    how = "AS SELECT 1" if kind == "view" else "USING fts5vocab(participant_search, row)"
    change(told, f"DROP TABLE {table}", f"CREATE {kind} {table} {how}")
    assert f"«{table}" in refusal_of(told).why


PARTS = [table.name for table in DERIVED] + ["log", "participant_search"]


@pytest.mark.parametrize("table", PARTS)
def test_that_a_file_without_one_of_its_tables_is_refused(told: Path, table: str) -> None:
    change(told, f"DROP TABLE {table}")
    assert (
        f"lacks its part «{table}" in refusal_of(told).why
        or f"lacks its part «ix_{table}" in refusal_of(told).why
    )


@pytest.mark.parametrize("index", sorted(str(i.name) for t in metadata.tables.values() for i in t.indexes))
def test_that_a_file_without_one_of_its_indexes_is_refused(told: Path, index: str) -> None:
    """The rule «one open entry a person and checkpoint» is one of them."""
    change(told, f"DROP INDEX {index}")
    assert index in refusal_of(told).why


# -- newer files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("revision", ["0099", "9999", "", "x; DROP TABLE log"])
def test_that_a_file_of_a_newer_program_is_refused(told: Path, revision: str) -> None:
    change(told, "UPDATE alembic_version SET version_num = ?", values=(revision,))
    refusal = refusal_of(told)
    assert "newer version" in refusal.why
    assert "Install" in refusal.remedy


def test_that_a_file_that_does_not_say_its_version_is_refused(told: Path) -> None:
    change(told, "DELETE FROM alembic_version")
    refusal_of(told)
    change(told, "DROP TABLE alembic_version")
    with pytest.raises(EventFileRefused):
        opening.open_existing(told)


# -- damaged files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.9, 0.99])
def test_that_a_truncated_file_is_refused(told: Path, part: float) -> None:
    whole = told.read_bytes()
    told.write_bytes(whole[: int(len(whole) * part)])
    refusal_of(told)


def test_that_a_page_of_rubbish_is_refused(told: Path) -> None:
    page, pages = asked(told, "SELECT page_size, page_count FROM pragma_page_size, pragma_page_count")[0]
    whole = told.read_bytes()
    for number in range(1, pages):
        told.write_bytes(whole[: number * page] + b"\xa5" * page + whole[(number + 1) * page :])
        refusal_of(told)


def test_that_bytes_changed_at_random_are_refused_or_said_or_do_no_harm(told: Path) -> None:
    """Never a crash, never a wrong «all is well»: what verifies has the same rows as before."""
    whole, random, truth = told.read_bytes(), Random(5), tables_of(told)
    outcomes = set[str]()
    for _ in range(40):
        spoilt = bytearray(whole)
        for at in random.sample(range(100, len(whole)), 3):
            spoilt[at] ^= 1 << random.randrange(8)
        told.write_bytes(spoilt)
        try:
            opening.inspect(told)
        except EventFileRefused:
            outcomes.add("refused")
            continue
        found = result_of(verify(told))
        outcomes.add("verified" if found.ok else "not content")
        if found.ok:
            assert {name: rows for name, rows in tables_of(told).items() if "search" not in name} == {
                name: rows for name, rows in truth.items() if "search" not in name
            }
    assert outcomes - {"verified"}


def test_that_rubbish_in_the_write_ahead_log_is_ignored(told: Path) -> None:
    truth = tables_of(told)
    told.with_name("event.checkin-wal").write_bytes(Random(2).randbytes(20_000))
    opening.open_existing(told).close()
    assert tables_of(told) == truth
    assert beside(told) == []


# -- files that may not be written ---------------------------------------------------------------------------


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o777, 0o444), (0o555, 0o644), (0o555, 0o444)])
def test_that_a_read_only_file_is_refused_for_work_but_can_be_verified(
    told: Path, plain_folder: Path, folder_mode: int, file_mode: int
) -> None:
    path = copied(told, plain_folder / "event.checkin")
    path.chmod(file_mode)
    plain_folder.chmod(folder_mode)
    with without_privileges():
        refusal = refusal_of(path)
        assert "read-only" in refusal.why
        assert "Copy" in refusal.remedy
        assert first_bad(path) is None
    assert beside(path) == []


@pytest.mark.usefixtures("impatient")
def test_that_a_file_that_another_program_has_for_itself_is_refused(told: Path) -> None:
    with closing(sqlite3.connect(told, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EventFileRefused, match="Another program"):
            opening.open_existing(told)
    opening.open_existing(told).close()


def test_that_a_file_at_which_another_desk_works_is_opened(told: Path) -> None:
    with locked(told):
        file = opening.open_existing(told)
        assert file.count_records() > 0
        file.close()


# -- where files may be --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - The Cluster", "Nextcloud"])
def test_that_a_synchronised_folder_is_refused_for_new_and_existing_files(
    told: Path, folder: Path, name: str
) -> None:
    synchronised = folder / name
    synchronised.mkdir()
    shutil.copyfile(told, synchronised / "event.checkin")
    assert "synchronises" in refusal_of(synchronised / "event.checkin").why
    with pytest.raises(EventFileRefused, match="Move the file"):
        opening.create(synchronised / "new.checkin")
    assert not (synchronised / "new.checkin").exists()


def test_that_a_link_into_a_synchronised_folder_is_refused_too(told: Path, folder: Path) -> None:
    (folder / "Dropbox").mkdir()
    shutil.copyfile(told, folder / "Dropbox" / "event.checkin")
    link = folder / "link.checkin"
    link.symlink_to(folder / "Dropbox" / "event.checkin")
    with pytest.raises(EventFileRefused, match="Dropbox synchronises"):
        opening.open_existing(link)


def test_that_a_link_to_a_file_on_this_computer_is_opened_as_that_file(told: Path, folder: Path) -> None:
    link = folder / "link.checkin"
    link.symlink_to(told)
    before = asked(told, "SELECT count(*) FROM log")
    file = opening.open_existing(link)
    Desk(file).badges.issue_spares(1)
    file.close()
    assert asked(told, "SELECT count(*) FROM log") > before
    assert beside(told) == ["link.checkin"]


@pytest.mark.parametrize(
    "name", ["ein Ereignis?.checkin", "50 %41#1.checkin", "Întâlnire «a».checkin", "a;b&c.checkin"]
)
def test_that_a_file_may_have_any_name(folder: Path, name: str) -> None:
    path = make_event_file(folder / name)
    opening.open_existing(path).close()
    assert [each.name for each in folder.iterdir()] == [name]
