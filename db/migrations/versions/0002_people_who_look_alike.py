"""Who was merged with whom, who look alike and are two people, and an index of the printed badges."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "merged",
        sa.Column("absorbed", sa.Text, nullable=False),
        sa.Column("kept", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("absorbed", name="pk_merged"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "told_apart",
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("second", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_told_apart"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    printed = sa.text("kind = 'badges_printed'")
    op.create_index("ix_log_prints", "log", ["position"], sqlite_where=printed)
