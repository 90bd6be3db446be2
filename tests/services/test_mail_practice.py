"""Nothing leaves a copy to practise on: the service itself refuses, whoever asks and however."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin_app import bootstrap
from checkin_app.bootstrap import Services
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.participant import Participant
from checkin_app.domain.ticket_mail import USUAL_WORDING, Wording
from checkin_app.services.long_work import result_of
from checkin_app.services.mail_run import MailRun, send_all
from tests.domain.programmes import EVENT
from tests.services.mail_server import PostOffice, running

GUEST = Participant(id="", given="Ana", family="Albu", email="ana@example.org")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with running(PostOffice()) as office:
        yield office


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Services]:
    """An open event with one guest, who has not got a ticket yet."""
    services = bootstrap.create_event(tmp_path / "e.checkin", EVENT, desk="Front", computer="tests")
    services.roster.add(GUEST)
    yield services
    services.close()


@pytest.fixture
def practice(event: Services, tmp_path: Path) -> Iterator[Services]:
    """The copy of it to practise on."""
    folder = tmp_path / "practice"
    folder.mkdir()
    services = bootstrap.open_practice(event.event_file.path, folder, desk="Front", computer="tests")
    yield services
    services.close()


def run_on(services: Services, office: PostOffice) -> MailRun:
    mailing = services.mailing
    return MailRun(mailing, office.server(), "", mailing.wording(), mailing.due())


def test_that_no_run_begins_on_a_copy_to_practise_on(practice: Services, office: PostOffice) -> None:
    with pytest.raises(NotPossible, match="In practice nothing is sent"):
        run_on(practice, office)
    assert (office.sessions, office.messages) == (0, [])


def test_that_the_event_itself_still_sends_while_somebody_practises(
    event: Services, practice: Services, office: PostOffice
) -> None:
    assert practice.mailing.why_not
    assert event.mailing.why_not == ""
    result_of(send_all(run_on(event, office)))
    assert office.recipients == ["ana@example.org"]
    assert len(practice.mailing.due()) == 1, "the copy knows nothing of it"


def test_that_in_practice_everything_but_sending_can_be_tried(event: Services, practice: Services) -> None:
    ours = practice.mailing.keep_wording(Wording("Biletul", "Stimate {name}"))
    (rehearsed,) = result_of(practice.mailing.rehearse(ours))
    assert (rehearsed.address, rehearsed.text) == ("ana@example.org", "Stimate Ana Albu\n")
    assert event.mailing.wording() == USUAL_WORDING, "what was tried stays in the copy"


def test_that_a_run_that_began_before_is_not_one_of_the_copy(
    event: Services, practice: Services, office: PostOffice
) -> None:
    """Going over to practice in the middle of a run neither stops it nor sends from the copy."""
    run = run_on(event, office)
    with pytest.raises(NotPossible):
        run_on(practice, office)
    assert len(result_of(send_all(run))) == 1
    assert office.recipients == ["ana@example.org"]
