"""Long short-term memory: one time step."""

from typing import Any, ClassVar

from tfjs.keras import activations
from tfjs.keras.layers.rnn._dense_cell import DenseCell, of_weights
from tfjs.keras.layers.rnn.simple_rnn import check_units
from tfjs.ops.creation import ones
from tfjs.ops.joining import concat, split
from tfjs.tensor import Tensor


class LSTMCell(DenseCell):
    """Long short-term memory, one time step.

    Args:
        units: Size of the states and the output.
        activation: Of the candidate and of what comes out; nothing if None.
        recurrent_activation: Of the gates; nothing if None.
        use_bias: Whether a bias is added.
        kernel_initializer: First values of the kernel, of shape `(features, 4 * units)`; gates in
            the order input, forget, candidate, output.
        recurrent_initializer: First values of the recurrent kernel, of shape `(units, 4 * units)`.
        bias_initializer: First values of the bias, of shape `(4 * units,)`.
        unit_forget_bias: Whether the forget gate's bias starts at 1.
        kernel_regularizer: Penalty on the kernel.
        recurrent_regularizer: Penalty on the recurrent kernel.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied to the kernel after each step of an optimizer.
        recurrent_constraint: Applied to the recurrent kernel likewise.
        bias_constraint: Applied to the bias likewise.
        dropout: Share of the inputs that is dropped in training.
        recurrent_dropout: Share of the state that is dropped in training; each gate has masks of
            its own then.
        seed: Of the dropout.

    `inputs @ kernel + h @ recurrent_kernel + bias` has four parts i, f, g, o; with sigmoids s,
    `c' = s(f) c + s(i) tanh(g)` and `h' = s(o) tanh(c')` (Hochreiter and Schmidhuber 1997). The
    states are `[h, c]`, the output is `h'`.

    Raises:
        ValueError: `units` is not positive.
    """

    gates: ClassVar[int] = 4

    def __init__(
        self,
        units: int,
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
        check_units(units)
        implementation = kwargs.pop("implementation", 2)
        super().__init__(**kwargs)
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self._set_up(
            units,
            use_bias,
            dropout,
            recurrent_dropout,
            seed,
            of_weights(locals()),
        )
        self.implementation = 1 if self.recurrent_dropout != 0 else implementation
        if self.implementation == 1:
            self.dropout_mask_count = 4
        self.unit_forget_bias = unit_forget_bias
        self.state_size = [units, units]

    def _bias(self) -> Any:
        def first(shape: Any, dtype: Any = None) -> Tensor:
            begin = self.bias_initializer((self.units,), dtype=dtype)
            rest = self.bias_initializer((2 * self.units,), dtype=dtype)
            return concat([begin, ones((self.units,), dtype), rest], 0)

        initializer = first if self.unit_forget_bias else None
        return self._weight("bias", "bias", (4 * self.units,), initializer)

    def advance(
        self, projected: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, list[Tensor]]:
        """One time step from what `project` gave; output and next states."""
        state, carry = states
        i, f, c, o = split(projected + self._product_with(state, training), 4, -1)
        gate = self.recurrent_activation
        after = gate(f) * carry + gate(i) * self.activation(c)
        output = gate(o) * self.activation(after)
        return output, [output, after]

    def get_config(self) -> dict[str, Any]:
        """What the cell was made with."""
        return super().get_config() | {
            "unit_forget_bias": self.unit_forget_bias,
            "recurrent_activation": activations.serialize(self.recurrent_activation),
        }
