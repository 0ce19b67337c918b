"""TextVectorization: texts become rows of numbers."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.config import floatx
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.preprocessing._adapting import batches, tensor_or_ragged
from tfjs.keras.layers.preprocessing._encoding import checked_mode
from tfjs.keras.layers.preprocessing._tokens import (
    Row,
    checked_choice,
    checked_options,
    ragged_of,
    rows_of_tokens,
    split_by,
    standardized,
    unsplit,
    with_ngrams,
)
from tfjs.keras.layers.preprocessing._vocabulary import listed
from tfjs.keras.layers.preprocessing.string_lookup import StringLookup
from tfjs.keras.saving.serialization import deserialize_keras_object
from tfjs.ops._arguments import from_array
from tfjs.ops.shaping import expand_dims, reshape, squeeze
from tfjs.ops.strings_values import read, vector

_STANDARDIZE = ("lower_and_strip_punctuation", "lower", "strip_punctuation")
_SPLIT = ("whitespace", "character")
_MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


class TextVectorization(Layer):
    """Numbers of the words of texts, by a vocabulary that is given or found by `adapt`.

    The texts are read, so a `tf.function` that uses it on its arguments runs eagerly.

    Args:
        max_tokens: Largest size of the vocabulary.
        standardize: `"lower_and_strip_punctuation"`, `"lower"`, `"strip_punctuation"`, None, or a
            function of a tensor of strings.
        split: `"whitespace"`, `"character"`, None if inputs are tokens, or a function that gives a
            ragged tensor.
        ngrams: Widths of runs of tokens; an int for all up to it; None for tokens alone.
        output_mode: `"int"`, `"multi_hot"`, `"count"` or `"tf_idf"`.
        output_sequence_length: For ints: how long every row is cut or padded; that of the longest
            row if None.
        pad_to_max_tokens: Whether rows of the other modes are `max_tokens` long in any case.
        vocabulary: Tokens, or the path of a file with one on each line.
        idf_weights: For `"tf_idf"`: a weight for each token.
        sparse: Whether a `SparseTensor` comes out.
        ragged: Whether ints come out in rows of their own lengths.
        encoding: Of texts.
        name: Made if None.

    Input shape: `(batch,)`, `(batch, 1)`, or `()` for one text.

    Output shape: `(batch, length)`.

    Raises:
        ValueError: Arguments that do not go together.
    """

    _convert_input_args = False
    _allow_non_tensor_positional_args = True
    supports_jit = False

    def __init__(
        self,
        max_tokens: int | None = None,
        standardize: Any = "lower_and_strip_punctuation",
        split: Any = "whitespace",
        ngrams: Any = None,
        output_mode: str = "int",
        output_sequence_length: int | None = None,
        pad_to_max_tokens: bool = False,
        vocabulary: Any = None,
        idf_weights: Any = None,
        sparse: bool = False,
        ragged: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        owner = type(self).__name__
        checked_choice("standardize", standardize, _STANDARDIZE, owner)
        checked_choice("split", split, _SPLIT, owner)
        mode = checked_mode(output_mode, _MODES, owner)
        checked_options(ngrams, mode, output_sequence_length, ragged)
        known = kwargs.pop("has_input_vocabulary", vocabulary is not None)
        size = kwargs.pop("vocabulary_size", None)
        super().__init__(name=name, **kwargs)
        self._standardize = standardize
        self._split = split
        self._ngrams_arg = ngrams
        self._ngrams = tuple(range(1, ngrams + 1)) if isinstance(ngrams, int) else ngrams
        self._ragged = ragged
        self._output_mode = mode
        self._output_sequence_length = output_sequence_length
        self._encoding = encoding
        self._lookup_layer = StringLookup(
            max_tokens=max_tokens,
            vocabulary=vocabulary,
            idf_weights=idf_weights,
            pad_to_max_tokens=pad_to_max_tokens,
            mask_token="",
            output_mode=mode,
            sparse=sparse,
            has_input_vocabulary=known,
            encoding=encoding,
            vocabulary_size=size,
        )

    @property
    def compute_dtype(self) -> str:
        """`"string"`."""
        return "string"

    @property
    def variable_dtype(self) -> str:
        """`"string"`."""
        return "string"

    def build(self, input_shape: Any = None) -> None:
        """Do nothing: there are no weights."""

    def adapt(self, data: Any, batch_size: int | None = None, steps: int | None = None) -> None:
        """Make a vocabulary of the most frequent tokens of texts.

        Args:
            data: Texts, at once or in batches; each is a document.
            batch_size: Ignored, as in Keras.
            steps: At most so many batches.
        """
        self.reset_state()
        for batch in batches(data, steps, lists=True):
            x = tensor_or_ragged(batch)
            whole = batch is data and x.ndim == 1
            self.update_state(expand_dims(x, -1) if whole else x)
        self.finalize_state()

    def update_state(self, data: Any) -> None:
        """Count the tokens of a batch of texts."""
        tokens, _ = self._tokens(data)
        self._lookup_layer.update_state(ragged_of(tokens))

    def finalize_state(self) -> None:
        """Make the vocabulary of what was counted."""
        self._lookup_layer.finalize_state()

    def reset_state(self) -> None:
        """Forget what was counted."""
        self._lookup_layer.reset_state()

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[Any]:
        """The tokens in the order of their numbers."""
        return self._lookup_layer.get_vocabulary(include_special_tokens)

    def set_vocabulary(self, vocabulary: Any, idf_weights: Any = None) -> None:
        """Use these tokens; see `StringLookup`."""
        self._lookup_layer.set_vocabulary(vocabulary, idf_weights=idf_weights)

    def vocabulary_size(self) -> int:
        """How many numbers there are, those of padding and unknown tokens included."""
        return self._lookup_layer.vocabulary_size()

    def _tokens(self, inputs: Any) -> tuple[list[Row], tuple[int, ...]]:
        """The tokens of each text, and the shape of the texts."""
        x = standardized(tensor_or_ragged(inputs), self._standardize)
        if self._split is None:
            rows, shape = unsplit(x)
        else:
            rows, shape = self._split_rows(x)
        return [with_ngrams(row, self._ngrams) for row in rows], shape

    def _split_rows(self, x: Any) -> tuple[list[Row], tuple[int, ...]]:
        if x.ndim > 1:
            if x.shape[-1] != 1:
                raise ValueError(
                    "When using `TextVectorization` to tokenize strings, the input rank must be 1 "
                    "or the last shape dimension must be 1. Received: "
                    f"inputs.shape={x.shape} with rank={x.ndim}"
                )
            x = squeeze(x, [-1])
        shape = tuple(x.shape)
        if not isinstance(self._split, str):
            return rows_of_tokens(self._split(reshape(x, (-1,)))), shape
        split = split_by(self._split)
        return [split(item) for item in read(x, "text_vectorization").reshape(-1)], shape

    def call(self, inputs: Any) -> Any:
        """Vectorize texts."""
        tokens, shape = self._tokens(inputs)
        if self._output_mode != "int":
            if shape:
                return self._lookup_layer.call(ragged_of(tokens))
            return self._lookup_layer.call(vector(tokens[0]))
        found = self._lookup_layer.call(ragged_of(tokens))
        length = self._output_sequence_length
        if self._ragged:
            return found if length is None else found[:, :length]
        values = np.asarray(found.flat_values.numpy())
        counts = [len(row) for row in tokens]
        width = max(counts, default=0) if length is None else length
        rows = np.zeros((len(tokens), width), np.int64)
        start = 0
        for row, count in zip(rows, counts, strict=True):
            row[: min(count, width)] = values[start : start + min(count, width)]
            start += count
        return from_array(rows.reshape((*shape, width)), dtypes.int64, None, "text_vectorization")

    def compute_output_shape(self, input_shape: Any) -> Any:
        """`(batch, length)`."""
        if self._output_mode == "int":
            return (input_shape[0], self._output_sequence_length)
        shape = tuple(input_shape)
        if self._split is not None:
            # Keras keeps an axis of size 1 here, which `call` takes away.
            texts = shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape
            return self._lookup_layer.compute_output_shape((*texts, None))
        return self._lookup_layer.compute_output_shape(shape if len(shape) > 1 else (*shape, 1))

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """Shape and dtype of the result."""
        kind = "int64" if self._output_mode == "int" else floatx()
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype=kind)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with; a vocabulary found by `adapt` is kept in files."""
        lookup = self._lookup_layer
        return super().get_config() | {
            "max_tokens": lookup.max_tokens,
            "standardize": self._standardize,
            "split": self._split,
            "ngrams": self._ngrams_arg,
            "output_mode": self._output_mode,
            "output_sequence_length": self._output_sequence_length,
            "pad_to_max_tokens": lookup.pad_to_max_tokens,
            "sparse": lookup.sparse,
            "ragged": self._ragged,
            "vocabulary": listed(lookup.input_vocabulary, self._encoding),
            "idf_weights": listed(lookup.input_idf_weights, "utf-8"),
            "encoding": self._encoding,
            "vocabulary_size": self.vocabulary_size(),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "TextVectorization":
        """A layer like the one that gave this config."""
        config = dict(config)
        for name in ("standardize", "split"):
            if not isinstance(config[name], str):
                config[name] = deserialize_keras_object(config[name])
        if isinstance(config["ngrams"], list):
            config["ngrams"] = tuple(config["ngrams"])
        return super().from_config(config)  # type: ignore[no-any-return]

    def save_own_variables(self, store: Any) -> None:
        """Put the weights of documents into a store."""
        self._lookup_layer.save_own_variables(store)

    def load_own_variables(self, store: Any) -> None:
        """Take the weights of documents from a store."""
        self._lookup_layer.load_own_variables(store)

    def save_assets(self, dir_path: str) -> None:
        """Write the vocabulary into a folder."""
        self._lookup_layer.save_assets(dir_path)

    def load_assets(self, dir_path: str) -> None:
        """Read the vocabulary from a folder."""
        self._lookup_layer.load_assets(dir_path)
