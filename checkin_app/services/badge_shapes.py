"""Shapes and colours in the words of a PDF."""

from functools import lru_cache

from checkin_app.domain.badge_box import Rect

POINTS_PER_MM = 72 / 25.4
ARC = 0.5523
"""How far the control points of a Bézier curve lie along the sides for a quarter of a circle."""


@lru_cache
def rounded(rect: Rect, radius: float) -> str:
    """PDF operators that fill a rectangle with round corners, given in mm."""
    left, right, top, bottom = rect.x, rect.x + rect.width, rect.y, rect.y + rect.height
    near, arc = radius, radius * (1 - ARC)
    points = [
        *((left + near, top, "m"), (right - near, top, "l")),
        *(
            (right - arc, top, ""),
            (right, top + arc, ""),
            (right, top + near, "c"),
            (right, bottom - near, "l"),
        ),
        *((right, bottom - arc, ""), (right - arc, bottom, ""), (right - near, bottom, "c")),
        *((left + near, bottom, "l"), (left + arc, bottom, ""), (left, bottom - arc, "")),
        *((left, bottom - near, "c"), (left, top + near, "l")),
        *((left, top + arc, ""), (left + arc, top, ""), (left + near, top, "c")),
    ]
    path = " ".join(
        f"{x * POINTS_PER_MM:.3f} {-y * POINTS_PER_MM:.3f} {operator}" for x, y, operator in points
    )
    return f"{path} f"


@lru_cache
def rgb(colour: str) -> tuple[float, float, float]:
    """The three parts, 0 to 1, of a `#rrggbb`."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))
    return red, green, blue
