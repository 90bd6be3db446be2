"""Which column held what, remembered on this computer for every set of headers that was imported."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from checkin_app.services.whole_file import whole_file

MOST = 50
"""Sets of headers; the oldest goes first."""
_LARGEST_FILE = 1_000_000


class RememberedColumns:
    """A file of the user; one that is missing, damaged or foreign remembers nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def for_headers(self, headers: Sequence[str]) -> dict[str, str] | None:
        """The column of each field as it was confirmed for these headers, whatever their order; None if never."""
        wanted = sorted(headers)
        return next((columns for known, columns in self._lists() if sorted(known) == wanted), None)

    def remember(self, headers: Sequence[str], columns: Mapping[str, str]) -> None:
        """Keep the columns that somebody confirmed. BadInput if the file cannot be written."""
        others = [each for each in self._lists() if sorted(each[0]) != sorted(headers)]
        kept = [*others, (list(headers), dict(columns))][-MOST:]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._path) as unfinished:
            written = {"list": [{"headers": known, "columns": chosen} for known, chosen in kept]}
            unfinished.write_bytes(tomli_w.dumps(written).encode())

    def _lists(self) -> list[tuple[list[str], dict[str, str]]]:
        try:
            if self._path.stat().st_size > _LARGEST_FILE:
                return []
            lists: Any = tomllib.loads(self._path.read_text(encoding="utf-8")).get("list", [])
        except (OSError, ValueError, RecursionError):
            return []
        return (
            [(each["headers"], each["columns"]) for each in lists if _is_whole(each)]
            if isinstance(lists, list)
            else []
        )


def _is_whole(each: Any) -> bool:  # noqa: ANN401  # whatever a file may hold
    """Whether an entry is a list of headers, and fields with one of these headers each."""
    if not isinstance(each, dict):
        return False
    headers, columns = each.get("headers"), each.get("columns")
    if not (isinstance(headers, list) and isinstance(columns, dict)):
        return False
    return all(isinstance(header, str) for header in headers) and all(
        isinstance(header, str) and header in headers for header in columns.values()
    )
