"""RMSprop: steps scaled by a running mean of squared gradients."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.casting import cast
from tfjs.ops.math import sqrt, square


class RMSprop(Optimizer):
    """Gradients divided by the root of their running mean square (Hinton 2012, lecture 6).

    Args:
        learning_rate: See `Optimizer`.
        rho: Share of the mean square that stays in a step.
        momentum: Share of the last step that goes into the next.
        epsilon: Added to the mean square before the root is taken.
        centered: Whether the square of the mean gradient is taken off: their variance remains.
        options: See `Optimizer`.

    With gradient `g` and learning rate `η`: `v ← rho v + (1 - rho) g²`,
    `w ← w - ηg / √(v + ε)`.
    """

    _settings: ClassVar[tuple[str, ...]] = ("rho", "momentum", "epsilon", "centered")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.centered = centered

    def build(self, variables: Iterable[Any]) -> None:
        """Make a velocity for each variable, and what momentum and centering need."""
        if self.built:
            return
        super().build(variables)
        trained = self._trainable_variables
        self._velocities = self.add_optimizer_variables(trained, "velocity")
        if self.momentum > 0:
            self._momentums = self.add_optimizer_variables(trained, "momentum")
        if self.centered:
            self._average_gradients = self.add_optimizer_variables(trained, "average_gradient")

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        place = self._get_variable_index(variable)
        v = self._velocities[place]
        v.assign(self.rho * v + (1 - self.rho) * squared(gradient))
        spread, g = v, whole(gradient)
        if self.centered:
            mean = self._average_gradients[place]
            mean.assign(self.rho * mean + (1 - self.rho) * g)
            spread = v - square(mean)
        step = cast(learning_rate, variable.dtype) * g / sqrt(spread + self.epsilon)
        if self.momentum > 0:
            m = self._momentums[place]
            m.assign(self.momentum * m + step)
            step = m.read_value()
        variable.assign_sub(step)
