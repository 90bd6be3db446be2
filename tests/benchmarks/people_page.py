"""What the organiser feels on the People page: the window's thread while a large roster is sorted, filtered and searched."""

import random
from collections.abc import Callable, Generator
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from checkin_app.domain.event import Day, Event
from checkin_app.domain.participant import Participant
from checkin_app.services.roster import Person
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Choice, Directory, arranged
from checkin_app.ui.people.people_table import PeopleModel, PeopleView
from tests.benchmarks.figures import Figure, median, thread_time

T = TypeVar("T")

_UNFELT = 50
_ROUNDS = 7
_TODAY = date(2023, 11, 22)
_SYLLABLES = [
    "po",
    "pe",
    "scu",
    "ță",
    "ra",
    "nu",
    "șer",
    "ban",
    "ma",
    "ri",
    "a",
    "io",
    "nes",
    "cu",
    "mü",
    "ler",
    "an",
    "gel",
    "es",
    "cu",
    "dra",
    "go",
    "mir",
]


def sorting_and_filtering(people: int) -> list[Figure]:
    """The slowest chip, column and search, each the median of a few rounds, with everything painted."""
    application = QApplication.instance() or QApplication(["benchmarks"])
    assert isinstance(application, QApplication)
    directory = _finished(arranged(_persons(people), _event(), _TODAY, Alphabet(QLocale("ro"))))
    model = PeopleModel()
    view = PeopleView(model)
    view.resize(1_200, 700)
    view.show()
    everybody = directory.masks[Choice.ALL]
    model.show(directory, everybody)
    ids = [each.participant.id for each in directory.people[::5]]

    def seen(act: Callable[[], object]) -> float:
        return median([thread_time(lambda: (act(), application.processEvents())) for _ in range(_ROUNDS)])

    chips = [seen(lambda choice=choice: model.show(directory, directory.masks[choice])) for choice in Choice]
    model.show(directory, everybody)
    columns = [
        seen(lambda column=column, order=order: view.sortByColumn(column, order))
        for column in Column
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    ]
    typed = seen(lambda: model.show(directory, everybody & directory.mask_of(ids)))
    view.close()
    what = f"People page, window's thread, {people:,} people"
    return [
        Figure(f"{what}: the slowest chip", max(chips), None, _UNFELT),
        Figure(f"{what}: sorting by the slowest column", max(columns), None, _UNFELT),
        Figure(f"{what}: a letter that finds a fifth of them", typed, None, _UNFELT),
    ]


def _finished(work: Generator[tuple[int, int], None, Directory]) -> Directory:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def _event() -> Event:
    return Event(
        name="Large", zone="Europe/Bucharest", days=tuple(Day(date(2023, 11, day)) for day in (21, 22, 23))
    )


def _persons(people: int) -> list[Person]:
    chance = random.Random(7)

    def word(syllables: int) -> str:
        return "".join(chance.choices(_SYLLABLES, k=syllables)).capitalize()

    organisations = [word(5) for _ in range(max(1, people // 50))]
    return [
        Person(
            Participant(
                id=str(number),
                given=word(2),
                family=word(3),
                organisation=chance.choice(organisations),
                category=chance.choice(("Public", "Speaker", "Guest")),
                note="Row 1" if number % 50 == 0 else "",
            ),
            "",
            None,
            (_TODAY,) if number % 3 else (),
            is_inside=number % 4 == 0,
        )
        for number in range(people)
    ]
