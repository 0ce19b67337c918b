"""Convolution of each channel by itself, then of all at each place: the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.layers._windows import Shape, convolved_shape
from tfjs.keras.layers.convolutional._depthwise import depthwise
from tfjs.keras.layers.convolutional._weighted import WindowedLayer
from tfjs.ops.convolution import convolution
from tfjs.tensor import Tensor


class BaseSeparableConv(WindowedLayer):
    """Correlate each channel with filters of its own, then mix the channels at each place.

    Args:
        filters: Number of channels that come out.
        kernel_size: Size of the window along each axis: one int, or one for each.
        strides: Step of the window, likewise.
        padding: `"valid"` or `"same"`.
        data_format: See `Conv2D`.
        dilation_rate: Distance of the values that a filter sees.
        depth_multiplier: Filters for each channel in the first part.
        activation: What is applied at the end; nothing if None.
        use_bias: Whether a bias is added.
        depthwise_initializer: First values of the first part's filters, of shape
            `(*kernel_size, channels, depth_multiplier)`.
        pointwise_initializer: First values of the second part's, of shape
            `(1, …, channels * depth_multiplier, filters)`.
        bias_initializer: First values of the bias, of shape `(filters,)`.
        depthwise_regularizer: Penalty on the first part's filters.
        pointwise_regularizer: Penalty on the second part's.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        depthwise_constraint: Applied to the first part's filters after each step of an optimizer.
        pointwise_constraint: Applied to the second part's likewise.
        bias_constraint: Applied to the bias likewise.

    Raises:
        ValueError: Sizes that are not positive.
    """

    roles: ClassVar[tuple[str, ...]] = ("depthwise", "pointwise", "bias")
    steps_and_gaps: ClassVar[bool] = True

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        depth_multiplier: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        pointwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Any = None,
        pointwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        pointwise_constraint: Any = None,
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
                "pointwise_initializer": pointwise_initializer,
                "bias_initializer": bias_initializer,
                "depthwise_regularizer": depthwise_regularizer,
                "pointwise_regularizer": pointwise_regularizer,
                "bias_regularizer": bias_regularizer,
                "depthwise_constraint": depthwise_constraint,
                "pointwise_constraint": pointwise_constraint,
                "bias_constraint": bias_constraint,
            },
            **kwargs,
        )
        self.filters = filters
        self.depth_multiplier = depth_multiplier
        self._check_positive("depth_multiplier")
        self._check_positive("filters")

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make both kinds of filters and the bias.

        Raises:
            ValueError: Another rank, unknown channels, or an input smaller than the window.
        """
        channels = self._take_channels(input_shape)
        self.compute_output_shape(input_shape)
        wide = self.depth_multiplier * channels
        own = (*self.kernel_size, channels, self.depth_multiplier)
        mixing = (*[1] * self.rank, wide, self.filters)
        self.depthwise_kernel = self._weight("depthwise_kernel", "depthwise", own)
        self.pointwise_kernel = self._weight("pointwise_kernel", "pointwise", mixing)
        self.bias = self._bias(self.filters)

    def call(self, inputs: Tensor) -> Any:
        """Filter `inputs`, of shape `(batch, …, channels)`."""
        self.compute_output_shape(inputs.shape.as_list())  # says what is wrong as Keras does
        given = (self.strides, self.padding, self.data_format, self.dilation_rate)
        each = depthwise(inputs, self.depthwise_kernel, *given)
        mixed = convolution(each, self.pointwise_kernel, 1, "VALID", self._layout)
        return self._finished(mixed)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output.

        Raises:
            ValueError: Another rank, or an input smaller than the window.
        """
        return convolved_shape(
            input_shape,
            self.filters,
            self.kernel_size,
            self.strides,
            self.padding,
            self.data_format,
            self.dilation_rate,
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"filters": self.filters, "depth_multiplier": self.depth_multiplier}
        return super().get_config() | own
