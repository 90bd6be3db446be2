"""A list comes in by five steps that can all be taken back, and nothing changes before the last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox, QTableView
from pytestqt.qtbot import QtBot

from checkin_app.domain.participant import Participant
from checkin_app.services.remembered_columns import RememberedColumns
from checkin_app.services.roster_source import file_source, pasted_source
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing.import_wizard import ImportServices, ImportWizard
from checkin_app.ui.importing.import_wording import Step
from checkin_app.ui.labels import ElidedLabel
from tests.services.roster_samples import as_xlsx
from tests.ui.conftest import Desk

LIST = """\
Nume de familie;Prenume;E-mail;Organizația;Ziua 1;Telefon
Ionescu;Ion;ion@example.org;Hemp;da;1
Popescu;Ana;ana@example.org;Fibra;da;2
Ng;Li;;HempClub;poate;3
Țăranu;Ștefan;;HempClub;;4
Marin;Ana;;;da;5
Marin;Ion;;;nu;6
Marin;Eva;;;nu;7
Total;;;;7;
"""


@pytest.fixture
def remembered(tmp_path: Path) -> RememberedColumns:
    """Nothing yet."""
    return RememberedColumns(tmp_path / "columns.toml")


@pytest.fixture
def answer() -> list[Path | None]:
    """What the file dialogs answer: the last of the list."""
    return [None]


@pytest.fixture
def wizard(
    desk: Desk, remembered: RememberedColumns, answer: list[Path | None], qtbot: QtBot
) -> ImportWizard:
    """The import over an event with five people, among them Ana Popescu of Fibra without an address."""
    services = ImportServices(desk.services.roster, desk.services.roster_import, remembered)

    def ask(*_: object) -> Path | None:
        return answer[-1]

    made = ImportWizard(services, desk.background, desk.changes, desk.post, ask, ask)
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.begin()
    return made


def button(wizard: ImportWizard, name: str) -> QPushButton:
    found = wizard.findChild(QPushButton, name)
    assert found is not None
    return found


def click(wizard: ImportWizard, name: str) -> None:
    assert button(wizard, name).isVisible()
    assert button(wizard, name).isEnabled()
    button(wizard, name).click()


def said(wizard: ImportWizard, name: str) -> str:
    found = wizard.findChild(QLabel, name)
    assert found is not None
    shown = found.whole_text() if isinstance(found, ElidedLabel) else found.text()
    return shown if found.isVisible() else ""


def step(wizard: ImportWizard) -> Step:
    return next(each for each in Step if button(wizard, f"step{words.STEPS[each]}").isChecked())


def rows(wizard: ImportWizard, name: str = "checkTable") -> list[list[str]]:
    table = wizard.findChild(QTableView, name)
    assert table is not None
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(wizard: ImportWizard, box: str, words_chosen: str) -> None:
    found = wizard.findChild(QComboBox, box)
    assert found is not None
    found.setCurrentText(words_chosen)
    assert found.currentText() == words_chosen
    found.activated.emit(found.currentIndex())


def people(desk: Desk) -> dict[str, Participant]:
    return {each.participant.name: each.participant for each in desk.services.roster.people()}


def at_check(wizard: ImportWizard, text: str = LIST) -> ImportWizard:
    wizard.take(pasted_source(text))
    wizard.go_on()
    wizard.go_on()
    assert step(wizard) is Step.CHECK
    return wizard


# -- File ----------------------------------------------------------------------------------------------------


def test_that_a_chosen_file_is_read(wizard: ImportWizard, answer: list[Path | None], tmp_path: Path) -> None:
    assert step(wizard) is Step.FILE
    assert not button(wizard, "importNext").isEnabled()
    click(wizard, "chooseList")
    assert step(wizard) is Step.FILE
    answer.append(tmp_path / "list.csv")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    click(wizard, "chooseList")
    assert step(wizard) is Step.READ
    assert rows(wizard, "listPreview")[0] == ["Ionescu", "Ion", "ion@example.org", "Hemp", "da", "1"]


def test_that_a_list_is_pasted_with_a_key(wizard: ImportWizard) -> None:
    QGuiApplication.clipboard().setText("Prenume\tNume\nIon\tMarin\n")
    QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rows(wizard, "listPreview") == [["Ion", "Marin"]]


def test_that_a_copied_file_can_be_pasted(wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    click(wizard, "pasteList")
    assert len(rows(wizard, "listPreview")) == 8


def test_that_an_empty_clipboard_is_said(wizard: ImportWizard) -> None:
    QGuiApplication.clipboard().clear()
    click(wizard, "pasteList")
    assert said(wizard, "importTrouble") == words.NOTHING_PASTED
    assert step(wizard) is Step.FILE


def test_that_a_bad_file_gets_a_sentence_and_the_next_one_is_read(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b'Nume,Prenume\nPop,"Ana\nPop,Ion\n')
    wizard.take(file_source(path))
    assert said(wizard, "importTrouble").startswith("list.csv, line 2: A quotation mark is opened")
    assert step(wizard) is Step.FILE
    wizard.take(pasted_source(LIST))
    assert said(wizard, "importTrouble") == ""


# -- Read ----------------------------------------------------------------------------------------------------


def test_that_another_sheet_is_read_at_once(wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        as_xlsx(
            Cover=[["Name"], ["Nobody"]], People=[["Our list"], [], ["Prenume", "Nume"], ["Ion", "Marin"]]
        )
    )
    wizard.take(file_source(path))
    assert rows(wizard, "listPreview") == [["Nobody"]]
    choose(wizard, "sheetBox", "People")
    assert rows(wizard, "listPreview") == [["Ion", "Marin"]]
    header = wizard.findChild(QSpinBox, "headerRow")
    assert header is not None
    assert header.value() == 3
    header.setValue(0)
    assert rows(wizard, "listPreview")[-1] == ["Ion", "Marin"]
    assert len(rows(wizard, "listPreview")) == 4


def test_that_another_delimiter_is_read_at_once_and_can_be_taken_back(wizard: ImportWizard) -> None:
    wizard.take(pasted_source(LIST))
    choose(wizard, "delimiterBox", "Comma")
    assert len(rows(wizard, "listPreview")[0]) == 1
    choose(wizard, "delimiterBox", "Semicolon")
    assert len(rows(wizard, "listPreview")[0]) == 6


def test_that_another_encoding_is_read_at_once(wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Nume;Prenume\nŢăranu;Ştefan\nMureşan;Ioniţă".encode("cp1250"))
    wizard.take(file_source(path))
    assert rows(wizard, "listPreview")[0] == ["Țăranu", "Ștefan"]
    choose(wizard, "encodingBox", "Western Europe (cp1252)")
    assert rows(wizard, "listPreview")[0] == ["Þãranu", "ªtefan"]


def test_that_a_reading_that_is_not_possible_is_said_and_the_step_stays(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Nume;Prenume\nŢăranu;Ştefan\nMureşan;Ioniţă".encode("cp1250"))
    wizard.take(file_source(path))
    choose(wizard, "encodingBox", "Unicode (UTF-8)")
    assert "not written in utf-8" in said(wizard, "importTrouble")
    assert step(wizard) is Step.READ


def test_that_an_open_encoding_is_asked_about_with_the_words_themselves(
    wizard: ImportWizard, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Nome;Cognome\nIrmã;Bæk".encode("cp1252"))
    wizard.take(file_source(path))
    assert not button(wizard, "importNext").isEnabled()
    answers = [each for each in wizard.findChildren(QPushButton) if each.property("encoding")]
    right = next(each for each in answers if "Irmã   Bæk" in each.text())
    right.click()
    assert rows(wizard, "listPreview") == [["Irmã", "Bæk"]]
    for _ in range(3):
        wizard.go_on()
    assert "Irmã Bæk" in people(desk)


# -- Columns -------------------------------------------------------------------------------------------------


def test_that_columns_are_guessed_with_samples_and_an_example(wizard: ImportWizard) -> None:
    wizard.take(pasted_source(LIST))
    wizard.go_on()
    held = [
        box.currentText() for box in wizard.findChildren(QComboBox) if box.objectName().startswith("column")
    ]
    assert held[:4] == ["Family name", "Given name", "E-mail", "Organisation"]
    assert held[4].startswith("Yes or no for Day 1")
    assert held[5] == "Keep as a further field"
    samples = [each.whole_text() for each in wizard.findChildren(ElidedLabel)]
    assert "ion@example.org · ana@example.org" in samples
    assert "given name «Ion», family name «Ionescu»" in said(wizard, "columnsExample").replace("G", "g")


def test_that_a_field_moves_to_the_column_it_is_given_to(wizard: ImportWizard, desk: Desk) -> None:
    wizard.take(pasted_source("Nume;Prenume;Poreclă\nMarin;Ion;Nelu\n"))
    wizard.go_on()
    choose(wizard, "column2", "Given name")
    boxes = {name: wizard.findChild(QComboBox, name) for name in ("column1", "column2")}
    assert boxes["column1"] is not None
    assert boxes["column1"].currentText() == "Keep as a further field"
    wizard.go_on()
    wizard.go_on()
    assert people(desk)["Nelu Marin"].extra == (("Prenume", "Ion"),)


def test_that_a_column_can_be_left_out(wizard: ImportWizard, desk: Desk) -> None:
    wizard.take(pasted_source("Nume;Prenume;Telefon\nMarin;Ion;1\n"))
    wizard.go_on()
    choose(wizard, "column2", "Leave this column out")
    wizard.go_on()
    wizard.go_on()
    assert people(desk)["Ion Marin"].extra == ()


def test_that_a_list_without_known_names_is_asked_about(wizard: ImportWizard, desk: Desk) -> None:
    wizard.take(pasted_source("Wer;Woher\nIon Marin;Hemp\n"))
    wizard.go_on()
    assert said(wizard, "namesLacking") == words.NO_NAMES
    assert not button(wizard, "importNext").isEnabled()
    choose(wizard, "column0", "Full name, in one column")
    assert said(wizard, "namesLacking") == ""
    choose(wizard, "column1", "Organisation")
    wizard.go_on()
    wizard.go_on()
    assert people(desk)["Ion Marin"].organisation == "Hemp"


def test_that_columns_are_remembered_once_a_list_was_imported(wizard: ImportWizard) -> None:
    for _ in range(2):
        wizard.take(pasted_source("Wer;Woher\nIon Marin;Hemp\n"))
        wizard.go_on()
        first = said(wizard, "columnsOrigin") == words.GUESSED
        if first:
            choose(wizard, "column0", "Full name, in one column")
            wizard.go_on()
            wizard.go_on()
            wizard.start_again()
    assert said(wizard, "columnsOrigin") == words.REMEMBERED
    assert button(wizard, "importNext").isEnabled()


# -- Check ---------------------------------------------------------------------------------------------------


def test_that_every_row_stands_where_it_belongs(wizard: ImportWizard) -> None:
    at_check(wizard)
    texts = {
        name: button(wizard, f"tab{name}").text().split()[-1]
        for name in ("Alike", "New", "Changed", "Same", "Problem")
    }
    assert texts == {"Alike": "1", "New": "5", "Changed": "1", "Same": "0", "Problem": "1"}
    assert rows(wizard)[0][:2] == ["3", "Popescu, Ana"]
    click(wizard, "tabNew")
    assert [row[1] for row in rows(wizard)] == [
        "Ionescu, Ion",
        "Popescu, Ana",
        "Marin, Ana",
        "Marin, Ion",
        "Marin, Eva",
    ]
    click(wizard, "tabChanged")
    assert rows(wizard) == [["5", "Țăranu, Ștefan", "Telefon: – → 4", "Changed"]]
    click(wizard, "tabProblem")
    assert rows(wizard) == [["4", "Ziua 1", "«poate» is neither yes nor no.", "Not imported"]]


def test_that_somebody_who_looks_alike_can_be_the_same_person(wizard: ImportWizard, desk: Desk) -> None:
    at_check(wizard)
    assert button(wizard, "importNext").text() == "Add 5 people, change 1"
    click(wizard, "actFill")
    assert rows(wizard)[0][3] == "Same person: filled"
    assert button(wizard, "importNext").text() == "Add 4 people, change 2"
    wizard.go_on()
    assert people(desk)["Ana Popescu"].email == "ana@example.org"
    assert len(people(desk)) == 9


def test_that_several_rows_are_decided_at_once(wizard: ImportWizard, desk: Desk) -> None:
    at_check(wizard)
    click(wizard, "tabNew")
    table = wizard.findChild(QTableView, "checkTable")
    assert table is not None
    table.selectAll()
    click(wizard, "actSkip")
    assert {row[3] for row in rows(wizard)} == {"Left out"}
    assert button(wizard, "importNext").text() == "Change 1 person"
    wizard.go_on()
    assert len(people(desk)) == 5


def test_that_a_list_with_nothing_new_leaves_nothing_to_import(wizard: ImportWizard) -> None:
    at_check(wizard)
    wizard.go_on()
    wizard.start_again()
    at_check(wizard, LIST.replace("poate", ""))
    click(wizard, "actSkip")
    click(wizard, "tabChanged")
    click(wizard, "actSkip")
    assert not button(wizard, "importNext").isEnabled()


def test_that_problem_rows_are_saved_to_be_corrected(
    wizard: ImportWizard, answer: list[Path | None], tmp_path: Path, desk: Desk
) -> None:
    at_check(wizard)
    click(wizard, "tabProblem")
    answer.append(tmp_path / "problems.csv")
    click(wizard, "saveProblems")
    text = (tmp_path / "problems.csv").read_text("utf-8-sig")
    assert "neither yes nor no" in text
    (tmp_path / "corrected.csv").write_text(text.replace(";poate;", ";da;"), encoding="utf-8")
    wizard.go_on()
    wizard.start_again()
    wizard.take(file_source(tmp_path / "corrected.csv"))
    for _ in range(3):
        wizard.go_on()
    assert dict(people(desk)["Li Ng"].extra) == {"Telefon": "3"}


# -- Result, and the way back --------------------------------------------------------------------------------


def test_that_nothing_is_changed_before_the_last_step(wizard: ImportWizard, desk: Desk) -> None:
    at_check(wizard)
    assert len(desk.services.roster.people()) == 5
    with_signal: list[bool] = []
    desk.changes.people_changed.connect(lambda: with_signal.append(True))
    wizard.go_on()
    assert step(wizard) is Step.RESULT
    assert len(desk.services.roster.people()) == 10
    assert with_signal
    counts = [said(wizard, f"result{name}") for name in ("New", "Updated", "Same", "Problem")]
    assert counts == ["5", "1", "0", "1"]


def test_that_one_can_go_back_from_every_step_and_choices_stay(wizard: ImportWizard) -> None:
    at_check(wizard)
    click(wizard, "actFill")
    for expected in (Step.COLUMNS, Step.READ, Step.FILE):
        QTest.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert step(wizard) is expected
    for expected in (Step.READ, Step.COLUMNS, Step.CHECK):
        QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert step(wizard) is expected
    assert button(wizard, "importNext").text() == "Add 4 people, change 2"


def test_that_a_step_behind_is_reached_with_a_click_and_one_ahead_is_not(wizard: ImportWizard) -> None:
    at_check(wizard)
    assert not button(wizard, "stepResult").isEnabled()
    click(wizard, "stepRead")
    assert step(wizard) is Step.READ


def test_that_closing_keeps_everything(wizard: ImportWizard, qtbot: QtBot) -> None:
    at_check(wizard)
    with qtbot.waitSignal(wizard.closed):
        QTest.keyClick(wizard, Qt.Key.Key_Escape)
    wizard.begin()
    assert step(wizard) is Step.CHECK


def test_that_after_a_finished_import_a_new_one_begins(wizard: ImportWizard, qtbot: QtBot) -> None:
    at_check(wizard)
    wizard.go_on()
    with qtbot.waitSignal(wizard.closed):
        click(wizard, "importNext")
    wizard.begin()
    assert step(wizard) is Step.FILE


def test_that_badges_of_the_new_people_are_asked_for(wizard: ImportWizard, desk: Desk, qtbot: QtBot) -> None:
    at_check(wizard)
    wizard.go_on()
    with qtbot.waitSignal(wizard.badges_requested) as asked:
        click(wizard, "printNewBadges")
    assert asked.args is not None
    names = {
        each.participant.name
        for each in desk.services.roster.people()
        if each.participant.id in asked.args[0]
    }
    assert names == {"Ion Ionescu", "Ana Popescu", "Ana Marin", "Ion Marin", "Eva Marin"}


def test_that_everything_is_reached_with_the_keyboard_alone(wizard: ImportWizard, desk: Desk) -> None:
    QGuiApplication.clipboard().setText(LIST)
    QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    focused = wizard.focusWidget()
    assert focused is not None
    assert focused.objectName() == "checkTable"
    reached: set[str] = set()
    for _ in range(24):
        wizard.focusNextChild()
        reached.add((wizard.focusWidget() or wizard).objectName())
    assert {"checkTable", "actAdd", "importNext", "importBack", "tabAlike", "closeImport"} <= reached
    button(wizard, "actAdd").setFocus()
    QTest.keyClick(button(wizard, "actAdd"), Qt.Key.Key_Down)
    assert button(wizard, "actFill").isChecked()
    button(wizard, "tabAlike").setFocus()
    QTest.keyClick(button(wizard, "tabAlike"), Qt.Key.Key_Right)
    assert rows(wizard)[0][1] == "Ionescu, Ion"
    QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert people(desk)["Ana Popescu"].email == "ana@example.org"


def test_that_an_import_is_taken_back_and_brought_again(wizard: ImportWizard, desk: Desk) -> None:
    before = desk.services.roster.people()
    at_check(wizard)
    wizard.go_on()
    after = desk.services.roster.people()
    told: list[bool] = []
    desk.changes.people_changed.connect(lambda: told.append(True))
    click(wizard, "undoImport")
    assert desk.services.roster.people() == before
    assert said(wizard, "importResult") == words.TAKEN_BACK
    assert told
    click(wizard, "undoImport")
    assert desk.services.roster.people() == after
    assert said(wizard, "importResult") == words.IMPORTED_AGAIN
    click(wizard, "undoImport")
    assert desk.services.roster.people() == before


def test_that_an_undo_leaves_those_who_came_since_and_says_so(wizard: ImportWizard, desk: Desk) -> None:
    at_check(wizard, LIST.replace("Ziua 1", "Mărime"))
    wizard.go_on()
    desk.reception.scan(desk.code("Ionescu"))
    click(wizard, "undoImport")
    assert "Ion Ionescu" in people(desk)
    assert any("came since" in each.text() for each in wizard.findChildren(QLabel))
