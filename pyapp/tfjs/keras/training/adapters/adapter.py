"""What a loop asks of data, whatever it is: batches, pass by pass."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfjs.keras import config
from tfjs.nest import flatten, map_structure


class Adapter:
    """Data in batches; each subclass knows one kind of it."""

    def batches(self) -> Iterator[Any]:
        """One pass over the data: batches as `x`, `(x,)`, `(x, y)` or `(x, y, sample_weight)`."""
        raise NotImplementedError

    @property
    def num_batches(self) -> int | None:
        """Batches in a pass; None if nobody knows."""
        return None

    def skip(self) -> None:
        """Begin a pass that nobody takes, as Keras does after each: shuffling has other seeds."""

    def on_epoch_begin(self) -> None:
        """A pass begins."""

    def on_epoch_end(self) -> None:
        """A pass has ended."""

    def close(self) -> None:
        """Give back what the adapter keeps on the device."""


def standardized(batch: Any) -> Any:
    """A batch whose NumPy floats have the default float dtype."""
    return map_structure(_standardized, batch)


def _standardized(leaf: Any) -> Any:
    return floats(np.asarray(leaf)) if isinstance(leaf, np.ndarray | np.generic) else leaf


def floats(array: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """An array whose floats, if it holds any, have the default float dtype.

    TF.js computes in 32 bits, so float16 and float64 on the device are labels only.
    """
    wanted = "float32" if config.floatx() == "float16" else config.floatx()
    if array.dtype.kind == "f" and array.dtype.name != wanted:
        return array.astype(wanted)
    return array


def check_lengths(data: tuple[Any, ...]) -> int:
    """How many samples there are.

    Args:
        data: Inputs, targets and weights, each an array, a structure of them or None.

    Raises:
        ValueError: Arrays of different lengths, or without any dimension.
    """
    labels = ("x", "y", "sample_weight")
    sizes = []
    for label, part in zip(labels, data, strict=False):
        for leaf in flatten(part):
            if leaf is None:
                continue
            if len(leaf.shape) == 0:
                raise ValueError(
                    f"Expected arrays with samples along their first dimension. Received: {label} "
                    f"of shape (). Wrap it in a batch, as with np.expand_dims(value, 0)."
                )
            sizes.append((label, int(leaf.shape[0])))
    if len({size for _, size in sizes}) > 1:
        lines = [
            f"'{label}' sizes: {', '.join(str(n) for one, n in sizes if one == label)}"
            for label in labels
            if any(one == label for one, _ in sizes)
        ]
        raise ValueError(
            "Data cardinality is ambiguous. Make sure all arrays contain the same number of "
            "samples." + "\n".join(lines)
        )
    return sizes[0][1] if sizes else 0
