"""Asks for a file with the system's own dialog; never used while people are being checked in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

AskForFile = Callable[[QWidget, str, str, str], Path | None]
"""Takes the parent, a title, a suggested path and a filter like `PDF (*.pdf)`; gives None if nothing was chosen."""


def save_as(parent: QWidget, title: str, suggestion: str, kinds: str) -> Path | None:
    """Where to save; the ending of the suggestion is added to a name that has none."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(suggestion).suffix)


def open_file(parent: QWidget, title: str, folder: str, kinds: str) -> Path | None:
    """Which file to open."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget, title: str, folder: str) -> Path | None:
    """Which folder to use."""
    chosen = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class FileDialogs:
    """How to ask; tests bring answers of their own."""

    open_file: AskForFile = open_file
    save_as: AskForFile = save_as
    choose_folder: Callable[[QWidget, str, str], Path | None] = choose_folder


SYSTEM = FileDialogs()
"""The system's own dialogs."""
