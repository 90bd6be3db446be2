"""Where the event file is, how its copies are made and kept, and how one of them becomes an event again."""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QWidget

from checkin_app import paths
from checkin_app.domain.event import Event
from checkin_app.services.event_file import EventFileService, restore
from checkin_app.ui import data_wording, wording
from checkin_app.ui.background import in_one_step
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.first_run_page import EVENT_FILES
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.settings_panel import SettingsPanel, in_a_row


class DataSettings(SettingsPanel):
    """Nothing here changes or replaces an event file: a backup is restored into a new one."""

    backed_up = Signal(object)
    restored = Signal(object)
    """The path of the new event file."""

    def __init__(
        self, event: Event, event_file: EventFileService, job: JobBar, dialogs: FileDialogs, folder: str
    ) -> None:
        super().__init__("Data")
        self._event = event
        self._file = event_file
        self._job = job
        self._dialogs = dialogs
        self._folder = folder
        self._make()
        self._arrange()
        self._connect()
        self._show_folder()

    def _make(self) -> None:
        self._path = _selectable(str(self._file.path))
        self._backups = _selectable("")
        self._backups.setObjectName("backupFolder")
        self._choose = QPushButton("Choose another folder …")
        self._choose.setObjectName("chooseBackupFolder")
        self._usual = QPushButton("Back to the usual folder")
        self._usual.setObjectName("usualBackupFolder")
        self._minutes = QSpinBox()
        self._minutes.setObjectName("backupMinutes")
        self._minutes.setRange(1, 1_440)
        self._minutes.setSuffix(" minutes")
        give_margin(self._minutes)
        self._back_up = QPushButton("Back up now")
        self._verify = QPushButton("Check the event file")
        self._restore = QPushButton("Restore a backup …")
        self._restore.setObjectName("restoreBackup")

    def _arrange(self) -> None:
        self.add_row("Event file", self._path)
        self.add_row("Backups go to", self._backups)
        self.add_row("", in_a_row(self._choose, self._usual, QWidget()))
        self.add_row("Back up every", self._minutes)
        self.add_row("", in_a_row(self._back_up, self._verify, self._restore, QWidget()))
        self.add_row("", label("caption", data_wording.RESTORING, wraps=True))

    def _connect(self) -> None:
        self._choose.clicked.connect(self._choose_folder)
        self._usual.clicked.connect(self._take_usual_folder)
        self._minutes.editingFinished.connect(self._tell_minutes)
        self._back_up.clicked.connect(self._ask_for_backup)
        self._verify.clicked.connect(self._ask_for_verification)
        self._restore.clicked.connect(self._ask_for_restoration)

    def show_minutes(self, minutes: int) -> None:
        """Show how often a backup is made."""
        self._minutes.setValue(minutes)

    def show_practice(self) -> None:
        """Say that no backups are made of a copy to practise on."""
        self._back_up.setEnabled(False)
        self._back_up.setToolTip("Practice is not backed up.")

    @property
    def _backup_folder(self) -> Path:
        return Path(self._folder) if self._folder else paths.backup_folder()

    def _show_folder(self) -> None:
        self._backups.setText(str(self._backup_folder))
        self._usual.setVisible(bool(self._folder))

    @Slot()
    def _tell_minutes(self) -> None:
        self.changed.emit("backup_minutes", self._minutes.value())

    @Slot()
    def _choose_folder(self) -> None:
        chosen = self._dialogs.choose_folder(self, "Where backups go", str(self._backup_folder))
        if chosen is not None:
            self._keep_in(str(chosen))

    @Slot()
    def _take_usual_folder(self) -> None:
        self._keep_in("")

    def _keep_in(self, folder: str) -> None:
        self._folder = folder
        self._show_folder()
        self.changed.emit("backup_folder", folder)

    @Slot()
    def _ask_for_backup(self) -> None:
        file, folder = self._file, self._backup_folder

        def tell(at: datetime | None) -> str:
            if at is not None:
                self.backed_up.emit(at)
            return wording.backup_done(self._event, at, folder)

        work = in_one_step(lambda: file.back_up_if_changed(folder))
        self._job.run(work, "Making and checking a copy …", tell)

    @Slot()
    def _ask_for_verification(self) -> None:
        self._job.run(_verified(self._file), "Checking the event file …", str)

    @Slot()
    def _ask_for_restoration(self) -> None:
        folder = str(self._backup_folder)
        backup = self._dialogs.open_file(self, "Which backup", folder, EVENT_FILES)
        if backup is None:
            return
        suggestion = self._file.path.with_name(f"{backup.stem} restored.checkin")
        target = self._dialogs.save_as(self, "The new event file", str(suggestion), EVENT_FILES)
        if target is not None:
            self._job.run(
                restore(backup, target), "Checking the backup and copying it …", self._tell_restored
            )

    def _tell_restored(self, target: Path) -> str:
        self.restored.emit(target)
        return wording.file_saved(target)


def _selectable(text: str) -> QLabel:
    made = label("plain", text, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _verified(file: EventFileService) -> Generator[tuple[int, int], None, str]:
    verification = yield from file.verify()
    bad = verification.first_bad
    return wording.verified(verification.records, bad.why if bad else "")
