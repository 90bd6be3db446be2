"""What becomes of two entries on the roster that are one person."""

from collections.abc import Collection
from dataclasses import replace

from checkin_app.domain.errors import NotFound
from checkin_app.domain.participant import EXTRA, TEXT_FIELDS, Participant, Status

_WHOLE = ("days", "sessions", "status", "walk_in")
_FILLED = [name for name in TEXT_FIELDS if name not in {"given", "family", "note"}]
"""Not the names: somebody with one name would get another."""

_NOTES = " · "


def merged(kept: Participant, absorbed: Participant, taken: Collection[str] = ()) -> Participant:
    """The kept person with what only the absorbed one had.

    Of the fields named in `taken` (an extra column is called `extra:` and its header) the absorbed one's value counts.
    Of the others the kept one's, if there is one; registrations are joined, and so are notes. Who is barred stays so;
    otherwise one who may come is enough. NotFound for a field that there is not.
    """
    _refuse_unknown(kept, absorbed, taken)
    joined = replace(
        kept,
        **{name: getattr(kept, name) or getattr(absorbed, name) for name in _FILLED},
        note=_joined_notes(kept.note, absorbed.note),
        status=_status(kept, absorbed),
        walk_in=kept.walk_in and absorbed.walk_in,
        days=None if kept.days is None or absorbed.days is None else kept.days | absorbed.days,
        sessions=kept.sessions | absorbed.sessions,
        extra=_joined_extras(kept, absorbed, taken),
    )
    chosen = {name: getattr(absorbed, name) for name in taken if not name.startswith(EXTRA)}
    return replace(joined, **chosen)


def _refuse_unknown(kept: Participant, absorbed: Participant, taken: Collection[str]) -> None:
    columns = {EXTRA + column for person in (kept, absorbed) for column, _ in person.extra}
    for name in taken:
        if name not in columns and name not in TEXT_FIELDS and name not in _WHOLE:
            raise NotFound("field", name)


def _status(kept: Participant, absorbed: Participant) -> Status:
    both = {kept.status, absorbed.status}
    if Status.BARRED in both:
        return Status.BARRED
    return Status.ACTIVE if Status.ACTIVE in both else kept.status


def _joined_notes(kept: str, absorbed: str) -> str:
    if absorbed in kept:
        return kept
    return _NOTES.join(note for note in (kept, absorbed) if note)


def _joined_extras(
    kept: Participant, absorbed: Participant, taken: Collection[str]
) -> tuple[tuple[str, str], ...]:
    extra, other = dict(kept.extra), dict(absorbed.extra)
    for column in {**extra, **other}:
        if EXTRA + column in taken:
            extra.pop(column, None)
        if column in other and not extra.get(column):
            extra[column] = other[column]
    return tuple(extra.items())
