"""The state of a layer: weights, sublayers, metrics and seeds, found as attributes."""

from collections import deque
from types import BuiltinFunctionType, FunctionType
from typing import Any, Final

import numpy as np

from tfjs.keras.engine.tracking import Tracker
from tfjs.keras.engine.variable import Variable
from tfjs.keras.random import SeedGenerator

_UNTRACKED: Final = frozenset(
    {bool, int, float, str, bytes, type(None), FunctionType, BuiltinFunctionType}
)


class LayerState:
    """The part of a layer that owns things."""

    _tracker: Tracker
    _trainable_variables: list[Variable]
    _non_trainable_variables: list[Variable]
    _layers: "list[Any]"
    _metrics: list[Any]
    _seed_generators: list[SeedGenerator]
    _trainable: bool
    name: str

    def _start_tracking(self) -> None:
        stores: dict[str, list[Any]] = {
            name: [] for name in ("trainable_variables", "non_trainable_variables")
        }
        stores |= {"metrics": [], "layers": [], "seed_generators": []}
        kinds = {
            "trainable_variables": _is_trainable,
            "non_trainable_variables": _is_frozen,
            "metrics": _is_metric,
            "layers": _is_layer,
            "seed_generators": _is_seed_generator,
        }
        for name, store in stores.items():
            object.__setattr__(self, f"_{name}", store)
        tracker = Tracker({name: (kinds[name], stores[name]) for name in stores})
        object.__setattr__(self, "_tracker", tracker)

    def __setattr__(self, name: str, value: Any) -> None:
        if type(value) not in _UNTRACKED:
            value = self._tracker.track(value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        value = getattr(self, name)
        if type(value) not in _UNTRACKED:
            locked = self._tracker.locked
            self._tracker.unlock()
            self._tracker.untrack(value)
            self._tracker.locked = locked
        object.__delattr__(self, name)

    def _track_variable(self, variable: Variable) -> None:
        kind = "trainable_variables" if variable.trainable else "non_trainable_variables"
        self._tracker.add(kind, variable)
        if not self._trainable:
            variable.trainable = False

    def _untrack_variable(self, variable: Variable) -> None:
        locked = self._tracker.locked
        self._tracker.unlock()
        self._tracker.untrack(variable)
        self._tracker.locked = locked

    @property
    def trainable(self) -> bool:
        """Whether training changes the weights; setting it does so for all sublayers too."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        value = bool(value)
        object.__setattr__(self, "_trainable", value)
        for variable in self._trainable_variables:
            variable.trainable = value
        for layer in self._layers:
            layer.trainable = value

    @property
    def variables(self) -> list[Variable]:
        """All state of the layer and its sublayers, seeds included; metrics have their own."""
        return _unique(self._state(seeds=True))

    @property
    def trainable_variables(self) -> list[Variable]:
        """The variables that gradients change."""
        return [v for v in self.variables if v.trainable] if self.trainable else []

    @property
    def non_trainable_variables(self) -> list[Variable]:
        """The variables that gradients do not change."""
        return [v for v in self.variables if not (self.trainable and v.trainable)]

    @property
    def weights(self) -> list[Variable]:
        """The variables of the layer and its sublayers, without seeds."""
        return _unique(self._state(seeds=False))

    @property
    def trainable_weights(self) -> list[Variable]:
        """The weights that gradients change."""
        return [v for v in self.weights if v.trainable] if self.trainable else []

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """The weights that gradients do not change."""
        return [v for v in self.weights if not (self.trainable and v.trainable)]

    def _state(self, *, seeds: bool) -> list[Variable]:
        found = [*self._trainable_variables, *self._non_trainable_variables]
        if seeds:
            found += [generator.state for generator in self._seed_generators]
        for layer in self._layers:
            found += layer._state(seeds=seeds)
        return found

    @property
    def metrics(self) -> list[Any]:
        """The metrics of the layer and its sublayers."""
        return [*self._metrics, *(metric for layer in self._layers for metric in layer.metrics)]

    @property
    def metrics_variables(self) -> list[Variable]:
        """The variables of the metrics."""
        return [variable for metric in self.metrics for variable in metric.variables]

    def get_weights(self) -> "list[np.ndarray[Any, Any]]":
        """The values of `weights`, as ndarrays."""
        return [np.asarray(variable.numpy()) for variable in self.weights]

    def set_weights(self, weights: Any) -> None:
        """Give `weights` other values.

        Args:
            weights: ndarrays in the order of `get_weights`.

        Raises:
            ValueError: Another number of arrays, or one of another shape.
        """
        own = self.weights
        if len(own) != len(weights):
            raise ValueError(
                f"You called `set_weights(weights)` on layer '{self.name}' with a weight list of "
                f"length {len(weights)}, but the layer was expecting {len(own)} weights."
            )
        for variable, value in zip(own, weights, strict=True):
            shape = tuple(np.shape(value))
            if tuple(variable.shape) != shape:
                raise ValueError(
                    f"Layer {self.name} weight shape {tuple(variable.shape)} is not compatible "
                    f"with provided weight shape {shape}."
                )
        for variable, value in zip(own, weights, strict=True):
            variable.assign(value)

    def save_own_variables(self, store: Any) -> None:
        """Put the values of the layer's own variables into a store, under "0", "1" ….

        Args:
            store: A mapping that takes ndarrays.
        """
        for place, variable in enumerate(self._own_variables()):
            store[f"{place}"] = np.asarray(variable.numpy())

    def load_own_variables(self, store: Any) -> None:
        """Take the values of the layer's own variables from a store.

        Args:
            store: What `save_own_variables` filled.

        Raises:
            ValueError: Another number of variables.
        """
        own = self._own_variables()
        if len(store.keys()) != len(own):
            if not own and not getattr(self, "built", True):
                raise ValueError(
                    f"Layer '{self.name}' was never built and thus it doesn't have any variables. "
                    f"However the weights file lists {len(store.keys())} variables for this "
                    "layer.\nIn most cases, this error indicates that either:\n\n1. The layer is "
                    "owned by a parent layer that implements a `build()` method, but calling the "
                    "parent's `build()` method did NOT create the state of the child layer "
                    f"'{self.name}'. A `build()` method must create ALL state for the layer, "
                    "including the state of any children layers.\n\n2. You need to implement the "
                    "`def build_from_config(self, config)` method on layer "
                    f"'{self.name}', to specify how to rebuild it during loading."
                )
            raise ValueError(
                f"Layer '{self.name}' expected {len(own)} variables, but received "
                f"{len(store.keys())} variables during loading. Expected: "
                f"{[variable.name for variable in own]}"
            )
        for place, variable in enumerate(own):
            variable.assign(store[f"{place}"])

    def _own_variables(self) -> list[Variable]:
        return [*self._trainable_variables, *self._non_trainable_variables]

    def _flatten_layers(self, include_self: bool = True, recursive: bool = True) -> list[Any]:
        """The layer and all layers inside, each once."""
        found: list[Any] = [self] if include_self else []
        seen: set[int] = set()
        waiting = deque(self._layers)
        while waiting:
            layer = waiting.popleft()
            if id(layer) in seen:
                continue
            seen.add(id(layer))
            found.append(layer)
            if recursive:
                waiting.extendleft(layer._layers)
        return found


def _is_trainable(value: Any) -> bool:
    return isinstance(value, Variable) and value.trainable


def _is_frozen(value: Any) -> bool:
    return isinstance(value, Variable) and not value.trainable


def _is_metric(value: Any) -> bool:
    # Told by what it can do: metrics live in a package that imports this one. Layers that learn
    # from data have such methods too.
    kind = type(value)
    methods = hasattr(kind, "update_state") and hasattr(kind, "reset_state")
    return methods and not isinstance(value, LayerState)


def _is_layer(value: Any) -> bool:
    return isinstance(value, LayerState)


def _is_seed_generator(value: Any) -> bool:
    return isinstance(value, SeedGenerator)


def _unique(variables: list[Variable]) -> list[Variable]:
    return list({id(variable): variable for variable in variables}.values())
