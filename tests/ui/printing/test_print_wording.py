"""What the window says about printing: every state of a job, and what is the matter with a printer."""

from dataclasses import replace

import pytest

from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.spooler import Printer
from checkin_app.ui.printing import print_wording
from tests.ui.conftest import MORNING

DESK = Printer("desk", "Desk printer", is_default=True)
JOB = PrintJob(
    id="9b1e7a52",
    title="12 badges",
    printer="desk",
    state=JobState.QUEUED,
    desk="d",
    queued_at=MORNING,
    moved_at=MORNING,
    width=210,
    height=297,
    sides="one-sided",
)


def test_that_every_state_of_a_job_has_its_own_words() -> None:
    assert set(print_wording.STATES) == set(JobState)
    assert len(set(print_wording.STATES.values())) == len(JobState)


def test_that_a_job_without_a_printer_is_told_without_a_dangling_dot() -> None:
    assert print_wording.where(JOB, "") == "In the queue"
    assert print_wording.where(JOB, "Desk printer") == "In the queue · Desk printer"


@pytest.mark.parametrize("state", JobState)
def test_that_the_reason_is_told_while_somebody_still_has_to_do_with_it(state: JobState) -> None:
    job = replace(JOB, state=state, why="It is out of paper.")
    assert print_wording.why(job, is_told=True) == ("It is out of paper." if job.is_open else "")


def test_that_people_look_at_the_paper_only_where_the_printer_does_not_tell() -> None:
    sent = replace(JOB, state=JobState.SENT)
    assert print_wording.why(sent, is_told=False) == print_wording.LOOK_AT_THE_PAPER
    assert print_wording.why(sent, is_told=True) == ""
    assert print_wording.why(replace(sent, why="It is stopped."), is_told=False) == "It is stopped."
    assert print_wording.why(JOB, is_told=False) == "", "it has not even begun"


def test_that_a_job_read_aloud_is_sentences_without_doubled_stops() -> None:
    said = print_wording.job_sentence(JOB, "Desk printer", "09:14", "It is out of paper.")
    assert said == "12 badges, 09:14. In the queue · Desk printer. It is out of paper"
    assert print_wording.job_sentence(JOB, "", "09:14", "") == "12 badges, 09:14. In the queue"


@pytest.mark.parametrize(
    ("coming", "failed", "said"),
    [(0, 0, ""), (2, 0, "2 to come"), (0, 1, "1 not printed"), (2, 1, "1 not printed, 2 to come")],
)
def test_that_what_did_not_come_out_is_told_before_what_is_to_come(
    coming: int, failed: int, said: str
) -> None:
    assert print_wording.waiting(coming, failed) == said


@pytest.mark.parametrize(
    ("printer", "trouble", "chosen", "said"),
    [
        (DESK, "", "desk", "Desk printer: ready"),
        (DESK, "Out of paper.", "desk", "Desk printer: out of paper."),
        (None, "It is not there.", "desk", "desk: it is not there."),
        (None, "The printing system is silent.", "", "The printing system is silent."),
        (None, "", "", print_wording.NO_PRINTERS),
        (None, "", "desk", print_wording.NO_PRINTERS),
    ],
)
def test_that_a_printer_is_told_with_what_is_the_matter_with_it(
    printer: Printer | None, trouble: str, chosen: str, said: str
) -> None:
    assert print_wording.printer_state(printer, trouble, chosen=chosen) == said


@pytest.mark.parametrize(
    ("numbers", "trouble", "nothing", "said"),
    [
        ((0, 0), "", "", "Open the print queue"),
        ((2, 0), "", "", "Printer: 2 to come. Open the print queue."),
        ((0, 0), "Out of paper.", "", "Printer: Out of paper. Open the print queue."),
        (
            (1, 3),
            "Out of paper.",
            "",
            "Printer: 3 not printed, 1 to come — Out of paper. Open the print queue.",
        ),
        (
            (1, 3),
            "Out of paper.",
            "In practice nothing is printed.",
            "Printer: in practice nothing is printed.",
        ),
    ],
)
def test_that_the_printer_in_the_top_bar_says_the_worst_first(
    numbers: tuple[int, int], trouble: str, nothing: str, said: str
) -> None:
    assert print_wording.pill(*numbers, trouble, nothing) == said


def test_that_a_printer_is_offered_by_the_name_that_people_know() -> None:
    assert print_wording.printer_choice(DESK) == "Desk printer (default)"
    assert print_wording.printer_choice(replace(DESK, is_default=False)) == "Desk printer"
    assert print_wording.not_there("desk") == "desk (not there now)"


def test_that_a_badge_without_a_name_is_a_badge_all_the_same() -> None:
    assert (print_wording.badge_of("Li Ng"), print_wording.badge_of("")) == ("Badge for Li Ng", "Badge")


def test_that_a_sheet_of_several_labels_is_warned_of_with_their_number() -> None:
    assert print_wording.on_checkin(1) == print_wording.ON_CHECKIN
    assert "has 24 labels" in print_wording.on_checkin(24)
