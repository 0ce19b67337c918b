"""The learning rate: a number that can be changed, a schedule, or a function."""

from typing import Any

from tfjs import dtypes
from tfjs.keras.engine.variable import Variable
from tfjs.keras.optimizers._state import State
from tfjs.keras.optimizers.schedules.learning_rate_schedule import LearningRateSchedule
from tfjs.keras.saving.serialization import serialize_keras_object
from tfjs.variable import Variable as TensorFlowVariable


class Rate(State):
    """The learning rate and the count of steps, on which a schedule depends.

    Args:
        learning_rate: A float, a `LearningRateSchedule`, a variable, or a function of no arguments.
        name: First part of the paths of variables.

    Raises:
        ValueError: Something else.
    """

    def __init__(self, learning_rate: Any, name: str) -> None:
        super().__init__(name)
        self._iterations = self._tracked(0, dtypes.int64, "iteration")
        self._learning_rate: Any = self._rate(learning_rate)

    def _rate(self, learning_rate: Any) -> Any:
        if isinstance(learning_rate, TensorFlowVariable) or callable(learning_rate):
            return learning_rate
        if not isinstance(learning_rate, float):
            raise ValueError(
                "Argument `learning_rate` should be float, or an instance of "
                "LearningRateSchedule, or a callable (that takes in the current iteration value "
                "and returns the corresponding learning rate value). Received instead: "
                f"learning_rate={learning_rate}"
            )
        return self._tracked(learning_rate, None, "learning_rate")

    @property
    def learning_rate(self) -> Any:
        """The rate of the moment: a variable, or what a schedule or function gives."""
        rate = self._learning_rate
        if isinstance(rate, LearningRateSchedule):
            return rate(self._iterations)
        return rate() if callable(rate) else rate

    @learning_rate.setter
    def learning_rate(self, learning_rate: Any) -> None:
        before = self._learning_rate
        if callable(learning_rate):
            self._learning_rate = learning_rate
            self._variables = [v for v in self._variables if v is not before]
        elif isinstance(before, LearningRateSchedule):
            raise TypeError(
                "This optimizer was created with a `LearningRateSchedule` object as its "
                "`learning_rate` constructor argument, hence its learning rate is not settable. If "
                "you need the learning rate to be settable, you should instantiate the optimizer "
                "with a float `learning_rate` argument."
            )
        elif callable(before):
            self._learning_rate = self._rate(learning_rate)
        else:
            before.assign(learning_rate)

    def _rate_config(self) -> Any:
        """The learning rate for a configuration: a float, or what stands for an object."""
        rate = self._learning_rate
        if isinstance(rate, Variable | TensorFlowVariable):
            return float(rate)
        return serialize_keras_object(rate)
