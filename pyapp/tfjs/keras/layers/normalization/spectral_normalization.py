"""SpectralNormalization: a layer whose kernel has a largest singular value of 1."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras import initializers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers._unit_length import unit_length
from tfjs.keras.layers.core.wrapper import Wrapper
from tfjs.keras.layers.normalization._parameters import Shape
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.linalg import matmul
from tfjs.ops.reductions import reduce_all
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor

# Keras divides by the length, but by no less than its `backend.epsilon()`.
_SHORTEST = 1e-7


class SpectralNormalization(Wrapper):
    """Divide the kernel of a layer by its largest singular value in every training call.

    The value is found by power iteration (Miyato et al. 2018, arXiv 1802.05957).

    Args:
        layer: One with a `kernel` or `embeddings`.
        power_iterations: How many per call.

    Raises:
        ValueError: `power_iterations` is not positive, or the layer has no kernel.
    """

    kernel: Any
    vector_u: Any

    def __init__(self, layer: Any, power_iterations: int = 1, **kwargs: Any) -> None:
        super().__init__(layer, **kwargs)
        if power_iterations <= 0:
            raise ValueError(
                "`power_iterations` should be greater than zero. Received: "
                f"`power_iterations={power_iterations}`"
            )
        self.power_iterations = power_iterations

    def build(self, input_shape: Any = None) -> None:
        """Build the layer and make the vector of the iteration."""
        super().build(input_shape)
        self.input_spec = InputSpec(min_ndim=1, axes={-1: input_shape[-1]})
        kernel = getattr(self.layer, "kernel", getattr(self.layer, "embeddings", None))
        if kernel is None:
            raise ValueError(
                f"{type(self.layer).__name__} object has no attribute 'kernel' nor 'embeddings'"
            )
        self.kernel = kernel
        self.vector_u = self.add_weight(
            shape=(1, kernel.shape[-1]),
            initializer=initializers.TruncatedNormal(stddev=0.02),
            trainable=False,
            name="vector_u",
            dtype=kernel.dtype,
        )

    def call(self, inputs: Any, training: bool | None = False) -> Tensor:
        """Call the layer, in training after a step of the iteration."""
        if training:
            self._normalize()
        return cast(self.layer(inputs), inputs.dtype)

    def _normalize(self) -> None:
        kernel, u = self.kernel.read_value(), self.vector_u.read_value()
        weights = reshape(kernel, [-1, self.kernel.shape[-1]])
        before = u
        for _ in range(self.power_iterations):
            v = unit_length(matmul(u, weights, transpose_b=True), None, _SHORTEST)
            u = unit_length(matmul(v, weights), None, _SHORTEST)
        sigma = matmul(matmul(v, weights), u, transpose_b=True)
        empty = reduce_all(equal(kernel, 0.0))
        scaled = reshape(truediv(weights, sigma), self.kernel.shape)
        self.vector_u.assign(where(empty, before, u))
        self.kernel.assign(where(empty, kernel, scaled))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """That of the layer."""
        return tuple(self.layer.compute_output_shape(input_shape))

    def get_config(self) -> dict[str, Any]:
        """What the wrapper was made with."""
        return super().get_config() | {"power_iterations": self.power_iterations}
