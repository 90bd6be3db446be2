"""Long work: a generator that says how far it is, can be closed at any point, and ends with its result."""

from collections.abc import Callable, Generator
from typing import Any, TypeVar

T = TypeVar("T")
Work = Generator[tuple[int, int], None, T]
"""Yields (done, total), ends with its result, and can be closed at any point without anything to undo."""


class Stopped(Exception):
    """Thrown into work that writes, between two steps: it may take further steps to take back what it wrote."""


def drive(work: Work[T], progress: Callable[[int, int], None], is_cancelled: Callable[[], bool]) -> Any:  # noqa: ANN401  # the work's own result, or nothing if cancelled
    """Do the work step by step and return its result; None if it was cancelled, which closes it."""
    try:
        while not is_cancelled():
            progress(*next(work))
    except StopIteration as end:
        return end.value
    finally:
        work.close()
    return None


def result_of(work: Work[T]) -> T:
    """Do the work to its end, unwatched."""
    try:
        while True:
            next(work)
    except StopIteration as end:
        return end.value
    finally:
        work.close()
