"""The architecture as a test: who may import whom, how long things may be, and that the core needs no Qt."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import checkin_app

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
CODE = sorted(
    file for folder in ("checkin_app", "db", "resources") for file in (CHECKOUT / folder).rglob("*.py")
)
TESTS = sorted((CHECKOUT / "tests").rglob("*.py"))

LONGEST_FILE = 500
LONGEST_CLASS = 300
LONGEST_FUNCTION = 40
MOCKS_PER_THOUSAND_LINES = 2

CONTRACTS = ("rooms", "qt", "database", "window", "cycles")
# What breaks each contract, as (the file it is written into, what is written): one line of import is enough.
VIOLATIONS = {
    "rooms": [
        ("domain/event.py", "from checkin_app import services"),
        ("domain/event.py", "import checkin_app.store.schema"),
        ("store/schema.py", "import checkin_app.services.checkin"),
        ("services/checkin.py", "import checkin_app.bootstrap"),
        ("bootstrap.py", "import checkin_app.ui.theme"),
        ("paths.py", "import checkin_app.settings"),
        ("helpers.py", "'''A room that nobody agreed on.'''"),
    ],
    "qt": [
        ("domain/event.py", "import PySide6.QtCore"),
        ("services/checkin.py", "from PySide6.QtCore import QObject"),
        ("bootstrap.py", "import PySide6"),
        ("cli/__init__.py", "def later() -> None:\n    import PySide6.QtWidgets"),
    ],
    "database": [
        ("services/checkin.py", "import sqlalchemy"),
        ("domain/event.py", "from sqlalchemy import select"),
        ("ui/theme.py", "import alembic"),
        ("app.py", "import sqlalchemy.exc"),
    ],
    "window": [
        ("ui/theme.py", "import checkin_app.store.schema"),
        ("ui/theme.py", "from checkin_app.store import log"),
    ],
    "cycles": [
        ("services/checkin.py", "import checkin_app.services.seen_from_checkin"),
        ("domain/event.py", "import checkin_app.domain.seen_from_event"),
        ("ui/theme.py", "import checkin_app.ui.seen_from_theme"),
    ],
}


def lint_imports(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml on the package in the folder, whatever else Python could import."""
    tool = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(sys.argv[1:])"
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [sys.executable, "-c", tool, "--no-cache", "--config", str(CHECKOUT / "pyproject.toml"), *chosen],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package that may be spoilt."""
    shutil.copytree(
        CHECKOUT / "checkin_app",
        tmp_path / "checkin_app",
        ignore=shutil.ignore_patterns("__pycache__", "_packed"),
    )
    return tmp_path


def test_that_every_room_keeps_its_contracts() -> None:
    done = lint_imports(CHECKOUT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_that_each_contract_is_shown_to_break() -> None:
    configured = re.findall(r'^id = "(\w+)"$', (CHECKOUT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert tuple(configured) == CONTRACTS
    assert set(VIOLATIONS) == set(CONTRACTS)


@pytest.mark.parametrize(
    ("contract", "file", "line"),
    [(contract, *violation) for contract, violations in VIOLATIONS.items() for violation in violations],
)
def test_that_a_violating_copy_breaks_the_contract(copy: Path, contract: str, file: str, line: str) -> None:
    spoilt = copy / "checkin_app" / file
    with spoilt.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    if contract == "cycles":
        other = spoilt.with_name(f"seen_from_{spoilt.stem}.py")
        other.write_text(f"import checkin_app.{spoilt.parent.name}.{spoilt.stem}\n")
    done = lint_imports(copy, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken." in done.stdout


def test_that_an_unspoilt_copy_breaks_nothing(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_the_domain_imports_the_standard_library_only() -> None:
    foreign = [
        f"{file.name}: {name}"
        for file in (CHECKOUT / "checkin_app" / "domain").rglob("*.py")
        for name in imported(file)
        if name not in sys.stdlib_module_names and name != "checkin_app"
    ]
    assert foreign == []


def test_that_migrations_import_nothing_of_ours() -> None:
    steps = (CHECKOUT / "db" / "migrations" / "versions").glob("*.py")
    assert [step.name for step in steps if "checkin_app" in imported(step)] == []


def test_that_one_place_reads_the_clock() -> None:
    pattern = re.compile(r"\b(?:datetime\.(?:now|today|utcnow)|date\.today|time\.time(?:_ns)?)\(")
    readers = [file for file in CODE if pattern.search(file.read_text("utf-8"))]
    assert [file.relative_to(CHECKOUT).as_posix() for file in readers] == ["checkin_app/services/clock.py"]


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").partition(".")[0])
    return names


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def definitions(kinds: tuple[type[ast.stmt], ...]) -> Iterator[tuple[str, int]]:
    """Where each function or class is, and how many lines it has; tables of cases above a test do not count."""
    for file in CODE + TESTS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, kinds) and isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            ):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{file.relative_to(CHECKOUT)}:{node.lineno} {node.name}", length


def test_that_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert [f"{file}: {lines(file)}" for file in CODE + TESTS if lines(file) > LONGEST_FILE] == []


def test_that_every_function_fits_a_screen() -> None:
    found = definitions((ast.FunctionDef, ast.AsyncFunctionDef))
    assert [f"{place}: {length}" for place, length in found if length > LONGEST_FUNCTION] == []


def test_that_no_class_does_everything() -> None:
    found = definitions((ast.ClassDef,))
    assert [f"{place}: {length}" for place, length in found if length > LONGEST_CLASS] == []


def test_that_every_module_says_what_it_is_for() -> None:
    silent = [file for file in CODE + TESTS if file.read_text("utf-8").strip() and not says_so(file)]
    assert [str(file.relative_to(CHECKOUT)) for file in silent] == []


def says_so(file: Path) -> bool:
    return bool(ast.get_docstring(ast.parse(file.read_text("utf-8"))))


@pytest.mark.parametrize(
    "vague", ["utils", "helpers", "common", "core", "managers", "base", "widgets", "misc"]
)
def test_that_nothing_is_named_after_a_kind(vague: str) -> None:
    assert [file for file in CODE if vague in (file.stem, file.parent.name)] == []


def test_that_methods_are_called_after_what_they_do() -> None:
    says_nothing = re.compile(r"_?(get|do|handle|process|manage|perform)_")
    found = definitions((ast.FunctionDef, ast.AsyncFunctionDef))
    assert [place for place, _ in found if says_nothing.match(place.split()[-1])] == []


def test_that_there_is_at_least_as_much_test_as_code() -> None:
    assert sum(map(lines, TESTS)) >= sum(map(lines, CODE))


def test_that_next_to_nothing_is_mocked() -> None:
    # Replacing an attribute is a mock by another name; setting a variable or the working folder is not.
    pattern = re.compile(
        r"\b(?:Magic|Async)?Mock\(|\bpatch(?:\.\w+)?\(|\bmocker\.|\bcreate_autospec\(|\.setattr\("
    )
    # This file and no other has to write the words down.
    others = [file for file in TESTS if file != Path(__file__).resolve()]
    mocks = sum(len(pattern.findall(file.read_text("utf-8"))) for file in others)
    assert mocks * 1_000 < MOCKS_PER_THOUSAND_LINES * sum(map(lines, TESTS))


def test_that_every_test_is_a_sentence() -> None:
    tests = [
        f"{file.relative_to(CHECKOUT)}: {node.name}"
        for file in TESTS
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and "screens" not in file.name
    ]
    assert [test for test in tests if ": test_that_" not in test] == []


NO_QT = '''"""Makes this interpreter one in which PySide6 cannot be found."""
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NoQt())
'''


def without_qt(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "without_qt.py").write_text(NO_QT)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(folder), "CHECKIN_HYPOTHESIS": "few"},
        capture_output=True,
        text=True,
        check=False,
        timeout=540,
    )


def test_that_the_hook_really_hides_qt(tmp_path: Path) -> None:
    done = without_qt(tmp_path, "-c", "import without_qt, PySide6.QtCore")
    assert done.returncode == 1
    assert "No module named 'PySide6'" in done.stderr


@pytest.mark.parametrize(
    "module", ["__main__", "bootstrap", "cli", "domain", "paths", "services", "settings", "store"]
)
def test_that_the_core_is_imported_where_there_is_no_qt(tmp_path: Path, module: str) -> None:
    code = (
        "import without_qt, importlib, pkgutil\n"
        f"module = importlib.import_module('checkin_app.{module}')\n"
        "for each in pkgutil.walk_packages(getattr(module, '__path__', []), module.__name__ + '.'):\n"
        "    importlib.import_module(each.name)\n"
    )
    done = without_qt(tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_that_the_tests_of_the_core_pass_where_there_is_no_qt(tmp_path: Path) -> None:
    rooms = [f"tests/{room}" for room in ("domain", "store", "services")]
    plugins = ["-p", "without_qt", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]
    done = without_qt(
        tmp_path,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-m",
        "not slow",
        f"--basetemp={tmp_path / 'inner'}",
        *plugins,
        *rooms,
    )
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]
    assert re.search(r"\d+ passed", done.stdout)
