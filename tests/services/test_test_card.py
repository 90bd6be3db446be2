"""The printed card is read back by a reader, and is the same each time."""

from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.domain.scanner_test import TEST_TEXT
from checkin_app.services.test_card import LINES, TITLE, save_test_card
from tests.services.badge_samples import rendered, sighted, text_of


def _saved(out: Path) -> Path:
    for _ in save_test_card(out):
        pass
    return out


def test_that_the_card_is_read_back(tmp_path: Path) -> None:
    pictures = rendered(_saved(tmp_path / "card.pdf"))
    assert [seen.code for seen in sighted(pictures)] == [TEST_TEXT]


def test_that_the_card_says_what_to_do(tmp_path: Path) -> None:
    text = text_of(_saved(tmp_path / "card.pdf"))
    for line in (TITLE, TEST_TEXT, *LINES):
        assert line in text


def test_that_it_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = _saved(tmp_path / "a.pdf"), _saved(tmp_path / "b.pdf")
    assert first.read_bytes() == second.read_bytes()


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        _saved(tmp_path / "nowhere" / "card.pdf")
    assert list(tmp_path.iterdir()) == []
