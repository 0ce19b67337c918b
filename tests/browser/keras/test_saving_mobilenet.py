"""Transfer learning: MobileNet of TensorFlow.js cut at a layer, frozen, with a new head."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser

MODEL = "/models/mobilenet_v1_025_224_layers/model.json"


def loaded():
    """The model; a skip where the site does not have it."""
    import pytest

    import tfjs as tf

    try:
        return tf.keras.models.load_model(MODEL)
    except tf.errors.NotFoundError:
        pytest.skip("the site serves no MobileNet")


@in_browser
def test_predictions_are_those_of_tensorflow_js():
    import tfjs as tf

    model = loaded()
    x = np.random.default_rng(0).random((2, 224, 224, 3)).astype(np.float32)
    plain = tf.io.load_layers_model(MODEL)(x).numpy()
    np.testing.assert_allclose(model.predict(x, verbose=0), plain, rtol=1e-4, atol=1e-6)


@in_browser
def test_a_new_head_learns_and_the_rest_stays():
    import tfjs as tf

    base = loaded()
    features = base.get_layer("conv_pw_13_relu").output
    body = tf.keras.Model(base.inputs, features)
    body.trainable = False
    x = tf.keras.layers.GlobalAveragePooling2D()(body.output)
    model = tf.keras.Model(body.inputs, tf.keras.layers.Dense(2, activation="softmax")(x))
    optimizer = tf.keras.optimizers.Adam(0.05)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    assert len(model.trainable_variables) == 2
    before = [w.copy() for w in body.get_weights()]
    random = np.random.default_rng(1)
    bright = random.uniform(0.2, 1, (8, 224, 224, 3))
    dark = random.uniform(-1, -0.2, (8, 224, 224, 3))
    images = np.concatenate([bright, dark]).astype(np.float32)
    labels = np.array([0] * 8 + [1] * 8)
    model.fit(images, labels, batch_size=8, epochs=10, verbose=0)
    assert model.evaluate(images, labels, verbose=0)[1] >= 0.9
    for one, other in zip(before, body.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    model.save("/tmp/transfer.keras")
    again = tf.keras.models.load_model("/tmp/transfer.keras")
    found = again.predict(images[:2], verbose=0)
    np.testing.assert_allclose(found, model.predict(images[:2], verbose=0), rtol=1e-5, atol=1e-6)
