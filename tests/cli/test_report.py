"""`checkin report`: what is set, what is said, what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.services.paper_samples import pages_of

Add = Callable[..., Any]


def test_that_every_day_has_its_signature_list(run: Run, event: Path, add: Add, tmp_path: Path) -> None:
    add("--given", "Ștefan", "--family", "Țăranu")
    ran = run("report", "signatures", event, tmp_path / "s.pdf", "--json")
    assert ran.json() == {"papers": 3, "pages": 3, "warnings": []}
    assert all("Țăranu Ștefan" in page for page in pages_of(tmp_path / "s.pdf"))


def test_that_one_day_or_session_can_be_chosen(run: Run, event: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.pdf"
    assert (
        run("report", "signatures", event, out, "--day", "2", "--blank-rows", "19").out
        == f"{out}: 2 pages.\n"
    )
    assert "Day 2: Conference" in pages_of(out)[1]
    assert run("report", "signatures", event, out, "--session", "OPENING", "--landscape").status == 0
    assert "Opening" in pages_of(out)[0]


def test_that_what_should_be_looked_at_is_said(run: Run, event: Path, add: Add, tmp_path: Path) -> None:
    add("--given", "Ann", "--family", "田")
    ran = run("report", "signatures", event, tmp_path / "s.pdf", "--day", "1")
    assert ran.err == "Ann 田: the name has a character that no font of the program has (田).\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--day", "4"), "There is no day «4» in this event."),
        (("--session", "NONE"), "There is no session «NONE» in this event."),
        (("--blank-rows", "5000"), "Between 0 and 1000 rows can be left blank."),
    ],
)
def test_that_what_cannot_be_is_told_and_nothing_is_written(
    run: Run, event: Path, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    ran = run("report", "signatures", event, tmp_path / "s.pdf", *options)
    assert (ran.status, ran.err.strip()) == (1, sentence)
    assert not (tmp_path / "s.pdf").exists()


def test_that_an_unknown_report_is_wrong_usage(run: Run, event: Path, tmp_path: Path) -> None:
    ran = run("report", "everything", event, tmp_path / "s.pdf")
    assert ran.status == 2
    assert "signatures" in ran.err


# -- certificates --------------------------------------------------------------------------------------------

MORNING = ("--now", "2023-11-21T09:40:00")


@pytest.fixture
def attended(run: Run, event: Path, add: Add) -> Any:
    """Ana was at the opening of the first day, Li was not."""
    ana = add("--given", "Ana", "--family", "Țîrdea")
    add("--given", "Li", "--family", "Ng", "--organisation", "Far Away")
    assert run("scan", event, "--at", "OPENING", *MORNING, typed=[ana["code"]]).status == 0
    return ana


@pytest.mark.usefixtures("attended")
def test_that_certificates_are_set_and_who_falls_short_is_named(
    run: Run, event: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    ran = run("report", "certificates", event, out, "--needs", "OPENING", "--signatory", "I. Popa")
    assert ran.out == f"{out}: 1 certificate. 1 person falls short.\n"
    assert ran.err == "Li Ng · Far Away: 0 of 1 day, not in OPENING\n"
    (page,) = pages_of(out)
    assert "Ana Țîrdea" in page
    assert "I. Popa" in page


def test_that_nobody_who_fell_short_gets_paper(run: Run, event: Path, attended: Any, tmp_path: Path) -> None:
    ran = run(
        "report", "certificates", event, tmp_path / "c.pdf", "--least-days", "2", "--share", "50", "--json"
    )
    assert ran.status == 0
    told = ran.json()
    assert told["certificates"] == []
    assert told["short"][1] == {
        "person": attended["id"],
        "missing": [
            {"what": "days", "has": 1, "needs": 2, "session": ""},
            {"what": "share", "has": 1, "needs": 3, "session": ""},
        ],
    }
    assert not (tmp_path / "c.pdf").exists()


@pytest.mark.usefixtures("attended")
def test_that_each_can_have_a_file_of_their_own(run: Run, event: Path, tmp_path: Path) -> None:
    assert run("report", "certificates", event, tmp_path / "all", "--separate").status == 0
    assert [path.name for path in (tmp_path / "all").iterdir()] == ["0001 Țîrdea Ana.pdf"]


@pytest.mark.usefixtures("attended")
def test_that_a_certificate_can_be_verified_until_it_is_not_true_any_more(
    run: Run, event: Path, tmp_path: Path
) -> None:
    issued = run("report", "certificates", event, tmp_path / "c.pdf", *MORNING, "--json").json()
    (given,) = issued["certificates"]
    true = run("verify-certificate", event, "1", given["check"])
    assert true.status == 0
    assert true.out == (
        "Certificate No. 1 is true: Ana Țîrdea, 1 day, 2 h 49 min in sessions, issued on 2023-11-21.\n"
    )
    forged = run("verify-certificate", event, "1", "AAAA-BBBB-CCCC-DDDD")
    assert (forged.status, forged.out) == (
        1,
        "No certificate No. 1 with this check code was issued at this event.\n",
    )
    assert run("verify", event, "--json").json()["certificates"] == []
    assert run("undo", event, *MORNING).status == 0
    changed = run("verify-certificate", event, "1", given["check"], "--json")
    assert (changed.status, changed.json()["state"], changed.json()["days"]) == (1, "changed", [])
    noticed = run("verify", event)
    assert noticed.status == 0
    assert "Certificate No. 1 of Ana Țîrdea was issued on 2023-11-21, but" in noticed.err
    assert [each["number"] for each in run("verify", event, "--json").json()["certificates"]] == [1]


def test_that_the_attendance_report_is_set(run: Run, event: Path, attended: Any, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    ran = run("report", "attendance", event, out)
    pages = pages_of(out)
    assert ran.out == f"{out}: {len(pages)} pages.\n"
    assert "ATTENDANCE REPORT" in pages[0]
    assert attended["family"] in pages[-1]
