"""Writing a file that is there whole or not at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from checkin_app.domain.errors import BadInput


@contextmanager
def whole_file(out: Path) -> Generator[Path]:
    """A name beside `out` to write under; the file gets its own name when the block ends well, and goes if it does not.

    BadInput if the disk or the folder forbids it; a file that stood at `out` is left as it was.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        try:
            yield part
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as failure:
        remedy = "Choose another folder or name, and close the file if it is open in another program."
        problem = f"The file cannot be written: {failure.strerror or failure}."
        raise BadInput(str(out), problem, remedy=remedy) from failure
