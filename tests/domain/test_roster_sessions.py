"""Sessions are understood by code and by title, and an unknown one is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Day, Event
from checkin_app.domain.roster_sessions import SessionCodes
from tests.domain.programmes import D1, EVENT, session

TALKS = replace(
    EVENT,
    days=(
        Day(
            D1,
            sessions=(
                replace(session("D1-A", "09:00", "10:00"), title="Opening, with coffee"),
                replace(session("D1-B", "10:00", "11:00"), title="Întâlnire"),
            ),
        ),
    ),
)


def codes(text: str, event: Event = EVENT) -> set[str]:
    found = SessionCodes(event).in_cell(text)
    assert isinstance(found, frozenset), found
    return set(found)


@pytest.mark.parametrize("text", ["LAB,TOUR", "LAB, TOUR", "lab; tour", "LAB TOUR", "LAB|TOUR", "LAB\nTOUR", "TOUR/LAB", "LAB + TOUR", "LAB,,TOUR,"])  # fmt: skip
def test_that_codes_are_listed_with_any_separator(text: str) -> None:
    assert codes(text) == {"LAB", "TOUR"}


def test_that_a_title_means_its_session() -> None:
    assert codes("întâlnire", TALKS) == {"D1-B"}
    assert codes("Opening, with coffee", TALKS) == {"D1-A"}
    assert codes("INTALNIRE; D1-A", TALKS) == {"D1-A", "D1-B"}


@pytest.mark.parametrize("text", ["-", "none", "no", "nessuna", "keine"])
def test_that_none_is_no_session(text: str) -> None:
    assert codes(text) == set()


def test_that_an_unknown_session_is_refused_with_all_there_are() -> None:
    reason = SessionCodes(EVENT).in_cell("LAB, YOGA")
    assert isinstance(reason, str)
    assert reason.startswith("«LAB, YOGA»: the event has no such session.")
    for _, known in EVENT.sessions():
        assert known.code in reason


def test_that_an_event_without_sessions_says_so() -> None:
    assert (
        SessionCodes(Event("Bare", "UTC")).in_cell("LAB")
        == "«LAB»: the event has no such session. It has no sessions."
    )


def test_that_all_codes_are_known() -> None:
    assert SessionCodes(EVENT).all == {session.code for _, session in EVENT.sessions()}


@given(st.sets(st.sampled_from([session.code for _, session in EVENT.sessions()]), min_size=1))
def test_that_every_list_of_codes_is_read_back(wanted: set[str]) -> None:
    assert codes(",".join(sorted(wanted))) == wanted


@given(st.text(max_size=20))
def test_that_any_text_gets_codes_or_a_reason(text: str) -> None:
    assert isinstance(SessionCodes(EVENT).in_cell(text), frozenset | str)
