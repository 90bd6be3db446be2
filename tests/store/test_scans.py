"""The scans of a desk are listed newest first, with what became of them."""

from datetime import date

import sqlalchemy as sa

from checkin_app.domain.log import Entered, Left, Refused
from checkin_app.store import scans
from tests.domain.programmes import D1, D2, LAB, OPENING
from tests.store.event_files import Desk


def kinds(kept: list[scans.KeptScan]) -> list[str]:
    return [fact.kind for (_, fact), _ in kept]


def desk_id(desk: Desk) -> str:
    with desk.journal.reading() as connection:
        return desk.journal.desk_id(connection)


def test_that_only_entries_exits_and_refusals_are_scans(front: Desk) -> None:
    front.scan("Ana")
    front.scan("Ana")
    front.scan_out("Ana")
    front.checkin.undo()
    front.badges.issue_spares(1)
    with front.file.reading() as connection:
        assert kinds(scans.latest(connection, desk_id(front), 50)) == ["left", "refused", "entered"]
        assert kinds(list(scans.all_scans(connection))) == ["entered", "refused", "left"]


def test_that_the_newest_are_given_up_to_a_limit(front: Desk) -> None:
    records = [front.scan("Ana").record for _ in range(5)]
    with front.file.reading() as connection:
        for limit in (0, 1, 3, 5, 99):
            latest = scans.latest(connection, desk_id(front), limit)
            assert [record.id for (record, _), _ in latest] == records[::-1][:limit]


def test_that_a_desk_sees_its_own_scans_and_the_coordinator_all_in_the_order_of_the_log(front: Desk) -> None:
    back = front.beside("Back")
    first, second, third = front.scan("Ana").record, back.scan("Jürgen").record, front.scan("Jürgen").record
    with front.file.reading() as connection:
        assert [r.id for (r, _), _ in scans.latest(connection, desk_id(front), 9)] == [third, first]
        assert [r.id for (r, _), _ in scans.latest(connection, desk_id(back), 9)] == [second]
        assert [r.id for (r, _), _ in scans.all_scans(connection)] == [first, second, third]
        assert scans.latest(connection, "no such desk", 9) == []


def test_that_a_scan_that_was_taken_back_says_by_what(front: Desk) -> None:
    front.scan("Ana")
    undone = front.checkin.undo().record
    with front.file.reading() as connection:
        assert [voided_by for _, voided_by in scans.latest(connection, desk_id(front), 9)] == [undone]
    front.checkin.redo(undone)
    with front.file.reading() as connection:
        assert [voided_by for _, voided_by in scans.latest(connection, desk_id(front), 9)] == [""]


def test_that_the_last_act_is_the_last_entry_or_exit_of_the_day_that_counts(front: Desk) -> None:
    def last(day: date = D1) -> type | None:
        with front.file.reading() as connection:
            kept = scans.last_act(connection, desk_id(front), day)
            return type(kept[1]) if kept else None

    assert last() is None
    front.scan("Ana")
    front.scan("Ana")
    assert last() is Entered
    front.scan_out("Ana")
    assert last() is Left
    assert last(D2) is None
    front.checkin.undo()
    assert last() is Entered
    front.checkin.undo()
    assert last() is None


def test_that_facts_come_with_their_records(front: Desk) -> None:
    front.scan("Ana", LAB)
    front.checkin.scan("rubbish", OPENING)
    with front.file.reading() as connection:
        (refused, refusal), (entered, entry) = [
            kept for kept, _ in scans.latest(connection, desk_id(front), 9)
        ]
    assert isinstance(entry, Entered)
    assert isinstance(refusal, Refused)
    assert entered.subject == entry.participant
    assert (refused.seq, refused.prev_hash) == (entered.seq + 1, entered.hash)


def test_that_the_last_scans_are_found_by_an_index(front: Desk) -> None:
    """However long the log is."""
    with front.file.reading() as connection:
        asked = sa.text(f"EXPLAIN QUERY PLAN {scans._LAST}").bindparams(at_desk="x", most=50)
        plan = str(connection.execute(asked).all())
    assert "ix_log_scans" in plan
    assert "TEMP B-TREE" not in plan
