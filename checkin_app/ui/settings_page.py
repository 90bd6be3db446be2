"""What belongs to this computer: the desk's name and room, the looks, the copies of the event file."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from checkin_app import __version__
from checkin_app.domain.event import Event
from checkin_app.services.event_file import EventFileService
from checkin_app.services.test_card import save_test_card
from checkin_app.settings import Look, Settings
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.background import Background, in_one_step
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.scanner_settings import ScannerSettings
from checkin_app.ui.segments import Segments

_LOOKS = ((Look.SYSTEM, "Like the system"), (Look.LIGHT, "Light"), (Look.DARK, "Dark"))
_TEXT_SIZES = (100, 110, 120, 130, 140, 150)
_WIDEST = 760


class SettingsPage(QWidget):
    """Every change is told at once; there is nothing to confirm."""

    settings_changed = Signal(object)
    backed_up = Signal(object)
    practice_requested = Signal(bool)

    def __init__(
        self,
        settings: Settings,
        event: Event,
        event_file: EventFileService,
        background: Background,
        backups: Path,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._event = event
        self._file = event_file
        self._backups = backups
        self._save_as = save_as
        self._make(background)
        self._arrange()
        self._connect()

    def _make(self, background: Background) -> None:
        settings = self._settings
        self._desk = QLineEdit(settings.desk)
        self._desk.setObjectName("settingsDesk")
        self._desk.setMaxLength(80)
        self._room = QComboBox()
        self._room.addItem("Any room: follow the whole programme", "")
        for room in sorted({session.room for _, session in self._event.sessions() if session.room}):
            self._room.addItem(room, room)
        self._room.setCurrentIndex(max(0, self._room.findData(settings.room)))
        self._look = Segments(_LOOKS, "Look")
        self._look.show_choice(settings.look)
        self._text_size = Segments([(size, f"{size} %") for size in _TEXT_SIZES], "Text size")
        self._text_size.show_choice(min(_TEXT_SIZES, key=lambda size: abs(size - settings.text_percent)))
        self._minutes = QSpinBox()
        self._minutes.setObjectName("backupMinutes")
        self._minutes.setRange(1, 1_440)
        self._minutes.setValue(settings.backup_minutes)
        self._minutes.setSuffix(" minutes")
        give_margin(self._minutes)
        self._back_up = QPushButton("Back up now")
        self._verify = QPushButton("Check the event file")
        self._practise = QPushButton("Practise")
        self._practise.setObjectName("practise")
        self._practise.setCheckable(True)
        self._practise.setAccessibleName("Practise")
        self._scanner = ScannerSettings(settings.scanner_gap_ms)
        self._job = JobBar(background)

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        page.setMaximumWidth(theme.scaled(_WIDEST))
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addWidget(label("title", "Settings"))
        column.addWidget(_panel("Desk", (("Name of this desk", self._desk), ("Room", self._room))))
        column.addWidget(_panel("Scanner", (("", self._scanner),)))
        language = label("plain", "English — the only one so far")
        looks = (("Colours", self._look), ("Text size", self._text_size), ("Language", language))
        column.addWidget(_panel("Look and language", looks))
        practice = _in_a_row(self._practise, label("muted", wording.PRACTICE, wraps=True))
        column.addWidget(_panel("Practice", (("Without storing", practice),)))
        path = label("plain", str(self._file.path), wraps=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = _in_a_row(self._back_up, self._verify, QWidget())
        data = (
            ("Event file", path),
            ("Backups go to", label("plain", str(self._backups), wraps=True)),
            ("Back up every", self._minutes),
            ("", buttons),
        )
        column.addWidget(_panel("Data", data))
        column.addWidget(self._job)
        column.addWidget(label("caption", f"Check-in desk {__version__}"))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._desk.editingFinished.connect(self._tell)
        self._room.activated.connect(self._tell)
        self._look.chosen.connect(self._choose_look)
        self._text_size.chosen.connect(self._choose_text_size)
        self._minutes.editingFinished.connect(self._tell)
        self._practise.clicked.connect(self._ask_for_practice)
        self._scanner.gap_changed.connect(self._choose_gap)
        self._scanner.card_requested.connect(self._save_test_card)
        self._back_up.clicked.connect(self._ask_for_backup)
        self._verify.clicked.connect(self._ask_for_verification)

    def show_practice(self) -> None:
        """Say that the event is a copy to practise on, of which no backups are made."""
        self._practise.setChecked(True)
        self._practise.setText("Leave practice")
        self._back_up.setEnabled(False)
        self._back_up.setToolTip("Practice is not backed up.")

    @Slot(bool)
    def _ask_for_practice(self, wanted: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._practise.setChecked(not wanted)
        self.practice_requested.emit(wanted)

    @property
    def scanner(self) -> ScannerSettings:
        """Where scans are tested."""
        return self._scanner

    @Slot(int)
    def _choose_gap(self, gap_ms: int) -> None:
        self._change(replace(self._settings, scanner_gap_ms=gap_ms))

    @Slot()
    def _save_test_card(self) -> None:
        out = self._save_as(self, "Save the test card", "scanner test card.pdf", "PDF (*.pdf)")
        if out is not None:
            self._job.run(
                save_test_card(out), "Drawing the test card …", lambda _: wording.test_card_saved(out)
            )

    @Slot(object)
    def _choose_look(self, look: Look) -> None:
        self._change(replace(self._settings, look=look))

    @Slot(object)
    def _choose_text_size(self, percent: int) -> None:
        self._change(replace(self._settings, text_percent=percent))

    @Slot()
    def _tell(self) -> None:
        desk = self._desk.text().strip() or self._settings.desk
        room = str(self._room.currentData() or "")
        self._change(replace(self._settings, desk=desk, room=room, backup_minutes=self._minutes.value()))

    def _change(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.settings_changed.emit(settings)

    @Slot()
    def _ask_for_backup(self) -> None:
        file, folder = self._file, self._backups

        def tell(at: datetime | None) -> str:
            if at is not None:
                self.backed_up.emit(at)
            return wording.backup_done(self._event, at, folder)

        work = in_one_step(lambda: file.back_up_if_changed(folder))
        self._job.run(work, "Making and checking a copy …", tell)

    @Slot()
    def _ask_for_verification(self) -> None:
        self._job.run(_verified(self._file), "Checking the event file …", str)


def _verified(file: EventFileService) -> Generator[tuple[int, int], None, str]:
    verification = yield from file.verify()
    bad = verification.first_bad
    return wording.verified(verification.records, bad.why if bad else "")


def _in_a_row(*widgets: QWidget) -> QWidget:
    """Side by side; the last one takes the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    row.setStretch(len(widgets) - 1, 1)
    return made


def _panel(title: str, rows: tuple[tuple[str, QWidget], ...]) -> QFrame:
    panel = QFrame()
    panel.setProperty("role", "panel")
    grid = QGridLayout(panel)
    grid.setContentsMargins(20, 16, 20, 18)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(12)
    grid.setColumnMinimumWidth(0, theme.scaled(150))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label("heading", title), 0, 0, 1, 2)
    for number, (caption, widget) in enumerate(rows, 1):
        text = label("muted", caption)
        text.setBuddy(widget)
        if caption:
            widget.setAccessibleName(caption)
        grid.addWidget(text, number, 0)
        alignment = (
            Qt.AlignmentFlag.AlignLeft if isinstance(widget, Segments | QSpinBox) else Qt.AlignmentFlag(0)
        )
        grid.addWidget(widget, number, 1, alignment)
    return panel
