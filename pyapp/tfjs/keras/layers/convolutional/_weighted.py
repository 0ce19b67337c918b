"""What layers with moving filters share: arguments, checks, bias, activation."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras import activations, constraints, initializers, regularizers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._windows import (
    channels_of,
    standardize_data_format,
    standardize_padding,
    standardize_tuple,
    tensorflow_format,
)
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor

WEIGHTS = {"initializer": initializers, "regularizer": regularizers, "constraint": constraints}


class WindowedLayer(Layer):
    """A layer whose filters move over `rank` axes; `roles` are those of its weights."""

    rank: ClassVar[int]
    roles: ClassVar[tuple[str, ...]]
    allows_causal: ClassVar[bool] = False
    steps_and_gaps: ClassVar[bool] = False
    """Whether steps and gaps may both be above 1."""

    def __init__(
        self,
        *,
        kernel_size: Any,
        strides: Any,
        padding: str,
        data_format: str | None,
        dilation_rate: Any,
        activation: Any,
        use_bias: bool,
        activity_regularizer: Any,
        of_weights: dict[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.kernel_size = standardize_tuple(kernel_size, self.rank, "kernel_size")
        self.strides = standardize_tuple(strides, self.rank, "strides")
        self.dilation_rate = standardize_tuple(dilation_rate, self.rank, "dilation_rate")
        self.padding = standardize_padding(padding, self.allows_causal)
        self.data_format = standardize_data_format(data_format)
        self.activation: Any = activations.get(activation)
        self.use_bias = use_bias
        for name, given in of_weights.items():
            setattr(self, name, WEIGHTS[name.rsplit("_", 1)[1]].get(given))
        self.bias: Any = None
        self.input_spec = InputSpec(min_ndim=self.rank + 2)
        if not self.steps_and_gaps and max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ValueError(
                "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: "
                f"strides={self.strides} and dilation_rate={self.dilation_rate}"
            )

    def _check_positive(self, name: str) -> None:
        value = getattr(self, name)
        if value is not None and value <= 0:
            raise ValueError(
                f"Invalid value for argument `{name}`. Expected a strictly positive value. "
                f"Received {name}={value}."
            )

    def _take_channels(self, input_shape: Sequence[int | None]) -> int:
        """Note the number of channels in the input specification.

        Raises:
            ValueError: Another rank than the layer's, or an unknown number of channels.
        """
        if len(input_shape) != self.rank + 2:
            raise ValueError(
                f"{type(self).__name__}: expected an input of rank {self.rank + 2}. Received: "
                f"input shape {tuple(input_shape)}."
            )
        channels = channels_of(input_shape, self.data_format)
        axis = -1 if self.data_format == "channels_last" else 1
        if channels is None:
            raise ValueError(
                "The channel dimension of the inputs should be defined. The input_shape "
                f"received is {tuple(input_shape)}, where axis {axis} (0-based) is the channel "
                "dimension, which found to be `None`."
            )
        self.input_spec = InputSpec(min_ndim=self.rank + 2, axes={axis: channels})
        return channels

    def _weight(self, name: str, role: str, shape: tuple[int, ...]) -> Any:
        return self.add_weight(
            name=name,
            shape=shape,
            initializer=getattr(self, f"{role}_initializer"),
            regularizer=getattr(self, f"{role}_regularizer"),
            constraint=getattr(self, f"{role}_constraint"),
        )

    def _bias(self, size: int) -> Any:
        return self._weight("bias", "bias", (size,)) if self.use_bias else None

    @property
    def _layout(self) -> str:
        return tensorflow_format(self.data_format, self.rank)

    def _finished(self, outputs: Tensor) -> Any:
        """Bias added, activation applied."""
        if self.bias is not None:
            bias = self.bias
            if self.data_format == "channels_first":
                bias = reshape(bias, (1, -1, *[1] * self.rank))
            outputs = outputs + bias
        return outputs if self.activation is None else self.activation(outputs)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config() | {
            "kernel_size": self.kernel_size,
            "strides": self.strides,
            "padding": self.padding,
            "data_format": self.data_format,
            "dilation_rate": self.dilation_rate,
            "activation": activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "activity_regularizer": regularizers.serialize(self.activity_regularizer),
        }
        for kind, module in WEIGHTS.items():
            for role in self.roles:
                name = f"{role}_{kind}"
                config[name] = module.serialize(getattr(self, name))
        return config
