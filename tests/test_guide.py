"""The guide tells of every command, key and verdict, and what it shows and leads to is there."""

import re
import tomllib
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

import checkin_app
from checkin_app.cli.commands import app
from checkin_app.domain.checkin import Reason
from checkin_app.services.programme_file import read_programme
from checkin_app.ui import looks
from checkin_app.ui.keys import KEYS
from checkin_app.ui.looks import LOOKS, Look

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
GUIDE = CHECKOUT / "docs" / "guide"
PICTURES = CHECKOUT / "docs" / "pictures"
PAGES = sorted(GUIDE.glob("*.md"))
TOLD = [*PAGES, CHECKOUT / "README.md"]
MOST_BYTES = 1_000_000
WORDS = sorted({value.word for value in (*vars(looks).values(), *LOOKS.values()) if isinstance(value, Look)})


def text_of(page: str) -> str:
    return (GUIDE / page).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of its rank."""
    return text_of(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(text: str) -> dict[str, list[str]]:
    """The rows of all tables, by their first cell; `|` in a cell is not used in the guide."""
    split = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells[1:] for cells in split}


def targets(page: Path) -> list[tuple[Path, str]]:
    """(file, heading's anchor) of all links and pictures that stay in the checkout."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    split = [link.partition("#") for link in found if "://" not in link]
    return [((page.parent / file) if file else page, anchor) for file, _, anchor in split]


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def options() -> dict[str, set[str]]:
    """The options of every command, as they are typed; those of the program itself are not among them."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return {
        name: {
            spelled
            for each in command.params
            for spelled in (*each.opts, *each.secondary_opts)
            if spelled.startswith("--")
        }
        for name, command in group.commands.items()
    }


def shown_pictures() -> set[Path]:
    return {file.resolve() for page in TOLD for file, _ in targets(page) if file.suffix == ".png"}


def test_that_the_guide_has_its_parts_and_its_first_page_leads_to_each() -> None:
    names = {"front-desk.md", "organiser.md", "coordinator.md", "reference.md", "privacy.md", "limits.md"}
    assert {page.name for page in PAGES} == {*names, "README.md"}
    assert {file.name for file, _ in targets(GUIDE / "README.md")} == {*names, "front-desk.pdf"}


def test_that_the_readme_leads_to_every_page_of_the_guide() -> None:
    led_to = {file.resolve() for file, _ in targets(CHECKOUT / "README.md")}
    assert {page for page in PAGES if page.name != "README.md"} <= led_to


@pytest.mark.parametrize("page", TOLD, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_that_every_file_picture_and_heading_that_is_linked_exists(page: Path) -> None:
    assert [file for file, _ in targets(page) if not file.exists()] == []
    lost = [anchor for file, anchor in targets(page) if anchor and anchor not in anchors(file)]
    assert lost == []


def test_that_every_key_is_told_with_what_it_does() -> None:
    told = rows(section("reference.md", "Keys"))
    assert {key: told[key] for key in told if key != "Key" and not set(key) <= set("-|")} == {
        key.keys: [key.meaning] for key in KEYS
    }


@pytest.mark.parametrize("reason", list(Reason))
def test_that_every_reason_is_told_with_its_word_and_whether_it_may_be_overruled(reason: Reason) -> None:
    word, _, overruled = rows(section("reference.md", "Verdicts"))[f"`{reason.value}`"]
    assert word == LOOKS[reason].word
    assert overruled.startswith("yes") == reason.may_be_overridden


def test_that_the_reasons_are_told_in_the_order_in_which_they_are_decided() -> None:
    told = [key.strip("`") for key in rows(section("reference.md", "Verdicts")) if key.startswith("`")]
    assert told == [reason.value for reason in Reason]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("page", ["front-desk.md", "reference.md"])
def test_that_every_word_of_the_card_is_told_at_the_desk_and_in_the_reference(page: str, word: str) -> None:
    assert word in text_of(page)


def test_that_the_words_of_the_card_are_all_known_to_these_tests() -> None:
    assert len(WORDS) == len(Reason) + 7


def test_that_every_command_has_its_row_and_no_other_has() -> None:
    told = [key for key in rows(section("reference.md", "Commands")) if key.startswith("`")]
    assert sorted(key.split()[1].strip("`") for key in told) == sorted(options())


@pytest.mark.parametrize("name", sorted(options()))
def test_that_every_option_of_a_command_is_told(name: str) -> None:
    told = set(re.findall(r"(--[a-z-]+)", section("reference.md", "Commands")))
    done_anyway = {"--window", "--no-excel"}
    assert options()[name] - told - done_anyway == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_that_every_command_in_the_guide_exists(page: Path) -> None:
    called = set(re.findall(r"`checkin ([a-z][a-z-]+)", page.read_text("utf-8")))
    assert called <= set(options())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_that_every_option_in_the_guide_exists(page: Path) -> None:
    known = set[str]().union(*options().values())
    told = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", page.read_text("utf-8")))
    assert told - known <= {"--now", "--desk", "--operator", "--help", "--version"}


def test_that_the_programme_file_in_the_guide_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.+?)```", text_of("reference.md"), re.DOTALL)
    file = tmp_path / "programme.toml"
    file.write_text(block, "utf-8")
    programme = read_programme(file)
    assert (programme.name, len(programme.days)) == (tomllib.loads(block)["event"]["name"], 1)


def test_that_every_picture_is_shown_and_all_are_small_enough_to_fetch() -> None:
    there = set(PICTURES.iterdir())
    assert there == shown_pictures()
    assert sum(picture.stat().st_size for picture in there) < MOST_BYTES


@pytest.mark.parametrize("page", TOLD, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_that_every_picture_says_in_words_what_it_shows(page: Path) -> None:
    assert [alt for alt in re.findall(r"!\[([^\]]*)\]", page.read_text("utf-8")) if len(alt) < 15] == []


@pytest.mark.parametrize(
    "page", ["front-desk.md", "organiser.md", "coordinator.md", "privacy.md", "limits.md"]
)
def test_that_the_guide_speaks_in_short_sentences(page: str) -> None:
    prose = [line for line in text_of(page).splitlines() if line and line[0] not in "|#!"]
    sentences = [each for line in prose for each in re.split(r"(?<=[.:;?!])\s", line)]
    assert [each for each in sentences if len(each.split()) > 32] == []
