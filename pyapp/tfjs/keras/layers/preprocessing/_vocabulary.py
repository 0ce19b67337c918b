"""A vocabulary: tokens with numbers, some of them special, and the check of what is given."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable


def listed(value: Any, encoding: str) -> list[Any] | None:
    """Tokens or weights as a list of Python values, strings decoded; None stays."""
    if value is None:
        return None
    if isinstance(value, Tensor | Variable):
        value = value.numpy()
    items = value.tolist() if isinstance(value, np.ndarray | np.generic) else list(value)
    return [item.decode(encoding) if isinstance(item, bytes) else item for item in items]


def lines_of(path: str) -> list[str]:
    """The tokens of a file, one on each line.

    Raises:
        ValueError: There is no such file.
    """
    file = Path(path)
    if not file.exists():
        raise ValueError(f"Vocabulary file {path} does not exist.")
    return file.read_text(encoding="utf-8").splitlines()


def without_special(
    vocabulary: Sequence[Any],
    special: Sequence[Any],
    mask_token: Any,
    oov_token: Any,
    *,
    invert: bool,
) -> tuple[list[Any], bool]:
    """The tokens behind the special ones, and whether these were there.

    Args:
        vocabulary: Tokens, special ones only in front.
        special: Mask and OOV tokens, as often as they have numbers.
        mask_token: For padding, or None.
        oov_token: For unknown tokens, or None.
        invert: Whether numbers become tokens.

    Raises:
        ValueError: Nothing, a token twice, or a special one behind the front.
    """
    if not len(vocabulary):
        raise ValueError(f"Cannot set an empty vocabulary. Received: vocabulary={vocabulary}")
    tokens = list(vocabulary)
    found = tokens[: len(special)] == list(special)
    rest = tokens[len(special) :] if found else tokens
    twice = [token for token, count in Counter(rest).items() if count > 1]
    if twice:
        raise ValueError(
            "The passed vocabulary has at least one repeated term. Please uniquify your dataset. "
            f"The repeated terms are: {twice}"
        )
    for token, name in ((mask_token, "mask"), (oov_token if invert else None, "OOV")):
        if token is not None and token in rest:
            place = len(tokens) - 1 - tokens[::-1].index(token)
            raise ValueError(
                f"Found reserved {name} token at unexpected location in `vocabulary`. Note that "
                "passed `vocabulary` does not need to include the OOV and mask tokens. Either "
                "remove all mask and OOV tokens, or include them only at the start of the "
                f"vocabulary in precisely this order: {list(special)}. Received: "
                f"{'mask_token' if name == 'mask' else 'oov_token'}={token} at vocabulary index "
                f"{place}"
            )
    return rest, found


class TokenCounts:
    """How often tokens, and in how many documents, were seen."""

    def __init__(self) -> None:
        self.tokens: Counter[Any] = Counter()
        self.documents: Counter[Any] = Counter()
        self.seen = 0

    def add(self, rows: Iterable[Sequence[Any]], *, documents: bool) -> None:
        """Take in rows of tokens, each a document."""
        for row in rows:
            self.tokens.update(row)
            if documents:
                self.documents.update(set(row))
                self.seen += 1

    def most_common(self, count: int | None) -> list[Any]:
        """Tokens from the most frequent on; equally frequent ones from the last in order."""
        ordered = sorted(self.tokens, key=lambda token: (self.tokens[token], token), reverse=True)
        return ordered if count is None else ordered[:count]

    def weights(self, tokens: Sequence[Any]) -> "np.ndarray[Any, Any]":
        """Inverse document frequencies: `log(1 + documents / (1 + documents with the token))`."""
        counts = np.array([self.documents[token] for token in tokens], np.float64)
        return np.log(1 + self.seen / (1 + counts)).astype(np.float32)


def rows_of(x: Any, *, single: bool) -> list[list[Any]]:
    """The documents of a batch: its rows.

    Args:
        x: Tokens: a tensor, ragged or sparse.
        single: Whether a vector is a document for each token; else it is one.
    """
    if isinstance(x, RaggedTensor):
        return [_flat(row) for row in x.to_list()]
    if isinstance(x, SparseTensor):
        return [np.asarray(x.values.numpy()).tolist()]
    array = np.asarray(x.numpy())
    if array.ndim < 2:
        flat = array.reshape(-1).tolist()
        return [[item] for item in flat] if single else [flat]
    return [row.reshape(-1).tolist() for row in array]


def _flat(row: Any) -> list[Any]:
    if not isinstance(row, list):
        return [row]
    return [item for part in row for item in _flat(part)]
