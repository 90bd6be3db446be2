"""The attendance report as it comes out: cover, programme, charts, lists, appendix."""

import os
import re
from dataclasses import replace as with_
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from checkin_app.domain.attendance import Matrix
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.checkin import Entry
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant
from checkin_app.services.badge_picture import read_picture
from checkin_app.services.long_work import result_of
from checkin_app.services.paper import PaperRun
from checkin_app.services.report_pages import render_report
from tests.domain.programmes import CONFERENCE, D2, D3, OPENING, entry, iasi
from tests.services.badge_samples import rendered
from tests.services.paper_samples import FUNDED, a_matrix, a_person, pages_of, people
from tests.services.test_badge_pdf import GOLDEN, unpacked
from tests.services.test_certificate_pages import long_event

ROSTER = [
    *(
        a_person(n, organisation=("Käserei", "Cluster")[n % 2], country=("Italy", "Romania")[n % 2])
        for n in range(5)
    ),
    a_person(5, organisation="", country=""),
    a_person(6, given="محمد", family="العربي"),
]
ENTRIES = [
    entry(OPENING, iasi(21, "09:41"), who="p0"),
    entry(OPENING, iasi(21, "09:50"), iasi(21, "10:10"), who="p1"),
    entry(Checkpoint(D2), iasi(22, "08:45"), who="p5"),
    entry(CONFERENCE, iasi(22, "09:15"), who="p0"),
    entry(Checkpoint(D3), iasi(23, "09:15"), who="p0"),
]


def drawn(out: Path, found: Matrix | None = None, logos: tuple[Picture, ...] = ()) -> PaperRun:
    return result_of(render_report(found or a_matrix(ROSTER, ENTRIES), out, iasi(24, "10:00"), logos))


def page_with(pages: list[str], heading: str) -> str:
    return next(page for page in pages if heading in page)


def test_that_the_cover_says_what_it_was_and_the_figures_that_matter(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    cover = pages_of(tmp_path / "r.pdf")[0]
    for part in (
        "ATTENDANCE REPORT",
        FUNDED.name,
        FUNDED.project,
        FUNDED.organiser,
        "Iași, Romania · 21–23 November 2023",
    ):
        assert part in cover
    assert re.search(r"3 came at least once.*4 expected, but never came.*2 organisations.*2 countries", cover)
    assert "As recorded until Friday 24 November 2023, 10:00" in cover


def test_that_the_programme_tells_who_came_to_what(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    page = page_with(pages_of(tmp_path / "r.pdf"), "Programme and attendance")
    assert "Whole day Tuesday 21 November · Arrivals 7 2 29" in page
    assert "09:30–12:30 Opening Hall 7 2 29" in page
    assert "09:00–13:00 Conference Hall 7 1 14" in page
    assert "14:00–17:00 Matchmaking Hall 0 0" in page


def test_that_bars_are_vectors_as_long_as_the_numbers(tmp_path: Path) -> None:
    full = [entry(OPENING, iasi(21, "09:41"), who=f"p{n}") for n in range(7)]
    drawn(tmp_path / "r.pdf", a_matrix(ROSTER, full))
    (number,) = [
        n for n, page in enumerate(pages_of(tmp_path / "r.pdf")) if "Who came, and who was expected" in page
    ]
    picture = rendered(tmp_path / "r.pdf", dpi=127)[number]  # five dots a millimetre
    came = lambda y: sum(picture.getpixel((x, y)) < 140 for x in range(78 * 5, 165 * 5))  # noqa: E731
    assert came((34 + 7 + 4) * 5) == pytest.approx((178 - 62 - 30) * 5, abs=4)
    assert came((34 + 14 + 4 * 9 + 7 + 4) * 5) == 0
    assert b"/Subtype /Image" not in b"".join(unpacked((tmp_path / "r.pdf").read_bytes()))


def test_that_charts_of_several_days_share_a_page_and_its_scale(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    page = page_with(pages_of(tmp_path / "r.pdf"), "Who came, and who was expected")
    assert all(f"Day {number}, " in page for number in (1, 2, 3))
    assert "2 of 7" in page
    assert "0 of 0" in page


def test_that_organisations_and_countries_are_counted_for_each_day(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    pages = pages_of(tmp_path / "r.pdf")
    listed = page_with(pages, "Organisations on each day")
    assert "Cluster 1 0 0 1 Käserei 1 1 1 1 not stated 0 1 0 1 Organisations represented 2 1 1 2" in listed
    assert "Countries represented 2 1 1 2" in page_with(pages, "Countries on each day")


def test_that_who_never_came_is_named(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    page = page_with(pages_of(tmp_path / "r.pdf"), "Expected, but never came")
    assert [f"N00{n}" in page for n in range(5)] == [False, False, True, True, True]
    drawn(tmp_path / "all.pdf", a_matrix(ROSTER[:1], ENTRIES))
    assert "Everybody came." in page_with(pages_of(tmp_path / "all.pdf"), "Country Everybody came.")


def test_that_the_appendix_has_everybody_with_every_first_entry(tmp_path: Path) -> None:
    drawn(tmp_path / "r.pdf")
    told = " ".join(page for page in pages_of(tmp_path / "r.pdf") if "Appendix" in page)
    for clock in ("09:41", "09:50", "08:45", "09:15"):
        assert clock in told
    assert all(told.count(f"N00{n}") == 2 for n in range(6))  # ten days and sessions on two pages
    assert "–" in told


def test_that_pages_are_numbered(tmp_path: Path) -> None:
    run = drawn(tmp_path / "r.pdf", a_matrix(people(120)))
    pages = pages_of(tmp_path / "r.pdf")
    assert len(pages) == run.pages
    assert [f"page {n} of {run.pages}" in page for n, page in enumerate(pages, 1)] == [False] + [True] * (
        run.pages - 1
    )


@pytest.mark.parametrize(("days", "sessions"), [(1, 1), (6, 8), (30, 3)])
def test_that_long_programmes_stay_on_their_pages(days: int, sessions: int, tmp_path: Path) -> None:
    event, entries = long_event(days, sessions)
    drawn(tmp_path / "r.pdf", a_matrix([with_(a_person(0), id="ana")], entries, event))
    told = " ".join(page for page in pages_of(tmp_path / "r.pdf") if "Who came, and who was expected" in page)
    assert told.count("1 of 1") >= days * (sessions + 1)
    for picture in rendered(tmp_path / "r.pdf", dpi=36)[1:]:
        grey = picture.convert("L").point(lambda shade: 255 if shade < 245 else 0)
        box = grey.getbbox()
        assert box is not None
        assert box[0] >= 20
        assert box[2] <= 278


def test_that_an_event_without_anybody_or_any_day_has_a_report_too(tmp_path: Path) -> None:
    assert drawn(tmp_path / "r.pdf", a_matrix([])).pages >= 6
    empty: Event = with_(FUNDED, days=())
    assert drawn(tmp_path / "e.pdf", a_matrix([], [], empty)).pages >= 4


def test_that_logos_are_on_the_cover(tmp_path: Path) -> None:
    Image.new("RGB", (90, 30), (20, 20, 20)).save(tmp_path / "logo.png")
    drawn(tmp_path / "r.pdf", logos=(read_picture(tmp_path / "logo.png"),))
    cover = rendered(tmp_path / "r.pdf", dpi=72)[0]
    assert cover.crop((64, 70, 170, 118)).getextrema()[0] < 40


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from([OPENING, CONFERENCE, Checkpoint(D3)])), max_size=12
    )
)
def test_that_the_figures_are_those_of_a_recount(tmp_path: Path, came: list[tuple[int, Checkpoint]]) -> None:
    entries: list[Entry] = [
        entry(where, FUNDED.window(where).opens, who=f"p{number}") for number, where in dict.fromkeys(came)
    ]
    roster: list[Participant] = ROSTER
    drawn(tmp_path / "r.pdf", a_matrix(roster, entries))
    pages = pages_of(tmp_path / "r.pdf")
    there = {number for number, _ in came}
    assert f"{len(there)} came at least once" in pages[0]
    at_opening = len({number for number, where in came if where == OPENING})
    assert f"Opening {at_opening} of 7" in page_with(pages, "Who came, and who was expected")


def test_that_the_same_attendance_gives_the_same_file_as_ever(tmp_path: Path) -> None:
    """After a wanted change, look at the new file and put it in the golden one's place: CHECKIN_GOLDEN=new pytest."""
    drawn(tmp_path / "r.pdf")
    golden = GOLDEN / "attendance.pdf"
    if os.environ.get("CHECKIN_GOLDEN") == "new":
        golden.write_bytes((tmp_path / "r.pdf").read_bytes())
    assert unpacked((tmp_path / "r.pdf").read_bytes()) == unpacked(golden.read_bytes())
    drawn(tmp_path / "s.pdf")
    assert (tmp_path / "s.pdf").read_bytes() == (tmp_path / "r.pdf").read_bytes()


def test_that_a_cancelled_run_leaves_nothing_behind(tmp_path: Path) -> None:
    work = render_report(a_matrix(ROSTER), tmp_path / "r.pdf", iasi(24, "10:00"))
    next(work)
    work.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_that_a_folder_which_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        drawn(tmp_path / "nowhere" / "r.pdf")
