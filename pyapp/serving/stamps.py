"""What is known to be right without reading it again: size and time of each verified file."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from serving.project import Project

_guard = threading.Lock()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_inside(name: str) -> bool:
    """Tell whether a name stays in the checkout: what is stale is deleted by its name."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


class Stamps:
    """A small file of `path -> [size, mtime, sha256]`; a file is read again when either differs."""

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._path = project.cache / "assets.json"
        self._changed = False
        try:
            entries: dict[str, list[int | str]] = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            entries = {}
        self._entries = {name: entry for name, entry in entries.items() if _is_inside(name)}

    def paths(self) -> list[Path]:
        """Return every file that was verified once."""
        return [self._root / path for path in self._entries]

    def verified(self, path: Path, sha256: str) -> bool:
        """Tell whether the file has this content; reads it only if its size or time is new."""
        try:
            stat = path.stat()
        except OSError:
            return False
        entry: list[int | str] = [stat.st_size, stat.st_mtime_ns, sha256]
        key = self._key(path)
        if self._entries.get(key) == entry:
            return True
        if sha256_of(path) != sha256:
            return False
        self._entries[key] = entry
        self._changed = True
        return True

    def forget(self, path: Path) -> None:
        """Drop what is known of a file."""
        self._changed = self._entries.pop(self._key(path), None) is not None or self._changed

    def save(self) -> None:
        """Write the stamps if something changed; where that is impossible it costs only time."""
        if not self._changed:
            return
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(self._entries, indent=0), encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)
        self._changed = False

    @classmethod
    def remember(cls, project: Project, file: Path, sha256: str) -> None:
        """Add one file that was just verified."""
        with _guard:
            stamps = cls(project)
            stat = file.stat()
            stamps._entries[stamps._key(file)] = [stat.st_size, stat.st_mtime_ns, sha256]
            stamps._changed = True
            stamps.save()

    def _key(self, path: Path) -> str:
        """Name a file relative to the checkout, which may be moved."""
        return path.relative_to(self._root).as_posix()
