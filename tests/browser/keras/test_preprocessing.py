"""Layers that prepare data: learning from data, files, pipelines, models, and what they refuse."""

from __future__ import annotations

from tests.browser.harness import in_browser


@in_browser
def test_normalization_learns_from_batches_as_from_the_whole():
    import numpy as np

    import tfjs as tf

    data = np.arange(24, dtype=np.float32).reshape(8, 3) ** 1.5
    whole, parts, piped = (tf.keras.layers.Normalization() for _ in range(3))
    whole.adapt(data)
    parts.adapt([data[:3], data[3:4], data[4:]])
    piped.adapt(tf.data.Dataset.from_tensor_slices(data).batch(3))
    for layer in (whole, parts, piped):
        np.testing.assert_allclose(layer.mean.numpy(), data.mean(0)[None], rtol=1e-5)
        np.testing.assert_allclose(layer.variance.numpy(), data.var(0)[None], rtol=1e-5)
    out = whole(data).numpy()
    np.testing.assert_allclose(out.mean(0), 0, atol=1e-6)
    program = tf.function(lambda x: whole(x))
    np.testing.assert_allclose(program(tf.constant(data)).numpy(), out, rtol=1e-6)
    whole.adapt(data * 2)
    np.testing.assert_allclose(program(tf.constant(data * 2)).numpy(), out, rtol=1e-5)


@in_browser
def test_normalization_refuses_what_it_cannot_learn_from():
    import numpy as np
    import pytest

    import tfjs as tf

    layer = tf.keras.layers.Normalization()
    with pytest.raises(ValueError, match="empty iterable"):
        layer.adapt([])
    with pytest.raises(TypeError, match="Unsupported data type"):
        layer.adapt(3)
    layer.adapt(np.ones((2, 3), np.float32))
    with pytest.raises(ValueError, match="incompatible shape"):
        layer.adapt(np.ones((2, 4), np.float32))


@in_browser
def test_discretization_learns_equally_full_bins():
    import numpy as np

    import tfjs as tf

    data = np.random.default_rng(0).normal(size=2000).astype(np.float32)
    layer = tf.keras.layers.Discretization(num_bins=4)
    layer.adapt(tf.data.Dataset.from_tensor_slices(data).batch(500))
    np.testing.assert_allclose(
        layer.bin_boundaries, np.quantile(data, [0.25, 0.5, 0.75]), atol=0.05
    )
    again = tf.keras.layers.Discretization.from_config(layer.get_config())
    assert again(data[:9]).numpy().tolist() == layer(data[:9]).numpy().tolist()
    counts = np.bincount(layer(data).numpy(), minlength=4)
    assert counts.min() > 400


@in_browser
def test_lookups_take_plain_python_values():
    import tfjs as tf

    layers = tf.keras.layers
    strings = layers.StringLookup(vocabulary=["a", "b"])
    assert strings(["b", "x", "a"]).numpy().tolist() == [2, 0, 1]
    assert strings([["b"], ["x"]]).shape == (2, 1)
    assert int(strings("a")) == 1
    back = layers.StringLookup(vocabulary=["a", "b"], invert=True)
    assert back([2, 0, 9]).numpy().tolist() == [b"b", b"[UNK]", b"[UNK]"]
    assert layers.IntegerLookup(vocabulary=[5, 7])([7, 5, 1]).numpy().tolist() == [2, 1, 0]
    assert layers.Hashing(3)(["a", "b"]).shape == (2,)
    assert layers.CategoryEncoding(3)([0, 2]).numpy().tolist() == [1, 0, 1]


@in_browser
def test_integers_are_looked_up_in_a_program():
    import tfjs as tf

    lookup = tf.keras.layers.IntegerLookup(vocabulary=[50, 7], mask_token=3, num_oov_indices=2)
    calls = []

    @tf.function
    def program(x):
        calls.append(1)
        return lookup(x)

    assert program(tf.constant([7, 50, 3, 8], tf.int64)).numpy().tolist() == [4, 3, 0, 1]
    assert program(tf.constant([9, 7, 7, 3], tf.int64)).numpy().tolist() == [2, 4, 4, 0]
    assert len(calls) == 1


@in_browser
def test_lookups_refuse_values_of_another_kind():
    import pytest

    import tfjs as tf

    lookup = tf.keras.layers.StringLookup(vocabulary=["a"])
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected values of dtype string"):
        lookup(tf.constant([1, 2]))
    with pytest.raises(ValueError, match="does not exist"):
        lookup.set_vocabulary("no_such_file.txt")
    with pytest.raises(ValueError, match="Unrecognized keyword"):
        tf.keras.layers.StringLookup(vocabulary=["a"], size=3)
    layers = tf.keras.layers
    for layer, values in ((layers.StringLookup(), ["a"]), (layers.IntegerLookup(), [1])):
        with pytest.raises(tf.errors.FailedPreconditionError, match="Table not initialized"):
            layer(tf.constant(values))
    with pytest.raises(tf.errors.FailedPreconditionError, match="`adapt`"):
        layers.TextVectorization()(["a b"])


@in_browser
def test_a_vocabulary_is_kept_in_a_folder():
    import tempfile
    from pathlib import Path

    import tfjs as tf

    layers = tf.keras.layers
    text = layers.TextVectorization(output_mode="tf_idf")
    text.adapt(["die Katze, die schläft", "der Hund"])
    with tempfile.TemporaryDirectory() as folder:
        text.save_assets(folder)
        store = {}
        text.save_own_variables(store)
        config = text.get_config()
        again = layers.TextVectorization.from_config(config)
        again.load_own_variables(store)
        again.load_assets(folder)
        names = (Path(folder) / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        lookup = layers.StringLookup(vocabulary=str(Path(folder) / "vocabulary.txt"))
    assert names == text.get_vocabulary()
    assert again.get_vocabulary() == text.get_vocabulary()
    assert lookup.get_vocabulary() == text.get_vocabulary()
    sample = ["Hund schläft ja"]
    assert again(sample).numpy().tolist() == text(sample).numpy().tolist()


@in_browser
def test_texts_are_prepared_by_functions():
    import tfjs as tf

    layer = tf.keras.layers.TextVectorization(
        standardize=lambda x: tf.strings.regex_replace(x, "-", " "),
        split=lambda x: tf.strings.split(x, " "),
        vocabulary=["a", "b"],
    )
    assert layer(["a-b", "b"]).numpy().tolist() == [[2, 3], [3, 0]]
    assert layer("b-a").numpy().tolist() == [3, 2]


@in_browser
def test_layers_work_in_a_pipeline_of_data():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    text = layers.TextVectorization(vocabulary=["cat", "dog"], output_sequence_length=2)
    data = tf.data.Dataset.from_tensor_slices(["a cat", "dog dog dog"])
    assert [x.numpy().tolist() for x in data.map(text)] == [[1, 2], [3, 3]]
    assert [x.numpy().tolist() for x in data.batch(2).map(text)] == [[[1, 2], [3, 3]]]
    images = tf.data.Dataset.from_tensor_slices(np.full((2, 4, 4, 3), 200, np.uint8))
    resize, scale = layers.Resizing(2, 3), layers.Rescaling(1 / 255)
    flip = layers.RandomFlip(seed=1)
    found = list(images.map(lambda x: flip(scale(resize(x)), training=True)))
    assert [x.shape.as_list() for x in found] == [[2, 3, 3]] * 2
    np.testing.assert_allclose(found[0].numpy(), 200 / 255, rtol=1e-5)
    numbers = layers.Normalization(mean=1.0, variance=4.0)
    rows = tf.data.Dataset.from_tensor_slices(np.eye(2, dtype=np.float32))
    assert [x.numpy().tolist() for x in rows.map(numbers)] == [[0, -0.5], [-0.5, 0]]


@in_browser
def test_layers_work_in_a_model():
    import tfjs as tf

    layers = tf.keras.layers
    words = tf.keras.Input((1,), dtype="string")
    numbers = tf.keras.Input((2,))
    scaled = layers.Rescaling(2.0)(numbers)
    one_hot = layers.StringLookup(vocabulary=["a", "b"], output_mode="multi_hot")(words)
    model = tf.keras.Model([words, numbers], [one_hot, scaled])
    hot, double = model([tf.constant([["b"], ["x"]]), tf.ones([2, 2])])
    assert hot.numpy().tolist() == [[0, 0, 1], [1, 0, 0]]
    assert double.numpy().tolist() == [[2, 2], [2, 2]]


@in_browser
def test_rows_of_counts_may_be_sparse_or_ragged():
    import tfjs as tf

    layers = tf.keras.layers
    sparse = layers.CategoryEncoding(4, output_mode="count", sparse=True)([[1, 1], [3, 0]])
    assert isinstance(sparse, tf.SparseTensor)
    assert tf.sparse.to_dense(sparse).numpy().tolist() == [[0, 2, 0, 0], [1, 0, 0, 1]]
    ragged = tf.ragged.constant([["a"], ["b", "c", "a"]])
    lookup = layers.StringLookup(vocabulary=["a", "b"])
    assert lookup(ragged).to_list() == [[1], [2, 0, 1]]
    hot = layers.StringLookup(vocabulary=["a", "b"], output_mode="count")(ragged)
    assert hot.numpy().tolist() == [[0, 1, 0], [1, 1, 1]]


@in_browser
def test_models_with_texts_and_bins_learn():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    texts = tf.constant([["good fun"], ["bad dull"], ["good good"], ["dull bad"]] * 4)
    labels = np.array([1.0, 0.0, 1.0, 0.0] * 4, np.float32)
    vectorize = layers.TextVectorization(output_mode="multi_hot")
    vectorize.adapt(["good fun", "bad dull"])
    words = tf.keras.Input((1,), dtype="string")
    bins = layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode="one_hot")
    number = tf.keras.Input((1,))
    joined = layers.Concatenate()([tf.keras.ops.cast(vectorize(words), "float32"), bins(number)])
    model = tf.keras.Model([words, number], layers.Dense(1, activation="sigmoid")(joined))
    assert model.metrics == []
    model.compile(tf.keras.optimizers.Adam(0.1), "binary_crossentropy")
    history = model.fit([texts, np.zeros((16, 1), np.float32)], labels, epochs=5, verbose=0)
    assert history.history["loss"][-1] < history.history["loss"][0] * 0.7
    rows = tf.random.shuffle(texts)
    parts = model.predict([rows, np.zeros((16, 1), np.float32)], batch_size=4, verbose=0)
    whole = model([rows, tf.zeros([16, 1])]).numpy()
    np.testing.assert_allclose(parts, whole, rtol=1e-5)
