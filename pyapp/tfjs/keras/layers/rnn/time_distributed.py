"""A layer applied to every time step."""

from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.core.wrapper import Wrapper
from tfjs.ops.joining import stack
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor


class TimeDistributed(Wrapper):
    """Apply a layer to every time step by itself, with the same weights.

    Args:
        layer: The layer.

    Called with `inputs` of shape `(batch, steps, …)`, perhaps a `mask` of shape `(batch, steps)`.

    Raises:
        ValueError: Something else than a layer.
    """

    def __init__(self, layer: Any, **kwargs: Any) -> None:
        if not isinstance(layer, Layer):
            raise ValueError(
                "Please initialize `TimeDistributed` layer with a `keras.layers.Layer` instance. "
                f"Received: {layer}"
            )
        super().__init__(layer, **kwargs)
        self.supports_masking = True

    def _one_step(self, input_shape: Any) -> tuple[int | None, ...]:
        if not isinstance(input_shape, list | tuple) or len(input_shape) < 3:
            raise ValueError(
                "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 "
                f"dimensions, received: {input_shape}"
            )
        return (input_shape[0], *input_shape[2:])

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        """Shape of the layer's output, with the steps after the batch.

        Raises:
            ValueError: Fewer than three dimensions.
        """
        shape = self.layer.compute_output_shape(self._one_step(input_shape))
        return (shape[0], input_shape[1], *shape[1:])

    def build(self, input_shape: Any = None) -> None:
        """Build the layer for one time step."""
        super().build(self._one_step(input_shape))

    def call(self, inputs: Tensor, training: Any = None, mask: Any = None) -> Any:
        """Apply the layer to `inputs[:, t]` for every `t`.

        Raises:
            ValueError: A mask that does not fit the inputs.
        """
        if mask is not None:
            _check_mask(mask, inputs)
        signature = self.layer._call_signature
        kwargs = {"training": training} if signature.has_training else {}
        if _works_on_rows(self.layer):
            batch, steps, *rest = sizes_of(inputs)
            flat = self.layer.call(reshape(inputs, (batch * steps, *rest)), **kwargs)
            return reshape(flat, (batch, steps, *sizes_of(flat)[1:]))
        outputs = []
        for step in range(int(inputs.shape[1])):
            if mask is not None and signature.has_mask:
                kwargs["mask"] = mask[:, step]
            outputs.append(self.layer.call(inputs[:, step], **kwargs))
        return stack(outputs, axis=1)


def _works_on_rows(layer: Any) -> bool:
    """Whether each row of a batch is computed by itself, without state and without chance."""
    from tfjs.keras.layers import convolutional, pooling
    from tfjs.keras.layers.core import Dense

    module = type(layer).__module__
    return isinstance(layer, Dense) or module.startswith(
        (convolutional.__name__ + ".", pooling.__name__ + ".")
    )


def _check_mask(mask: Any, inputs: Tensor) -> None:
    found, shape = tuple(mask.shape), tuple(inputs.shape)
    if len(found) < 2:
        raise ValueError(
            "The `mask` passed to the `TimeDistributed` layer must be at least 2D (e.g., "
            f"`(batch_size, timesteps)`), but it has {len(found)} dimension(s) with shape {found}."
        )
    if found[:2] != shape[:2]:
        raise ValueError(
            f"The `mask` passed to the `TimeDistributed` layer has a shape {found} that is "
            f"incompatible with the input shape {shape}. The first two dimensions of the mask "
            "(batch size and timesteps) must match the input's first two dimensions. Expected "
            f"mask shape prefix: ({shape[0]}, {shape[1]})."
        )
