"""Errors that end the program with one sentence instead of a traceback."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ServingError(Exception):
    """Something the user can act on; its text is the whole message."""


class UsageError(ServingError):
    """The command line asks for something that makes no sense; exit code 2."""


class SourceError(Exception):
    """One source could not give a file; the next one is tried.

    Args:
        message: What happened, short enough to stand in a list.
        permanent: The source will not answer for other files either.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


def storage_error(error: OSError, path: Path) -> ServingError:
    """Say in one sentence why `path` could not be written."""
    where = path.parent
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ServingError(
            f"The disk is full: {path.name} could not be written to {where}. "
            "Free some space and start again; what was downloaded so far is kept."
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ServingError(f"{where} cannot be written to: {error.strerror}.")
    return ServingError(f"{path} could not be written: {error.strerror or error}.")
