"""Models as files: `.keras`, `.h5`, `.weights.h5`, TensorFlow.js's layers format."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words

CASES = ("pictures", "sequences")


def golden(name):
    """Inputs, outputs and files of a model of real Keras."""
    case = load("keras/saved")["cases"][name]
    x = np.array(case["x"], np.float32).reshape(case["shape"])
    files = {e: zlib.decompress(base64.b64decode(t)) for e, t in case["files"].items()}
    return case, x, files


def small():
    """A compiled model after two steps of training, with inputs and outputs."""
    import tfjs as tf

    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((3,)),
            tf.keras.layers.Dense(4, activation="relu"),
            tf.keras.layers.Dense(2, name="head"),
        ]
    )
    model.compile(tf.keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
    x = np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3)
    model.fit(x, x[:, :2], verbose=0, epochs=2)
    return model, x, model.predict(x, verbose=0)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ending", [".keras", ".h5"])
@in_browser
def test_a_model_of_real_keras_gives_its_outputs_and_trains_on(name, ending):
    import tfjs as tf

    case, x, files = golden(name)
    model = tf.keras.models.load_model(files[ending])
    np.testing.assert_allclose(model.predict(x, verbose=0), case["outputs"], rtol=1e-4, atol=1e-5)
    assert int(model.optimizer.iterations.numpy()) == case["iterations"] == 1
    if case["loss"] is not None:
        loss = np.ravel(model.train_on_batch(x, np.array(case["y"], np.float32)))[0]
        assert abs(float(loss) - case["loss"]) < 1e-4 * abs(case["loss"])
        after = [float(np.abs(w).sum()) for w in model.get_weights()]
        np.testing.assert_allclose(after, case["after"], rtol=1e-4, atol=1e-5)


@in_browser
def test_weights_of_real_keras_go_into_a_model_of_the_same_architecture():
    import tfjs as tf

    for name in CASES:
        case, x, files = golden(name)
        model = tf.keras.models.load_model(files[".keras"])
        model.set_weights([np.zeros_like(w) for w in model.get_weights()])
        Path("/tmp/real.weights.h5").write_bytes(files[".weights.h5"])
        model.load_weights("/tmp/real.weights.h5")
        found = model.predict(x, verbose=0)
        np.testing.assert_allclose(found, case["outputs"], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("place", ["a.keras", "a.h5", "folder/", "a.zip"])
@in_browser
def test_models_come_back_from_files(place):
    import tfjs as tf

    model, x, y = small()
    model.save(f"/tmp/saved/{place}")
    again = tf.keras.models.load_model(f"/tmp/saved/{place}")
    np.testing.assert_allclose(again.predict(x, verbose=0), y, rtol=1e-6)
    assert again.loss in ("mse", "mean_squared_error")
    if place.startswith("a.k") or place.endswith("h5"):
        assert int(again.optimizer.iterations.numpy()) == 2
        for ours, theirs in zip(model.optimizer.variables, again.optimizer.variables, strict=True):
            np.testing.assert_array_equal(ours.numpy(), theirs.numpy())
    assert again.get_config() == model.get_config() or place == "folder/" or place == "a.zip"


@pytest.mark.parametrize("place", ["opfs://kept.keras", "indexeddb://kept"])
@in_browser
def test_models_are_kept_in_the_browser(place):
    import tfjs as tf

    model, x, y = small()
    model.save(place)
    model.save(place)
    again = tf.keras.models.load_model(place)
    np.testing.assert_allclose(again.predict(x, verbose=0), y, rtol=1e-6)
    with raises_words(tf.errors.NotFoundError, "expected"):
        tf.keras.models.load_model(place.replace("kept", "nothing"))


@in_browser
def test_bytes_and_file_objects():
    import io

    import tfjs as tf

    model, x, y = small()
    file = io.BytesIO()
    model.save(file)
    np.testing.assert_array_equal(
        tf.keras.models.load_model(file.getvalue()).predict(x, verbose=0), y
    )
    file.seek(0)
    assert tf.keras.models.load_model(file, compile=False).compiled is False


@in_browser
def test_plain_tensorflow_js_computes_the_same_from_what_is_written_here():
    import tfjs as tf

    _, x, files = golden("pictures")
    model = tf.keras.models.load_model(files[".keras"])
    model.save("/tmp/plain/model.json")
    plain = tf.io.load_layers_model(Path("/tmp/plain/model.json"))
    np.testing.assert_allclose(plain(x).numpy(), model.predict(x, verbose=0), rtol=1e-5, atol=1e-6)


@in_browser
def test_several_inputs_shared_layers_and_models_inside_load_in_plain_tensorflow_js():
    import tfjs as tf

    layers = tf.keras.layers
    a, b = layers.Input((5, 3), name="a"), layers.Input((5, 3), name="b")
    shared = layers.Bidirectional(layers.LSTM(2, return_sequences=True))
    inner_in = layers.Input((4,))
    inner = tf.keras.Model(inner_in, layers.Dense(2, activation="tanh")(inner_in), name="inner")
    pool = layers.GlobalAveragePooling1D()
    x, y = inner(pool(shared(a))), inner(pool(shared(b)))
    tail = tf.keras.Sequential([layers.Input((2,)), layers.Dense(3)], name="tail")
    outputs = [layers.Concatenate()([x, y]), tail(layers.Add()([x, y]))]
    model = tf.keras.Model([a, b], outputs)
    model.save("/tmp/several/")
    data = [np.random.default_rng(i).random((2, 5, 3)).astype(np.float32) for i in (0, 1)]
    wanted = model.predict(data, verbose=0)
    again = tf.keras.models.load_model("/tmp/several/model.json")
    plain = tf.io.load_layers_model(Path("/tmp/several"))
    for one, other, foreign in zip(
        wanted, again.predict(data, verbose=0), plain(data), strict=True
    ):
        np.testing.assert_allclose(other, one, rtol=1e-6)
        np.testing.assert_allclose(foreign.numpy(), one, rtol=1e-5, atol=1e-6)


@in_browser
def test_what_is_wrong_is_said():
    import tfjs as tf

    model, _, _ = small()
    load_model = tf.keras.models.load_model
    model.save("/tmp/wrong.keras")
    data = Path("/tmp/wrong.keras").read_bytes()
    with raises_words(ValueError, "cut off"):
        load_model(data[: len(data) // 2])
    with raises_words(ValueError, "File not found"):
        load_model("/tmp/none.keras")
    Path("/tmp/wrong.h5").write_bytes(b"<html>no model</html>")
    with raises_words(OSError, "expected an HDF5 file web page"):
        load_model("/tmp/wrong.h5")
    model.save("/tmp/wrong.h5")
    cut = Path("/tmp/wrong.h5").read_bytes()[:1500]
    with raises_words(OSError, "damaged or cut off"):
        load_model(cut)
    with raises_words(ValueError, "Invalid filepath extension"):
        model.save("/tmp/model.txt")
    with raises_words(FileExistsError, "overwrite=False"):
        model.save("/tmp/wrong.keras", overwrite=False)
    model.save_weights("/tmp/wrong.weights.h5")
    other = tf.keras.Sequential([tf.keras.layers.Input((3,)), tf.keras.layers.Dense(5)])
    with raises_words(ValueError, "could not be loaded"):
        other.load_weights("/tmp/wrong.weights.h5")
    with pytest.warns(UserWarning, match="could not be loaded"):
        other.load_weights("/tmp/wrong.weights.h5", skip_mismatch=True)


@in_browser
def test_unknown_classes_are_named():
    import tfjs as tf

    class Twice(tf.keras.layers.Layer):
        def call(self, inputs):
            return 2 * inputs

    model = tf.keras.Sequential([tf.keras.layers.Input((2,)), Twice()])
    for place in ("/tmp/own.keras", "/tmp/own.h5"):
        model.save(place)
        with raises_words(TypeError, "Twice custom_objects register_keras_serializable"):
            tf.keras.models.load_model(place)
        again = tf.keras.models.load_model(place, custom_objects={"Twice": Twice})
        np.testing.assert_array_equal(again.predict(np.ones((1, 2)), verbose=0), [[2, 2]])


@in_browser
def test_a_disk_that_is_full_leaves_the_old_file_whole():
    import errno

    import tfjs as tf
    from tfjs import _bridge

    model, x, y = small()
    model.save("/tmp/full/model.keras")
    written, kept = Path.write_bytes, _bridge.write_stored

    def half(self, data):
        written(self, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    def refused(name, data):
        raise _bridge.QuotaError("quota exceeded")

    try:
        Path.write_bytes, _bridge.write_stored = half, refused
        with raises_words(OSError, "No space left"):
            model.save("/tmp/full/model.keras")
        with raises_words(OSError, "no room unharmed downloads"):
            model.save("opfs://full.keras")
    finally:
        Path.write_bytes, _bridge.write_stored = written, kept
    again = tf.keras.models.load_model("/tmp/full/model.keras")
    np.testing.assert_array_equal(again.predict(x, verbose=0), y)
    assert [p.name for p in Path("/tmp/full").iterdir()] == ["model.keras"]


@in_browser
def test_where_python_cannot_wait_for_the_storage_downloads_are_named():
    import tfjs as tf
    from tfjs._bridge import transfer

    model, _, _ = small()
    can = transfer.can_wait
    transfer.can_wait = lambda: False
    try:
        for place in ("opfs://none.keras", "indexeddb://none"):
            with raises_words(tf.errors.FailedPreconditionError, "JSPI downloads://name.keras"):
                model.save(place)
            with raises_words(tf.errors.FailedPreconditionError, "JSPI"):
                tf.keras.models.load_model(place)
    finally:
        transfer.can_wait = can
    with raises_words(tf.errors.NotFoundError, "none"):
        tf.keras.models.load_model("opfs://none.keras")


@in_browser
def test_checkpoints_of_training_are_models_that_load():
    import tfjs as tf

    model, x, _ = small()
    callbacks = tf.keras.callbacks
    model.fit(
        x,
        x[:, :2],
        epochs=2,
        verbose=0,
        callbacks=[
            callbacks.ModelCheckpoint("/tmp/points/{epoch}.keras"),
            callbacks.ModelCheckpoint("/tmp/points/w{epoch}.weights.h5", save_weights_only=True),
            callbacks.ModelCheckpoint("opfs://latest.keras"),
        ],
    )
    wanted = model.predict(x, verbose=0)
    for place in ("/tmp/points/2.keras", "opfs://latest.keras"):
        found = tf.keras.models.load_model(place).predict(x, verbose=0)
        np.testing.assert_allclose(found, wanted, rtol=1e-6)
    model.load_weights("/tmp/points/w1.weights.h5")
    first = tf.keras.models.load_model("/tmp/points/1.keras")
    np.testing.assert_array_equal(first.predict(x, verbose=0), model.predict(x, verbose=0))
