"""Bringing an event file to the layout this program knows, one numbered step after the other."""

from pathlib import Path

import sqlalchemy as sa

from checkin_app import paths
from checkin_app.store.database import EventFile

HEAD = "0006"
"""The newest step; written here so that opening a file of today does not need to load Alembic."""


def known_revisions() -> set[str]:
    """Every step this program has, by the names of its files (`0001_what_it_does.py`)."""
    return {path.name.split("_")[0] for path in _versions().glob("[0-9]*.py")}


def revision_of(connection: sa.Connection) -> str | None:
    """The last step that was applied to a file; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def is_of_today(file: EventFile) -> bool:
    """Whether a file has the newest layout."""
    with file.reading() as connection:
        return revision_of(connection) == HEAD


def upgrade(file: EventFile) -> None:
    """Apply the missing steps in one transaction: after a failure the file is as it was."""
    if is_of_today(file):
        return
    with file.writing() as connection:
        _run(connection)


def _run(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _versions() -> Path:
    return paths.migrations() / "versions"
