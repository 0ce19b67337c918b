"""`TimeseriesGenerator` of Keras 2: windows of a series, and what comes after them."""

import json
from typing import Any

import numpy as np

from tfjs.keras.training.adapters.py_dataset import PyDataset


class TimeseriesGenerator(PyDataset):
    """Batches of windows with the target of the time step behind each.

    Args:
        data: A series, time first.
        targets: As many.
        length: Time steps of a window.
        sampling_rate: Only each so-manieth of them is taken.
        stride: How far windows are apart.
        start_index: Where the first window begins.
        end_index: The last target; that of the series if None.
        shuffle: Whether windows are drawn by `np.random`.
        reverse: Whether the last time step comes first.
        batch_size: Windows in a batch.
        **kwargs: For `PyDataset`.

    `tf.keras.utils.timeseries_dataset_from_array` does the same.

    Raises:
        ValueError: Other numbers of targets, or no room for a window.
    """

    def __init__(
        self,
        data: Any,
        targets: Any,
        length: int,
        sampling_rate: int = 1,
        stride: int = 1,
        start_index: int = 0,
        end_index: int | None = None,
        shuffle: bool = False,
        reverse: bool = False,
        batch_size: int = 128,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if len(data) != len(targets):
            raise ValueError(
                f"Data and targets have to be of same length. Data length is {len(data)} while "
                f"target length is {len(targets)}"
            )
        self.data = data
        self.targets = targets
        self.length = length
        self.sampling_rate = sampling_rate
        self.stride = stride
        self.start_index = start_index + length
        self.end_index = len(data) - 1 if end_index is None else end_index
        self.shuffle = shuffle
        self.reverse = reverse
        self.batch_size = batch_size
        if self.start_index > self.end_index:
            raise ValueError(
                f"`start_index+length={self.start_index} > end_index={self.end_index}` is "
                "disallowed, as no part of the sequence would be left to be used as current step."
            )

    def __len__(self) -> int:
        span = self.batch_size * self.stride
        return (self.end_index - self.start_index + span) // span

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        if self.shuffle:
            rows = np.random.randint(self.start_index, self.end_index + 1, size=self.batch_size)
        else:
            span = self.batch_size * self.stride
            first = self.start_index + span * index
            rows = np.arange(first, min(first + span, self.end_index + 1), self.stride)
        windows = [self.data[row - self.length : row : self.sampling_rate] for row in rows]
        samples, targets = np.array(windows), np.array([self.targets[row] for row in rows])
        return (samples[:, ::-1] if self.reverse else samples), targets

    def get_config(self) -> dict[str, Any]:
        """What it was made with; the series as JSON.

        Raises:
            TypeError: A series that JSON has no form for.
        """
        names = (
            *("length", "sampling_rate", "stride", "start_index", "end_index"),
            *("shuffle", "reverse", "batch_size"),
        )
        series = {"data": _json(self.data, "Data"), "targets": _json(self.targets, "Targets")}
        return series | {name: getattr(self, name) for name in names}

    def to_json(self, **kwargs: Any) -> str:
        """All of it as JSON; `kwargs` are for `json.dumps`."""
        config = {"class_name": type(self).__name__, "config": self.get_config()}
        return json.dumps(config, **kwargs)


def _json(series: Any, what: str) -> str:
    plain = series.tolist() if isinstance(series, np.ndarray) else series
    try:
        return json.dumps(plain)
    except TypeError as error:
        raise TypeError(f"{what} not JSON Serializable: {plain}") from error
