"""Files that the browser keeps for later visits, and downloads."""

from collections.abc import Callable
from typing import Any

from tfjs._bridge import faults, transfer
from tfjs._bridge.blobs import Held, free_blobs, keep_blob, read_blob
from tfjs._bridge.host import JsException, host


class QuotaError(Exception):
    """The browser has no room for a file."""


def write_stored(name: str, data: bytes) -> None:
    """Keep a file under a name, in the place of one that is there.

    Raises:
        QuotaError: There is no room; the file that was there is unharmed.
        FailedPreconditionError: Python cannot wait here.
    """
    _with_blob(lambda blob: host.write_stored(name, blob), data)


def read_stored(name: str) -> bytes | None:
    """A file that is kept; None if there is none of that name."""
    blob = int(_waited(lambda: host.read_stored(name)))
    return _taken(blob) if blob else None


def save_indexed_db(name: str, document: str, weights: bytes) -> None:
    """Keep a layers model where TensorFlow.js keeps its own.

    Raises:
        QuotaError: There is no room.
        FailedPreconditionError: Python cannot wait here.
    """
    _with_blob(lambda blob: host.save_indexed_db(name, document, blob), weights)


def load_indexed_db(name: str) -> tuple[str, Held] | None:
    """model.json and the blob id of the weights of a model that is kept; None if there is none."""
    found = _waited(lambda: host.load_indexed_db(name)).to_py()
    if not found:
        return None
    blob, text = found
    return str(text), Held([blob])


def offer_download(name: str, data: bytes) -> None:
    """Hand the visitor a file."""
    host.offer_download(name, keep_blob(data))


def _taken(blob: int) -> bytes:
    try:
        return read_blob(blob)
    finally:
        free_blobs(blob)


def _with_blob(start: Any, data: bytes) -> None:
    blob = keep_blob(data)
    try:
        _waited(lambda: start(blob))
    finally:
        free_blobs(blob)


def _waited(start: Callable[[], Any]) -> Any:
    """What becomes of a promise; it is not begun where nobody can wait for it."""
    if not transfer.can_wait():
        from tfjs.errors import FailedPreconditionError

        raise FailedPreconditionError(
            "expected a browser in which Python can wait for the storage (WebAssembly JSPI, as in "
            "Chromium and Firefox). Received: one that cannot. Save to a download instead, as "
            "`model.save('downloads://name.keras')`, and load the bytes of that file."
        )
    promise = start()
    try:
        return transfer.wait(promise)
    except JsException as error:
        if error.name in ("QuotaExceededError", "UnknownError"):
            raise QuotaError(str(error.message)) from error
        raise faults.translate(error, "save_model") from error
    except BaseException:
        host.free_when_there(promise)  # Stop: what is brought later is nobody's
        raise
