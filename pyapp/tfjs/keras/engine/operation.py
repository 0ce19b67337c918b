"""`Operation`: what can be called on tensors and, symbolically, on KerasTensors."""

import inspect
from typing import Any, Self

from tfjs.keras._names import auto_name
from tfjs.keras.dtype_policies import DTypePolicy
from tfjs.keras.engine.inference import output_spec
from tfjs.keras.engine.keras_tensor import KerasTensor, any_symbolic_tensors
from tfjs.keras.engine.node import Node

_PLAIN = (str, int, float, bool, type(None), DTypePolicy)


class Operation:
    """Base of layers and of the functions of `tf.keras.ops` in a graph.

    Args:
        name: Made of the class's name if None.

    Raises:
        ValueError: A name with a slash, or no string.
    """

    _inbound_nodes: list[Node]
    _init_arguments: "tuple[tuple[Any, ...], dict[str, Any]] | None"

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """An operation that remembers plain arguments, for a config of its own making."""
        instance = super().__new__(cls)
        plain = _is_plain((args, kwargs))
        object.__setattr__(instance, "_init_arguments", (args, kwargs) if plain else None)
        object.__setattr__(instance, "_inbound_nodes", [])
        return instance

    def __init__(self, name: Any = None) -> None:
        if name is None:
            name = auto_name(type(self).__name__)
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name} (of type {type(name)})"
            )
        self._name = name

    @property
    def name(self) -> str:
        """The name that was given, or made."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What `call` gives, or KerasTensors for KerasTensors."""
        if any_symbolic_tensors(args, kwargs):
            return self.symbolic_call(*args, **kwargs)
        return self.call(*args, **kwargs)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Compute; a subclass defines it."""
        raise NotImplementedError(
            f"{type(self).__name__}: expected a method `call(self, ...)`. Define it."
        )

    def symbolic_call(self, *args: Any, **kwargs: Any) -> Any:
        """KerasTensors for what a call would return; the call becomes a node."""
        outputs = self.compute_output_spec(*args, **kwargs)
        Node(self, args, kwargs, outputs)
        return outputs

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """KerasTensors with the shapes and dtypes of what a call would return.

        Unless a subclass knows better, the call is run on zeros.
        """
        return inferred(self, args, kwargs)

    def get_config(self) -> dict[str, Any]:
        """What makes the operation again, as plain values.

        Raises:
            NotImplementedError: Arguments of `__init__` cannot be written as plain values, and the
                class does not define `get_config`.
        """
        config: dict[str, Any] = {"name": self.name}
        if not is_default(type(self).get_config):
            return config
        bound = self._bound_arguments()
        if bound is None:
            raise NotImplementedError(
                f"Object {type(self).__name__} was created by passing non-serializable argument "
                "values in `__init__()`, and therefore the object must override `get_config()` in "
                "order to be serializable. Please implement `get_config()`, as in\n\n"
                "    def get_config(self):\n"
                "        return super().get_config() | {'units': self.units}\n"
            )
        config.update(bound)
        parameters = inspect.signature(type(self).__init__).parameters.values()
        takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters)
        if not takes_any and "name" not in {p.name for p in parameters}:
            del config["name"]
        return config

    get_config._is_default = True  # type: ignore[attr-defined]

    def _bound_arguments(self) -> dict[str, Any] | None:
        """Arguments of `__init__` by name, defaults included; None if they are no plain values."""
        if self._init_arguments is None:
            return None
        args, kwargs = self._init_arguments
        signature = inspect.signature(type(self).__init__)
        try:
            bound = signature.bind(None, *args, **kwargs)
        except TypeError:
            return None
        bound.apply_defaults()
        found: dict[str, Any] = {}
        for place, (name, parameter) in enumerate(signature.parameters.items()):
            value = bound.arguments[name]
            if place == 0 or name == "name":
                continue
            if parameter.kind is parameter.VAR_KEYWORD:
                found |= {key: item for key, item in value.items() if key != "name"}
            elif parameter.kind is parameter.VAR_POSITIONAL:
                if value:
                    return None
            elif parameter.kind is parameter.POSITIONAL_ONLY:
                return None
            else:
                found[name] = value
        return found if _is_plain(found) else None

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """An operation like the one that gave this config.

        Raises:
            TypeError: The config does not fit the class.
        """
        try:
            return cls(**config)
        except Exception as error:
            raise TypeError(
                f"Error when deserializing class '{cls.__name__}' using config={config}.\n\n"
                f"Exception encountered: {error}"
            ) from error

    @property
    def input(self) -> Any:
        """What went into the first symbolic call: a KerasTensor, or a list of them.

        Raises:
            AttributeError: Never called symbolically.
        """
        return _only(self._first_node("input").input_tensors)

    @property
    def output(self) -> Any:
        """What came out of the first symbolic call: a KerasTensor, or a list of them.

        Raises:
            AttributeError: Never called symbolically.
        """
        return _only(self._first_node("output").outputs)

    def _first_node(self, what: str) -> Node:
        if not self._inbound_nodes:
            raise AttributeError(
                f"The layer {self.name} has never been called and thus has no defined {what}."
            )
        return self._inbound_nodes[0]

    def __repr__(self) -> str:
        return f"<Operation name={self.name}>"


def inferred(operation: Operation, args: Any, kwargs: Any) -> Any:
    """KerasTensors for what `operation.call` would return, found by running it on zeros.

    Raises:
        Whatever `call` raises, with a hint at what may be missing.
    """
    try:
        return output_spec(operation.call, args, kwargs)
    except Exception as error:
        kind = type(operation).__name__
        error.add_note(
            f"Could not automatically infer the output shape / dtype of '{operation.name}' (of "
            f"type {kind}). Either the `{kind}.call()` method is incorrect, or you need to "
            f"implement the `{kind}.compute_output_spec() / compute_output_shape()` method."
        )
        raise


def is_default(method: Any) -> bool:
    """Whether a method is the one that a base class marks as doing nothing of its own."""
    return bool(getattr(method, "_is_default", False))


def default(method: Any) -> Any:
    """Mark a method of a base class as doing nothing of its own."""
    method._is_default = True
    return method


def _only(tensors: list[KerasTensor]) -> Any:
    return tensors[0] if len(tensors) == 1 else tensors


def _is_plain(value: Any) -> bool:
    if isinstance(value, _PLAIN):
        return True
    if isinstance(value, list | tuple):
        return all(_is_plain(item) for item in value)
    return isinstance(value, dict) and all(_is_plain(item) for item in value.values())
