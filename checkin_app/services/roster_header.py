"""Where the list begins in a table: the row with the headers, below titles and above the people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import RosterTable, recognised
from checkin_app.domain.text import bare_cell, clean

_WITHIN = 30
"""Rows among which the headers are looked for."""

_BLOCK = 3
"""Headers that come again in their order and so are a second block rather than a mistake."""

Row = tuple[str, ...]


def table_with_header(rows: Sequence[Row], shape: RosterTable, header_row: int | None) -> RosterTable:
    """The table below its headers; `shape` brings its source and how it was read.

    `header_row` is counted from 1; 0 means that there is none, and the columns are called «Column 1» and so on. Columns
    without a header are called so too if they hold anything, and are left out if not. BadInput for two equal headers.
    """
    source = shape.source
    if header_row is not None and not 0 <= header_row <= len(rows):
        raise BadInput(source, f"There is no row {header_row}; the last one is {len(rows)}.")
    at = find_header(rows, source) if header_row is None else header_row - 1
    people = rows[at + 1 :]
    above = (
        [clean(bare_cell(cell)) for cell in rows[at]] if at >= 0 else [""] * max(map(len, people), default=0)
    )
    used = [column for column, header in enumerate(above) if header or _holds(people, column)]
    headers = _with_second_block(tuple(above[column] or f"Column {column + 1}" for column in used))
    _refuse_equal(headers, used, f"row {at + 1}", source)
    if used != list(range(len(above))):
        people = [tuple(_kept(row, used, len(above))) for row in people]
    return replace(shape, headers=headers, rows=tuple(people), first_row=at + 2)


def find_header(rows: Sequence[Row], source: str) -> int:
    """The index of the row with the headers: the first one in which enough words are known, else the first full one."""
    filled = [index for index, row in enumerate(rows[:_WITHIN]) if _cells(row)]
    if not filled:
        raise BadInput(source, "There is nothing in it.")
    usual = Counter(_cells(row) for row in rows[: 10 * _WITHIN] if _cells(row)).most_common(1)[0][0]
    full = [index for index in filled if 2 * _cells(rows[index]) >= usual] or filled
    known = {index: recognised(rows[index]) for index in full}
    most = max(known.values())
    if most:
        return next(index for index in full if 2 * known[index] >= most)
    if any("@" in cell for cell in rows[full[0]]):
        remedy = "Put a row such as «First name», «Last name», «E-mail» above the list."
        raise BadInput(source, "No row names the columns.", where=f"row {full[0] + 1}", remedy=remedy)
    return full[0]


def _cells(row: Row) -> int:
    """How many of its cells say anything; dashes and the like do not."""
    return sum(1 for cell in row if any(map(str.isalnum, cell)))


def _holds(rows: Sequence[Row], column: int) -> bool:
    return any(column < len(row) and row[column].strip() for row in rows)


def _kept(row: Row, used: Sequence[int], width: int) -> Iterator[str]:
    """The cells of the used columns; what is beyond the headers stays, for it is a mistake that must be seen."""
    yield from (row[column] for column in used if column < len(row))
    yield from row[width:]


def _with_second_block(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Headers of which a whole block comes again get a «(2)» there: somebody's address, then that of the invoice.

    A header or two that stand twice are a mistake, and are left for the refusal.
    """
    places: dict[str, list[int]] = {}
    for column, header in enumerate(headers):
        places.setdefault(header.casefold(), []).append(column)
    twice = [found for found in places.values() if len(found) > 1]
    seconds = [found[1] for found in twice if len(found) == 2]
    is_block = len(seconds) == len(twice) >= _BLOCK and max(found[0] for found in twice) < min(seconds)
    if not is_block or seconds != sorted(seconds):
        return headers
    return tuple(f"{header} (2)" if at in seconds else header for at, header in enumerate(headers))


def _refuse_equal(headers: Sequence[str], used: Sequence[int], where: str, source: str) -> None:
    seen: dict[str, int] = {}
    for header, column in zip(headers, used, strict=True):
        earlier = seen.setdefault(header.casefold(), column)
        if earlier != column:
            problem = f"Two columns have the header «{header}»: columns {earlier + 1} and {column + 1}."
            raise BadInput(source, problem, where=where, remedy="Rename or delete one of them.")
