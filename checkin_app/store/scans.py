"""The scans in the log, as the desk lists them: entries, exits and refusals, with what became of them.

Checkpoints are called as they are now.
"""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from checkin_app.domain.log import Entered, Left
from checkin_app.store.records import Kept
from checkin_app.store.renames import all_renames, kept_now
from checkin_app.store.schema import SCAN_KINDS, log, void

_ACTS = ("entered", "left")
# Written out, not bound: SQLite uses a partial index only where the query repeats its condition.
_IS_SCAN = sa.text(f"log.kind IN ({', '.join(repr(kind) for kind in SCAN_KINDS)})")
_LAST = (
    sa.select(log, void.c.voided_by)
    .outerjoin(void, void.c.record == log.c.id)
    .where(log.c.desk == sa.bindparam("at_desk"), _IS_SCAN)
    .order_by(log.c.seq.desc())
    .limit(sa.bindparam("most"))
)

KeptScan = tuple[Kept, str]
"""A scan's record and fact, and the id of the record that took it back (empty if none did)."""


def latest(connection: sa.Connection, desk: str, limit: int) -> list[KeptScan]:
    """The last scans of a desk, the newest first."""
    renames = all_renames(connection)
    rows = connection.execute(_LAST, {"at_desk": desk, "most": limit}).all()
    return [(kept_now(row, renames), row.voided_by or "") for row in rows]


def all_scans(connection: sa.Connection) -> Iterator[KeptScan]:
    """Every scan of every desk, in the order in which they came into the file."""
    query = (
        sa.select(log, void.c.voided_by)
        .outerjoin(void, void.c.record == log.c.id)
        .where(_IS_SCAN)
        .order_by(log.c.position)
    )
    renames = all_renames(connection)
    for row in connection.execute(query):
        yield kept_now(row, renames), row.voided_by or ""


def last_act(connection: sa.Connection, desk: str, day: date) -> Kept | None:
    """The desk's last entry or exit of an event day that counts; a correction is none, it may be about another day."""
    query = (
        sa.select(log)
        .where(
            log.c.desk == desk,
            _IS_SCAN,
            log.c.kind.in_(_ACTS),
            log.c.day == day.isoformat(),
            log.c.id.not_in(sa.select(void.c.record)),
        )
        .order_by(log.c.seq.desc())
    )
    renames = all_renames(connection)
    with connection.execute(query) as rows:
        newest_first = (kept_now(row, renames) for row in rows)
        return next((kept for kept in newest_first if not _is_correction(kept)), None)


def _is_correction(kept: Kept) -> bool:
    return isinstance(kept[1], Entered | Left) and bool(kept[1].by_hand)
