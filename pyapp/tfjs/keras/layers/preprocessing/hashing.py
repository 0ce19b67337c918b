"""Hashing: a bin for each category, without a vocabulary."""

from typing import Any

from tfjs import dtypes
from tfjs.keras.config import floatx
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.preprocessing._adapting import tensor_or_ragged
from tfjs.keras.layers.preprocessing._encoding import encoded
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import add
from tfjs.ops.shaping import squeeze
from tfjs.ops.strings_numbers import as_string, to_hash_bucket_fast, to_hash_bucket_strong
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

_MODES = ("int", "one_hot", "multi_hot", "count")


def checked_salt(salt: Any, owner: str) -> list[int] | None:
    """Two integers that make hashes hard to guess.

    Raises:
        ValueError: Something else than one or two integers.
    """
    if salt is None:
        return None
    if isinstance(salt, tuple | list) and len(salt) == 2:
        return list(salt)
    if isinstance(salt, int):
        return [salt, salt]
    raise ValueError(
        f"The `salt` argument for `{owner}` can only be a tuple of size 2 integers, or a single "
        f"integer. Received: salt={salt}."
    )


class Hashing(Layer):
    """The bin of each string or integer: by FarmHash, or with a salt by SipHash.

    Args:
        num_bins: How many; one of them is kept for `mask_value`.
        mask_value: What goes into bin 0.
        salt: One or two integers.
        output_mode: `"int"`, `"one_hot"`, `"multi_hot"` or `"count"`.
        sparse: Whether a `SparseTensor` comes out.

    Raises:
        ValueError: Arguments that do not go together.
    """

    _convert_input_args = False
    _allow_non_tensor_positional_args = True

    def __init__(
        self,
        num_bins: Any,
        mask_value: Any = None,
        salt: Any = None,
        output_mode: str = "int",
        sparse: bool = False,
        **kwargs: Any,
    ) -> None:
        if kwargs.get("dtype") is None:
            kwargs["dtype"] = "int64" if output_mode == "int" else floatx()
        super().__init__(**kwargs)
        if num_bins is None or num_bins <= 0:
            raise ValueError(
                "The `num_bins` for `Hashing` cannot be `None` or non-positive values. Received: "
                f"num_bins={num_bins}."
            )
        if output_mode == "int" and self.dtype not in ("int32", "int64"):
            raise ValueError(
                "When `output_mode=\"int\"`, `dtype` should be an integer type, 'int32' or "
                f"'int64'. Received: dtype={kwargs['dtype']}"
            )
        if output_mode not in _MODES:
            raise ValueError(
                "Invalid value for argument `output_mode`. Expected one of "
                f"{_MODES}. Received: output_mode={output_mode}"
            )
        if sparse and output_mode == "int":
            raise ValueError(
                '`sparse` may only be true if `output_mode` is `"one_hot"`, `"multi_hot"`, or '
                f'`"count"`. Received: sparse={sparse} and output_mode={output_mode}'
            )
        self.num_bins = num_bins
        self.mask_value = mask_value
        self.salt = checked_salt(salt, "Hashing")
        self.output_mode = output_mode
        self.sparse = sparse

    def call(self, inputs: Any) -> Any:
        """Hash `inputs`."""
        x = tensor_or_ragged(inputs)
        if isinstance(x, RaggedTensor):
            bins: Any = x.with_flat_values(self._bins(x.flat_values))
        else:
            if self.output_mode == "one_hot" and x.shape[-1:] == (1,):
                x = squeeze(x, [-1])
            bins = self._bins(x)
        return encoded(bins, self.output_mode, self.num_bins, self.dtype, sparse=self.sparse)

    def _bins(self, values: Tensor) -> Tensor:
        count = self.num_bins
        masked = None
        if self.mask_value is not None and count > 1:
            count -= 1
            masked = equal(values, as_tensor(self.mask_value, hint=values.dtype))
        if values.dtype is not dtypes.string:
            values = as_string(cast(values, dtypes.int64))
        if self.salt is None:
            bins = to_hash_bucket_fast(values, count)
        else:
            bins = to_hash_bucket_strong(values, count, self.salt)
        return bins if masked is None else where(masked, zeros_like(bins), add(bins, 1))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the input, with a row in place of its last axis unless ints come out."""
        shape = tuple(input_shape)
        return shape if self.output_mode == "int" else (*shape[:-1], self.num_bins)

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """Shape and dtype of the result."""
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype=self.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "num_bins": self.num_bins,
            "salt": self.salt,
            "mask_value": self.mask_value,
            "output_mode": self.output_mode,
            "sparse": self.sparse,
        }
