"""Calls whose gradients are easily got wrong: ties, bounds, zeros, borders, repeated indices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask import Case, T, c, r, z

if TYPE_CHECKING:
    from collections.abc import Callable

TIES = T([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]])
ZEROS = T([[2.0, 0.0, 3.0], [0.0, 0.0, 5.0], [1.0, 2.0, 4.0]])


def _ties() -> list[Case]:
    cases: list[Case] = []
    for op in ("max", "min", "prod", "mean", "sum"):
        for axis in (None, 0, 1, [0, 1], -1):
            cases += [
                c(f"math.reduce_{op}", TIES, axis),
                c(f"math.reduce_{op}", TIES, axis, keepdims=True),
            ]
        cases.append(c(f"math.reduce_{op}", ZEROS, 1))
    for op in ("maximum", "minimum"):
        cases += [
            c(f"math.{op}", T([1.0, 2.0, 3.0]), T([1.0, 3.0, 2.0])),
            c(f"math.{op}", TIES, T(2.0)),
            c(f"math.{op}", T([float("nan"), 1.0]), T([1.0, float("nan")])),
        ]
    cases += [
        c("clip_by_value", T([-2.0, -1.0, 0.0, 1.0, 2.0]), -1.0, 1.0),
        c("clip_by_value", r(2, 3), r(3, low=-1, high=0), r(2, 1, low=0, high=1)),
        c("math.cumprod", ZEROS, 1),
        c("math.cumprod", ZEROS, 0, exclusive=True, reverse=True),
        c("math.cumsum", r(2, 3, 2), 1, reverse=True),
        c("math.top_k", TIES, 2),
        c("sort", TIES),
        c("math.segment_max", T([1.0, 1.0, 2.0]), [0, 0, 1]),
        c("math.unsorted_segment_prod", ZEROS, T([0, 0, -1], "int32"), 2),
        c("math.unsorted_segment_sum", r(3, 2), T([1, -1, 1], "int32"), 3),
    ]
    return cases


def _slopes() -> list[Case]:
    corners = T([-1.0, -0.0, 0.0, 1.0, 6.0, 7.0])
    cases: list[Case] = [
        c(f"nn.{op}", corners)
        for op in ("relu", "relu6", "elu", "selu", "leaky_relu", "softplus", "gelu", "silu")
    ]
    for op in ("abs", "sign", "sqrt", "rsqrt", "square", "reciprocal", "floor", "ceil", "round"):
        cases.append(c(f"math.{op}", T([0.0, 0.25, 1.0, 4.0])))  # noqa: PERF401 - reads better
    cases += [c(f"math.{op}", r(3, low=0.1, high=0.9)) for op in ("asin", "acos", "atan", "atanh")]
    cases += [c(f"math.{op}", r(3, low=1.1, high=3)) for op in ("acosh", "asinh", "log", "log1p")]
    cases += [c(f"math.{op}", r(3)) for op in ("erf", "erfc", "expm1", "tan", "sinh", "cosh")]
    cases += [
        c("math.pow", T([0.0, 2.0, 0.0, 1.5]), T([2.0, 0.0, 1.0, -1.0])),
        c("math.pow", T([0.0, -2.0, 0.0]), T([0.0, 3.0, 0.5])),
        c("math.pow", r(2, 1, 3, low=0.5), r(4, 1)),
        c("math.atan2", r(2, 1, 3), r(4, 1)),
        c("math.floormod", r(2, 1, 3), r(4, 1, low=0.5)),
        c("math.floordiv", r(2, 1, 3), r(4, 1, low=0.5)),
        c("math.divide", r(2, 1, 3), r(4, 1, low=0.5)),
        c("math.divide_no_nan", r(3), T([0.0, 2.0, -1.0])),
        c("math.xlogy", T([0.0, 1.0, 2.0]), T([0.0, 0.5, 3.0])),
        c("math.xlog1py", T([0.0, 1.0, 2.0]), T([0.0, 0.5, 3.0])),
        c("math.xdivy", T([0.0, 1.0, 2.0]), T([0.0, 0.5, 3.0])),
        c("math.multiply_no_nan", r(3), T([0.0, 2.0, -1.0])),
        c("where", T([True, False, True], "bool"), r(2, 3), r(3)),
        c("where", T([True, False], "bool"), T([1.0, float("inf")]), T([float("nan"), 2.0])),
        c("math.add", r(1, 2, 1, 2, 1), r(3, 1, 2, 1, 2)),
        c("math.subtract", r(2, 1), r(3)),
        c("math.multiply", r(2, 1), T(2.5)),
        c("math.squared_difference", r(2, 1), r(3)),
        c("math.add_n", [r(2), r(2), r(2)]),
        c("cast", r(3), "int32"),
        c("cast", r(3), "float64"),
    ]
    return cases


def _moves() -> list[Case]:
    block = r(3, 3)
    return [
        c("tile", r(2, 1, 3), [2, 3, 1]),
        c("tile", r(2, 1, 2, 1, 2), [1, 2, 2, 1, 1]),
        c("broadcast_to", r(1, 3, 1), [2, 2, 3, 4]),
        c("pad", block, [[2, 1], [1, 2]], "REFLECT"),
        c("pad", block, [[3, 1], [0, 3]], "SYMMETRIC"),
        c("pad", r(2, 3, 2), [[0, 1], [2, 0], [1, 1]]),
        c("reverse", r(2, 3), [1]),
        c("roll", r(2, 3), 1, 1),
        c("transpose", r(2, 3, 4), [2, 0, 1]),
        c("unstack", r(2, 3), axis=1),
        c("split", r(2, 6), 3, axis=1),
        c("concat", [r(2, 2), r(2, 1)], 1),
        c("stack", [r(2), r(2)], 1),
        c("repeat", r(3), [1, 0, 2], axis=0),
        c("gather", r(4, 3), [1, 1, 3]),
        c("gather", r(2, 4, 3), [[1, 1], [0, 3]], axis=1, batch_dims=1),
        c("gather", r(2, 3, 4), [[0, 2], [3, 3]], axis=2),
        c("gather_nd", r(3, 2, 2), [[0, 1], [0, 1], [2, 0]]),
        c("scatter_nd", T([[1], [1], [0]], "int32"), r(3, 2), [3, 2]),
        c("tensor_scatter_nd_update", r(4, 2), T([[1], [3]], "int32"), r(2, 2)),
        c("tensor_scatter_nd_add", r(4), T([[1], [1]], "int32"), r(2)),
        c("getitem", r(4, 3, 5), "1:4:2, ::-1, 1"),
        c("getitem", r(4, 3, 5), "::-2, None, ..., 4:0:-2"),
        c("strided_slice", r(5, 4), [3, 0], [0, 4], [-2, 3]),
        c("linalg.diag", r(3)),
        c("linalg.diag_part", r(2, 3, 3)),
        c("linalg.band_part", r(3, 3), 1, 0),
        c("linalg.set_diag", r(2, 3, 3), r(2, 3)),
        c("boolean_mask", r(3, 2), T([True, False, True], "bool")),
    ]


def _images() -> list[Case]:
    image = r(2, 4, 6, 3)
    boxes = T([[0.0, 0.0, 1.0, 1.0], [0.1, 0.3, 0.8, 0.7], [-0.2, 0.1, 0.6, 1.3]])
    chosen = T([0, 1, 0], "int32")
    methods = ("bilinear", "nearest", "bicubic", "area")
    sizes = ([3, 9], [8, 4])
    cases = [c("image.resize", image, size, method) for size in sizes for method in methods]
    return [
        *cases,
        c("image.crop_and_resize", image, boxes, chosen, [3, 2]),
        c("image.crop_and_resize", image, boxes, chosen, [1, 4]),
        c("image.crop_and_resize", image, boxes, chosen, [3, 2], "nearest"),
        c("image.flip_left_right", image),
        c("image.rot90", image),
        c("nn.depth_to_space", r(1, 2, 3, 8), 2),
        c("nn.space_to_depth", r(1, 4, 6, 2), 2),
    ]


def _windows() -> list[Case]:
    image, cube = r(2, 5, 4, 2), r(1, 4, 5, 3, 2)
    flat = T([[[[1.0], [1.0], [2.0]], [[2.0], [1.0], [2.0]], [[0.0], [0.0], [0.0]]]])
    cases: list[Case] = []
    for padding in ("SAME", "VALID"):
        cases += [
            c("nn.conv2d", image, r(3, 2, 2, 3), 1, padding, dilations=[1, 2]),
            c("nn.conv2d", image, r(3, 2, 2, 3), 2, padding),
            c("nn.depthwise_conv2d", image, r(2, 2, 2, 2), [1, 1, 1, 1], padding, dilations=[2, 2]),
            c("nn.depthwise_conv2d", image, r(3, 2, 2, 1), [1, 2, 2, 1], padding),
            c("nn.conv1d", r(1, 6, 2), r(3, 2, 2), 2, padding),
            c("nn.conv3d", cube, r(2, 2, 2, 2, 1), [1, 1, 2, 1, 1], padding),
            c("nn.max_pool2d", flat, 2, 1, padding),
            c("nn.max_pool2d", image, [3, 2], [2, 1], padding),
            c("nn.avg_pool2d", image, [3, 2], [2, 1], padding),
            c("nn.max_pool3d", cube, 2, 2, padding),
            c("nn.avg_pool3d", cube, 2, 2, padding),
        ]
    return [
        *cases,
        c("nn.conv2d", image, r(2, 2, 2, 1), 1, [[0, 0], [1, 0], [2, 1], [0, 0]]),
        c("nn.conv2d_transpose", r(1, 3, 2, 2), r(2, 3, 1, 2), [1, 6, 4, 1], 2, "SAME"),
        c("nn.max_pool_with_argmax", image, 2, 2, "VALID"),
        c("nn.dilation2d", image, r(2, 2, 2), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
        c("nn.local_response_normalization", r(1, 2, 2, 5), 2),
        c("nn.softmax", r(2, 3, 4), 1),
        c("nn.log_softmax", r(2, 3)),
        c("nn.l2_loss", r(2, 3)),
        c("nn.softmax_cross_entropy_with_logits", T([[0.2, 0.8], [1.0, 0.0]]), r(2, 2)),
    ]


def _numbers() -> list[Case]:
    """Complex numbers."""
    unary = "real imag conj abs angle square exp log sqrt negative reciprocal "
    unary += "sin cos tan sinh cosh tanh sigmoid"
    cases: list[Any] = [c(f"math.{op}", z(3)) for op in unary.split()]
    cases += [c(f"math.{op}", z(2, 1), z(3)) for op in ("add", "subtract", "multiply", "divide")]
    return [
        *cases,
        c("math.abs", z(0)),
        c("math.squared_difference", z(2), z(2)),
        c("complex", r(2, 3), r(2, 3)),
        c("signal.fft", z(2, 4)),
        c("signal.ifft", z(2, 4)),
        c("signal.fft2d", z(2, 3, 4)),
        c("signal.rfft", r(2, 6)),
        c("signal.irfft", z(2, 4)),
        c("linalg.matmul", z(2, 3), z(3, 2)),
        c("linalg.matmul", z(3, 2), z(3, 2), transpose_a=True),
        c("math.reduce_sum", z(2, 3), 1),
        c("math.reduce_mean", z(2, 3), 0),
        c("math.reduce_prod", z(2, 3), 1),
        c("reshape", z(2, 3), [3, 2]),
        c("transpose", z(2, 3)),
        c("concat", [z(2), z(1)], 0),
        c("gather", z(3), [2, 2, 0]),
        c("where", T([True, False], "bool"), z(2), z(2)),
        c("cast", r(3), "complex64"),
        c("cast", z(3), "float32"),
    ]


def _nothing(*shape: int) -> T:
    return T([], shape=shape)


def _empties() -> list[Case]:
    """Of no elements, or to none: gradients of zeros, where there is nothing to add up.

    Without convolutions: TensorFlow gives those of nothing, or their gradients, a wrong shape.
    """
    row, rows, wide = _nothing(0), _nothing(0, 3), _nothing(2, 0)
    none = _nothing(0, 2, 2, 1)
    reductions = ("sum", "mean", "max", "min", "prod", "logsumexp", "euclidean_norm")
    cases = [
        c(f"math.reduce_{op}", x, axis)
        for op in reductions
        for x in (row, rows)
        for axis in (None, 0)
    ]
    cases += [c("math.reduce_sum", wide, 1, keepdims=True), c("math.reduce_max", wide, 0)]
    cases += [c(f"math.{op}", rows) for op in ("exp", "square", "tanh", "cumsum", "negative")]
    cases += [c(f"math.{op}", rows, r(3)) for op in ("add", "multiply", "divide", "maximum", "pow")]
    cases += [c(f"nn.{op}", rows) for op in ("relu", "softmax", "log_softmax", "l2_loss")]
    cases += [
        c("linalg.matmul", wide, rows),
        c("linalg.matmul", rows, r(3, 2)),
        c("linalg.matmul", r(2, 3), _nothing(3, 0)),
        c("einsum", "ij,jk->ik", wide, rows),
        c("where", T([], "bool", shape=(0,)), row, r(1)),
        c("boolean_mask", r(3), T([False] * 3, "bool")),
        c("gather_nd", r(3), T([], "int32", shape=(0, 1))),
        c("concat", [row, r(2)], 0),
        c("stack", [row, row]),
        c("pad", row, [[1, 1]]),
        c("split", r(3), [3, 0]),
        c("math.top_k", r(3), 0),
        c("broadcast_to", row, [2, 0]),
        c("scatter_nd", T([], "int32", shape=(0, 1)), row, [4]),
        c("tensor_scatter_nd_update", r(3), T([], "int32", shape=(0, 1)), row),
        c("math.unsorted_segment_sum", row, T([], "int32", shape=(0,)), 2),
        c("math.unsorted_segment_max", row, T([], "int32", shape=(0,)), 2),
        c("nn.max_pool2d", none, 2, 1, "SAME"),
        c("nn.avg_pool2d", none, 2, 1, "SAME"),
        c("nn.softmax_cross_entropy_with_logits", rows, rows),
        c("nn.sparse_softmax_cross_entropy_with_logits", T([], "int32", shape=(0,)), rows),
        c("nn.sigmoid_cross_entropy_with_logits", rows, rows),
    ]
    return cases


FAMILIES: dict[str, Callable[[], list[Case]]] = {
    "gradient_ties": _ties,
    "gradient_slopes": _slopes,
    "gradient_moves": _moves,
    "gradient_images": _images,
    "gradient_windows": _windows,
    "gradient_complex": _numbers,
    "gradient_empties": _empties,
}
