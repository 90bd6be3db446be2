"""Every key of a TOML text is found on its line, however it is written."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from checkin_app.services.toml_lines import KeyPath, key_lines, line_of

AWKWARD = '''\
# a comment with [brackets] and key = "value"
title = "a # b = [c]"   # not a comment, then one

[event]
name = """
[[day]]
date = "not a day"
ends with quotes \\""""""
"zone" = 'Europe\\Paris'
dotted.key."with.dots" = 2023-11-21 09:30:00

[[day]]
date = 2023-11-21
  [[day.session]] # the first
  code = "A"
  admits = [
    "one", # comment ]
    "two",
  ]
  [[day.session]]
  code = \'\'\'
B\'\'\'
  extra = { a = 1, b = { c = [1,
     2] } }
[[day]]
date = 2023-11-22
session = [
  { code = "C" },
  { code = "D", ends = 10:00:00 },
]
  [day.place]
  room = "R"
'''


def test_that_every_key_of_an_awkward_text_is_found_on_its_line() -> None:
    lines = key_lines(AWKWARD)
    expected: dict[KeyPath, int] = {
        ("title",): 2,
        ("event",): 4,
        ("event", "name"): 5,
        ("event", "zone"): 9,
        ("event", "dotted", "key", "with.dots"): 10,
        ("day",): 12,
        ("day", 0): 12,
        ("day", 0, "date"): 13,
        ("day", 0, "session", 0): 14,
        ("day", 0, "session", 0, "code"): 15,
        ("day", 0, "session", 0, "admits"): 16,
        ("day", 0, "session", 0, "admits", 1): 18,
        ("day", 0, "session", 1): 20,
        ("day", 0, "session", 1, "code"): 21,
        ("day", 0, "session", 1, "extra", "b", "c", 1): 24,
        ("day", 1): 25,
        ("day", 1, "date"): 26,
        ("day", 1, "session", 0, "code"): 28,
        ("day", 1, "session", 1, "ends"): 29,
        ("day", 1, "place", "room"): 32,
    }
    assert {path: lines[path] for path in expected} == expected


def test_that_line_ends_of_windows_count_once() -> None:
    assert key_lines("a = 1\r\n\r\n[b]\r\nc = 2\r\n")["b", "c"] == 4


def test_that_a_text_without_a_final_line_end_is_read_to_its_end() -> None:
    assert key_lines("a = 1\nb = 2024-02-29 10:00:00")["b",] == 2


def test_that_a_missing_key_is_placed_at_the_table_around_it() -> None:
    lines = key_lines(AWKWARD)
    assert line_of(lines, ("day", 0, "session", 1, "ends")) == 20
    assert line_of(lines, ("day", 1, "session", 0, "ends")) == 28
    assert line_of(lines, ("nowhere", "at", "all")) == 1


def paths(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Every table, key and list item of what the standard reader gives."""
    found = {path} if path else set[KeyPath]()
    if isinstance(value, dict):
        return found.union(*(paths(item, (*path, str(key))) for key, item in value.items()))
    if isinstance(value, list):
        return found.union(*(paths(item, (*path, index)) for index, item in enumerate(value)))
    return found


def test_that_the_awkward_text_is_covered_whole() -> None:
    assert set(key_lines(AWKWARD)) == paths(tomllib.loads(AWKWARD))


STRINGS = st.sampled_from(
    ['"a"', '"\\"]"', "'#'", '"""x\n[y]\n"""', "'''\n'\n'''", '"""a\\"""""', '""', "''''''"]
)
SCALARS = STRINGS | st.sampled_from(
    ["1", "-1.5e3", "true", "2023-11-21", "09:30:00", "2023-11-21 09:30:00Z", "inf"]
)
BLANKS = st.sampled_from(["", "\n", " # ] }\n", "\n\n"])
INLINE = st.deferred(
    lambda: (
        SCALARS.filter(lambda text: "\n" not in text)
        | st.lists(INLINE, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n} = {item}" for n, item in enumerate(items)) + "}"
        )
    )
)
ARRAYS = st.lists(st.tuples(BLANKS, SCALARS | INLINE), max_size=4).map(
    lambda items: "[" + ",".join(blank + item for blank, item in items) + "]"
)
PAIRS = st.lists(st.tuples(BLANKS, SCALARS | INLINE | ARRAYS), max_size=4).map(
    lambda pairs: "".join(f"{blank}\nk{n} = {value}" for n, (blank, value) in enumerate(pairs))
)
TEXTS = st.lists(st.tuples(st.booleans(), PAIRS), max_size=5).map(
    lambda tables: "".join(
        f"\n[[r]]\n[[r.s]]{pairs}" if repeated else f"\n[t{n}.'u.v']{pairs}"
        for n, (repeated, pairs) in enumerate(tables)
    )
)


@given(TEXTS)
def test_that_whatever_the_standard_reader_finds_has_a_line(text: str) -> None:
    lines = key_lines(text)
    assert set(lines) == paths(tomllib.loads(text))
    written = text.split("\n")
    for path, line in lines.items():
        if isinstance(path[-1], str) and path[-1].startswith("k"):
            assert f"{path[-1]} = " in written[line - 1]
