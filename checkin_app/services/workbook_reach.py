"""How far the sheets of a workbook reach, found in their XML before they are read.

The reader lays a sheet out as a full rectangle from its first to its last cell: two cells in opposite corners of a file
of five kilobytes make it ask for half a terabyte, which ends the program. So the corners are looked for here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*?(/?)>""")
"""As in `<c r="AB12" s="1">`; with a slash at its end it is empty."""
_CELL_TAGS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
_ODS_CELLS = ("table:table-cell", "table:covered-table-cell")
_MOST_DIGITS = 9


@dataclass(slots=True)
class Reach:
    """The last row and column that hold anything, counted from 1, over all that was noted."""

    rows: int = 0
    columns: int = 0
    has_unplaced_cells: bool = False
    """whether some cells do not say where they are, which is allowed"""

    def note(self, piece: bytes) -> None:
        """Take the references of a piece of a sheet into account."""
        cells = _CELL.findall(piece)
        filled = [(letters, digits) for letters, digits, slash in cells if not slash]
        if filled:
            letters, digits = (set(each) for each in zip(*filled, strict=True))
            longest = max(map(len, digits))
            self.columns = max(self.columns, *map(_column, letters))
            self.rows = max(
                [self.rows, *(int(each[:_MOST_DIGITS]) for each in digits if len(each) == longest)]
            )
        if sum(map(piece.count, _CELL_TAGS)) > len(cells):
            self.has_unplaced_cells = True


def reach_of_unplaced_cells(stream: IO[bytes]) -> Reach:
    """For sheets whose cells stand one after the other without a reference; ValueError if it is no XML."""
    reach = Reach()
    column = row = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal column, row
        tag, reference = name.rpartition(":")[2], attributes.get("r", "")
        if tag == "row":
            row, column = _number(reference, row + 1), 0
        elif tag == "c":
            place = re.fullmatch(r"([A-Za-z]+)(\d+)", reference)
            column = _column(place[1].encode()) if place else column + 1
            row = _number(place[2], row) if place else row
            reach.rows, reach.columns = max(reach.rows, row), max(reach.columns, column)

    _parse(stream, start)
    return reach


def reach_of_ods(stream: IO[bytes]) -> Reach:
    """For the content of an OpenDocument spreadsheet, where rows and cells say how often they are repeated."""
    walk = _OdsWalk()
    _parse(stream, walk.start, walk.end, walk.text)
    return walk.reach


class _OdsWalk:
    """Where in the tables of a document a parser stands, and how far something was seen."""

    def __init__(self) -> None:
        self.reach = Reach()
        self._rows_ended = 0
        self._rows_alike = 1
        self._column = 0
        self._in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._rows_ended = 0
        elif name == "table:table-row":
            self._column = 0
            self._rows_alike = _number(attributes.get("table:number-rows-repeated", ""), 1)
        elif name in _ODS_CELLS:
            self._column += _number(attributes.get("table:number-columns-repeated", ""), 1)
            self._in_cell = True
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._note()

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._rows_ended += self._rows_alike
        elif name in _ODS_CELLS:
            self._in_cell = False

    def text(self, text: str) -> None:
        if self._in_cell and text.strip():
            self._note()

    def _note(self) -> None:
        self.reach.rows = max(self.reach.rows, self._rows_ended + self._rows_alike)
        self.reach.columns = max(self.reach.columns, self._column)


def _parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as failure:
        raise ValueError(str(failure)) from failure


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA; 0 for no letters."""
    number = 0
    for letter in letters.upper()[:_MOST_DIGITS]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _number(text: str, otherwise: int) -> int:
    return int(text[:_MOST_DIGITS]) if text.isdecimal() else otherwise
