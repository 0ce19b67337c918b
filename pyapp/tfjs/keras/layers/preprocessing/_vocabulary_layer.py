"""A layer with a vocabulary: given, or made of the most frequent tokens of data."""

from pathlib import Path
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.preprocessing._adapting import batches, tensor_or_ragged
from tfjs.keras.layers.preprocessing._tables import Rules, Table
from tfjs.keras.layers.preprocessing._vocabulary import (
    TokenCounts,
    lines_of,
    listed,
    rows_of,
    without_special,
)
from tfjs.ops.casting import cast
from tfjs.sparse_tensor import SparseTensor


class VocabularyLayer(Layer):
    """The part of a layer that holds tokens, their numbers, and weights for documents."""

    _convert_input_args = False
    _allow_non_tensor_positional_args = True
    supports_jit = False
    encoding = "utf-8"

    invert: bool
    max_tokens: int | None
    num_oov_indices: int
    mask_token: Any
    oov_token: Any
    output_mode: str
    pad_to_max_tokens: bool
    vocabulary_dtype: str
    oov_method: str
    salt: Any
    input_vocabulary: Any
    input_idf_weights: Any
    _has_input_vocabulary: bool
    _frozen_vocab_size: int | None
    _counts: TokenCounts
    _table: Table
    _idf: Any

    def _oov_start(self) -> int:
        return 1 if self.mask_token is not None and self.output_mode == "int" else 0

    def _token_start(self) -> int:
        return self._oov_start() + self.num_oov_indices

    def _special(self) -> list[Any]:
        return [self.mask_token] * self._oov_start() + [self.oov_token] * self.num_oov_indices

    def _table_of(self, tokens: list[Any]) -> Table:
        return Table(
            Rules(
                strings=self.vocabulary_dtype == "string",
                invert=self.invert,
                oov_start=self._oov_start(),
                oov_count=self.num_oov_indices,
                mask_token=self.mask_token,
                mask_number=0 if self.output_mode == "int" else -1,
                oov_token=self.oov_token,
                hashed=self.oov_method == "farmhash",
                salt=None if self.salt is None else tuple(self.salt),
                encoding=self.encoding,
            ),
            tokens,
        )

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[Any]:
        """The tokens in the order of their numbers."""
        tokens = list(self._table.tokens)
        return [*self._special(), *tokens] if include_special_tokens else tokens

    def vocabulary_size(self) -> int:
        """How many numbers there are, those of mask and unknown tokens included."""
        return len(self._table.tokens) + self._token_start()

    def set_vocabulary(self, vocabulary: Any, idf_weights: Any = None) -> None:
        """Use these tokens.

        Args:
            vocabulary: A list, array or tensor, or the path of a file with a token on each line.
            idf_weights: One for each token; needed for `"tf_idf"` and refused else.

        Raises:
            ValueError: Tokens that are not unique, too many of them, or weights that do not fit.
        """
        if self.output_mode == "tf_idf" and idf_weights is None:
            raise ValueError("`idf_weights` must be set if output_mode is 'tf_idf'.")
        if self.output_mode != "tf_idf" and idf_weights is not None:
            raise ValueError(
                "`idf_weights` should only be set if output_mode is `'tf_idf'`. Received: "
                f"output_mode={self.output_mode} and idf_weights={idf_weights}"
            )
        if isinstance(vocabulary, str):
            if self.output_mode == "tf_idf":
                raise ValueError(
                    "output_mode `'tf_idf'` does not support loading a vocabulary from file."
                )
            lines = lines_of(vocabulary)
            vocabulary = lines if self.vocabulary_dtype == "string" else [int(n) for n in lines]
        given = listed(vocabulary, self.encoding) or []
        tokens, found = without_special(
            given, self._special(), self.mask_token, self.oov_token, invert=self.invert
        )
        size = self._token_start() + len(tokens)
        if self.max_tokens is not None and size > self.max_tokens:
            raise ValueError(
                "Attempted to set a vocabulary larger than the maximum vocab size. Received "
                f"vocabulary size is {size}; `max_tokens` is {self.max_tokens}."
            )
        self._use(tokens)
        if idf_weights is not None:
            self._idf = self._weights(listed(idf_weights, "utf-8"), len(given), found=found)

    def _use(self, tokens: list[Any]) -> None:
        size = len(tokens) + self._token_start()
        fixed = self.output_mode != "int" and not self.pad_to_max_tokens
        if fixed and self._frozen_vocab_size not in (None, size):
            raise RuntimeError(
                f"When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, the "
                "vocabulary size cannot be changed after the layer is called. Old vocab size is "
                f"{self._frozen_vocab_size}, new vocab size is {size}"
            )
        self._table = self._table_of(tokens)
        self._frozen_vocab_size = size

    def _weights(self, given: Any, count: int, *, found: bool) -> "np.ndarray[Any, Any]":
        weights = np.asarray(given, np.float32)
        if len(weights) != count:
            raise ValueError(
                "`idf_weights` must be the same length as vocabulary. len(idf_weights) is "
                f"{len(weights)}; len(vocabulary) is {count}"
            )
        front = 0 if found else self._token_start()
        return self._padded(np.pad(weights, (front, 0), constant_values=np.average(weights)))

    def _padded(self, weights: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        behind = (self.max_tokens or 0) - len(weights) if self.pad_to_max_tokens else 0
        return np.pad(weights, (0, behind))

    def adapt(self, data: Any, steps: int | None = None) -> None:
        """Make a vocabulary of the most frequent tokens of data.

        Args:
            data: Tokens, at once or in batches; rows are documents.
            steps: At most so many batches.

        Raises:
            ValueError: A vocabulary was given.
        """
        self.reset_state()
        whole = isinstance(data, list | tuple) or hasattr(data, "dtype")
        for batch in batches(data, steps, lists=True):
            self._count(self._tensor(batch, self.vocabulary_dtype), single=whole)
        self.finalize_state()

    def update_state(self, data: Any) -> None:
        """Count the tokens of a batch."""
        self._count(self._tensor(data, self.vocabulary_dtype), single=False)

    def _count(self, x: Any, *, single: bool) -> None:
        if self._has_input_vocabulary:
            raise ValueError(
                f"Cannot adapt layer '{self.name}' after setting a static vocabulary via "
                "`vocabulary` argument or `set_vocabulary()` method."
            )
        self._counts.add(rows_of(x, single=single), documents=self.output_mode == "tf_idf")

    def finalize_state(self) -> None:
        """Make the vocabulary of what was counted."""
        if self._has_input_vocabulary or not self._counts.tokens:
            self._use(self._table.tokens)
            return
        for token in (self.mask_token, self.oov_token):
            raw = token.encode(self.encoding) if isinstance(token, str) else token
            self._counts.tokens.pop(raw, None)
        room = self.max_tokens - self._token_start() if self.max_tokens else None
        tokens = self._counts.most_common(room)
        if self.output_mode == "tf_idf":
            weights = self._counts.weights(tokens)
            front = (self._token_start(), 0)
            mean = weights.mean() if len(weights) else 0.0
            self._idf = self._padded(np.pad(weights, front, constant_values=mean))
        self._use(listed(tokens, self.encoding) or [])
        self.reset_state()

    def reset_state(self) -> None:
        """Forget what was counted."""
        self._counts = TokenCounts()

    def _tensor(self, value: Any, kind: str) -> Any:
        """A value as a tensor of a dtype; strings do not become numbers, nor numbers strings."""
        wanted = dtypes.as_dtype(kind)
        x = tensor_or_ragged(value, wanted)
        if x.dtype is wanted or isinstance(x, SparseTensor):
            return x
        if dtypes.string in (x.dtype, wanted):
            raise InvalidArgumentError(
                f"{type(self).__name__}: expected values of dtype {kind}. Received: "
                f"{x.dtype.name}.",
                op="lookup",
            )
        return cast(x, wanted)

    def get_build_config(self) -> dict[str, Any]:
        """Nothing: the layer is built without shapes."""
        return {}

    def build_from_config(self, config: dict[str, Any] | None) -> None:
        """Mark the layer as built."""
        self.build(None)

    def save_own_variables(self, store: Any) -> None:
        """Put the weights of documents into a store."""
        if self.output_mode == "tf_idf" and self._idf is not None:
            store["idf_weights"] = self._idf

    def load_own_variables(self, store: Any) -> None:
        """Take the weights of documents from a store."""
        if self.output_mode == "tf_idf":
            self._idf = np.array(store["idf_weights"], np.float32)

    def save_assets(self, dir_path: str) -> None:
        """Write the vocabulary into a folder, unless it is in the config."""
        if self.input_vocabulary is None:
            text = "\n".join(str(token) for token in self.get_vocabulary())
            (Path(dir_path) / "vocabulary.txt").write_text(text, encoding="utf-8")

    def load_assets(self, dir_path: str) -> None:
        """Read the vocabulary from a folder, unless it is in the config."""
        if self.input_vocabulary is not None:
            return
        lines = lines_of(str(Path(dir_path) / "vocabulary.txt"))
        while lines and not lines[-1]:
            lines.pop()
        strings = self.vocabulary_dtype == "string"
        values = lines if strings else [int(line) for line in lines]
        self.set_vocabulary(values, self._idf if self.output_mode == "tf_idf" else None)
