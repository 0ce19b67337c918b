"""Complex numbers in everything that takes them."""

from __future__ import annotations

from ask import Case, T, c, e, r, z

Z = "tf.complex([[1.0, -2.0, 0.5], [0.0, 3.0, -1.5]], [[0.5, 1.0, -2.0], [1.0, 0.0, -0.25]])"
W = "tf.complex([[0.5, 1.0, -1.0]], [[-1.0, 0.25, 2.0]])"
EDGES = T([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [-0.0, 0], [3, -4]], "complex64")


def _parts() -> list[Case]:
    cases = []
    for op in ("real", "imag", "angle", "conj", "abs"):
        cases += [
            c(f"math.{op}", z(2, 3)),
            c(f"math.{op}", EDGES),
            c(f"math.{op}", r(3)),
            c(f"math.{op}", z(2, dtype="complex128")),
            c(f"math.{op}", z(0, 2)),
        ]
    return [
        *cases,
        c("complex", r(2, 3), r(2, 3)),
        c("complex", r(2, 3), T(1.5)),
        c("complex", r(2, 1), r(3)),
        c("complex", T(1.0, "float64"), T(2.0, "float64")),
        c("complex", T(1.0), T(2.0, "float64")),
        c("complex", T(1, "int32"), T(2, "int32")),
        c("complex", r(2), r(3)),
        c("complex", T([]), T([])),
        c("cast", z(3), "float32"),
        c("cast", r(3), "complex64"),
        c("cast", T([1, -2], "int32"), "complex64"),
        c("cast", z(2), "complex128"),
        c("math.conj", T([True], "bool")),
        c("math.angle", T([1], "int32")),
        c("zeros", [2, 2], "complex64"),
        c("ones_like", z(2)),
        c("zeros_like", z(2)),
        c("fill", [2], T([1, 2], "complex64")),
        e("tf.constant(1 + 2j)"),
        e("tf.constant([1j, 2 + 0j])"),
        e("tf.constant([1, 2], tf.complex64)"),
    ]


def _functions() -> list[Case]:
    cases = []
    names = "exp log sqrt rsqrt reciprocal square sin cos tan sinh cosh tanh negative expm1 log1p"
    for op in f"{names} sigmoid asinh acosh atanh asin acos atan".split():
        cases += [c(f"math.{op}", z(2, 3)), c(f"math.{op}", T([0.3, -0.4], "complex64"))]
    for op in ("add", "subtract", "multiply", "divide", "pow", "squared_difference"):
        cases += [
            c(f"math.{op}", z(2, 3), z(2, 3)),
            c(f"math.{op}", z(2, 1, 3), z(4, 1)),
            c(f"math.{op}", z(2, 3), 2.0),
        ]
    return [
        *cases,
        e(f"{Z} * 2j + 1"),
        e(f"1 / {Z}[1:, 1:]"),
        e(f"-{Z} ** 2"),
        c("math.add", z(2), r(2)),
        c("math.maximum", z(2), z(2)),
        c("math.floor", z(2)),
        c("math.less", z(2), z(2)),
        c("math.equal", EDGES, T([1, 0], "complex64")),
        c("math.not_equal", z(2, 3), z(3)),
        c("math.reduce_max", z(2, 3)),
    ]


def _shapes() -> list[Case]:
    cases = [
        c(f"math.{op}", z(2, 3, 2), **kwargs)
        for op in ("reduce_sum", "reduce_mean", "reduce_prod")
        for kwargs in ({}, {"axis": 1}, {"axis": [0, 2], "keepdims": True})
    ]
    cases += [c(f"math.{op}", z(0, 3), axis=0) for op in ("reduce_sum", "reduce_prod")]
    return [
        *cases,
        c("math.cumsum", z(2, 3), 1),
        c("linalg.matmul", z(2, 3), z(3, 2)),
        c("linalg.matmul", z(2, 3, 2), z(2, 3, 2), transpose_a=True),
        c("linalg.matmul", z(2, 3, 2), z(2, 3, 2), adjoint_a=True),
        c("linalg.matmul", z(3, 2), z(3, 2), adjoint_b=True),
        c("linalg.adjoint", z(2, 3)),
        c("linalg.trace", z(3, 3)),
        c("linalg.solve", z(2, 3, 3), z(2, 3, 1)),
        c("linalg.solve", z(3, 3), z(3, 2), adjoint=True),
        c("linalg.inv", z(3, 3)),
        c("linalg.inv", z(3, 3), adjoint=True),
        c("linalg.norm", z(3, 2)),
        c("transpose", z(2, 3)),
        c("transpose", z(2, 3), conjugate=True),
        c("reshape", z(2, 3), [3, 2]),
        c("expand_dims", z(2), 0),
        c("squeeze", z(1, 2)),
        c("concat", [z(2, 1), z(2, 2)], 1),
        c("stack", [z(2), z(2)], 1),
        c("split", z(4, 2), 2),
        c("unstack", z(2, 3)),
        c("tile", z(2, 1), [1, 3]),
        c("pad", z(2, 2), [[1, 0], [0, 2]]),
        c("pad", z(3), [[1, 1]], mode="REFLECT"),
        c("gather", z(4, 2), [2, 0]),
        c("reverse", z(2, 3), [1]),
        c("roll", z(4), 1, 0),
        c("broadcast_to", z(1, 3), [2, 3]),
        c("where", T([True, False], "bool"), z(2), z(2)),
        c("slice", z(3, 3), [1, 0], [2, 2]),
        e(f"{Z}[:, ::-2]"),
        c("einsum", "ij,kj->ik", z(2, 3), z(4, 3)),
        c("add_n", [z(2), z(2)]),
        c("meshgrid", z(2), z(3)),
    ]


def _gradients() -> list[Case]:
    functions = [
        "tf.abs(z)",
        "tf.math.real(z * w) + tf.math.imag(z)",
        "tf.math.angle(z)",
        "tf.abs(tf.exp(z) / w)",
        "tf.math.real(tf.matmul(z, w, adjoint_b=True))",
        "tf.abs(tf.reduce_sum(z * z, 1))",
        "tf.math.imag(tf.math.conj(z * w))",
        "tf.abs(tf.transpose(z)[1:])",
        "tf.abs(tf.concat([z, w], 0))",
    ]
    return [
        e(
            "(lambda t: (lambda z, w: (t.watch([z, w]), t.gradient(tf.reduce_sum("
            f"{f}), [z, w], unconnected_gradients='zero'))[1])({Z}, {W}))"
            "(tf.GradientTape().__enter__())"
        )
        for f in functions
    ]


def _complex() -> list[Case]:
    return [*_parts(), *_functions(), *_shapes(), *_gradients()]


FAMILIES = {"complex": _complex}
