"""What normalizing layers share: their scale and shift, their axes, the precision they need."""

from collections.abc import Sequence
from typing import Any

from tfjs import dtypes
from tfjs.keras import constraints, initializers, regularizers
from tfjs.keras.engine.layer import Layer
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor

Shape = tuple[int | None, ...]


def at_least_float32(x: Any) -> Tensor:
    """`x` as float32, unless it is floating and no narrower."""
    narrow = x.dtype in (dtypes.float16, dtypes.bfloat16) or not x.dtype.is_floating
    return cast(x, dtypes.float32 if narrow else x.dtype)


def checked_axes(axis: int | Sequence[int], input_shape: Sequence[int | None]) -> None:
    """Check that a shape has the axes.

    Raises:
        ValueError: It does not.
    """
    rank = len(input_shape)
    for one in [axis] if isinstance(axis, int) else axis:
        if not -rank <= one < rank:
            raise ValueError(
                f"Axis {one} is out of bounds for input shape {tuple(input_shape)}. Received: "
                f"axis={axis}"
            )


class ScaledLayer(Layer):
    """A normalizing layer with weights `gamma` (scale) and `beta` (center)."""

    gamma: Any
    beta: Any

    def __init__(
        self,
        epsilon: float,
        center: bool,
        scale: bool,
        initial: Sequence[Any],
        regularizing: Sequence[Any],
        constraining: Sequence[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.beta_initializer, self.gamma_initializer = map(initializers.get, initial)
        self.beta_regularizer, self.gamma_regularizer = map(regularizers.get, regularizing)
        self.beta_constraint, self.gamma_constraint = map(constraints.get, constraining)
        self.gamma = None
        self.beta = None

    def _add_parameters(self, shape: Shape, *, scale: bool, center: bool) -> None:
        if scale:
            self.gamma = self.add_weight(
                shape=shape,
                name="gamma",
                initializer=self.gamma_initializer,
                regularizer=self.gamma_regularizer,
                constraint=self.gamma_constraint,
                trainable=True,
                autocast=False,
            )
        if center:
            self.beta = self.add_weight(
                shape=shape,
                name="beta",
                initializer=self.beta_initializer,
                regularizer=self.beta_regularizer,
                constraint=self.beta_constraint,
                trainable=True,
                autocast=False,
            )

    def _parameter_config(self) -> dict[str, Any]:
        return {
            "epsilon": self.epsilon,
            "center": self.center,
            "scale": self.scale,
            "beta_initializer": initializers.serialize(self.beta_initializer),
            "gamma_initializer": initializers.serialize(self.gamma_initializer),
            "beta_regularizer": regularizers.serialize(self.beta_regularizer),
            "gamma_regularizer": regularizers.serialize(self.gamma_regularizer),
            "beta_constraint": constraints.serialize(self.beta_constraint),
            "gamma_constraint": constraints.serialize(self.gamma_constraint),
        }
