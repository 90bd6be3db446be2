"""Many people are chosen and checked in, registered, put in a category or removed at once, and it can all be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Status
from checkin_app.ui.background import Work
from checkin_app.ui.people import acts
from checkin_app.ui.people.acts import Done
from checkin_app.ui.people.chosen_bar import ChosenBar
from checkin_app.ui.people.decision_bar import DecisionBar
from checkin_app.ui.people.undo_bar import UndoBar
from tests.ui.conftest import CONFERENCE, FIRST, MATCHMAKING, SECOND, THIRD
from tests.ui.people.conftest import People

CONTROL = Qt.KeyboardModifier.ControlModifier


def _count(people: People) -> str:
    return people.find(QLabel, "chosenCount").text()


def _menu(people: People, button: str, words: str, *, off: bool = False) -> None:
    menu = people.find(QPushButton, button).menu()
    if off:
        menu = next(each for each in menu.findChildren(QMenu) if each.title() == "Take off")
    next(action for action in menu.actions() if action.text().strip() == words).trigger()


def _finished(work: Work[Done]) -> tuple[list[tuple[int, int]], Done]:
    told = []
    while True:
        try:
            told.append(next(work))
        except StopIteration as end:
            return told, end.value


def _came(people: People) -> int:
    return people.desk.services.checkin.counter(CONFERENCE).people


# -- choosing ------------------------------------------------------------------------------------------------


def test_that_the_bar_says_how_many_are_chosen_and_offers_nothing_for_nobody(people: People) -> None:
    bar = people.find(ChosenBar)
    assert _count(people) == "Nobody chosen"
    assert not any(button.isEnabled() for button in bar.findChildren(QPushButton))
    people.choose("Ng", "Popa")
    assert _count(people) == "2 chosen"
    assert any("2 people chosen" in text for text in people.texts())
    people.qtbot.keyClick(people.table, Qt.Key.Key_A, CONTROL)
    assert _count(people) == "5 chosen"
    assert all(button.isEnabled() for button in bar.findChildren(QPushButton) if button.isVisible())


# -- checking in ---------------------------------------------------------------------------------------------


def test_that_many_are_checked_in_at_once_and_the_verdicts_are_summarised(people: People) -> None:
    people.desk.reception.scan(people.desk.code("Müller"))
    people.choose("Țăranu", "Müller", "Ng", "Popa")
    people.click("chosenCheckIn")
    assert people.said() == "Checked in 1; 1 in already; 1 to be decided; 1 may not come in."
    assert people.find(QLabel, "undecided").text() == "Li Ng: not registered for this day"
    assert _came(people) == 2


def test_that_staff_decide_about_the_others_with_a_reason(people: People) -> None:
    people.choose("Ng")
    people.click("chosenCheckIn")
    people.click("letThemIn")
    reason = people.find(QLineEdit, "decisionReason")
    assert people.page.focusWidget() is reason
    assert _came(people) == 0
    reason.setText("The organiser agreed")
    people.click("letThemIn")
    assert not people.find(DecisionBar).isVisible()
    assert _came(people) == 1
    (scan, *_) = people.desk.services.checkin.last_scans(1)
    assert (scan.forced, scan.reason) == ("The organiser agreed", Reason.NOT_THIS_DAY)
    assert people.said() == "1 let in."


def test_that_who_is_not_let_in_is_simply_left(people: People) -> None:
    people.choose("Ng")
    people.click("chosenCheckIn")
    next(b for b in people.page.findChildren(QPushButton) if b.text() == "Not let in").click()
    assert not people.find(DecisionBar).isVisible()
    assert _came(people) == 0


def test_that_checking_in_many_is_undone_and_done_again(people: People) -> None:
    people.choose("Țăranu", "Müller")
    people.click("chosenCheckIn")
    for expected in (0, 2, 0):
        (people.page.redo_last if expected else people.page.undo)()
        assert _came(people) == expected


def test_that_an_undo_leaves_alone_who_was_taken_back_one_by_one(people: People) -> None:
    people.choose("Țăranu", "Müller")
    people.click("chosenCheckIn")
    people.desk.reception.undo()
    people.page.undo()
    assert _came(people) == 0


def test_that_nobody_is_checked_in_where_there_is_no_checkpoint(people: People) -> None:
    post = people.desk.post
    post._event = type(post._event)(name="Nothing", zone="Europe/Bucharest")
    post.follow_clock()
    people.choose("Țăranu")
    people.click("chosenCheckIn")
    assert "nothing to check people in for" in people.said()


def test_that_people_are_let_in_even_while_the_desk_scans_people_out(people: People) -> None:
    people.desk.post.turn(Direction.EXIT)
    people.choose("Țăranu")
    people.click("chosenCheckIn")
    assert _came(people) == 1


def test_that_checking_in_many_can_be_stopped_and_tells_who_was_not_tried(people: People) -> None:
    persons = [person.participant for person in people.desk.services.roster.people()]
    answers = iter([False, False, True])
    work = acts.checked_in(people.desk.services.checkin, persons, CONFERENCE, lambda: next(answers))
    told, done = _finished(work)
    assert told == [(0, 5), (1, 5), (2, 5)]
    assert done.said == "Checked in 2; 3 not tried."
    assert _came(people) == 2


def test_that_what_cannot_be_recorded_stops_the_rest_and_keeps_what_was(people: People) -> None:
    persons = [person.participant for person in people.desk.services.roster.people()]
    gone = Checkpoint(SECOND, "no such session")
    _, done = _finished(acts.checked_in(people.desk.services.checkin, persons, gone))
    assert done.said.startswith("5 not tried. This checkpoint is not in the programme any more")
    assert done.reverse is None


# -- registering, categories ---------------------------------------------------------------------------------


def test_that_several_are_registered_for_a_session_and_its_day(people: People) -> None:
    people.choose("Ng", "Țăranu")
    _menu(people, "chosenRegister", "14:00 Matchmaking")
    assert people.person("Ng").sessions == people.person("Țăranu").sessions == {"D2-MATCH"}
    assert people.person("Ng").days == {SECOND, THIRD}
    assert people.said() == "Registered 2 people for 14:00 Matchmaking."
    people.page.undo()
    assert people.person("Ng").days == {THIRD}
    assert people.said() == "Taken back: Registered 2 people for 14:00 Matchmaking."


def test_that_several_are_taken_off_a_day_those_who_were_not_on_it_too(people: People) -> None:
    people.choose("Ng", "Țăranu")
    _menu(people, "chosenRegister", "Day 1 · Tue 21 Nov", off=True)
    assert people.person("Țăranu").days == {SECOND, THIRD}
    assert people.said() == "Took 1 of 2 people off Day 1 · Tue 21 Nov."


def test_that_nothing_is_said_to_be_undoable_where_nothing_was_changed(people: People) -> None:
    people.choose("Țăranu")
    _menu(people, "chosenRegister", "Day 1 · Tue 21 Nov")
    assert people.said() == "Nothing had to be changed."
    assert not people.find(QPushButton, "undoNow").isVisible()
    people.page.undo()
    assert "Nothing was changed on this page" in people.said()


def test_that_a_category_is_set_and_taken_away(people: People) -> None:
    people.choose("Ng", "Țăranu")
    _menu(people, "chosenCategory", "Public")
    assert people.person("Țăranu").category == "Public"
    assert people.said() == "Put 1 of 2 people in «Public»."
    _menu(people, "chosenCategory", "No category")
    assert people.person("Ng").category == people.person("Țăranu").category == ""
    assert people.said() == "Took 2 people out of their category."
    people.page.undo()
    people.page.undo()
    assert (people.person("Ng").category, people.person("Țăranu").category) == ("Public", "Exchange visitor")


def test_that_sessions_of_a_changed_programme_are_offered_at_once(people: People) -> None:
    bar = people.find(ChosenBar)
    before = [action.text() for action in people.find(QPushButton, "chosenCategory").menu().actions()]
    assert before == ["No category", "Exchange visitor", "Public"]
    bar.offer(type(people.desk.post.programme)(name="Other", zone="UTC"))
    assert [a.text() for a in people.find(QPushButton, "chosenCategory").menu().actions()] == ["No category"]


# -- removing, undoing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["button", "key"])
def test_that_people_are_removed_and_come_back_with_an_undo(how: str, people: People) -> None:
    code = people.desk.code("Ng")
    people.choose("Ng", "Popa")
    if how == "button":
        people.click("chosenRemove")
    else:
        people.qtbot.keyClick(people.table, Qt.Key.Key_Delete)
    assert people.names() == ["Müller, Jörg", "Popescu, Ana", "Țăranu, Ștefan"]
    assert people.said() == "Removed 2 people."
    assert _count(people) == "Nobody chosen"
    people.click("undoNow")
    assert len(people.names()) == 5
    assert people.desk.code("Ng") == code
    people.click("redoNow")
    assert len(people.names()) == 3


def test_that_one_person_is_named_in_the_undo_bar(people: People) -> None:
    people.choose("Popescu")
    people.click("chosenRemove")
    assert people.said() == "Removed Ana Popescu."


def test_that_an_undo_after_a_further_change_says_what_it_left_alone(people: People) -> None:
    people.choose("Ng", "Țăranu")
    _menu(people, "chosenCategory", "No category")
    people.desk.services.roster.set_category([people.person("Ng").id], "Exchange visitor")
    people.page.undo()
    assert people.said().endswith("1 person keeps what was changed since.")
    assert people.person("Ng").category == "Exchange visitor"


def test_that_a_new_act_ends_what_could_be_redone(people: People) -> None:
    people.choose("Ng")
    people.click("chosenRemove")
    people.page.undo()
    people.choose("Popa")
    people.click("chosenRemove")
    people.page.redo_last()
    assert people.said() == "There is nothing to redo. Nothing was changed."


def test_that_many_acts_are_undone_one_after_the_other(people: People) -> None:
    for family in ("Ng", "Popa", "Popescu"):
        people.choose(family)
        people.qtbot.keyClick(people.table, Qt.Key.Key_Delete)
    for count in (3, 4, 5):
        people.page.undo()
        assert len(people.names()) == count
    assert people.person("Popa").status is Status.CANCELLED


def test_that_the_undo_bar_takes_no_caret_and_can_be_closed(people: People) -> None:
    people.choose("Ng")
    people.table.setFocus()
    people.qtbot.keyClick(people.table, Qt.Key.Key_Delete)
    bar = people.find(UndoBar)
    assert bar.isVisible()
    assert people.page.focusWidget() is people.table
    people.page.resize(1_000, 500)
    assert people.table.rect().contains(bar.geometry())
    bar.tell_failure(NotPossible("It does not work, for a reason that takes many words " * 4))
    assert people.table.rect().contains(bar.geometry())
    bar.tell_progress(3, 1_200)
    assert people.said() == "3 of 1,200 …"
    assert people.find(QPushButton, "stopNow").isVisible()
    bar.hide()
    assert people.said() == ""


def test_that_printing_carries_the_chosen_people(people: People) -> None:
    people.choose("Ng", "Popescu")
    with people.qtbot.waitSignal(people.page.print_requested) as wish:
        people.click("chosenPrint")
    assert wish.args == [(people.person("Ng").id, people.person("Popescu").id)]


def test_that_days_are_offered_with_their_dates_and_sessions_with_a_list_below(people: People) -> None:
    actions = people.find(QPushButton, "chosenRegister").menu().actions()
    assert [action.text().strip() for action in actions if action.text()] == [
        "Day 1 · Tue 21 Nov", "Day 2 · Wed 22 Nov", "14:00 Matchmaking", "Day 3 · Thu 23 Nov", "Take off",
    ]  # fmt: skip
    assert actions[0].data() == Checkpoint(FIRST)
    assert actions[2].data() == MATCHMAKING
