"""The losses of a layer: penalties of its weights and outputs, and what `add_loss` was given.

Losses of a call live until the next call of a layer that nobody calls, or, inside a `tf.function`,
until its recording ends: a tensor of the recording kept on would keep it from being replayed.
"""

from typing import Any

from tfjs import _bridge, nest
from tfjs.keras.engine.context import state
from tfjs.keras.engine.signature import is_tensor
from tfjs.keras.engine.state import LayerState
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor


class LayerLosses(LayerState):
    """The part of a layer that has losses."""

    activity_regularizer: Any
    _losses: list[Tensor]

    def add_loss(self, loss: Any) -> None:
        """Note a loss, to be added to that of the training step; for use inside `call`.

        Args:
            loss: A scalar tensor, or several, nested.

        Raises:
            ValueError: No tensor.
        """
        losses = nest.flatten(loss)
        for item in losses:
            if not is_tensor(item):
                raise ValueError(
                    "`add_loss()` can only be called from inside `build()` or `call()`, on a "
                    f"tensor input. Received invalid value: {item}"
                )
        if state.symbolic:
            return
        self._losses.extend(losses)
        state.losses.add(self)
        if _bridge.is_recording():
            _bridge.when_recorded(_clear_all)

    def _add_activity_loss(self, outputs: Any) -> None:
        """Note the penalty of what a call returned, divided by the size of the batch."""
        if state.symbolic:
            return
        for output in nest.flatten(outputs):
            if is_tensor(output):
                loss = self.activity_regularizer(output)
                if output.shape:
                    loss = loss / cast(max(output.shape[0], 1), loss.dtype)
                self.add_loss(loss)

    @property
    def losses(self) -> list[Tensor]:
        """Scalars of the last call and of the weights' regularizers, of all sublayers too."""
        found = [loss for layer in self._flatten_layers() for loss in layer._losses]
        penalized = [v for v in self.trainable_weights if v.regularizer is not None]
        return found + [variable.regularizer(variable) for variable in penalized]

    def _clear_losses(self) -> None:
        """Forget the losses of the last call."""
        for layer in self._flatten_layers():
            layer._losses.clear()
            state.losses.discard(layer)


def _clear_all() -> None:
    for layer in list(state.losses):
        layer._losses.clear()
    state.losses.clear()
