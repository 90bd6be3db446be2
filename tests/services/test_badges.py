"""Whose badges are printed: not yet, changed since, walk-ins; and how they follow one another."""

from dataclasses import replace

from checkin_app.domain.checkin import Reason
from checkin_app.domain.participant import ReplacedBecause
from checkin_app.domain.text import fold
from checkin_app.services.badges import Only, Order
from tests.store.event_files import OPENING, Desk


def test_that_a_badge_has_changed_when_it_would_say_something_else(front: Desk) -> None:
    faces = front.badges.faces(only=Only.ALL)
    assert front.badges.faces(only=Only.CHANGED) == []
    front.badges.mark_printed(faces, sheet="avery-l4785", template="classic")
    assert front.badges.faces(only=Only.CHANGED) == []
    ana = front.guest("Ana")
    front.roster.edit(replace(ana, organisation="Another one"))
    (changed,) = front.badges.faces(only=Only.CHANGED)
    assert (changed.participant, changed.organisation) == (ana.id, "Another one")
    front.badges.mark_printed([changed], sheet="avery-l4785", template="classic")
    assert front.badges.faces(only=Only.CHANGED) == []


def test_that_a_new_code_is_not_printed_yet(front: Desk) -> None:
    front.badges.mark_printed(front.badges.faces(only=Only.ALL), sheet="avery-l4785", template="classic")
    ana = front.guest("Ana")
    front.badges.reissue(ana.id, ReplacedBecause.MISSPELT)
    assert [face.participant for face in front.badges.faces(only=Only.UNPRINTED)] == [ana.id]
    assert front.badges.faces(only=Only.CHANGED) == []


def test_that_people_who_were_added_at_the_desk_can_be_printed_by_themselves(front: Desk) -> None:
    assert front.badges.faces(only=Only.WALK_INS) == []
    front.roster.add(replace(front.guest("Ana"), id="", given="Doina", family="Rusu", walk_in=True))
    assert [face.name_family for face in front.badges.faces(only=Only.WALK_INS)] == ["Rusu"]


def test_that_badges_follow_the_names_or_the_organisations(front: Desk) -> None:
    by_name = front.badges.faces(only=Only.ALL)
    assert [fold(face.name_family) for face in by_name] == sorted(fold(face.name_family) for face in by_name)
    by_organisation = front.badges.faces(only=Only.ALL, order=Order.ORGANISATION)
    named = [fold(face.organisation) for face in by_organisation if face.organisation]
    assert named == sorted(named)
    assert [bool(face.organisation) for face in by_organisation] == sorted(
        (bool(face.organisation) for face in by_organisation), reverse=True
    )
    assert {face.code for face in by_organisation} == {face.code for face in by_name}


def test_that_a_badge_printed_again_after_a_jam_is_admitted(front: Desk) -> None:
    ana = front.guest("Ana").id
    (jammed,) = front.badges.faces(only=Only.ALL, people=[ana])
    front.badges.mark_printed([jammed], sheet="avery-l4785", template="classic")
    (again,) = front.badges.faces(only=Only.ALL, people=[ana])
    front.badges.mark_printed([again], sheet="avery-l4785", template="classic")
    assert again.code == jammed.code
    assert front.checkin.scan(again.code, OPENING).reason is Reason.ADMITTED
