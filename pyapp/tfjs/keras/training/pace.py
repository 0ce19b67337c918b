"""How many steps a loop takes before Python looks up: many, where nobody listens to each."""

import time
from collections.abc import Callable
from typing import Any, Final

from tfjs import _bridge
from tfjs.keras.training.adapters import ArrayAdapter
from tfjs.keras.training.epochs import Epochs
from tfjs.keras.training.steps import Step

_SECONDS: Final = 0.04
"""What steps that go at once may take, so that Stop and the progress bar need not wait."""
_MOST: Final = 128
_AHEAD: Final = 0.1
"""Seconds after which a loop waits for the GPU, which would otherwise fall behind by minutes."""


class Pace:
    """Steps that go at once.

    Args:
        epochs: The loop's data; its groups are changed.
        function: What takes the steps.
        listened: Whether somebody listens to each step.
        wait: Waits until the device has done what it was given; None if the loop reads results.
    """

    def __init__(
        self,
        epochs: Epochs,
        function: Any,
        listened: bool,
        wait: Callable[[], Any] | None = None,
    ) -> None:
        self._epochs = epochs
        self._free = (
            not listened
            and epochs.group == 1
            and type(function) is Step
            and isinstance(epochs.adapter, ArrayAdapter)
        )
        queues = _bridge.current_backend() not in ("wasm", "cpu")
        self._wait = wait if queues else None
        self._since = self._waited = time.perf_counter()

    def begin(self) -> None:
        """Steps begin."""
        self._since = time.perf_counter()

    def end(self, count: int) -> None:
        """So many have been taken."""
        now = time.perf_counter()
        if self._wait is not None and now - self._waited >= _AHEAD:
            self._wait()
            self._waited = now = time.perf_counter()
        if self._free:
            each = (now - self._since) / count
            self._epochs.group = max(1, min(2 * count, int(_SECONDS / max(each, 1e-6)), _MOST))
