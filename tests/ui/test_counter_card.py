"""How full it is, in numbers that mean one thing each."""

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from checkin_app.services.checkin import Counter
from checkin_app.ui.counter_card import CounterCard


@pytest.fixture
def card(qtbot: QtBot) -> CounterCard:
    """Shown, because hidden texts are part of what is tested."""
    made = CounterCard()
    qtbot.addWidget(made)
    made.resize(290, 200)
    made.show()
    made.show_place("Day 2 · Conference")
    return made


def _texts(card: CounterCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def _bar(card: CounterCard) -> tuple[int, int]:
    bar = card.findChild(QProgressBar)
    assert bar is not None
    return bar.value(), bar.maximum()


def _counter(people: int = 128, inside: int = 120, capacity: int | None = 180) -> Counter:
    return Counter(people=people, expected=214, inside=inside, capacity=capacity, last_ten_minutes=14)


def test_that_nothing_is_claimed_before_it_is_known(card: CounterCard) -> None:
    assert "–" in _texts(card)
    assert _bar(card)[0] == 0


def test_that_those_who_came_and_those_inside_are_different_numbers(card: CounterCard) -> None:
    card.show_counter(_counter())
    texts = _texts(card)
    assert {"128", "of 214 expected", "120 of 180 seats", "14"} <= set(texts)
    number = card.findChild(QLabel, "counterIn")
    assert number is not None
    assert number.text() == "128"


def test_that_the_bar_is_about_the_room_where_there_is_one(card: CounterCard) -> None:
    card.show_counter(_counter())
    assert _bar(card) == (120, 180)
    card.show_counter(_counter(capacity=None))
    assert _bar(card) == (128, 214)


@pytest.mark.parametrize(
    ("inside", "says"),
    [(161, None), (162, "Nearly full"), (179, "Nearly full"), (180, "Room full"), (190, "Room full")],
)
def test_that_it_warns_from_nine_tenths_on(inside: int, says: str | None, card: CounterCard) -> None:
    card.show_counter(_counter(inside=inside))
    warnings = {"Nearly full", "Room full"} & set(_texts(card))
    assert warnings == ({says} if says else set())
    bar = card.findChild(QProgressBar)
    assert bar is not None
    assert bool(bar.property("nearlyfull")) is (says is not None)


def test_that_a_room_without_anybody_expected_is_no_division_by_nothing(card: CounterCard) -> None:
    card.show_counter(Counter(people=3, expected=0, inside=3, capacity=None, last_ten_minutes=3))
    assert _bar(card) == (1, 1)


def test_that_another_place_begins_anew(card: CounterCard) -> None:
    card.show_counter(_counter(inside=180))
    card.show_place("Day 2 · Matchmaking")
    texts = _texts(card)
    assert "Day 2 · Matchmaking" in texts
    assert "128" not in texts
    assert "Room full" not in texts
