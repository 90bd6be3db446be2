"""Services are tested on the same event files as the store."""

from tests.store.conftest import (
    empty,
    empty_once,
    file,
    folder,
    front,
    impatient,
    plain_folder,
    told,
    told_once,
)

__all__ = [
    "empty",
    "empty_once",
    "file",
    "folder",
    "front",
    "impatient",
    "plain_folder",
    "told",
    "told_once",
]
