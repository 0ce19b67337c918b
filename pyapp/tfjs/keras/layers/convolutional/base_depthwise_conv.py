"""Convolution of each channel by itself, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.layers._windows import Shape, channels_of, convolved_shape
from tfjs.keras.layers.convolutional._depthwise import depthwise
from tfjs.keras.layers.convolutional._fused import DEPTHWISE, fits, fused
from tfjs.keras.layers.convolutional._weighted import WindowedLayer
from tfjs.tensor import Tensor


class BaseDepthwiseConv(WindowedLayer):
    """Correlate each channel with `depth_multiplier` filters of its own.

    Args:
        kernel_size: Size of the window along each axis: one int, or one for each.
        strides: Step of the window, likewise.
        padding: `"valid"` or `"same"`.
        depth_multiplier: Filters for each channel.
        data_format: See `Conv2D`.
        dilation_rate: Distance of the values that a filter sees.
        activation: What is applied at the end; nothing if None.
        use_bias: Whether a bias is added.
        depthwise_initializer: First values of the filters, of shape
            `(*kernel_size, channels, depth_multiplier)`.
        bias_initializer: First values of the bias, of shape `(channels * depth_multiplier,)`.
        depthwise_regularizer: Penalty on the filters.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        depthwise_constraint: Applied to the filters after each step of an optimizer.
        bias_constraint: Applied to the bias likewise.

    Raises:
        ValueError: Sizes that are not positive.
    """

    roles: ClassVar[tuple[str, ...]] = ("depthwise", "bias")
    steps_and_gaps: ClassVar[bool] = True

    def __init__(
        self,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        depth_multiplier: int = 1,
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            kernel_size=kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            activity_regularizer=activity_regularizer,
            of_weights={
                "depthwise_initializer": depthwise_initializer,
                "bias_initializer": bias_initializer,
                "depthwise_regularizer": depthwise_regularizer,
                "bias_regularizer": bias_regularizer,
                "depthwise_constraint": depthwise_constraint,
                "bias_constraint": bias_constraint,
            },
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        self._check_positive("depth_multiplier")

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the filters and the bias.

        Raises:
            ValueError: Another rank, unknown channels, or an input smaller than the window.
        """
        channels = self._take_channels(input_shape)
        self.compute_output_shape(input_shape)
        shape = (*self.kernel_size, channels, self.depth_multiplier)
        self.kernel = self._weight("kernel", "depthwise", shape)
        self.bias = self._bias(self.depth_multiplier * channels)

    def call(self, inputs: Tensor) -> Any:
        """Filter `inputs`, of shape `(batch, …, channels)`."""
        self.compute_output_shape(inputs.shape.as_list())  # says what is wrong as Keras does
        if fits(self, inputs):
            return fused(DEPTHWISE, self, inputs, self.kernel, self.padding)
        given = (self.strides, self.padding, self.data_format, self.dilation_rate)
        return self._finished(depthwise(inputs, self.kernel, *given))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output.

        Raises:
            ValueError: Another rank, or an input smaller than the window.
        """
        channels = channels_of(input_shape, self.data_format) or 1
        return convolved_shape(
            input_shape,
            self.depth_multiplier * channels,
            self.kernel_size,
            self.strides,
            self.padding,
            self.data_format,
            self.dilation_rate,
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"depth_multiplier": self.depth_multiplier}
