"""The two commands and their scripts, on pretended machines: nothing is installed and nothing is fetched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checkin_app

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
SCRIPTS = ["run", "environment", "system_libraries", "apt_install"]

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
needs_sh = pytest.mark.skipif(os.name == "nt", reason="the scripts are for Debian and Ubuntu")


@pytest.mark.parametrize("script", SCRIPTS)
@needs_sh
def test_that_every_script_can_be_started_and_is_sound_shell(script: str) -> None:
    file = CHECKOUT / ".ci" / script
    assert os.access(file, os.X_OK)
    shell = "bash" if "bash" in file.read_text("utf-8").splitlines()[0] else "sh"
    subprocess.run([shell, "-n", str(file)], check=True, timeout=20)


class Machine:
    """A pretended machine: its own folder of programs, and a record of what was started."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.record = folder / "record"
        self.programs.mkdir()
        for tool in ("sh", "dirname", "tr", "grep", "env", "true", "echo", "cat", "touch", "rm", "mkdir"):
            (self.programs / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
        self.put("uname", "echo Linux")
        self.put("id", "echo 1000")

    def put(self, name: str, body: str) -> None:
        """A program that notes how it was called, and then does this."""
        file = self.programs / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.record}"\n{body}\n')
        file.chmod(0o755)

    def has_packages(self, *installed: str, offered: tuple[str, ...] = ()) -> None:
        """Debian's tools, with these packages installed and those to be had."""
        self.put(
            "dpkg-query", f'case " {" ".join(installed)} " in *" $3 "*) printf installed ;; *) exit 1 ;; esac'
        )
        known = f'case " {" ".join(offered)} " in *" $2 "*) echo "  Candidate: 1.0" ;; *) echo "  Candidate: (none)" ;; esac'
        self.put("apt-cache", known)
        self.put("apt-get", "exit 0")

    def start(self, script: Path | str, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(script), *words],
            env={"PATH": str(self.programs), **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    @property
    def started(self) -> list[str]:
        return self.record.read_text().splitlines() if self.record.exists() else []

    @property
    def changed_by_apt(self) -> list[str]:
        return [line for line in self.started if line.startswith("apt-get") and " install " in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


INSTALL = CHECKOUT / ".ci" / "apt_install"
LIBRARIES = CHECKOUT / ".ci" / "system_libraries"


@needs_sh
def test_that_what_is_installed_is_left_alone(machine: Machine) -> None:
    machine.has_packages("libcups2", "xvfb")
    done = machine.start(INSTALL, "libcups2t64|libcups2", "xvfb")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not [line for line in machine.started if line.startswith("apt-get")]


@needs_sh
@pytest.mark.parametrize("name", ["libcups2t64", "libcups2"])
def test_that_the_name_of_this_release_is_installed(machine: Machine, name: str) -> None:
    machine.has_packages(offered=(name, "xvfb"))
    machine.put("id", "echo 0")
    done = machine.start(INSTALL, "libcups2t64|libcups2", "xvfb")
    assert done.returncode == 0, done.stderr
    (call,) = machine.changed_by_apt
    assert call.endswith(f" {name} xvfb")


@needs_sh
def test_that_sudo_is_used_where_it_asks_nothing(machine: Machine) -> None:
    machine.has_packages(offered=("xvfb",))
    machine.put("sudo", 'shift; exec "$@"')
    done = machine.start(INSTALL, "xvfb")
    assert done.returncode == 0, done.stderr
    assert len(machine.changed_by_apt) == 1
    assert all(line.startswith("sudo -n ") for line in machine.started if line.startswith("sudo"))


@needs_sh
@pytest.mark.parametrize("sudo", [None, "echo 'a password is required' >&2; exit 1"])
def test_that_one_sentence_says_what_to_type_where_nothing_may_be_installed(
    machine: Machine, sudo: str | None
) -> None:
    machine.has_packages(offered=("xvfb", "libcups2"))
    if sudo:
        machine.put("sudo", sudo)
    done = machine.start(INSTALL, "libcups2t64|libcups2", "xvfb")
    assert done.returncode == 1
    assert done.stderr == "Please run: sudo apt-get install libcups2 xvfb\n"
    assert machine.changed_by_apt == []


@needs_sh
def test_that_an_installation_that_fails_is_told(machine: Machine) -> None:
    machine.has_packages(offered=("xvfb",))
    machine.put("id", "echo 0")
    machine.put("apt-get", "exit 100")
    done = machine.start(INSTALL, "xvfb")
    assert done.returncode == 1
    assert "sudo apt-get install xvfb" in done.stderr


@needs_sh
def test_that_a_system_without_apt_is_told_what_is_wanted(machine: Machine) -> None:
    done = machine.start(INSTALL, "xvfb")
    assert done.returncode == 1
    assert "xvfb" in done.stderr


def all_libraries() -> list[str]:
    return re.findall(r"^(lib\S+)=", LIBRARIES.read_text(), re.MULTILINE)


@needs_sh
def test_that_only_packages_of_missing_libraries_are_asked_for(machine: Machine) -> None:
    missing = {"libpulse.so.0", "libglib-2.0.so.0"}
    present = "".join(
        f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in all_libraries() if name not in missing
    )
    machine.put("ldconfig", f"cat <<'END'\n{present}END")
    machine.has_packages(offered=("libpulse0", "libglib2.0-0t64"))
    machine.put("id", "echo 0")
    done = machine.start(LIBRARIES)
    assert done.returncode == 0, done.stderr
    (call,) = machine.changed_by_apt
    assert call.endswith(" --no-install-recommends libglib2.0-0t64 libpulse0")


@needs_sh
def test_that_nothing_happens_where_no_library_is_missing(machine: Machine) -> None:
    present = "".join(f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in all_libraries())
    machine.put("ldconfig", f"cat <<'END'\n{present}END")
    done = machine.start(LIBRARIES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_sh
def test_that_a_longer_name_does_not_stand_for_a_library(machine: Machine) -> None:
    present = "".join(f"\t{name}.9 (libc6,x86-64) => /lib/{name}.9\n" for name in all_libraries())
    machine.put("ldconfig", f"cat <<'END'\n{present}END")
    machine.has_packages()
    assert machine.start(LIBRARIES).returncode == 1


@needs_sh
def test_that_other_systems_are_left_alone(machine: Machine) -> None:
    machine.put("uname", "echo Darwin")
    done = machine.start(LIBRARIES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what sets the environment up, without a program."""
    place = tmp_path / "house"
    place.mkdir()
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, place)
    shutil.copytree(CHECKOUT / ".ci", place / ".ci")
    return place


@needs_sh
def test_that_a_python_that_cannot_make_environments_is_told_what_to_install(
    machine: Machine, house: Path
) -> None:
    machine.put(
        "python3", 'case "$2" in *ensurepip*) exit 1 ;; *"print("*) echo python3.12 ;; *) exit 0 ;; esac'
    )
    machine.has_packages(offered=("python3.12-venv",))
    done = machine.start(house / ".ci" / "environment", "run")
    assert done.returncode != 0
    assert "Please run: sudo apt-get install python3.12-venv" in done.stderr
    assert not (house / ".venv").exists()


@needs_sh
def test_that_a_python_that_is_too_old_is_passed_over_and_told(machine: Machine, house: Path) -> None:
    machine.put("python3", "exit 1")
    done = machine.start(house / ".ci" / "environment", "run")
    assert done.returncode != 0
    assert "Python 3.11" in done.stderr


def pretend_environment(house: Path) -> Path:
    """An environment whose programs only note that they were called."""
    programs = house / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    for name in ("checkin", "ruff", "pyright", "lint-imports"):
        (programs / name).write_text(f'#!/bin/sh\necho "started {name} $*"\n')
        (programs / name).chmod(0o755)
    for script in ("environment", "system_libraries"):
        note = f'echo "set up: {script} $*"\n'
        stamp = 'touch ".venv/$1.stamp"\n' if script == "environment" else ""
        (house / ".ci" / script).write_text(f"#!/bin/sh\n{note}{stamp}")
    return programs


def make(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words], cwd=house, env=settings, capture_output=True, text=True, check=False, timeout=60
    )


@needs_sh
@needs_make
def test_that_a_second_call_does_not_set_up_again(house: Path) -> None:
    pretend_environment(house)
    first = make(house, "demo")
    assert first.returncode == 0, first.stderr
    assert "set up: environment run" in first.stdout
    assert "set up: system_libraries" in first.stdout
    second = make(house, "demo")
    assert second.stdout == "Making the demo event.\nstarted checkin demo\n"


@needs_sh
@needs_make
def test_that_the_demo_does_not_wait_for_the_tools_of_developers(house: Path) -> None:
    pretend_environment(house)
    assert "environment dev" not in make(house, "demo").stdout


@needs_sh
@needs_make
@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_that_a_changed_need_is_set_up_again(house: Path, changed: str) -> None:
    pretend_environment(house)
    make(house, "demo")
    later = (house / ".venv" / "run.stamp").stat().st_mtime + 10
    os.utime(house / changed, (later, later))
    assert "set up: environment run" in make(house, "demo").stdout


@needs_sh
@needs_make
def test_that_calls_side_by_side_set_up_once(house: Path) -> None:
    pretend_environment(house)
    done = make(house, "-j4", "demo", "check", "-o", "test")
    assert done.returncode == 0, done.stderr
    set_up = [line for line in done.stdout.splitlines() if "set up: environment" in line]
    assert set_up == ["set up: environment run", "set up: environment dev"]


@needs_sh
@needs_make
def test_that_an_environment_whose_python_is_gone_is_made_again(house: Path) -> None:
    programs = pretend_environment(house)
    make(house, "demo")
    (programs / "python").unlink()
    (programs / "python").symlink_to(house / "gone")
    assert "set up: environment run" in make(house, "demo").stdout


@needs_sh
@needs_make
def test_that_libraries_that_could_not_be_installed_do_not_stop_the_demo(house: Path) -> None:
    pretend_environment(house)
    (house / ".ci" / "system_libraries").write_text("#!/bin/sh\necho 'Please run: …' >&2\nexit 1\n")
    done = make(house, "demo")
    assert done.returncode == 0
    assert "started checkin demo" in done.stdout
    assert make(house, "demo").stderr == "Please run: …\n"


@needs_sh
@needs_make
def test_that_a_failed_check_fails_and_a_failed_setup_starts_nothing(house: Path) -> None:
    programs = pretend_environment(house)
    make(house, "check")
    (programs / "lint-imports").write_text("#!/bin/sh\nexit 1\n")
    assert make(house, "check").returncode != 0
    (house / ".venv" / "run.stamp").unlink()
    (house / ".ci" / "environment").write_text("#!/bin/sh\nexit 1\n")
    assert "started" not in make(house, "demo").stdout


@needs_sh
@needs_make
def test_that_cleaning_keeps_the_demo_event(house: Path) -> None:
    pretend_environment(house)
    for folder in ("demo", "screens", "checkin_app", "db", "tests"):
        (house / folder).mkdir()
    assert make(house, "clean").returncode == 0
    assert (house / "demo").is_dir()
    assert not (house / ".venv").exists()
    assert not (house / "screens").exists()


@needs_sh
@needs_make
def test_that_make_alone_says_what_there_is(house: Path) -> None:
    said = make(house).stdout
    phony = re.search(r"^\.PHONY: (.+)$", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    for target in set(phony[1].split()) - {"help"}:
        assert f"make {target}" in said
