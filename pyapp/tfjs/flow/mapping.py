"""Functions applied to every row of tensors."""

from collections.abc import Callable, Mapping
from typing import Any

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.flow._rows import Rows, stacked, staged_rows
from tfjs.flow._structure import as_tensors, leaves, mapped
from tfjs.ops import ragged_creation
from tfjs.ops._families import filled
from tfjs.ops.joining import repeat
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor


def map_fn(
    fn: Callable[[Any], Any],
    elems: Any,
    dtype: Any = None,
    parallel_iterations: int | None = None,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    name: str | None = None,
    fn_output_signature: Any = None,
) -> Any:
    """Apply a function to each row of `elems`, and stack the results.

    Args:
        fn: From a row (the structure of `elems`, without the first axis) to tensors.
        elems: A tensor or ragged tensor, or a structure of tensors with as many rows each.
        dtype: Old name of `fn_output_signature`.
        parallel_iterations: Accepted.
        back_prop: Accepted.
        swap_memory: Accepted.
        infer_shape: Accepted.
        name: Accepted.
        fn_output_signature: Dtype of what `fn` gives, or a `tf.TensorSpec` or
            `tf.RaggedTensorSpec`, or a structure of them; that of `elems` if None.

    Returns:
        The structure of what `fn` gives, each tensor with one more axis in front.

    Raises:
        InvalidArgumentError: `fn` gives another dtype than the signature says.
    """
    if not callable(fn):
        raise TypeError(f"The provided function {name or ''} is not callable. fn={fn!r}")
    rows = Rows(elems, "map_fn")
    signature = dtype if fn_output_signature is None else fn_output_signature
    ragged = any(type(one).__name__ == "RaggedTensorSpec" for one in leaves(signature))
    if signature is None:
        ragged = any(hasattr(one, "row_splits") for one in leaves(rows.elems))
    if rows.count == 0:
        return _empty(rows.elems if signature is None else signature)
    if _bridge.is_staging() and not ragged:
        try:
            result = staged_rows(lambda _, row: ((), fn(row)), (), rows)[1]
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
        else:
            _check(result, rows.elems if signature is None else signature)
            return result
    results = [as_tensors(fn(row)) for row in rows]
    if ragged:
        return _ragged(results)
    _check(results[0], rows.elems if signature is None else signature)
    return stacked(results)


def _dtype_of(one: Any) -> Any:
    return one.dtype if hasattr(one, "dtype") else dtypes.as_dtype(one)


def _check(result: Any, signature: Any) -> None:
    found, wanted = leaves(result), leaves(signature)
    if len(found) != len(wanted):
        raise ValueError(
            "map_fn: The two structures don't have the same nested structure: expected "
            f"{len(wanted)} tensors. Received: {len(found)}. Use fn_output_signature to say what "
            "`fn` gives."
        )
    for tensor, one in zip(found, wanted, strict=True):
        if tensor.dtype is not _dtype_of(one):
            raise InvalidArgumentError(
                f"map_fn: expected a function that gives {_dtype_of(one).name}. Received: "
                f"{tensor.dtype.name}. Use fn_output_signature=tf.{tensor.dtype.name}.",
                op="map_fn",
            )


def _empty(signature: Any) -> Any:
    """What no rows give: no rows."""
    if isinstance(signature, list | tuple | Mapping):
        return mapped(_empty, signature)
    shape: tuple[int, ...] = ()
    if isinstance(signature, Tensor):
        shape = sizes_of(signature)[1:]
    elif getattr(signature, "shape", None) is not None and signature.shape.is_fully_defined():
        shape = tuple(signature.shape)
    return filled((0, *shape), 0, _dtype_of(signature))


def _ragged(results: list[Any]) -> Any:
    """Rows of different lengths as one ragged tensor."""
    return ragged_creation.stack(results)


def vectorized_map(
    fn: Callable[[Any], Any], elems: Any, fallback_to_while_loop: bool = True, warn: bool = True
) -> Any:
    """Apply a function to each row of `elems`, and stack the results.

    Args:
        fn: From a row (the structure of `elems`, without the first axis) to tensors.
        elems: A tensor, or a structure of tensors; one with a single row goes with every row.
        fallback_to_while_loop: Accepted.
        warn: Accepted.

    Computed row by row, in one step of a `tf.function`.
    """
    values = as_tensors(elems)
    counts = {int(leaf.shape[0]) for leaf in leaves(values)}
    if len(counts) == 2 and 1 in counts:
        values = _broadcast(values, max(counts))
    rows = Rows(values, "vectorized_map")
    if rows.count == 0:
        raise ValueError("vectorized_map: expected at least one row. Received: none.")
    if _bridge.is_staging():
        try:
            return staged_rows(lambda _, row: ((), fn(row)), (), rows)[1]
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    return stacked([as_tensors(fn(row)) for row in rows])


def _broadcast(value: Any, count: int) -> Any:
    """Tensors with one row repeated, so that all have as many."""
    if isinstance(value, Tensor):
        return repeat(value, count, axis=0) if value.shape[0] == 1 else value
    return mapped(lambda item: _broadcast(item, count), value)
