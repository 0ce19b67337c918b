"""Losses scaled up while gradients are computed, so that small ones are not lost."""

from collections.abc import Iterable, Sequence
from typing import Any

from tfjs.flow.branches import cond
from tfjs.keras.optimizers._slices import mapped
from tfjs.keras.optimizers._state import constant, is_overwritten
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.comparison import equal
from tfjs.ops.joining import stack
from tfjs.ops.math import is_finite
from tfjs.ops.reductions import reduce_all
from tfjs.tensor import Tensor

_LEFT_TO_THE_INNER = {
    "weight_decay": None,
    "clipnorm": None,
    "global_clipnorm": None,
    "clipvalue": None,
    "use_ema": False,
    "ema_momentum": 0.99,
    "ema_overwrite_frequency": None,
    "loss_scale_factor": None,
    "gradient_accumulation_steps": None,
}


class LossScaleOptimizer(Optimizer):
    """An optimizer around another one, for mixed precision.

    Args:
        inner_optimizer: Takes the steps.
        initial_scale: What losses are multiplied by at first.
        dynamic_growth_steps: After how many steps with finite gradients the scale is doubled.
        name: First part of the paths of variables.
        **kwargs: Those of `Optimizer`, if they say nothing but their defaults.

    A step whose gradients are not finite is left out, and the scale is halved. Every floating dtype
    computes in float32 here, so no gradient is lost without a scale either; the steps are those
    that TensorFlow takes all the same.

    Raises:
        ValueError: An argument that belongs to the inner optimizer.
    """

    def __init__(
        self,
        inner_optimizer: Optimizer,
        initial_scale: float = 2.0**15,
        dynamic_growth_steps: int = 2000,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if not kwargs.pop("dynamic", True):
            raise ValueError(
                "LossScaleOptimizer no longer supports `dynamic=False`. Instead, simply set "
                "`loss_scale_factor` directly on the `inner_optimizer`."
            )
        for argument, default in _LEFT_TO_THE_INNER.items():
            if kwargs.pop(argument, default) != default:
                raise ValueError(
                    f"LossScaleOptimizer does not support `{argument}`. Instead, set `{argument}` "
                    "on the `inner_optimizer`."
                )
        if kwargs:
            raise ValueError(
                f"LossScaleOptimizer does not support arguments: `{'`, `'.join(kwargs)}`."
            )
        self.inner_optimizer = inner_optimizer
        super().__init__(0.0, name=name)
        self.initial_scale = initial_scale
        self.dynamic_growth_steps = dynamic_growth_steps
        inner_optimizer.loss_scale_factor = None

    def build(self, variables: Iterable[Any]) -> None:
        """Make the scale and the count of steps, and what the inner optimizer needs."""
        if self.built:
            return
        trained = list(variables)
        first = constant(self.initial_scale)
        self.step_counter = self.add_variable((), dtype="int64", name="step_counter")
        self.dynamic_scale = self.add_variable((), first, "float32", name="dynamic_scale")
        self.inner_optimizer.build(trained)
        super().build(trained)

    @property
    def variables(self) -> list[Any]:
        """The scale and its like, then the variables of the inner optimizer."""
        return self._variables + self.inner_optimizer.variables

    def apply(self, grads: Sequence[Any], trainable_variables: Iterable[Any] | None = None) -> None:
        """Take a step with gradients of the scaled loss, if they are finite."""
        variables = self._known(grads, trainable_variables)

        def unscaled(gradient: Tensor) -> Tensor:
            return gradient / self.dynamic_scale  # type: ignore[no-any-return]

        def step() -> None:
            self.inner_optimizer.apply(
                [
                    g if g is None or is_overwritten(v) else mapped(unscaled, g)
                    for g, v in zip(grads, variables, strict=True)
                ],
                variables,
            )
            due = equal(self.step_counter, self.dynamic_growth_steps - 1)
            cond(due, lambda: self._rescale(2.0), lambda: self._count())

        cond(self.check_finite(grads), step, lambda: self._rescale(0.5))

    def _rescale(self, factor: float) -> None:
        self.step_counter.assign(0)
        self.dynamic_scale.assign(self.dynamic_scale * factor)

    def _count(self) -> None:
        self.step_counter.assign_add(1)

    def check_finite(self, grads: Sequence[Any]) -> Tensor:
        """Whether all gradients are."""
        return reduce_all(stack([reduce_all(is_finite(g)) for g in grads if g is not None]))

    @property
    def learning_rate(self) -> Any:
        """The inner optimizer's learning rate."""
        return self.inner_optimizer.learning_rate

    @learning_rate.setter
    def learning_rate(self, learning_rate: Any) -> None:
        self.inner_optimizer.learning_rate = learning_rate

    @property
    def iterations(self) -> Any:
        """How many steps the inner optimizer has taken."""
        return self.inner_optimizer.iterations

    def scale_loss(self, loss: Any) -> Any:
        """The loss times the scale of the moment."""
        return loss * (self.dynamic_scale if self.built else self.initial_scale)

    def finalize_variable_values(self, var_list: Sequence[Any]) -> None:
        """Give each variable its moving average, if the inner optimizer keeps one."""
        self.inner_optimizer.finalize_variable_values(var_list)

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        return {
            "name": self.name,
            "inner_optimizer": serialize_keras_object(self.inner_optimizer),
            "initial_scale": self.initial_scale,
            "dynamic_growth_steps": self.dynamic_growth_steps,
        }

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
    ) -> "LossScaleOptimizer":
        """An optimizer made with what `get_config` gave."""
        inner = deserialize_keras_object(config["inner_optimizer"], custom_objects=custom_objects)
        return cls(**config | {"inner_optimizer": inner})
