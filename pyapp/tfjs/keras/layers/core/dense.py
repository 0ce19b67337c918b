"""`Dense`: every unit sees every input."""

from typing import Any

from tfjs.keras import activations, constraints, initializers, regularizers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.core.low_rank import LowRank, refuse_quantization
from tfjs.keras.layers.core.products import rows_times
from tfjs.ops._arguments import as_tensor
from tfjs.ops.math import add

_NOTHING = (activations.linear, None)
"""Activations that change nothing; None where somebody has taken one away."""


class Dense(LowRank):
    """`activation(inputs @ kernel + bias)`.

    Args:
        units: Size of the last axis of the result.
        activation: Name or function; None for none.
        use_bias: Whether there is a bias.
        kernel_initializer: First values of the kernel, shape `(input_dim, units)`.
        bias_initializer: First values of the bias, shape `(units,)`.
        kernel_regularizer: What the kernel costs.
        bias_regularizer: What the bias costs.
        activity_regularizer: What the result costs.
        kernel_constraint: What the kernel must be after each step.
        bias_constraint: What the bias must be after each step.
        lora_rank: Freeze the kernel and train two thin matrices of this rank beside it.
        lora_alpha: Their product is scaled by `lora_alpha / lora_rank`.
        quantization_config: None; accepted for the sake of saved models.

    Input shape: `(batch, ..., input_dim)`.

    Output shape: `(batch, ..., units)`.

    Raises:
        ValueError: `units` that is no positive int; when called: fewer than two axes.

    Product, bias and activation are kernels of their own: TF.js's fused one measured the same or
    slower on wasm, for it takes batches of matrices only.
    """

    _frozen = "_kernel"
    _pair = ("lora_kernel_a", "lora_kernel_b")

    def __init__(
        self,
        units: Any,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        if not isinstance(units, int) or units <= 0:
            raise ValueError(
                "Received an invalid value for `units`, expected a positive integer. "
                f"Received: units={units}"
            )
        refuse_quantization(quantization_config)
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.units = units
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self._standardized_lora(lora_rank, lora_alpha)
        self.input_spec = InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape: Any) -> None:
        """Make kernel and bias."""
        self._kernel = self.add_weight(
            name="kernel",
            shape=(input_shape[-1], self.units),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=(self.units,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.input_spec = InputSpec(min_ndim=2, axes={-1: input_shape[-1]})
        self.built = True
        if self.lora_rank:
            self.enable_lora(self.lora_rank, self.lora_alpha)

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
        """Freeze the kernel and train two matrices of this rank beside it.

        Raises:
            ValueError: There is a constraint, no kernel yet, or LoRA already.
        """
        self._check_lora(self.kernel_constraint, "kernel")
        initial = (a_initializer, b_initializer)
        self._add_pair(rank, lora_alpha, initial, self.kernel_regularizer)

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """The units' values."""
        x = rows_times(as_tensor(inputs), self._effective())
        if self.bias is not None:
            x = add(x, self.bias)
        return x if self.activation in _NOTHING else self.activation(x)

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        """The input's, with `units` for the last axis."""
        return (*input_shape[:-1], self.units)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            **super().get_config(),
            "units": self.units,
            "activation": activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "kernel_initializer": initializers.serialize(self.kernel_initializer),
            "bias_initializer": initializers.serialize(self.bias_initializer),
            "kernel_regularizer": regularizers.serialize(self.kernel_regularizer),
            "bias_regularizer": regularizers.serialize(self.bias_regularizer),
            "kernel_constraint": constraints.serialize(self.kernel_constraint),
            "bias_constraint": constraints.serialize(self.bias_constraint),
            "quantization_config": None,
            **self._lora_config(),
        }
