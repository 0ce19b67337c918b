"""`tf.train.ExponentialMovingAverage`: variables that follow others slowly."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.context import init_scope
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.math import minimum, multiply, subtract
from tfjs.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = (dtypes.bfloat16, dtypes.float16, dtypes.float32, dtypes.float64)


class ExponentialMovingAverage:
    """Keeps a moving average of each of some variables: `average -= (1 - decay) * (average - v)`.

    Args:
        decay: How much of an average stays at each step; a number, tensor or variable.
        num_updates: How many steps there were; the decay is at most
            `(1 + num_updates) / (10 + num_updates)` then, so that averages move faster at first.
        zero_debias: Accepted; averages begin with the variables' values, which need none.
        name: Last part of the averages' names.

    Example:
        >>> w = tf.Variable([1.0])
        >>> ema = tf.train.ExponentialMovingAverage(decay=0.9)
        >>> ema.apply([w])
        >>> _ = w.assign([2.0])
        >>> ema.apply([w])
        >>> ema.average(w).numpy().round(3).tolist()
        [1.1]
    """

    def __init__(
        self,
        decay: Any,
        num_updates: Any = None,
        zero_debias: bool = False,
        name: str = "ExponentialMovingAverage",
    ) -> None:
        self._decay = decay
        self._num_updates = num_updates
        self._name = name
        self._averages: dict[Any, Variable] = {}

    @property
    def name(self) -> str:
        """Last part of the averages' names."""
        return self._name

    def apply(self, var_list: "Iterable[Variable] | None" = None) -> None:
        """Bring the averages one step nearer; the first time they take the variables' values.

        Args:
            var_list: Variables of floating dtypes.

        Raises:
            TypeError: Tensors, or variables of other dtypes.
            ValueError: No list: nobody keeps a list of all variables here.
        """
        if var_list is None:
            raise ValueError(
                "ExponentialMovingAverage.apply: expected the list of variables. Received: None."
            )
        variables = list(var_list)
        for variable in variables:
            if not isinstance(variable, Variable):
                raise TypeError(
                    "tf.train.ExponentialMovingAverage does not support non-Variable tensors when "
                    f"eager execution is enabled. Received: {variable!r}"
                )
            if variable.dtype not in _KINDS:
                raise TypeError(
                    f"The variables must be half, float, or double: {variable.name} is "
                    f"{variable.dtype.name}"
                )
            if variable.ref() not in self._averages:
                with init_scope():
                    self._averages[variable.ref()] = Variable(
                        variable.read_value(), trainable=False, name=self.average_name(variable)
                    )
        rest = subtract(1.0, self._current_decay())
        for variable in variables:
            average = self._averages[variable.ref()]
            step = cast(rest, average.dtype)
            average.assign_sub(multiply(subtract(average, variable), step))

    def average(self, var: Variable) -> Variable | None:
        """The variable with the average of another one; None if there is none."""
        return self._averages.get(var.ref())

    def average_name(self, var: Variable) -> str:
        """The name of the average of a variable, whether there is one yet or not."""
        return f"{var.name.removesuffix(':0')}/{self._name}"

    def variables_to_restore(self, moving_avg_variables: Any = None) -> dict[str, Variable]:
        """Variables by the names under which their averages are kept.

        Args:
            moving_avg_variables: Which ones; all that have an average if None.
        """
        chosen = moving_avg_variables
        if chosen is None:
            chosen = [reference.deref() for reference in self._averages]
        return {self.average_name(variable): variable for variable in chosen}

    def _current_decay(self) -> Any:
        decay = as_tensor(self._decay, hint=dtypes.float32, op="ExponentialMovingAverage")
        if self._num_updates is None:
            return decay
        count = cast(self._num_updates, dtypes.float32)
        return minimum(decay, (count + 1.0) / (count + 10.0))
