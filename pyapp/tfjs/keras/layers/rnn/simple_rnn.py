"""A recurrent layer without gates."""

from typing import Any, ClassVar

from tfjs.keras import activations
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.rnn._dense_cell import DenseCell, DenseRNN, of_weights
from tfjs.tensor import Tensor


class SimpleRNNCell(DenseCell):
    """One time step: `activation(inputs @ kernel + state @ recurrent_kernel + bias)`.

    Args:
        units: Size of the state and the output.
        activation: What is applied at the end; nothing if None.
        use_bias: Whether a bias is added.
        kernel_initializer: First values of the kernel, of shape `(features, units)`.
        recurrent_initializer: First values of the recurrent kernel, of shape `(units, units)`.
        bias_initializer: First values of the bias, of shape `(units,)`.
        kernel_regularizer: Penalty on the kernel.
        recurrent_regularizer: Penalty on the recurrent kernel.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied to the kernel after each step of an optimizer.
        recurrent_constraint: Applied to the recurrent kernel likewise.
        bias_constraint: Applied to the bias likewise.
        dropout: Share of the inputs that is dropped in training.
        recurrent_dropout: Share of the state that is dropped in training.
        seed: Of the dropout.

    Raises:
        ValueError: `units` is not positive.
    """

    gates: ClassVar[int] = 1
    seed_comes_first: ClassVar[bool] = True

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
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
        check_units(units)
        super().__init__(**kwargs)
        self.activation = activations.get(activation)
        self._set_up(
            units,
            use_bias,
            dropout,
            recurrent_dropout,
            seed,
            of_weights(locals()),
        )

    def advance(
        self, projected: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, list[Tensor]]:
        """One time step from what `project` gave; output and next states."""
        output = self.activation(projected + self._product_with(states[0], training))
        return output, [output]


def check_units(units: Any) -> None:
    """Check the size of a cell.

    Raises:
        ValueError: It is not positive.
    """
    if units <= 0:
        raise ValueError(
            "Received an invalid value for argument `units`, expected a positive integer, got "
            f"{units}."
        )


class SimpleRNN(DenseRNN):
    """`SimpleRNNCell` over all time steps.

    Args:
        units: See `SimpleRNNCell`, as all that are not named below.
        activation: Likewise.
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
        return_sequences: See `RNN`, as the four that follow.
        return_state: Whether the last state is returned too.
        go_backwards: Whether the last time step comes first.
        stateful: Whether the state after one batch is the first state of the next.
        unroll: Whether a loop is unrolled however long it is.
        seed: Of the dropout.
    """

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
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
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        cell = SimpleRNNCell(
            units,
            activation=activation,
            use_bias=use_bias,
            **of_weights(locals()),
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            seed=seed,
            dtype=kwargs.get("dtype"),
            trainable=kwargs.get("trainable", True),
            name="simple_rnn_cell",
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
        self.input_spec = [InputSpec(ndim=3)]

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config()
        del config["seed"]
        return config
