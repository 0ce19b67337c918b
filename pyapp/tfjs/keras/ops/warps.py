"""Functions of `tf.keras.ops.image` that read images between their pixels."""

import itertools
from typing import Any

from tfjs import linalg, math
from tfjs.keras.layers.preprocessing.images._geometry import (
    FILL_MODES,
    WARP_INTERPOLATIONS,
    warped,
)
from tfjs.keras.ops.pictures import batch_of, gaussian_blur, is_first, last_in, out_of
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.keras.random import draw_seed
from tfjs.ops import gathering, joining, shaping
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor, ones_like, zeros_like
from tfjs.ops.sequences import range as numbers
from tfjs.ops.stateless_random import stateless_normal
from tfjs.tensor import Tensor


@operation("image", "AffineTransform", "images transform")
def affine_transform(
    images: Any,
    transform: Any,
    interpolation: str = "bilinear",
    fill_mode: str = "constant",
    fill_value: float = 0,
    data_format: str | None = None,
) -> Tensor:
    """Images under projective transforms.

    Args:
        images: One, or a batch.
        transform: Eight numbers `a0 a1 a2 b0 b1 b2 c0 c1` for all, or for each: with
            `k = c0 * x + c1 * y + 1` the pixel at `(x, y)` is taken from
            `((a0 * x + a1 * y + a2) / k, (b0 * x + b1 * y + b2) / k)`.
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside: "constant", "nearest", "reflect" or "wrap".
        fill_value: For "constant".
        data_format: "channels_last" or "channels_first"; the session's if None.

    Raises:
        ValueError: Another rank, interpolation or fill mode.
    """
    if interpolation not in WARP_INTERPOLATIONS:
        raise ValueError(
            "Invalid value for argument `interpolation`. Expected of one "
            f"{set(WARP_INTERPOLATIONS)}. Received: interpolation={interpolation}"
        )
    if fill_mode not in FILL_MODES:
        raise ValueError(
            "Invalid value for argument `fill_mode`. Expected of one "
            f"{set(FILL_MODES)}. Received: fill_mode={fill_mode}"
        )
    tensor, single = batch_of(images)
    numbers = cast(convert_to_tensor(transform), "float32")
    if len(numbers.shape) not in (1, 2):
        raise ValueError(
            "Invalid transform rank: expected rank 1 (single transform) or rank 2 (batch of "
            f"transforms). Received input with shape: transform.shape={tuple(numbers.shape)}"
        )
    matrices = shaping.reshape(numbers, [-1, 8])
    found = warped(
        tensor,
        matrices,
        interpolation,
        fill_mode,
        float(fill_value),
        channels_first=is_first(data_format),
    )
    return shaping.squeeze(found, 0) if single else found


@operation("image", "PerspectiveTransform", "images start_points end_points", like=0)
def perspective_transform(
    images: Any,
    start_points: Any,
    end_points: Any,
    interpolation: str = "bilinear",
    fill_value: float = 0,
    data_format: str | None = None,
) -> Tensor:
    """Images drawn so that four points come to lie on four others.

    Args:
        images: One, or a batch.
        start_points: Points as `(x, y)`, shape `(4, 2)` or `(batch, 4, 2)`.
        end_points: Where they go.
        interpolation: "nearest" or "bilinear".
        fill_value: What lies outside.
        data_format: "channels_last" or "channels_first"; the session's if None.
    """
    start = shaping.reshape(floating(start_points), [-1, 4, 2])
    end = shaping.reshape(floating(end_points), [-1, 4, 2])
    x, y = end[:, :, 0], end[:, :, 1]
    one, zero = ones_like(x), zeros_like(x)
    across, down = start[:, :, 0], start[:, :, 1]
    rows = (
        joining.stack([x, y, one, zero, zero, zero, -across * x, -across * y], -1),
        joining.stack([zero, zero, zero, x, y, one, -down * x, -down * y], -1),
    )
    system = shaping.reshape(joining.stack(list(rows), 2), [-1, 8, 8])
    matrices = linalg.solve(system, shaping.reshape(start, [-1, 8, 1]))
    return affine_transform(
        images,
        shaping.reshape(matrices, [-1, 8]),
        interpolation,
        "constant",
        fill_value,
        data_format,
    )


@operation("image", "MapCoordinates", "inputs coordinates")
def map_coordinates(
    inputs: Any, coordinates: Any, order: int, fill_mode: str = "constant", fill_value: float = 0
) -> Tensor:
    """A tensor read at places between its elements.

    Args:
        inputs: A tensor.
        coordinates: Places, shape `(rank of inputs, …)`.
        order: 0 takes the nearest element, 1 mixes those around.
        fill_mode: What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
        fill_value: For "constant".

    Raises:
        ValueError: Another number of coordinates, or another fill mode.
        NotImplementedError: An order above 1.
    """
    tensor, places = convert_to_tensor(inputs), floating(coordinates)
    if places.shape[0] != len(tensor.shape):
        raise ValueError(
            "First dim of `coordinates` must be the same as the rank of `inputs`. Received inputs "
            f"with shape: {tensor.shape} and coordinate leading dim of {places.shape[0]}"
        )
    if fill_mode not in ("constant", "nearest", "wrap", "mirror", "reflect"):
        raise ValueError(
            "Invalid value for argument `fill_mode`. Expected one of {'constant', 'nearest', "
            f"'wrap', 'mirror', 'reflect'}}. Received: fill_mode={fill_mode}"
        )
    if order not in (0, 1):
        raise NotImplementedError("map_coordinates currently requires order<=1")
    axes = []
    for place, size in zip(joining.unstack(places, axis=0), shaping.sizes_of(tensor), strict=True):
        low = math.floor(place) if order else math.round(place)
        share = place - low
        nodes = [(low, 1.0 - share), (low + 1.0, share)] if order else [(low, ones_like(low))]
        axes.append([(*_inside(node, size, fill_mode), weight) for node, weight in nodes])
    total: Any = None
    for items in itertools.product(*axes):
        index = joining.stack([cast(place, "int32") for place, _, _ in items], -1)
        value = cast(gathering.gather_nd(tensor, index), "float32")
        weight, there = items[0][2], items[0][1]
        for _, valid, more in items[1:]:
            weight, there = weight * more, math.logical_and(there, valid)
        if fill_mode == "constant":
            value = where(there, value, zeros_like(value) + float(fill_value))
        total = value * weight if total is None else total + value * weight
    if tensor.dtype.is_integer:
        total = math.round(total)
    return cast(total, tensor.dtype)


def _inside(place: Tensor, size: int, mode: str) -> tuple[Tensor, Tensor]:
    """Places within an axis for any places, and which of them were within it."""
    inside = math.logical_and(math.greater_equal(place, 0.0), math.less(place, float(size)))
    if mode in ("mirror", "reflect"):
        rest = math.floormod(math.abs(place), 2.0 * size)
        over = math.greater_equal(rest, float(size))
        back = 2.0 * size - rest - (1.0 if mode == "reflect" else 0.0)
        place = where(over, back, rest)
    elif mode == "wrap":
        place = math.floormod(place, float(size))
    return clip_by_value(place, 0.0, float(size - 1)), inside


@operation("image", "ElasticTransform", "images")
def elastic_transform(
    images: Any,
    alpha: float = 20.0,
    sigma: float = 5.0,
    interpolation: str = "bilinear",
    fill_mode: str = "reflect",
    fill_value: float = 0.0,
    seed: Any = None,
    data_format: str | None = None,
) -> Tensor:
    """Images whose pixels are moved about by smooth noise.

    Args:
        images: One, or a batch.
        alpha: How far.
        sigma: How smooth.
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside; see `map_coordinates`.
        fill_value: For "constant".
        seed: See `tf.keras.random`.
        data_format: "channels_last" or "channels_first"; the session's if None.

    Raises:
        ValueError: Another rank, interpolation or fill mode.
    """
    if interpolation not in WARP_INTERPOLATIONS:
        raise ValueError(
            "Invalid value for argument `interpolation`. Expected of one "
            f"{set(WARP_INTERPOLATIONS)}. Received: interpolation={interpolation}"
        )
    tensor, single = batch_of(images)
    first = is_first(data_format)
    x = last_in(tensor, first)
    count, height, width, channels = shaping.sizes_of(x)
    side = 6 * int(sigma) | 1
    noise = stateless_normal([count, height, width], draw_seed(seed)) * sigma
    smooth = gaussian_blur(
        shaping.expand_dims(noise, -1), (side, side), (sigma, sigma), "channels_last"
    )
    moved = shaping.squeeze(smooth, -1) * alpha
    across = cast(numbers(width), "float32") + moved
    down = shaping.reshape(cast(numbers(height), "float32"), [-1, 1]) + moved
    order = WARP_INTERPOLATIONS.index(interpolation)
    planes = [
        joining.stack(
            [
                map_coordinates(
                    x[b, :, :, c], joining.stack([down[b], across[b]]), order, fill_mode, fill_value
                )
                for c in range(channels)
            ],
            axis=-1,
        )
        for b in range(count)
    ]
    return out_of(cast(joining.stack(planes), tensor.dtype), first, single)
