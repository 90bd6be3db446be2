"""The event file: the log, and the tables that follow from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def upgrade() -> None:
    make_the_log()
    make_the_event()
    make_the_participants()
    make_the_badges()
    make_the_presence()


def make_the_log() -> None:
    op.create_table(
        "log",
        sa.Column("position", sa.Integer, nullable=False),
        text("desk"),
        sa.Column("seq", sa.Integer, nullable=False),
        text("id"),
        text("at"),
        text("day"),
        text("kind"),
        text("subject"),
        text("operator"),
        text("body"),
        sa.Column("body_hash", sa.LargeBinary, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_log"),
        sa.UniqueConstraint("id", name="uq_log_id"),
        sa.UniqueConstraint("desk", "seq", name="uq_log_desk_seq"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    scans = sa.text("kind IN ('entered', 'left', 'refused')")
    op.create_index("ix_log_scans", "log", ["desk", "seq"], sqlite_where=scans)
    op.create_index("ix_log_subject", "log", ["subject"], sqlite_where=sa.text("subject <> ''"))


def make_the_event() -> None:
    op.create_table(
        "event",
        sa.Column("one", sa.Integer, nullable=False),
        text("event_id"),
        text("key"),
        text("programme"),
        sa.PrimaryKeyConstraint("one", name="pk_event"),
        sqlite_strict=True,
    )
    op.create_table(
        "desk",
        text("id"),
        text("name"),
        text("computer"),
        text("opened_at"),
        sa.PrimaryKeyConstraint("id", name="pk_desk"),
        sqlite_strict=True,
    )


def make_the_participants() -> None:
    op.create_table(
        "participant",
        sa.Column("number", sa.Integer, nullable=False),
        text("id"),
        text("given"),
        text("family"),
        text("badge_name"),
        text("external_id"),
        text("email"),
        text("organisation"),
        text("job_title"),
        text("country"),
        text("category"),
        text("note"),
        text("status"),
        sa.Column("walk_in", sa.Integer, nullable=False),
        sa.Column("all_days", sa.Integer, nullable=False),
        text("extra"),
        sa.PrimaryKeyConstraint("number", name="pk_participant"),
        sa.UniqueConstraint("id", name="uq_participant_id"),
        sqlite_strict=True,
    )
    for what in ("day", "session"):
        op.create_table(
            f"registration_{what}",
            sa.Column("participant", sa.Integer, nullable=False),
            text(what),
            sa.ForeignKeyConstraint(
                ["participant"], ["participant.number"], name=f"fk_registration_{what}_participant"
            ),
            sa.PrimaryKeyConstraint("participant", what, name=f"pk_registration_{what}"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
    op.execute(
        "CREATE VIRTUAL TABLE participant_search "
        "USING fts5(words, tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3')"
    )


def make_the_badges() -> None:
    op.create_table(
        "badge",
        text("code"),
        text("participant", nullable=True),
        text("issued_at"),
        text("printed_at", nullable=True),
        text("replaced_at", nullable=True),
        text("replaced_because", nullable=True),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name="fk_badge_participant"),
        sa.PrimaryKeyConstraint("code", name="pk_badge"),
        sqlite_strict=True,
    )
    op.create_index("ix_badge_participant", "badge", ["participant"])


def make_the_presence() -> None:
    op.create_table(
        "presence",
        text("record"),
        text("participant"),
        text("day"),
        text("session"),
        text("entered_at"),
        text("desk"),
        text("operator"),
        text("forced"),
        text("left_at", nullable=True),
        text("left_record", nullable=True),
        text("voided_by", nullable=True),
        sa.ForeignKeyConstraint(["participant"], ["participant.id"], name="fk_presence_participant"),
        sa.PrimaryKeyConstraint("record", name="pk_presence"),
        sqlite_strict=True,
    )
    op.create_index("ix_presence_participant", "presence", ["participant", "day", "session"])
    op.create_index("ix_presence_checkpoint", "presence", ["day", "session", "entered_at"])
    op.create_index(
        "uq_presence_open",
        "presence",
        ["participant", "day", "session"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL AND voided_by IS NULL"),
    )
    op.create_table(
        "void",
        text("record"),
        text("voided_by"),
        sa.PrimaryKeyConstraint("record", name="pk_void"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
