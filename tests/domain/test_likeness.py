"""Two who may be one person are found whatever was misspelt, and nobody is compared with everybody."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.likeness import MOST_ALIKE, Alike, Likeness, is_one_letter, stages, strongest
from checkin_app.domain.participant import Participant
from checkin_app.domain.roster_corrections import new_participant
from checkin_app.domain.roster_rows import RosterRow

IOAN = Participant(id="1", given="Ștefan", family="Țăranu", organisation="HempClub")


def alike(people: Sequence[Participant]) -> list[Alike]:
    return strongest(chain.from_iterable(stages(people, people)))


def why(one: Participant, other: Participant) -> Likeness | None:
    found = alike([one, other])
    assert len(found) <= 1
    return found[0].why if found else None


def named(given_name: str, family: str, **others: str) -> Participant:
    return Participant(id="2", given=given_name, family=family, **others)  # type: ignore[arg-type]  # texts only


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (named("Stefan", "Taranu"), Likeness.SAME_NAME),
        (named("ŞTEFAN", "ŢĂRANU"), Likeness.SAME_NAME),
        (named("Țăranu", "Ștefan"), Likeness.SAME_WORDS),
        (named("", "Taranu-Stefan"), Likeness.SAME_WORDS),
        (named("Stephan", "Taranu"), None),
        (named("Stefan", "Taranul"), Likeness.ONE_LETTER),
        (named("Stefan", "Taarnu"), Likeness.ONE_LETTER),
        (named("Taranu", "Stfan"), Likeness.ONE_LETTER),
        (named("Xtefan", "Taranu"), Likeness.ONE_LETTER),
        (named("Stefan", "Taxxnu"), None),
        (named("Stefen", "Taranul"), None),
        (named("Fane", "Popa", badge_name="Ștefan Țăranu"), Likeness.BADGE_NAME),
        (named("Maria", "Popa"), None),
    ],
)
def test_that_a_name_is_known_again_however_it_is_written(
    other: Participant, likeness: Likeness | None
) -> None:
    assert why(IOAN, other) is likeness
    assert why(other, IOAN) is likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Jürgen", "Müller"), named("Juergen", "Mueller")),
        (named("Jürgen", "Müller"), named("Jurgen", "Muller")),
        (named("Jörg", "Groß"), named("Groß", "Joerg")),
    ],
)
def test_that_umlauts_may_be_spelled_out(one: Participant, other: Participant) -> None:
    assert why(one, other) in {Likeness.SAME_NAME, Likeness.SAME_WORDS}


def test_that_a_letter_too_many_counts_in_a_short_name_too() -> None:
    assert why(named("Ana", "Pop"), named("Anna", "Pop")) is Likeness.ONE_LETTER


def test_that_a_nickname_on_the_badge_goes_with_the_family_name() -> None:
    assert why(named("Alexandra", "Popa", badge_name="Sanda"), named("Sanda", "Popa")) is Likeness.BADGE_NAME
    assert why(named("Alexandra", "Popa", badge_name="Sanda"), named("Sanda", "Ionescu")) is None


def test_that_an_id_and_an_address_say_more_than_another_name() -> None:
    one, other = named("Ana", "Pop", external_id="X-1"), named("Maria", "Popa", external_id="X-1")
    assert why(one, other) is Likeness.SAME_EXTERNAL_ID
    one, other = (
        named("Ana", "Pop", email="Office@example.org"),
        named("Li", "Ng", email="office@EXAMPLE.org"),
    )
    assert why(one, other) is Likeness.SAME_EMAIL
    assert why(named("Ana", "Pop"), named("Li", "Ng")) is None, "no id and no address are nothing in common"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Li", "Ng"), named("Lu", "Ng")),
        (named("Guest", "1001"), named("Guest", "1002")),
        (named("Ana", "Pop"), named("Ina", "Pop")),
    ],
)
def test_that_one_letter_of_a_short_word_or_of_a_number_tells_people_apart(
    one: Participant, other: Participant
) -> None:
    assert why(one, other) is None


def test_that_a_name_that_many_share_says_nothing_but_within_an_organisation() -> None:
    crowd = [replace(IOAN, id=str(n), organisation=f"Org {n}") for n in range(MOST_ALIKE + 2)]
    assert alike(crowd) == []
    assert len(alike(crowd[:-1])) == (MOST_ALIKE + 1) * MOST_ALIKE / 2
    crowd[-1] = replace(crowd[-1], organisation="org 0")
    assert alike(crowd) == [Alike(0, MOST_ALIKE + 1, Likeness.SAME_NAME)]


def test_that_rows_of_a_list_are_likened_by_the_same_rules() -> None:
    rows = [
        RosterRow(row=2, given="Stefan", family="Tarannu"),
        RosterRow(row=3, given="Maria", family="Popa"),
    ]
    found = strongest(chain.from_iterable(stages(rows, [IOAN, named("Popa", "Maria")])))
    assert found == [Alike(0, 0, Likeness.ONE_LETTER), Alike(1, 1, Likeness.SAME_WORDS)]


# -- one letter ----------------------------------------------------------------------------------------------

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other"), [("popa", "popa"), ("popa", "popescu"), ("abcd", "badc"), ("abc", "cba"), ("", "ab")]
)
def test_that_more_or_less_than_one_letter_is_not_one_letter(one: str, other: str) -> None:
    assert not is_one_letter(one, other)


@given(WORDS, st.integers(0, 6), st.sampled_from("abcd"))
def test_that_every_slip_of_the_hand_is_one_letter(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    slips = {
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }
    for slip in slips - {word}:
        assert is_one_letter(word, slip)
        assert is_one_letter(slip, word)


@given(WORDS, WORDS)
def test_that_one_letter_is_a_distance_of_one(one: str, other: str) -> None:
    assert is_one_letter(one, other) == (_distance(one, other) == 1)


def _distance(one: str, other: str) -> int:
    """Slow and plain: how many letters must be changed, added, left out or swapped with their neighbours."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


# -- any roster ----------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Maria", "Marie", "Popa", "Popescu", "Popescul", "Ștefan", "Müller", "Mueller", ""])
PEOPLE = st.lists(
    st.builds(
        Participant,
        id=st.just(""),
        given=NAMES,
        family=NAMES.filter(bool),
        badge_name=NAMES,
        email=st.sampled_from(["", "", "a@example.org", "A@example.org"]),
        external_id=st.sampled_from(["", "", "", "X-1"]),
        organisation=st.sampled_from(["", "HempClub", "Wool"]),
    ),
    max_size=5,
)


@given(PEOPLE)
def test_that_a_roster_and_a_copy_of_it_are_likened_alike(people: list[Participant]) -> None:
    """Within one list each pair is told once; between two equal lists also everybody with themselves."""
    within = {(each.one, each.other): each.why for each in alike(people)}
    between = {
        (each.one, each.other): each.why
        for each in strongest(chain.from_iterable(stages(people, list(people))))
    }
    assert all(one < other for one, other in within)
    assert within == {pair: reason for pair, reason in between.items() if pair[0] < pair[1]}
    assert set(between) == {(other, one) for one, other in between}


@pytest.mark.slow
def test_that_the_time_is_in_proportion_to_the_people() -> None:
    small, large = (_seconds_for(count) for count in (4_000, 32_000))
    assert large < small * 8 * 3


def _seconds_for(count: int) -> float:
    people = list(_crowd(count))
    begun = time.process_time()
    alike(people)
    return time.process_time() - begun


def _crowd(count: int) -> Iterable[Participant]:
    for n in range(count):
        row = RosterRow(
            row=n,
            given=("Maria", "Ion", "Ștefan", "Elena")[n % 4],
            family=f"{'aeiou'[n % 5]}{chr(97 + n // 5 % 26)}{chr(97 + n // 130 % 26)}{'rstvx'[n // 3380 % 5]}escu",
            email=f"guest{n}@example.org",
            organisation=f"Org {n % 40}",
        )
        yield new_participant(row, str(n))
