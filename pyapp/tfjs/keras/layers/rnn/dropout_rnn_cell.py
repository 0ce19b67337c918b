"""Dropout inside recurrent cells: one mask for all time steps."""

from typing import Any

from tfjs.keras.random import dropout as dropped
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.tensor import Tensor


class DropoutRNNCell:
    """Masks for the inputs and the states of a cell.

    A cell that has this beside `Layer` defines `dropout`, `recurrent_dropout`, `seed_generator`,
    and `dropout_mask_count` if each gate has masks of its own. Within a sequence `RNN` keeps the
    masks, so that every time step has the same; a cell called by itself gets new ones.
    """

    dropout: float
    recurrent_dropout: float
    seed_generator: Any
    dropout_mask_count: int | None = None
    _dropout_mask: Any = None
    _recurrent_dropout_mask: Any = None

    def _create_dropout_mask(self, step_input: Tensor, rate: float) -> Any:
        if rate == 1:
            return zeros_like(step_input)
        ones = ones_like(step_input)
        if self.dropout_mask_count is None:
            return dropped(ones, rate, seed=self.seed_generator)
        return [
            dropped(ones, rate, seed=self.seed_generator) for _ in range(self.dropout_mask_count)
        ]

    def get_dropout_mask(self, step_input: Tensor) -> Any:
        """What inputs of a time step are multiplied by: a tensor, a list of them, or None."""
        if self._dropout_mask is None and self.dropout > 0:
            return self._create_dropout_mask(step_input, self.dropout)
        return self._dropout_mask

    def get_recurrent_dropout_mask(self, step_input: Tensor) -> Any:
        """What states are multiplied by: a tensor, a list of them, or None."""
        if self._recurrent_dropout_mask is None and self.recurrent_dropout > 0:
            return self._create_dropout_mask(step_input, self.recurrent_dropout)
        return self._recurrent_dropout_mask

    def keep_dropout_masks(self, step_input: Tensor, state: Tensor) -> None:
        """Draw the masks of a sequence.

        Args:
            step_input: Input of one time step.
            state: Of the shape of the state that recurrent dropout is applied to.
        """
        self.reset_dropout_mask()
        self.reset_recurrent_dropout_mask()
        masks = self.get_dropout_mask(step_input), self.get_recurrent_dropout_mask(state)
        object.__setattr__(self, "_dropout_mask", masks[0])
        object.__setattr__(self, "_recurrent_dropout_mask", masks[1])

    def reset_dropout_mask(self) -> None:
        """Forget the mask of the inputs."""
        object.__setattr__(self, "_dropout_mask", None)

    def reset_recurrent_dropout_mask(self) -> None:
        """Forget the mask of the states."""
        object.__setattr__(self, "_recurrent_dropout_mask", None)
