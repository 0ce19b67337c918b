"""Data of every kind as batches: which adapter serves it."""

from collections.abc import Iterator, Mapping
from typing import Any

from tfjs.keras.training.adapters.adapter import Adapter as Adapter
from tfjs.keras.training.adapters.arrays import ArrayAdapter as ArrayAdapter
from tfjs.keras.training.adapters.arrays import Rows as Rows
from tfjs.keras.training.adapters.arrays import is_array
from tfjs.keras.training.adapters.arrays import split as split
from tfjs.keras.training.adapters.py_dataset import PyDataset, PyDatasetAdapter
from tfjs.keras.training.adapters.streams import DatasetAdapter, GeneratorAdapter
from tfjs.keras.training.adapters.weights import (
    class_weight_to_sample_weights as class_weight_to_sample_weights,
)
from tfjs.nest import flatten


def adapted(
    x: Any,
    y: Any = None,
    sample_weight: Any = None,
    batch_size: int | None = None,
    steps: int | None = None,
    shuffle: bool | str = False,
    class_weight: Mapping[int, float] | None = None,
) -> Adapter:
    """The adapter of some data.

    Args:
        x: Arrays, a `tf.data.Dataset`, a `PyDataset` or a generator.
        y: Targets, with arrays only.
        sample_weight: Weights, with arrays only.
        batch_size: See `ArrayAdapter`, with arrays only.
        steps: Batches in an epoch, if somebody said so.
        shuffle: Whether each pass has another order, for arrays and a `PyDataset`.
        class_weight: Weights of classes.

    Raises:
        ValueError: Data that cannot serve, or arguments that do not go with it.
    """
    if isinstance(x, Adapter):
        return x
    if all(is_array(leaf) for leaf in flatten((x, y, sample_weight))) and flatten(x):
        if x is None:
            raise ValueError("Expected data. Received: x=None.")
        return ArrayAdapter(x, y, sample_weight, batch_size, steps, shuffle, class_weight)
    if hasattr(x, "element_spec") and hasattr(x, "cardinality"):
        _refuse("tf.data.Dataset", y, sample_weight)
        adapter = DatasetAdapter(x, class_weight)
        if adapter.is_infinite and steps is None:
            raise ValueError(
                "When passing an infinitely repeating dataset, please specify the number of steps "
                "(`steps_per_epoch`, `validation_steps` or `steps`)."
            )
        return adapter
    if isinstance(x, PyDataset):
        _refuse("PyDataset", y, sample_weight)
        return PyDatasetAdapter(x, class_weight, shuffle)
    if isinstance(x, Iterator):
        return _generator(x, y, sample_weight, class_weight)
    raise ValueError(f"Unrecognized data type: x={x} (of type {type(x)})")


def _generator(x: Iterator[Any], y: Any, sample_weight: Any, class_weight: Any) -> Adapter:
    _refuse("generator", y, sample_weight)
    if class_weight is not None:
        raise ValueError(
            "Argument `class_weight` is not supported for Python generator inputs. Received: "
            f"class_weight={class_weight}"
        )
    return GeneratorAdapter(x)


def _refuse(kind: str, y: Any, sample_weight: Any) -> None:
    described = (("y", "the targets", y), ("sample_weights", "the sample weights", sample_weight))
    for name, what, value in described:
        if value is not None:
            raise ValueError(
                f"When providing `x` as a {kind}, `{name}` should not be passed. Instead, {what} "
                f"should be included as part of the {kind}."
            )
