"""The figures of an event file: what the pure counts say about what was really scanned."""

from checkin_app.domain.arrivals import GroupedBy
from checkin_app.domain.end_of_day import FindingKind
from checkin_app.domain.participant import Participant
from tests.domain.programmes import D1, D2, ENTRANCE, EVENT, LAB, OPENING
from tests.store.event_files import Desk


def test_that_arrivals_are_told_by_desk_and_category(front: Desk) -> None:
    back = front.beside("Back")
    front.scan("Ana")
    back.scan("Li")
    front.wait(minutes=20)
    front.scan("Jürgen", LAB)
    chart = front.attendance.arrivals(ENTRANCE, minutes=15, by=GroupedBy.DESK)
    assert (chart.groups, chart.totals(), chart.people) == (("Back", "Front"), (1, 2), 3)
    assert [f"{EVENT.local(bar.begins):%H:%M}" for bar in chart.bars] == ["09:30", "09:45", "10:00"]
    by_category = front.attendance.arrivals(ENTRANCE, by=GroupedBy.CATEGORY)
    assert dict(zip(by_category.groups, by_category.totals(), strict=True)) == {
        "Exchange visitor": 2,
        "Public": 1,
    }


def test_that_what_was_taken_back_is_no_arrival(front: Desk) -> None:
    front.scan("Ana")
    front.checkin.undo()
    assert front.attendance.arrivals(OPENING).people == 0


def test_that_no_shows_are_those_of_a_checkpoint_or_of_all(front: Desk) -> None:
    front.scan("Ana")
    absent = [row.participant.given for row in front.attendance.no_shows(OPENING)]
    assert absent == ["Jürgen", "Li", "Ελένη", "Seán"]
    front.scan("Li")
    assert [row.participant.given for row in front.attendance.no_shows()] == ["Jürgen", "Ελένη", "Seán"]


def test_that_what_was_represented_is_counted_by_day(front: Desk) -> None:
    for name in ("Ana", "Jürgen", "Li"):
        front.scan(name)
    assert front.attendance.organisations().by_day() == (2, 0, 0)
    assert front.attendance.organisations().without.by_day == (1, 0, 0)
    assert front.attendance.countries().represented == ()


def test_that_the_end_of_the_day_is_looked_at(front: Desk) -> None:
    front.roster.add(Participant(id="", given="Walter", walk_in=True))
    front.scan("Walter")
    front.scan("Li", LAB, force="Invited")
    front.go_to(21, "23:00")
    found = [
        (each.kind, each.participant.given if each.participant else "")
        for each in front.attendance.end_of_day(D1)
    ]
    assert found == [
        (FindingKind.NOT_REGISTERED, "Li"),
        (FindingKind.FORCED, "Li"),
        (FindingKind.ABSENT, "Ana"),
        (FindingKind.ABSENT, "Jürgen"),
        (FindingKind.ABSENT, "Seán"),
        (FindingKind.NO_ORGANISATION, "Walter"),
    ]
    assert [each.kind for each in front.attendance.end_of_day(D2, every_day=())] == []
