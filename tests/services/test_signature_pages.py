"""Signature lists as they come out: pages, rows, order, numbers, warnings."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from checkin_app.domain.badge_look import Picture
from checkin_app.domain.checkin import Entry
from checkin_app.domain.errors import BadInput, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.domain.signature_list import name_key, signature_list
from checkin_app.services.badge_picture import read_picture
from checkin_app.services.long_work import result_of
from checkin_app.services.paper import PaperRun
from checkin_app.services.signature_pages import SignatureChoices, render_signatures, rows_per_page
from tests.domain.programmes import D1, D2, MATCHMAKING, OPENING, entry, iasi
from tests.services.badge_samples import rendered
from tests.services.paper_samples import FUNDED, a_matrix, a_person, pages_of, people
from tests.services.test_badge_pdf import GOLDEN, unpacked

NOON = iasi(21, "12:00")


def drawn(
    out: Path,
    roster: list[Participant],
    choices: SignatureChoices | None = None,
    entries: list[Entry] | None = None,
    *,
    checkpoints: tuple[Checkpoint, ...] = (Checkpoint(D1),),
    logos: tuple[Picture, ...] = (),
) -> PaperRun:
    found = a_matrix(roster, entries or [])
    lists = [signature_list(found, each) for each in checkpoints]
    return result_of(render_signatures(lists, out, choices or SignatureChoices(), logos, NOON))


def families(page: str) -> list[str]:
    """The numbers behind the family names of a page, in its order."""
    return re.findall(r"\bN(\d{3})\b", page)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (18, 1), (19, 2), (36, 2), (260, 15)])
def test_that_everybody_is_there_once_in_order_on_numbered_pages(
    count: int, pages: int, tmp_path: Path
) -> None:
    roster = people(count)
    assert drawn(tmp_path / "s.pdf", roster) == PaperRun(1, pages, ())
    told = pages_of(tmp_path / "s.pdf")
    assert [f"page {n} of {pages}" in page for n, page in enumerate(told, 1)] == [True] * pages
    ordered = sorted(roster, key=lambda person: name_key(FUNDED, person))
    numbers = [number for page in told for number in families(page)]
    assert numbers == [person.family[-3:] for person in ordered]
    assert all(len(families(page)) == 18 for page in told[:-1])


def test_that_eighteen_rows_fit_upright_and_ten_across() -> None:
    assert (rows_per_page(landscape=False), rows_per_page(landscape=True)) == (18, 10)


@pytest.mark.parametrize(("blank", "pages"), [(0, 1), (6, 1), (7, 2), (24, 2)])
def test_that_blank_rows_follow_and_are_numbered_on(blank: int, pages: int, tmp_path: Path) -> None:
    run = drawn(tmp_path / "s.pdf", people(12), SignatureChoices(blank_rows=blank))
    assert run.pages == pages
    told = " ".join(pages_of(tmp_path / "s.pdf"))
    assert f" {12 + blank} " in told
    assert f" {13 + blank} " not in told


def test_that_a_row_is_eleven_millimetres_high(tmp_path: Path) -> None:
    drawn(tmp_path / "s.pdf", people(3))
    (picture,) = rendered(tmp_path / "s.pdf", dpi=254)  # ten dots a millimetre
    column = [picture.getpixel((1500, y)) for y in range(600, 1800)]
    lines = [y for y, (above, here) in enumerate(pairwise(column)) if here < 200 <= above]
    rows = [after - before for before, after in pairwise(lines)]
    assert len(rows) >= 2
    assert all(abs(height - 110) <= 1 for height in rows[-2:])


def test_that_every_page_has_the_whole_heading(tmp_path: Path) -> None:
    drawn(tmp_path / "s.pdf", people(19), checkpoints=(OPENING,))
    for page in pages_of(tmp_path / "s.pdf"):
        for part in (FUNDED.name, FUNDED.project, FUNDED.organiser, "Opening", "Hall, Iași, Romania"):
            assert part in page
        assert "Tuesday 21 November 2023, 09:30–12:30" in page
        for heading in (
            "Name",
            "Organisation",
            "Country",
            "Signature",
            "For the organiser: name, date, signature",
        ):
            assert heading in page


def test_that_several_lists_begin_on_pages_of_their_own(tmp_path: Path) -> None:
    run = drawn(tmp_path / "s.pdf", people(19), checkpoints=(Checkpoint(D1), Checkpoint(D2), MATCHMAKING))
    assert (run.papers, run.pages) == (3, 5)
    told = pages_of(tmp_path / "s.pdf")
    assert ["page 1 of 2" in page for page in told] == [True, False, True, False, False]
    assert "page 1 of 1" in told[4]
    assert "Matchmaking" in told[4]


def test_that_scans_are_told_once_there_are_some(tmp_path: Path) -> None:
    drawn(tmp_path / "before.pdf", people(2))
    assert "First scan" not in pages_of(tmp_path / "before.pdf")[0]
    came = [entry(OPENING, iasi(21, "09:41"), who="p1")]
    drawn(tmp_path / "during.pdf", people(2), entries=came)
    (page,) = pages_of(tmp_path / "during.pdf")
    assert "First scans as of Tuesday 21 November 2023, 12:00" in page
    assert page.count("09:41") == 1


@pytest.mark.parametrize("times", [True, False])
def test_that_the_column_of_scans_can_be_wanted_or_not(times: bool, tmp_path: Path) -> None:
    came = [] if times else [entry(OPENING, iasi(21, "09:41"), who="p1")]
    drawn(tmp_path / "s.pdf", people(2), SignatureChoices(times=times), came)
    (page,) = pages_of(tmp_path / "s.pdf")
    assert ("First scan" in page) is times
    assert "09:41" not in page


def test_that_emails_and_a_sentence_are_set_if_they_are_wanted(tmp_path: Path) -> None:
    roster = [a_person(0, email="stefan@example.org")]
    drawn(tmp_path / "plain.pdf", roster)
    assert "stefan@example.org" not in pages_of(tmp_path / "plain.pdf")[0]
    wanted = SignatureChoices(
        emails=True, landscape=True, data_protection="Your data are kept for five years."
    )
    drawn(tmp_path / "full.pdf", roster, wanted)
    (page,) = pages_of(tmp_path / "full.pdf")
    assert "stefan@example.org" in page
    assert "Your data are kept for five years." in page
    (picture,) = rendered(tmp_path / "full.pdf", dpi=72)
    assert picture.width > picture.height


def test_that_long_names_are_told_and_stay_in_their_cells(tmp_path: Path) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff" * 4
    run = drawn(tmp_path / "s.pdf", [a_person(0, family=long, organisation=long, country=long)])
    assert [(w.participant, w.field, str(w.problem)) for w in run.warnings] == [
        ("p0", field, "ellipsed") for field in ("name", "organisation", "country")
    ]
    (picture,) = rendered(tmp_path / "s.pdf", dpi=72)
    signature = picture.crop((406, 184, 550, 208))
    assert signature.getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["محمد العربي", "רחל כהן", "Γιώργος Παπαδόπουλος", "Христина Димитрова"])
def test_that_names_of_all_scripts_can_be_copied(name: str, tmp_path: Path) -> None:
    given, family = name.split()
    run = drawn(tmp_path / "s.pdf", [a_person(0, given=given, family=family)])
    assert run.warnings == ()
    assert f"{family} {given}" in pages_of(tmp_path / "s.pdf")[0]


def test_that_letters_without_a_font_are_told(tmp_path: Path) -> None:
    run = drawn(tmp_path / "s.pdf", [a_person(0, family="田中"), a_person(1)])
    assert [(w.participant, str(w.problem), w.detail) for w in run.warnings] == [
        ("p0", "missing_glyph", "田"),
        ("p0", "missing_glyph", "中"),
    ]


def test_that_a_person_with_only_a_badge_name_can_sign(tmp_path: Path) -> None:
    drawn(tmp_path / "s.pdf", [Participant(id="x", badge_name="Madonna")])
    assert "Madonna" in pages_of(tmp_path / "s.pdf")[0]


def test_that_a_logo_stands_at_the_right(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100), (20, 20, 20)).save(tmp_path / "logo.png")
    logo = read_picture(tmp_path / "logo.png")
    drawn(tmp_path / "s.pdf", people(1), logos=(logo, logo))
    (picture,) = rendered(tmp_path / "s.pdf", dpi=72)
    corner = picture.crop((440, 34, 556, 72))
    assert corner.getextrema()[0] < 40


def test_that_it_can_be_read_in_grey(tmp_path: Path) -> None:
    """Letters, lines and grounds are far enough from each other."""
    drawn(tmp_path / "s.pdf", people(2))
    (picture,) = rendered(tmp_path / "s.pdf", dpi=150)
    shades = {shade for _, shade in picture.getcolors()}
    assert min(shades) < 40
    assert 225 < picture.getpixel((100, 340)) < 250  # the ground of the head


def test_that_the_same_list_gives_the_same_file_as_ever(tmp_path: Path) -> None:
    """After a wanted change, look at the new file and put it in the golden one's place: CHECKIN_GOLDEN=new pytest."""
    came = [entry(OPENING, iasi(21, "09:41"), who="p3"), entry(Checkpoint(D1), iasi(21, "10:02"), who="p1")]
    roster = [*people(20), a_person(20, given="محمد", family="العربي")]
    drawn(
        tmp_path / "s.pdf", roster, SignatureChoices(blank_rows=3, data_protection="Kept five years."), came
    )
    golden = GOLDEN / "signatures.pdf"
    if os.environ.get("CHECKIN_GOLDEN") == "new":
        golden.write_bytes((tmp_path / "s.pdf").read_bytes())
    assert unpacked((tmp_path / "s.pdf").read_bytes()) == unpacked(golden.read_bytes())
    drawn(
        tmp_path / "t.pdf", roster, SignatureChoices(blank_rows=3, data_protection="Kept five years."), came
    )
    assert (tmp_path / "t.pdf").read_bytes() == (tmp_path / "s.pdf").read_bytes()


def test_that_a_cancelled_run_leaves_nothing_behind(tmp_path: Path) -> None:
    lists = [signature_list(a_matrix(people(3)), Checkpoint(D1))]
    work = render_signatures(lists, tmp_path / "s.pdf", SignatureChoices(blank_rows=1))
    assert next(work) == (1, 4)
    work.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


@pytest.mark.parametrize("blank", [-1, 1001])
def test_that_no_forest_is_printed(blank: int, tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="Between 0 and 1000 rows"):
        drawn(tmp_path / "s.pdf", people(1), SignatureChoices(blank_rows=blank))


def test_that_a_folder_which_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        drawn(tmp_path / "nowhere" / "s.pdf", people(1))
