"""The log as lines of JSON, one record a line: what is handed to others, who can check its chain without the program."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from checkin_app.domain import log as facts
from checkin_app.domain.log import EventCreated
from checkin_app.store.chain import Bad
from checkin_app.store.schema import desk as desk_table
from checkin_app.store.schema import log

LEFT_OUT = frozenset({EventCreated.kind})
"""Kinds whose body is not handed on: the event's key would let anybody make badges. The chain holds without it."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One record. `body` is the text that `body_hash` is of, None where it is left out; hashes are hexadecimal.

    `record_hash` of domain/log.py says how `hash` is made.
    """

    desk: str
    seq: int
    id: str
    at: str
    day: str
    kind: str
    subject: str
    operator: str
    body: str | None
    body_hash: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of a desk's chain: how many records it has and the hash of the last one."""

    desk: str
    name: str
    records: int
    hash: str


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(LogLine)


def lines(connection: sa.Connection) -> Iterator[bytes]:
    """Every record in the order in which it came into the file, each a line with its end."""
    for row in connection.execute(sa.select(log).order_by(log.c.position)):
        body = None if row.kind in LEFT_OUT else row.body
        line = LogLine(
            row.desk, row.seq, row.id, row.at, row.day, row.kind, row.subject, row.operator,
            body, row.body_hash.hex(), row.prev_hash.hex(), row.hash.hex(),
        )  # fmt: skip
        yield _ENCODER.encode(line) + b"\n"


def heads(connection: sa.Connection) -> list[ChainHead]:
    """The ends of the chains of all desks, by the desk's id."""
    last = sa.select(log.c.desk, sa.func.max(log.c.seq).label("seq")).group_by(log.c.desk).subquery()
    query = (
        sa.select(log.c.desk, desk_table.c.name, log.c.seq, log.c.hash)
        .join(last, sa.and_(last.c.desk == log.c.desk, last.c.seq == log.c.seq))
        .outerjoin(desk_table, desk_table.c.id == log.c.desk)
        .order_by(log.c.desk)
    )
    return [ChainHead(row.desk, row.name or "", row.seq, row.hash.hex()) for row in connection.execute(query)]


class LineCheck:
    """Follows the chains of lines that come one after the other."""

    def __init__(self) -> None:
        self.records = 0
        self._heads: dict[str, tuple[int, str]] = {}

    def take(self, raw: bytes) -> Bad | None:
        """What is wrong with the next line, if anything."""
        self.records += 1
        try:
            line = _DECODER.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Bad(None, None, f"Line {self.records} of the log is no record.")
        problem = self._problem(line)
        self._heads[line.desk] = line.seq, line.hash
        return Bad(line.desk, line.seq, problem) if problem else None

    def ends_as(self, told: Iterable[ChainHead]) -> bool:
        """Whether the chains end where these say."""
        return self._heads == {head.desk: (head.records, head.hash) for head in told}

    def _problem(self, line: LogLine) -> str:
        seq, last = self._heads.get(line.desk, (0, facts.FIRST_PREVIOUS_HASH.hex()))
        if line.seq != seq + 1:
            return f"Record {seq + 1} of its desk should stand here."
        if line.prev_hash != last:
            return "It does not follow the record before it."
        if line.body is None and line.kind not in LEFT_OUT:
            return "What it says is missing."
        try:
            hashed, prev = bytes.fromhex(line.body_hash), bytes.fromhex(line.prev_hash)
        except ValueError:
            return "Its hashes are not hexadecimal."
        if line.body is not None and facts.body_hash(line.body) != hashed:
            return "What it says was changed."
        header = (line.desk, line.seq, line.id, line.at, line.day, line.kind, line.subject, line.operator)
        if facts.record_hash(prev, header, hashed).hex() != line.hash:
            return "Its header (time, desk, subject, operator …) was changed."
        return ""
