"""Adam, and AdamW, in which the weights decay apart from the gradients."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import Options, OptionsButDecay
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.math import maximum, sqrt
from tfjs.tensor import Tensor


class Adam(Optimizer):
    """Adaptive moment estimation (Kingma and Ba 2014, arXiv 1412.6980).

    Args:
        learning_rate: See `Optimizer`.
        beta_1: Share of the first moment that stays in a step.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment (the paper's epsilon hat).
        amsgrad: Whether the largest second moment so far is used (Reddi et al. 2018).
        options: See `Optimizer`.

    In step `t`, with gradient `g` and learning rate `η`: `m ← m + (g - m)(1 - β₁)`,
    `v ← v + (g² - v)(1 - β₂)`, `w ← w - mη' / (√v + ε)` where `η' = η √(1 - β₂ᵗ) / (1 - β₁ᵗ)`.
    """

    _settings: ClassVar[tuple[str, ...]] = ("beta_1", "beta_2", "epsilon", "amsgrad")

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.amsgrad = amsgrad

    def build(self, variables: Iterable[Any]) -> None:
        """Make a momentum and a velocity for each variable."""
        if self.built:
            return
        super().build(variables)
        names = ["momentum", "velocity"]
        made = self.add_optimizer_variables(self._trainable_variables, names)
        self._momentums, self._velocities = made
        if self.amsgrad:
            hats = self.add_optimizer_variables(self._trainable_variables, "velocity_hat")
            self._velocity_hats = hats

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        alpha = self._once(f"alpha {dtype.name}", lambda: self._alpha(learning_rate, dtype))
        place = self._get_variable_index(variable)
        m, v = self._momentums[place], self._velocities[place]
        m.assign_add((whole(gradient) - m) * (1.0 - self.beta_1))
        v.assign_add((squared(gradient) - v) * (1.0 - self.beta_2))
        if self.amsgrad:
            hat = self._velocity_hats[place]
            hat.assign(maximum(hat, v))
            v = hat
        variable.assign_sub(m * alpha / (sqrt(v) + self.epsilon))

    def _alpha(self, learning_rate: Any, dtype: Any) -> Tensor:
        step = self._local_step(dtype)
        root = sqrt(1.0 - pow(self.beta_2, step))
        return cast(learning_rate, dtype) * root / (1.0 - pow(self.beta_1, step))  # type: ignore[no-any-return]


class AdamW(Adam):
    """Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv 1711.05101).

    Args:
        learning_rate: See `Optimizer`.
        weight_decay: What share of each variable, times the learning rate, is taken away in a step.
        beta_1: See `Adam`, as for all that follow.
        beta_2: Share of the second moment that stays in a step.
        epsilon: Added to the root of the second moment.
        amsgrad: Whether the largest second moment so far is used.
        options: See `Optimizer`.

    Raises:
        ValueError: `weight_decay` is None.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        weight_decay: float | None = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **options: Unpack[OptionsButDecay],
    ) -> None:
        hyper = (beta_1, beta_2, epsilon, amsgrad)
        super().__init__(learning_rate, *hyper, weight_decay=weight_decay, **options)
        if self.weight_decay is None:
            raise ValueError("Argument `weight_decay` must be a float. Received: weight_decay=None")
