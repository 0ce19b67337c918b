"""`split_dataset`: a dataset in two."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfjs.data import Dataset, _specs, _values
from tfjs.data._structure import flatten, is_structure, mapped
from tfjs.data.stages.batching import Batch
from tfjs.data.stages.sources import Counted


def split_dataset(
    dataset: Any,
    left_size: float | None = None,
    right_size: float | None = None,
    shuffle: bool = False,
    seed: int | None = None,
    preferred_backend: str | None = None,
) -> tuple[Dataset, Dataset]:
    """A dataset in two parts.

    Args:
        dataset: A `tf.data.Dataset`, an array, or a list or tuple of arrays of one length.
        left_size: Elements of the first part, or which part of all they are.
        right_size: The same of the second part.
        shuffle: Whether the elements come in a random order.
        seed: Of the order.
        preferred_backend: Accepted.

    Returns:
        Two datasets. Batches are taken apart, and put together again in each.

    Raises:
        TypeError: Something else, or sizes that are no numbers.
        ValueError: Sizes that do not go together.
    """
    stage = dataset._stage if isinstance(dataset, Dataset) else None
    size = stage.size if isinstance(stage, Batch) else None
    elements, spec = _elements(dataset if size is None else dataset.unbatch())
    left, right = _sizes(left_size, right_size, len(elements))
    if shuffle:
        number = int(np.random.randint(1_000_000)) if seed is None else seed
        np.random.RandomState(number).shuffle(elements)
    parts = elements[:left], elements[len(elements) - right :]
    made = [Dataset._of(Counted(part, spec)) for part in parts]
    if size is not None:
        made = [part.batch(size) for part in made]
    return made[0].prefetch(-1), made[1].prefetch(-1)


def _elements(dataset: Any) -> tuple[list[Any], Any]:
    if isinstance(dataset, Dataset):
        found = list(dataset._stage.elements())
        spec = dataset.element_spec
    elif isinstance(dataset, np.ndarray | list | tuple):
        found = list(_rows(dataset))
        spec = None
    else:
        raise TypeError(
            "The `dataset` argument must be either a `tf.data.Dataset`, a list/tuple of arrays, "
            f"or a NumPy array. Received: dataset={dataset!r:.80} of type {type(dataset)}"
        )
    if not found:
        raise ValueError("Received an empty dataset. `dataset` must have at least one element.")
    return found, _specs.specs_of(found[0]) if spec is None else spec


def _rows(dataset: Any) -> Iterator[Any]:
    parts = tuple(dataset) if isinstance(dataset, list | tuple) else dataset
    arrays = mapped(lambda v: _values.host(_values.component(v, "split_dataset")), parts)
    if not is_structure(arrays):
        yield from arrays
        return
    lengths = {len(array) for array in flatten(arrays)}
    if len(lengths) != 1:
        raise ValueError(
            "Received a list of NumPy arrays with different lengths. Received lengths: "
            f"{sorted(lengths)}"
        )
    for index in range(lengths.pop()):
        yield mapped(lambda array: array[index], arrays)  # noqa: B023 - called at once


def _sizes(left: Any, right: Any, total: int) -> tuple[int, int]:
    """Sizes of both parts, rounded.

    Raises:
        TypeError: No numbers.
        ValueError: None is given, or they do not go together.
    """
    for name, size in (("left_size", left), ("right_size", right)):
        if size is not None and type(size) not in (int, float):
            raise TypeError(
                f"Invalid `{name}` Type. Expected: int or float or None, Received: "
                f"type({name})={type(size)}."
            )
    if left is None and right is None:
        raise ValueError(
            "At least one of the `left_size` or `right_size` must be specified. Received: "
            "left_size=None and right_size=None"
        )
    for name, size in (("left_size", left), ("right_size", right)):
        limit = total if type(size) is int else 1
        if size is not None and not 0 < size < limit:
            raise ValueError(
                f"`{name}` should be either a positive integer smaller than {total}, or a float "
                f"within the range `[0, 1]`. Received: {name}={size}"
            )
    if isinstance(left, float) and isinstance(right, float) and left + right > 1:
        raise ValueError(
            "The sum of `left_size` and `right_size` is greater than 1. It must be less than or "
            "equal to 1."
        )
    one = round(left * total) if isinstance(left, float) else left
    two = round(right * total) if isinstance(right, float) else right
    one = total - (two or 0) if one is None else one
    two = total - one if two is None else two
    if one + two > total:
        raise ValueError(
            f"The sum of `left_size` and `right_size` should be smaller than the {total}. "
            f"Received: left_size + right_size = {one + two} and total_length = {total}"
        )
    for size, side in ((one, "left"), (two, "right")):
        if size == 0:
            raise ValueError(
                f"With `dataset` of length={total}, `left_size`={one} and `right_size`={two}. "
                f"Resulting {side} side dataset split will be empty. Adjust any of the "
                "aforementioned parameters"
            )
    return int(one), int(two)
