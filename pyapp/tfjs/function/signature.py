"""What a call looks like: its tensors, and a key that says which program may serve it."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any
from weakref import ref

import numpy as np

from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

PLAIN = (bool, int, float, complex, str, bytes, type(None), type(Ellipsis))


class Identity:
    """An object in a key: the same object, as long as it lives."""

    __slots__ = ("_id", "_reference")

    def __init__(self, value: Any) -> None:
        self._id = id(value)
        try:
            self._reference: Callable[[], Any] = ref(value)
        except TypeError:
            self._reference = lambda: value

    def __hash__(self) -> int:
        return self._id

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identity):
            return False
        mine = self._reference()
        return mine is not None and mine is other._reference()

    def when_gone(self, callback: Callable[[Any], None]) -> Any:
        """A reference that calls back when the object dies; None if it cannot."""
        value = self._reference()
        try:
            return ref(value, callback)
        except TypeError:
            return None


def plain(value: Any) -> tuple[type, Any]:
    """A plain value as part of a key: told apart as a computation would, -0.0 from 0.0 as well.

    NaN equals itself here.
    """
    kind = type(value)
    if kind is float:
        return kind, value.hex()
    return kind, repr(value) if kind is complex else value


class Parameters:
    """The parameters of a function: calls in any spelling become one list of arguments."""

    def __init__(self, function: Callable[..., Any]) -> None:
        try:
            self._signature: inspect.Signature | None = inspect.signature(function)
        except (TypeError, ValueError):
            self._signature = None
        parameters = self._signature.parameters.values() if self._signature else []
        self.first = next((p.name for p in parameters), "")
        """Name of the first one."""
        simple = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        self._count = len(parameters) if all(p.kind in simple for p in parameters) else -1

    def bound(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Positional and keyword arguments, with defaults filled in.

        Raises:
            TypeError: They do not fit the function.
        """
        if (not kwargs and len(args) == self._count) or self._signature is None:
            return args, kwargs
        bound = _fitted(self._signature, args, kwargs)
        bound.apply_defaults()
        return bound.args, bound.kwargs

    def named(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Arguments by the names of their parameters, those left out not among them.

        Those beyond the named ones go by their place, as `args_0`.

        Raises:
            TypeError: They do not fit the function.
        """
        if self._signature is None:
            return {f"args_{i}": value for i, value in enumerate(args)} | kwargs
        found: dict[str, Any] = {}
        for name, value in _fitted(self._signature, args, kwargs).arguments.items():
            kind = self._signature.parameters[name].kind
            if kind is inspect.Parameter.VAR_POSITIONAL:
                found |= {f"{name}_{i}": item for i, item in enumerate(value)}
            elif kind is inspect.Parameter.VAR_KEYWORD:
                found |= value
            else:
                found[name] = value
        return found


def _fitted(
    signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> inspect.BoundArguments:
    try:
        return signature.bind(*args, **kwargs)
    except TypeError as error:
        raise TypeError(
            f"Binding inputs to tf.function failed due to `{error}`. Received args: {args} and "
            f"kwargs: {kwargs} for signature: {signature}."
        ) from None


def described(value: Any, tensors: list[Tensor]) -> Any:
    """The key of an argument; its tensors are appended to a list.

    Arrays become tensors, as in TensorFlow; Python values are part of the key.
    """
    kind = type(value)
    if kind is Tensor:
        tensors.append(value)
        return value.dtype, value._shape or value.shape
    if kind in PLAIN:
        return plain(value)
    if isinstance(value, Tensor):
        tensors.append(value)
        return value.dtype, value.shape
    if isinstance(value, Variable):
        return Identity(value)
    if isinstance(value, np.ndarray | np.generic):
        tensor = as_tensor(value)
        tensors.append(tensor)
        return "array", tensor.dtype, tensor.shape
    if isinstance(value, list | tuple):
        return kind, tuple([described(item, tensors) for item in value])
    if isinstance(value, Mapping):
        return kind, tuple([(key, described(value[key], tensors)) for key in value])
    parts = components(value)
    if parts is not None:
        return kind, repr(parts[0]), tuple([described(part, tensors) for part in parts[1]])
    return Identity(value)


def identities(key: Any) -> list[Identity]:
    """The objects in a key."""
    if isinstance(key, Identity):
        return [key]
    return [i for part in key for i in identities(part)] if isinstance(key, tuple) else []


def replaced(value: Any, tensors: Any) -> Any:
    """The argument again, with other tensors taken from an iterator in the same order."""
    if isinstance(value, Tensor | np.ndarray | np.generic):
        return next(tensors)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[replaced(item, tensors) for item in value])
    if isinstance(value, list | tuple):
        return type(value)([replaced(item, tensors) for item in value])
    if isinstance(value, Mapping):
        return type(value)({key: replaced(value[key], tensors) for key in value})  # type: ignore[call-arg]
    parts = components(value)
    if parts is not None:
        return rebuilt(type(value), parts[0], [replaced(part, tensors) for part in parts[1]])
    return value


def components(value: Any) -> tuple[Any, tuple[Any, ...]] | None:
    """Metadata and tensors of a composite (ragged, sparse), by TensorFlow's protocol."""
    flatten = getattr(type(value), "__tf_flatten__", None)
    return None if flatten is None else flatten(value)


def rebuilt(kind: Any, metadata: Any, parts: list[Any]) -> Any:
    """A composite from what `components` gave."""
    return kind.__tf_unflatten__(metadata, tuple(parts))
