"""Checks of values: `tf.debugging.assert_*`.

In a `tf.function` a check reads one truth value, and a replay goes on only where it still holds.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, same_dtype
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, not_equal
from tfjs.ops.math import (
    abs,
    add,
    greater,
    greater_equal,
    is_finite,
    is_nan,
    less,
    less_equal,
    multiply,
    subtract,
)
from tfjs.ops.reductions import reduce_all, reduce_any
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def Assert(  # noqa: N802 - TensorFlow's name
    condition: "TensorLike",
    data: Sequence[Any],
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError with `data` unless `condition` holds."""
    if not bool(as_tensor(condition)):
        limit = 3 if summarize is None else summarize
        shown = "\n".join(_shown(item, limit) for item in data)
        raise InvalidArgumentError(f"Expected '{condition!s}' to be true. Summarized data: {shown}")


def _shown(value: Any, limit: int) -> str:
    if isinstance(value, Tensor | Variable | np.ndarray):
        flat = np.asarray(value.numpy() if not isinstance(value, np.ndarray) else value).reshape(-1)
        more = ", ..." if 0 <= limit < flat.size else ""
        return ", ".join(str(v) for v in (flat[:limit] if limit >= 0 else flat).tolist()) + more
    return str(value)


def _compared(
    x: "TensorLike",
    y: "TensorLike",
    holds: Callable[[Any, Any], Tensor],
    sign: str,
    message: str | None,
    summarize: int | None,
) -> None:
    left, right = same_dtype(x, y, f"assert {sign}")
    result = holds(left, right)
    if bool(reduce_all(result)):
        return
    one, two = np.asarray(left.numpy()), np.asarray(right.numpy())
    limit = 3 if summarize is None else summarize
    lines = [message] if message else []
    lines.append(f"Condition x {sign} y did not hold.")
    if one.shape == two.shape and one.shape:
        places = np.argwhere(~np.asarray(result.numpy()))
        few = places if limit < 0 else places[:limit]
        at = tuple(few.T)
        lines += [
            f"Indices of first {len(few)} different values:",
            str(few),
            "Corresponding x values:",
            str(one[at]),
            "Corresponding y values:",
            str(two[at]),
        ]
    for name, array in (("x", one), ("y", two)):
        flat = array.reshape(-1)
        few = flat if limit < 0 else flat[:limit]
        lines += [f"First {len(few)} elements of {name}:", str(few)]
    raise InvalidArgumentError("\n".join(lines))


def assert_equal(
    x: "TensorLike",
    y: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x == y` everywhere."""
    _compared(x, y, equal, "==", message, summarize)


def assert_none_equal(
    x: "TensorLike",
    y: "TensorLike",
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x != y` everywhere."""
    _compared(x, y, not_equal, "!=", message, summarize)


def assert_less(
    x: "TensorLike",
    y: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x < y` everywhere."""
    _compared(x, y, less, "<", message, summarize)


def assert_less_equal(
    x: "TensorLike",
    y: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x <= y` everywhere."""
    _compared(x, y, less_equal, "<=", message, summarize)


def assert_greater(
    x: "TensorLike",
    y: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x > y` everywhere."""
    _compared(x, y, greater, ">", message, summarize)


def assert_greater_equal(
    x: "TensorLike",
    y: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x >= y` everywhere."""
    _compared(x, y, greater_equal, ">=", message, summarize)


def _against_zero(
    x: "TensorLike",
    holds: Callable[[Any, Any], Tensor],
    sign: str,
    message: str | None,
    summarize: int | None,
) -> None:
    tensor = as_tensor(x)
    if bool(reduce_all(holds(tensor, cast(0, tensor.dtype)))):
        return
    limit = 3 if summarize is None else summarize
    raise InvalidArgumentError(
        f"{message or ''}\nCondition x {sign} 0 did not hold element-wise:\nx (shape="
        f"{tensor.shape} dtype={tensor.dtype.name}) = \n{_shown(tensor, limit)}"
    )


def assert_positive(
    x: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x > 0` everywhere."""
    _against_zero(x, greater, ">", message, summarize)


def assert_negative(
    x: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x < 0` everywhere."""
    _against_zero(x, less, "<", message, summarize)


def assert_non_negative(
    x: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x >= 0` everywhere."""
    _against_zero(x, greater_equal, ">=", message, summarize)


def assert_non_positive(
    x: "TensorLike",
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `x <= 0` everywhere."""
    _against_zero(x, less_equal, "<=", message, summarize)


def assert_near(
    x: "TensorLike",
    y: "TensorLike",
    rtol: Any = None,
    atol: Any = None,
    message: str | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> None:
    """Raise InvalidArgumentError unless `|x - y| <= atol + rtol * |y|` everywhere.

    Both tolerances are ten times the dtype's machine epsilon if None.
    """
    left, right = same_dtype(x, y, "assert_near")
    kind = left.dtype.as_numpy_dtype if left.dtype.is_floating else np.float32
    epsilon = 10 * float(np.finfo(kind).eps)
    bounds = [as_tensor(epsilon if t is None else t, hint=left.dtype) for t in (rtol, atol)]
    allowed = add(bounds[1], multiply(bounds[0], abs(right)))
    if bool(reduce_all(less_equal(abs(subtract(left, right)), allowed))):
        return
    limit = 3 if summarize is None else summarize
    raise InvalidArgumentError(
        f"{message or ''}\nx and y not equal to tolerance rtol = {bounds[0]}, atol = {bounds[1]}\n"
        f"x (shape={left.shape} dtype={left.dtype.name}) = \n{_shown(left, limit)}\n"
        f"y (shape={right.shape} dtype={right.dtype.name}) = \n{_shown(right, limit)}"
    )


def check_numerics(tensor: "TensorLike", message: str, name: str | None = None) -> Tensor:
    """`tensor`, if all of its values are finite.

    Raises:
        InvalidArgumentError: `message`, and whether it has infinite values, NaN, or both.
    """
    x = as_tensor(tensor, op="check_numerics")
    if bool(reduce_all(is_finite(x))):
        return x
    nans = bool(reduce_any(is_nan(x)))
    infinite = bool(np.isinf(x.numpy()).any())
    what = " and ".join([n for n, there in (("Inf", infinite), ("NaN", nans)) if there])
    raise InvalidArgumentError(f"{message} : Tensor had {what} values", op="check_numerics")


def assert_all_finite(x: "TensorLike", message: str, name: str | None = None) -> Tensor:
    """`x`, if all of its values are finite; else an InvalidArgumentError with `message`."""
    return check_numerics(x, message)
