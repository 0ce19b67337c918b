"""Functions that also work on KerasTensors: there each call becomes an operation of the graph."""

import functools
from collections.abc import Callable
from typing import Any, ClassVar, ParamSpec, TypeVar

from tfjs.keras.engine.dtypes import is_float_dtype
from tfjs.keras.engine.inference import output_spec
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.operation import Operation

_P = ParamSpec("_P")
_R = TypeVar("_R")

classes: dict[tuple[str, str], "type[FunctionOperation]"] = {}
"""Module and name in Keras's configs -> class of the operation."""


_dtypes: dict[Any, str] = {}
"""Class, kinds of arguments and settings -> dtype of the result, for elementwise functions."""


class FunctionOperation(Operation):
    """A function of `tf.keras.ops` in a graph.

    Args:
        name: Made of the class's name if None.
        **settings: The arguments of the function that are no tensors.
    """

    function: ClassVar[Callable[..., Any]]
    elementwise: ClassVar[bool] = False
    inputs: ClassVar[list[str]]
    like: ClassVar[int | None] = None
    _keras_api: ClassVar[tuple[str, str]]

    def __init__(self, *, name: str | None = None, **settings: Any) -> None:
        super().__init__(name)
        self.settings = settings

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """What the function gives."""
        named = dict(zip(self.inputs, args, strict=False))
        return type(self).function(**named, **kwargs, **self.settings)

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """KerasTensors for what the function would give."""
        if self.like is not None:
            model = args[self.like]
            return KerasTensor(model.shape, model.dtype if is_float_dtype(model.dtype) else None)
        if not self.elementwise:
            return super().compute_output_spec(*args, **kwargs)
        shape: tuple[int | None, ...] = ()
        for value in (*args, *kwargs.values()):
            shape = _broadcast(shape, tuple(getattr(value, "shape", ())), self.name)
        return KerasTensor(shape, self._dtype_of(args, kwargs))

    def _dtype_of(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The dtype that the function gives for single elements of the arguments' dtypes."""
        values = (*args, *kwargs.values())
        kinds = tuple([x.dtype if isinstance(x, KerasTensor) else type(x) for x in values])
        key = (type(self), kinds, *kwargs, repr(self.settings))
        known = _dtypes.get(key)
        if known is None or not all(
            isinstance(x, KerasTensor | bool | int | float) for x in values
        ):
            single = tuple([_single(value) for value in args])
            named = {name: _single(value) for name, value in kwargs.items()}
            known = _dtypes[key] = output_spec(self.call, single, named).dtype
        return known

    def get_config(self) -> dict[str, Any]:
        """The name, and the arguments that are no tensors."""
        return {"name": self.name, **self.settings}


def _single(value: Any) -> Any:
    return KerasTensor((), value.dtype) if isinstance(value, KerasTensor) else value


def _broadcast(
    one: tuple[int | None, ...], two: tuple[int | None, ...], op: str
) -> tuple[int | None, ...]:
    """The shape that two shapes broadcast to, in which None stands for a size that is not known."""
    rank = max(len(one), len(two))
    found: list[int | None] = []
    for a, b in zip((1,) * (rank - len(one)) + one, (1,) * (rank - len(two)) + two, strict=True):
        if a == 1 or a == b:
            found.append(b)
        elif b == 1 or b is None:
            found.append(a)
        elif a is None:
            found.append(b)
        else:
            raise ValueError(
                f"{op}: expected shapes that broadcast. Received: {one} and {two}. Cannot "
                f"broadcast {a} with {b}."
            )
    return tuple(found)


def operation(
    module: str,
    kind: str,
    inputs: str = "x",
    *,
    elementwise: bool = False,
    like: int | None = None,
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Decorate a function of tensors so that it takes KerasTensors too.

    Args:
        module: Where Keras has its operation: "numpy", "nn", "core", "math", "linalg".
        kind: Name of the operation's class, in configs.
        inputs: Names of the parameters that are tensors, with spaces between; the others are
            settings of the operation.
        elementwise: Whether the result has the shape that the inputs broadcast to.
        like: Which input the result has the shape of, if zeros cannot be tried to find out.
    """
    taken = inputs.split()

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        code = function.__code__
        names = code.co_varnames[: code.co_argcount]
        given = function.__defaults__ or ()
        defaults = dict(zip(names[len(names) - len(given) :], given, strict=True))
        api = (f"keras.src.ops.{module}", kind)
        body = {
            "function": staticmethod(function),
            "elementwise": elementwise,
            "inputs": taken,
            "like": like,
            "_keras_api": api,
            "__module__": __name__,
            "__doc__": function.__doc__,
        }
        made = classes[api] = type(kind, (FunctionOperation,), body)

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if not _symbolic(args) and not (kwargs and _symbolic(kwargs.values())):
                return function(*args, **kwargs)
            bound = {**defaults, **dict(zip(names, args, strict=False)), **kwargs}
            settings = {name: bound[name] for name in names if name not in taken}
            tensors = [bound[name] for name in taken if name in bound]
            while tensors and tensors[-1] is None:
                tensors.pop()
            return made(**settings).symbolic_call(*tensors)

        return wrapper

    return decorate


def _symbolic(values: Any) -> bool:
    for value in values:
        if isinstance(value, KerasTensor):
            return True
        if type(value) in (list, tuple) and any(isinstance(v, KerasTensor) for v in value):
            return True
    return False
