"""Where the files that came with the program are, and where the user's own folders are."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = PlatformDirs("checkin-desk", appauthor=False)


def resources() -> Path:
    """Fonts, icons, sounds, badge templates."""
    return _came_with_the_program("resources")


def migrations() -> Path:
    """The steps that bring an event file of an older version to this one."""
    return _came_with_the_program("db") / "migrations"


def demo() -> Path:
    """The programme and the invented roster of the demo event."""
    return _came_with_the_program("db") / "demo"


def settings_file() -> Path:
    """What belongs to this computer, see settings.py."""
    return _own("settings", _FOLDERS.user_config_path) / "settings.toml"


def columns_file() -> Path:
    """Which columns of lists held what, see services/remembered_columns.py."""
    return settings_file().with_name("columns.toml")


def log_folder() -> Path:
    """The program's own notes about its runs; not the log of an event, which is in the event file."""
    return _own("logs", _FOLDERS.user_log_path)


def backup_folder() -> Path:
    """Where backups of event files go unless the settings name another folder."""
    return _own("backups", _FOLDERS.user_data_path / "backups")


def print_folder() -> Path:
    """The PDFs of print jobs, so that they can be printed again."""
    return _own("prints", _FOLDERS.user_data_path / "prints")


def _came_with_the_program(name: str) -> Path:
    """Packed into the package by the wheel and the bundle; beside the package in a checkout."""
    packed = _PACKAGE / "_packed"
    return (packed if packed.is_dir() else _PACKAGE.parent) / name


def _own(name: str, usual: Path) -> Path:
    """A folder of the user. CHECKIN_HOME gathers all of them in one place, for a program on a stick and for tests.

    No folder is made here: who writes into one makes it.
    """
    home = os.environ.get("CHECKIN_HOME", "")
    return Path(home).expanduser() / name if home else usual
