"""Who has earned a certificate, and what makes one false."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.certificate import (
    CertificateRule,
    IssuedCertificate,
    Lack,
    Missing,
    certificate,
    decide,
    is_still_true,
    read_check,
    shown_check,
    usual_rule,
)
from checkin_app.domain.checkin import Entry, is_on_list
from checkin_app.domain.errors import CheckinError, NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from tests.domain.programmes import ANA, CONFERENCE, D1, D2, D3, ENTRANCE, EVENT, OPENING, TOUR, entry, iasi
from tests.domain.test_attended import minutes_there, random_entries
from tests.store.event_files import replaced

KEY = b"k" * 32
CODES = [session.code for _, session in EVENT.sessions()]
RULES = st.builds(
    CertificateRule,
    days=st.integers(0, 3),
    share=st.sampled_from([0, 0, 1, 33, 50, 80, 100]),
    sessions=st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple),
)
THREE_DAYS = [
    entry(OPENING, iasi(21, "09:40")),
    entry(CONFERENCE, iasi(22, "09:10")),
    entry(Checkpoint(D3), iasi(23, "09:50")),
]
ISSUED_ON = D3


@given(random_entries(), RULES)
def test_that_a_certificate_is_earned_if_and_only_if_the_rule_holds(
    entries: list[Entry], rule: CertificateRule
) -> None:
    days = {each.checkpoint.day for each in entries}
    there = {code for code in CODES if minutes_there(entries, code)}
    may = {
        session.code
        for day, session in EVENT.sessions()
        if session.code in there or is_on_list(EVENT, ANA, Checkpoint(day.date, session.code))
    }
    holds = (
        bool(days)
        and len(days) >= rule.days
        and 100 * len(there & may) >= rule.share * len(may)
        and set(rule.sessions) <= there
    )
    assert decide(EVENT, rule, ANA, entries).earned is holds


@given(RULES)
def test_that_nobody_who_never_came_earns_one(rule: CertificateRule) -> None:
    decision = decide(EVENT, rule, ANA, [])
    assert not decision.earned
    with pytest.raises(NotPossible, match="has not earned"):
        certificate(1, ISSUED_ON, EVENT, decision, KEY)


def test_that_what_is_missing_is_told() -> None:
    rule = CertificateRule(days=3, share=50, sessions=("TOUR", "OPENING"))
    decision = decide(EVENT, rule, ANA, THREE_DAYS[:1])
    assert decision.missing == (
        Missing(Lack.DAYS, 1, 3),
        Missing(Lack.SHARE, 1, 4),
        Missing(Lack.SESSION, session="TOUR"),
    )


def test_that_sessions_one_may_not_enter_are_not_asked_for() -> None:
    public = replaced(ANA, category="Public", sessions=frozenset[str]())
    entries = [
        entry(Checkpoint(day.date, s.code), EVENT.session_window(day.date, s).opens)
        for day, s in EVENT.sessions()
        if s.code not in {"LAB", "MATCHMAKING"}
    ]
    rule = CertificateRule(share=100)
    assert decide(EVENT, rule, public, entries).earned
    assert decide(EVENT, rule, ANA, entries).missing == (Missing(Lack.SHARE, 5, 7),)


def test_that_a_day_at_the_entrance_counts_as_a_day() -> None:
    entries = [entry(ENTRANCE, iasi(21, "09:00")), entry(Checkpoint(D2), iasi(22, "09:00"))]
    assert decide(EVENT, CertificateRule(days=2), ANA, entries).earned


def test_that_the_programme_says_how_many_days_it_takes() -> None:
    assert usual_rule(EVENT) == CertificateRule(days=1)
    assert usual_rule(replaced(EVENT, certificate_days=3)) == CertificateRule(days=3)


@pytest.mark.parametrize(
    ("rule", "error", "sentence"),
    [
        (CertificateRule(days=4), NotPossible, "1 to 3 days, not for 4"),
        (CertificateRule(days=0), NotPossible, "1 to 3 days"),
        (CertificateRule(share=101), NotPossible, "0 to 100 %"),
        (CertificateRule(share=-1), NotPossible, "0 to 100 %"),
        (CertificateRule(sessions=("NONE",)), NotFound, "no session «NONE»"),
    ],
)
def test_that_a_rule_that_nobody_can_keep_is_refused(
    rule: CertificateRule, error: type[CheckinError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        rule.checked(EVENT)


def test_that_a_session_that_does_not_count_cannot_be_asked_for() -> None:
    days = tuple(
        replaced(day, sessions=tuple(replaced(s, certificate=False) for s in day.sessions))
        for day in EVENT.days
    )
    with pytest.raises(NotPossible, match="does not count for certificates"):
        CertificateRule(sessions=("TOUR",)).checked(replaced(EVENT, days=days))


def test_that_a_sensible_rule_is_left_as_it_is() -> None:
    rule = CertificateRule(days=3, share=80, sessions=("TOUR",))
    assert rule.checked(EVENT) is rule


# -- check codes ---------------------------------------------------------------------------------------------


def issued(number: int = 7) -> IssuedCertificate:
    return certificate(
        number, ISSUED_ON, EVENT, decide(EVENT, CertificateRule(), ANA, THREE_DAYS), KEY
    ).issued


def test_that_a_certificate_is_true_as_long_as_nothing_changed() -> None:
    now = decide(EVENT, CertificateRule(), ANA, THREE_DAYS)
    assert is_still_true(issued(), ISSUED_ON, EVENT, now, KEY)


@pytest.mark.parametrize(
    "entries",
    [
        THREE_DAYS[1:],
        [*THREE_DAYS, entry(TOUR, iasi(23, "10:00"))],
        [replaced(THREE_DAYS[0], left_at=iasi(21, "12:29")), *THREE_DAYS[1:]],
        [],
    ],
)
def test_that_another_attendance_makes_it_false(entries: list[Entry]) -> None:
    now = decide(EVENT, CertificateRule(), ANA, entries)
    assert not is_still_true(issued(), ISSUED_ON, EVENT, now, KEY)


@pytest.mark.parametrize("change", [{"id": "eve"}, {"given": "Eve"}, {"family": "Pop"}])
def test_that_another_person_makes_it_false(change: dict[str, str]) -> None:
    now = decide(EVENT, CertificateRule(), replaced(ANA, **change), THREE_DAYS)
    assert not is_still_true(issued(), ISSUED_ON, EVENT, now, KEY)


def test_that_another_number_date_event_or_key_makes_it_false() -> None:
    now = decide(EVENT, CertificateRule(), ANA, THREE_DAYS)
    assert not is_still_true(replaced(issued(), number=8), ISSUED_ON, EVENT, now, KEY)
    assert not is_still_true(issued(), D1, EVENT, now, KEY)
    assert not is_still_true(issued(), ISSUED_ON, replaced(EVENT, name="Another"), now, KEY)
    assert not is_still_true(issued(), ISSUED_ON, EVENT, now, b"x" * 32)


def test_that_renaming_a_sessions_code_leaves_it_true() -> None:
    """The code is not on the paper; entries follow it."""
    days = tuple(
        replaced(day, sessions=tuple(replaced(s, code=f"{s.code}-B") for s in day.sessions))
        for day in EVENT.days
    )
    renamed = replaced(EVENT, days=days)
    entries = [
        replaced(each, checkpoint=Checkpoint(each.checkpoint.day, f"{each.checkpoint.session}-B"))
        for each in THREE_DAYS[:2]
    ]
    now = decide(renamed, CertificateRule(), ANA, [*entries, THREE_DAYS[2]])
    assert is_still_true(issued(), ISSUED_ON, renamed, now, KEY)


def test_that_a_check_code_is_read_as_people_type_it() -> None:
    check = issued().check
    assert len(check) == 16
    assert set(check) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert len(shown_check(check)) == 19
    for typed in (shown_check(check), check.lower(), f" {shown_check(check).replace('-', ' - ')}"):
        assert read_check(typed) == check
    assert read_check("O1-0i 8b") == "OIOIBB"
