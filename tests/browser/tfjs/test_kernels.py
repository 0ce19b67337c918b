"""Every kernel on every backend: none is missing, and what was added computes what CPU does."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.browser.harness import in_browser, use_or_skip

# Kernels that only some backends have, because they are parts of another kernel's way there.
BACKENDS_OWN = {"EluGrad", "MaxPoolV2"}


def run(name, calling, inputs, attributes, dtype):
    """What a kernel, or a function of TF.js, gives for tensors and attributes by name."""
    import tfjs as tf
    from tfjs._bridge.host import host, to_js

    names = (to_js(list(inputs)), to_js(list(attributes)), to_js([]))
    cross = host.instruction(name, calling, *names)
    interned = host.intern(to_js(list(attributes.values())))
    try:
        out = tf.Tensor(cross(interned, *[t._slot for t in inputs.values()]), tf.as_dtype(dtype))
        return out.numpy()
    finally:
        host.forget(interned)


def kernel(name, inputs, attributes, dtype="float32"):
    """What a kernel gives."""
    return run(name, "kernel", inputs, attributes, dtype)


@pytest.mark.parametrize("backend", ["wasm", "webgl", "webgpu", "cpu"])
@in_browser
def test_every_backend_has_every_kernel(backend):
    from tfjs import _bridge

    use_or_skip(backend)
    everything = set().union(*(_bridge.kernel_names(b) for b in ("wasm", "webgl", "cpu")))
    everything -= BACKENDS_OWN | set(_bridge.never_kernels())
    assert sorted(everything - set(_bridge.kernel_names(backend))) == []


@in_browser
def test_added_kernels_are_listed():
    import tfjs as tf

    listed = {(k.kernel, k.backend): k for k in tf.backend.added_kernels() if not k.when}
    assert listed["Conv2DBackpropFilter", "wasm"].how == "composed"
    assert listed["StaticRegexReplace", "wasm"].how == "routed"
    assert json.loads(tf._bridge.added_kernels())


SHAPES = [
    ((2, 7, 6, 3), (3, 2, 3, 4), (1, 1), "same"),
    ((1, 8, 9, 1), (3, 3, 1, 5), (2, 2), "same"),
    ((3, 8, 9, 2), (4, 3, 2, 2), (1, 2), "valid"),
    ((2, 6, 6, 4), (1, 1, 4, 8), (1, 1), "valid"),
    ((1, 5, 5, 2), (3, 3, 2, 3), (2, 1), ((0, 0), (1, 2), (0, 1), (0, 0))),
]


def outputs(x, window, strides, pad):
    """Height and width of a convolution's result."""
    sizes = []
    for axis in (0, 1):
        n, w, s = x[axis + 1], window[axis], strides[axis]
        extra = 0 if isinstance(pad, str) else sum(pad[axis + 1])
        sizes.append(-(-n // s) if pad == "same" else (n + extra - w) // s + 1)
    return tuple(sizes)


@pytest.mark.parametrize(("x", "window", "strides", "pad"), SHAPES)
@in_browser
def test_the_gradient_of_a_filter(x, window, strides, pad):
    import tfjs as tf

    random = np.random.default_rng(0)
    values = random.normal(size=x).astype(np.float32)
    slopes = random.normal(size=(x[0], *outputs(x, window, strides, pad), window[3]))
    found = {}
    for backend in ("cpu", "wasm"):
        tf.backend.use(backend)
        found[backend] = kernel(
            "Conv2DBackpropFilter",
            {"x": tf.constant(values), "dy": tf.constant(slopes, tf.float32)},
            {
                "strides": strides,
                "pad": pad,
                "dataFormat": "NHWC",
                "filterShape": window,
            },
            "float32",
        )
    np.testing.assert_allclose(found["wasm"], found["cpu"], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("x", "window", "strides", "pad"), SHAPES)
@in_browser
def test_the_gradients_of_a_depthwise_convolution(x, window, strides, pad):
    import tfjs as tf

    random = np.random.default_rng(0)
    multiplier = 1 + window[3] % 2
    window = (*window[:3], multiplier)
    sizes = (x[0], *outputs(x, window, strides, pad), x[3] * multiplier)
    values, slopes = random.normal(size=x), random.normal(size=sizes)
    weights = random.normal(size=window)
    found = {}
    shared = {"strides": strides, "dilations": (1, 1), "pad": pad}
    for backend in ("cpu", "wasm"):
        tf.backend.use(backend)
        v, s, w = (tf.constant(a, tf.float32) for a in (values, slopes, weights))
        found[backend] = (
            kernel(
                "DepthwiseConv2dNativeBackpropFilter",
                {"x": v, "dy": s},
                {**shared, "filterShape": window},
                "float32",
            ),
            kernel(
                "DepthwiseConv2dNativeBackpropInput",
                {"dy": s, "filter": w},
                {**shared, "inputShape": x},
                "float32",
            ),
        )
    for mine, theirs in zip(found["wasm"], found["cpu"], strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-4, atol=1e-4)


@in_browser
def test_a_dilated_depthwise_gradient_is_that_of_the_definition():
    import tfjs as tf

    random = np.random.default_rng(0)
    x, w = random.normal(size=(1, 7, 7, 2)), random.normal(size=(3, 3, 2, 1))
    dy = random.normal(size=(1, 3, 3, 2))
    by_filter, by_input = np.zeros(w.shape), np.zeros(x.shape)
    for row, column, y, z in np.ndindex(3, 3, 3, 3):
        place = 0, row + 2 * y, column + 2 * z
        by_filter[y, z, :, 0] += x[place] * dy[0, row, column]
        by_input[place] += w[y, z, :, 0] * dy[0, row, column]
    tf.backend.use("wasm")
    v, s, k = (tf.constant(a, tf.float32) for a in (x, dy, w))
    shared = {"strides": (1, 1), "dilations": (2, 2), "pad": "valid"}
    found = kernel(
        "DepthwiseConv2dNativeBackpropFilter",
        {"x": v, "dy": s},
        {**shared, "filterShape": w.shape},
        "float32",
    )
    np.testing.assert_allclose(found, by_filter, rtol=1e-4, atol=1e-5)
    found = kernel(
        "DepthwiseConv2dNativeBackpropInput",
        {"dy": s, "filter": k},
        {**shared, "inputShape": x.shape},
        "float32",
    )
    np.testing.assert_allclose(found, by_input, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_sums_by_segment(backend):
    import tfjs as tf

    use_or_skip(backend)
    x = np.arange(24, dtype=np.float32).reshape(4, 2, 3)
    ids = tf.constant([2, 0, 2, 4])
    found = kernel(
        "UnsortedSegmentSum",
        {"x": tf.constant(x), "segmentIds": ids},
        {"numSegments": 5},
        "float32",
    )
    wanted = np.zeros((5, 2, 3), np.float32)
    np.add.at(wanted, [2, 0, 2, 4], x)
    np.testing.assert_allclose(found, wanted)


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@pytest.mark.parametrize("n", [1, 2, 5, 8, 12, 31])
@in_browser
def test_transforms_of_any_length(backend, n):
    import tfjs as tf

    use_or_skip(backend)
    random = np.random.default_rng(n)
    x = (random.normal(size=(3, n)) + 1j * random.normal(size=(3, n))).astype(np.complex64)
    for name, wanted in (("FFT", np.fft.fft(x)), ("IFFT", np.fft.ifft(x))):
        found = kernel(name, {"input": tf.constant(x)}, {}, "complex64")
        np.testing.assert_allclose(found, wanted, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize(
    ("equation", "shapes"),
    [
        ("ij,jk->ik", [(2, 3), (3, 4)]),
        ("bij,bjk->bik", [(2, 2, 3), (2, 3, 4)]),
        ("ij->ji", [(2, 3)]),
        ("ijk->j", [(2, 3, 4)]),
        ("i,j->ij", [(3,), (4,)]),
        ("abc,cd->bd", [(2, 3, 4), (4, 5)]),
    ],
)
@in_browser
def test_sums_of_einstein(equation, shapes):
    import tfjs as tf

    tf.backend.use("wasm")
    arrays = [np.random.default_rng(0).normal(size=s).astype(np.float32) for s in shapes]
    tensors = [tf.constant(a) for a in arrays]
    inputs = {str(i): t for i, t in enumerate(tensors)}
    found = run("einsum", "attributes", inputs, {"equation": equation}, "float32")
    np.testing.assert_allclose(found, np.einsum(equation, *arrays), rtol=1e-4, atol=1e-5)


@in_browser
def test_channels_first_on_wasm():
    import tfjs as tf

    random = np.random.default_rng(0)
    x = random.normal(size=(2, 3, 6, 5)).astype(np.float32)
    w = random.normal(size=(3, 3, 3, 4)).astype(np.float32)
    found = {}
    for backend in ("cpu", "wasm"):
        tf.backend.use(backend)
        found[backend] = kernel(
            "Conv2D",
            {"x": tf.constant(x), "filter": tf.constant(w)},
            {"strides": (1, 1), "pad": "same", "dataFormat": "NCHW", "dilations": (1, 1)},
            "float32",
        )
    np.testing.assert_allclose(found["wasm"], found["cpu"], rtol=1e-4, atol=1e-5)


@in_browser
def test_whole_numbers_on_wasm():
    import tfjs as tf

    tf.backend.use("wasm")
    big = 2**24 + 1
    a = tf.constant([[[big, 0], [0, 1]]])
    found = kernel(
        "BatchMatMul",
        {"a": a, "b": tf.constant([[[1, 2], [3, 4]]])},
        {"transposeA": False, "transposeB": False},
        "int32",
    )
    assert found.tolist() == [[[big, 2 * big], [3, 4]]]
    pooled = kernel(
        "MaxPool",
        {"x": tf.constant([[[[big], [1]], [[2], [3]]]])},
        {"filterSize": (2, 2), "strides": (2, 2), "pad": "valid"},
        "int32",
    )
    assert pooled.ravel().tolist() == [big]


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_complex_numbers_compute(backend):
    import tfjs as tf

    use_or_skip(backend)
    random = np.random.default_rng(1)
    a = (random.normal(size=(2, 3)) + 1j * random.normal(size=(2, 3))).astype(np.complex64)
    b = (random.normal(size=(2, 3)) + 1j * random.normal(size=(2, 3))).astype(np.complex64)
    x, y = tf.constant(a), tf.constant(b)
    pairs = [
        (x + y, a + b),
        (x * y, a * b),
        (x / y, a / b),
        (x - y, a - b),
        (tf.exp(x), np.exp(a)),
        (tf.reduce_sum(x, 0), a.sum(0)),
        (tf.matmul(x, tf.transpose(y)), a @ b.T),
        (tf.reshape(x, [3, 2]), a.reshape(3, 2)),
        (tf.concat([x, y], 0), np.concatenate([a, b])),
        (x[1:, ::2], a[1:, ::2]),
        (tf.abs(x), np.abs(a)),
    ]
    for found, wanted in pairs:
        np.testing.assert_allclose(found.numpy(), wanted, rtol=2e-3, atol=2e-3)


@pytest.mark.parametrize("keep", [False, True])
@in_browser
def test_sums_over_the_first_axes(keep):
    import tfjs as tf

    tf.backend.use("wasm")
    x = np.random.default_rng(0).normal(size=(7, 5, 3)).astype(np.float32)
    for axis in ((0,), (0, 1), (1, 0), (-3,), (0, 2), (1,)):
        found = kernel("Sum", {"x": tf.constant(x)}, {"axis": axis, "keepDims": keep})
        np.testing.assert_allclose(found, x.sum(axis, keepdims=keep), rtol=1e-5, atol=1e-5)
