"""A layer as a config, and what it returns by shapes alone."""

from typing import Any

from tfjs import nest
from tfjs.keras import dtype_policies
from tfjs.keras.engine.calling import LayerCall
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.operation import default, inferred, is_default
from tfjs.keras.engine.shapes import as_tuples, is_shape, map_shapes
from tfjs.keras.engine.signature import CallArguments, shapes_for

_COMPLETE = frozenset(
    {"activations", "pooling", "regularization", "Identity", "Masking", "UnitNormalization"}
)
"""Packages and classes of layers that Keras takes for built when they are made."""


class LayerConfig(LayerCall):
    """The part of a layer that says what it is and what it returns, without computing."""

    _dtype_policy: dtype_policies.DTypePolicy
    _build_shapes: dict[str, Any] | None

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """KerasTensors with the shapes and dtypes of what a call would return."""
        if is_default(type(self).compute_output_shape):
            return inferred(self, args, kwargs)
        arguments = CallArguments(self._call_signature, args, kwargs)
        shapes = shapes_for(
            self.compute_output_shape, arguments.shapes(), arguments, type(self).__name__
        )
        return self._specs_of(self.compute_output_shape(**shapes))

    def _specs_of(self, shape: Any) -> Any:
        """A KerasTensor for each shape in a structure."""
        if is_shape(shape):
            return KerasTensor(shape, dtype=self._dtype_policy.compute_dtype)
        if isinstance(shape, dict):
            return {key: self._specs_of(item) for key, item in shape.items()}
        if isinstance(shape, list | tuple):
            return type(shape)([self._specs_of(item) for item in shape])
        raise ValueError(
            f"Method `compute_output_shape()` of layer {type(self).__name__} is returning a type "
            "that cannot be interpreted as a shape. It should return a shape tuple. Received: "
            f"{shape}"
        )

    @default
    def compute_output_shape(self, *args: Any, **kwargs: Any) -> Any:
        """The shape of what a call would return for inputs of a shape.

        Args:
            *args: `input_shape`, or one shape for each argument of `call`.
            **kwargs: Likewise, by name: `value_shape` for an argument `value`.

        Unless a subclass defines it, the call is run on zeros.
        """
        shapes = [*args, *kwargs.values()]
        if not self.built and not is_default(type(self).build):
            self.build(*args, **kwargs)
        tensors = [self._inputs_of(shape) for shape in shapes]
        spec = inferred(self, tuple(tensors), {})
        return nest.map_structure(lambda tensor: tensor.shape, spec)

    def _inputs_of(self, shape: Any) -> Any:
        if is_shape(shape):
            return KerasTensor(shape, dtype=self._dtype_policy.compute_dtype)
        return map_shapes(self._inputs_of, shape)

    def get_config(self) -> dict[str, Any]:
        """What makes the layer again, as plain values."""
        self._check_super_called()
        config = super().get_config()
        own: dict[str, Any] = {
            "trainable": self.trainable,
            "dtype": dtype_policies.serialize(self._dtype_policy),
        }
        if self.activity_regularizer is not None:
            from tfjs.keras import regularizers

            own["activity_regularizer"] = regularizers.serialize(self.activity_regularizer)
        return {**config, **own}

    get_config._is_default = True  # type: ignore[attr-defined]

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A layer like the one that gave this config.

        Raises:
            TypeError: The config does not fit the class.
        """
        return super().from_config(_with_policy(config))

    def get_build_config(self) -> dict[str, Any] | None:
        """The shapes that `build` was called with, for `build_from_config`; None without any."""
        if self._build_shapes is None or _is_complete(type(self)):
            return None
        if len(self._build_shapes) == 1:
            return {"input_shape": next(iter(self._build_shapes.values()))}
        return {"shapes_dict": dict(self._build_shapes)}

    def build_from_config(self, config: dict[str, Any]) -> None:
        """Make the weights, as they were for the layer that gave this config."""
        if not config:
            return
        if "input_shape" in config:
            self.build(as_tuples(config["input_shape"]))
        elif "shapes_dict" in config:
            self.build(**{name: as_tuples(shape) for name, shape in config["shapes_dict"].items()})


def _is_complete(kind: type) -> bool:
    """Whether Keras takes layers of a class for built when they are made: no build config then."""
    place = kind.__module__.split(".")
    build = getattr(kind, "build", None)
    if place[:3] != ["tfjs", "keras", "layers"] or not is_default(build):
        return False
    return place[3] in _COMPLETE or kind.__name__ in _COMPLETE


def _with_policy(config: dict[str, Any]) -> dict[str, Any]:
    policy = config.get("dtype")
    if isinstance(policy, dict):
        return {**config, "dtype": dtype_policies.deserialize(policy).name}
    return config
