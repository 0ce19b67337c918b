"""What layers with moving windows refuse, and what they do with sizes that are not known."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip


@in_browser
def test_windows_that_do_not_fit():
    import tfjs as tf

    use_or_skip("wasm")
    layers, tensor = tf.keras.layers, tf.keras.KerasTensor
    too_small = "Computed output size would be zero or negative"
    for layer in (layers.MaxPooling2D(5), layers.AveragePooling2D(5)):
        for x in (tf.zeros([1, 4, 4, 2]), tensor((None, 4, None, 2))):
            with pytest.raises(ValueError, match=too_small):
                layer(x)
    for layer in (layers.Conv2D(2, 5), layers.DepthwiseConv2D(5), layers.SeparableConv2D(2, 5)):
        with pytest.raises(ValueError, match=too_small):
            layer(tensor((None, 4, 6, 2)))
    layer = layers.Conv2D(2, 5)
    layer.build((None, None, None, 2))
    with pytest.raises(ValueError, match=too_small):
        layer(tf.zeros([1, 4, 4, 2]))


@in_browser
def test_channels_that_are_not_known_or_change():
    import tfjs as tf

    use_or_skip("wasm")
    layers, tensor = tf.keras.layers, tf.keras.KerasTensor
    for layer in (layers.Conv2D(2, 2), layers.Conv2DTranspose(2, 2), layers.DepthwiseConv2D(2)):
        with pytest.raises(ValueError, match="channel dimension of the inputs should be defined"):
            layer(tensor((None, 4, 4, None)))
    layer = layers.Conv2D(2, 2)
    layer(tf.zeros([1, 4, 4, 3]))
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 3"):
        layer(tf.zeros([1, 4, 4, 2]))


@in_browser
def test_sizes_that_are_not_known_stay_so():
    import tfjs as tf

    use_or_skip("wasm")
    layers, tensor = tf.keras.layers, tf.keras.KerasTensor
    x = tensor((None, None, 8, 3))
    shapes = {
        layers.Conv2D(2, 3): (None, None, 6, 2),
        layers.Conv2DTranspose(2, 3, strides=2, padding="same"): (None, None, 16, 2),
        layers.MaxPooling2D(3, 2, padding="same"): (None, None, 4, 3),
        layers.AdaptiveAveragePooling2D(2): (None, 2, 2, 3),
        layers.GlobalMaxPooling2D(keepdims=True): (None, 1, 1, 3),
        layers.SeparableConv2D(4, 3, padding="same"): (None, None, 8, 4),
    }
    for layer, wanted in shapes.items():
        assert tuple(layer(x).shape) == wanted, layer.name
        assert tuple(layer(tf.zeros([2, 7, 8, 3])).shape[2:]) == wanted[2:]


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_a_bias_that_was_cut_out_of_a_matrix(backend):
    import numpy as np

    import tfjs as tf

    use_or_skip(backend)
    layer = tf.keras.layers.Conv2D(3, 2, activation="relu")
    x = tf.random.stateless_normal([2, 4, 4, 2], [1, 2])
    layer(x)
    bias = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    layer.bias.assign(bias[1])
    wanted = tf.nn.relu(tf.nn.conv2d(x, layer.kernel, 1, "VALID") + bias[1])
    np.testing.assert_allclose(layer(x).numpy(), wanted.numpy(), rtol=1e-5, atol=1e-5)


@in_browser
def test_lora_learns_beside_frozen_filters():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    layer = tf.keras.layers.Conv1D(3, 2)
    x = tf.random.stateless_normal([2, 5, 2], [1, 2])
    with pytest.raises(ValueError, match="isn't yet built"):
        layer.enable_lora(2)
    before = layer(x).numpy()
    layer.enable_lora(2)
    np.testing.assert_allclose(layer(x).numpy(), before, rtol=1e-6)
    assert [w.name for w in layer.trainable_weights] == ["bias", "lora_kernel_a", "lora_kernel_b"]
    layer.lora_kernel_b.assign(tf.ones([2, 3]))
    assert np.abs(layer(x).numpy() - before).max() > 0.01
    with pytest.raises(ValueError, match="already enabled"):
        layer.enable_lora(2)
