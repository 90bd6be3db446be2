"""The commands: what they print, what they refuse, and the status they end with."""

import csv
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkin_app import __version__, cli
from checkin_app.cli.commands import app
from checkin_app.services.programme_file import parse_programme, write_programme
from tests.cli.conftest import Run
from tests.domain.programmes import EVENT

Add = Callable[..., Any]
MORNING = ("--now", "2023-11-21T09:14:07")
LATER = ("--now", "2023-11-21T09:41:07")


def test_that_the_list_of_commands_is_the_one_of_the_program() -> None:
    named = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert named == cli.COMMANDS


def test_that_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"checkin {__version__}\n"


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_that_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"Usage: checkin {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("scan",),
        ("verify", "a.checkin", "--no-such-option"),
        ("badges", "a.checkin", "out.pdf", "--only", "some"),
        ("badges", "a.checkin", "out.pdf", "--blank", "3", "--person", "x"),
        ("badges", "a.checkin", "out.pdf", "--first-label", "0"),
        ("reissue", "a.checkin", "x", "--reason", "bored"),
        ("export", "everything", "a.checkin", "out.csv"),
    ],
)
def test_that_wrong_usage_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.err
    assert not ran.out


@pytest.mark.parametrize("command", ["people", "scan", "verify", "undo"])
def test_that_a_file_that_is_not_there_ends_with_one_and_a_sentence(
    run: Run, command: str, tmp_path: Path
) -> None:
    ran = run(command, tmp_path / "none.checkin")
    assert (ran.status, ran.out) == (1, "")
    assert "none.checkin: There is no such file." in ran.err


def test_that_an_event_is_made_from_its_programme_once(run: Run, tmp_path: Path) -> None:
    programme, event = tmp_path / "p.toml", tmp_path / "new.checkin"
    programme.write_text(write_programme(EVENT), encoding="utf-8")
    assert run("new", event, "--programme", programme).status == 0
    content = event.read_bytes()
    again = run("new", event, "--programme", programme)
    assert again.status == 1
    assert "There is a file of this name already." in again.err
    assert event.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("new")] == ["new.checkin"]


def test_that_a_wrong_programme_makes_no_event_and_names_line_and_key(run: Run, tmp_path: Path) -> None:
    programme, event = tmp_path / "p.toml", tmp_path / "new.checkin"
    programme.write_text('[event]\nname = "X"\nzone = "Europe/Iasi"\n', encoding="utf-8")
    ran = run("new", event, "--programme", programme)
    assert ran.status == 1
    assert re.search(r"p\.toml, line 3, key «zone»", ran.err)
    assert not event.exists()


def test_that_the_programme_comes_out_as_it_went_in_and_can_be_changed(
    run: Run, event: Path, tmp_path: Path
) -> None:
    shown = run("programme", event).out
    assert parse_programme(shown, "shown") == EVENT
    changed = tmp_path / "changed.toml"
    changed.write_text(shown.replace("Three Days", "Four Days"), encoding="utf-8")
    assert "is changed" in run("programme", event, changed).out
    assert "like that already" in run("programme", event, changed).out
    assert "Four Days" in run("programme", event).out


def test_that_a_walk_in_is_on_the_roster_with_a_code(run: Run, event: Path, add: Add) -> None:
    added = add(
        "--given", "Ștefan", "--family", "Țăranu", "--organisation", "HempClub", "--category", "Public"
    )
    assert added["walk_in"]
    assert added["days"] == [1, 2, 3]
    assert re.fullmatch("[BCDFGHJKLNPRSTVX]{20}", added["code"])
    assert run("people", event, "--json").json() == [added]
    assert run("people", event, "--search", "taranu", "--json").json() == [added]
    assert run("people", event, "--search", "nobody", "--json").json() == []


def test_that_somebody_without_a_name_is_not_added(run: Run, event: Path) -> None:
    ran = run("add", event, "--organisation", "HempClub")
    assert (ran.status, ran.out, ran.err) == (1, "", "A participant needs a name.\n")


def test_that_a_search_without_hit_suggests_a_name(run: Run, event: Path, add: Add) -> None:
    add("--family", "Popescu")
    ran = run("people", event, "--search", "popesku")
    assert ran.out == ""
    assert "Did you mean Popescu?" in ran.err


def test_that_a_verdict_is_a_line_for_people(run: Run, event: Path, add: Add) -> None:
    added = add(
        "--given", "Ștefan", "--family", "Țăranu", "--organisation", "HempClub", "--note", "Give the key"
    )
    ran = run(*MORNING, "scan", event, "--at", "day:1", typed=[added["code"]])
    assert ran.status == 0
    assert re.fullmatch(
        r"09:14:0\d  admitted          Ștefan Țăranu · HempClub   day:1   note: Give the key\n", ran.out
    )


def test_that_verdicts_for_machines_have_the_keys_of_the_manual(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng")
    scan = ("scan", event, "--at", "day:1", "--json", "--desk", "Main entrance")
    first = run(*MORNING, *scan, typed=[added["code"]]).json()
    second, unread = run(*LATER, *scan, typed=[added["code"].lower(), "rubbish"]).objects()
    assert {"reason", "admitted", "forced", "saved", "record", "checkpoint", "day", "person", "note"} <= set(
        first
    )
    assert (first["reason"], first["admitted"], first["forced"], first["saved"]) == (
        "admitted",
        True,
        False,
        True,
    )
    assert (first["checkpoint"], first["day"], first["note"], first["first_at"]) == ("day:1", 1, None, None)
    assert first["person"] == {"id": added["id"], "name": "Li Ng", "organisation": "", "category": ""}
    assert (second["reason"], second["admitted"]) == ("already_in", False)
    assert (second["first_at"], second["first_desk"]) == ("2023-11-21T09:14:07+02:00", "Main entrance")
    assert (unread["reason"], unread["person"]) == ("misread", None)


def test_that_a_session_is_followed_by_the_clock(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng")
    verdict = run("--now", "2023-11-22T09:10:00", "scan", event, "--json", typed=[added["code"]]).json()
    assert verdict["checkpoint"] == "CONFERENCE"


def test_that_a_scan_outside_the_event_asks_for_a_checkpoint(run: Run, event: Path) -> None:
    ran = run("--now", "2024-01-01T09:00:00", "scan", event, typed=["x"])
    assert ran.status == 1
    assert "on no day of the event" in ran.err


def test_that_an_unknown_checkpoint_is_named(run: Run, event: Path) -> None:
    ran = run("scan", event, "--at", "day:4", typed=["x"])
    assert (ran.status, ran.err) == (1, "There is no checkpoint «day:4» in this event.\n")


def test_that_staff_can_let_in_and_out(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng")
    scan = ("scan", event, "--at", "MATCHMAKING", "--json", "--now")
    asked = run(*scan, "2023-11-22T14:00", typed=[added["code"]]).json()
    forced = run(*scan, "2023-11-22T14:01", "--force", "The host agrees", typed=[added["code"]]).json()
    again = run(*scan, "2023-11-22T14:02", "--force", "Again", typed=[added["code"]]).json()
    left = run(*scan, "2023-11-22T14:03", "--exit", typed=[added["code"]]).json()
    assert (asked["reason"], asked["admitted"], asked["forced"]) == ("not_this_session", False, False)
    assert (forced["admitted"], forced["forced"]) == (True, True)
    assert (again["reason"], again["admitted"], again["forced"]) == ("already_in", False, False)
    assert (left["reason"], left["admitted"]) == ("left", False)


def test_that_hostile_lines_are_misread_and_blank_ones_passed_over(run: Run, event: Path) -> None:
    typed = b"\n  \n\x00\x01\xff\xfe\n" + "\u202eЯЯ\u200b".encode() + b"\n" + b"B" * 10_000 + b"\nno newline"
    verdicts = run(*MORNING, "scan", event, "--json", typed=typed).objects()
    assert [verdict["reason"] for verdict in verdicts] == ["misread"] * 4


def test_that_an_undo_takes_back_the_last_act(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng")
    admitted = run(*MORNING, "scan", event, "--json", typed=[added["code"]]).json()
    undone = run(*LATER, "undo", event, "--json").json()
    assert undone["undone"] == admitted["record"]
    assert run("people", event, "--json").json()[0]["present"] == []
    nothing = run(*LATER, "undo", event)
    assert nothing.status == 1
    assert "nothing to undo" in nothing.err


def test_that_a_chosen_record_of_another_day_is_corrected_with_a_reason(
    run: Run, event: Path, add: Add
) -> None:
    added = add("--given", "Li", "--family", "Ng")
    record = run(*MORNING, "scan", event, "--json", typed=[added["code"]]).json()["record"]
    next_day = ("--now", "2023-11-22T09:00")
    assert run(*next_day, "undo", event, "--record", record).status == 1
    assert run(*next_day, "undo", event, "--record", record, "--reason", "Was not there").status == 0


def test_that_a_reissued_badge_ends_the_old_one(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng", "--email", "li@example.org")
    new = run("reissue", event, "li@example.org", "--reason", "lost", "--json").json()
    assert new["code"] != added["code"]
    old, fresh = run(*MORNING, "scan", event, "--json", typed=[added["code"], new["code"]]).objects()
    assert (old["reason"], fresh["reason"]) == ("replaced", "admitted")


def test_that_badges_are_remembered_as_printed(run: Run, event: Path, add: Add, tmp_path: Path) -> None:
    one = add("--given", "Li", "--family", "Ng")
    out = tmp_path / "badges.pdf"
    assert run("badges", event, out, "--only", "unprinted", "--json").json()["badges"] == 1
    add("--given", "Bo", "--family", "Xu")
    assert run("badges", event, out, "--only", "unprinted", "--json").json()["badges"] == 1
    nobody = run("badges", event, out, "--only", "unprinted")
    assert nobody.status == 1
    assert "no badge to print" in nobody.err
    assert run("badges", event, out, "--person", one["id"][:8], "--json").json()["badges"] == 1
    assert run("badges", event, out, "--blank", "3", "--json").json()["badges"] == 3
    assert len(run("people", event, "--json").json()) == 2


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        (("--template", "big-name"), 1),
        (("--template", "two-sided", "--sheet", "a6-fold"), 1),
        (("--template", "two-sided", "--sheet", "a6x4", "--duplex", "long"), 2),
        (("--template", "sticker", "--sheet", "roll-62"), 1),
        (("--sheet", "custom:80x50,2x5,15/10,90x55", "--cut-marks", "--offset", "1.2,-0.4"), 1),
    ],
)
def test_that_designs_paper_and_printers_are_chosen(
    options: tuple[str, ...], pages: int, run: Run, event: Path, add: Add, tmp_path: Path
) -> None:
    add("--given", "Ana", "--family", "Ionescu")
    assert run("badges", event, tmp_path / "b.pdf", *options, "--json").json()["pages"] == pages


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--template", "two-sided"), "is for upright badges of about 105 × 148 mm"),
        (("--template", "hologram"), "hologram"),
        (
            ("--sheet", "custom:80x50,3x5,15/10,90x55"),
            "3 columns need 275 mm across, and the page has 210 mm",
        ),
        (("--offset", "12,0"), "12 mm is more than 10 mm"),
        (("--first-label", "11"), "no label 11"),
    ],
)
def test_that_what_cannot_be_printed_makes_no_spare_badges(
    options: tuple[str, ...], problem: str, run: Run, event: Path, tmp_path: Path
) -> None:
    ran = run("badges", event, tmp_path / "b.pdf", "--blank", "3", *options)
    assert ran.status == 1
    assert problem in ran.err
    assert not (tmp_path / "b.pdf").exists()
    assert run("verify", event, "--json").json()["records"] == 3


def test_that_the_same_badges_make_the_same_file(run: Run, event: Path, add: Add, tmp_path: Path) -> None:
    add("--given", "Li", "--family", "Ng")
    run("badges", event, tmp_path / "one.pdf")
    run("badges", event, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize(
    "option",
    [("--sheet", "avery-0"), ("--template", "baroque"), ("--category", "Ghost"), ("--person", "nobody")],
)
def test_that_an_unknown_choice_for_badges_is_named(
    run: Run, event: Path, add: Add, tmp_path: Path, option: tuple[str, str]
) -> None:
    add("--given", "Li", "--family", "Ng")
    ran = run("badges", event, tmp_path / "out.pdf", *option)
    assert ran.status == 1
    assert f"«{option[1]}»" in ran.err
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("kind", ["attendance", "people", "scans"])
def test_that_everything_is_exported_in_both_kinds_of_file(
    run: Run, event: Path, add: Add, tmp_path: Path, kind: str
) -> None:
    added = add("--given", "=cmd", "--family", "Ng")
    run(*MORNING, "scan", event, "--at", "day:1", typed=[added["code"]])
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"{kind}.{ending}"
        assert run("export", kind, event, out).status == 0
        assert out.stat().st_size > 0
    with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Given name"] == "'=cmd"


def test_that_an_export_for_excel_has_a_mark_and_semicolons(
    run: Run, event: Path, add: Add, tmp_path: Path
) -> None:
    add("--given", "Ștefan")
    run("export", "people", event, tmp_path / "people.csv", "--excel")
    content = (tmp_path / "people.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfExternal id;Given name;")


def test_that_another_ending_is_refused(run: Run, event: Path, tmp_path: Path) -> None:
    ran = run("export", "people", event, tmp_path / "people.doc")
    assert ran.status == 1
    assert "Use .csv or .xlsx." in ran.err


def test_that_verify_is_content_until_somebody_touches_the_file(run: Run, event: Path, add: Add) -> None:
    add("--given", "Li", "--family", "Ng")
    assert run("verify", event, "--json").json() == {
        "ok": True,
        "records": 5,
        "first_bad": None,
        "certificates": [],
    }
    with sqlite3.connect(event) as other_tool:
        other_tool.execute("UPDATE log SET operator = 'x' WHERE position = 5")
    other_tool.close()
    ran = run("verify", event, "--json")
    assert ran.status == 1
    assert ran.json()["first_bad"]["seq"] == 2
    assert "record 2" in run("verify", event).out


def test_that_verify_refuses_what_is_no_event_file(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "letter.checkin"
    foreign.write_text("Dear organisers", encoding="utf-8")
    ran = run("verify", foreign, "--json")
    assert (ran.status, ran.json()["ok"]) == (1, False)
    assert "not an event file" in ran.err


def test_that_a_pack_is_made_and_verified_without_the_event_file(
    run: Run, event: Path, add: Add, tmp_path: Path
) -> None:
    add("--given", "Li", "--family", "Ng")
    out = tmp_path / "evidence.zip"
    made = run("pack", event, out, "--now", "2023-11-21T09:00", "--json").json()
    again = run("pack", event, tmp_path / "again.zip", "--now", "2023-11-21T09:00")
    assert made["manifest_sha256"] in again.out
    event.unlink()
    ran = run("verify", out, "--json")
    assert (ran.status, ran.json()) == (0, {"ok": True, "records": made["records"], "first_bad": None})
    assert "every file is as it was packed" in run("verify", out).out
    out.write_bytes(out.read_bytes()[:-50])
    ran = run("verify", out)
    assert (ran.status, "damaged" in ran.out) == (1, True)


def test_that_a_backup_is_an_event_file_and_overwrites_nothing(run: Run, event: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.checkin"
    assert run("backup", event, copy).status == 0
    assert run("verify", copy).status == 0
    assert run("backup", event, copy).status == 1


def test_that_the_common_options_stand_before_or_after_the_command(run: Run, event: Path, add: Add) -> None:
    added = add("--given", "Li", "--family", "Ng")
    run(
        "--desk=Side door",
        "--operator",
        "Ana",
        "scan",
        event,
        "--now",
        "2023-11-21T09:00+02:00",
        typed=[added["code"]],
    )
    run("export", "scans", event, event.with_name("scans.csv"))
    with event.with_name("scans.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Desk"], row["Operator"]) == ("Side door", "Ana")


@pytest.mark.parametrize(
    ("option", "said"), [(("--now", "noon"), "«noon» is no time."), (("--desk",), "A value is missing")]
)
def test_that_a_wrong_common_option_is_refused(
    run: Run, event: Path, option: tuple[str, ...], said: str
) -> None:
    ran = run("people", event, *option)
    assert ran.status == 1
    assert said in ran.err


def test_that_the_demo_is_made_once_and_whole(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = run("demo", folder, "--no-window")
    assert ran.status == 0, ran
    event = folder / "clusters-meet-regions.checkin"
    assert {path.name for path in folder.iterdir()} == {
        event.name,
        "badges.pdf",
        "programme.toml",
        "attendance.xlsx",
    }
    assert run("verify", event).status == 0
    people = run("people", event, "--json").json()
    assert len(people) == 260
    came = sum(bool(person["present"]) for person in people)
    assert 100 < came < 260
    badges = (folder / "badges.pdf").read_bytes()
    assert run("demo", folder, "--no-window").status == 0
    assert (folder / "badges.pdf").read_bytes() == badges
    assert sum(bool(person["present"]) for person in run("people", event, "--json").json()) == came
