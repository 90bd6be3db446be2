"""The story of a badge that has to be printed again: after a jam it is as good as before, with a new code the old one is dead."""

from dataclasses import replace

from checkin_app.domain.checkin import Reason
from checkin_app.domain.participant import ReplacedBecause
from checkin_app.services.badges import Only
from checkin_app.ui import looks
from tests.ui.conftest import CONFERENCE, EVENT, Desk


def test_that_a_replaced_badge_is_refused_with_the_time_and_the_new_one_admitted(
    desk: Desk,
) -> None:
    old = desk.code("Popescu")
    desk.services.badges.reissue(desk.person("Popescu").id, ReplacedBecause.LOST)
    (face,) = desk.services.badges.faces(people=[desk.person("Popescu").id])
    refused = desk.services.checkin.scan(old, CONFERENCE)
    assert refused.reason is Reason.REPLACED
    assert looks.second_line(refused, EVENT) == "Replaced at 09:14 (lost). Ask for the newer badge."
    assert desk.services.checkin.scan(face.code, CONFERENCE).reason is Reason.ADMITTED


def test_that_a_misspelt_name_needs_no_new_code(desk: Desk) -> None:
    before = desk.code("Popescu")
    desk.services.badges.mark_printed(
        desk.services.badges.faces(only=Only.ALL), sheet="avery-l4785", template="classic"
    )
    desk.services.roster.edit(replace(desk.person("Popescu"), given="Anna"))
    (face,) = desk.services.badges.faces(only=Only.CHANGED)
    assert face.code == before
    assert desk.services.checkin.scan(face.code, CONFERENCE).reason is Reason.ADMITTED
