"""Starts the window: settings, then the event's services, then the pages on them; the only wiring with Qt."""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from checkin_app import paths, settings
from checkin_app.app.program import Program
from checkin_app.services.clock import Clock, SetClock
from checkin_app.ui import icons, theme
from checkin_app.ui.background import TwoThreads
from checkin_app.ui.garbage import GarbageCollection

__all__ = ["Program", "main"]

_LOG = logging.getLogger("checkin")
_LOG_BYTES = 1_000_000


def main(argv: Sequence[str]) -> int:
    """Open the window on the event that the arguments name, the last one, or the first-run page."""
    options = _parser().parse_args(list(argv))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("checkin-desk")
    application.setApplicationDisplayName("Check-in desk")
    _keep_a_log()
    theme.load_fonts(paths.resources() / "fonts")
    application.setWindowIcon(QIcon(icons.icon("scan", theme.LIGHT.accent, 64)))
    loaded = settings.load(paths.settings_file())
    background = TwoThreads()
    program = Program(application, loaded.settings, background, options)
    sys.excepthook = program.tell_unexpected
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program.start(loaded.complaints)
    garbage = GarbageCollection(lambda: background.is_busy, application)
    garbage.start()
    status = application.exec()
    program.close()
    background.close()
    garbage.stop()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="checkin", description="Open the window of the front desk.")
    parser.add_argument("event", nargs="?", type=Path, metavar="EVENT", help="the event file (.checkin)")
    parser.add_argument("--now", type=_clock, default=None, metavar="TIME", help="a clock that starts there")
    parser.add_argument("--desk", default="", metavar="NAME", help="recorded with every scan")
    parser.add_argument("--operator", default="", metavar="NAME", help="recorded with every scan")
    return parser


def _clock(text: str) -> Clock:
    return SetClock(datetime.fromisoformat(text))


def _keep_a_log() -> None:
    """Notes about this run go to a file beside the terminal; without a place for it, only there."""
    try:
        paths.log_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            paths.log_folder() / "checkin.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
