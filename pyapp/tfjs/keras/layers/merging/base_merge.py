"""Merge: several tensors made one, element by element."""

from collections.abc import Callable, Sequence
from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.masks import get_keras_mask, set_keras_mask
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import logical_or
from tfjs.ops.reductions import reduce_any
from tfjs.ops.shaping import broadcast_to, expand_dims
from tfjs.tensor import Tensor

Shape = tuple[int | None, ...]


def like_input(mask: Tensor, x: Tensor) -> Tensor:
    """A mask of shape `(batch, steps)` for every element of `x`."""
    return broadcast_to(expand_dims(mask, -1), x.shape)


class Merge(Layer):
    """Base of layers that merge a list of tensors whose shapes broadcast behind the batch.

    A tensor of lower rank gets axes of size 1 behind its batch.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        raise NotImplementedError

    def build(self, input_shape: Any) -> None:
        """Check the shapes.

        Raises:
            ValueError: No list, different batches, or shapes that do not broadcast.
        """
        if not input_shape or not isinstance(input_shape[0], list | tuple):
            raise ValueError(
                "A merge layer should be called on a list of inputs. Received: "
                f"input_shape={input_shape} (not a list of shapes)"
            )
        batches = {shape[0] for shape in input_shape if shape} - {None}
        if len(batches) > 1:
            raise ValueError(
                "Cannot merge tensors with different batch sizes. Received tensors with shapes "
                f"{input_shape}"
            )
        self.compute_output_shape(input_shape)

    def call(self, inputs: Any) -> Any:
        """Merge `inputs`."""
        if not isinstance(inputs, list | tuple):
            raise ValueError(
                "A merge layer should be called on a list of inputs. Received: "
                f"inputs={inputs} (not a list of tensors)"
            )
        inputs = of_one_kind(inputs)
        rank = max(x.ndim for x in inputs)
        return self._merge_function([_with_rank(x, rank) for x in inputs])

    def _merged_by_mask(self, merge: Callable[[Any, Any], Tensor], inputs: Sequence[Any]) -> Any:
        """Merged with what is masked left out: there the other tensor's value counts alone."""
        output, known = inputs[0], _full_mask(inputs[0])
        for x in inputs[1:]:
            mask = _full_mask(x)
            if mask is not None:
                x = where(mask, x, output)
            if known is not None:
                output = where(known, output, x)
            known = None if mask is None or known is None else logical_or(known, mask)
            output = merge(output, x)
        if known is not None:
            set_keras_mask(output, reduce_any(known, -1))
        return output

    def compute_output_shape(self, input_shape: Any) -> Shape:
        """The shape that all broadcast to, behind the batch."""
        sizes: Shape = tuple(input_shape[0][1:])
        for shape in input_shape[1:]:
            sizes = _broadcast(sizes, tuple(shape[1:]))
        batches = {shape[0] for shape in input_shape if shape} - {None}
        return batches.pop() if len(batches) == 1 else None, *sizes

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Where one of the inputs is not masked; None if one has no mask."""
        masks = checked_masks(inputs, previous_mask)
        if masks is None or any(mask is None for mask in masks):
            return None
        output = masks[0]
        for mask in masks[1:]:
            output = logical_or(output, mask)
        return output


def checked_masks(inputs: Any, mask: Any) -> Sequence[Any] | None:
    """One mask or None for each input, or None for none.

    Raises:
        ValueError: Not as many masks as inputs.
    """
    if mask is None:
        return None
    if not isinstance(mask, list | tuple):
        raise ValueError(f"`mask` should be a list. Received: mask={mask}")
    if not isinstance(inputs, list | tuple):
        raise ValueError(f"`inputs` should be a list. Received: inputs={inputs}")
    if len(mask) != len(inputs):
        raise ValueError(
            "The lists `inputs` and `mask` should have the same length. Received: "
            f"inputs={inputs} of length {len(inputs)}, and mask={mask} of length {len(mask)}"
        )
    return mask


def of_one_kind(inputs: Sequence[Any]) -> list[Any]:
    """Tensors in the widest of their dtypes, a floating one if there is one; masks stay."""
    kinds = {x.dtype for x in inputs}
    if len(kinds) < 2:
        return list(inputs)
    floats = [kind for kind in kinds if kind.is_floating or kind.is_complex]
    widest = max(floats or kinds, key=lambda kind: kind.size)
    return [_of_kind(x, widest) for x in inputs]


def _of_kind(x: Any, kind: Any) -> Any:
    if x.dtype is kind:
        return x
    found = cast(x, kind)
    set_keras_mask(found, get_keras_mask(x))
    return found


def _full_mask(x: Any) -> Tensor | None:
    mask = get_keras_mask(x)
    return None if mask is None else like_input(mask, x)


def _with_rank(x: Any, rank: int) -> Any:
    for _ in range(rank - x.ndim):
        x = expand_dims(x, 1)
    return x


def _broadcast(a: Shape, b: Shape) -> Shape:
    if len(a) < len(b):
        a, b = b, a
    sizes = list(a)
    for i, (m, n) in enumerate(zip(a[len(a) - len(b) :], b, strict=True), len(a) - len(b)):
        if m is None or n is None:
            sizes[i] = None
        elif m != n and 1 not in (m, n):
            raise ValueError(f"Inputs have incompatible shapes. Received shapes {a} and {b}")
        else:
            sizes[i] = n if m == 1 else m
    return tuple(sizes)
