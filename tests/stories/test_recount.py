"""Matrix, workbook, CSV files and the summary agree to the cell with a second count from the log in plain Python."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from checkin_app.bootstrap import Services, create_event
from checkin_app.domain.attendance import CellState
from checkin_app.domain.event import Category, Day, Event, Session
from checkin_app.domain.participant import Participant
from checkin_app.services import demo
from checkin_app.services.clock import HandClock
from checkin_app.services.long_work import result_of
from checkin_app.services.pack_check import verify_pack
from tests.recount import Recount, recounted
from tests.simulated_days import Life

NIGHT = Event(
    name="A night with two hours of three o'clock",
    zone="Europe/Bucharest",
    categories=(Category("Exchange visitor"),),
    days=(
        Day(
            date(2023, 10, 28),
            "Until the clocks go back",
            (
                Session("DINNER", "Dinner", time(20), time(23), capacity=25),
                Session("NIGHT", "Night", time(23), time(3, 45)),
            ),
        ),
        Day(date(2023, 10, 29), "After", (Session("MORNING", "Morning", time(9), time(11), room="Hall"),)),
    ),
)


@pytest.fixture(scope="module", params=["the demo event", "a night of daylight saving"])
def lived(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Services]:
    """An event that is over."""
    event = demo.demo_event() if request.param == "the demo event" else NIGHT
    path = tmp_path_factory.mktemp("lived") / "lived.checkin"
    clock = HandClock(demo.begins_at(event))
    services = create_event(path, event, desk="Front", computer="tests", clock=clock)
    if event is NIGHT:
        for number in range(60):
            services.roster.add(
                Participant(id="", given=f"Guest {number}", family="Țurcanu", category="Exchange visitor")
            )
    else:
        result_of(demo.fill(services.roster_import, demo.demo_roster()))
    Life(services, clock, seed=6).live()
    yield services
    services.close()


@pytest.fixture(scope="module")
def pack(lived: Services, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pack") / "evidence.zip"
    result_of(lived.evidence.pack(out))
    return out


@pytest.fixture(scope="module")
def count(pack: Path) -> Recount:
    return recounted(pack)


def table(pack: Path, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the pack."""
    with zipfile.ZipFile(pack) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"tables/{name}.csv").decode(), newline="")))


def sheet(pack: Path, name: str) -> list[dict[str, object]]:
    """The rows of a sheet of the pack's workbook."""
    with (
        zipfile.ZipFile(pack) as archive,
        closing(openpyxl.load_workbook(io.BytesIO(archive.read("tables/attendance.xlsx")))) as book,
    ):
        header, *rows = book[name].iter_rows(values_only=True)
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_that_much_happened(count: Recount) -> None:
    kinds = [(scan["kind"], scan["counts"], bool(scan["said"].get("by_hand"))) for scan in count.scans]
    assert {("entered", True, False), ("entered", False, False), ("entered", True, True)} <= set(kinds)
    assert {("left", True, False), ("refused", True, False)} <= set(kinds)
    assert any(scan["said"].get("forced") for scan in count.scans)
    assert any(person.get("walk_in") for person in count.people.values())
    assert any(person["status"] == "removed" for person in count.people.values())
    assert count.early
    assert len(count.scans) > 150


def test_that_the_pack_is_as_it_was_made(pack: Path) -> None:
    assert result_of(verify_pack(pack)).ok


def test_that_the_matrix_is_the_recount(lived: Services, count: Recount) -> None:
    matrix = lived.attendance.matrix()
    here = {row.participant.id for row in matrix.rows}
    came = {who for who, _ in count.first}
    assert here == {who for who, person in count.people.items() if person["status"] != "removed"} | came
    for row in matrix.rows:
        for place, cell in zip(count.places, row.cells, strict=True):
            key = row.participant.id, place
            first = count.first.get(
                key
            )  # in UTC, as no two zones agree about an hour that comes twice (PEP 495)
            assert cell.first_at == (first and first.astimezone(UTC))
            assert (cell.state is CellState.LEFT_EARLY) is (key in count.early)
    assert list(matrix.totals()) == count.came()


def test_that_the_csv_file_is_the_recount(pack: Path, count: Recount) -> None:
    rows = table(pack, "matrix")
    assert rows
    for row in rows:
        for place, title in zip(count.places, count.titles, strict=True):
            first = count.first.get((row["Id"], place))
            assert row[title] == (first.strftime("%H:%M:%S") if first else "")
        assert row["Days present"] == str(count.days_of(row["Id"]))
        assert row["Organisation"] == count.people[row["Id"]]["organisation"]


def test_that_the_workbook_is_the_recount(pack: Path, count: Recount) -> None:
    rows = sheet(pack, "Matrix")
    assert len(rows) == len(table(pack, "matrix"))
    for row in rows:
        for place, title in zip(count.places, count.titles, strict=True):
            first = count.first.get((str(row["Id"]), place))
            assert row[title] == (first.replace(tzinfo=None, microsecond=0) if first else None)
        assert row["Days present"] == count.days_of(str(row["Id"]))


def test_that_every_scan_is_in_both(pack: Path, count: Recount) -> None:
    texts, cells = table(pack, "scans"), sheet(pack, "Scans")
    assert (
        [row["Record"] for row in texts] == [row["Record"] for row in cells] == [s["id"] for s in count.scans]
    )
    for text, cell, scan in zip(texts, cells, count.scans, strict=True):
        said = scan["said"]
        happened = datetime.fromisoformat(said.get("happened_at") or scan["at"])
        local = happened.astimezone(count.zone)
        assert text["Time"] == local.isoformat(sep=" ", timespec="seconds")
        assert cell["Time"] == local.replace(tzinfo=None, microsecond=0)
        assert text["Taken back"] == ("" if scan["counts"] else "yes")
        assert text["Reason"] == said.get("reason", "left")
        assert text["Forced because"] == said.get("forced", "")
        assert text["By hand because"] == said.get("by_hand", "")


def test_that_the_summary_is_the_recount(pack: Path, count: Recount) -> None:
    texts, cells = table(pack, "summary"), sheet(pack, "Summary")
    assert [row["Checkpoint"] for row in texts] == count.titles
    assert [row["Came"] for row in cells] == count.came() == [int(row["Came"]) for row in texts]
    early = [sum(place == each for _, each in count.early) for place in count.places]
    assert [row["Left early"] for row in cells] == early
    refused = [
        sum(s["kind"] == "refused" and tuple(s["said"]["checkpoint"].values()) == place for s in count.scans)
        for place in count.places
    ]
    assert [row["Refused"] for row in cells] == refused


def test_that_the_signature_lists_tell_the_recount(pack: Path, count: Recount) -> None:
    for number, day in enumerate(dict.fromkeys(on for on, _ in count.places), 1):
        with zipfile.ZipFile(pack) as archive:
            paper = pypdfium2.PdfDocument(archive.read(f"papers/signatures-day-{number}.pdf"))
        text = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
        paper.close()
        told = Counter(re.findall(r"\b\d\d:\d\d\b", text))
        first = Counter(f"{at:%H:%M}" for (_, place), at in count.first.items() if place[0] == day)
        assert first
        assert first - told == Counter()


def test_that_the_report_tells_the_recount(pack: Path, count: Recount) -> None:
    """Every first entry stands in its appendix, as often as it was."""
    with zipfile.ZipFile(pack) as archive:
        paper = pypdfium2.PdfDocument(archive.read("papers/attendance-report.pdf"))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    paper.close()
    told = Counter(re.findall(r"\b\d\d:\d\d\b", text))
    first = Counter(f"{at:%H:%M}" for at in count.first.values())
    assert first
    assert first - told == Counter()


def test_that_the_figures_are_the_recount(lived: Services, count: Recount) -> None:
    for checkpoint, came in zip(lived.programme.event.checkpoints(), count.came(), strict=True):
        assert lived.attendance.arrivals(checkpoint).people == came
    for place, day in enumerate(dict.fromkeys(on for on, _ in count.places)):
        organisations = {
            re.sub(r"\W", "", count.people[who]["organisation"]).casefold()
            for who, (on, session) in count.first
            if on == day and not session
        } - {""}
        assert lived.attendance.organisations().by_day()[place] == len(organisations)


def test_that_the_hour_that_comes_twice_is_told_apart(pack: Path, count: Recount) -> None:
    if str(count.places[0][0]) != "2023-10-28":
        assert all("+02:00" in row["Time"] for row in table(pack, "scans"))
        return
    offsets = {row["Time"][-6:] for row in table(pack, "scans") if row["Time"][11:13] == "03"}
    assert offsets == {"+03:00", "+02:00"}
    assert {row["Day"] for row in table(pack, "scans") if row["Time"][:13] == "2023-10-29 03"} == {"1"}
