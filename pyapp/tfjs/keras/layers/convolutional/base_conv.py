"""Convolution over one, two or three axes, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.layers._windows import Shape, convolved_shape
from tfjs.keras.layers.convolutional._fused import CONVOLUTION, fits, fused
from tfjs.keras.layers.convolutional._weighted import WindowedLayer
from tfjs.keras.layers.core.low_rank import LowRank
from tfjs.ops.convolution import convolution
from tfjs.tensor import Tensor


class BaseConv(LowRank, WindowedLayer):  # type: ignore[misc]
    """Correlate the input with filters, add a bias, apply an activation.

    Args:
        filters: Number of filters, which is that of the channels that come out.
        kernel_size: Size of the window along each axis: one int, or one for each.
        strides: Step of the window, likewise.
        padding: `"valid"` (whole windows only) or `"same"` (`ceil(size / stride)` places);
            `"causal"` over one axis: a place sees nothing after it.
        data_format: `"channels_last"`, `(batch, …, channels)`, or `"channels_first"`,
            `(batch, channels, …)`; `tf.keras.config.image_data_format()` if None.
        dilation_rate: Distance of the values that a filter sees; above 1 only with strides of 1.
        groups: In how many parts the channels are split, each with filters of its own.
        activation: What is applied at the end; nothing if None.
        use_bias: Whether a bias is added.
        kernel_initializer: First values of the filters, of shape
            `(*kernel_size, channels / groups, filters)`.
        bias_initializer: First values of the bias, of shape `(filters,)`.
        kernel_regularizer: Penalty on the filters.
        bias_regularizer: Penalty on the bias.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Applied to the filters after each step of an optimizer.
        bias_constraint: Applied to the bias likewise.
        lora_rank: Train a product of two matrices of this rank in place of the filters.
        lora_alpha: The product is scaled by `lora_alpha / lora_rank`; `lora_rank` if None.

    Raises:
        ValueError: Sizes that are not positive, filters that the groups do not divide, or strides
            and dilations that are both above 1.
    """

    roles: ClassVar[tuple[str, ...]] = ("kernel", "bias")
    kernel_regularizer: Any
    kernel_constraint: Any
    _frozen = "_kernel"
    _pair = ("lora_kernel_a", "lora_kernel_b")

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        groups: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
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
        self.groups = groups
        self._standardized_lora(lora_rank, lora_alpha)
        self._check_positive("filters")
        if groups <= 0:
            raise ValueError(
                f"The number of groups must be a positive integer. Received: groups={groups}."
            )
        if filters % groups != 0:
            raise ValueError(
                "The number of filters must be evenly divisible by the number of groups. "
                f"Received: groups={groups}, filters={filters}."
            )

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the filters and the bias.

        Raises:
            ValueError: Another rank, unknown channels, channels that the groups do not divide,
                or an input smaller than the window.
        """
        channels = self._take_channels(input_shape)
        if channels % self.groups != 0:
            raise ValueError(
                "The number of input channels must be evenly divisible by the number of groups. "
                f"Received groups={self.groups}, but the input has {channels} channels (full "
                f"input shape is {tuple(input_shape)})."
            )
        self.compute_output_shape(input_shape)
        shape = (*self.kernel_size, channels // self.groups, self.filters)
        self._kernel = self._weight("kernel", "kernel", shape)
        self.bias = self._bias(self.filters)
        self.built = True
        if self.lora_rank:
            self.enable_lora(self.lora_rank, self.lora_alpha)

    @property
    def kernel(self) -> Any:
        """The filters, with what LoRA learned."""
        if not self.built:
            raise AttributeError("You must build the layer before accessing `kernel`.")
        return self._effective() if self.lora_enabled else self._kernel

    def _bordered(self, inputs: Tensor) -> tuple[Tensor, str]:
        """The inputs and the border that is left to the convolution."""
        return inputs, self.padding

    def convolution_op(self, inputs: Tensor, kernel: Any) -> Tensor:
        """What the layer does before bias and activation; for layers of one's own."""
        x, padding = self._bordered(inputs)
        return convolution(x, kernel, self.strides, padding, self._layout, self.dilation_rate)

    def call(self, inputs: Tensor) -> Any:
        """Filter `inputs`, of shape `(batch, …, channels)`."""
        self.compute_output_shape(inputs.shape.as_list())  # says what is wrong as Keras does
        usual = type(self).convolution_op is BaseConv.convolution_op and self.groups == 1
        if usual and fits(self, inputs):
            x, padding = self._bordered(inputs)
            return fused(CONVOLUTION, self, x, self.kernel, padding)
        return self._finished(self.convolution_op(inputs, self.kernel))

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

    def enable_lora(
        self,
        rank: int,
        lora_alpha: float | None = None,
        a_initializer: Any = "he_uniform",
        b_initializer: Any = "zeros",
    ) -> None:
        """Freeze the filters and train a product of two matrices that is added to them.

        Raises:
            ValueError: The filters have a constraint, or the layer is unbuilt or has LoRA.
        """
        self._check_lora(self.kernel_constraint, "kernel")
        initial = (a_initializer, b_initializer)
        self._add_pair(rank, lora_alpha, initial, self.kernel_regularizer)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"filters": self.filters, "groups": self.groups}
        return super().get_config() | own | self._lora_config()
