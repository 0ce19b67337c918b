"""`EinsumDense`: `Dense` along the axes that an equation names."""

from typing import Any

from tfjs.keras import activations, constraints, initializers, regularizers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.initializers.scaling import VarianceScaling
from tfjs.keras.layers.core.einsum_shapes import Shapes, shapes_of
from tfjs.keras.layers.core.low_rank import LowRank, refuse_quantization
from tfjs.keras.layers.core.products import as_fractions
from tfjs.ops._arguments import as_tensor
from tfjs.ops.einsum import einsum
from tfjs.ops.math import add

_NOTHING = (activations.linear, None)
"""Activations that change nothing; None where somebody has taken one away."""


class EinsumDense(LowRank):
    """`activation(einsum(equation, inputs, kernel) + bias)`.

    Args:
        equation: As "abc,cd->abd": letters of the input, the kernel and the result. `...` may
            stand for axes at the left of input and result, or at their right.
        output_shape: Sizes of the result after the batch, as far as the equation does not tell
            them: an int, or a sequence with None for what the input tells.
        activation: Name or function; None for none.
        bias_axes: Letters of the result that the bias has; None for no bias.
        kernel_initializer: First values of the kernel.
        bias_initializer: First values of the bias.
        kernel_regularizer: What the kernel costs.
        bias_regularizer: What the bias costs.
        kernel_constraint: What the kernel must be after each step.
        bias_constraint: What the bias must be after each step.
        lora_rank: Freeze the kernel and train two thin ones of this rank beside it.
        lora_alpha: Their product is scaled by `lora_alpha / lora_rank`.
        gptq_unpacked_column_size: None; accepted for the sake of saved models.
        quantization_config: None, likewise.

    Raises:
        ValueError: When called: an equation that does not read or does not fit.
    """

    _frozen = "_kernel"
    _pair = ("lora_kernel_a", "lora_kernel_b")

    def __init__(
        self,
        equation: str,
        output_shape: Any,
        activation: Any = None,
        bias_axes: str | None = None,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        gptq_unpacked_column_size: int | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        refuse_quantization(quantization_config)
        super().__init__(**kwargs)
        self.equation = equation
        self.partial_output_shape = (
            (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        )
        self.bias_axes = bias_axes
        self.activation = activations.get(activation)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self._standardized_lora(lora_rank, lora_alpha)

    def _shapes(self, input_shape: Any) -> Shapes:
        return shapes_of(
            self.equation, self.bias_axes, tuple(input_shape), self.partial_output_shape
        )

    def build(self, input_shape: Any) -> None:
        """Make kernel and bias, in the shapes that the equation says."""
        shapes = self._shapes(input_shape)
        self.input_spec = InputSpec(ndim=len(input_shape))
        self._kernel = self.add_weight(
            name="kernel",
            shape=shapes.kernel,
            initializer=self._initializer(shapes),
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if shapes.bias is not None:
            self.bias = self.add_weight(
                name="bias",
                shape=shapes.bias,
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.built = True
        if self.lora_rank:
            self.enable_lora(self.lora_rank, self.lora_alpha)

    def _initializer(self, shapes: Shapes) -> Any:
        """The kernel's, told which axes come in and which go out if it depends on them."""
        given = self.kernel_initializer
        if not isinstance(given, VarianceScaling):
            return given
        if given.input_axes is not None and given.output_axes is not None:
            return given
        axes = {"input_axes": shapes.input_axes, "output_axes": shapes.output_axes}
        return type(given).from_config({**given.get_config(), "seed": given.seed, **axes})

    @property
    def kernel(self) -> Any:
        """The kernel; with LoRA a tensor, what was learned on top included.

        Raises:
            AttributeError: Not built yet.
        """
        if not self.built:
            raise AttributeError("You must build the layer before accessing `kernel`.")
        return self._effective() if self.lora_enabled else self._kernel

    def enable_lora(
        self,
        rank: int,
        lora_alpha: float | None = None,
        a_initializer: Any = "he_uniform",
        b_initializer: Any = "zeros",
    ) -> None:
        """Freeze the kernel and train two kernels of this rank beside it.

        Raises:
            ValueError: There is a constraint, no kernel yet, or LoRA already.
        """
        self._check_lora(self.kernel_constraint, "kernel")
        initial = (a_initializer, b_initializer)
        self._add_pair(rank, lora_alpha, initial, self.kernel_regularizer)

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """The units' values."""
        kernel = self._effective()
        x = einsum(self.equation, as_fractions(as_tensor(inputs), kernel), kernel)
        if self.bias is not None:
            x = add(x, self.bias)
        return x if self.activation in _NOTHING else self.activation(x)

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        """What the equation says."""
        return self._shapes(input_shape).output

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            **super().get_config(),
            "output_shape": self.partial_output_shape,
            "equation": self.equation,
            "activation": activations.serialize(self.activation),
            "bias_axes": self.bias_axes,
            "kernel_initializer": initializers.serialize(self.kernel_initializer),
            "bias_initializer": initializers.serialize(self.bias_initializer),
            "kernel_regularizer": regularizers.serialize(self.kernel_regularizer),
            "bias_regularizer": regularizers.serialize(self.bias_regularizer),
            "activity_regularizer": regularizers.serialize(self.activity_regularizer),
            "kernel_constraint": constraints.serialize(self.kernel_constraint),
            "bias_constraint": constraints.serialize(self.bias_constraint),
            "quantization_config": None,
            **self._lora_config(),
        }
