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
