"""Gradients of embeddings: slices, of which several may belong to one row.

Keras on TensorFlow squares each slice and then adds up those of a row (its operations take
`tf.IndexedSlices` as they are), so that second moments differ from those of the gradient added up
first. These functions do the same; a tensor passes through them unchanged.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from tfjs.indexed_slices import IndexedSlices
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.gathering import gather
from tfjs.ops.math import abs, square
from tfjs.tensor import Tensor

Gradient: TypeAlias = Tensor | IndexedSlices


def whole(gradient: Gradient) -> Tensor:
    """The gradient of every row."""
    return gradient.__tf_tensor__() if isinstance(gradient, IndexedSlices) else gradient


def squared(gradient: Gradient) -> Tensor:
    """Squares, those of one row added up."""
    return whole(mapped(square, gradient))


def sizes(gradient: Gradient) -> Tensor:
    """Absolute values, those of one row added up."""
    return whole(mapped(abs, gradient))


def mapped(f: Callable[[Tensor], Tensor], gradient: Gradient) -> Any:
    """What a function that keeps zeros makes of each slice."""
    return (
        gradient._with(f(gradient.values)) if isinstance(gradient, IndexedSlices) else f(gradient)
    )


def row_by_row(f: Callable[..., Tensor], gradient: Gradient, *others: Tensor) -> Any:
    """What a function makes of each slice and of the rows of tensors to which it belongs."""
    if not isinstance(gradient, IndexedSlices):
        return f(gradient, *others)
    rows = [gather(other, gradient.indices) for other in others]
    return gradient._with(f(gradient.values, *rows))


def in_dtype(gradient: Any, dtype: Any) -> Gradient:
    """A gradient as it was given, in a variable's dtype."""
    if isinstance(gradient, IndexedSlices):
        return gradient if gradient.dtype is dtype else mapped(lambda g: cast(g, dtype), gradient)
    tensor = as_tensor(gradient)
    return tensor if tensor.dtype is dtype else cast(tensor, dtype)
