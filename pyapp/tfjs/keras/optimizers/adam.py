"""Adam: steps scaled by running moments of the gradients."""

from collections.abc import Iterable
from typing import Any

from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.math import maximum, sqrt, square
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class Adam(Optimizer):
    """Adaptive moment estimation (Kingma and Ba 2014, arXiv 1412.6980).

    Args:
        learning_rate: A float, a variable, or a function of no arguments.
        beta_1: Share of the first moment that stays in a step.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment (the paper's epsilon hat).
        amsgrad: Whether the largest second moment so far is used (Reddi et al. 2018).
        weight_decay: See `Optimizer`, as all arguments that follow.
        clipnorm: Largest norm of each gradient.
        clipvalue: Largest absolute value of each element of a gradient.
        global_clipnorm: Largest norm of all gradients together.
        use_ema: Whether a moving average of the variables is kept.
        ema_momentum: Share of the old average that stays in a step.
        ema_overwrite_frequency: After how many steps the variables become their averages.
        loss_scale_factor: What gradients are divided by.
        gradient_accumulation_steps: After how many steps the mean of their gradients is applied.
        name: For the names of variables.

    In step `t`, with gradient `g` and learning rate `η`: `m ← m + (g - m)(1 - β₁)`,
    `v ← v + (g² - v)(1 - β₂)`, `w ← w - mη' / (√v + ε)` where `η' = η √(1 - β₂ᵗ) / (1 - β₁ᵗ)`.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        use_ema: bool = False,
        ema_momentum: float = 0.99,
        ema_overwrite_frequency: int | None = None,
        loss_scale_factor: float | None = None,
        gradient_accumulation_steps: int | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            learning_rate=learning_rate,
            weight_decay=weight_decay,
            clipnorm=clipnorm,
            clipvalue=clipvalue,
            global_clipnorm=global_clipnorm,
            use_ema=use_ema,
            ema_momentum=ema_momentum,
            ema_overwrite_frequency=ema_overwrite_frequency,
            loss_scale_factor=loss_scale_factor,
            gradient_accumulation_steps=gradient_accumulation_steps,
            name=name,
            **kwargs,
        )
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.amsgrad = amsgrad
        self._momentums: list[Variable] = []
        self._velocities: list[Variable] = []
        self._velocity_hats: list[Variable] = []
        self._alpha: Tensor | None = None

    def build(self, variables: Iterable[Variable]) -> None:
        """Make a momentum and a velocity for each variable."""
        if self.built:
            return
        trained = list(variables)
        super().build(trained)
        self._momentums, self._velocities = self.add_optimizer_variables(
            trained, ["momentum", "velocity"]
        )
        if self.amsgrad:
            self._velocity_hats = self.add_optimizer_variables(trained, "velocity_hat")

    def _prepare(self, learning_rate: Any) -> None:
        rate = convert_to_tensor(learning_rate)
        step = cast(self.iterations + 1, rate.dtype)
        root = sqrt(1.0 - pow(self.beta_2, step))
        self._alpha = rate * root / (1.0 - pow(self.beta_1, step))

    def _finish(self) -> None:
        self._alpha = None

    def update_step(self, gradient: Tensor, variable: Variable, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        if self._alpha is None:
            self._prepare(learning_rate)
        alpha = cast(self._alpha, variable.dtype)  # type: ignore[arg-type]
        place = self._get_variable_index(variable)
        m, v = self._momentums[place], self._velocities[place]
        m.assign_add((gradient - m) * (1.0 - self.beta_1))
        v.assign_add((square(gradient) - v) * (1.0 - self.beta_2))
        if self.amsgrad:
            hat = self._velocity_hats[place]
            hat.assign(maximum(hat, v))
            v = hat
        variable.assign_sub(m * alpha / (sqrt(v) + self.epsilon))

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        return super().get_config() | {
            "beta_1": self.beta_1,
            "beta_2": self.beta_2,
            "epsilon": self.epsilon,
            "amsgrad": self.amsgrad,
        }
