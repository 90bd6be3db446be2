"""The sheets and templates that come with the program, and files that are none."""

from pathlib import Path

import pytest

from checkin_app.domain.badge_composition import Rect
from checkin_app.domain.errors import BadInput
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_stock import (
    DEFAULT_SHEET,
    DEFAULT_TEMPLATE,
    all_sheets,
    all_templates,
    read_sheets,
    read_template,
)

# badge, page, columns × rows, left / top, pitch: the table that the program promises
SHEETS = {
    "avery-l4785": ((80, 50), (210, 297), (2, 5), (17.5, 13.5), (95, 55)),
    "avery-5395": ((85.73, 59.27), (215.9, 279.4), (2, 4), (17.46, 14.82), (95.25, 63.5)),
    "avery-l7418": ((86, 55), (210, 297), (2, 4), (19, 38.5), (86, 55)),
    "avery-l7415": ((90, 52), (210, 297), (2, 5), (15, 18.5), (90, 52)),
    "avery-5392": ((101.6, 76.2), (215.9, 279.4), (2, 3), (6.35, 25.4), (101.6, 76.2)),
    "durable-1445": ((90, 54), (210, 297), (2, 5), (15, 12), (90, 54)),
    "durable-1453": ((75, 40), (210, 297), (2, 6), (30, 28.5), (75, 40)),
    "durable-1456": ((90, 60), (210, 297), (2, 4), (15, 28.5), (90, 60)),
    "a6x4": ((105, 148.5), (210, 297), (2, 2), (0, 0), (105, 148.5)),
    "a7x8": ((105, 74.25), (210, 297), (2, 4), (0, 0), (105, 74.25)),
    "a6-fold": ((105, 148), (210, 297), (1, 1), (0, 0.25), (105, 148)),
    "cr80": ((85.6, 53.98), (85.6, 53.98), (1, 1), (0, 0), (85.6, 53.98)),
    "brother-dk11202": ((62, 100), (62, 100), (1, 1), (0, 0), (62, 100)),
    "roll-62": ((62, 90), (62, 90), (1, 1), (0, 0), (62, 90)),
    "zebra-4x3": ((101.6, 76.2), (101.6, 76.2), (1, 1), (0, 0), (101.6, 76.2)),
    "zebra-4x6": ((101.6, 152.4), (101.6, 152.4), (1, 1), (0, 0), (101.6, 152.4)),
}
A_SHEET = """
[[sheet]]
name = "mine"
title = "My labels"
badge_width = 60
badge_height = 30
page_width = 210
page_height = 297
columns = 3
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SHEETS)
def test_that_a_sheet_has_the_numbers_of_its_maker(name: str) -> None:
    sheet = all_sheets()[name]
    assert (
        (sheet.badge_width, sheet.badge_height),
        (sheet.page_width, sheet.page_height),
        (sheet.columns, sheet.rows),
        (sheet.left, sheet.top),
        (sheet.step_x, sheet.step_y),
    ) == SHEETS[name]


def test_that_every_sheet_of_the_table_is_there_and_no_other() -> None:
    assert set(all_sheets()) == set(SHEETS)
    assert DEFAULT_SHEET in all_sheets()
    titles = [sheet.title for sheet in all_sheets().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", ["avery-l7418", "avery-l7415", "avery-5392", "durable-1453", "durable-1456"])
def test_that_a_grid_known_from_one_source_lies_in_the_middle_of_its_page(name: str) -> None:
    sheet = all_sheets()[name]
    assert 2 * sheet.left + sheet.columns * sheet.badge_width == pytest.approx(sheet.page_width)
    assert 2 * sheet.top + sheet.rows * sheet.badge_height == pytest.approx(sheet.page_height)


def test_that_label_printers_have_an_edge_they_cannot_reach() -> None:
    assert {name for name, sheet in all_sheets().items() if sheet.inset_x} == {"brother-dk11202", "roll-62"}


def test_that_only_the_folded_sheet_has_a_back() -> None:
    assert [name for name, sheet in all_sheets().items() if sheet.folded] == ["a6-fold"]


@pytest.mark.parametrize("name", SHEETS)
def test_that_the_design_keeps_clear_of_what_the_printer_cannot_reach(name: str) -> None:
    sheet = all_sheets()[name]
    design = all_templates()[DEFAULT_TEMPLATE].design(sheet.badge_width, sheet.badge_height)
    qr = design.qr
    quiet = qr.width / (25 + 8) * 4  # the quiet zone is white and needs no printer
    dark = Rect(qr.x + quiet, qr.y + quiet, qr.width - 2 * quiet, qr.height - 2 * quiet)
    margin_x, margin_y = max(sheet.inset_x, 2.4), max(sheet.inset_y, 2.4)
    texts = (design.event.rect, design.name, design.organisation.rect, design.category.rect, design.code.rect)
    for rect in (*texts, design.organisation_alone, *design.writing, dark):
        assert rect.x >= margin_x
        assert rect.y >= margin_y
        assert rect.x + rect.width <= sheet.badge_width - margin_x
        assert rect.y + rect.height <= sheet.badge_height - margin_y


@pytest.mark.parametrize("name", SHEETS)
def test_that_no_two_parts_of_the_design_overlap(name: str) -> None:
    sheet = all_sheets()[name]
    design = all_templates()[DEFAULT_TEMPLATE].design(sheet.badge_width, sheet.badge_height)
    parts = [
        *(design.event.rect, design.name, design.organisation.rect),
        *(design.category.rect, design.code.rect, design.qr),
    ]
    for i, one in enumerate(parts):
        for other in parts[:i]:
            beside = one.x >= other.x + other.width - 1e-6 or other.x >= one.x + one.width - 1e-6
            below = one.y >= other.y + other.height - 1e-6 or other.y >= one.y + one.height - 1e-6
            assert beside or below, f"{one} overlaps {other}"


@pytest.mark.parametrize("name", SHEETS)
def test_that_names_are_large_on_every_sheet(name: str) -> None:
    sheet = all_sheets()[name]
    design = all_templates()[DEFAULT_TEMPLATE].design(sheet.badge_width, sheet.badge_height)
    assert design.given.size >= 22
    assert design.given.smallest >= (14 if sheet.badge_width >= 80 else 12)


def test_that_a_file_of_sheets_is_read() -> None:
    assert all(isinstance(sheet, Sheet) for sheet in all_sheets().values())
    assert all_sheets() is not all_sheets()


def test_that_whole_numbers_are_lengths_too(tmp_path: Path) -> None:
    sheet = read_sheets(written(tmp_path, A_SHEET))["mine"]
    assert sheet.badge_width == 60.0
    assert isinstance(sheet.badge_width, float)
    assert sheet.columns == 3
    assert sheet.step_x == 60


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("columns = 3", "colums = 3", "sheet mine: «colums» is not known here. Known: name, title"),
        ("badge_width = 60", "", "«badge_width» is required and missing"),
        ("badge_width = 60", "badge_width = '60'", "«60» is not a"),
        ("badge_width = 60", "badge_width = true", "«True» is not a"),
        ("columns = 3", "columns = 2.5", "«2.5» is not a"),
        ("columns = 3", "columns = 4", "need 240 mm of the page's width"),
        ("columns = 3", "columns = ", "cannot be read"),
        ('title = "My labels"', "title = 5", "«5» is not a"),
    ],
)
def test_that_a_wrong_file_of_sheets_is_refused_with_what_is_wrong(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in A_SHEET
    with pytest.raises(BadInput, match=problem) as refusal:
        read_sheets(written(tmp_path, A_SHEET.replace(old, new)))
    assert refusal.value.source == "mine.toml"


def test_that_a_file_which_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"mine\.toml: The file cannot be read"):
        read_sheets(tmp_path / "mine.toml")


def classic_text() -> str:
    from checkin_app import paths

    return (paths.resources() / "badge_templates" / "classic.toml").read_text(encoding="utf-8")


def test_that_the_classic_template_is_there() -> None:
    assert DEFAULT_TEMPLATE in all_templates()
    classic = all_templates()[DEFAULT_TEMPLATE]
    assert [layout.name for layout in classic.layouts] == ["small", "landscape", "tall", "portrait"]
    assert classic.layout_for(80, 50).name == "landscape"
    assert classic.layout_for(105, 74.25).name == "tall"
    assert classic.layout_for(75, 40).name == "small"
    assert classic.layout_for(62, 100).name == "portrait"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("weight = 600", "wait = 600", "layout small, event: «wait» is not known here"),
        ("[layout.qr]", "[layout.kr]", "'qr' is required and missing"),
        ('name = "classic"', "", "'name' is required and missing"),
        ("right = 3.2\ntop = 2.6", "top = 2.6", "two of its three numbers"),
    ],
)
def test_that_a_wrong_template_is_refused_with_what_is_wrong(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in classic_text()
    with pytest.raises(BadInput, match=problem):
        read_template(written(tmp_path, classic_text().replace(old, new, 1)))
