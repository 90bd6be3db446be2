"""What was to come out of a printer, and what each badge said when it did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.add_column("badge", sa.Column("printed_as", sa.Text, nullable=True))
    op.create_table(
        "print_job",
        text("id"),
        text("title"),
        text("printer"),
        text("state"),
        text("desk"),
        text("queued_at"),
        text("moved_at"),
        sa.Column("width", sa.REAL, nullable=False),
        sa.Column("height", sa.REAL, nullable=False),
        text("sides"),
        text("codes"),
        text("marks"),
        text("sheet"),
        text("template"),
        text("spooler_job"),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
        sqlite_strict=True,
    )
