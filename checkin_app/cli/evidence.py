"""`checkin pack`, and `checkin verify` of what it makes."""

from pathlib import Path

import typer

from checkin_app.bootstrap import Services
from checkin_app.cli import lines
from checkin_app.cli.terminal import FAILED, answer, finish
from checkin_app.services.pack_check import verify_pack
from checkin_app.store.verification import Verification


def pack(services: Services, out: Path, *, as_json: bool) -> None:
    """Make a pack, and say what is in it and the sum that stands for all of it."""
    packed = finish(services.evidence.pack(out), "Packing")
    told = {"files": packed.files, "records": packed.records, "manifest_sha256": packed.sha256}
    files, records = lines.counted(packed.files, "file"), lines.counted(packed.records, "record")
    keep = f"Keep the SHA-256 of its manifest with your papers: {packed.sha256}"
    answer(told, lambda: f"{out}: {files}, {records}. {keep}", as_json=as_json)


def verify(path: Path, *, as_json: bool) -> None:
    """Check a pack, and say what is wrong with it, if anything."""
    found = finish(verify_pack(path), "Checking")
    answer(lines.verification_json(found), lambda: _text(found), as_json=as_json)
    if not found.ok:
        raise typer.Exit(FAILED)


def _text(found: Verification) -> str:
    if not found.ok:
        return lines.verification_text(found)
    return f"All is well: every file is as it was packed, and {found.records} records follow from each other."
