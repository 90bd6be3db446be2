"""The evidence pack: one archive with all that shows who was there, which anybody can check a year later.

The same event at the same time gives the same bytes.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checkin_app import __version__
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.certificate import Certificate
from checkin_app.domain.event import Checkpoint, Day, Event
from checkin_app.domain.signature_list import signature_list
from checkin_app.services import export_files, pack_manifest
from checkin_app.services.apart import apart
from checkin_app.services.attendance_tables import AttendanceTables, tables_of
from checkin_app.services.certificate_pages import CertificateChoices, render_certificates
from checkin_app.services.certificates import certificates_of
from checkin_app.services.event_logos import logos_of
from checkin_app.services.journal import Journal, reading_journal
from checkin_app.services.long_work import Work
from checkin_app.services.pack_manifest import Manifest, PackedFile
from checkin_app.services.programme_file import write_programme
from checkin_app.services.report_pages import render_report
from checkin_app.services.signature_pages import SignatureChoices, render_signatures
from checkin_app.services.whole_file import whole_file
from checkin_app.store import log_lines, programme
from checkin_app.store.database import Connection
from checkin_app.store.log_lines import ChainHead

_READ_ME = """What shows who was at «{event}», as of {made_at}.

tables/        attendance, people, every scan and a summary, as one workbook and as CSV files
papers/        the signature lists of every day and session with the times of the first scans, the certificates issued,
               and the attendance report
programme.toml the days and sessions
log.jsonl      everything that was recorded, one record a line, each chained to the one before by its hash
manifest.json  the SHA-256 of every file, and where the chains of the log end

The program checks all of it:  checkin verify PACK.zip
Without it:  sha256sum of each file against manifest.json. A record's hash is the SHA-256 of the hash before it, the
JSON list [desk, seq, id, at, day, kind, subject, operator] without spaces, and the SHA-256 of its body; all hashes
as 32 bytes. One body is left out, the event's key, with which badges could be made; the chain holds without it.
"""
_WORTH_A_PROCESS = 1000
"""Records in the log; a pack of fewer is made before another process has begun."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed; `sha256` is the manifest's, which stands for the whole pack."""

    files: int
    records: int
    sha256: str


class EvidenceService:
    """Packs what a coordinator has to be able to show."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def pack(self, out: Path) -> Work[Packed]:
        """Make the pack; yields (parts done, parts to do). The file appears only when it is complete, BadInput if it cannot."""
        now = self._journal.now()
        if self._journal.count_records() < _WORTH_A_PROCESS:
            return _pack(self._journal, out, now)
        return apart(partial(_pack_apart, self._journal.path, out, now))


@dataclass(frozen=True, slots=True)
class _View:
    """What the event file says at one instant; its log is written already."""

    event: Event
    event_id: str
    tables: AttendanceTables
    logos: tuple[Picture, ...]
    certificates: tuple[Certificate, ...]
    chains: tuple[ChainHead, ...]
    records: int


_Part = tuple[str, Callable[[Path], Work[Any]]]
"""A file's name in the pack, and what writes it."""


def _pack_apart(path: Path, out: Path, now: datetime) -> Work[Packed]:
    with reading_journal(path) as journal:
        return (yield from _pack(journal, out, now))


def _pack(journal: Journal, out: Path, now: datetime) -> Work[Packed]:
    with TemporaryDirectory(prefix="checkin-pack-") as name, whole_file(out) as unfinished:
        folder = Path(name)
        with journal.reading() as connection:
            view = _view_of(connection, folder / pack_manifest.LOG)
        parts = _parts(view, now)
        for done, (part, write) in enumerate(parts, 1):
            (folder / part).parent.mkdir(exist_ok=True)
            yield done, len(parts) + 1
            for _ in write(folder / part):
                yield done, len(parts) + 1
        manifest = _manifest(view, folder, now)
        (folder / pack_manifest.NAME).write_bytes(manifest_text := pack_manifest.written(manifest))
        _zip(folder, [pack_manifest.NAME, *(file.name for file in manifest.files)], unfinished)
        yield len(parts) + 1, len(parts) + 1
    return Packed(len(manifest.files), view.records, hashlib.sha256(manifest_text).hexdigest())


def _view_of(connection: Connection, log: Path) -> _View:
    records = 0
    with log.open("wb") as file:
        for line in log_lines.lines(connection):
            file.write(line)
            records += 1
    return _View(
        programme.read(connection),
        programme.event_id(connection),
        tables_of(connection),
        logos_of(connection),
        certificates_of(connection),
        tuple(log_lines.heads(connection)),
        records,
    )


def _parts(view: _View, now: datetime) -> list[_Part]:
    first, *others = view.tables.sheets()
    book = partial(export_files.write, first, beside=others, title=view.event.name)
    local = view.event.local(now)
    read_me = _READ_ME.format(event=view.event.name, made_at=f"{local:%Y-%m-%d %H:%M}")
    return [
        ("READ-ME.txt", partial(_text, read_me)),
        ("programme.toml", partial(_text, write_programme(view.event))),
        ("tables/attendance.xlsx", book),
        *(
            (f"tables/{table.name.lower()}.csv", partial(export_files.write, table))
            for table in view.tables.sheets()
        ),
        *(
            (f"papers/signatures-day-{number}.pdf", partial(_signatures, view, day, now))
            for number, day in enumerate(view.event.days, 1)
        ),
        *([("papers/certificates.pdf", partial(_certificates, view))] if view.certificates else []),
        ("papers/attendance-report.pdf", partial(_report, view, now)),
    ]


def _text(text: str, out: Path) -> Work[None]:
    out.write_text(text, encoding="utf-8", newline="")
    yield 1, 1


def _signatures(view: _View, day: Day, now: datetime, out: Path) -> Work[Any]:
    """The lists of a day and of its sessions."""
    places = [Checkpoint(day.date), *(Checkpoint(day.date, session.code) for session in day.sessions)]
    lists = [signature_list(view.tables.matrix, place) for place in places]
    return render_signatures(lists, out, SignatureChoices(), view.logos, now)


def _certificates(view: _View, out: Path) -> Work[Any]:
    """Those that were issued and are still true; who signs them is not kept with the event."""
    return render_certificates(view.certificates, out, CertificateChoices(), view.logos)


def _report(view: _View, now: datetime, out: Path) -> Work[Any]:
    return render_report(view.tables.matrix, out, now, view.logos)


def _manifest(view: _View, folder: Path, now: datetime) -> Manifest:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Manifest(
        pack_manifest.FORMAT,
        f"Checkin Desk {__version__}",
        view.event.name,
        view.event_id,
        view.event.local(now).isoformat(timespec="seconds"),
        view.records,
        view.chains,
        tuple(_packed(path, path.relative_to(folder).as_posix()) for path in files),
    )


def _packed(path: Path, name: str) -> PackedFile:
    with path.open("rb") as file:
        return PackedFile(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _zip(folder: Path, names: Sequence[str], out: Path) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:  # opened by name, a part has the earliest time there is, and not the computer's
            with (folder / name).open("rb") as file, archive.open(name, "w") as part:
                shutil.copyfileobj(file, part)
