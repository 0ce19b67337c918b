"""Lion: steps of one size, in the direction of the momentum's sign."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import sign
from tfjs.ops.casting import cast


class Lion(Optimizer):
    """Evolved sign momentum (Chen et al. 2023, arXiv 2302.06675).

    Args:
        learning_rate: See `Optimizer`; a third to a tenth of what Adam takes.
        beta_1: Share of the momentum in the direction of a step.
        beta_2: Share of the momentum that stays in a step.
        options: See `Optimizer`.

    With gradient `g` and learning rate `η`: `w ← w - η sign(β₁m + (1 - β₁)g)`,
    `m ← β₂m + (1 - β₂)g`.

    Raises:
        ValueError: `beta_1` is 0 or less, or more than 1.
    """

    _settings: ClassVar[tuple[str, ...]] = ("beta_1", "beta_2")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.99,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        if beta_1 <= 0 or beta_1 > 1:
            raise ValueError(
                "Argument `beta_1` must be in the [0, 1] range. Otherwise, the optimizer "
                f"degenerates to SignSGD. Received: beta_1={beta_1}."
            )
        self.beta_1 = beta_1
        self.beta_2 = beta_2

    def build(self, variables: Iterable[Any]) -> None:
        """Make a momentum for each variable."""
        if self.built:
            return
        super().build(variables)
        self._momentums = self.add_optimizer_variables(self._trainable_variables, "momentum")

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        g = whole(gradient)
        m = self._momentums[self._get_variable_index(variable)]
        direction = sign(m * self.beta_1 + g * (1.0 - self.beta_1))
        variable.assign_sub(cast(learning_rate, variable.dtype) * direction)
        m.assign(m * self.beta_2 + g * (1.0 - self.beta_2))
