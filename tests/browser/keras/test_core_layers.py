"""Layers of keras/layers/core, activations and regularization: what no golden shows."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words, use_or_skip


@in_browser
def test_a_lambda_is_written_by_name_or_as_code():
    import tfjs as tf

    layers = tf.keras.layers

    @tf.keras.saving.register_keras_serializable("mine")
    def scaled(x, factor=1.0, training=None):
        return x if training else x * factor

    layer = layers.Lambda(scaled, arguments={"factor": 3.0}, output_shape=(4,))
    again = layers.Lambda.from_config(layer.get_config())
    assert again(tf.ones([1, 4])).numpy().tolist() == [[3, 3, 3, 3]]
    assert again(tf.ones([1, 4]), training=True).numpy().tolist() == [[1, 1, 1, 1]]
    assert again(tf.keras.Input((4,))).shape == (None, 4)

    layer = layers.Lambda(lambda x: x**2)
    config = layer.get_config()
    with raises_words(ValueError, "deserialization of a `Lambda` layer safe_mode=False"):
        layers.Lambda.from_config(config)
    again = layers.Lambda.from_config(config, safe_mode=False)
    assert again(tf.constant([[3.0]])).numpy().tolist() == [[9]]


@in_browser
def test_a_lambda_finds_shape_and_dtype_by_itself():
    import tfjs as tf

    layers = tf.keras.layers
    found = layers.Lambda(lambda x: tf.argmax(x, -1))(tf.keras.Input((4, 5)))
    assert (found.shape, found.dtype) == ((None, 4), "int64")
    found = layers.Lambda(lambda x: x[:, :2], output_shape=lambda shape: (shape[0], 2))
    assert found.compute_output_shape((7, 4)) == (7, 2)
    pair = layers.Lambda(lambda pair: pair[0] + pair[1])
    assert pair([tf.ones([2, 3]), tf.ones([2, 3])]).numpy().sum() == 12
    assert pair([tf.keras.Input((3,)), tf.keras.Input((3,))]).shape == (None, 3)


@in_browser
def test_a_lambda_may_use_and_make_masks():
    import tfjs as tf

    layers = tf.keras.layers
    x = layers.Masking()(tf.constant([[[1.0], [0.0], [2.0]]]))
    counted = layers.Lambda(
        lambda x, mask: tf.reduce_sum(tf.cast(mask, tf.float32)), mask=lambda x, mask: mask
    )
    assert float(counted(x)) == 2


@in_browser
def test_an_embedding_takes_its_table_and_masks_zeros():
    import tfjs as tf

    table = np.arange(15, dtype=np.float32).reshape(5, 3)
    for given in (table, [table]):
        layer = tf.keras.layers.Embedding(5, 3, mask_zero=True, weights=given)
        found = layer(np.array([[0, 1, 4]]))
        np.testing.assert_array_equal(found.numpy(), table[[[0, 1, 4]]])
        assert found._keras_mask.numpy().tolist() == [[False, True, True]]
    assert layer(tf.constant([[1.0, 2.7]])).numpy()[0, 1].tolist() == table[2].tolist()
    with pytest.warns(UserWarning, match="Argument `input_length` is deprecated"):
        tf.keras.layers.Embedding(5, 3, input_length=4)
    with raises_words(ValueError, "`input_dim` must be a positive integer Received input_dim=0"):
        tf.keras.layers.Embedding(0, 3)
    with raises_words(ValueError, "`output_dim` must be a positive integer (of type bool)"):
        tf.keras.layers.Embedding(3, True)


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_an_embedding_refuses_numbers_beyond_its_table(backend):
    import tfjs as tf

    use_or_skip(backend)
    layer = tf.keras.layers.Embedding(3, 2)
    program = tf.function(layer)
    program(tf.constant([0, 2]))
    program(tf.constant([0, 2]))
    for call in (layer, program):
        with raises_words(tf.errors.InvalidArgumentError, "index value 3 is not in [0, 2]"):
            call(tf.constant([0, 3]))
        with raises_words(tf.errors.InvalidArgumentError, "index value -1 is not in [0, 2]"):
            call(tf.constant([-1, 0]))
    assert layer(tf.constant([0, 2])).shape == (2, 2)


@pytest.mark.parametrize("kind", ["Dense", "EinsumDense", "Embedding"])
@in_browser
def test_what_lora_learned_is_saved_with_the_weight(kind):
    import tfjs as tf

    layers = tf.keras.layers
    arguments = {"Dense": (4,), "EinsumDense": ("ab,bc->ac", 4), "Embedding": (5, 4)}[kind]
    x = tf.constant([1, 3]) if kind == "Embedding" else tf.ones([2, 3])
    layer = getattr(layers, kind)(*arguments)
    with raises_words(ValueError, "Cannot enable lora on a layer that isn't yet built"):
        layer.enable_lora(2)
    before = layer(x).numpy()
    layer.enable_lora(2, lora_alpha=4)
    np.testing.assert_array_equal(layer(x).numpy(), before)
    names = [v.name for v in layer.trainable_weights]
    assert [name[:5] + name[-2:] for name in names[-2:]] == ["lora__a", "lora__b"]
    assert len(layer.non_trainable_weights) == 1
    layer.weights[-1].assign(tf.ones([2, 4]))
    after = layer(x).numpy()
    assert np.abs(after - before).max() > 1e-3
    store = {}
    layer.save_own_variables(store)
    plain = getattr(layers, kind)(*arguments)
    plain(x)
    plain.load_own_variables(store)
    np.testing.assert_allclose(plain(x).numpy(), after, rtol=1e-5, atol=1e-6)
    layer.load_own_variables(store)
    np.testing.assert_allclose(layer(x).numpy(), after, rtol=1e-5, atol=1e-6)
    with raises_words(ValueError, "lora is already enabled"):
        layer.enable_lora(2)
    constrained = getattr(layers, kind)(
        *arguments, **{f"{'embeddings' if kind == 'Embedding' else 'kernel'}_constraint": "non_neg"}
    )
    constrained(x)
    with raises_words(ValueError, "Lora is incompatible with constraints"):
        constrained.enable_lora(2)


@in_browser
def test_a_layer_says_what_it_cannot_do():
    import tfjs as tf

    layers = tf.keras.layers
    with raises_words(NotImplementedError, "Quantized layers cannot be computed here"):
        layers.Dense(2, quantization_config={"class_name": "Int8QuantizationConfig"})
    with raises_words(AttributeError, "You must build the layer before accessing `kernel`"):
        _ = layers.Dense(2).kernel
    for equation, shape, bias, words in (
        ("ab->c", 2, None, "Invalid einsum equation 'ab->c'"),
        ("ab,bc->acd", (2, 3), None, "Dimension 'd' was specified in the output 'acd'"),
        ("ab,bc->ac", 2, "z", "Bias dimension 'z' was requested"),
        ("ab,bcd->ac", 2, None, "Weight dimension 'd' did not have a match"),
        ("ab,bc->ab", 3, None, "do not match at shared dimension 'b'"),
        ("abc,cd->abd", 4, None, "expected an `output_shape` with 3 sizes"),
    ):
        with raises_words(ValueError, words):
            layers.EinsumDense(equation, shape, bias_axes=bias)(
                tf.ones([1] * equation.find(",") or [1, 2])
            )


@in_browser
def test_a_wrapper_is_written_with_its_layer():
    import tfjs as tf

    layers = tf.keras.layers
    layer = layers.Wrapper(layers.Dense(2), name="outer")
    again = layers.Wrapper.from_config(layer.get_config())
    assert (again.name, again.layer.units) == ("outer", 2)
    layer.build((None, 3))
    assert [tuple(w.shape) for w in layer.weights] == [(3, 2), (2,)]


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("Dropout", {"rate": 0.5}),
        ("SpatialDropout1D", {"rate": 0.5}),
        ("GaussianDropout", {"rate": 0.5}),
        ("GaussianNoise", {"stddev": 0.5}),
        ("AlphaDropout", {"rate": 0.5}),
    ],
)
@in_browser
def test_noise_is_new_at_each_replay_and_only_while_training(kind, arguments):
    import tfjs as tf

    layer = getattr(tf.keras.layers, kind)(seed=1, **arguments)
    twin = getattr(tf.keras.layers, kind)(seed=1, **arguments)
    x = tf.ones([8, 2, 40])
    program = tf.function(lambda x: layer(x, training=True))
    replayed = [program(x).numpy() for _ in range(3)]
    assert program.experimental_get_tracing_count() == 1
    for found in replayed:  # the same draws as without a program
        np.testing.assert_allclose(found, twin(x, training=True).numpy(), rtol=1e-5, atol=1e-6)
    assert not np.array_equal(replayed[0], replayed[1])
    assert not np.array_equal(replayed[1], replayed[2])
    np.testing.assert_array_equal(layer(x).numpy(), x.numpy())
    if kind == "Dropout":
        values, counts = np.unique(replayed[2], return_counts=True)
        assert values.tolist() == [0, 2]
        assert 0.4 < counts[0] / replayed[2].size < 0.6
    if kind == "SpatialDropout1D":
        assert np.array_equal(replayed[0][:, 0], replayed[0][:, 1])


@in_browser
def test_dropping_next_to_everything_and_nothing():
    import tfjs as tf

    for rate in (0, 1):
        layer = tf.keras.layers.Dropout(rate)
        assert float(tf.reduce_sum(layer(tf.ones([3, 3]), training=True))) == (0 if rate else 9)
    drawn = tf.keras.layers.Dropout(1e-9, seed=1)(tf.ones([100]), training=True)
    np.testing.assert_allclose(drawn.numpy(), 1, rtol=1e-6)


@in_browser
def test_layers_keep_nothing_of_a_call():
    import tfjs as tf

    layers = tf.keras.layers
    x = tf.ones([2, 3, 4])
    made = [layers.Dense(2, activation="gelu"), layers.PReLU(), layers.Dropout(0.5, seed=1)]
    for layer in made:
        no_new_tensors(
            lambda layer=layer: layer(x, training=True) if layer is made[2] else layer(x), returns=1
        )


@pytest.mark.parametrize("dtype", ["uint8", "int32", "int64", "bool"])
@in_browser
def test_layers_with_weights_take_whole_numbers(dtype):
    import tfjs as tf

    layers = tf.keras.layers
    whole = (np.arange(12).reshape(3, 4) % 5).astype(dtype)
    fractions = whole.astype(np.float32)
    made = [layers.Dense(2), layers.EinsumDense("ab,bc->ac", 2, bias_axes="c")]
    for layer in made:
        wanted = layer(fractions).numpy()
        np.testing.assert_allclose(layer(whole).numpy(), wanted, rtol=1e-6)
    steps = layers.LSTM(2)
    wanted = steps(fractions[..., None]).numpy()
    np.testing.assert_allclose(steps(whole[..., None]).numpy(), wanted, rtol=1e-6)
    model = tf.keras.Sequential([tf.keras.Input((4,), dtype=dtype), layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(whole, np.ones((3, 1)), verbose=0)
    with pytest.raises((ValueError, TypeError), match="dtype"):
        layers.Conv1D(2, 1)(whole[..., None])


@in_browser
def test_rectifying_and_masking_whole_numbers():
    import tfjs as tf

    layers = tf.keras.layers
    x = tf.constant([[-2, 0, 3, 9]])
    assert layers.ReLU()(x).numpy().tolist() == [[0, 0, 3, 9]]
    assert layers.ReLU(max_value=4.0)(x).numpy().tolist() == [[0, 0, 3, 4]]
    found = layers.Masking(mask_value=-2)(x[..., None])
    assert found._keras_mask.numpy().tolist() == [[False, True, True, True]]
