"""One badge composed, measured with a typewriter's letters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.badge import BadgeFace, Problem, lettering_on
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_composition import Composition, Line, compose
from checkin_app.domain.badge_template import Design
from checkin_app.domain.errors import BadInput
from checkin_app.domain.lettering import MM_PER_POINT, Style

NAME = Rect(4, 8, 72, 18.2)
DESIGN = Design(
    event=Area(Rect(4, 3, 72, 4), Style(size=8, smallest=6, readable=6)),
    name=NAME,
    given=Style(size=27, smallest=14, readable=18, lines=2, weight=700),
    family=Style(size=17, smallest=14, readable=14, lines=2, weight=500),
    single=Style(size=27, smallest=14, readable=18, lines=2, weight=700),
    organisation=Area(Rect(4, 27, 50, 9), Style(size=10, smallest=7, readable=7.5, lines=2, valign="bottom")),
    organisation_alone=Rect(4, 34, 50, 9),
    category=Area(
        Rect(4, 37, 50, 6), Style(size=10, smallest=7, readable=7.5, valign="middle", align="centre")
    ),
    radius=1.2,
    padding=2.5,
    qr=Rect(56, 26, 23, 23),
    code=Area(Rect(4, 44, 50, 3), Style(size=6, smallest=5)),
    writing=(Rect(4, 16, 72, 0.25), Rect(4, 26, 72, 0.25)),
)
FACE = BadgeFace(
    participant="p1",
    name_given="Ana",
    name_family="Popescu",
    badge_name="",
    organisation="HempClub",
    category="Speaker",
    colour="teal",
    event="Clusters Meet Regions",
    code="BCDFGHJKLNPRSTVXBCDF",
)
SPARE = BadgeFace(participant=None, event="Clusters Meet Regions", code="XXXXXBBBBBCCCCCDDDDD")
NAMES = st.text(st.sampled_from("abcdefgh -ABC"), max_size=50)


class Typewriter:
    """Letters half as wide as high, of which only the snowman is missing."""

    def measure(self, text: str, weight: int, size: float) -> float:
        return len(text) * size * 0.5 * MM_PER_POINT * weight / 500

    def missing(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(letter for letter in text if letter == "☃"))


def composed(face: BadgeFace = FACE, design: Design = DESIGN) -> Composition:
    return compose(face, design, Typewriter())


def line(composition: Composition, text: str) -> Line:
    """The one line with that text."""
    (found,) = (each for each in composition.lines if each.text == text)
    return found


def warned(composition: Composition) -> list[tuple[str | None, str, str, str]]:
    return [(w.participant, w.field, str(w.problem), w.detail) for w in composition.warnings]


def test_that_the_given_name_stands_large_above_the_family_name() -> None:
    badge = composed()
    given_name, family = line(badge, "Ana"), line(badge, "Popescu")
    assert given_name.size == 27
    assert family.size == 17
    assert given_name.y < family.y
    assert given_name.style.weight > family.style.weight
    assert not badge.warnings


def test_that_everything_a_badge_says_is_on_it() -> None:
    texts = {each.text for each in composed().lines}
    assert texts == {
        *("Ana", "Popescu", "HempClub", "Speaker", "Clusters Meet Regions"),
        "BCDFG-HJKLN-PRSTV-XBCDF",
    }


def test_that_a_name_made_for_the_badge_replaces_both() -> None:
    badge = composed(replace(FACE, badge_name="Dr. Anna Nowak"))
    assert line(badge, "Dr. Anna").size == line(badge, "Nowak").size == 22
    assert not any(each.text in {"Ana", "Popescu"} for each in badge.lines)


@pytest.mark.parametrize(("given_name", "family"), [("Madonna", ""), ("", "Madonna")])
def test_that_a_person_with_one_name_has_it_large(given_name: str, family: str) -> None:
    badge = composed(replace(FACE, name_given=given_name, name_family=family))
    assert line(badge, "Madonna").size == 27


def test_that_a_long_family_name_is_never_larger_than_the_given_name() -> None:
    badge = composed(replace(FACE, name_given="Wolfeschlegelsteinhausen", name_family="Al"))
    given_name = next(each for each in badge.lines if each.text.startswith("Wolfe"))
    assert line(badge, "Al").size <= given_name.size


def test_that_a_long_family_name_gets_two_lines_before_anything_is_left_out() -> None:
    badge = composed(replace(FACE, name_family="de la Fontaine-Montmorency-Bouteville"))
    assert line(badge, "de la Fontaine-").size == line(badge, "Montmorency-Bouteville").size == 14
    assert not any(problem == "ellipsed" for _, _, problem, _ in warned(badge))


def test_that_what_must_be_left_out_is_reported_with_what_is_left() -> None:
    badge = composed(replace(FACE, name_given="W" * 40))
    ((who, field, problem, detail),) = warned(badge)
    assert (who, field, problem) == ("p1", "name", "ellipsed")
    assert detail.startswith("WWW")
    assert detail.endswith("…")


def test_that_a_name_smaller_than_can_be_read_is_reported_with_its_size() -> None:
    badge = composed(replace(FACE, name_given="Bartholomaeusz"))
    assert warned(badge) == []
    badge = composed(replace(FACE, name_given="Bartholomaeuszinek"))
    assert warned(badge) == [("p1", "name", "shrunk", "16 pt")]


def test_that_missing_names_and_organisations_are_reported() -> None:
    badge = composed(replace(FACE, name_given=" ", name_family="", organisation=""))
    assert warned(badge) == [("p1", "name", "empty", ""), ("p1", "organisation", "empty", "")]


def test_that_a_character_without_a_font_is_reported_where_it_stands() -> None:
    badge = composed(replace(FACE, name_given="Ana ☃☃", category="☃"))
    assert warned(badge) == [("p1", "name", "missing_glyph", "☃"), ("p1", "category", "missing_glyph", "☃")]


def test_that_the_event_is_nobodys_fault() -> None:
    badge = composed(
        replace(
            FACE,
            event="A very long name of an event that meets in many places of many regions, year after year",
        )
    )
    ((who, field, problem, _),) = warned(badge)
    assert (who, field, problem) == (None, "event", "ellipsed")


def test_that_the_category_stands_in_its_colour() -> None:
    badge = composed()
    assert badge.band is not None
    assert badge.band.colour == "#006d77"
    label = line(badge, "Speaker")
    assert label.style.colour == "#ffffff"
    middle = badge.band.rect.x + badge.band.rect.width / 2
    assert label.x + label.width / 2 == pytest.approx(middle)
    assert badge.band.rect.y < label.y < badge.band.rect.y + badge.band.rect.height


def test_that_letters_on_a_light_category_are_dark() -> None:
    badge = composed(replace(FACE, colour="#ffe08a"))
    assert line(badge, "Speaker").style.colour == lettering_on("#ffe08a") == "#000000"


def test_that_a_category_without_a_colour_is_slate() -> None:
    badge = composed(replace(FACE, colour=""))
    assert badge.band is not None
    assert badge.band.colour == "#4a5a6a"


def test_that_a_colour_which_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="turquoise"):
        composed(replace(FACE, colour="turquoise"))


def test_that_without_a_category_the_organisation_takes_its_place() -> None:
    with_category, without = composed(), composed(replace(FACE, category="", colour=""))
    assert without.band is None
    assert line(without, "HempClub").y == pytest.approx(line(with_category, "HempClub").y + 7)


def test_that_lines_are_aligned_as_their_style_says() -> None:
    def left_end(align: str) -> float:
        style = replace(DESIGN.given, align=align)
        return line(composed(design=replace(DESIGN, given=style)), "Ana").x

    width = line(composed(), "Ana").width
    assert left_end("left") == NAME.x
    assert left_end("centre") == pytest.approx(NAME.x + (NAME.width - width) / 2)
    assert left_end("right") == pytest.approx(NAME.x + NAME.width - width)


def test_that_a_text_can_hang_from_the_top_of_its_box_or_stand_on_the_bottom() -> None:
    def baseline(valign: str) -> float:
        area = replace(DESIGN.organisation, style=replace(DESIGN.organisation.style, valign=valign))
        return line(composed(design=replace(DESIGN, organisation=area)), "HempClub").y

    assert DESIGN.organisation.rect.y < baseline("top") < baseline("middle") < baseline("bottom")
    assert baseline("bottom") < DESIGN.organisation.rect.y + DESIGN.organisation.rect.height


def test_that_a_spare_badge_has_lines_to_write_on_and_no_warnings() -> None:
    badge = composed(SPARE)
    assert badge.rules == DESIGN.writing
    assert badge.band is None
    assert badge.warnings == ()
    assert {each.text for each in badge.lines} == {"Clusters Meet Regions", "XXXXX-BBBBB-CCCCC-DDDDD"}


def test_that_a_spare_badge_can_have_a_category() -> None:
    badge = composed(replace(SPARE, category="Public", colour="slate"))
    assert badge.band is not None
    assert badge.rules == DESIGN.writing


def test_that_a_participants_badge_has_no_lines_to_write_on() -> None:
    assert composed().rules == ()
    assert composed(replace(FACE, name_given="", name_family="")).rules == ()


@given(NAMES, NAMES, NAMES)
def test_that_names_stay_in_their_room_or_say_that_they_were_shortened(
    given_name: str, family: str, badge_name: str
) -> None:
    badge = composed(replace(FACE, name_given=given_name, name_family=family, badge_name=badge_name))
    names = [each for each in badge.lines if each.style.size > 10]
    for each in names:
        assert each.size >= 14
        assert each.width <= NAME.width + 1e-6
        assert NAME.y <= each.y <= NAME.y + NAME.height
    shown = "".join(each.text for each in names).replace(" ", "")
    wanted = (badge_name if badge_name.split() else given_name + family).replace(" ", "")
    is_whole = shown == wanted
    assert is_whole != any(warning.problem is Problem.ELLIPSED for warning in badge.warnings)
