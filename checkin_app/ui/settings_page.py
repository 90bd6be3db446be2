"""What belongs to this computer, section by section: its desk, its devices, its looks, its files."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from checkin_app.domain.event import Event
from checkin_app.services.event_file import EventFileService
from checkin_app.services.test_card import save_test_card
from checkin_app.settings import Settings
from checkin_app.ui import theme, wording
from checkin_app.ui.about_settings import AboutSettings
from checkin_app.ui.background import Background
from checkin_app.ui.camera_settings import CameraSettings
from checkin_app.ui.data_settings import DataSettings
from checkin_app.ui.desk_settings import DeskSettings
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.look_settings import LookSettings
from checkin_app.ui.mail_settings import MailSettings
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.practice_settings import PracticeSettings
from checkin_app.ui.scanner_settings import ScannerSettings
from checkin_app.ui.section_index import SectionIndex
from checkin_app.ui.settings_panel import SettingsPanel
from checkin_app.ui.sound_settings import SoundSettings

_WIDEST, _INDEX = 760, 168
"""Logical pixels of the sections, and of their index."""
_EDGE = 18


class SettingsPage(QWidget):
    """Every change is told at once; there is nothing to confirm."""

    settings_changed = Signal(object)
    backed_up = Signal(object)
    restored = Signal(object)
    practice_requested = Signal(bool)

    def __init__(
        self,
        settings: Settings,
        event: Event,
        event_file: EventFileService,
        background: Background,
        devices: Devices,
        dialogs: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._dialogs = dialogs or FileDialogs()
        self._job = JobBar(background)
        self._mail = MailSettings(settings, background)
        self._make(event, event_file, devices)
        self._arrange()
        self._connect()

    def _make(self, event: Event, event_file: EventFileService, devices: Devices) -> None:
        own = self._settings
        rooms = sorted({session.room for _, session in event.sessions() if session.room})
        self._desk = DeskSettings(own.desk, own.room, rooms)
        self._scanner = ScannerSettings(own.scanner_gap_ms)
        self._camera = CameraSettings(devices.camera.reader, own.camera)
        self._sounds = SoundSettings(devices.sounds, is_on=own.sounds, volume=own.volume)
        self._looks = LookSettings(own.look, own.text_percent)
        self._practice = PracticeSettings()
        self._data = DataSettings(event, event_file, self._job, self._dialogs, own.backup_folder)
        self._data.show_minutes(own.backup_minutes)
        scanner = SettingsPanel("Scanner")
        scanner.add_row("", self._scanner)
        self._sections: tuple[SettingsPanel, ...] = (
            self._desk,
            scanner,
            self._camera,
            self._sounds,
            self._looks,
            self._mail,
            self._practice,
            self._data,
            AboutSettings(),
        )
        self._index = SectionIndex([section.title for section in self._sections])

    def _arrange(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        page.setMaximumWidth(theme.scaled(_WIDEST))
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(8, _EDGE, 24, _EDGE)
        column.setSpacing(14)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(page)
        left = QVBoxLayout()
        left.setContentsMargins(24, _EDGE, 0, _EDGE)
        left.setSpacing(12)
        left.addWidget(label("title", "Settings"))
        left.addWidget(self._index, 1)
        self._index.setFixedWidth(theme.scaled(_INDEX))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._area, 1)
        self._job.setContentsMargins(8, 10, 24, 10)
        right.addWidget(self._job)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        for section in self._sections:
            section.changed.connect(self._change)
        self._index.chosen.connect(self.show_section)
        self._area.verticalScrollBar().valueChanged.connect(self._show_place)
        self._scanner.gap_changed.connect(self._choose_gap)
        self._scanner.card_requested.connect(self._save_test_card)
        self._practice.requested.connect(self.practice_requested)
        self._data.backed_up.connect(self.backed_up)
        self._data.restored.connect(self.restored)

    def add_section(self, section: SettingsPanel) -> None:
        """Have one more device, before the looks."""
        place = self._sections.index(self._looks)
        self._sections = (*self._sections[:place], section, *self._sections[place:])
        self._column.insertWidget(place, section)
        self._index.insert(place, section.title)
        section.changed.connect(self._change)

    @property
    def scanner(self) -> ScannerSettings:
        """Where scans are tested."""
        return self._scanner

    @property
    def sounds(self) -> SoundSettings:
        """Where sounds are listened to."""
        return self._sounds

    @property
    def mail_account(self) -> MailAccount:
        """Through which mail server tickets go."""
        return self._mail.account

    @Slot()
    def show_mail(self) -> None:
        """Turn to the mail server."""
        self.show_section(self._sections.index(self._mail))

    def show_practice(self) -> None:
        """Say that the event is a copy to practise on, of which no backups are made."""
        self._practice.show_practice()
        self._data.show_practice()

    @Slot(int)
    def show_section(self, number: int) -> None:
        """Bring a section to the top, as far as the page goes."""
        self._area.verticalScrollBar().setValue(self._sections[number].y() - _EDGE)
        self._index.show_section(number)

    @Slot()
    def turn_sounds(self) -> None:
        """On if they are off, off if they are on: the key that mutes is this page's switch."""
        self._change("sounds", not self._settings.sounds)

    @Slot(int)
    def _show_place(self, top: int) -> None:
        """Mark the section at the top; at the very end the last one, which may be too short to get there."""
        at_end = top == self._area.verticalScrollBar().maximum()
        above = [number for number, each in enumerate(self._sections) if each.y() - _EDGE <= top]
        self._index.show_section(len(self._sections) - 1 if at_end else max(above, default=0))

    @Slot(int)
    def _choose_gap(self, gap_ms: int) -> None:
        self._change("scanner_gap_ms", gap_ms)

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        changed: dict[str, object] = {name: value}
        settings = replace(self._settings, **changed)  # type: ignore[arg-type]  # the sections know their kinds
        if settings != self._settings:
            self._settings = settings
            self._mail.learn(settings)
            self.settings_changed.emit(settings)
            self._sounds.show_sounds(is_on=settings.sounds)

    @Slot()
    def _save_test_card(self) -> None:
        out = self._dialogs.save_as(self, "Save the test card", "scanner test card.pdf", "PDF (*.pdf)")
        if out is not None:
            self._job.run(
                save_test_card(out), "Drawing the test card …", lambda _: wording.test_card_saved(out)
            )
