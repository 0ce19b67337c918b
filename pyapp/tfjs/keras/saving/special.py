"""Values that configs write in a way of their own: arrays, slices, bytes, symbols, lambdas."""

import warnings
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

import numpy as np

from tfjs import dtypes
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.saving import lambdas
from tfjs.ops.creation import constant
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_SLICE: Final = ("start", "stop", "step")


class PendingTensor(KerasTensor):
    """A KerasTensor of a config: known by layer, call and result, until the graph is rebuilt."""

    __slots__ = ("pending",)

    pending: Any


def special_config(obj: Any) -> tuple[Any] | None:
    """How a value is written, in a tuple; None if it is none of these."""
    if isinstance(obj, np.generic) or (isinstance(obj, np.ndarray) and obj.ndim == 0):
        return (obj.item(),)
    if isinstance(obj, dtypes.DType):
        return (obj.name,)
    for kinds, name, write in _WRITTEN:
        if isinstance(obj, kinds):
            return ({"class_name": name, "config": write(obj)},)
    if isinstance(obj, FunctionType) and obj.__name__ == "<lambda>":
        warnings.warn(
            "The object being serialized includes a `lambda`. This is unsafe. In order to reload "
            "the object, you will have to pass `safe_mode=False` to the loading function. Please "
            "avoid using `lambda` in the future, and use named Python functions instead.",
            stacklevel=4,
        )
        return ({"class_name": "__lambda__", "config": {"value": lambdas.dump(obj)}},)
    return None


def special_object(name: str, inner: Any, *, safe_mode: bool) -> tuple[Any] | None:
    """The value that a config stands for, in a tuple; None if its name is none of these.

    Raises:
        ValueError: Python code in safe mode.
    """
    if name == "__lambda__":
        if safe_mode:
            raise ValueError(
                "Requested the deserialization of a Python lambda. This carries a potential risk "
                "of arbitrary code execution and thus it is disallowed by default. If you trust "
                "the source of the artifact, you can override this error by passing "
                "`safe_mode=False` to the loading function, or calling "
                "`keras.config.enable_unsafe_deserialization()`."
            )
        return (lambdas.load(inner["value"]),)
    read = _READ.get(name)
    return None if read is None else (read(inner),)


def _symbol(obj: KerasTensor) -> dict[str, Any]:
    history: Any = getattr(obj, "_keras_history", None)
    if history is not None:
        history = [history.operation.name, history.node_index, history.tensor_index]
    return {"shape": obj.shape, "dtype": obj.dtype, "keras_history": history}


def _values(obj: Any) -> dict[str, Any]:
    values = obj if isinstance(obj, np.ndarray) else np.asarray(obj.numpy())
    return {"value": values.tolist(), "dtype": standardize_dtype(obj.dtype)}


def _pending(inner: Any) -> PendingTensor:
    tensor = PendingTensor(inner["shape"], inner["dtype"])
    tensor.pending = tuple(inner["keras_history"]) if inner["keras_history"] else None
    return tensor


_WRITTEN: "Final[tuple[tuple[Any, str, Callable[[Any], Any]], ...]]" = (
    (bytes, "__bytes__", lambda obj: {"value": obj.decode("utf-8")}),
    (type(Ellipsis), "__ellipsis__", lambda _: {}),
    (slice, "__slice__", lambda obj: {name: getattr(obj, name) for name in _SLICE}),
    (KerasTensor, "__keras_tensor__", _symbol),
    (np.ndarray, "__numpy__", _values),
    ((Tensor, Variable), "__tensor__", _values),
)
_READ: Final[dict[str, Callable[[Any], Any]]] = {
    "__bytes__": lambda inner: inner["value"].encode("utf-8"),
    "__ellipsis__": lambda _: Ellipsis,
    "__slice__": lambda inner: slice(*(inner[name] for name in _SLICE)),
    "__keras_tensor__": _pending,
    "__numpy__": lambda inner: np.array(inner["value"], dtype=inner["dtype"]),
    "__tensor__": lambda inner: constant(inner["value"], dtype=inner["dtype"]),
}
