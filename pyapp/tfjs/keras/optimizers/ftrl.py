"""Ftrl: follow the regularized leader, for sparse linear models."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers._state import constant
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import clip_by_value, pow
from tfjs.ops.casting import cast


class Ftrl(Optimizer):
    """Follow the regularized leader, proximally (McMahan et al. 2013, "Ad click prediction").

    Args:
        learning_rate: See `Optimizer`.
        learning_rate_power: How steps shrink with the sum of squares: 0 for not at all.
        initial_accumulator_value: What the sums of squares begin with.
        l1_regularization_strength: Weights below it become 0.
        l2_regularization_strength: Draws weights to 0.
        l2_shrinkage_regularization_strength: Likewise, apart from the sums of squares.
        beta: The paper's beta.
        options: See `Optimizer`.

    With gradient `g`, learning rate `η` and power `p`: `n' = n + g²`,
    `z ← z + g + 2λₛw - w(n'⁻ᵖ - n⁻ᵖ) / η`, `w ← (clip(z, ±λ₁) - z) / (n'⁻ᵖ / η + 2λ₂ + β / η)`.

    Raises:
        ValueError: An argument that should not be below 0, or a power above it.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        "learning_rate_power",
        "initial_accumulator_value",
        "l1_regularization_strength",
        "l2_regularization_strength",
        "l2_shrinkage_regularization_strength",
        "beta",
    )

    def __init__(
        self,
        learning_rate: Any = 0.001,
        learning_rate_power: float = -0.5,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        l2_shrinkage_regularization_strength: float = 0.0,
        beta: float = 0.0,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.learning_rate_power = learning_rate_power
        self.initial_accumulator_value = initial_accumulator_value
        self.l1_regularization_strength = l1_regularization_strength
        self.l2_regularization_strength = l2_regularization_strength
        self.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength
        self.beta = beta
        if learning_rate_power > 0.0:
            raise ValueError(
                "`learning_rate_power` needs to be negative or zero. Received: "
                f"learning_rate_power={learning_rate_power}."
            )
        for name in self._settings[1:-1]:
            if getattr(self, name) < 0.0:
                raise ValueError(
                    f"`{name}` needs to be positive or zero. Received: {name}="
                    f"{getattr(self, name)}."
                )

    def build(self, variables: Iterable[Any]) -> None:
        """Make a sum of squares and a linear part for each variable."""
        if self.built:
            return
        super().build(variables)
        self._accumulators, self._linears = self.add_optimizer_variables(
            self._trainable_variables,
            ["accumulator", "linear"],
            [constant(self.initial_accumulator_value), "zeros"],
        )

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        rate = cast(learning_rate, variable.dtype)
        place = self._get_variable_index(variable)
        total, linear = self._accumulators[place], self._linears[place]
        after = total + squared(gradient)
        power, power_before = (pow(x, -self.learning_rate_power) for x in (after, total))
        shrunk = whole(gradient) + 2 * self.l2_shrinkage_regularization_strength * variable
        linear.assign_add(shrunk - (power - power_before) / rate * variable)
        l1 = self.l1_regularization_strength
        l2 = self.l2_regularization_strength + self.beta / (2.0 * rate)
        variable.assign((clip_by_value(linear, -l1, l1) - linear) / (power / rate + 2 * l2))
        total.assign(after)
