"""The back of a badge: the person's own programme, measured with a typewriter's letters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_back import HEADING, compose_back
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_composition import Composition
from checkin_app.domain.badge_look import Look, Part
from checkin_app.domain.badge_programme import ProgrammeDay, ProgrammeItem
from checkin_app.domain.badge_template import BackDesign, Design, ProgrammeArea
from checkin_app.domain.lettering import Style
from tests.domain.test_badge_composition import DESIGN as FRONT
from tests.domain.test_badge_composition import FACE as NOBODYS
from tests.domain.test_badge_composition import Typewriter

AREA = Rect(10, 25, 85, 85)
BACK = BackDesign(
    heading=Area(Rect(10, 12, 85, 9), Style(size=20, smallest=12)),
    event=Area(Rect(10, 125, 50, 8), Style(size=9, smallest=7, lines=2)),
    programme=ProgrammeArea(
        rect=AREA,
        day=Style(size=11, smallest=7, weight=700, leading=1.3, colour="category"),
        item=Style(size=10.5, smallest=6.5, lines=2),
        room=Style(size=9.5, smallest=6),
        times=24,
        gap=5,
    ),
    qr=Rect(68, 114, 29, 29),
    code=Area(Rect(10, 136, 50, 3), Style(size=6.5, smallest=5.5)),
)
DESIGN = replace(FRONT, back=BACK)
OPENING = ProgrammeItem("09:30–11:00", "Opening of the conference", "Great Hall")
PARTY = ProgrammeItem("20:00–00:30", "Reception")
DAYS = (ProgrammeDay("Tuesday 21 November", (OPENING,)), ProgrammeDay("Wednesday 22 November", (PARTY,)))
FACE = replace(NOBODYS, programme=DAYS)


def back_of(face: BadgeFace = FACE, design: Design = DESIGN) -> Composition:
    composition = compose_back(face, design, Typewriter())
    assert composition is not None
    return composition


def texts(composition: Composition) -> list[str]:
    return [line.text for line in composition.lines]


def test_that_a_design_with_one_side_has_no_back() -> None:
    assert compose_back(FACE, FRONT, Typewriter()) is None


def test_that_the_back_tells_a_persons_days_and_sessions_with_times_and_rooms() -> None:
    written = texts(back_of())
    for text in (HEADING, "Tuesday 21 November", "09:30–11:00", "Opening of the conference", "Great Hall"):
        assert text in written
    assert back_of().warnings == ()


def test_that_the_back_carries_the_code_too() -> None:
    badge = back_of()
    assert badge.code == FACE.code
    assert badge.qr == BACK.qr


def test_that_times_stand_on_the_baseline_of_their_title() -> None:
    lines = {line.text: line for line in back_of().lines}
    assert lines["20:00–00:30"].y == pytest.approx(lines["Reception"].y)
    assert lines["20:00–00:30"].x == AREA.x
    assert lines["Reception"].x > lines["20:00–00:30"].x + lines["20:00–00:30"].width


def test_that_days_have_the_colour_of_the_category_and_a_line_under_them() -> None:
    badge = back_of()
    headings = [line for line in badge.lines if "November" in line.text]
    assert {line.style.colour for line in headings} == {"#006d77"}
    assert len(badge.rules) == 2
    assert all(rule.y > line.y for rule, line in zip(badge.rules, headings, strict=True))


def test_that_a_full_programme_is_set_smaller_and_stays_whole() -> None:
    many = tuple(replace(day, items=day.items * 7) for day in DAYS)
    few, full = back_of(), back_of(replace(FACE, programme=many))
    sizes = [
        next(line.size for line in badge.lines if line.text.startswith("Opening")) for badge in (few, full)
    ]
    assert sizes[0] == 10.5
    assert 6.5 <= sizes[1] < 10.5
    assert texts(full).count("Reception") == 7
    assert full.warnings == ()


def test_that_sessions_for_which_there_is_no_room_are_reported() -> None:
    endless = tuple(replace(day, items=day.items * 40) for day in DAYS)
    badge = back_of(replace(FACE, programme=endless))
    (warning,) = badge.warnings
    shown = texts(badge).count("09:30–11:00") + texts(badge).count("20:00–00:30")
    assert (warning.field, str(warning.problem)) == ("programme", "ellipsed")
    assert warning.detail == f"{80 - shown} left out"
    assert max(line.y for line in badge.lines if "–" in line.text) < AREA.y + AREA.height


def test_that_a_title_which_does_not_fit_is_reported() -> None:
    endless = ProgrammeItem("09:30–11:00", "W" * 200)
    (warning,) = back_of(replace(FACE, programme=(ProgrammeDay("Day", (endless,)),))).warnings
    assert (warning.participant, warning.field, str(warning.problem)) == ("p1", "programme", "ellipsed")


def test_that_somebody_without_days_has_a_back_without_a_heading() -> None:
    badge = back_of(replace(FACE, programme=()))
    assert texts(badge) == ["Clusters Meet Regions", "BCDFG-HJKLN-PRSTV-XBCDF"]
    assert badge.rules == ()


def test_that_the_programme_can_be_turned_off() -> None:
    design = replace(DESIGN, look=Look(off=(Part.PROGRAMME, Part.CODE)))
    assert texts(back_of(design=design)) == ["Clusters Meet Regions"]


TITLES = st.text(st.sampled_from("abcdef ghW-"), min_size=1, max_size=80)
ITEMS = st.builds(ProgrammeItem, st.just("10:00–11:00"), TITLES, st.sampled_from(["", "Room"]))
PROGRAMMES = st.lists(
    st.builds(ProgrammeDay, st.just("A day"), st.lists(ITEMS, max_size=12).map(tuple)), max_size=4
)


@given(PROGRAMMES)
def test_that_no_programme_leaves_its_place(days: list[ProgrammeDay]) -> None:
    badge = back_of(replace(FACE, programme=tuple(days)))
    for line in badge.lines[3 if days else 2 :]:
        assert line.y <= AREA.y + AREA.height + 1e-6
        assert line.x >= AREA.x
        assert line.x + line.width <= AREA.x + AREA.width + 1e-6
    assert all(rule.y <= AREA.y + AREA.height for rule in badge.rules)
