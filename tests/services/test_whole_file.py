"""Files that are there whole or not at all."""

from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.whole_file import whole_file


def test_that_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    with whole_file(out) as part:
        part.write_text("half", encoding="utf-8")
        assert not out.exists()
    assert out.read_text(encoding="utf-8") == "half"
    assert list(tmp_path.iterdir()) == [out]


def write_half_of(out: Path, interruption: type[BaseException]) -> None:
    """Begin to write, and be interrupted."""
    with whole_file(out) as part:
        part.write_text("half", encoding="utf-8")
        raise interruption


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, GeneratorExit, ValueError])
def test_that_an_interruption_leaves_what_was_there(
    tmp_path: Path, interruption: type[BaseException]
) -> None:
    out = tmp_path / "list.csv"
    out.write_text("before", encoding="utf-8")
    with pytest.raises(interruption):
        write_half_of(out, interruption)
    assert out.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_file_of_somebody_called_part_is_not_touched(tmp_path: Path) -> None:
    theirs = tmp_path / "list.csv.part"
    theirs.write_text("theirs", encoding="utf-8")
    with whole_file(tmp_path / "list.csv") as part:
        part.write_text("ours", encoding="utf-8")
    assert theirs.read_text(encoding="utf-8") == "theirs"


def test_that_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        write_half_of(tmp_path / "none" / "list.csv", KeyboardInterrupt)
    assert "The file cannot be written: No such file or directory." in str(refused.value)
