"""How far the preparation has come follows from the event file."""

from dataclasses import replace
from pathlib import Path

from checkin_app.domain.participant import Status
from checkin_app.domain.readiness import Prepared, Step, steps_done
from checkin_app.services.readiness import ReadinessService
from tests.domain.programmes import EVENT
from tests.store.event_files import GUESTS, Desk, make_event_file, opened


def test_that_every_step_is_counted_as_it_is_done(tmp_path: Path) -> None:
    with opened(make_event_file(tmp_path / "event.checkin", replace(EVENT, days=()))) as file:
        desk = Desk(file)
        readiness = ReadinessService(desk.journal)
        assert readiness.prepared() == Prepared()
        desk.programme.change(EVENT)
        assert readiness.prepared() == Prepared(sessions=7)
        ana = desk.roster.add(GUESTS[0])
        desk.roster.add(GUESTS[1])
        assert readiness.prepared() == Prepared(sessions=7, people=2)
        desk.badges.mark_printed(desk.badges.faces(), sheet="avery-l4785", template="classic")
        assert readiness.prepared() == Prepared(sessions=7, people=2, printed=2)
        desk.roster.edit(replace(ana, status=Status.CANCELLED))
        assert readiness.prepared() == Prepared(sessions=7, people=1, printed=2)


def test_that_steps_are_done_when_there_is_anything_of_them() -> None:
    nothing = steps_done(Prepared(), scanner_tested=False, sounds_heard=False)
    assert list(nothing) == list(Step)
    assert not any(nothing.values())
    assert all(steps_done(Prepared(1, 1, 1), scanner_tested=True, sounds_heard=True).values())
    assert steps_done(Prepared(people=5), scanner_tested=False, sounds_heard=True) == {
        Step.PROGRAMME: False,
        Step.PEOPLE: True,
        Step.BADGES: False,
        Step.SCANNER: False,
        Step.SOUNDS: True,
    }
