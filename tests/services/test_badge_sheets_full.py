"""Runs of two hundred and sixty badges: every one there, every QR where its sheet's numbers put it, nothing outside."""

from pathlib import Path
from typing import Any

import pytest

from checkin_app.domain.sheet import back_of, place
from tests.services.badge_samples import MM_PER_DOT, SHEETS, a_face, labels_of, printed, rendered, sighted

PEOPLE = 260
TYPICAL = ("avery-l4785", "durable-1453", "a7x8", "a6-fold", "roll-62")
"""Many labels on a page, touching labels, folded paper, one badge on a page."""


def outside_of_labels(picture: Any, labels: list[tuple[float, float, float, float]]) -> Any:
    """What is printed on a page beside the labels (mm: left, top, right, bottom)."""
    ink = picture.point(lambda grey: 255 if grey < 250 else 0)
    for edges in labels:
        left, top, right, bottom = (round(edge / MM_PER_DOT) for edge in edges)
        ink.paste(0, (left, top, right, bottom))
    return ink


@pytest.mark.slow
@pytest.mark.parametrize("first_label", [1, 5])
@pytest.mark.parametrize("name", TYPICAL)
def test_that_a_full_run_is_whole_and_in_its_place(name: str, first_label: int, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    first = min(first_label, sheet.labels_per_page)
    run = printed([a_face(number) for number in range(PEOPLE)], tmp_path / "b.pdf", sheet, first)
    assert run.badges == PEOPLE
    assert run.pages == -(-(first - 1 + PEOPLE) // sheet.labels_per_page)
    pictures = rendered(tmp_path / "b.pdf")
    assert len(pictures) == run.pages
    found = sorted((seen.code, seen.page, seen.x, seen.y) for seen in sighted(pictures))
    expected = sorted(labels_of(PEOPLE, first, sheet))
    assert [each[:2] for each in found] == [each[:2] for each in expected]
    assert max(abs(one[2] - other[2]) for one, other in zip(found, expected, strict=True)) < 0.3
    assert max(abs(one[3] - other[3]) for one, other in zip(found, expected, strict=True)) < 0.3
    labels: dict[int, list[tuple[float, float, float, float]]] = {}
    for placement in place(PEOPLE, sheet, first):
        for panel in filter(None, (placement, back_of(placement, sheet))):
            edges = (panel.x, panel.y, panel.x + panel.width, panel.y + panel.height)
            labels.setdefault(panel.page, []).append(edges)
    for page, picture in enumerate(pictures):
        assert outside_of_labels(picture, labels[page]).getbbox() is None
