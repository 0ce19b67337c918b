"""Discretization: the number of the bin that each value falls into."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.config import floatx
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.layers.preprocessing._adapting import DataLayer, array_of, batches
from tfjs.keras.layers.preprocessing._encoding import checked_mode, encoded
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.shaping import reshape
from tfjs.ops.sorting import searchsorted

Summary = "np.ndarray[Any, Any]"


class Discretization(DataLayer):
    """Numbers of bins; a boundary belongs to the bin above it.

    Args:
        bin_boundaries: In ascending order; one bin more than boundaries.
        num_bins: In place of boundaries, which `adapt` then sets so that bins are equally full.
        epsilon: How exactly: share of the data that a step of the summary stands for.
        output_mode: `"int"`, `"one_hot"`, `"multi_hot"` or `"count"`.
        sparse: Whether a `SparseTensor` comes out.
        dtype: Of the result, unless it is of ints.
        name: Made if None.

    Raises:
        ValueError: Both or neither of boundaries and number, or an unknown mode.
    """

    def __init__(
        self,
        bin_boundaries: Any = None,
        num_bins: int | None = None,
        epsilon: float = 0.01,
        output_mode: str = "int",
        sparse: bool = False,
        dtype: Any = None,
        name: str | None = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if sparse and output_mode == "int":
            raise ValueError(
                "`sparse=True` may only be used if `output_mode` is `'one_hot'`, `'multi_hot'`, or "
                f"`'count'`. Received: sparse={sparse} and output_mode={output_mode}"
            )
        modes = ("int", "one_hot", "multi_hot", "count")
        self.output_mode = checked_mode(output_mode, modes, type(self).__name__)
        if num_bins is not None and num_bins < 0:
            raise ValueError(
                f"`num_bins` must be greater than or equal to 0. Received: `num_bins={num_bins}`"
            )
        if num_bins is not None and bin_boundaries is not None:
            raise ValueError(
                "Both `num_bins` and `bin_boundaries` should not be set. Received: "
                f"`num_bins={num_bins}` and `bin_boundaries={bin_boundaries}`"
            )
        if num_bins is None and bin_boundaries is None:
            raise ValueError("You need to set either `num_bins` or `bin_boundaries`.")
        self.bin_boundaries = None if bin_boundaries is None else list(bin_boundaries)
        self.num_bins = num_bins
        self.epsilon = epsilon
        self.sparse = sparse
        self.summary: Any = None if self.bin_boundaries else _nothing()

    @property
    def input_dtype(self) -> str:
        """Name of the dtype that floating inputs are cast to."""
        return floatx()

    @property
    def output_dtype(self) -> str:
        """Name of the dtype of the result."""
        return "int32" if self.output_mode == "int" else self.compute_dtype

    def adapt(self, data: Any, steps: int | None = None) -> None:
        """Set the boundaries.

        Args:
            data: An array or tensor, or batches of them.
            steps: At most so many batches.

        Raises:
            ValueError: The boundaries were given.
        """
        if self.num_bins is None:
            raise ValueError(
                "Cannot adapt a Discretization layer that has been initialized with "
                "`bin_boundaries`, use `num_bins` instead."
            )
        self.reset_state()
        for batch in batches(data, steps):
            self.update_state(batch)
        self.finalize_state()

    def update_state(self, data: Any) -> None:
        """Take a batch into the summary of the data."""
        own = _summarized(array_of(data).astype(np.float32), self.epsilon)
        both = np.concatenate((own, self.summary), axis=1)
        self.summary = _compressed(both[:, np.argsort(both[0])], self.epsilon)

    def finalize_state(self) -> None:
        """Set the boundaries from the summary."""
        if self.num_bins is not None:
            cut = _compressed(self.summary, 1.0 / self.num_bins)
            self.bin_boundaries = cut[0, :-1].tolist()

    def reset_state(self) -> None:
        """Forget the data."""
        if self.num_bins is not None:
            self.summary = _nothing()

    def call(self, inputs: Any) -> Any:
        """Find the bins.

        Raises:
            ValueError: There are no boundaries yet.
        """
        if self.bin_boundaries is None:
            raise ValueError(
                "You need to either pass the `bin_boundaries` argument at construction time or "
                "call `adapt(dataset)` before you can start using the `Discretization` layer."
            )
        x = cast(as_tensor(inputs), dtypes.float32)
        bounds = np.asarray(list(self.bin_boundaries), np.float32)
        places = searchsorted(bounds, reshape(x, (-1,)), side="right")
        indices = reshape(places, x.shape)
        depth = len(self.bin_boundaries) + 1
        return encoded(indices, self.output_mode, depth, self.output_dtype, sparse=self.sparse)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the result."""
        shape = tuple(input_shape)
        if self.output_mode == "int":
            return shape
        known = self.bin_boundaries is not None
        depth = len(self.bin_boundaries or ()) + 1 if known else self.num_bins
        if self.output_mode == "one_hot":
            return (*(shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape), depth)
        return (shape[0], *shape[2:], depth) if len(shape) >= 2 else (depth,)

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """Shape and dtype of the result."""
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype=self.output_dtype)

    def load_own_variables(self, store: Any) -> None:
        """Take the summary of older files; boundaries are in the config."""
        if len(store) == 1:
            self.summary = store["0"]

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with, and the boundaries found."""
        bounds = self.bin_boundaries
        return {
            "bin_boundaries": None if bounds is None else list(bounds),
            "num_bins": self.num_bins,
            "epsilon": self.epsilon,
            "output_mode": self.output_mode,
            "sparse": self.sparse,
            "name": self.name,
            "dtype": self.dtype,
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Discretization":
        """A layer like the one that gave this config, with the boundaries that it had found."""
        bounds = config.get("bin_boundaries")
        if bounds is None or config.get("num_bins") is None:
            return cls(**config)
        layer = cls(**(config | {"bin_boundaries": None}))
        layer.bin_boundaries = bounds
        return layer


def _nothing() -> "np.ndarray[Any, Any]":
    return np.array([[], []], np.float32)


def _summarized(values: Any, epsilon: float) -> "np.ndarray[Any, Any]":
    """Some of the values in order, and how many each of them stands for."""
    ordered = np.sort(np.reshape(values, [-1]))
    step = max(ordered.size * epsilon, 1)
    chosen = ordered[int(step - 1) :: int(step)]
    return np.stack([chosen, np.ones_like(chosen) * step])


def _compressed(summary: Any, epsilon: float) -> "np.ndarray[Any, Any]":
    """The summary at steps of `epsilon` of the weight, between which values are interpolated."""
    if summary.shape[1] * epsilon < 1:
        return np.asarray(summary)
    shares = epsilon + np.arange(0.0, 1.0, epsilon)
    weight = summary[1].cumsum()
    values = np.interp(shares, weight / weight[-1], summary[0])
    reached = np.interp(shares, weight / weight[-1], weight)
    weights = reached - np.concatenate((np.array([0]), reached[:-1]))
    return np.stack((values, weights)).astype(np.float32)
