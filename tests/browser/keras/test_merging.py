"""Merging, normalizing and attending with masks; the numbers are Keras 3.15's for these inputs."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser

ONE = [[[1.0, -2.0], [0.0, 0.0], [3.0, 4.0]]]
TWO = [[[0.0, 0.0], [5.0, -6.0], [2.0, 9.0]]]
PLAIN = [[[7.0, 1.0], [1.0, 1.0], [-2.0, 3.0]]]
ALL = [[True, True, True]]

CASES = [
    ("Maximum", TWO, [[1, -2], [5, -6], [3, 9]], ALL),
    ("Minimum", TWO, [[1, -2], [5, -6], [2, 4]], ALL),
    ("Multiply", TWO, [[1, -2], [5, -6], [6, 36]], ALL),
    ("Add", TWO, [[1, -2], [5, -6], [5, 13]], ALL),
    ("Concatenate", TWO, [[1, -2, 0, 0], [0, 0, 5, -6], [3, 4, 2, 9]], ALL),
    ("Maximum", PLAIN, [[7, 1], [1, 1], [3, 4]], None),
    ("Multiply", PLAIN, [[7, -2], [1, 1], [-6, 12]], None),
    ("Average", PLAIN, [[4, -0.5], [0.5, 0.5], [0.5, 3.5]], None),
    ("Concatenate", PLAIN, [[1, -2, 7, 1], [0, 0, 1, 1], [3, 4, -2, 3]], ALL),
]


@pytest.mark.parametrize(("name", "other", "values", "mask"), CASES)
@in_browser
def test_merging_leaves_out_what_is_masked(name, other, values, mask):
    import tfjs as tf

    layers = tf.keras.layers
    inputs = [layers.Masking()(tf.constant(ONE)), tf.constant(other)]
    if other == TWO:
        inputs[1] = layers.Masking()(inputs[1])
    merged = getattr(layers, name)()(inputs)
    assert merged.numpy().tolist() == [values]
    found = getattr(merged, "_keras_mask", None)
    assert (None if found is None else found.numpy().tolist()) == mask


@in_browser
def test_masks_are_joined_along_the_steps():
    import tfjs as tf

    layers = tf.keras.layers
    inputs = [layers.Masking()(tf.constant(v)) for v in (ONE, TWO)]
    mask = layers.Concatenate(axis=1)(inputs)._keras_mask
    assert mask.numpy().tolist() == [[True, False, True, False, True, True]]


@in_browser
def test_functions_make_graphs():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    a, b = tf.keras.Input((3,)), tf.keras.Input((3,))
    functions = (
        layers.add,
        layers.subtract,
        layers.multiply,
        layers.average,
        layers.maximum,
        layers.minimum,
        layers.concatenate,
    )
    outputs = [function([a, b]) for function in functions] + [layers.dot([a, b], axes=1)]
    model = tf.keras.Model([a, b], outputs)
    x, y = np.array([[1.0, 2, 3]], np.float32), np.array([[4.0, 1, 3]], np.float32)
    found = [out.numpy().tolist() for out in model([x, y])]
    assert found == [
        [[5, 3, 6]],
        [[-3, 1, 0]],
        [[4, 2, 9]],
        [[2.5, 1.5, 3]],
        [[4, 2, 3]],
        [[1, 1, 3]],
        [[1, 2, 3, 4, 1, 3]],
        [[15]],
    ]


@in_browser
def test_batch_normalization_counts_unmasked_steps_only():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.BatchNormalization(momentum=0.5)
    out = layer(tf.keras.layers.Masking()(tf.constant(ONE)), training=True)
    expected = [[-0.9995004, -0.9999444], [-1.9990008, -0.3333148], [0.9995005, 0.9999444]]
    np.testing.assert_allclose(out.numpy(), [expected], rtol=1e-5)
    assert out._keras_mask.numpy().tolist() == [[True, False, True]]
    np.testing.assert_allclose(layer.moving_mean.numpy(), [1.0, 0.5], rtol=1e-5)


@in_browser
def test_batch_normalization_learns_its_averages_in_a_program():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.BatchNormalization(momentum=0.5)
    layer.build((None, 2))
    step = tf.function(lambda x: layer(x, training=True))
    x = np.array([[1.0, 3.0], [3.0, 5.0]], np.float32)
    for _ in range(3):
        step(tf.constant(x))
    np.testing.assert_allclose(layer.moving_mean.numpy(), [2 * 0.875, 4 * 0.875], rtol=1e-6)
    layer.trainable = False
    before = layer.moving_mean.numpy()
    out = layer(tf.constant(x), training=True)
    assert layer.moving_mean.numpy().tolist() == before.tolist()
    deviation = np.sqrt(layer.moving_variance.numpy() + 1e-3)
    np.testing.assert_allclose(out.numpy(), (x - before) / deviation, rtol=1e-5)
    layer.trainable = True
    assert layer(tf.constant(x)).numpy().tolist() == out.numpy().tolist()


@in_browser
def test_batch_normalization_names_an_axis_that_is_not_there():
    import pytest

    import tfjs as tf

    with pytest.raises(ValueError, match="Axis 3 is out of bounds"):
        tf.keras.layers.BatchNormalization(axis=3)(tf.ones([2, 3]))


@in_browser
def test_attention_takes_masks_of_its_inputs():
    import tfjs as tf

    layers = tf.keras.layers
    query, value = (layers.Masking()(tf.constant(v)) for v in (ONE, TWO))
    out = layers.Attention()([query, value])
    assert out.numpy().tolist() == [[[5.0, -6.0], [0.0, 0.0], [2.0, 9.0]]]
    assert out._keras_mask.numpy().tolist() == [[True, False, True]]
    again = layers.MultiHeadAttention(1, 2)(query, query)
    assert again._keras_mask.numpy().tolist() == [[True, False, True]]


@in_browser
def test_attention_has_no_flash():
    import pytest

    import tfjs as tf

    with pytest.raises(ValueError, match="Flash attention is not supported"):
        tf.keras.layers.MultiHeadAttention(1, 2, flash_attention=True)


@in_browser
def test_inputs_of_several_dtypes_are_merged_in_the_one_that_holds_them():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    whole = np.array([[1, 2]], np.int32)
    parts = np.array([[0.5, 0.25]], np.float32)
    for layer, wanted in (
        (layers.Concatenate(), [[1, 2, 0.5, 0.25]]),
        (layers.Add(), [[1.5, 2.25]]),
        (layers.Multiply(), [[0.5, 0.5]]),
        (layers.Maximum(), [[1, 2]]),
    ):
        found = layer([tf.constant(whole), tf.constant(parts)])
        assert (found.dtype.name, found.numpy().tolist()) == ("float32", wanted)
