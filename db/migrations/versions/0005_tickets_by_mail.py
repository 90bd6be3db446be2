"""What became of each ticket that went out by e-mail, and how the messages are worded."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "ticket",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sent_at", sa.Text, nullable=True),
        sa.Column("refused", sa.Text, nullable=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("wanted", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_ticket"),
        sqlite_strict=True,
    )
    op.create_table(
        "ticket_text",
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_ticket_text"),
        sqlite_strict=True,
    )
