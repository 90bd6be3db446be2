"""The bodies of records: the canonical JSON of facts, salted where they say something about a person."""

import secrets
from dataclasses import replace

import msgspec

from checkin_app.domain import log as facts
from checkin_app.domain.log import Fact

_PERSONAL = facts.ParticipantAdded | facts.ParticipantChanged | facts.TicketSent | facts.TicketRefused
_ENCODER = msgspec.json.Encoder(order="sorted")


def body_of(fact: Fact) -> str:
    """The canonical JSON of a fact: sorted keys, no spaces."""
    return _ENCODER.encode(fact).decode()


def salted(fact: Fact) -> Fact:
    """Personal data gets a random salt, so that the hash left after an erasure cannot be guessed back."""
    if isinstance(fact, _PERSONAL) and not fact.salt:
        return replace(fact, salt=secrets.token_hex(16))
    return fact
