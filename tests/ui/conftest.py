"""A dressed application and a small real event, with a clock that tests move by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from checkin_app import bootstrap, paths
from checkin_app.bootstrap import Services
from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.event import Admits, Category, Checkpoint, Day, Event, Session
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.clock import HandClock
from checkin_app.ui import theme
from checkin_app.ui.background import AtOnce
from checkin_app.ui.camera import CameraReader
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.reception import Reception

from .camera_samples import BUILT_IN, ON_A_CABLE, FakeCameras
from .loudspeaker import Loudspeaker

FIRST, SECOND, THIRD = date(2023, 11, 21), date(2023, 11, 22), date(2023, 11, 23)
CONFERENCE = Checkpoint(SECOND, "D2-CONF")
MATCHMAKING = Checkpoint(SECOND, "D2-MATCH")
EVENT = Event(
    name="Clusters Meet Regions",
    zone="Europe/Bucharest",
    place="Iași",
    days=(
        Day(
            FIRST,
            "Services",
            (Session("D1-DUAL", "Dual Transition", time(9, 30), time(12, 30), room="Great Hall"),),
        ),
        Day(
            SECOND,
            "Conference",
            (
                Session("D2-CONF", "Conference", time(9, 30), time(13), room="Great Hall", capacity=3),
                Session(
                    "D2-MATCH", "Matchmaking", time(14), time(17), room="Ceahlău", admits=Admits.REGISTERED
                ),
            ),
        ),
        Day(THIRD, "Workshops"),
    ),
    categories=(Category("Exchange visitor", "teal"), Category("Public", "blue")),
)
MORNING = datetime.fromisoformat("2023-11-22T09:14:07+02:00")

STEFAN = Participant(
    id="",
    given="Ștefan",
    family="Țăranu",
    organisation="HempClub",
    country="Romania",
    category="Exchange visitor",
)
ANA = replace(STEFAN, given="Ana", family="Popescu", organisation="Fibra", note="Speaks at 10:15")
LI = replace(STEFAN, given="Li", family="Ng", category="Public", days=frozenset({THIRD}))
MARIA = replace(STEFAN, given="Maria", family="Popa", status=Status.CANCELLED)
JOERG = replace(STEFAN, given="Jörg", family="Müller", organisation="Hanf & Söhne", walk_in=True)
PEOPLE = (STEFAN, ANA, LI, MARIA, JOERG)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """The light colours at 100 %, whatever the test before wore."""
    if theme.colours() != theme.LIGHT or qapp.font().pixelSize() != theme.SIZES["body"]:
        theme.load_fonts(paths.resources() / "fonts")
        theme.dress(qapp, paths.resources() / "qss", dark=False, scale=1.0)


@pytest.fixture
def clock() -> HandClock:
    """Stands at the second morning."""
    return HandClock(MORNING)


@pytest.fixture
def event_file(tmp_path: Path) -> Path:
    """Where the test's event is."""
    return tmp_path / "event.checkin"


@pytest.fixture
def services(event_file: Path, clock: HandClock) -> Iterator[Services]:
    """Real services on a small event with five people."""
    made = bootstrap.create_event(event_file, EVENT, desk="Main entrance", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    yield made
    made.close()


@dataclass(frozen=True)
class Desk:
    """What the pages of one desk share."""

    services: Services
    background: AtOnce
    changes: Changes
    post: DeskPost
    reception: Reception

    def code(self, family: str) -> str:
        """The badge's code of the one person with that family name."""
        return next(p.code for p in self.services.roster.people() if p.participant.family == family)

    def person(self, family: str) -> Participant:
        """The one person with that family name."""
        return next(p.participant for p in self.services.roster.people() if p.participant.family == family)


@pytest.fixture
def desk(services: Services) -> Iterator[Desk]:
    """A desk that works at once instead of in the background."""
    background, changes = AtOnce(), Changes()
    post = DeskPost(EVENT, services.checkin.now)
    yield Desk(services, background, changes, post, Reception(services.checkin, background, changes, post))
    post.deleteLater()


VerdictMaker = Callable[..., Verdict]


@pytest.fixture
def verdict() -> VerdictMaker:
    """Makes verdicts about Ștefan at the conference; any field can be given."""

    def make(reason: Reason, **fields: object) -> Verdict:
        usual = Verdict(reason, MORNING, CONFERENCE, "record", replace(STEFAN, id="1"))
        return replace(usual, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def loudspeaker() -> Loudspeaker:
    """Writes down what would be heard."""
    return Loudspeaker()


@pytest.fixture
def cameras() -> FakeCameras:
    """Two cameras, of which the first is the system's own choice."""
    return FakeCameras(BUILT_IN, ON_A_CABLE)


@pytest.fixture
def devices(loudspeaker: Loudspeaker, cameras: FakeCameras) -> Iterator[Devices]:
    """The devices of a computer with a loudspeaker and two cameras."""
    made = Devices(loudspeaker, CameraReader(cameras))
    yield made
    made.close()


@dataclass
class Answers:
    """Answers what the file dialogs of a page ask; None is somebody who chose nothing."""

    to_save: Path | None = None
    to_open: Path | None = None
    folder: Path | None = None


@pytest.fixture
def answers() -> Answers:
    """Nothing is chosen until a test says what."""
    return Answers()


@pytest.fixture
def dialogs(answers: Answers) -> FileDialogs:
    """File dialogs that answer as the test says."""
    return FileDialogs(
        save_as=lambda *_: answers.to_save,
        open_file=lambda *_: answers.to_open,
        choose_folder=lambda *_: answers.folder,
    )
