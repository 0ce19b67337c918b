"""Where special numbers give something else than in TensorFlow, and why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PRECISE = ("cpu", "wasm")
"""Backends that compute as IEEE 754 says."""
GPUS = ("webgl", "webgpu")
ALL = PRECISE + GPUS

Place = tuple[float, ...]


def denormal(place: Place) -> bool:
    return any(0 < abs(x) < 1.2e-38 for x in place)


def anywhere(place: Place) -> bool:
    return True


def huge(place: Place) -> bool:
    return any(abs(x) > 1e6 and not math.isnan(x) for x in place)


def unbounded(place: Place) -> bool:
    return any(not abs(x) < math.inf for x in place)


def large(place: Place) -> bool:
    return any(abs(x) > 80 for x in place)


def at_zero(place: Place) -> bool:
    return 0 in place


@dataclass(frozen=True)
class Excuse:
    """A difference: of which calls (a pattern), at which numbers, and why."""

    calls: str
    where: Callable[[Place], bool]
    why: str
    parts: tuple[str, ...] = ("results", "gradients")
    backends: tuple[str, ...] = ALL

    def covers(self, backend: str, call: str, inputs: str, part: str) -> bool:
        found = re.search(self.calls, f"{call} of {inputs}")
        return backend in self.backends and part in self.parts and found is not None

    def holds(self, place: Place) -> bool:
        return self.where(place)


GRADIENTS = ("gradients",)
RESULTS = ("results",)

EXCUSES = (
    Excuse("", denormal, "TensorFlow's vector code takes numbers below 1.2e-38 for 0"),
    Excuse(
        r"//|floordiv|floormod|%",
        lambda place: any(abs(x) == 3.4028235e38 for x in place),
        "a quotient below 1.2e-38, which TensorFlow takes for 0",
    ),
    Excuse(
        "sort|top_k",
        anywhere,
        "TensorFlow's place of NaN depends on where it stands; here it ranks with -inf",
    ),
    Excuse(
        r"softmax\(x(\[:, :2\])?\) of",
        unbounded,
        "in a row with NaN or +inf TensorFlow's vector code gives 0 for some of NaN, and NaN for"
        " others of the same; here, and on its GPUs, all are NaN",
    ),
    Excuse(
        "cumulative_logsumexp",
        unbounded,
        "TensorFlow's scan takes NaN for what came before it, counted twice; here it stays NaN",
    ),
    Excuse(
        "special|bessel|digamma",
        large,
        "TensorFlow's float32 overflows or loses its digits on the way; computed in float64 here",
    ),
    Excuse("bessel_(i1|y0)", at_zero, "0 / 0 there; this is the limit", GRADIENTS),
    Excuse(
        "math.(sin|cos|tan).x.",
        lambda place: any(1e30 < abs(x) < math.inf for x in place),
        "angles of more turns than float32 tells apart",
    ),
    Excuse(
        "multiply_no_nan", at_zero, "what is infinite times 0 is 0 for its gradient too", GRADIENTS
    ),
    Excuse("xdivy", unbounded, "TensorFlow's square of the divisor overflows", GRADIENTS),
    Excuse(
        "moments",
        anywhere,
        "TensorFlow takes the mean inside the variance for a constant",
        GRADIENTS,
    ),
    Excuse(
        "unsorted_segment_prod",
        anywhere,
        "TensorFlow divides the product by each factor",
        GRADIENTS,
    ),
    Excuse(
        "max_pool",
        anywhere,
        "windows of -inf and NaN alone: -inf here, the lowest number there",
        RESULTS,
    ),
    Excuse(r"nn.softmax\(x, 0", anywhere, "as for softmax of rows; each column has NaN"),
    Excuse("max_pool", anywhere, "windows with NaN or of equal infinities", GRADIENTS),
    Excuse("dilation2d", anywhere, "TensorFlow's kernel passes over NaN; here it stays NaN"),
    Excuse(
        "segment_(max|min)",
        anywhere,
        "TensorFlow passes over NaN or not, as its vector code meets it; here it always does",
    ),
    Excuse(
        "avg_pool|conv|local_response",
        anywhere,
        "sums beyond float32, in another order",
        RESULTS,
        PRECISE,
    ),
    Excuse("image.resize", anywhere, "an infinity between pixels, times 0", RESULTS),
    Excuse("igamma", lambda place: unbounded(place[:1]), "by a parameter at infinity", GRADIENTS),
    Excuse("igammac", lambda place: place == (1e30, 1e30), "TensorFlow's fraction overflows"),
    Excuse("polygamma", lambda place: place[1] < 0, "TensorFlow's sum loses its digits", GRADIENTS),
    Excuse("celu", anywhere, "TensorFlow adds the slopes on both sides of 0", GRADIENTS),
    Excuse(
        "mean|prod|variance|moments|local_response|losses",
        huge,
        "sums beyond float32, which the cpu backend adds up in float64",
    ),
    Excuse(
        r"(sin|cos|tan)\(|%|floormod|truncatemod",
        huge,
        "a GPU's quotient of large numbers has no digits behind the point",
        backends=GPUS,
    ),
    Excuse(
        "cast.*int(8|16).*wide",
        huge,
        "int32 that a GPU found is exact up to 2**24",
        backends=GPUS,
    ),
    Excuse("xlog", huge, "a GPU takes 1 / x for 0 there", GRADIENTS, GPUS),
    Excuse(
        "cumulative_logsumexp",
        huge,
        "TensorFlow's gradient takes logarithms of gradients, and loses them among large ones",
        GRADIENTS,
    ),
    Excuse("MSE|huber", huge, "what overflows on the way to a finite gradient", GRADIENTS),
    Excuse(
        r"(int64.*\* (2|65536)|2\*\*30.*|left_shift.*|cast.*int64.) of beyond",
        anywhere,
        "int64 that is computed beyond 32 bits wraps around, as is documented",
    ),
)
