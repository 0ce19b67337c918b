"""Windows as layers are given them: sizes, steps, borders, layouts, and the shapes that result."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.config import standardize_data_format as standardize_data_format

Shape = tuple[int | None, ...]


def standardize_tuple(value: Any, n: int, name: str, allow_zero: bool = False) -> tuple[int, ...]:
    """`n` amounts, given as one int or as one for each axis.

    Args:
        value: An int or `n` ints.
        n: How many axes there are.
        name: Of the argument, for messages.
        allow_zero: Whether 0 is an amount.

    Raises:
        ValueError: Another number of amounts, something else than ints, or amounts too small.
    """
    message = f"The `{name}` argument must be a tuple of {n} integers. Received {name}={value}"
    if isinstance(value, int):
        amounts: tuple[Any, ...] = (value,) * n
    else:
        try:
            amounts = tuple(value)
        except TypeError:
            raise ValueError(message) from None
        if len(amounts) != n:
            raise ValueError(message)
        for one in amounts:
            try:
                int(one)
            except (ValueError, TypeError):
                raise ValueError(f"{message}including element {one} of type {type(one)}") from None
    wrong = {v for v in amounts if (v < 0 if allow_zero else v <= 0)}
    if wrong:
        raise ValueError(
            f"{message}, including values {wrong} that do not satisfy "
            f"`value {'>= 0' if allow_zero else '> 0'}`"
        )
    return amounts


def standardize_padding(value: str, allow_causal: bool = False) -> str:
    """A border's name in lower case.

    Raises:
        ValueError: It is neither `valid` nor `same`, nor `causal` where that is allowed.
    """
    allowed = ("valid", "same", "causal") if allow_causal else ("valid", "same")
    padding = str(value).lower()
    if padding not in allowed:
        raise ValueError(
            f"The `padding` argument must be one of {set(allowed)}. Received: {padding}"
        )
    return padding


def spatial_part(shape: Sequence[int | None], data_format: str) -> Shape:
    """Sizes of the axes between batch and channels."""
    return tuple(shape[1:-1] if data_format == "channels_last" else shape[2:])


def channels_of(shape: Sequence[int | None], data_format: str) -> int | None:
    """Number of channels."""
    return shape[-1] if data_format == "channels_last" else shape[1]


def whole_shape(
    batch: int | None, places: Sequence[int | None], channels: int | None, data_format: str
) -> Shape:
    """Batch, spatial axes and channels in their layout."""
    if data_format == "channels_last":
        return (batch, *places, channels)
    return (batch, channels, *places)


def tensorflow_format(data_format: str, rank: int) -> str:
    """The layout as `tf.nn` calls it, for `rank` spatial axes."""
    axes = "DHW"[3 - rank :]
    return f"N{axes}C" if data_format == "channels_last" else f"NC{axes}"


def convolved_shape(
    input_shape: Sequence[int | None],
    filters: int,
    kernel_size: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    data_format: str,
    dilation_rate: tuple[int, ...],
) -> Shape:
    """Shape of a convolution's result; unknown sizes stay unknown.

    Raises:
        ValueError: Another rank than the filter's, or a window larger than the input.
    """
    kernel_shape = (*kernel_size, channels_of(input_shape, data_format), filters)
    if len(kernel_shape) != len(input_shape):
        raise ValueError(
            "Kernel shape must have the same length as input, but received kernel of shape "
            f"{kernel_shape} and input of shape {tuple(input_shape)}."
        )
    places: list[int | None] = []
    sides = zip(
        spatial_part(input_shape, data_format), kernel_size, strides, dilation_rate, strict=True
    )
    for size, window, step, gap in sides:
        reach = gap * (window - 1) if padding == "valid" else 0
        places.append(None if size is None else (size - reach - 1) // step + 1)
    if any(place is not None and place <= 0 for place in places):
        raise ValueError(
            "Computed output size would be zero or negative. Received "
            f"`inputs shape={tuple(input_shape)}`, `kernel shape={kernel_shape}`, "
            f"`dilation_rate={list(dilation_rate)}`, `strides={strides}`, `padding={padding}`."
        )
    return whole_shape(input_shape[0], places, filters, data_format)


def transposed_shape(
    input_shape: Sequence[int | None],
    filters: int,
    kernel_size: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    output_padding: tuple[int, ...] | None,
    data_format: str,
    dilation_rate: tuple[int, ...],
) -> Shape:
    """Shape of a transposed convolution's result; unknown sizes stay unknown."""
    places: list[int | None] = []
    for axis, size in enumerate(spatial_part(input_shape, data_format)):
        step = strides[axis]
        window = (kernel_size[axis] - 1) * dilation_rate[axis] + 1
        extra = None if output_padding is None else output_padding[axis]
        if size is None:
            places.append(None)
        elif padding == "valid":
            more = max(window, step) - window if extra is None else extra
            places.append((size - 1) * step + window + more)
        elif extra is None:
            places.append(size * step)
        else:
            places.append((size - 1) * step + window % 2 + extra)
    return whole_shape(input_shape[0], places, filters, data_format)


def pooled_shape(
    input_shape: Sequence[int | None],
    pool_size: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str,
    data_format: str,
) -> Shape:
    """Shape of a pooling's result; unknown sizes stay unknown.

    Raises:
        ValueError: A window larger than the input, or another border than `valid` and `same`.
    """
    if padding not in ("valid", "same"):
        raise ValueError(
            f"Argument `padding` must be either 'valid' or 'same'. Received: padding={padding}"
        )
    places: list[int | None] = []
    sides = zip(spatial_part(input_shape, data_format), pool_size, strides, strict=True)
    for size, window, step in sides:
        reach = window - 1 if padding == "valid" else 0
        places.append(None if size is None else (size - reach - 1) // step + 1)
    if any(place is not None and place <= 0 for place in places):
        raise ValueError(
            "Computed output size would be zero or negative. Received: "
            f"`inputs.shape={tuple(input_shape)}`, `pool_size={pool_size}`, "
            f"`strides={strides}`, `padding={padding}`."
        )
    channels = channels_of(input_shape, data_format)
    return whole_shape(input_shape[0], places, channels, data_format)
