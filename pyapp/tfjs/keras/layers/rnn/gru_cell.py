"""Gated recurrent units: one time step."""

from typing import Any, ClassVar

from tfjs.keras import activations
from tfjs.keras.layers.rnn._dense_cell import DenseCell, of_weights
from tfjs.keras.layers.rnn.simple_rnn import check_units
from tfjs.ops.joining import split
from tfjs.ops.linalg import matmul
from tfjs.tensor import Tensor


class GRUCell(DenseCell):
    """Gated recurrent units, one time step.

    Args:
        units: Size of the states and the output.
        activation: Of the candidate and of what comes out; nothing if None.
        recurrent_activation: Of the gates; nothing if None.
        use_bias: Whether a bias is added.
        kernel_initializer: First values of the kernel, of shape `(features, 3 * units)`; gates in
            the order update, reset, candidate.
        recurrent_initializer: First values of the recurrent kernel, of shape `(units, 3 * units)`.
        bias_initializer: First values of the bias, of shape `(2, 3 * units)`, or
            `(3 * units,)` without `reset_after`.
        kernel_regularizer: Penalty on the kernel.
        recurrent_regularizer: Penalty on the recurrent kernel.
        bias_regularizer: Penalty on the bias.
        kernel_constraint: Applied to the kernel after each step of an optimizer.
        recurrent_constraint: Applied to the recurrent kernel likewise.
        bias_constraint: Applied to the bias likewise.
        dropout: Share of the inputs that is dropped in training.
        recurrent_dropout: Share of the state that is dropped in training; each gate has masks of
            its own then.
        reset_after: Whether the reset gate is applied after the product with the state (the form
            of cuDNN, with a bias of its own), or before.
        seed: Of the dropout.

    With sigmoids s, `x = inputs @ kernel + bias[0]` and `p = h @ recurrent_kernel + bias[1]`, each
    in three parts: `z = s(x_z + p_z)`, `r = s(x_r + p_r)`, `g = tanh(x_g + r p_g)`, and
    `h' = z h + (1 - z) g` (Cho et al. 2014). Without `reset_after` `r h` is multiplied in place of
    `h`, and there is one bias.

    Raises:
        ValueError: `units` is not positive.
    """

    gates: ClassVar[int] = 3

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
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        reset_after: bool = True,
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
            self.dropout_mask_count = 3
        self.reset_after = reset_after

    def _bias(self) -> Any:
        wide = 3 * self.units
        return self._weight("bias", "bias", (2, wide) if self.reset_after else (wide,))

    def _input_bias(self) -> Any:
        return self.bias[0] if self.use_bias and self.reset_after else self.bias

    def recurrent_bias(self) -> Any:
        """What is added to the state's product, shape `(3 * units,)`; None if there is none."""
        return self.bias[1] if self.use_bias and self.reset_after else None

    def advance(
        self, projected: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, list[Tensor]]:
        """One time step from what `project` gave; output and next states."""
        (state,) = states
        x_z, x_r, x_g = split(projected, 3, -1)
        gate = self.recurrent_activation
        if self.reset_after:
            product = self._product_with(state, training)
            bias = self.recurrent_bias()
            p_z, p_r, p_g = split(product if bias is None else product + bias, 3, -1)
            z, r = gate(x_z + p_z), gate(x_r + p_r)
            candidate = self.activation(x_g + r * p_g)
        else:
            z, candidate = self._reset_before(x_z, x_r, x_g, state, training)
        output = z * state + (1 - z) * candidate
        return output, [output]

    def _reset_before(
        self, x_z: Tensor, x_r: Tensor, x_g: Tensor, state: Tensor, training: bool
    ) -> tuple[Tensor, Tensor]:
        masks: list[Any] = [1, 1, 1]
        if training and self._drops(self.recurrent_dropout):
            masks = self.get_recurrent_dropout_mask(state)
        units, kernel, gate = self.units, self.recurrent_kernel, self.recurrent_activation
        if masks[0] is masks[1]:
            p_z, p_r = split(matmul(state, kernel[:, : 2 * units]), 2, -1)
        else:
            p_z = matmul(state * masks[0], kernel[:, :units])
            p_r = matmul(state * masks[1], kernel[:, units : 2 * units])
        z, r = gate(x_z + p_z), gate(x_r + p_r)
        product = matmul(r * state * masks[2], kernel[:, 2 * units :])
        return z, self.activation(x_g + product)

    def get_config(self) -> dict[str, Any]:
        """What the cell was made with."""
        return super().get_config() | {
            "reset_after": self.reset_after,
            "recurrent_activation": activations.serialize(self.recurrent_activation),
        }
