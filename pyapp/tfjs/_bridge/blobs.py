"""Bytes on the host's side behind numbers, given back when nobody holds the numbers any more.

Stop may end Python anywhere: between a call that brings bytes and the name they were to get, or
while it waits for them. So they are owned by what holds their numbers from the first moment on.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from tfjs._bridge.host import JsException, host, run_sync

Bytes: TypeAlias = bytes | bytearray | memoryview

blob_size = host.blob_size
free_blobs = host.free_blobs


class Held(list[int]):
    """Blob ids, which are freed with the list."""

    __slots__ = ()

    def __del__(self, _free: Callable[..., None] = free_blobs) -> None:
        if self:
            _free(*self)


class ModelId(int):
    """The id of a model, which is freed with the number."""

    __slots__ = ()

    def __del__(self, _free: Callable[[int], None] = host.free_model) -> None:
        _free(int(self))


def keep_blobs(files: Iterable[Bytes]) -> Held:
    """Blob ids of copies of some files."""
    held = Held()
    for data in files:
        held.append(host.keep_blob(data))
    return held


def keep_blob(data: Bytes) -> int:
    """Blob id of a copy of `data`, to be freed by the caller."""
    return host.keep_blob(data)


def read_blob(blob: int) -> bytes:
    """The bytes of a blob."""
    return bytes(host.read_blob(blob).to_py())


def brought(promise: Any) -> Any:
    """What a promise of blobs gives; blobs that come after the wait was ended are freed."""
    try:
        return run_sync(promise)
    except JsException:  # then there are none
        raise
    except BaseException:
        host.free_when_there(promise)
        raise
