"""Where an event file may not live: on drives and in folders where SQLite's write-ahead log does not work.

The write-ahead log needs memory shared between processes on one computer (https://www.sqlite.org/wal.html), and a
program that synchronises folders copies the file and its log at different moments.
"""

import re
from pathlib import Path, PurePath

from checkin_app.domain.errors import EventFileRefused

NETWORK_FILE_SYSTEMS = {
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "glusterfs",
    "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
}  # fmt: skip
_SYNCHRONISED = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "onedrive": "OneDrive",
}
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How /proc/mounts writes white space and the backslash, see fstab(5)."""

_MOUNTS = Path("/proc/mounts")
_REMEDY = "Move the file to a folder on this computer's own disk and open it there."


def refuse_unsafe_drive(path: Path) -> None:
    """Raise EventFileRefused if the file is on a network drive or in a synchronised folder."""
    mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""
    for place in (path.absolute(), path.resolve()):
        danger = danger_of(place, mounts)
        if danger:
            raise EventFileRefused(str(path), f"It is {danger}; scans could be lost.", _REMEDY)


def danger_of(path: PurePath, mounts: str) -> str:
    """What is wrong with the place of an absolute path, as words after «it is»; empty if nothing."""
    service = synchronised_by(path)
    if service:
        return f"in a folder that {service} synchronises"
    if str(path).startswith(("\\\\", "//")):
        return "on a network drive"
    file_system = file_system_of(path, mounts)
    return f"on a network drive ({file_system})" if file_system in NETWORK_FILE_SYSTEMS else ""


def synchronised_by(path: PurePath) -> str:
    """The name of the service in whose folder a path lies, by the folder's name; empty if in none."""
    for part in path.parent.parts:
        folded = part.casefold()
        for begin, service in _SYNCHRONISED.items():
            if folded == begin or folded.startswith((begin + " ", begin + "-")):
                return service
    return ""


def file_system_of(path: PurePath, mounts: str) -> str:
    """The type of the file system that holds a path, by a table in the form of /proc/mounts; empty if unknown."""
    found, depth = "", -1
    for line in mounts.splitlines():
        columns = line.split(" ")
        if len(columns) < 3:
            continue
        mount = PurePath(_OCTAL.sub(lambda escape: chr(int(escape[1], 8)), columns[1]))
        if path.is_relative_to(mount) and len(mount.parts) >= depth:
            found, depth = columns[2], len(mount.parts)
    return found
