"""What all commands share: the options of every command, progress bars, and sentences for failures."""

import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import typer

from checkin_app import paths, settings
from checkin_app.bootstrap import Services, open_services
from checkin_app.cli import OpenWindow
from checkin_app.domain.errors import BadInput, CheckinError
from checkin_app.services.clock import Clock, SetClock, system_clock

Result = TypeVar("Result")

DONE, FAILED = 0, 1
INTERRUPTED = 130
"""What the command line library makes of Ctrl+C."""


@dataclass(slots=True)
class Common:
    """The options that stand before a command or after it: `--now`, `--desk`, `--operator`."""

    clock: Clock = system_clock
    desk: str = ""
    operator: str = ""
    computer: str = ""
    open_window: OpenWindow | None = None


_common = Common()


def common() -> Common:
    """What the options that every command has say."""
    return _common


def run(app: typer.Typer, argv: Sequence[str], open_window: OpenWindow | None) -> int:
    """Run the command that `argv` names, and turn what it raises into an exit status."""
    try:
        app(take_common(argv, open_window), prog_name="checkin")
    except SystemExit as end:
        interrupted = end.code == INTERRUPTED
        return _fail("Stopped. Nothing was left half done.") if interrupted else int(end.code or DONE)
    except KeyboardInterrupt:
        return _fail("Stopped. Nothing was left half done.")
    except CheckinError as failure:
        return _fail(str(failure))
    return DONE


def take_common(argv: Sequence[str], open_window: OpenWindow | None = None) -> list[str]:
    """Set the common options from the options that every command has; gives back the other arguments.

    BadInput for an option without a value and for a time that is none.
    """
    global _common  # noqa: PLW0603  # one command line a process
    values: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(argv)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name in {"--now", "--desk", "--operator"}:
            values[name] = value if equals else next(waiting, "")
            if not values[name]:
                raise BadInput(name, "A value is missing after it.")
        else:
            rest.append(argument)
    own = settings.load(paths.settings_file()).settings
    _common = Common(
        clock=SetClock(_instant(values["--now"])) if "--now" in values else system_clock,
        desk=values.get("--desk", own.desk),
        operator=values.get("--operator", ""),
        computer=own.computer,
        open_window=open_window,
    )
    return rest


@contextmanager
def opened(event: Path) -> Generator[Services]:
    """The services on an event file, which is closed again whatever happens."""
    services = open_services(
        event, desk=_common.desk, computer=_common.computer, operator=_common.operator, clock=_common.clock
    )
    try:
        yield services
    finally:
        services.close()


def finish(work: Generator[tuple[int, int], None, Result], what: str) -> Result:
    """Drive long work to its end behind a progress bar, if there is a terminal to show it; returns its result.

    When it is interrupted the work is closed, so that it leaves nothing half done.
    """
    from rich.console import Console
    from rich.progress import Progress

    try:
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(what, total=None)
            while True:
                done, total = next(work)
                bar.update(task, completed=done, total=total)
    except StopIteration as end:
        return end.value
    finally:
        work.close()


def say(text: str) -> None:
    """One line of result, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_json(value: object) -> None:
    """One result for machines, on one line, at once."""
    say(json.dumps(value, ensure_ascii=False, default=_json_default))


def warn(text: str) -> None:
    """One line beside the result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def answer(value: object, text: Callable[[], str], *, as_json: bool) -> None:
    """The result of a command, for machines or for people."""
    if as_json:
        say_json(value)
    else:
        say(text())


def _fail(sentence: str) -> int:
    warn(sentence)
    return FAILED


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            "--now", f"«{text}» is no time.", remedy="Write it like 2023-11-22T09:14:07+02:00."
        ) from None


def _json_default(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(type(value).__name__)
