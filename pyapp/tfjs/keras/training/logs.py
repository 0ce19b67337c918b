"""What callbacks learn of a step: values that stay on the device until somebody reads them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from tfjs.ops.casting import cast
from tfjs.ops.joining import stack
from tfjs.tensor import Tensor
from tfjs.variable import Variable


def read(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as Python floats, or arrays where they are no scalars, in the order of their names.

    Scalars come in one transfer. A dict among the values takes part with its own names.
    """
    ordered = {name: _tensor(value) for name, value in _flat(values)}
    known = scalars(ordered)
    found: dict[str, Any] = {}
    if len(known) > 1:
        together = stack(list(known.values())).numpy().tolist()
        found = dict(zip(known, together, strict=True))
    return {name: found[name] if name in found else plain(ordered[name]) for name in ordered}


def scalars(values: Mapping[str, Any]) -> dict[str, Tensor]:
    """Those values that are one number, as float32 tensors."""
    tensors = {name: _tensor(value) for name, value in values.items()}
    return {name: _float(value) for name, value in tensors.items() if _is_scalar(value)}


def plain(value: Any) -> Any:
    """A value without tensors: a float if it is one number."""
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, Tensor):
        value = value.numpy()
    if isinstance(value, np.generic | np.ndarray) and np.ndim(value) == 0:
        item = value.item()
        return float(item) if isinstance(item, int | float) else item
    return value


def _flat(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in sorted(values):
        if isinstance(values[name], Mapping):
            yield from _flat(values[name])
        else:
            yield name, values[name]


def _tensor(value: Any) -> Any:
    return value.read_value() if isinstance(value, Variable) else value


def _is_scalar(value: Any) -> bool:
    return isinstance(value, Tensor) and value.ndim == 0 and value.dtype.storage != "string"


def _float(value: Tensor) -> Tensor:
    return value if value.dtype.name == "float32" else cast(value, "float32")


class Logs(dict[str, Any]):
    """Results by name, read from the device when somebody looks at them.

    Args:
        source: Gives the values as they are now, numbers or arrays.
    """

    def __init__(self, source: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__()
        self._source: Callable[[], Mapping[str, Any]] | None = source

    def settle(self) -> "Logs":
        """Read the values, if nobody has."""
        source, self._source = self._source, None
        if source is not None:
            super().update(source())
        return self

    def __bool__(self) -> bool:
        return self._source is not None or super().__len__() > 0

    def __getitem__(self, key: str) -> Any:
        return dict.__getitem__(self.settle(), key)

    def __setitem__(self, key: str, value: Any) -> None:
        dict.__setitem__(self.settle(), key, value)

    def __delitem__(self, key: str) -> None:
        dict.__delitem__(self.settle(), key)

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self.settle(), key)

    def __iter__(self) -> Iterator[str]:
        return dict.__iter__(self.settle())

    def __len__(self) -> int:
        return dict.__len__(self.settle())

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self.settle(), other)

    __hash__ = None

    def __repr__(self) -> str:
        return dict.__repr__(self.settle())

    def __or__(self, other: Any) -> Any:
        return dict(self.settle().items()) | other

    def __reduce__(self) -> Any:
        return dict, (dict(self.items()),)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a name, or `default`."""
        return dict.get(self.settle(), key, default)

    def items(self) -> Any:
        """Pairs of name and value."""
        return dict.items(self.settle())

    def keys(self) -> Any:
        """Names."""
        return dict.keys(self.settle())

    def values(self) -> Any:
        """Values."""
        return dict.values(self.settle())

    def copy(self) -> dict[str, Any]:
        """A plain dict with the same values."""
        return dict(self.items())

    def pop(self, key: str, *default: Any) -> Any:
        """Take a value out."""
        return dict.pop(self.settle(), key, *default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        """The value of a name; `default` becomes it if there is none."""
        return dict.setdefault(self.settle(), key, default)

    def update(self, *others: Any, **named: Any) -> None:
        """Set values."""
        dict.update(self.settle(), *others, **named)
