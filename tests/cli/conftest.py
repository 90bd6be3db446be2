"""A small event file, and the program run in this process as a shell would run it."""

import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checkin_app import cli
from checkin_app.bootstrap import create_event
from tests.domain.programmes import EVENT


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The one object that was printed."""
        return json.loads(self.out)

    def objects(self) -> list[Any]:
        """The objects that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with arguments and what is typed."""

    def checkin(*arguments: str | Path, typed: Sequence[str] | bytes = ()) -> Ran:
        content = typed if isinstance(typed, bytes) else "".join(f"{line}\n" for line in typed).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        status = cli.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return checkin


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The event file of three days in Iași, without anybody on its roster."""
    path = tmp_path / "iasi.checkin"
    create_event(path, EVENT, desk="Front desk", computer="this one").close()
    return path


@pytest.fixture
def add(run: Run, event: Path) -> Callable[..., Any]:
    """Adds somebody and gives back what the program says of them."""

    def somebody(*options: str) -> Any:
        ran = run("add", event, *options, "--json")
        assert ran.status == 0, ran
        return ran.json()

    return somebody
