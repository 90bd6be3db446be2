"""What leaves the program: papers that are signed and filed, and tables that others can read."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox

from checkin_app.services.long_work import Work, result_of
from checkin_app.services.print_queue import Document
from checkin_app.ui.attendance import paper_wording, sentences
from checkin_app.ui.attendance.certificate_card import CertificateCard
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from tests.ui.conftest import CONFERENCE

from .conftest import Attendance

Draw = Callable[[Path], Work[Document]]


@pytest.fixture(autouse=True)
def _shown(attendance: Attendance) -> None:
    attendance.page.show_part(Part.PAPERS)


def _texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _printed(attendance: Attendance, wish: str, out: Path) -> Document:
    draws: list[Draw] = []
    attendance.page.print_requested.connect(draws.append)
    attendance.click(wish)
    (draw,) = draws
    return result_of(draw(out))


def test_that_a_list_for_every_day_is_saved(attendance: Attendance, tmp_path: Path) -> None:
    out = attendance.chooser.path = tmp_path / "lists.pdf"
    attendance.click("signatures.pdf")
    assert attendance.job().startswith("Signature lists: 3 pages. Saved lists.pdf")
    pages = _texts(out)
    assert "Müller" in pages[1]
    assert attendance.chooser.suggestions == ["signature-lists.pdf"]


def test_that_a_list_is_for_the_session_and_the_choices_made(attendance: Attendance, tmp_path: Path) -> None:
    out = attendance.chooser.path = tmp_path / "list.pdf"
    attendance.choose(attendance.find(ChoiceBox, "signaturesFor"), (CONFERENCE,))
    attendance.find(QSpinBox, "blankRows").setValue(30)
    attendance.find(QCheckBox, "signatureLandscape").setChecked(True)
    attendance.click("signatures.pdf")
    pages = _texts(out)
    assert len(pages) == 4
    assert "09:14" in pages[0]
    attendance.choose(attendance.find(ChoiceBox, "signatureTimes"), False)
    attendance.click("signatures.pdf")
    assert "09:14" not in _texts(out)[0]


def test_that_lists_are_printed_through_the_queue(attendance: Attendance, tmp_path: Path) -> None:
    document = _printed(attendance, "signatures.print", tmp_path / "print.pdf")
    assert document.title == "Signature lists"
    assert (document.paper.width, document.paper.height) == (210, 297)
    assert len(_texts(document.pdf)) == 3


def test_that_who_earns_a_certificate_is_seen_before_one_is_issued(attendance: Attendance) -> None:
    attendance.click("certificates.preview")
    rows = {row[0]: row[2:] for row in attendance.find(FiguresTable, "certificateTable").figures().rows}
    assert rows["Țăranu, Ștefan"] == (1, "3 h 30 min", "Earned")
    assert rows["Popescu, Ana"] == (0, "0 min", "0 of 1 days")
    assert attendance.find(CertificateCard).about.text() == "2 people earn one, 2 fall short."
    attendance.find(QSpinBox, "certificateDays").setValue(3)
    assert attendance.find(CertificateCard).about.text() == paper_wording.CERTIFICATES
    assert not attendance.find(FiguresTable, "certificateTable").isVisible()


def test_that_certificates_are_only_for_those_who_keep_the_rule(
    attendance: Attendance, tmp_path: Path
) -> None:
    out = attendance.chooser.path = tmp_path / "certificates.pdf"
    attendance.find(QLineEdit, "certificateSignatory").setText("Dr Ioana Popa")
    attendance.click("certificates.pdf")
    pages = _texts(out)
    assert len(pages) == 2
    assert all("Dr Ioana Popa" in page for page in pages)
    assert "Țăranu" in " ".join(pages)
    assert "Popescu" not in " ".join(pages)


def test_that_a_rule_that_nobody_keeps_is_told(attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / "certificates.pdf"
    attendance.find(QSpinBox, "certificateDays").setValue(3)
    attendance.click("certificates.pdf")
    assert not attendance.chooser.path.exists()
    assert attendance.job()
    assert attendance.find(CertificateCard).about.text() == "0 people earn one, 4 fall short."


def test_that_certificates_are_printed_across(attendance: Attendance, tmp_path: Path) -> None:
    document = _printed(attendance, "certificates.print", tmp_path / "print.pdf")
    assert (document.paper.width, document.paper.height) == (297, 210)
    assert len(_texts(document.pdf)) == 2


def test_that_the_report_is_saved_and_printed(attendance: Attendance, tmp_path: Path) -> None:
    out = attendance.chooser.path = tmp_path / "report.pdf"
    attendance.click("report.pdf")
    assert attendance.job().startswith("Attendance report: ")
    assert "Clusters Meet Regions" in " ".join(_texts(out))
    document = _printed(attendance, "report.print", tmp_path / "print.pdf")
    assert len(_texts(document.pdf)) == len(_texts(out))


def test_that_an_evidence_pack_is_saved(attendance: Attendance, tmp_path: Path) -> None:
    out = attendance.chooser.path = tmp_path / "evidence.zip"
    attendance.click("evidence.zip")
    assert attendance.job().startswith("Packed ")
    with zipfile.ZipFile(out) as pack:
        assert {"manifest.json", "log.jsonl"} <= {name.rpartition("/")[2] for name in pack.namelist()}


def test_that_lists_are_offered_for_what_the_programme_has(attendance: Attendance) -> None:
    box = attendance.find(ChoiceBox, "signaturesFor")
    assert box.count() == 2 + 6
    assert attendance.find(QPushButton, "signatures.pdf").isEnabled()


def test_that_the_matrix_is_saved_as_csv(attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / "matrix.csv"
    attendance.click("attendance.csv")
    assert attendance.job() == f"Saved matrix.csv in {tmp_path}"
    with attendance.chooser.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 6
    assert any("Țăranu" in cell for row in rows for cell in row)
    assert attendance.chooser.suggestions == ["attendance.csv"]


@pytest.mark.parametrize("kind", [table[0] for table in sentences.TABLES])
def test_that_everything_offered_is_saved_as_excel(kind: str, attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / f"{kind}.xlsx"
    attendance.click(f"{kind}.xlsx")
    assert attendance.job().startswith("Saved")
    book = load_workbook(attendance.chooser.path)
    assert book.active is not None
    assert book.active.max_row > 1
    book.close()


def test_that_no_file_chosen_means_nothing_is_written(attendance: Attendance, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*.csv"))
    attendance.click("scans.csv")
    assert attendance.job() == ""
    assert set(tmp_path.rglob("*.csv")) == before


def test_that_a_file_that_cannot_be_written_is_told(attendance: Attendance, tmp_path: Path) -> None:
    attendance.chooser.path = tmp_path / "no such folder" / "matrix.csv"
    attendance.click("attendance.csv")
    assert "cannot be written" in attendance.job()
