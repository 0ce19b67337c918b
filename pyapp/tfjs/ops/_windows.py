"""Windows that move over images: their sizes, steps, borders and layouts, for 1 to 3 axes."""

from typing import Any

from tfjs.errors import InvalidArgumentError, UnimplementedError
from tfjs.ops._shapes import product, static_ints
from tfjs.ops.shaping import reshaped, sizes_of, transpose
from tfjs.ops.slicing import stepped
from tfjs.tensor import Tensor

_LAYOUTS = {1: ("NWC", "NCW"), 2: ("NHWC", "NCHW"), 3: ("NDHWC", "NCDHW")}

Border = str | tuple[tuple[int, int], ...]
"""A padding as TF.js takes it: `"same"`, `"valid"`, or pairs for every axis, channels last."""


def channels_first(data_format: str | None, axes: int, op: str) -> bool:
    """Whether a layout has its channels before its `axes` spatial axes.

    Raises:
        InvalidArgumentError: No layout for this many axes.
    """
    last, first = _LAYOUTS[axes]
    if data_format is None or data_format == last:
        return False
    if data_format == first:
        return True
    raise InvalidArgumentError(
        f"{op}: expected data_format {last} or {first}. Received: data_format={data_format!r}.",
        op=op,
    )


def channels_last(x: Tensor) -> Tensor:
    """Channels moved from second place to the end."""
    return transpose(x, [0, *range(2, x.ndim), 1])


def laid_out(x: Tensor, first: bool) -> Tensor:
    """A result with channels last, in the layout that was asked for."""
    return transpose(x, [0, x.ndim - 1, *range(1, x.ndim - 1)]) if first else x


def per_axis(value: Any, axes: int, op: str, argument: str, first: bool) -> tuple[int, ...]:
    """Amounts along the spatial axes, given as one int, one per axis, or one per dimension.

    Args:
        value: What was given; 1 if None.
        axes: Number of spatial axes.
        op: For messages.
        argument: For messages.
        first: Whether channels come before the spatial axes.

    Raises:
        UnimplementedError: Amounts along batch or channels that are not 1.
        ValueError: Another number of amounts, or one that is not positive.
    """
    amounts = (1,) if value is None else static_ints(value, op, argument)
    if len(amounts) == 1:
        amounts = amounts * axes
    elif len(amounts) == axes + 2:
        if (amounts[0], amounts[1] if first else amounts[-1]) != (1, 1):
            raise UnimplementedError(
                f"{op}: expected {argument} of 1 along batch and channels. Received: "
                f"{argument}={list(amounts)}.",
                op=op,
            )
        amounts = amounts[2:] if first else amounts[1:-1]
    if len(amounts) != axes or min(amounts) < 1:
        raise InvalidArgumentError(
            f"{op}: {argument} should be of length 1, {axes} or {axes + 2}, of positive "
            f"integers. Received: {argument}={value}.",
            op=op,
        )
    return amounts


def border(padding: Any, axes: int, op: str, first: bool) -> Border:
    """A padding in TF.js's form.

    Raises:
        InvalidArgumentError: Another word than `SAME` and `VALID`, or negative amounts.
        ValueError: Not one pair per dimension.
    """
    if isinstance(padding, str):
        if padding.upper() not in ("SAME", "VALID"):
            raise InvalidArgumentError(
                f"{op}: expected padding SAME, VALID or pairs. Received: {padding!r}.", op=op
            )
        return padding.lower()
    flat = static_ints([n for pair in padding for n in pair], op, "padding")
    if len(flat) != 2 * (axes + 2):
        raise ValueError(f"{op}: expected {axes + 2} pairs of padding. Received: {padding}.")
    pairs = tuple(zip(flat[::2], flat[1::2], strict=True))
    if first:
        pairs = (pairs[0], *pairs[2:], pairs[1])
    if min(flat) < 0 or pairs[0] != (0, 0) or pairs[-1] != (0, 0):
        raise InvalidArgumentError(
            f"{op}: expected paddings >= 0, and 0 for batch and channels. Received: {padding}.",
            op=op,
        )
    return pairs


def edges(
    sizes: tuple[int, ...],
    window: tuple[int, ...],
    step: tuple[int, ...],
    gap: tuple[int, ...],
    around: Border,
) -> list[tuple[int, int]]:
    """Zeros before and after each spatial axis; of an odd number `SAME` puts one more after."""
    if not isinstance(around, str):
        return list(around[1:-1])
    if around == "valid":
        return [(0, 0)] * len(sizes)
    pairs = []
    for n, k, s, d in zip(sizes, window, step, gap, strict=True):
        total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0)
        pairs.append((total // 2, total - total // 2))
    return pairs


def moved_sizes(
    sizes: tuple[int, ...],
    window: tuple[int, ...],
    step: tuple[int, ...],
    gap: tuple[int, ...],
    around: Border,
    op: str,
) -> tuple[int, ...]:
    """How many places a window has along each spatial axis.

    Raises:
        InvalidArgumentError: It has less than none.
    """
    pads = edges(sizes, window, step, gap, around)
    places = tuple(
        (n + low + high - (k - 1) * d - 1) // s + 1
        for n, k, s, d, (low, high) in zip(sizes, window, step, gap, pads, strict=True)
    )
    if min(places, default=0) < 0:
        raise InvalidArgumentError(
            f"{op}: Negative dimension size: expected windows that fit. Received: a window of "
            f"{list(window)} over {list(sizes)}.",
            op=op,
        )
    return places


def merged_batch(x: Tensor, axes: int) -> tuple[Tensor, tuple[int, ...]]:
    """All axes before the spatial ones and the channels as one, and what they were."""
    lead = sizes_of(x)[: -(axes + 1)]
    if len(lead) <= 1:
        return x, lead
    return reshaped(x, (product(lead), *sizes_of(x)[len(lead) :])), lead


def split_batch(x: Tensor, lead: tuple[int, ...]) -> Tensor:
    """Undo `merged_batch`."""
    return x if len(lead) <= 1 else reshaped(x, (*lead, *sizes_of(x)[1:]))


def shifted(
    x: Tensor, offset: tuple[int, ...], step: tuple[int, ...], places: tuple[int, ...]
) -> Tensor:
    """What every place of a window sees at one offset inside it.

    Args:
        x: Shape `(batch, …, channels)`, with its border already around it.
        offset: Along each spatial axis, inside the window.
        step: Of the window.
        places: How many places the window has.

    Returns:
        Shape `(batch, *places, channels)`.
    """
    for axis, (start, stride, count) in enumerate(zip(offset, step, places, strict=True), 1):
        x = stepped(x, axis, start, count, stride)
    return x
