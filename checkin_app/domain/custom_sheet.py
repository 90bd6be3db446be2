"""Label paper that the program does not know: its numbers as a ruler gives them, checked with sentences."""

import re

from checkin_app.domain.errors import BadInput
from checkin_app.domain.sheet import SLACK, Sheet

CUSTOM = "custom"
DESCRIBED = "custom:"
Pair = tuple[float, float]
"""Across and down."""
A4 = (210.0, 297.0)
LETTER = (215.9, 279.4)
LARGEST_PAGE = 1000.0
"""mm"""
MOST_LABELS = 200
HOW = "custom:80x50,2x5,17.5/13.5,95x55"
"""The badge's width and height, columns and rows, left and top of the first badge, and the steps from badge to badge."""

_NUMBER = r"(\d+(?:\.\d+)?)"
_DESCRIBED = re.compile(
    rf"custom:{_NUMBER}x{_NUMBER},(\d+)x(\d+),{_NUMBER}/{_NUMBER},{_NUMBER}x{_NUMBER}"
    rf"(?:,(?:(a4|letter)|{_NUMBER}x{_NUMBER}))?",
    re.IGNORECASE,
)


def custom_sheet(
    badge: Pair,
    grid: tuple[int, int],
    first: Pair,
    pitch: Pair,
    page: Pair = A4,
) -> Sheet:
    """The paper of these pairs, across and down: badge, columns and rows, first badge's corner, pitch and page, in mm.

    BadInput says which number cannot be, `where` being the field of `Sheet`.
    """
    _check_sizes(badge, grid, first, page)
    _check_grid(badge, grid, first, pitch, page)
    return Sheet(
        name=CUSTOM,
        title=f"Own paper · {badge[0]:g} × {badge[1]:g} mm, {grid[0] * grid[1]} on a page",
        badge_width=badge[0],
        badge_height=badge[1],
        page_width=page[0],
        page_height=page[1],
        columns=grid[0],
        rows=grid[1],
        left=first[0],
        top=first[1],
        pitch_x=pitch[0],
        pitch_y=pitch[1],
    )


def described(text: str) -> Sheet:
    """The paper of «custom:80x50,2x5,17.5/13.5,95x55», on A4 unless «,letter» or «,210x297» follows; else BadInput."""
    found = _DESCRIBED.fullmatch(text.replace(" ", ""))
    if not found:
        raise BadInput("sheet", f"«{text}» is no description of label paper.", remedy=f"Write it like {HOW}.")
    *numbers, name, width, height = found.groups()
    values = [float(number) for number in numbers]
    page = (float(width), float(height)) if width else LETTER if (name or "").lower() == "letter" else A4
    return custom_sheet(
        (values[0], values[1]),
        (int(numbers[2]), int(numbers[3])),
        (values[4], values[5]),
        (values[6], values[7]),
        page,
    )


def _check_sizes(badge: Pair, grid: tuple[int, int], first: Pair, page: Pair) -> None:
    for field, value in zip(("page_width", "page_height"), page, strict=True):
        _require(
            0 < value <= LARGEST_PAGE, field, f"A page is between 1 and {LARGEST_PAGE:g} mm long and wide."
        )
    for field, value in zip(("badge_width", "badge_height"), badge, strict=True):
        _require(0 < value <= LARGEST_PAGE, field, "A badge needs a width and a height in millimetres.")
    for field, value in zip(("columns", "rows"), grid, strict=True):
        _require(value >= 1, field, "A page has at least one column and one row.")
    _require(grid[0] * grid[1] <= MOST_LABELS, "columns", f"A page has at most {MOST_LABELS} labels.")
    for field, value in zip(("left", "top"), first, strict=True):
        _require(0 <= value <= LARGEST_PAGE, field, "The first badge begins on the page, not before it.")


def _check_grid(badge: Pair, grid: tuple[int, int], first: Pair, pitch: Pair, page: Pair) -> None:
    """Whether badges overlap one another or the page's edge, across and down."""
    for number, (axis, lines, way) in enumerate((("x", "columns", "across"), ("y", "rows", "down"))):
        length, count, step = badge[number], grid[number], pitch[number]
        _require(
            0 <= step <= LARGEST_PAGE, f"pitch_{axis}", "The step from badge to badge is a length in mm."
        )
        problem = f"From one badge to the next {way} it is {step:g} mm, less than a badge of {length:g} mm."
        _require(count == 1 or step >= length, f"pitch_{axis}", problem)
        needed = first[number] + (count - 1) * step + length
        problem = f"{count} {lines} need {needed:g} mm {way}, and the page has {page[number]:g} mm."
        _require(needed <= page[number] + SLACK, lines, problem)


def _require(truth: bool, field: str, problem: str) -> None:  # noqa: FBT001  # the condition is the sentence's subject
    if not truth:  # which a number that is none is, too
        raise BadInput("label paper", problem, where=field)
