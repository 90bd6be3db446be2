"""Masks mean exactly those whom their makers name, in whatever order they are picked."""

from hypothesis import given
from hypothesis import strategies as st

from checkin_app.ui import masks

FLAGS = st.lists(st.booleans(), min_size=1, max_size=40)


@given(FLAGS)
def test_that_flags_and_positions_are_one_mask(flags: list[bool]) -> None:
    up = [position for position, flag in enumerate(flags) if flag]
    mask = masks.of_flags(flags)
    assert mask == masks.of_positions(up, len(flags))
    assert mask.bit_count() == len(up)
    assert masks.picked(mask, range(len(flags))) == up


@given(FLAGS, st.randoms())
def test_that_who_is_meant_is_picked_in_the_order_asked_for(flags: list[bool], chance: object) -> None:
    order = list(range(len(flags)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
    picked = masks.picked(masks.of_flags(flags), order)
    assert picked == [position for position in order if flags[position]]
    assert masks.picked(masks.everybody(len(flags)), order) == order
    assert masks.picked(masks.everybody(len(flags)) & ~masks.of_flags(flags), order) == [
        position for position in order if not flags[position]
    ]
