"""Every fact that the log can have about a person is said in words."""

from datetime import time

import pytest

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import (
    BadgeIssued,
    BadgesPrinted,
    Entered,
    Fact,
    Left,
    LookalikesJudged,
    ParticipantAdded,
    ParticipantChanged,
    ParticipantsMerged,
    ParticipantsParted,
    Refused,
    TicketRefused,
    TicketSent,
    Voided,
)
from checkin_app.domain.participant import Change, ReplacedBecause
from checkin_app.services.roster import HistoryLine
from checkin_app.ui import history_wording
from tests.ui.conftest import ANA, CONFERENCE, EVENT, FIRST, MORNING

CODE = "BCDFGHJKLNPRSTVXBCDF"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (ParticipantAdded(ANA, CODE), "Added by hand"),
        (ParticipantAdded(ANA, CODE, imported_by="record"), "Added by an import"),
        (ParticipantChanged("1", (Change("note", "", "Row 1"),)), "Note for check-in: empty → «Row 1»"),
        (ParticipantChanged("1", (Change("days", None, ("2023-11-21",)),)), "Days: all days → Day 1"),
        (ParticipantChanged("1", (Change("days", (), ("2024-01-01",)),)), "Days: no day → 2024-01-01"),
        (ParticipantChanged("1", (Change("sessions", (), ("D2-MATCH",)),)), "Sessions: none → D2-MATCH"),
        (ParticipantChanged("1", (Change("walk_in", False, True),)), "Walk-in: no → yes"),
        (ParticipantChanged("1", (Change("extra:Diet", None, "vegan"),)), "Diet: empty → «vegan»"),
        (
            ParticipantChanged("1", (Change("status", "active", "barred"),)),
            "Status: May come → May not come in",
        ),
        (ParticipantChanged("1", (Change("status", "active", "removed"),)), "Removed from the roster"),
        (
            ParticipantChanged("1", (Change("status", "removed", "active"),), undoes="record"),
            "Taken back: Back on the roster",
        ),
        (BadgeIssued(CODE, "1"), "Badge issued: code ends in XBCDF"),
        (BadgeIssued(CODE, "1", "old", ReplacedBecause.LOST), "Badge replaced (lost): code ends in XBCDF"),
        (BadgesPrinted((CODE,), "sheet", "classic"), "Badge printed"),
        (Entered("1", CONFERENCE), "Checked in: Day 2 · Conference"),
        (
            Entered("1", Checkpoint(FIRST), Reason.NOT_THIS_DAY, "agreed"),
            "Checked in: Day 1 · Main entrance, let in because: agreed",
        ),
        (Left("1", CONFERENCE, "entry"), "Checked out: Day 2 · Conference"),
        (
            Entered(
                "1", CONFERENCE, by_hand="paper list", happened_at=EVENT.instant(CONFERENCE.day, time(9))
            ),
            "Checked in by hand at 09:00: Day 2 · Conference, because: paper list",
        ),
        (
            Refused(Reason.ALREADY_IN, CONFERENCE, Direction.ENTRY, "1"),
            "Not checked in: Already in · Day 2 · Conference",
        ),
        (
            Refused(Reason.NOT_INSIDE, CONFERENCE, Direction.EXIT, "1"),
            "Not checked in: on the way out, Not inside · Day 2 · Conference",
        ),
        (Voided("record"), "Taken back by hand"),
        (Voided("record", "wrong person"), "Correction: wrong person"),
        (ParticipantsMerged("1", "2", (), ()), "Merged: another entry of the roster was this person too"),
        (ParticipantsParted("1", "2", (), ()), "Taken back: the merge with another entry of the roster"),
        (TicketSent("1", CODE, "ana@example.org", "Ticket", "ticket-1"), "Ticket sent to ana@example.org"),
        (
            TicketRefused("1", CODE, "ana@example.org", "550 no such user"),
            "Ticket refused by the mail server for ana@example.org: 550 no such user",
        ),
        (LookalikesJudged("1", "2"), "Told apart from somebody who looks alike"),
        (LookalikesJudged("1", "2", are_two=False), "Taken back: told apart"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_that_a_fact_is_said_in_words(fact: Fact, said: str) -> None:
    line = HistoryLine("record", MORNING, "Main entrance", "Ana", fact, is_taken_back=False)
    assert history_wording.history(line, EVENT) == said
    assert history_wording.history_origin(line, EVENT) == "Wed 22 Nov, 09:14 · Main entrance · Ana"
