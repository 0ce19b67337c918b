"""Networks of `keras.applications`: their layers, their first weights, files of weights."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
import zlib
from pathlib import Path
from unittest import mock

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.application_cases import CASES, PIXELS, described, sized


@in_browser
def test_networks_have_the_layers_of_keras():
    import tfjs as tf
    from tfjs.keras.engine.layer import Layer

    sizes = {}

    def weightless(layer, shape=None, *args, **options):
        sizes.setdefault(layer.name, []).append(tuple(shape or ()))
        return tf.keras.KerasTensor(shape or ())

    goldens = load("keras/applications")["networks"]
    with mock.patch.object(Layer, "add_weight", weightless):
        for title, (name, arguments) in CASES.items():
            tf.keras.backend.clear_session()
            sizes.clear()
            model = getattr(tf.keras.applications, name)(weights=None, **arguments)
            counts = {n: sum(int(np.prod(s)) for s in shapes) for n, shapes in sizes.items()}
            rows = described(model, lambda layer, counts=counts: counts.get(layer.name, 0))
            digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
            wanted = goldens[title]
            assert (model.name, len(rows), rows[-1], digest) == (
                *(wanted["name"], wanted["layers"], wanted["last"], wanted["digest"]),
            ), title


@in_browser
def test_first_and_given_weights_give_the_numbers_of_keras():
    import tfjs as tf

    goldens = load("keras/applications")
    tf.keras.utils.set_random_seed(4)
    model = tf.keras.applications.MobileNet((96, 96, 3), 0.25, weights=None, classes=7)
    pixels = tf.keras.applications.mobilenet.preprocess_input(sized(96))
    found = model.predict(pixels, verbose=0)
    np.testing.assert_allclose(found, goldens["seeded"], rtol=1e-4)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.weights.h5"
        path.write_bytes(zlib.decompress(base64.b64decode(goldens["weights"])))
        model = tf.keras.applications.MobileNet(
            (32, 32, 3), 0.1, weights=str(path), classes=3, classifier_activation=None
        )
    found = model.predict(tf.keras.applications.mobilenet.preprocess_input(sized(32)), verbose=0)
    np.testing.assert_allclose(found, goldens["given"], atol=3e-4)


@in_browser
def test_pixels_are_scaled_as_keras_scales_them():
    import tfjs as tf

    of = tf.keras.applications.imagenet_utils
    for name, wanted in load("keras/applications")["pixels"].items():
        mode, data_format, dtype = name.split()
        given = np.array(PIXELS, dtype)
        for x in (given, tf.constant(PIXELS, tf.float32)):
            found = of.preprocess_input(x, data_format, mode)
            np.testing.assert_allclose(np.asarray(found).ravel(), wanted, rtol=1e-5, atol=1e-5)
    batch = np.full((1, 3, 3, 3), 255.0, "float32")
    assert of.preprocess_input(batch, mode="tf") is batch
    assert batch.max() == 1
    symbolic = of.preprocess_input(tf.keras.Input((4, 4, 3)), mode="torch")
    assert symbolic.shape == (None, 4, 4, 3)
    assert tf.keras.applications.efficientnet.preprocess_input(given) is given
    with pytest.raises(ValueError, match="one of `caffe`"):
        of.preprocess_input(batch, mode="jax")


@in_browser
def test_classes_have_names():
    import tfjs as tf

    of = tf.keras.applications.imagenet_utils
    scores = np.zeros((2, 1000), "float32")
    scores[0, [3, 999]] = 0.75, 0.25
    scores[1, 1] = 1
    of._class_index.cache_clear()
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "index.json"
        names.write_text(json.dumps({str(i): [f"n{i:08}", f"kind_{i}"] for i in range(1000)}))
        with mock.patch.object(of, "get_file", lambda *args, **options: str(names)):
            found = tf.keras.applications.vgg16.decode_predictions(scores, top=2)
    of._class_index.cache_clear()
    assert found[0] == [("n00000003", "kind_3", 0.75), ("n00000999", "kind_999", 0.25)]
    assert found[1][0] == ("n00000001", "kind_1", 1.0)
    with pytest.raises(ValueError, match=r"shape \(samples, 1000\)"):
        of.decode_predictions(np.zeros((2, 10)))


@in_browser
def test_what_does_not_go_together_is_refused():
    import tfjs as tf
    from tfjs.keras.applications import _frame

    of = tf.keras.applications
    with raises_words(ValueError, "path to the weights file"):
        of.VGG16(weights="there/is/none.h5")
    with raises_words(ValueError, "`classes` should be 1000"):
        of.ResNet50(classes=10)
    with raises_words(ValueError, "`input_shape` should be (224, 224, 3)"):
        of.ResNet50(input_shape=(96, 96, 3))
    with raises_words(ValueError, "at least 32x32"):
        of.EfficientNetB0(weights=None, input_shape=(20, 40, 3))
    with raises_words(ValueError, "`softmax` activations"):
        of.VGG19(classifier_activation="relu")
    with raises_words(ValueError, "alpha must be one of"):
        of.MobileNet(alpha=0.3)
    with raises_words(ValueError, "static `input_shape`"):
        of.MobileNetV2(weights=None, input_shape=(None, None, 3))
    asked = []

    def no_network(name, origin, **options):
        asked.append((origin, options["file_hash"]))
        raise tf.errors.UnavailableError(None, None, f"no network for {name}")

    words = "mobilenet_2_5_128_tf_no_top.h5"
    with (
        mock.patch.object(_frame, "get_file", no_network),
        raises_words(tf.errors.UnavailableError, words),
    ):
        of.MobileNet((128, 128, 3), 0.25, include_top=False)
    folder = "https://storage.googleapis.com/tensorflow/keras-applications/mobilenet/"
    assert asked == [(f"{folder}mobilenet_2_5_128_tf_no_top.h5", None)]


@in_browser
def test_a_network_begins_where_it_is_told():
    import tfjs as tf

    begin = tf.keras.Input((32, 32, 3), name="photo")
    scaled = tf.keras.layers.Rescaling(1 / 255)(begin)
    model = tf.keras.applications.MobileNet(
        alpha=0.1, weights=None, include_top=False, pooling="max", input_tensor=scaled
    )
    assert [x.name for x in model.inputs] == ["photo"]
    assert model.output_shape == (None, 102)
    assert tf.keras.utils.get_source_inputs(model.output)[0] is begin
    assert model.get_layer("rescaling") is not None
