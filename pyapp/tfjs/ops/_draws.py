"""Random numbers from wherever they come: what seeded, stateless and generator draws share.

A source is a function that draws: it takes the name of a distribution of
web/worker/host/own/random.js, the shape, the dtype, and tensors of parameters.
"""

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops._shapes import broadcast_shape, product, static_ints
from tfjs.ops.casting import cast, relabeled
from tfjs.ops.math import add, maximum, multiply, subtract
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike

_seeded = _bridge.Instruction("random.seeded", "own", op="random")

_FLOATING = (dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64)
_BOUNDED = (dtypes.int32, dtypes.int64)
_UNBOUNDED = (dtypes.int32, dtypes.int64, dtypes.uint32, dtypes.uint64)
_TINY = 2.0**-126  # float32's smallest normal number


class Source(Protocol):
    """Draws numbers of a distribution."""

    def __call__(
        self, what: str, shape: tuple[int, ...], dtype: DType, inputs: tuple[Tensor, ...] = ()
    ) -> Tensor: ...


def seeded(seed: int | None, op: str) -> Source:
    """The generator of an operation with an optional seed of its own."""
    from tfjs._seeds import seeds

    def draw(
        what: str, shape: tuple[int, ...], dtype: DType, inputs: tuple[Tensor, ...] = ()
    ) -> Tensor:
        slots = [t._slot for t in inputs]
        return Tensor(_seeded(slots, (what, shape, dtype.name, *seeds.pair(seed))), dtype)

    return draw


def shape_of_draw(shape: "ShapeLike", op: str) -> tuple[int, ...]:
    """The shape asked for.

    Raises:
        InvalidArgumentError: No list of sizes, or a negative size.
    """
    if isinstance(shape, int | np.integer) or (isinstance(shape, Tensor) and not shape.shape):
        raise InvalidArgumentError(
            f"{op}: shape must be a vector of integers. Received: shape={shape}.", op=op
        )
    sizes = static_ints(shape, op, "shape")
    if min(sizes, default=0) < 0:
        raise InvalidArgumentError(f"{op}: Dimension {min(sizes)} must be >= 0", op=op)
    return sizes


def accepted(dtype: "DTypeLike", kinds: tuple[DType, ...], op: str) -> DType:
    """The dtype asked for.

    Raises:
        ValueError: Not one of `kinds`.
    """
    kind = dtypes.as_dtype(dtype)
    if kind not in kinds:
        names = ", ".join(k.name for k in kinds)
        raise DTypeError(
            f"{op}: Argument `dtype` got invalid value {kind.name}. Accepted dtypes are {names}.",
            op=op,
        )
    return kind


def uniform(
    draw: Source, shape: "ShapeLike", minval: Any, maxval: Any, dtype: "DTypeLike", op: str
) -> Tensor:
    """Fractions or whole numbers in `[minval, maxval)`."""
    kind = accepted(dtype, _FLOATING + _BOUNDED, op)
    if maxval is None:
        if kind.is_integer:
            raise ValueError(f"Must specify maxval for integer dtype {kind!r}")
        maxval = 1
    sizes = shape_of_draw(shape, op)
    if kind.is_integer:
        return draw("integers", sizes, kind, _bounds(minval, maxval, kind, op))
    share = draw("uniform", sizes, kind)
    if _is(minval, 0):
        return share if _is(maxval, 1) else multiply(share, as_tensor(maxval, kind, op=op))
    low, high = as_tensor(minval, kind, op=op), as_tensor(maxval, kind, op=op)
    return add(multiply(share, subtract(high, low)), low)


def _bounds(minval: Any, maxval: Any, kind: DType, op: str) -> tuple[Tensor, Tensor]:
    low, high = as_tensor(minval, kind, op=op), as_tensor(maxval, kind, op=op)
    for name, bound in (("minval", low), ("maxval", high)):
        if bound.shape:
            raise InvalidArgumentError(f"{op}: {name} must be 0-D, got shape {bound.shape}", op=op)
    return low, high


def full_range(draw: Source, shape: "ShapeLike", dtype: "DTypeLike", op: str) -> Tensor:
    """Whole numbers of every bit pattern."""
    return draw("bits", shape_of_draw(shape, op), accepted(dtype, _UNBOUNDED, op))


def scaled(
    draw: Source,
    what: str,
    shape: "ShapeLike",
    mean: Any,
    stddev: Any,
    dtype: "DTypeLike",
    op: str,
) -> Tensor:
    """Normal numbers, or truncated ones, times `stddev` plus `mean`."""
    kind = accepted(dtype, _FLOATING, op)
    out = draw(what, shape_of_draw(shape, op), kind)
    if not _is(stddev, 1):
        out = multiply(out, as_tensor(stddev, kind, op=op))
    return out if _is(mean, 0) else add(out, as_tensor(mean, kind, op=op))


def _is(value: Any, number: int) -> bool:
    return not isinstance(value, Tensor | Variable | np.ndarray) and bool(value == number)


def gamma(
    draw: Source,
    shape: tuple[int, ...],
    alpha: Any,
    beta: Any,
    dtype: "DTypeLike",
    op: str,
    *,
    whole: bool,
) -> Tensor:
    """Gamma numbers; `whole` if `shape` is that of the result, else of the samples of each."""
    kind = accepted(dtype, (dtypes.float16, dtypes.float32, dtypes.float64), op)
    alphas = as_tensor(alpha, kind, op=op)
    rates = as_tensor(1 if beta is None else beta, kind, op=op)
    sizes = broadcast_shape(sizes_of(alphas), sizes_of(rates), op)
    each = _samples(shape, sizes, op) if whole else shape
    drawn = draw("gamma", each, kind, (broadcast_to(alphas, sizes),))
    if beta is not None:
        drawn = drawn / rates
    return maximum(drawn, filled((), _TINY, kind))


def poisson(
    draw: Source, shape: tuple[int, ...], lam: Any, dtype: "DTypeLike", op: str, *, whole: bool
) -> Tensor:
    """Poisson numbers; `whole` as for `gamma`."""
    kind = accepted(
        dtype, (dtypes.float16, dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64), op
    )
    rates = as_tensor(lam, hint=dtypes.float32, op=op)
    if not rates.dtype.is_floating:
        rates = cast(rates, dtypes.float32)
    each = _samples(shape, sizes_of(rates), op) if whole else shape
    return draw("poisson", each, kind, (rates,))


def _samples(shape: tuple[int, ...], last: tuple[int, ...], op: str) -> tuple[int, ...]:
    """The leading sizes of `shape`, which must end with those of the parameters."""
    count = len(shape) - len(last)
    if count < 0 or shape[count:] != last:
        raise InvalidArgumentError(
            f"{op}: Shape passed in must end with broadcasted shape. Received: shape={shape}, "
            f"parameters of shape {last}.",
            op=op,
        )
    return shape[:count]


def binomial(
    draw: Source, shape: "ShapeLike", counts: Any, probs: Any, dtype: "DTypeLike", op: str
) -> Tensor:
    """Binomial numbers; `shape` is that of the result."""
    kind = accepted(
        dtype, (dtypes.float16, dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64), op
    )
    trials = cast(as_tensor(counts, hint=dtypes.float32, op=op), dtypes.float32)
    chances = cast(as_tensor(probs, hint=dtypes.float32, op=op), dtypes.float32)
    sizes = broadcast_shape(sizes_of(trials), sizes_of(chances), op)
    whole = shape_of_draw(shape, op)
    _samples(whole, sizes, op)
    if product(whole) == 0:
        return filled(whole, 0, kind)
    parameters = (broadcast_to(trials, sizes), broadcast_to(chances, sizes))
    return draw("binomial", whole, kind, parameters)


def categorical(
    draw: Source, logits: Any, num_samples: Any, dtype: "DTypeLike | None", op: str
) -> Tensor:
    """Classes drawn by unnormalized log-probabilities."""
    kind = accepted(dtypes.int64 if dtype is None else dtype, _BOUNDED, op)
    rows = as_tensor(logits, op=op)
    if rows.ndim != 2:
        raise InvalidArgumentError(
            f"{op}: logits should be a matrix, got shape {list(rows.shape)}", op=op
        )
    (count,) = static_ints(num_samples, op, "num_samples")
    if count < 0:
        raise InvalidArgumentError(f"{op}: num_samples should be nonnegative, got {count}", op=op)
    if sizes_of(rows)[1] == 0:
        raise InvalidArgumentError(f"{op}: num_classes should be positive, got 0", op=op)
    return draw("categorical", (count,), kind, (relabeled(rows, dtypes.float32),))
