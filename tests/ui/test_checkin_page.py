"""The desk does its job by keyboard alone, on a real event file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.found_list import FoundList
from checkin_app.ui.scan_box import ScanBox, is_foreign, is_scanned
from checkin_app.ui.scan_list import SCAN, ScanList, button_area
from checkin_app.ui.verdict_card import VerdictCard

from .conftest import MATCHMAKING, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CheckinPage:
    """The page as it is when the window opens."""
    made = CheckinPage(desk.services.checkin, desk.reception, desk.background, desk.changes, desk.post)
    qtbot.addWidget(made)
    made.resize(1_000, 560)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _box(page: CheckinPage) -> ScanBox:
    box = page.findChild(ScanBox)
    assert box is not None
    return box


def _enter(page: CheckinPage, text: str) -> None:
    QTest.keyClicks(_box(page), text)
    QTest.keyClick(_box(page), Qt.Key.Key_Return)


def _type(page: CheckinPage, text: str) -> None:
    """Type and let the pause pass after which the search begins."""
    QTest.keyClicks(_box(page), text)
    _box(page).paused.emit(_box(page).text().strip())


def _word(page: CheckinPage) -> str:
    return _label(page, "verdictWord")


def _label(page: CheckinPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _found(page: CheckinPage) -> list[str]:
    found = page.findChild(FoundList)
    assert found is not None
    model = found.model()
    shown = found.isVisible()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if shown else []


def _scans(page: CheckinPage) -> ScanList:
    scans = page.findChild(ScanList, "lastScans")
    assert scans is not None
    return scans


def test_that_a_scanned_badge_is_checked_in_and_the_numbers_move(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu").lower())
    assert _word(page) == "Checked in"
    assert _label(page, "verdictName") == "Ștefan Țăranu"
    assert _label(page, "counterIn") == "1"
    assert _scans(page).model().rowCount() == 1
    assert _box(page).text() == ""


def test_that_green_is_shown_only_for_what_is_in_the_file(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu"))
    record = _scans(page).model().index(0, 0).data(SCAN).record
    assert desk.services.checkin.last_scans()[0].record == record


def test_that_the_second_scan_says_already_in(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu"))
    desk.services.checkin._recent.clear()
    _enter(page, desk.code("Țăranu"))
    assert _word(page) == "Already in"
    assert "09:14" in _label(page, "verdictDetail")


def test_that_a_code_in_groups_and_small_letters_is_read_too(page: CheckinPage, desk: Desk) -> None:
    code = desk.code("Țăranu").lower()
    _enter(page, "-".join(code[i : i + 5] for i in range(0, 20, 5)))
    assert _word(page) == "Checked in"


def test_that_the_number_of_a_membership_card_finds_its_owner(page: CheckinPage, desk: Desk) -> None:
    desk.services.roster.edit(replace(desk.person("Müller"), external_id="5901234123457"))
    page.take_scan("5901234123457\n", "5901234123457\n")
    assert (_word(page), _label(page, "verdictName")) == ("Checked in", "Jörg Müller")


def test_that_another_short_number_is_not_taken_for_a_name(page: CheckinPage) -> None:
    page.take_scan("5901234123458\n", "(c&é\"'(\n")
    assert _word(page).startswith("Not read well")
    assert _box(page).text() == ""


def test_that_part_of_a_code_is_not_taken_for_a_name(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu")[:17])
    assert _word(page).startswith("Not read well")


def test_that_another_qr_code_is_not_taken_for_a_name(page: CheckinPage) -> None:
    _enter(page, "https://example.org/tickets?id=4711")
    assert _word(page).startswith("Not read well")


def test_that_a_code_of_another_event_is_stopped(page: CheckinPage) -> None:
    _enter(page, "BCDFGHJKLNPRSTVXBCDF")
    assert _word(page) == "Stop — not a badge of this event"
    QTest.keyClick(_box(page), Qt.Key.Key_Escape)
    assert _word(page) == "Ready to scan"


def test_that_a_name_is_found_by_two_letters_and_without_accents(page: CheckinPage) -> None:
    _type(page, "ng")
    assert any(row.startswith("Li Ng") for row in _found(page))
    _box(page).clear()
    _type(page, "stefan tar")
    assert [row.split(",")[0] for row in _found(page)] == ["Ștefan Țăranu"]


def test_that_enter_checks_in_the_one_clear_match(page: CheckinPage) -> None:
    _type(page, "taranu")
    QTest.keyClick(_box(page), Qt.Key.Key_Return)
    assert _word(page) == "Checked in"
    assert _found(page) == []


def test_that_a_name_typed_fast_and_entered_at_once_is_checked_in(page: CheckinPage) -> None:
    _enter(page, "taranu")
    assert _label(page, "verdictName") == "Ștefan Țăranu"


def test_that_enter_never_guesses_between_two(page: CheckinPage) -> None:
    _enter(page, "pop")
    assert len(_found(page)) == 2
    assert _word(page) == "Ready to scan"


def test_that_enter_never_takes_somebody_found_for_an_earlier_text(page: CheckinPage) -> None:
    _type(page, "taranu")
    _box(page).setText("popescu")
    QTest.keyClick(_box(page), Qt.Key.Key_Return)
    assert _label(page, "verdictName") == "Ana Popescu"


def test_that_arrows_and_alt_keys_choose_among_several(page: CheckinPage) -> None:
    _type(page, "pop")
    first, second = _found(page)
    QTest.keyClick(_box(page), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert second.startswith(_label(page, "verdictName"))
    _type(page, "pop")
    QTest.keyClick(_box(page), Qt.Key.Key_Down)
    QTest.keyClick(_box(page), Qt.Key.Key_Return)
    assert first.startswith(_label(page, "verdictName"))


def test_that_a_click_chooses_too(page: CheckinPage) -> None:
    _type(page, "taranu")
    found = page.findChild(FoundList)
    assert found is not None
    spot = found.visualRect(found.model().index(0, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert _label(page, "verdictName") == "Ștefan Țăranu"


def test_that_a_misspelt_name_leads_to_the_right_one(page: CheckinPage) -> None:
    _type(page, "popesku")
    assert "Nobody like «popesku»" in _label(page, "nobodyFound")
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Popescu")
    button.click()
    assert _box(page).text() == "Popescu"
    assert [row.split(",")[0] for row in _found(page)] == ["Ana Popescu"]


def test_that_escape_ends_the_search_and_keeps_the_caret(page: CheckinPage) -> None:
    _type(page, "pop")
    QTest.keyClick(_box(page), Qt.Key.Key_Escape)
    assert _box(page).text() == ""
    assert _found(page) == []
    assert page.focusWidget() is _box(page)


def test_that_staff_let_in_somebody_of_another_day_with_a_reason(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Ng"))
    assert _word(page) == "Ask: not registered for this day"
    QTest.keyClick(_box(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reason = page.findChild(QLineEdit, "overrideReason")
    assert reason is not None
    assert page.focusWidget() is reason
    QTest.keyClicks(reason, "Day changed")
    QTest.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _word(page) == "Checked in — let in by you"
    assert [line.forced for line in desk.services.checkin.last_scans(1)] == ["Day changed"]
    assert page.focusWidget() is _box(page)


def test_that_escape_refuses_somebody_who_was_asked_about(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Ng"))
    QTest.keyClick(_box(page), Qt.Key.Key_Escape)
    assert _word(page) == "Ready to scan"
    assert _label(page, "counterIn") == "0"


def test_that_a_note_is_acknowledged_with_enter(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Popescu"))
    card = page.findChild(VerdictCard)
    assert card is not None
    assert not card.is_outlined
    QTest.keyClick(_box(page), Qt.Key.Key_Return)
    assert card.is_outlined


def test_that_the_last_act_is_taken_back_and_put_back(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu"))
    desk.reception.undo()
    assert (_word(page), _label(page, "counterIn")) == ("Taken back", "0")
    redo = next(b for b in page.findChildren(QPushButton) if b.text().startswith("Redo"))
    redo.click()
    assert (_word(page), _label(page, "counterIn")) == ("Counts again", "1")


def test_that_a_chosen_line_is_taken_back_with_the_mouse_and_put_back_with_enter(
    page: CheckinPage, desk: Desk
) -> None:
    _enter(page, desk.code("Țăranu"))
    _enter(page, desk.code("Müller"))
    scans = _scans(page)
    older = scans.model().index(1, 0)
    button = button_area(scans.visualRect(older)).center()
    QTest.mouseClick(scans.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(button))
    assert _label(page, "verdictName") == "Ștefan Țăranu"
    assert _label(page, "counterIn") == "1"
    scans.setCurrentIndex(scans.model().index(1, 0))
    QTest.keyClick(scans, Qt.Key.Key_Return)
    assert _label(page, "counterIn") == "2"


def test_that_a_refusal_cannot_be_taken_back(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Popa"))
    assert _word(page) == "Stop — cancelled"
    scans = _scans(page)
    scans.setCurrentIndex(scans.model().index(0, 0))
    QTest.keyClick(scans, Qt.Key.Key_Return)
    assert _word(page) == "Stop — cancelled"


def test_that_nothing_to_undo_is_told_and_changes_nothing(
    page: CheckinPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.reception.failed) as told:
        desk.reception.undo()
    assert "nothing to undo" in str(told.args)
    assert _word(page) == "Ready to scan"


def test_that_what_was_not_saved_says_so_and_is_retried_under_the_same_record(
    page: CheckinPage, desk: Desk, event_file: Path
) -> None:
    code = desk.code("Țăranu")
    away = event_file.with_name("moved away")
    event_file.rename(away)
    _enter(page, code)
    assert _word(page) == "NOT SAVED — do not let in yet"
    assert not _scans(page).isVisible()
    QTest.keyClick(_box(page), Qt.Key.Key_Escape)
    assert _word(page) == "NOT SAVED — do not let in yet"
    away.rename(event_file)
    QTest.keyClick(_box(page), Qt.Key.Key_Return)
    assert _word(page) == "Checked in"
    assert len(desk.services.checkin.last_scans()) == 1
    assert _scans(page).isVisible()


def test_that_a_scan_after_a_failure_is_not_lost_once_saving_works_again(
    page: CheckinPage, desk: Desk, event_file: Path
) -> None:
    first, second = desk.code("Țăranu"), desk.code("Müller")
    away = event_file.with_name("moved away")
    event_file.rename(away)
    _enter(page, first)
    assert desk.reception.has_unsaved
    away.rename(event_file)
    _enter(page, second)
    assert _label(page, "verdictName") == "Jörg Müller"
    names = {line.participant.family for line in desk.services.checkin.last_scans() if line.participant}
    assert names == {"Țăranu", "Müller"}


def test_that_people_are_scanned_out_in_exit_mode(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu"))
    desk.post.turn(Direction.EXIT)
    _enter(page, desk.code("Țăranu"))
    assert _word(page) == "Checked out"
    _enter(page, desk.code("Müller"))
    assert _word(page) == "Not inside"


def test_that_another_checkpoint_has_its_own_numbers(page: CheckinPage, desk: Desk) -> None:
    _enter(page, desk.code("Țăranu"))
    desk.post.choose(MATCHMAKING)
    assert _label(page, "counterIn") == "0"
    assert _word(page) == "Ready to scan"


def test_that_the_list_of_last_scans_says_what_to_do_while_it_is_empty(page: CheckinPage) -> None:
    assert _scans(page).model().rowCount() == 0
    assert "No scans yet" in _scans(page).empty_text


def test_that_names_that_look_like_markup_are_harmless(page: CheckinPage) -> None:
    _type(page, "<b>zz</b>")
    said = page.findChild(QLabel, "nobodyFound")
    assert said is not None
    assert said.textFormat() == Qt.TextFormat.PlainText
    assert "<b>zz</b>" in said.text()


@pytest.mark.parametrize(
    "text", ["bcdfghjklnprstvxbcdf", "BCDFG-HJKLN-PRSTV-XBCDF", "ФЪАОЖГТНВХЗИЯШЭЙФЪАО", "bcdfghjklnpr"]
)
def test_that_codes_are_told_from_names(text: str) -> None:
    assert is_scanned(text)


@pytest.mark.parametrize(
    "text", ["Popescu", "Ștefan Țăranu", "Krzysztof Brzęczyszczykiewicz", "Li", "", "Нина Иванова"]
)
def test_that_names_are_told_from_codes(text: str) -> None:
    assert not is_scanned(text)
    assert not is_foreign(text)
