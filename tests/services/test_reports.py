"""The papers of an event as a coordinator asks for them."""

from pathlib import Path

from checkin_app.domain.badge_look import OwnTemplate, Picture
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.services.long_work import result_of
from checkin_app.services.reports import ReportService
from tests.domain.programmes import D1, OPENING
from tests.services.paper_samples import pages_of
from tests.store.event_files import Desk


def test_that_the_lists_follow_the_roster_and_the_scans(front: Desk, tmp_path: Path) -> None:
    reports = ReportService(front.journal)
    front.scan("Ana")
    (listed,) = reports.signature_lists([OPENING])
    assert [row.participant.given for row in listed.rows] == ["Jürgen", "Li", "Seán", "Ana", "Ελένη"]
    assert [row.first_at is not None for row in listed.rows] == [False, False, False, True, False]
    run = result_of(reports.save_signatures([listed], tmp_path / "s.pdf"))
    assert (run.papers, run.pages) == (1, 1)
    assert "Țîrdea Ana" in pages_of(tmp_path / "s.pdf")[0]


def test_that_an_entry_taken_back_is_on_no_list(front: Desk) -> None:
    reports = ReportService(front.journal)
    front.scan("Ana")
    front.checkin.undo()
    (listed,) = reports.signature_lists([Checkpoint(D1)])
    assert not listed.has_scans


def test_that_a_long_list_is_set_in_another_process(front: Desk, tmp_path: Path) -> None:
    for number in range(301):
        front.roster.add(Participant(id="", given="Guest", family=f"Number {number}"))
    reports = ReportService(front.journal)
    lists = reports.signature_lists([Checkpoint(D1)])
    steps = list(reports.save_signatures(lists, tmp_path / "s.pdf"))
    assert steps[-1] == (306, 306)
    assert len(pages_of(tmp_path / "s.pdf")) == 17


def test_that_logos_come_from_the_events_own_designs_each_once(front: Desk) -> None:
    logo = Picture("ab" * 32, 2, 1, b"not looked at here")
    for title in ("One", "Two"):
        front.designs.save(OwnTemplate(title=title, base="classic", logo=logo.sha256), [logo])
    assert ReportService(front.journal).logos() == (logo,)


def test_that_the_report_is_about_the_event_as_it_is(front: Desk, tmp_path: Path) -> None:
    front.scan("Ana")
    run = result_of(ReportService(front.journal).save_attendance(tmp_path / "r.pdf"))
    pages = pages_of(tmp_path / "r.pdf")
    assert len(pages) == run.pages
    assert "1 came at least once" in pages[0]
    assert "4 expected, but never came" in pages[0]
