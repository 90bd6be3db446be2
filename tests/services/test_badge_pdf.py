"""The printed page: rendered, read back, measured, copied from."""

import os
import re
import stat
import tracemalloc
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.errors import BadInput, NotPossible
from checkin_app.domain.sheet import Sheet, back_of, place
from checkin_app.services.badge_pdf import DEFAULT_SHEET, BadgeRun, render, warnings_for
from checkin_app.services.badges import BadgeService
from checkin_app.services.long_work import drive, result_of
from tests.services.badge_samples import (
    A_SHEET,
    CLASSIC,
    DPI,
    SHEETS,
    TEMPLATES,
    a_face,
    a_spare,
    labels_of,
    printed,
    rendered,
    sighted,
    text_of,
)
from tests.store.event_files import Desk

GOLDEN = Path(__file__).parent.parent / "golden"
GOLDEN_SHEETS = {"card": "cr80", "sticker": "roll-62", "two-sided": "a6-fold"}
RUNS = [(1, 5), (7, 1), (8, 5), (11, 1), (1, 1), (7, 5), (8, 1), (11, 5)]


@pytest.mark.parametrize("name", SHEETS)
def test_that_every_qr_is_read_where_the_sheet_has_its_label(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    for count, first_label in RUNS if sheet.labels_per_page > 1 else [(1, 1), (8, 1)]:
        if first_label > sheet.labels_per_page:
            continue
        run = printed([a_face(number) for number in range(count)], tmp_path / "b.pdf", sheet, first_label)
        pictures = rendered(tmp_path / "b.pdf")
        assert len(pictures) == run.pages == -(-(first_label - 1 + count) // sheet.labels_per_page)
        expected = sorted(labels_of(count, first_label, sheet))
        found = sorted((seen.code, seen.page, seen.x, seen.y) for seen in sighted(pictures))
        assert [each[:2] for each in found] == [each[:2] for each in expected]
        for (_, _, x, y), (_, _, wanted_x, wanted_y) in zip(found, expected, strict=True):
            assert abs(x - wanted_x) < 0.3
            assert abs(y - wanted_y) < 0.3


@pytest.mark.parametrize("name", SHEETS)
def test_that_nothing_leaves_its_label(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    long = "Wolfeschlegelsteinhausenbergerdorff und Sohn zu Hohenlohe-Schillingsfürst" * 2
    wide = {"name_family": "ẨỲǾ" * 12, "organisation": long, "category": long, "event": long}
    count = min(sheet.labels_per_page, 3)
    printed([a_face(number, name_given=long, **wide) for number in range(count)], tmp_path / "b.pdf", sheet)
    (picture, *_) = rendered(tmp_path / "b.pdf", dpi=100)
    outside = picture.point(lambda grey: 255 if grey < 250 else 0)
    for placement in place(count, sheet):
        for panel in filter(None, (placement, back_of(placement, sheet))):
            if panel.page == 0:
                outside.paste(0, inner(panel.x, panel.y, panel.width, panel.height, sheet))
    assert outside.getbbox() is None


def inner(x: float, y: float, width: float, height: float, sheet: Sheet) -> tuple[int, int, int, int]:
    """The dots of a label without the part that its printer cannot reach, at least 2 mm."""
    inset_x, inset_y, dots = max(sheet.inset_x, 2.0), max(sheet.inset_y, 2.0), 100 / 25.4
    left, right = (x + inset_x) * dots, (x + width - inset_x) * dots
    top, bottom = (y + inset_y) * dots, (y + height - inset_y) * dots
    return round(left), round(top), round(right), round(bottom)


@pytest.mark.parametrize("name", SHEETS)
def test_that_a_page_has_the_size_of_the_sheet(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    printed([a_face()], tmp_path / "b.pdf", sheet)
    (picture,) = rendered(tmp_path / "b.pdf")
    assert picture.width == pytest.approx(sheet.page_width / 25.4 * DPI, abs=1)
    assert picture.height == pytest.approx(sheet.page_height / 25.4 * DPI, abs=1)


@pytest.mark.parametrize("name", ["avery-l4785", "durable-1453", "a6x4"])
def test_that_the_quiet_zone_is_white_and_the_modules_are_black(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    printed([a_face(1)], tmp_path / "b.pdf", sheet)
    qr = CLASSIC.design(sheet.badge_width, sheet.badge_height).qr
    module = qr.width / 33
    assert module >= 0.4
    dpi = 25.4 / module * 4  # four dots a module, so that every edge lies between two dots
    (picture,) = rendered(tmp_path / "b.pdf", dpi)
    dots = dpi / 25.4
    left, top = (sheet.left + qr.x) * dots, (sheet.top + qr.y) * dots
    square = picture.crop((round(left) + 1, round(top) + 1, round(left) + 131, round(top) + 131))
    modules = ImageChops.invert(square).getbbox()
    assert modules is not None
    assert min(modules[0], modules[1], 130 - modules[2], 130 - modules[3]) >= 4 * 4 - 2
    centres = [square.getpixel((x * 4 + 1, y * 4 + 1)) for x in range(4, 29) for y in range(4, 29)]
    assert all(grey < 40 or grey > 215 for grey in centres)


def test_that_a_folded_badge_is_the_same_on_both_sides(tmp_path: Path) -> None:
    printed([a_face()], tmp_path / "b.pdf", SHEETS["a6-fold"])
    (picture,) = rendered(tmp_path / "b.pdf", dpi=25.4 * 4)
    front, back = picture.crop((0, 0, 420, 592)), picture.crop((420, 0, 840, 592))
    _, most = ImageChops.difference(front, back).getextrema()
    assert isinstance(most, int | float)
    assert most < 128
    assert ImageChops.invert(picture.crop((0, 594, 840, 1188))).getbbox() is None


HARD_NAMES = [
    *("Li", "Đỗ Thị Hằng", "Łukasz Żółć", "Ștefan Țăranu", "ALEXANDRU-IOAN POPESCU", "Γιώργος Παπαδόπουλος"),
    *("Христина Димитрова", "محمد العربي", "רחל כהן", "გიორგი მაისურაძე", "D’Amico-Müller", "Þórður Ægisson"),
]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_that_a_name_can_be_copied_from_the_page(name: str, tmp_path: Path) -> None:
    given_name, _, family = name.partition(" ")
    run = printed([a_face(name_given=given_name, name_family=family)], tmp_path / "b.pdf")
    assert run.warnings == ()
    assert text_of(tmp_path / "b.pdf").startswith(name)


def test_that_decomposed_letters_are_printed_composed(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Ștefan")
    printed([a_face(name_given=decomposed)], tmp_path / "one.pdf")
    printed([a_face(name_given="Ștefan")], tmp_path / "other.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_that_everything_on_the_badge_can_be_copied(tmp_path: Path) -> None:
    face = a_face(1)
    printed([face, a_spare()], tmp_path / "b.pdf")
    text = text_of(tmp_path / "b.pdf")
    for part in (face.event, face.category, "Hemp Cluster", "-".join(re.findall(".....", face.code))):
        assert part in text


def test_that_forty_letters_are_shortened_and_reported(tmp_path: Path) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorffabcde"
    run = printed([a_face(name_given=name, name_family="Li")], tmp_path / "b.pdf")
    ((who, field, problem, detail),) = [(w.participant, w.field, w.problem, w.detail) for w in run.warnings]
    assert (who, field, problem) == ("p0", "name", "ellipsed")
    assert name.startswith(detail.removesuffix("…"))
    assert len(detail) > 20
    assert detail in text_of(tmp_path / "b.pdf")


def test_that_an_emoji_is_left_out_and_reported(tmp_path: Path) -> None:
    run = printed([a_face(name_given="Zoë 😀")], tmp_path / "b.pdf")
    assert [(w.field, w.problem, w.detail) for w in run.warnings] == [("name", "missing_glyph", "😀")]
    assert "Zoë" in text_of(tmp_path / "b.pdf")


def test_that_a_preflight_finds_what_printing_finds(tmp_path: Path) -> None:
    faces = [
        *(a_face(0, name_given="x" * 50), a_face(1, organisation=""), a_face(2, name_family="田")),
        *(a_face(3), a_face(4, event="An event " * 20), a_face(5, event="An event " * 20), a_spare()),
    ]
    run = printed(faces, tmp_path / "b.pdf")
    assert run.warnings == warnings_for(faces, A_SHEET, CLASSIC)
    problems = [(w.participant, w.field, str(w.problem)) for w in run.warnings]
    assert problems == [
        *(("p0", "name", "ellipsed"), ("p1", "organisation", "empty"), ("p2", "name", "missing_glyph")),
        (None, "event", "ellipsed"),
    ]


def test_that_ordinary_people_cause_no_warnings() -> None:
    faces = [a_face(number) for number in range(11)]
    for sheet in SHEETS.values():
        assert warnings_for(faces, sheet, CLASSIC) == ()


def test_that_fonts_are_embedded_as_far_as_they_are_used(tmp_path: Path) -> None:
    printed([a_face(0)], tmp_path / "b.pdf")
    content = (tmp_path / "b.pdf").read_bytes()
    fonts = {name.decode() for name in re.findall(rb"/BaseFont /(\S+)", content)}
    assert {font.partition("+")[2] for font in fonts} == {
        f"Inter-{w}" for w in ("Regular", "Medium", "SemiBold", "Bold")
    }
    assert content.count(b"/FontFile2") == 4
    assert len(content) < 60_000


def test_that_a_printer_is_told_not_to_scale(tmp_path: Path) -> None:
    printed([a_face()], tmp_path / "b.pdf")
    assert b"/PrintScaling /None" in (tmp_path / "b.pdf").read_bytes()


def test_that_memory_does_not_grow_by_more_than_some_kilobytes_a_badge(tmp_path: Path) -> None:
    def most_memory(count: int) -> int:
        tracemalloc.start()
        printed([a_face(number) for number in range(count)], tmp_path / "b.pdf")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    most_memory(10)
    assert most_memory(500) - most_memory(100) < 400 * 4000


def test_that_a_thousand_badges_are_small(tmp_path: Path) -> None:
    printed([a_face(number) for number in range(1000)], tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").stat().st_size < 1000 * 4000


def golden_faces() -> list[BadgeFace]:
    """One of each kind."""
    return [
        *(a_face(number) for number in range(6)),
        a_face(
            6, badge_name="Prof. Dr. Anna Nowak-Kowalska", organisation="", colour="#ffe08a", category="Guest"
        ),
        a_face(7, name_given="محمد", name_family="العربي"),
        a_face(8, name_given="W" * 40, name_family="გიორგი 😀"),
        *(a_spare(number) for number in range(3)),
    ]


def unpacked(pdf: bytes) -> list[bytes]:
    """The file with its compressed parts unpacked: what does not depend on the machine's zlib."""
    parts = re.split(rb"stream\r?\n(.*?)endstream", pdf, flags=re.DOTALL)
    return [
        zlib.decompress(part) if part.startswith(b"\x78") else part
        for part in parts
        if b"startxref" not in part
    ]


def golden_file(template: str) -> Path:
    return GOLDEN / ("badges.pdf" if template == "classic" else f"badges-{template}.pdf")


@pytest.mark.parametrize("template", TEMPLATES)
def test_that_the_same_badges_give_the_same_file_as_ever(template: str, tmp_path: Path) -> None:
    """After a wanted change, look at the new file and put it in the golden one's place: CHECKIN_GOLDEN=new pytest."""
    sheet = SHEETS[GOLDEN_SHEETS.get(template, "avery-l4785")]
    first = min(3, sheet.labels_per_page)
    printed(golden_faces(), tmp_path / "b.pdf", sheet, first, template=TEMPLATES[template])
    made, golden = (tmp_path / "b.pdf").read_bytes(), golden_file(template)
    if os.environ.get("CHECKIN_GOLDEN") == "new":
        golden.write_bytes(made)
    if zlib.ZLIB_RUNTIME_VERSION.endswith("zlib-ng"):  # packs the same content otherwise
        assert unpacked(made) == unpacked(golden.read_bytes())
    else:
        assert made == golden.read_bytes()


@pytest.mark.parametrize("template", TEMPLATES)
def test_that_the_golden_file_reads_back(template: str) -> None:
    codes = {seen.code for seen in sighted(rendered(golden_file(template)))}
    assert codes == {face.code for face in golden_faces()}


def test_that_two_runs_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    """Fonts are shared by all files, what a file has of them is not."""
    one = render([a_face(0), a_face(4)], A_SHEET, CLASSIC, tmp_path / "one.pdf")
    other = render([a_face(2), a_face(5)], A_SHEET, CLASSIC, tmp_path / "other.pdf")
    for _ in zip(one, other, strict=True):
        pass
    printed([a_face(2), a_face(5)], tmp_path / "alone.pdf")
    assert (tmp_path / "other.pdf").read_bytes() == (tmp_path / "alone.pdf").read_bytes()


def test_that_progress_is_told_after_each_badge(tmp_path: Path) -> None:
    run = render([a_face(number) for number in range(3)], A_SHEET, CLASSIC, tmp_path / "b.pdf")
    assert list(run) == [(1, 3), (2, 3), (3, 3)]
    assert (tmp_path / "b.pdf").exists()


def test_that_a_run_says_what_it_made(tmp_path: Path) -> None:
    assert printed([a_face(number) for number in range(11)], tmp_path / "b.pdf") == BadgeRun(11, 2, ())


def test_that_a_cancelled_run_leaves_nothing_behind(tmp_path: Path) -> None:
    run = render([a_face(number) for number in range(3)], A_SHEET, CLASSIC, tmp_path / "b.pdf")
    next(run)
    assert list(tmp_path.iterdir()) != []
    run.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_that_a_cancelled_run_leaves_an_older_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_text("older")
    run = render([a_face(number) for number in range(3)], A_SHEET, CLASSIC, tmp_path / "b.pdf")
    next(run)
    run.close()
    assert (tmp_path / "b.pdf").read_text() == "older"
    printed([a_face()], tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_others_may_read_the_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    printed([a_face()], tmp_path / "b.pdf")
    assert stat.S_IMODE((tmp_path / "b.pdf").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "any").stat().st_mode
    )


def test_that_a_folder_which_is_not_there_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cannot be written: No such file.*another folder"):
        printed([a_face()], tmp_path / "nowhere" / "b.pdf")


def test_that_a_folder_in_the_files_place_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(BadInput, match="cannot be written"):
        printed([a_face()], tmp_path / "b.pdf")
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["b.pdf"]


@pytest.mark.parametrize(
    ("faces", "first_label", "error"),
    [
        ([], 1, "no badge to print"),
        ([a_face()], 11, "no label 11"),
        ([a_face(), a_face(1, category="Guest", colour="turquoise")], 1, "«turquoise» is not a colour"),
    ],
)
def test_that_a_run_which_cannot_be_leaves_no_file(
    faces: list[BadgeFace], first_label: int, error: str, tmp_path: Path
) -> None:
    with pytest.raises((NotPossible, BadInput), match=error):
        printed(faces, tmp_path / "b.pdf", first_label=first_label)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_that_a_badge_too_small_for_a_qr_is_refused(tmp_path: Path) -> None:
    tiny = replace(SHEETS["cr80"], badge_width=40, badge_height=20, page_width=40, page_height=20)
    with pytest.raises(NotPossible, match="too small to be read"):
        printed([a_face()], tmp_path / "b.pdf", tiny)


def test_that_a_small_badge_has_the_small_qr(tmp_path: Path) -> None:
    small = replace(SHEETS["durable-1453"], badge_width=60, badge_height=32, pitch_x=60, pitch_y=32)
    printed([a_face(1)], tmp_path / "b.pdf", small)
    (seen,) = sighted(rendered(tmp_path / "b.pdf", 300))
    assert seen.code == a_face(1).code


NAMES = st.text(st.characters(), max_size=60)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), min_size=1, max_size=4), st.sampled_from(list(SHEETS)))
def test_that_no_text_whatever_stops_the_printing(
    tmp_path: Path, texts: list[tuple[str, str, str, str]], name: str
) -> None:
    faces = [
        a_face(
            number, name_given=given_name, name_family=family, organisation=organisation, category=category
        )
        for number, (given_name, family, organisation, category) in enumerate(texts)
    ]
    run = printed(faces, tmp_path / "b.pdf", SHEETS[name])
    assert run.badges == len(faces)
    assert run.warnings == warnings_for(faces, SHEETS[name], CLASSIC)
    codes = {seen.code for seen in sighted(rendered(tmp_path / "b.pdf"))}
    assert codes == {face.code for face in faces}


def test_that_a_large_run_is_drawn_by_another_process_to_the_byte(tmp_path: Path, front: Desk) -> None:
    faces = [a_face(number) for number in range(120)]
    here, there = tmp_path / "here.pdf", tmp_path / "there.pdf"
    expected = result_of(render(faces, SHEETS[DEFAULT_SHEET], CLASSIC, here, first_label=2))
    steps: list[tuple[int, int]] = []
    drawing = BadgeService(front.journal).save_pdf(faces, there, first_label=2)
    assert drive(drawing, lambda *step: steps.append(step), lambda: False) == expected
    assert there.read_bytes() == here.read_bytes()
    assert steps == [(done, 120) for done in range(1, 121)]


def test_that_a_large_run_that_is_stopped_leaves_nothing(tmp_path: Path, front: Desk) -> None:
    drawing = BadgeService(front.journal).save_pdf([a_face(n) for n in range(120)], tmp_path / "badges.pdf")
    next(drawing)
    drawing.close()
    assert [path for path in tmp_path.iterdir() if "badges" in path.name] == []
