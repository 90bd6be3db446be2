"""On which line each key of a TOML text stands, because the standard reader keeps no line numbers."""

import re
import tomllib

KeyPath = tuple[str | int, ...]
"""from the root down: names of keys, and numbers counted from 0 in lists, as in `("day", 0, "session", 2, "ends")`"""

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<quoted>\"{3}(?:\\.|[^\\])*?\"{3}\"{0,2} | '{3}.*?'{3}'{0,2} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<mark>[\[\]{},=])
    | (?P<bare>[^\s"'\[\]{},=\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of every table, key and list item of a text that `tomllib` accepts."""
    return _Scan(text).lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a key, or of the nearest table around it where the key itself is missing."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    """One pass over the tokens of a valid text; validity is what keeps it this short."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._tokens = _tokens(text.replace("\r\n", "\n"))
        self._at = 0
        self._repeated: dict[KeyPath, int] = {}
        table: KeyPath = ()
        while self._at < len(self._tokens):
            match self._tokens[self._at]:
                case ("newline", _, _):
                    self._at += 1
                case ("mark", "[", _):
                    table = self._header()
                case _:
                    self._pair(table)

    def _header(self) -> KeyPath:
        line = self._tokens[self._at][2]
        is_repeated = self._tokens[self._at + 1][1] == "["
        self._at += 2 if is_repeated else 1
        path: KeyPath = ()
        parts = self._key(until="]")
        self._at += 1 if is_repeated else 0
        for depth, part in enumerate(parts, 1):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if is_repeated and depth == len(parts):
                self._repeated[path] = self._repeated.get(path, 0) + 1
            if path in self._repeated:
                path = (*path, self._repeated[path] - 1)
                self.lines.setdefault(path, line)
        return path

    def _pair(self, table: KeyPath) -> None:
        line = self._tokens[self._at][2]
        path = table
        for part in self._key(until="="):
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._value(path)

    def _key(self, until: str) -> list[str]:
        """The parts of a dotted key; afterwards the mark that ends it has been passed."""
        parts: list[str] = []
        while True:
            kind, text, _ = self._tokens[self._at]
            self._at += 1
            if kind == "mark" and text == until:
                return parts
            parts.extend([_unquoted(text)] if kind == "quoted" else filter(None, text.split(".")))

    def _value(self, path: KeyPath) -> None:
        kind, text, _ = self._tokens[self._at]
        self._at += 1
        if (kind, text) == ("mark", "["):
            index = 0
            while self._goes_on(until="]"):
                self.lines[*path, index] = self._tokens[self._at][2]
                self._value((*path, index))
                index += 1
        elif (kind, text) == ("mark", "{"):
            while self._goes_on(until="}"):
                self._pair(path)
        elif kind == "bare":  # a date and its time may stand apart
            while self._at < len(self._tokens) and self._tokens[self._at][0] == "bare":
                self._at += 1

    def _goes_on(self, until: str) -> bool:
        """Whether another item follows; passes commas, line ends and, if none follows, the closing mark."""
        while self._tokens[self._at][0] == "newline" or self._tokens[self._at][1] == ",":
            self._at += 1
        closes = self._tokens[self._at][:2] == ("mark", until)
        self._at += 1 if closes else 0
        return not closes


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Kind, text and line of everything that is neither blank nor comment."""
    tokens: list[tuple[str, str, int]] = []
    line = 1
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind != "blank":
            tokens.append((kind, found.group(), line))
        line += found.group().count("\n")
    return tokens


def _unquoted(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"])
