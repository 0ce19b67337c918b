"""`Tokenizer` of Keras 2: texts as lists of words' numbers, or as vectors of counts."""

import collections
import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tfjs.keras.preprocessing._words import FILTERS, text_to_word_sequence

_MODES = ("binary", "count", "freq", "tfidf")
_PLAIN = ("num_words", "filters", "lower", "split", "char_level", "oov_token", "document_count")
_COUNTED = ("word_counts", "word_docs", "index_docs", "index_word", "word_index")


class Tokenizer:
    """Numbers words by how often they occur, from 1 on; 0 is no word.

    Args:
        num_words: Only words with numbers below this one come out; all if None.
        filters: See `text_to_word_sequence`.
        lower: Likewise.
        split: Likewise.
        char_level: Whether each character is a word.
        oov_token: Stands for words that are not known, with number 1; they are left out if None.
        analyzer: Gives the words of a text.
        **kwargs: `document_count`, of texts seen before.

    `tf.keras.layers.TextVectorization` does the same in a model.

    Raises:
        TypeError: An argument that does not exist.
    """

    def __init__(
        self,
        num_words: int | None = None,
        filters: str = FILTERS,
        lower: bool = True,
        split: str = " ",
        char_level: bool = False,
        oov_token: str | None = None,
        analyzer: Callable[[str], Any] | None = None,
        **kwargs: Any,
    ) -> None:
        if "nb_words" in kwargs:
            warnings.warn(
                "The `nb_words` argument in `Tokenizer` has been renamed `num_words`.", stacklevel=2
            )
            num_words = kwargs.pop("nb_words")
        self.document_count: int = kwargs.pop("document_count", 0)
        if kwargs:
            raise TypeError(f"Unrecognized keyword arguments: {kwargs}")
        self.num_words = num_words
        self.filters = filters
        self.lower = lower
        self.split = split
        self.char_level = char_level
        self.oov_token = oov_token
        self.analyzer = analyzer
        self.word_counts: dict[Any, int] = collections.OrderedDict()
        self.word_docs: dict[Any, int] = collections.defaultdict(int)
        self.index_docs: dict[int, int] = collections.defaultdict(int)
        self.word_index: dict[Any, int] = {}
        self.index_word: dict[int, Any] = {}

    def _words(self, text: Any) -> Any:
        if not (self.char_level or isinstance(text, list)):
            if self.analyzer is not None:
                return self.analyzer(text)
            return text_to_word_sequence(text, self.filters, self.lower, self.split)
        if not self.lower:
            return text
        return [part.lower() for part in text] if isinstance(text, list) else text.lower()

    def fit_on_texts(self, texts: Any) -> None:
        """Count the words of texts, or of lists of words, and number them anew."""
        for text in texts:
            self.document_count += 1
            words = self._words(text)
            for word in words:
                self.word_counts[word] = self.word_counts.get(word, 0) + 1
            for word in set(words):
                self.word_docs[word] += 1
        by_count = sorted(self.word_counts, key=self.word_counts.__getitem__, reverse=True)
        order = by_count if self.oov_token is None else [self.oov_token, *by_count]
        self.word_index = {word: place for place, word in enumerate(order, 1)}
        self.index_word = {place: word for word, place in self.word_index.items()}
        for word, count in self.word_docs.items():
            self.index_docs[self.word_index[word]] = count

    def fit_on_sequences(self, sequences: Any) -> None:
        """Count in how many sequences each number occurs."""
        self.document_count += len(sequences)
        for sequence in sequences:
            for place in set(sequence):
                self.index_docs[place] += 1

    def texts_to_sequences(self, texts: Any) -> list[list[int]]:
        """The numbers of the words of each text."""
        return list(self.texts_to_sequences_generator(texts))

    def texts_to_sequences_generator(self, texts: Any) -> Iterator[list[int]]:
        """The same, one after the other."""
        for text in texts:
            places = (self.word_index.get(word) for word in self._words(text))
            yield list(self._allowed(places))

    def _allowed(self, places: Any) -> Iterator[int]:
        """Numbers of known words, the others as the unknown one if there is one."""
        unknown = self.word_index.get(self.oov_token)
        for place in places:
            known = place is not None and not (self.num_words and place >= self.num_words)
            found = place if known else unknown
            if found is not None:
                yield found

    def sequences_to_texts(self, sequences: Any) -> list[str]:
        """The words of each sequence of numbers, with blanks between."""
        return list(self.sequences_to_texts_generator(sequences))

    def sequences_to_texts_generator(self, sequences: Any) -> Iterator[str]:
        """The same, one after the other."""
        for sequence in sequences:
            places = (place if place in self.index_word else None for place in sequence)
            yield " ".join(self.index_word[place] for place in self._allowed(places))

    def texts_to_matrix(self, texts: Any, mode: str = "binary") -> "np.ndarray[Any, Any]":
        """A row for each text; see `sequences_to_matrix`."""
        return self.sequences_to_matrix(self.texts_to_sequences(texts), mode)

    def sequences_to_matrix(self, sequences: Any, mode: str = "binary") -> "np.ndarray[Any, Any]":
        """A row for each sequence, a column for each number.

        Args:
            sequences: Lists of numbers.
            mode: "binary" for whether it occurs, "count" for how often, "freq" for its share,
                "tfidf" for `(1 + log(count)) * log(1 + texts / (1 + texts with it))`.

        Raises:
            ValueError: Another mode, or nothing has been counted yet.
        """
        width = self.num_words or (len(self.word_index) + 1 if self.word_index else 0)
        if not width:
            raise ValueError(
                "Specify a dimension (`num_words` argument), or fit on some text data first."
            )
        if mode == "tfidf" and not self.document_count:
            raise ValueError("Fit the Tokenizer on some data before using tfidf mode.")
        if mode not in _MODES:
            raise ValueError(f"Unknown vectorization mode: {mode}")
        table = np.zeros((len(sequences), width))
        for row, sequence in zip(table, sequences, strict=True):
            counts = collections.Counter(place for place in sequence if place < width)
            for place, count in counts.items():
                row[place] = self._weight(place, count, len(sequence), mode)
        return table

    def _weight(self, place: int, count: int, length: int, mode: str) -> float:
        if mode == "count":
            return count
        if mode == "freq":
            return count / length
        if mode == "binary":
            return 1
        texts = self.document_count / (1 + self.index_docs.get(place, 0))
        return float((1 + np.log(count)) * np.log(1 + texts))

    def get_config(self) -> dict[str, Any]:
        """All of it; what was counted as JSON."""
        counted = {name: json.dumps(getattr(self, name)) for name in _COUNTED}
        return {name: getattr(self, name) for name in _PLAIN} | counted

    def to_json(self, **kwargs: Any) -> str:
        """All of it as JSON, for `tokenizer_from_json`; `kwargs` are for `json.dumps`."""
        config = {"class_name": type(self).__name__, "config": self.get_config()}
        return json.dumps(config, **kwargs)


def tokenizer_from_json(json_string: str) -> Tokenizer:
    """The tokenizer that `to_json` gave."""
    config = json.loads(json_string)["config"]
    counted = {name: json.loads(config.pop(name)) for name in _COUNTED}
    tokenizer = Tokenizer(**config)
    for name, value in counted.items():
        by_number = name.startswith("index_")  # keys of JSON are texts
        setattr(tokenizer, name, {int(k): v for k, v in value.items()} if by_number else value)
    return tokenizer
