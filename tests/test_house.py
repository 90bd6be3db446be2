"""The house around the code: the pinned versions, and what the pages promise."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import checkin_app

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
DECISIONS = sorted(CHECKOUT.glob("docs/decisions/[0-9]*.md"))


def read(name: str) -> str:
    return (CHECKOUT / name).read_text("utf-8")


def project() -> dict[str, list[str]]:
    """The needs of pyproject.toml: `run` for the program, and each of its extras."""
    table = tomllib.loads(read("pyproject.toml"))["project"]
    return {"run": table["dependencies"], **table["optional-dependencies"]}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = [line.partition("==") for line in read("constraints.txt").splitlines()]
    return {canonical(name): version for name, _, version in lines}


def needs_of(requirements: list[str]) -> set[str]:
    """All packages that these requirements bring into this environment, themselves included."""
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        parsed = Requirement(requirement)
        name = canonical(parsed.name)
        is_wanted = parsed.marker is None or parsed.marker.evaluate({"extra": ""})
        if name in found or not is_wanted:
            continue  # for another Python, another system, or an extra
        try:
            waiting += metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # not here, so nothing here needs it
        found.add(name)
    return found


def test_that_every_pin_is_a_name_and_an_exact_version() -> None:
    lines = read("constraints.txt").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.!+]*", line)] == []
    assert len(pins()) == len(lines)
    assert lines == sorted(lines, key=str.casefold)


def test_that_no_pin_names_an_address_or_a_path() -> None:
    assert not re.search(r"://|@|/|\\|--", read("constraints.txt"))


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_that_whatever_is_needed_is_pinned(kind: str) -> None:
    assert needs_of(project()[kind]) - set(pins()) == set()


def test_that_the_versions_here_are_the_pinned_ones() -> None:
    different = {
        name: (metadata.version(name), pins()[name])
        for name in needs_of(project()["run"] + project()["dev"])
        if metadata.version(name) != pins()[name]
    }
    assert different == {}


def test_that_pyside_stays_below_the_release_that_aborts() -> None:
    (need,) = [need for need in project()["run"] if need.startswith("pyside6")]
    assert need.startswith("pyside6>=6.10,<6.12")
    assert pins()["pyside6"].startswith("6.11.")


@pytest.mark.parametrize("page", PAGES)
def test_that_every_page_is_there_and_its_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)\)", read(page))
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


def test_that_the_readme_opens_with_the_purpose_a_picture_and_the_two_commands() -> None:
    opening = read("README.md").split("**Windows**")[0]
    places = [
        opening.index(part)
        for part in ("front desk of an event", "](docs/pictures/desk.png)", "make demo", "make test")
    ]
    assert places == sorted(places)
    assert "py -3.11 -m venv .venv" in read("README.md")
    assert "**macOS**" in read("README.md")


def test_that_the_architecture_fits_a_screen() -> None:
    assert len(read("ARCHITECTURE.md").splitlines()) <= 60


def test_that_decisions_are_numbered_and_half_a_page_each() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for file in DECISIONS:
        text = file.read_text("utf-8")
        assert re.match(rf"# {int(file.name[:4])}\. \S", text), file.name
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequence",
        ], file.name
        assert 60 <= len(text.split()) <= 300, file.name


def test_that_the_changelog_knows_the_version() -> None:
    (newest, *_) = re.findall(r"^## (\S+?)[, ]", read("CHANGELOG.md") + " ", re.MULTILINE)
    assert newest == checkin_app.__version__


@pytest.mark.parametrize("page", PAGES)
def test_that_every_picture_of_a_page_is_there(page: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", read(page))
    assert [picture for picture in pictures if not (CHECKOUT / picture).is_file()] == []
