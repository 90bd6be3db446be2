"""The wheel: built from this checkout and installed elsewhere, the program finds all that came with it."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import checkin_app

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
PACKED = "checkin_app/_packed/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed, so that no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    run(sys.executable, *command, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment in which the wheel is installed.

    Fetching Qt once more would take minutes and a network, so the libraries of this environment are lent to the clean
    one: a .pth file names the folder they lie in. The .pth files *in* that folder are not obeyed there, and one of them
    is all that leads from an editable install to the checkout; so the checkout stays out of sight.
    """
    place = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(place, with_pip=False)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    run(
        sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)
    )
    packages = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(packages) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    return programs


def run(*command: str, folder: Path | None = None) -> str:
    """What a program prints, started where nothing leads to the checkout; fails with all it said if it fails."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=settings, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_that_the_wheel_holds_every_resource_and_migration(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name.removeprefix(PACKED) for name in names if name.startswith(PACKED)}
    here = {
        file.relative_to(CHECKOUT).as_posix()
        for room in ("resources", "db")
        for file in (CHECKOUT / room).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert here
    assert packed == here


def test_that_the_wheel_holds_every_module_and_nothing_that_is_for_developers(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    modules = {file.relative_to(CHECKOUT).as_posix() for file in (CHECKOUT / "checkin_app").rglob("*.py")}
    assert modules <= set(names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"checkin_app", "checkin_desk"}


def test_that_the_wheel_carries_the_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert {"LICENSE", "resources/icons/LICENSE"} <= licences
    assert any(name.startswith("resources/fonts/") for name in licences)


def test_that_the_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import checkin_app, sys; print(checkin_app.__file__); print(*sys.path, sep='\\n')"
    module, *path = run(str(installed / "python"), "-c", where, folder=tmp_path).splitlines()
    assert Path(module).is_relative_to(installed.parent)
    assert str(CHECKOUT) not in path


def test_that_the_installed_program_finds_what_came_with_it(installed: Path, tmp_path: Path) -> None:
    code = (
        "from checkin_app import paths\n"
        "for folder in (paths.resources(), paths.migrations(), paths.demo()):\n"
        "    print(folder, any(folder.iterdir()))\n"
    )
    found = [
        line.rpartition(" ")
        for line in run(str(installed / "python"), "-c", code, folder=tmp_path).splitlines()
    ]
    assert [there for _, _, there in found] == ["True"] * 3
    assert all("_packed" in Path(folder).parts for folder, _, _ in found)
    assert all(Path(folder).is_relative_to(installed.parent) for folder, _, _ in found)


def test_that_the_installed_program_makes_the_demo_event_far_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    checkin = str(installed / "checkin")
    run(checkin, "demo", str(tmp_path / "demo"), "--no-window", folder=elsewhere)
    (event,) = (tmp_path / "demo").glob("*.checkin")
    made = {file.suffix for file in (tmp_path / "demo").iterdir()}
    assert {".checkin", ".pdf"} <= made
    assert made & {".csv", ".xlsx"}
    assert json.loads(run(checkin, "verify", str(event), "--json", folder=elsewhere))["ok"] is True
    assert list(elsewhere.iterdir()) == []
