"""The base of schedules: a function of the step that has a configuration."""

from typing import Any, ClassVar

from tfjs.dtypes import DType
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor


class LearningRateSchedule:
    """A learning rate for each step.

    A subclass defines `__call__(step)`, which gives a scalar, and `get_config`. What it computes
    is recorded with the step of an optimizer: a replay computes the rate of its own step.
    """

    _settings: ClassVar[tuple[str, ...]] = ()
    """Names of a subclass's arguments, which are attributes too; for its configuration."""

    def __call__(self, step: Any) -> Any:
        """The learning rate after `step` steps, an int or an integer tensor."""
        raise NotImplementedError(
            f"Learning rate schedule '{type(self).__name__}' must override `__call__(self, step)`."
        )

    def get_config(self) -> dict[str, Any]:
        """What the schedule was made with."""
        if not self._settings:
            raise NotImplementedError(
                f"Learning rate schedule '{type(self).__name__}' must override `get_config()` in "
                "order to be serializable."
            )
        return {name: getattr(self, name) for name in self._settings}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "LearningRateSchedule":
        """A schedule made with what `get_config` gave."""
        return cls(**config)


def rate_and_step(rate: Any, step: Any) -> tuple[Tensor, Tensor, DType]:
    """The initial learning rate as a tensor, the step in its dtype, and the dtype."""
    first = convert_to_tensor(rate)
    return first, cast(step, first.dtype), first.dtype


def check_positive(name: str, value: float) -> None:
    """Check a number of steps.

    Raises:
        ValueError: It is not above 0.
    """
    if value <= 0:
        raise ValueError(f"Argument `{name}` must be > 0. Received: {name}={value}")
