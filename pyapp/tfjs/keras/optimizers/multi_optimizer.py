"""Several optimizers for the variables of one model."""

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from typing import Any, NoReturn

from tfjs.keras.optimizers.loss_scale_optimizer import LossScaleOptimizer
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


class OptimizerMap(MutableMapping[str, Optimizer]):
    """An optimizer for each path of a variable.

    Args:
        default_optimizer: For paths that match nothing.
        optimizer_map: Path, or pattern of whole paths -> optimizer.

    Raises:
        TypeError: No optimizer, or no dict.
    """

    def __init__(
        self, default_optimizer: Optimizer, optimizer_map: dict[str, Optimizer] | None = None
    ) -> None:
        if not isinstance(default_optimizer, Optimizer):
            raise TypeError(
                "default_optimizer must be a Keras Optimizer instance. Received: "
                f"{default_optimizer}"
            )
        if optimizer_map is not None and not isinstance(optimizer_map, dict):
            raise TypeError(f"optimizer_map must be a dictionary. Received: {optimizer_map}")
        self._default_optimizer = default_optimizer
        self._optimizer_map = optimizer_map or {}

    @property
    def default_optimizer(self) -> Optimizer:
        """For paths that match nothing."""
        return self._default_optimizer

    def __getitem__(self, key: str) -> Optimizer:
        if key in self._optimizer_map:
            return self._optimizer_map[key]
        found = [pattern for pattern in self._optimizer_map if re.fullmatch(pattern, key)]
        if len(found) > 1:
            raise ValueError(f"Multiple optimizers assigned to variable {key}.")
        return self._optimizer_map[found[0]] if found else self._default_optimizer

    def __setitem__(self, key: str, optimizer: Optimizer) -> None:
        if key in self._optimizer_map:
            raise ValueError(
                f"'{key}' already exists in the OptimizerMap with value "
                f"{self._optimizer_map[key]}. Please make sure to not use duplicated keys."
            )
        if not isinstance(key, str):
            raise ValueError(f"key must be a string. Received: {key}")
        _check(optimizer, f"optimizer must be a Keras Optimizer instance. Received: {optimizer}")
        self._optimizer_map[key] = optimizer

    def __delitem__(self, key: str) -> None:
        del self._optimizer_map[key]

    def __len__(self) -> int:
        return len(self._optimizer_map)

    def __iter__(self) -> Iterator[str]:
        return iter(self._optimizer_map)

    def __call__(self, variable: Any) -> Optimizer:
        """The optimizer of a variable."""
        return self[variable.path]

    def get_config(self) -> dict[str, Any]:
        """What the map was made with."""
        return {
            "default_optimizer": serialize_keras_object(self._default_optimizer),
            "optimizer_map": serialize_keras_object(self._optimizer_map),
        }

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
    ) -> "OptimizerMap":
        """A map made with what `get_config` gave."""
        parts = ("default_optimizer", "optimizer_map")
        return cls(*(deserialize_keras_object(config[part], custom_objects) for part in parts))


class MultiOptimizer(Optimizer):
    """An optimizer that hands each variable to one of several.

    Args:
        optimizer_map: An `OptimizerMap`, or a function from variables to optimizers.
        loss_scale_factor: That of all of them.
        name: First part of the path of the count of steps.

    Raises:
        ValueError: An optimizer inside that is a `MultiOptimizer` or `LossScaleOptimizer`.
    """

    def __init__(
        self, optimizer_map: Any, loss_scale_factor: float | None = None, name: str | None = None
    ) -> None:
        super().__init__(0.0, loss_scale_factor=loss_scale_factor, name=name)
        self._optimizer_map = optimizer_map
        self._inner_optimizers: list[Optimizer] = []
        self._chosen: list[Optimizer] = []
        for optimizer in getattr(optimizer_map, "values", list)():
            self._add(optimizer)
        if isinstance(optimizer_map, OptimizerMap):
            self._add(optimizer_map.default_optimizer)

    def _add(self, optimizer: Optimizer) -> None:
        if not any(optimizer is other for other in self._inner_optimizers):
            optimizer.loss_scale_factor = self.loss_scale_factor
            self._inner_optimizers.append(optimizer)

    def build(self, variables: Iterable[Any]) -> None:
        """Build the optimizers, each with its variables."""
        if self.built:
            return
        trained = list(variables)
        for variable in trained:
            chosen = self._optimizer_map(variable)
            _check(chosen, f"Optimizer for variable {variable} is not an Optimizer instance.")
            self._add(chosen)
            self._chosen.append(chosen)
        for optimizer, own in self._shares(trained, self._chosen):
            optimizer.build(own)
        super().build(trained)

    def _shares(
        self, values: Iterable[Any], chosen: Iterable[Optimizer]
    ) -> list[tuple[Optimizer, list[Any]]]:
        """The optimizers, each with the values that it was chosen for, if there are any."""
        pairs = list(zip(values, chosen, strict=True))
        shares = ((o, [v for v, one in pairs if one is o]) for o in self._inner_optimizers)
        return [(optimizer, own) for optimizer, own in shares if own]

    @property
    def optimizers(self) -> list[Optimizer]:
        """The optimizers inside."""
        return self._inner_optimizers

    @property
    def variables(self) -> list[Any]:
        """Those of its own, then those of the optimizers inside."""
        return sum((o.variables for o in self._inner_optimizers), self._variables[:])

    @property
    def learning_rate(self) -> NoReturn:
        """Raise an AttributeError: each optimizer inside has its own."""
        raise AttributeError(
            "Learning rate cannot be accessed on a MultiOptimizer. Access the learning rate on the "
            "individual sub-optimizers instead."
        )

    @learning_rate.setter
    def learning_rate(self, learning_rate: Any) -> None:
        raise AttributeError(
            "Learning rate cannot be set on a MultiOptimizer. Set the learning rate on the "
            "individual sub-optimizers instead."
        )

    def apply(self, grads: Sequence[Any], trainable_variables: Iterable[Any] | None = None) -> None:
        """Take a step with each of the optimizers."""
        if len(grads) == 0:
            return
        variables = self._known(grads, trainable_variables)
        chosen = [self._chosen[self._get_variable_index(v)] for v in variables]
        pairs = list(zip(grads, variables, strict=True))
        for optimizer, own in self._shares(pairs, chosen):
            optimizer.apply([g for g, _ in own], [v for _, v in own])
        self._iterations.assign_add(1)

    def finalize_variable_values(self, var_list: Sequence[Any]) -> None:
        """Give the variables their moving averages, where an optimizer keeps them."""
        chosen = [self._chosen[self._get_variable_index(v)] for v in var_list]
        for optimizer, own in self._shares(var_list, chosen):
            optimizer.finalize_variable_values(own)

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Give all variables values: its own, then those of the optimizers inside."""
        own = len(self._variables)
        super().set_weights(weights[:own])
        for optimizer in self._inner_optimizers:
            count = len(optimizer.variables)
            optimizer.set_weights(weights[own : own + count])
            own += count

    def get_config(self) -> dict[str, Any]:
        """What the optimizer was made with."""
        return {
            "optimizer_map": serialize_keras_object(self._optimizer_map),
            "loss_scale_factor": self.loss_scale_factor,
            "name": self.name,
        }

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
    ) -> "MultiOptimizer":
        """An optimizer made with what `get_config` gave."""
        inner = deserialize_keras_object(config["optimizer_map"], custom_objects)
        return cls(**config | {"optimizer_map": inner})


def _check(optimizer: Any, message: str) -> None:
    if not isinstance(optimizer, Optimizer):
        raise ValueError(message)
    for kind in (LossScaleOptimizer, MultiOptimizer):
        if isinstance(optimizer, kind):
            raise ValueError(f"{kind.__name__} cannot be used inside an MultiOptimizer.")
