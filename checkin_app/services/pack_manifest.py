"""The manifest of an evidence pack: every file with its SHA-256, and where the chains of the log end."""

from dataclasses import dataclass

import msgspec

from checkin_app.store.log_lines import ChainHead

NAME = "manifest.json"
LOG = "log.jsonl"
FORMAT = 1
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of the pack, by its name in the archive."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is the instant (ISO, with the event's offset) of the state of the event that the files tell."""

    format: int
    program: str
    event: str
    event_id: str
    made_at: str
    records: int
    chains: tuple[ChainHead, ...]
    files: tuple[PackedFile, ...]


def written(manifest: Manifest) -> bytes:
    """As JSON that a person can read, too."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read(raw: bytes) -> Manifest:
    """ValueError if it is no manifest."""
    return msgspec.json.decode(raw, type=Manifest)
