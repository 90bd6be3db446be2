"""Looking at a spreadsheet before any library opens it, so that no file can fill the memory or bring a program along."""

import io
import re
import zipfile
from collections.abc import Iterator
from enum import Enum

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_reach import Reach, reach_of_ods, reach_of_unplaced_cells

MOST_PARTS = 2000
MOST_UNPACKED = 500_000_000
"""Bytes of all parts together."""
HIGHEST_RATIO = 200
"""Unpacked to packed size, of the whole and of every part above `_SMALL`."""
MOST_ROWS = 200_000
MOST_COLUMNS = 702
"""A to ZZ."""
MOST_CELLS = 10_000_000
"""Rows times columns up to the last cell, blank ones included; some 300 MB while the sheet is read."""

_SMALL = 100_000
_CHUNK = 1 << 20
_OVERLAP = 64
"""Bytes that pieces without any tag share, so that no reference is cut in two."""

_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_NAMES = re.compile(r"(?:^|/)vbaProject.*\.bin$|^xl/macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_BEFORE_XML = b"\xef\xbb\xbf \r\n\t"
_DECLARATIONS = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class WorkbookKind(Enum):
    """What a zip archive turns out to be."""

    XLSX = "xlsx"
    ODS = "ods"


def inspect_workbook(data: bytes, source: str) -> WorkbookKind:
    """What kind of workbook a zip archive is. BadInput if it is none, or anything about it is not safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = _kind(archive, source)
            _check_sizes(archive.infolist(), source)
            for part in archive.infolist():
                _check_part(archive, part, kind, source)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as failure:
        raise damaged(source) from failure
    return kind


def refuse_macros_in_xls(data: bytes, source: str) -> None:
    """BadInput if an old workbook carries a program."""
    if _MACRO_STREAM in data:
        raise _has_macros(source)


def damaged(source: str) -> BadInput:
    """The failure of a workbook that cannot be unpacked or read."""
    return BadInput(
        source, "It is damaged and cannot be read.", remedy="Open it, save it again, or fetch it anew."
    )


def _kind(archive: zipfile.ZipFile, source: str) -> WorkbookKind:
    names = set(archive.namelist())
    document = (
        archive.read("mimetype")[:100]
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000
        else b""
    )
    if "xl/workbook.xml" in names:
        return WorkbookKind.XLSX
    if document.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return WorkbookKind.ODS
    what = "a packed archive"
    if "xl/workbook.bin" in names:
        what = "a binary workbook (.xlsb)"
    elif "word/document.xml" in names or document.startswith(b"application/vnd.oasis.opendocument.text"):
        what = "a text document"
    elif any(name.endswith(".iwa") for name in names):
        what = "a Numbers document"
    elif "EncryptedPackage" in names:
        what = "protected by a password"
    raise BadInput(source, f"It is {what}, which is not read here.", remedy="Save the list as .xlsx or .csv.")


def _check_sizes(parts: list[zipfile.ZipInfo], source: str) -> None:
    """By what the archive says of itself; if it lies, unpacking fails later."""
    if len(parts) > MOST_PARTS:
        raise _unsafe(source, f"It has {len(parts):,} parts; a workbook has at most {MOST_PARTS:,}.")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise _unsafe(source, f"It would unpack to {unpacked // 1_000_000:,} MB; at most 500 MB are read.")
    for big, small in [(unpacked, packed), *((part.file_size, part.compress_size) for part in parts)]:
        if big > _SMALL and big > HIGHEST_RATIO * small:
            raise _unsafe(source, f"It unpacks to more than {HIGHEST_RATIO} times its size.")
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(source, "It is protected by a password.", remedy="Save a copy without one.")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: WorkbookKind, source: str) -> None:
    """Unpacks the whole part, so its declared size and checksum are put to the test too."""
    if _MACRO_NAMES.search(part.filename) and not part.is_dir():
        raise _has_macros(source)
    with archive.open(part) as stream:
        beginning = stream.read(_CHUNK)
    _check_beginning(beginning, part.filename, source)
    reach = Reach()
    for piece in _pieces(archive, part):
        if beginning.startswith(_OLE) and _MACRO_STREAM in piece:
            raise _has_macros(source)
        if kind is WorkbookKind.XLSX:
            reach.note(piece)
    if reach.has_unplaced_cells:
        with archive.open(part) as stream:
            reach = reach_of_unplaced_cells(stream)
    elif kind is WorkbookKind.ODS and part.filename == "content.xml":
        with archive.open(part) as stream:
            reach = reach_of_ods(stream)
    if (
        reach.rows > MOST_ROWS + 1000
        or reach.columns > MOST_COLUMNS
        or reach.rows * reach.columns > MOST_CELLS
    ):
        problem = f"A sheet reaches to row {reach.rows:,} and column {reach.columns:,}."
        remedy = f"At most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {MOST_CELLS:,} cells are read: delete what is beyond."
        raise BadInput(source, problem, where=part.filename, remedy=remedy)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's content, cut before a tag wherever there is one."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            piece = rest + piece
            cut = piece.rfind(b"<")
            if cut > 0:
                yield piece[:cut]
                rest = piece[cut:]
            else:
                yield piece
                rest = piece[-_OVERLAP:]
    if rest:
        yield rest


def _check_beginning(beginning: bytes, name: str, source: str) -> None:
    if beginning.startswith(_ARCHIVES):
        raise _unsafe(source, f"An archive is packed within it ({name}).")
    lists_parts = name.lower() == "[content_types].xml" or name.lower().endswith(".rels")
    if lists_parts and _MACRO_TYPES.search(beginning):
        raise _has_macros(source)
    is_xml = name.lower().endswith((".xml", ".rels")) or beginning.lstrip(_BEFORE_XML).startswith(b"<")
    if is_xml and (b"\0" in beginning or _DECLARATIONS.search(beginning)):
        raise _unsafe(source, f"A part of it is not written as workbooks are ({name}).")


def _unsafe(source: str, problem: str) -> BadInput:
    return BadInput(source, problem, remedy="If it is really a list, save it as .csv and import that.")


def _has_macros(source: str) -> BadInput:
    remedy = "Save it as .xlsx without macros, or as .csv."
    return BadInput(source, "It contains macros, that is, a program.", remedy=remedy)
