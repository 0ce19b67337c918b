"""IntegerLookup: integers become numbers from 0 on, or the other way round."""

from typing import Any

from tfjs.keras.layers.preprocessing.index_lookup import IndexLookup


class IntegerLookup(IndexLookup):
    """Numbers of integers by a vocabulary, which is given or found by `adapt`.

    Args:
        max_tokens: Largest size of the vocabulary, special tokens included.
        num_oov_indices: How many numbers unknown integers share; none are allowed if 0.
        mask_token: What has number 0, or None.
        oov_token: What numbers without an integer become with `invert`.
        vocabulary: Integers, or the path of a file with one on each line.
        vocabulary_dtype: `"int64"`.
        idf_weights: For `"tf_idf"`: a weight for each integer.
        invert: Whether numbers become integers.
        output_mode: `"int"`, `"one_hot"`, `"multi_hot"`, `"count"` or `"tf_idf"`.
        sparse: Whether a `SparseTensor` comes out.
        pad_to_max_tokens: Whether rows are `max_tokens` long even if the vocabulary is smaller.
        oov_method: How unknown integers share their numbers: by remainder (`"floormod"`) or by
            hash (`"farmhash"`).
        salt: One or two integers, for hashes that are hard to guess.
        name: Made if None.

    Raises:
        ValueError: Arguments that do not go together.
    """

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: int | None = None,
        oov_token: int = -1,
        vocabulary: Any = None,
        vocabulary_dtype: str = "int64",
        idf_weights: Any = None,
        invert: bool = False,
        output_mode: str = "int",
        sparse: bool = False,
        pad_to_max_tokens: bool = False,
        oov_method: str = "floormod",
        salt: Any = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if max_tokens is not None and max_tokens <= 1:
            raise ValueError(
                "If `max_tokens` is set for `IntegerLookup`, it must be greater than 1. Received: "
                f"max_tokens={max_tokens}"
            )
        if num_oov_indices < 0:
            raise ValueError(
                "The value of `num_oov_indices` argument for `IntegerLookup` must >= 0. Received: "
                f"num_oov_indices={num_oov_indices}"
            )
        if vocabulary_dtype != "int64":
            raise ValueError(
                "Only `vocabulary_dtype='int64'` is supported at this time. Received: "
                f"vocabulary_dtype={vocabulary_dtype}"
            )
        super().__init__(
            max_tokens=max_tokens,
            num_oov_indices=num_oov_indices,
            mask_token=mask_token,
            oov_token=oov_token,
            vocabulary=vocabulary,
            vocabulary_dtype=vocabulary_dtype,
            idf_weights=idf_weights,
            invert=invert,
            output_mode=output_mode,
            sparse=sparse,
            pad_to_max_tokens=pad_to_max_tokens,
            oov_method=oov_method,
            salt=salt,
            name=name,
            **kwargs,
        )
