"""The tables of an event file.

`log` is the truth; every other table is derived from it and can be rebuilt. All tables are STRICT, so that a value
of another type cannot be smuggled in. Instants are texts as `domain.log.instant_text` writes them, dates are ISO.
"""

from typing import Any

import sqlalchemy as sa

APPLICATION_ID = 0x43484B31
"""«CHK1» at offset 68 of the file marks it as ours (https://www.sqlite.org/pragma.html#pragma_application_id)."""

AnyRow = sa.Row[*tuple[Any, ...]]
"""A row of some query; its columns are known by their names alone."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


log = sa.Table(
    "log",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True),
    _text("desk"),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("at"),
    _text("day"),
    _text("kind"),
    _text("subject"),
    _text("operator"),
    _text("body"),
    sa.Column("body_hash", sa.LargeBinary, nullable=False),
    sa.Column("prev_hash", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("desk", "seq"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
"""`position` is the order in which the records came into this file; it alone is not covered by the hashes.

SQLite remembers the highest position there ever was (https://www.sqlite.org/autoinc.html), so that a record missing
at the end is noticed too.
"""

SCAN_KINDS = ("entered", "left", "refused")
sa.Index(
    "ix_log_scans", log.c.desk, log.c.seq, sqlite_where=sa.text("kind IN ('entered', 'left', 'refused')")
)
sa.Index("ix_log_subject", log.c.subject, sqlite_where=sa.text("subject <> ''"))

sa.Index("ix_log_prints", log.c.position, sqlite_where=sa.text("kind = 'badges_printed'"))

event = sa.Table(
    "event",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True),
    _text("event_id"),
    _text("key"),
    _text("programme"),
    sqlite_strict=True,
)
"""One row: the file's identity, the hexadecimal key of its codes, and the programme as JSON."""

desk = sa.Table(
    "desk",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("name"),
    _text("computer"),
    _text("opened_at"),
    sqlite_strict=True,
)

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("given"),
    _text("family"),
    _text("badge_name"),
    _text("external_id"),
    _text("email"),
    _text("organisation"),
    _text("job_title"),
    _text("country"),
    _text("category"),
    _text("note"),
    _text("status"),
    sa.Column("walk_in", sa.Integer, nullable=False),
    sa.Column("all_days", sa.Integer, nullable=False),
    _text("extra"),
    sqlite_strict=True,
)
"""`number` counts 1, 2, 3 … in the order in which people came onto the roster; the search index refers to it."""

registration_day = sa.Table(
    "registration_day",
    metadata,
    sa.Column("participant", sa.Integer, sa.ForeignKey("participant.number"), primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

registration_session = sa.Table(
    "registration_session",
    metadata,
    sa.Column("participant", sa.Integer, sa.ForeignKey("participant.number"), primary_key=True),
    sa.Column("session", sa.Text, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

badge = sa.Table(
    "badge",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("participant", sa.Text, sa.ForeignKey("participant.id"), index=True),
    _text("issued_at"),
    _text("printed_at", nullable=True),
    _text("replaced_at", nullable=True),
    _text("replaced_because", nullable=True),
    _text("printed_as", nullable=True),
    sqlite_strict=True,
)

print_job = sa.Table(
    "print_job",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("title"),
    _text("printer"),
    _text("state"),
    _text("desk"),
    _text("queued_at"),
    _text("moved_at"),
    sa.Column("width", sa.REAL, nullable=False),
    sa.Column("height", sa.REAL, nullable=False),
    _text("sides"),
    _text("codes"),
    _text("marks"),
    _text("sheet"),
    _text("template"),
    _text("spooler_job"),
    _text("why"),
    sqlite_strict=True,
)
"""One row a job; `codes` and `marks` are JSON lists."""

presence = sa.Table(
    "presence",
    metadata,
    sa.Column("record", sa.Text, primary_key=True),
    sa.Column("participant", sa.Text, sa.ForeignKey("participant.id"), nullable=False),
    _text("day"),
    _text("session"),
    _text("entered_at"),
    _text("desk"),
    _text("operator"),
    _text("forced"),
    _text("left_at", nullable=True),
    _text("left_record", nullable=True),
    _text("voided_by", nullable=True),
    sqlite_strict=True,
)
"""One row an entry. `left_record` is the exit that ended it, or the next entry if it had ended with its session and
the person was let in once more, because only one entry may be open."""

sa.Index("ix_presence_participant", presence.c.participant, presence.c.day, presence.c.session)
sa.Index("ix_presence_checkpoint", presence.c.day, presence.c.session, presence.c.entered_at)
sa.Index(
    "uq_presence_open",
    presence.c.participant,
    presence.c.day,
    presence.c.session,
    unique=True,
    sqlite_where=sa.text("left_at IS NULL AND voided_by IS NULL"),
)

void = sa.Table(
    "void",
    metadata,
    sa.Column("record", sa.Text, primary_key=True),
    _text("voided_by"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The records that are taken back at the moment, with the record that took them back."""

merged = sa.Table(
    "merged",
    metadata,
    sa.Column("absorbed", sa.Text, primary_key=True),
    _text("kept"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Participants who turned out to be somebody else who is on the roster too."""

told_apart = sa.Table(
    "told_apart",
    metadata,
    sa.Column("first", sa.Text, primary_key=True),
    sa.Column("second", sa.Text, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Pairs who look alike and are two people, the lesser id first."""

picture = sa.Table(
    "picture",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    _text("record"),
    sqlite_strict=True,
)
"""The pictures of badges, by content: the record that has it, so that no picture is in a file twice."""

own_template = sa.Table(
    "own_template",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _text("template"),
    sqlite_strict=True,
)
"""The badge designs of the event's own, as JSON."""

ticket = sa.Table(
    "ticket",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    _text("address"),
    _text("subject"),
    _text("sent_at", nullable=True),
    _text("refused", nullable=True),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("wanted", sa.Integer, nullable=False),
    sqlite_strict=True,
)
"""What became of the ticket with a code: last sent or last refused, and how many times it was sent. `wanted` is 1 while
it is to be sent once more. Whose it is, the badge says."""

ticket_text = sa.Table(
    "ticket_text",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True),
    _text("subject"),
    _text("text"),
    sqlite_strict=True,
)
"""One row, once the organiser has worded the messages that tickets go out with."""

certificate = sa.Table(
    "certificate",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _text("participant"),
    _text("check_code"),
    _text("issued_on"),
    _text("record"),
    sqlite_strict=True,
)
"""The certificates of attendance that were issued; `record` is the one that says so."""

SEARCH_TABLE = "participant_search"
CREATE_SEARCH = (
    f"CREATE VIRTUAL TABLE {SEARCH_TABLE} "
    "USING fts5(words, tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3')"
)
"""Folded words of every participant; its rowid is `participant.number`."""

DERIVED = (
    event, desk, participant, registration_day, registration_session, badge, print_job, presence, void, merged, told_apart,
    picture, own_template, ticket, ticket_text, certificate,
)  # fmt: skip
"""Every table that `rebuild` makes anew, parents before children."""
