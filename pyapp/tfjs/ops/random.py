"""Random tensors from TensorFlow's own generator: `tf.random`, the part with optional seeds.

The numbers are those of TensorFlow on a CPU for the same global and operation seeds, up to the
last bit or two of a float, in eager execution and in traced functions alike. Gamma, Poisson and
binomial numbers agree as well, apart from rare draws that a last bit decides.
"""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs._seeds import seeds
from tfjs.ops import _draws
from tfjs.ops._arguments import as_tensor
from tfjs.ops.gathering import gather
from tfjs.ops.shaping import sizes_of

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike, TensorLike
    from tfjs.tensor import Tensor


def set_seed(seed: int) -> None:
    """Make all random operations from here on repeat what they gave after the same seed.

    Any integer will do, 0 too. An operation with a seed of its own begins its sequence anew.
    Numbers of `tf.random.Generator` and of NumPy are not touched; see `set_random_seed`.
    """
    seeds.set(seed)


def set_random_seed(seed: int) -> None:
    """Seed Python's `random`, NumPy's global generator and this library with one number.

    Args:
        seed: In `[0, 2**32)`, which is what NumPy takes.

    Raises:
        ValueError: Another number.
    """
    import random

    import numpy as np

    if not 0 <= seed < 2**32:
        raise ValueError(
            f"Expected `seed` argument to be an integer in [0, 2**32). Received: seed={seed!r}"
        )
    random.seed(seed)
    np.random.seed(seed)
    set_seed(seed)


def uniform(
    shape: "ShapeLike",
    minval: Any = 0,
    maxval: Any = None,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Numbers evenly spread over `[minval, maxval)`.

    Args:
        shape: Of the result.
        minval: Lower bound; it may occur. Broadcasts to `shape`; a scalar for integers.
        maxval: Upper bound, 1 if None; needed for integers.
        dtype: Floating, int32 or int64.
        seed: See `set_seed`.

    Raises:
        ValueError: Integers without `maxval`, or a dtype that cannot be drawn.
        InvalidArgumentError: No whole number lies between the bounds.
    """
    draw = _draws.seeded(seed, "random.uniform")
    return _draws.uniform(draw, shape, minval, maxval, dtype, "random.uniform")


def normal(
    shape: "ShapeLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Numbers of a normal distribution; `mean` and `stddev` broadcast to `shape`."""
    draw = _draws.seeded(seed, "random.normal")
    return _draws.scaled(draw, "normal", shape, mean, stddev, dtype, "random.normal")


def truncated_normal(
    shape: "ShapeLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Numbers of a normal distribution within two standard deviations of its mean."""
    draw, op = _draws.seeded(seed, "random.truncated_normal"), "random.truncated_normal"
    return _draws.scaled(draw, "truncated", shape, mean, stddev, dtype, op)


def gamma(
    shape: "ShapeLike",
    alpha: "TensorLike",
    beta: "TensorLike | None" = None,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Numbers of gamma distributions with shape `alpha` and rate `beta`, which is 1 if None.

    Returns:
        Shape `shape + broadcast(alpha, beta)`: samples of each distribution.

    Differs from TensorFlow: no gradient flows to `alpha`; to `beta` one does.
    """
    draw, op = _draws.seeded(seed, "random.gamma"), "random.gamma"
    sizes = _draws.shape_of_draw(shape, op)
    return _draws.gamma(draw, sizes, alpha, beta, dtype, op, whole=False)


def poisson(
    shape: "ShapeLike",
    lam: "TensorLike",
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Numbers of Poisson distributions with means `lam`.

    Returns:
        Shape `shape + lam.shape`: samples of each distribution.
    """
    draw, op = _draws.seeded(seed, "random.poisson"), "random.poisson"
    return _draws.poisson(draw, _draws.shape_of_draw(shape, op), lam, dtype, op, whole=False)


def categorical(
    logits: "TensorLike",
    num_samples: Any,
    dtype: "DTypeLike | None" = None,
    seed: int | None = None,
    name: str | None = None,
) -> "Tensor":
    """Classes drawn by their unnormalized log-probabilities.

    Args:
        logits: Shape `(batch, classes)`, floating.
        num_samples: How many for each row.
        dtype: int32 or int64; int64 if None.
        seed: See `set_seed`.

    Returns:
        Shape `(batch, num_samples)`.

    Differs from TensorFlow: there, large draws are shared among threads, and their numbers depend
    on how many threads there are; here they are those of one thread.
    """
    draw, op = _draws.seeded(seed, "random.categorical"), "random.categorical"
    return _draws.categorical(draw, logits, num_samples, dtype, op)


def shuffle(value: "TensorLike", seed: int | None = None, name: str | None = None) -> "Tensor":
    """Slices along the first axis in a random order."""
    x = as_tensor(value, op="random.shuffle")
    if x.ndim == 0 or sizes_of(x)[0] < 2:
        return x
    draw = _draws.seeded(seed, "random.shuffle")
    return gather(x, draw("permutation", sizes_of(x)[:1], dtypes.int32))
