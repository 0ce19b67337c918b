"""Gradient descent, with momentum."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.casting import cast


class SGD(Optimizer):
    """Stochastic gradient descent.

    Args:
        learning_rate: See `Optimizer`.
        momentum: Share of the last step that goes into the next, from 0 to 1.
        nesterov: Whether to look ahead along the momentum (Sutskever et al. 2013).
        options: See `Optimizer`.

    With momentum `μ`, learning rate `η` and gradient `g`: `m ← μm - ηg`, `w ← w + m`, or with
    Nesterov `w ← w + μm - ηg`.

    Raises:
        ValueError: `momentum` is no float from 0 to 1.
    """

    _settings: ClassVar[tuple[str, ...]] = ("momentum", "nesterov")

    def __init__(
        self,
        learning_rate: Any = 0.01,
        momentum: Any = 0.0,
        nesterov: bool = False,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        if not isinstance(momentum, float) or not 0 <= momentum <= 1:
            raise ValueError("`momentum` must be a float between [0, 1].")
        self.momentum = momentum
        self.nesterov = nesterov

    def build(self, variables: Iterable[Any]) -> None:
        """Make a momentum for each variable, if there is any."""
        if self.built:
            return
        super().build(variables)
        if self.momentum != 0:
            made = self.add_optimizer_variables(self._trainable_variables, "momentum")
            self.momentums = made

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        step = whole(gradient) * cast(learning_rate, variable.dtype)
        if self.momentum == 0:
            variable.assign_sub(step)
            return
        m = self.momentums[self._get_variable_index(variable)]
        m.assign(m * self.momentum - step)
        variable.assign_add(m * self.momentum - step if self.nesterov else m.read_value())
