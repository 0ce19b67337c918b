"""Tables, boxes and functions of tensors on symbols, against Keras's own answers."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.table_cases import TABLE, TEXTS, boxes, quantized, space, words


def same(found, wanted, what):
    values = np.asarray(found.numpy() if hasattr(found, "numpy") else found)
    assert list(values.shape) == wanted["shape"], what
    expected = np.array(wanted["values"]).reshape(wanted["shape"])
    np.testing.assert_allclose(values, expected, rtol=2e-5, atol=2e-5, err_msg=what)


@in_browser
def test_boxes_are_written_moved_and_compared_as_in_keras():
    import tfjs as tf

    golden = load("keras/tables")["boxes"]
    found = boxes(tf.keras)
    assert list(found) == list(golden)
    for name, wanted in golden.items():
        same(found[name], wanted, name)
    of = tf.keras.utils.bounding_boxes
    with raises_words(ValueError, "height width"):
        of.convert_format(np.ones((1, 4)), "xyxy", "rel_xyxy")
    with raises_words(ValueError, "Supported formats"):
        of.convert_format(np.ones((1, 4)), "xyxy", "abc")
    with raises_words(ValueError, "last dimension of 4"):
        of.convert_format(np.ones((1, 3)), "xyxy", "yxyx")
    with raises_words(NotImplementedError, "convert_format"):
        of.crop(np.ones((1, 4)), 0, 0, 1, 1, bounding_box_format="xywh")


@in_browser
def test_numbers_are_quantized_as_in_keras():
    import tfjs as tf

    golden = load("keras/tables")["quantized"]
    found = quantized(tf.keras)
    assert list(found) == list(golden)
    for name, wanted in golden.items():
        same(found[name], wanted, name)
    of = tf.keras.quantizers
    config = of.serialize(of.get("abs_max_quantizer", axis=0))
    assert of.get(config).get_config()["axis"] in ((0,), [0])
    with raises_words(ValueError, "[-128, 127]"):
        of.AbsMaxQuantizer(value_range=(-200, 200))
    kept = tf.keras.saving.serialize_keras_object(of.AbsMaxQuantizer(axis=0))
    assert (kept["module"], kept["registered_name"]) == ("keras.quantizers", None)
    again = tf.keras.saving.deserialize_keras_object(kept)
    assert again.get_config() == of.AbsMaxQuantizer(axis=0).get_config()
    with raises_words(TypeError, "Expected int8 tensor"):
        of.pack_int4(tf.constant([1.0]))
    with raises_words(ValueError, "'int8' or 'uint8'"):
        of.unpack_int4(tf.constant([1], "int8"), 1, dtype="int4")
    with raises_words(ValueError, "quantizer identifier"):
        of.get("rounder")


@in_browser
def test_a_table_is_encoded_as_in_keras_and_kept_in_files():
    import tfjs as tf

    golden = load("keras/tables")
    concat = space(tf.keras, "concat")
    same(concat(TABLE), golden["concat"], "concat")
    one = {name: values[1] for name, values in TABLE.items()}
    same(concat(one), golden["single"], "one example")
    for name, value in space(tf.keras, "dict")(TABLE).items():
        same(value, golden["dict"][name], name)
    assert list(concat.get_encoded_features().shape) == golden["shape"]
    rows = tf.data.Dataset.from_tensor_slices(TABLE).map(concat).batch(6)
    same(next(iter(rows)), golden["concat"], "in a pipeline")
    outputs = tf.keras.layers.Dense(1)(concat.get_encoded_features())
    model = tf.keras.Model(concat.get_inputs(), outputs)
    columns = {name: np.array(values)[:, None] for name, values in TABLE.items()}
    assert model.predict(columns, verbose=0).shape == (6, 1)
    concat.save("/tmp/space.keras")
    theirs = Path("/tmp/theirs.keras")
    theirs.write_bytes(base64.b64decode(golden["file"]))
    for path in ("/tmp/space.keras", theirs):
        same(tf.keras.models.load_model(path)(TABLE), golden["concat"], str(path))


@in_browser
def test_vocabularies_and_weights_in_several_files_go_both_ways():
    import tfjs as tf

    golden, texts = load("keras/tables"), np.array(TEXTS, object)
    theirs = tf.keras.models.load_model(base64.b64decode(golden["words"]))
    own = words(tf.keras)
    own.save("/tmp/words.keras")
    again = tf.keras.models.load_model("/tmp/words.keras")
    for model, what in ((theirs, "Keras's"), (own, "own"), (again, "loaded")):
        same(model.predict(texts, verbose=0), golden["outputs"], what)
    folders = [Path("/tmp/shards-theirs"), Path("/tmp/shards-own")]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    for name, text in golden["shards"].items():
        (folders[0] / name).write_bytes(base64.b64decode(text))
    own.save_weights(folders[1] / "w.weights.json", max_shard_size=100 / 2**30)
    assert sorted(p.name for p in folders[1].iterdir()) == list(golden["shards"])
    for folder in folders:
        again.set_weights([np.zeros_like(w) for w in again.get_weights()])
        again.load_weights(folder / "w.weights.json")
        same(again.predict(texts, verbose=0), golden["outputs"], str(folder))
    with raises_words(ValueError, "must end in `.weights.json`"):
        own.save_weights("/tmp/a.weights.h5", max_shard_size=1)
    with raises_words(ValueError, "exceeds the maximum shard size"):
        own.save_weights("/tmp/a.weights.json", max_shard_size=1e-9)
    (folders[1] / "w.weights.json").write_text("{}")
    with raises_words(ValueError, "weight_map"):
        again.load_weights(folders[1] / "w.weights.json")


@in_browser
def test_integers_are_pooled_and_seeds_are_named_as_in_keras():
    import tfjs as tf

    layers = tf.keras.layers
    whole = np.array([[[[1], [2]], [[3], [5]]]], np.int32)
    found = layers.GlobalAveragePooling2D()(whole)
    assert (found.dtype.name, found.numpy().tolist()) == ("float32", [[2.75]])
    found = layers.GlobalAveragePooling1D()(whole[0], mask=np.array([[True, True], [True, False]]))
    assert (found.dtype.name, found.numpy().tolist()) == ("float32", [[1.5], [3.0]])
    assert layers.GlobalMaxPooling2D()(whole).dtype.name == "int32"
    seed = tf.keras.random.SeedGenerator(3, name="own")
    assert seed.get_config() == {"seed": 3, "name": "own"}
    assert tf.keras.random.SeedGenerator.from_config(seed.get_config()).name == "own"


@in_browser
def test_what_is_wrong_with_a_table_is_said():
    import tfjs as tf

    of = tf.keras.utils.FeatureSpace
    fresh = of({"age": "float_normalized"})
    with raises_words(ValueError, "adapt"):
        fresh({"age": [1.0]})
    for given, said in (
        ({"features": {}}, "cannot be None or empty"),
        ({"features": {"a": "colour"}}, "Invalid feature type: colour"),
        ({"features": {"a": "float"}, "output_mode": "x"}, "output_mode"),
        ({"features": {"a": "float"}, "crosses": [("a", "b")]}, "unknown features"),
    ):
        with raises_words(ValueError, said):
            of(**given)
    ints = of({"a": of.integer_hashed(3, output_mode="int")})
    with raises_words(ValueError, "Cannot concatenate"):
        ints({"a": [1]})
    with raises_words(ValueError, "with a dict"):
        of({"a": "float"})([1.0])


@in_browser
def test_tensors_variables_and_arrays_stand_left_of_symbols():
    import operator

    import tfjs as tf

    symbol = tf.keras.Input((3,))
    ones = np.ones(3, np.float32)
    every = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lt", "le", "gt", "ge")
    for left in (tf.constant(ones), tf.Variable(ones), tf.keras.Variable(ones), ones):
        for name in every:
            found = getattr(operator, name)(left, symbol)
            assert isinstance(found, tf.keras.KerasTensor), (type(left), name)
            assert found.shape == (None, 3)
    square = tf.constant(np.eye(3), tf.float32) * 2.0
    model = tf.keras.Model(symbol, square @ tf.keras.ops.reshape(symbol, (-1, 3, 1)) - 1.0)
    assert np.ravel(model.predict(ones[None], verbose=0)).tolist() == [1, 1, 1]
    assert (tf.constant(ones) == symbol) is False
    for call in (
        lambda: tf.add(ones, symbol),
        lambda: tf.nn.relu(symbol),
        lambda: tf.square(symbol),
    ):
        with raises_words(ValueError, "KerasTensor cannot be used as input keras.ops Lambda"):
            call()


@in_browser
def test_mixtures_of_changed_images_stay_near_them_and_differ():
    import tfjs as tf

    images = np.random.default_rng(1).uniform(0, 255, (4, 12, 12, 3)).astype(np.float32)
    mean = []
    for options in ({}, {"all_ops": False, "alpha": 0.4}):
        layer = tf.keras.layers.AugMix(seed=3, num_chains=2, chain_depth=2, **options)
        program = tf.function(lambda x, layer=layer: layer(x, training=True))
        found = [program(images).numpy() for _ in range(12)]
        assert all(one.min() >= 0 and one.max() <= 255 for one in found)
        assert len({one.tobytes() for one in found}) > 8
        mean += [np.abs(one - images).mean() for one in found]
        np.testing.assert_array_equal(layer(images, training=False), images)
        again = tf.keras.layers.AugMix.from_config(layer.get_config())
        assert again.get_config() == layer.get_config()
    assert 1 < np.mean(mean) < 60
