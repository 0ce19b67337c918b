"""Convolution, pooling and blocks over 1 to 3 axes, statistics, losses: the rest of `tf.nn`."""

from __future__ import annotations

import numpy as np
from ask import Case, T, c, e, i, r


def _convolution() -> list[Case]:
    line, photo, solid = r(2, 7, 3), r(2, 6, 5, 3), r(1, 4, 5, 4, 2)
    cases = []
    for padding in ("SAME", "VALID"):
        cases += [
            c("nn.conv1d", line, r(3, 3, 2), 1, padding),
            c("nn.conv1d", line, r(2, 3, 4), 2, padding),
            c("nn.conv1d", line, r(2, 3, 2), 1, padding, dilations=2),
            c("nn.conv2d", photo, r(2, 2, 3, 2), [1, 2, 2, 1], padding, dilations=[1, 2, 2, 1]),
            c("nn.conv2d", photo, r(2, 3, 1, 6), 1, padding),
            c("nn.conv2d", r(2, 3, 6, 5, 2), r(3, 3, 2, 2), 1, padding),
            c("nn.conv3d", solid, r(2, 2, 2, 2, 3), [1, 1, 1, 1, 1], padding),
            c("nn.conv3d", solid, r(3, 2, 1, 2, 3), [1, 2, 2, 1, 1], padding),
            c("nn.convolution", line, r(3, 3, 2), padding=padding),
            c("nn.convolution", photo, r(3, 2, 3, 2), padding=padding, dilations=[2, 1]),
            c("nn.convolution", photo, r(3, 2, 3, 2), strides=[2, 1], padding=padding),
            c("nn.convolution", solid, r(2, 2, 2, 2, 1), padding=padding),
            c("nn.atrous_conv2d", photo, r(3, 2, 3, 2), 2, padding),
            c("nn.depthwise_conv2d", photo, r(2, 2, 3, 2), [1, 1, 1, 1], padding, dilations=[2, 2]),
            c("nn.separable_conv2d", photo, r(2, 2, 3, 1), r(1, 1, 3, 2), [1, 2, 2, 1], padding),
        ]
    border = [[0, 0], [1, 0], [2, 1], [0, 0]]
    return [
        *cases,
        c("nn.depthwise_conv2d", photo, r(2, 2, 3, 1), [1, 1, 1, 1], border),
        c("nn.conv2d", r(1, 2, 2, 1), r(5, 5, 1, 1), 1, "VALID"),
        c("nn.conv2d", photo, r(2, 2, 3), 1, "SAME"),
        c("nn.conv2d", photo, r(2, 2, 3, 2), [2, 1, 1, 1], "SAME"),
        c("nn.conv2d", photo, r(2, 2, 3, 2), [1, 1, 1], "SAME"),
        c("nn.conv2d", i(1, 3, 3, 1), i(2, 2, 1, 1), 1, "SAME", "NHW"),
        c("nn.convolution", photo, r(2, 2, 3, 2), strides=[2, 2], dilations=[2, 2]),
        c("nn.separable_conv2d", photo, r(2, 2, 3, 1), r(2, 1, 3, 2), [1, 1, 1, 1], "SAME"),
    ]


def _transposed() -> list[Case]:
    cases = []
    for padding, size in (("SAME", 6), ("VALID", 7)):
        cases += [
            c("nn.conv1d_transpose", r(2, 3, 2), r(3, 4, 2), [2, size, 4], 2, padding),
            c("nn.conv2d_transpose", r(1, 3, 3, 2), r(3, 3, 4, 2), [1, size, size, 4], 2, padding),
            c("nn.conv_transpose", r(1, 3, 3, 2), r(3, 3, 1, 2), [1, size, size, 1], 2, padding),
            c(
                "nn.conv3d_transpose",
                r(1, 3, 3, 3, 2),
                r(3, 3, 3, 1, 2),
                [1, size, size, size, 1],
                [1, 2, 2, 2, 1],
                padding,
            ),
        ]
    photo, filters, change = r(1, 5, 5, 2), r(3, 3, 2, 2), r(1, 5, 5, 4)
    return [
        *cases,
        c("nn.conv2d_transpose", r(1, 3, 3, 2), r(2, 2, 4, 2), [1, 6, 6, 4], [1, 2, 2, 1]),
        c("nn.conv2d_transpose", r(1, 3, 3, 2), r(2, 2, 3, 2), [1, 6, 6, 4], 2),
        c("nn.conv2d_transpose", r(1, 3, 3, 2), r(2, 2, 4, 2), [6, 6], 2),
        c("nn.atrous_conv2d_transpose", r(1, 5, 5, 2), r(2, 2, 3, 2), [1, 7, 7, 3], 2, "VALID"),
        c("nn.atrous_conv2d_transpose", r(1, 6, 6, 2), r(3, 3, 3, 2), [1, 6, 6, 3], 2, "SAME"),
        c(
            "nn.depthwise_conv2d_backprop_input",
            [1, 5, 5, 2],
            filters,
            change,
            [1, 1, 1, 1],
            "SAME",
        ),
        c(
            "nn.depthwise_conv2d_backprop_filter",
            photo,
            [3, 3, 2, 2],
            change,
            [1, 1, 1, 1],
            "SAME",
        ),
    ]


def _pooling() -> list[Case]:
    line, photo, solid = r(2, 7, 3), r(2, 6, 5, 3), r(1, 4, 5, 4, 2)
    cases = []
    for kind in ("max", "avg"):
        for padding in ("SAME", "VALID"):
            cases += [
                c(f"nn.{kind}_pool1d", line, 2, 2, padding),
                c(f"nn.{kind}_pool1d", line, [3], [1], padding),
                c(f"nn.{kind}_pool3d", solid, 2, 2, padding),
                c(f"nn.{kind}_pool3d", solid, [1, 3, 2, 2, 1], [1, 1, 2, 1, 1], padding),
                c(f"nn.{kind}_pool", line, 2, 1, padding),
                c(f"nn.{kind}_pool", photo, [2, 3], 2, padding),
                c(f"nn.{kind}_pool", solid, 2, 2, padding),
                c("nn.pool", line, [2], kind.upper(), padding=padding),
                c("nn.pool", photo, [2, 3], kind.upper(), strides=[2, 1], padding=padding),
                c("nn.pool", photo, [2, 2], kind.upper(), padding=padding, dilations=[2, 2]),
                c("nn.pool", photo, [3, 2], kind.upper(), padding=padding, dilations=[1, 2]),
                c("nn.pool", solid, [2, 2, 2], kind.upper(), padding=padding),
            ]
        cases += [
            c(f"nn.{kind}_pool2d", r(0, 4, 4, 1), 2, 2, "SAME"),
            c(f"nn.{kind}_pool", r(2, 3), 2, 2, "SAME"),
            c(f"nn.{kind}_pool2d", photo, [2, 1, 1, 1], 1, "SAME"),
        ]
    border = [[0, 0], [1, 0], [0, 1], [0, 0]]
    return [
        *cases,
        c("nn.max_pool2d", photo, 2, 2, border),
        c("nn.max_pool2d", i(1, 4, 4, 2), 2, 2, "VALID"),
        c("nn.max_pool_with_argmax", photo, 2, 2, "SAME"),
        c("nn.max_pool_with_argmax", photo, 3, 1, "VALID", include_batch_in_index=True),
        c("nn.max_pool_with_argmax", photo, 2, 2, "VALID", output_dtype="int32"),
        c("nn.dilation2d", photo, r(2, 3, 3), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
        c("nn.dilation2d", photo, r(2, 2, 3), [1, 2, 1, 1], "VALID", "NHWC", [1, 1, 2, 1]),
        c("nn.erosion2d", photo, r(2, 3, 3), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
        c("nn.erosion2d", photo, r(2, 2, 3), [1, 2, 1, 1], "VALID", "NHWC", [1, 1, 2, 1]),
        c("nn.dilation2d", photo, r(2, 2, 2), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
    ]


def _blocks() -> list[Case]:
    photo = r(2, 4, 6, 8)
    return [
        c("nn.space_to_depth", photo, 2),
        c("nn.space_to_depth", i(1, 6, 3, 2), 3),
        c("nn.space_to_depth", photo, 4),
        c("nn.space_to_depth", photo, 1),
        c("nn.depth_to_space", photo, 2),
        c("nn.depth_to_space", photo, 3),
        c("space_to_batch", photo, [2, 3], [[0, 0], [0, 0]]),
        c("space_to_batch_nd", photo, [3, 2], [[1, 1], [2, 0]]),
        c("space_to_batch_nd", r(3, 5, 2), [2], [[1, 0]]),
        c("space_to_batch_nd", r(1, 2, 2, 2, 1), [2, 2, 2], [[0, 0], [0, 0], [0, 0]]),
        c("space_to_batch_nd", photo, [3, 2], [[0, 0], [0, 0]]),
        c("nn.space_to_batch", photo, [2, 2], [[0, 0], [1, 1]]),
        c("batch_to_space", r(8, 2, 3, 2), [2, 2], [[0, 0], [0, 0]]),
        c("batch_to_space", r(8, 2, 3, 2), 2, [[1, 0], [0, 2]]),
        c("batch_to_space", r(6, 2, 3), [3], [[1, 1]]),
        c("batch_to_space", r(7, 2, 3, 1), [2, 2], [[0, 0], [0, 0]]),
    ]


def _statistics() -> list[Case]:
    x = r(2, 3, 4)
    normal = (r(1, 2, 2, 3), r(3), r(3, low=1), r(3), r(3))
    counts = T([0.0, 1.0, 2.0, 5.0, 0.5, 12.0])
    return [
        c("nn.weighted_moments", x, [0, 1], r(2, 3, 4, low=0)),
        c("nn.weighted_moments", x, [1], r(3, 1, low=0), keepdims=True),
        c("nn.weighted_moments", x, [0], T(2.0)),
        e("tf.nn.sufficient_statistics(tf.constant([[1.0, 2.0], [4.0, -3.0]]), [0])[:3]"),
        c("nn.sufficient_statistics", x, [1], shift=T(0.5), keepdims=True),
        c("nn.normalize_moments", T(4.0), r(3), r(3, low=5, high=9), None),
        c("nn.normalize_moments", T(4.0), r(3), r(3, low=5, high=9), r(3)),
        c("nn.batch_norm_with_global_normalization", *normal, 0.01, True),
        c("nn.batch_norm_with_global_normalization", *normal, 0.01, False),
        c("nn.log_poisson_loss", counts, r(6)),
        c("nn.log_poisson_loss", counts, r(6), True),
        c("nn.log_poisson_loss", counts, r(5)),
        c("nn.zero_fraction", T([0.0, 1.0, 0.0, 2.0])),
        c("nn.zero_fraction", T([[0, 1, 5]], "int32")),
        c("nn.zero_fraction", T([])),
        c("nn.compute_average_loss", r(4)),
        c("nn.compute_average_loss", r(4), r(4, low=0), 8),
        c("nn.scale_regularization_loss", r(3)),
        c("nn.softmax", r(2, 3, 4, 2), 0),
        c("nn.log_softmax", r(1, 2, 3, 2, 2), 3),
        c("nn.crelu", r(2, 3), axis=0),
        c("nn.selu", r(2, 1, 2, 1, 2)),
        c("nn.relu", T([float("nan"), float("-inf"), float("inf")])),
        c("nn.elu", T([], shape=(0, 2))),
        c("nn.softmax_cross_entropy_with_logits", r(2, 3, low=0), r(2, 3), axis=0),
        c("nn.sparse_softmax_cross_entropy_with_logits", T([[1, 0]], "int64"), r(1, 2, 4)),
        c("nn.sparse_softmax_cross_entropy_with_logits", T(1, "int32"), r(3)),
        c("nn.moments", r(2, 3), [0, 1], keepdims=True),
        c("nn.l2_normalize", r(2, 3, 2), [0, 2]),
        c("nn.experimental.stateless_dropout", r(3, 4), 0.4, [1, 2]),
        c("nn.experimental.stateless_dropout", r(3, 4), 0.4, [3, 2], noise_shape=[3, 1]),
        c("nn.experimental.stateless_dropout", r(3, 4), 1.4, [3, 2]),
    ]


def _gradients() -> list[Case]:
    """Of a sum with weights, by both arguments, where the second is not a plain number."""
    line, photo, solid, one = [2, 7, 2], [1, 6, 5, 2], [1, 3, 4, 3, 2], [1]
    functions = [
        ("tf.nn.conv1d(x, w, 2, 'SAME')", line, [3, 2, 3]),
        ("tf.nn.conv1d(x, w, 1, 'VALID', dilations=2)", line, [3, 2, 1]),
        ("tf.nn.conv2d(x, w, 1, 'SAME', dilations=2)", photo, [3, 2, 2, 1]),
        ("tf.nn.conv2d(x, w, 2, 'VALID')", photo, [2, 2, 2, 2]),
        ("tf.nn.conv2d(x, w, 1, [[0, 0], [1, 0], [2, 1], [0, 0]])", photo, [2, 3, 2, 1]),
        ("tf.nn.depthwise_conv2d(x, w, [1, 2, 2, 1], 'SAME')", photo, [2, 3, 2, 2]),
        ("tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], 'SAME', None, [2, 2])", photo, [2, 2, 2, 1]),
        ("tf.nn.conv3d(x, w, [1, 1, 2, 1, 1], 'SAME')", solid, [2, 3, 2, 2, 1]),
        ("tf.nn.conv2d_transpose(x, w, [1, 12, 10, 1], 2)", photo, [3, 3, 1, 2]),
        ("tf.nn.conv1d_transpose(x, w, [2, 15, 1], 2, 'VALID')", line, [3, 1, 2]),
        ("tf.nn.conv3d_transpose(x, w, [1, 6, 8, 6, 1], [1, 2, 2, 2, 1])", solid, [2, 3, 2, 1, 2]),
        ("tf.nn.atrous_conv2d_transpose(x, w, [1, 6, 5, 1], 2, 'SAME')", photo, [2, 2, 1, 2]),
        ("tf.nn.dilation2d(x, w, [1] * 4, 'SAME', 'NHWC', [1] * 4)", photo, [2, 3, 2]),
        ("tf.nn.erosion2d(x, w, [1] * 4, 'VALID', 'NHWC', [1] * 4)", photo, [2, 2, 2]),
        (
            "tf.nn.max_pool3d(x + tf.reshape(tf.range(72.0) / 512, x.shape), 2, 1, 'SAME') * w",
            solid,
            [1],
        ),
        ("tf.nn.avg_pool3d(x, 2, 2, 'SAME') * w", solid, [1]),
        ("tf.nn.max_pool1d(x, 3, 2, 'SAME') * w", line, [1]),
        ("tf.nn.avg_pool2d(x, 3, 1, 'SAME') * w", photo, [1]),
        ("tf.nn.max_pool_with_argmax(x, 2, 2, 'SAME')[0] * w", photo, [1]),
        ("tf.nn.pool(x, [2, 2], 'AVG', dilations=[2, 2]) * w", photo, [1]),
        ("tf.nn.space_to_depth(x[:, :4, :4], 2) * w", photo, [1]),
        ("tf.space_to_batch(x, [2, 3], [[0, 0], [1, 0]]) * w", photo, [1]),
        ("tf.nn.lrn(x, 1, 1.0, 0.5, 0.5) * w", photo, [1]),
        ("tf.nn.weighted_moments(x, [0, 1], w ** 2)[1]", photo, [1, 6, 1, 1]),
        ("tf.nn.softmax_cross_entropy_with_logits(tf.nn.softmax(w), x)", line, line),
        ("tf.nn.sparse_softmax_cross_entropy_with_logits([1, 0], x[:, 0]) * w", line, [1]),
        ("tf.nn.sigmoid_cross_entropy_with_logits(w, x)", line, line),
        ("tf.nn.weighted_cross_entropy_with_logits(w, x, 2.0)", line, line),
        ("tf.nn.log_poisson_loss(w ** 2 + 0.5, x, True)", line, line),
        ("tf.nn.gelu(x) * w", line, [1]),
        ("tf.nn.gelu(x, True) * w", line, [1]),
        ("tf.nn.silu(x) * w", line, [1]),
        ("tf.nn.l2_normalize(x, 1) * w", line, [1]),
        ("tf.nn.embedding_lookup(x * 1.0, [1, 0, 1]) * w", line, [1]),
        (
            "tf.image.extract_patches(x, [1, 2, 3, 1], [1, 1, 2, 1], [1] * 4, 'SAME') * w",
            photo,
            one,
        ),
        ("tf.image.ssim(x, x * w, 2.0, filter_size=3)", photo, [1]),
        (
            "tf.image.rgb_to_hsv(tf.abs(x * 7 + tf.reshape(tf.range(12.0), x.shape) + w))",
            [2, 2, 3],
            [1],
        ),
        ("tf.image.sobel_edges(x) * w", photo, [1]),
        ("tf.image.resize(x, [9, 3], 'bicubic') * w", photo, [1]),
        ("tf.image.total_variation(x) * w", photo, [1]),
    ]
    exact = "tf.cast(tf.range({n}) * (5 * tf.range({n}) + 3) % 17 - 8, 'float32') / 6"
    cases = []
    for f, *shapes in functions:
        x, w = (f"tf.reshape({exact.format(n=int(np.prod(s)))}, {s})" for s in shapes)
        weighted = "y * tf.reshape(tf.cos(tf.range(float(np.prod(y.shape)))), y.shape)"
        cases.append(
            e(
                "(lambda t: (lambda x, w: (t.watch([x, w]), (lambda y: t.gradient(tf.reduce_sum("
                f"{weighted}), [x, w]))({f}))[1])({x}, {w}))(tf.GradientTape().__enter__())"
            )
        )
    return cases


def _wide_strides() -> list[Case]:
    """Windows that do not reach the last rows or columns: there is nothing to pad."""
    line, photo = r(2, 7, 3), r(2, 6, 4, 3)
    return [
        c("nn.conv1d", line, r(2, 3, 2), 5, "SAME"),
        c("nn.conv2d", photo, r(1, 3, 3, 2), 2, "SAME"),
        c("nn.conv2d", photo, r(3, 1, 3, 2), 2, "SAME"),
        c("nn.conv2d", photo, r(2, 2, 3, 2), 3, "SAME"),
        c("nn.depthwise_conv2d", photo, r(1, 3, 3, 2), [1, 2, 2, 1], "SAME"),
        c("nn.depthwise_conv2d", photo, r(2, 1, 3, 1), [1, 3, 3, 1], "SAME"),
        c("nn.separable_conv2d", photo, r(3, 1, 3, 1), r(1, 1, 3, 2), [1, 2, 2, 1], "SAME"),
        c("nn.max_pool2d", photo, (1, 2), 3, "SAME"),
        c("nn.avg_pool2d", photo, (2, 1), 3, "SAME"),
    ]


def _nn2() -> list[Case]:
    families = (
        _convolution,
        _transposed,
        _pooling,
        _blocks,
        _statistics,
        _gradients,
        _wide_strides,
    )
    return [case for family in families for case in family()]


FAMILIES = {"nn2": _nn2}
