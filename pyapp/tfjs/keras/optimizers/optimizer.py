"""What all optimizers have in common: their variables, and the order of a step."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tfjs import dtypes
from tfjs._scopes import name_scope
from tfjs.flow.branches import cond
from tfjs.keras._names import auto_name
from tfjs.keras.optimizers._clipping import Clipping
from tfjs.keras.optimizers._decay import Decay
from tfjs.ops.arithmetic import floordiv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, not_equal
from tfjs.ops.creation import convert_to_tensor, zeros_like
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class Optimizer(Decay):
    """Base of the optimizers; a subclass defines `update_step`, and `build` for its variables.

    Args:
        learning_rate: A float, a variable, or a function of no arguments.
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
        name: For the names of variables.

    Everything that changes is a variable: a train step that is a `tf.function` is traced once,
    whatever becomes of the learning rate.

    Raises:
        ValueError: An argument outside its range, or one that does not exist.
    """

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
        _check_steps(gradient_accumulation_steps, use_ema, ema_momentum, ema_overwrite_frequency)
        self.name = auto_name(type(self).__name__) if name is None else name
        super().__init__(weight_decay)
        self._clipping = Clipping(clipnorm, clipvalue, global_clipnorm)
        self.use_ema = use_ema
        self.ema_momentum = ema_momentum
        self.ema_overwrite_frequency = ema_overwrite_frequency
        self.loss_scale_factor = loss_scale_factor
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self.built = False
        self._variables: list[Variable] = []
        self._places: dict[int, int] = {}
        self._trained: list[Variable] = []
        self._accumulated: list[Variable] = []
        self._averages: list[Variable] = []
        self._iterations = self._made(0, dtypes.int64, "iteration")
        self._learning_rate = self._rate(learning_rate)

    @property
    def clipnorm(self) -> float | None:
        """Largest norm of each gradient."""
        return self._clipping.clipnorm

    @property
    def clipvalue(self) -> float | None:
        """Largest absolute value of each element of a gradient."""
        return self._clipping.clipvalue

    @property
    def global_clipnorm(self) -> float | None:
        """Largest norm of all gradients together."""
        return self._clipping.global_clipnorm

    def _made(self, value: Any, dtype: Any, name: str) -> Variable:
        with name_scope(self.name):
            variable = Variable(value, trainable=False, dtype=dtype, name=name)
        self._variables.append(variable)
        return variable

    def _rate(self, learning_rate: Any) -> Any:
        if isinstance(learning_rate, Variable) or callable(learning_rate):
            return learning_rate
        if not isinstance(learning_rate, float):
            raise ValueError(
                "Argument `learning_rate` should be float, or a variable, or a callable that "
                f"returns the learning rate. Received instead: learning_rate={learning_rate}"
            )
        return self._made(learning_rate, dtypes.float32, "learning_rate")

    @property
    def learning_rate(self) -> Any:
        """The learning rate of the moment: a variable, which can be assigned a number too."""
        if callable(self._learning_rate):
            return self._learning_rate()
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, learning_rate: Any) -> None:
        if callable(learning_rate):
            self._variables = [v for v in self._variables if v is not self._learning_rate]
            self._learning_rate = learning_rate
        elif callable(self._learning_rate):
            self._learning_rate = self._rate(learning_rate)
        else:
            self._learning_rate.assign(convert_to_tensor(learning_rate, self._learning_rate.dtype))

    @property
    def iterations(self) -> Any:
        """How many steps were taken; an int64 variable, or a tensor if gradients accumulate."""
        if self.gradient_accumulation_steps:
            return floordiv(self._iterations, self.gradient_accumulation_steps)
        return self._iterations

    @property
    def variables(self) -> list[Variable]:
        """All variables of the optimizer: iterations, learning rate, then those of `build`."""
        return self._variables[:]

    def build(self, variables: Iterable[Variable]) -> None:
        """Make what belongs to each of the variables that are to be optimized."""
        trained = list(variables)
        if self.use_ema:
            self._averages = self.add_optimizer_variables(trained, "average")
        if self.gradient_accumulation_steps:
            self._accumulated = self.add_optimizer_variables(trained, "gradient_accumulator")
        self._places = {id(variable): place for place, variable in enumerate(trained)}
        self._trained = trained
        self.built = True

    def add_variable_from_reference(
        self, reference_variable: Variable, name: str | None = None, initializer: str = "zeros"
    ) -> Variable:
        """A variable of the optimizer like another one, with zeros or ones in it."""
        value = zeros_like(reference_variable)
        if initializer == "ones":
            value = value + 1
        reference = reference_variable.name.removesuffix(":0").replace("/", "_").replace(":", "_")
        return self._made(value, reference_variable.dtype, f"{reference}_{name or 'var'}")

    def add_optimizer_variables(
        self,
        trainable_variables: Sequence[Variable],
        name: Any,
        initializer: str = "zeros",
    ) -> Any:
        """A variable of the optimizer for each variable; a tuple of lists for several names."""
        names = [name] if isinstance(name, str) else list(name)
        made: tuple[list[Variable], ...] = tuple([] for _ in names)
        for variable in trainable_variables:
            for part, one in zip(made, names, strict=True):
                part.append(self.add_variable_from_reference(variable, one, initializer))
        return made[0] if isinstance(name, str) else made

    def _get_variable_index(self, variable: Variable) -> int:
        return self._places[id(variable)]

    def update_step(self, gradient: Tensor, variable: Variable, learning_rate: Any) -> None:
        """Change one variable by its gradient."""
        raise NotImplementedError(f"{type(self).__name__} defines no update_step.")

    def apply_gradients(self, grads_and_vars: Iterable[tuple[Any, Variable]]) -> Variable:
        """Take a step with pairs of gradient and variable; gives the number of steps taken."""
        pairs = list(grads_and_vars)
        self.apply([grad for grad, _ in pairs], [variable for _, variable in pairs])
        return self._iterations

    def apply(
        self, grads: Sequence[Any], trainable_variables: Iterable[Variable] | None = None
    ) -> None:
        """Take a step.

        Args:
            grads: Gradients; None for a variable that the loss does not depend on.
            trainable_variables: As many variables; those that the optimizer was built with if None.

        Raises:
            ValueError: A variable that the optimizer was not built with, or no gradient at all.
        """
        if len(grads) == 0:
            return
        variables = self._known(grads, trainable_variables)
        gradients, variables = _without_none(grads, variables)
        if self.loss_scale_factor is not None:
            gradients = [g / self.loss_scale_factor for g in gradients]
        self._step(gradients, variables)
        for variable in variables:
            if variable.constraint is not None:
                variable.assign(variable.constraint(variable.value()))
        self._iterations.assign_add(1)

    def _known(
        self, grads: Sequence[Any], trainable_variables: Iterable[Variable] | None
    ) -> list[Variable]:
        if trainable_variables is None:
            if not self.built:
                raise ValueError(
                    "When passing `grads` without `variables`, the optimizer must already be built "
                    "on a list of variables. Call `optimizer.build(trainable_variables)` first."
                )
            variables = self._trained
        else:
            variables = list(trainable_variables)
            if not self.built:
                self.build(variables)
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

    def _step(self, gradients: list[Any], variables: list[Variable]) -> None:
        steps = self.gradient_accumulation_steps
        if steps:
            sums = [self._accumulated[self._get_variable_index(v)] for v in variables]

            def apply() -> None:
                total = zip(gradients, sums, strict=True)
                self._update([(g + s) / steps for g, s in total], variables)
                for each in self._accumulated:
                    each.assign(zeros_like(each))

            def wait() -> None:
                for g, s in zip(gradients, sums, strict=True):
                    s.assign_add(g)

            cond(equal((self._iterations + 1) % steps, 0), apply, wait)
        else:
            self._update(gradients, variables)
        if self.use_ema:
            self._average()

    def _update(self, gradients: list[Any], variables: list[Variable]) -> None:
        gradients = self._clipping(gradients)
        rate = self.learning_rate
        self._apply_weight_decay(variables, rate)
        self._prepare(rate)
        for gradient, variable in zip(gradients, variables, strict=True):
            self.update_step(gradient, variable, rate)
        self._finish()

    def _prepare(self, learning_rate: Any) -> None:
        """Compute what all variables share in a step."""

    def _finish(self) -> None:
        """Forget what `_prepare` computed."""

    def _average(self) -> None:
        momentum = cast(not_equal(self.iterations, 0), dtypes.float32) * self.ema_momentum
        for variable, average in zip(self._trained, self._averages, strict=True):
            average.assign(momentum * average + (1 - momentum) * variable)
        if self.ema_overwrite_frequency:
            due = equal((self.iterations + 1) % self.ema_overwrite_frequency, 0)
            cond(due, lambda: self.finalize_variable_values(self._trained), lambda: None)

    def finalize_variable_values(self, var_list: Sequence[Variable]) -> None:
        """Give each variable its moving average, if there is one."""
        if self.use_ema:
            for variable, average in zip(var_list, self._averages, strict=True):
                variable.assign(average.value())

    def scale_loss(self, loss: Any) -> Any:
        """The loss times the scale factor, if there is one."""
        return loss if self.loss_scale_factor is None else loss * self.loss_scale_factor

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Give the optimizer's variables values.

        Raises:
            ValueError: The optimizer is not built yet.
        """
        if not self.built:
            raise ValueError(
                "You are calling `set_weights()` on an optimizer that has not yet been built. "
                "Please call `optimizer.build(trainable_variables)` first."
            )
        for variable, weight in zip(self._variables, weights, strict=True):
            variable.assign(convert_to_tensor(weight, variable.dtype))

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        rate = self.learning_rate
        return {
            "name": self.name,
            "learning_rate": float(rate) if isinstance(rate, Tensor | Variable) else rate,
            "weight_decay": self.weight_decay,
            "clipnorm": self.clipnorm,
            "global_clipnorm": self.global_clipnorm,
            "clipvalue": self.clipvalue,
            "use_ema": self.use_ema,
            "ema_momentum": self.ema_momentum,
            "ema_overwrite_frequency": self.ema_overwrite_frequency,
            "loss_scale_factor": self.loss_scale_factor,
            "gradient_accumulation_steps": self.gradient_accumulation_steps,
        }

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Callable[..., Any]] | None = None
    ) -> "Optimizer":
        """An optimizer made with what `get_config` gave."""
        return cls(**config)


def _check_steps(accumulation: int | None, use_ema: bool, momentum: float, frequency: Any) -> None:
    if accumulation is not None and accumulation and not accumulation >= 2:
        raise ValueError(
            "`gradient_accumulation_steps` must be an integer >= 2. Received: "
            f"gradient_accumulation_steps={accumulation}"
        )
    if use_ema and not 0 <= momentum <= 1:
        raise ValueError(
            f"`ema_momentum` must be in the range [0, 1]. Received: ema_momentum={momentum}"
        )
    if use_ema and frequency and (not isinstance(frequency, int) or frequency < 1):
        raise ValueError(
            "`ema_overwrite_frequency` must be an integer >= 1 or None. Received: "
            f"ema_overwrite_frequency={frequency}"
        )


def _without_none(
    grads: Sequence[Any], variables: list[Variable]
) -> tuple[list[Any], list[Variable]]:
    """The pairs that have a gradient; the others are named in a warning."""
    pairs = list(zip(grads, variables, strict=True))
    missing = [variable.name for grad, variable in pairs if grad is None]
    if len(missing) == len(pairs):
        raise ValueError("No gradients provided for any variable.")
    if missing:
        warnings.warn(
            f"Gradients do not exist for variables {missing} when minimizing the loss. If using "
            "`model.compile()`, did you forget to provide a `loss` argument?",
            stacklevel=4,
        )
    kept = [(g, v) for g, v in pairs if g is not None]
    return [_dense(g, v) for g, v in kept], [v for _, v in kept]


def _dense(gradient: Any, variable: Variable) -> Any:
    tensor = convert_to_tensor(gradient)
    return tensor if tensor.dtype is variable.dtype else cast(tensor, variable.dtype)
