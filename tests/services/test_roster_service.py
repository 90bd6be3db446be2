"""People are put on the roster tidily, edited field by field, and meant by one reference only."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from checkin_app.domain import code
from checkin_app.domain.code import Genuine
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import ParticipantChanged
from checkin_app.domain.participant import Change, Participant, ReplacedBecause, Status
from checkin_app.services.roster import RosterAct
from checkin_app.store import log, programme
from tests.domain.programmes import CONFERENCE, D1, D2, OPENING
from tests.histories import PEOPLE
from tests.store.event_files import GUESTS, Desk, asked, days, first_bad


def records(desk: Desk) -> int:
    return desk.file.count_records()


# -- adding --------------------------------------------------------------------------------------------------


def test_that_a_new_person_has_an_id_and_a_genuine_code(front: Desk) -> None:
    added = front.roster.add(Participant(id="ignored", given="Ada", family="Test"))
    assert added.id != "ignored"
    person = front.roster.person(added.id)
    assert person.participant == added
    assert person.printed_at is None
    assert person.present == ()
    with front.journal.reading() as connection:
        assert code.read(person.code, programme.key(connection)) == Genuine(person.code)


def test_that_people_are_listed_in_the_order_in_which_they_came(front: Desk) -> None:
    assert [each.participant.given for each in front.roster.people()] == [guest.given for guest in GUESTS]
    assert len({each.code for each in front.roster.people()}) == len(GUESTS)
    assert len({each.participant.id for each in front.roster.people()}) == len(GUESTS)


def test_that_names_are_tidied_and_their_letters_kept(front: Desk) -> None:
    added = front.roster.add(
        Participant(
            id="",
            given="  S\u0326tefan\u200b ",
            family="O’Brien-\tÓ Dálaigh",
            note="line\nline",
            email=" a@example.org ",
        )
    )
    assert added.given == "Ștefan"
    assert added.family == "O’Brien- Ó Dálaigh"
    assert added.note == "line line"
    assert added.email == "a@example.org"
    assert front.roster.person(added.id).participant == added


@pytest.mark.parametrize(("given_name", "family"), [("", ""), (" ", "\t"), ("\u200b", "\u202e")])
def test_that_nobody_is_added_without_a_name(front: Desk, given_name: str, family: str) -> None:
    before = records(front)
    with pytest.raises(NotPossible, match="needs a name"):
        front.roster.add(Participant(id="", given=given_name, family=family, badge_name="Nobody"))
    assert records(front) == before


@pytest.mark.parametrize(("given_name", "family"), [("x" * 201, ""), ("", "ș" * 201)])
def test_that_a_name_that_is_too_long_is_refused_and_not_cut(
    front: Desk, given_name: str, family: str
) -> None:
    before = records(front)
    with pytest.raises(NotPossible, match="200"):
        front.roster.add(Participant(id="", given=given_name, family=family))
    assert records(front) == before
    assert front.roster.add(Participant(id="", given=given_name[:200], family=family[:200]))


def test_that_one_name_is_enough(front: Desk) -> None:
    assert front.roster.add(Participant(id="", family="Madonna")).name == "Madonna"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(person=PEOPLE)
def test_that_whoever_is_added_is_there_as_returned(front: Desk, person: Participant) -> None:
    try:
        added = front.roster.add(person)
    except NotPossible:
        return
    assert front.roster.person(added.id).participant == added
    assert front.roster.edit(added) == RosterAct("", 0)


# -- editing -------------------------------------------------------------------------------------------------


def test_that_an_edit_changes_what_it_says_and_records_only_that(front: Desk) -> None:
    ana = front.guest("Ana")
    assert front.roster.edit(replace(ana, family="Popescu", days=days(1), note="New name")).people == 1
    assert front.guest("Ana") == replace(ana, family="Popescu", days=days(1), note="New name")
    with front.journal.reading() as connection:
        (record,) = asked(front.file.path, "SELECT id FROM log ORDER BY position DESC LIMIT 1")[0]
        kept = log.by_id(connection, record)
    assert kept is not None
    assert isinstance(kept[1], ParticipantChanged)
    assert set(kept[1].changes) == {
        Change("family", "Țîrdea", "Popescu"),
        Change("days", None, ("2023-11-21",)),
        Change("note", "", "New name"),
    }


def test_that_an_edit_that_changes_nothing_is_no_record(front: Desk) -> None:
    before = records(front)
    ana = front.guest("Ana")
    assert front.roster.edit(ana) == RosterAct("", 0)
    assert front.roster.edit(replace(ana, given=" Ana ")) == RosterAct("", 0)
    assert records(front) == before


def test_that_an_edit_counts_at_the_next_scan(front: Desk) -> None:
    front.roster.edit(replace(front.guest("Ana"), status=Status.CANCELLED))
    assert not front.scan("Ana").admitted
    front.roster.edit(replace(front.guest("Ana"), status=Status.ACTIVE))
    assert front.scan("Ana").admitted


@pytest.mark.parametrize(
    ("changed", "failure"),
    [
        ({"id": "nobody"}, NotFound),
        ({"given": "", "family": ""}, NotPossible),
        ({"given": "x" * 300}, NotPossible),
    ],
)
def test_that_an_impossible_edit_changes_nothing(
    front: Desk, changed: dict[str, str], failure: type[Exception]
) -> None:
    before = records(front)
    with pytest.raises(failure):
        front.roster.edit(replace(front.guest("Ana"), **changed))  # type: ignore[arg-type]  # texts only
    assert records(front) == before


def test_that_a_badge_stays_valid_through_an_edit(front: Desk) -> None:
    badge = front.code_of("Ana")
    front.roster.edit(replace(front.guest("Ana"), given="Anna"))
    assert front.code_of("Anna") == badge


# -- what lists show -----------------------------------------------------------------------------------------


def test_that_a_person_shows_the_badge_in_force_and_when_it_was_printed(front: Desk) -> None:
    faces = front.badges.faces(people=[front.guest("Ana").id])
    front.badges.mark_printed(faces, sheet="avery-l4785", template="classic")
    person = front.roster.person(front.guest("Ana").id)
    assert (person.code, person.printed_at) == (faces[0].code, front.clock.instant)
    front.wait()
    new = front.badges.reissue(person.participant.id, ReplacedBecause.DAMAGED)
    person = front.roster.person(person.participant.id)
    assert (person.code, person.printed_at) == (new.code, None)
    assert person in front.roster.people()


def test_that_a_person_shows_the_days_on_which_they_came(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.go_to(22, "09:00")
    front.scan("Ana", CONFERENCE)
    front.scan("Jürgen", CONFERENCE)
    assert {each.participant.given: each.present for each in front.roster.people() if each.present} == {
        "Ana": (D1, D2),
        "Jürgen": (D2,),
    }
    front.checkin.undo()
    assert front.roster.person(front.guest("Jürgen").id).present == ()


def test_that_search_gives_people_as_lists_show_them(front: Desk) -> None:
    front.scan("Jürgen")
    (found,) = front.roster.search("mueller jürgen")
    assert found == front.roster.person(front.guest("Jürgen").id)
    assert found.present == (D1,)
    assert front.roster.search("m") == []
    assert front.roster.search("exchange", limit=2) == front.roster.search("exchange")[:2]


def test_that_an_unknown_person_is_not_found(front: Desk) -> None:
    with pytest.raises(NotFound):
        front.roster.person("nobody")


# -- references ----------------------------------------------------------------------------------------------


def test_that_a_reference_may_be_an_id_its_beginning_an_external_id_an_email_or_a_code(front: Desk) -> None:
    sean = front.guest("Seán")
    badge = front.code_of("Seán")
    for reference in (
        sean.id,
        sean.id[:8],
        f" {sean.id} ",
        "X-77",
        "sean@example.org",
        "SEAN@Example.org",
        badge,
        badge.lower(),
        code.for_people(badge),
    ):
        assert front.roster.by_reference(reference) == sean, reference


def test_that_an_old_code_still_says_whose_it_was(front: Desk) -> None:
    old = front.code_of("Ana")
    front.badges.reissue(front.guest("Ana").id, ReplacedBecause.LOST)
    assert front.roster.by_reference(old) == front.guest("Ana")


@pytest.mark.parametrize(
    "reference", ["", "   ", "nobody", "x-77", "nobody@example.org", "B" * 20, "%", "______"]
)
def test_that_no_reference_means_nobody(front: Desk, reference: str) -> None:
    """Not even the only person without an e-mail."""
    with pytest.raises(NotFound) as caught:
        front.roster.by_reference(reference)
    assert caught.value.wanted == reference.strip()


def test_that_an_empty_reference_does_not_mean_the_only_person_without_an_email(front: Desk) -> None:
    for guest in front.roster.people()[1:]:
        front.roster.edit(replace(guest.participant, email=f"{guest.code}@example.org"))
    with pytest.raises(NotFound):
        front.roster.by_reference(" ")


def test_that_a_spare_code_means_nobody(front: Desk) -> None:
    (spare,) = front.badges.issue_spares(1)
    with pytest.raises(NotFound):
        front.roster.by_reference(spare.code)


def test_that_a_reference_to_several_people_is_refused(front: Desk) -> None:
    front.roster.edit(replace(front.guest("Ana"), email="sean@example.org", external_id="X-77"))
    for reference in ("sean@example.org", "X-77"):
        with pytest.raises(NotPossible, match="several"):
            front.roster.by_reference(reference)


def test_that_the_beginning_of_an_id_must_be_long_enough(front: Desk) -> None:
    ana = front.guest("Ana")
    assert front.roster.by_reference(ana.id[:6]) == ana
    with pytest.raises(NotFound):
        front.roster.by_reference(ana.id[:5])


def test_that_the_roster_verifies_after_all_that(front: Desk) -> None:
    front.roster.edit(replace(front.guest("Ana"), extra=(("Diet", "none"),)))
    front.roster.edit(replace(front.guest("Ana"), extra=(("Bus", "2"),)))
    assert front.guest("Ana").extra == (("Bus", "2"),)
    assert first_bad(front.file.path) is None


@pytest.mark.parametrize("text", ["mar", "MARIA", "hemp", "ionescu mar", "zz", "a", ""])
def test_that_the_ids_that_match_are_those_of_all_whom_a_search_finds(text: str, front: Desk) -> None:
    found = {person.participant.id for person in front.roster.search(text, 10_000)}
    assert sorted(front.roster.ids_matching(text)) == sorted(found)
