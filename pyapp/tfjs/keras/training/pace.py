"""How many steps a loop takes before Python looks up: none is told of a step, many go at once."""

import time
from typing import Any, Final

from tfjs.keras.training.adapters import ArrayAdapter
from tfjs.keras.training.epochs import Epochs
from tfjs.keras.training.steps import Step

_SECONDS: Final = 0.04
"""What steps that go at once may take, so that Stop and the progress bar need not wait."""
_MOST: Final = 128


class Pace:
    """Steps that go at once.

    Args:
        epochs: The loop's data; its groups are changed.
        function: What takes the steps.
        listened: Whether somebody listens to each step.
    """

    def __init__(self, epochs: Epochs, function: Any, listened: bool) -> None:
        self._epochs = epochs
        self._free = (
            not listened
            and epochs.group == 1
            and type(function) is Step
            and isinstance(epochs.adapter, ArrayAdapter)
        )
        self._since = time.perf_counter()

    def begin(self) -> None:
        """Steps begin."""
        self._since = time.perf_counter()

    def end(self, count: int) -> None:
        """So many have been taken."""
        if self._free:
            each = (time.perf_counter() - self._since) / count
            self._epochs.group = max(1, min(2 * count, int(_SECONDS / max(each, 1e-6)), _MOST))
