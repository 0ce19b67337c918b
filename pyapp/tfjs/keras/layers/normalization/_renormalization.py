"""Batch renormalization: a batch's own moments corrected by running ones (arXiv 1702.03275)."""

from typing import Any

from tfjs.gradients import stop_gradient
from tfjs.ops.activations import relu
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.math import add, maximum, minimum, multiply, sqrt, square, subtract
from tfjs.tensor import Tensor

_BOUNDS = ["rmax", "rmin", "dmax"]


def checked_clipping(clipping: dict[str, float] | None) -> dict[str, float]:
    """The bounds given.

    Raises:
        ValueError: Others than `rmax`, `rmin`, `dmax`, or such that contradict each other.
    """
    bounds = clipping or {}
    if set(bounds) - set(_BOUNDS):
        raise ValueError(
            f"Received invalid keys for `renorm_clipping` argument: {bounds}. Supported values: "
            f"{_BOUNDS}."
        )
    rmax, rmin, dmax = (bounds.get(name) for name in _BOUNDS)
    if rmax is not None and rmin is not None and rmax < rmin:
        raise ValueError(
            "rmax should be greater than rmin in the `renorm_clipping` argument. Received: "
            f"rmax={rmax}, rmin={rmin}."
        )
    if dmax is not None and dmax < 0:
        raise ValueError(
            f"dmax should be non-negative in the `renorm_clipping` argument. Received: dmax={dmax}."
        )
    return bounds


class Renormalization:
    """One step of a layer: the correction by its running moments, and their update."""

    def __init__(self, layer: Any, mean: Tensor, variance: Tensor) -> None:
        self.layer = layer
        self.mean = mean
        self.stddev = sqrt(add(variance, layer.epsilon))

    @staticmethod
    def add_weights(layer: Any, channels: int) -> None:
        """Make the running moments of a layer."""

        def roots(shape: Any, dtype: Any = None) -> Tensor:
            return sqrt(layer.moving_variance_initializer(shape, dtype=dtype))

        for name, initializer in (
            ("moving_stddev", roots),
            ("renorm_mean", layer.moving_mean_initializer),
            ("renorm_stddev", roots),
        ):
            weight = layer.add_weight(
                name=name,
                shape=(channels,),
                initializer=initializer,
                trainable=False,
                autocast=False,
            )
            setattr(layer, name, weight)

    def applied(self, gamma: Any, beta: Any) -> tuple[Any, Any]:
        """Scale and shift that take the correction in; the running moments are moved."""
        layer = self.layer
        least = maximum(layer.renorm_stddev.read_value(), layer.epsilon**0.5)
        r = truediv(self.stddev, least)
        d = truediv(subtract(self.mean, layer.renorm_mean.read_value()), least)
        bounds = layer.renorm_clipping
        if bounds.get("rmin") is not None:
            r = maximum(r, bounds["rmin"])
        if bounds.get("rmax") is not None:
            r = minimum(r, bounds["rmax"])
        if bounds.get("dmax") is not None:
            d = clip_by_value(d, -bounds["dmax"], bounds["dmax"])
        r, d = stop_gradient(r), stop_gradient(d)
        self._move()
        if gamma is not None:
            r, d = multiply(r, gamma), multiply(d, gamma)
        return r, d if beta is None else add(d, beta)

    def _move(self) -> None:
        layer, share = self.layer, self.layer.renorm_momentum
        for average, value, momentum in (
            (layer.renorm_mean, self.mean, share),
            (layer.renorm_stddev, self.stddev, share),
            (layer.moving_mean, self.mean, layer.momentum),
            (layer.moving_stddev, self.stddev, layer.momentum),
        ):
            kept = multiply(average.read_value(), momentum)
            average.assign(add(kept, multiply(value, 1.0 - momentum)))
        variance = subtract(square(layer.moving_stddev.read_value()), layer.epsilon)
        layer.moving_variance.assign(relu(variance))
