"""Runs the program as its user does: another process, text in, text out."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

PROGRAM = (sys.executable, "-m", "checkin_app")


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The one object that the command printed."""
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        """The objects that the command printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def checkin(*arguments: str | Path, typed: Sequence[str] = ()) -> Ran:
    """Run `checkin` with these arguments and lines on its standard input."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def done(*arguments: str | Path, typed: Sequence[str] = ()) -> Ran:
    """The same for a command that must succeed."""
    ran = checkin(*arguments, typed=typed)
    assert ran.status == 0, (arguments, ran)
    return ran


def codes_in(pdf: Path, dpi: int = 200) -> list[str]:
    """Every QR code of a PDF, read back from a picture of each page."""
    codes: list[str] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()  # type: ignore[arg-type]  # any number will do
            codes += [found.text for found in zxingcpp.read_barcodes(picture)]
            page.close()
    finally:
        document.close()
    return codes
