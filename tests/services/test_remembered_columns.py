"""Columns that were set once need not be set again, and a file that is not as it should be does no harm."""

from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.remembered_columns import MOST, RememberedColumns

HEADERS = ("Cine", "De unde", "Ce mănâncă")
COLUMNS = {"full_name": "Cine", "organisation": "De unde"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not made yet" / "columns.toml"


def test_that_columns_come_back_for_the_same_headers_in_any_order(path: Path) -> None:
    RememberedColumns(path).remember(HEADERS, COLUMNS)
    assert RememberedColumns(path).for_headers(HEADERS) == COLUMNS
    assert RememberedColumns(path).for_headers(HEADERS[::-1]) == COLUMNS
    assert RememberedColumns(path).for_headers(HEADERS[:2]) is None


def test_that_the_last_choice_for_the_same_headers_counts(path: Path) -> None:
    remembered = RememberedColumns(path)
    remembered.remember(HEADERS, COLUMNS)
    remembered.remember(HEADERS[::-1], {"family": "Cine"})
    assert remembered.for_headers(HEADERS) == {"family": "Cine"}
    assert path.read_text("utf-8").count("[[lists]]") == 1


def test_that_the_oldest_goes_when_there_are_too_many(path: Path) -> None:
    remembered = RememberedColumns(path)
    for number in range(MOST + 1):
        remembered.remember([f"Header {number}"], {"family": f"Header {number}"})
    assert remembered.for_headers(["Header 0"]) is None
    assert remembered.for_headers(["Header 1"]) is not None
    assert remembered.for_headers([f"Header {MOST}"]) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[[lists",
        b"lists = 3",
        b"lists = [1, 'x']",
        b"[[lists]]\nheaders = 'A'\ncolumns = {family = 'A'}",
        b"[[lists]]\nheaders = ['A', 1]\ncolumns = {family = 'A'}",
        b"[[lists]]\nheaders = ['A']\ncolumns = {family = 'B'}",
        b"[[lists]]\nheaders = ['A']\ncolumns = {family = 1}",
        b"[[lists]]\nheaders = ['A']",
        b"# " + b"x" * 1_100_000,
    ],
)
def test_that_a_damaged_file_remembers_nothing_and_is_written_anew(content: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    remembered = RememberedColumns(path)
    assert remembered.for_headers(["A"]) is None
    remembered.remember(["A"], {"family": "A"})
    assert remembered.for_headers(["A"]) == {"family": "A"}


def test_that_a_place_that_cannot_be_written_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(BadInput, match="cannot be written"):
        RememberedColumns(path).remember(HEADERS, COLUMNS)
