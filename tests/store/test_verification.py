"""Whatever is changed in an event file behind the program's back is found, and it is said where."""

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checkin_app.store import chain
from checkin_app.store.database import EventFile
from checkin_app.store.schema import DERIVED, SEARCH_TABLE
from checkin_app.store.schema import log as log_table
from checkin_app.store.verification import Bad, Verification, rebuild, verify
from tests.store.event_files import (
    GUESTS,
    Desk,
    asked,
    beside,
    change,
    copied,
    first_bad,
    opened,
    result_of,
    tables_of,
)


def chain_by_hand(path: Path) -> str | None:
    """The first broken record, found without a line of the program's own code."""
    last: dict[str, tuple[int, bytes]] = {}
    rows = asked(path, "SELECT * FROM log ORDER BY position")
    for position, desk, seq, record, at, day, kind, subject, operator, body, body_hash, before, own in rows:
        seq_before, hash_before = last.get(desk, (0, bytes(32)))
        header = json.dumps(
            [desk, seq, record, at, day, kind, subject, operator], ensure_ascii=False, separators=(",", ":")
        )
        if (
            seq != seq_before + 1
            or before != hash_before
            or body_hash != hashlib.sha256(body.encode()).digest()
            or own != hashlib.sha256(before + header.encode() + body_hash).digest()
        ):
            return f"record at {position}"
        last[desk] = seq, own
    return None


def test_that_a_told_morning_verifies(told: Path) -> None:
    before = told.read_bytes()
    found = result_of(verify(told))
    assert found == Verification(asked(told, "SELECT count(*) FROM log")[0][0], None)
    assert found.ok
    assert chain_by_hand(told) is None
    assert told.read_bytes() == before
    assert beside(told) == []


def test_that_a_new_event_verifies(empty: Path) -> None:
    assert result_of(verify(empty)) == Verification(3, None)


def test_that_a_file_can_be_verified_while_desks_work_at_it(
    front: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "BATCH", 2)
    records = front.file.count_records()
    visitors = itertools.cycle(guest.given for guest in GUESTS)

    def watched() -> Generator[tuple[int, int], None, Verification]:
        work = verify(front.file.path)
        while True:
            try:
                done, total = next(work)
            except StopIteration as end:
                return end.value
            assert done <= total == 2 * records
            front.scan(next(visitors))
            yield done, total

    assert result_of(watched()) == Verification(records, None)
    assert front.file.count_records() >= records + 6
    assert first_bad(front.file.path) is None


def test_that_progress_is_told_and_ends_at_the_total(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 10)
    total = asked(told, "SELECT count(*) FROM log")[0][0]
    steps = list(verify(told))
    assert len(steps) > 4
    assert steps == sorted(steps)
    assert steps[-1] == (2 * total, 2 * total)


def test_that_verifying_can_be_given_up_at_any_step(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 5)
    before = told.read_bytes()
    for steps in range(1, len(list(verify(told)))):
        work = verify(told)
        for _ in range(steps):
            next(work)
        work.close()
    assert told.read_bytes() == before
    assert beside(told) == []


# -- the log -------------------------------------------------------------------------------------------------

COLUMNS = [column.name for column in log_table.columns]
PLACES: dict[str, Callable[[int], int]] = {
    "first": lambda _: 1,
    "second": lambda _: 2,
    "middle": lambda total: total // 2,
    "last": lambda total: total,
}


def records_in(path: Path) -> int:
    return asked(path, "SELECT count(*) FROM log")[0][0]


def desk_and_seq(path: Path, position: int) -> tuple[str, int]:
    return asked(path, "SELECT desk, seq FROM log WHERE position = ?", position)[0]


def says_where(path: Path, position: int) -> Bad:
    """That the file is not content, and with the record at that position."""
    bad = first_bad(path)
    assert bad is not None
    assert (bad.desk, bad.seq) == desk_and_seq(path, position)
    assert bad.why.endswith(".")
    return bad


def another(value: Any, how: str) -> Any:
    """A value that differs in one bit, one byte more or one less."""
    match value, how:
        case int() | float(), _:
            return value + {"flipped": 1000, "longer": 2000, "shorter": -1000}[how]
        case str(), "flipped":
            return chr(ord(value[0]) ^ 1) + value[1:] if value else "x"
        case str(), "longer":
            return value + " "
        case str(), _:
            return value[:-1] if value else "\x00"
        case bytes(), "flipped":
            return bytes([value[0] ^ 1]) + value[1:]
        case bytes(), "longer":
            return value + b"\x00"
        case bytes(), _:
            return value[:-1]
        case _:
            raise TypeError(value)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("how", ["flipped", "longer", "shorter"])
@pytest.mark.parametrize("column", COLUMNS)
def test_that_one_changed_value_of_a_record_is_found(told: Path, column: str, how: str, place: str) -> None:
    position = PLACES[place](records_in(told))
    (value,) = asked(told, f"SELECT {column} FROM log WHERE position = ?", position)[0]
    change(told, f"UPDATE log SET {column} = ? WHERE position = ?", values=(another(value, how), position))
    if column == "position":
        assert first_bad(told) is not None
    else:
        says_where(told, position)


def test_that_every_single_byte_of_a_record_counts(told: Path) -> None:
    """Each byte of each column of one record, in place, as a bit that tipped over on the disk."""
    position = records_in(told) // 2
    whole = told.read_bytes()
    for column in COLUMNS[1:]:
        (value,) = asked(told, f"SELECT {column} FROM log WHERE position = ?", position)[0]
        if isinstance(value, int):
            continue
        kind = "TEXT" if isinstance(value, str) else "BLOB"
        raw = value.encode() if isinstance(value, str) else value
        for at in range(len(raw)):
            changed = raw[:at] + bytes([raw[at] ^ 0x01]) + raw[at + 1 :]
            change(
                told,
                f"UPDATE log SET {column} = CAST(? AS {kind}) WHERE position = ?",
                values=(changed, position),
            )
            assert chain.chain_problem(told) is not None
            told.write_bytes(whole)


@pytest.mark.parametrize("column", ["desk", "id", "at", "day", "kind", "subject", "operator", "body"])
def test_that_text_that_is_no_text_is_found(told: Path, column: str) -> None:
    change(told, f"UPDATE log SET {column} = CAST(x'C3' AS TEXT) WHERE position = 5")
    bad = first_bad(told)
    assert bad is not None
    assert "UTF-8" in bad.why


@pytest.mark.parametrize("column", ["body_hash", "prev_hash", "hash"])
def test_that_an_emptied_hash_is_found(told: Path, column: str) -> None:
    change(told, f"UPDATE log SET {column} = x'' WHERE position = 5")
    says_where(told, 5)


@pytest.mark.parametrize("place", PLACES)
def test_that_a_removed_record_is_found(told: Path, place: str) -> None:
    total = records_in(told)
    position = PLACES[place](total)
    change(told, f"DELETE FROM log WHERE position = {position}")
    if position < total:
        says_where(told, position + 1)
    else:
        bad = first_bad(told)
        assert bad is not None
        assert f"after {total - 1} records, but it had {total}" in bad.why


@pytest.mark.parametrize("place", PLACES)
def test_that_a_removed_record_is_found_when_the_rest_moved_up(told: Path, place: str) -> None:
    total = records_in(told)
    position = PLACES[place](total)
    change(
        told,
        f"DELETE FROM log WHERE position = {position}",
        f"UPDATE log SET position = -position WHERE position > {position}",
        "UPDATE log SET position = -position - 1 WHERE position < 0",
    )
    assert first_bad(told) is not None


def test_that_all_records_removed_is_found(told: Path) -> None:
    change(told, "DELETE FROM log")
    assert first_bad(told) is not None


def test_that_swapped_records_of_a_desk_are_found(told: Path) -> None:
    desk, seq = desk_and_seq(told, 4)
    assert desk_and_seq(told, 5) == (desk, seq + 1)
    change(
        told,
        "UPDATE log SET position = -1 WHERE position = 4",
        "UPDATE log SET position = 4 WHERE position = 5",
        "UPDATE log SET position = 5 WHERE position = -1",
    )
    says_where(told, 4)


def test_that_records_that_swapped_their_bodies_are_found(told: Path) -> None:
    first, second = (
        asked(told, "SELECT body, body_hash FROM log WHERE position = ?", at)[0] for at in (4, 5)
    )
    change(told, "UPDATE log SET body = ?, body_hash = ? WHERE position = 4", values=second)
    change(told, "UPDATE log SET body = ?, body_hash = ? WHERE position = 5", values=first)
    says_where(told, 4)


def test_that_a_body_changed_together_with_its_hash_is_found(told: Path) -> None:
    body = '{"kind":"nothing of the sort"}'
    change(
        told,
        "UPDATE log SET body = ?, body_hash = ? WHERE position = 6",
        values=(body, hashlib.sha256(body.encode()).digest()),
    )
    says_where(told, 6)


def forge(path: Path, position: int, **columns: Any) -> None:
    """Change a record and make its own hashes right, as somebody would who knows how they are made."""
    row = (
        dict(zip(COLUMNS, asked(path, "SELECT * FROM log WHERE position = ?", position)[0], strict=True))
        | columns
    )
    names = ("desk", "seq", "id", "at", "day", "kind", "subject", "operator")
    row["body_hash"] = hashlib.sha256(row["body"].encode()).digest()
    header = json.dumps([row[name] for name in names], ensure_ascii=False, separators=(",", ":")).encode()
    row["hash"] = hashlib.sha256(row["prev_hash"] + header + row["body_hash"]).digest()
    change(
        path,
        f"REPLACE INTO log VALUES ({', '.join('?' * len(COLUMNS))})",
        values=tuple(row[c] for c in COLUMNS),
    )


def test_that_a_forged_record_is_found_at_the_one_after_it(told: Path) -> None:
    forge(told, 5, operator="somebody else")
    desk, seq = desk_and_seq(told, 5)
    bad = first_bad(told)
    assert bad == Bad(desk, seq + 1, "It does not follow the record before it.")


def test_that_a_forged_last_entry_is_found_in_the_tables(front: Desk) -> None:
    front.scan("Ana")
    path = front.file.path
    position = records_in(path)
    body = asked(path, "SELECT body FROM log WHERE position = ?", position)[0][0]
    li = front.guest("Li").id
    forge(path, position, body=body.replace(front.guest("Ana").id, li), subject=li)
    assert chain_by_hand(path) is None
    bad = first_bad(path)
    assert bad is not None
    assert "«presence»" in bad.why


@pytest.mark.parametrize("desk", ["the same", "a new one"])
def test_that_an_added_record_is_found(told: Path, desk: str) -> None:
    """Well chained as it is, its day with it: the tables do not know it."""
    total = records_in(told)
    row = dict(zip(COLUMNS, asked(told, "SELECT * FROM log WHERE kind = 'entered'")[0], strict=True))
    last = asked(told, "SELECT seq, hash FROM log WHERE desk = ? ORDER BY seq DESC", row["desk"])[0]
    chained = (row["desk"], last[0] + 1, last[1]) if desk == "the same" else ("new", 1, bytes(32))
    row |= dict(zip(("desk", "seq", "prev_hash"), chained, strict=True)) | {
        "position": total + 1,
        "id": "added",
    }
    change(told, f"INSERT INTO log VALUES ({', '.join('?' * len(COLUMNS))})", values=tuple(row.values()))
    forge(told, total + 1)
    assert chain_by_hand(told) is None
    bad = first_bad(told)
    assert bad is not None
    assert "«presence»" in bad.why


def test_that_a_badly_added_record_is_found_where_it_is(told: Path) -> None:
    total = records_in(told)
    values = (total + 1, "new", 7, "added", "", "", "refused", "", "", "{}", b"", b"", b"")
    change(told, f"INSERT INTO log VALUES ({', '.join('?' * len(COLUMNS))})", values=values)
    assert says_where(told, total + 1).seq == 7


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"kind": "conquered"}, "replayed"),
        ({"body": "no JSON"}, "replayed"),
        ({"body": "{}"}, "replayed"),
        ({"body": '{"record":"no such record","reason":""}', "kind": "voided"}, "replayed"),
        ({"at": "yesterday"}, "replayed"),
        ({"day": "Tuesday"}, "replayed"),
        ({"body": '{"event_id":"x","key":"00"}', "kind": "event_created"}, "replayed"),
    ],
)
def test_that_a_chain_that_says_nonsense_is_found(told: Path, columns: dict[str, str], why: str) -> None:
    forge(told, records_in(told), **columns)
    bad = first_bad(told)
    assert bad is not None
    assert why in bad.why


# -- the tables ----------------------------------------------------------------------------------------------

WITHOUT_ROWS_NUMBERED = {"registration_day", "registration_session", "void", "merged", "told_apart"}
DERIVED_COLUMNS = [(table.name, column.name) for table in DERIVED for column in table.columns]


@pytest.mark.parametrize(("table", "column"), DERIVED_COLUMNS)
def test_that_one_changed_value_of_a_table_is_found_and_the_table_named(
    told: Path, table: str, column: str
) -> None:
    key = "rowid" if table not in WITHOUT_ROWS_NUMBERED else column
    (at, value) = asked(told, f"SELECT {key}, {column} FROM {table} ORDER BY {key} DESC LIMIT 1")[0]
    changed = "x" if value is None else another(value, "longer")
    change(
        told, "PRAGMA foreign_keys = OFF", f"UPDATE {table} SET {column} = {changed!r} WHERE {key} = {at!r}"
    )
    bad = first_bad(told)
    assert bad is not None
    assert (bad.desk, bad.seq) == (None, None)
    assert f"«{table}»" in bad.why


@pytest.mark.parametrize("table", [table.name for table in DERIVED])
def test_that_a_removed_row_is_found_and_the_table_named(told: Path, table: str) -> None:
    first = ", ".join(column for name, column in DERIVED_COLUMNS if name == table)
    change(told, f"DELETE FROM {table} WHERE ({first}) IS (SELECT {first} FROM {table} LIMIT 1)")
    bad = first_bad(told)
    assert bad is not None
    assert f"«{table}»" in bad.why or "replayed" in bad.why


def test_that_an_added_row_is_found(told: Path) -> None:
    change(told, "INSERT INTO badge (code, issued_at) VALUES ('Z', '2023-11-21T07:40:00.000000Z')")
    bad = first_bad(told)
    assert bad is not None
    assert "«badge»" in bad.why
    assert "the log says nothing" in bad.why


def test_that_a_changed_search_text_is_found(told: Path) -> None:
    change(told, "UPDATE participant_search SET words = 'somebody else' WHERE rowid = 1")
    bad = first_bad(told)
    assert bad is not None
    assert f"«{SEARCH_TABLE}»" in bad.why


def test_that_a_changed_search_index_is_found(told: Path) -> None:
    """The texts are all there, but nobody would be found by them."""
    change(
        told,
        "CREATE TABLE kept AS SELECT * FROM participant_search_content",
        "DELETE FROM participant_search WHERE rowid = 1",
        "REPLACE INTO participant_search_content SELECT * FROM kept",
        "DROP TABLE kept",
    )
    bad = first_bad(told)
    assert bad is not None
    assert "search" in bad.why


@pytest.mark.parametrize("table", ["participant", "badge", "presence"])
def test_that_a_value_that_is_no_text_is_found(told: Path, table: str) -> None:
    column = {"participant": "note", "badge": "issued_at", "presence": "forced"}[table]
    change(told, f"UPDATE {table} SET {column} = CAST(x'FF' AS TEXT)")
    assert first_bad(told) is not None


def test_that_a_damaged_file_is_said_to_be_damaged(told: Path) -> None:
    page = asked(told, "PRAGMA page_size")[0][0]
    whole = bytearray(told.read_bytes())
    whole[-page:] = b"\xa5" * page
    told.write_bytes(whole)
    bad = first_bad(told)
    assert bad is not None
    assert (bad.desk, bad.seq) == (None, None)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(84), b"no database at all" * 100])
def test_that_what_is_no_event_file_does_not_verify(folder: Path, content: bytes) -> None:
    path = folder / "file.checkin"
    path.write_bytes(content)
    assert not result_of(verify(path)).ok
    assert path.read_bytes() == content


def test_that_a_file_that_is_not_there_does_not_verify(folder: Path) -> None:
    assert result_of(verify(folder / "nothing.checkin")).first_bad is not None
    assert list(folder.iterdir()) == []


# -- replaying -----------------------------------------------------------------------------------------------


def test_that_the_replayed_log_gives_the_same_tables(told: Path, folder: Path) -> None:
    with opened(told) as file:
        result_of(rebuild(file, folder / "replayed.checkin"))
    truth, replayed = tables_of(told), tables_of(folder / "replayed.checkin")
    for name in ["log", *(table.name for table in DERIVED), f"{SEARCH_TABLE}_content"]:
        assert replayed[name] == truth[name], name
    assert first_bad(folder / "replayed.checkin") is None


def test_that_the_size_of_the_batches_makes_no_difference(
    told: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (1, 2, 7):
        monkeypatch.setattr(chain, "BATCH", size)
        assert first_bad(told) is None
    assert beside(told) == []
    assert folder.exists()


def test_that_a_replay_never_writes_over_a_file(told: Path) -> None:
    before = told.read_bytes()
    with opened(told) as file, pytest.raises(Exception, match="already"):
        result_of(rebuild(file, told))
    assert told.read_bytes() == before


def test_that_two_copies_of_a_file_can_be_told_apart_from_a_third(told: Path, folder: Path) -> None:
    """Equal logs, equal heads; one record more, another head."""
    other = copied(told, folder / "other.checkin")
    heads = "SELECT desk, max(seq), hash FROM log GROUP BY desk"
    assert asked(told, heads) == asked(other, heads)
    file = EventFile(other)
    Desk(file).badges.issue_spares(1)
    file.close()
    assert asked(told, heads) != asked(other, heads)


def test_that_verification_does_not_need_the_programs_own_connection(told: Path) -> None:
    """Somebody reads the file with another tool all the while."""
    with closing(sqlite3.connect(told)) as tool:
        tool.execute("SELECT * FROM log").fetchone()
        assert first_bad(told) is None
