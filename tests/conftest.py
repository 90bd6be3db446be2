"""What holds for every test: no user's folder is touched, nothing is logged unexpectedly, nothing is left running."""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Nothing here may import PySide6: the core is tested where there is none, see test_architecture.py.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SLOW_MACHINES_ARE_NO_FAILURE = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(
    "usual", deadline=None, suppress_health_check=_SLOW_MACHINES_ARE_NO_FAILURE
)
hypothesis.settings.register_profile(
    "ci",
    deadline=None,
    suppress_health_check=_SLOW_MACHINES_ARE_NO_FAILURE,
    derandomize=True,
    print_blob=True,
)
hypothesis.settings.register_profile(
    "few",
    deadline=None,
    suppress_health_check=_SLOW_MACHINES_ARE_NO_FAILURE,
    derandomize=True,
    max_examples=5,
)
hypothesis.settings.load_profile(
    os.environ.get("CHECKIN_HYPOTHESIS") or ("ci" if os.environ.get("CI") else "usual")
)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Without pytest-qt its settings in pyproject.toml would be unknown, and unknown settings are errors."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "belongs to pytest-qt, which is switched off")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where the tools of the machine were promised, a test that is skipped for want of one has failed."""
    report: Any = yield
    promised = os.environ.get("CHECKIN_REQUIRE_TOOLS") == "1"
    if promised and report.skipped and item.get_closest_marker("machine") and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped here ({reason})"
    return report


@pytest.fixture(scope="session", autouse=True)
def _away_from_the_users_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For fixtures that outlive a test, and for Qt, which remembers where its settings go."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKIN_HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds this test's settings, logs and backups."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CHECKIN_HOME", str(folder))
    return folder


class _Keeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged_warnings() -> Iterator[list[logging.LogRecord]]:
    """What was logged as a warning or worse; a test takes out what it expects, and what remains fails it."""
    keeper = _Keeper()
    root = logging.getLogger()
    root.addHandler(keeper)
    yield keeper.records
    root.removeHandler(keeper)
    unexpected = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in keeper.records]
    assert not unexpected, "logged, but not expected:\n" + "\n".join(unexpected)


def pytest_collection_finish() -> None:
    """Looking for timers that were left running goes through all that Python keeps: leave out what was there before.

    Thousands of collected tests and imported modules would be looked at twice for every test.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """Every thread and timer that began in a test has ended with it."""
    threads = set(threading.enumerate())
    timers = {id(timer) for timer in _running_timers()}
    yield
    _wait_until_ended(threads)
    left = [repr(thread) for thread in _began_since(threads)]
    left += [f"{timer!r} of {timer.parent()!r}" for timer in _running_timers() if id(timer) not in timers]
    assert not left, "left running:\n" + "\n".join(left)


def _began_since(earlier: set[threading.Thread]) -> list[threading.Thread]:
    """Threads of Qt that once ran Python are «dummies» to Python for ever, and say nothing about us."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in earlier and type(thread).__name__ != "_DummyThread"
    ]


def _wait_until_ended(earlier: set[threading.Thread]) -> None:
    """A thread that was told to end needs a moment; one that was not told does not end in two seconds."""
    deadline = time.monotonic() + 2
    while _began_since(earlier) and time.monotonic() < deadline:
        time.sleep(0.005)


def _running_timers() -> list[Any]:
    """The active QTimers, once whatever waits to be deleted was deleted; none where Qt is not in use."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return []
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    is_alive = sys.modules["shiboken6"].isValid
    found = [thing for thing in gc.get_objects() if isinstance(thing, core.QTimer)]
    return [timer for timer in found if is_alive(timer) and timer.isActive()]
