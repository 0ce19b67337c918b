"""Gated recurrent units over all time steps."""

from typing import Any

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.rnn._dense_cell import of_cell, of_weights
from tfjs.keras.layers.rnn._one_kernel import OneKernelRNN
from tfjs.keras.layers.rnn._sequence import gru_sequence
from tfjs.keras.layers.rnn.gru_cell import GRUCell
from tfjs.tensor import Tensor


class GRU(OneKernelRNN):
    """`GRUCell` over all time steps.

    Args:
        units: See `GRUCell`, as all that are not named below.
        activation: Likewise.
        recurrent_activation: Likewise.
        use_bias: Likewise.
        kernel_initializer: Likewise.
        recurrent_initializer: Likewise.
        bias_initializer: Likewise.
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
        return_sequences: See `RNN`, as the four that follow.
        return_state: Whether the last states are returned too.
        go_backwards: Whether the last time step comes first.
        stateful: Whether the states after one batch are the first states of the next.
        unroll: Whether a loop is unrolled however long it is.
        reset_after: See `GRUCell`.
        use_cudnn: Keras's word for all time steps in one kernel: "auto" where that is possible,
            True to insist, False for single operations, which have second derivatives.

    One kernel goes through all time steps if the activations are tanh and sigmoid,
    `reset_after` is True, and there is no recurrent dropout.
    """

    recurrent_activation = of_cell("recurrent_activation")
    reset_after = of_cell("reset_after")

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
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
        unroll: bool = False,
        reset_after: bool = True,
        use_cudnn: Any = "auto",
        **kwargs: Any,
    ) -> None:
        cell = GRUCell(
            units,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            reset_after=reset_after,
            **of_weights(locals()),
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            seed=seed,
            dtype=kwargs.get("dtype"),
            trainable=kwargs.get("trainable", True),
            name="gru_cell",
            implementation=kwargs.pop("implementation", 2),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            unroll=unroll,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self.input_spec = InputSpec(ndim=3)
        self.choose(use_cudnn)

    def _all_steps(
        self, projected: Tensor, initial_state: list[Any], mask: Tensor | None
    ) -> tuple[Tensor, list[Tensor]]:
        weights = (self.cell.recurrent_kernel, self.cell.recurrent_bias())
        return gru_sequence(projected, initial_state[0], *weights, mask, self.go_backwards), []

    def _is_plain(self, sequences: Any) -> bool:
        return bool(self.cell.reset_after) and super()._is_plain(sequences)
