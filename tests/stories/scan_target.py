"""A window with everything that a scanner could upset, driven through its standard input and output, line by line.

A line in is a command and its argument; a line out is JSON. Run with `--unfiltered` to see what scans do without the
filter.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from checkin_app.ui.scan_filter import ScanFilter
from tests.stories.stopwatch import Stopwatch

CATEGORIES = ("Local actor", "Exchange visitor", "Public", "Speaker", "Guest", "Helper", "Board", "Press")
COMMANDS = ("&Close", "&Delete", "&Next", "&Print", "&Save", "&Back")


class Target(QWidget):
    """Counts what is pressed and chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self._box, self._field = QLineEdit(), QLineEdit("Ana")
        self._combo = QComboBox()
        self._combo.addItems(CATEGORIES)
        self._menu = QMenu(self)
        for words in COMMANDS:
            self._menu.addAction(words).triggered.connect(self._counter(words))
        self._keep, self._remove = self._button("Keep"), self._button("Yes, remove")
        self._table = QTableWidget(6, 3)
        for row in range(6):
            for column in range(3):
                self._table.setItem(row, column, QTableWidgetItem(f"{COMMANDS[row][1:]} {column}"))
        self._box.returnPressed.connect(self._counter("entered"))
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self._counter("Ctrl+Z"))
        QShortcut(QKeySequence("F4"), self).activated.connect(self._counter("F4"))
        self._arrange()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        column = QVBoxLayout(self)
        for widget in (self._box, self._field, self._combo):
            column.addWidget(widget)
        for button in (self._keep, self._remove):
            bar.addWidget(button)
        column.addLayout(bar)
        column.addWidget(self._table)
        self.resize(640, 520)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(True)
        button.clicked.connect(self._counter(words))
        return button

    def _counter(self, name: str) -> Callable[[], None]:
        def count() -> None:
            self.counts[name] = self.counts.get(name, 0) + 1

        return count

    def show_state(self, state: str) -> None:
        """Close what is open, empty what was typed, and put the caret where the state wants it."""
        self._menu.close()
        self._combo.hidePopup()
        self._box.clear()
        starts: dict[str, QWidget] = {
            "field": self._field,
            "combo": self._combo,
            "confirm": self._keep,
            "table": self._table,
        }
        starts.get(state, self._box).setFocus()
        self._table.setCurrentCell(1, 1)
        if state == "combo":
            self._combo.showPopup()
        if state == "menu":
            self._menu.popup(self.mapToGlobal(self._field.geometry().center()))

    def look(self) -> dict[str, object]:
        """Everything that a key could have changed."""
        focus, active = QApplication.focusWidget(), self._menu.activeAction()
        cells = [self._table.item(row, column) for row in range(6) for column in range(3)]
        return {
            "box": self._box.text(),
            "field": self._field.text(),
            "chosen": self._combo.currentText(),
            "list open": self._combo.view().isVisible(),
            "list row": self._combo.view().currentIndex().row(),
            "menu open": self._menu.isVisible(),
            "menu row": active.text() if active else "",
            "cells": [cell.text() for cell in cells if cell],
            "current": [self._table.currentRow(), self._table.currentColumn()],
            "caret": type(focus).__name__ if focus else "",
            "is down": self._keep.isDown() or self._remove.isDown(),
            "counts": dict(self.counts),
        }


class Driver:
    """Does what the lines say, and answers each with one."""

    def __init__(self, target: Target, scan_filter: ScanFilter | None, stopwatch: Stopwatch) -> None:
        self._target = target
        self._stopwatch = stopwatch
        self._scans: list[tuple[str, str]] = []
        if scan_filter is not None:
            scan_filter.scanned.connect(self._keep)
        self._rest = b""
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._lines.activated.connect(self._read)

    def tell_once_active(self) -> None:
        """Say that keys will arrive here."""
        if self._target.isActiveWindow():
            self._say("ready")
        else:
            QTimer.singleShot(20, self.tell_once_active)

    def _keep(self, by_position: str, typed: str) -> None:
        self._scans.append((by_position, typed))

    def _read(self) -> None:
        got = os.read(sys.stdin.fileno(), 4096)
        if not got:
            QApplication.quit()
        *lines, self._rest = (self._rest + got).split(b"\n")
        for line in lines:
            self._obey(*line.decode().split())

    def _obey(self, command: str, argument: str = "") -> None:
        match command:
            case "state":
                self._target.show_state(argument)
                QTimer.singleShot(60, self._tell)
            case "look":
                QTimer.singleShot(int(argument), self._tell)
            case "busy":
                self._say("busy")
                time.sleep(int(argument) / 1000)

    def _tell(self) -> None:
        self._say({"scans": self._scans, "times": self._stopwatch.times, "look": self._target.look()})
        self._scans, self._stopwatch.times = [], []

    def _say(self, what: object) -> None:
        print(json.dumps(what), flush=True)


def main() -> None:
    """Open the window, and stay until standard input ends."""
    application = QApplication(sys.argv[:1])
    target = Target()
    scan_filter = None
    if "--unfiltered" not in sys.argv:
        scan_filter = ScanFilter(application)
        scan_filter.install(application)
    stopwatch = Stopwatch()
    application.installEventFilter(stopwatch)  # the last one in sees a key first
    driver = Driver(target, scan_filter, stopwatch)
    target.show()
    target.activateWindow()
    driver.tell_once_active()
    application.exec()


if __name__ == "__main__":
    main()
