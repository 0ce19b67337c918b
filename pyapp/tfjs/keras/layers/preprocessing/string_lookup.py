"""StringLookup: strings become numbers, or numbers strings."""

from typing import Any

from tfjs.keras.layers.preprocessing.index_lookup import IndexLookup


class StringLookup(IndexLookup):
    """Numbers of strings by a vocabulary, which is given or found by `adapt`.

    Args:
        max_tokens: Largest size of the vocabulary, special tokens included.
        num_oov_indices: How many numbers unknown strings share; none are allowed if 0.
        mask_token: What has number 0, or None.
        oov_token: What numbers without a string become with `invert`.
        vocabulary: Strings, or the path of a file with one on each line.
        idf_weights: For `"tf_idf"`: a weight for each string.
        invert: Whether numbers become strings.
        output_mode: `"int"`, `"one_hot"`, `"multi_hot"`, `"count"` or `"tf_idf"`.
        pad_to_max_tokens: Whether rows are `max_tokens` long even if the vocabulary is smaller.
        sparse: Whether a `SparseTensor` comes out.
        encoding: Of strings.
        name: Made if None.
        salt: One or two integers, for hashes of unknown strings that are hard to guess.

    Raises:
        ValueError: Arguments that do not go together.
    """

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: str | None = None,
        oov_token: str = "[UNK]",
        vocabulary: Any = None,
        idf_weights: Any = None,
        invert: bool = False,
        output_mode: str = "int",
        pad_to_max_tokens: bool = False,
        sparse: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        salt: Any = None,
        **kwargs: Any,
    ) -> None:
        kwargs.pop("vocabulary_dtype", None)
        object.__setattr__(self, "encoding", encoding)
        super().__init__(
            max_tokens=max_tokens,
            num_oov_indices=num_oov_indices,
            mask_token=mask_token,
            oov_token=oov_token,
            vocabulary=vocabulary,
            idf_weights=idf_weights,
            invert=invert,
            output_mode=output_mode,
            pad_to_max_tokens=pad_to_max_tokens,
            sparse=sparse,
            name=name,
            salt=salt,
            vocabulary_dtype="string",
            **kwargs,
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config()
        del config["vocabulary_dtype"]
        return config | {"encoding": self.encoding}
