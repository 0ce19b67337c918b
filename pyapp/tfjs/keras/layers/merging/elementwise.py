"""Add, Subtract, Multiply, Average, Maximum, Minimum, and their functions."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.masks import get_keras_mask, set_keras_mask
from tfjs.keras.layers.merging.base_merge import Merge, like_input
from tfjs.ops import arithmetic, math
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.reductions import reduce_any


class Add(Merge):
    """The sum of a list of tensors."""

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        return _sum(inputs)


class Average(Merge):
    """The mean of a list of tensors, element by element."""

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        return arithmetic.truediv(_sum(inputs), len(inputs))


class Subtract(Merge):
    """The first of two tensors minus the second."""

    def build(self, input_shape: Any) -> None:
        """Check the shapes.

        Raises:
            ValueError: Not two of them.
        """
        super().build(input_shape)
        if len(input_shape) != 2:
            raise ValueError(
                "A `Subtract` layer should be called on exactly 2 inputs. Received: "
                f"input_shape={input_shape}"
            )

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        if len(inputs) != 2:
            raise ValueError(
                f"A `Subtract` layer should be called on exactly 2 inputs. Received: {inputs}"
            )
        return math.subtract(inputs[0], inputs[1])


class Multiply(Merge):
    """The product of a list of tensors; what is masked counts as 1, or 0 where all are."""

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        masks = [get_keras_mask(x) for x in inputs]
        output: Any = None
        known: Any = None
        for x, mask in zip(inputs, masks, strict=True):
            factor = x
            if mask is not None:
                full = like_input(mask, x)
                factor = where(full, x, ones_like(x))
                known = full if known is None else math.logical_or(known, full)
            output = factor if output is None else math.multiply(output, factor)
        if known is not None and all(mask is not None for mask in masks):
            output = where(known, output, zeros_like(output))
            set_keras_mask(output, reduce_any(known, -1))
        return output


class Maximum(Merge):
    """The largest of a list of tensors, element by element; what is masked does not count."""

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        return self._merged_by_mask(math.maximum, inputs)


class Minimum(Merge):
    """The smallest of a list of tensors, element by element; what is masked does not count."""

    def _merge_function(self, inputs: Sequence[Any]) -> Any:
        return self._merged_by_mask(math.minimum, inputs)


def _sum(inputs: Sequence[Any]) -> Any:
    output = inputs[0]
    for x in inputs[1:]:
        output = math.add(output, x)
    return output


def add(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Add` gives for `inputs`."""
    return Add(**kwargs)(inputs)


def average(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Average` gives for `inputs`."""
    return Average(**kwargs)(inputs)


def subtract(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Subtract` gives for `inputs`."""
    return Subtract(**kwargs)(inputs)


def multiply(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Multiply` gives for `inputs`."""
    return Multiply(**kwargs)(inputs)


def maximum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Maximum` gives for `inputs`."""
    return Maximum(**kwargs)(inputs)


def minimum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """What a layer `Minimum` gives for `inputs`."""
    return Minimum(**kwargs)(inputs)
