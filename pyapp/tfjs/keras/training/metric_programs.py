"""Results of metrics, and their return to the beginning, each as one program.

Epochs of little data would otherwise spend their time on operations of a few numbers.
"""

from collections.abc import Sequence
from typing import Any

from tfjs.function.polymorphic import Function
from tfjs.keras.training.logs import plain, read, scalars
from tfjs.ops.creation import zeros
from tfjs.ops.joining import stack

_OURS = __name__.partition(".")[0]


class MetricPrograms:
    """Programs for the metrics of a model; made anew when it has others."""

    def __init__(self) -> None:
        self._metrics: list[Any] = []
        self._reading: Any = None
        self._resetting: Any = None
        self._names: list[str] = []

    def read(self, metrics: Sequence[Any], results: Any) -> dict[str, Any]:
        """Values by name, in the order of the names.

        Args:
            metrics: The model's metrics.
            results: Gives their results by name, as tensors.
        """
        if not self._knows(metrics):
            return read(results())
        if self._reading is None:
            self._reading = Function(lambda: self._together(results()), None)
        together, rest = self._reading()
        values = dict(zip(self._names, together.numpy().tolist(), strict=True))
        values |= {name: plain(value) for name, value in rest.items()}
        return {name: values[name] for name in sorted(values)}

    def _together(self, results: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """The scalars as one tensor, and the rest."""
        found = scalars(results)
        self._names = list(found)
        rest = {name: value for name, value in results.items() if name not in found}
        return stack(list(found.values())) if found else zeros([0]), rest

    def reset(self, metrics: Sequence[Any]) -> None:
        """Let metrics forget all batches."""
        if not self._knows(metrics):
            for metric in metrics:
                metric.reset_state()
            return
        if self._resetting is None:
            mine = self._metrics
            self._resetting = Function(lambda: _reset(mine), None)
        self._resetting()

    def _knows(self, metrics: Sequence[Any]) -> bool:
        """Whether the programs are for these metrics; those of users may do what they like."""
        parts: list[Any] = []
        for metric in metrics:
            parts += getattr(metric, "metrics", None) or [metric]
        known = len(parts) == len(self._metrics) and all(map(_same, parts, self._metrics))
        if not known:
            self._metrics, self._reading, self._resetting = parts, None, None
        return bool(parts) and all(type(one).__module__.startswith(f"{_OURS}.") for one in parts)


def _same(one: Any, other: Any) -> bool:
    return one is other


def _reset(metrics: Sequence[Any]) -> None:
    for metric in metrics:
        metric.reset_state()
