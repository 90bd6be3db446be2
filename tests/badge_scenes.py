"""The scenes of the Badges page."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton, QSpinBox, QWidget

from checkin_app.ui.badges.badges_page import BadgesPage
from checkin_app.ui.rail import Page
from checkin_app.ui.shell import Shell
from tests.screen_stage import Scene, Stage


def _badges(stage: Stage) -> BadgesPage:
    stage.find(Shell).show_page(Page.BADGES)
    QApplication.processEvents()
    return stage.find(BadgesPage)


def _choose(page: QWidget, name: str, value: str) -> None:
    box = next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def _badges_warnings(stage: Stage) -> None:
    page = _badges(stage)
    stage.find(QSpinBox, "nameLimit").setValue(24)
    stage.find(QListWidget, "badgeWarnings").setCurrentRow(2)
    page.setFocus()


def _badges_custom(stage: Stage) -> None:
    _choose(_badges(stage), "Label paper", "custom")


def _badges_two_sided(stage: Stage) -> None:
    page = _badges(stage)
    _choose(page, "Label paper", "a6x4")
    _choose(page, "Design", "two-sided")
    _choose(page, "Sides", "long")


def _badges_limits(stage: Stage) -> None:
    _badges(stage)
    stage.find(QPushButton, "showLimits").click()


def _badges_design(stage: Stage) -> None:
    _badges(stage)
    stage.find(QPushButton, "changeDesign").click()


def _badges_none(stage: Stage) -> None:
    page = _badges(stage)
    _choose(page, "Whose badges", "changed")
    page.read()


def _badges_seen(stage: Stage) -> None:
    _badges(stage)


SCENES: Mapping[str, Scene] = {
    "badges": _badges_seen,
    "badges-warnings": _badges_warnings,
    "badges-custom": _badges_custom,
    "badges-two-sided": _badges_two_sided,
    "badges-limits": _badges_limits,
    "badges-design": _badges_design,
    "badges-none": _badges_none,
}
