"""The parts of the Badges page as tests find them: by what they are called."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QListWidget,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin_app.ui.badges.badge_preview import BadgePreview
from checkin_app.ui.badges.badges_page import BadgesPage
from checkin_app.ui.badges.page_view import PageView
from checkin_app.ui.badges.who_panel import WhoPanel
from tests.ui.conftest import Desk


def count(page: BadgesPage) -> str:
    label = page.findChild(QLabel, "badgeCount")
    assert label is not None
    return label.text()


def button(page: BadgesPage, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert button is not None
    return button


def who(page: BadgesPage) -> WhoPanel:
    who = page.findChild(WhoPanel)
    assert who is not None
    return who


def box(page: QWidget, name: str) -> QComboBox:
    return next(box for box in page.findChildren(QComboBox) if box.accessibleName() == name)


def take(box: QComboBox, value: str) -> None:
    assert box.findData(value) >= 0
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def choose(page: BadgesPage, name: str, value: str, qtbot: QtBot) -> None:
    take(box(page, name), value)
    qtbot.wait(300)


def spin(page: BadgesPage, name: str) -> QSpinBox:
    return next(box for box in page.findChildren(QSpinBox) if box.accessibleName() == name)


def measure(page: BadgesPage, name: str) -> QDoubleSpinBox:
    return next(box for box in page.findChildren(QDoubleSpinBox) if box.accessibleName() == name)


def label(page: BadgesPage, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found


def warnings(page: BadgesPage) -> QListWidget:
    warnings = page.findChild(QListWidget, "badgeWarnings")
    assert warnings is not None
    return warnings


def view(page: QWidget) -> PageView:
    view = page.findChild(PageView)
    assert view is not None
    return view


def canvas(view: PageView) -> QWidget:
    canvas = view.widget()
    assert canvas is not None
    return canvas


def without_organisation(desk: Desk) -> None:
    desk.services.roster.edit(replace(desk.person("Ng"), organisation=""))
    desk.changes.people_changed.emit()


def colours(preview: BadgePreview) -> set[str]:
    image = view(preview).grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def preview(page: BadgesPage) -> BadgePreview:
    preview = page.findChild(BadgePreview)
    assert preview is not None
    return preview
