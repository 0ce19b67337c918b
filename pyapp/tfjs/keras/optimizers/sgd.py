"""Gradient descent, with momentum."""

from collections.abc import Iterable
from typing import Any

from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class SGD(Optimizer):
    """Stochastic gradient descent.

    Args:
        learning_rate: A float, a variable, or a function of no arguments.
        momentum: Share of the last step that goes into the next, from 0 to 1.
        nesterov: Whether to look ahead along the momentum (Sutskever et al. 2013).
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

    With momentum `μ`, learning rate `η` and gradient `g`: `m ← μm - ηg`, `w ← w + m`, or with
    Nesterov `w ← w + μm - ηg`.
    """

    def __init__(
        self,
        learning_rate: Any = 0.01,
        momentum: Any = 0.0,
        nesterov: bool = False,
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
        if not isinstance(momentum, float) or not 0 <= momentum <= 1:
            raise ValueError("`momentum` must be a float between [0, 1].")
        self.momentum = momentum
        self.nesterov = nesterov
        self.momentums: list[Variable] = []

    def build(self, variables: Iterable[Variable]) -> None:
        """Make a momentum for each variable, if there is any."""
        if self.built:
            return
        trained = list(variables)
        super().build(trained)
        if self.momentum != 0:
            self.momentums = self.add_optimizer_variables(trained, "momentum")

    def update_step(self, gradient: Tensor, variable: Variable, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        step = gradient * cast(learning_rate, variable.dtype)
        if self.momentum == 0:
            variable.assign_sub(step)
            return
        m = self.momentums[self._get_variable_index(variable)]
        m.assign(m * self.momentum - step)
        variable.assign_add(m * self.momentum - step if self.nesterov else m.value())

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        return super().get_config() | {"momentum": self.momentum, "nesterov": self.nesterov}
