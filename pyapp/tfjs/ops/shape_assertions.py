"""Checks of ranks, shapes and dtypes: the part of `tf.debugging` that reads no values."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


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
