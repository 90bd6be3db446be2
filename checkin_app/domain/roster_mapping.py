"""Corrections of the guessed columns, as a person writes them: `FIELD=COLUMN`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Event
from checkin_app.domain.roster_headers import (
    DAY,
    EXTRA,
    IGNORE,
    SESSION,
    Field,
    fields_by_header,
    header_key,
)
from checkin_app.domain.text import fold


def mapped(
    columns: Mapping[str, str], headers: Sequence[str], overrides: Iterable[str], event: Event
) -> dict[str, str]:
    """The guessed columns with corrections written `FIELD=COLUMN`; a column that lost its field is kept as extra.

    FIELD is one of `Field`, `day:2`, `session:CODE`, `extra` or `ignore`; COLUMN is a header, without regard to case
    and accents, or a column's number from 1, or nothing for «no column». BadInput names what exists.
    """
    result: dict[str, str] = dict(columns)
    for override in overrides:
        name, equals, wanted = override.partition("=")
        if not equals:
            raise BadInput(
                override, "It has no «=».", remedy="Write FIELD=COLUMN, for example family=Surname."
            )
        field = _field_named(name, override, event)
        header = _header_named(wanted, override, headers) if wanted.strip() else ""
        lost = result.get(field, "")
        result = {key: column for key, column in result.items() if key != field and column != header}
        if lost and lost != header:
            result[EXTRA + lost] = lost
        if header and field != IGNORE:
            result[EXTRA + header if field == "extra" else field] = header
    return result


def overrides_for(columns: Mapping[str, str], headers: Iterable[str]) -> list[str]:
    """The corrections that lead from any guess to exactly these columns."""
    return [
        *(f"{IGNORE}={header}" for header in headers),
        *(f"{'extra' if field.startswith(EXTRA) else field}={header}" for field, header in columns.items()),
    ]


def usable(columns: Mapping[str, str], headers: Sequence[str], event: Event) -> dict[str, str]:
    """Columns that were chosen for another list or event, as far as they fit; what has lost its field is kept as extra."""
    known = {*Field, *(f"{DAY}{number}" for number, _ in enumerate(event.days, 1))}
    known |= {SESSION + session.code for _, session in event.sessions()}
    found: dict[str, str] = {}
    for field, header in columns.items():
        if header in headers and header not in found.values():
            found[field if field in known else EXTRA + header] = header
    return found


def _field_named(name: str, override: str, event: Event) -> str:
    wanted = name.strip()
    prefix, colon, rest = wanted.partition(":")
    if colon and prefix.lower() == "day":
        number = int(rest) if rest.strip().isdecimal() else event.day_number(_iso_date(rest.strip()))
        if event.numbered(number):
            return f"{DAY}{number}"
    elif colon and prefix.lower() == "session" and event.session(rest.strip()):
        return SESSION + rest.strip()
    elif wanted.lower().replace("-", "_") in {*Field, "extra", IGNORE}:
        return wanted.lower().replace("-", "_")
    elif meant := fields_by_header().get(header_key(wanted)):
        return meant[0].value
    raise BadInput(
        override, f"There is no field «{wanted}».", remedy=f"The fields are: {_all_fields(event)}."
    )


def _all_fields(event: Event) -> str:
    days = [f"{DAY}{number}" for number, _ in enumerate(event.days, 1)]
    return ", ".join([*Field, *days, SESSION + "CODE", "extra", IGNORE])


def _header_named(wanted: str, override: str, headers: Sequence[str]) -> str:
    for key in (str.strip, fold, header_key):
        for header in headers:
            if key(header) == key(wanted) != "":
                return header
    if wanted.strip().isdecimal() and 1 <= int(wanted) <= len(headers):
        return headers[int(wanted) - 1]
    raise BadInput(
        override,
        f"There is no column «{wanted.strip()}».",
        remedy=f"The columns are: {', '.join(f'«{header}»' for header in headers)}.",
    )


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
