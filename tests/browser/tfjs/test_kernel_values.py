"""Values that TF.js's own kernels get wrong, and that the mended ones get right."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, use_or_skip
from tests.browser.tfjs.test_kernels import kernel

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_updates_leave_their_input_alone(backend):
    import tfjs as tf

    use_or_skip(backend)
    for values in ([1.0, 2.0, 3.0], [1, 2, 3]):
        x = tf.constant(values)
        updates = tf.constant(values[1:])
        places = tf.constant([[0], [0]])
        for update in (
            tf.tensor_scatter_nd_update,
            tf.tensor_scatter_nd_add,
            tf.tensor_scatter_nd_max,
        ):
            update(x, places, updates)
        tf.scatter_nd(places, updates, [3])
        assert x.numpy().tolist() == values
        assert updates.numpy().tolist() == values[1:]
        changed = tf.tensor_scatter_nd_update(x, [[2]], updates[:1])
        assert changed.numpy().tolist() == [*values[:2], values[1]]


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@pytest.mark.parametrize("shape", [(4,), (3, 400)])
@in_browser
def test_extremes_keep_nan(backend, shape):
    import tfjs as tf

    use_or_skip(backend)
    random = np.random.default_rng(0)
    a, b = (random.normal(size=shape).astype(np.float32) for _ in range(2))
    a[..., 0] = b[..., 1] = a[..., 2] = b[..., 2] = NAN
    x, y = tf.constant(a), tf.constant(b)
    for op, wanted in ((tf.maximum, np.maximum), (tf.minimum, np.minimum)):
        recorded = tf.function(op)
        recorded(x, y)
        np.testing.assert_array_equal(op(x, y).numpy(), wanted(a, b))
        np.testing.assert_array_equal(recorded(x, y).numpy(), wanted(a, b))
        row = tf.constant(b.reshape(-1)[:4].reshape(4, 1, 1))
        np.testing.assert_array_equal(op(x, row).numpy(), wanted(a, row.numpy()))
        for number in (0.5, NAN):
            np.testing.assert_array_equal(op(x, number).numpy(), wanted(a, np.float32(number)))
            np.testing.assert_array_equal(op(number, x).numpy(), wanted(a, np.float32(number)))
    for low, high in ((-0.5, 0.5), (NAN, 0.5), (-0.5, NAN)):
        found = tf.clip_by_value(x, low, high).numpy()
        np.testing.assert_array_equal(found, np.minimum(np.maximum(a, np.float32(low)), high))
    found = kernel("ClipByValue", {"x": x}, {"clipValueMin": -0.5, "clipValueMax": 0.5})
    np.testing.assert_array_equal(found, np.clip(a, -0.5, 0.5))
    for axis in (None, -1, 0):
        np.testing.assert_array_equal(tf.reduce_max(x, axis).numpy(), np.max(a, axis))
        np.testing.assert_array_equal(tf.reduce_min(x, axis).numpy(), np.min(a, axis))


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_rectifiers_of_what_is_not_finite(backend):
    import tfjs as tf

    use_or_skip(backend)
    values = np.linspace(-9, 9, 1000, dtype=np.float32)
    values[[7, 400, 800]] = NAN, -INF, INF
    x = tf.constant(values)
    np.testing.assert_array_equal(tf.nn.relu(x).numpy(), np.maximum(values, 0))
    np.testing.assert_array_equal(tf.nn.relu6(x).numpy(), np.clip(values, 0, 6))
    for alpha in (0.2, 2.0):
        sloping = np.where(values < 0, values * np.float32(alpha), values)
        np.testing.assert_allclose(tf.nn.leaky_relu(x, alpha).numpy(), sloping, rtol=1e-6)


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_sums_by_segment_keep_nan_apart(backend):
    import tfjs as tf

    tf.backend.use(backend)
    ids = tf.constant([0, 1, 1, -1, 2])
    x = tf.constant([NAN, 1.0, 2.0, 5.0, INF])
    found = tf.math.unsorted_segment_sum(x, ids, 4).numpy()
    np.testing.assert_array_equal(found, [NAN, 3, INF, 0])
    rows = tf.constant(np.arange(30, dtype=np.int32).reshape(5, 2, 3))
    found = tf.math.unsorted_segment_sum(rows, ids, 4)
    assert found.dtype == tf.int32
    wanted = np.zeros((4, 2, 3), np.int32)
    for row, place in enumerate([0, 1, 1, None, 2]):
        if place is not None:
            wanted[place] += rows.numpy()[row]
    np.testing.assert_array_equal(found.numpy(), wanted)
    assert tf.math.unsorted_segment_sum(x[:0], ids[:0], 2).numpy().tolist() == [0, 0]


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_numbers_as_truth_values(backend):
    import tfjs as tf

    tf.backend.use(backend)
    for values in ([0.5, 0.0, -0.2, 256.0], [3, 0, -1, 256]):
        found = kernel("Cast", {"x": tf.constant(values)}, {"dtype": "bool"}, "bool")
        assert found.tolist() == [True, False, True, True]
        assert tf.cast(values, tf.bool).numpy().tolist() == [True, False, True, True]


@pytest.mark.parametrize("strides", [(1, 1, 1), (2, 2, 2), (2, 1, 3)])
@pytest.mark.parametrize("pad", ["same", "valid"])
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_the_gradients_of_a_convolution_in_space(backend, pad, strides):
    import tfjs as tf

    tf.backend.use(backend)
    random = np.random.default_rng(0)
    x = random.normal(size=(2, 5, 6, 7, 2))
    w = random.normal(size=(3, 2, 4, 2, 3))
    sizes, before = [], []
    for n, k, s in zip(x.shape[1:4], w.shape, strides, strict=False):
        sizes.append(-(-n // s) if pad == "same" else (n - k) // s + 1)
        before.append(max((sizes[-1] - 1) * s + k - n, 0) // 2 if pad == "same" else 0)
    dy = random.normal(size=(2, *sizes, 3))
    by_filter, by_input = np.zeros(w.shape), np.zeros(x.shape)
    for place in np.ndindex(*sizes):
        for tap in np.ndindex(*w.shape[:3]):
            at = [p * s - b + t for p, s, b, t in zip(place, strides, before, tap, strict=True)]
            if all(0 <= i < n for i, n in zip(at, x.shape[1:4], strict=True)):
                here, slopes = (slice(None), *at), dy[(slice(None), *place)]
                by_filter[tap] += x[here].T @ slopes
                by_input[here] += slopes @ w[tap].T
    v, s, f = (tf.constant(a, tf.float32) for a in (x, dy, w))
    shared = {"strides": strides, "pad": pad}
    found = kernel(
        "Conv3DBackpropInputV2", {"dy": s, "filter": f}, {**shared, "inputShape": x.shape}
    )
    np.testing.assert_allclose(found, by_input, rtol=1e-4, atol=1e-4)
    found = kernel("Conv3DBackpropFilterV2", {"x": v, "dy": s}, {**shared, "filterShape": w.shape})
    np.testing.assert_allclose(found, by_filter, rtol=1e-4, atol=1e-4)


@in_browser
def test_slices_on_wasm():
    import tfjs as tf

    tf.backend.use("wasm")
    random = np.random.default_rng(0)
    for rank in range(1, 6):
        x = random.integers(-50, 50, size=(5, 4, 3, 40, 2)[-rank:])
        for attempt in range(8):
            begin = [int(random.integers(0, n)) for n in x.shape]
            rest = [n - b for n, b in zip(x.shape, begin, strict=True)]
            size = [int(random.integers(min(attempt, 1), n + 1)) for n in rest]
            if attempt > 4:
                whole_from = rank // 2
                begin[whole_from:] = [0] * (rank - whole_from)
                size[whole_from:] = x.shape[whole_from:]
            part = x[tuple(slice(b, b + s) for b, s in zip(begin, size, strict=True))]
            for dtype in (tf.float32, tf.int32, tf.bool):
                whole = tf.constant(x.astype(dtype.as_numpy_dtype))
                found = tf.slice(whole, begin, size).numpy()
                np.testing.assert_array_equal(found, part.astype(dtype.as_numpy_dtype))


@in_browser
def test_pieces_on_wasm():
    import tfjs as tf

    tf.backend.use("wasm")
    x = np.arange(120, dtype=np.float32).reshape(4, 5, 6)
    for axis in (0, 1, 2, -1):
        count = x.shape[axis]
        for sizes in (count, [1, count - 1], [count - 2, 0, 2]):
            edges = sizes if sizes == count else np.cumsum(sizes)[:-1]
            found = tf.split(tf.constant(x), sizes, axis)
            for mine, wanted in zip(found, np.split(x, edges, axis), strict=True):
                np.testing.assert_array_equal(mine.numpy(), wanted)
        rows = tf.unstack(tf.constant(x), axis=axis)
        for index, row in enumerate(rows):
            np.testing.assert_array_equal(row.numpy(), np.take(x, index, axis))


@in_browser
def test_another_name_for_a_tensor_shares_its_memory_on_wasm():
    import tfjs as tf

    tf.backend.use("wasm")
    x = tf.constant(np.ones(1 << 16, np.float32))
    before = tf.backend.memory().num_data_buffers
    same = tf.identity(x)
    assert tf.backend.memory().num_data_buffers == before
    del x
    assert float(tf.reduce_sum(same)) == 1 << 16
    variable = tf.Variable(same)
    variable.assign_add(same)
    assert float(tf.reduce_sum(same)) == 1 << 16


@in_browser
def test_gathering_from_small_tensors_gives_everything_back_on_webgl():
    import tfjs as tf

    use_or_skip("webgl")
    before = tf.backend.memory().num_data_buffers
    x, places = tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.constant([[1], [0]])
    assert tf.gather_nd(x, places).numpy().tolist() == [[3, 4], [1, 2]]
    assert tf.gather_nd(places, places).numpy().tolist() == [[0], [1]]
    del x, places
    assert tf.backend.memory().num_data_buffers == before


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_the_gradient_of_relu_is_zero_where_its_result_is_not_a_number(backend):
    import tfjs as tf

    use_or_skip(backend)
    for y in ([0.0, 2.0, INF, NAN], [0.0, 2.0, INF, 0.0]):
        inputs = {"dy": tf.constant([3.0, 3, -3, 3]), "y": tf.constant(y)}
        assert kernel("ReluGrad", inputs, {}).tolist() == [0, 3, -3, 0]


@pytest.mark.parametrize("backend", ["wasm", "webgl", "cpu"])
@in_browser
def test_relu_keeps_what_is_not_a_number(backend):
    import tfjs as tf

    use_or_skip(backend)
    x = np.where(np.arange(37) % 5 == 0, NAN, np.arange(37) - 18.0).astype(np.float32)
    recorded = tf.function(tf.nn.relu)
    for f in (tf.nn.relu, recorded, recorded):
        np.testing.assert_array_equal(f(tf.constant(x)).numpy(), np.maximum(x, np.float32(0)))


PICKS = [
    ((5, 4), (3,), 0, 0),
    ((5, 4, 3), (2, 2), 1, 0),
    ((2, 5, 4), (2, 3), 1, 1),
    ((2, 3, 5, 40), (2, 2, 2), 2, 1),
    ((2, 3, 5), (2, 3, 2), 2, 2),
    ((6,), (2, 3), 0, 0),
    ((3, 100), (4,), 0, 0),
    ((5, 0), (2,), 0, 0),
    ((5, 4), (0,), 1, 0),
]


@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
@in_browser
def test_picked_slices_are_those_of_their_index(dtype):
    import tfjs as tf

    use_or_skip("wasm")
    random = np.random.default_rng(0)
    for shape, places, axis, batch in PICKS:
        x = (random.normal(size=shape) * 9).astype(dtype)
        index = random.integers(0, shape[axis], places).astype(np.int32)
        found = tf.gather(x, tf.constant(index), axis=axis, batch_dims=batch).numpy()
        if batch == 0:
            wanted = np.take(x, index, axis)
        else:
            lead = np.ndindex(*shape[:batch])
            rows = [np.take(x[at], index[at], axis - batch) for at in lead]
            wanted = np.stack(rows).reshape(found.shape)
        np.testing.assert_array_equal(found, wanted)
        assert found.dtype == x.dtype


@in_browser
def test_sums_by_segment_leave_out_what_names_no_segment():
    import tfjs as tf

    use_or_skip("wasm")
    for ids, count in (([0, 2, 2, 0], 3), ([1, 1, 1, 1], 2), ([-1, 0, 0, 1], 2)):
        for dtype in (np.float32, np.int32):
            x = np.arange(8).reshape(4, 2).astype(dtype)
            wanted = np.zeros((count, 2), dtype)
            for row, place in zip(x, ids, strict=True):
                if place >= 0:
                    wanted[place] += row
            found = kernel(
                "UnsortedSegmentSum",
                {"x": tf.constant(x), "segmentIds": tf.constant(ids)},
                {"numSegments": count},
                dtype.__name__,
            )
            np.testing.assert_array_equal(found, wanted)
