"""The new people of an import, made ready to be written; those of a long list in another process, ahead of the writing."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from checkin_app.domain import code
from checkin_app.domain.log import ParticipantAdded
from checkin_app.domain.roster import RosterRow, new_participant
from checkin_app.services.apart import InAdvance
from checkin_app.services.long_work import Work
from checkin_app.store import log, newcomers
from checkin_app.store.newcomers import Newcomer

_PIECE = 250
"""People; turning a piece into bytes and back holds Python's lock, which the window must not feel."""
_AHEAD = 8
"""Pieces that are asked for before they are needed."""
WORTH_A_PROCESS = 4 * _PIECE
"""New people; so many are written in less time than the other process needs to start."""
_WAITS_S = 0.02
"""For a piece that is not ready; scans wait meanwhile, so then they get their turn."""

_PACKED = msgspec.msgpack.Encoder()
_UNPACKED = msgspec.msgpack.Decoder(tuple[RosterRow, ...])


class NewcomersReady:
    """Gives the people of new rows in their order, as many as are wanted and ready."""

    def __init__(self, rows: Sequence[RosterRow], imported_by: str, key: bytes) -> None:
        self._rows = rows
        self._made = partial(_made_ready, total=len(rows), imported_by=imported_by, key=key)
        self._apart = InAdvance[bytes]() if len(rows) > WORTH_A_PROCESS else None
        self._asked = 0
        self._ready: list[Newcomer] = []

    def take(self, most: int) -> list[Newcomer]:
        """The next ones; none if they are not ready yet."""
        process = self._apart
        if process is None or not process.has_begun:
            begun = self._asked
            self._asked = min(len(self._rows), begun + min(most, _PIECE))
            return self._made(self._rows[begun : self._asked], begun)
        self._ask_ahead(process)
        while len(self._ready) < most and process.under_way:
            piece = process.next(0 if self._ready else _WAITS_S)
            if piece is None:
                break
            self._ready += newcomers.unpacked(piece)
            self._ask_ahead(process)
        taken, self._ready = self._ready[:most], self._ready[most:]
        return taken

    def close(self) -> None:
        """Nobody is needed any more."""
        if self._apart is not None:
            self._apart.close()

    def _ask_ahead(self, process: InAdvance[bytes]) -> None:
        while process.under_way < _AHEAD and self._asked < len(self._rows):
            piece = self._rows[self._asked : self._asked + _PIECE]
            process.ask(partial(_made_ready_apart, self._made, _PACKED.encode(piece), self._asked))
            self._asked += len(piece)


def _made_ready_apart(made: "partial[list[Newcomer]]", rows: bytes, first: int) -> Work[bytes]:
    yield from ()
    return newcomers.packed(made(_UNPACKED.decode(rows), first))


def _made_ready(
    rows: Sequence[RosterRow], first: int, *, total: int, imported_by: str, key: bytes
) -> list[Newcomer]:
    return newcomers.made_ready(_added(rows, range(first, first + len(rows)), total, imported_by, key))


def _added(
    rows: Sequence[RosterRow], numbers: range, total: int, imported_by: str, key: bytes
) -> Iterator[tuple[str, ParticipantAdded]]:
    ids = zip(log.rising_ids(total, numbers), log.rising_ids(total, numbers), strict=True)
    for row, (record, person) in zip(rows, ids, strict=True):
        yield record, ParticipantAdded(new_participant(row, person), code.make(key), imported_by)
