"""Rates that fall along half a wave of the cosine (Loshchilov and Hutter, arXiv 1608.03983)."""

import math
from typing import Any, ClassVar

from tfjs.keras.optimizers.schedules.learning_rate_schedule import (
    LearningRateSchedule,
    check_positive,
    rate_and_step,
)
from tfjs.ops.arithmetic import pow
from tfjs.ops.comparison import where
from tfjs.ops.math import cos, floor, less, log, minimum
from tfjs.tensor import Tensor


class CosineDecay(LearningRateSchedule):
    """A rise, if one is wanted, and then the fall to a share of the rate.

    Args:
        initial_learning_rate: Of the first step.
        decay_steps: Steps of the fall.
        alpha: Share that remains.
        name: Kept.
        warmup_target: Where the rise ends; none if None: the fall begins at once.
        warmup_steps: Steps of the rise, along a straight line.

    Raises:
        ValueError: `decay_steps` is not above 0.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        *("initial_learning_rate", "decay_steps", "alpha", "name"),
        *("warmup_target", "warmup_steps"),
    )

    def __init__(
        self,
        initial_learning_rate: Any,
        decay_steps: float,
        alpha: float = 0.0,
        name: str = "CosineDecay",
        warmup_target: float | None = None,
        warmup_steps: float = 0,
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.alpha = alpha
        self.name = name
        self.warmup_target = warmup_target
        self.warmup_steps = warmup_steps

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        first, done, _ = rate_and_step(self.initial_learning_rate, step)
        total, warm = float(self.decay_steps), float(self.warmup_steps)
        if self.warmup_target is None:
            return first * _fallen(minimum(done, total) / total, self.alpha)  # type: ignore[no-any-return]
        fall = self.warmup_target * _fallen(
            (minimum(done, total + warm) - warm) / total, self.alpha
        )
        if warm == 0:
            return fall  # type: ignore[no-any-return]
        rise = (self.warmup_target - first) * (done / warm) + first
        return where(less(done, warm), rise, fall)


class CosineDecayRestarts(LearningRateSchedule):
    """Falls along the cosine, one after the other.

    Args:
        initial_learning_rate: Of the first step.
        first_decay_steps: Steps of the first fall.
        t_mul: How many times as long each fall is as the one before.
        m_mul: How many times as high each fall begins.
        alpha: Share that remains at the end of a fall.
        name: Kept.

    Raises:
        ValueError: `first_decay_steps` is not above 0.
    """

    def __init__(
        self,
        initial_learning_rate: Any,
        first_decay_steps: float,
        t_mul: float = 2.0,
        m_mul: float = 1.0,
        alpha: float = 0.0,
        name: str = "SGDRDecay",
    ) -> None:
        check_positive("first_decay_steps", first_decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.first_decay_steps = first_decay_steps
        self._t_mul = t_mul
        self._m_mul = m_mul
        self.alpha = alpha
        self.name = name

    def __call__(self, step: Any) -> Tensor:
        """The learning rate after `step` steps."""
        first, done, _ = rate_and_step(self.initial_learning_rate, step)
        done = done / self.first_decay_steps
        ratio = float(self._t_mul)
        if ratio == 1.0:
            restarts = floor(done)
            share = done - restarts
        else:
            restarts = floor(log(1.0 - done * (1.0 - ratio)) / log(first * 0 + ratio))
            length = pow(ratio, restarts)
            share = (done - (1.0 - length) / (1.0 - ratio)) / length
        return first * _fallen(share, self.alpha, pow(self._m_mul, restarts))  # type: ignore[no-any-return]

    def get_config(self) -> dict[str, Any]:
        """What the schedule was made with."""
        return {
            "initial_learning_rate": self.initial_learning_rate,
            "first_decay_steps": self.first_decay_steps,
            "t_mul": self._t_mul,
            "m_mul": self._m_mul,
            "alpha": self.alpha,
            "name": self.name,
        }


def _fallen(share: Tensor, alpha: float, height: Any = 1.0) -> Tensor:
    """What remains of the rate when a share of the fall is done."""
    return (1 - alpha) * (0.5 * height * (1.0 + cos(math.pi * share))) + alpha  # type: ignore[no-any-return]
