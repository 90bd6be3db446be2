"""What a coordinator feels on the Attendance page: how soon the matrix is there, and its sifting on the window's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QHeaderView

from checkin_app import bootstrap
from checkin_app.bootstrap import Services
from checkin_app.services.long_work import result_of
from checkin_app.ui import masks
from checkin_app.ui.attendance.arranged_matrix import ArrangedMatrix, Came, Group, reading
from checkin_app.ui.attendance.matrix_table import MatrixModel
from checkin_app.ui.attendance.matrix_view import AttendanceServices, MatrixView
from checkin_app.ui.background import Background, Lease, TwoThreads
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.table_view import TableView
from tests.benchmarks.figures import Figure, median, milliseconds, thread_time
from tests.benchmarks.large_event import COMPUTER, DESK

_FIRST_SCREEN, _UNFELT = 300, 16
_ROUNDS = 5


def first_screen_and_sifting(event_file: Path, people: int) -> list[Figure]:
    """From opening the page to a painted screen of people, and the longest that sifting holds up the window's thread."""
    application = QApplication.instance() or QApplication(["benchmarks"])
    assert isinstance(application, QApplication)
    services = bootstrap.open_services(event_file, desk=DESK, computer=COMPUTER)
    background = TwoThreads()
    try:
        screens = [_first_screen(application, services, background) for _ in range(_ROUNDS)]
        known = result_of(reading(services.attendance, Alphabet(QLocale("ro")), None))
    finally:
        background.close()
        services.close()
    what = f"Attendance page, {people:,} people"
    return [
        Figure(f"{what}: from opening it to the first screen", median(screens), None, _FIRST_SCREEN),
        Figure(f"{what}: the slowest sifting, window's thread", _sifting(application, known), None, _UNFELT),
    ]


def _first_screen(application: QApplication, services: Services, background: Background) -> float:
    """Everybody is read meanwhile, in the workshop, as in the program."""
    event = services.checkin.event
    asked = AttendanceServices(services.attendance, services.roster, services.checkin)
    changes, post = Changes(), DeskPost(event, services.checkin.now)
    lease = Lease(background)
    view = MatrixView(asked, lease, changes, post)
    view.resize(1_262, 620)
    table = view.findChild(TableView, "attendanceTable")
    assert table is not None

    def open_it() -> None:
        view.show()
        while table.model().rowCount() == 0:
            application.processEvents()
        view.grab()

    taken = milliseconds(open_it)
    lease.end()
    view.close()
    post.deleteLater()
    view.deleteLater()
    return taken


def _sifting(application: QApplication, known: ArrangedMatrix) -> float:
    model = MatrixModel()
    table = TableView(model, "Attendance")
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.resize(1_200, 600)
    table.show()
    columns = known.columns(None, ())
    largest = max(known.texts(Group.ORGANISATION), key=lambda each: each[1])[0]
    wanted = [
        *(partial(known.who, came, None) for came in Came),
        partial(known.of_group, Group.ORGANISATION, largest),
        partial(known.of_ids, [row.participant.id for row in known.matrix.rows[::5]]),
    ]

    def show(mask: Callable[[], Mask]) -> None:
        shown = mask()
        model.show(known, masks.picked(shown, known.order), columns)
        for column in columns:
            known.counts(column, shown)
        application.processEvents()

    slowest = max(median([thread_time(partial(show, mask)) for _ in range(_ROUNDS)]) for mask in wanted)
    table.close()
    return slowest
