"""What belongs to this computer and not to an event: the desk's name, its scanner, sounds and looks."""

import contextlib
import os
import tempfile
import tomllib
import uuid
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import tomli_w

_LONGEST_TEXT = 1_000
_MOST_TEXTS = 20
_LARGEST_FILE = 1_000_000


class Look(StrEnum):
    """Which palette the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class MailSecurity(StrEnum):
    """How the way to the mail server is encrypted."""

    TLS = "tls"
    """from the first byte, usually at port 465"""
    STARTTLS = "starttls"
    """after the greeting, usually at port 587"""
    NONE = "none"
    """not at all: only for a server on this very computer"""


class PrintOn(StrEnum):
    """Whose badge is printed when they are checked in."""

    OFF = "off"
    UNPRINTED = "unprinted"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting has a value that works, so that a new computer needs none.

    `computer` is made once and kept: it tells the records of two computers apart that carry the same desk name.
    `camera`, `printer` and `backup_folder` are empty for «the system's own choice», `last_event` for «none yet»,
    `badge_sheet` and `badge_template`, which single badges are printed with, for «the usual ones».
    The mail server's password is not among them: see services/mail_password.py.
    `recent_events` were opened last, the newest first. `checklist` is whether the desk shows what is to be prepared.
    """

    desk: str = "Front desk"
    room: str = ""
    computer: str = field(default_factory=lambda: str(uuid.uuid4()))
    look: Look = Look.SYSTEM
    text_percent: int = 100
    scanner_gap_ms: int = 35
    sounds: bool = True
    volume: int = 80
    camera: str = ""
    printer: str = ""
    print_on_checkin: PrintOn = PrintOn.OFF
    badge_sheet: str = ""
    badge_template: str = ""
    backup_minutes: int = 10
    backup_folder: str = ""
    last_event: str = ""
    recent_events: tuple[str, ...] = ()
    scanner_tested: bool = False
    sounds_heard: bool = False
    checklist: bool = True
    language: str = "en"
    mail_host: str = ""
    mail_port: int = 587
    mail_security: MailSecurity = MailSecurity.STARTTLS
    mail_user: str = ""
    mail_sender: str = ""
    mail_sender_name: str = ""
    mail_per_minute: int = 30


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings to go on with, and a sentence for everything in the file that could not be used."""

    settings: Settings
    complaints: tuple[str, ...] = ()


# The scanner's gap: below 20 ms slow scanners fall apart into single keys, above 120 ms typing feels held back.
_RANGES = {
    "text_percent": range(100, 151),
    "scanner_gap_ms": range(20, 121),
    "volume": range(101),
    "backup_minutes": range(1, 1_441),
    "mail_port": range(1, 65_536),
    "mail_per_minute": range(1, 1_001),
}
_NEVER_EMPTY = frozenset({"desk", "computer", "language"})


class _Unusable(Exception):
    """Says what a value should have been."""


def load(path: Path) -> Loaded:
    """Read the settings; never fails, whatever the file holds.

    A value that cannot be used falls back to its default. A file that cannot be read as TOML is moved aside to
    `<name>.damaged`. Where the computer has no name of its own yet, it gets one, which is saved at once.
    """
    values, complaints = _read(path)
    settings, wrong = _understand(values)
    complaints += [f"{path}: {sentence}" for sentence in wrong]
    if values.get("computer") != settings.computer:
        try:
            save(settings, path)
        except OSError as error:
            complaints.append(f"{path}: the settings could not be saved ({_why(error)}).")
    return Loaded(settings, tuple(complaints))


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all: a reader, or a power cut, never meets half a file.

    Raises OSError if the folder cannot be written to; the file is as before then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(asdict(settings), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The file's keys and values; none of them if there is no such file or it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path}: the settings could not be read ({_why(error)}). The usual ones are used."]
    if len(content) > _LARGEST_FILE:
        return {}, [_put_aside(path, "far too large")]
    try:
        # The editor of Windows begins a file with a byte order mark.
        return tomllib.loads(content.decode("utf-8-sig")), []
    except (ValueError, RecursionError) as error:
        return {}, [_put_aside(path, str(error))]


def _put_aside(path: Path, damage: str) -> str:
    """Keep a damaged file for whoever wants to mend it, and say where."""
    aside = path.with_name(f"{path.name}.damaged")
    story = f"{path}: the settings are damaged ({damage}). The usual ones are used"
    try:
        path.replace(aside)
    except OSError as trouble:
        return f"{story}; the damaged file could not be kept aside ({_why(trouble)})."
    return f"{story}; the damaged file was kept as {aside.name}."


def _understand(values: dict[str, Any]) -> tuple[Settings, list[str]]:
    """The settings that these values make, and a sentence for each that had to fall back to its default."""
    settings = Settings()
    complaints: list[str] = []
    known = {each.name for each in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            complaints.append(f"«{name}» is no setting of this version and was left out.")
            continue
        usual: object = getattr(settings, name)
        try:
            settings = replace(settings, **{name: _checked(name, value, usual)})
        except _Unusable as reason:
            now = "a new one was made" if name == "computer" else f"«{usual}» is used"
            complaints.append(f"{name} = {_shortened(value)} {reason}; {now}.")
    return settings, complaints


def _checked(name: str, value: object, usual: object) -> object:
    """The value as the setting wants it; raises _Unusable with what it should have been."""
    if isinstance(usual, bool):
        if not isinstance(value, bool):
            raise _Unusable("should be true or false")
        return value
    if isinstance(usual, int):
        return _whole_number(value, _RANGES[name])
    if isinstance(usual, tuple):
        return _texts(value)
    if isinstance(usual, StrEnum):
        kind = type(usual)
        if value not in tuple(kind):
            raise _Unusable(f"should be one of {', '.join(kind)}")
        return kind(str(value))
    return _text(value, may_be_empty=name not in _NEVER_EMPTY)


def _whole_number(value: object, allowed: range) -> int:
    # true and false are numbers to Python, but not to people.
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise _Unusable(f"should be a whole number from {allowed[0]} to {allowed[-1]}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    listed = cast("list[object]", value) if isinstance(value, list) else []
    if not isinstance(value, list) or len(listed) > _MOST_TEXTS:
        raise _Unusable(f"should be a list of at most {_MOST_TEXTS} texts")
    return tuple(_text(each, may_be_empty=False) for each in listed)


def _text(value: object, *, may_be_empty: bool) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise _Unusable(f"should be one line of text of at most {_LONGEST_TEXT} characters")
    if not (may_be_empty or value.strip()):
        raise _Unusable("should not be empty")
    return value


def _shortened(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too. Windows opens no folders, and some drives sync none: then it is as good as it gets."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
