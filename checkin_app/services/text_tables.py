"""Tables in text files: the delimiter found by counting, quotation marks taken at their word."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import recognised

DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 200_000
LONGEST_LINE = 1_000_000
"""Characters; a longer line is no row of a table."""

_SAMPLE = 200_000
"""Characters in which the delimiter is looked for."""
_HEADER_WITHIN = 30
"""Rows among which the headers are looked for."""
_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


@dataclass(frozen=True, slots=True)
class TextRows:
    """All rows of a text, blank lines as empty ones, and the delimiter that was found or told."""

    rows: list[tuple[str, ...]]
    delimiter: str


def read_rows_of_text(text: str, source: str, delimiter: str | None = None) -> TextRows:
    """Split a text into rows and cells. BadInput names the line where something is wrong."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        remedy = "It is no text file: save the list as .csv or .xlsx."
        raise BadInput(source, "It contains the character NUL.", where=f"line {line}", remedy=remedy)
    first, newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len(
        "sep=;"
    ):  # a line that Excel understands
        delimiter, text = delimiter or first.strip()[-1], "\n" + rest if newline else ""
    chosen = _told(delimiter, source) if delimiter else guess_delimiter(text)
    return TextRows(list(_rows(text, source, chosen)), chosen)


def guess_delimiter(text: str) -> str:
    """The delimiter by which most headers are recognised and the rows are alike in length; a comma for a single column."""
    cut = text.rfind("\n", 0, _SAMPLE) if len(text) > _SAMPLE else len(text)
    sample = text[: cut if cut > 0 else _SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[int, bool, float, int]:
    rows = [row for row in _rows_in_sample(sample, delimiter) if any(row)]
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths:
        return max(map(recognised, rows[:_HEADER_WITHIN]), default=0), True, 0.0, 1
    usual, count = lengths.most_common(1)[0]
    header = max(rows[:_HEADER_WITHIN], key=recognised)
    overflows = recognised(header) > 0 and any(any(row[len(header) :]) for row in rows)
    return recognised(header), not overflows, count / len(rows), usual


def _rows_in_sample(sample: str, delimiter: str) -> list[list[str]]:
    """Without strictness: a mistake in the sample is reported when the whole is read."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)  # noqa: PERF402  # what was read before a failure counts
    except csv.Error:
        pass
    return rows


def _told(delimiter: str, source: str) -> str:
    told = _NAMED_DELIMITERS.get(delimiter.strip().lower(), delimiter)
    if len(told) != 1 or told in '"\r\n':
        remedy = "Use one of , ; | or tab."
        raise BadInput(source, f"«{delimiter}» cannot be a delimiter.", remedy=remedy)
    return told


def _rows(text: str, source: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(_lines(text, source), delimiter=delimiter, strict=True)
    count = 0
    while True:
        begins = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            raise _bad_row(text, source, begins, reader.line_num, delimiter, failure) from failure
        count += bool(row)
        if count > MOST_ROWS + 1:
            remedy = f"At most {MOST_ROWS:,} people can be imported at once."
            raise BadInput(source, "It has too many rows.", where=f"line {reader.line_num}", remedy=remedy)
        yield tuple(row)


def _lines(text: str, source: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            problem = f"The line has {len(line):,} characters, so it cannot be a row of a list."
            raise BadInput(
                source, problem, where=f"line {number}", remedy="Look whether its line ends were lost."
            )
        yield line


def _bad_row(text: str, source: str, begins: int, ends: int, delimiter: str, failure: csv.Error) -> BadInput:
    """The failure of the row that began after line `begins` and was given up in line `ends`."""
    lines = io.StringIO(text, newline="").readlines()[begins:ends]
    if "field larger" in str(failure):
        return BadInput(source, "A cell is too long.", where=f"line {begins + 1}", remedy="Shorten it.")
    opened = begins + _last_opening(lines, delimiter)
    return BadInput(
        source,
        "A quotation mark is opened there and not closed at the end of its cell.",
        where=f"line {opened}",
        remedy='Close it, take it away, or write "" for one that belongs to the text.',
    )


def _last_opening(lines: Sequence[str], delimiter: str) -> int:
    """The number of the line, from 1, in which the last quoted cell of these begins."""
    opened, quoted, at_start = 1, False, True
    for number, line in enumerate(lines, 1):
        position = 0
        while position < len(line):
            character = line[position]
            if quoted and character == '"' and line[position + 1 : position + 2] == '"':
                position += 1
            elif quoted:
                quoted = character != '"'
            elif character == '"' and at_start:
                opened, quoted = number, True
            at_start = not quoted and character in (delimiter, "\n", "\r")
            position += 1
    return opened
