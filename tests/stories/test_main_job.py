"""The whole main job from the command line, on rosters that people send."""

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.stories.command_line import checkin, codes_in, done

PROGRAMME = """
[event]
name = "Three days of hemp"
zone = "Europe/Bucharest"

[[category]]
name = "Guest"
colour = "teal"

[[day]]
date = 2023-11-21
  [[day.session]]
  code = "OPEN"
  title = "Opening"
  starts = 10:00:00
  ends = 12:00:00

[[day]]
date = 2023-11-22

[[day]]
date = 2023-11-23
"""
# Invented people. The second is registered for the first two days, the third for the last one.
PEOPLE = [
    ("Ștefan", "Țăranu", "stefan@example.org", "Asociația Cânepa", ""),
    ("Łukasz", "Żółć", "lukasz@example.org", "Klaster Wschód", "1,2"),
    ("Jiří", "Dvořák", "jiri@example.org", "Klastr Morava", "3"),
    ("Nuño", "Müller", "nuno@example.org", "Übermorgen GmbH", ""),
]
HEADERS = ("Vorname", "Nachname", "E-Mail", "Firma", "Tage")


def event_with(roster: Path, folder: Path) -> Path:
    programme = folder / "programme.toml"
    programme.write_text(PROGRAMME, encoding="utf-8")
    event = folder / "hemp.checkin"
    done("new", event, "--programme", programme)
    counted = done("import", event, roster, "--json").json()
    assert counted["problems"] == []
    assert counted["new"] == len(PEOPLE)
    return event


def spreadsheet(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS)
    for row in PEOPLE:
        sheet.append(row)
    book.save(path)
    return path


def central_european_csv(path: Path) -> Path:
    """Semicolons and cp1250, which has ş ţ with a cedilla and no ñ."""
    text = "\r\n".join(";".join(row) for row in [HEADERS, *PEOPLE])
    old = text.translate(str.maketrans("ȘȚșțñ", "ŞŢşţn"))
    path.write_bytes(old.encode("cp1250"))
    return path


@pytest.fixture(params=[spreadsheet, central_european_csv])
def event(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    ending = {spreadsheet: "xlsx", central_european_csv: "csv"}[request.param]
    return event_with(request.param(tmp_path / f"roster.{ending}"), tmp_path)


def test_that_a_printed_badge_does_its_job_on_every_day(event: Path, tmp_path: Path) -> None:
    run = done("badges", event, tmp_path / "badges.pdf", "--json").json()
    assert (run["badges"], run["pages"]) == (len(PEOPLE), 1)
    printed = codes_in(tmp_path / "badges.pdf")
    people = {person["code"]: person for person in done("people", event, "--json").json()}
    assert sorted(printed) == sorted(people)
    assert all(person["badge_printed"] for person in people.values())

    came: dict[str, set[int]] = {code: set() for code in people}
    for day, date in enumerate(("2023-11-21", "2023-11-22", "2023-11-23"), 1):
        at = ("--at", f"day:{day}", "--json", "--desk", "Main entrance", "--now")
        first = done("scan", event, *at, f"{date}T09:00:00", typed=printed).lines()
        again = done("scan", event, *at, f"{date}T09:27:00", typed=printed).lines()
        for code, verdict, second in zip(printed, first, again, strict=True):
            assert verdict["person"]["id"] == people[code]["id"]
            if day in people[code]["days"]:
                came[code].add(day)
                assert (verdict["reason"], verdict["admitted"]) == ("admitted", True)
                assert (second["reason"], second["admitted"]) == ("already_in", False)
                assert second["first_at"].startswith(f"{date}T09:00")
                assert second["first_desk"] == "Main entrance"
            else:
                assert (verdict["reason"], verdict["admitted"]) == ("not_this_day", False)
    exported = attendance_of(event, tmp_path)
    assert exported == {people[code]["id"]: days for code, days in came.items()}
    assert done("verify", event, "--json").json()["ok"]


def attendance_of(event: Path, folder: Path) -> dict[str, set[int]]:
    done("export", "attendance", event, folder / "attendance.csv")
    with (folder / "attendance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["Id"]: {int(title.split()[1]) for title, cell in row.items() if title.startswith("Day ") and cell}
        for row in rows
    }


def test_that_a_corrected_list_imported_again_doubles_nobody(event: Path, tmp_path: Path) -> None:
    before = done("people", event, "--json").json()
    again = done("import", event, spreadsheet(tmp_path / "again.xlsx"), "--json").json()
    after = done("people", event, "--json").json()
    assert again["new"] == 0
    assert [person["id"] for person in after] == [person["id"] for person in before]


def test_that_a_dry_run_changes_nothing(event: Path, tmp_path: Path) -> None:
    extra = tmp_path / "more.csv"
    extra.write_text("First name,Last name\nLi,Ng\n", encoding="utf-8")
    assert done("import", event, extra, "--dry-run", "--json").json()["new"] == 1
    assert len(done("people", event, "--json").json()) == len(PEOPLE)


def test_that_a_refused_roster_gives_a_sentence_and_changes_nothing(event: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text('Given name,Family name\n"Ștefan,Țăranu\nLi,Ng\n', encoding="utf-8")
    ran = checkin("import", event, broken)
    assert ran.status == 1
    assert "broken.csv" in ran.err
    assert "line 2" in ran.err
    assert len(done("people", event, "--json").json()) == len(PEOPLE)
