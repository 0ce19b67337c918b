"""From the path of a request to a file below a root, and to nothing else."""

from __future__ import annotations

import os
from pathlib import Path

MAX_LENGTH = 1024
# A colon is a drive or a stream on Windows, and an ordinary character elsewhere.
FORBIDDEN = {"\\", ":"} if os.name == "nt" else {"\\"}


def is_clean(path: str) -> bool:
    """Tell whether a decoded path consists of plain names only."""
    if len(path) > MAX_LENGTH or any(ord(c) < 32 or c == "\x7f" or c in FORBIDDEN for c in path):
        return False
    names = path.split("/")
    return all(name and not name.startswith(".") for name in names)


def resolve(root: Path, path: str) -> Path | None:
    """Return the regular file at `path` below `root`, or None.

    Links are followed only while they stay below `root`.
    """
    if not is_clean(path):
        return None
    base = os.path.realpath(root)
    full = os.path.realpath(Path(base, *path.split("/")))
    if os.path.commonpath([base, full]) != base:
        return None
    try:
        return Path(full) if Path(full).is_file() else None
    except OSError:
        return None
