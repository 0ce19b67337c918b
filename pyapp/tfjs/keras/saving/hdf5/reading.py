"""Reading HDF5 with the package pyfive, into the same groups that are written."""

import io
import sys
import typing
from typing import Any

import numpy as np

from tfjs import _bridge
from tfjs.keras.saving.hdf5.tree import Group

_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_STARTS = (0, 512, 1024, 2048)
"""Where a file may begin: behind a block of another program's."""


def read(data: bytes, name: str) -> Group:
    """What an HDF5 file holds.

    Args:
        data: Its bytes.
        name: For messages.

    Raises:
        OSError: The file is no HDF5 file, or damaged.
    """
    if not any(data[at : at + 8] == _SIGNATURE for at in _STARTS):
        raise OSError(
            f"Unable to open file {name!r}: expected an HDF5 file. Received: {_kind(data)} (file "
            "signature not found)."
        )
    pyfive = _pyfive()
    try:
        with pyfive.File(io.BytesIO(data)) as file:
            return _group(file, pyfive)
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:
        raise OSError(
            f"Unable to read file {name!r}: it is damaged or cut off ({len(data):,} bytes): {error}"
        ) from error


def _pyfive() -> Any:
    """The package; of typing_extensions it wants what Python has by itself."""
    had = "typing_extensions" in sys.modules
    if not had:
        sys.modules["typing_extensions"] = typing
    try:
        return _bridge.require("pyfive")
    finally:
        if not had:
            del sys.modules["typing_extensions"]


def _kind(data: bytes) -> str:
    start = data[:64].lstrip().lower()
    if not data:
        return "an empty file"
    if data.startswith(b"PK\x03\x04"):
        return "a zip archive"
    if start.startswith((b"<!doctype", b"<html")):
        return "a web page"
    return "JSON" if start.startswith(b"{") else f"{len(data):,} bytes of something else"


def _group(source: Any, pyfive: Any) -> Group:
    group = Group()
    group.attrs = {name: _attribute(value) for name, value in source.attrs.items()}
    for name in source:
        member = source[name]
        if isinstance(member, pyfive.Group):
            group.put(name, _group(member, pyfive))
        else:
            group.put(name, np.asarray(member[()]))
    return group


def _attribute(value: Any) -> Any:
    """Texts as `str`, rows of texts as lists; everything else as it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, np.ndarray) and value.dtype.kind in "OSU" and value.ndim == 1:
        return [_attribute(item) for item in value.tolist()]
    if isinstance(value, np.ndarray) and value.dtype.kind in "OSU" and value.ndim == 0:
        return _attribute(value.item())
    return value
