"""What recurrent layers do beyond the cases that Keras was asked about."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip


def pair(kind, **config):
    """A layer of one kernel and one of single operations, with the same weights."""
    import tfjs as tf

    x = tf.random.stateless_normal([3, 6, 4], [1, 2])
    made = [getattr(tf.keras.layers, kind)(5, use_cudnn=way, **config) for way in (True, False)]
    for layer in made:
        layer(x)
    made[1].set_weights(made[0].get_weights())
    return x, made


def slopes(layer, x, **call):
    """Results and gradients, as arrays."""
    import tfjs as tf

    with tf.GradientTape() as tape:
        tape.watch(x)
        results = tf.nest.flatten(layer(x, **call))
        target = tf.add_n([tf.reduce_sum(tf.sin(3.0 * result)) for result in results])
    found = tape.gradient(target, [x, *layer.trainable_weights])
    return [t.numpy() for t in [*results, *found]]


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
@pytest.mark.parametrize("backend", ["wasm", "cpu", "webgl"])
@in_browser
def test_one_kernel_computes_what_single_operations_do(backend, kind):
    import numpy as np

    import tfjs as tf

    use_or_skip(backend)
    mask = tf.constant([[1, 1, 0, 1, 0, 0], [0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]], "bool")
    for backwards in (False, True):
        x, layers = pair(kind, return_sequences=True, return_state=True, go_backwards=backwards)
        for call in ({}, {"mask": mask}):
            one, other = (slopes(layer, x, **call) for layer in layers)
            for a, b in zip(one, other, strict=True):
                np.testing.assert_allclose(a, b, rtol=2e-4, atol=2e-5)


@in_browser
def test_single_operations_have_second_derivatives_and_the_kernel_says_that_it_has_none():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    x, (fast, slow) = pair("LSTM")

    def second(layer):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = tf.reduce_sum(layer(x))
            first = inner.gradient(y, x)
            total = tf.reduce_sum(first * first)
        return outer.gradient(total, x)

    assert np.abs(second(slow).numpy()).max() > 1e-6
    with pytest.raises(Exception, match="LSTMSequenceGrad"):
        second(fast)


@in_browser
def test_a_long_sequence_is_one_step_of_a_program():
    import numpy as np

    import tfjs as tf
    from tfjs.keras.layers.rnn import _loop

    use_or_skip("wasm")
    x = tf.random.stateless_normal([2, _loop.UNROLLED + 3, 2], [5, 6])
    mask = tf.random.stateless_uniform(x.shape[:2], [7, 8]) > 0.3
    layer = tf.keras.layers.SimpleRNN(3, return_sequences=True, go_backwards=True)
    layer(x)
    weights = layer.trainable_weights

    def step(x, mask):
        with tf.GradientTape() as tape:
            y = layer(x, mask=mask)
            loss = tf.reduce_sum(tf.sin(y))
        return y, tape.gradient(loss, weights)

    program = tf.function(step)
    program(x, mask)
    for one, other in zip(*map(tf.nest.flatten, (step(x, mask), program(x, mask))), strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), rtol=1e-3, atol=1e-3)


@in_browser
def test_not_a_number_in_is_not_a_number_out():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for kind in ("LSTM", "GRU"):
        x, (layer, _) = pair(kind, return_sequences=True)
        values = x.numpy()
        values[1, 2, 0] = np.nan
        bad = np.isnan(layer(tf.constant(values)).numpy())
        assert not bad[0].any() and not bad[1, :2].any() and bad[1, 2:].all(), kind


@in_browser
def test_weights_that_were_multiplied_in_another_shape():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    x, (fast, slow) = pair("GRU")
    kernel = fast.cell.recurrent_kernel
    tf.matmul(tf.ones([2, 15]), tf.reshape(kernel, [15, 5]))
    np.testing.assert_allclose(fast(x).numpy(), slow(x).numpy(), rtol=1e-4, atol=1e-5)


@in_browser
def test_dropout_is_the_same_in_all_steps_and_another_one_in_each_call():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for kind in ("SimpleRNN", "LSTM", "GRU"):
        # Without weights on the state and with ones on the inputs, outputs tell what was dropped.
        layer = getattr(tf.keras.layers, kind)(
            1,
            dropout=0.5,
            seed=3,
            kernel_initializer="ones",
            recurrent_initializer="zeros",
            return_sequences=kind == "SimpleRNN",
        )
        x = tf.ones([16, 5, 1])
        program = tf.function(lambda x, layer=layer: layer(x, training=True))
        found = [program(x).numpy() for _ in range(4)]
        assert len({f.tobytes() for f in found}) == 4, kind
        if kind == "SimpleRNN":
            assert all(np.ptp(f, axis=1).max() == 0 for f in found)
        plain = layer(x).numpy()
        assert np.array_equal(plain, layer(x, training=False).numpy())


@in_browser
def test_a_stateful_layer_goes_on_where_it_was():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for kind in ("SimpleRNN", "LSTM", "GRU"):
        x = tf.random.stateless_normal([2, 6, 3], [1, 2])
        layer = getattr(tf.keras.layers, kind)(4, stateful=True)
        whole = layer(x).numpy()
        layer.reset_state()
        program = tf.function(layer)
        program(x[:, :3])
        np.testing.assert_allclose(program(x[:, 3:]).numpy(), whole, rtol=1e-5, atol=1e-6)
        assert len(layer.weights) == 3
        with pytest.raises(ValueError, match="Expected batch size: 2\n- Received batch size: 3"):
            layer(tf.zeros([3, 2, 3]))
    with pytest.raises(ValueError, match="the batch size must be static"):
        tf.keras.layers.LSTM(2, stateful=True)(tf.keras.KerasTensor((None, 4, 3)))


@in_browser
def test_inputs_that_recurrent_layers_refuse():
    import tfjs as tf

    use_or_skip("wasm")
    layers = tf.keras.layers
    with pytest.raises(ValueError, match="last dimension of the inputs to a LSTMCell"):
        layers.LSTM(2)(tf.keras.KerasTensor((None, 4, None)))
    with pytest.raises(ValueError, match="expected at least one time step"):
        layers.GRU(2)(tf.zeros([2, 0, 3]))
    with pytest.raises(ValueError, match="expected 2 initial states"):
        layers.LSTM(2)(tf.zeros([2, 3, 3]), initial_state=[tf.zeros([2, 2])])
    with pytest.raises(ValueError, match="use_cudnn=True was specified"):
        layers.LSTM(2, activation="relu", use_cudnn=True)(tf.zeros([2, 3, 3]))
    with pytest.raises(ValueError, match="static input shapes for the spatial dimension"):
        layers.ConvLSTM2D(2, 2)(tf.keras.KerasTensor((None, 4, None, 5, 3)))
    with pytest.raises(ValueError, match="incompatible with the input shape"):
        layers.TimeDistributed(layers.Dense(2))(tf.zeros([2, 3, 4]), mask=tf.ones([2, 4], "bool"))


@in_browser
def test_a_cell_of_ones_own():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")

    class Counter(tf.keras.layers.Layer):
        state_size = 1

        def call(self, inputs, states):
            total = states[0] + tf.reduce_sum(inputs, -1, keepdims=True)
            return total, [total]

    x = tf.reshape(tf.range(12.0), [2, 3, 2])
    layer = tf.keras.layers.RNN(Counter(), return_sequences=True)
    wanted = np.cumsum(x.numpy().sum(-1), 1)[..., None]
    np.testing.assert_allclose(layer(x).numpy(), wanted)
    np.testing.assert_allclose(tf.function(layer)(x).numpy(), wanted)


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
@pytest.mark.parametrize("backend", ["wasm", "webgl"])
@in_browser
def test_a_program_that_was_recorded_without_a_tape_can_be_gone_back_over(backend, kind):
    import numpy as np

    import tfjs as tf

    use_or_skip(backend)
    x, (layer, other) = pair(kind)
    program = tf.function(layer)
    program(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(program(x))
    found = tape.gradient(y, x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(other(x))
    np.testing.assert_allclose(found.numpy(), tape.gradient(y, x).numpy(), rtol=1e-4, atol=1e-5)
