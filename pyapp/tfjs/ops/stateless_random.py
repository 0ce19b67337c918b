"""Random tensors that are functions of a seed: `tf.random.stateless_*`, `split`, `fold_in`.

The numbers are those of TensorFlow on a CPU for the same seed.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops import _draws
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.casting import cast
from tfjs.ops.gathering import gather
from tfjs.ops.joining import stack
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import DTypeLike, ShapeLike, TensorLike
    from tfjs.ops._draws import Source

_stateless = _bridge.Instruction("random.stateless", "own", op="random.stateless")

_ALGORITHMS = {"philox": 1, "threefry": 2, "auto_select": 3}


def algorithm(alg: Any) -> int:
    """The number of an algorithm given by name, number or member of `tf.random.Algorithm`.

    Raises:
        ValueError: ThreeFry, or no algorithm.
    """
    value = getattr(alg, "value", alg)
    number = _ALGORITHMS.get(value) if isinstance(value, str) else value
    if number not in (1, 3):
        raise ValueError(
            "Argument `alg` got unsupported value. Supported here are 'philox' and 'auto_select', "
            f"which is the same. Received: alg={alg!r}."
        )
    return int(number)


def source(seed: "TensorLike", op: str, alg: Any = "auto_select") -> "Source":
    """Draws that are functions of a seed: the two numbers, or words of wider ones."""
    algorithm(alg)
    words = _seed_words(seed, op)

    def draw(
        what: str, shape: tuple[int, ...], dtype: DType, inputs: tuple[Tensor, ...] = ()
    ) -> Tensor:
        slots = [words._slot, *(t._slot for t in inputs)]
        return Tensor(_stateless(slots, (what, shape, dtype.name)), dtype)

    return draw


def _seed_words(seed: Any, op: str) -> Tensor:
    """The seed as two numbers of 32 bits, or as the four words of two wider Python ints."""
    if not isinstance(seed, Tensor | Variable) and not _holds_tensor(seed):
        if type(seed) in (list, tuple) and len(seed) == 2 and all(map(_is_short, seed)):
            array = np.array(seed, np.int32)
            return Tensor(_bridge.upload(array, "int32"), dtypes.int32)
        array = np.asarray(seed)
        if array.shape == (2,) and array.dtype.kind in "iu":
            wide = array.astype(np.uint64 if array.dtype == np.uint64 else np.int64)
            words = wide.view(np.int32) if abs(wide).max() >= 2**31 else wide.astype(np.int32)
            return from_array(words, dtypes.int32, None, op)
    tensor = as_tensor(seed, op=op)
    if sizes_of(tensor) != (2,) or not tensor.dtype.is_integer:
        raise InvalidArgumentError(
            f"{op}: seed must have shape [2] and an integer dtype, not {list(tensor.shape)} "
            f"{tensor.dtype.name}",
            op=op,
        )
    return tensor


def _is_short(number: Any) -> bool:
    return type(number) is int and -(2**31) <= number < 2**31


def _holds_tensor(seed: Any) -> bool:
    return isinstance(seed, list | tuple) and any(isinstance(s, Tensor | Variable) for s in seed)


def stateless_uniform(
    shape: "ShapeLike",
    seed: "TensorLike",
    minval: Any = 0,
    maxval: Any = None,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
    alg: Any = "auto_select",
) -> Tensor:
    """Numbers evenly spread over `[minval, maxval)`, the same for the same seed.

    Args:
        shape: Of the result.
        seed: Two integers.
        minval: Lower bound; it may occur. None for integers of every bit pattern.
        maxval: Upper bound; 1 if None for floating dtypes.
        dtype: Floating, int32 or int64; uint32 and uint64 without bounds.
        alg: "philox" or "auto_select", which is the same here.

    Differs from TensorFlow: 64-bit integers of every bit pattern keep their low 32 bits, which is
    what such a tensor holds here.

    Raises:
        ValueError: One bound without the other for integers.
    """
    op = "random.stateless_uniform"
    kind = dtypes.as_dtype(dtype)
    draw = source(seed, op, alg)
    if not kind.is_integer:
        return _draws.uniform(draw, shape, minval, maxval, kind, op)
    if (minval is None) != (maxval is None):
        raise ValueError(
            f"For integer `dtype` argument {kind!r}, argument `minval` and `maxval` must be both "
            f"None or not None. Got `minval`={minval} and `maxval`={maxval}."
        )
    if minval is None:
        return _draws.full_range(draw, shape, kind, op)
    return _draws.uniform(draw, shape, minval, maxval, kind, op)


def stateless_normal(
    shape: "ShapeLike",
    seed: "TensorLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
    alg: Any = "auto_select",
) -> Tensor:
    """Numbers of a normal distribution, the same for the same seed."""
    op = "random.stateless_normal"
    return _draws.scaled(source(seed, op, alg), "normal", shape, mean, stddev, dtype, op)


def stateless_truncated_normal(
    shape: "ShapeLike",
    seed: "TensorLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
    alg: Any = "auto_select",
) -> Tensor:
    """Normal numbers within two standard deviations of the mean, the same for the same seed."""
    op = "random.stateless_truncated_normal"
    return _draws.scaled(source(seed, op, alg), "truncated", shape, mean, stddev, dtype, op)


def stateless_kept(
    shape: tuple[int, ...], seed: "TensorLike", rate: float, dtype: "DTypeLike" = dtypes.float32
) -> Tensor:
    """What dropout multiplies with: 0 with probability `rate`, `1 / (1 - rate)` else, at one go.

    Args:
        shape: Of the result.
        seed: Two integers.
        rate: At least 0, less than 1.
        dtype: Floating; its kind of `stateless_uniform` decides.
    """
    kind = dtypes.as_dtype(dtype)
    words = _seed_words(seed, "dropout")
    return Tensor(_stateless((words._slot,), ("kept", shape, kind.name, float(rate))), kind)


def stateless_gamma(
    shape: "ShapeLike",
    seed: "TensorLike",
    alpha: "TensorLike",
    beta: "TensorLike | None" = None,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """Numbers of gamma distributions, the same for the same seed.

    Args:
        shape: Of the result; it ends with `broadcast(alpha, beta)`.
        seed: Two integers.
        alpha: Shapes of the distributions.
        beta: Their rates; 1 if None.
        dtype: float16, float32 or float64.
    """
    op = "random.stateless_gamma"
    sizes = _draws.shape_of_draw(shape, op)
    return _draws.gamma(source(seed, op), sizes, alpha, beta, dtype, op, whole=True)


def stateless_poisson(
    shape: "ShapeLike",
    seed: "TensorLike",
    lam: "TensorLike",
    dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """Numbers of Poisson distributions, the same for the same seed.

    `shape` is that of the result, and ends with that of `lam`.
    """
    op = "random.stateless_poisson"
    sizes = _draws.shape_of_draw(shape, op)
    return _draws.poisson(source(seed, op), sizes, lam, dtype, op, whole=True)


def stateless_binomial(
    shape: "ShapeLike",
    seed: "TensorLike",
    counts: "TensorLike",
    probs: "TensorLike",
    output_dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """Numbers of binomial distributions, the same for the same seed.

    Args:
        shape: Of the result; it ends with `broadcast(counts, probs)`.
        seed: Two integers.
        counts: Trials.
        probs: Chance of success of each.
        output_dtype: Floating, int32 or int64.
    """
    op = "random.stateless_binomial"
    return _draws.binomial(source(seed, op), shape, counts, probs, output_dtype, op)


def stateless_categorical(
    logits: "TensorLike",
    num_samples: Any,
    seed: "TensorLike",
    dtype: "DTypeLike" = dtypes.int64,
    name: str | None = None,
) -> Tensor:
    """Classes drawn by their unnormalized log-probabilities, the same for the same seed."""
    op = "random.stateless_categorical"
    return _draws.categorical(source(seed, op), logits, num_samples, dtype, op)


def stateless_shuffle(
    value: "TensorLike", seed: "TensorLike", alg: Any = "auto_select", name: str | None = None
) -> Tensor:
    """Slices along the first axis in an order that the seed decides."""
    x = as_tensor(value, op="random.stateless_shuffle")
    draw = source(seed, "random.stateless_shuffle", alg)
    if x.ndim == 0 or sizes_of(x)[0] < 2:
        return x
    return gather(x, draw("permutation", sizes_of(x)[:1], dtypes.int32))


def split(seed: "TensorLike", num: int = 2, alg: Any = "auto_select") -> Tensor:
    """`num` new seeds out of one, shape `(num, 2)`, dtype of `seed`.

    Differs from TensorFlow: seeds of 64 bits keep their low 32, so only those of int32 agree.
    """
    kind = as_tensor(seed, op="random.split").dtype
    return stateless_uniform([num, 2], seed, None, None, kind, alg=alg)


def fold_in(seed: "TensorLike", data: "TensorLike", alg: Any = "auto_select") -> Tensor:
    """A new seed out of one and a number, such as that of a replica or an epoch.

    Differs from TensorFlow: seeds of 64 bits keep their low 32, so only those of int32 agree.
    """
    number = as_tensor(data, op="random.fold_in")
    draw = source(seed, "random.fold_in", alg)
    mixed = _draws.full_range(draw, [], number.dtype, "random.fold_in")
    return cast(stack([mixed, number]), number.dtype)


def stateless_parameterized_truncated_normal(
    shape: "ShapeLike",
    seed: "TensorLike",
    means: "TensorLike" = 0.0,
    stddevs: "TensorLike" = 1.0,
    minvals: "TensorLike" = -2.0,
    maxvals: "TensorLike" = 2.0,
    name: str | None = None,
) -> Tensor:
    """Normal numbers between bounds, the same for the same seed; all parameters broadcast.

    Differs from TensorFlow: found by inverting the distribution function, so the numbers are
    others of the same distribution.
    """
    from tfjs.ops.special import truncated_quantile

    op = "random.stateless_parameterized_truncated_normal"
    share = stateless_uniform(shape, seed)
    parameters: Sequence[Tensor] = [
        as_tensor(p, hint=dtypes.float32, op=op) for p in (means, stddevs, minvals, maxvals)
    ]
    return truncated_quantile(share, *parameters)
