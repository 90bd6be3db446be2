"""Badges are previewed as they will print, saved to a real PDF, and marked only when somebody says so."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin_app.domain.custom_sheet import CUSTOM
from checkin_app.domain.press import Duplex
from checkin_app.services import badge_stock
from checkin_app.services.badges import Only, Order
from checkin_app.ui.badges.badge_preview import BadgePreview
from checkin_app.ui.badges.badges_page import BadgeServices, BadgesPage
from checkin_app.ui.badges.draft import Who
from checkin_app.ui.badges.label_grid import LabelGrid
from checkin_app.ui.badges.page_strip import PageStrip
from checkin_app.ui.badges.page_view import PageView
from checkin_app.ui.badges.paper_form import PaperForm
from checkin_app.ui.badges.who_panel import WhoPanel
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.programme.act_bar import ActBar
from checkin_app.ui.segments import Segments
from tests.ui.conftest import Desk


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialogs answer: the last of the list."""
    return [None]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, answer: list[Path | None]) -> BadgesPage:
    """Four people may come, none of their badges is printed."""
    services = BadgeServices(desk.services.badges, desk.services.designs)
    dialogs = FileDialogs(lambda *_: answer[-1], lambda *_: answer[-1])
    made = BadgesPage(services, desk.background, desk.changes, desk.post, dialogs)
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


def _who(page: BadgesPage) -> WhoPanel:
    who = page.findChild(WhoPanel)
    assert who is not None
    return who


def _box(page: QWidget, name: str) -> QComboBox:
    return next(box for box in page.findChildren(QComboBox) if box.accessibleName() == name)


def _take(box: QComboBox, value: str) -> None:
    assert box.findData(value) >= 0
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def _choose(page: BadgesPage, name: str, value: str, qtbot: QtBot) -> None:
    _take(_box(page, name), value)
    qtbot.wait(300)


def _spin(page: BadgesPage, name: str) -> QSpinBox:
    return next(box for box in page.findChildren(QSpinBox) if box.accessibleName() == name)


def _measure(page: BadgesPage, name: str) -> QDoubleSpinBox:
    return next(box for box in page.findChildren(QDoubleSpinBox) if box.accessibleName() == name)


def _label(page: BadgesPage, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found


def _warnings(page: BadgesPage) -> QListWidget:
    warnings = page.findChild(QListWidget, "badgeWarnings")
    assert warnings is not None
    return warnings


def _view(page: QWidget) -> PageView:
    view = page.findChild(PageView)
    assert view is not None
    return view


def _canvas(view: PageView) -> QWidget:
    canvas = view.widget()
    assert canvas is not None
    return canvas


def _without_organisation(desk: Desk) -> None:
    desk.services.roster.edit(replace(desk.person("Ng"), organisation=""))
    desk.changes.people_changed.emit()


def _colours(preview: BadgePreview) -> set[str]:
    image = _view(preview).grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def _preview(page: BadgesPage) -> BadgePreview:
    preview = page.findChild(BadgePreview)
    assert preview is not None
    return preview


def test_that_those_not_printed_yet_are_chosen_first(page: BadgesPage) -> None:
    assert _count(page) == "4 badges on 1 page"
    assert _who(page).who() == Who()


def test_that_the_first_page_is_seen_as_it_will_print(page: BadgesPage) -> None:
    assert _preview(page).has_page()
    colours = _colours(_preview(page))
    assert "#ffffff" in colours
    assert len(colours) > 10


def test_that_a_category_narrows_the_choice(page: BadgesPage, qtbot: QtBot) -> None:
    _choose(page, "Category", "Public", qtbot)
    assert _count(page) == "1 badge on 1 page"
    assert _who(page).who().category == "Public"


def test_that_the_pdf_has_all_badges_and_starts_at_the_first_free_label(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    _spin(page, "First free label").setValue(8)
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
    _choose(page, "Whose badges", Only.ALL.value, qtbot)
    assert _count(page) == "4 badges on 1 page"


def test_that_not_yet_leaves_everything_as_it_is(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "badges.pdf")
    _button(page, "saveBadges").click()
    next(b for b in page.findChildren(QPushButton) if b.text() == "Not yet").click()
    assert not _button(page, "markPrinted").isVisible()
    assert _count(page) == "4 badges on 1 page"


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


def test_that_what_may_look_wrong_is_listed_before_printing_and_shown(page: BadgesPage, desk: Desk) -> None:
    warnings = _warnings(page)
    assert warnings.count() == 0
    assert _label(page, "warningState").text() == "Nothing to look at: every badge is fine."
    _without_organisation(desk)
    assert [warnings.item(row).text() for row in range(warnings.count())] == ["Li Ng: no organisation"]
    _button(page, "showWarning").click()
    assert warnings.currentRow() == 0
    colours = _colours(_preview(page))
    assert "#006d77" in colours  # the frame around the badge


def test_that_somebody_can_say_what_they_want_to_be_told_of(page: BadgesPage, desk: Desk) -> None:
    _without_organisation(desk)
    _button(page, "showLimits").click()
    next(box for box in page.findChildren(QCheckBox) if box.text() == "No organisation").click()
    assert _warnings(page).count() == 0
    _spin(page, "Names smaller than").setValue(40)
    assert "set small" in _warnings(page).item(0).text()


def test_that_those_whose_badge_says_something_else_now_are_found(
    page: BadgesPage, desk: Desk, answer: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    answer.append(tmp_path / "badges.pdf")
    _button(page, "saveBadges").click()
    _button(page, "markPrinted").click()
    _choose(page, "Whose badges", Only.CHANGED.value, qtbot)
    assert _count(page) == "0 badges"
    desk.services.roster.edit(replace(desk.person("Popescu"), family="Popescu-Ionescu"))
    desk.changes.people_changed.emit()
    assert _count(page) == "1 badge on 1 page"


def test_that_walk_ins_can_be_printed_by_themselves(page: BadgesPage, qtbot: QtBot) -> None:
    _choose(page, "Whose badges", Only.WALK_INS.value, qtbot)
    assert _count(page) == "1 badge on 1 page"


def test_that_badges_can_follow_the_organisations(page: BadgesPage, qtbot: QtBot) -> None:
    orders = next(s for s in page.findChildren(Segments) if s.accessibleName() == "Order of the badges")
    orders.button(Order.ORGANISATION).click()
    qtbot.wait(300)
    assert _who(page).who().order is Order.ORGANISATION


def test_that_a_click_on_a_badge_leads_to_its_person(page: BadgesPage, desk: Desk, qtbot: QtBot) -> None:
    view = _view(page)
    wanted = desk.person("Popescu").id
    spot = view.spot_of(wanted)
    assert spot is not None
    with qtbot.waitSignal(page.person_requested) as told:
        QTest.mouseClick(_canvas(view), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [wanted]


def test_that_pages_are_seen_in_small_and_turned(page: BadgesPage) -> None:
    _spin(page, "First free label").setValue(9)
    assert _count(page) == "4 badges on 2 pages"
    strip, preview = page.findChild(PageStrip), _preview(page)
    assert strip is not None
    assert strip.isVisible()
    assert strip.count() == 2
    strip.setCurrentRow(1)
    assert preview.page == 1
    assert _label(page, "pageNumber").text() == "2 of 2"
    view = _view(page)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert preview.page == 0
    assert preview.has_page()


def test_that_a_page_can_be_looked_at_from_nearby(page: BadgesPage) -> None:
    view = _view(page)
    before = _canvas(view).width()
    view.zoom_in()
    view.zoom_in()
    assert _canvas(view).width() > 1.5 * before
    view.fit()
    assert _canvas(view).width() == before


def test_that_paper_of_ones_own_is_measured(page: BadgesPage, qtbot: QtBot) -> None:
    _choose(page, "Label paper", CUSTOM, qtbot)
    _measure(page, "Badge width").setValue(90)
    assert _count(page) == "4 badges on 1 page"
    _spin(page, "Columns").setValue(1)
    _spin(page, "Rows").setValue(3)
    assert _count(page) == "4 badges on 2 pages"
    _spin(page, "Rows").setValue(30)
    problem = _label(page, "customProblem")
    assert problem.isVisible()
    assert "rows need" in problem.text()
    assert _count(page) == "4 badges on 2 pages"


def test_that_both_sides_are_offered_where_the_design_has_a_back(page: BadgesPage, qtbot: QtBot) -> None:
    assert not _box(page, "Sides").isVisible()
    _choose(page, "Label paper", "a6x4", qtbot)
    _choose(page, "Design", "two-sided", qtbot)
    assert _box(page, "Sides").isVisible()
    _choose(page, "Sides", Duplex.SHORT_EDGE.value, qtbot)
    assert _count(page) == "4 badges on 2 pages"


def test_that_designs_for_other_paper_are_named_and_not_offered(page: BadgesPage, qtbot: QtBot) -> None:
    designs = _box(page, "Design")
    assert designs.findData("two-sided") < 0
    assert "Two-sided" in _label(page, "otherDesigns").text()
    assert not designs.itemIcon(0).isNull()
    _choose(page, "Label paper", "a6x4", qtbot)
    assert designs.findData("two-sided") >= 0


def test_that_one_is_told_how_sure_the_numbers_of_a_sheet_are(page: BadgesPage, qtbot: QtBot) -> None:
    assert _label(page, "certainty").text() == "Numbers from two makers’ drawings."
    _choose(page, "Label paper", "durable-1445", qtbot)
    assert "test page" in _label(page, "certainty").text()


def test_that_a_printer_that_is_off_is_corrected(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "before.pdf")
    _button(page, "testPage").click()
    _measure(page, "Move to the right").setValue(1.2)
    answer.append(tmp_path / "after.pdf")
    _button(page, "testPage").click()
    assert (tmp_path / "before.pdf").read_bytes() != (tmp_path / "after.pdf").read_bytes()


def test_that_spare_badges_are_made_with_codes_that_nobody_has(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "spare badges.pdf")
    _spin(page, "Number of spare badges").setValue(3)
    _button(page, "saveSpares").click()
    job = page.findChild(JobBar)
    assert job is not None
    assert job.text() == f"Saved 3 badges without a name: spare badges.pdf in {tmp_path}"
    assert _count(page) == "4 badges on 1 page"


def test_that_a_design_is_copied_changed_and_kept(page: BadgesPage, desk: Desk, qtbot: QtBot) -> None:
    before = _colours(_preview(page))
    _button(page, "changeDesign").click()
    assert not _button(page, "saveBadges").isEnabled()
    title = page.findChild(QLineEdit, "designTitle")
    assert title is not None
    title.clear()
    QTest.keyClicks(title, "Green ones")
    bands = _box(page, "Colour of the bands")
    bands.setCurrentIndex(bands.findText("Olive"))
    bands.activated.emit(bands.currentIndex())
    qtbot.wait(200)
    assert "#5d6b15" in _colours(_preview(page)) - before
    assert desk.services.designs.own() == []
    _button(page, "keepDesign").click()
    (own,) = desk.services.designs.own()
    assert (own.title, own.base, own.band) == ("Green ones", "classic", "#5d6b15")
    assert _box(page, "Design").currentText() == "Green ones"
    assert _button(page, "saveBadges").isEnabled()
    assert "#5d6b15" in _colours(_preview(page))


def test_that_a_design_that_is_left_is_as_it_was(page: BadgesPage, desk: Desk) -> None:
    _button(page, "changeDesign").click()
    next(box for box in page.findChildren(QCheckBox) if box.text() == "Organisation").click()
    _button(page, "leaveDesign").click()
    assert desk.services.designs.own() == []
    assert _box(page, "Design").currentText() == badge_stock.all_templates()["classic"].title
    assert _button(page, "saveBadges").isEnabled()


def test_that_a_picture_that_is_none_is_refused_with_a_sentence(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    _button(page, "changeDesign").click()
    answer.append(tmp_path / "logo.png")
    (tmp_path / "logo.png").write_bytes(b"no picture")
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Choose a logo").click()
    assert "logo.png" in _label(page, "designProblem").text()
    assert _preview(page).has_page()


def test_that_a_design_is_deleted_after_asking_and_put_back(page: BadgesPage, desk: Desk) -> None:
    _button(page, "changeDesign").click()
    _button(page, "keepDesign").click()
    before = desk.services.designs.own()
    bar = page.findChild(ActBar)
    assert bar is not None
    _button(page, "deleteDesign").click()
    assert bar.is_asking
    assert desk.services.designs.own() == before
    _button(page, "actGo").click()
    assert desk.services.designs.own() == []
    assert bar.text().startswith("Deleted")
    _button(page, "actUndo").click()
    assert desk.services.designs.own() == before
    assert _box(page, "Design").currentData() == before[0].name


def test_that_every_sheet_can_be_chosen(qtbot: QtBot) -> None:
    form = PaperForm(badge_stock.all_sheets(), badge_stock.DEFAULT_SHEET)
    qtbot.addWidget(form)
    grid = form.findChild(LabelGrid)
    assert grid is not None
    for name, sheet in badge_stock.all_sheets().items():
        _take(_box(form, "Label paper"), name)
        assert form.sheet() == sheet
        assert 1 <= form.first_label() <= sheet.labels_per_page
        assert len(grid.labels()) == sheet.labels_per_page
        assert not grid.grab().isNull()


def test_that_a_label_is_chosen_by_clicking_it(qtbot: QtBot) -> None:
    form = PaperForm(badge_stock.all_sheets(), badge_stock.DEFAULT_SHEET)
    qtbot.addWidget(form)
    form.show()
    grid = form.findChild(LabelGrid)
    assert grid is not None
    spot = grid.labels()[4].center().toPoint()
    with qtbot.waitSignal(form.first_changed):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
    assert form.first_label() == 5
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect().topLeft())
    assert form.first_label() == 5


def test_that_the_chosen_category_is_kept_while_it_is_there(qtbot: QtBot) -> None:
    who = WhoPanel()
    qtbot.addWidget(who)
    who.offer_categories(["Public", "Speaker"])
    _box(who, "Category").setCurrentIndex(2)
    who.offer_categories(["Organiser", "Speaker"])
    assert who.who().category == "Speaker"
    who.offer_categories(["Organiser"])
    assert who.who().category == ""


def test_that_chosen_people_are_printed_until_somebody_lets_go_of_them(
    page: BadgesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.show_people([desk.person("Ng").id, desk.person("Popescu").id])
    qtbot.wait(300)
    assert _count(page) == "2 badges on 1 page"
    _button(page, "chosenPeople").click()
    qtbot.wait(300)
    assert _count(page) == "4 badges on 1 page"
