"""Rates that fall by a factor, or as one over the step."""

from typing import Any, ClassVar

from tfjs.keras.optimizers.schedules.learning_rate_schedule import (
    LearningRateSchedule,
    check_positive,
    rate_and_step,
)
from tfjs.ops.arithmetic import pow
from tfjs.ops.math import floor
from tfjs.tensor import Tensor


class _Decay(LearningRateSchedule):
    """What falls with the share of steps that are done.

    Args:
        initial_learning_rate: Of the first step.
        decay_steps: Steps in which the rate falls once.
        decay_rate: How far it falls.
        staircase: Whether it stays the same in between.
        name: Kept.

    Raises:
        ValueError: `decay_steps` is not above 0.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        "initial_learning_rate",
        "decay_steps",
        "decay_rate",
        "staircase",
        "name",
    )
    _name: ClassVar[str]

    def __init__(
        self,
        initial_learning_rate: Any,
        decay_steps: float,
        decay_rate: float,
        staircase: bool = False,
        name: str | None = None,
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = type(self).__name__ if name is None else name

    def _parts(self, step: Any) -> tuple[Tensor, Tensor]:
        """The initial rate, and how often it has fallen."""
        first, done, _ = rate_and_step(self.initial_learning_rate, step)
        times = done / self.decay_steps
        return first, floor(times) if self.staircase else times


class ExponentialDecay(_Decay):
    """`initial_learning_rate * decay_rate ** (step / decay_steps)`.

    Args:
        initial_learning_rate: Of the first step.
        decay_steps: Steps in which the rate is multiplied by `decay_rate` once.
        decay_rate: The factor.
        staircase: Whether the rate stays the same in between.
        name: Kept.

    Raises:
        ValueError: `decay_steps` is not above 0.
    """

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        first, times = self._parts(step)
        return first * pow(self.decay_rate, times)  # type: ignore[no-any-return]


class InverseTimeDecay(_Decay):
    """`initial_learning_rate / (1 + decay_rate * step / decay_steps)`.

    Args:
        initial_learning_rate: Of the first step.
        decay_steps: Steps after which `decay_rate` is added to the divisor once.
        decay_rate: What is added.
        staircase: Whether the rate stays the same in between.
        name: Kept.

    Raises:
        ValueError: `decay_steps` is not above 0.
    """

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        first, times = self._parts(step)
        return first / (1 + self.decay_rate * times)  # type: ignore[no-any-return]
