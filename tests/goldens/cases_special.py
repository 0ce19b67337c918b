"""What the golden files ask about special functions, and about small functions of mathematics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask import T, c, e

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask import Case

POSITIVE = [0.01, 0.3, 0.77, 1.0, 1.3, 2.4, 3.3, 7.5, 11.9, 12.1, 31.0, 80.0]
REAL = [-3.7, -1.5, -0.5, -0.01, 0.0, *POSITIVE]
INSIDE = [-0.99, -0.5, -1e-3, 0.0, 1e-5, 0.1, 0.9, 0.97]
SHARES = [1e-6, 0.01, 0.3, 0.5, 0.77, 0.999]
NAN, INF = "float('nan')", "float('inf')"

WHERE = {
    "lgamma": REAL,
    "digamma": [x for x in REAL if x],
    "erfc": REAL,
    "erfinv": INSIDE,
    "erfcinv": [*SHARES, 1.2, 1.9],
    "ndtri": SHARES,
    "bessel_i0": [x for x in REAL if x < 40],
    "bessel_i0e": REAL,
    "bessel_i1": [x for x in REAL if x < 40],
    "bessel_i1e": REAL,
    "special.bessel_k0": POSITIVE,
    "special.bessel_k0e": POSITIVE,
    "special.bessel_k1": POSITIVE,
    "special.bessel_k1e": POSITIVE,
    "special.bessel_j0": REAL,
    "special.bessel_j1": REAL,
    "special.bessel_y0": POSITIVE,
    "special.bessel_y1": POSITIVE,
    "special.dawsn": REAL,
    "special.expint": [x for x in POSITIVE if x < 40],
    "special.spence": POSITIVE,
    "special.fresnel_cos": REAL,
    "special.fresnel_sin": REAL,
}
# TensorFlow defines no gradient of these.
WITHOUT_GRADIENT = {"erfcinv"}


def _gradient(call: str, values: object) -> Case:
    """Of the sum of `call`, a function of x, at `values`."""
    return e(
        f"(lambda x, t: [t.__enter__(), t.watch(x), (y := {call}), t.__exit__(None, None, None), "
        f"t.gradient(y, x)][-1])(tf.constant({values}), tf.GradientTape())"
    )


def _special() -> list[Case]:
    cases = []
    for name, values in WHERE.items():
        cases += [c(f"math.{name}", T(values)), c(f"math.{name}", T([], shape=(0, 2)))]
        if name not in WITHOUT_GRADIENT:
            cases.append(_gradient(f"tf.math.{name}(x)", [x for x in values if x]))
    for name in ("lgamma", "digamma", "erfc", "erfinv", "ndtri"):
        cases += [e(f"tf.math.{name}([{NAN}, {INF}, -{INF}, -1., 2., 0.])")]
        cases.append(c(f"math.{name}", T([[[[[0.5]]]]], "float64")))
        cases.append(c(f"math.{name}", T([1, 2], "int32")))
    a, x = T([[0.3], [1.0], [2.5], [30.0]]), T([0.0, 0.1, 1.0, 8.0, 31.0])
    shares = T([0.0, 0.1, 0.5, 0.9, 1.0])
    cases += [
        c("math.igamma", a, x),
        c("math.igammac", a, x),
        c("math.zeta", T([[1.5], [2.0], [6.0]]), T([0.5, 1.0, 9.0])),
        c("math.polygamma", T([[0.0], [1.0], [3.0]]), T([0.5, 1.0, 9.0])),
        c("math.betainc", a, T(2.0), shares),
        c("math.betainc", T([0.5, 3.0]), T([0.5, 20.0]), T([0.3, 0.2])),
        c("math.nextafter", T([0.0, 1.0, -1.0, 5.0, -0.0]), T([1.0, 2.0, 0.0, 5.0, -1.0])),
        c("math.lbeta", T([[1.0, 2.0], [0.5, 0.5]])),
        c("math.lbeta", T([1.0, 2.0, 3.5])),
        _gradient("tf.math.igamma(2.5, x)", [0.1, 1.0, 8.0]),
        _gradient("tf.math.igamma(x, 2.5)", [0.1, 1.0, 8.0]),
        _gradient("tf.math.igammac(x, [[0.5], [2.5]])", [0.1, 1.0, 8.0]),
        _gradient("tf.math.betainc(2.0, 3.0, x)", [0.1, 0.5, 0.9]),
        _gradient("tf.math.zeta(3.0, x)", [0.5, 1.0, 9.0]),
        _gradient("tf.math.polygamma(2.0, x)", [0.5, 1.0, 9.0]),
        _gradient("tf.math.lbeta(x)", [0.5, 1.0, 9.0]),
    ]
    return cases


def _small() -> list[Case]:
    return [
        c("math.reciprocal_no_nan", T([0.0, 2.0, -0.5])),
        c("math.is_non_decreasing", T([1.0, 1.0, 2.0])),
        c("math.is_non_decreasing", T([[2, 1]], "int32")),
        c("math.is_strictly_increasing", T([1.0, 1.0, 2.0])),
        c("math.is_strictly_increasing", T([], shape=(0,))),
        c("math.is_strictly_increasing", T(3.0)),
        c("truncatediv", T([7, -7, 7, -7], "int32"), T([2, 2, -2, -2], "int32")),
        c("truncatemod", T([7, -7, 7, -7], "int32"), T([4, 4, -4, -4], "int32")),
        c("truncatemod", T([7.5, -7.5]), T([4.0, 4.0])),
        c("unravel_index", T([0, 5, 11], "int32"), [3, 4]),
        c("unravel_index", T(7, "int32"), [2, 2, 3]),
        c("realdiv", T([1.0, 3.0]), T([2.0, 4.0])),
        e("tf.math.softsign([-2., 0., 3.])"),
        c("bitcast", T([1.0, -2.5]), "int32"),
        c("bitcast", T([1.0, 2.0]), "uint8"),
        c("bitcast", T([[1, 2, 3, 4]], "uint8"), "int32"),
        c("bitcast", T([1, -1], "int32"), "uint32"),
        c("bitcast", T([1, -2], "int8"), "uint8"),
        c("bitcast", T([1, -2, 3, 4], "int16"), "float32"),
        c("bitcast", T([1, -2], "int16"), "float32"),
        c("bitcast", T([1, 2], "int32"), "string"),
        e("tf.shape_n([tf.ones([2, 3]), tf.ones([4])])"),
        c("broadcast_dynamic_shape", T([1, 2], "int32"), T([3, 1, 1], "int32")),
        c("tensor_scatter_nd_max", T([1.0, 5.0, 3.0]), T([[0], [1], [0]], "int32"), T([9, 2, 4])),
        c("tensor_scatter_nd_min", T([[1, 5], [3, 4]], "int32"), [[1]], T([[0, 9]], "int32")),
        c("tensor_scatter_nd_max", T([1.0, 5.0]), T([[0]], "int32"), T([1.0, 2.0])),
    ]


FAMILIES: dict[str, Callable[[], list[Case]]] = {"special": _special, "math_small": _small}
