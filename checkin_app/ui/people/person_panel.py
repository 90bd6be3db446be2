"""Everything about one person of the roster, beside the table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from checkin_app.domain import code
from checkin_app.domain.event import Event
from checkin_app.services.roster import Person
from checkin_app.ui import theme, wording
from checkin_app.ui.chip import Chip, category_colour
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label


class PersonPanel(QFrame):
    """Empty until a row of the table is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setObjectName("personPanel")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.addWidget(self._area)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Say what the panel is for."""
        page, column = _page()
        column.addStretch(1)
        column.addWidget(IconLabel("user", "muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        text = label("muted", "Choose somebody in the table to see their days, badge and note.", wraps=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        column.addStretch(2)
        self._area.setWidget(page)

    def show_person(self, person: Person, event: Event) -> None:
        """Show one person."""
        participant = person.participant
        page, column = _page()
        column.addWidget(label("title", participant.name, wraps=True))
        if participant.category:
            chips = QHBoxLayout()
            chips.addWidget(Chip(participant.category, category_colour(event, participant.category)))
            chips.addStretch(1)
            column.addLayout(chips)
        if participant.note:
            column.addWidget(_note(participant.note))
        facts = (
            ("Organisation", participant.organisation),
            ("Job title", participant.job_title),
            ("Country", participant.country),
            ("E-mail", participant.email),
            ("Name on badge", participant.badge_name),
            ("Registered for", wording.days_registered(event, participant)),
            ("Sessions", "\n".join(_sessions(person, event))),
            *participant.extra,
        )
        column.addLayout(_grid([(name, value) for name, value in facts if value]))
        column.addWidget(_rule())
        column.addWidget(label("section", "Came on"))
        column.addLayout(_days(person, event))
        column.addWidget(_rule())
        column.addWidget(label("section", "Badge"))
        badge = [
            ("Code", code.for_people(person.code)),
            ("Printed", wording.printed(event, person.printed_at)),
        ]
        column.addLayout(_grid([(name, value) for name, value in badge if value]))
        column.addStretch(1)
        self._area.setWidget(page)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(19, 12, 19, 12)
    column.setSpacing(12)
    return page, column


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def _note(text: str) -> QFrame:
    box = QFrame()
    box.setProperty("role", "caution")
    row = QHBoxLayout(box)
    row.setContentsMargins(12, 10, 12, 10)
    row.setSpacing(10)
    row.addWidget(IconLabel("sticky-note", "on_caution", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label("caution", text, wraps=True), 1)
    return box


def _grid(facts: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        caption = label("caption", name)
        grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        text: QLabel = label("plain", value, wraps=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _sessions(person: Person, event: Event) -> list[str]:
    codes = person.participant.sessions
    return [session.title for _, session in event.sessions() if session.code in codes]


def _days(person: Person, event: Event) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(2, 1)
    for row, day in enumerate(event.days):
        came = day.date in person.present
        expected = person.participant.is_registered_on(day.date)
        icon, colour = ("circle-check", "teal.ink") if came else ("circle", "muted")
        grid.addWidget(IconLabel(icon, colour, 18), row, 0)
        grid.addWidget(label("plain", f"{wording.day_name(event, day.date)}"), row, 1)
        state = "came" if came else "not yet" if expected else "not registered"
        grid.addWidget(label("caption", f"{wording.short_date(day.date)} · {state}"), row, 2)
    return grid


def width() -> int:
    """Logical pixels of a panel beside a table."""
    return theme.scaled(330)
