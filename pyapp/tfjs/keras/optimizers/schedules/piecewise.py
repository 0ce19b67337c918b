"""Rates that change at given steps."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.math import less_equal
from tfjs.tensor import Tensor


class PiecewiseConstantDecay(LearningRateSchedule):
    """One rate up to each boundary, and one behind the last.

    Args:
        boundaries: Steps, in increasing order; a boundary still has the rate before it.
        values: One rate more than boundaries.
        name: Kept.

    Raises:
        ValueError: Not one value more than boundaries.
    """

    _settings: ClassVar[tuple[str, ...]] = ("boundaries", "values", "name")

    def __init__(
        self, boundaries: Sequence[Any], values: Sequence[Any], name: str = "PiecewiseConstant"
    ) -> None:
        if len(boundaries) != len(values) - 1:
            raise ValueError(
                "The length of boundaries should be 1 less than the length of values. Received: "
                f"boundaries={boundaries} of length {len(boundaries)}, and values={values} of "
                f"length {len(values)}."
            )
        self.boundaries = boundaries
        self.values = values
        self.name = name

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        done = convert_to_tensor(step)
        *rates, rate = (convert_to_tensor(value) for value in self.values)
        for boundary, before in zip(reversed(self.boundaries), reversed(rates), strict=True):
            rate = where(less_equal(done, cast(boundary, done.dtype)), before, rate)
        return rate
