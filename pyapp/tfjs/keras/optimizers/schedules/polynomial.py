"""Rates that fall along a power of the steps that remain."""

from typing import Any, ClassVar

from tfjs.keras.optimizers.schedules.learning_rate_schedule import (
    LearningRateSchedule,
    check_positive,
    rate_and_step,
)
from tfjs.ops.arithmetic import pow
from tfjs.ops.math import ceil, maximum, minimum
from tfjs.tensor import Tensor


class PolynomialDecay(LearningRateSchedule):
    """`(initial_learning_rate - end_learning_rate) * (1 - step / decay_steps) ** power + end`.

    Args:
        initial_learning_rate: Of the first step.
        decay_steps: Steps until the end is reached.
        end_learning_rate: What remains then.
        power: 1 for a straight line.
        cycle: Whether the rate rises again at the end, for a fall that takes as many steps as were
            taken until then; else it stays.
        name: Kept.

    Raises:
        ValueError: `decay_steps` is not above 0.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        *("initial_learning_rate", "decay_steps", "end_learning_rate", "power", "cycle", "name"),
    )

    def __init__(
        self,
        initial_learning_rate: Any,
        decay_steps: float,
        end_learning_rate: float = 0.0001,
        power: float = 1.0,
        cycle: bool = False,
        name: str = "PolynomialDecay",
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.end_learning_rate = end_learning_rate
        self.power = power
        self.cycle = cycle
        self.name = name

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        first, done, _ = rate_and_step(self.initial_learning_rate, step)
        total: Any = float(self.decay_steps)
        if self.cycle:
            # Before the first step the share that is done is 0, whatever it is a share of.
            total = total * maximum(ceil(done / total), 1.0)
        else:
            done = minimum(done, total)
        remaining = pow(1 - done / total, self.power)
        return (first - self.end_learning_rate) * remaining + self.end_learning_rate  # type: ignore[no-any-return]
