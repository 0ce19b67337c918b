"""`Lambda`: any function as a layer."""

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, Self

from tfjs import nest
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.operation import inferred
from tfjs.keras.saving import lambdas, serialization

_CODES = ("function", "output_shape", "mask")


class Lambda(Layer):
    """A function of tensors, as a layer. For weights of its own write a `Layer`.

    Args:
        function: Called with the inputs, and with `mask` and `training` if it has such parameters.
        output_shape: Shape of its result without the batch, or a function from the shape of the
            input to that of the result; found by a trial if None.
        mask: The result's mask, or a function `(inputs, mask)` that gives it; None for none.
        arguments: Further arguments of the function, by name.

    Saving writes a lambda's bytecode, which only the same version of Python can read, and which is
    loaded with `safe_mode=False` only. A function that is registered is written by its name.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        output_shape: Any = None,
        mask: Any = None,
        arguments: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.arguments = arguments or {}
        self.function = function
        self.mask = mask
        self.supports_masking = mask is not None
        self._output_shape = output_shape
        names = inspect.getfullargspec(function).args
        self._takes_training = "training" in names
        self._takes_mask = "mask" in names

    def call(self, inputs: Any, mask: Any = None, training: bool | None = None) -> Any:
        """What the function gives."""
        more = dict(self.arguments)
        if self._takes_mask:
            more["mask"] = mask
        if self._takes_training:
            more["training"] = training
        return self.function(inputs, **more)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """The mask that was given, or asked for."""
        return self.mask(inputs, mask) if callable(self.mask) else self.mask

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """What the function gives for zeros, unless the shape was given."""
        if self._output_shape is None:
            return inferred(self, args, kwargs)
        return super().compute_output_spec(*args, **kwargs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape that was given, or what the function gives for zeros."""
        if callable(self._output_shape):
            return self._output_shape(input_shape)
        if self._output_shape is not None:
            return (_batch_of(input_shape), *self._output_shape)
        spec = inferred(self, (_symbols(input_shape, self.compute_dtype),), {})
        return nest.map_structure(lambda tensor: tensor.shape, spec)

    def get_config(self) -> dict[str, Any]:
        """The function, by name or as bytecode, and the other arguments."""
        config = {**super().get_config(), "function": _coded(self.function)}
        if self._output_shape is not None:
            given = self._output_shape
            config["output_shape"] = _coded(given) if callable(given) else given
        if self.mask is not None:
            config["mask"] = _coded(self.mask)
        config["arguments"] = serialization.serialize_keras_object(self.arguments)
        return config

    @classmethod
    def from_config(
        cls,
        config: dict[str, Any],
        custom_objects: dict[str, Any] | None = None,
        safe_mode: bool | None = None,
    ) -> Self:
        """A layer around the same function.

        Raises:
            ValueError: A lambda, where nobody said that it is safe to load.
        """
        if safe_mode is None:
            safe_mode = serialization.in_safe_mode()
        made = dict(config)
        for name in _CODES:
            if name in made:
                made[name] = _decoded(made[name], custom_objects, safe_mode is not False)
        shape = made.get("output_shape")
        if isinstance(shape, list) and all(n is None or isinstance(n, int) for n in shape):
            made["output_shape"] = tuple(shape)
        if "arguments" in made:
            made["arguments"] = serialization.deserialize_keras_object(
                made["arguments"], custom_objects=custom_objects
            )
        return cls(**made)


def _batch_of(shape: Any) -> int | None:
    """The first size of the first of nested shapes."""
    first = next(iter(shape.values())) if isinstance(shape, dict) else shape[0]
    return _batch_of(first) if isinstance(first, list | tuple | dict) else first


def _symbols(shape: Any, dtype: str) -> Any:
    if isinstance(shape, dict):
        return {name: _symbols(inner, dtype) for name, inner in shape.items()}
    if any(isinstance(inner, list | tuple | dict) for inner in shape):
        return [_symbols(inner, dtype) for inner in shape]
    return KerasTensor(shape, dtype=dtype)


def _coded(function: Any) -> Any:
    if isinstance(function, FunctionType) and function.__name__ == "<lambda>":
        return {"class_name": "__lambda__", "config": lambdas.dump(function)}
    return serialization.serialize_keras_object(function)


def _decoded(config: Any, custom_objects: dict[str, Any] | None, safe: bool) -> Any:
    if isinstance(config, dict) and config.get("class_name") == "__lambda__":
        if safe:
            raise ValueError(
                "Requested the deserialization of a `Lambda` layer whose `function` is a Python "
                "lambda. This carries a potential risk of arbitrary code execution and thus it is "
                "disallowed by default. If you trust the source of the artifact, you can override "
                "this error by passing `safe_mode=False` to the loading function, or calling "
                "`keras.config.enable_unsafe_deserialization()`."
            )
        return lambdas.load(config["config"])
    return serialization.deserialize_keras_object(config, custom_objects=custom_objects)
