"""The watch over all tests, itself under test: careless tests are seen to fail."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checkin_app

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent

PROMISED_TOOLS = """
import pytest

@pytest.mark.machine
@pytest.mark.skipif(True, reason="no spooler here")
def test_that_a_badge_is_printed(): pass

@pytest.mark.machine
def test_that_a_window_opens(): pytest.skip("no Xvfb here")

def test_that_something_else_may_be_skipped(): pytest.skip("not on this system")

@pytest.mark.machine
@pytest.mark.xfail(reason="known", strict=True)
def test_that_a_known_failure_stays_one(): assert False
"""


@pytest.mark.parametrize(
    ("promised", "outcome"), [("1", "1 failed, 1 skipped, 1 xfailed, 1 error"), ("", "3 skipped")]
)
def test_that_a_skip_for_want_of_a_promised_tool_is_a_failure(
    tmp_path: Path, promised: str, outcome: str
) -> None:
    shutil.copy(CHECKOUT / "tests" / "conftest.py", tmp_path)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "test_tools.py").write_text(PROMISED_TOOLS)
    done = pytest_in(tmp_path, CHECKIN_REQUIRE_TOOLS=promised)
    assert outcome in done.stdout, done.stdout + done.stderr
    assert (done.returncode == 1) is bool(promised)
    assert "no spooler here" in done.stdout
    assert "no Xvfb here" in done.stdout


CARELESS = """
import logging, threading, time

from PySide6.QtCore import QTimer

def test_that_logs(): logging.getLogger("checkin_app").error("the disk is full")

def test_that_expects_what_is_logged(logged_warnings):
    logging.getLogger("checkin_app").error("the disk is full")
    assert logged_warnings.pop().getMessage() == "the disk is full"

def test_that_leaves_a_thread(): threading.Thread(target=time.sleep, args=(3,), daemon=True).start()

def test_that_ends_its_thread():
    thread = threading.Thread(target=time.sleep, args=(0.01,))
    thread.start()

def test_that_leaves_a_timer(qapp):
    timer = QTimer(qapp)
    timer.start(60_000)

def test_that_stops_its_timer(qapp):
    timer = QTimer(qapp)
    timer.start(60_000)
    timer.stop()
"""


def test_that_what_a_test_leaves_behind_fails_it(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "tests" / "conftest.py", tmp_path)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "test_careless.py").write_text(CARELESS)
    done = pytest_in(tmp_path)
    faulty = sorted(re.findall(r"^ERROR test_careless\.py::(\w+)", done.stdout, re.MULTILINE))
    assert faulty == ["test_that_leaves_a_thread", "test_that_leaves_a_timer", "test_that_logs"], done.stdout
    assert "6 passed, 3 errors" in done.stdout


def pytest_in(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
