"""An optimizer's own variables: made like those that it changes, saved and restored in order."""

import warnings
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from typing import Any, TypeAlias

from tfjs.keras.engine.context import Scope
from tfjs.keras.engine.variable import Variable
from tfjs.ops.creation import fill, zeros
from tfjs.tensor import Tensor

Initializer: TypeAlias = str | Callable[..., Tensor]


class State:
    """The variables of an optimizer.

    Args:
        name: First part of their paths.
    """

    built: bool = False

    def __init__(self, name: str) -> None:
        self.name = name
        self._variables: list[Variable] = []

    @property
    def variables(self) -> list[Variable]:
        """All variables of the optimizer: iterations, learning rate, then those of `build`."""
        return self._variables[:]

    def add_variable(
        self,
        shape: Sequence[int],
        initializer: Initializer = "zeros",
        dtype: Any = None,
        aggregation: str = "none",
        layout: None = None,
        name: str | None = None,
    ) -> Variable:
        """A variable that belongs to the optimizer.

        Args:
            shape: Its shape.
            initializer: What makes its first value: a name, or a function of shape and dtype.
            dtype: The session's floating one if None.
            aggregation: Kept; there is one device.
            layout: Ignored.
            name: Last part of its path.
        """
        return self._tracked(_initializer(initializer), dtype, name, shape, aggregation)

    def _tracked(
        self,
        first: Any,
        dtype: Any,
        name: str | None,
        shape: Sequence[int] | None = None,
        aggregation: str = "none",
    ) -> Variable:
        with Scope(self):
            made = Variable(
                first, shape, dtype, trainable=False, aggregation=aggregation, name=name
            )
        self._variables.append(made)
        return made

    def add_variable_from_reference(
        self, reference_variable: Any, name: str | None = None, initializer: Initializer = "zeros"
    ) -> Variable:
        """A variable of the shape and dtype of another one, after which it is named.

        Args:
            reference_variable: A variable that is to be optimized.
            name: Comes behind the name of that variable.
            initializer: What makes the first value.
        """
        reference = getattr(reference_variable, "path", None)
        if reference is None:
            reference = reference_variable.name.removesuffix(":0").replace(":", "_")
        return self.add_variable(
            reference_variable.shape,
            initializer,
            reference_variable.dtype,
            name=f"{reference.replace('/', '_')}_{name or 'var'}",
        )

    def add_optimizer_variables(
        self, trainable_variables: Iterable[Any], name: Any, initializer: Any = "zeros"
    ) -> Any:
        """A variable of the optimizer for each variable.

        Args:
            trainable_variables: What is to be optimized.
            name: One name, or several for several variables each.
            initializer: What makes the first values: one for all, or one for each name.

        Returns:
            A list of variables; a tuple of lists for several names. None stands in the place of a
            variable that is overwritten with its gradient.

        Raises:
            ValueError: Not as many initializers as names.
        """
        names = [name] if isinstance(name, str) else list(name)
        one = isinstance(name, str) or isinstance(initializer, str) or callable(initializer)
        initializers = [initializer] * len(names) if one else list(initializer)
        if len(names) != len(initializers):
            raise ValueError(
                "The number of provided names must match the number of provided initializers. "
                f"Received name='{name}', initializer='{initializer}'"
            )
        made: tuple[list[Variable | None], ...] = tuple([] for _ in names)
        for variable in trainable_variables:
            for part, label, first in zip(made, names, initializers, strict=True):
                skipped = is_overwritten(variable)
                part.append(
                    None if skipped else self.add_variable_from_reference(variable, label, first)
                )
        return made[0] if isinstance(name, str) else made

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Give the optimizer's variables values.

        Raises:
            ValueError: The optimizer is not built yet, or a value of another shape.
        """
        if not self.built:
            raise ValueError(
                "You are calling `set_weights()` on an optimizer that has not yet been built. "
                "Please call `optimizer.build(trainable_variables)` to create the optimizer "
                "weights before calling `set_weights()`."
            )
        for variable, weight in zip(self._variables, weights, strict=False):
            if tuple(variable.shape) != tuple(weight.shape):
                raise ValueError(
                    f"Optimizer variable {variable.path} has shape {tuple(variable.shape)} not "
                    f"compatible with provided weight shape {tuple(weight.shape)}."
                )
            variable.assign(weight)

    def save_own_variables(self, store: MutableMapping[str, Any]) -> None:
        """Put the values of the variables into `store`, under "0", "1" and so on."""
        for place, variable in enumerate(self.variables):
            store[str(place)] = variable.numpy()

    def load_own_variables(self, store: MutableMapping[str, Any]) -> None:
        """Take back what `save_own_variables` gave; a warning if it is not as many values."""
        variables = self.variables
        if len(store.keys()) != len(variables):
            message = (
                f"Skipping variable loading for optimizer '{self.name}', because it has "
                f"{len(variables)} variables whereas the saved optimizer has {len(store.keys())} "
                "variables. "
            )
            if not variables:
                message += "This is likely because the optimizer has not been called/built yet."
            warnings.warn(message, stacklevel=2)
            return
        for place, variable in enumerate(variables):
            variable.assign(store[str(place)])


def is_overwritten(variable: Any) -> bool:
    """Whether a variable takes its gradient for its value, as scales of float8 do."""
    return getattr(variable, "overwrite_with_gradient", False)


def constant(value: float) -> Callable[..., Tensor]:
    """An initializer that gives one value everywhere."""

    def first(shape: Sequence[int], dtype: Any = None) -> Tensor:
        return fill(shape, value) if dtype is None else fill(shape, zeros((), dtype) + value)

    return first


def _initializer(initializer: Initializer) -> Callable[..., Tensor]:
    if callable(initializer):
        return initializer
    if initializer == "zeros":
        return zeros
    if initializer == "ones":
        return constant(1.0)
    from tfjs.keras import initializers

    found: Callable[..., Tensor] = initializers.get(initializer)
    return found
