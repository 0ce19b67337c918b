"""Photos decoded by the browser in other workers, beside the interpreter.

Which way is open is decided once, when the first photos are asked for:

- `"shared"`: the page is cross-origin isolated; this worker blocks until a photo is there.
- `"suspending"`: Python suspends (JSPI) until a message with the photo has come.
- `"none"`: neither; whoever asks decodes for himself.
"""

from typing import Any, Final, Literal, TypeAlias

import numpy as np

from tfjs._bridge import handles
from tfjs._bridge.host import can_run_sync, host, run_sync

Way: TypeAlias = Literal["shared", "suspending", "none"]

_PENDING: Final = 0
_FAILED: Final = 2
_STEP_MS: Final = 50
"""Longest wait without a look at whether Stop was pressed."""

_way: Way | None = None


def decoding_way() -> Way:
    """How photos are decoded here; starts the workers at the first call."""
    global _way
    if _way is None:
        # A worker starts only when this one's event loop turns, so without JSPI it never would.
        if not can_run_sync() or not run_sync(host.decode_start()):
            _way = "none"
        else:
            _way = "shared" if host.decode_shares() else "suspending"
    return _way


def give_up_decoding() -> None:
    """Decode nothing in other workers any more: they do not answer."""
    global _way
    _way = "none"


class Photos:
    """Places for photos of one size, to be closed when they are no longer wanted.

    Args:
        places: How many may be under way at once.
        shape: Of the results: rows, columns, and 3 channels or 1.
        nearest: Take the nearest pixel; otherwise bilinear, by TensorFlow's rule.
        crop: Cut to the wanted shape in the middle first; otherwise stretch.
    """

    def __init__(
        self, places: int, shape: tuple[int, int, int], *, nearest: bool, crop: bool
    ) -> None:
        self._shares = decoding_way() == "shared"
        self._session: int | None = host.decode_open(places, *shape, nearest, crop)

    def send(self, place: int, file: bytes, kind: str) -> None:
        """Have a file of a MIME type decoded into a place."""
        view = np.frombuffer(file, np.uint8)
        host.decode(self._session, place, _address(view), len(file), kind)  # type: ignore[arg-type]

    def is_there(self, place: int) -> bool:
        """Whether a place is no longer pending, after a short wait; ask again until it is."""
        session: int = self._session  # type: ignore[assignment]
        if not self._shares and host.decode_wait(session, place, 0) == _PENDING:
            run_sync(host.decode_arrived(session, place, _STEP_MS))
        return bool(host.decode_wait(session, place, _STEP_MS) != _PENDING)

    def take(self, place: int, out: "np.ndarray[Any, Any]") -> bool:
        """Copy the photo in a place to an array of float32, from 0 to 255; False if it failed."""
        session: int = self._session  # type: ignore[assignment]
        if host.decode_wait(session, place, 0) == _FAILED:
            return False
        host.decode_take(session, place, _address(out))
        return True

    def has_failed(self, place: int) -> bool:
        """Whether a file could not be decoded."""
        session: int = self._session  # type: ignore[assignment]
        return bool(host.decode_wait(session, place, 0) == _FAILED)

    def are_there(self, places: list[int]) -> bool:
        """Whether these places are no longer pending, after a short wait; ask until they are."""
        return all(self.is_there(place) for place in places)

    def gather(self, places: list[int]) -> int | None:
        """Slot of a tensor of the photos in some places, below each other; None if any failed."""
        handles.flush()
        numbers = np.array(places, np.int32)
        slot = host.decode_gather(self._session, _address(numbers), len(places))  # type: ignore[arg-type]
        return slot or None

    def close(self) -> None:
        """Give the places back."""
        session, self._session = self._session, None
        if session is not None:
            host.decode_close(session)

    def __del__(self) -> None:
        self.close()


def _address(array: "np.ndarray[Any, Any]") -> int:
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]
