"""`timeseries_dataset_from_array`: windows of a series, sliding along it."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfjs.data import Dataset, _specs, _values
from tfjs.data.stages.stage import Stage


def timeseries_dataset_from_array(
    data: Any,
    targets: Any,
    sequence_length: int,
    sequence_stride: int = 1,
    sampling_rate: int = 1,
    batch_size: int | None = 128,
    shuffle: bool = False,
    seed: int | None = None,
    start_index: int | None = None,
    end_index: int | None = None,
    format: str = "tf",
) -> Dataset:
    """A dataset of windows of a series.

    Args:
        data: The series, time along the first axis.
        targets: What belongs to the window that begins at each time; None for windows alone.
        sequence_length: Times in a window.
        sequence_stride: How far apart windows begin.
        sampling_rate: How far apart the times of a window are.
        batch_size: Windows in a batch; None for single ones.
        shuffle: Whether they come in a random order.
        seed: Of the order.
        start_index: First time that is used.
        end_index: The time before which it ends.
        format: `"tf"`.

    Returns:
        A `tf.data.Dataset` of windows, `(batch, sequence_length, ...)`, with targets beside them if
        there are any.

    Raises:
        ValueError: An index outside the series, or a step that is not positive.
    """
    _check_indices(len(data), start_index, end_index)
    _check_steps(len(data), sampling_rate=sampling_rate, sequence_stride=sequence_stride)
    if format != "tf":
        raise ValueError(f'`format` should be "tf" here. Received: format={format}')
    start, end = start_index or 0, len(data) if end_index is None else end_index
    count = end - start - (sequence_length - 1) * sampling_rate
    if targets is not None:
        count = min(count, len(targets))
    starts = np.arange(0, count, sequence_stride, dtype=np.int32)
    if shuffle:
        seed = int(np.random.randint(1_000_000)) if seed is None else seed
        np.random.RandomState(seed).shuffle(starts)
    series = _host(data)[start:end]
    steps = np.arange(sequence_length) * sampling_rate
    goals = None if targets is None else _host(targets)[start:end]
    dataset = Dataset._of(Windows(series, goals, starts, steps)).prefetch(-1)
    if batch_size is None:
        return dataset.shuffle(1024, seed=seed) if shuffle else dataset
    if shuffle:
        dataset = dataset.shuffle(batch_size * 8, seed=seed)
    return dataset.batch(batch_size)


class Windows(Stage):
    """Windows of a series.

    Args:
        series: Time along the first axis.
        targets: What belongs to each time, or None.
        starts: Where windows begin.
        steps: Their times, counted from there.
    """

    label = "_PrefetchDataset"

    def __init__(self, series: Any, targets: Any, starts: Any, steps: Any) -> None:
        self._series, self._targets = series, targets
        self._starts, self._steps = starts, steps

    def elements(self) -> Iterator[Any]:
        """Window by window."""
        for start in self._starts.tolist():
            window = self._series.take(self._steps + start, axis=0)
            yield window if self._targets is None else (window, self._targets[start])

    def spec(self) -> Any:
        """A window, and a target's spec beside it."""
        window = _specs.spec_of(self._series[:0])
        spec = _specs.with_shape(window, [None, *self._series.shape[1:]])
        if self._targets is None:
            return spec
        return spec, _specs.unbatched(_specs.spec_of(self._targets))

    def cardinality(self) -> int:
        """The number of windows."""
        return len(self._starts)


def _host(value: Any) -> Any:
    return np.asarray(_values.host(_values.component(value, "timeseries_dataset_from_array")))


def _check_indices(length: int, start: int | None, end: int | None) -> None:
    if start and start < 0:
        raise ValueError(f"`start_index` must be 0 or greater. Received: start_index={start}")
    if start and start >= length:
        raise ValueError(
            "`start_index` must be lower than the length of the data. Received: "
            f"start_index={start}, for data of length {length}"
        )
    if end and start and end <= start:
        raise ValueError(
            f"`end_index` must be higher than `start_index`. Received: start_index={start}, and "
            f"end_index={end}"
        )
    if end and end >= length:
        raise ValueError(
            f"`end_index` must be lower than the length of the data. Received: end_index={end}, "
            f"for data of length {length}"
        )
    if end and end <= 0:
        raise ValueError(f"`end_index` must be higher than 0. Received: end_index={end}")


def _check_steps(length: int, **steps: int) -> None:
    for name, step in steps.items():
        if step <= 0:
            raise ValueError(f"`{name}` must be higher than 0. Received: {name}={step}")
        if step >= length:
            raise ValueError(
                f"`{name}` must be lower than the length of the data. Received: {name}={step}, "
                f"for data of length {length}"
            )
