"""What the `call` of a layer takes, found once per class, and the arguments of one call by name."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from tfjs import nest
from tfjs._dispatch import Composite
from tfjs.keras.engine.context import state
from tfjs.keras.engine.keras_tensor import KerasTensor, standardize_shape
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_SKIPPED = ("mask", "args", "kwargs")


def is_tensor(x: Any) -> bool:
    """Whether this is a tensor with values, a variable among them."""
    return isinstance(x, Tensor | Variable | Composite)


class CallSignature:
    """The parameters of a `call` method.

    Args:
        call: The function, with `self` as its first parameter.
    """

    __slots__ = (
        *("_simple", "default_training", "first", "has_mask", "has_training", "names"),
        *("signature", "takes_any"),
    )

    def __init__(self, call: Callable[..., Any]) -> None:
        parameters = list(inspect.signature(call).parameters.values())[1:]
        self.signature = inspect.Signature(parameters)
        self.names = [p.name for p in parameters]
        self.has_training = "training" in self.names
        self.has_mask = "mask" in self.names
        self.takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters)
        self.default_training = None
        for parameter in parameters:
            if parameter.name == "training" and parameter.default is not parameter.empty:
                self.default_training = parameter.default
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        self.first = self.names[0] if self.names else ""
        self._simple = bool(parameters) and parameters[0].kind in kinds

    @property
    def simple(self) -> bool:
        """Whether the first parameter is an ordinary one, for the inputs."""
        return self._simple


class LateSignature:
    """The signature of a class's `call`, found when it is asked for first.

    Args:
        owner: The class, which then has the signature in this place.
        call: Its method.
    """

    __slots__ = ("_call", "_owner")

    def __init__(self, owner: type, call: Callable[..., Any]) -> None:
        self._owner, self._call = owner, call

    def __get__(self, instance: Any, owner: type | None = None) -> CallSignature:
        signature = CallSignature(self._call)
        type.__setattr__(self._owner, "_call_signature", signature)
        return signature


class CallArguments:
    """The arguments of one call.

    Args:
        signature: Of the layer's `call`.
        args: Positional arguments.
        kwargs: Keyword arguments; `training` is taken out where `call` has no such parameter.

    Raises:
        TypeError: They do not fit `call`.
        ValueError: Tensors and other values are mixed in one argument.
    """

    __slots__ = ("by_name", "given", "nested", "tensors")

    def __init__(
        self, signature: CallSignature, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self.given: dict[str, Any] = {}
        if "training" in kwargs and not signature.has_training and not signature.takes_any:
            self.given["training"] = kwargs.pop("training")
        bound = signature.signature.bind(*args, **kwargs)
        self.given |= bound.arguments
        bound.apply_defaults()
        self.by_name: dict[str, Any] = dict(bound.arguments)
        self.tensors: dict[str, Any] = {}
        self.nested: set[str] = set()
        for name, value in self.by_name.items():
            if is_tensor(value) or isinstance(value, KerasTensor):
                self.tensors[name] = value
            elif nest.is_nested(value) and len(value) > 0:
                self._nested(name, value)

    def _nested(self, name: str, value: Any) -> None:
        leaves = nest.flatten(value)
        known = [is_tensor(x) or isinstance(x, KerasTensor | np.ndarray) for x in leaves]
        if all(ok or x is None for ok, x in zip(known, leaves, strict=True)):
            self.tensors[name] = value
            self.nested.add(name)
        elif any(known) and name not in ("args", "kwargs"):
            raise ValueError(
                "In a nested call() argument, you cannot mix tensors and non-tensors. Received "
                f"invalid mixed argument: {name}={value}"
            )

    @property
    def symbolic(self) -> bool:
        """Whether a KerasTensor is among the arguments."""
        return any(
            isinstance(leaf, KerasTensor)
            for value in self.tensors.values()
            for leaf in nest.flatten(value)
        )

    @property
    def first(self) -> Any:
        """The first argument; None if there is none."""
        return next(iter(self.by_name.values()), None)

    def shapes(self) -> dict[str, Any]:
        """`name_shape` -> shape of each argument made of tensors, but for masks."""
        found = {}
        for name, value in self.tensors.items():
            if name not in _SKIPPED:
                shape = nest.map_structure(_shape_of, value) if name in self.nested else None
                found[f"{name}_shape"] = _shape_of(value) if shape is None else shape
        return found


def _shape_of(x: Any) -> Any:
    if x is None:
        return None
    shape = standardize_shape(x.shape)
    unknown = state.batch and shape and shape[0] == state.batch
    return (None, *shape[1:]) if unknown else shape


def shapes_for(
    function: Callable[..., Any], shapes: dict[str, Any], arguments: CallArguments, owner: str
) -> dict[str, Any]:
    """The shapes that a `build` or `compute_output_shape` takes, by its own parameters' names.

    Args:
        function: The method. With one parameter it gets the first shape, whatever its name.
        shapes: What `CallArguments.shapes` gave.
        arguments: Of the call.
        owner: Name of the layer's class, for messages.

    Raises:
        ValueError: A parameter is not named after an argument of `call`.
    """
    kinds = (
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.KEYWORD_ONLY,
    )
    names = [n for n, p in inspect.signature(function).parameters.items() if p.kind in kinds]
    if len(names) == 1:
        return {names[0]: next(iter(shapes.values()), None)}
    method = function.__name__
    start = (
        f"For a `{method}()` method with more than one argument, all arguments should have a "
        "`_shape` suffix and match an argument from `call()`. E.g. "
        f"`{method}(self, foo_shape, bar_shape)`  For layer '{owner}', received `{method}()` "
        "argument "
    )
    found = {}
    for name in names:
        if not name.endswith("_shape"):
            raise ValueError(f"{start}`{name}`, which does not end in `_shape`.")
        if name.removesuffix("_shape") not in arguments.by_name:
            raise ValueError(
                f"{start}`{name}`, but `call()` does not have argument "
                f"`{name.removesuffix('_shape')}`."
            )
        if name in shapes:
            found[name] = shapes[name]
    return found
