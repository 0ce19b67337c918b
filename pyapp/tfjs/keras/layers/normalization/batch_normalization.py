"""BatchNormalization: each channel with mean 0 and variance 1 over the batch."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras import initializers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.normalization._parameters import (
    ScaledLayer,
    Shape,
    at_least_float32,
    checked_axes,
)
from tfjs.keras.layers.normalization._renormalization import Renormalization, checked_clipping
from tfjs.ops._shapes import product
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import add, multiply, square, subtract
from tfjs.ops.normalization import batch_normalization, moments
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, reshape
from tfjs.tensor import Tensor

# What Keras adds to the number of unmasked elements (`keras.config.epsilon()`).
_FEW = 1e-7


class BatchNormalization(ScaledLayer):
    """Normalize each channel (Ioffe and Szegedy 2015, arXiv 1502.03167).

    In training with the mean and variance of the batch, which also move the layer's averages:
    `moving ← moving * momentum + batch * (1 - momentum)`; else, and where `trainable` is False,
    with those averages. Then `gamma * (x - mean) / sqrt(variance + epsilon) + beta`.

    Args:
        axis: The axis of the channels.
        momentum: Share of the old averages that stays.
        epsilon: Added to variances.
        center: Whether there is a `beta`.
        scale: Whether there is a `gamma`.
        beta_initializer: For `beta`.
        gamma_initializer: For `gamma`.
        moving_mean_initializer: For the average of means.
        moving_variance_initializer: For the average of variances.
        beta_regularizer: For `beta`.
        gamma_regularizer: For `gamma`.
        beta_constraint: For `beta`.
        gamma_constraint: For `gamma`.
        renorm: Whether training corrects by the averages too (Ioffe 2017, arXiv 1702.03275).
        renorm_clipping: Bounds `rmax`, `rmin` and `dmax` of that correction.
        renorm_momentum: Share of the old averages that stays in those of the correction.
        synchronized: Accepted; there is one device here.

    Call arguments:
        inputs: Any rank, floating.
        training: Whether the batch's own numbers are used.
        mask: Shape of `inputs` without its last axis; False leaves an element out of the averages.

    Output shape: that of `inputs`.
    """

    moving_mean: Any
    moving_variance: Any

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        renorm: bool = False,
        renorm_clipping: dict[str, float] | None = None,
        renorm_momentum: float = 0.99,
        synchronized: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            float(epsilon),
            center,
            scale,
            (beta_initializer, gamma_initializer),
            (beta_regularizer, gamma_regularizer),
            (beta_constraint, gamma_constraint),
            **kwargs,
        )
        self.axis = int(axis)
        self.momentum = float(momentum)
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        self.renorm = renorm
        self.renorm_clipping = checked_clipping(renorm_clipping) if renorm else renorm_clipping
        self.renorm_momentum = renorm_momentum
        self.synchronized = synchronized
        self.supports_masking = True

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weights.

        Raises:
            ValueError: No such axis, or of unknown size.
        """
        checked_axes(self.axis, input_shape)
        channels = input_shape[self.axis]
        if channels is None:
            raise ValueError(
                f"BatchNormalization: expected axis {self.axis} of known size. Received: "
                f"input_shape={tuple(input_shape)}."
            )
        self._add_parameters((channels,), scale=self.scale, center=self.center)
        still: dict[str, Any] = {"shape": (channels,), "trainable": False, "autocast": False}
        self.moving_mean = self.add_weight(
            name="moving_mean", initializer=self.moving_mean_initializer, **still
        )
        self.moving_variance = self.add_weight(
            name="moving_variance", initializer=self.moving_variance_initializer, **still
        )
        if self.renorm:
            Renormalization.add_weights(self, channels)
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: channels})

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Tensor:
        """Normalize `inputs`.

        Raises:
            ValueError: A mask of another rank.
        """
        if mask is not None and mask.ndim != inputs.ndim - 1:
            raise ValueError(
                "The mask provided should be one dimension less than the inputs. Received: "
                f"mask.shape={tuple(mask.shape)}, inputs.shape={tuple(inputs.shape)}"
            )
        x = at_least_float32(inputs)
        gamma, beta = self.gamma, self.beta
        mean, variance = self.moving_mean.read_value(), self.moving_variance.read_value()
        if training and self.trainable:
            mean, variance = self._moments(x, mask)
            if self.renorm:
                gamma, beta = Renormalization(self, mean, variance).applied(gamma, beta)
            else:
                self._move(self.moving_mean, mean)
                self._move(self.moving_variance, variance)
        out = batch_normalization(
            x,
            self._spread(mean, x),
            self._spread(variance, x),
            None if beta is None else self._spread(beta, x),
            None if gamma is None else self._spread(gamma, x),
            self.epsilon,
        )
        return cast(out, self.compute_dtype)

    def _move(self, average: Any, value: Tensor) -> None:
        kept = multiply(average.read_value(), self.momentum)
        average.assign(add(kept, multiply(value, 1.0 - self.momentum)))

    def _spread(self, vector: Any, x: Tensor) -> Tensor:
        """One number per channel, shaped so that it broadcasts against `x`."""
        at = self.axis % x.ndim
        tensor = cast(vector, x.dtype)
        return tensor if at == x.ndim - 1 else reshape(tensor, (-1, *[1] * (x.ndim - 1 - at)))

    def _moments(self, x: Tensor, mask: Any) -> tuple[Tensor, Tensor]:
        """Mean and variance of each channel, shape `(channels,)`."""
        axes = [a for a in range(x.ndim) if a != self.axis % x.ndim]
        if mask is None:
            return moments(x, axes)
        known = broadcast_to(expand_dims(cast(mask, "bool"), -1), x.shape)
        count = add(reduce_sum(cast(known, x.dtype), axes, keepdims=True), _FEW)
        mean = truediv(reduce_sum(where(known, x, 0.0), axes, keepdims=True), count)
        spread = square(where(known, subtract(x, mean), 0.0))
        variance = truediv(reduce_sum(spread, axes, keepdims=True), count)
        channels = (product(mean.shape),)
        return reshape(mean, channels), reshape(variance, channels)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape of the input."""
        checked_axes(self.axis, input_shape)
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return (
            super().get_config()
            | {"axis": self.axis, "momentum": self.momentum}
            | self._parameter_config()
            | {
                "moving_mean_initializer": initializers.serialize(self.moving_mean_initializer),
                "moving_variance_initializer": initializers.serialize(
                    self.moving_variance_initializer
                ),
                "synchronized": self.synchronized,
                "renorm": self.renorm,
                "renorm_clipping": self.renorm_clipping,
                "renorm_momentum": self.renorm_momentum,
            }
        )
