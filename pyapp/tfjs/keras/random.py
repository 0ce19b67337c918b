"""`tf.keras.random`: seeds that are state, and draws from them."""

import random as python_random
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras._names import auto_name
from tfjs.keras.engine.context import Scope
from tfjs.keras.engine.dtypes import is_float_dtype, is_int_dtype, standardize_dtype
from tfjs.keras.engine.variable import Variable
from tfjs.ops import stateless_random
from tfjs.ops.casting import cast, identity
from tfjs.ops.creation import constant, convert_to_tensor, zeros_like
from tfjs.ops.gathering import gather
from tfjs.ops.math import multiply
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.ops.sorting import argsort
from tfjs.tensor import Tensor


class SeedGenerator:
    """A seed that moves on with each draw; its state is a variable, so replays draw anew.

    Args:
        seed: An int; one of its own choice if None.
        name: Made if None.

    Raises:
        ValueError: A seed that is no int.
    """

    def __init__(self, seed: int | None = None, name: str | None = None, **kwargs: Any) -> None:
        if kwargs:
            raise ValueError(f"Unrecognized keyword arguments: {kwargs}")
        if name is None:
            name = auto_name(type(self).__name__)
        self.name = name
        if seed is None:
            seed = make_default_seed()
        if not isinstance(seed, int):
            raise ValueError(
                f"Argument `seed` must be an integer. Received: seed={seed} (of type {type(seed)})"
            )
        self.seed = seed
        with Scope(self):
            self.state = Variable(
                lambda shape, dtype: constant(_words(seed), dtype),
                shape=(2,),
                dtype="int64",
                trainable=False,
                autocast=False,
                name="seed_generator_state",
            )

    def next(self, ordered: bool = True) -> Tensor:
        """The seed of the next draw, int64, shape `(2,)`; the state moves on.

        Args:
            ordered: Accepted: seeds follow each other in any case.
        """
        seed = identity(self.state._cell)
        self.state.assign(seed + constant([0, 1], "int64"))
        return seed

    def get_config(self) -> dict[str, Any]:
        """What the generator was made with."""
        return {"seed": self.seed, "name": self.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "SeedGenerator":
        """A generator again, at its start."""
        return cls(**config)


_global: SeedGenerator | None = None


def _words(seed: int) -> "np.ndarray[Any, Any]":
    """A seed as the two numbers of 32 bits that a draw takes, in Keras's way; the second counts."""
    return np.array([seed % (2**31 - 2), 0], np.int32)


def make_default_seed() -> int:
    """A seed for what was given none, from Python's `random` as in Keras."""
    return python_random.randint(1, int(1e9))


def forget_global_generator() -> None:
    """Start the draws that are given no seed anew, from another one."""
    global _global
    _global = None


def global_seed_generator() -> SeedGenerator:
    """The generator of draws that are given no seed."""
    global _global
    if _global is None:
        _global = SeedGenerator(name="global_seed_generator")
    return _global


def draw_seed(seed: Any) -> Tensor:
    """The two numbers that a draw takes, int32, from an int, a `SeedGenerator`, a tensor or None.

    Raises:
        ValueError: Something else.
    """
    if isinstance(seed, SeedGenerator):
        return seed.next()
    if seed is None:
        return global_seed_generator().next()
    if isinstance(seed, int):
        return constant(_words(seed), dtypes.int32)
    if isinstance(seed, Tensor):
        return cast(seed, dtypes.int32)
    raise ValueError(
        "Argument `seed` must be either an integer or an instance of `SeedGenerator`. Received: "
        f"seed={seed} (of type {type(seed)})"
    )


def uniform(
    shape: Any, minval: Any = 0.0, maxval: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Tensor:
    """Numbers evenly spread over `[minval, maxval)`, of a floating dtype.

    Raises:
        ValueError: Another dtype.
    """
    kind = standardize_dtype(dtype)
    if not is_float_dtype(kind):
        raise ValueError(
            "`keras.random.uniform` requires a floating point `dtype`. "
            f"Received: dtype={dtype}. Use `keras.random.randint` for integers."
        )
    return stateless_random.stateless_uniform(shape, draw_seed(seed), minval, maxval, kind)


def normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Tensor:
    """Numbers of a normal distribution."""
    kind = standardize_dtype(dtype)
    return stateless_random.stateless_normal(shape, draw_seed(seed), mean, stddev, kind)


def truncated_normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Tensor:
    """Normal numbers within two standard deviations of the mean."""
    kind = standardize_dtype(dtype)
    words = draw_seed(seed)
    return stateless_random.stateless_truncated_normal(shape, words, mean, stddev, kind)


def randint(shape: Any, minval: Any, maxval: Any, dtype: Any = "int32", seed: Any = None) -> Tensor:
    """Integers from `minval` up to, without, `maxval`.

    Raises:
        ValueError: A dtype that is not of integers.
    """
    kind = standardize_dtype(dtype)
    if not is_int_dtype(kind):
        raise ValueError(
            "`keras.random.randint` requires an integer `dtype`. "
            f"Received: dtype={dtype}. Use `keras.random.uniform` for fractions."
        )
    drawn = kind if kind in ("int32", "int64") else "int64"
    found = stateless_random.stateless_uniform(shape, draw_seed(seed), minval, maxval, drawn)
    return cast(found, kind)


def categorical(logits: Any, num_samples: int, dtype: Any = "int32", seed: Any = None) -> Tensor:
    """Classes drawn by their unnormalized log-probabilities, shape `(batch, num_samples)`.

    Raises:
        ValueError: Logits that are no matrix.
    """
    rows = convert_to_tensor(logits)
    if rows.ndim != 2:
        raise ValueError(
            "`logits` should be a 2-D tensor with shape [batch_size, num_classes]. "
            f"Received: logits={logits}"
        )
    drawn = stateless_random.stateless_categorical(rows, num_samples, draw_seed(seed))
    return cast(drawn, standardize_dtype(dtype))


def shuffle(x: Any, axis: int = 0, seed: Any = None) -> Tensor:
    """The slices along an axis, in the order of numbers drawn for them."""
    values = convert_to_tensor(x)
    drawn = stateless_random.stateless_uniform([sizes_of(values)[axis]], draw_seed(seed))
    return gather(values, argsort(drawn), axis=axis)


def dropout(inputs: Any, rate: float, noise_shape: Any = None, seed: Any = None) -> Tensor:
    """Elements set to 0 with probability `rate`, the others scaled by `1 / (1 - rate)`.

    Args:
        inputs: Floating, any shape.
        rate: From 0 to 1.
        noise_shape: Where this has size 1, elements are dropped together; None for the input's.
        seed: An int or a `SeedGenerator`.
    """
    x = convert_to_tensor(inputs)
    if rate == 0:
        return x
    if rate == 1:
        return zeros_like(x)
    shape = sizes_of(x)
    if noise_shape is not None:
        pairs = zip(shape, noise_shape, strict=True)
        shape = tuple(own if size is None else int(size) for own, size in pairs)
    return multiply(x, stateless_random.stateless_kept(shape, draw_seed(seed), rate, x.dtype))


def gamma(shape: Any, alpha: Any, dtype: Any = None, seed: Any = None) -> Tensor:
    """Numbers of a gamma distribution of rate 1."""
    kind = standardize_dtype(dtype)
    return stateless_random.stateless_gamma(shape, draw_seed(seed), alpha, dtype=kind)


def beta(shape: Any, alpha: Any, beta: Any, dtype: Any = None, seed: Any = None) -> Tensor:
    """Numbers of a beta distribution, as the share of one gamma number in a sum of two."""
    kind = standardize_dtype(dtype)
    first = draw_seed(seed)
    pairs = ((first, alpha), (first + constant(12), beta))  # Keras's second seed
    one, two = (
        stateless_random.stateless_gamma(
            shape, words, broadcast_to(convert_to_tensor(number, dtype=kind), shape), dtype=kind
        )
        for words, number in pairs
    )
    return one / (one + two)  # type: ignore[no-any-return]


def binomial(
    shape: Any, counts: Any, probabilities: Any, dtype: Any = None, seed: Any = None
) -> Tensor:
    """How often something of a given probability happens in `counts` tries."""
    kind = standardize_dtype(dtype)
    drawn = stateless_random.stateless_binomial(shape, draw_seed(seed), counts, probabilities)
    return cast(drawn, kind)
