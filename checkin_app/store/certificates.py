"""The certificates that were issued, in the event file."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from checkin_app.domain.certificate import IssuedCertificate
from checkin_app.domain.log import CertificatesIssued, Record
from checkin_app.store.schema import AnyRow, certificate


def issue(connection: sa.Connection, kept: Sequence[tuple[Record, CertificatesIssued]]) -> None:
    """Remember who has which certificate; an IntegrityError for a number that somebody has already."""
    rows = [
        {
            "number": each.number,
            "participant": each.participant,
            "check_code": each.check,
            "issued_on": record.day.isoformat(),
            "record": record.id,
        }
        for record, fact in kept
        for each in fact.certificates
    ]
    if rows:
        connection.execute(sa.insert(certificate), rows)


def is_kept(connection: sa.Connection) -> bool:
    """Whether the file is of a version that knows certificates."""
    return sa.inspect(connection).has_table(certificate.name)


def all_issued(connection: sa.Connection) -> list[tuple[IssuedCertificate, date]]:
    """Every certificate with the day on which it was issued, by number."""
    rows = connection.execute(sa.select(certificate).order_by(certificate.c.number))
    return [_issued(row) for row in rows]


def by_number(connection: sa.Connection, number: int) -> tuple[IssuedCertificate, date] | None:
    """The certificate of that number, with the day on which it was issued."""
    row = connection.execute(sa.select(certificate).where(certificate.c.number == number)).first()
    return _issued(row) if row else None


def _issued(row: AnyRow) -> tuple[IssuedCertificate, date]:
    issued = IssuedCertificate(row.number, row.participant, row.check_code)
    return issued, date.fromisoformat(row.issued_on)
