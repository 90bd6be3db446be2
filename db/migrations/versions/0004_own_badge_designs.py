"""Badge designs of the event's own, and which record has which picture."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_picture"),
        sqlite_strict=True,
    )
    op.create_table(
        "own_template",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_own_template"),
        sqlite_strict=True,
    )
