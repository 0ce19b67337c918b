"""IndexLookup: tokens become numbers, or numbers tokens; the base of the two lookup layers.

Strings are read, so a `tf.function` that looks up its arguments runs eagerly; integers are looked
up where they are.
"""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import FailedPreconditionError
from tfjs.keras.config import floatx
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.layers.preprocessing._encoding import checked_mode, encoded, encoded_shape
from tfjs.keras.layers.preprocessing._vocabulary import TokenCounts, listed
from tfjs.keras.layers.preprocessing._vocabulary_layer import VocabularyLayer
from tfjs.keras.layers.preprocessing.hashing import checked_salt
from tfjs.ops import sparse as sparse_ops
from tfjs.ops._arguments import from_array
from tfjs.ops.casting import cast
from tfjs.ops.math import multiply
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor

_MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


class IndexLookup(VocabularyLayer):
    """Numbers for tokens: 0 for the mask token, then those for unknown tokens, then the vocabulary.

    The arguments are those of `StringLookup` and `IntegerLookup`.
    """

    def __init__(
        self,
        max_tokens: int | None,
        num_oov_indices: int,
        mask_token: Any,
        oov_token: Any,
        vocabulary_dtype: str,
        vocabulary: Any = None,
        idf_weights: Any = None,
        invert: bool = False,
        output_mode: str = "int",
        sparse: bool = False,
        pad_to_max_tokens: bool = False,
        oov_method: str = "floormod",
        name: str | None = None,
        salt: Any = None,
        **kwargs: Any,
    ) -> None:
        mode = checked_mode(output_mode, _MODES, type(self).__name__)
        _check_sizes(max_tokens, num_oov_indices, pad_to_max_tokens)
        _check_mode(mode, invert, sparse, idf_weights)
        if oov_method not in ("floormod", "farmhash"):
            raise ValueError(
                f"Unknown value for `oov_method` argument of {type(self).__name__}. Allowed "
                f"values are: ('floormod', 'farmhash'). Received: oov_method={oov_method}"
            )
        if salt is not None and vocabulary_dtype != "string" and oov_method != "farmhash":
            raise ValueError(
                "`salt` can only be used when `oov_method='farmhash'`. Received: "
                f"oov_method={oov_method}"
            )
        super().__init__(name=name)
        self.invert = invert
        self.max_tokens = max_tokens
        self.num_oov_indices = num_oov_indices
        self.mask_token = mask_token
        self.oov_token = oov_token
        self.output_mode = mode
        self.sparse = sparse
        self.pad_to_max_tokens = pad_to_max_tokens
        self.vocabulary_dtype = vocabulary_dtype
        self.oov_method = oov_method
        self.salt = checked_salt(salt, "IndexLookup")
        self._frozen_vocab_size = kwargs.pop("vocabulary_size", None)
        self.input_vocabulary = None if isinstance(vocabulary, str) else vocabulary
        self.input_idf_weights = idf_weights
        self._has_input_vocabulary = kwargs.pop("has_input_vocabulary", vocabulary is not None)
        for unused in ("trainable", "dtype"):
            kwargs.pop(unused, None)
        if kwargs:
            raise ValueError(f"Unrecognized keyword argument(s): {kwargs}")
        if mode == "tf_idf" and self._has_input_vocabulary and idf_weights is None:
            raise ValueError(
                "When specifying the `vocabulary` argument, in TF-IDF output mode, the "
                "`idf_weights` argument must also be provided."
            )
        self._counts = TokenCounts()
        self._idf = None if idf_weights is None else np.array(idf_weights, np.float32)
        self._table = self._table_of([])
        if vocabulary is not None:
            self.set_vocabulary(vocabulary, idf_weights)

    @property
    def compute_dtype(self) -> str:
        """Name of the dtype of the vocabulary."""
        return self.vocabulary_dtype

    @property
    def variable_dtype(self) -> str:
        """Name of the dtype of the vocabulary."""
        return self.vocabulary_dtype

    def call(self, inputs: Any) -> Any:
        """Look tokens up.

        Raises:
            RuntimeError: There is no vocabulary yet, and the result's length depends on it.
            FailedPreconditionError: There is no vocabulary yet.
            InvalidArgumentError: An unknown token where `num_oov_indices` is 0.
        """
        depth = self._depth()
        if self.output_mode != "int" and depth is None:
            raise RuntimeError(
                f"When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, you "
                "must set the layer's vocabulary before calling it. Either pass a `vocabulary` "
                "argument to the layer, or call `adapt` with some sample data."
            )
        if self._frozen_vocab_size is None:
            raise FailedPreconditionError(
                f"{type(self).__name__}: Table not initialized. Give the layer a `vocabulary`, or "
                "call `adapt` with some data first.",
                op="lookup",
            )
        x = self._tensor(inputs, "int64" if self.invert else self.vocabulary_dtype)
        if isinstance(x, RaggedTensor):
            found: Any = x.with_flat_values(self._table.look_up(x.flat_values))
        elif isinstance(x, SparseTensor):
            found = x.with_values(self._table.look_up(x.values))
        else:
            found = self._table.look_up(x)
        return found if self.output_mode == "int" else self._encoded(found, depth or 0)

    def _depth(self) -> int | None:
        return self.max_tokens if self.pad_to_max_tokens else self._frozen_vocab_size

    def _encoded(self, found: Any, depth: int) -> Any:
        if isinstance(found, SparseTensor):
            found = sparse_ops.to_dense(found, default_value=-1)
        if self.output_mode != "tf_idf":
            return encoded(found, self.output_mode, depth, "int64", sparse=self.sparse)
        if self._idf is None:
            raise ValueError("When `output_mode` is `'tf_idf'`, `idf_weights` must be provided.")
        weights = from_array(self._idf, dtypes.as_dtype(floatx()), None, "lookup")
        weighed = multiply(cast(encoded(found, "count", depth, "int64"), floatx()), weights)
        return sparse_ops.from_dense(weighed) if self.sparse else weighed

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the input, or with a row in place of its last axis."""
        return encoded_shape(input_shape, self.output_mode, self._depth())

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """Shape and dtype of the result."""
        kind = "int64" if self.output_mode == "int" else floatx()
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype=kind)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with; a vocabulary found by `adapt` is kept in files."""
        return super().get_config() | {
            "invert": self.invert,
            "max_tokens": self.max_tokens,
            "num_oov_indices": self.num_oov_indices,
            "oov_token": self.oov_token,
            "mask_token": self.mask_token,
            "output_mode": self.output_mode,
            "sparse": self.sparse,
            "pad_to_max_tokens": self.pad_to_max_tokens,
            "vocabulary_dtype": self.vocabulary_dtype,
            "idf_weights": listed(self.input_idf_weights, "utf-8"),
            "vocabulary": listed(self.input_vocabulary, self.encoding),
            "vocabulary_size": self._frozen_vocab_size,
            "oov_method": self.oov_method,
            "salt": self.salt,
        }


def _check_sizes(max_tokens: int | None, num_oov_indices: int, pad_to_max_tokens: bool) -> None:
    if max_tokens is not None and max_tokens <= 1:
        raise ValueError(
            f"If set, `max_tokens` must be greater than 1. Received: max_tokens={max_tokens}"
        )
    if pad_to_max_tokens and max_tokens is None:
        raise ValueError(
            "If pad_to_max_tokens is True, must set `max_tokens`. Received: "
            f"max_tokens={max_tokens}"
        )
    if num_oov_indices < 0:
        raise ValueError(
            "`num_oov_indices` must be greater than or equal to 0. Received: "
            f"num_oov_indices={num_oov_indices}"
        )


def _check_mode(mode: str, invert: bool, sparse: bool, idf_weights: Any) -> None:
    if invert and mode != "int":
        raise ValueError(
            f"`output_mode` must be `'int'` when `invert` is true. Received: output_mode={mode}"
        )
    if sparse and mode == "int":
        raise ValueError(
            "`sparse` may only be true if `output_mode` is `'one_hot'`, `'multi_hot'`, `'count'` "
            f"or `'tf_idf'`. Received: sparse={sparse} and output_mode={mode}"
        )
    if idf_weights is not None and mode != "tf_idf":
        raise ValueError(
            "`idf_weights` should only be set if `output_mode` is `'tf_idf'`. Received: "
            f"idf_weights={idf_weights} and output_mode={mode}"
        )
