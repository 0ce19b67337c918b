"""The files of the session, in the home folder, as the page lists, keeps and restores them."""

import shutil
from pathlib import Path
from typing import Any

HOME = Path("/home/pyodide")
_MOST = 2000


class FileError(Exception):
    """A file cannot be had, or has a name that leads elsewhere."""


def listing() -> dict[str, Any]:
    """`files`, each with `path` (below the home folder), `bytes` and `stamp`; `more` in number."""
    found = []
    for path in sorted(HOME.rglob("*")):
        below = path.relative_to(HOME)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in below.parts)
        if not hidden and path.is_file():
            stat = path.stat()
            stamp = f"{stat.st_mtime_ns}-{stat.st_size}"
            found.append({"path": below.as_posix(), "bytes": stat.st_size, "stamp": stamp})
    return {"files": found[:_MOST], "more": max(0, len(found) - _MOST)}


def missing(paths: list[str]) -> list[str]:
    """Those of the paths that are no files any more; `listing` may be cut."""
    return [path for path in paths if not (HOME / path).is_file()]


def read(path: str) -> bytes:
    """The content of a file."""
    return _inside(path, must_exist=True).read_bytes()


def write(path: str, data: bytes | bytearray | memoryview) -> str:
    """Keep a file; return its stamp."""
    target = _inside(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bytes(data))
    stat = target.stat()
    return f"{stat.st_mtime_ns}-{stat.st_size}"


def delete(path: str) -> None:
    """Delete a file, and folders that are empty without it."""
    target = _inside(path, must_exist=True)
    if target.is_dir():
        shutil.rmtree(target)
        return
    target.unlink()
    for folder in target.parents:
        if folder == HOME or any(folder.iterdir()):
            break
        folder.rmdir()


def _inside(path: str, *, must_exist: bool = False) -> Path:
    target = (HOME / path).resolve()
    if not path or HOME.resolve() not in target.parents:
        raise FileError(f"expected the name of a file below {HOME}. Received: {path!r}.")
    if must_exist and not target.exists():
        raise FileError(f"there is no file {path!r}.")
    return target
