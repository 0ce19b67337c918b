"""A moving average of the variables beside them (Polyak and Juditsky 1992)."""

from collections.abc import Sequence
from typing import Any

from tfjs import dtypes
from tfjs.flow.branches import cond
from tfjs.keras.optimizers._rate import Rate
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, not_equal


class Averages(Rate):
    """The part of an optimizer that keeps averages.

    Args:
        learning_rate: As for `Rate`.
        name: Likewise.
        use_ema: Whether averages are kept.
        momentum: Share of the old average that stays in a step.
        frequency: After how many steps the variables become their averages; never if None.
    """

    def __init__(
        self, learning_rate: Any, name: str, use_ema: bool, momentum: float, frequency: int | None
    ) -> None:
        super().__init__(learning_rate, name)
        self.use_ema = use_ema
        self.ema_momentum = momentum
        self.ema_overwrite_frequency = frequency
        self._averages: list[Any] = []

    @property
    def iterations(self) -> Any:
        """How many times the variables were changed."""
        return self._iterations

    def _average(self, variables: Sequence[Any]) -> None:
        momentum = cast(not_equal(self.iterations, 0), dtypes.float32) * self.ema_momentum
        for variable, average in zip(variables, self._averages, strict=True):
            if average is not None:
                share = cast(momentum, variable.dtype)
                average.assign(share * average + (1 - share) * variable)
        if self.ema_overwrite_frequency:
            due = equal((self.iterations + 1) % self.ema_overwrite_frequency, 0)
            cond(due, lambda: self.finalize_variable_values(variables), lambda: None)

    def finalize_variable_values(self, var_list: Sequence[Any]) -> None:
        """Give each variable its moving average, if averages are kept.

        Raises:
            ValueError: Not as many variables as averages.
        """
        if not self.use_ema:
            return
        if len(var_list) != len(self._averages):
            raise ValueError(
                f"The length of model variables ({len(var_list)}) to override does not match the "
                f"length of model variables stored in the optimizer ({len(self._averages)}). "
                "Please check if the optimizer was called on your model."
            )
        for variable, average in zip(var_list, self._averages, strict=True):
            if average is not None:
                variable.assign(average.read_value())
