"""Activations of KerasTensors: there a call becomes an operation of the graph."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec

from tfjs.keras.engine.keras_tensor import KerasTensor

_P = ParamSpec("_P")

# Keras's operations that have another name than the activation.
_RENAMED = {"exponential": "exp"}


def graphed(function: Callable[_P, Any]) -> Callable[_P, Any]:
    """Decorate an activation so that it takes KerasTensors too, as its first argument."""
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount]
    defaults = dict(zip(names[::-1], (function.__defaults__ or ())[::-1], strict=False))

    @functools.wraps(function)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> Any:
        if args and isinstance(args[0], KerasTensor):
            settings: dict[str, Any] = {**defaults, **dict(zip(names, args[1:], strict=False))}
            return _in_graph(function.__name__, args[0], {**settings, **kwargs})
        return function(*args, **kwargs)

    return wrapper


def _in_graph(name: str, x: KerasTensor, settings: dict[str, Any]) -> Any:
    """A node of the graph, or two."""
    from tfjs.keras import layers, ops

    if name == "relu" and any(settings.values()):
        return layers.ReLU(**settings)(x)
    if name == "relu":
        settings = {}
    if name == "mish":
        return ops.multiply(x, ops.tanh(ops.softplus(x)))
    return getattr(ops, _RENAMED.get(name, name))(x, **settings)
