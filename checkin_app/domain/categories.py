"""Categories that come onto the programme with a roster, and go with it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from checkin_app.domain.badge import PALETTE
from checkin_app.domain.event import Category, Event


def with_categories(event: Event, names: Iterable[str]) -> Event:
    """The event with further categories, each in a colour that is still free as long as there are any."""
    categories = list(event.categories)
    for name in names:
        if any(category.name == name for category in categories):
            continue
        used = {category.colour for category in categories}
        free = [colour for colour in PALETTE if colour not in used]
        colour = free[0] if free else list(PALETTE)[len(categories) % len(PALETTE)]
        categories.append(Category(name, colour))
    return replace(event, categories=tuple(categories))


def without_categories(event: Event, names: Collection[str]) -> Event:
    """The event without these categories, but for those that a session admits."""
    admitted = {name for _, session in event.sessions() for name in session.categories}
    kept = (each for each in event.categories if each.name not in names or each.name in admitted)
    return replace(event, categories=tuple(kept))
