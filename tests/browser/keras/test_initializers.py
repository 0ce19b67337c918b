"""First values of weights: Keras's own numbers for the same seeds."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, no_new_tensors, raises_words
from tests.goldens.keras.seeded_layers import first_weights


def names():
    return sorted({row["name"] for row in load("keras/initializers")["cases"] if "name" in row})


@pytest.mark.parametrize("name", names())
@in_browser
def test_an_initializer_gives_what_keras_gives(name):
    import tfjs as tf

    initializers = tf.keras.initializers
    for row in load("keras/initializers")["cases"]:
        if row.get("name") != name:
            continue
        made = getattr(initializers, name)(**row["arguments"])
        values = made(row["shape"])
        wanted = np.float32(row["values"]).reshape(row["shape"])
        assert values.dtype is tf.float32, row
        np.testing.assert_allclose(
            values.numpy(), wanted, rtol=1e-5, atol=1e-6, err_msg=str(row["arguments"])
        )
        config = initializers.serialize(made)
        if name != "Identity":  # whose gain Keras forgets
            assert config == row["config"]
        again = initializers.deserialize(config)
        assert initializers.serialize(again) == config
        np.testing.assert_array_equal(again(row["shape"]).numpy(), values.numpy())
        np.testing.assert_array_equal(made.clone()(row["shape"]).numpy(), values.numpy())


@in_browser
def test_a_seed_generator_gives_other_numbers_each_time():
    import tfjs as tf

    (row,) = [r for r in load("keras/initializers")["cases"] if "generator" in r]
    generator = tf.keras.random.SeedGenerator(row["generator"])
    made = tf.keras.initializers.GlorotUniform(seed=generator)
    for wanted in row["values"]:
        np.testing.assert_allclose(np.ravel(made((2, 3)).numpy()), wanted, rtol=1e-5, atol=1e-7)
    config = made.get_config()["seed"]
    assert config["class_name"] == "SeedGenerator"
    assert config["config"]["seed"] == row["generator"]
    again = tf.keras.initializers.GlorotUniform.from_config(made.get_config())
    np.testing.assert_allclose(np.ravel(again((2, 3)).numpy()), row["values"][0], rtol=1e-5)


@in_browser
def test_one_seed_for_everything_gives_the_weights_of_keras():
    import tfjs as tf

    found = first_weights(tf.keras)
    for name, wanted in load("keras/initializers")["after_set_random_seed"].items():
        assert len(found[name]) == len(wanted), name
        for values, row in zip(found[name], wanted, strict=True):
            np.testing.assert_allclose(values, row, rtol=1e-4, atol=2e-6, err_msg=name)
    with raises_words(ValueError, "Expected `seed` argument to be an integer"):
        tf.keras.utils.set_random_seed("42")


@in_browser
def test_an_initializer_is_found_by_every_name():
    import tfjs as tf

    initializers = tf.keras.initializers
    aliases = {
        "zeros": "Zeros",
        "zero": "Zeros",
        "ones": "Ones",
        "one": "Ones",
        "constant": "Constant",
        "identity": "Identity",
        "IdentityInitializer": "Identity",
        "normal": "RandomNormal",
        "random_normal": "RandomNormal",
        "uniform": "RandomUniform",
        "random_uniform": "RandomUniform",
        "truncated_normal": "TruncatedNormal",
        "variance_scaling": "VarianceScaling",
        "glorot_uniform": "GlorotUniform",
        "glorot_normal": "GlorotNormal",
        "he_uniform": "HeUniform",
        "he_normal": "HeNormal",
        "lecun_uniform": "LecunUniform",
        "lecun_normal": "LecunNormal",
        "stft": "STFT",
        "orthogonal": "Orthogonal",
        "OrthogonalInitializer": "Orthogonal",
        "STFTInitializer": "STFT",
    }
    for alias, name in aliases.items():
        found = initializers.get(alias)
        assert type(found) is getattr(initializers, name), alias
        assert type(initializers.get(name)) is type(found)
        assert type(initializers.get(type(found))) is type(found)
        assert type(initializers.get({"class_name": name, "config": {}})) is type(found)
    assert initializers.glorot_uniform is initializers.GlorotUniform
    assert initializers.get(None) is None
    own = lambda shape, dtype=None: tf.ones(shape)  # noqa: E731
    assert initializers.get(own) is own
    with raises_words(ValueError, "Could not interpret initializer identifier 3"):
        initializers.get(3)
    with pytest.raises((ValueError, TypeError), match="no_such"):
        initializers.get("no_such")


@in_browser
def test_a_tensor_or_an_array_is_an_initializer_for_its_shape():
    import tfjs as tf

    for given in (np.float64([[1, 2], [3, 4]]), tf.constant([[1.0, 2.0], [3.0, 4.0]])):
        made = tf.keras.initializers.get(given)
        assert made((2, 2), dtype="float32").dtype is tf.float32
        np.testing.assert_array_equal(made((2, 2)).numpy(), [[1, 2], [3, 4]])
        with raises_words(ValueError, "Expected `shape` to be for direct tensor as initializer"):
            made((4,))
    layer = tf.keras.layers.Dense(2, kernel_initializer=np.float32([[1, 2], [3, 4]]))
    np.testing.assert_array_equal(layer(tf.ones([1, 2])).numpy(), [[4, 6]])


@in_browser
def test_a_dtype_can_be_asked_for():
    import tfjs as tf

    initializers = tf.keras.initializers
    assert initializers.Zeros()((2,), dtype="int32").dtype is tf.int32
    assert initializers.Ones()((2,), dtype=tf.bool).dtype is tf.bool
    assert initializers.Constant(2.7)((1,), dtype="int32").numpy().tolist() == [2]
    assert initializers.RandomNormal()((2,), dtype="float16").dtype is tf.float16


@in_browser
def test_bad_arguments_are_told_in_keras_words():
    import tfjs as tf

    initializers = tf.keras.initializers
    for arguments, words in (
        ({"scale": 0}, "Argument `scale` must be positive float. Received: scale=0"),
        ({"mode": "fan"}, "Invalid `mode` argument: fan"),
        ({"distribution": "gamma"}, "Invalid `distribution` argument: gamma"),
        ({"seed": "a"}, "`seed` argument should be an instance of"),
    ):
        with raises_words(ValueError, words):
            initializers.VarianceScaling(**arguments)
    with raises_words(ValueError, "Identity matrix initializer can only be used for 2D matrices"):
        initializers.Identity()((2, 2, 2))
    with raises_words(ValueError, "The tensor to initialize must be at least two-dimensional"):
        initializers.Orthogonal()((2,))
    with raises_words(ValueError, "side should be 'real' or 'imag'"):
        initializers.STFT("left")
    with raises_words(ValueError, "Scaling is invalid"):
        initializers.STFT(scaling="x")
    with raises_words(ValueError, "The shape of `window` must be equal to [frame_length]"):
        initializers.STFT(window=[1.0, 2.0])((3, 1, 3))
    with raises_words(NotImplementedError, "must implement the `__call__()` method"):
        initializers.Initializer()((2,))


@in_browser
def test_a_class_of_ones_own_is_written_and_read():
    import tfjs as tf

    @tf.keras.saving.register_keras_serializable("mine")
    class Threes(tf.keras.initializers.Initializer):
        def __call__(self, shape, dtype=None):
            return tf.fill(list(shape), 3.0)

    layer = tf.keras.layers.Dense(2, kernel_initializer=Threes())
    assert layer(tf.ones([1, 2])).numpy().tolist() == [[6, 6]]
    again = tf.keras.layers.Dense.from_config(layer.get_config())
    assert isinstance(again.kernel_initializer, Threes)


@in_browser
def test_initializers_keep_nothing():
    import tfjs as tf

    initializers = tf.keras.initializers
    no_new_tensors(lambda: initializers.Orthogonal()((3, 2)), returns=1)
    no_new_tensors(lambda: initializers.GlorotUniform()((3, 2)), returns=1)


@in_browser
def test_tensorflow_has_the_same_classes_under_names_of_its_own():
    import tfjs as tf

    assert tf.initializers is tf.keras.initializers
    assert tf.losses is tf.keras.losses
    assert tf.metrics is tf.keras.metrics
    assert tf.optimizers is tf.keras.optimizers
