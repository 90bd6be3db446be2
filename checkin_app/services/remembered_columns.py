"""Which column held what, remembered on this computer for every set of headers that was imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import tomli_w

from checkin_app.services.whole_file import whole_file

MOST = 50
"""Sets of headers; the oldest goes first."""
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Known:
    headers: list[str]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands in the file."""

    lists: list[_Known] = field(default_factory=list[_Known])


class RememberedColumns:
    """A file of the user; one that is missing, damaged or foreign remembers nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def for_headers(self, headers: Sequence[str]) -> dict[str, str] | None:
        """The column of each field as it was confirmed for these headers, whatever their order; None if never."""
        wanted = sorted(headers)
        return next((each.columns for each in self._lists() if sorted(each.headers) == wanted), None)

    def remember(self, headers: Sequence[str], columns: Mapping[str, str]) -> None:
        """Keep the columns that somebody confirmed. BadInput if the file cannot be written."""
        others = [each for each in self._lists() if sorted(each.headers) != sorted(headers)]
        kept = _Content([*others, _Known(list(headers), dict(columns))][-MOST:])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._path) as unfinished:
            unfinished.write_bytes(tomli_w.dumps(msgspec.to_builtins(kept)).encode())

    def _lists(self) -> list[_Known]:
        try:
            if self._path.stat().st_size > _LARGEST_FILE:
                return []
            content = msgspec.toml.decode(self._path.read_bytes(), type=_Content)
        except (OSError, ValueError, RecursionError):
            return []
        return [each for each in content.lists if {*each.columns.values()} <= {*each.headers}]
