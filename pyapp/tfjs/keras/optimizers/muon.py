"""Muon: momentum made orthogonal, for matrices; Adam for the rest."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Unpack

from tfjs.keras.optimizers._options import OptionsButDecay
from tfjs.keras.optimizers._slices import Gradient, squared, whole
from tfjs.keras.optimizers._state import is_overwritten
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.linalg import matmul
from tfjs.ops.math import sqrt, square
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import transpose
from tfjs.tensor import Tensor


class Muon(Optimizer):
    """Momentum orthogonalized by Newton and Schulz (Jordan et al. 2024).

    Args:
        learning_rate: See `Optimizer`.
        adam_beta_1: Share of the first moment that stays, where Adam is used.
        adam_beta_2: Share of the second moment, likewise.
        adam_weight_decay: Decay of variables for which Adam is used; none if None.
        epsilon: Added to the root of the second moment, likewise.
        weight_decay: Decay of the matrices; none if None.
        exclude_layers: Patterns: where one is found in a variable's path, Adam is used.
        exclude_embeddings: Whether Adam is used where "embedding" is in the path.
        muon_a: First coefficient of the iteration `x ← ax + (bA + cA²)x` with `A = xxᵀ`.
        muon_b: Second coefficient.
        muon_c: Third coefficient.
        adam_lr_ratio: What the learning rate is multiplied by where Adam is used.
        momentum: Share of the momentum that stays in a step.
        ns_steps: Number of iterations.
        nesterov: Whether to look ahead along the momentum.
        rms_rate: Root mean square of an update, times the root of the larger side; None for the
            orthogonal matrix as it is.
        options: See `Optimizer`.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        *("adam_beta_1", "adam_beta_2", "epsilon", "exclude_layers", "muon_a", "muon_b", "muon_c"),
        *("adam_lr_ratio", "momentum", "ns_steps", "nesterov", "exclude_embeddings"),
        *("adam_weight_decay", "rms_rate"),
    )

    def __init__(
        self,
        learning_rate: Any = 0.001,
        adam_beta_1: float = 0.9,
        adam_beta_2: float = 0.999,
        adam_weight_decay: float | None = 0.004,
        epsilon: float = 1e-7,
        weight_decay: float | None = 0.004,
        exclude_layers: Sequence[str] | None = None,
        exclude_embeddings: bool = True,
        muon_a: float = 3.4445,
        muon_b: float = -4.7750,
        muon_c: float = 2.0315,
        adam_lr_ratio: float = 1,
        momentum: float = 0.95,
        ns_steps: int = 5,
        nesterov: bool = True,
        rms_rate: float | None = 0.2,
        **options: Unpack[OptionsButDecay],
    ) -> None:
        super().__init__(learning_rate, weight_decay, **options)
        self.adam_beta_1, self.adam_beta_2 = adam_beta_1, adam_beta_2
        self.adam_weight_decay, self.adam_lr_ratio = adam_weight_decay, adam_lr_ratio
        self.epsilon = epsilon
        self.exclude_layers = exclude_layers or []
        self.exclude_embeddings = exclude_embeddings
        self.muon_a, self.muon_b, self.muon_c = muon_a, muon_b, muon_c
        self.momentum, self.nesterov = momentum, nesterov
        self.ns_steps, self.rms_rate = ns_steps, rms_rate

    def build(self, variables: Iterable[Any]) -> None:
        """Make a momentum for each variable, and a velocity where Adam is used."""
        if self.built:
            return
        super().build(variables)
        self.momentums: list[Any] = []
        self.adam_velocities: list[Any] = []
        for variable in self._trainable_variables:
            skipped = is_overwritten(variable)
            make = self.add_variable_from_reference
            self.momentums.append(None if skipped else make(variable, "momentum"))
            by_adam = not skipped and self._should_use_adamw(variable)
            self.adam_velocities.append(make(variable, "velocity") if by_adam else None)

    def _should_use_adamw(self, variable: Any) -> bool:
        if len(variable.shape) != 2:
            return True
        path = getattr(variable, "path", variable.name)
        if self.exclude_embeddings and "embedding" in path.lower():
            return True
        return any(re.search(keyword, path) for keyword in self.exclude_layers)

    def _decay_of(self, variable: Any) -> float | None:
        if not self._use_weight_decay(variable):
            return None
        return self.adam_weight_decay if self._should_use_adamw(variable) else self.weight_decay

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        place = self._get_variable_index(variable)
        m, v = self.momentums[place], self.adam_velocities[place]
        rate = cast(learning_rate, variable.dtype)
        if v is not None:
            self._by_adam(gradient, variable, rate * self.adam_lr_ratio, m, v)
            return
        g = whole(gradient)
        m.assign_add(g + m * (self.momentum - 1))
        ahead = g + self.momentum * m if self.nesterov else m.read_value()
        update = rate * self._orthogonal(ahead)
        if self.rms_rate is not None:
            update = update * (max(update.shape) ** 0.5 * self.rms_rate)
        variable.assign_sub(update)

    def _by_adam(self, gradient: Gradient, variable: Any, rate: Tensor, m: Any, v: Any) -> None:
        step = self._local_step(variable.dtype)
        root = sqrt(1 - pow(self.adam_beta_2, step))
        alpha = rate * root / (1 - pow(self.adam_beta_1, step))
        m.assign_add((whole(gradient) - m) * (1 - self.adam_beta_1))
        v.assign_add((squared(gradient) - v) * (1 - self.adam_beta_2))
        variable.assign_sub(m * alpha / (sqrt(v) + self.epsilon))

    def _orthogonal(self, x: Tensor) -> Tensor:
        """The matrix with singular values near 1, by a polynomial applied a few times."""
        tall = x.shape[0] > x.shape[1]
        x = transpose(x) if tall else x
        x = x / (sqrt(reduce_sum(square(x))) + 1e-7)
        for _ in range(self.ns_steps):
            once = matmul(x, x, transpose_b=True)
            twice = self.muon_b * once + self.muon_c * matmul(once, once)
            x = self.muon_a * x + matmul(twice, x)
        return transpose(x) if tall else x
