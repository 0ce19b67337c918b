"""Tables that tell the number of a token, or the token of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.keras.engine.context import state
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import floormod
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, greater_equal, less, logical_and, minimum
from tfjs.ops.shaping import reshape
from tfjs.ops.sorting import searchsorted
from tfjs.ops.strings_numbers import as_string, to_hash_bucket_fast, to_hash_bucket_strong
from tfjs.ops.strings_values import read
from tfjs.tensor import Tensor


@dataclass(frozen=True)
class Rules:
    """What numbers mean.

    Attributes:
        strings: Whether tokens are strings; else integers.
        invert: Whether numbers become tokens.
        oov_start: The first number of unknown tokens, behind that of the mask token.
        oov_count: How many numbers unknown tokens have.
        mask_token: For padding, or None.
        mask_number: Its number.
        oov_token: What a number without a token becomes.
        hashed: Whether unknown integers are hashed as strings are; else their remainder counts.
        salt: For a hash that is hard to guess, or None.
        encoding: Of strings.
    """

    strings: bool
    invert: bool
    oov_start: int
    oov_count: int
    mask_token: Any
    mask_number: int
    oov_token: Any
    hashed: bool
    salt: tuple[int, ...] | None
    encoding: str

    @property
    def token_start(self) -> int:
        """The number of the first token."""
        return self.oov_start + self.oov_count


class Table:
    """Tokens in the order of their numbers.

    Args:
        rules: What numbers mean.
        tokens: Strings or integers, without the special ones.
    """

    def __init__(self, rules: Rules, tokens: Sequence[Any]) -> None:
        self.rules = rules
        self.tokens = list(tokens)
        self._numbers: dict[bytes, int] | None = None

    def look_up(self, x: Tensor) -> Tensor:
        """Numbers of tokens, int64, or tokens of numbers.

        Raises:
            InvalidArgumentError: An unknown token that has no number.
        """
        if self.rules.invert:
            return self._tokens_of(x)
        return self._of_strings(x) if self.rules.strings else self._of_integers(x)

    def _tokens_of(self, x: Tensor) -> Tensor:
        rules = self.rules
        unknown = [rules.oov_token] * (rules.oov_count + 1)
        listed = [rules.mask_token] * rules.oov_start + unknown[1:] + self.tokens + unknown[:1]
        last = len(listed) - 1
        places = cast(x, dtypes.int32)
        inside = logical_and(greater_equal(places, 0), less(places, last))
        chosen = where(inside, places, filled((), last, dtypes.int32))
        table = as_tensor(listed, dtypes.string if rules.strings else dtypes.int64)
        return gather(table, chosen)

    def _of_strings(self, x: Tensor) -> Tensor:
        rules = self.rules
        known = self._numbered()
        # One number for unknown strings is put in at once; several depend on the string.
        missing = rules.oov_start if rules.oov_count == 1 else -2
        if rules.oov_count == 0 and state.symbolic:
            return filled(tuple(x.shape), rules.token_start, dtypes.int64)  # type: ignore[arg-type]
        strings = read(x, "lookup")
        found = [known.get(item, missing) for item in strings.reshape(-1).tolist()]
        if rules.oov_count == 0 and missing in found:
            unknown = [s for s, n in zip(strings.reshape(-1), found, strict=True) if n == missing]
            self._refuse(unknown)
        numbers = np.asarray(found, np.int64).reshape(strings.shape)
        out = from_array(numbers, dtypes.int64, None, "lookup")
        if rules.oov_count < 2 or missing not in found:
            return out
        return where(equal(out, missing), add(self._bucket(x), rules.oov_start), out)

    def _numbered(self) -> dict[bytes, int]:
        if self._numbers is None:
            rules = self.rules
            names = (token.encode(rules.encoding) for token in self.tokens)
            self._numbers = {name: i for i, name in enumerate(names, rules.token_start)}
            if rules.mask_token is not None:
                self._numbers[rules.mask_token.encode(rules.encoding)] = rules.mask_number
        return self._numbers

    def _of_integers(self, x: Tensor) -> Tensor:
        rules = self.rules
        unknown = self._bucket(x)
        out = add(unknown, rules.oov_start) if rules.oov_count else unknown
        if self.tokens:
            array = np.asarray(self.tokens, np.int64)
            order = np.argsort(array, kind="stable")
            keys = from_array(array[order], dtypes.int64, None, "lookup")
            numbers = from_array(order + rules.token_start, dtypes.int64, None, "lookup")
            flat = reshape(x, (-1,))
            places = minimum(searchsorted(keys, flat), len(self.tokens) - 1)
            known = reshape(equal(gather(keys, places), flat), x.shape)
            out = where(known, reshape(gather(numbers, places), x.shape), out)
        if rules.mask_token is not None:
            mask = equal(x, as_tensor(rules.mask_token, x.dtype))
            out = where(mask, filled((), rules.mask_number, dtypes.int64), out)
        if rules.oov_count == 0 and not state.symbolic:
            # There is nothing else to do with such a token than to fail, so it must be read.
            lost = np.asarray(out.numpy()) == -2
            if lost.any():
                self._refuse(np.asarray(x.numpy())[lost].tolist())
        return out

    def _bucket(self, x: Tensor) -> Tensor:
        """Which of the numbers for unknown tokens each token has, from 0 on."""
        rules = self.rules
        if rules.oov_count < 2:
            return filled(tuple(x.shape), 0 if rules.oov_count else -2, dtypes.int64)  # type: ignore[arg-type]
        if not rules.strings and not rules.hashed:
            return floormod(x, as_tensor(rules.oov_count, x.dtype))
        strings = x if rules.strings else as_string(x)
        if rules.salt is not None:
            return to_hash_bucket_strong(strings, rules.oov_count, rules.salt)
        return to_hash_bucket_fast(strings, rules.oov_count)

    def _refuse(self, unknown: list[Any]) -> None:
        raise InvalidArgumentError(
            "When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values "
            f"{unknown[:20]}, consider setting `num_oov_indices=1`.",
            op="lookup",
        )
