"""Checking an evidence pack without the event file: its files by their sums, and the log by its chain.

A pack comes from somebody else. Nothing of it is unpacked to the disk or opened by another program.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path

import msgspec

from checkin_app.services import pack_manifest
from checkin_app.services.long_work import Work
from checkin_app.services.pack_manifest import Manifest, PackedFile
from checkin_app.services.workbook_safety import HIGHEST_RATIO, MOST_PARTS
from checkin_app.store.chain import BATCH, Bad
from checkin_app.store.log_lines import LineCheck
from checkin_app.store.verification import Verification

MOST_UNPACKED = 4 << 30
"""Bytes of all files together."""
LONGEST_LINE = 64 << 20
"""Bytes of one record; the largest are pictures."""

_SMALL = 100_000
_CHUNK = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9][A-Za-z0-9_-]*)*")
_MAGIC = b"PK\x03\x04"
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)

_Checked = Generator[tuple[int, int], None, Bad | None]


def is_pack(path: Path) -> bool:
    """Whether a file is an archive, and so no event file."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def verify_pack(path: Path) -> Work[Verification]:
    """Whether a pack is as it was made; yields (files done, files to do). Whatever is wrong is told, never raised."""
    lines = LineCheck()
    try:
        with zipfile.ZipFile(path) as archive:
            bad = _refusal(archive) or (yield from _contents(archive, lines))
    except _UNREADABLE:
        bad = _says("It is damaged and cannot be unpacked.")
    return Verification(lines.records, bad)


def _refusal(archive: zipfile.ZipFile) -> Bad | None:
    """Why an archive is not even looked into, by what it says of itself; if it lies, unpacking fails later."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return _says(f"It has {len(parts):,} files; a pack has at most {MOST_PARTS:,}.")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED:
        return _says(
            f"It would unpack to {unpacked >> 20:,} MB; at most {MOST_UNPACKED >> 20:,} MB are read."
        )
    for big, small in [(unpacked, packed), *((part.file_size, part.compress_size) for part in parts)]:
        if big > _SMALL and big > HIGHEST_RATIO * small:
            return _says(f"It unpacks to more than {HIGHEST_RATIO} times its size.")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        return _says("It has two files of one name.")
    odd = [name for name in names if not _NAME.fullmatch(name)]
    if odd:
        return _says(f"No pack has a file of the name {odd[0][:80]!r}.")
    if any(part.flag_bits & 1 or part.compress_type not in _PLAIN for part in parts):
        return _says("It is packed in a way that no pack is.")
    return None


def _contents(archive: zipfile.ZipFile, lines: LineCheck) -> _Checked:
    manifest = _manifest(archive)
    if isinstance(manifest, Bad):
        return manifest
    there, told = set(archive.namelist()) - {pack_manifest.NAME}, {file.name for file in manifest.files}
    if len(told) < len(manifest.files) or pack_manifest.LOG not in told:
        return _says("Its manifest names a file twice, or no log.")
    for missing in sorted(told - there):
        return _says(f"«{missing}» is missing.")
    for stranger in sorted(there - told):
        return _says(f"«{stranger}» is not in its manifest.")
    for done, file in enumerate(manifest.files, 1):
        bad = yield from _file(archive, file, lines, (done, len(manifest.files)))
        if bad is not None:
            return bad
    if lines.records != manifest.records or not lines.ends_as(manifest.chains):
        return _says("The log does not end where the manifest says.")
    return None


def _manifest(archive: zipfile.ZipFile) -> Manifest | Bad:
    if pack_manifest.NAME not in archive.namelist():
        return _says("It is no evidence pack: it has no manifest.")
    if archive.getinfo(pack_manifest.NAME).file_size > pack_manifest.MOST_BYTES:
        return _says("Its manifest is too long.")
    try:
        manifest = pack_manifest.read(archive.read(pack_manifest.NAME))
    except msgspec.DecodeError:
        return _says("Its manifest cannot be read.")
    if manifest.format != pack_manifest.FORMAT:
        return _says("It was made by another version of the program, which can check it.")
    return manifest


def _file(archive: zipfile.ZipFile, file: PackedFile, lines: LineCheck, step: tuple[int, int]) -> _Checked:
    """One file by its sum; of the log every record, so that it is told which one was changed."""
    is_log = file.name == pack_manifest.LOG
    summed, length, bad = hashlib.sha256(), 0, None
    with archive.open(file.name) as stream:
        while piece := stream.readline(LONGEST_LINE) if is_log else stream.read(_CHUNK):
            summed.update(piece)
            length += len(piece)
            if is_log and bad is None:
                bad = lines.take(piece)
            if not is_log or lines.records % BATCH == 0:
                yield step
    if bad is None and (length != file.bytes or summed.hexdigest() != file.sha256):
        return _says(f"«{file.name}» was changed.")
    return bad


def _says(why: str) -> Bad:
    return Bad(None, None, why)
