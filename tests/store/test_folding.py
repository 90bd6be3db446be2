"""The write-ahead log of very many transactions is folded into the file when told to, and by no commit."""

from checkin_app.store.database import EventFile


def test_that_very_many_transactions_are_folded_when_told_and_no_commit_does_it(file: EventFile) -> None:
    with file.folding_by_hand() as fold:
        assert _pages_until_folded(file) == 0
        with file.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE proof (number INTEGER) STRICT")
        before = file.path.stat().st_mtime_ns
        with file.writing() as connection:
            connection.exec_driver_sql("INSERT INTO proof VALUES (1)")
        assert file.path.stat().st_mtime_ns == before
        fold()
        assert file.path.stat().st_mtime_ns > before
    assert _pages_until_folded(file) == 1000


def test_that_a_closed_file_is_folded_no_more(file: EventFile) -> None:
    with file.folding_by_hand() as fold:
        file.close()
        fold()


def _pages_until_folded(file: EventFile) -> int:
    with file.writing() as connection:
        return connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one()
