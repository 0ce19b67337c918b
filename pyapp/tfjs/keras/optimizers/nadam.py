"""Nadam: Adam that looks ahead along the momentum."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs import dtypes
from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.math import sqrt
from tfjs.tensor import Tensor


class Nadam(Optimizer):
    """Adam with Nesterov's momentum (Dozat 2015).

    Args:
        learning_rate: See `Optimizer`.
        beta_1: Share of the first moment that stays in a step; it grows from half of this.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment.
        options: See `Optimizer`.

    In step `t` the momentum is `μₜ = β₁(1 - 0.96ᵗ / 2)`. With the moments `m` and `v` of Adam and
    the product `π` of all `μ`: `w ← w - η(μₜ₊₁m / (1 - πμₜ₊₁) + (1 - μₜ)g / (1 - π)) / (√v̂ + ε)`.
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
        """Make a momentum and a velocity for each variable, and the product of momentums."""
        if self.built:
            return
        super().build(variables)
        trained = self._trainable_variables
        made = self.add_optimizer_variables(trained, ["momentum", "velocity"])
        self._momentums, self._velocities = made
        dtype = trained[0].dtype if trained else dtypes.float32
        self._u_product = self.add_variable((), "ones", dtype)

    def _backend_update_step(
        self, grads: list[Any], trainable_variables: list[Any], learning_rate: Any
    ) -> None:
        self._u_product.assign(self._u_product * self._momentum(self._u_product.dtype))
        super()._backend_update_step(grads, trainable_variables, learning_rate)

    def _momentum(self, dtype: Any, ahead: int = 1) -> Tensor:
        step = self._local_step(dtype, ahead)

        def compute() -> Tensor:
            return self.beta_1 * (1.0 - 0.5 * pow(0.96, step))  # type: ignore[no-any-return]

        return self._once(f"momentum {ahead} {dtype.name}", compute)

    def _shares(self, learning_rate: Any, dtype: Any) -> tuple[Tensor, Tensor, Tensor]:
        """What the momentum, the gradient and the velocity are multiplied by."""
        now, product = self._momentum(dtype), cast(self._u_product, dtype)
        after = self._momentum(dtype, 2)
        rate = cast(learning_rate, dtype)
        root = 1 / (1 - pow(self.beta_2, self._local_step(dtype)))
        return rate * after / (1 - product * after), rate * (1 - now) / (1 - product), root

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        shares = self._once(f"shares {dtype.name}", lambda: self._shares(learning_rate, dtype))
        of_momentum, of_gradient, of_velocity = shares
        place = self._get_variable_index(variable)
        m, v = self._momentums[place], self._velocities[place]
        g = whole(gradient)
        m.assign_add((g - m) * (1 - self.beta_1))
        v.assign_add((squared(gradient) - v) * (1 - self.beta_2))
        step = of_momentum * m + of_gradient * g
        variable.assign_sub(step / (sqrt(of_velocity * v) + self.epsilon))
