"""A code belongs to one person or to nobody, dies when it is replaced, and remembers when it was printed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import exc

from checkin_app.domain.log import BadgeIssued, BadgesPrinted, Fact, ParticipantAdded
from checkin_app.domain.participant import Badge, Participant, ReplacedBecause
from checkin_app.store import badges
from checkin_app.store.database import EventFile
from tests.store.event_files import STAMP, append, first_bad, tables_of

ANA, BEN = Participant(id="ana", given="Ana"), Participant(id="ben", given="Ben")
LATER = replace(STAMP, at=STAMP.at + timedelta(hours=1))


@pytest.fixture
def issued(file: EventFile) -> EventFile:
    """Ana with «A», Ben with «B», and the spare «S»."""
    append(file, ParticipantAdded(ANA, "A"), ParticipantAdded(BEN, "B"), BadgeIssued("S", None))
    return file


def badge(file: EventFile, code: str) -> Badge | None:
    with file.reading() as connection:
        return badges.by_code(connection, code)


def valid(file: EventFile, participant: str) -> list[str]:
    with file.reading() as connection:
        return [each.code for each in badges.valid_of(connection, participant)]


def test_that_a_new_person_has_a_badge_that_was_never_printed(issued: EventFile) -> None:
    assert badge(issued, "A") == Badge(code="A", participant="ana", issued_at=STAMP.at)
    assert badge(issued, "a") is None
    assert badge(issued, "Z") is None


def test_that_a_spare_is_nobodys(issued: EventFile) -> None:
    assert badge(issued, "S") == Badge(code="S", participant=None, issued_at=STAMP.at)
    with issued.reading() as connection:
        assert set(badges.valid_ones(connection)) == {"ana", "ben"}


@pytest.mark.parametrize("because", ReplacedBecause)
def test_that_a_replaced_badge_is_dead_at_once_and_says_why(
    issued: EventFile, because: ReplacedBecause
) -> None:
    append(issued, BadgeIssued("A2", "ana", "A", because), stamp=LATER)
    old = badge(issued, "A")
    assert old is not None
    assert (old.replaced_at, old.replaced_because) == (LATER.at, because)
    assert valid(issued, "ana") == ["A2"]
    assert valid(issued, "ben") == ["B"]


def test_that_of_several_badges_the_newest_is_shown_and_all_are_known(issued: EventFile) -> None:
    append(issued, BadgeIssued("A0", "ana"), stamp=LATER)
    assert valid(issued, "ana") == ["A", "A0"]
    with issued.reading() as connection:
        assert badges.valid_ones(connection)["ana"].code == "A0"


def test_that_a_badge_stays_printed_when_it_is_printed_again(issued: EventFile) -> None:
    append(issued, BadgesPrinted(("A", "S"), "avery-l4785", "classic"))
    append(issued, BadgesPrinted(("A",), "avery-l4785", "classic"), stamp=LATER)
    printed = [each.printed_at if each else None for each in (badge(issued, code) for code in "ABS")]
    assert printed == [LATER.at, None, STAMP.at]


@pytest.mark.parametrize("codes", [(), ("no such code",)])
def test_that_printing_nothing_changes_nothing(issued: EventFile, codes: tuple[str, ...]) -> None:
    before = tables_of(issued.path)["badge"]
    append(issued, BadgesPrinted(codes, "avery-l4785", "classic"))
    assert tables_of(issued.path)["badge"] == before


def test_that_a_spare_becomes_somebodys_and_keeps_its_print(issued: EventFile) -> None:
    append(issued, BadgesPrinted(("S",), "avery-l4785", "classic"))
    append(issued, BadgeIssued("S", "ana", "A", ReplacedBecause.DAMAGED), stamp=LATER)
    given = badge(issued, "S")
    assert given == Badge(code="S", participant="ana", issued_at=STAMP.at, printed_at=STAMP.at)
    assert valid(issued, "ana") == ["S"]
    assert first_bad(issued.path) is None


@pytest.mark.parametrize(
    "impossible",
    [
        BadgeIssued("A", None),
        BadgeIssued("A", "ben"),
        BadgeIssued("A", "ana"),
        BadgeIssued("S", None),
        BadgeIssued("N", "nobody"),
        BadgeIssued("S", "nobody"),
        ParticipantAdded(Participant(id="new", given="New"), "A"),
    ],
)
def test_that_a_code_that_somebody_has_is_given_to_nobody_else(issued: EventFile, impossible: Fact) -> None:
    before = tables_of(issued.path)
    with pytest.raises(exc.IntegrityError):
        append(issued, impossible)
    assert tables_of(issued.path) == before


def test_that_a_spare_is_given_away_once(issued: EventFile) -> None:
    append(issued, BadgeIssued("S", "ana"))
    with pytest.raises(exc.IntegrityError):
        append(issued, BadgeIssued("S", "ben"))
    assert valid(issued, "ben") == ["B"]
