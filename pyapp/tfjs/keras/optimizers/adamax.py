"""Adamax: Adam with the largest gradient in place of the second moment."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, sizes, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.math import maximum


class Adamax(Optimizer):
    """Adam by the infinity norm (Kingma and Ba 2014, section 7.1).

    Args:
        learning_rate: See `Optimizer`.
        beta_1: Share of the first moment that stays in a step.
        beta_2: Share of the norm that stays in a step.
        epsilon: Added to the norm.
        options: See `Optimizer`.

    In step `t`, with gradient `g` and learning rate `η`: `m ← m + (g - m)(1 - β₁)`,
    `u ← max(β₂u, |g|)`, `w ← w - ηm / ((1 - β₁ᵗ)(u + ε))`.
    """

    _settings: ClassVar[tuple[str, ...]] = ("beta_1", "beta_2", "epsilon")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def build(self, variables: Iterable[Any]) -> None:
        """Make a momentum and a norm for each variable."""
        if self.built:
            return
        super().build(variables)
        made = self.add_optimizer_variables(self._trainable_variables, ["momentum", "norm"])
        self._m, self._u = made

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        rate = self._once(
            f"rate {dtype.name}",
            lambda: cast(learning_rate, dtype) / (1 - pow(self.beta_1, self._local_step(dtype))),
        )
        place = self._get_variable_index(variable)
        m, u = self._m[place], self._u[place]
        m.assign_add((whole(gradient) - m) * (1 - self.beta_1))
        u.assign(maximum(self.beta_2 * u, sizes(gradient)))
        variable.assign_sub(rate * m / (u + self.epsilon))
