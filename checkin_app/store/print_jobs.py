"""The print jobs in the event file: what was to come out of a printer, and what has become of it."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from checkin_app.domain.log import PrintMoved, PrintQueued, Record, instant_of, instant_text
from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.store.schema import AnyRow, print_job

_LISTED = msgspec.json.Decoder(tuple[str, ...])
_TAKEN_OVER = ("title", "printer", "width", "height", "sides", "sheet", "template")


def queue(connection: sa.Connection, kept: Sequence[tuple[Record, PrintQueued]]) -> None:
    """Jobs that are to go to a printer."""
    rows = [
        {name: getattr(fact, name) for name in _TAKEN_OVER}
        | {
            "id": record.id,
            "state": JobState.QUEUED.value,
            "desk": record.desk,
            "queued_at": instant_text(record.at),
            "moved_at": instant_text(record.at),
            "codes": msgspec.json.encode(fact.codes).decode(),
            "marks": msgspec.json.encode(fact.marks).decode(),
            "spooler_job": "",
            "why": "",
        }
        for record, fact in kept
    ]
    connection.execute(sa.insert(print_job), rows)


def move(connection: sa.Connection, kept: Sequence[tuple[Record, PrintMoved]]) -> None:
    """Jobs that are in another state now; LookupError for one that was never queued."""
    for record, fact in kept:
        after = {
            "state": fact.state.value,
            "printer": fact.printer,
            "spooler_job": fact.spooler_job,
            "why": fact.why,
            "moved_at": instant_text(record.at),
        }
        if not connection.execute(
            sa.update(print_job).where(print_job.c.id == fact.job).values(after)
        ).rowcount:
            raise LookupError(fact.job)


def by_id(connection: sa.Connection, job: str) -> PrintJob | None:
    """The job of that id."""
    row = connection.execute(sa.select(print_job).where(print_job.c.id == job)).one_or_none()
    return _job_of(row) if row else None


def all_jobs(connection: sa.Connection, limit: int) -> list[PrintJob]:
    """The newest jobs, the newest first."""
    newest = sa.select(print_job).order_by(print_job.c.queued_at.desc(), print_job.c.id).limit(limit)
    return [_job_of(row) for row in connection.execute(newest)]


def all_open(connection: sa.Connection, desk: str) -> list[PrintJob]:
    """The jobs of a desk that are on their way to the printer, the oldest first."""
    on_their_way = (
        sa.select(print_job)
        .where(
            print_job.c.desk == desk,
            print_job.c.state.in_([JobState.QUEUED.value, JobState.SENT.value]),
        )
        .order_by(print_job.c.queued_at, print_job.c.id)
    )
    return [_job_of(row) for row in connection.execute(on_their_way)]


def settled_before(connection: sa.Connection, instant: datetime) -> frozenset[str]:
    """The ids of jobs of all desks with which nobody has had to do since before that instant."""
    settled = sa.select(print_job.c.id).where(
        print_job.c.state.in_([JobState.CONFIRMED.value, JobState.GIVEN_UP.value]),
        print_job.c.moved_at < instant_text(instant),
    )
    return frozenset(connection.execute(settled).scalars())


def _job_of(row: AnyRow) -> PrintJob:
    return PrintJob(
        id=row.id,
        title=row.title,
        printer=row.printer,
        state=JobState(row.state),
        desk=row.desk,
        queued_at=instant_of(row.queued_at),
        moved_at=instant_of(row.moved_at),
        width=row.width,
        height=row.height,
        sides=row.sides,
        codes=_LISTED.decode(row.codes),
        marks=_LISTED.decode(row.marks),
        sheet=row.sheet,
        template=row.template,
        spooler_job=row.spooler_job,
        why=row.why,
    )
