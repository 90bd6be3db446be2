"""Draws every page and every verdict of the window, from the demo event at a fixed hour: `python -m tests.screens FOLDER`.

A second word draws only the scenes whose names begin with it; `--deuteranopia` draws what a colour-blind eye sees.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from checkin_app import bootstrap, paths
from checkin_app.app import Program
from checkin_app.domain.checkin import Direction, Entry, Reason
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Badge, Participant, ReplacedBecause, Status
from checkin_app.services.checkin import Undone
from checkin_app.services.clock import HandClock
from checkin_app.services.demo import demo_event, opens_at
from checkin_app.services.scan_lines import ScanLine
from checkin_app.settings import Look, Settings
from checkin_app.ui import theme, wording
from checkin_app.ui.background import AtOnce
from checkin_app.ui.camera import CameraReader
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.devices import Devices
from checkin_app.ui.help_overlay import HelpOverlay
from checkin_app.ui.programme.session_block import SessionBlock
from checkin_app.ui.programme.side_panel import SidePanel
from checkin_app.ui.rail import Page
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.shell import Shell
from checkin_app.ui.toast import Toast
from checkin_app.ui.verdict_card import VerdictCard
from checkin_app.ui.walk_in_sheet import WalkInSheet
from tests import (
    attendance_scenes,
    badge_scenes,
    device_scenes,
    import_scenes,
    mailing_scenes,
    people_scenes,
    print_scenes,
)
from tests.colour_vision import simulated
from tests.front_desk_sheet import set_sheet
from tests.screen_stage import Scene, Stage
from tests.ui.camera_samples import BUILT_IN, ON_A_CABLE, FakeCameras
from tests.ui.loudspeaker import Loudspeaker

SIZES = (QSize(1093, 614), QSize(1366, 768), QSize(1920, 1080))
LOOKS = (Look.LIGHT, Look.DARK)
PICTURES = {
    "checkin-admitted": "desk",
    "checklist": "checklist",
    "programme-session": "programme",
    "import-check-alike": "import",
    "people-details": "people",
    "badges": "badges",
    "attendance": "attendance",
}
"""What README and guide show, and how it is called in docs/pictures: at 1366×768, in light."""


def main(folder: Path, only: str = "", *, deuteranopia: bool = False) -> None:
    """Draw everything into a folder, or the scenes whose names begin with `only`, as one eye or another sees it.

    The pictures of README and guide go to docs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _demo() as (application, event_file):
        for look in LOOKS:
            for name, size, picture in _pictures(application, event_file, look, (only,), SIZES):
                drawn = picture.grab().toImage()
                if deuteranopia:
                    simulated(drawn).save(str(folder / f"{name}-{size}-{look}-deuteranopia.png"))
                    continue
                drawn.save(str(folder / f"{name}-{size}-{look}.png"))
                if name in PICTURES and (size, look) == ("1366x768", Look.LIGHT):
                    _show_in_docs(folder / f"{name}-{size}-{look}.png", PICTURES[name])
        if not (only or deuteranopia):
            set_sheet(Path("docs/guide/front-desk.md"), Path("docs/guide/front-desk.pdf"))


def staged(prefixes: Sequence[str], size: QSize) -> Iterator[tuple[str, QWidget]]:
    """The open windows of the scenes whose names begin with one of these, at one size, one after the other."""
    with _demo() as (application, event_file):
        for name, _, window in _pictures(application, event_file, Look.LIGHT, tuple(prefixes), (size,)):
            yield name, window


def _show_in_docs(drawn: Path, name: str) -> None:
    """A third as large: 256 colours are enough for a window."""
    shown = Path("docs/pictures")
    shown.mkdir(parents=True, exist_ok=True)
    with Image.open(drawn) as picture:
        few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(shown / f"{name}.png", optimize=True)


@contextmanager
def _demo() -> Iterator[tuple[QApplication, Path]]:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    theme.load_fonts(paths.resources() / "fonts")
    with TemporaryDirectory() as home, _home_is(home):
        made = bootstrap.create_demo(Path(home) / "demo", desk="Main entrance", computer="pictures")
        yield application, _finish(made)


def _pictures(
    application: QApplication, event_file: Path, look: Look, only: tuple[str, ...], sizes: Sequence[QSize]
) -> Iterator[tuple[str, str, QWidget]]:
    for name, scene in SCENES.items():
        if not name.startswith(only):
            continue
        cameras = FakeCameras(BUILT_IN, ON_A_CABLE)
        program = _program(application, look, None if scene in BEFORE_AN_EVENT else event_file, cameras)
        window = program.window
        for size in sizes:
            window.resize(size)
            _settle(application)
            if size is sizes[0]:
                scene(_stage(program, cameras))
            _settle(application)
            yield name, f"{size.width()}x{size.height()}", window
        program.close()
        window.close()
        window.deleteLater()
        program.deleteLater()
        _settle(application)


@contextmanager
def _home_is(folder: str) -> Iterator[None]:
    before = os.environ.get("CHECKIN_HOME")
    os.environ["CHECKIN_HOME"] = folder
    yield
    os.environ.pop("CHECKIN_HOME")
    if before is not None:
        os.environ["CHECKIN_HOME"] = before


def _program(application: QApplication, look: Look, event_file: Path | None, cameras: FakeCameras) -> Program:
    clock = HandClock(opens_at(demo_event()))
    options = Namespace(event=event_file, now=clock, desk="Main entrance", operator="")
    devices = Devices(Loudspeaker(), CameraReader(cameras))
    own = Settings(look=look, computer="pictures")
    program = Program(application, own, AtOnce(), options, devices=devices)
    program.start()
    program.window.showNormal()
    program.window.activateWindow()  # else the scanner counts as paused once a while has passed
    return program


def _settle(application: QApplication) -> None:
    for _ in range(3):
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _stage(program: Program, cameras: FakeCameras) -> Stage:
    event = demo_event()
    usual = Participant(
        id="1",
        given="Ștefan",
        family="Țăranu",
        organisation="HempClub",
        country="Romania",
        category="Exchange visitor",
    )
    people = {
        "usual": usual,
        "note": replace(
            usual, given="Eleni", family="Papadopoulou", organisation="Αγροτεχνική Όλυνθος", country="Greece",
            note="Speaks at 10:15. Please send her straight to the Great Hall, row 1.",
        ),
        "long": replace(
            usual, given="María de los Ángeles Inmaculada", family="Fernández-Villaverde y Gutiérrez de la Concha",
            organisation="National Research and Development Institute for Biotechnology in Horticulture Ștefănești",
            note="Vegetarian. The organiser wants to greet her in person: call the office before she goes in, please.",
        ),
        "short": replace(usual, given="Li", family="Ng", organisation="", country="", category="Public"),
        "other_day": replace(usual, given="Cosmina", family="Trifan", days=frozenset({event.days[2].date})),
        "cancelled": replace(usual, given="Giulia", family="Conti", status=Status.CANCELLED),
    }  # fmt: skip
    return Stage(program, cameras, event, people)


def _finish(work: Iterator[tuple[int, int]]) -> Path:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


# -- the scenes ----------------------------------------------------------------------------------------------


def _verdict(reason: Reason, who: str = "usual", **told: object) -> Scene:
    def scene(stage: Stage) -> None:
        verdict = stage.verdict(reason, who, str(told.get("session", "D2-CONF")))
        known = {name: value for name, value in told.items() if name != "session"}
        stage.find(VerdictCard).show_verdict(replace(verdict, **known), stage.event)  # type: ignore[arg-type]

    return scene


def _unknown(reason: Reason) -> Scene:
    def scene(stage: Stage) -> None:
        stage.find(VerdictCard).show_verdict(replace(stage.verdict(reason), participant=None), stage.event)

    return scene


def _already_in(stage: Stage) -> None:
    verdict = stage.verdict(Reason.ALREADY_IN)
    first = Entry("r", "1", verdict.checkpoint, verdict.at - timedelta(minutes=27), "Main entrance")
    stage.find(VerdictCard).show_verdict(replace(verdict, first=first), stage.event)


def _replaced(stage: Stage) -> None:
    verdict = stage.verdict(Reason.REPLACED)
    at = verdict.at - timedelta(minutes=62)
    badge = Badge(
        code="", participant="1", issued_at=at, replaced_at=at, replaced_because=ReplacedBecause.LOST
    )
    stage.find(VerdictCard).show_verdict(replace(verdict, badge=badge), stage.event)


def _outlined(stage: Stage) -> None:
    _verdict(Reason.ADMITTED)(stage)
    stage.find(VerdictCard).acknowledge()


def _not_saved(stage: Stage) -> None:
    page = stage.find(CheckinPage)
    page.show_unsaved(NotSaved("record", "The disk is full."))


def _undone(again: bool) -> Scene:  # two scenes of one kind
    def scene(stage: Stage) -> None:
        verdict = stage.verdict(Reason.ADMITTED)
        line = ScanLine(
            "record",
            verdict.at,
            Direction.ENTRY,
            Reason.ADMITTED,
            verdict.checkpoint,
            verdict.participant,
            "",
            "",
        )
        stage.find(VerdictCard).show_undone(Undone("void", line), stage.event, again=again)

    return scene


def _typed(text: str) -> Scene:
    def scene(stage: Stage) -> None:
        box = stage.find(ScanBox)
        box.setText(text)
        box.paused.emit(text)

    return scene


def _page(page: Page) -> Scene:
    return lambda stage: stage.find(Shell).show_page(page)


def _programme_session(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.PROGRAMME)
    stage.find(SessionBlock, "session D2-MATCH").click()


def _programme_people(stage: Stage) -> None:
    _programme_session(stage)
    stage.find(SidePanel).show_people()


def _programme_event(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.PROGRAMME)
    stage.find(QPushButton, "editEvent").click()


def _programme_asking(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.PROGRAMME)
    stage.find(SessionBlock, "session D2-CONF").click()
    stage.find(QPushButton, "removeSession").click()


def _programme_clash(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.PROGRAMME)
    QApplication.processEvents()
    line = stage.find(QLineEdit, "quickAdd")
    for text in (
        "11:00-12:30 How regional development agencies and cluster organisations work together @ Great Hall (40)",
        "11:00-12:00 Press @ Foyer",
        "22:00-01:30 Dinner with the local actors @ Cellar (120) [registered]",
    ):
        line.setText(text)
        line.returnPressed.emit()


def _programme_empty_day(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.PROGRAMME)
    QApplication.processEvents()
    stage.find(QPushButton, "addDay").click()
    line = stage.find(QLineEdit, "quickAdd")
    line.setText("25:00-26:00 Opening")
    line.returnPressed.emit()


def _by_hand(stage: Stage) -> None:
    stage.find(Shell).post.choose(Checkpoint(stage.event.days[1].date, "D2-MATCH"))
    stage.find(Shell).post.turn(Direction.EXIT)


def _toast(reason: Reason, who: str, page: Page) -> Scene:
    def scene(stage: Stage) -> None:
        stage.find(Shell).show_page(page)
        stage.find(Toast).show_verdict(stage.verdict(reason, who), stage.event)

    return scene


def _help(stage: Stage) -> None:
    stage.find(HelpOverlay).turn()


def _paused(stage: Stage) -> None:
    stage.find(Shell).show_listening(hears=False)


def _trouble(stage: Stage) -> None:
    stage.program.window.tell_error(str(wording.unexpected(1)))


def _walk_in(stage: Stage) -> None:
    stage.find(CheckinPage).begin_walk_in()
    stage.find(WalkInSheet).begin("Doina Raileano")


def _spare_badge(stage: Stage) -> None:
    code = "BCDFGHJKLNPRSTVXBCDF"
    verdict = replace(stage.verdict(Reason.UNKNOWN), participant=None, code=code)
    stage.find(VerdictCard).show_verdict(verdict, stage.event)


def _walk_in_with_badge(stage: Stage) -> None:
    _spare_badge(stage)
    stage.find(CheckinPage).begin_walk_in()
    stage.find(WalkInSheet).save()


def _hint_at_reason(stage: Stage) -> None:
    _verdict(Reason.NOT_THIS_DAY, "other_day")(stage)
    stage.find(VerdictCard).let_in()


def _undo_last(stage: Stage) -> None:
    stage.find(VerdictCard).undo_requested.emit()


def _practice(scene: Scene) -> Scene:
    def practised(stage: Stage) -> None:
        stage.program.practise(True)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        scene(stage)

    return practised


def _ready(_stage: Stage) -> None:
    """As the window opens."""


def _first_run(_stage: Stage) -> None:
    """Before any event."""


def _checklist(stage: Stage) -> None:
    """A new event at its desk: nothing but its days."""
    days = tuple(replace(day, sessions=()) for day in stage.event.days)
    path = Path(mkdtemp(dir=os.environ["CHECKIN_HOME"])) / "new.checkin"
    clock = HandClock(opens_at(stage.event))
    bootstrap.create_event(
        path,
        replace(stage.event, days=days, certificate_days=None),
        desk="Main entrance",
        computer="pictures",
        clock=clock,
    ).close()
    stage.program.open_event(path)


def _new_event(stage: Stage) -> None:
    stage.find(QPushButton, "createEvent").click()


BEFORE_AN_EVENT = (_first_run, _new_event, _checklist)
SCENES: dict[str, Scene] = {
    "checkin-ready": _ready,
    "checkin-admitted": _verdict(Reason.ADMITTED),
    "checkin-outlined": _outlined,
    "checkin-note": _verdict(Reason.ADMITTED, "note"),
    "checkin-long-name": _verdict(Reason.ADMITTED, "long"),
    "checkin-short-name": _verdict(Reason.ADMITTED, "short"),
    "checkin-let-in": _verdict(Reason.NOT_THIS_DAY, "other_day", forced="The organiser agreed"),
    "checkin-already-in": _already_in,
    "checkin-too-early": _verdict(Reason.TOO_EARLY, session="D2-MATCH"),
    "checkin-over": _verdict(Reason.OVER),
    "checkin-not-this-day": _verdict(Reason.NOT_THIS_DAY, "other_day"),
    "checkin-not-this-session": _verdict(Reason.NOT_THIS_SESSION, "long", session="D2-MATCH"),
    "checkin-full": _verdict(Reason.FULL, inside=180),
    "checkin-misread": _unknown(Reason.MISREAD),
    "checkin-not-ours": _unknown(Reason.NOT_OURS),
    "checkin-unknown": _unknown(Reason.UNKNOWN),
    "checkin-replaced": _replaced,
    "checkin-cancelled": _verdict(Reason.CANCELLED, "cancelled"),
    "checkin-left": _verdict(Reason.LEFT, inside_for=timedelta(hours=2, minutes=10)),
    "checkin-not-inside": _verdict(Reason.NOT_INSIDE),
    "checkin-not-saved": _not_saved,
    "checkin-taken-back": _undone(again=False),
    "checkin-put-back": _undone(again=True),
    "checkin-search": _typed("maria"),
    "checkin-nobody": _typed("popesku"),
    "checkin-by-hand": _by_hand,
    "checkin-trouble": _trouble,
    "checkin-walk-in": _walk_in,
    "checkin-spare-badge": _spare_badge,
    "checkin-walk-in-badge": _walk_in_with_badge,
    "checkin-reason": _hint_at_reason,
    "checkin-practice-undone": _practice(_undo_last),
    "checkin-practice": _practice(_ready),
    "checkin-practice-ask": _practice(_verdict(Reason.NOT_THIS_DAY, "other_day")),
    "settings-practice": _practice(_page(Page.SETTINGS)),
    "checkin-paused": _paused,
    "toast-admitted": _toast(Reason.ADMITTED, "usual", Page.PEOPLE),
    "toast-note": _toast(Reason.ADMITTED, "long", Page.ATTENDANCE),
    "toast-ask": _toast(Reason.NOT_THIS_DAY, "other_day", Page.BADGES),
    "toast-stop": _toast(Reason.CANCELLED, "cancelled", Page.PROGRAMME),
    "help": _help,
    "people": _page(Page.PEOPLE),
    **people_scenes.SCENES,
    **badge_scenes.SCENES,
    **attendance_scenes.SCENES,
    "programme": _page(Page.PROGRAMME),
    "programme-session": _programme_session,
    "programme-people": _programme_people,
    "programme-event": _programme_event,
    "programme-asking": _programme_asking,
    "programme-clash": _practice(_programme_clash),
    "programme-empty-day": _practice(_programme_empty_day),
    "settings": _page(Page.SETTINGS),
    "first-run": _first_run,
    "new-event": _new_event,
    **import_scenes.SCENES,
    **mailing_scenes.SCENES,
    "checklist": _checklist,
    **device_scenes.SCENES,
    **print_scenes.SCENES,
}

if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(words[0] if words else "screens"), *words[1:], deuteranopia="--deuteranopia" in sys.argv)
