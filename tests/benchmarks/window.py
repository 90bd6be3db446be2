"""What the person at the desk feels: from the Enter key to the painted verdict, and while heavy work goes on."""

import random
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from checkin_app import bootstrap, paths
from checkin_app.app import Program
from checkin_app.domain.roster import ImportPlan
from checkin_app.services.clock import SetClock
from checkin_app.services.roster_apart import read_list_apart
from checkin_app.services.roster_files import read_roster
from checkin_app.services.roster_source import Reading, file_source
from checkin_app.settings import Settings
from checkin_app.ui import theme
from checkin_app.ui.background import TwoThreads, Work
from checkin_app.ui.garbage import GarbageCollection
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.shell import Shell
from checkin_app.ui.verdict_card import VerdictCard
from tests.benchmarks.figures import MS, Figure, median, milliseconds, percentile_99
from tests.benchmarks.large_event import COMPUTER, DESK, NOW, TODAY, write_roster
from tests.benchmarks.pauses import Heart, pauses
from tests.benchmarks.scans import copy_of, service_scanner

_WARM_UP = 10
_BETWEEN_MS = 60
"""People come one after the other; three a minute is a good desk, sixteen a second is none."""


class _PaintWatch(QObject):
    """Notes when a verdict has been painted, with everything on its card, and shown."""

    def __init__(self, card: VerdictCard) -> None:
        super().__init__()
        self._card = card
        self._loop = QEventLoop()
        self._has_verdict = False
        self._seen_at = 0.0
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if self._has_verdict and watched is self._card and event.type() == QEvent.Type.Paint:
            self._has_verdict = False
            QTimer.singleShot(0, self._note)
        return False

    def expect(self, *_: object) -> None:
        self._has_verdict = True

    def wait(self) -> float:
        """When it was seen, by the performance counter."""
        if not self._seen_at:
            self._loop.exec()
        seen_at, self._seen_at = self._seen_at, 0.0
        return seen_at

    def _note(self) -> None:
        self._seen_at = time.perf_counter()
        self._loop.quit()


def verdicts(event_file: Path, codes: list[str], scans: int) -> list[Figure]:
    """From the Enter key to the painted card, beside the service call and a repaint of the same window."""
    chosen = random.Random(3).sample(codes, min(len(codes), scans + _WARM_UP))
    call, end = service_scanner(copy_of(event_file, "service-beside-window"), chosen)
    felt: list[float] = []
    floors: list[float] = []
    with _open_window(copy_of(event_file, "window")) as program:
        card, shell = program.window.findChild(VerdictCard), program.window.findChild(Shell)
        assert card is not None
        assert shell is not None
        watch = _PaintWatch(card)
        shell._reception.decided.connect(watch.expect)
        for number, code in enumerate(chosen):
            floors.append(milliseconds(lambda: (call(number), program.window.repaint())))  # noqa: B023
            felt.append(_scan_by_keys(program, code, watch))
            _wait(_BETWEEN_MS)
    end()
    felt, floors = felt[_WARM_UP:], floors[_WARM_UP:]
    what = f"Enter key to painted verdict, {len(codes):,} people"
    return [
        Figure(f"{what}, median", median(felt), median(floors), 1.5),
        Figure(f"{what}, 99th percentile", percentile_99(felt), None, 50),
    ]


def longest_gap(event_file: Path, folder: Path, rows: int, badges: int) -> list[Figure]:
    """The longest time in which the window's thread did nothing for the person, by a timer of one millisecond."""
    roster = write_roster(folder / "more.csv", rows, first=10_000_000)
    path = copy_of(event_file, "busy")
    with _open_window(path) as program:
        services = program._services
        assert services is not None
        background, loop = program._background, QEventLoop()
        faces = services.badges.faces()[:badges]
        heart = Heart()
        running = {"import", "badges"}

        def ended(name: str) -> Callable[[object], None]:
            def end(_: object) -> None:
                running.discard(name)
                if not running:
                    loop.quit()

            return end

        def write(plan: ImportPlan) -> None:
            writing = services.roster_import.carry_out(plan, roster.name)
            background.work(writing, _unseen, ended("import"), writes=True)

        background.work(_prepared(services, roster), _unseen, write)
        background.work(services.badges.save_pdf(faces, folder / "badges.pdf"), _unseen, ended("badges"))
        begun = time.perf_counter()
        with heart.beating():
            loop.exec()
        lasted = time.perf_counter() - begun
        quiet = Heart()
        with quiet.beating():
            _wait(round(lasted * MS))
    return pauses(f"import of {rows:,} and {badges:,} badges", heart.beats, quiet.beats)


def scans_during_import(event_file: Path, codes: list[str], folder: Path, rows: int) -> list[Figure]:
    """How long a scan waits for its verdict while a roster is written, one scan after the other; and the window's pauses."""
    roster = write_roster(folder / "meanwhile.csv", rows, first=20_000_000)
    waits: list[float] = []
    heart = Heart()
    with _open_window(copy_of(event_file, "meanwhile")) as program:
        services = program._services
        assert services is not None
        background, loop = program._background, QEventLoop()
        plan = services.roster_import.prepare(read_roster(roster))
        chosen = iter(codes)

        def scan() -> None:
            code, begun = next(chosen), time.perf_counter()

            def seen(_: object) -> None:
                waits.append((time.perf_counter() - begun) * MS)
                QTimer.singleShot(_BETWEEN_MS, scan)

            background.ask(lambda: services.checkin.scan(code, TODAY), seen)

        writing = services.roster_import.carry_out(plan, roster.name)
        background.work(writing, _unseen, lambda _: loop.quit(), writes=True)
        scan()
        with heart.beating():
            loop.exec()
        quiet = Heart()
        with quiet.beating():
            _wait(3000)
    what = f"scan's verdict during an import of {rows:,}"
    return [
        Figure(f"{what}, median of {len(waits):,}", median(waits), None, 50),
        Figure(f"{what}, 99th percentile", percentile_99(waits), None, 100),
        Figure(f"{what}, longest", max(waits), None, 100),
        *pauses(f"import of {rows:,} and scans", heart.beats, quiet.beats),
    ]


def _prepared(services: bootstrap.Services, roster: Path) -> Work[ImportPlan]:
    read = yield from read_list_apart(file_source(roster), Reading())
    return (yield from services.roster_import.compare(read.table))


def _unseen(_done: int, _total: int) -> None:
    """Nobody watches this progress."""


def _scan_by_keys(program: Program, code: str, watch: _PaintWatch) -> float:
    """Type a code as a scanner does, and time its last key until the window shows the verdict."""
    handle = program.window.windowHandle()
    for letter in code:
        QTest.keyClick(handle, Qt.Key[f"Key_{letter}"])
    begun = time.perf_counter()
    QTest.keyClick(handle, Qt.Key.Key_Return)
    return (watch.wait() - begun) * MS


@contextmanager
def _open_window(path: Path) -> Iterator[Program]:
    application = QApplication.instance() or QApplication(["benchmarks"])
    assert isinstance(application, QApplication)
    theme.load_fonts(paths.resources() / "fonts")
    background = TwoThreads()
    options = Namespace(event=path, now=SetClock(NOW), desk=DESK, operator="")
    program = Program(application, Settings(computer=COMPUTER), background, options)
    program.start()
    garbage = GarbageCollection(lambda: background.is_busy)
    garbage.start()
    _wait_until(lambda: program.window.findChild(ScanBox) is not None)
    program.window.activateWindow()
    _wait(1000)
    yield program
    program.close()
    background.close()
    garbage.stop()
    program.window.close()


def _wait(milliseconds_: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds_, loop.quit)
    loop.exec()


def _wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        _wait(20)
