"""What a row of a roster makes of a person: a new participant, or a known one with corrections."""

from dataclasses import replace

from checkin_app.domain.participant import TEXT_FIELDS, Participant, Status
from checkin_app.domain.roster_rows import RosterRow
from checkin_app.domain.text import with_commas_below


def new_participant(row: RosterRow, participant_id: str) -> Participant:
    """The person that a row describes, under a new id; registered for all days if the row is silent about days."""
    return Participant(
        id=participant_id,
        **{name: getattr(row, name) for name in TEXT_FIELDS},
        status=row.status or Status.ACTIVE,
        days=row.days,
        sessions=row.sessions,
        extra=row.extra,
    )


def corrected(person: Participant, row: RosterRow) -> Participant:
    """The person with what the row says; `person` itself if the row says nothing new.

    A blank cell or a missing column changes nothing, but somebody who was removed is on the roster again. Two more
    things are left alone: a person whom staff have barred stays so, and Romanian ș and ț do not go back to the cedillas of an old code page.
    """
    fields: dict[str, object] = {
        name: said
        for name in TEXT_FIELDS
        if (said := getattr(row, name)) and _is_news(getattr(person, name), said)
    }
    if (
        row.external_id == person.id
    ):  # an exported list, in which our own id stands for the missing external one
        fields.pop("external_id", None)
    if row.stated_days is not None and person.days not in (row.days, row.stated_days):
        fields["days"] = row.days
    if (sessions := (person.sessions - row.declined) | row.sessions) != person.sessions:
        fields["sessions"] = sessions
    if person.is_removed:
        fields["status"] = row.status or Status.ACTIVE
    elif row.status and person.status not in (row.status, Status.BARRED):
        fields["status"] = row.status
    if row.extra and (extra := tuple((dict(person.extra) | dict(row.extra)).items())) != person.extra:
        fields["extra"] = extra
    return replace(person, **fields) if fields else person  # type: ignore[arg-type]  # the names are Participant's


def _is_news(known: str, said: str) -> bool:
    return said != known and with_commas_below(said) != known
