"""What the loops run over, and when they validate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfjs.keras.training.adapters import adapted, split
from tfjs.keras.training.batches import unpack_x_y_sample_weight
from tfjs.keras.training.epochs import Epochs


@dataclass
class Data:
    """The data of a loop; see `Trainer.fit`."""

    x: Any
    y: Any = None
    sample_weight: Any = None
    batch_size: int | None = None
    steps: int | None = None
    shuffle: bool | str = False
    class_weight: Mapping[int, float] | None = None

    def epochs(self, steps_per_execution: int) -> Epochs:
        """Passes over it."""
        adapter = adapted(
            self.x,
            self.y,
            self.sample_weight,
            self.batch_size,
            self.steps,
            self.shuffle,
            self.class_weight,
        )
        return Epochs(adapter, self.steps, steps_per_execution)


@dataclass
class Validation:
    """When and on what `fit` evaluates."""

    split: float = 0.0
    data: Any = None
    steps: int | None = None
    batch_size: int | None = None
    freq: int | list[int] = 1

    def take_from(self, data: Data) -> None:
        """Keep the last samples of the training data for validation, if that was asked for."""
        if self.split and self.data is None:
            arrays = (data.x, data.y, data.sample_weight)
            (data.x, data.y, data.sample_weight), self.data = split(arrays, self.split)

    def is_due(self, epoch: int) -> bool:
        """Whether there is a validation after this epoch, counted from 0."""
        if self.data is None:
            return False
        if isinstance(self.freq, int):
            return (epoch + 1) % self.freq == 0
        if isinstance(self.freq, list | tuple | set):
            return epoch + 1 in self.freq
        raise ValueError(
            "Expected `validation_freq` to be a list or int. Received: "
            f"validation_freq={self.freq} of the type {type(self.freq)}."
        )

    def epochs(self, batch_size: int | None, steps_per_execution: int) -> Epochs:
        """Passes over its data."""
        x, y, weights = unpack_x_y_sample_weight(self.data)
        data = Data(x, y, weights, self.batch_size or batch_size, self.steps)
        return data.epochs(steps_per_execution)
