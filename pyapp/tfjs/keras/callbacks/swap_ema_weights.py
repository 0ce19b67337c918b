"""Averages of the weights, in the model while it is evaluated."""

from typing import Any

from tfjs.keras.callbacks.callback import Callback


class SwapEMAWeights(Callback):
    """Exchanges the model's weights with their moving averages for evaluations and predictions.

    As in Keras, the averages stay in the model after a prediction, until an evaluation with this
    callback ends or, with `swap_on_epoch`, an epoch begins.

    Args:
        swap_on_epoch: Whether that happens at the end of each epoch as well, for callbacks that
            save the model.

    Raises:
        ValueError: The optimizer keeps no averages; make it with `use_ema=True`.
    """

    def __init__(self, swap_on_epoch: bool = False) -> None:
        super().__init__()
        self.swap_on_epoch = swap_on_epoch
        self._swapped = False

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Train the weights, not the averages."""
        if self.swap_on_epoch:
            self._set(False)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Put the averages in; after the last epoch they stay."""
        if not self.swap_on_epoch or self._swapped:
            return
        self._set(True)
        if self.params is not None and epoch == self.params["epochs"] - 1:
            for variable, average in self._pairs():
                average.assign(variable.read_value())

    def on_test_begin(self, logs: Any = None) -> None:
        """Put the averages in."""
        self._set(True)

    def on_test_end(self, logs: Any = None) -> None:
        """Put the weights back."""
        self._set(False)

    def on_predict_begin(self, logs: Any = None) -> None:
        """Put the averages in."""
        self._set(True)

    def _set(self, averages: bool) -> None:
        if self._swapped is averages:
            return
        for variable, average in self._pairs():
            value = variable.read_value()
            variable.assign(average.read_value())
            average.assign(value)
        self._swapped = averages

    def _pairs(self) -> Any:
        whole = self.model.optimizer
        inner = getattr(whole, "inner_optimizer", whole)  # of one that scales the loss
        kept = [one for one in getattr(inner, "optimizers", [inner]) if _averages(one)]
        if not kept:
            raise ValueError(
                "SwapEMAWeights must be used when `use_ema=True` is set on the optimizer. "
                f"Received: use_ema={getattr(inner, 'use_ema', None)}"
            )
        return [
            pair
            for one in kept
            if one.built
            for pair in zip(one._trainable_variables, one._averages, strict=True)
            if pair[1] is not None
        ]


def _averages(optimizer: Any) -> bool:
    return bool(getattr(optimizer, "use_ema", False))
