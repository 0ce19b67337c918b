"""Functions of `tf.keras.ops` that make tensors, or say something about them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tfjs import nest
from tfjs.flow import branches, loops, mapping, scanning
from tfjs.keras.config import floatx
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.signature import is_tensor as has_values
from tfjs.ops import creation, sequences
from tfjs.ops.casting import cast
from tfjs.ops.shaping import transpose
from tfjs.tensor import Tensor


def convert_to_tensor(x: Any, dtype: Any = None, sparse: Any = None, ragged: Any = None) -> Any:
    """A value as a tensor, of a dtype if one is given; a KerasTensor stays what it is."""
    if isinstance(x, KerasTensor):
        return x
    if dtype is None:
        return creation.convert_to_tensor(x)
    kind = standardize_dtype(dtype)
    return cast(creation.convert_to_tensor(x), kind) if has_values(x) else _of_kind(x, kind)


def _of_kind(x: Any, kind: str) -> Tensor:
    try:
        return creation.convert_to_tensor(x, dtype=kind)
    except (TypeError, ValueError):
        return cast(creation.convert_to_tensor(x), kind)


def array(x: Any, dtype: Any = None) -> Any:
    """The same as `convert_to_tensor`."""
    return convert_to_tensor(x, dtype)


def convert_to_numpy(x: Any) -> "np.ndarray[Any, Any]":
    """The values of a tensor as an ndarray."""
    return np.asarray(x.numpy() if hasattr(x, "numpy") else x)


def is_tensor(x: Any) -> bool:
    """Whether this is a tensor with values."""
    return has_values(x)


def shape(x: Any) -> tuple[Any, ...]:
    """The sizes; None where a KerasTensor does not know one."""
    return tuple(x.shape)


def ndim(x: Any) -> int:
    """Number of dimensions."""
    return len(x.shape)


def size(x: Any) -> int:
    """Number of elements."""
    return int(np.prod([int(s) for s in x.shape], dtype=np.int64))


def dtype(x: Any) -> str:
    """Name of the dtype."""
    return standardize_dtype(x.dtype)


def zeros(shape: Any, dtype: Any = None) -> Tensor:
    """Zeros."""
    return creation.zeros(shape, standardize_dtype(dtype))


def ones(shape: Any, dtype: Any = None) -> Tensor:
    """Ones."""
    return creation.ones(shape, standardize_dtype(dtype))


def empty(shape: Any, dtype: Any = None) -> Tensor:
    """Zeros: nothing is left uninitialized here."""
    return creation.zeros(shape, standardize_dtype(dtype))


def full(shape: Any, fill_value: Any, dtype: Any = None) -> Tensor:
    """One value everywhere."""
    return cast(creation.fill(shape, fill_value), standardize_dtype(dtype))


def arange(start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Tensor:
    """Numbers from `start` up to, without, `stop`."""
    low, high = (0, start) if stop is None else (start, stop)
    step = 1 if step is None else step
    if dtype is None:
        whole = all(isinstance(n, int) for n in (low, high, step))
        dtype = "int32" if whole else standardize_dtype(None)
    return cast(sequences.range(low, high, step), standardize_dtype(dtype))


def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Evenly spaced numbers between two, or between the elements of two tensors.

    Args:
        start: The first.
        stop: The last one if `endpoint`.
        num: How many.
        endpoint: Whether `stop` itself is one of them.
        retstep: Whether to give the distance too.
        dtype: Of the result; the session's floating one if None.
        axis: Where the numbers lie, between tensors.
    """
    kind = standardize_dtype(dtype)
    low, high = (cast(creation.convert_to_tensor(end), floatx()) for end in (start, stop))
    step = (high - low) / max(num - 1 if endpoint else num, 1)
    found = cast(sequences.linspace(low, low + step * (num - 1), num, axis=axis), kind)
    return (found, cast(step, kind)) if retstep else found


def eye(N: int, M: int | None = None, k: int = 0, dtype: Any = None) -> Tensor:  # noqa: N803
    """Ones on a diagonal, zeros elsewhere."""
    return creation.convert_to_tensor(
        np.eye(N, M, k, dtype=np.float32), dtype=standardize_dtype(dtype)
    )


def identity(n: int, dtype: Any = None) -> Tensor:
    """Ones on the main diagonal of a square, zeros elsewhere."""
    return eye(n, dtype=dtype)


def cond(pred: Any, true_fn: Callable[[], Any], false_fn: Callable[[], Any]) -> Any:
    """What one function gives if a truth holds, else what the other does."""
    return branches.cond(pred, true_fn, false_fn)


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    maximum_iterations: int | None = None,
) -> Any:
    """Apply `body` to values while `cond` of them holds."""
    return loops.while_loop(cond, body, loop_vars, maximum_iterations=maximum_iterations)


def scan(
    f: Callable[[Any, Any], Any],
    init: Any,
    xs: Any = None,
    length: int | None = None,
    reverse: bool = False,
    unroll: int = 1,
) -> tuple[Any, Any]:
    """Carry a state along the first axis of `xs`; `f` maps it and a slice to both anew.

    Returns:
        The last state, and what `f` gave beside it, stacked.
    """
    count = nest.flatten(xs)[0].shape[0] if length is None else length
    order = range(count - 1, -1, -1) if reverse else range(count)
    state, found = init, []
    for place in order:
        part = nest.map_structure(lambda x, at=place: x[at], xs) if xs is not None else None
        state, result = f(state, part)
        found.append(result)
    if reverse:
        found.reverse()
    from tfjs.ops.joining import stack

    return state, nest.map_structure(lambda *parts: stack(list(parts)), *found)


def map(f: Callable[[Any], Any], xs: Any) -> Any:
    """`f` of each slice along the first axis, stacked."""
    return mapping.map_fn(f, xs, fn_output_signature=None)


def vectorized_map(function: Callable[[Any], Any], elements: Any) -> Any:
    """`function` of each slice along the first axis, stacked."""
    return mapping.vectorized_map(function, elements)


def fori_loop(lower: Any, upper: Any, body_fun: Callable[[Any, Any], Any], init_val: Any) -> Any:
    """Apply `body_fun` to a number and a value, for numbers from `lower` up to `upper`."""
    found = loops.while_loop(
        lambda i, _: i < upper,
        lambda i, value: (i + 1, body_fun(i, value)),
        (creation.convert_to_tensor(lower), init_val),
    )
    return found[1]


def associative_scan(
    f: Callable[[Any, Any], Any], elems: Any, reverse: bool = False, axis: int = 0
) -> Any:
    """Running results of an associative function along an axis."""
    if axis == 0:
        return scanning.scan(f, elems, reverse=reverse)
    turned = nest.map_structure(lambda x: _axis_first(x, axis), elems)
    found = scanning.scan(f, turned, reverse=reverse)
    return nest.map_structure(lambda x: _axis_back(x, axis), found)


def _axis_first(x: Any, axis: int) -> Tensor:
    tensor = creation.convert_to_tensor(x)
    axis = axis % len(tensor.shape)
    return transpose(tensor, [axis, *[a for a in range(len(tensor.shape)) if a != axis]])


def _axis_back(x: Tensor, axis: int) -> Tensor:
    order = list(range(1, len(x.shape)))
    order.insert(axis % len(x.shape), 0)
    return transpose(x, order)
