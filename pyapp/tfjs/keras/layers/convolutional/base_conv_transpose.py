"""Transposed convolution, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.layers._windows import Shape, standardize_tuple, transposed_shape
from tfjs.keras.layers.convolutional._weighted import WindowedLayer
from tfjs.ops.transposed import conv_transpose
from tfjs.tensor import Tensor


class BaseConvTranspose(WindowedLayer):
    """Undo the shape change of a convolution: each value is spread over a window.

    Args:
        filters: Number of channels that come out.
        kernel_size: Size of the window along each axis: one int, or one for each.
        strides: How far apart the windows of neighbors lie, likewise.
        padding: `"valid"` (whole windows) or `"same"` (`size * stride` places).
        output_padding: Places added at the end of each axis, less than the stride; what `padding`
            says if None.
        data_format: See `Conv2D`.
        dilation_rate: Distance of the values of a window; above 1 only with strides of 1.
        activation: What is applied at the end; nothing if None.
        use_bias: Whether a bias is added.
        kernel_initializer: First values of the filters, of shape
            `(*kernel_size, filters, channels)`.
        bias_initializer: First values of the bias, of shape `(filters,)`.
        kernel_regularizer: Penalty on the filters.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the filters after each step of an optimizer.
        bias_constraint: Applied to the bias likewise.

    Raises:
        ValueError: Sizes that are not positive, strides and dilations that are both above 1, or
            an `output_padding` as large as the stride.
    """

    roles: ClassVar[tuple[str, ...]] = ("kernel", "bias")

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        output_padding: Any = None,
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
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
                "kernel_initializer": kernel_initializer,
                "bias_initializer": bias_initializer,
                "kernel_regularizer": kernel_regularizer,
                "bias_regularizer": bias_regularizer,
                "kernel_constraint": kernel_constraint,
                "bias_constraint": bias_constraint,
            },
            **kwargs,
        )
        self.filters = filters
        self._check_positive("filters")
        self.output_padding: tuple[int, ...] | None = None
        if output_padding is not None:
            given = standardize_tuple(output_padding, self.rank, "output_padding", allow_zero=True)
            for axis, (extra, step) in enumerate(zip(given, self.strides, strict=True)):
                if extra >= step:
                    raise ValueError(
                        "`output_padding` must be strictly less than `strides` for all "
                        f"dimensions. At dimension {axis}, `output_padding` is {extra} but "
                        f"`strides` is {step}. Received: output_padding={given}, "
                        f"strides={self.strides}"
                    )
            self.output_padding = given

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the filters and the bias.

        Raises:
            ValueError: Another rank, or unknown channels.
        """
        channels = self._take_channels(input_shape)
        shape = (*self.kernel_size, self.filters, channels)
        self.kernel = self._weight("kernel", "kernel", shape)
        self.bias = self._bias(self.filters)

    def call(self, inputs: Tensor) -> Any:
        """Spread `inputs`, of shape `(batch, …, channels)`."""
        shape = self.compute_output_shape(inputs.shape.as_list())
        given = (shape, self.strides, self.padding, self._layout, self.dilation_rate)
        return self._finished(conv_transpose(inputs, self.kernel, *given))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output."""
        return transposed_shape(
            input_shape,
            self.filters,
            self.kernel_size,
            self.strides,
            self.padding,
            self.output_padding,
            self.data_format,
            self.dilation_rate,
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"filters": self.filters, "output_padding": self.output_padding}
        return super().get_config() | own
