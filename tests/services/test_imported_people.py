"""Those who came with an import are found again, and nobody else."""

from dataclasses import replace

from checkin_app.domain.roster import RosterRow, new_participant
from checkin_app.services.imported_people import those_added

ANA = RosterRow(row=2, given="Ana", family="Pop", extra=(("Phone", "1"),))
ION = RosterRow(row=3, given="Ion", family="Pop")


def test_that_the_people_of_new_rows_are_found_in_the_roster_s_order() -> None:
    roster = [
        new_participant(ION, "i"),
        new_participant(replace(ION, family="Popa"), "x"),
        new_participant(ANA, "a"),
    ]
    assert those_added([ANA, ION], roster) == ["i", "a"]


def test_that_a_walk_in_of_the_same_name_and_somebody_edited_since_are_not() -> None:
    walk_in = replace(new_participant(ANA, "w"), walk_in=True)
    edited = replace(new_participant(ION, "i"), note="Call first")
    assert those_added([ANA, ION], [walk_in, edited]) == []
