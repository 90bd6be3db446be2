"""Drives and folders where the write-ahead log does not work are known by the mount table and by their names."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.store.drives import (
    NETWORK_FILE_SYSTEMS,
    danger_of,
    file_system_of,
    refuse_unsafe_drive,
    synchronised_by,
)

MOUNTS = r"""
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sda2 /home ext4 rw 0 0
server:/export /home/ana/office nfs4 rw,vers=4.2 0 0
//nas/share /mnt/the\040share cifs rw 0 0
/dev/sdb1 /mnt/the\040share/stick vfat rw 0 0
tmpfs /mnt/odd\134name tmpfs rw 0 0
ana@host:/ /mnt/tab\011here fuse.sshfs rw 0 0
/dev/sdc1 /srv ext4 rw 0 0
nas:/srv /srv nfs rw 0 0
a line that
""".strip()


@pytest.mark.parametrize(
    ("path", "file_system"),
    [
        ("/event.checkin", "ext4"),
        ("/home/ana/event.checkin", "ext4"),
        ("/home/ana/office/event.checkin", "nfs4"),
        ("/home/ana/office/2023/november/event.checkin", "nfs4"),
        ("/home/ana/officers/event.checkin", "ext4"),
        ("/mnt/the share/event.checkin", "cifs"),
        ("/mnt/the share/stick/event.checkin", "vfat"),
        ("/mnt/the/event.checkin", "ext4"),
        ("/mnt/odd\\name/event.checkin", "tmpfs"),
        ("/mnt/tab\there/event.checkin", "fuse.sshfs"),
        ("/srv/event.checkin", "nfs"),
    ],
)
def test_that_the_deepest_and_last_mount_holds_a_file(path: str, file_system: str) -> None:
    assert file_system_of(PurePosixPath(path), MOUNTS) == file_system


def test_that_without_a_mount_table_nothing_is_known() -> None:
    assert file_system_of(PurePosixPath("/event.checkin"), "") == ""


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_that_no_mount_table_and_no_path_upsets_it(mounts: str, name: str) -> None:
    path = PurePosixPath("/") / name
    assert isinstance(file_system_of(path, mounts), str)
    assert isinstance(danger_of(path, mounts), str)


@pytest.mark.parametrize("file_system", sorted(NETWORK_FILE_SYSTEMS))
def test_that_every_network_file_system_is_dangerous(file_system: str) -> None:
    mounts = f"/dev/sda1 / ext4 rw 0 0\nthere /mnt/there {file_system} rw 0 0"
    assert f"network drive ({file_system})" in danger_of(PurePosixPath("/mnt/there/event.checkin"), mounts)
    assert danger_of(PurePosixPath("/mnt/here/event.checkin"), mounts) == ""


@pytest.mark.parametrize(
    "file_system", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "vfat", "exfat", "ntfs3", "apfs"]
)
def test_that_drives_of_this_computer_are_safe(file_system: str) -> None:
    assert danger_of(PurePosixPath("/event.checkin"), f"/dev/sda1 / {file_system} rw 0 0") == ""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ana/Dropbox/event.checkin", "Dropbox"),
        ("/home/ana/dropbox/2023/event.checkin", "Dropbox"),
        ("/home/ana/Dropbox (The Cluster)/event.checkin", "Dropbox"),
        ("/home/ana/OneDrive/event.checkin", "OneDrive"),
        ("/home/ana/OneDrive - The Cluster/Events/event.checkin", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/OneDrive-Personal/event.checkin", "OneDrive"),
        (
            "/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/event.checkin",
            "Google Drive",
        ),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/event.checkin", "iCloud"),
        ("/Users/ana/iCloud Drive/event.checkin", "iCloud"),
        ("/home/ana/Nextcloud/event.checkin", "Nextcloud"),
        ("/home/ana/ownCloud/event.checkin", "ownCloud"),
        ("/home/ana/Google Drive/event.checkin", "Google Drive"),
    ],
)
def test_that_synchronised_folders_are_known_by_name(path: str, service: str) -> None:
    assert synchronised_by(PurePosixPath(path)) == service
    assert f"{service} synchronises" in danger_of(PurePosixPath(path), MOUNTS)


@pytest.mark.parametrize(
    "path",
    [
        "/home/ana/event.checkin",
        "/home/ana/Dropboxes/event.checkin",
        "/home/ana/Documents/Dropbox",
        "/home/ana/OneDrive.checkin",
        "/home/ana/my driver/event.checkin",
        "/home/onedriver/event.checkin",
    ],
)
def test_that_other_folders_are_not_taken_for_synchronised_ones(path: str) -> None:
    assert synchronised_by(PurePosixPath(path)) == ""


@pytest.mark.parametrize(
    ("path", "danger"),
    [
        (r"C:\Users\Ana\OneDrive - The Cluster\event.checkin", "in a folder that OneDrive synchronises"),
        (r"C:\Users\Ana\Documents\event.checkin", ""),
        (r"\\server\share\event.checkin", "on a network drive"),
    ],
)
def test_that_windows_paths_are_understood(path: str, danger: str) -> None:
    assert danger_of(PureWindowsPath(path), "") == danger


@given(
    st.sampled_from(["Dropbox", "OneDrive", "Nextcloud"]),
    st.lists(st.from_regex(r"[a-zA-Z0-9 ]{1,8}", fullmatch=True)),
)
def test_that_everything_below_a_synchronised_folder_is_in_it(name: str, below: list[str]) -> None:
    assert synchronised_by(PurePath("/home/ana", name, *below, "event.checkin"))


def test_that_a_folder_of_this_computer_is_accepted(folder: Path) -> None:
    refuse_unsafe_drive(folder / "event.checkin")
