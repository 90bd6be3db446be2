"""A ticket that people show on a telephone or print: every word in place, and a QR that reads."""

from dataclasses import replace
from pathlib import Path

import pytest

from checkin_app.domain.badge import Problem
from checkin_app.domain.code import for_people
from checkin_app.services.ticket_pdf import render_ticket
from tests.services.badge_samples import a_face, rendered, sighted, text_of


def saved(folder: Path, **fields: str) -> Path:
    pdf, _ = render_ticket(a_face(0, **fields))
    path = folder / "ticket.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.parametrize("dpi", [72, 150, 300])
def test_that_the_code_is_read_from_both_pages(tmp_path: Path, dpi: int) -> None:
    """72 dpi is a whole page on a small telephone."""
    found = sighted(rendered(saved(tmp_path), dpi))
    assert {(each.page, each.code) for each in found} >= {(0, a_face(0).code)}
    if dpi > 100:
        assert [each.page for each in found] == [0, 1]


def test_that_a_ticket_says_who_what_where_when_and_the_code(tmp_path: Path) -> None:
    text = text_of(saved(tmp_path))
    for part in (
        *("Clusters Meet Regions", "Iași, Romania · 21–23 November 2023", "Ștefan", "Țăranu"),
        *("Hemp Cluster", "Exchange visitor", for_people(a_face(0).code)),
        *("Tuesday 21 November", "09:30–12:30", "Bioeconomy session"),
    ):
        assert part in text


def test_that_a_name_of_many_words_is_whole(tmp_path: Path) -> None:
    family = "Fernández-Villaverde y Gutiérrez de la Concha"
    text = text_of(saved(tmp_path, name_given="María de los Ángeles Inmaculada", name_family=family))
    assert family in text
    assert "…" not in text


def test_that_what_cannot_be_printed_is_told() -> None:
    _, warnings = render_ticket(a_face(0, name_given="देवी"))
    assert Problem.MISSING_GLYPH in {warning.problem for warning in warnings}


def test_that_a_ticket_without_days_has_one_page(tmp_path: Path) -> None:
    pdf, _ = render_ticket(replace(a_face(0), programme=()))
    (tmp_path / "one.pdf").write_bytes(pdf)
    assert len(rendered(tmp_path / "one.pdf", 72)) == 1


def test_that_the_same_ticket_is_the_same_file() -> None:
    assert render_ticket(a_face(0)) == render_ticket(a_face(0))


def test_that_a_ticket_is_small_enough_for_a_thousand_messages() -> None:
    assert len(render_ticket(a_face(0))[0]) < 60_000
