"""`tf.keras.random`: Keras's own numbers for the same seeds."""

from __future__ import annotations

import numpy as np

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.layer_case import array_of, seeded_losses


@in_browser
def test_draws_are_those_of_keras():
    import tfjs as tf

    for row in load("keras/random")["cases"]:
        arguments = {
            key: array_of(value, 1) if isinstance(value, dict) else value
            for key, value in row["arguments"].items()
        }
        found = getattr(tf.keras.random, row["name"])(**arguments)
        assert found.dtype.name == row["dtype"], row
        assert list(found.shape) == row["shape"], row
        wanted = np.array(row["values"]).reshape(row["shape"])
        np.testing.assert_allclose(
            found.numpy(), wanted, rtol=2e-5, atol=1e-6, err_msg=str(row["arguments"])
        )


@in_browser
def test_a_generator_gives_other_numbers_each_time_and_starts_anew_from_its_config():
    import tfjs as tf

    random = tf.keras.random
    generator = random.SeedGenerator(5)
    first, second = (random.normal((3,), seed=generator).numpy() for _ in range(2))
    np.testing.assert_array_equal(first, random.normal((3,), seed=5).numpy())
    assert not np.array_equal(first, second)
    again = random.SeedGenerator.from_config(generator.get_config())
    np.testing.assert_array_equal(first, random.normal((3,), seed=again).numpy())
    assert not np.array_equal(random.normal((3,)).numpy(), random.normal((3,)).numpy())
    random.forget_global_generator()  # frees the generator of draws without a seed
    with raises_words(ValueError, "Argument `seed` must be an integer. Received: seed=x"):
        random.SeedGenerator("x")
    with raises_words(ValueError, "Argument `seed` must be either an integer or an instance"):
        random.normal((3,), seed="x")


@in_browser
def test_bad_arguments_are_told():
    import tfjs as tf

    random = tf.keras.random
    with raises_words(ValueError, "requires a floating point `dtype` Received dtype=int32"):
        random.uniform((2,), dtype="int32")
    with raises_words(ValueError, "requires an integer `dtype` Received dtype=float32"):
        random.randint((2,), 0, 5, dtype="float32")
    with raises_words(ValueError, "`logits` should be a 2-D tensor"):
        random.categorical([1.0, 2.0], 3)


@in_browser
def test_a_program_with_one_seed_learns_what_it_learns_with_keras():
    import tfjs as tf

    losses = seeded_losses(tf.keras)
    np.testing.assert_allclose(losses, load("keras/random")["seeded_losses"], rtol=1e-5)
