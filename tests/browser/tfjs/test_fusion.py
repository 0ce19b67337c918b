"""Element-wise steps that a replay runs in one pass, with the same bits as its kernels."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import census, in_browser


def program_of(function):
    """What the one program of a function does, line by line."""
    (traced,) = function._traced.values()
    (variant,) = traced.variants
    return variant.program.describe()


def replayed(function, *arguments):
    """What a replay gives, and what Python gives: arrays."""
    import tfjs as tf

    recorded = tf.function(function)
    recorded(*arguments)
    found, wanted = recorded(*arguments), function(*arguments)
    assert recorded.experimental_get_tracing_count() == 1
    return [t.numpy() for t in found], [t.numpy() for t in wanted], program_of(recorded)


UNARY = ("square", "sqrt", "negative", "abs", "relu", "rsqrt")
BINARY = ("add", "subtract", "multiply", "divide", "maximum", "minimum", "squared_difference")


def chain(random, shape):
    """A random chain of operations: a function of tensors of `shape`, its rows, and a number."""
    import tfjs as tf

    names = {"rsqrt": tf.math.rsqrt, "relu": tf.nn.relu}
    names["squared_difference"] = tf.math.squared_difference
    plan = []
    for count in range(random.integers(2, 14)):
        unary = random.random() < 0.35
        name = str(random.choice(UNARY if unary else BINARY))
        plan.append((names.get(name) or getattr(tf, name), random.integers(0, 5 + count, 2), unary))
    kept = random.choice(len(plan), size=min(3, len(plan)), replace=False)

    def function(*values):
        values = [*values]
        for operation, (a, b), unary in plan:
            values.append(operation(values[a]) if unary else operation(values[a], values[b]))
        return [values[5 + k] for k in sorted(kept)] + [values[-1]]

    shapes = [shape, shape, shape[-1:], (*shape[:-1], 1), ()]
    arrays = [random.normal(size=s).astype(np.float32) for s in shapes]
    for array in arrays[:2]:
        array.reshape(-1)[::7] = random.choice([0.0, -0.0, np.inf, -np.inf, np.nan, 1e-40])
    return function, [tf.constant(a) for a in arrays]


@pytest.mark.parametrize("shape", [(5, 7), (3, 4), (1, 9), (6, 1), (2, 3, 8), (33,), (1,)])
@in_browser
def test_random_chains_give_the_same_bits(shape):
    import tfjs as tf

    tf.backend.use("wasm")
    random = np.random.default_rng(sum(shape))
    fused = 0
    for _ in range(12):
        function, tensors = chain(random, shape)
        found, wanted, program = replayed(function, *tensors)
        fused += "fused" in program
        for mine, theirs in zip(found, wanted, strict=True):
            assert mine.shape == theirs.shape
            np.testing.assert_array_equal(mine, theirs)
            signs = np.isnan(theirs) | (np.signbit(mine) == np.signbit(theirs))
            assert signs.all()
    assert fused > 6


@in_browser
def test_what_is_broadcast_is_not_copied():
    import tfjs as tf

    tf.backend.use("wasm")
    x = tf.constant(np.arange(12, dtype=np.float32).reshape(3, 4))

    def spread(x):
        rows = tf.broadcast_to(tf.reduce_mean(x, 0, keepdims=True), [3, 4])
        columns = tf.broadcast_to(tf.reduce_mean(x, 1, keepdims=True), [3, 4])
        return x - rows, tf.square(x - columns), tf.tile(x[:1], [2, 1]), tf.tile(x, [1, 2])

    found, wanted, program = replayed(spread, x)
    for mine, theirs in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    alone = [line for line in program.splitlines() if "Tile" in line and line[0] != " "]
    assert len(alone) == 1  # a side of 4 that becomes 8 is no broadcast


@in_browser
def test_a_step_of_adam_is_one_pass_for_each_variable():
    import tfjs as tf

    tf.backend.use("wasm")
    variables = [tf.Variable(tf.ones(shape)) for shape in ((4, 3), (3,), ())]
    adam = tf.keras.optimizers.Adam(0.1)
    adam.build(variables)

    @tf.function
    def step(slope):
        adam.apply([v * slope for v in variables], variables)

    for _ in range(3):
        step(tf.constant(0.5))
    held = census()
    for _ in range(20):
        step(tf.constant(0.5))
    assert census() == held
    lines = program_of(step).splitlines()
    assert len([line for line in lines if "assign" in line]) == 10
    alone = [line for line in lines if not line.startswith(" ") and "kernel" in line]
    # Two powers, a cast and two additions of whole numbers are what all variables share.
    assert len(alone) <= 6
    for v in variables:
        assert np.ptp(v.numpy()) == 0
        np.testing.assert_allclose(v.numpy().reshape(-1)[0], variables[2].numpy(), rtol=1e-6)


@in_browser
def test_another_shape_or_backend_takes_the_long_way():
    import tfjs as tf

    tf.backend.use("wasm")
    v = tf.Variable([1.0, 2.0], shape=tf.TensorShape(None))
    function = tf.function(lambda x: (v + x) * (v - x))
    x = tf.constant(3.0)
    assert [function(x).numpy().tolist() for _ in range(2)] == [[-8, -5]] * 2
    v.assign([[4.0], [5.0], [6.0]])
    assert [function(x).numpy().tolist() for _ in range(2)] == [[[7], [16], [27]]] * 2
    tf.backend.use("cpu")
    assert function(x).numpy().tolist() == [[7], [16], [27]]
    tf.backend.use("wasm")
    assert function(x).numpy().tolist() == [[7], [16], [27]]


@in_browser
def test_gradients_flow_through_what_was_fused():
    import tfjs as tf

    tf.backend.use("wasm")
    x = tf.constant([[0.5, -2.0], [3.0, 1.0]])
    row = tf.constant([1.0, 2.0])
    function = tf.function(lambda x: tf.nn.relu(x * row + 1.0) / (x * x + 1.0))
    for _ in range(3):
        with tf.GradientTape() as tape:
            tape.watch([x, row])
            y = function(x)
        dx, dr = tape.gradient(y, [x, row])
        with tf.GradientTape() as tape:
            tape.watch([x, row])
            y = function.python_function(x)
        wanted = tape.gradient(y, [x, row])
        np.testing.assert_array_equal(dx.numpy(), wanted[0].numpy())
        np.testing.assert_array_equal(dr.numpy(), wanted[1].numpy())


@in_browser
def test_what_a_guard_or_a_loop_reads_comes_in_time():
    import tfjs as tf

    tf.backend.use("wasm")

    @tf.function(autograph=False)
    def guarded(x):
        y = x * 2.0 + 1.0
        z = y * y
        return (z - y, y) if y[0] > 0 else (z + y, y)

    for start in (1.0, -3.0, 1.0, -3.0):
        found = guarded(tf.constant([start, 2.0]))
        wanted = guarded.python_function(tf.constant([start, 2.0]))
        for a, b in zip(found, wanted, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy())

    @tf.function
    def loop(x):
        y = x * 2.0 + 1.0
        return tf.while_loop(lambda i, _: i < 3, lambda i, z: (i + 1, z * y - x), (0, y - x))

    for _ in range(2):
        np.testing.assert_allclose(loop(tf.constant([1.0, 2.0]))[1].numpy(), [41.0, 313.0])
