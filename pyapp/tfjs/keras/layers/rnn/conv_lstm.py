"""Long short-term memory over sequences of images and the like."""

from typing import Any, ClassVar

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.rnn._dense_cell import DenseRNN, of_cell, of_weights
from tfjs.keras.layers.rnn.conv_lstm_cell import (
    ConvLSTM1DCell,
    ConvLSTM2DCell,
    ConvLSTM3DCell,
    ConvLSTMCell,
)


class ConvLSTM(DenseRNN):
    """`ConvLSTMCell` over all time steps; the inputs of all steps are convolved at once.

    Args:
        filters: See `ConvLSTMCell`, as all that are not named below.
        kernel_size: Likewise.
        strides: Likewise.
        padding: Likewise.
        data_format: Likewise.
        dilation_rate: Likewise.
        activation: Likewise.
        recurrent_activation: Likewise.
        use_bias: Likewise.
        kernel_initializer: Likewise.
        recurrent_initializer: Likewise.
        bias_initializer: Likewise.
        unit_forget_bias: Likewise.
        kernel_regularizer: Likewise.
        recurrent_regularizer: Likewise.
        bias_regularizer: Likewise.
        activity_regularizer: Penalty on the output.
        kernel_constraint: Likewise.
        recurrent_constraint: Likewise.
        bias_constraint: Likewise.
        dropout: Likewise.
        recurrent_dropout: Likewise.
        seed: Likewise.
        return_sequences: See `RNN`, as all that follow.
        return_state: Whether the last states are returned too.
        go_backwards: Whether the last time step comes first.
        stateful: Whether the states after one batch are the first states of the next.
    """

    cell_class: ClassVar[type[ConvLSTMCell]]

    filters = of_cell("filters")
    kernel_size = of_cell("kernel_size")
    strides = of_cell("strides")
    padding = of_cell("padding")
    data_format = of_cell("data_format")
    dilation_rate = of_cell("dilation_rate")
    recurrent_activation = of_cell("recurrent_activation")
    unit_forget_bias = of_cell("unit_forget_bias")

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
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        seed: int | None = None,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        **kwargs: Any,
    ) -> None:
        cell = self.cell_class(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            unit_forget_bias=unit_forget_bias,
            **of_weights(locals()),
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            seed=seed,
            name="conv_lstm_cell",
            dtype=kwargs.get("dtype"),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self.state_size = [-1, -1]
        self.input_spec = InputSpec(ndim=cell.rank + 3)

    def compute_output_shape(self, sequences_shape: Any, initial_state_shape: Any = None) -> Any:
        """Shape of the output, and of the states if they are returned."""
        batch, steps, *rest = sequences_shape
        shape = self.cell.compute_output_shape((batch, *rest))[0][1:]
        out = (batch, steps, *shape) if self.return_sequences else (batch, *shape)
        return (out, (batch, *shape), (batch, *shape)) if self.return_state else out


class ConvLSTM1D(ConvLSTM):
    """Over sequences of sequences, `(batch, steps, width, channels)`; see `ConvLSTM`."""

    cell_class: ClassVar[type[ConvLSTMCell]] = ConvLSTM1DCell


class ConvLSTM2D(ConvLSTM):
    """Over sequences of images, `(batch, steps, height, width, channels)`; see `ConvLSTM`."""

    cell_class: ClassVar[type[ConvLSTMCell]] = ConvLSTM2DCell


class ConvLSTM3D(ConvLSTM):
    """Over volumes, `(batch, steps, depth, height, width, channels)`; see `ConvLSTM`."""

    cell_class: ClassVar[type[ConvLSTMCell]] = ConvLSTM3DCell
