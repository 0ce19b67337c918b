"""Dropout."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_ints
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast, identity
from tfjs.ops.comparison import where
from tfjs.ops.math import greater_equal, subtract
from tfjs.ops.random import uniform
from tfjs.ops.shaping import sizes_of
from tfjs.ops.stateless_random import stateless_uniform
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def dropout(
    x: "TensorLike",
    rate: "float | Tensor",
    noise_shape: Any = None,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Set a share `rate` of the elements to 0, at random, and scale the rest by `1 / (1 - rate)`.

    Args:
        x: Any shape, floating.
        rate: Within `[0, 1)`; that of a tensor is not checked.
        noise_shape: Where this has size 1, elements are dropped together.
        seed: See `tf.random.set_seed`.

    Raises:
        ValueError: `rate` outside `[0, 1)`, or `x` not floating.

    Srivastava et al., 2014.
    """
    return _dropped(x, rate, noise_shape, lambda sizes: uniform(sizes, seed=seed))


def stateless_dropout(
    x: "TensorLike",
    rate: "float | Tensor",
    seed: "TensorLike",
    rng_alg: str | None = None,
    noise_shape: Any = None,
    name: str | None = None,
) -> Tensor:
    """`dropout`, decided by the two numbers `seed`."""
    algorithm = "auto_select" if rng_alg is None else rng_alg
    return _dropped(
        x, rate, noise_shape, lambda sizes: stateless_uniform(sizes, seed, alg=algorithm)
    )


def general_dropout(
    x: "TensorLike",
    rate: "float | Tensor",
    uniform_sampler: Callable[..., Any],
    noise_shape: Any = None,
    name: str | None = None,
) -> Tensor:
    """`dropout` with the numbers that `uniform_sampler(shape=…, dtype=…)` gives, in `[0, 1)`."""
    return _dropped(
        x,
        rate,
        noise_shape,
        lambda sizes: as_tensor(uniform_sampler(shape=sizes, dtype=dtypes.float32)),
    )


def _dropped(
    x: Any, rate: Any, noise_shape: Any, draw: Callable[[tuple[int, ...]], Tensor]
) -> Tensor:
    values = as_tensor(x, op="dropout")
    if not values.dtype.is_floating:
        raise ValueError(
            "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: "
            f"x.dtype={values.dtype.name}."
        )
    share = rate if isinstance(rate, Tensor | Variable) else float(rate)
    if isinstance(share, float) and not 0 <= share < 1:
        raise ValueError(
            f"`rate` must be a scalar or scalar tensor in the range [0, 1). Received: rate={rate}."
        )
    if isinstance(share, float) and share == 0:
        return identity(values)
    sizes = sizes_of(values)
    if noise_shape is not None:
        given = [-1 if n is None else n for n in noise_shape]
        sizes = tuple(
            n if g == -1 else g
            for n, g in zip(sizes, static_ints(given, "dropout", "noise_shape"), strict=True)
        )
    keep = greater_equal(draw(sizes), cast(share, dtypes.float32))
    kept = cast(subtract(1.0, share), values.dtype)
    return where(keep, truediv(values, kept), cast(0.0, values.dtype))
