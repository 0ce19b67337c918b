"""Where models are written to and read from: files, bytes, downloads, the browser's storage."""

import errno
import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tfjs import _bridge
from tfjs.errors import NotFoundError

DOWNLOADS, INDEXED_DB, OPFS = "downloads://", "indexeddb://", "opfs://"
_STORAGE: Final = (DOWNLOADS, INDEXED_DB, OPFS)
_WEB: Final = ("https://", "http://", "blob:", "data:", "/models/")


def scheme_of(target: Any) -> str | None:
    """Which of "downloads://", "indexeddb://" and "opfs://" it begins with; None for others."""
    if not isinstance(target, str):
        return None
    return next((scheme for scheme in _STORAGE if target.startswith(scheme)), None)


def is_web(target: Any) -> bool:
    """Whether a model is fetched by its address; `/models/…` is the site's own folder."""
    return isinstance(target, str) and target.startswith(_WEB)


def is_file_object(target: Any) -> bool:
    """Whether something has `read` or `write`."""
    return hasattr(target, "write") or hasattr(target, "read")


def name_of(target: Any) -> str:
    """What messages call a place."""
    if isinstance(target, bytes | bytearray | memoryview):
        return f"{len(target):,} bytes"
    return str(getattr(target, "name", type(target).__name__) if is_file_object(target) else target)


def ending(target: Any, *endings: str) -> bool:
    """Whether the name of a place ends in one of these, without what follows `?`."""
    if not isinstance(target, str | os.PathLike):
        return False
    text = os.fspath(target)
    return (urlsplit(text).path if is_web(text) else text).endswith(endings)


def read(target: Any) -> bytes:
    """All bytes of a place.

    Raises:
        FileNotFoundError: There is no such file.
        NotFoundError: There is nothing at this address, or of this name in the browser's storage.
        UnavailableError: A server does not answer, or refuses.
        FailedPreconditionError: Python cannot wait for the browser's storage here.
    """
    if isinstance(target, bytes | bytearray | memoryview):
        return bytes(target)
    if is_file_object(target):
        return bytes(target.read())
    scheme = scheme_of(target)
    if scheme == OPFS:
        data = _bridge.read_stored(target.removeprefix(OPFS))
        if data is None:
            raise NotFoundError(f"{target}: expected a file of the browser's storage.", op="read")
        return data
    if scheme is not None:
        raise ValueError(f"{target}: expected a place that can be read as a file.")
    if is_web(target):
        from tfjs.io._files import explained
        from tfjs.io._files import read as fetched

        try:
            return fetched(target)
        except _bridge.TransferError as error:
            raise explained(error, "load_model") from error
    return Path(target).read_bytes()


def write(target: Any, data: bytes) -> None:
    """Put a file into a place: whole, or not at all.

    Raises:
        OSError: There is no room, or no such folder; what was there before is unharmed.
        FailedPreconditionError: Python cannot wait for the browser's storage here.
    """
    if is_file_object(target):
        target.write(data)
        return
    scheme = scheme_of(target)
    if scheme == DOWNLOADS:
        _bridge.offer_download(target.removeprefix(DOWNLOADS), data)
    elif scheme == OPFS:
        store(target.removeprefix(OPFS), data)
    elif scheme is not None or is_web(target):
        raise ValueError(f"{target}: expected a place that can be written as a file.")
    else:
        replace_file(Path(target), data)


def store(name: str, data: bytes) -> None:
    """Keep a file in the browser's private file system.

    Raises:
        OSError: There is no room.
    """
    try:
        _bridge.write_stored(name, data)
    except _bridge.QuotaError as error:
        raise OSError(
            errno.ENOSPC,
            f"The browser gives this site no room for {len(data):,} bytes more ({error}). What was "
            "there before is unharmed. Delete models, or save to downloads://",
            f"{OPFS}{name}",
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside the one it replaces, then move it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def check_free(target: Any, overwrite: bool) -> None:
    """Refuse to replace a file.

    Raises:
        FileExistsError: There is one, and `overwrite` is false.
    """
    if overwrite or not isinstance(target, str | os.PathLike) or scheme_of(target) is not None:
        return
    if Path(target).exists():
        raise FileExistsError(
            errno.EEXIST, "expected a new name, as overwrite=False. There is a file", str(target)
        )
