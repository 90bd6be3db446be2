"""Paths: what came with the program is found, the user's folders follow the system or CHECKIN_HOME; and __main__'s choice."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checkin_app
from checkin_app import paths
from checkin_app.__main__ import chooses_window

COMMANDS = frozenset({"demo", "new", "import", "scan", "verify"})
CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent


def test_that_a_checkout_has_its_files_beside_the_package() -> None:
    assert paths.resources() == CHECKOUT / "resources"
    assert paths.migrations() == CHECKOUT / "db" / "migrations"
    assert paths.demo() == CHECKOUT / "db" / "demo"


@pytest.mark.parametrize("folder", [paths.resources, paths.migrations, paths.demo])
def test_that_what_came_with_the_program_is_there(folder: Callable[[], Path]) -> None:
    assert any(folder().iterdir())


def test_that_packed_files_win_over_those_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "checkin_app"
    (package / "_packed").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.resources() == package / "_packed" / "resources"
    assert paths.migrations() == package / "_packed" / "db" / "migrations"
    assert paths.demo() == package / "_packed" / "db" / "demo"


def test_that_one_variable_gathers_all_folders_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    monkeypatch.setenv("CHECKIN_HOME", str(stick))
    assert paths.settings_file() == stick / "settings" / "settings.toml"
    assert paths.log_folder() == stick / "logs"
    assert paths.backup_folder() == stick / "backups"
    assert paths.print_folder() == stick / "prints"
    assert not stick.exists()


def test_that_a_tilde_in_the_variable_is_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("CHECKIN_HOME", "~/desk")
    assert paths.log_folder() == tmp_path / "desk" / "logs"


@pytest.mark.parametrize("unset", [True, False])
def test_that_without_the_variable_the_system_says_where(
    monkeypatch: pytest.MonkeyPatch, unset: bool
) -> None:
    if unset:
        monkeypatch.delenv("CHECKIN_HOME")
    else:
        monkeypatch.setenv("CHECKIN_HOME", "")
    folders = [paths.settings_file().parent, paths.log_folder(), paths.backup_folder(), paths.print_folder()]
    assert all(folder.is_absolute() and "checkin-desk" in folder.parts for folder in folders)
    assert len(set(folders)) == 4


def test_that_tests_do_not_touch_the_users_folders(home: Path) -> None:
    for place in (paths.settings_file(), paths.log_folder(), paths.backup_folder(), paths.print_folder()):
        assert place.is_relative_to(home)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "iasi.checkin",
        "--now 2023-11-22T09:14:07 iasi.checkin",
        "iasi.checkin --now 2023-11-22T09:14:07",
        "--now=2023-11-22T09:14:07",
        "--desk scan",
        "--desk scan --operator verify iasi.checkin",
        "--desk --help iasi.checkin",
        "iasi.checkin scan",
        "./scan",
        "scan.checkin",
        "-- scan",
        "-- --help",
        "--desk",
        "Scan",
    ],
)
def test_that_an_event_or_nothing_opens_the_window(typed: str) -> None:
    assert chooses_window(typed.split(), COMMANDS)


@pytest.mark.parametrize(
    "typed",
    [
        "scan iasi.checkin",
        "--now 2023-11-22T09:14:07+02:00 scan iasi.checkin",
        "--now=2023-11-22T09:14:07 --desk Side --operator Ana scan iasi.checkin --json",
        "scan --desk Side -- iasi.checkin",
        "demo",
        "--help",
        "-h",
        "--version",
        "iasi.checkin --help",
        "scan --help",
        "--install-completion",
    ],
)
def test_that_a_command_or_a_question_goes_to_the_command_line(typed: str) -> None:
    assert not chooses_window(typed.split(), COMMANDS)


WORDS = st.sampled_from(
    ["scan", "demo", "a.checkin", "--now", "--desk", "--operator", "--json", "--help", "--", "x"]
)


@given(argv=st.lists(WORDS, max_size=8))
def test_that_every_line_goes_to_one_head_and_a_leading_option_changes_nothing(argv: list[str]) -> None:
    chosen = chooses_window(argv, COMMANDS)
    assert chooses_window(["--desk", "scan", *argv], COMMANDS) is chosen
    assert chooses_window(["--now=2023-11-22T09:14", *argv], COMMANDS) is chosen


@given(argv=st.lists(WORDS, max_size=8), command=st.sampled_from(sorted(COMMANDS)))
def test_that_a_command_in_the_first_place_always_decides(argv: list[str], command: str) -> None:
    assert not chooses_window([command, *argv], COMMANDS)


def test_that_importing_the_entrance_brings_neither_head() -> None:
    code = "import sys, checkin_app.__main__ as m; print([n for n in ('PySide6', 'typer', 'sqlalchemy') if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
