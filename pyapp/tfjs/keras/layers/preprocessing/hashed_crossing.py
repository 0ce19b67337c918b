"""HashedCrossing: a bin for each combination of categories."""

from functools import reduce
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.preprocessing._adapting import tensor_or_ragged
from tfjs.keras.layers.preprocessing._encoding import checked_mode, encoded
from tfjs.ops._arguments import from_array
from tfjs.ops._fingerprint import fingerprint64, joined
from tfjs.tensor import Tensor

# What TensorFlow's `tf.sparse.cross_hashed` begins with.
_KEY = 956888297470


class HashedCrossing(Layer):
    """The bin of what two or more features are together.

    The values are read, so a `tf.function` that uses it on its arguments runs eagerly.

    Args:
        num_bins: How many.
        output_mode: `"int"` or `"one_hot"`.
        sparse: Whether a `SparseTensor` comes out.
        name: Made if None.
        dtype: Of the result; int64 for ints if None.

    Call arguments:
        inputs: A list of tensors of strings or integers, all of shape `()`, `(batch,)` or
            `(batch, 1)`.
    """

    _convert_input_args = False
    _allow_non_tensor_positional_args = True

    def __init__(
        self,
        num_bins: int,
        output_mode: str = "int",
        sparse: bool = False,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        mode = checked_mode(output_mode, ("int", "one_hot"), type(self).__name__)
        super().__init__(name=name, dtype="int64" if mode == "int" and dtype is None else dtype)
        self.num_bins = num_bins
        self.output_mode = mode
        self.sparse = sparse

    def call(self, inputs: Any) -> Any:
        """Hash the features together."""
        if not isinstance(inputs, list | tuple):
            raise ValueError(
                "`HashedCrossing` should be called on a list or tuple of inputs. Received: "
                f"inputs={inputs}"
            )
        if len(inputs) < 2:
            raise ValueError(
                "`HashedCrossing` should be called on at least two inputs. Received: "
                f"inputs={inputs}"
            )
        features = [tensor_or_ragged(x) for x in inputs]
        _check(features)
        columns = [_hashes(x) for x in features]
        bins = [reduce(joined, row, _KEY) % self.num_bins for row in zip(*columns, strict=True)]
        shape = tuple(features[0].shape)
        numbers = from_array(
            np.asarray(bins, np.int64).reshape(shape), dtypes.int64, None, "hashed_crossing"
        )
        kind = self.compute_dtype
        return encoded(numbers, self.output_mode, self.num_bins, kind, sparse=self.sparse)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of a feature, with a row in place of an axis of size 1 unless ints come out.

        Raises:
            ValueError: No list of shapes, or different ones.
        """
        shapes = [tuple(shape) for shape in input_shape] if _is_listed(input_shape) else []
        if len(shapes) < 2:
            raise ValueError(
                f"Expected as input a list/tuple of 2 tensors. Received input_shape={input_shape}"
            )
        first = shapes[0]
        if any(shape[-1:] != first[-1:] for shape in shapes):
            raise ValueError(
                "Expected the two input tensors to have identical shapes. Received "
                f"input_shape={input_shape}"
            )
        if self.output_mode == "int":
            return first
        return (*(first[:-1] if first[-1:] == (1,) else first), self.num_bins)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return {
            "num_bins": self.num_bins,
            "output_mode": self.output_mode,
            "sparse": self.sparse,
            "name": self.name,
            "dtype": self.dtype,
        }


def _is_listed(shapes: Any) -> bool:
    return isinstance(shapes, list | tuple) and all(isinstance(s, list | tuple) for s in shapes)


def _hashes(x: Tensor) -> list[int]:
    values = np.asarray(x.numpy()).reshape(-1).tolist()
    if x.dtype is dtypes.string:
        return [fingerprint64(value) for value in values]
    return [value & 0xFFFFFFFFFFFFFFFF for value in values]


def _check(features: list[Any]) -> None:
    if not all(isinstance(x, Tensor) for x in features):
        raise ValueError(
            f"All `HashedCrossing` inputs should be dense tensors. Received: inputs={features}"
        )
    shape = tuple(features[0].shape)
    if len(shape) > 2 or (len(shape) == 2 and shape[-1] != 1):
        raise ValueError(
            "All `HashedCrossing` inputs should have shape `()`, `(batch_size)` or `(batch_size, "
            f"1)`. Received: inputs={features}"
        )
    if any(tuple(x.shape) != shape for x in features):
        raise ValueError(
            f"All `HashedCrossing` inputs should have equal shape. Received: inputs={features}"
        )
    if not all(x.dtype.is_integer or x.dtype is dtypes.string for x in features):
        raise ValueError(
            "All `HashedCrossing` inputs should have an integer or string dtype. Received: "
            f"inputs={features}"
        )
