"""What a bar chart shows, before anybody draws it: labels, parts, a running total, and the steps of its scale."""

from dataclasses import dataclass, replace

MOST_GROUPS = 8
"""As many as there are colours that can be told apart; smaller groups are put together."""
OTHERS = "Others"


@dataclass(frozen=True, slots=True)
class Chart:
    """One bar for each of `labels`, with a part for each of `groups`; `about` is a line under the title.

    `running` is the running total at the end of each bar, drawn as a line against `capacity`; both may be left out.
    `sideways` bars lie one under the other, with room for long labels.
    """

    title: str
    about: str
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    parts: tuple[tuple[int, ...], ...]
    running: tuple[int, ...] = ()
    capacity: int | None = None
    empty: str = ""
    sideways: bool = False

    @property
    def highest(self) -> int:
        """The longest bar."""
        return max((sum(bar) for bar in self.parts), default=0)


def grouped_few(chart: Chart) -> Chart:
    """The same with its smallest groups put together, so that no more are left than can be told apart."""
    if len(chart.groups) <= MOST_GROUPS:
        return chart
    totals = [sum(bar[place] for bar in chart.parts) for place in range(len(chart.groups))]
    largest = set(sorted(range(len(totals)), key=lambda place: -totals[place])[: MOST_GROUPS - 1])
    kept = [place for place in range(len(totals)) if place in largest]
    rest = [place for place in range(len(totals)) if place not in largest]
    parts = tuple((*(bar[place] for place in kept), sum(bar[place] for place in rest)) for bar in chart.parts)
    groups = (*(chart.groups[place] for place in kept), OTHERS)
    return replace(chart, groups=groups, parts=parts)


def steps_to(highest: int, most: int) -> tuple[int, ...]:
    """At most so many round numbers, from 0 to the first that is not below the highest value."""
    step, size = 1, 0
    while step * max(most - 1, 1) < highest:
        size += 1
        step = (1, 2, 5)[size % 3] * 10 ** (size // 3)
    last = max(-(-highest // step), 1)
    return tuple(step * number for number in range(last + 1))
