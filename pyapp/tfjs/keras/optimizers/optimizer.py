"""What all optimizers have in common: the order of a step."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, NoReturn, TypeVar

from tfjs.flow.branches import cond
from tfjs.keras._names import auto_name
from tfjs.keras.engine.variable import Variable
from tfjs.keras.optimizers._averages import Averages
from tfjs.keras.optimizers._clipping import Clipping
from tfjs.keras.optimizers._decay import Decay
from tfjs.keras.optimizers._gradients import paired
from tfjs.keras.optimizers._options import check_steps
from tfjs.keras.optimizers._slices import Gradient, mapped, whole
from tfjs.keras.optimizers._state import is_overwritten
from tfjs.keras.saving.serialization import deserialize_keras_object
from tfjs.ops.arithmetic import floordiv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import maximum
from tfjs.tensor import Tensor

_T = TypeVar("_T")


class Optimizer(Averages, Clipping, Decay):
    """Base of the optimizers; a subclass defines `update_step`, and `build` for its variables.

    Args:
        learning_rate: A float, a `LearningRateSchedule`, a variable, or a function of no arguments.
        weight_decay: What share of each variable, times the learning rate, is taken away in a step.
        clipnorm: Largest norm of each gradient.
        clipvalue: Largest absolute value of each element of a gradient.
        global_clipnorm: Largest norm of all gradients together.
        use_ema: Whether a moving average of the variables is kept.
        ema_momentum: Share of the old average that stays in a step.
        ema_overwrite_frequency: After how many steps the variables become their averages; never
            if None.
        loss_scale_factor: What `scale_loss` multiplies by and gradients are divided by.
        gradient_accumulation_steps: After how many steps the mean of their gradients is applied.
        name: First part of the paths of the optimizer's variables.

    Everything that changes is a variable: a train step that is a `tf.function` is traced once,
    whatever becomes of the learning rate.

    Raises:
        ValueError: An argument outside its range, or one that does not exist.
    """

    _settings: ClassVar[tuple[str, ...]] = ()
    """Names of a subclass's own arguments, which are attributes too; for its configuration."""

    def __init__(
        self,
        learning_rate: Any,
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
        if kwargs.pop("decay", None) is not None:
            warnings.warn(
                "Argument `decay` is no longer supported and will be ignored.", stacklevel=3
            )
        if kwargs:
            raise ValueError(f"Argument(s) not recognized: {kwargs}")
        check_steps(gradient_accumulation_steps, use_ema, ema_momentum, ema_overwrite_frequency)
        self._set_clipping(clipnorm, clipvalue, global_clipnorm)
        name = auto_name(type(self).__name__) if name is None else name
        super().__init__(learning_rate, name, use_ema, ema_momentum, ema_overwrite_frequency)
        self.weight_decay = weight_decay
        self.loss_scale_factor = loss_scale_factor
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self._places: dict[int, int] = {}
        self._trainable_variables: list[Any] = []
        self._accumulated: list[Variable] = []
        self._shared: dict[str, Any] | None = None

    @property
    def iterations(self) -> Any:
        """How often the variables were changed: a variable; a tensor if gradients accumulate."""
        if self.gradient_accumulation_steps:
            return floordiv(self._iterations, self.gradient_accumulation_steps)
        return self._iterations

    def build(self, variables: Iterable[Any]) -> None:
        """Make what belongs to each of the variables that are to be optimized."""
        trained = self._trainable_variables = list(variables)
        if self.use_ema:
            self._averages = self.add_optimizer_variables(trained, "average")
        if self.gradient_accumulation_steps:
            self._accumulated = [
                self.add_variable_from_reference(v, "gradient_accumulator") for v in trained
            ]
        self._places = {id(variable): place for place, variable in enumerate(trained)}
        self.built = True

    def _get_variable_index(self, variable: Any) -> int:
        return self._places[id(variable)]

    def assign(self, variable: Any, value: Any) -> None:
        """Give a variable a value, cast to its dtype."""
        variable.assign(cast(value, variable.dtype))

    def assign_add(self, variable: Any, value: Any) -> None:
        """Add a value, cast to the variable's dtype."""
        variable.assign_add(cast(value, variable.dtype))

    def assign_sub(self, variable: Any, value: Any) -> None:
        """Subtract a value, cast to the variable's dtype."""
        variable.assign_sub(cast(value, variable.dtype))

    def update_step(self, gradient: Gradient, variable: Any, learning_rate: Any) -> None:
        """Change one variable by its gradient: a tensor, or `tf.IndexedSlices` of an embedding's.

        As in Keras on TensorFlow, what is computed of slices need not be what is computed of their
        sums: the optimizers here square each slice by itself.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no update_step.")

    def _once(self, name: str, compute: Callable[[], _T]) -> _T:
        """What all variables share in a step, computed for the first of them."""
        if self._shared is None:
            return compute()
        if name not in self._shared:
            self._shared[name] = compute()
        shared: _T = self._shared[name]
        return shared

    def _local_step(self, dtype: Any, ahead: int = 1) -> Tensor:
        """The number of the step that is being taken, from 1 on."""
        name = f"step {ahead} {dtype.name}"
        return self._once(name, lambda: cast(self.iterations + ahead, dtype))

    def apply_gradients(self, grads_and_vars: Iterable[tuple[Any, Any]]) -> Variable:
        """Take a step with pairs of gradient and variable; gives the number of steps taken."""
        pairs = list(grads_and_vars)
        self.apply([grad for grad, _ in pairs], [variable for _, variable in pairs])
        return self._iterations

    def apply(self, grads: Sequence[Any], trainable_variables: Iterable[Any] | None = None) -> None:
        """Take a step.

        Args:
            grads: Gradients; None for a variable that the loss does not depend on.
            trainable_variables: As many variables; those that the optimizer was built with if None.

        Raises:
            ValueError: A variable that the optimizer was not built with, or no gradient at all.
        """
        if len(grads) == 0:
            return
        gradients, variables = paired(grads, self._known(grads, trainable_variables))
        gradients, variables = self._without_overwritten(gradients, variables)
        if gradients:
            if (scale := self.loss_scale_factor) is not None:
                gradients = [mapped(lambda g: g / scale, g) for g in gradients]
            self._step(gradients, variables)
            for variable in variables:
                if variable.constraint is not None:
                    variable.assign(variable.constraint(variable.read_value()))
        self._iterations.assign_add(1)

    def _known(self, grads: Sequence[Any], given: Iterable[Any] | None) -> list[Any]:
        """The variables that belong to gradients; builds the optimizer if need be."""
        if given is None:
            if not self.built:
                raise ValueError(
                    "When passing `grads` without `variables`, the optimizer must already be built "
                    "on a list of variables. Call `optimizer.build(trainable_variables)` first."
                )
            variables = self._trainable_variables
        else:
            variables = list(given)
            if not self.built:
                self.build(variables)
                waiting = self.__dict__.pop("_restore_once_built", None)
                if waiting is not None:
                    waiting()
        if len(grads) != len(variables):
            raise ValueError(
                "When passing `grads` as a list of gradient tensors, the gradients must match the "
                f"variables one-to-one. Received {len(grads)} gradients for {len(variables)} "
                "trainable variables."
            )
        for variable in variables:
            if id(variable) not in self._places:
                raise ValueError(
                    f"Unknown variable: {variable}. This optimizer can only be called for the "
                    "variables it was originally built with. When working with a new set of "
                    "variables, you should recreate a new optimizer instance."
                )
        return variables

    def _without_overwritten(
        self, gradients: list[Any], variables: list[Any]
    ) -> tuple[list[Any], list[Any]]:
        """The pairs whose gradient is one; other variables take it for their value."""
        rest = []
        for gradient, variable in zip(gradients, variables, strict=True):
            if not is_overwritten(variable):
                rest.append((gradient, variable))
            elif self.gradient_accumulation_steps:
                held = self._accumulated[self._get_variable_index(variable)]
                due, largest = self._is_due(), maximum(gradient, held)
                variable.assign(where(due, largest, variable.read_value()))
                held.assign(where(due, zeros_like(gradient), largest))
            else:
                variable.assign(gradient)
        return [g for g, _ in rest], [v for _, v in rest]

    def _is_due(self) -> Tensor:
        """Whether gradients that accumulate are applied in this step."""
        return equal((self._iterations + 1) % self.gradient_accumulation_steps, 0)

    def _step(self, gradients: list[Any], variables: list[Any]) -> None:
        steps = self.gradient_accumulation_steps
        if steps:
            sums = [self._accumulated[self._get_variable_index(v)] for v in variables]

            def apply() -> None:
                total = zip(gradients, sums, strict=True)
                self._update([(whole(g) + s) / steps for g, s in total], variables)
                for each in self._accumulated:
                    each.assign(zeros_like(each))

            def wait() -> None:
                for g, s in zip(gradients, sums, strict=True):
                    s.assign_add(whole(g))

            cond(self._is_due(), apply, wait)
        else:
            self._update(gradients, variables)
        if self.use_ema:
            self._average(self._trainable_variables)

    def _update(self, gradients: list[Any], variables: list[Any]) -> None:
        gradients = self._clip_gradients(gradients)
        rate = self.learning_rate
        self._apply_weight_decay(variables, rate)
        self._shared = {}
        try:
            self._backend_update_step(gradients, variables, rate)
        finally:
            self._shared = None

    def _backend_update_step(
        self, grads: list[Any], trainable_variables: list[Any], learning_rate: Any
    ) -> None:
        for gradient, variable in zip(grads, trainable_variables, strict=True):
            self.update_step(gradient, variable, learning_rate)

    def stateless_apply(
        self, optimizer_variables: Any, grads: Any, trainable_variables: Any
    ) -> NoReturn:
        """Raise a ValueError, as Keras does on TensorFlow."""
        raise ValueError(
            "stateless_apply is not supported with the TensorFlow backend (as it is incompatible "
            "with tf.distribute)."
        )

    def scale_loss(self, loss: Any) -> Any:
        """The loss times the scale factor, if there is one."""
        return loss if self.loss_scale_factor is None else loss * self.loss_scale_factor

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        return {
            "name": self.name,
            "learning_rate": self._rate_config(),
            "weight_decay": self.weight_decay,
            "clipnorm": self.clipnorm,
            "global_clipnorm": self.global_clipnorm,
            "clipvalue": self.clipvalue,
            "use_ema": self.use_ema,
            "ema_momentum": self.ema_momentum,
            "ema_overwrite_frequency": self.ema_overwrite_frequency,
            "loss_scale_factor": self.loss_scale_factor,
            "gradient_accumulation_steps": self.gradient_accumulation_steps,
        } | {name: getattr(self, name) for name in self._settings}

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
    ) -> "Optimizer":
        """An optimizer made with what `get_config` gave."""
        config = dict(config)
        if isinstance(config.get("learning_rate"), dict):
            rate = deserialize_keras_object(config["learning_rate"], custom_objects=custom_objects)
            config["learning_rate"] = rate
        return cls(**config)
