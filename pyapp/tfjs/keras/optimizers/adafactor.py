"""Adafactor: second moments kept as a row and a column, for large matrices."""

from collections.abc import Iterable
from typing import Any, ClassVar, Unpack

from tfjs import dtypes
from tfjs.keras.optimizers._options import Options
from tfjs.keras.optimizers._slices import Gradient, row_by_row, squared, whole
from tfjs.keras.optimizers._state import is_overwritten
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.ops.arithmetic import pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.math import maximum, minimum, sqrt
from tfjs.ops.reductions import reduce_mean
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class Adafactor(Optimizer):
    """Adaptive rates with sublinear memory (Shazeer and Stern 2018, arXiv 1804.04235).

    Args:
        learning_rate: See `Optimizer`.
        beta_2_decay: Power with which the share of the old moment approaches 1.
        epsilon_1: Added to the squared gradients.
        epsilon_2: Least scale of a variable.
        clip_threshold: Largest root mean square of an update.
        relative_step: Whether a learning rate that is a number falls with the root of the steps.
        options: See `Optimizer`.

    The second moment of a matrix is the product of the means of its rows and columns, over the
    mean of all. Steps are in units of the root mean square of the variable.
    """

    _settings: ClassVar[tuple[str, ...]] = (
        "beta_2_decay",
        "epsilon_1",
        "epsilon_2",
        "clip_threshold",
        "relative_step",
    )

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_2_decay: float = -0.8,
        epsilon_1: float = 1e-30,
        epsilon_2: float = 1e-3,
        clip_threshold: float = 1.0,
        relative_step: bool = True,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        self.beta_2_decay = beta_2_decay
        self.epsilon_1 = epsilon_1
        self.epsilon_2 = epsilon_2
        self.clip_threshold = clip_threshold
        self.relative_step = relative_step

    def build(self, variables: Iterable[Any]) -> None:
        """Make rows, columns and moments for each variable."""
        if self.built:
            return
        super().build(variables)
        self._r: list[Any] = []
        self._c: list[Any] = []
        self._v: list[Any] = []
        for variable in self._trainable_variables:
            sizes, dtype = tuple(variable.shape), variable.dtype
            name = variable.name.removesuffix(":0").replace("/", "_")
            if is_overwritten(variable):
                rows = columns = moments = None
            else:
                # Keras keeps two scalars in the place of what a vector does not need.
                flat = len(sizes) < 2
                rows = self.add_variable(() if flat else sizes[:-1], "zeros", dtype, name=name)
                columns_shape = () if flat else (*sizes[:-2], sizes[-1])
                columns = self.add_variable(columns_shape, "zeros", dtype, name=name)
                moments = self.add_variable_from_reference(variable, "velocity")
            for part, made in zip(
                (self._r, self._c, self._v), (rows, columns, moments), strict=True
            ):
                part.append(made)

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        dtype = variable.dtype
        rate, share = self._once(
            f"rate {dtype.name}", lambda: self._rate_and_share(learning_rate, dtype)
        )
        alpha = maximum(self.epsilon_2, _rms(variable)) * rate
        place = self._get_variable_index(variable)
        v, squares = self._v[place], squared(gradient) + self.epsilon_1
        if len(variable.shape) >= 2:
            r, c = self._r[place], self._c[place]
            r.assign(share * r + (1 - share) * reduce_mean(squares, -1))
            c.assign(share * c + (1 - share) * reduce_mean(squares, -2))
            rows = expand_dims(r / reduce_mean(r, -1, keepdims=True), -1)
            v.assign(rows * expand_dims(c, -2))
        else:
            v.assign(share * v + (1 - share) * squares)
        update = row_by_row(truediv, gradient, sqrt(v))
        clipped = whole(update) / maximum(1.0, _rms(update) / self.clip_threshold)
        variable.assign_sub(alpha * clipped)

    def _rate_and_share(self, learning_rate: Any, dtype: dtypes.DType) -> tuple[Tensor, Tensor]:
        """The relative step, and the share of the old moment that stays."""
        step = self._local_step(dtype)
        return (
            minimum(cast(learning_rate, dtype), 1 / sqrt(step)),
            1 - pow(step, self.beta_2_decay),
        )


def _rms(x: Any) -> Tensor:
    return sqrt(reduce_mean(squared(x)))
