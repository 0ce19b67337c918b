"""Cells on top of each other, as one cell."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.layer import Layer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.creation import zeros


class StackedRNNCells(Layer):
    """Cells of which each takes the output of the one before.

    Args:
        cells: See `RNN` for what a cell is.

    Raises:
        ValueError: A cell has no `call` or no `state_size`.
    """

    def __init__(self, cells: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for cell in cells:
            if "call" not in dir(cell):
                raise ValueError(
                    "All cells must have a `call` method. Received cell without a `call` method: "
                    f"{cell}"
                )
            if "state_size" not in dir(cell):
                raise ValueError(
                    "All cells must have a `state_size` attribute. Received cell without a "
                    f"`state_size`: {cell}"
                )
        self.cells = list(cells)

    @property
    def state_size(self) -> list[Any]:
        """The sizes of the states of each cell."""
        return [cell.state_size for cell in self.cells]

    @staticmethod
    def output_size_of(cell: Any) -> int:
        """Size of a cell's output: what it says, or that of its first state."""
        size = getattr(cell, "output_size", None)
        return nest.flatten(cell.state_size)[0] if size is None else size  # type: ignore[no-any-return]

    @property
    def output_size(self) -> int:
        """Size of the last cell's output."""
        return self.output_size_of(self.cells[-1])

    def get_initial_state(self, batch_size: int | None = None) -> list[Any]:
        """The first states of each cell."""
        states: list[Any] = []
        for cell in self.cells:
            make = getattr(cell, "get_initial_state", None)
            if make is not None:
                states.append(make(batch_size=batch_size))
            else:
                states.append(
                    nest.map_structure(lambda size: zeros((batch_size, size)), cell.state_size)
                )
        return states

    def call(self, inputs: Any, states: Any, training: Any = False, **kwargs: Any) -> Any:
        """One time step: `inputs` of shape `(batch, features)`, states as `get_initial_state`."""
        new_states: list[Any] = []
        for cell, own in zip(self.cells, states, strict=True):
            nested = nest.is_nested(own)
            if isinstance(cell, Layer) and cell._call_signature.has_training:
                kwargs["training"] = training
            else:
                kwargs.pop("training", None)
            step = cell if callable(cell) else cell.call
            inputs, after = step(inputs, list(own) if nested else [own], **kwargs)
            new_states.append(after[0] if len(after) == 1 and not nested else after)
        return inputs, new_states[0] if len(new_states) == 1 else new_states

    def build(self, input_shape: Any) -> None:
        """Build one cell after the other."""
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(input_shape)
                cell.built = True
            input_shape = (input_shape[0], self.output_size_of(cell))

    def get_config(self) -> dict[str, Any]:
        """What the cell was made with."""
        return super().get_config() | {"cells": [serialize_keras_object(c) for c in self.cells]}

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "StackedRNNCells":
        """Cells like the ones that gave this config."""
        config = dict(config)
        cells = [
            deserialize_keras_object(cell, custom_objects=custom_objects)
            for cell in config.pop("cells")
        ]
        return cls(cells, **config)
