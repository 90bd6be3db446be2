"""Acts on many people at once are one act; the history of a person says what happened to them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event as events

from checkin_app.domain.errors import NotFound
from checkin_app.domain.log import BadgeIssued, Entered, ParticipantAdded, ParticipantChanged, Refused, Voided
from checkin_app.domain.participant import Participant, ReplacedBecause
from checkin_app.domain.programme_edits import with_session
from checkin_app.services.roster import RosterAct
from checkin_app.store import log
from tests.domain.programmes import D1, D2, MATCHMAKING, OPENING
from tests.store.event_files import Desk, days, first_bad

PUBLIC = "Public"


def everybody(desk: Desk) -> list[str]:
    return [person.participant.id for person in desk.roster.people()]


# -- many at once --------------------------------------------------------------------------------------------


def test_that_a_category_is_set_for_many_and_taken_back_for_all(front: Desk) -> None:
    before = front.roster.people()
    act = front.roster.set_category(everybody(front), PUBLIC)
    assert act.people == 3, "two were in it already"
    assert {person.participant.category for person in front.roster.people()} == {PUBLIC}
    assert len(front.roster.search("public")) == 5
    front.roster.undo(act.record)
    assert front.roster.people() == before
    assert first_bad(front.file.path) is None


def test_that_a_category_may_be_none_but_not_unknown(front: Desk) -> None:
    front.roster.set_category(everybody(front), "")
    assert {person.participant.category for person in front.roster.people()} == {""}
    with pytest.raises(NotFound, match="Dogs"):
        front.roster.set_category(everybody(front), "Dogs")


def test_that_expected_numbers_follow_the_registrations(front: Desk) -> None:
    def expected() -> list[int]:
        return [front.checkin.counter(each).expected for each in (OPENING, MATCHMAKING)]

    before = expected()
    off = front.roster.register_for_day(everybody(front), D1, registered=False)
    assert off.people == 5
    assert expected() == [0, before[1]]
    front.roster.undo(off.record)
    assert expected() == before
    listed = front.roster.register_for_session(everybody(front), MATCHMAKING.session, registered=True)
    assert listed.people == 4
    assert expected() == [before[0], 5]
    assert front.guest("Ελένη").days == days(1, 2)
    front.roster.register_for_session(everybody(front), MATCHMAKING.session, registered=False)
    assert expected() == [before[0], 0]


def test_that_a_registration_is_taken_back_although_the_session_has_another_code_since(front: Desk) -> None:
    ana = front.guest("Ana")
    act = front.roster.register_for_session([ana.id], MATCHMAKING.session, registered=True)
    event = front.programme.event
    day, session = next(each for each in event.sessions() if each[1].code == MATCHMAKING.session)
    renamed = with_session(event, day.date, replace(session, code="MEETINGS"), session.code)
    front.programme.change(renamed.event, renamed.renamed)
    assert front.guest("Ana").sessions == {"MEETINGS"}
    line = front.roster.history(ana.id)[0]
    assert isinstance(line.fact, ParticipantChanged)
    assert [change.after for change in line.fact.changes] == [("MEETINGS",)]
    front.roster.undo(act.record)
    assert front.guest("Ana") == ana
    assert first_bad(front.file.path) is None


def test_that_registering_whom_it_does_not_change_is_no_record(front: Desk) -> None:
    assert front.roster.register_for_day([front.guest("Ana").id], D2, registered=True) == RosterAct("", 0)


def test_that_an_act_on_a_thousand_people_asks_the_file_no_more_than_one_on_ten(front: Desk) -> None:
    with front.journal.writing() as act:
        people = [Participant(id=log.new_id(), given=f"Guest {n}", family="Test") for n in range(1000)]
        act.append(*((log.new_id(), ParticipantAdded(person, f"code {person.id}")) for person in people))
    ids = [person.id for person in people]
    front.roster.register_for_session(ids[:1], MATCHMAKING.session, registered=True)
    few = statements(front, ids[1:10])
    assert statements(front, ids[10:]) == few


def statements(desk: Desk, ids: list[str]) -> int:
    """How many statements an act on these people and its undo take."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    engine = desk.file._writer
    events.listen(engine, "before_cursor_execute", listen)
    try:
        act = desk.roster.register_for_session(ids, MATCHMAKING.session, registered=True)
        assert act.people == len(ids)
        desk.roster.undo(act.record)
    finally:
        events.remove(engine, "before_cursor_execute", listen)
    return len(said)


# -- history -------------------------------------------------------------------------------------------------


def test_that_a_history_tells_everything_the_newest_first(front: Desk) -> None:
    ana = front.guest("Ana")
    edited = front.roster.edit(replace(ana, note="A parcel"))
    front.badges.reissue(ana.id, ReplacedBecause.LOST)
    entry = front.scan("Ana").record
    front.scan("Ana")
    front.beside("Back").checkin.undo(entry)
    undone = front.beside("Back").roster.undo(edited.record)
    lines = front.roster.history(ana.id)
    assert [type(line.fact) for line in lines] == [
        ParticipantChanged, Voided, Refused, Entered, BadgeIssued, ParticipantChanged, ParticipantAdded,
    ]  # fmt: skip
    assert [line.is_taken_back for line in lines] == [False, False, False, True, False, True, False]
    assert lines[0].record == undone.record
    assert lines[0].desk == "Back"
    assert lines[0].operator == "Back's operator"
    assert lines[3].record == entry
    assert lines[3].at == front.journal.now() - timedelta(seconds=10)


def test_that_the_history_is_of_one_person(front: Desk) -> None:
    front.scan("Ana")
    assert len(front.roster.history(front.guest("Li").id)) == 1
    with pytest.raises(NotFound):
        front.roster.history("nobody")


def test_that_each_line_of_a_history_can_be_taken_back_by_its_record(front: Desk) -> None:
    ids = everybody(front)
    front.roster.set_category(ids, PUBLIC)
    line = front.roster.history(front.guest("Seán").id)[0]
    front.roster.undo(line.record)
    assert front.guest("Ana").category != PUBLIC, "the whole act is taken back"
    assert front.roster.history(front.guest("Seán").id)[1].is_taken_back
