"""Filters over images: groups, depth and gaps brought to the two kernels that every backend has."""

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.ops._families import filled
from tfjs.ops._windows import Border, edges, moved_sizes
from tfjs.ops.joining import concat, split
from tfjs.ops.shaping import expand_dims, pad, reshaped, sizes_of, squeeze, transpose
from tfjs.ops.slicing import block, stepped
from tfjs.tensor import Tensor

CONV2D = _bridge.Instruction("conv2d", op="conv2d")
DEPTHWISE = _bridge.Instruction("depthwiseConv2d", op="depthwise_conv2d")


def convolved(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    op: str,
) -> Tensor:
    """Correlate `(batch, …, channels)` with filters, in as many groups as channels demand.

    Raises:
        InvalidArgumentError: Channels that the filters do not divide.
    """
    channels, taken = sizes_of(x)[-1], sizes_of(kernel)[-2]
    groups = channels // taken if taken else 0
    if not groups or channels % taken or sizes_of(kernel)[-1] % groups:
        raise InvalidArgumentError(
            f"{op}: expected in_channels that the filters divide. Received: input {x.shape}, "
            f"filters {kernel.shape}.",
            op=op,
        )
    if len(step) == 1:
        between = around if isinstance(around, str) else (around[0], (0, 0), *around[1:])
        wide, thick = expand_dims(x, 1), expand_dims(kernel, 0)
        return squeeze(convolved(wide, thick, (1, *step), between, (1, *gap), op), [1])
    if len(step) == 3 and groups == 1:
        return _over_depth(x, kernel, step, around, gap, op)
    if groups == 1:
        return correlated(x, kernel, step, around, gap, CONV2D)
    if taken == 1 and len(step) == 2:
        split_out = (*sizes_of(kernel)[:2], groups, sizes_of(kernel)[-1] // groups)
        return correlated(x, reshaped(kernel, split_out), step, around, gap, DEPTHWISE)
    parts = zip(split(x, groups, -1), split(kernel, groups, -1), strict=True)
    return concat([convolved(a, b, step, around, gap, op) for a, b in parts], -1)


def _over_depth(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    op: str,
) -> Tensor:
    batch, *sizes, channels = sizes_of(x)
    window = sizes_of(kernel)[:3]
    pads = edges(tuple(sizes), window, step, gap, around)
    places = moved_sizes(tuple(sizes), window, step, gap, around, op)
    if 0 in places or 0 in sizes_of(x):
        return filled((batch, *places, sizes_of(kernel)[-1]), 0, x.dtype, (x, kernel))
    deep = pad(x, [(0, 0), pads[0], *[(0, 0)] * 3]) if any(pads[0]) else x
    seen = [stepped(deep, 1, k * gap[0], places[0], step[0]) for k in range(window[0])]
    flat = (batch * places[0], sizes[1], sizes[2], channels)
    wide = concat([reshaped(part, flat) for part in seen], -1)
    thick = transpose(kernel, [1, 2, 0, 3, 4])
    rows = reshaped(thick, (*window[1:], window[0] * channels, sizes_of(kernel)[-1]))
    between = ((0, 0), pads[1], pads[2], (0, 0))
    out = correlated(wide, rows, step[1:], between, gap[1:], CONV2D)
    return reshaped(out, (batch, *places, sizes_of(kernel)[-1]))


def correlated(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    run: _bridge.Instruction,
) -> Tensor:
    """Correlate `(batch, height, width, channels)` with filters by one kernel.

    A convolution of no places is empty; filters with gaps and steps are spread out, because TF.js
    takes one or the other.
    """
    axes = len(step)
    window = sizes_of(kernel)[:axes]
    places = moved_sizes(sizes_of(x)[1:-1], window, step, gap, around, run.op)
    of_each = sizes_of(kernel)[2] if run is DEPTHWISE else 1
    shape = (sizes_of(x)[0], *places, sizes_of(kernel)[-1] * of_each)
    if 0 in shape or 0 in sizes_of(x) or 0 in sizes_of(kernel):
        return filled(shape, 0, x.dtype, (x, kernel))
    if max(gap) > 1 and max(step) > 1:  # TF.js takes one or the other
        kernel, gap = spread(kernel, gap), (1,) * axes
    return Tensor(run((x._slot, kernel._slot), (step, around, "NHWC", gap)), x.dtype)


def spread(x: Tensor, gap: tuple[int, ...], first: int = 0) -> Tensor:
    """Zeros between the values along axes from `first` on: distance `gap[i]` along the i-th."""
    for axis, distance in enumerate(gap, first):
        sizes = sizes_of(x)
        n = sizes[axis]
        if distance == 1 or n < 2:
            continue
        apart = expand_dims(x, axis + 1)
        after = [(0, 0)] * (axis + 1) + [(0, distance - 1)] + [(0, 0)] * (len(sizes) - axis - 1)
        long = reshaped(pad(apart, after), (*sizes[:axis], n * distance, *sizes[axis + 1 :]))
        kept = (*sizes[:axis], (n - 1) * distance + 1, *sizes[axis + 1 :])
        x = block(long, (0,) * len(sizes), kept)
    return x
