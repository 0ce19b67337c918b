"""Gradients of kernels that no operation of the library runs as they are, against differences."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser
from tests.browser.tfjs.test_gradient_checks import close, differences, gradient_of

RANDOM = np.random.default_rng(5)


def some(*shape: int) -> np.ndarray:
    return RANDOM.uniform(-1.5, 1.5, shape).astype(np.float32)


def spaced(*shape: int) -> np.ndarray:
    """Values a quarter apart, none near a multiple of it, in no order."""
    size = int(np.prod(shape))
    values = (RANDOM.permutation(size) - size // 2) * 0.25 + 0.125
    return values.reshape(shape).astype(np.float32)


def whole(*values: Any) -> np.ndarray:
    return np.asarray(values, np.int32)


IMAGE, WIDE = some(1, 4, 5, 2), some(2, 4, 6, 2)
POOL = {"filterSize": (2, 2), "strides": (2, 2), "pad": "same"}
CONV = {"strides": (1, 1), "pad": "same", "dataFormat": "NHWC", "dilations": (1, 1)}
MASKS = {"ellipsisMask": 0, "newAxisMask": 0, "shrinkAxisMask": 0}
FUSED = {**CONV, "activation": "sigmoid", "leakyreluAlpha": 0.25}

# kernel, inputs by name, attributes, inputs that have a gradient
CASES: list[tuple[str, dict[str, np.ndarray], dict[str, Any], str]] = [
    (
        "_FusedMatMul",
        {"a": some(1, 3, 4), "b": some(1, 4, 2), "bias": some(2)},
        {"transposeA": False, "transposeB": False, "activation": "sigmoid"},
        "a b bias",
    ),
    (
        "_FusedMatMul",
        {"a": some(1, 3, 4), "b": some(1, 2, 4)},
        {"transposeA": False, "transposeB": True, "activation": "linear"},
        "a b",
    ),
    (
        "FusedConv2D",
        {"x": IMAGE, "filter": some(2, 2, 2, 3), "bias": some(3)},
        FUSED,
        "x filter bias",
    ),
    (
        "FusedConv2D",
        {"x": IMAGE, "filter": some(2, 2, 2, 3), "bias": some(3)},
        {**FUSED, "activation": "linear"},
        "x filter bias",
    ),
    ("FusedDepthwiseConv2D", {"x": IMAGE, "filter": some(2, 2, 2, 1)}, FUSED, "x filter"),
    (
        "FusedBatchNorm",
        {"x": IMAGE, "mean": some(2), "variance": np.abs(some(2)) + 0.5},
        {"varianceEpsilon": 0.01},
        "x mean variance",
    ),
    (
        "FusedBatchNorm",
        {
            "x": IMAGE,
            "mean": some(2),
            "variance": np.abs(some(2)) + 0.5,
            "offset": some(2),
            "scale": some(2),
        },
        {"varianceEpsilon": 0.01},
        "x mean variance offset scale",
    ),
    ("Prelu", {"x": spaced(2, 3), "alpha": some(3)}, {}, "x alpha"),
    ("ClipByValue", {"x": spaced(3, 3)}, {"clipValueMin": -0.5, "clipValueMax": 0.75}, "x"),
    (
        "StridedSlice",
        {"x": some(5, 4)},
        {"begin": (4, 0), "end": (0, 4), "strides": (-2, 3), "beginMask": 0, "endMask": 0, **MASKS},
        "x",
    ),
    (
        "StridedSlice",
        {"x": some(5, 4)},
        {"begin": (1, 1), "end": (5, 4), "strides": (3, 1), "beginMask": 1, "endMask": 2, **MASKS},
        "x",
    ),
    (
        "SparseToDense",
        {
            "sparseIndices": whole([0, 1], [2, 0]),
            "sparseValues": some(2),
            "defaultValue": np.asarray(0.5, np.float32),
        },
        {"outputShape": (3, 2)},
        "sparseValues defaultValue",
    ),
    (
        "SparseSegmentSum",
        {"data": some(4, 2), "indices": whole(0, 3, 3), "segmentIds": whole(0, 0, 1)},
        {},
        "data",
    ),
    (
        "SparseSegmentMean",
        {"data": some(4, 2), "indices": whole(0, 3, 3), "segmentIds": whole(0, 0, 1)},
        {},
        "data",
    ),
    (
        "DenseBincount",
        {"x": whole(0, 2, 2, 7), "weights": some(4)},
        {"size": 4, "binaryOutput": False},
        "weights",
    ),
    (
        "GatherV2",
        {"x": some(2, 3, 4, 2), "indices": whole([1, 1], [3, 0])},
        {"axis": 2, "batchDims": 1},
        "x",
    ),
    ("DepthToSpace", {"x": some(1, 2, 3, 8)}, {"blockSize": 2, "dataFormat": "NHWC"}, "x"),
    ("Diag", {"x": some(2, 2)}, {}, "x"),
    ("FlipLeftRight", {"image": IMAGE}, {}, "image"),
    (
        "RotateWithOffset",
        {"image": IMAGE},
        {"radians": 0.7, "fillValue": 0.0, "center": 0.5},
        "image",
    ),
    ("AvgPool3D", {"x": some(1, 3, 4, 3, 1)}, {**POOL, "filterSize": 2, "strides": 2}, "x"),
    ("MaxPool3D", {"x": spaced(1, 3, 4, 3, 1)}, {**POOL, "filterSize": 2, "strides": 2}, "x"),
    ("Conv3D", {"x": some(1, 3, 3, 3, 1), "filter": some(2, 2, 2, 1, 2)}, {}, "x filter"),
    (
        "ResizeBilinear",
        {"images": WIDE},
        {"alignCorners": True, "halfPixelCenters": False, "size": (3, 4)},
        "images",
    ),
    (
        "ResizeBilinear",
        {"images": WIDE},
        {"alignCorners": False, "halfPixelCenters": False, "size": (7, 4)},
        "images",
    ),
    (
        "ResizeNearestNeighbor",
        {"images": WIDE},
        {"alignCorners": True, "halfPixelCenters": False, "size": (3, 9)},
        "images",
    ),
    ("LRN", {"x": IMAGE}, {"depthRadius": 1, "bias": 1.0, "alpha": 0.5, "beta": 0.6}, "x"),
]
CONV_3D = {"strides": (1, 1, 1), "pad": "same", "dataFormat": "NDHWC", "dilations": (1, 1, 1)}

# TF.js's own kernels on WASM, forward or backward, lose negative maxima and mix up the filter's
# places. Nothing here runs them: both are done by their counterparts over two axes.
WRONG_ON_WASM = {"MaxPool3D", "Conv3D"}


@functools.cache
def instruction(name: str, inputs: tuple[str, ...], attributes: tuple[str, ...]) -> Any:
    from tfjs._bridge import DECLARED, Instruction

    made = Instruction(name, "kernel", op=name, inputs=inputs, attributes=attributes)
    DECLARED.pop(name, None)
    return made


def run(name: str, inputs: dict[str, Any], attributes: dict[str, Any]) -> Any:
    """A kernel's first floating result."""
    import tfjs as tf

    call = instruction(name, tuple(inputs), tuple(attributes))
    slots = [tensor._slot for tensor in inputs.values()]
    return tf.Tensor(call(slots, tuple(attributes.values())), tf.float32)


@pytest.mark.leak_exempt("an instruction is declared once and for all")
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_gradients_of_kernels_are_what_differences_say(backend: str) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    failures = []
    for name, arrays, attributes, places in CASES:
        attrs = CONV_3D if name == "Conv3D" else attributes
        if backend == "wasm" and name in WRONG_ON_WASM:
            continue
        for place in places.split():

            def f(x: Any, name: Any = name, arrays: Any = arrays, place: Any = place) -> Any:
                inputs = {n: x if n == place else tf.constant(a) for n, a in arrays.items()}
                y = run(name, inputs, attrs)  # noqa: B023 - called within the loop
                weights = np.cos(np.arange(np.prod(y.shape)) + 1.0).reshape(tuple(y.shape))
                return tf.reduce_sum(y * weights.astype(np.float32))

            x = np.asarray(arrays[place])
            try:
                found = gradient_of(tf, f)(tf.constant(x)).numpy()
                wanted = differences(tf, f, x)
            except Exception as error:
                failures.append(f"{name} by {place}: {type(error).__name__}: {error:.200}")
                continue
            if not close(found, wanted):
                failures.append(f"{name} by {place}: {np.abs(found - wanted).max():.2g}")
    assert not failures, "\n".join(failures)
