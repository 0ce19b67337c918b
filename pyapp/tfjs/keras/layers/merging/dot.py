"""Dot: products of two tensors' vectors, example by example."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.layers._unit_length import unit_length
from tfjs.keras.layers.merging.base_merge import Merge, Shape
from tfjs.ops._shapes import product
from tfjs.ops.linalg import matmul
from tfjs.ops.shaping import reshape, sizes_of, squeeze, transpose
from tfjs.tensor import Tensor

# Keras divides by the length, but by no less than its `backend.epsilon()`.
_SHORTEST = 1e-7


class Dot(Merge):
    """For each example the products of the vectors along an axis of both tensors.

    Args:
        axes: The axis of each tensor, or one int for both; 0 is the batch and cannot be used.
        normalize: Whether the vectors are made one long first, so that cosines come out.

    Output shape: the first shape without its axis, then the second without batch and axis; at
    least `(batch, 1)`.

    Raises:
        TypeError: `axes` is neither int nor list.
        ValueError: Not two axes.
    """

    def __init__(self, axes: int | Sequence[int], normalize: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(axes, int):
            if not isinstance(axes, list | tuple):
                raise TypeError(
                    "Invalid type for argument `axes`: it should be a list or an int. Received: "
                    f"axes={axes}"
                )
            if len(axes) != 2:
                raise ValueError(
                    "Invalid format for argument `axes`: it should contain two elements. Received: "
                    f"axes={axes}"
                )
            if not all(isinstance(axis, int) for axis in axes):
                raise ValueError(
                    "Invalid format for argument `axes`: list elements should be integers. "
                    f"Received: axes={axes}"
                )
        self.axes = axes
        self.normalize = normalize

    def _axes_for(self, ranks: Sequence[int]) -> list[int]:
        axes = [self.axes] * 2 if isinstance(self.axes, int) else self.axes
        return [a % n if a < 0 else a for a, n in zip(axes, ranks, strict=True)]

    def build(self, input_shape: Any) -> None:
        """Check the shapes.

        Raises:
            ValueError: Not two, or vectors of different lengths.
        """
        first, second = _two(input_shape)
        a, b = self._axes_for([len(first), len(second)])
        if first[a] != second[b]:
            raise ValueError(
                f"Incompatible input shapes: axis values {first[a]} (at axis {a}) != {second[b]} "
                f"(at axis {b}). Full input shapes: {first}, {second}"
            )

    def call(self, inputs: Any) -> Tensor:
        """Multiply two tensors."""
        if not isinstance(inputs, list | tuple) or len(inputs) != 2:
            raise ValueError(
                f"A `Dot` layer should be called on exactly 2 inputs. Received: inputs={inputs}"
            )
        x, y = inputs
        axes = self._axes_for([x.ndim, y.ndim])
        if self.normalize:
            x = unit_length(x, axes[0], _SHORTEST)
            y = unit_length(y, axes[1], _SHORTEST)
        return batch_dot(x, y, axes)

    def compute_output_shape(self, input_shape: Any) -> Shape:
        """Both shapes without what is summed up."""
        first, second = map(list, _two(input_shape))
        a, b = self._axes_for([len(first), len(second)])
        del first[a], second[b]
        sizes = (*first, *second[1:])
        return sizes if len(sizes) > 1 else (*sizes, 1)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> None:
        """None: nothing of a mask is left."""
        return None

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"axes": self.axes, "normalize": self.normalize}


def _two(input_shape: Any) -> Any:
    if (
        not isinstance(input_shape, list | tuple)
        or len(input_shape) != 2
        or not isinstance(input_shape[0], list | tuple)
    ):
        raise ValueError(
            "A `Dot` layer should be called on a list of 2 inputs. Received: "
            f"input_shape={input_shape}"
        )
    return input_shape


def batch_dot(x: Tensor, y: Tensor, axes: Sequence[int]) -> Tensor:
    """Products along axis `axes[0]` of `x` and `axes[1]` of `y`, for each example.

    Raises:
        ValueError: Rank below 2, the batch as an axis, or sizes that differ.
    """
    if x.ndim < 2 or y.ndim < 2:
        raise ValueError(
            "Cannot do batch_dot on inputs with rank < 2. Received inputs with shapes "
            f"{tuple(x.shape)} and {tuple(y.shape)}."
        )
    if 0 in axes:
        raise ValueError(
            "Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy "
            "batch dimension to your inputs using tf.expand_dims(x, 0)"
        )
    rows, columns = _axis_last(x, axes[0]), _axis_last(y, axes[1])
    left, right = sizes_of(rows), sizes_of(columns)
    if left[0] != right[0] or left[-1] != right[-1]:
        raise ValueError(
            f"Cannot do batch_dot on inputs with shapes {tuple(x.shape)} and {tuple(y.shape)} with "
            f"axes={list(axes)}. Batches and the sizes along the axes must agree."
        )
    a = reshape(rows, (left[0], product(left[1:-1]), left[-1]))
    b = reshape(columns, (right[0], product(right[1:-1]), right[-1]))
    out = matmul(a, b, transpose_b=True)
    sizes = (left[0], *left[1:-1], *right[1:-1])
    return reshape(out, sizes) if len(sizes) > 1 else squeeze(out, [1])


def _axis_last(x: Tensor, axis: int) -> Tensor:
    order = [i for i in range(x.ndim) if i != axis]
    return x if axis == x.ndim - 1 else transpose(x, [*order, axis])


def dot(inputs: Sequence[Any], axes: int | Sequence[int] = -1, **kwargs: Any) -> Any:
    """What a layer `Dot` gives for `inputs`."""
    return Dot(axes=axes, **kwargs)(inputs)
