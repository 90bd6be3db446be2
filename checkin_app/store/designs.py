"""The badge designs of the event's own, and their pictures, in the event file."""

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from checkin_app.domain.badge_look import OwnTemplate, Picture
from checkin_app.domain.log import PictureAdded, Record, TemplateRemoved, TemplateSaved
from checkin_app.store import records
from checkin_app.store.schema import own_template, picture

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(OwnTemplate)


def add_pictures(connection: sa.Connection, kept: Sequence[tuple[Record, PictureAdded]]) -> None:
    """Remember which record has a picture; the first one counts."""
    for record, fact in kept:
        row = {"sha256": fact.sha256, "record": record.id}
        connection.execute(sqlite.insert(picture).values(row).on_conflict_do_nothing())


def save(connection: sa.Connection, kept: Sequence[tuple[Record, TemplateSaved]]) -> None:
    """Keep designs, each in the place of an earlier one of its name."""
    for _, fact in kept:
        text = _ENCODER.encode(fact.template).decode()
        put = sqlite.insert(own_template).values(name=fact.template.name, template=text)
        connection.execute(put.on_conflict_do_update(index_elements=["name"], set_={"template": text}))


def remove(connection: sa.Connection, kept: Sequence[tuple[Record, TemplateRemoved]]) -> None:
    """Take designs away; their pictures stay in the log, where everything stays."""
    for _, fact in kept:
        connection.execute(sa.delete(own_template).where(own_template.c.name == fact.name))


def all_own(connection: sa.Connection) -> list[OwnTemplate]:
    """Every design of the event's own, by name."""
    rows = connection.execute(sa.select(own_template.c.template).order_by(own_template.c.name))
    return [_DECODER.decode(text) for text in rows.scalars()]


def pictures(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, Picture]:
    """The pictures of these SHA-256; those that the file has not are left out."""
    rows = connection.execute(sa.select(picture).where(picture.c.sha256.in_(set(wanted))))
    found = records.by_ids(connection, [row.record for row in rows])
    return {
        fact.sha256: Picture(fact.sha256, fact.width, fact.height, fact.content)
        for _, fact in found.values()
        if isinstance(fact, PictureAdded)
    }


def known_pictures(connection: sa.Connection) -> set[str]:
    """The SHA-256 of every picture in the file."""
    return set(connection.execute(sa.select(picture.c.sha256)).scalars())
