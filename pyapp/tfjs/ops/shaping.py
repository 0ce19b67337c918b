"""The same values in another shape or order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import NotDenseError, answered, dispatched
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import (
    broadcast_shape,
    canonical_axes,
    canonical_axis,
    completed,
    product,
    static_ints,
)
from tfjs.ops.casting import cast, identity
from tfjs.ops.places import moved
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, DTypeLike, ShapeLike, TensorLike

_to_shape, _with_axis = _bridge.to_shape, _bridge.with_axis
_without_axis, _turned = _bridge.without_axis, _bridge.turned
_reshape = _bridge.Instruction("reshape", op="reshape")
_transpose = _bridge.Instruction("transpose", op="transpose")
_broadcast_to = _bridge.Instruction("broadcastTo", op="broadcast_to")
_tile = _bridge.Instruction("tile", op="tile")
_reverse = _bridge.Instruction("reverse", op="reverse")
_pad = _bridge.Instruction("pad", op="pad")
_block = _bridge.Instruction("slice", op="slice")
_mirror_pad = _bridge.Instruction("mirrorPad", op="pad")


def sizes_of(tensor: Tensor) -> tuple[int, ...]:
    """Shape of a tensor as plain ints."""
    return tuple(tensor.shape)  # type: ignore[arg-type]


def reshaped(tensor: Tensor, sizes: tuple[int, ...]) -> Tensor:
    """`tensor` in a shape that is known to hold its elements."""
    return Tensor(_reshape((tensor._slot,), (sizes,)), tensor.dtype)


def reshape(tensor: "TensorLike", shape: "ShapeLike", name: str | None = None) -> Tensor:
    """The same values in row-major order, in another shape; one size may be -1 and is worked out.

    Raises:
        InvalidArgumentError: `shape` does not hold as many elements.
    """
    if type(tensor) is Tensor and (slot := _to_shape(tensor._slot, shape)):
        return Tensor(slot, tensor.dtype)
    try:
        x = as_tensor(tensor, op="reshape")
    except NotDenseError as error:
        return answered(reshape, (tensor, shape), {}, error)  # type: ignore[no-any-return]
    own = sizes_of(x)
    sizes = completed(static_ints(shape, "reshape", "shape"), product(own), "reshape", own)
    return reshaped(x, sizes)


def expand_dims(input: "TensorLike", axis: Any, name: str | None = None) -> Tensor:
    """Put an axis of size 1 before position `axis`; negative ones count from behind the last.

    Raises:
        InvalidArgumentError: `axis` outside `[-rank - 1, rank]`.
    """
    if type(input) is Tensor and type(axis) is int and (slot := _with_axis(input._slot, axis)):
        return Tensor(slot, input.dtype)
    try:
        x = as_tensor(input, op="expand_dims")
    except NotDenseError as error:
        return answered(expand_dims, (input, axis), {}, error)  # type: ignore[no-any-return]
    if isinstance(axis, list | tuple) and len(axis) == 1:
        axis = axis[0]
    at = canonical_axis(axis, x.ndim + 1, "expand_dims")
    sizes = sizes_of(x)
    return reshaped(x, (*sizes[:at], 1, *sizes[at:]))


def squeeze(input: "TensorLike", axis: "AxisLike" = None, name: str | None = None) -> Tensor:
    """Remove the axes of size 1, or only those given.

    Raises:
        InvalidArgumentError: A given axis has another size.
    """
    if type(input) is Tensor and (slot := _without_axis(input._slot, axis)):
        return Tensor(slot, input.dtype)
    try:
        x = as_tensor(input, op="squeeze")
    except NotDenseError as error:
        return answered(squeeze, (input, axis), {}, error)  # type: ignore[no-any-return]
    sizes = sizes_of(x)
    if axis is None or axis == []:
        return reshaped(x, tuple(n for n in sizes if n != 1))
    axes = canonical_axes(axis, x.ndim, "squeeze")
    for a in axes:
        if sizes[a] != 1:
            raise InvalidArgumentError(
                f"squeeze: Can not squeeze dim[{a}], expected a dimension of 1, got {sizes[a]}. "
                f"Received: input of shape {x.shape}.",
                op="squeeze",
            )
    return reshaped(x, tuple(n for i, n in enumerate(sizes) if i not in axes))


def transpose(
    a: "TensorLike", perm: Any = None, conjugate: bool = False, name: str | None = None
) -> Tensor:
    """Reorder the axes: axis `i` becomes axis `perm[i]` of `a`; reversed if `perm` is None.

    Raises:
        InvalidArgumentError: `perm` is no permutation of the axes.
    """
    if type(a) is Tensor and (slot := _turned(a._slot, perm)):
        return Tensor(slot, a.dtype)
    x = as_tensor(a, op="transpose")
    order = tuple(range(x.ndim))[::-1] if perm is None else static_ints(perm, "transpose", "perm")
    order = tuple(canonical_axis(p, x.ndim, "transpose") for p in order)
    if sorted(order) != list(range(x.ndim)):
        raise InvalidArgumentError(
            f"transpose: expected a permutation of {x.ndim} axes. Received: perm={list(order)}.",
            op="transpose",
        )
    if x.ndim < 2:
        return identity(x)
    sizes = sizes_of(x)
    if 0 in sizes:  # the kernel of WASM divides by the number of elements
        return reshaped(x, tuple(sizes[i] for i in order))
    if x.dtype is dtypes.string:
        return moved(lambda places: transpose(places, order), x)
    return Tensor(_transpose((x._slot,), (order, bool(conjugate) or None)), x.dtype)


def broadcast_to(input: "TensorLike", shape: "ShapeLike", name: str | None = None) -> Tensor:
    """Repeat values along axes of size 1, and along new ones in front, until the shape is `shape`.

    Raises:
        InvalidArgumentError: It cannot become `shape`.
    """
    x = as_tensor(input, op="broadcast_to")
    sizes = static_ints(shape, "broadcast_to", "shape")
    if sizes_of(x) == sizes:
        return x if type(x) is Tensor else identity(x)
    if broadcast_shape(sizes_of(x), sizes, "broadcast_to") != sizes:
        raise InvalidArgumentError(
            f"broadcast_to: Incompatible shapes: {x.shape} vs. {list(sizes)}.", op="broadcast_to"
        )
    if 0 in sizes:
        return reshaped(_nothing(x), sizes)
    if x.dtype is dtypes.string:
        return moved(lambda places: broadcast_to(places, sizes), x)
    return Tensor(_broadcast_to((x._slot,), (sizes,)), x.dtype)


def _nothing(x: Tensor) -> Tensor:
    """No elements of a tensor, shape `(0,)`; its gradient is zeros."""
    if x.dtype.is_floating or x.dtype.is_complex:
        size = product(sizes_of(x))
        if size == 0 or _bridge.is_taping() or _bridge.is_recording():
            flat = reshaped(x, (size,))
            return flat if size == 0 else Tensor(_block((flat._slot,), ((0,), (0,))), x.dtype)
    empty = np.zeros(0, object if x.dtype is dtypes.string else x.dtype.as_numpy_dtype)
    return from_array(empty, x.dtype, None, "broadcast_to")


@dispatched
def tile(input: "TensorLike", multiples: "ShapeLike", name: str | None = None) -> Tensor:
    """Repeat the whole of `input` `multiples[i]` times along axis `i`.

    Raises:
        InvalidArgumentError: Not one multiple per axis, or a negative one.
    """
    x = as_tensor(input, op="tile")
    counts = static_ints(multiples, "tile", "multiples")
    if len(counts) != x.ndim or min(counts, default=0) < 0:
        raise InvalidArgumentError(
            f"tile: expected one multiple >= 0 for each of {x.ndim} axes. Received: "
            f"multiples={list(counts)}.",
            op="tile",
        )
    if 0 in counts or 0 in x.shape:
        return reshaped(_nothing(x), tuple(n * c for n, c in zip(sizes_of(x), counts, strict=True)))
    if x.dtype is dtypes.string:
        return moved(lambda places: tile(places, counts), x)
    return Tensor(_tile((x._slot,), (counts,)), x.dtype) if counts else identity(x)


@dispatched
def reverse(tensor: "TensorLike", axis: Any, name: str | None = None) -> Tensor:
    """Reverse the order along the axes given."""
    x = as_tensor(tensor, op="reverse")
    axes = canonical_axes(axis, x.ndim, "reverse")
    if not axes:
        return identity(x)
    if x.dtype is dtypes.string:
        return moved(lambda places: reverse(places, axes), x)
    if x.dtype.is_bool:  # the kernel of WASM reads bools as if they were wider
        return cast(reverse(cast(x, dtypes.int32), axes), dtypes.bool)
    if x.ndim <= 4:
        return Tensor(_reverse((x._slot,), (axes,)), x.dtype)
    sizes = sizes_of(x)
    for a in axes:  # one by one, because WebGL's kernel knows nothing above rank 4
        rows = reshaped(x, (product(sizes[:a]), sizes[a], product(sizes[a + 1 :])))
        x = reshaped(Tensor(_reverse((rows._slot,), ((1,),)), x.dtype), sizes)
    return x


def pad(
    tensor: "TensorLike",
    paddings: Any,
    mode: Literal["CONSTANT", "REFLECT", "SYMMETRIC"] = "CONSTANT",
    constant_values: "TensorLike" = 0,
    name: str | None = None,
) -> Tensor:
    """Add values around a tensor.

    Args:
        tensor: Any shape.
        paddings: How many before and after, for each axis: shape `(rank, 2)`.
        mode: `constant_values`, or the tensor mirrored with (`SYMMETRIC`) or without (`REFLECT`)
            its border.
        constant_values: A scalar, for `CONSTANT`.

    Raises:
        InvalidArgumentError: `paddings` of another shape, negative, or larger than what can be
            mirrored.
    """
    x = as_tensor(tensor, op="pad")
    amounts = static_ints(np.reshape(np.asarray(paddings), -1), "pad", "paddings")
    pairs = tuple(zip(amounts[::2], amounts[1::2], strict=False))
    if len(amounts) != 2 * x.ndim or min(amounts, default=0) < 0:
        raise InvalidArgumentError(
            f"pad: expected two paddings >= 0 for each of {x.ndim} axes. Received: "
            f"paddings={list(pairs)}.",
            op="pad",
        )
    if not amounts:
        return identity(x)
    kind = str(mode).upper()
    if kind == "CONSTANT":
        value = _plain_value(constant_values, x.dtype)
        return _framed(x, pairs, value)
    if kind not in ("REFLECT", "SYMMETRIC"):
        raise ValueError(
            "Value of argument `mode` expected to be one of 'CONSTANT', 'REFLECT', or "
            f"'SYMMETRIC'. Received: {mode}."
        )
    spare = 1 if kind == "REFLECT" else 0
    for n, (before, after) in zip(sizes_of(x), pairs, strict=True):
        if max(before, after) > n - spare:
            raise InvalidArgumentError(
                f"pad: paddings must be no greater than the dimension size{' less 1' * spare}. "
                "Received: "
                f"({before}, {after}) for {n}.",
                op="pad",
            )
    return Tensor(_mirror_pad((x._slot,), (pairs, kind.lower())), x.dtype)


def _framed(x: Tensor, pairs: tuple[tuple[int, int], ...], value: float) -> Tensor:
    """Padded with a value; axis by axis above rank 4, of which WebGL's kernel knows nothing."""
    if x.ndim <= 4:
        return Tensor(_pad((x._slot,), (pairs, value)), x.dtype)
    for axis, (before, after) in enumerate(pairs):
        if before or after:
            sizes = sizes_of(x)
            outer, n, inner = product(sizes[:axis]), sizes[axis], product(sizes[axis + 1 :])
            ends = ((0, 0), (before, after), (0, 0))
            long = Tensor(_pad((reshaped(x, (outer, n, inner))._slot,), (ends, value)), x.dtype)
            x = reshaped(long, (*sizes[:axis], before + n + after, *sizes[axis + 1 :]))
    return x


def _plain_value(value: "TensorLike", dtype: dtypes.DType) -> float:
    if type(value) in (int, float) and (dtype.is_floating or type(value) is int):
        return value  # type: ignore[return-value]
    return as_tensor(value, hint=dtype, op="pad").numpy().item()  # type: ignore[no-any-return]


@dispatched
def shape(
    input: "TensorLike", out_type: "DTypeLike | None" = None, name: str | None = None
) -> Tensor:
    """The shape as a tensor of rank 1."""
    sizes = np.asarray(sizes_of(as_tensor(input, op="shape")), np.int32)
    return from_array(sizes, dtypes.as_dtype(out_type or dtypes.int32), None, "shape")


@dispatched
def size(
    input: "TensorLike", out_type: "DTypeLike | None" = None, name: str | None = None
) -> Tensor:
    """The number of elements as a scalar tensor."""
    count = product(sizes_of(as_tensor(input, op="size")))
    return as_tensor(count, out_type or dtypes.int32, op="size")


@dispatched
def rank(input: "TensorLike", name: str | None = None) -> Tensor:
    """The number of dimensions as a scalar int32 tensor."""
    return as_tensor(as_tensor(input, op="rank").ndim, dtypes.int32, op="rank")


def ensure_shape(x: "TensorLike", shape: Any, name: str | None = None) -> Tensor:
    """`x`, if its shape agrees with `shape`, where None stands for any size.

    Raises:
        InvalidArgumentError: It does not.
    """
    tensor = as_tensor(x, op="ensure_shape")
    if not tensor.shape.is_compatible_with(shape):
        raise InvalidArgumentError(
            f"ensure_shape: Shape of tensor x {tensor.shape} is not compatible with expected "
            f"shape {list(shape)}.",
            op="ensure_shape",
        )
    return identity(tensor)


def broadcast_static_shape(shape_x: Sequence[int], shape_y: Sequence[int]) -> TensorShape:
    """The shape that two shapes broadcast to.

    Raises:
        InvalidArgumentError: They do not.
    """
    return TensorShape(broadcast_shape(shape_x, shape_y, "broadcast_static_shape"))
