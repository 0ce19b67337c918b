"""Tensors made of several, as `RaggedTensor` and `SparseTensor`, in operations that know tensors.

An operation is written for `Tensor`. Given a composite, its conversion to a tensor raises
`NotDenseError`; the operation's name then decides what happens: `answered` finds what the
composite's class registered. So an ordinary call pays nothing, and no operation names a composite.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn, ParamSpec, TypeVar

from tfjs._operators import Operators

_P = ParamSpec("_P")
_R = TypeVar("_R")

_handlers: Final[dict[tuple[str, str], Callable[..., Any]]] = {}
"""(name of the class, name of the operation) -> what to call instead."""

_generic: Final[dict[str, Callable[..., Any]]] = {}
"""Name of the class -> what to call with an operation that works element by element."""

_elementwise: Final[set[str]] = set()


class NotDenseError(TypeError):
    """A composite came where a tensor is needed; a TypeError for the caller if nothing helps."""


class Composite(Operators):
    """Base of the tensors made of several: never converted to a tensor behind one's back."""

    __slots__ = ("__weakref__",)

    dtype: Any

    def __tf_tensor__(self) -> NoReturn:
        kind = type(self).__name__
        raise NotDenseError(
            f"expected a Tensor. Received: a {kind}, which this operation does not take. Convert "
            f"it with {'`to_tensor()`' if kind == 'RaggedTensor' else '`tf.sparse.to_dense`'}."
        )


def register(kind: str, *operations: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Decorate what an operation does with composites of the class named `kind`."""

    def keep(function: Callable[_P, _R]) -> Callable[_P, _R]:
        for operation in operations:
            _handlers[kind, operation] = function
        return function

    return keep


def register_generic(kind: str, function: Callable[..., Any]) -> None:
    """Say what the class named `kind` does with every operation that works element by element.

    Args:
        kind: Name of the class.
        function: Called with the operation, then with what the operation was called with.
    """
    _generic[kind] = function


def dispatched(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Decorate an operation that composites may answer in its place."""

    @functools.wraps(function)
    def operation(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except NotDenseError as error:
            return answered(operation, args, kwargs, error)  # type: ignore[no-any-return]

    return operation


def elementwise(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Decorate an operation that works on each element by itself, whatever the shape."""
    _elementwise.add(function.__name__)
    return dispatched(function)


def declare_elementwise(name: str) -> None:
    """Note that the operation of this name works on each element by itself."""
    _elementwise.add(name)


def answered(operation: Callable[..., Any], args: Any, kwargs: Any, error: NotDenseError) -> Any:
    """What the composite among the arguments makes of an operation; call it on `NotDenseError`.

    Raises:
        NotDenseError: It has no answer.
    """
    name = operation.__name__
    for kind in dict.fromkeys(type(c).__name__ for c in composites((args, kwargs))):
        own = _handlers.get((kind, name))
        if own is not None:
            return own(*args, **kwargs)
        if name in _elementwise and kind in _generic:
            return _generic[kind](operation, *args, **kwargs)
    raise NotDenseError(f"{name}: {error}") from None


def composites(value: Any) -> Iterator[Composite]:
    """Composites in nested lists, tuples and dicts."""
    if isinstance(value, Composite):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from composites(item)
    elif isinstance(value, dict):
        yield from composites(list(value.values()))
