"""Badges are previewed as they will print, saved to a real PDF, and marked only when somebody says so."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from checkin_app.domain.custom_sheet import CUSTOM
from checkin_app.domain.press import Duplex
from checkin_app.services import badge_stock
from checkin_app.services.badges import Only, Order
from checkin_app.ui.badges.badges_page import BadgesPage
from checkin_app.ui.badges.draft import Who
from checkin_app.ui.badges.label_grid import LabelGrid
from checkin_app.ui.badges.page_strip import PageStrip
from checkin_app.ui.badges.paper_form import PaperForm
from checkin_app.ui.badges.who_panel import WhoPanel
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.programme.act_bar import ActBar
from checkin_app.ui.segments import Segments
from tests.ui.badges import seen
from tests.ui.conftest import Desk


def test_that_those_not_printed_yet_are_chosen_first(page: BadgesPage) -> None:
    assert seen.count(page) == "4 badges on 1 page"
    assert seen.who(page).who() == Who()


def test_that_the_first_page_is_seen_as_it_will_print(page: BadgesPage) -> None:
    assert seen.preview(page).has_page()
    colours = seen.colours(seen.preview(page))
    assert "#ffffff" in colours
    assert len(colours) > 10


def test_that_a_category_narrows_the_choice(page: BadgesPage, qtbot: QtBot) -> None:
    seen.choose(page, "Category", "Public", qtbot)
    assert seen.count(page) == "1 badge on 1 page"
    assert seen.who(page).who().category == "Public"


def test_that_the_pdf_has_all_badges_and_starts_at_the_first_free_label(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    seen.spin(page, "First free label").setValue(8)
    out = tmp_path / "badges.pdf"
    answer.append(out)
    seen.button(page, "saveBadges").click()
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
    assert not seen.button(page, "markPrinted").isVisible()
    seen.button(page, "saveBadges").click()
    assert seen.button(page, "markPrinted").isVisible()
    assert all(person.printed_at is None for person in desk.services.roster.people())
    seen.button(page, "markPrinted").click()
    printed = {p.participant.family for p in desk.services.roster.people() if p.printed_at}
    assert printed == {"Țăranu", "Popescu", "Ng", "Müller"}
    assert seen.count(page) == "0 badges"
    assert not seen.button(page, "saveBadges").isEnabled()
    assert not seen.preview(page).has_page()


def test_that_everybody_can_be_printed_again(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    answer.append(tmp_path / "badges.pdf")
    seen.button(page, "saveBadges").click()
    seen.button(page, "markPrinted").click()
    seen.choose(page, "Whose badges", Only.ALL.value, qtbot)
    assert seen.count(page) == "4 badges on 1 page"


def test_that_not_yet_leaves_everything_as_it_is(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "badges.pdf")
    seen.button(page, "saveBadges").click()
    next(b for b in page.findChildren(QPushButton) if b.text() == "Not yet").click()
    assert not seen.button(page, "markPrinted").isVisible()
    assert seen.count(page) == "4 badges on 1 page"


def test_that_no_file_chosen_means_nothing_is_written(page: BadgesPage, tmp_path: Path) -> None:
    seen.button(page, "saveBadges").click()
    assert list(tmp_path.glob("*.pdf")) == []
    assert not seen.button(page, "markPrinted").isVisible()


def test_that_a_file_that_cannot_be_written_is_told(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "no such folder" / "badges.pdf")
    seen.button(page, "saveBadges").click()
    job = page.findChild(JobBar)
    assert job is not None
    assert job.isVisible()
    assert "badges.pdf" in job.text()
    assert not seen.button(page, "markPrinted").isVisible()


def test_that_what_may_look_wrong_is_listed_before_printing_and_shown(page: BadgesPage, desk: Desk) -> None:
    warnings = seen.warnings(page)
    assert warnings.count() == 0
    assert seen.label(page, "warningState").text() == "Nothing to look at: every badge is fine."
    seen.without_organisation(desk)
    assert [warnings.item(row).text() for row in range(warnings.count())] == ["Li Ng: no organisation"]
    seen.button(page, "showWarning").click()
    assert warnings.currentRow() == 0
    colours = seen.colours(seen.preview(page))
    assert "#006d77" in colours  # the frame around the badge


def test_that_somebody_can_say_what_they_want_to_be_told_of(page: BadgesPage, desk: Desk) -> None:
    seen.without_organisation(desk)
    seen.button(page, "showLimits").click()
    next(box for box in page.findChildren(QCheckBox) if box.text() == "No organisation").click()
    assert seen.warnings(page).count() == 0
    seen.spin(page, "Names smaller than").setValue(40)
    assert "set small" in seen.warnings(page).item(0).text()


def test_that_those_whose_badge_says_something_else_now_are_found(
    page: BadgesPage, desk: Desk, answer: list[Path | None], tmp_path: Path, qtbot: QtBot
) -> None:
    answer.append(tmp_path / "badges.pdf")
    seen.button(page, "saveBadges").click()
    seen.button(page, "markPrinted").click()
    seen.choose(page, "Whose badges", Only.CHANGED.value, qtbot)
    assert seen.count(page) == "0 badges"
    desk.services.roster.edit(replace(desk.person("Popescu"), family="Popescu-Ionescu"))
    desk.changes.people_changed.emit()
    assert seen.count(page) == "1 badge on 1 page"


def test_that_walk_ins_can_be_printed_by_themselves(page: BadgesPage, qtbot: QtBot) -> None:
    seen.choose(page, "Whose badges", Only.WALK_INS.value, qtbot)
    assert seen.count(page) == "1 badge on 1 page"


def test_that_badges_can_follow_the_organisations(page: BadgesPage, qtbot: QtBot) -> None:
    orders = next(s for s in page.findChildren(Segments) if s.accessibleName() == "Order of the badges")
    orders.button(Order.ORGANISATION).click()
    qtbot.wait(300)
    assert seen.who(page).who().order is Order.ORGANISATION


def test_that_a_click_on_a_badge_leads_to_its_person(page: BadgesPage, desk: Desk, qtbot: QtBot) -> None:
    view = seen.view(page)
    wanted = desk.person("Popescu").id
    spot = view.spot_of(wanted)
    assert spot is not None
    with qtbot.waitSignal(page.person_requested) as told:
        QTest.mouseClick(seen.canvas(view), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [wanted]


def test_that_pages_are_seen_in_small_and_turned(page: BadgesPage) -> None:
    seen.spin(page, "First free label").setValue(9)
    assert seen.count(page) == "4 badges on 2 pages"
    strip, preview = page.findChild(PageStrip), seen.preview(page)
    assert strip is not None
    assert strip.isVisible()
    assert strip.count() == 2
    strip.setCurrentRow(1)
    assert preview.page == 1
    assert seen.label(page, "pageNumber").text() == "2 of 2"
    view = seen.view(page)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert preview.page == 0
    assert preview.has_page()


def test_that_a_page_can_be_looked_at_from_nearby(page: BadgesPage) -> None:
    view = seen.view(page)
    before = seen.canvas(view).width()
    view.zoom_in()
    view.zoom_in()
    assert seen.canvas(view).width() > 1.5 * before
    view.fit()
    assert seen.canvas(view).width() == before


def test_that_paper_of_ones_own_is_measured(page: BadgesPage, qtbot: QtBot) -> None:
    seen.choose(page, "Label paper", CUSTOM, qtbot)
    seen.measure(page, "Badge width").setValue(90)
    assert seen.count(page) == "4 badges on 1 page"
    seen.spin(page, "Columns").setValue(1)
    seen.spin(page, "Rows").setValue(3)
    assert seen.count(page) == "4 badges on 2 pages"
    seen.spin(page, "Rows").setValue(30)
    problem = seen.label(page, "customProblem")
    assert problem.isVisible()
    assert "rows need" in problem.text()
    assert seen.count(page) == "4 badges on 2 pages"


def test_that_both_sides_are_offered_where_the_design_has_a_back(page: BadgesPage, qtbot: QtBot) -> None:
    assert not seen.box(page, "Sides").isVisible()
    seen.choose(page, "Label paper", "a6x4", qtbot)
    seen.choose(page, "Design", "two-sided", qtbot)
    assert seen.box(page, "Sides").isVisible()
    seen.choose(page, "Sides", Duplex.SHORT_EDGE.value, qtbot)
    assert seen.count(page) == "4 badges on 2 pages"


def test_that_designs_for_other_paper_are_named_and_not_offered(page: BadgesPage, qtbot: QtBot) -> None:
    designs = seen.box(page, "Design")
    assert designs.findData("two-sided") < 0
    assert "Two-sided" in seen.label(page, "otherDesigns").text()
    assert not designs.itemIcon(0).isNull()
    seen.choose(page, "Label paper", "a6x4", qtbot)
    assert designs.findData("two-sided") >= 0


def test_that_one_is_told_how_sure_the_numbers_of_a_sheet_are(page: BadgesPage, qtbot: QtBot) -> None:
    assert seen.label(page, "certainty").text() == "Numbers from two makers’ drawings."
    seen.choose(page, "Label paper", "durable-1445", qtbot)
    assert "test page" in seen.label(page, "certainty").text()


def test_that_a_printer_that_is_off_is_corrected(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "before.pdf")
    seen.button(page, "testPage").click()
    seen.measure(page, "Move to the right").setValue(1.2)
    answer.append(tmp_path / "after.pdf")
    seen.button(page, "testPage").click()
    assert (tmp_path / "before.pdf").read_bytes() != (tmp_path / "after.pdf").read_bytes()


def test_that_spare_badges_are_made_with_codes_that_nobody_has(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    answer.append(tmp_path / "spare badges.pdf")
    seen.spin(page, "Number of spare badges").setValue(3)
    seen.button(page, "saveSpares").click()
    job = page.findChild(JobBar)
    assert job is not None
    assert job.text() == f"Saved 3 badges without a name: spare badges.pdf in {tmp_path}"
    assert seen.count(page) == "4 badges on 1 page"


def test_that_a_design_is_copied_changed_and_kept(page: BadgesPage, desk: Desk, qtbot: QtBot) -> None:
    before = seen.colours(seen.preview(page))
    seen.button(page, "changeDesign").click()
    assert not seen.button(page, "saveBadges").isEnabled()
    title = page.findChild(QLineEdit, "designTitle")
    assert title is not None
    title.clear()
    QTest.keyClicks(title, "Green ones")
    bands = seen.box(page, "Colour of the bands")
    bands.setCurrentIndex(bands.findText("Olive"))
    bands.activated.emit(bands.currentIndex())
    qtbot.wait(200)
    assert "#5d6b15" in seen.colours(seen.preview(page)) - before
    assert desk.services.designs.own() == []
    seen.button(page, "keepDesign").click()
    (own,) = desk.services.designs.own()
    assert (own.title, own.base, own.band) == ("Green ones", "classic", "#5d6b15")
    assert seen.box(page, "Design").currentText() == "Green ones"
    assert seen.button(page, "saveBadges").isEnabled()
    assert "#5d6b15" in seen.colours(seen.preview(page))


def test_that_a_design_that_is_left_is_as_it_was(page: BadgesPage, desk: Desk) -> None:
    seen.button(page, "changeDesign").click()
    next(box for box in page.findChildren(QCheckBox) if box.text() == "Organisation").click()
    seen.button(page, "leaveDesign").click()
    assert desk.services.designs.own() == []
    assert seen.box(page, "Design").currentText() == badge_stock.all_templates()["classic"].title
    assert seen.button(page, "saveBadges").isEnabled()


def test_that_a_picture_that_is_none_is_refused_with_a_sentence(
    page: BadgesPage, answer: list[Path | None], tmp_path: Path
) -> None:
    seen.button(page, "changeDesign").click()
    answer.append(tmp_path / "logo.png")
    (tmp_path / "logo.png").write_bytes(b"no picture")
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Choose a logo").click()
    assert "logo.png" in seen.label(page, "designProblem").text()
    assert seen.preview(page).has_page()


def test_that_a_design_is_deleted_after_asking_and_put_back(page: BadgesPage, desk: Desk) -> None:
    seen.button(page, "changeDesign").click()
    seen.button(page, "keepDesign").click()
    before = desk.services.designs.own()
    bar = page.findChild(ActBar)
    assert bar is not None
    seen.button(page, "deleteDesign").click()
    assert bar.is_asking
    assert desk.services.designs.own() == before
    seen.button(page, "actGo").click()
    assert desk.services.designs.own() == []
    assert bar.text().startswith("Deleted")
    seen.button(page, "actUndo").click()
    assert desk.services.designs.own() == before
    assert seen.box(page, "Design").currentData() == before[0].name


def test_that_every_sheet_can_be_chosen(qtbot: QtBot) -> None:
    form = PaperForm(badge_stock.all_sheets(), badge_stock.DEFAULT_SHEET)
    qtbot.addWidget(form)
    grid = form.findChild(LabelGrid)
    assert grid is not None
    for name, sheet in badge_stock.all_sheets().items():
        seen.take(seen.box(form, "Label paper"), name)
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
    seen.box(who, "Category").setCurrentIndex(2)
    who.offer_categories(["Organiser", "Speaker"])
    assert who.who().category == "Speaker"
    who.offer_categories(["Organiser"])
    assert who.who().category == ""


def test_that_chosen_people_are_printed_until_somebody_lets_go_of_them(
    page: BadgesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.show_people([desk.person("Ng").id, desk.person("Popescu").id])
    qtbot.wait(300)
    assert seen.count(page) == "2 badges on 1 page"
    seen.button(page, "chosenPeople").click()
    qtbot.wait(300)
    assert seen.count(page) == "4 badges on 1 page"
