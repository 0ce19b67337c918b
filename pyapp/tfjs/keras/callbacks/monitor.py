"""Callbacks that watch one value."""

import operator
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from tfjs.keras.callbacks.callback import Callback


class MonitorCallback(Callback):
    """Knows whether a value has become better.

    Args:
        monitor: The name of a value in `logs`.
        mode: "min" or "max" for what is better; "auto" asks the metric.
        baseline: What the first value must beat; None for nothing.
        min_delta: By how much a value must be better to count.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        mode: str = "auto",
        baseline: float | None = None,
        min_delta: float = 0,
    ) -> None:
        super().__init__()
        if mode not in ("auto", "min", "max"):
            warnings.warn(
                f"{type(self).__name__} mode '{mode}' is unknown, fallback to auto mode.",
                stacklevel=3,
            )
            mode = "auto"
        self.monitor = monitor
        self.mode = mode
        self.best = baseline
        self.min_delta = abs(min_delta)
        self.monitor_op: Callable[[Any, Any], bool] | None = None

    def _set_monitor_op(self) -> None:
        """Find out what is better.

        Raises:
            ValueError: Nobody knows.
        """
        direction = {"min": "down", "max": "up"}.get(self.mode) or self._direction()
        if direction is None:
            raise ValueError(
                f"{type(self).__name__} callback received monitor={self.monitor}, but Keras isn't "
                "able to automatically determine whether that metric should be maximized or "
                "minimized. Pass `mode='max'` in order to monitor based on the highest metric "
                "value, or pass `mode='min'` in order to use the lowest value."
            )
        self.monitor_op = operator.gt if direction == "up" else operator.lt
        self.min_delta = abs(self.min_delta) * (1 if direction == "up" else -1)

    def _direction(self) -> str | None:
        name = self.monitor.removeprefix("val_")
        if name == "loss" or name.endswith("_loss"):
            return "down"
        for metric in self.model.metrics:
            for part in getattr(metric, "metrics", None) or [metric]:
                if part.name == name or name.endswith(f"_{part.name}"):
                    return getattr(part, "_direction", None)
        return None

    def _is_improvement(self, value: Any, reference: Any) -> bool:
        if self.monitor_op is None:
            self._set_monitor_op()
        if reference is None or self.monitor_op is None:
            return True
        return bool(self.monitor_op(value - self.min_delta, reference))

    def _monitored(self, logs: Mapping[str, Any] | None, what: str) -> Any:
        """The value, or None with a warning that says what depends on it."""
        logs = logs or {}
        value = logs.get(self.monitor)
        if value is None:
            warnings.warn(
                f"{what} conditioned on metric `{self.monitor}` which is not available. Available "
                f"metrics are: {','.join(logs)}",
                stacklevel=4,
            )
        return value
