"""Concatenate: tensors one behind the other."""

from collections.abc import Sequence
from typing import Any

from tfjs import dtypes
from tfjs.keras.layers.merging.base_merge import Merge, Shape, checked_masks, of_one_kind
from tfjs.ops.creation import ones_like
from tfjs.ops.joining import concat
from tfjs.ops.reductions import reduce_any
from tfjs.ops.shaping import broadcast_to, expand_dims


class Concatenate(Merge):
    """A list of tensors joined along an axis.

    Args:
        axis: Along which they are joined; the batch is axis 0.
    """

    def __init__(self, axis: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def build(self, input_shape: Any) -> None:
        """Check the shapes.

        Raises:
            ValueError: No list, or shapes that differ elsewhere than along `axis`.
        """
        if not input_shape or not isinstance(input_shape[0], list | tuple):
            raise ValueError(
                "A `Concatenate` layer should be called on a list of at least 1 input. Received: "
                f"input_shape={input_shape}"
            )
        ranks = {len(shape) for shape in input_shape}
        columns = zip(*(_without(shape, self.axis) for shape in input_shape), strict=False)
        if len(ranks) > 1 or any(len(set(column) - {None}) > 1 for column in columns):
            raise ValueError(
                "A `Concatenate` layer requires inputs with matching shapes except for the "
                f"concatenation axis. Received: input_shape={input_shape}"
            )

    def call(self, inputs: Any) -> Any:
        """Join `inputs`."""
        if not isinstance(inputs, list | tuple):
            raise ValueError(
                "A merge layer should be called on a list of inputs. Received: "
                f"inputs={inputs} (not a list of tensors)"
            )
        return concat(of_one_kind(inputs), self.axis)

    def compute_output_shape(self, input_shape: Any) -> Shape:
        """The first shape, with the sizes along `axis` added up."""
        if not isinstance(input_shape, list | tuple) or not isinstance(
            input_shape[0], list | tuple
        ):
            raise ValueError(
                "A `Concatenate` layer should be called on a list of inputs. Received: "
                f"input_shape={input_shape}"
            )
        sizes = list(input_shape[0])
        along = [shape[self.axis] for shape in input_shape]
        sizes[self.axis] = None if None in along else sum(along)
        return tuple(sizes)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The masks joined alike; an input without one is not masked."""
        masks = checked_masks(inputs, previous_mask)
        if masks is None or all(mask is None for mask in masks):
            return None
        full = []
        for x, mask in zip(inputs, masks, strict=True):
            if mask is None:
                full.append(ones_like(x, dtypes.bool))
            elif mask.ndim < x.ndim:
                full.append(broadcast_to(expand_dims(mask, -1), x.shape))
            else:
                full.append(mask)
        return reduce_any(concat(full, self.axis), -1)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"axis": self.axis}


def _without(shape: Sequence[int | None], axis: int) -> list[int | None]:
    sizes = list(shape)
    if -len(sizes) <= axis < len(sizes):
        del sizes[axis]
    return sizes


def concatenate(inputs: Sequence[Any], axis: int = -1, **kwargs: Any) -> Any:
    """What a layer `Concatenate` gives for `inputs`."""
    return Concatenate(axis=axis, **kwargs)(inputs)
