"""Adagrad: steps that shrink with the sum of squared gradients."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers._state import constant
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.casting import cast
from tfjs.ops.math import sqrt


class Adagrad(Optimizer):
    """Adaptive gradients (Duchi, Hazan and Singer 2011).

    Args:
        learning_rate: See `Optimizer`.
        initial_accumulator_value: What the sums of squares begin with.
        epsilon: Added to the sum before the root is taken.
        options: See `Optimizer`.

    With gradient `g` and learning rate `η`: `a ← a + g²`, `w ← w - ηg / √(a + ε)`.
    """

    _settings: ClassVar[tuple[str, ...]] = ("initial_accumulator_value", "epsilon")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def build(self, variables: Iterable[Any]) -> None:
        """Make a sum of squares for each variable."""
        if self.built:
            return
        super().build(variables)
        first = constant(self.initial_accumulator_value)
        trained = self._trainable_variables
        self._accumulators = self.add_optimizer_variables(trained, "accumulator", first)

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        total = self._accumulators[self._get_variable_index(variable)]
        total.assign_add(squared(gradient))
        rate = cast(learning_rate, variable.dtype)
        variable.assign_sub(rate * whole(gradient) / sqrt(total + self.epsilon))
