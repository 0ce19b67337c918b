"""Dense layers from features to heads and back, which attention layers consist of."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from tfjs.keras import constraints, initializers, regularizers
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.core.einsum_dense import EinsumDense


class ProjectingLayer(Layer):
    """A layer with dense layers that share initializers, regularizers and constraints."""

    def __init__(
        self,
        use_bias: bool,
        kernel: Sequence[Any],
        bias: Sequence[Any],
        activity_regularizer: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._use_bias = use_bias
        self._kernel_initializer, self._bias_initializer = (
            initializers.get(kernel[0]),
            initializers.get(bias[0]),
        )
        self._kernel_regularizer, self._bias_regularizer = (
            regularizers.get(kernel[1]),
            regularizers.get(bias[1]),
        )
        self._kernel_constraint, self._bias_constraint = (
            constraints.get(kernel[2]),
            constraints.get(bias[2]),
        )
        self._activity_regularizer = regularizers.get(activity_regularizer)

    def _dense(
        self,
        name: str,
        free: int,
        bound: int,
        output: Sequence[int],
        activation: str | None = None,
    ) -> EinsumDense:
        """A dense layer over the last `bound` axes, with `free` axes before them."""
        names = iter(ascii_lowercase)
        kept, summed, new = (
            "".join(next(names) for _ in range(count)) for count in (free, bound, len(output))
        )
        return EinsumDense(
            f"{kept}{summed},{summed}{new}->{kept}{new}",
            output_shape=[None] * (free - 1) + list(output),
            bias_axes=new if self._use_bias else None,
            activation=activation,
            kernel_initializer=_copied(self._kernel_initializer),
            bias_initializer=_copied(self._bias_initializer),
            kernel_regularizer=self._kernel_regularizer,
            bias_regularizer=self._bias_regularizer,
            activity_regularizer=self._activity_regularizer,
            kernel_constraint=self._kernel_constraint,
            bias_constraint=self._bias_constraint,
            dtype=self.dtype_policy,
            name=name,
        )

    def _projection_config(self) -> dict[str, Any]:
        return {
            "kernel_initializer": initializers.serialize(self._kernel_initializer),
            "bias_initializer": initializers.serialize(self._bias_initializer),
            "kernel_regularizer": regularizers.serialize(self._kernel_regularizer),
            "bias_regularizer": regularizers.serialize(self._bias_regularizer),
            "activity_regularizer": regularizers.serialize(self._activity_regularizer),
            "kernel_constraint": constraints.serialize(self._kernel_constraint),
            "bias_constraint": constraints.serialize(self._bias_constraint),
        }


def _copied(initializer: Any) -> Any:
    """Another initializer like this one, so that each layer draws numbers of its own."""
    return type(initializer).from_config(initializer.get_config())


def checked_window(sliding_window: Any) -> int | None:
    """How far a query sees.

    Raises:
        ValueError: No positive int.
    """
    if sliding_window is not None and (not isinstance(sliding_window, int) or sliding_window <= 0):
        raise ValueError(
            "`sliding_window` must be `None` or a positive integer. Received: "
            f"sliding_window={sliding_window}"
        )
    return sliding_window


def checked_flash(flash_attention: Any) -> None:
    """Refuse the fused kernel of other devices.

    Raises:
        ValueError: It was asked for.
    """
    if flash_attention:
        raise ValueError(
            "Flash attention is not supported by this backend. Leave `flash_attention` out."
        )
