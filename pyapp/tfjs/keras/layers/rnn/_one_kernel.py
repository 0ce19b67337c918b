"""Recurrent layers that can go through all time steps in one kernel."""

from typing import Any

from tfjs.keras import activations
from tfjs.keras.layers.rnn._dense_cell import DenseRNN
from tfjs.keras.layers.rnn._sequence import as_made
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor


class OneKernelRNN(DenseRNN):
    """Base of LSTM and GRU; a subclass says what its kernel is, and sets `use_cudnn`."""

    use_cudnn: bool | str

    def choose(self, use_cudnn: Any) -> None:
        """Take the argument `use_cudnn`.

        Raises:
            ValueError: It is neither "auto" nor a truth value.
        """
        if use_cudnn not in ("auto", True, False):
            raise ValueError(
                "Expected 'auto', True or False for the argument `use_cudnn`. Received: "
                f"use_cudnn={use_cudnn!r}"
            )
        self.use_cudnn = use_cudnn

    def inner_loop(
        self,
        sequences: Any,
        initial_state: list[Any],
        mask: Any,
        training: bool = False,
        given: bool = True,
    ) -> tuple[Any, Any, Any]:
        """Go through the time steps; see `RNN.inner_loop`.

        Raises:
            ValueError: `use_cudnn` is True, and one kernel cannot do it.
        """
        if not self.use_cudnn or not self._is_plain(sequences):
            if self.use_cudnn is True:
                raise ValueError(
                    "use_cudnn=True was specified, but one kernel for all time steps takes the "
                    "default activations and no recurrent dropout only. Pass use_cudnn='auto' to "
                    "let the layer take single operations."
                )
            return super().inner_loop(sequences, initial_state, mask, training, given)
        seen = None if mask is None else cast(mask, "bool")
        projected = self.cell.project(sequences, training)
        states, carried = self._all_steps(projected, initial_state, seen)
        state, last, outputs = as_made(
            states,
            seen,
            backwards=self.go_backwards,
            zero_for_mask=self.zero_output_for_mask,
            given=given,
            everything=self.return_sequences,
        )
        return last, outputs, [state, *carried]

    def _all_steps(
        self, projected: Tensor, initial_state: list[Any], mask: Tensor | None
    ) -> tuple[Tensor, list[Tensor]]:
        """The first state after each time step, and the other states after the last."""
        raise NotImplementedError

    def _is_plain(self, sequences: Any) -> bool:
        """Whether the kernel does what the cell does."""
        cell = self.cell
        usual = cell.activation is activations.tanh
        usual = usual and cell.recurrent_activation is activations.sigmoid
        return usual and not cell.recurrent_dropout and 0 not in sequences.shape
