"""`tf.debugging`: checks of values, shapes and dtypes.

In a `tf.function` a check reads one truth value, and a replay goes on only where it still holds.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
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


def assert_rank(
    x: "TensorLike", rank: Any, message: str | None = None, name: str | None = None
) -> None:
    """Raise a ValueError unless `x` has `rank` dimensions."""
    _check_rank(x, message, f"must have rank {int(rank)}", lambda r: r == int(rank))


def assert_rank_at_least(
    x: "TensorLike", rank: Any, message: str | None = None, name: str | None = None
) -> None:
    """Raise a ValueError unless `x` has `rank` or more dimensions."""
    _check_rank(x, message, f"must have rank at least {int(rank)}", lambda r: r >= int(rank))


def assert_rank_in(
    x: "TensorLike", ranks: Iterable[Any], message: str | None = None, name: str | None = None
) -> None:
    """Raise a ValueError unless the number of dimensions of `x` is one of `ranks`."""
    wanted = tuple(int(r) for r in ranks)
    _check_rank(x, message, f"must have rank in {wanted}", lambda r: r in wanted)


def _check_rank(
    x: "TensorLike", message: str | None, wish: str, holds: Callable[[int], bool]
) -> None:
    tensor = as_tensor(x)
    if not holds(tensor.ndim):
        prefix = f"{message}. " if message else ""
        raise ValueError(
            f"{prefix}Tensor {wish}.  Received rank {tensor.ndim}, shape {tensor.shape}"
        )


def assert_scalar(
    tensor: "TensorLike", message: str | None = None, name: str | None = None
) -> Tensor:
    """`tensor`, if it is a scalar; else a ValueError."""
    x = as_tensor(tensor)
    if x.ndim:
        raise ValueError(f"{message or ''}Expected scalar shape, saw shape: {x.shape}.")
    return x


def assert_type(
    tensor: "TensorLike", tf_type: Any, message: str | None = None, name: str | None = None
) -> None:
    """Raise a TypeError unless `tensor` has this dtype."""
    x, wanted = as_tensor(tensor), dtypes.as_dtype(tf_type)
    if x.dtype is not wanted:
        raise TypeError(f"{message or ''}tensor must be of type {wanted!r}; got {x.dtype!r}")


def assert_integer(x: "TensorLike", message: str | None = None, name: str | None = None) -> None:
    """Raise a TypeError unless `x` has an integer dtype."""
    tensor = as_tensor(x)
    if not tensor.dtype.is_integer:
        raise TypeError(
            f'{message or ""}Expected "x" to be integer type.  Found: tensor of dtype '
            f"{tensor.dtype}"
        )


def assert_same_float_dtype(tensors: Any = None, dtype: Any = None) -> dtypes.DType:
    """The one floating dtype of all tensors; float32 if there are none.

    Raises:
        ValueError: They differ, or the dtype is not floating.
    """
    found = None if dtype is None else dtypes.as_dtype(dtype)
    for tensor in tensors or ():
        if found is not None and tensor.dtype is not found:
            raise ValueError(f"{tensor}, type={tensor.dtype}, must be of the same type ({found}).")
        found = tensor.dtype
    kind = found or dtypes.float32
    if not kind.is_floating:
        raise ValueError(f"Expected floating point type, got {kind}.")
    return kind


def assert_proper_iterable(values: Any) -> None:
    """Raise a TypeError unless `values` is iterable and neither text, array nor tensor."""
    improper = Tensor | Variable | np.ndarray | str | bytes
    if isinstance(values, improper) or not hasattr(values, "__iter__"):
        raise TypeError(
            f'Expected argument "values" to be a "proper" iterable.  Found: {type(values)}'
        )


def assert_shapes(
    shapes: Any,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> None:
    """Check shapes against each other.

    Args:
        shapes: Pairs of a tensor and its shape, or a dict of them. A size is an int, a symbol that
            means the same size wherever it stands, or None or "." for any; "*" first stands for
            any number of leading sizes.
        data: Ignored; for messages in TensorFlow.
        summarize: Ignored.
        message: Put before the error's own.

    Raises:
        ValueError: A rank or size that does not fit.
    """
    known: dict[Any, tuple[int, Any]] = {}
    for x, wanted in shapes.items() if isinstance(shapes, dict) else shapes:
        sizes, symbols = tuple(as_tensor(x).shape), wanted
        symbols = (symbols,) if isinstance(symbols, int | str) and symbols != "" else symbols
        symbols = list(symbols) if not isinstance(symbols, str) else []
        prefix = f"{message}.  " if message else ""
        if symbols and symbols[0] in ("*", ...):
            symbols = symbols[1:]
            if len(sizes) < len(symbols):
                raise ValueError(
                    f"{prefix}Tensor of shape {sizes} must have rank at least {len(symbols)}."
                )
            sizes = sizes[len(sizes) - len(symbols) :]
        if len(sizes) != len(symbols):
            raise ValueError(
                f"{prefix}Tensor of shape {sizes} must have rank {len(symbols)}.  Received rank "
                f"{len(sizes)}."
            )
        for axis, (size, symbol) in enumerate(zip(sizes, symbols, strict=True)):
            _check_size(size, symbol, axis, sizes, known, prefix)


def _check_size(
    size: Any,
    symbol: Any,
    axis: int,
    sizes: tuple[Any, ...],
    known: dict[Any, tuple[int, Any]],
    prefix: str,
) -> None:
    if symbol is None or symbol == ".":
        return
    number = int(symbol) if isinstance(symbol, int) or str(symbol).isdigit() else None
    wanted = number if number is not None else known.setdefault(symbol, (size, sizes))[0]
    if size != wanted:
        source = "" if number is not None else f"Specified by tensor of shape {known[symbol][1]}.  "
        raise ValueError(
            f"{prefix}{source}Tensor dimension {axis} must have size {wanted}.  Received size "
            f"{size}, shape {sizes}"
        )


def is_numeric_tensor(tensor: Any) -> bool:
    """Whether this is a tensor of numbers."""
    return isinstance(tensor, Tensor | Variable) and tensor.dtype.is_numeric
