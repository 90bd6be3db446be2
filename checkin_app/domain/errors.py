"""What can go wrong and be told to a person: each error carries fields, the heads make the sentence.

The classes are not frozen: the interpreter itself writes a traceback into an exception.
"""

from dataclasses import dataclass, fields
from typing import Any


class CheckinError(Exception):
    """A failure that the program foresaw; the message is plain English with what, where and what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross a process border whole: the default keeps only positional arguments."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]  # every subclass is a dataclass


@dataclass(eq=False)
class BadInput(CheckinError):
    """A file or a value that a person gave cannot be used; nothing was changed.

    `source` is the file or field, `where` the row, line, key or column (empty if it concerns the whole),
    `problem` says what is wrong and `remedy` what to do about it.
    """

    source: str
    problem: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.source}, {self.where}" if self.where else self.source
        return f"{place}: {self.problem}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class NotFound(CheckinError):
    """No `kind` (participant, session, record …) answers to `wanted`."""

    kind: str
    wanted: str

    def __str__(self) -> str:
        return f"There is no {self.kind} «{self.wanted}» in this event."


@dataclass(eq=False)
class NotPossible(CheckinError):
    """The request is understood but the state of the event forbids it: `why` is a sentence."""

    why: str

    def __str__(self) -> str:
        return self.why


@dataclass(eq=False)
class EventFileRefused(CheckinError):
    """An event file was not opened and not touched: foreign, newer, damaged, locked, on a bad drive."""

    path: str
    why: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.why}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(eq=False)
class NotSaved(CheckinError):
    """A write did not reach the disk; asking again with the same `record` id cannot record it twice."""

    record: str
    why: str

    def __str__(self) -> str:
        return f"Not saved: {self.why}"
