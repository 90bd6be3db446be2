"""The scenes of the People page."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from checkin_app.ui.people.directory import Choice
from checkin_app.ui.people.people_filters import PeopleSearch
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.person_panel import Part, PersonPanel
from checkin_app.ui.rail import Page
from checkin_app.ui.shell import Shell
from tests.screen_stage import Scene, Stage


def _people(stage: Stage) -> PeoplePage:
    stage.find(Shell).show_page(Page.PEOPLE)
    return stage.find(PeoplePage)


def _person(part: Part) -> Scene:
    def scene(stage: Stage) -> None:
        page = _people(stage)
        page.show_person(stage.who("Kogălnic"))
        stage.find(PersonPanel).show_part(part)

    return scene


def _long_person(stage: Stage) -> None:
    services = stage.program._services
    assert services is not None
    long, rtl = (
        stage.people["long"],
        replace(stage.people["usual"], given="مريم", family="الشريف", organisation="جامعة القاهرة"),
    )
    services.roster.add(rtl)
    added = services.roster.add(
        replace(long, family=f"A {long.family}", email="maria.inmaculada.fernandez-villaverde@example.org")
    )
    page = _people(stage)
    page.show_person(added.id)


def _replacing(stage: Stage) -> None:
    _person(Part.BADGE)(stage)
    stage.find(QPushButton, "replaceBadge").click()


def _several(stage: Stage) -> None:
    page = _people(stage)
    page.choose_rows(range(2, 7))


def _removed(stage: Stage) -> None:
    _several(stage)
    stage.find(QPushButton, "chosenRemove").click()


def _many_checked_in(stage: Stage) -> None:
    page = _people(stage)
    page.choose_rows(range(2, 22))
    stage.find(QPushButton, "chosenCheckIn").click()


def _new_person(stage: Stage) -> None:
    _people(stage)
    stage.find(QPushButton, "addPerson").click()
    stage.find(QPushButton, "addToRoster").click()


def _nobody_found(stage: Stage) -> None:
    _people(stage)
    field = stage.find(PeopleSearch)
    field.setText("popesku")
    field.paused.emit()


def _duplicates(stage: Stage) -> None:
    services = stage.program._services
    assert services is not None
    twin = services.roster.person(stage.who("Kogălnic")).participant
    services.roster.add(
        replace(
            twin,
            given="Gheorge",
            family="Kogalnic",
            organisation="Școala Populară",
            email="g.kogalnic@example.org",
        )
    )
    page = _people(stage)
    next(b for b in page.findChildren(QPushButton) if b.text() == Choice.DUPLICATES.value).click()


SCENES: Mapping[str, Scene] = {
    "people-details": _person(Part.DETAILS),
    "people-attendance": _person(Part.DAYS),
    "people-badge": _person(Part.BADGE),
    "people-history": _person(Part.HISTORY),
    "people-long": _long_person,
    "people-replacing": _replacing,
    "people-several": _several,
    "people-removed": _removed,
    "people-checked-in": _many_checked_in,
    "people-new": _new_person,
    "people-nobody": _nobody_found,
    "people-duplicates": _duplicates,
}
