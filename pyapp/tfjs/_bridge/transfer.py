"""Arrays across the boundary, one copy each way; nothing else knows how TF.js lays values out.

| Python                         | JavaScript      | rule                                      |
|--------------------------------|-----------------|-------------------------------------------|
| `Tensor`, `Variable`           | slot number     | no copy, no proxy made                    |
| `bool`, `int`, `float`, `str`  | primitive       | ints beyond 2**53 raise                   |
| `None`                         | `undefined`     | TF.js's own default applies               |
| shape, axis, options           | interned id     | converted once per distinct value         |
| ndarray                        | address, length | one copy, contiguous, in the storage dtype|
| callable                       | function proxy  | only for the length of one call           |
"""

from typing import Any, Final

import numpy as np

from tfjs._bridge import faults, handles, state
from tfjs._bridge.host import JsException, can_run_sync, create_once_callable, host, run_sync, to_js

_STORAGE: Final = {"float32": "f4", "int32": "i4", "bool": "u1", "complex64": "c8"}
"""NumPy's names; its types are not asked for while the library is imported."""

_shape_ids: dict[tuple[int, ...], int] = {}


def shape_id(shape: tuple[int, ...]) -> int:
    """Interned id of a shape."""
    known = _shape_ids.get(shape)
    if known is None:
        known = _shape_ids[shape] = host.shape_id(to_js(list(shape)))
    return known


def upload(array: "np.ndarray[Any, Any]", storage: str) -> int:
    """Slot of a new tensor with the values of `array`, converted to the storage dtype."""
    handles.flush()
    shape = shape_id(array.shape)
    try:
        if storage == "string":
            return _upload_strings(array, shape)
        flat = np.ascontiguousarray(array, _STORAGE[storage]).reshape(-1)
        if storage == "complex64":
            flat = flat.view(np.float32)
        return host.upload(_address(flat), flat.size, storage, shape)
    except JsException as error:
        faults.fail(error, "convert_to_tensor", f"array of shape {array.shape}")


def _address(array: "np.ndarray[Any, Any]") -> int:
    """Where a contiguous array lies in the interpreter's memory."""
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]


def _upload_strings(array: "np.ndarray[Any, Any]", shape: int) -> int:
    items = [s.encode() if isinstance(s, str) else bytes(s) for s in array.reshape(-1).tolist()]
    return host.upload_strings(to_js([memoryview(item) for item in items]), shape)


def scalar(value: float, storage: str) -> int:
    """Slot of a new scalar; cheaper than an array of one."""
    handles.flush_if_many()
    return host.scalar(value, storage)


def download(slot: int, shape: tuple[int, ...], storage: str) -> "np.ndarray[Any, Any]":
    """The values in a slot as a new array of the storage dtype; strings as `bytes` objects."""
    if state.on_read is not None:
        state.on_read(slot)
    try:
        if storage == "string":
            return _download_strings(slot, shape)
        array = np.empty(shape, _STORAGE[storage])
        host.download(slot, _address(array), array.size * (2 if storage == "complex64" else 1))
    except JsException as error:
        faults.fail(error, "numpy")
    return array.view(np.bool_) if storage == "bool" else array


def _download_strings(slot: int, shape: tuple[int, ...]) -> "np.ndarray[Any, Any]":
    items = [bytes(item) for item in host.download_strings(slot).to_py()]
    array = np.empty(len(items), np.object_)
    array[:] = items
    return array.reshape(shape)


async def arrived(slot: int) -> None:
    """Wait until the values in a slot can be read without blocking."""
    await host.arrived(slot)


def can_wait() -> bool:
    """Whether Python can suspend here."""
    return bool(can_run_sync())


def wait(promise: Any) -> Any:
    """Block the worker until a promise settles.

    Raises:
        FailedPreconditionError: Python cannot suspend here: the browser has no JSPI, or the call
            did not come through the page's runtime.
    """
    if not can_wait():
        from tfjs.errors import FailedPreconditionError

        raise FailedPreconditionError(
            "wait: expected a browser in which Python can suspend (WebAssembly JSPI). "
            "Received: one that cannot. "
            "Use the awaitable form, or another browser."
        )
    return run_sync(promise)


def once(function: Any) -> Any:
    """A Python function that JavaScript calls exactly once; it is released by that call."""
    return create_once_callable(function)
