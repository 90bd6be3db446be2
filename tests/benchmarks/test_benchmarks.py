"""The benchmarks measure what they say: their events are sound, and their table tells what was missed. No clock here."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin_app.store import verification
from tests.benchmarks import attendance_page, badges, exports, imports, people_page, scans, searches
from tests.benchmarks.figures import Figure, as_table, median, percentile_99, taken_in_turns
from tests.benchmarks.large_event import make_large_event, person
from tests.services.badge_samples import rendered, sighted, text_of
from tests.store.event_files import asked, result_of

PEOPLE = 120


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    path = tmp_path_factory.mktemp("large") / "large.checkin"
    return path, make_large_event(path, PEOPLE)


def test_that_the_large_event_verifies(large: tuple[Path, list[str]]) -> None:
    assert result_of(verification.verify(large[0])).ok


def test_that_everybody_has_a_record_of_their_own_and_two_entries(large: tuple[Path, list[str]]) -> None:
    kinds = dict(asked(large[0], "SELECT kind, count(*) FROM log GROUP BY kind"))
    assert kinds["participant_added"] == PEOPLE
    assert kinds["entered"] == 2 * PEOPLE
    assert len(set(large[1])) == PEOPLE


def test_that_no_two_people_have_one_name() -> None:
    names = {person(number).name for number in range(20_000)}
    assert len(names) == 20_000


def test_that_scans_are_measured_on_both_sides(large: tuple[Path, list[str]]) -> None:
    figures = scans.beside_bare_sqlite(*large, scans=20)
    assert all(figure.ours > 0 and figure.ratio is not None for figure in figures)
    for side in ("bare", "service"):
        today = "SELECT count(*) FROM presence WHERE day = '2023-11-23'"
        assert asked(large[0].with_name(f"{side}.checkin"), today) == [(70,)]


def test_that_the_people_page_is_measured_with_a_window(qtbot: object) -> None:  # noqa: ARG001  # a window needs an application
    assert all(figure.ours > 0 for figure in people_page.sorting_and_filtering(200))


@pytest.mark.usefixtures("qtbot")
def test_that_the_attendance_page_is_measured_with_a_window(large: tuple[Path, list[str]]) -> None:
    assert all(figure.ours > 0 for figure in attendance_page.first_screen_and_sifting(large[0], PEOPLE))


def test_that_a_search_is_measured_on_both_sides(large: tuple[Path, list[str]]) -> None:
    assert searches.beside_bare_fts5(large[0], PEOPLE).ratio is not None


def test_that_both_sides_of_an_export_write_the_same_cells(
    large: tuple[Path, list[str]], tmp_path: Path
) -> None:
    assert exports.beside_xlsxwriter(large[0], tmp_path, PEOPLE).ratio is not None
    ours, plain = (
        [
            sheet.to_python(skip_empty_area=False)
            for sheet in map(CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_index, range(4))
        ]
        for name in ("ours.xlsx", "plain.xlsx")
    )
    assert ours == plain


def test_that_both_sides_of_an_import_leave_the_same_rows(tmp_path: Path) -> None:
    assert imports.beside_executemany(tmp_path, 30).ratio is not None
    for table in ("badge", "participant_search"):
        rows = [
            asked(tmp_path / f"{name}.checkin", f"SELECT * FROM {table} WHERE rowid > 1")
            for name in ("imported", "inserted")
        ]
        assert len(rows[0]) == 30
        assert rows[0] == rows[1]


def test_that_badges_are_measured_on_both_sides_with_the_same_codes(tmp_path: Path) -> None:
    figure = badges.beside_reportlab(tmp_path, 20, rounds=1)
    assert figure.ours > 0
    assert figure.ratio is not None
    wanted = {face.code for face in badges.faces(20)}
    for name in ("ours.pdf", "plain.pdf"):
        assert {seen.code for seen in sighted(rendered(tmp_path / name))} == wanted
        assert badges.faces(20)[0].name_family in text_of(tmp_path / name)


def test_that_the_first_page_of_a_preview_is_measured() -> None:
    assert badges.first_page(30).ours > 0


def test_that_a_badge_takes_little_of_the_file(tmp_path: Path) -> None:
    assert badges.bytes_a_badge(tmp_path, 1000) < badges.MOST_BYTES


@pytest.mark.slow
def test_that_memory_stays_flat_from_a_thousand_badges_to_ten_thousand(tmp_path: Path) -> None:
    assert badges.growth(tmp_path, 1000, 10_000) < badges.MOST_MEMORY


def test_that_turns_are_taken_one_after_the_other() -> None:
    order: list[str] = []
    floors, ours = taken_in_turns(
        2, lambda n: order.append(f"floor {n}"), lambda n: order.append(f"ours {n}")
    )
    assert order == ["floor 0", "ours 0", "floor 1", "ours 1"]
    assert len(floors) == len(ours) == 2


def test_that_the_99th_percentile_leaves_out_one_of_a_hundred() -> None:
    assert percentile_99([float(number) for number in range(1000)]) == 990
    assert percentile_99([3.0]) == 3
    assert median([1.0, 9.0, 2.0]) == 2


def test_that_the_table_tells_what_was_missed() -> None:
    figures = [Figure("quick", 1, 1, 2.0), Figure("slow", 9, 3, 2.0), Figure("long", 20_000, None, 50)]
    header, quick, slow, long = as_table(figures).splitlines()
    assert header.split() == ["what", "ours", "floor", "ratio", "goal"]
    assert "MISSED" not in quick
    assert "3.00" in slow
    assert slow.endswith("MISSED")
    assert "20.0 s" in long
    assert long.endswith("MISSED")
