"""What a print queue asks of the computer's spooler, whichever it is, and what it hears back."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from checkin_app.domain.errors import CheckinError


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this computer. `name` is what the spooler calls it, `title` what people do.

    `trouble` is why it prints nothing at the moment («out of paper», «stopped»); empty if it is ready.
    """

    name: str
    title: str
    is_default: bool = False
    trouble: str = ""


class Sides(StrEnum):
    """How the pages lie on the paper; the values are those of IPP (RFC 8011, 5.2.8)."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a page in mm, as it lies in the printer, and how it is turned over."""

    width: float
    height: float
    sides: Sides = Sides.ONE


class Fate(StrEnum):
    """What has become of something that was handed to the spooler."""

    WAITING = "waiting"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """This spooler does not tell: somebody has to look at the paper."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The spooler's answer about one job; `why` says what it waits for or why it failed."""

    fate: Fate
    why: str = ""


@dataclass(eq=False)
class SpoolerRefused(CheckinError):
    """The spooler did not take a job, or cannot be asked; nothing was printed. `why` is its own sentence."""

    printer: str
    why: str

    def __str__(self) -> str:
        return f"{self.printer or 'The printing system'}: {self.why}"


class Spooler(Protocol):
    """May take seconds at every call, so it is asked in the workshop.

    One that does not say what came out has `tells` false: `hear` is UNKNOWN for all its jobs.
    """

    tells: bool

    def printers(self) -> list[Printer]:
        """Every printer, the default one first; none where nothing is set up. SpoolerRefused."""
        ...

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:
        """Hand a file over, to be printed in its own size; returns the spooler's name for the job. SpoolerRefused."""
        ...

    def find(self, title: str) -> str:
        """The spooler's name for the newest job of exactly that title; empty if it knows none. SpoolerRefused."""
        ...

    def hear(self, printer: str, job: str) -> Heard:
        """What has become of a job. SpoolerRefused if the spooler does not answer."""
        ...

    def cancel(self, printer: str, job: str) -> None:
        """Print no more of a job, if that can still be prevented. SpoolerRefused if the spooler does not answer."""
        ...


class NoSpooler:
    """Stands where nothing is printed; `why` says so to whoever tries."""

    tells = True

    def __init__(self, why: str) -> None:
        self.why = why

    def printers(self) -> list[Printer]:
        """None at all."""
        return []

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:  # noqa: ARG002  # see Spooler
        """See Spooler."""
        raise SpoolerRefused(printer, self.why)

    def find(self, title: str) -> str:  # noqa: ARG002  # see Spooler
        """See Spooler."""
        return ""

    def hear(self, printer: str, job: str) -> Heard:  # noqa: ARG002  # see Spooler
        """See Spooler."""
        raise SpoolerRefused(printer, self.why)

    def cancel(self, printer: str, job: str) -> None:
        """See Spooler."""
