"""How `bucket_by_sequence_length` groups by length: a plan for `group_by_window`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tfjs.data._structure import mapped, packed
from tfjs.data.stages.padding import shapes_of
from tfjs.errors import InvalidArgumentError
from tfjs.ops.casting import cast
from tfjs.ops.sorting import searchsorted
from tfjs.tensor_shape import TensorShape


@dataclass(frozen=True)
class Plan:
    """What `group_by_window` needs."""

    bucket: Callable[..., Any]
    batch: Callable[[Any, Any], Any]
    size: Callable[[Any], int]


def bucketed(
    length_of: Callable[..., Any],
    boundaries: list[int],
    sizes: list[int],
    padding: tuple[Any, Any],
    *,
    to_boundary: bool,
    no_padding: bool,
    drop: bool,
) -> Plan:
    """The plan for boundaries and sizes.

    Raises:
        ValueError: They do not go together.
    """
    if len(sizes) != len(boundaries) + 1:
        raise ValueError(
            f"`len(bucket_batch_sizes)` must equal `len(bucket_boundaries) + 1` but "
            f"{len(sizes)} != {len(boundaries)} + 1."
        )
    if boundaries != sorted(set(boundaries)):
        raise ValueError(
            f"bucket_by_sequence_length: expected boundaries in rising order. Received: "
            f"{boundaries}."
        )
    shapes, values = padding

    def bucket(*element: Any) -> Any:
        length = cast(length_of(*element), "int32")
        return cast(searchsorted(boundaries, [length], side="right")[0], "int64")

    def batch(key: Any, group: Any) -> Any:
        place = int(key)
        if no_padding:
            return group.batch(sizes[place], drop_remainder=drop)
        bound = None
        if to_boundary:
            if place == len(boundaries):
                raise InvalidArgumentError(
                    "When pad_to_bucket_boundary=True, elements must have length < "
                    f"max(bucket_boundaries), which is {boundaries[-1]}.",
                    op="bucket_by_sequence_length",
                )
            bound = boundaries[place] - 1
        filled = _bounded(group.element_spec, shapes, bound) if to_boundary else shapes
        return group.padded_batch(sizes[place], filled, values, drop)

    return Plan(bucket, batch, lambda key: sizes[int(key)])


def _bounded(spec: Any, shapes: Any, bound: int | None) -> Any:
    """Shapes whose unknown sizes are the bucket's."""
    if shapes is None:
        shapes = mapped(lambda one: one.shape, spec)
    made = [
        TensorShape([bound if size is None else size for size in shape])
        for shape in shapes_of(shapes, spec)
    ]
    return packed(spec, made)
