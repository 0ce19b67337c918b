"""AdamW without a schedule: steps are taken between two sequences of weights."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.math import minimum, sqrt


class ScheduleFreeAdamW(Optimizer):
    """Adam by averaging in place of a schedule (Defazio et al. 2024, arXiv 2405.15682).

    Args:
        learning_rate: See `Optimizer`.
        beta_1: Share of the averaged weights in those at which gradients are taken.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment.
        warmup_steps: Steps in which the learning rate grows to its value.
        options: See `Optimizer`.

    Gradients are taken at `y = (1 - β₁)z + β₁x`, the variable itself; `z` takes the steps of
    RMSprop without bias, and `x` is the mean of all `z`. As in Keras on TensorFlow, `x` is
    recovered from `y` with the `z` of this step, where the paper has that of the last.
    """

    _settings: ClassVar[tuple[str, ...]] = ("beta_1", "beta_2", "epsilon", "warmup_steps")

    def __init__(
        self,
        learning_rate: Any = 0.0025,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        warmup_steps: int = 0,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.warmup_steps = warmup_steps

    def build(self, variables: Iterable[Any]) -> None:
        """Make `z`, which begins as a copy, and a velocity for each variable."""
        if self.built:
            return
        super().build(variables)
        trained = self._trainable_variables
        made = self.add_optimizer_variables(trained, ["momentum", "velocity"])
        self._momentums, self._velocities = made
        for momentum, variable in zip(self._momentums, trained, strict=True):
            if momentum is not None:
                momentum.assign(variable.read_value())

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        step = self._local_step(dtype)
        rate = cast(learning_rate, dtype)
        if self.warmup_steps > 0:
            rate = rate * minimum(step / self.warmup_steps, 1.0)
        place = self._get_variable_index(variable)
        z, v = self._momentums[place], self._velocities[place]
        v.assign_add((squared(gradient) - v) * (1 - self.beta_2))
        scale = sqrt(v / (1 - pow(self.beta_2, step))) + self.epsilon
        z.assign_sub(rate * whole(gradient) / scale)
        x = (variable - (1 - self.beta_1) * z) / self.beta_1
        weight = 1.0 / step
        x = (1 - weight) * x + weight * z
        variable.assign((1 - self.beta_1) * z + self.beta_1 * x)
