"""Who of a list is meant, as one large number with a byte for each: joined, counted and picked from in no time."""

from collections.abc import Iterable, Sequence
from itertools import compress

Mask = int
"""A byte for each of a list, 1 for those who are meant: masks are joined with `&` and `|`."""


def of_flags(flags: Iterable[bool]) -> Mask:
    """Those whose flag is up, a flag for each of the list."""
    return int.from_bytes(bytes(flags), "little")


def of_positions(positions: Iterable[int], size: int) -> Mask:
    """Those at these positions of a list of that size."""
    flags = bytearray(size)
    for position in positions:
        flags[position] = 1
    return int.from_bytes(flags, "little")


def everybody(size: int) -> Mask:
    """All of a list of that size."""
    return int.from_bytes(b"\x01" * size, "little")


def picked(mask: Mask, order: Sequence[int]) -> list[int]:
    """The positions of those who are meant, in that order of all positions."""
    wanted = mask.to_bytes(len(order), "little")
    return list(compress(order, map(wanted.__getitem__, order)))
