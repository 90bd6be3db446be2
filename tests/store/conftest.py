"""Event files and desks as tests of the store and of the services begin with them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin_app.store import database
from checkin_app.store.database import EventFile
from tests.store.event_files import GUESTS, IN_MEMORY, Desk, copied, make_event_file, opened, tell_a_story


@pytest.fixture(scope="session")
def empty_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event file with a programme alone; to be copied, never opened."""
    return make_event_file(tmp_path_factory.mktemp("templates") / "empty.checkin")


@pytest.fixture(scope="session")
def told_once(empty_once: Path) -> Path:
    """An event file with a morning at two desks; to be copied, never opened."""
    return tell_a_story(copied(empty_once, empty_once.with_name("told.checkin")))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with nothing else in it."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as name:
        made = Path(name) / "event"
        made.mkdir()
        yield made


@pytest.fixture
def empty(empty_once: Path, folder: Path) -> Path:
    """A closed event file with a programme alone."""
    return copied(empty_once, folder / "event.checkin")


@pytest.fixture
def told(told_once: Path, folder: Path) -> Path:
    """A closed event file with a morning at two desks."""
    return copied(told_once, folder / "event.checkin")


@pytest.fixture
def file(empty: Path) -> Iterator[EventFile]:
    """An open event file with a programme alone."""
    with opened(empty) as file:
        yield file


@pytest.fixture
def front(file: EventFile) -> Desk:
    """A desk with the guests on its roster, on the first morning."""
    desk = Desk(file)
    for guest in GUESTS:
        desk.roster.add(guest)
    return desk


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock longer than a moment."""
    monkeypatch.setitem(database.PRAGMAS, "busy_timeout", 20)


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder that anybody may enter and write to, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)
        Path(name).chmod(0o777)
