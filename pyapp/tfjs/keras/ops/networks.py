"""Functions of `tf.keras.ops` for neural networks that are not element by element."""

from typing import Any

from tfjs import math, nn
from tfjs.keras import config
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.joining import split
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


@operation("nn", "Softmax")
def softmax(x: Any, axis: Any = -1) -> Tensor:
    """Exponentials along an axis, scaled so that their sum is 1; over everything if None."""
    tensor = floating(x)
    if isinstance(axis, int):
        return nn.softmax(tensor, axis)
    if axis is None:
        return reshape(nn.softmax(reshape(tensor, [-1])), tensor.shape)
    shifted = math.exp(tensor - math.reduce_max(tensor, list(axis), keepdims=True))
    return shifted / math.reduce_sum(shifted, list(axis), keepdims=True)  # type: ignore[no-any-return]


@operation("nn", "LogSoftmax")
def log_softmax(x: Any, axis: Any = -1) -> Tensor:
    """Logarithms of `softmax`."""
    tensor = floating(x)
    if isinstance(axis, int):
        return nn.log_softmax(tensor, axis)
    return tensor - math.reduce_logsumexp(tensor, axis, keepdims=True)  # type: ignore[no-any-return]


@operation("nn", "Glu")
def glu(x: Any, axis: int = -1) -> Tensor:
    """The first half along an axis, times the sigmoid of the second."""
    value, gate = split(floating(x), 2, axis)
    return value * math.sigmoid(gate)  # type: ignore[no-any-return]


@operation("nn", "Normalize")
def normalize(x: Any, axis: Any = -1, order: Any = 2, epsilon: float | None = None) -> Tensor:
    """Vectors along an axis, scaled to a norm of 1."""
    tensor = floating(x)
    least = config.epsilon() if epsilon is None else epsilon
    if order == 2:
        total = math.reduce_sum(math.square(tensor), axis, keepdims=True)
        return tensor * math.rsqrt(math.maximum(total, least**2))  # type: ignore[no-any-return]
    power = math.reduce_sum(math.pow(math.abs(tensor), float(order)), axis, keepdims=True)
    return tensor / math.maximum(math.pow(power, 1.0 / order), least)  # type: ignore[no-any-return]


@operation("nn", "Moments")
def moments(x: Any, axes: Any, keepdims: bool = False, synchronized: bool = False) -> Any:
    """Mean and variance along axes."""
    return tuple(nn.moments(floating(x), axes, keepdims=keepdims))


@operation("nn", "BatchNorm", "x mean variance offset scale")
def _batch_norm(
    x: Any,
    mean: Any,
    variance: Any,
    offset: Any = None,
    scale: Any = None,
    axis: int = -1,
    epsilon: float = 1e-3,
) -> Tensor:
    tensor = floating(x)
    shape = [1] * len(tensor.shape)
    shape[axis] = tensor.shape[axis]

    def spread(value: Any) -> Any:
        return None if value is None else reshape(cast(value, tensor.dtype), shape)

    factor = math.rsqrt(spread(variance) + epsilon)
    factor = factor if scale is None else factor * spread(scale)
    found = (tensor - spread(mean)) * factor
    return found if offset is None else found + spread(offset)  # type: ignore[no-any-return]


def batch_normalization(
    x: Any,
    mean: Any,
    variance: Any,
    axis: int,
    offset: Any = None,
    scale: Any = None,
    epsilon: float = 1e-3,
) -> Tensor:
    """`(x - mean) / sqrt(variance + epsilon) * scale + offset`, along an axis."""
    return _batch_norm(x, mean, variance, offset, scale, axis=axis, epsilon=epsilon)


@operation("nn", "BinaryCrossentropy", "target output")
def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Tensor:
    """Cross entropies of probabilities, or of logits, element by element."""
    found = floating(output)
    wanted = cast(target, found.dtype)
    if from_logits:
        return nn.sigmoid_cross_entropy_with_logits(wanted, found)
    found = clip_by_value(found, config.epsilon(), 1.0 - config.epsilon())
    return -(wanted * math.log(found) + (1.0 - wanted) * math.log(1.0 - found))  # type: ignore[no-any-return]


@operation("nn", "CategoricalCrossentropy", "target output")
def categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1
) -> Tensor:
    """Cross entropies of distributions along an axis."""
    found = floating(output)
    wanted = cast(target, found.dtype)
    if from_logits:
        logs = nn.log_softmax(found, axis)
    else:
        total = math.reduce_sum(found, axis, keepdims=True)
        logs = math.log(clip_by_value(found / total, config.epsilon(), 1.0 - config.epsilon()))
    return -math.reduce_sum(wanted * logs, axis)  # type: ignore[no-any-return]


@operation("nn", "SparseCategoricalCrossentropy", "target output")
def sparse_categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1
) -> Tensor:
    """Cross entropies with the numbers of classes as targets."""
    found = floating(output)
    places = cast(convert_to_tensor(target), "int32")
    if len(places.shape) == len(found.shape) and places.shape[-1] == 1:
        places = reshape(places, places.shape[:-1])
    wanted = one_hot(places, found.shape[axis], axis=axis, dtype=found.dtype)
    return _categorical(wanted, found, from_logits, axis)


def _categorical(target: Tensor, output: Tensor, from_logits: bool, axis: int) -> Tensor:
    if from_logits:
        logs = nn.log_softmax(output, axis)
    else:
        total = math.reduce_sum(output, axis, keepdims=True)
        logs = math.log(clip_by_value(output / total, config.epsilon(), 1.0 - config.epsilon()))
    return -math.reduce_sum(target * logs, axis)  # type: ignore[no-any-return]


def _ones(value: Any, count: int) -> list[int]:
    return [value] * count if isinstance(value, int) else list(value)


@operation("nn", "MaxPool", "inputs")
def max_pool(
    inputs: Any,
    pool_size: Any,
    strides: Any = None,
    padding: str = "valid",
    data_format: str | None = None,
) -> Tensor:
    """Largest elements in windows."""
    return _pool(nn.max_pool, inputs, pool_size, strides, padding, data_format)


@operation("nn", "AveragePool", "inputs")
def average_pool(
    inputs: Any,
    pool_size: Any,
    strides: Any = None,
    padding: str = "valid",
    data_format: str | None = None,
) -> Tensor:
    """Means of windows."""
    return _pool(nn.avg_pool, inputs, pool_size, strides, padding, data_format)


def _pool(
    function: Any, inputs: Any, pool_size: Any, strides: Any, padding: str, data_format: str | None
) -> Tensor:
    tensor = floating(inputs)
    count = len(tensor.shape) - 2
    sizes = _ones(pool_size, count)
    steps = sizes if strides is None else _ones(strides, count)
    return function(tensor, sizes, steps, padding.upper(), _format(data_format, count))  # type: ignore[no-any-return]


def _format(data_format: str | None, count: int) -> str:
    axes = {1: "W", 2: "HW", 3: "DHW"}[count]
    first = config.standardize_data_format(data_format) == "channels_first"
    return f"NC{axes}" if first else f"N{axes}C"


@operation("nn", "Conv", "inputs kernel")
def conv(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Tensor:
    """Correlations of images, signals or volumes with a bank of filters."""
    tensor = floating(inputs)
    count = len(tensor.shape) - 2
    return nn.convolution(
        tensor,
        kernel,
        strides=_ones(strides, count),
        padding=padding.upper(),
        data_format=_format(data_format, count),
        dilations=_ones(dilation_rate, count),
    )
