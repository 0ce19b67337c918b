"""Adadelta: steps whose size follows from those before."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, row_by_row, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.casting import cast
from tfjs.ops.math import negative, sqrt


class Adadelta(Optimizer):
    """Adaptive steps in the units of the variables (Zeiler 2012, arXiv 1212.5701).

    Args:
        learning_rate: See `Optimizer`; 1.0 is that of the paper.
        rho: Share of the running means that stays in a step.
        epsilon: Added to a mean before its root is taken.
        options: See `Optimizer`.

    With gradient `g`: `a ← rho a + (1 - rho) g²`, `δ = -g√(d + ε) / √(a + ε)`,
    `d ← rho d + (1 - rho) δ²`, `w ← w + ηδ`.
    """

    _settings: ClassVar[tuple[str, ...]] = ("rho", "epsilon")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.95,
        epsilon: float = 1e-7,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.rho = rho
        self.epsilon = epsilon

    def build(self, variables: Iterable[Any]) -> None:
        """Make two running means for each variable."""
        if self.built:
            return
        super().build(variables)
        names = ["accumulated_grad", "accumulated_delta_var"]
        made = self.add_optimizer_variables(self._trainable_variables, names)
        self._accumulated_grads, self._accumulated_delta_vars = made

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        place = self._get_variable_index(variable)
        grads, deltas = self._accumulated_grads[place], self._accumulated_delta_vars[place]
        grads.assign(self.rho * grads + (1 - self.rho) * squared(gradient))
        root = sqrt(deltas + self.epsilon)
        scale = sqrt(grads + self.epsilon)
        delta = row_by_row(lambda g, a, b: negative(a * g / b), gradient, root, scale)
        deltas.assign(self.rho * deltas + (1 - self.rho) * squared(delta))
        variable.assign_add(cast(learning_rate, variable.dtype) * whole(delta))
