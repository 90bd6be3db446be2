"""What became of every ticket: the last word of a server counts, and only the same code's."""

from collections.abc import Callable

import pytest

from checkin_app.domain.log import TicketRefused, TicketSent, TicketsWanted, TicketsWorded
from checkin_app.domain.ticket_mail import Posted, Wording
from checkin_app.store import tickets
from tests.store.event_files import Desk

ADDRESS = "ana@example.org"


@pytest.fixture
def ana(front: Desk) -> str:
    """The code on Ana's ticket."""
    return front.code_of("Ana")


def sent(front: Desk, code: str, address: str = ADDRESS) -> None:
    front.wait()
    front.record(TicketSent(front.guest("Ana").id, code, address, "Your ticket", "ticket-1"))


def refused(front: Desk, code: str, why: str = "550 no such mailbox") -> None:
    front.wait()
    front.record(TicketRefused(front.guest("Ana").id, code, ADDRESS, why))


def posted(front: Desk, code: str) -> Posted | None:
    with front.journal.reading() as connection:
        return tickets.posted(connection, [code]).get(code)


def test_that_nothing_is_known_of_a_ticket_that_never_went_out(front: Desk, ana: str) -> None:
    assert posted(front, ana) is None
    with front.journal.reading() as connection:
        assert tickets.posted(connection, []) == {}


def test_that_a_ticket_knows_when_and_where_to_it_went_last(front: Desk, ana: str) -> None:
    sent(front, ana)
    sent(front, ana, "ana@example.net")
    assert posted(front, ana) == Posted("ana@example.net", front.clock.instant, times=2)


def test_that_a_refusal_after_a_sending_keeps_how_often_it_was_sent(front: Desk, ana: str) -> None:
    """The number is in the next message's id, which must be another one."""
    sent(front, ana)
    at = front.clock.instant
    refused(front, ana)
    assert posted(front, ana) == Posted(ADDRESS, at, "550 no such mailbox", times=1)


def test_that_a_sending_after_a_refusal_forgets_it(front: Desk, ana: str) -> None:
    refused(front, ana)
    assert posted(front, ana) == Posted(ADDRESS, None, "550 no such mailbox", times=0)
    sent(front, ana)
    kept = posted(front, ana)
    assert kept is not None
    assert (kept.refused, kept.times, kept.sent_at) == ("", 1, front.clock.instant)


def test_that_the_last_refusal_is_the_one_that_is_told(front: Desk, ana: str) -> None:
    refused(front, ana)
    refused(front, ana, "552 mailbox full")
    kept = posted(front, ana)
    assert kept is not None
    assert kept.refused == "552 mailbox full"


@pytest.mark.parametrize("end", [sent, refused])
def test_that_a_wish_for_another_one_holds_until_the_server_has_answered(
    front: Desk, ana: str, end: Callable[[Desk, str], None]
) -> None:
    sent(front, ana)
    front.record(TicketsWanted((ana,)))
    kept = posted(front, ana)
    assert kept is not None
    assert kept.is_wanted
    end(front, ana)
    kept = posted(front, ana)
    assert kept is not None
    assert not kept.is_wanted


def test_that_wishing_for_what_was_never_sent_changes_nothing(front: Desk, ana: str) -> None:
    front.record(TicketsWanted((ana,)), TicketsWanted(()))
    assert posted(front, ana) is None


def test_that_one_code_says_nothing_of_another(front: Desk, ana: str) -> None:
    sent(front, ana)
    assert posted(front, front.code_of("Li")) is None
    with front.journal.reading() as connection:
        assert ana in tickets.all_posted(connection)
        assert front.code_of("Li") not in tickets.all_posted(connection)


def test_that_the_last_wording_counts(front: Desk) -> None:
    front.record(TicketsWorded("First", "One {name}"), TicketsWorded("Second", "Two {name}"))
    with front.journal.reading() as connection:
        assert tickets.wording(connection) == Wording("Second", "Two {name}")
