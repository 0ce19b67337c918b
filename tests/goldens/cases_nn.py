"""Calls of convolutions, pooling, activations and losses."""

from __future__ import annotations

from ask import Case, T, c, i, r

EMPTY = T([], shape=(0, 3))


def _nn() -> list[Case]:
    cases = []
    for op in [
        "relu",
        "relu6",
        "elu",
        "selu",
        "silu",
        "swish",
        "softsign",
        "sigmoid",
        "tanh",
        "softplus",
        "crelu",
        "leaky_relu",
    ]:
        cases.append(c(f"nn.{op}", r(2, 4, low=-8, high=8)))  # noqa: PERF401
    cases += [
        c("nn.relu", i(5)),
        c("nn.relu6", T([-1, 3, 9], "int32")),
        c("nn.leaky_relu", i(4)),
        c("nn.leaky_relu", r(4), alpha=0.5),
        c("nn.gelu", r(6)),
        c("nn.gelu", r(6), approximate=True),
        c("nn.silu", r(6), 1.5),
    ]
    for op in ["softmax", "log_softmax"]:
        cases += [
            c(f"nn.{op}", r(2, 3)),
            c(f"nn.{op}", r(2, 3, 4), 1),
            c(f"nn.{op}", T([1000.0, 1001.0])),
        ]
        cases += [c(f"nn.{op}", i(3)), c(f"nn.{op}", r(2, 3), 2), c(f"nn.{op}", EMPTY)]
    image = r(2, 5, 6, 3)
    for padding in ("SAME", "VALID"):
        for strides in (1, 2, [1, 2, 1, 1]):
            cases.append(c("nn.conv2d", image, r(3, 2, 3, 4), strides, padding))
        cases += [
            c("nn.conv2d", image, r(2, 2, 3, 2), 1, padding, dilations=2),
            c("nn.depthwise_conv2d", image, r(3, 3, 3, 2), [1, 1, 1, 1], padding),
            c("nn.depthwise_conv2d", image, r(2, 2, 3, 1), [1, 2, 2, 1], padding),
            c("nn.max_pool2d", image, 2, 2, padding),
            c("nn.max_pool2d", image, [1, 3, 2, 1], [1, 1, 2, 1], padding),
            c("nn.avg_pool2d", image, 2, 2, padding),
            c("nn.avg_pool2d", image, [3, 3], [1, 1], padding),
        ]
    cases += [
        c("nn.conv2d", image, r(3, 2, 3, 4), 1, [[0, 0], [1, 2], [0, 1], [0, 0]]),
        c("nn.conv2d", r(1, 4, 4, 4), r(2, 2, 2, 6), 1, "VALID"),
        c("nn.conv2d", image, r(1, 1, 2, 4), 1, "SAME"),
        c("nn.conv2d", image, r(1, 1, 3, 4), 1, "FULL"),
        c("nn.conv1d", r(2, 6, 3), r(3, 3, 2), 2, "SAME"),
        c("nn.conv2d_transpose", r(1, 3, 3, 2), r(2, 2, 4, 2), [1, 6, 6, 4], 2, "SAME"),
        c("nn.separable_conv2d", image, r(2, 2, 3, 2), r(1, 1, 6, 4), [1, 1, 1, 1], "SAME"),
        c("nn.max_pool2d", r(2, 4), 2, 2, "SAME"),
        c("nn.bias_add", r(2, 3), r(3)),
        c("nn.bias_add", r(2, 3, 4), r(3), data_format="NCHW"),
        c("nn.bias_add", r(2, 3), r(4)),
        c("nn.batch_normalization", r(2, 3), r(3), r(3, low=0.5), r(3), r(3), 1e-3),
        c("nn.batch_normalization", r(2, 3), r(3), r(3, low=0.5), None, None, 1e-3),
        c("nn.moments", r(2, 3, 4), [0, 1]),
        c("nn.moments", r(2, 3), [1], keepdims=True),
        c("nn.l2_normalize", r(2, 3), 1),
        c("nn.l2_normalize", T([0.0, 0.0])),
        c("nn.local_response_normalization", r(1, 2, 2, 6)),
        c("nn.lrn", r(1, 2, 2, 6), 2, 1.5, 0.5, 0.75),
        c("nn.softmax_cross_entropy_with_logits", T([[0.2, 0.8], [1.0, 0.0]]), r(2, 2)),
        c("nn.sparse_softmax_cross_entropy_with_logits", T([1, 0], "int32"), r(2, 3)),
        c("nn.sigmoid_cross_entropy_with_logits", T([[0.0, 1.0]]), r(1, 2)),
        c("nn.sigmoid_cross_entropy_with_logits", r(2), r(3)),
        c("nn.weighted_cross_entropy_with_logits", T([0.0, 1.0]), r(2), 2.0),
        c("nn.embedding_lookup", r(4, 2), T([[0, 3], [1, 1]], "int32")),
        c("nn.embedding_lookup", r(4, 2), T([0, 3], "int32"), max_norm=0.5),
        c("nn.l2_loss", r(3)),
        c("nn.dropout", r(3), 0.0),
        c("nn.dropout", r(3), 1.0),
        c("nn.dropout", i(3), 0.5),
    ]
    return cases


FAMILIES = {"nn": _nn}
