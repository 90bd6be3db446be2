"""New people as a long import writes them: all that does not depend on the order of the log is made ready beforehand.

That may be in another process, where nobody waits for it. What `log.append_newcomers` writes of them is the same as
what `log.append` makes of their `ParticipantAdded`.
"""

from collections.abc import Iterable

import msgspec

from checkin_app.domain import log as facts
from checkin_app.domain.log import ParticipantAdded
from checkin_app.domain.participant import Participant
from checkin_app.domain.search import search_words
from checkin_app.store.bodies import body_of, salted

COLUMNS = (
    "id", "given", "family", "badge_name", "external_id", "email", "organisation", "job_title", "country", "category",
    "note", "status", "walk_in", "all_days", "extra",
)  # fmt: skip
"""The columns of `participant` behind its number, in the order of `row_of`."""


class Newcomer(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The record that adds somebody, and what it puts into the tables."""

    record: str
    body: str
    body_hash: bytes
    code: str
    row: tuple[str | int, ...]
    words: str
    days: tuple[str, ...]
    sessions: tuple[str, ...]

    @property
    def id(self) -> str:
        """The participant's id."""
        return str(self.row[0])


_PACKED = msgspec.msgpack.Encoder()
_UNPACKED = msgspec.msgpack.Decoder(list[Newcomer])


def made_ready(added: Iterable[tuple[str, ParticipantAdded]]) -> list[Newcomer]:
    """Of facts with the ids of their records; nobody among them has been removed."""
    return [_made_ready(record, fact) for record, fact in added]


def packed(newcomers: list[Newcomer]) -> bytes:
    """For their way from another process."""
    return _PACKED.encode(newcomers)


def unpacked(content: bytes) -> list[Newcomer]:
    """What `packed` was given."""
    return _UNPACKED.decode(content)


def row_of(person: Participant) -> tuple[str | int, ...]:
    """The values of `COLUMNS`."""
    return (
        person.id,
        person.given,
        person.family,
        person.badge_name,
        person.external_id,
        person.email,
        person.organisation,
        person.job_title,
        person.country,
        person.category,
        person.note,
        person.status.value,
        int(person.walk_in),
        int(person.days is None),
        msgspec.json.encode(person.extra).decode() if person.extra else "[]",
    )


def _made_ready(record: str, fact: ParticipantAdded) -> Newcomer:
    person = fact.participant
    body = body_of(salted(fact))
    return Newcomer(
        record,
        body,
        facts.body_hash(body),
        fact.code,
        row_of(person),
        search_words(person),
        tuple(day.isoformat() for day in sorted(person.days or ())),
        tuple(sorted(person.sessions)),
    )
