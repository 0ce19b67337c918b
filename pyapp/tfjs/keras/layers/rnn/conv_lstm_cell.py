"""Long short-term memory whose products are convolutions: one time step."""

from typing import Any, ClassVar

from tfjs.keras import activations
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._windows import (
    Shape,
    channels_of,
    convolved_shape,
    spatial_part,
    standardize_data_format,
    standardize_padding,
    standardize_tuple,
    tensorflow_format,
    whole_shape,
)
from tfjs.keras.layers.rnn._dense_cell import KINDS, ROLES, of_weights
from tfjs.keras.layers.rnn.dropout_rnn_cell import DropoutRNNCell
from tfjs.keras.random import SeedGenerator
from tfjs.ops._arguments import as_tensor
from tfjs.ops.convolution import convolution
from tfjs.ops.creation import ones, zeros
from tfjs.ops.joining import concat, split
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor


class ConvLSTMCell(DropoutRNNCell, Layer):  # type: ignore[misc]
    """`LSTMCell` over images and the like: both products are convolutions (Shi et al. 2015).

    Args:
        filters: Number of channels of the states and the output.
        kernel_size: Size of the window along each axis: one int, or one for each.
        strides: Step of the window over the inputs, likewise.
        padding: `"valid"` or `"same"`, of the convolution over the inputs.
        data_format: See `Conv2D`.
        dilation_rate: Distance of the values that a filter sees of the inputs.
        activation: See `LSTMCell`, as all that follow.
        recurrent_activation: Of the gates.
        use_bias: Whether a bias is added.
        kernel_initializer: Of the filters over the inputs, shape
            `(*kernel_size, channels, 4 * filters)`.
        recurrent_initializer: Of those over the state, shape
            `(*kernel_size, filters, 4 * filters)`.
        bias_initializer: Of the bias.
        unit_forget_bias: Whether the forget gate's bias starts at 1.
        kernel_regularizer: Penalty on the filters over the inputs.
        recurrent_regularizer: Penalty on those over the state.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied after each step of an optimizer.
        recurrent_constraint: Likewise.
        bias_constraint: Likewise.
        dropout: Share of the inputs that is dropped in training.
        recurrent_dropout: Share of the state that is dropped in training.
        seed: Of the dropout.

    Raises:
        ValueError: Sizes that are not positive, or strides and dilations that are both above 1.
    """

    rank: ClassVar[int]
    bias_initializer: Any

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        unit_forget_bias: bool = True,
        kernel_regularizer: Any = None,
        recurrent_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.seed = seed
        self.seed_generator = SeedGenerator(seed)
        self.filters = filters
        self.kernel_size = standardize_tuple(kernel_size, self.rank, "kernel_size")
        self.strides = standardize_tuple(strides, self.rank, "strides")
        self.padding = standardize_padding(padding)
        self.data_format = standardize_data_format(data_format)
        self.dilation_rate = standardize_tuple(dilation_rate, self.rank, "dilation_rate")
        if max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ValueError(
                "Specifying `strides > 1` is not compatible with `dilation_rate > 1`. Please "
                "provide `strides=1` or `dilation_rate=1`. Received: strides="
                f"{self.strides} and dilation_rate={self.dilation_rate}"
            )
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.unit_forget_bias = unit_forget_bias
        for name, value in of_weights(locals()).items():
            setattr(self, name, KINDS[name.rsplit("_", 1)[1]].get(value))
        self.dropout = min(1.0, max(0.0, dropout))
        self.recurrent_dropout = min(1.0, max(0.0, recurrent_dropout))
        self.dropout_mask_count = 4
        self.input_spec = InputSpec(ndim=self.rank + 2)
        self.state_size = -1  # it has axes: see `get_initial_state`

    def build(self, inputs_shape: Any, states_shape: Any = None) -> None:
        """Make the weights.

        Raises:
            ValueError: Sizes or channels are unknown.
        """
        self.spatial_dims = spatial_part(inputs_shape, self.data_format)
        if None in self.spatial_dims:
            raise ValueError(
                "ConvLSTM layers only support static input shapes for the spatial dimension. "
                f"Received invalid input shape: input_shape={inputs_shape}"
            )
        channels = channels_of(inputs_shape, self.data_format)
        if channels is None:
            raise ValueError(
                "The channel dimension of the inputs (last axis) should be defined. Found None. "
                f"Full input shape received: input_shape={inputs_shape}"
            )
        self.input_dim = channels
        wide = 4 * self.filters
        self.kernel = self._weight("kernel", "kernel", (*self.kernel_size, channels, wide))
        shape = (*self.kernel_size, self.filters, wide)
        self.recurrent_kernel = self._weight("recurrent_kernel", "recurrent", shape)
        self.bias: Any = None
        if self.use_bias:
            initializer = self._first_bias if self.unit_forget_bias else None
            self.bias = self._weight("bias", "bias", (wide,), initializer)

    def _weight(self, name: str, role: str, shape: tuple[int, ...], initializer: Any = None) -> Any:
        return self.add_weight(
            name=name,
            shape=shape,
            initializer=initializer or getattr(self, f"{role}_initializer"),
            regularizer=getattr(self, f"{role}_regularizer"),
            constraint=getattr(self, f"{role}_constraint"),
        )

    def _first_bias(self, shape: Any, dtype: Any = None) -> Tensor:
        begin = self.bias_initializer((self.filters,), dtype=dtype)
        rest = self.bias_initializer((2 * self.filters,), dtype=dtype)
        return concat([begin, ones((self.filters,), dtype), rest], 0)

    @property
    def _layout(self) -> str:
        return tensorflow_format(self.data_format, self.rank)

    @property
    def _channel_axis(self) -> int:
        return -1 if self.data_format == "channels_last" else 1

    def project(self, inputs: Tensor, training: bool) -> Tensor:
        """What the steps take of their inputs.

        Args:
            inputs: Shape `(batch, …, channels)` or `(batch, steps, …, channels)`.
            training: Whether dropout is applied.
        """
        if inputs.ndim == self.rank + 2:
            return self._convolved(inputs, inputs, training)
        batch, steps, *rest = sizes_of(inputs)
        every = self._convolved(reshape(inputs, (batch * steps, *rest)), inputs[:, 0], training)
        return reshape(every, (batch, steps, *sizes_of(every)[1:]))

    def _convolved(self, inputs: Tensor, one_step: Tensor, training: bool) -> Tensor:
        given = (self.strides, self.padding, self._layout, self.dilation_rate)
        if training and 0 < self.dropout < 1:
            masks = self.get_dropout_mask(one_step)
            steps = sizes_of(inputs)[0] // sizes_of(one_step)[0]
            kernels = split(as_tensor(self.kernel), 4, -1)
            parts = [
                convolution(_dropped(inputs, mask, steps), kernel, *given)
                for mask, kernel in zip(masks, kernels, strict=True)
            ]
            out = concat(parts, self._channel_axis)
        else:
            out = convolution(inputs, self.kernel, *given)
        if self.bias is None:
            return out
        first = self.data_format == "channels_first"
        bias: Any = reshape(self.bias, (1, -1, *[1] * self.rank)) if first else self.bias
        return out + bias  # type: ignore[no-any-return]

    def advance(
        self, projected: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, list[Tensor]]:
        """One time step from what `project` gave; output and next states."""
        state, carry = states
        axis, gate = self._channel_axis, self.recurrent_activation
        i, f, c, o = split(projected + self._recurrent(state, training), 4, axis)
        after = gate(f) * carry + gate(i) * self.activation(c)
        output = gate(o) * self.activation(after)
        return output, [output, after]

    def _recurrent(self, state: Tensor, training: bool) -> Tensor:
        given = (1, "SAME", self._layout)
        if not (training and 0 < self.recurrent_dropout < 1):
            return convolution(state, self.recurrent_kernel, *given)
        masks = self.get_recurrent_dropout_mask(state)
        kernels = split(as_tensor(self.recurrent_kernel), 4, -1)
        pairs = zip(masks, kernels, strict=True)
        return concat([convolution(state * m, k, *given) for m, k in pairs], self._channel_axis)

    def call(self, inputs: Tensor, states: Any, training: Any = False) -> Any:
        """One time step: `inputs` of shape `(batch, …, channels)`, a list of two states."""
        return self.advance(self.project(inputs, bool(training)), list(states), bool(training))

    def compute_output_shape(self, inputs_shape: Any, states_shape: Any = None) -> Any:
        """Shapes of the output, and of the states."""
        shape: Shape = convolved_shape(
            inputs_shape,
            self.filters,
            self.kernel_size,
            self.strides,
            self.padding,
            self.data_format,
            self.dilation_rate,
        )
        return shape, [shape, shape]

    def get_initial_state(self, batch_size: int | None = None) -> list[Tensor]:
        """Zeros of the shape of the output."""
        given = (batch_size, self.spatial_dims, self.input_dim, self.data_format)
        shape = self.compute_output_shape(whole_shape(*given))[0]
        return [zeros(shape), zeros(shape)]

    def get_config(self) -> dict[str, Any]:
        """What the cell was made with."""
        config = super().get_config()
        for name in ("filters", "kernel_size", "strides", "padding", "data_format"):
            config[name] = getattr(self, name)
        for name in ("dilation_rate", "use_bias", "unit_forget_bias", "dropout", "seed"):
            config[name] = getattr(self, name)
        for kind, module in KINDS.items():
            for role in ROLES:
                config[f"{role}_{kind}"] = module.serialize(getattr(self, f"{role}_{kind}"))
        return config | {
            "activation": activations.serialize(self.activation),
            "recurrent_activation": activations.serialize(self.recurrent_activation),
            "recurrent_dropout": self.recurrent_dropout,
        }


def _dropped(inputs: Tensor, mask: Tensor, steps: int) -> Tensor:
    """Inputs of all time steps, `(batch * steps, …)`, times the mask of one."""
    if steps == 1:
        return inputs * mask  # type: ignore[no-any-return]
    batch, *rest = sizes_of(mask)
    apart: Any = reshape(inputs, (batch, steps, *rest)) * reshape(mask, (batch, 1, *rest))
    return reshape(apart, sizes_of(inputs))


class ConvLSTM1DCell(ConvLSTMCell):
    """Over sequences of sequences; arguments as for `ConvLSTMCell`."""

    rank: ClassVar[int] = 1


class ConvLSTM2DCell(ConvLSTMCell):
    """Over sequences of images; arguments as for `ConvLSTMCell`."""

    rank: ClassVar[int] = 2


class ConvLSTM3DCell(ConvLSTMCell):
    """Over sequences of volumes; arguments as for `ConvLSTMCell`."""

    rank: ClassVar[int] = 3
