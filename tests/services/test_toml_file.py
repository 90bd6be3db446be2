"""A TOML file that cannot be read gets a sentence with its line, whatever is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.programme_file import parse_programme, read_programme

GOOD = """\
[event]
name = "Autumn meeting"
zone = "UTC"
place = "Iași"
doors = 20

[[category]]
name = "Speaker"

[[day]]
date = 2023-11-21
  [[day.session]]
  code = "D1"
  title = "First"
  capacity = 40
  starts = 08:00:00
  ends = 09:00:00
  admits = "registered"
"""


def fault_of(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        parse_programme(text, "programme.toml")
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('place = "Iași"', 'place = "Iași', "line 4, key «place»"),
        ("doors = 20", "doors 20", "line 5"),
        ("doors = 20", "doors = 20\ndoors = 21", "line 6, key «doors»"),
        ('[[category]]\nname = "Speaker"', '[[category]\nname = "Speaker"', "line 7"),
        ('  admits = "registered"\n', '  admits = ["registered"\n', "line 18, key «admits»"),
        ("doors = 20", f"doors = {'9' * 5000}", "line 5"),
        ("doors = 20", f"doors{'.x' * 200} = 20", "line 5"),
    ],
)
def test_that_broken_toml_is_told_with_its_line(old: str, new: str, where: str) -> None:
    fault = fault_of(GOOD.replace(old, new, 1))
    assert fault.where == where
    assert fault.problem.endswith(".")
    assert fault.remedy


def test_that_a_time_without_seconds_gets_the_right_advice() -> None:
    text, line = GOOD.replace("08:00:00", "08:00  # in the morning"), 16
    fault = fault_of(text)
    assert fault.where == f"line {line}, key «starts»"
    assert '"09:30"' in fault.remedy


def fault_of_file(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_programme(path)
    return caught.value


@pytest.mark.parametrize(
    "make", [str.encode, lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()]
)
def test_that_a_file_is_read_whatever_editor_wrote_it(tmp_path: Path, make: Callable[[str], bytes]) -> None:
    path = tmp_path / "programme.toml"
    path.write_bytes(make(GOOD))
    assert read_programme(path) == parse_programme(GOOD, "programme.toml")


def test_that_a_fault_in_a_file_of_windows_is_told_with_the_right_line(tmp_path: Path) -> None:
    text, line = GOOD.replace("capacity = 40", "capacity = 0"), 15
    path = tmp_path / "programm.toml"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    fault = fault_of_file(path)
    assert (fault.source, fault.where) == ("programm.toml", f"line {line}, key «capacity»")


def test_that_a_file_in_an_old_code_page_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_bytes(GOOD.encode("cp1250", errors="replace").replace(b"Ia?i", b"Ia\xbai"))
    fault = fault_of_file(path)
    assert fault.where == "line 4"
    assert "UTF-8" in fault.problem


def test_that_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_bytes(b"#" * 1_000_001)
    assert "larger than 1 MB" in fault_of_file(path).problem
    path.write_bytes(GOOD.encode() + b"#" * (1_000_000 - len(GOOD.encode())))
    assert read_programme(path).name == "Autumn meeting"


def test_that_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "no such file" in fault_of_file(tmp_path / "nowhere.toml").problem
    assert "not a file" in fault_of_file(tmp_path).problem


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 200 + "1" + "}" * 200,
        "a" + ".a" * 100_000 + " = 1",
        "a = '''" + "x" * 500_000,
        'a = """' + '\\"""' * 100_000,
        "\n".join("[[a]]" for _ in range(40_000)),
        "[event]\nname = '" + "x" * 900_000 + "'",
        "\x00",
    ],
)
def test_that_a_hostile_text_is_refused_with_a_short_sentence(text: str) -> None:
    assert len(str(fault_of(text))) < 500
