"""The roster is looked through for people who stand on it twice, the likeliest first."""

from dataclasses import replace

import pytest

from checkin_app.domain.likeness import Likeness
from checkin_app.domain.participant import Participant
from checkin_app.services import roster_duplicates
from checkin_app.services.long_work import result_of
from checkin_app.services.roster import Lookalike
from tests.store.event_files import Desk


def duplicates(desk: Desk) -> list[Lookalike]:
    return result_of(desk.roster.possible_duplicates())


@pytest.fixture
def twins(front: Desk) -> list[Participant]:
    """Others who look like Ana, Jürgen and Seán."""
    described = [
        Participant(id="", given="Jurgen", family="Muller", organisation="Wool"),
        Participant(id="", given="Anna", family="Tirdea", organisation="cluster moldova"),
        Participant(id="", given="Tirdea", family="Ana"),
        Participant(id="", given="Somebody", family="Else", external_id="X-77"),
    ]
    return [front.roster.add(each) for each in described]


def test_that_the_likeliest_come_first_and_the_earlier_one_of_each_pair(
    front: Desk, twins: list[Participant]
) -> None:
    jurgen, anna, turned, other = twins
    ana = front.guest("Ana")
    assert duplicates(front) == [
        Lookalike(front.guest("Seán"), other, Likeness.SAME_EXTERNAL_ID),
        Lookalike(ana, anna, Likeness.ONE_LETTER),  # both are of Cluster Moldova
        Lookalike(front.guest("Jürgen"), jurgen, Likeness.SAME_NAME),
        Lookalike(ana, turned, Likeness.SAME_WORDS),
        Lookalike(anna, turned, Likeness.ONE_LETTER),
    ]


def test_that_those_who_were_told_apart_never_come_back(front: Desk, twins: list[Participant]) -> None:
    pair = duplicates(front)[1]
    act = front.roster.tell_apart(pair.second.id, pair.first.id)
    assert pair not in duplicates(front)
    front.roster.edit(replace(twins[0], note="Another one"))
    assert len(duplicates(front)) == 4
    front.roster.undo(act.record)
    assert len(duplicates(front)) == 5


def test_that_the_merged_and_the_removed_look_like_nobody(front: Desk, twins: list[Participant]) -> None:
    everything = duplicates(front)
    merged = front.roster.merge(everything[0].first.id, everything[0].second.id)
    front.roster.remove([twins[1].id])
    assert [pair.likeness for pair in duplicates(front)] == [Likeness.SAME_NAME, Likeness.SAME_WORDS]
    front.roster.undo(merged.record)
    assert len(duplicates(front)) == 3


def test_that_the_search_tells_how_far_it_is_and_can_be_given_up(front: Desk) -> None:
    assert [done for done, _ in front.roster.possible_duplicates()] == [1, 2, 3, 4]
    search = front.roster.possible_duplicates()
    next(search)
    search.close()


@pytest.mark.usefixtures("twins")
def test_that_a_large_roster_is_looked_through_in_another_process_with_the_same_result(
    front: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = duplicates(front)
    monkeypatch.setattr(roster_duplicates, "_WORTH_A_PROCESS", 0)
    assert duplicates(front) == here


@pytest.mark.usefixtures("twins")
def test_that_of_very_many_pairs_the_likeliest_are_told(front: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = duplicates(front)
    monkeypatch.setattr(roster_duplicates, "MOST_SHOWN", 2)
    assert duplicates(front) == everything[:2]
