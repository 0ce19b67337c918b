"""`tf.quantization`: numbers rounded as if they had few bits, in float32, with gradients."""

from typing import TYPE_CHECKING, Any

from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import custom_gradient
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import round as even_round
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import (
    floor,
    greater,
    greater_equal,
    less,
    less_equal,
    logical_and,
    maximum,
    minimum,
)
from tfjs.ops.reductions import reduce_max, reduce_min, reduce_sum
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def fake_quant_with_min_max_args(
    inputs: "TensorLike",
    min: float = -6,
    max: float = 6,
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> Tensor:
    """Numbers rounded to one of `2**num_bits` between two.

    Args:
        inputs: Any shape, float32.
        min: The lowest; moved a little so that 0 is one of the steps.
        max: The highest.
        num_bits: 2 to 16.
        narrow_range: Whether the lowest step is left out.

    Raises:
        InvalidArgumentError: Another number of bits, or `min >= max`.
    """
    if not min < max:
        raise InvalidArgumentError(
            f"fake_quant_with_min_max_args: min has to be smaller than max, was: {min} >= {max}"
        )
    return _fake(inputs, float(min), float(max), num_bits, narrow_range, per_channel=False)


def fake_quant_with_min_max_vars(
    inputs: "TensorLike",
    min: "TensorLike",
    max: "TensorLike",
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> Tensor:
    """`fake_quant_with_min_max_args` with scalars that are learned: gradients go to both."""
    return _fake(inputs, min, max, num_bits, narrow_range, per_channel=False)


def fake_quant_with_min_max_vars_per_channel(
    inputs: "TensorLike",
    min: "TensorLike",
    max: "TensorLike",
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> Tensor:
    """`fake_quant_with_min_max_vars` with a pair for each number of the last axis."""
    return _fake(inputs, min, max, num_bits, narrow_range, per_channel=True)


def fake_quant_with_min_max_args_gradient(
    gradients: "TensorLike",
    inputs: "TensorLike",
    min: float = -6,
    max: float = 6,
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> Tensor:
    """The gradient of `fake_quant_with_min_max_args`: that of what is not cut."""
    return fake_quant_with_min_max_vars_gradient(
        gradients, inputs, float(min), float(max), num_bits, narrow_range
    )[0]


def fake_quant_with_min_max_vars_gradient(
    gradients: "TensorLike",
    inputs: "TensorLike",
    min: "TensorLike",
    max: "TensorLike",
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients of `fake_quant_with_min_max_vars`: of `inputs`, `min` and `max`."""
    return _gradients(gradients, inputs, min, max, num_bits, narrow_range, per_channel=False)


def fake_quant_with_min_max_vars_per_channel_gradient(
    gradients: "TensorLike",
    inputs: "TensorLike",
    min: "TensorLike",
    max: "TensorLike",
    num_bits: int = 8,
    narrow_range: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients of `fake_quant_with_min_max_vars_per_channel`."""
    return _gradients(gradients, inputs, min, max, num_bits, narrow_range, per_channel=True)


def quantize_and_dequantize_v2(
    input: "TensorLike",
    input_min: "TensorLike",
    input_max: "TensorLike",
    signed_input: bool = True,
    num_bits: int = 8,
    range_given: bool = False,
    round_mode: str = "HALF_TO_EVEN",
    name: str | None = None,
    narrow_range: bool = False,
    axis: int | None = None,
) -> Tensor:
    """Numbers rounded to steps that are even around 0.

    Args:
        input: Any shape, floating.
        input_min: The lowest that counts, a scalar or one for each number of `axis`.
        input_max: The highest that counts.
        signed_input: Whether steps lie on both sides of 0.
        num_bits: Of a step's number.
        range_given: Whether `input_min` and `input_max` are used, not those of `input`.
        round_mode: `"HALF_TO_EVEN"` or `"HALF_UP"`.
        narrow_range: Whether the lowest step is left out.
        axis: Of channels with steps of their own; one for all if None.

    Returns:
        As `input`; its gradient is that of what is not cut.
    """
    if round_mode not in ("HALF_TO_EVEN", "HALF_UP"):
        raise InvalidArgumentError(
            f"quantize_and_dequantize: Round mode string must be 'HALF_TO_EVEN' or 'HALF_UP', is "
            f"'{round_mode}'"
        )
    x = as_tensor(input, op="quantize_and_dequantize")
    others = [i for i in range(x.ndim) if axis is None or i != axis % x.ndim]
    shape = tuple(1 if i in others else n for i, n in enumerate(sizes_of(x)))
    if range_given:
        low, high = (reshaped(as_tensor(v, hint=x.dtype), shape) for v in (input_min, input_max))
    else:
        low, high = reduce_min(x, others, True), reduce_max(x, others, True)
    bottom = -(2 ** (num_bits - 1)) + int(narrow_range) if signed_input else 0
    top = 2 ** (num_bits - 1) - 1 if signed_input else 2**num_bits - 1
    # Steps as fine as the wider side lets them be; a side without room does not count.
    one, most = low * 0 + 1, low * 0 + 3e38
    by_low = where(less(low * bottom, 1e-30), most, bottom / where(less(low, 0.0), low, -one))
    by_high = where(greater(high * top, 0.0), top / where(greater(high, 0.0), high, one), most)
    scale = minimum(by_low, by_high)

    def run(values: Tensor) -> tuple[Tensor, Any]:
        cut = minimum(maximum(values, bottom / scale), top / scale) if range_given else values
        steps = cut * scale
        whole = even_round(steps) if round_mode == "HALF_TO_EVEN" else floor(steps + 0.5)
        whole = minimum(maximum(whole, float(bottom)), float(top))

        def gradient(upstream: Tensor) -> Tensor:
            if not range_given:
                return upstream
            inside = logical_and(values >= bottom / scale, values <= top / scale)
            return where(inside, upstream, upstream * 0)

        return whole / scale, gradient

    return custom_gradient(run)(x)  # type: ignore[no-any-return]


def quantize_and_dequantize(
    input: "TensorLike",
    input_min: "TensorLike",
    input_max: "TensorLike",
    signed_input: bool = True,
    num_bits: int = 8,
    range_given: bool = False,
    round_mode: str = "HALF_TO_EVEN",
    name: str | None = None,
    narrow_range: bool = False,
    axis: int | None = None,
) -> Tensor:
    """`quantize_and_dequantize_v2` with a gradient that passes through, also where it cuts."""

    def run(x: Tensor) -> tuple[Tensor, Any]:
        given = (signed_input, num_bits, range_given, round_mode, name, narrow_range, axis)
        return quantize_and_dequantize_v2(x, input_min, input_max, *given), lambda dy: dy

    return custom_gradient(run)(as_tensor(input))  # type: ignore[no-any-return]


def _steps(
    low: Any, high: Any, bits: int, narrow: bool, per_channel: bool
) -> tuple[Tensor, Tensor, Tensor]:
    """Lowest and highest, moved so that 0 is a step, and the size of a step."""
    if not 2 <= bits <= 16:
        raise InvalidArgumentError(f"fake_quant: num_bits must be between 2 and 16, got {bits}.")
    first, last = float(narrow), float(2**bits - 1)
    low, high = as_tensor(low, hint=None, op="fake_quant"), as_tensor(high, op="fake_quant")
    if low.ndim != int(per_channel) or high.ndim != int(per_channel):
        raise InvalidArgumentError(
            f"fake_quant: expected `min` and `max` of rank {int(per_channel)}. Received: "
            f"{low.shape}, {high.shape}."
        )
    step = (high - low) / (last - first)
    at = first - low / step
    zero = floor(absolute(at) + 0.5) * where(less(at, 0.0), at * 0 - 1, at * 0 + 1)
    zero = minimum(maximum(zero, first), last)
    return (first - zero) * step, (last - zero) * step, step


def _fake(inputs: Any, low: Any, high: Any, bits: int, narrow: bool, per_channel: bool) -> Tensor:
    def run(x: Tensor, a: Tensor, b: Tensor) -> tuple[Tensor, Any]:
        bottom, top, step = _steps(a, b, bits, narrow, per_channel)
        cut = minimum(maximum(x, bottom), top)
        inverse = 1 / step
        result = floor((cut - bottom) * inverse + 0.5) * step + bottom

        def gradient(upstream: Tensor) -> tuple[Tensor, Tensor, Tensor]:
            return _gradients(upstream, x, a, b, bits, narrow, per_channel=per_channel)

        return result, gradient

    x = as_tensor(inputs, op="fake_quant")
    pair = [as_tensor(v, hint=x.dtype, op="fake_quant") for v in (low, high)]
    return custom_gradient(run)(x, *pair)  # type: ignore[no-any-return]


def _gradients(
    gradients: Any, inputs: Any, low: Any, high: Any, bits: int, narrow: bool, per_channel: bool
) -> tuple[Tensor, Tensor, Tensor]:
    upstream, x = as_tensor(gradients), as_tensor(inputs)
    bottom, top, _ = _steps(low, high, bits, narrow, per_channel)
    below, above = cast(less(x, bottom), x.dtype), cast(greater(x, top), x.dtype)
    axes = list(range(x.ndim - 1)) if per_channel else None
    inside = cast(logical_and(less_equal(x, top), greater_equal(x, bottom)), x.dtype)
    return (
        upstream * inside,
        reduce_sum(upstream * below, axes),
        reduce_sum(upstream * above, axes),
    )
