"""Random tensors: `tf.random`.

Each draw is an instruction with a seed of its own. Without any seed TF.js takes one at random;
with seeds, equal programs give equal numbers, which are not TensorFlow's.
"""

import zlib
from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_ints
from tfjs.ops.casting import cast, relabeled
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, floor, minimum, multiply
from tfjs.ops.shaping import sizes_of
from tfjs.ops.sorting import argsort
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike, TensorLike

_normal = _bridge.Instruction("randomNormal", "attributes", op="random.normal")
_uniform = _bridge.Instruction("randomUniform", "attributes", op="random.uniform")
_truncated = _bridge.Instruction("truncatedNormal", "attributes", op="random.truncated_normal")
_gamma = _bridge.Instruction("randomGamma", "attributes", op="random.gamma")


class _Seeds:
    """Seeds of a session: the global one, and how often each operation seed has been used."""

    def __init__(self) -> None:
        self.session: int | None = None
        self.used: dict[int | None, int] = {}

    def next(self, seed: int | None) -> int | None:
        """A seed for TF.js, never 0, which means none to it; None if nothing was seeded."""
        if seed is None and self.session is None:
            return None
        count = self.used[seed] = self.used.get(seed, 0) + 1
        return 1 + zlib.crc32(repr((self.session, seed, count)).encode()) % (2**31 - 1)


_seeds = _Seeds()


def set_seed(seed: int) -> None:
    """Make all random operations from here on repeat what they gave after the same seed."""
    _seeds.session = int(seed)
    _seeds.used = {}


def uniform(
    shape: "ShapeLike",
    minval: Any = 0,
    maxval: Any = None,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Numbers evenly spread over `[minval, maxval)`.

    Args:
        shape: Of the result.
        minval: Lower bound; it may occur.
        maxval: Upper bound, 1 if None; needed for integers.
        dtype: Floating, int32 or int64.
        seed: See `set_seed`.

    Raises:
        ValueError: Integers without `maxval`, or a dtype that cannot be drawn.
    """
    kind = dtypes.as_dtype(dtype)
    if kind is not dtypes.int32 and kind is not dtypes.int64 and not kind.is_floating:
        raise ValueError(
            f"random.uniform: expected a floating dtype, int32 or int64. Received: {kind.name}."
        )
    if maxval is None and kind.is_integer:
        raise ValueError(f"Must specify maxval for integer dtype {kind.name}")
    low, high = _plain(minval), 1 if maxval is None else _plain(maxval)
    if kind.is_integer and low >= high:
        raise InvalidArgumentError(
            f"random.uniform: Need minval < maxval, got {low} >= {high}", op="random.uniform"
        )
    sizes = static_ints(shape, "random.uniform", "shape")
    if kind.is_integer:
        return _whole(sizes, low, high, seed, kind)
    return Tensor(_uniform((), (sizes, low, high, "float32", _seeds.next(seed))), kind)


def _whole(sizes: Any, low: float, high: float, seed: int | None, kind: dtypes.DType) -> Tensor:
    """Fractions of the span rounded down, because TF.js cuts negative ones toward zero."""
    share = Tensor(_uniform((), (sizes, 0, 1, "float32", _seeds.next(seed))), dtypes.float32)
    steps = cast(floor(multiply(share, float(high - low))), dtypes.int32)
    last = cast(int(high - low) - 1, dtypes.int32)
    return relabeled(add(minimum(steps, last), int(low)), kind)


def normal(
    shape: "ShapeLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Numbers of a normal distribution; `mean` and `stddev` broadcast to `shape`."""
    return _scaled(_normal, shape, mean, stddev, dtype, seed)


def truncated_normal(
    shape: "ShapeLike",
    mean: "TensorLike" = 0.0,
    stddev: "TensorLike" = 1.0,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Numbers of a normal distribution within two standard deviations of its mean."""
    return _scaled(_truncated, shape, mean, stddev, dtype, seed)


def _scaled(
    run: _bridge.Instruction, shape: Any, mean: Any, stddev: Any, dtype: Any, seed: int | None
) -> Tensor:
    kind = dtypes.as_dtype(dtype)
    if not kind.is_floating:
        raise ValueError(f"{run.op}: expected a floating dtype. Received: {kind.name}.")
    sizes = static_ints(shape, run.op, "shape")
    if isinstance(mean, int | float) and isinstance(stddev, int | float):
        slot = run((), (sizes, mean, stddev, "float32", _seeds.next(seed)))
        return Tensor(slot, kind)
    drawn = Tensor(run((), (sizes, 0, 1, "float32", _seeds.next(seed))), kind)
    return add(multiply(drawn, as_tensor(stddev, hint=kind)), as_tensor(mean, hint=kind))


def gamma(
    shape: "ShapeLike",
    alpha: float,
    beta: float | None = None,
    dtype: "DTypeLike" = dtypes.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Numbers of a gamma distribution with shape `alpha` and rate `beta`, both plain numbers."""
    kind = dtypes.as_dtype(dtype)
    sizes = static_ints(shape, "random.gamma", "shape")
    rate = 1.0 if beta is None else float(beta)
    slot = _gamma((), (sizes, float(alpha), rate, "float32", _seeds.next(seed)))
    return relabeled(Tensor(slot, dtypes.float32), kind)


def shuffle(value: "TensorLike", seed: int | None = None, name: str | None = None) -> Tensor:
    """Slices along the first axis in a random order."""
    x = as_tensor(value, op="random.shuffle")
    order = argsort(uniform(sizes_of(x)[:1], seed=seed))
    return gather(x, order)


def _plain(bound: Any) -> float:
    value = bound.numpy().item() if isinstance(bound, Tensor | Variable) else bound
    return value if isinstance(value, int | float) else cast(value, dtypes.float32).numpy().item()
