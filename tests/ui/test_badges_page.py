"""Badges are previewed as they will print, saved to a real PDF, and marked only when somebody says so."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app.services import badge_stock
from checkin_app.services.badges import Only
from checkin_app.ui.badge_choices import BadgeChoice, BadgeChoices
from checkin_app.ui.badge_preview import BadgePreview
from checkin_app.ui.badges_page import BadgesPage
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.label_grid import LabelGrid
from checkin_app.ui.segments import Segments

from .conftest import Desk


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialog answers: the last of the list."""
    return [None]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, answer: list[Path | None]) -> BadgesPage:
    """Four people may come, none of their badges is printed."""
    made = BadgesPage(desk.services.badges, desk.background, desk.changes, desk.post, lambda *_: answer[-1])
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _count(page: BadgesPage) -> str:
    label = page.findChild(QLabel, "badgeCount")
    assert label is not None
    return label.text()


def _button(page: BadgesPage, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert button is not None
    return button


def _choices(page: BadgesPage) -> BadgeChoices:
    choices = page.findChild(BadgeChoices)
    assert choices is not None
    return choices


def _choose(page: BadgesPage, name: str, value: str, qtbot: QtBot) -> None:
    box = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    qtbot.wait(300)


def _preview(page: BadgesPage) -> BadgePreview:
    preview = page.findChild(BadgePreview)
    assert preview is not None
    return preview


def test_that_those_not_printed_yet_are_chosen_first(page: BadgesPage) -> None:
    assert _count(page) == "4 badges"
    assert _choices(page).choice() == BadgeChoice()


def test_that_the_first_page_is_seen_as_it_will_print(page: BadgesPage) -> None:
    assert _preview(page).has_page()
    image = _preview(page).grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert "#ffffff" in colours
    assert len(colours) > 10


def test_that_a_category_narrows_the_choice(page: BadgesPage, qtbot: QtBot) -> None:
    _choose(page, "Category", "Public", qtbot)
    assert _count(page) == "1 badge"
    assert _choices(page).choice().category == "Public"


def test_that_the_pdf_has_all_badges_and_starts_at_the_first_free_label(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    spin = page.findChild(QSpinBox)
    assert spin is not None
    spin.setValue(8)
    qtbot.wait(300)
    out = tmp_path / "badges.pdf"
    answer.append(out)
    _button(page, "saveBadges").click()
    job = page.findChild(JobBar)
    assert job is not None
    assert job.text() == f"Saved 4 badges on 2 pages: badges.pdf in {tmp_path}"
    document = pypdfium2.PdfDocument(out)
    text = "".join(each.get_textpage().get_text_bounded() for each in document)
    document.close()
    assert "Țăranu" in text
    assert "Maria" not in text


def test_that_nothing_is_marked_as_printed_by_itself(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path, desk: Desk
) -> None:
    answer.append(tmp_path / "badges.pdf")
    assert not _button(page, "markPrinted").isVisible()
    _button(page, "saveBadges").click()
    assert _button(page, "markPrinted").isVisible()
    assert all(person.printed_at is None for person in desk.services.roster.people())
    _button(page, "markPrinted").click()
    printed = {p.participant.family for p in desk.services.roster.people() if p.printed_at}
    assert printed == {"Țăranu", "Popescu", "Ng", "Müller"}
    assert _count(page) == "0 badges"
    assert not _button(page, "saveBadges").isEnabled()
    assert not _preview(page).has_page()


def test_that_everybody_can_be_printed_again(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    answer.append(tmp_path / "badges.pdf")
    _button(page, "saveBadges").click()
    _button(page, "markPrinted").click()
    whose = next(s for s in page.findChildren(Segments) if s.accessibleName() == "Whose badges")
    whose.button(Only.ALL).click()
    qtbot.wait(300)
    assert _count(page) == "4 badges"


def test_that_not_yet_leaves_everything_as_it_is(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "badges.pdf")
    _button(page, "saveBadges").click()
    next(b for b in page.findChildren(QPushButton) if b.text() == "Not yet").click()
    assert not _button(page, "markPrinted").isVisible()
    assert _count(page) == "4 badges"


def test_that_no_file_chosen_means_nothing_is_written(page: BadgesPage, tmp_path: Path) -> None:
    _button(page, "saveBadges").click()
    assert list(tmp_path.glob("*.pdf")) == []
    assert not _button(page, "markPrinted").isVisible()


def test_that_a_file_that_cannot_be_written_is_told(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "no such folder" / "badges.pdf")
    _button(page, "saveBadges").click()
    job = page.findChild(JobBar)
    assert job is not None
    assert job.isVisible()
    assert "badges.pdf" in job.text()
    assert not _button(page, "markPrinted").isVisible()


def test_that_what_may_look_wrong_is_listed_before_printing(page: BadgesPage, desk: Desk) -> None:
    warnings = page.findChild(QListWidget, "badgeWarnings")
    assert warnings is not None
    assert warnings.count() == 0
    assert not warnings.isVisible()
    li = desk.person("Ng")
    nameless = type(li)(id=li.id, given="Li", family="Ng", category="Public", organisation="")
    desk.services.roster.edit(nameless)
    desk.changes.people_changed.emit()
    assert [warnings.item(row).text() for row in range(warnings.count())] == ["Li Ng: no organisation"]
    assert warnings.isVisible()


def test_that_every_sheet_can_be_chosen_and_previewed(qtbot: QtBot) -> None:
    choices = BadgeChoices(badge_stock.all_sheets(), badge_stock.all_templates())
    qtbot.addWidget(choices)
    box = next(b for b in choices.findChildren(QComboBox) if b.accessibleName() == "Label paper")
    grid = choices.findChild(LabelGrid)
    assert grid is not None
    for name, sheet in badge_stock.all_sheets().items():
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        assert choices.choice().sheet == name
        assert 1 <= choices.choice().first_label <= sheet.labels_per_page
        assert len(grid.labels()) == sheet.labels_per_page
        assert not grid.grab().isNull()


def test_that_a_label_is_chosen_by_clicking_it(qtbot: QtBot) -> None:
    choices = BadgeChoices(badge_stock.all_sheets(), badge_stock.all_templates())
    qtbot.addWidget(choices)
    choices.show()
    grid = choices.findChild(LabelGrid)
    assert grid is not None
    spot = grid.labels()[4].center().toPoint()
    with qtbot.waitSignal(choices.changed):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
    assert choices.choice().first_label == 5
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect().topLeft())
    assert choices.choice().first_label == 5


def test_that_the_chosen_category_is_kept_while_it_is_there(qtbot: QtBot) -> None:
    choices = BadgeChoices(badge_stock.all_sheets(), badge_stock.all_templates())
    qtbot.addWidget(choices)
    choices.offer_categories(["Public", "Speaker"])
    box = next(b for b in choices.findChildren(QComboBox) if b.accessibleName() == "Category")
    box.setCurrentIndex(2)
    choices.offer_categories(["Organiser", "Speaker"])
    assert choices.choice().category == "Speaker"
    choices.offer_categories(["Organiser"])
    assert choices.choice().category == ""
