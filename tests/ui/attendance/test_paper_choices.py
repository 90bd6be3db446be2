"""What can be chosen about papers is what is on them, and who falls short of a certificate is told of what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox

from checkin_app.domain.attended import Attended
from checkin_app.domain.certificate import Decision, Lack, Missing
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.services.evidence_pack import Packed
from checkin_app.services.paper import PaperRun
from checkin_app.ui.attendance import paper_wording
from checkin_app.ui.attendance.certificate_card import CertificateCard
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.attendance.signature_card import SignatureCard
from tests.ui.conftest import CONFERENCE, EVENT, SECOND, STEFAN, THIRD

from .conftest import Attendance


@pytest.fixture(autouse=True)
def _shown(attendance: Attendance) -> None:
    attendance.page.show_part(Part.PAPERS)


def _lists(attendance: Attendance, out: Path) -> Sequence[str]:
    """The pages of the signature lists as they are chosen."""
    attendance.chooser.path = out
    attendance.click("signatures.pdf")
    with pypdfium2.PdfDocument(out) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _set(attendance: Attendance, name: str, value: int) -> None:
    attendance.find(QSpinBox, name).setValue(value)


def _missing(attendance: Attendance) -> dict[object, object]:
    """What each person lacks, by name."""
    attendance.click("certificates.preview")
    rows = attendance.find(FiguresTable, "certificateTable").figures().rows
    return {row[0]: row[-1] for row in rows}


def test_that_every_session_has_a_list_of_its_own(attendance: Attendance, tmp_path: Path) -> None:
    box = attendance.find(ChoiceBox, "signaturesFor")
    sessions = tuple(each for each in EVENT.checkpoints() if each.session)
    attendance.choose(box, sessions)
    pages = _lists(attendance, tmp_path / "lists.pdf")
    assert len(pages) == len(sessions)
    for page, checkpoint in zip(pages, sessions, strict=True):
        session = EVENT.session_at(checkpoint)
        assert session is not None
        assert session.title in page


def test_that_e_mails_are_on_a_list_only_if_they_are_wanted(attendance: Attendance, tmp_path: Path) -> None:
    person = attendance.desk.person("Popescu")
    attendance.desk.services.roster.add(replace(person, id="", family="Șerban", email="serban@fibra.example"))
    attendance.choose(attendance.find(ChoiceBox, "signaturesFor"), (Checkpoint(SECOND),))
    assert "serban@" not in _lists(attendance, tmp_path / "without.pdf")[0]
    attendance.find(QCheckBox, "signatureEmails").setChecked(True)
    assert "serban@" in _lists(attendance, tmp_path / "with.pdf")[0]


@pytest.mark.parametrize(("blank", "pages"), [(0, 1), (14, 1), (40, 3)])
def test_that_blank_rows_for_walk_ins_make_the_list_as_long_as_it_has_to_be(
    blank: int, pages: int, attendance: Attendance, tmp_path: Path
) -> None:
    attendance.choose(attendance.find(ChoiceBox, "signaturesFor"), (Checkpoint(SECOND),))
    _set(attendance, "blankRows", blank)
    assert len(_lists(attendance, tmp_path / "list.pdf")) == pages


@pytest.mark.parametrize(
    ("times", "day", "has_column"),
    [(None, SECOND, True), (None, THIRD, False), (True, THIRD, True), (False, SECOND, False)],
)
def test_that_scan_times_are_told_where_there_are_any_or_where_they_are_wanted(
    times: bool | None, day: object, has_column: bool, attendance: Attendance
) -> None:
    attendance.choose(attendance.find(ChoiceBox, "signatureTimes"), times)
    choices = attendance.find(SignatureCard).wanted_choices()
    assert choices.times is times
    listed = attendance.desk.services.reports.signature_lists([Checkpoint(day)])[0]  # type: ignore[arg-type]  # a date
    assert (listed.has_scans if choices.times is None else choices.times) is has_column


def test_that_choices_stay_when_the_programme_changes_and_days_follow_it(attendance: Attendance) -> None:
    box = attendance.find(ChoiceBox, "signaturesFor")
    attendance.choose(box, (CONFERENCE,))
    _set(attendance, "blankRows", 12)
    attendance.desk.post.learn(replace(EVENT, days=EVENT.days[1:]))
    assert box.value() == (CONFERENCE,)
    assert attendance.find(QSpinBox, "blankRows").value() == 12
    assert attendance.find(QSpinBox, "certificateDays").maximum() == 2
    attendance.desk.post.learn(replace(EVENT, days=EVENT.days[2:]))
    assert box.value() == (Checkpoint(THIRD),)


def test_that_an_event_without_days_offers_no_lists(attendance: Attendance) -> None:
    attendance.desk.post.learn(replace(EVENT, days=()))
    for wish in ("signatures.pdf", "signatures.print"):
        assert not attendance.find(QPushButton, wish).isEnabled()
    attendance.desk.post.learn(EVENT)
    assert attendance.find(QPushButton, "signatures.pdf").isEnabled()


def test_that_a_list_for_what_is_not_in_the_programme_any_more_is_refused_in_words(
    attendance: Attendance, tmp_path: Path
) -> None:
    out = attendance.chooser.path = tmp_path / "list.pdf"
    attendance.choose(attendance.find(ChoiceBox, "signaturesFor"), (CONFERENCE,))
    attendance.desk.services.programme.change(replace(EVENT, days=EVENT.days[2:]))
    attendance.click("signatures.pdf")
    assert "There is no session «D2-CONF»" in attendance.job()
    assert not out.exists()


# -- certificates ---------------------------------------------------------------------------------------------


def test_that_who_was_there_on_too_few_days_is_told_how_many_are_missing(attendance: Attendance) -> None:
    _set(attendance, "certificateDays", 2)
    assert _missing(attendance)["Țăranu, Ștefan"] == "1 of 2 days"
    assert _missing(attendance)["Popescu, Ana"] == "0 of 2 days"


def test_that_who_was_at_too_few_sessions_is_told_so(attendance: Attendance, clock: HandClock) -> None:
    clock.instant += timedelta(hours=9)
    _set(attendance, "certificateShare", 100)
    lacks = str(_missing(attendance)["Țăranu, Ștefan"])
    assert lacks.startswith("1 of ")
    assert lacks.endswith(" sessions")


def test_that_a_session_that_has_to_be_attended_is_named_to_those_who_missed_it(
    attendance: Attendance,
) -> None:
    attendance.choose(attendance.find(ChoiceBox, "certificateSession"), "D1-DUAL")
    missing = _missing(attendance)
    assert missing["Țăranu, Ștefan"] == "not at D1-DUAL"
    assert missing["Popescu, Ana"] == "0 of 1 days, not at D1-DUAL"
    attendance.choose(attendance.find(ChoiceBox, "certificateSession"), "D2-CONF")
    assert _missing(attendance)["Țăranu, Ștefan"] == "Earned"


def test_that_those_who_fall_short_are_listed_before_those_who_earn_one(attendance: Attendance) -> None:
    states = [state == "Earned" for state in _missing(attendance).values()]
    assert states == sorted(states)
    assert any(states)
    assert not all(states)


@pytest.mark.parametrize("name", ["certificateDays", "certificateShare"])
def test_that_another_rule_makes_the_page_forget_who_earned_one(name: str, attendance: Attendance) -> None:
    attendance.click("certificates.preview")
    table = attendance.find(FiguresTable, "certificateTable")
    assert table.isVisible()
    attendance.find(QSpinBox, name).stepUp()
    assert not table.isVisible()
    assert attendance.find(CertificateCard).about.text() == paper_wording.CERTIFICATES


def test_that_seeing_who_earns_one_issues_nothing(attendance: Attendance) -> None:
    records = attendance.desk.services.certificates._journal.count_records()
    attendance.click("certificates.preview")
    attendance.click("certificates.preview")
    assert attendance.desk.services.certificates._journal.count_records() == records
    issued = attendance.desk.services.certificates.issue(attendance.find(CertificateCard).rule())
    assert [certificate.number for certificate in issued.certificates] == [1, 2]


def test_that_the_same_certificates_are_saved_twice_under_the_same_numbers(
    attendance: Attendance, tmp_path: Path
) -> None:
    texts: list[list[str]] = []
    attendance.find(QLineEdit, "certificateSignatory").setText("  Dr Ioana Popa  ")
    assert attendance.find(CertificateCard).wanted_choices().signatory == "Dr Ioana Popa"
    for name in ("first.pdf", "second.pdf"):
        attendance.chooser.path = tmp_path / name
        attendance.click("certificates.pdf")
        with pypdfium2.PdfDocument(tmp_path / name) as document:
            texts.append([page.get_textpage().get_text_bounded() for page in document])
    assert texts[0] == texts[1]
    assert attendance.find(CertificateCard).about.text() == "2 people earn one, 2 fall short."


# -- words and names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        (Missing(Lack.DAYS, 1, 3), "1 of 3 days"),
        (Missing(Lack.SHARE, 2, 5), "2 of 5 sessions"),
        (Missing(Lack.SESSION, session="LAB"), "not at LAB"),
    ],
)
def test_that_what_is_missing_is_said_plainly(lack: Missing, said: str) -> None:
    assert paper_wording.missing(lack) == said


def test_that_several_lacks_stand_in_one_line() -> None:
    short = Decision(STEFAN, Attended(), (Missing(Lack.DAYS, 0, 1), Missing(Lack.SESSION, session="LAB")))
    headers, (row,) = paper_wording.decisions_table([short])
    assert dict(zip(headers, row, strict=True)) == {
        "Name": "Țăranu, Ștefan",
        "Organisation": "HempClub",
        "Days": 0,
        "Hours": "0 min",
        "Certificate": "0 of 1 days, not at LAB",
    }
    assert paper_wording.earned([short]) == "0 people earn one, 1 fall short."


def test_that_papers_and_packs_are_told_with_their_numbers() -> None:
    assert paper_wording.set_on_paper(PaperRun(1, 1, ()), "Certificates") == "Certificates: 1 page"
    assert paper_wording.set_on_paper(PaperRun(9, 1_200, ()), "Certificates") == "Certificates: 1,200 pages"
    assert paper_wording.packed(Packed(12, 34_567, "")) == "Packed 12 files and 34,567 records."
    assert paper_wording.given(1, 0) == "1 person earns one, 0 fall short."


def test_that_every_choice_has_a_name_for_those_who_listen(attendance: Attendance) -> None:
    names = {
        "blankRows": "blank rows",
        "certificateDays": "At least days",
        "certificateShare": "% of the sessions",
    }
    assert {name: attendance.find(QSpinBox, name).accessibleName() for name in names} == names
    assert attendance.find(ChoiceBox, "signaturesFor").accessibleName() == "Lists for"
    assert attendance.find(QLineEdit, "certificateSignatory").accessibleName() == "Name of who signs"
    assert attendance.find(FiguresTable, "certificateTable").accessibleName() == "Who earns a certificate"
