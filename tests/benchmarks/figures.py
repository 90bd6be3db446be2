"""Measured times as one table: what, ours, its floor, their ratio, and the goal."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

MS = 1e3
_HEADERS = ("what", "ours", "floor", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. Times are in milliseconds; the goal holds for the ratio, or for ours where there is no floor."""

    what: str
    ours: float
    floor: float | None
    goal: float

    @property
    def ratio(self) -> float | None:
        """Ours by the floor."""
        return None if self.floor is None else self.ours / self.floor

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return (self.ours if self.ratio is None else self.ratio) <= self.goal


def milliseconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * MS


def thread_time(act: Callable[[], object]) -> float:
    """Milliseconds that this thread itself has worked: what other programs do meanwhile does not count."""
    begun = time.thread_time()
    act()
    return (time.thread_time() - begun) * MS


def median(times: Sequence[float]) -> float:
    """The time that half of them stay under."""
    return statistics.median(times)


def percentile_99(times: Sequence[float]) -> float:
    """The time that 99 of 100 stay under; the slowest one where there are fewer."""
    return sorted(times)[min(len(times) - 1, round(len(times) * 0.99))]


def taken_in_turns(
    rounds: int, floor: Callable[[int], object], ours: Callable[[int], object]
) -> tuple[list[float], list[float]]:
    """The times of both, one round of each after the other, so that a busy machine slows both alike."""
    floors: list[float] = []
    mine: list[float] = []
    for number in range(rounds):
        floors.append(milliseconds(lambda number=number: floor(number)))
        mine.append(milliseconds(lambda number=number: ours(number)))
    return floors, mine


def as_table(figures: Iterable[Figure]) -> str:
    """The lines under their headers, in columns."""
    rows = [_HEADERS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADERS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in {0, 5} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    has_floor = figure.floor is not None
    return (
        figure.what,
        _time(figure.ours),
        _time(figure.floor) if figure.floor is not None else "-",
        f"{figure.ratio:.2f}" if figure.ratio is not None else "-",
        f"<= {figure.goal:.1f}" if has_floor else f"<= {_time(figure.goal)}",
        "" if figure.is_met else "MISSED",
    )


def _time(milliseconds_: float) -> str:
    return f"{milliseconds_ / MS:.1f} s" if milliseconds_ >= 1e4 else f"{milliseconds_:.2f} ms"
