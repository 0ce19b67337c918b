"""Ragged tensors element by element: rows that agree, or that broadcast."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import product
from tfjs.ops.ragged_rows import take_rows
from tfjs.ops.rows import lengths_of, runs, splits_of_lengths
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs.ops.rows import Ints


def map_flat_values(op: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Apply `op` to the innermost values of ragged tensors.

    Args:
        op: Called with `flat_values` in place of each ragged tensor; keeps their number.
        args: For `op`; ragged tensors may lie in lists.
        kwargs: For `op`.

    Returns:
        What `op` gives, in the rows of the ragged tensors; without any, just that.

    Raises:
        InvalidArgumentError: The ragged tensors' rows differ.
    """
    ragged = [c for c in _dispatch.composites((args, kwargs)) if isinstance(c, RaggedTensor)]
    if not ragged:
        return op(*args, **kwargs)
    if not all(_same_rows(ragged[0], other) for other in ragged[1:]):
        raise InvalidArgumentError(
            "map_flat_values: All arguments must have the same nested row splits.",
            op="map_flat_values",
        )
    result = op(*_flattened(args), **_flattened(kwargs))
    return ragged[0].with_flat_values(result)


def _flattened(value: Any) -> Any:
    if isinstance(value, RaggedTensor):
        return value.flat_values
    if isinstance(value, list | tuple):
        return type(value)(_flattened(v) for v in value)
    if isinstance(value, dict):
        return {k: _flattened(v) for k, v in value.items()}
    return value


def _same_rows(a: RaggedTensor, b: RaggedTensor) -> bool:
    return a.ragged_rank == b.ragged_rank and all(
        np.array_equal(x._splits, y._splits) for x, y in zip(a._levels(), b._levels(), strict=True)
    )


def elementwise(op: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Apply an element-wise operation; its tensors broadcast to common rows."""
    operands, rebuild = _operands(args)
    ragged = [o for o in operands if isinstance(o, RaggedTensor)]
    if not ragged:  # ragged only by keyword: the first parameters under another spelling
        return map_flat_values(op, *args, **kwargs)
    others = [o for o in operands if not isinstance(o, RaggedTensor)]
    plain = all(_is_scalar(o) for o in others)
    if plain and all(_same_rows(ragged[0], other) for other in ragged[1:]):
        return map_flat_values(op, *args, **kwargs)
    hint = ragged[0].dtype
    tensors = [
        o if isinstance(o, RaggedTensor) else as_tensor(o, hint=hint, op=op.__name__)
        for o in operands
    ]
    flat, partitions = _broadcast(tensors, op.__name__)
    result = op(*rebuild(flat), **kwargs)
    for splits in reversed(partitions):
        result = RaggedTensor(result, splits)
    return result


def _operands(args: tuple[Any, ...]) -> tuple[list[Any], Callable[[list[Any]], list[Any]]]:
    """The tensors among positional arguments (or in the one list), and how to put them back."""
    if len(args) and isinstance(args[0], list | tuple):
        return list(args[0]), lambda values: [values, *args[1:]]
    places = [i for i, a in enumerate(args) if _is_operand(a)]

    def rebuild(values: list[Any]) -> list[Any]:
        whole = list(args)
        for i, value in zip(places, values, strict=True):
            whole[i] = value
        return whole

    return [args[i] for i in places], rebuild


def _is_operand(value: Any) -> bool:
    kinds = (RaggedTensor, Tensor, Variable, np.ndarray, list, int, float, complex)
    return isinstance(value, kinds) and not isinstance(value, bool)


def _is_scalar(value: Any) -> bool:
    return (len(value.shape) if isinstance(value, Tensor | Variable) else np.ndim(value)) == 0


def _broadcast(operands: list[Any], op: str) -> tuple[list[Tensor], list["Ints"]]:
    """Flat values in rows common to all operands, and the partitions of those rows.

    Dimension by dimension from the outside: rows of equal lengths pair up, and a dimension of
    uniform size 1 is repeated.
    """
    rank = max(len(o.shape) for o in operands)
    views = [_View(o, rank - len(o.shape)) for o in operands]
    depth = max(view.ragged_depth for view in views)
    nodes = [np.zeros(1, np.intp) for _ in views]
    partitions = []
    for axis in range(depth):
        lengths = [view.lengths(axis, node) for view, node in zip(views, nodes, strict=True)]
        repeats = [view.is_one(axis) for view in views]
        wide = [n for n, once in zip(lengths, repeats, strict=True) if not once]
        common = wide[0] if wide else lengths[0]
        if any(not np.array_equal(common, n) for n in wide):
            shapes = ", ".join(str(o.shape) for o in operands)
            raise InvalidArgumentError(
                f"{op}: Unable to broadcast: dimension size mismatch in dimension {axis}. "
                f"Received: {shapes}.",
                op=op,
            )
        inside = runs(np.zeros_like(common), common)
        nodes = [
            np.repeat(view.starts(axis, node), common) + (0 if once else inside)
            for view, node, once in zip(views, nodes, repeats, strict=True)
        ]
        if axis:
            partitions.append(splits_of_lengths(common))
    flat = [view.values(depth, node) for view, node in zip(views, nodes, strict=True)]
    return flat, partitions


class _View:
    """An operand as nested rows, with `extra` dimensions of size 1 in front."""

    def __init__(self, operand: Any, extra: int) -> None:
        self.operand = operand
        self.extra = extra
        self.levels = list(operand._levels()) if isinstance(operand, RaggedTensor) else []
        self.ragged_depth = extra + len(self.levels) + 1 if self.levels else 0

    def _size(self, axis: int) -> int | None:
        own = axis - self.extra
        return 1 if own < 0 else self.operand.shape[own]

    def is_one(self, axis: int) -> bool:
        return self._size(axis) == 1

    def _splits(self, axis: int) -> Any:
        level = axis - self.extra - 1
        return self.levels[level]._splits if 0 <= level < len(self.levels) else None

    def lengths(self, axis: int, nodes: "Ints") -> "Ints":
        splits = self._splits(axis)
        if splits is None:
            return np.full(len(nodes), self._size(axis) or 0, np.intp)
        return lengths_of(splits)[nodes]

    def starts(self, axis: int, nodes: "Ints") -> "Ints":
        splits = self._splits(axis)
        if splits is None:
            return nodes * (self._size(axis) or 0)
        return splits[:-1][nodes]  # type: ignore[no-any-return]

    def values(self, depth: int, nodes: "Ints") -> Tensor:
        own = depth - self.extra
        flat = self.operand.flat_values if self.levels else self.operand
        sizes = sizes_of(flat)
        merged = own - len(self.levels)  # dimensions of the flat values that are rows here
        if merged <= 0:
            return flat  # type: ignore[no-any-return]
        rows = reshaped(flat, (product(sizes[:merged]), *sizes[merged:]))
        return take_rows(rows, nodes)  # type: ignore[return-value]


_dispatch.register_generic("RaggedTensor", elementwise)
