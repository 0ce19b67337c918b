"""Which dtypes the operations of networks, images, matrices and signals take, and give."""

from __future__ import annotations

from ask import Case, T, c

KINDS = ("float64", "float16", "bfloat16", "int32", "int64", "uint8", "int8", "bool")


# Dtypes that TensorFlow happens to have no kernel for, or fails on in words of Python's own.
LENIENT = {
    "nn.crelu": ["uint8"],
    "image.total_variation": ["uint8"],
    "image.rgb_to_grayscale": ["bool"],
    "image.extract_patches": ["bool"],
    "linalg.det": ["float16", "bfloat16"],
    "linalg.inv": ["float16", "bfloat16"],
    "linalg.matmul": ["uint8", "int8"],
    "linalg.tensordot": ["uint8", "int8"],
}


def t(shape: list[int], kind: str) -> T:
    """Small whole numbers in a shape, of any dtype."""
    size = 1
    for n in shape:
        size *= n
    values: list[object] = [(7 * k + 3) % 11 for k in range(size)]
    if kind == "bool":
        values = [v > 4 for v in values]  # type: ignore[operator]
    return T(values, kind, tuple(shape))


def _of_one() -> list[Case]:
    photo, matrix = [1, 3, 3, 3], [3, 3]
    operations = [
        ("nn.relu", matrix),
        ("nn.relu6", matrix),
        ("nn.elu", matrix),
        ("nn.selu", matrix),
        ("nn.gelu", matrix),
        ("nn.silu", matrix),
        ("nn.leaky_relu", matrix),
        ("nn.softmax", matrix),
        ("nn.log_softmax", matrix),
        ("nn.softsign", matrix),
        ("nn.crelu", matrix),
        ("nn.l2_loss", matrix),
        ("nn.l2_normalize", matrix),
        ("nn.zero_fraction", matrix),
        ("image.flip_left_right", photo),
        ("image.rot90", photo),
        ("image.rgb_to_grayscale", photo),
        ("image.rgb_to_hsv", photo),
        ("image.rgb_to_yuv", photo),
        ("image.per_image_standardization", photo),
        ("image.total_variation", photo),
        ("linalg.trace", matrix),
        ("linalg.det", matrix),
        ("linalg.inv", matrix),
        ("linalg.diag", matrix),
        ("linalg.diag_part", matrix),
        ("linalg.adjoint", matrix),
        ("linalg.norm", matrix),
        ("signal.rfft", matrix),
        ("signal.dct", matrix),
        ("signal.fftshift", matrix),
        ("math.conj", matrix),
        ("math.real", matrix),
    ]
    return [
        c(op, t(shape, kind))
        for op, shape in operations
        for kind in KINDS
        if kind not in LENIENT.get(op, ())
    ]


def _of_more() -> list[Case]:
    photo = [1, 4, 4, 2]
    cases = []
    for kind in KINDS:
        x = t(photo, kind)
        cases += [
            c("nn.conv2d", x, t([2, 2, 2, 3], kind), 1, "SAME"),
            c("nn.depthwise_conv2d", x, t([2, 2, 2, 1], kind), [1, 1, 1, 1], "VALID"),
            c("nn.avg_pool2d", x, 2, 2, "SAME"),
            c("nn.bias_add", x, t([2], kind)),
            c("nn.dropout", x, 0.0),
            c("nn.space_to_depth", x, 2),
            c("nn.depth_to_space", t([1, 2, 2, 4], kind), 2),
            c("nn.embedding_lookup", t([4, 2], kind), [1, 0]),
            c("nn.dilation2d", x, t([2, 2, 2], kind), [1] * 4, "SAME", "NHWC", [1] * 4),
            c("image.resize", x, [3, 5]),
            c("image.resize", x, [3, 5], "nearest"),
            c("image.crop_to_bounding_box", x, 0, 1, 2, 2),
            c("image.pad_to_bounding_box", x, 1, 1, 6, 6),
            c("image.extract_patches", x, [1, 2, 2, 1], [1] * 4, [1] * 4, "VALID"),
            c("linalg.matmul", t([2, 3], kind), t([3, 2], kind)),
            c("linalg.band_part", t([3, 3], kind), 1, 0),
            c("linalg.set_diag", t([3, 3], kind), t([3], kind)),
            c("linalg.cross", t([3], kind), t([3], kind)),
            c("linalg.tensordot", t([2, 3], kind), t([3, 2], kind), 1),
            c("signal.frame", t([7], kind), 3, 2),
            c("signal.overlap_and_add", t([3, 4], kind), 2),
        ]
    return [case for case in cases if case.args[0].dtype not in LENIENT.get(case.op, ())]


def _dtypes() -> list[Case]:
    return [*_of_one(), *_of_more()]


FAMILIES = {"dtypes": _dtypes}
