"""`tf.data.experimental`: functions for `Dataset.apply`, and what has moved to `tf.data` since."""

from collections.abc import Callable
from typing import Any, Final

from tfjs import _bridge
from tfjs.data._core import stage_of
from tfjs.data._iterator import Optional as Optional
from tfjs.data.dataset import Dataset
from tfjs.data.options import AutoShardPolicy as AutoShardPolicy
from tfjs.data.options import AutotuneOptions as AutotuneOptions
from tfjs.data.options import DistributeOptions as DistributeOptions
from tfjs.data.options import ExternalStatePolicy as ExternalStatePolicy
from tfjs.data.options import OptimizationOptions as OptimizationOptions
from tfjs.data.options import ThreadingOptions as ThreadingOptions
from tfjs.data.separated import CsvDataset as CsvDataset
from tfjs.data.separated import make_csv_dataset as make_csv_dataset
from tfjs.data.stages.picking import Asserted

AUTOTUNE: Final = -1
INFINITE_CARDINALITY: Final = -1
UNKNOWN_CARDINALITY: Final = -2

Step = Callable[[Dataset], Any]


def cardinality(dataset: Dataset) -> Any:
    """See `Dataset.cardinality`."""
    return dataset.cardinality()


def assert_cardinality(expected_cardinality: int) -> Step:
    """A step that promises how many elements there are, and fails where that is wrong."""

    def step(dataset: Dataset) -> Dataset:
        return dataset._then(
            Asserted(stage_of(dataset, "assert_cardinality"), expected_cardinality)
        )

    return step


def bucket_by_sequence_length(
    element_length_func: Callable[..., Any],
    bucket_boundaries: Any,
    bucket_batch_sizes: Any,
    padded_shapes: Any = None,
    padding_values: Any = None,
    pad_to_bucket_boundary: bool = False,
    no_padding: bool = False,
    drop_remainder: bool = False,
) -> Step:
    """See `Dataset.bucket_by_sequence_length`."""
    return lambda dataset: dataset.bucket_by_sequence_length(
        element_length_func,
        bucket_boundaries,
        bucket_batch_sizes,
        padded_shapes,
        padding_values,
        pad_to_bucket_boundary,
        no_padding,
        drop_remainder,
    )


def dense_to_ragged_batch(
    batch_size: Any, drop_remainder: bool = False, row_splits_dtype: Any = "int64"
) -> Step:
    """See `Dataset.ragged_batch`."""
    return lambda dataset: dataset.ragged_batch(batch_size, drop_remainder, row_splits_dtype)


def enumerate_dataset(start: Any = 0) -> Step:
    """See `Dataset.enumerate`."""
    return lambda dataset: dataset.enumerate(start)


def get_single_element(dataset: Dataset) -> Any:
    """See `Dataset.get_single_element`."""
    return dataset.get_single_element()


def group_by_window(
    key_func: Callable[..., Any],
    reduce_func: Callable[..., Any],
    window_size: Any = None,
    window_size_func: Callable[..., Any] | None = None,
) -> Step:
    """See `Dataset.group_by_window`."""
    return lambda dataset: dataset.group_by_window(
        key_func, reduce_func, window_size, window_size_func
    )


def ignore_errors(log_warning: bool = False) -> Step:
    """See `Dataset.ignore_errors`."""
    return lambda dataset: dataset.ignore_errors(log_warning)


def map_and_batch(
    map_func: Callable[..., Any],
    batch_size: Any,
    num_parallel_batches: Any = None,
    drop_remainder: bool = False,
    num_parallel_calls: Any = None,
) -> Step:
    """`map`, then `batch`; the numbers of parallel calls change nothing."""
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def prefetch_to_device(device: str, buffer_size: Any = None) -> Step:
    """A step that changes nothing: there is one device."""
    return lambda dataset: dataset.prefetch(AUTOTUNE if buffer_size is None else buffer_size)


def rejection_resample(
    class_func: Callable[..., Any], target_dist: Any, initial_dist: Any = None, seed: Any = None
) -> Step:
    """See `Dataset.rejection_resample`."""
    return lambda dataset: dataset.rejection_resample(class_func, target_dist, initial_dist, seed)


def snapshot(
    path: Any, compression: str | None = "AUTO", reader_func: Any = None, shard_func: Any = None
) -> Step:
    """See `Dataset.snapshot`."""
    return lambda dataset: dataset.snapshot(path, compression, reader_func, shard_func)


def scan(initial_state: Any, scan_func: Callable[[Any, Any], Any]) -> Step:
    """See `Dataset.scan`."""
    return lambda dataset: dataset.scan(initial_state, scan_func)


def shuffle_and_repeat(buffer_size: Any, count: Any = None, seed: Any = None) -> Step:
    """`shuffle`, then `repeat`."""
    return lambda dataset: dataset.shuffle(buffer_size, seed).repeat(count)


def take_while(predicate: Callable[..., Any]) -> Step:
    """See `Dataset.take_while`."""
    return lambda dataset: dataset.take_while(predicate)


def unbatch() -> Step:
    """See `Dataset.unbatch`."""
    return lambda dataset: dataset.unbatch()


def unique() -> Step:
    """See `Dataset.unique`."""
    return lambda dataset: dataset.unique()


def choose_from_datasets(
    datasets: Any, choice_dataset: Any, stop_on_empty_dataset: bool = False
) -> Dataset:
    """See `Dataset.choose_from_datasets`."""
    return Dataset.choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset)


def sample_from_datasets(
    datasets: Any, weights: Any = None, seed: Any = None, stop_on_empty_dataset: bool = False
) -> Dataset:
    """See `Dataset.sample_from_datasets`."""
    return Dataset.sample_from_datasets(datasets, weights, seed, stop_on_empty_dataset)


def photo_decoding() -> str:
    """How `image_dataset_from_directory` decodes photos in this browser; found out once.

    `"shared"`: in other workers, ahead of the program, over shared memory. `"suspending"`: the
    same over messages, while Python suspends. `"none"`: by Pillow, when a photo is asked for.
    """
    return _bridge.decoding_way()


def Counter(start: Any = 0, step: Any = 1, dtype: Any = "int64") -> Dataset:  # noqa: N802
    """See `Dataset.counter`."""
    return Dataset.counter(start, step, dtype)


def RandomDataset(seed: Any = None) -> Dataset:  # noqa: N802
    """See `Dataset.random`."""
    return Dataset.random(seed)
