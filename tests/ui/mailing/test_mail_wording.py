"""What the window says about tickets by e-mail: every standing, every end of a run, one and many."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin_app.domain.badge import BadgeWarning, Problem
from checkin_app.domain.ticket_mail import Posted, Recipient, Standing
from checkin_app.services.mailing import Fate, Outcome, Rehearsed
from checkin_app.ui.mailing import mail_wording
from tests.ui.conftest import ANA, EVENT, MORNING

CODE = "BCDFGHJKLNPRSTVXBCDF"
DUE = Recipient(ANA, CODE, Standing.DUE)
GLYPH = BadgeWarning("ana", "name", Problem.MISSING_GLYPH, "द")
REHEARSED = Rehearsed(DUE, "ana@example.org", "Your ticket", "Dear Ana", 23_456, ())


def ended(*fates: Fate, left: int = 0) -> str:
    outcomes = [Outcome(str(number), fate) for number, fate in enumerate(fates)]
    return mail_wording.run_ended(outcomes, left)


def test_that_every_standing_has_its_own_words() -> None:
    said = {
        standing: mail_wording.standing(Recipient(ANA, CODE, standing), EVENT, None, None)
        for standing in Standing
    }
    assert len(set(said.values())) == len(Standing)
    assert all(said.values())


def test_that_what_was_sent_says_when_in_the_events_own_time() -> None:
    posted = Posted("ana@example.org", MORNING - timedelta(hours=10), times=1)
    sent = Recipient(ANA, CODE, Standing.SENT, posted)
    assert mail_wording.standing(sent, EVENT, None, None) == "Sent Tue 21 Nov, 23:14"


def test_that_what_was_sent_stays_sent_whatever_a_dry_run_says() -> None:
    sent = Recipient(ANA, CODE, Standing.SENT, Posted("ana@example.org", MORNING))
    assert mail_wording.standing(sent, EVENT, None, REHEARSED).startswith("Sent ")


@pytest.mark.parametrize(
    ("standing", "why", "said"),
    [
        (Standing.REFUSED, "550 no such mailbox", "Refused: 550 no such mailbox"),
        (Standing.BAD_ADDRESS, "«x» is no address.", "Address cannot be used: «x» is no address."),
    ],
)
def test_that_who_cannot_be_reached_is_told_with_the_reason(standing: Standing, why: str, said: str) -> None:
    assert mail_wording.standing(Recipient(ANA, CODE, standing, why=why), EVENT, None, None) == said


def test_that_who_is_to_be_tried_later_is_told_in_the_servers_words() -> None:
    later = Outcome("ana", Fate.LATER, why="451 greylisted")
    assert mail_wording.standing(DUE, EVENT, later, None) == "Not yet, says the server: 451 greylisted"


def test_that_another_outcome_does_not_hide_that_somebody_is_still_due() -> None:
    """Asked for once more after it was sent in this very run."""
    assert mail_wording.standing(DUE, EVENT, Outcome("ana", Fate.SENT), None) == "To send"


def test_that_a_dry_run_says_how_large_a_message_is_and_whether_to_look_at_it() -> None:
    assert mail_wording.standing(DUE, EVENT, None, REHEARSED) == "Would be sent, 23 kB"
    doubtful = replace(REHEARSED, warnings=(GLYPH,))
    assert mail_wording.standing(DUE, EVENT, None, doubtful) == "Would be sent, 23 kB, look at the ticket"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Send tickets"), (1, "Send 1 ticket"), (2, "Send 2 tickets"), (1234, "1,234")]
)
def test_that_the_button_says_how_many_are_sent(count: int, said: str) -> None:
    assert said in mail_wording.send_button(count)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 message"), (2, "2 messages"), (12_345, "12,345 messages")]
)
def test_that_one_message_and_many_are_told_apart(count: int, said: str) -> None:
    assert mail_wording.messages(count) == said


def test_that_a_dry_run_for_nobody_does_not_look_like_success() -> None:
    assert mail_wording.rehearsal([]) == "Dry run: there is nobody to send a ticket to."


def test_that_a_dry_run_counts_the_tickets_that_do_not_look_right() -> None:
    said = mail_wording.rehearsal([REHEARSED, replace(REHEARSED, warnings=(GLYPH,))])
    assert "2 messages would go out" in said
    assert "Nothing was sent." in said
    assert said.endswith("On 1 of the tickets something does not look as it should.")
    assert "look" not in mail_wording.rehearsal([REHEARSED])


def test_that_what_is_wrong_on_a_ticket_is_named() -> None:
    shortened = BadgeWarning("ana", "organisation", Problem.ELLIPSED)
    assert mail_wording.ticket_warnings([GLYPH, shortened]) == (
        "Name: no font has «द». Organisation is too long and was shortened."
    )
    assert mail_wording.ticket_warnings([]) == ""


def test_that_a_long_wait_is_explained_and_a_short_one_is_not() -> None:
    """Between two messages the rate limit makes pauses that nobody wants to read about."""
    assert mail_wording.under_way(3, 1200, 2) == "Sending: 3 of 1,200 done …"
    assert mail_wording.under_way(3, 1200, 10) == "Sending: 3 of 1,200 done …"
    assert "told to come later" in mail_wording.under_way(3, 1200, 10.5)


@pytest.mark.parametrize(
    ("said", "fates", "left"),
    [
        ("0 sent.", (), 0),
        ("2 sent.", (Fate.SENT, Fate.SENT), 0),
        ("1 sent, 1 refused.", (Fate.SENT, Fate.REFUSED), 0),
        ("1 sent, 2 still to send. Send again to go on with them.", (Fate.SENT,), 2),
        ("0 sent, 1 still to send. Send again to go on with them.", (Fate.LATER,), 0),
        ("0 sent, 3 still to send. Send again to go on with them.", (Fate.LATER,), 3),
        ("1 sent.", (Fate.SENT, Fate.NOT_DUE), 0),
    ],
)
def test_that_the_end_of_a_run_counts_everybody_once(said: str, fates: tuple[Fate, ...], left: int) -> None:
    assert ended(*fates, left=left) == said


def test_that_a_broken_run_says_why_first_and_then_what_was_done() -> None:
    outcomes = [Outcome("ana", Fate.SENT)]
    said = mail_wording.run_broken("The server is down", outcomes, 2)
    assert said == "The server is down. 1 sent, 2 still to send. Send again to go on with them."


def test_that_the_password_is_asked_for_by_user_and_server() -> None:
    assert mail_wording.password_for("me", "smtp.example.org") == "Password of me at smtp.example.org"
