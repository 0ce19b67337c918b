"""Lamb: Adam with steps in proportion to each variable's norm, for large batches."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import greater, sqrt, square
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor


class Lamb(Optimizer):
    """Layerwise adaptive moments (You et al. 2019, arXiv 1904.00962).

    Args:
        learning_rate: See `Optimizer`.
        beta_1: Share of the first moment that stays in a step.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment.
        options: See `Optimizer`.

    With the unbiased moments of Adam: `u = m̂ / (√v̂ + ε)`, `w ← w - ηu‖w‖ / ‖u‖`; the ratio is 1
    where a norm is 0.
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
        """Make a momentum and a velocity for each variable."""
        if self.built:
            return
        super().build(variables)
        made = self.add_optimizer_variables(self._trainable_variables, ["momentum", "velocity"])
        self._momentums, self._velocities = made

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        rest_1, rest_2 = self._once(f"rests {dtype.name}", lambda: self._rests(dtype))
        place = self._get_variable_index(variable)
        m, v = self._momentums[place], self._velocities[place]
        m.assign_add((whole(gradient) - m) * (1 - self.beta_1))
        v.assign_add((squared(gradient) - v) * (1 - self.beta_2))
        update = (m / rest_1) / (sqrt(v / rest_2) + self.epsilon)
        of_weights, of_update = _norm(variable), _norm(update)
        both = greater(of_weights, 0.0) & greater(of_update, 0.0)
        ratio = where(both, of_weights / where(both, of_update, 1.0), 1.0)
        variable.assign_sub(ratio * cast(learning_rate, dtype) * update)

    def _rests(self, dtype: Any) -> tuple[Tensor, Tensor]:
        """What the moments lack, because they begin with zeros."""
        step = self._local_step(dtype)
        return 1.0 - pow(self.beta_1, step), 1.0 - pow(self.beta_2, step)


def _norm(x: Any) -> Tensor:
    return sqrt(reduce_sum(square(x)))
